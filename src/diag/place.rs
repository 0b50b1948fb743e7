//! Places in records and in rules.

use serde::Serialize;

/// What a place has to do with the finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// What made the duty.
    Duty,
    /// What satisfied it.
    Evidence,
    /// The nearest miss, at the condition that failed.
    Nearest,
    /// The declaration that closed the world.
    Complete,
    /// The clause of the rule.
    Rule,
}

/// A few characters round a scalar, safe to show: controls replaced, personal values masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// What is shown, one line.
    pub text: String,
    /// First byte of the scalar in `text`.
    pub start: usize,
    /// Bytes of the scalar in `text`.
    pub length: usize,
    /// Character column (1-based) of the first character of `text` in its line.
    pub column: usize,
}

impl Place {
    /// The place in words: `path sheet!D5` on a sheet, else `path:line:column`.
    pub fn address(&self) -> String {
        match (&self.sheet, &self.cell) {
            (Some(sheet), Some(cell)) => format!("{} {sheet}!{cell}", self.path),
            _ => format!("{}:{}:{}", self.path, self.line, self.column),
        }
    }

    /// A line of a file of which nothing more is known.
    pub fn bare(role: Role, path: &str, line: usize) -> Place {
        Place {
            role,
            path: path.to_owned(),
            line,
            column: 1,
            sheet: None,
            cell: None,
            field: None,
            pointer: String::new(),
            text: None,
            masked: false,
            derived: false,
            excerpt: None,
            label: String::new(),
        }
    }
}

/// One place, in the order of the keys of the contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Its role.
    pub role: Role,
    /// Path relative to the input as given, forward slashes.
    pub path: String,
    /// 1-based line.
    pub line: usize,
    /// 1-based column in characters.
    pub column: usize,
    /// Sheet of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Cell of the sheet, such as `D5`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// Header of the column, for lists and workbooks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// JSON pointer; empty in rule files and settings.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub pointer: String,
    /// The scalar as written, at most 80 characters; none for a record or a personal value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The scalar is personal and not shown.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub masked: bool,
    /// The record was read out of something else.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub derived: bool,
    /// What is shown to people; not part of machine output.
    #[serde(skip)]
    pub excerpt: Option<Excerpt>,
    /// A word or two beside the underline, for people.
    #[serde(skip)]
    pub label: String,
}
