//! Bytes to cells: lists (csv, tsv) and workbooks (xlsx, xlsm), each cell with the place where a person finds it.
//!
//! What a file is, is told by its bytes, never by its name. Nothing here knows what a cell means. What is over a limit
//! is refused before a reader of another hand sees it; what is odd but can be read is read, and said in [`TableNote`]s.

mod archive;
pub mod codes;
mod decode;
mod inspect;
mod keep;
mod list;
mod merged;
mod message;
mod records;
mod said;
mod value;
mod workbook;

#[cfg(test)]
mod tests;

pub use archive::{caught, zip_entries};
pub use said::{Spot, TableError, TableNote};
pub use value::{Time, Value};

use std::collections::BTreeMap;

/// A file as tables.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// `UTF-8`, `UTF-8 (BOM)`, `UTF-16LE`, `UTF-16BE` or `cp932`; empty for a workbook.
    pub encoding: &'static str,
    /// What parts the fields of a list; none for a workbook.
    pub delimiter: Option<char>,
    /// The one table of a list, or the sheets of a workbook in their order, charts left out.
    pub tables: Vec<Table>,
    /// What is said about the file.
    pub notes: Vec<TableNote>,
}

/// A list, or one sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Name of the sheet; empty for a list.
    pub sheet: String,
    /// The sheet is hidden in the workbook.
    pub hidden: bool,
    /// Rows that hold something, from top to bottom.
    pub rows: Vec<Row>,
    /// Regions merged over several columns: the row (1-based) and column (0-based) of the first cell, and the last column.
    pub wide: BTreeMap<(usize, usize), usize>,
}

/// A row of a sheet or a record of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// 1-based: the row of the sheet, or the line on which the record of a list starts.
    pub number: usize,
    /// The cells that hold something, by column. Blanks alone are nothing.
    pub cells: Vec<Cell>,
}

/// One value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// 0-based column.
    pub column: usize,
    /// 1-based: the line of a list on which the value starts, or the row of the sheet.
    pub line: usize,
    /// 1-based. In a list, the column in characters, on its line, of the first character of the value inside its quotes;
    /// in a sheet, the number of the column.
    pub at: usize,
    /// What it holds.
    pub value: Value,
    /// The value is that of a merged region which begins at this row (1-based) and column (0-based) higher up.
    pub merged_from: Option<(usize, usize)>,
}

/// What the bytes of a file are, as far as their beginning tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A workbook (xlsx, xlsm) or another document packed like one, which [`open`] tells apart.
    Workbook,
    /// Another zip, whose entries are files of their own: [`zip_entries`].
    Zip,
    /// An old workbook (xls), a workbook behind a password, or another document of that time.
    Compound,
    /// Anything else, read as a text.
    Text,
}

/// Tells what a file is by its bytes.
pub fn kind(bytes: &[u8]) -> Kind {
    if bytes.starts_with(&archive::SIGNATURE) || bytes.starts_with(&archive::EMPTY) {
        if archive::is_document(bytes) { Kind::Workbook } else { Kind::Zip }
    } else if bytes.starts_with(&workbook::COMPOUND) {
        Kind::Compound
    } else {
        Kind::Text
    }
}

/// Opens a list or a workbook. `name` is only used to speak of the file; what it is, its bytes tell.
///
/// # Errors
///
/// A [`TableError`] when nothing of the file can be trusted: behind a password, of an old format, damaged, not a text, over
/// a limit. A cell that cannot be read is no error but a note.
pub fn open(name: &str, bytes: &[u8]) -> Result<Opened, TableError> {
    match kind(bytes) {
        Kind::Workbook => workbook::open(name, bytes),
        Kind::Zip => Err(TableError::NotAWorkbook { name: name.to_owned() }),
        Kind::Compound => Err(workbook::compound(name, bytes)),
        Kind::Text => list::open(bytes),
    }
}

/// The address of a cell as a spreadsheet shows it, from its 1-based row and 0-based column: (5, 3) is `D5`.
pub fn address(row: usize, column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column.saturating_add(1);
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    format!("{}{row}", letters.iter().rev().collect::<String>())
}
