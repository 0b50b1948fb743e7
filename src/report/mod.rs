//! Results as bytes: one reporter per format, all fed from the same result set.
//!
//! A reporter gets the cases one after the other, in the order of the contract, and writes to what it is handed; it knows
//! no file, no clock and no terminal. Within a case notices come before findings. Notices that belong to no case (about
//! the export, and one per record kind that nothing holds) come after the last case and before the summary, because
//! their numbers are known only then. Findings of office scope arrive as one more [`CaseResult`] with an empty alias.
//!
//! A format is added by one row of [`FORMATS`].

mod catalogue;
mod csv;
mod json;
mod ndjson;
mod snippet;
mod text;
mod words;
mod wrap;

#[cfg(test)]
mod tests;

pub use catalogue::{CATALOGUE_FORMATS, write_catalogue};
pub use text::diagnostics;

use crate::diag::Lang;
use crate::model::{CaseResult, Display, Notice, Summary};
use std::io::{self, Write};

/// How a report for people looks; machine formats ignore it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Language of labels; messages arrive in it already.
    pub lang: Lang,
    /// Whether marks and headings may be coloured.
    pub color: bool,
    /// Columns to wrap at, by display width; 0 wraps nothing.
    pub width: usize,
}

/// Writes one format. The calls come in this order: `begin`, `case` for each, `office` once, `end`.
pub trait Reporter {
    /// Before the first case.
    ///
    /// # Errors
    /// Those of `out`, here and below.
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()>;
    /// One case with its notices and findings.
    fn case(&mut self, out: &mut dyn Write, case: &CaseResult) -> io::Result<()>;
    /// Notices of the whole export, after the last case.
    fn office(&mut self, out: &mut dyn Write, notices: &[Notice]) -> io::Result<()>;
    /// The summary, last.
    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()>;
}

/// One row of [`FORMATS`].
#[derive(Debug)]
pub struct Format {
    /// Name after `--format`.
    pub name: &'static str,
    /// What it is, one line for the help page.
    pub doc: &'static str,
    /// A reporter with the words of the packs that were run.
    pub make: fn(Style, &Display) -> Box<dyn Reporter>,
}

/// Every format, in the order of the help page.
pub static FORMATS: &[Format] = &[
    Format {
        name: "text",
        doc: "by case, for people",
        make: |style, display| Box::new(text::Text::new(style, display)),
    },
    Format { name: "json", doc: "one object with everything", make: |_, _| Box::new(json::Json::default()) },
    Format { name: "ndjson", doc: "one object a line, as the run goes", make: |_, _| Box::new(ndjson::Ndjson) },
    Format { name: "csv", doc: "a plain list of findings", make: |_, _| Box::new(csv::Csv) },
    Format { name: "none", doc: "nothing; only the exit code", make: |_, _| Box::new(Silent) },
];

/// The format of a name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// `none`.
struct Silent;

impl Reporter for Silent {
    fn begin(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn case(&mut self, _: &mut dyn Write, _: &CaseResult) -> io::Result<()> {
        Ok(())
    }

    fn office(&mut self, _: &mut dyn Write, _: &[Notice]) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self, _: &mut dyn Write, _: &Summary) -> io::Result<()> {
        Ok(())
    }
}
