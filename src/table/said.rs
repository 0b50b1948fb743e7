//! What is said about a file: why it cannot be opened, and what was odd about one that could.

/// A place in a file, as a person finds it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// Name of the sheet; empty for a list.
    pub sheet: String,
    /// 1-based line of a list or row of a sheet; 0 where the sheet or the file as a whole is meant.
    pub line: usize,
    /// 1-based column in characters in a list, number of the column in a sheet; 0 where the whole line is meant.
    pub column: usize,
}

/// Why nothing of a file can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableError {
    /// A list, workbook or zip of more bytes than are read.
    FileSize {
        /// The limit, in MiB.
        limit: u64,
    },
    /// The parts of a workbook or zip are too large together, unpacked.
    Unpacked {
        /// The limit, in MiB.
        limit: u64,
    },
    /// A part unpacks to so much more than it is packed to that nobody can have meant it.
    Bomb {
        /// The part.
        part: String,
    },
    /// A zip with more entries than are read.
    Entries {
        /// The limit.
        limit: usize,
    },
    /// More cells, or cells of merged regions, than are read.
    Cells {
        /// The limit.
        limit: usize,
    },
    /// More text in the cells than is read.
    Text {
        /// The limit, in MiB.
        limit: u64,
    },
    /// A workbook or a zip behind a password.
    Password,
    /// A workbook of the format before 2007 (`.xls`).
    OldWorkbook,
    /// A zip or a document that holds no workbook kijun reads.
    NotAWorkbook {
        /// Name of the file as given.
        name: String,
    },
    /// A workbook or a zip that is cut off or broken.
    Damaged {
        /// What the reader says, in English.
        reason: String,
    },
    /// No text in an encoding that is known.
    NotText {
        /// 1-based line of the first character that is none.
        line: usize,
    },
}

/// What is said, and stops nothing. Each is said once a table, with the first place and the number of places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableNote {
    /// Bytes that are no characters of the encoding; they are read as `�`.
    Replaced {
        /// The first.
        at: Spot,
        /// How many.
        count: usize,
    },
    /// The file ends inside a character.
    CutCharacter {
        /// The end.
        at: Spot,
    },
    /// The text ends inside quotes: the file is cut off, or a quote is not closed, and all behind it is one value.
    CutQuotes {
        /// Where the value starts.
        at: Spot,
    },
    /// A byte order mark before a value, left out: files were put together.
    MarkInside {
        /// The first.
        at: Spot,
        /// How many.
        count: usize,
    },
    /// Values with control characters; they are kept.
    Control {
        /// The first.
        at: Spot,
        /// How many values.
        count: usize,
    },
    /// Records with more or fewer fields than most, those before the first full one (titles) apart.
    Ragged {
        /// The first.
        at: Spot,
        /// How many.
        count: usize,
        /// Fields of most records.
        usual: usize,
    },
    /// Rows behind the limit; they are not read.
    RowsBeyond {
        /// The first.
        at: Spot,
        /// The limit.
        limit: usize,
    },
    /// Values in columns behind the limit; they are not read.
    ColumnsBeyond {
        /// The first.
        at: Spot,
        /// How many rows or cells have them.
        count: usize,
        /// The limit.
        limit: usize,
    },
    /// Values longer than a cell can be; the rest is cut off.
    LongText {
        /// The first.
        at: Spot,
        /// How many.
        count: usize,
        /// The limit, in characters.
        limit: usize,
    },
    /// Cells with formulas; the values saved with them are used, nothing is calculated.
    Formulas {
        /// The first.
        at: Spot,
        /// How many.
        count: usize,
    },
    /// Formulas saved without a value; these cells read as empty.
    NoSavedValue {
        /// The first.
        at: Spot,
        /// How many.
        count: usize,
    },
    /// The workbook refers to other files; they are not opened, the values saved are used.
    ExternalLinks {
        /// How many files.
        count: usize,
    },
    /// A sheet is hidden; it is read all the same.
    HiddenSheet {
        /// The sheet.
        at: Spot,
    },
    /// Cells that cannot be read; they read as empty.
    UnreadableCell {
        /// The last cell before the first such; the sheet alone where there is none.
        at: Spot,
        /// How many.
        count: usize,
    },
}
