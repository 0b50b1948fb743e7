//! One object a line, and the objects themselves: what `json` holds is made here too.
//!
//! Keys come in the order of the contract, `type` first, because the types of `model` are declared in that order.
//! The bytes are safe on a terminal: characters that [`visible_char`] would replace are written as `\u` escapes, so the
//! value stays what it was.

use super::Reporter;
use crate::model::{CaseResult, Notice, Summary};
use crate::text::visible_char;
use serde::Serialize;
use serde_json::ser::Formatter;
use std::io::{self, Write};

/// A result object with its type in front.
#[derive(Serialize)]
struct Tagged<'a, T: Serialize> {
    #[serde(rename = "type")]
    tag: &'static str,
    #[serde(flatten)]
    body: &'a T,
}

/// One result object as a line without its end.
///
/// # Errors
/// When the value cannot be serialised, which no type of `model` can cause.
pub(super) fn object<T: Serialize>(tag: &'static str, body: &T) -> io::Result<Vec<u8>> {
    let mut line = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut line, Escaped);
    Tagged { tag, body }.serialize(&mut serializer)?;
    Ok(line)
}

/// Compact JSON in which no raw control or reordering character occurs.
struct Escaped;

impl Formatter for Escaped {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| visible_char(*c) != *c) {
            let (before, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
            out.write_all(before.as_bytes())?;
            write!(out, "\\u{:04x}", c as u32)?;
            rest = tail.strip_prefix(c).unwrap_or("");
        }
        out.write_all(rest.as_bytes())
    }
}

/// `ndjson`.
pub(super) struct Ndjson;

impl Reporter for Ndjson {
    fn begin(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn case(&mut self, out: &mut dyn Write, case: &CaseResult) -> io::Result<()> {
        self.office(out, &case.notices)?;
        case.findings.iter().try_for_each(|finding| line(out, "verdict", finding))?;
        case.consequences.iter().try_for_each(|of| line(out, "consequence", of))
    }

    fn office(&mut self, out: &mut dyn Write, notices: &[Notice]) -> io::Result<()> {
        notices.iter().try_for_each(|notice| line(out, "notice", notice))
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        line(out, "summary", summary)
    }
}

fn line<T: Serialize>(out: &mut dyn Write, tag: &'static str, body: &T) -> io::Result<()> {
    let mut bytes = object(tag, body)?;
    bytes.push(b'\n');
    out.write_all(&bytes)
}
