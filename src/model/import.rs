//! What was read of lists and workbooks before they were records: 取込の確認.

use crate::calendar::Day;

/// Everything that was brought in, file by file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Files in the order of their paths.
    pub files: Vec<FileReport>,
}

/// One file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileReport {
    /// Path relative to the input as given; inside a zip, the zip's path, `!`, and the name in it.
    pub path: String,
    /// How its characters are written: `UTF-8`, `UTF-8 (BOM)`, `UTF-16LE`, `UTF-16BE`, `cp932`; empty for a workbook.
    pub encoding: String,
    /// Its tables: one for a list, one a sheet for a workbook.
    pub tables: Vec<TableReport>,
}

/// One table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableReport {
    /// Sheet; empty for a list.
    pub sheet: String,
    /// Title of the map that fits; empty when none does, and then nothing of the table was read.
    pub map: String,
    /// 1-based row of the headers; 0 when none was found.
    pub header: usize,
    /// Rows below the headers that hold something.
    pub rows: usize,
    /// Rows that became records.
    pub read: usize,
    /// Rows that were left out, by reason in the report's language, with their 1-based numbers.
    pub skipped: Vec<(String, Vec<usize>)>,
    /// Headers that no record uses, masked as they came.
    pub unused: Vec<String>,
    /// Headers that the map knows and the table does not have.
    pub wanting: Vec<String>,
    /// What was made of it.
    pub made: Vec<Made>,
}

/// Records of one kind that a table gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The kind, in the report's language.
    pub kind: String,
    /// How many.
    pub records: usize,
    /// Whether they were read out of something else, such as a log.
    pub derived: bool,
    /// First and last declared date.
    pub period: Option<(Day, Day)>,
}
