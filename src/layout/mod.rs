//! What a list or a sheet holds: a map from headers to records, written as `*.map.toml` or derived from the schema.
//!
//! A map names columns by their headers, never by their positions, because exports change those with their settings. It
//! says which rows are of which case, which records a row makes, and where each field of them comes from. The entry
//! workbook is written from such a map and read back by it.

pub mod codes;
mod fit;
mod generic;
mod label;
mod parse;
mod raw;
mod resolve;

pub use fit::{Fit, Fits, fit, fits, header_key};
pub use generic::generic;
pub use label::{beside, sheet_day};
pub use parse::read_layout;

use crate::model::{FieldId, KindId, Name};
use std::collections::BTreeMap;

/// The maps of one file.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Where it was read, for people.
    pub path: String,
    /// What it is called.
    pub title: Name,
    /// An empty workbook can be written from it, to be filled in by people.
    pub form: bool,
    /// Its tables.
    pub tables: Vec<TableMap>,
}

/// One kind of table: which lists and sheets it is for, and what their rows make.
#[derive(Clone, Debug, Default)]
pub struct TableMap {
    /// What it is called.
    pub title: Name,
    /// Patterns of file names, `*` for anything; any file when empty.
    pub file: Vec<String>,
    /// Patterns of sheet names; any sheet when empty.
    pub sheet: Vec<String>,
    /// How it is laid out.
    pub shape: Shape,
    /// Columns without which it is another table.
    pub needs: Vec<usize>,
    /// Columns of which it needs one.
    pub one_of: Vec<usize>,
    /// How a row tells its case, the surest first; empty for the office's own records.
    pub case: Vec<CaseKey>,
    /// The column that says of which office a row is.
    pub office: Option<usize>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Rows that are left out.
    pub skip: Vec<When>,
    /// What a row makes, in this order.
    pub records: Vec<RecordMap>,
    /// Columns of a table of declarations.
    pub declares: Declares,
    /// What stands above the table when it is written.
    pub note: Name,
    /// Rows to write for each case, by the words of the column that tells them apart; one without words when empty.
    pub rows: Vec<String>,
}

/// How a table is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// A row of headers, and rows below it.
    #[default]
    List,
    /// As a list, with a column a month: every cell under a month is read by itself.
    Months,
    /// One sheet a day, named by the day; all its texts are one.
    Days,
    /// A label with its value to the right or below.
    Form,
    /// What is declared complete: a list with a kind a row, and labels above it.
    Manifest,
    /// Words for whoever fills the workbook in; nothing of it is read.
    Text,
    /// The words that drop-downs offer; nothing of it is read.
    Choices,
}

/// How a row tells its case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseKey {
    /// The column; none for the name of the file.
    pub column: Option<usize>,
    /// The field by which another table tells whose it is, such as a name; none for the id itself.
    pub through: Option<(KindId, FieldId)>,
    /// Fields of the same kind by which two cases of one name are told apart, such as the day of birth.
    pub apart: Vec<FieldId>,
    /// Only a case that another table has told: an id that is none's is a slip.
    pub known: bool,
}

/// One column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Its header, as it is written; `#2` at its end for the second of that name.
    pub name: String,
    /// Other headers that mean it.
    pub also: Vec<String>,
    /// A blank cell continues the one above.
    pub fill: bool,
    /// What is written, and what it means.
    pub values: BTreeMap<String, String>,
    /// What parts the members of a list.
    pub split: Option<String>,
    /// Digits that a number is filled up to from the left.
    pub digits: Option<usize>,
    /// The era of dates that do not say theirs, or the column that holds it.
    pub era: Option<String>,
    /// The part of what is written that counts.
    pub part: Option<Piece>,
    /// Words in a text, and what each means; the first that stands in it counts, and a text without any is blank.
    pub find: Vec<(String, String)>,
    /// It is told when the column is there and nothing is written in it in any row.
    pub watch: bool,
    /// What to write there, for the entry workbook.
    pub hint: Name,
    /// Width in characters, for the entry workbook.
    pub width: Option<u16>,
    /// Choices for the entry workbook; those of the field's codes when empty.
    pub choices: Vec<String>,
}

/// A part of what is written in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Piece {
    /// The first day of a period.
    From,
    /// The last day of a period.
    To,
    /// The day, spelt in one way whatever the field is, so that two lists can name one record by it.
    Date,
}

/// A condition on a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct When {
    /// The column; none for the cell under a month.
    pub column: Option<usize>,
    /// It is one of these.
    pub is: Vec<String>,
    /// One of these stands in it.
    pub has: Vec<String>,
    /// None of these stands in it.
    pub lacks: Vec<String>,
    /// It is none of these.
    pub not: Vec<String>,
    /// It begins with one of these.
    pub begins: Vec<String>,
    /// Something, or nothing, is written there.
    pub filled: Option<bool>,
    /// The letters of an entry under a month, before a day; an empty text for a day alone, `*` for a date of another month
    /// written in full.
    pub letters: Vec<String>,
}

/// A record that a row makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordMap {
    /// Its kind.
    pub kind: KindId,
    /// The record of the same row that it stands in; none for the root.
    pub inside: Option<usize>,
    /// Rows of a case with equal texts here are one record, where its key does not tell; under a month, those of one month
    /// and of one place among the entries of its cell, or of one run of months where the record spans one.
    pub by: Vec<usize>,
    /// All must hold.
    pub when: Vec<When>,
    /// It only adds to a record that another row has made; where there is none, the row is a slip.
    pub adds: bool,
    /// Whether it is read out of something that was recorded for another reason.
    pub derived: bool,
    /// Where its fields come from.
    pub set: Vec<Setting>,
}

/// Where a field comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Single records between the record and the field, outermost first.
    pub path: Vec<KindId>,
    /// The field, of the last of them or of the record.
    pub field: FieldId,
    /// Its source.
    pub from: From,
}

/// A source of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum From {
    /// The first of these columns that holds something.
    Columns(Vec<usize>),
    /// A text that the map gives.
    Constant(String),
    /// A part of the cell under a month, or of the sheet of a day.
    Part(Part),
}

/// A part of a cell under a month, or of the sheet of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Its whole text.
    Text,
    /// The day in it; the month where it has none.
    Date,
    /// The day in it, of this month or written in full; nothing where it has none.
    Day,
    /// The month.
    Month,
    /// The month's first day.
    First,
    /// The month's last day.
    Last,
    /// The first day of a run of months with the same letters.
    RunFirst,
    /// The last day of a run of months with the same letters.
    RunLast,
}

/// Columns and labels of a table of declarations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declares {
    /// The record kind.
    pub kind: Option<usize>,
    /// A mark: all of it is here.
    pub complete: Option<usize>,
    /// A mark: none of it is here, by design.
    pub absent: Option<usize>,
    /// First day.
    pub from: Option<usize>,
    /// Last day.
    pub to: Option<usize>,
    /// Label of the office's number.
    pub office: Option<usize>,
    /// Label of the day of the export.
    pub extracted: Option<usize>,
    /// Label of the mark that every case is here.
    pub all_cases: Option<usize>,
}
