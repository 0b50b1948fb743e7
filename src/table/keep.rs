//! What is kept of a file: limits on cells and text, and what is odd about the values, with the first place of each kind.

use super::{Spot, TableError, TableNote, Value};
use crate::limits;

/// A [`Spot`] that owns nothing.
#[derive(Clone, Copy)]
pub(super) struct At<'s> {
    pub(super) sheet: &'s str,
    pub(super) line: usize,
    pub(super) column: usize,
}

impl At<'_> {
    pub(super) fn spot(self) -> Spot {
        Spot { sheet: self.sheet.to_owned(), line: self.line, column: self.column }
    }
}

/// The first place of something, and how often it was seen.
#[derive(Default)]
pub(super) struct Tally {
    first: Option<Spot>,
    count: usize,
}

impl Tally {
    pub(super) fn see(&mut self, at: At) {
        self.add(at, 1);
    }

    pub(super) fn add(&mut self, at: At, count: usize) {
        if count > 0 {
            self.first.get_or_insert_with(|| at.spot());
            self.count += count;
        }
    }

    /// The note about it, where there is something to say; the tally starts anew.
    pub(super) fn note(&mut self, note: impl Fn(Spot, usize) -> TableNote) -> Option<TableNote> {
        let count = std::mem::take(&mut self.count);
        self.first.take().map(|at| note(at, count))
    }
}

/// Counts what is kept, over all tables of a file.
#[derive(Default)]
pub(super) struct Keeper {
    cells: usize,
    text: usize,
    replaced: Tally,
    control: Tally,
    long: Tally,
}

impl Keeper {
    /// Counts one more cell.
    pub(super) fn count(&mut self, value: &Value) -> Result<(), TableError> {
        self.cells += 1;
        self.text += match value {
            Value::Text(text) | Value::Number(_, text) | Value::Error(text) => text.len(),
            Value::Date(..) | Value::YesNo(_) => 0,
        };
        if self.cells > limits::TABLE_CELLS {
            return Err(TableError::Cells { limit: limits::TABLE_CELLS });
        }
        if self.text > limits::TABLE_TEXT {
            return Err(TableError::Text { limit: (limits::TABLE_TEXT >> 20) as u64 });
        }
        Ok(())
    }

    /// A value as it is kept, counted; a text is cut where it is too long.
    pub(super) fn value(&mut self, value: Value, at: At) -> Result<Value, TableError> {
        let value = match value {
            Value::Text(text) => Value::Text(self.text(text, at)),
            other => other,
        };
        self.count(&value).map(|()| value)
    }

    fn text(&mut self, mut text: String, at: At) -> String {
        let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        if is_plain && text.len() <= limits::CELL_TEXT {
            return text;
        }
        if let Some((end, _)) = text.char_indices().nth(limits::CELL_TEXT) {
            text.truncate(end);
            text.shrink_to_fit();
            self.long.see(at);
        }
        self.replaced.add(at, text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count());
        if text.chars().any(is_control) {
            self.control.see(at);
        }
        text
    }

    /// What was odd since the last call.
    pub(super) fn notes(&mut self) -> impl Iterator<Item = TableNote> {
        let replaced = self.replaced.note(|at, count| TableNote::Replaced { at, count });
        let control = self.control.note(|at, count| TableNote::Control { at, count });
        let long = self.long.note(|at, count| TableNote::LongText { at, count, limit: limits::CELL_TEXT });
        [replaced, control, long].into_iter().flatten()
    }
}

/// A control character that no text needs; tabs and line breaks stand in cells.
pub(super) fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}
