//! Records and fields of a list, with the line and the column at which each value starts.
//!
//! The reading is that of the `csv` crate with its defaults, to which a test holds it; that crate tells where a record
//! starts, but not where its fields do.

use crate::limits;
use std::iter::Peekable;
use std::str::Chars;

/// One record: its line, the fields that are not empty, and how many fields it has.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Record {
    /// 1-based line on which it starts.
    pub(super) line: usize,
    /// Fields that are not empty and stand in the columns that are read.
    pub(super) fields: Vec<Field>,
    /// Fields in all.
    pub(super) width: usize,
    /// The first field beyond the columns that are read, if it holds something.
    pub(super) beyond: Option<(usize, usize)>,
}

/// One value.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Field {
    /// 0-based.
    pub(super) index: usize,
    /// 1-based line of the first character inside the quotes.
    pub(super) line: usize,
    /// 1-based column of that character.
    pub(super) column: usize,
    /// The value without its quotes.
    pub(super) text: String,
    /// The text ended before the closing quote.
    pub(super) open: bool,
    /// Byte order marks left out before the value.
    pub(super) marks: usize,
}

/// Walks over the records of a text.
pub(super) struct Records<'a> {
    chars: Peekable<Chars<'a>>,
    delimiter: char,
    line: usize,
    column: usize,
}

/// What ended a field.
#[derive(PartialEq)]
enum End {
    Field,
    Record,
}

impl<'a> Records<'a> {
    pub(super) fn of(text: &'a str, delimiter: char) -> Records<'a> {
        Records { chars: text.chars().peekable(), delimiter, line: 1, column: 1 }
    }

    /// The line and the column behind the last character of a text.
    pub(super) fn end_of(text: &str) -> (usize, usize) {
        let mut walk = Records::of(text, ',');
        while walk.step().is_some() {}
        (walk.line, walk.column)
    }

    /// The next character; a line break counts when its last character is taken.
    fn step(&mut self) -> Option<char> {
        let c = self.chars.next()?;
        let breaks = c == '\n' || c == '\r' && self.chars.peek() != Some(&'\n');
        (self.line, self.column) = if breaks { (self.line + 1, 1) } else { (self.line, self.column + 1) };
        Some(c)
    }

    fn take_if(&mut self, is: impl Fn(char) -> bool) -> bool {
        let found = self.chars.peek().is_some_and(|c| is(*c));
        if found {
            self.step();
        }
        found
    }

    fn field(&mut self, index: usize) -> (Field, End) {
        let mut field = Field { index, ..Field::default() };
        while self.take_if(|c| c == '\u{feff}') {
            field.marks += 1;
        }
        field.open = self.take_if(|c| c == '"');
        (field.line, field.column) = (self.line, self.column);
        while let Some(c) = self.step() {
            if field.open {
                // A quote inside quotes closes them, unless it is doubled.
                field.open = c != '"' || self.take_if(|c| c == '"');
                if !field.open {
                    if field.text.is_empty() {
                        (field.line, field.column) = (self.line, self.column);
                    }
                    continue;
                }
            } else if c == self.delimiter {
                return (field, End::Field);
            } else if c == '\n' || c == '\r' {
                self.take_if(|next| c == '\r' && next == '\n');
                return (field, End::Record);
            }
            field.text.push(c);
        }
        (field, End::Record)
    }
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        while self.take_if(|c| c == '\n' || c == '\r') {}
        self.chars.peek()?;
        let mut record = Record { line: self.line, ..Record::default() };
        loop {
            let (field, end) = self.field(record.width);
            record.width += 1;
            if !field.text.trim().is_empty() || field.open || field.marks > 0 {
                record.keep(field);
            }
            if end == End::Record {
                return Some(record);
            }
        }
    }
}

impl Record {
    fn keep(&mut self, field: Field) {
        if field.index < limits::TABLE_COLUMNS {
            self.fields.push(field);
        } else {
            self.beyond.get_or_insert((field.line, field.column));
        }
    }
}
