//! A plain list of findings for spreadsheets: UTF-8 without a mark, one row a finding, no notices and no summary.
//!
//! `subject` is `kind:key` (a kind has no colon), `window` is `from/to` or the value, the place is the first location.
//! A spreadsheet runs a cell that begins like a formula, so such a cell gets an apostrophe in front; control characters
//! are replaced by visible ones. Whoever needs the exact value reads `ndjson`.

use super::Reporter;
use crate::model::{CaseResult, Finding, Notice, Subject, Summary, Window};
use crate::text::visible;
use std::io::{self, Write};

const HEADER: [&str; 17] = [
    "rule",
    "case",
    "subject",
    "window",
    "verdict",
    "reason",
    "class",
    "citation",
    "due",
    "cured_on",
    "message",
    "path",
    "line",
    "column",
    "sheet",
    "cell",
    "fingerprint",
];

/// What makes a spreadsheet compute; the full-width forms do so under a Japanese locale.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// `csv`.
pub(super) struct Csv;

impl Reporter for Csv {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let mut rows = ::csv::Writer::from_writer(out);
        rows.write_record(HEADER)?;
        rows.flush()
    }

    fn case(&mut self, out: &mut dyn Write, case: &CaseResult) -> io::Result<()> {
        let mut rows = ::csv::Writer::from_writer(out);
        for finding in &case.findings {
            rows.write_record(row(finding).iter().map(|value| cell(value)))?;
        }
        rows.flush()
    }

    fn office(&mut self, _: &mut dyn Write, _: &[Notice]) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self, _: &mut dyn Write, _: &Summary) -> io::Result<()> {
        Ok(())
    }
}

/// The cells of a finding, in the order of [`HEADER`].
fn row(finding: &Finding) -> [String; 17] {
    let place = finding.locations.first();
    let number = |value: Option<usize>| value.map(|value| value.to_string()).unwrap_or_default();
    [
        finding.rule.clone(),
        finding.case.clone().unwrap_or_default(),
        finding.subject.as_ref().map(subject).unwrap_or_default(),
        window(&finding.window),
        finding.verdict.name().to_owned(),
        finding.reason.name().to_owned(),
        finding.class_name.clone(),
        finding.citation.clone(),
        finding.due.clone().unwrap_or_default(),
        finding.cured_on.clone().unwrap_or_default(),
        finding.message.clone(),
        place.map(|place| place.path.clone()).unwrap_or_default(),
        number(place.map(|place| place.line)),
        number(place.map(|place| place.column)),
        place.and_then(|place| place.sheet.clone()).unwrap_or_default(),
        place.and_then(|place| place.cell.clone()).unwrap_or_default(),
        finding.fingerprint.clone(),
    ]
}

fn subject(subject: &Subject) -> String {
    format!("{}:{}", subject.kind, subject.key)
}

fn window(window: &Window) -> String {
    match window {
        Window::None => String::new(),
        Window::Days(from, to) => format!("{from}/{to}"),
        Window::Value(value) => value.clone(),
    }
}

/// A value as a cell that no spreadsheet computes.
pub(super) fn cell(value: &str) -> String {
    let risky = value.chars().next().is_some_and(|first| FORMULA.contains(&first) || first.is_control());
    format!("{}{}", if risky { "'" } else { "" }, visible(value))
}
