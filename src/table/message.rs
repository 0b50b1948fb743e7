//! The words of what is said: each error and each note as a diagnostic with its place.

use super::{Spot, TableError, TableNote, address, codes};
use crate::diag::{Diagnostic, Place, Role};

impl Spot {
    /// The place in the file at `path`.
    pub fn place(&self, path: &str) -> Place {
        let mut place = Place::bare(Role::Evidence, path, self.line.max(1));
        place.column = self.column.max(1);
        if !self.sheet.is_empty() {
            place.sheet = Some(self.sheet.clone());
            let cell = (self.line > 0 && self.column > 0).then(|| address(self.line, self.column - 1));
            place.cell = cell;
        }
        place
    }
}

impl TableError {
    /// As a diagnostic about the file at `path`.
    pub fn diagnostic(&self, path: &str) -> Diagnostic {
        let file = Spot::default();
        let (diagnostic, at) = match self {
            TableError::FileSize { limit } => (Diagnostic::new(&codes::FILE_SIZE).arg("limit", limit), file),
            TableError::Unpacked { limit } => (Diagnostic::new(&codes::UNPACKED).arg("limit", limit), file),
            TableError::Bomb { part } => (Diagnostic::new(&codes::BOMB).arg("part", part), file),
            TableError::Entries { limit } => (Diagnostic::new(&codes::ENTRIES).arg("limit", limit), file),
            TableError::Cells { limit } => (Diagnostic::new(&codes::CELLS).arg("limit", limit), file),
            TableError::Text { limit } => (Diagnostic::new(&codes::TEXT).arg("limit", limit), file),
            TableError::Password => (Diagnostic::new(&codes::PASSWORD), file),
            TableError::OldWorkbook => (Diagnostic::new(&codes::OLD_WORKBOOK), file),
            TableError::NotAWorkbook { name } => (Diagnostic::new(&codes::NOT_A_WORKBOOK).arg("name", name), file),
            TableError::Damaged { reason } => (Diagnostic::new(&codes::DAMAGED).arg("reason", reason), file),
            TableError::NotText { line } => {
                (Diagnostic::new(&codes::NOT_TEXT), Spot { line: *line, ..Spot::default() })
            }
        };
        diagnostic.at(at.place(path))
    }
}

impl TableNote {
    /// As a diagnostic about the file at `path`.
    pub fn diagnostic(&self, path: &str) -> Diagnostic {
        let diagnostic = match self {
            TableNote::Replaced { count, .. } => Diagnostic::new(&codes::REPLACED).arg("count", count),
            TableNote::CutCharacter { .. } => Diagnostic::new(&codes::CUT_CHARACTER),
            TableNote::CutQuotes { .. } => Diagnostic::new(&codes::CUT_QUOTES),
            TableNote::MarkInside { count, .. } => Diagnostic::new(&codes::MARK_INSIDE).arg("count", count),
            TableNote::Control { count, .. } => Diagnostic::new(&codes::CONTROL_CELLS).arg("count", count),
            TableNote::Ragged { count, usual, .. } => {
                Diagnostic::new(&codes::RAGGED).arg("count", count).arg("usual", usual)
            }
            TableNote::RowsBeyond { limit, .. } => Diagnostic::new(&codes::ROWS_BEYOND).arg("limit", limit),
            TableNote::ColumnsBeyond { count, limit, .. } => {
                Diagnostic::new(&codes::COLUMNS_BEYOND).arg("count", count).arg("limit", limit)
            }
            TableNote::LongText { count, limit, .. } => {
                Diagnostic::new(&codes::LONG_TEXT).arg("count", count).arg("limit", limit)
            }
            TableNote::Formulas { count, .. } => Diagnostic::new(&codes::FORMULAS).arg("count", count),
            TableNote::NoSavedValue { count, .. } => Diagnostic::new(&codes::NO_SAVED_VALUE).arg("count", count),
            TableNote::ExternalLinks { count } => Diagnostic::new(&codes::EXTERNAL_LINKS).arg("count", count),
            TableNote::HiddenSheet { at } => Diagnostic::new(&codes::HIDDEN_SHEET).arg("sheet", &at.sheet),
            TableNote::UnreadableCell { count, .. } => Diagnostic::new(&codes::UNREADABLE_CELL).arg("count", count),
        };
        diagnostic.at(self.spot().unwrap_or_default().place(path))
    }

    /// The place it speaks of; none for the file as a whole.
    pub fn spot(&self) -> Option<Spot> {
        match self {
            TableNote::ExternalLinks { .. } => None,
            TableNote::Replaced { at, .. }
            | TableNote::CutCharacter { at }
            | TableNote::CutQuotes { at }
            | TableNote::MarkInside { at, .. }
            | TableNote::Control { at, .. }
            | TableNote::Ragged { at, .. }
            | TableNote::RowsBeyond { at, .. }
            | TableNote::ColumnsBeyond { at, .. }
            | TableNote::LongText { at, .. }
            | TableNote::Formulas { at, .. }
            | TableNote::NoSavedValue { at, .. }
            | TableNote::HiddenSheet { at }
            | TableNote::UnreadableCell { at, .. } => Some(at.clone()),
        }
    }
}
