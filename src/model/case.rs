//! One client's records, read into slots: per kind a table of rows, per row one cell a field.

use super::{FieldId, KindId, Schema};
use crate::calendar::{DateRange, Month};

/// A value as recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing was recorded: null, missing, an empty text or list.
    NotRecorded,
    /// Recorded as none (なし).
    Absent,
    /// Recorded as unknown (不明).
    Unknown,
    /// Something was written that is not of the field's type; reported, and judged as unknown.
    Invalid,
    /// True or false.
    YesNo(bool),
    /// A whole number.
    Number(i64),
    /// A text.
    Text(Box<str>),
    /// A date, possibly partial.
    Date(DateRange),
    /// A month.
    Month(Month),
    /// A code of the field's list.
    Code(u16),
    /// A reference: the key as written, and the row it names if there is one.
    Ref(Box<str>, Option<u32>),
    /// A list of scalars.
    List(Box<[Cell]>),
}

/// What is recorded of one nested list or record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Children {
    /// Null, missing, or empty.
    NotRecorded,
    /// Recorded as none.
    Absent,
    /// Recorded as unknown.
    Unknown,
    /// Rows `from..to` of the child's table.
    Rows {
        /// First row.
        from: u32,
        /// One past the last row.
        to: u32,
        /// Whether something in the list could not be read as a record.
        torn: bool,
    },
}

/// One record.
#[derive(Clone, Debug)]
pub struct Record {
    /// Row of the record it is nested in; 0 for records under the root.
    pub parent: u32,
    /// Place in its JSON list.
    pub index: u32,
    /// One cell a field.
    pub cells: Vec<Cell>,
    /// One entry a nested kind.
    pub children: Vec<Children>,
    /// What it was read out of, when it was not recorded by itself.
    pub derived: Option<Box<str>>,
}

/// A record of a case: kind and row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordId {
    /// Its kind.
    pub kind: KindId,
    /// Its row.
    pub row: u32,
}

/// Where a case was read from.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Origin {
    /// Index of the input file.
    pub file: usize,
    /// 1-based line on which the document starts (NDJSON); 1 for a whole file.
    pub line: usize,
    /// First byte of the document in the file.
    pub start: u64,
    /// Bytes of the document.
    pub length: u64,
    /// Pointer of the case in its document: empty, or `/3` in an array.
    pub pointer: String,
}

/// All records of one client at one office.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// One table a kind, in schema order.
    pub tables: Vec<Vec<Record>>,
    /// Where it came from.
    pub origin: Origin,
    /// Key of the root record as written, or empty.
    pub id: String,
    /// What is shown instead of the id.
    pub alias: String,
    /// Index of the manifest that holds for it.
    pub manifest: usize,
    /// Whether these are the records of the office and of no client.
    pub office: bool,
}

impl Case {
    /// The root record.
    pub const ROOT: RecordId = RecordId { kind: Schema::ROOT, row: 0 };

    /// The record that all others of this case, or of this office, stand in.
    pub fn root(&self, schema: &Schema) -> RecordId {
        let kind = schema.office.filter(|_| self.office).unwrap_or(Schema::ROOT);
        RecordId { kind, row: 0 }
    }

    /// Records of a kind in file order.
    pub fn rows(&self, kind: KindId) -> &[Record] {
        self.tables.get(kind.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// A record, if there is one.
    pub fn record(&self, id: RecordId) -> Option<&Record> {
        self.rows(id.kind).get(id.row as usize)
    }

    /// A cell; of a record that does not exist, nothing is recorded.
    pub fn cell(&self, id: RecordId, field: FieldId) -> &Cell {
        const NOTHING: &Cell = &Cell::NotRecorded;
        self.record(id).and_then(|record| record.cells.get(field.0 as usize)).unwrap_or(NOTHING)
    }

    /// The record that this one is nested in.
    pub fn parent(&self, schema: &Schema, id: RecordId) -> Option<RecordId> {
        let home = schema.kind(id.kind).home.as_ref()?;
        Some(RecordId { kind: home.parent, row: self.record(id)?.parent })
    }

    /// What is recorded of a nested kind.
    pub fn children(&self, schema: &Schema, id: RecordId, child: KindId) -> Children {
        let at = schema.kind(id.kind).children.iter().position(|kind| *kind == child);
        at.and_then(|at| self.record(id)?.children.get(at).copied()).unwrap_or(Children::NotRecorded)
    }

    /// Whether a record, or one that it stands in, was read out of something else; and out of what.
    pub fn derived(&self, schema: &Schema, id: RecordId) -> Option<&str> {
        let mut at = std::iter::successors(Some(id), |at| self.parent(schema, *at));
        at.find_map(|at| self.record(at)?.derived.as_deref())
    }

    /// The declared date of a record, when its kind has one and it is recorded.
    pub fn date_of(&self, schema: &Schema, id: RecordId) -> Option<DateRange> {
        match self.cell(id, schema.kind(id.kind).dated?) {
            Cell::Date(range) => Some(*range),
            Cell::Month(month) => Some(DateRange::month(*month)),
            _ => None,
        }
    }
}

/// Something in a case that a report points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A whole record.
    Record(RecordId),
    /// One field of it; where nothing is written, the record.
    Field(RecordId, FieldId),
    /// A nested list or record; where nothing is written, the record it would stand in.
    Child(RecordId, KindId),
}
