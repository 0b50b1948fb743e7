//! One value to one cell, by the type of its field.

use super::codes;
use super::locate::Show;
use super::problem::{Found, MASK};
use super::raw::items_of;
use super::record::{At, Reader, Reference, is_empty};
use crate::calendar::{DateError, date_readings, parse_date, parse_month};
use crate::diag::Code;
use crate::model::{Cell, Field, FieldType, ListId, NullMeaning};
use crate::text::{closest, fold};

/// The two words that stand for a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NothingWord {
    /// `none`, なし.
    Absent,
    /// `unknown`, 不明.
    Unknown,
}

/// Whether a text, as it stands, says of any field that there is none or that it is unknown.
pub fn says_nothing(text: &str) -> bool {
    nothing_word(text).is_some()
}

/// Whether a text is one of the words that say that there is none or that it is unknown.
pub(super) fn nothing_word(text: &str) -> Option<NothingWord> {
    match text {
        "none" | "なし" => Some(NothingWord::Absent),
        "unknown" | "不明" => Some(NothingWord::Unknown),
        _ => None,
    }
}

impl From<NothingWord> for Cell {
    fn from(word: NothingWord) -> Cell {
        match word {
            NothingWord::Absent => Cell::Absent,
            NothingWord::Unknown => Cell::Unknown,
        }
    }
}

impl<'a> Reader<'a> {
    /// The cell of a field.
    pub(super) fn cell(&mut self, at: At<'_>, raw: &'a str) -> Cell {
        let field = self.schema.field(at.id.kind, at.field);
        match raw {
            "null" => nothing(field),
            _ if is_empty(raw) => Cell::NotRecorded,
            _ if field.list => self.list(at, field, raw),
            _ => self.scalar(at, field, raw, 0),
        }
    }

    fn list(&mut self, at: At<'_>, field: &Field, raw: &'a str) -> Cell {
        if !raw.starts_with('[') {
            return self.no_list(at, raw);
        }
        let mut cells = Vec::new();
        for item in items_of(raw) {
            if item == "null" || is_empty(item) {
                continue;
            }
            let cell = self.scalar(at, field, item, cells.len());
            if cell != Cell::NotRecorded {
                cells.push(cell);
            }
        }
        if cells.is_empty() { Cell::NotRecorded } else { Cell::List(cells.into()) }
    }

    /// What stands in place of a list: nothing, a word, or something wrong.
    fn no_list(&mut self, at: At<'_>, raw: &str) -> Cell {
        let text = self.source.string(raw);
        match text.as_deref().map(|text| (text.trim().is_empty(), nothing_word(text))) {
            Some((true, _)) => Cell::NotRecorded,
            Some((_, Some(word))) => word.into(),
            _ => self.wrong_type(at, raw, "[ … ]"),
        }
    }

    fn scalar(&mut self, at: At<'_>, field: &Field, raw: &'a str, member: usize) -> Cell {
        match (raw.chars().next(), field.ty) {
            (Some('"'), _) => match self.source.string(raw) {
                Some(text) => self.text(at, field, raw, &text, member),
                None => self.wrong_type(at, raw, example(field.ty)),
            },
            (Some('t' | 'f'), FieldType::YesNo) => Cell::YesNo(raw == "true"),
            (Some('-' | '0'..='9'), FieldType::Number) => match raw.parse() {
                Ok(number) => self.number(at, field, raw, number),
                Err(_) => self.wrong_type(at, raw, "12"),
            },
            (Some('-' | '0'..='9'), FieldType::Text | FieldType::Ref(_) | FieldType::Code(_)) => {
                self.typed(at, field.ty, raw, raw, member)
            }
            _ => self.wrong_type(at, raw, example(field.ty)),
        }
    }

    /// A text: blank, a word for nothing, or a value. A code that is called like such a word is the code.
    fn text(&mut self, at: At<'_>, field: &Field, raw: &str, text: &str, member: usize) -> Cell {
        if text.trim().is_empty() {
            return nothing(field);
        }
        let word = match field.ty {
            FieldType::Text => nothing_word(text),
            FieldType::Code(list) if self.code(list, text).is_some() => None,
            _ => nothing_word(text).or_else(|| nothing_word(&fold(text.trim()))),
        };
        match word {
            Some(word) => word.into(),
            None => self.typed(at, field.ty, raw, text, member),
        }
    }

    /// The text as a value of a type.
    fn typed(&mut self, at: At<'_>, ty: FieldType, raw: &str, text: &str, member: usize) -> Cell {
        match ty {
            FieldType::Text => Cell::Text(text.into()),
            FieldType::Ref(_) => self.reference(at, raw, text, member),
            FieldType::YesNo => self.yes_no(at, raw, text),
            FieldType::Number => self.wrong_type(at, raw, "12"),
            FieldType::Date => match parse_date(text) {
                Ok(range) => Cell::Date(range),
                Err(error) => self.bad_date(at, raw, text, error, "2024-05-01"),
            },
            FieldType::Month => match parse_month(text) {
                Ok(month) => Cell::Month(month),
                Err(error) => self.bad_date(at, raw, text, error, "2024-05"),
            },
            FieldType::Code(list) => match self.code(list, text) {
                Some(code) => Cell::Code(code),
                None => self.unknown_code(at, list, raw, text),
            },
        }
    }

    /// A number within the bounds of its field; one outside them was not counted, so it is not known.
    fn number(&mut self, at: At<'_>, field: &Field, raw: &str, number: i64) -> Cell {
        let outside = field.least.is_some_and(|least| number < least) || field.most.is_some_and(|most| number > most);
        if !outside {
            return Cell::Number(number);
        }
        let [least, most] = [field.least, field.most].map(|end| end.map_or_else(String::new, |end| end.to_string()));
        let found = self.value_found(&codes::OUT_OF_RANGE, at, raw, raw).arg("name", at.name);
        self.found.push(found.arg("range", &format!("{least}..{most}")));
        Cell::Invalid
    }

    /// The code of a text; exact spellings first, because folding every value is dear.
    fn code(&self, list: ListId, text: &str) -> Option<u16> {
        let values = &self.schema.list(list).values;
        let exact = values.iter().position(|value| value.en == text || value.ja == text);
        exact.map(|at| at as u16).or_else(|| self.schema.code_named(list, &fold(text.trim())))
    }

    fn reference(&mut self, at: At<'_>, raw: &str, text: &str, member: usize) -> Cell {
        let span = super::raw::inner(self.source, raw);
        let name = at.name.to_owned();
        self.references.push(Reference { at: at.id, field: at.field, member, name, span });
        Cell::Ref(text.into(), None)
    }

    fn yes_no(&mut self, at: At<'_>, raw: &str, text: &str) -> Cell {
        match fold(text.trim()).as_str() {
            "true" | "真" => Cell::YesNo(true),
            "false" | "偽" => Cell::YesNo(false),
            _ => self.wrong_type(at, raw, "true"),
        }
    }

    fn wrong_type(&mut self, at: At<'_>, raw: &str, expected: &str) -> Cell {
        let spot = self.spot(at, raw);
        self.found.push(Found::new(&codes::WRONG_TYPE, spot).arg("name", at.name).arg("expected", expected));
        Cell::Invalid
    }

    fn bad_date(&mut self, at: At<'_>, raw: &str, text: &str, error: DateError, expected: &str) -> Cell {
        let code = match error {
            DateError::Form => &codes::BAD_DATE,
            DateError::NoSuchDay => &codes::NO_SUCH_DAY,
            DateError::OutsideEra => &codes::OUTSIDE_ERA,
            DateError::Ambiguous => &codes::AMBIGUOUS_DATE,
        };
        let mut found = self.value_found(code, at, raw, text).arg("expected", expected);
        if error == DateError::Ambiguous {
            let [ja, en] = self.readings(at, raw, text);
            found = found.arg("readings_ja", &ja).arg("readings", &en);
        }
        self.found.push(found);
        Cell::Invalid
    }

    /// What an ambiguous date may be, unless it is personal.
    fn readings(&self, at: At<'_>, raw: &str, text: &str) -> [String; 2] {
        let hidden = self.spot(at, raw).show == Show::Masked;
        let named = if hidden { None } else { date_readings(text) };
        named.unwrap_or_else(|| [MASK, MASK].map(str::to_owned))
    }

    fn unknown_code(&mut self, at: At<'_>, list: ListId, raw: &str, text: &str) -> Cell {
        let values = &self.schema.list(list).values;
        let names = values.iter().flat_map(|value| [value.en.as_str(), value.ja.as_str()]);
        let near = closest(text, names).map(str::to_owned).unwrap_or_else(|| {
            let shown = values.iter().take(8).map(|value| if text.is_ascii() { &value.en } else { &value.ja });
            shown.map(String::as_str).collect::<Vec<_>>().join(" / ")
        });
        let found = self.value_found(&codes::UNKNOWN_CODE, at, raw, text);
        self.found.push(found.arg("name", at.name).arg("suggestion", &codes::suggestion(Some(&near))));
        Cell::Invalid
    }

    /// A finding that names the value, unless it is personal.
    fn value_found(&self, code: &'static Code, at: At<'_>, raw: &str, text: &str) -> Found {
        let spot = self.spot(at, raw);
        let shown = if spot.show == Show::Masked { MASK } else { text };
        Found::new(code, spot).arg("text", shown)
    }
}

/// A value of a type as it may be written: the same in every language.
fn example(ty: FieldType) -> &'static str {
    match ty {
        FieldType::Text | FieldType::Ref(_) | FieldType::Code(_) => "\"…\"",
        FieldType::Number => "12",
        FieldType::YesNo => "true",
        FieldType::Date => "\"2024-05-01\"",
        FieldType::Month => "\"2024-05\"",
    }
}

/// What null, a blank text and a missing key say of a field.
pub(super) fn nothing(field: &Field) -> Cell {
    match field.null {
        NullMeaning::NotRecorded => Cell::NotRecorded,
        NullMeaning::Absent | NullMeaning::Open => Cell::Absent,
    }
}
