//! How packs and a profile want the workbook: their files read, rows looked up, what stands later over what stands before.

use super::codes;
use super::rules::PackFiles;
use crate::check::typed::Checklist;
use crate::diag::{Diagnostic, Place, Role};
use crate::lang::codes as lang_codes;
use crate::limits;
use crate::model::Workbook;
use std::collections::BTreeSet;

/// All of them together; the profile is the last.
///
/// # Errors
/// What cannot be read, and names of rows that no checklist has.
pub(super) fn workbook(packs: &[PackFiles], lists: &[Checklist]) -> Result<Workbook, Vec<Diagnostic>> {
    let mut whole = Workbook::default();
    let mut problems = Vec::new();
    for (path, bytes) in packs.iter().filter_map(|pack| pack.workbook.as_ref()) {
        match one(bytes, lists) {
            Ok(workbook) => whole = whole.under(workbook),
            Err((line, problem)) => problems.push(problem.at(Place::bare(Role::Rule, path, line))),
        }
    }
    if problems.is_empty() { Ok(whole) } else { Err(problems) }
}

/// One file; else the line and what is wrong with it.
fn one(bytes: &[u8], lists: &[Checklist]) -> Result<Workbook, (usize, Diagnostic)> {
    let wrong = |reason: &str| Diagnostic::new(&codes::WORKBOOK).arg("reason", reason);
    if bytes.len() as u64 > limits::RULE_FILE_BYTES {
        return Err((1, Diagnostic::new(&lang_codes::FILE_TOO_LARGE).arg("limit", limits::RULE_FILE_BYTES)));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| (1, Diagnostic::new(&lang_codes::NOT_UTF8)))?;
    let line_of = |at: usize| 1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count();
    let workbook: Workbook = toml::from_str(text)
        .map_err(|error| (error.span().map_or(1, |span| line_of(span.start)), wrong(error.message())))?;
    let rows: BTreeSet<&str> = lists.iter().flat_map(|list| list.rows.iter().map(|row| row.id.as_str())).collect();
    let known = |name: &str| rows.contains(name) || lists.iter().any(|list| list.id == name);
    let named = workbook.sheets.iter().flat_map(|sheet| &sheet.rows).map(String::as_str);
    let unknown = named.chain(workbook.numbers.keys().map(String::as_str)).find(|name| !known(name));
    match unknown {
        // A name stands in quotes: without them, an earlier word may hold it.
        Some(name) => {
            let quoted = ['"', '\''].iter().filter_map(|quote| text.find(&format!("{quote}{name}{quote}")));
            Err((quoted.min().or_else(|| text.find(name)).map_or(1, line_of), wrong(name)))
        }
        None => Ok(workbook),
    }
}
