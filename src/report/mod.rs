//! Results as bytes: one reporter per format, all fed from the same result set.
//!
//! A reporter gets the cases one after the other, in the order of the contract, and writes to what it is handed; it knows
//! no file, no clock and no terminal. Within a case notices come before findings. Notices that belong to no case (about
//! the export, and one per record kind that nothing holds) come after the last case and before the summary, because
//! their numbers are known only then. Findings of office scope arrive as one more [`CaseResult`] with an empty alias.
//!
//! A format is added by one row of [`FORMATS`].

mod aliases;
mod brief;
mod catalogue;
mod csv;
mod grid;
mod html;
mod json;
mod months;
mod ndjson;
mod review;
mod snippet;
mod take_over;
mod text;
mod words;
mod wrap;
mod xlsx;

#[cfg(test)]
mod tests;

pub use aliases::write_aliases;
pub use catalogue::{CATALOGUE_FORMATS, write_catalogue};
pub use review::{Review, Rotation};
pub use take_over::TakeOver;
pub use text::{diagnostics, imported};
pub use xlsx::{FIXED, KEY, OLD_ROW, PROPOSED, READ_ONLY, SHEET, headers, is_untouched};

use crate::calendar::Day;
use crate::diag::Lang;
use crate::model::{Carried, CaseResult, Catalogue, Display, Drawn, ImportReport, Notice, Summary, Workbook};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::rc::Rc;

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

/// What a run tells its reporters before the first case.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Words of the packs.
    pub display: Display,
    /// What the packs hold, row by row; empty unless a format asks for it.
    pub catalogue: Catalogue,
    /// What the packs declare to be drawn.
    pub drawn: Drawn,
    /// What was read of lists and workbooks.
    pub imported: ImportReport,
    /// Number of the office, as the export names it; empty where it does not.
    pub office: String,
    /// Nothing after it was used.
    pub as_of: Option<Day>,
    /// Whether cases or rules were left out as asked: then nothing is said of the whole.
    pub partial: bool,
    /// How packs and profile want the workbook.
    pub workbook: Workbook,
    /// What was typed into earlier workbooks.
    pub carried: Carried,
    /// First day of a self-check.
    pub since: Option<Day>,
    /// By what cases are grouped, in words.
    pub by: Option<String>,
    /// Whether only tables are wanted where there are some.
    pub brief: bool,
    /// Titles of the rules by their ids.
    pub titles: BTreeMap<String, String>,
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
    /// Whether it draws cases and lists rows of checklists, so that the run must make those.
    pub drawn: bool,
    /// A reporter with what the run told.
    pub make: fn(Style, &Rc<Context>) -> Box<dyn Reporter>,
}

impl Format {
    /// Whether it is no text, so that it can only go into a file.
    pub fn is_binary(&self) -> bool {
        self.name == "xlsx"
    }
}

/// Every format, in the order of the help page.
pub static FORMATS: &[Format] = &[
    Format {
        name: "text",
        doc: "by case, for people",
        drawn: false,
        make: |style, context| Box::new(text::Text::new(style, context)),
    },
    Format {
        name: "brief",
        doc: "what was found in a few words",
        drawn: false,
        make: |style, context| Box::new(brief::Brief::new(style, context)),
    },
    Format {
        name: "json",
        doc: "one object with everything",
        drawn: false,
        make: |_, _| Box::new(json::Json::default()),
    },
    Format {
        name: "ndjson",
        doc: "one object a line, as the run goes",
        drawn: false,
        make: |_, _| Box::new(ndjson::Ndjson),
    },
    Format { name: "csv", doc: "a plain list of findings", drawn: false, make: |_, _| Box::new(csv::Csv) },
    Format {
        name: "xlsx",
        doc: "a workbook to fill in and print; needs a file",
        drawn: true,
        make: |style, context| Box::new(xlsx::Xlsx::new(style, context)),
    },
    Format {
        name: "html",
        doc: "one page to open, print and sign, for people",
        drawn: true,
        make: |style, context| Box::new(html::Html::new(style, context)),
    },
    Format {
        name: "months",
        doc: "cases × months that may cost something, for spreadsheets",
        drawn: false,
        make: |style, context| Box::new(months::Table::new(style.lang, context)),
    },
    Format { name: "none", doc: "nothing; only the exit code", drawn: false, make: |_, _| Box::new(Silent) },
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
