//! One object with everything, the same objects as `ndjson` in the same order, one a line.
//!
//! Notices stand before verdicts and those of the export are known last, so both are kept as bytes until the end.

use super::Reporter;
use super::ndjson::object;
use crate::model::{CaseResult, Notice, Summary};
use serde::Serialize;
use std::io::{self, Write};

/// `json`.
#[derive(Default)]
pub(super) struct Json {
    notices: List,
    verdicts: List,
    consequences: List,
}

/// The inside of an array.
#[derive(Default)]
struct List(Vec<u8>);

impl List {
    fn push<T: Serialize>(&mut self, tag: &'static str, body: &T) -> io::Result<()> {
        self.0.extend_from_slice(if self.0.is_empty() { b"\n" } else { b",\n" });
        self.0.extend(object(tag, body)?);
        Ok(())
    }

    fn write(&self, out: &mut dyn Write, key: &str) -> io::Result<()> {
        write!(out, "\"{key}\":[")?;
        out.write_all(&self.0)?;
        out.write_all(if self.0.is_empty() { b"],\n" } else { b"\n],\n" })
    }
}

impl Reporter for Json {
    fn begin(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn case(&mut self, out: &mut dyn Write, case: &CaseResult) -> io::Result<()> {
        self.office(out, &case.notices)?;
        case.findings.iter().try_for_each(|finding| self.verdicts.push("verdict", finding))?;
        case.consequences.iter().try_for_each(|of| self.consequences.push("consequence", of))
    }

    fn office(&mut self, _: &mut dyn Write, notices: &[Notice]) -> io::Result<()> {
        notices.iter().try_for_each(|notice| self.notices.push("notice", notice))
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        out.write_all(b"{")?;
        self.notices.write(out, "notices")?;
        self.verdicts.write(out, "verdicts")?;
        self.consequences.write(out, "consequences")?;
        out.write_all(b"\"summary\":")?;
        out.write_all(&object("summary", summary)?)?;
        out.write_all(b"}\n")
    }
}
