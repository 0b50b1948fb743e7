//! A cell as an office writes it to the JSON that the reader accepts for a field.

mod dates;
mod plain;
mod ticks;

pub use crate::text::spelling::{name_key, tidy};
pub use dates::period;
pub(super) use plain::{has_lost_digits, id};

use super::codes;
use crate::calendar::{DateRange, Day};
use crate::diag::Code;
use crate::model::{Field, FieldType, Name, NullMeaning, Schema};
use crate::read::says_nothing;
use crate::table::Value as Cell;
use crate::text::{fold as nfkc, spelling};
use serde_json::Value;
use std::collections::BTreeMap;

/// What a cell gives for a field.
#[derive(Clone, Debug)]
pub struct Reading {
    /// A JSON value: string, number, true or false, an array of these, or null for a blank cell.
    pub json: String,
    /// What is to be said about it. Arguments hold nothing personal.
    pub notes: Vec<Note>,
}

/// A note about a value; its place is the cell's.
#[derive(Clone, Debug)]
pub struct Note {
    /// Row of the table of codes.
    pub code: &'static Code,
    /// Arguments by placeholder name.
    pub args: Vec<(&'static str, String)>,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Written<'a> {
    /// A text.
    Text(&'a str),
    /// A number, and how it is shown.
    Number(f64, &'a str),
    /// A date.
    Date(Day),
    /// True or false.
    YesNo(bool),
    /// An error, such as `#REF!`.
    Error(&'a str),
}

impl<'a> Written<'a> {
    /// What a cell of a table holds.
    pub(super) fn of(value: &'a Cell) -> Written<'a> {
        match value {
            Cell::Text(text) => Written::Text(text),
            Cell::Number(number, text) => Written::Number(*number, text),
            Cell::Date(day, _) => Written::Date(*day),
            Cell::YesNo(yes) => Written::YesNo(*yes),
            Cell::Error(text) => Written::Error(text),
        }
    }
}

/// What is known of a column besides its field.
#[derive(Clone, Copy, Debug)]
pub struct Hints<'a> {
    /// From a value as written to a value of the field, compared as [`tidy`] makes them. To an empty text: blank.
    pub translate: &'a BTreeMap<String, String>,
    /// What parts the members of a list; without it, what people usually write between them.
    pub split: Option<&'a str>,
    /// Digits of a number that is kept as text, so that zeros that were lost in front are put back.
    pub width: Option<usize>,
    /// Name or letter of the era of years that do not say theirs.
    pub era: Option<&'a str>,
    /// The as-of date: a bare number is no day of a spreadsheet that lies more than ten years after it.
    pub as_of: Option<Day>,
}

static NO_WORDS: BTreeMap<String, String> = BTreeMap::new();

impl Default for Hints<'_> {
    fn default() -> Self {
        Hints { translate: &NO_WORDS, split: None, width: None, era: None, as_of: None }
    }
}

/// What a cell gives for a field. What cannot be understood is given as the text that was written.
pub fn reading(schema: &Schema, field: &Field, written: &Written<'_>, hints: &Hints<'_>) -> Reading {
    let mut reader = Reader { schema, field, hints, notes: Vec::new() };
    let json = reader.cell(written);
    Reading { json: json.to_string(), notes: reader.notes }
}

/// What a cell gives for a value of a type that no field of the schema holds.
pub(super) fn as_type(schema: &Schema, ty: FieldType, written: &Written<'_>, hints: &Hints<'_>) -> Reading {
    let (name, null) = (Name::default(), NullMeaning::NotRecorded);
    let (list, optional, personal, public) = (false, true, false, true);
    let field = Field { name, ty, list, optional, personal, public, null, least: None, most: None };
    reading(schema, &field, written, hints)
}

struct Reader<'a> {
    schema: &'a Schema,
    field: &'a Field,
    hints: &'a Hints<'a>,
    notes: Vec<Note>,
}

impl Reader<'_> {
    fn note(&mut self, code: &'static Code, args: Vec<(&'static str, String)>) {
        self.notes.push(Note { code, args });
    }

    fn cell(&mut self, written: &Written<'_>) -> Value {
        match (*written, self.field.ty) {
            (Written::Text(text), _) => self.text(text),
            (Written::Number(number, shown), ty) => self.number(ty, number, shown),
            (Written::Date(day), FieldType::Date | FieldType::Month) => self.dated(day),
            (Written::Date(day), _) => self.text(&day.to_string()),
            (Written::YesNo(yes), _) => self.text(if yes { "true" } else { "false" }),
            (Written::Error(text), _) => {
                self.note(&codes::CELL_ERROR, vec![("text", text.to_owned())]);
                "unknown".into()
            }
        }
    }

    /// A number, which may stand for a day, and whose digits may be those of an id.
    fn number(&mut self, ty: FieldType, number: f64, shown: &str) -> Value {
        let dated = matches!(ty, FieldType::Date | FieldType::Month);
        let day = if dated { dates::serial(number, self.hints.as_of) } else { None };
        match day {
            Some(day) => self.dated(day),
            None => self.text(&plain::digits(number, shown)),
        }
    }

    fn dated(&self, day: Day) -> Value {
        let day = if self.field.ty == FieldType::Month { day.month().to_string() } else { day.to_string() };
        if self.field.list { vec![day].into() } else { day.into() }
    }

    fn text(&mut self, text: &str) -> Value {
        let decoded = spelling::decoded(text);
        if decoded != text || spelling::is_damaged(text) {
            self.note(&codes::GAIJI, Vec::new());
        }
        let text = spelling::outside(plain::without_mark(&decoded));
        match self.translated(text) {
            Some(value) if value.trim().is_empty() => Value::Null,
            Some(value) => self.whole(&value),
            None => self.whole(text),
        }
    }

    /// The value that the map gives for a text.
    fn translated(&self, text: &str) -> Option<String> {
        let (words, text) = (self.hints.translate, tidy(text));
        let found = words.get(&text).or_else(|| words.iter().find(|(word, _)| tidy(word) == text).map(|(_, to)| to));
        found.cloned()
    }

    fn whole(&mut self, text: &str) -> Value {
        if text.is_empty() {
            return Value::Null;
        }
        let is_code = self.code(text).is_some();
        if self.field.list {
            let word = nfkc(text);
            return if says_nothing(&word) && !is_code { word.into() } else { self.list(text, is_code) };
        }
        let choice = matches!(self.field.ty, FieldType::Code(_) | FieldType::YesNo) && !is_code;
        match choice.then(|| ticks::ticked(text)).flatten().as_deref() {
            Some([]) => Value::Null,
            Some([one]) => self.member(one),
            _ => self.scalar(text),
        }
    }

    fn list(&mut self, text: &str, is_code: bool) -> Value {
        let texts = if is_code { vec![text] } else { self.members(text) };
        let members: Vec<Value> = texts.into_iter().map(|text| self.member(text)).collect();
        let members: Vec<Value> = members.into_iter().filter(|member| !member.is_null()).collect();
        if members.is_empty() { Value::Null } else { members.into() }
    }

    /// The members of a list as texts. Marks that stand inside a date part no list of dates.
    fn members<'t>(&self, text: &'t str) -> Vec<&'t str> {
        const ALWAYS: [char; 6] = ['、', '､', ',', '，', '\n', '\r'];
        const NOT_IN_DATES: [char; 4] = ['・', '･', '／', '/'];
        let dated = matches!(self.field.ty, FieldType::Date | FieldType::Month);
        let parts: Vec<&str> = match (self.hints.split.filter(|split| !split.is_empty()), ticks::ticked(text)) {
            (Some(split), _) => text.split(split).collect(),
            (None, Some(ticked)) => ticked,
            (None, None) => text.split(|c| ALWAYS.contains(&c) || !dated && NOT_IN_DATES.contains(&c)).collect(),
        };
        parts.into_iter().map(spelling::outside).filter(|member| !member.is_empty()).collect()
    }

    /// A member of a list or an option, which may be translated though the whole is not.
    fn member(&mut self, text: &str) -> Value {
        match self.translated(text) {
            Some(value) if value.trim().is_empty() => Value::Null,
            Some(value) => self.scalar(&value),
            None => self.scalar(text),
        }
    }

    fn scalar(&mut self, text: &str) -> Value {
        let as_written = || Value::from(text);
        match self.field.ty {
            FieldType::Text | FieldType::Ref(_) => self.word(text).into(),
            FieldType::Number => plain::number(text).map_or_else(as_written, Value::from),
            FieldType::YesNo => plain::yes_no(text).map_or_else(as_written, Value::from),
            FieldType::Code(_) => self.code(text).map_or_else(as_written, Value::from),
            FieldType::Date => self.date(text, |range| Some(range.to_string())),
            FieldType::Month => self.date(text, |range| range.sure_month().map(|month| month.to_string())),
        }
    }

    /// A text as it stands, or an id.
    fn word(&mut self, text: &str) -> String {
        if plain::has_lost_digits(text) {
            self.note(&codes::LOST_DIGITS, Vec::new());
        }
        let is_id = matches!(self.field.ty, FieldType::Ref(_)) || self.hints.width.is_some();
        if is_id { plain::id(text, self.hints.width) } else { text.to_owned() }
    }

    /// The canonical name of a code, written as the reader knows it or with blanks in it.
    fn code(&self, text: &str) -> Option<String> {
        let FieldType::Code(list) = self.field.ty else { return None };
        let folded = nfkc(&tidy(text));
        let named = |name: &str| self.schema.code_named(list, name);
        let code = named(&folded).or_else(|| named(&folded.replace(' ', "")))?;
        Some(self.schema.list(list).values.get(usize::from(code))?.en.clone())
    }

    /// A date as `spelt` spells it. One that only the reader can refuse goes on without what stands behind it.
    fn date(&mut self, text: &str, spelt: impl Fn(DateRange) -> Option<String>) -> Value {
        let Some(found) = dates::find(text, self.hints) else { return text.into() };
        if let Some((said, is)) = found.contradiction() {
            let ([said_ja, said], [is_ja, is]) = (said.map(str::to_owned), is.map(str::to_owned));
            self.note(&codes::WEEKDAY, vec![("said_ja", said_ja), ("said", said), ("is_ja", is_ja), ("is", is)]);
        }
        if found.beside {
            self.note(&codes::BESIDE_DATE, Vec::new());
        }
        let canonical = found.range.and_then(spelt).filter(|text| dates::is_read(text));
        canonical.unwrap_or(found.core).into()
    }
}
