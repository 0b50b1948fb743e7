//! What a sheet holds, before it is drawn: what is said above, tables of columns and rows, and which cells people fill in.

use super::cell::Value;
use super::words;
use crate::diag::Lang;
use crate::model;

/// How a column looks, and who fills it in.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// A text that wraps.
    Text,
    /// A mark or a short word.
    Mark,
    /// A number.
    Number,
    /// A day.
    Day,
    /// Filled in by people: the name under which it is kept, and what may be chosen.
    Typed(String, Vec<String>),
    /// A day that people fill in.
    TypedDay(String),
    /// What the program put into the result cell: only so can it be told from what people chose.
    Proposed,
}

/// A column.
#[derive(Clone, Debug)]
pub(super) struct Col {
    pub(super) head: String,
    /// In characters of the standard font.
    pub(super) width: f64,
    pub(super) kind: Kind,
}

/// A row of a table: one value a column, and the key under which what is typed is kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) values: Vec<Value>,
    pub(super) key: String,
}

/// A table with its heading.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub(super) title: String,
    pub(super) columns: Vec<Col>,
    pub(super) rows: Vec<Row>,
}

/// A cell above the table that people fill in.
#[derive(Clone, Debug)]
pub(super) struct Above {
    pub(super) label: String,
    pub(super) key: String,
}

/// A sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    pub(super) title: String,
    pub(super) said: Vec<String>,
    pub(super) above: Option<Above>,
    pub(super) tables: Vec<Table>,
    /// Whether rows have keys, so that what is typed is read back.
    pub(super) keyed: bool,
    /// Columns that stay when the sheet is moved sideways.
    pub(super) still: u16,
    /// Whether it is printed upright.
    pub(super) upright: bool,
}

/// The key of a row into which nobody types anything: it is not taken for a row that somebody added.
pub(super) const FIXED: &str = "－";

impl Col {
    pub(super) fn new(head: impl Into<String>, width: f64, kind: Kind) -> Col {
        Col { head: head.into(), width, kind }
    }

    /// One that people fill in.
    pub(super) fn typed(column: model::Asked, width: f64, choices: &[&str], lang: Lang) -> Col {
        let name = column.header(Lang::En).to_owned();
        let choices: Vec<String> = choices.iter().map(|choice| (*choice).to_owned()).collect();
        Col::new(column.header(lang), width, Kind::Typed(name, choices))
    }

    /// The name under which what is typed into it is kept.
    pub(super) fn name(&self) -> Option<&str> {
        match &self.kind {
            Kind::Typed(name, _) | Kind::TypedDay(name) => Some(name),
            _ => None,
        }
    }
}

impl Row {
    pub(super) fn new(key: impl Into<String>, values: Vec<Value>) -> Row {
        Row { values, key: key.into() }
    }
}

impl Table {
    /// As it is, or with a row that says that there is nothing.
    pub(super) fn or_nothing(mut self, lang: Lang) -> Table {
        if self.rows.is_empty() {
            self.rows.push(Row::new(FIXED, vec![Value::text(words::NOTHING.of(lang))]));
        }
        self
    }
}
