//! What is personal in a case, and how it is masked: every output that could carry a value of a record goes through here.
//!
//! A field that is marked personal is hidden where it stands. Its text may stand elsewhere too (a name in an id, in a
//! path, in a note of another kind), so texts are searched for it. Values from closed vocabularies (codes, dates,
//! numbers) are not searched: a note that says `2024` must not blacken every date. A key that the schema does not know
//! may be a misspelt personal one, so its value is hidden as well.

use super::raw::{Slot, inner, is_scalar, slot};
use super::record::is_empty;
use super::source::Source;
use crate::calendar::{parse_date, parse_month};
use crate::model::{Case, Cell, FieldId, FieldType, KindId, Schema};
use crate::text::spelling::name_key;
use crate::text::{Span, fold};
use std::collections::BTreeSet;

/// A case with what is personal in it, gathered once for all that is shown of it.
#[derive(Clone, Debug)]
pub struct Person<'c> {
    /// The case.
    pub case: &'c Case,
    /// Its personal values.
    pub personal: Vec<&'c str>,
}

impl<'c> Person<'c> {
    /// Gathers what is personal in a case.
    pub fn of(schema: &Schema, case: &'c Case) -> Person<'c> {
        Person { case, personal: personal_values(schema, case) }
    }
}

/// The texts of a case that are never shown, as written, without blanks round them.
pub fn personal_values<'c>(schema: &Schema, case: &'c Case) -> Vec<&'c str> {
    let mut values = Vec::new();
    for (kind, shape) in schema.kinds.iter().enumerate() {
        let kind = KindId(kind as u16);
        let fields = (0..shape.fields.len()).map(|at| FieldId(at as u16));
        for field in fields.filter(|field| schema.is_hidden(kind, *field)) {
            let cells = case.rows(kind).iter().filter_map(|row| row.cells.get(field.0 as usize));
            cells.for_each(|cell| texts(cell, &mut values));
        }
    }
    values.sort_unstable();
    values.dedup();
    values
}

fn texts<'c>(cell: &'c Cell, values: &mut Vec<&'c str>) {
    match cell {
        Cell::Text(text) | Cell::Ref(text, _) => values.push(text.trim()),
        Cell::List(members) => members.iter().for_each(|member| texts(member, values)),
        _ => {}
    }
}

/// The text with every personal value in it replaced, whether with or without the blanks inside it. One character is
/// too little to know a person by; a number of up to four digits is replaced only where it stands alone, not inside a
/// date or a longer word.
pub fn mask_text(text: &str, personal: &[&str], replacement: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for span in occurrences(text, personal) {
        out.push_str(text.get(from..span.start).unwrap_or(""));
        out.push_str(replacement);
        from = span.end;
    }
    out.push_str(text.get(from..).unwrap_or(""));
    out
}

/// Masks names of files, sheets and columns: people name those by a part of a name too, and spell it as they like.
#[derive(Debug, Default)]
pub struct NameMask<'p> {
    written: Vec<&'p str>,
    /// As names are joined: one spelling for each kanji and kana.
    keys: BTreeSet<String>,
}

/// Characters of the longest name.
const NAME: usize = 24;

impl<'p> NameMask<'p> {
    /// A mask for these personal values.
    pub fn new(personal: impl IntoIterator<Item = &'p str>) -> NameMask<'p> {
        let short = personal.into_iter().filter(|value| value.chars().nth(NAME).is_none());
        let parts = short.flat_map(|value| std::iter::once(value).chain(value.split_whitespace()));
        let parts: BTreeSet<&str> = parts.filter(|part| part.chars().nth(1).is_some()).collect();
        let is_word = |key: &String| key.chars().nth(1).is_some() && !key.bytes().all(|byte| byte.is_ascii_digit());
        let keys = parts.iter().map(|part| name_key(part)).filter(is_word).collect();
        NameMask { written: parts.into_iter().collect(), keys }
    }

    /// The name without them. A part of a path that names somebody in another spelling is hidden whole.
    pub fn mask(&self, name: &str, replacement: &str) -> String {
        let written = mask_text(name, &self.written, replacement);
        let parts = written.split_inclusive(['/', '!']);
        let hidden = |part: &str| self.keys.iter().any(|key| name_key(part).contains(key.as_str()));
        let masked = parts.map(|part| if hidden(part) { whole(part, replacement) } else { part.to_owned() });
        masked.collect()
    }
}

/// A part of a path that is hidden but for its ending.
fn whole(part: &str, replacement: &str) -> String {
    let ending = part.rfind('.').and_then(|at| part.get(at..)).unwrap_or_else(|| {
        part.get(part.len().saturating_sub(1)..).filter(|last| ["/", "!"].contains(last)).unwrap_or("")
    });
    format!("{replacement}{ending}")
}

/// Where personal values stand in a text: in order, none overlapping another.
fn occurrences(text: &str, personal: &[&str]) -> Vec<Span> {
    let mut spans = Vec::new();
    for value in personal {
        find(text, value, &mut spans);
        if value.len() <= text.len() * 4 && value.contains(char::is_whitespace) {
            find(text, &value.split_whitespace().collect::<String>(), &mut spans);
        }
    }
    spans.sort_unstable_by_key(|span: &Span| (span.start, span.end));
    spans.dedup_by(|next, last| {
        let joined = next.start < last.end;
        last.end = if joined { last.end.max(next.end) } else { last.end };
        joined
    });
    spans
}

fn find(text: &str, value: &str, spans: &mut Vec<Span>) {
    if value.len() > text.len() || value.chars().nth(1).is_none() {
        return;
    }
    let short_number = value.len() <= 4 && value.bytes().all(|byte| byte.is_ascii_digit());
    for (start, found) in text.match_indices(value) {
        let span = Span { start, end: start + found.len() };
        if !short_number || stands_alone(text, span) {
            spans.push(span);
        }
    }
}

fn stands_alone(text: &str, span: Span) -> bool {
    let joins = |c: char| c.is_ascii_alphanumeric() || "-/.:_年月日".contains(c);
    let before = text.get(..span.start).and_then(|text| text.chars().next_back());
    let after = text.get(span.end..).and_then(|text| text.chars().next());
    !before.is_some_and(joins) && !after.is_some_and(joins)
}

/// Finds what is hidden in a window of a record's text, down to the records nested in it.
pub(super) struct Masker<'a> {
    pub(super) schema: &'a Schema,
    pub(super) source: &'a Source<'a>,
    pub(super) personal: &'a [&'a str],
    /// Only what touches this is looked at.
    pub(super) window: Span,
    /// What was found.
    pub(super) spans: Vec<Span>,
}

impl Masker<'_> {
    /// Everything hidden in one record.
    pub(super) fn record(&mut self, kind: KindId, raw: &str) {
        for (key, value) in self.source.members(raw) {
            if !self.touches(Span { start: self.source.span(key).start, end: self.source.span(value).end }) {
                continue;
            }
            let name = self.source.string(key).unwrap_or_default();
            match slot(self.schema, kind, &name) {
                Slot::Field(field) if self.schema.is_hidden(kind, field) => self.hide(value),
                Slot::Field(field) => self.field(kind, field, value),
                Slot::Child(child, _) => self.child(child, value),
                Slot::Ignored | Slot::Unknown => {
                    self.text(key, &name);
                    self.hide(value);
                }
            }
        }
    }

    fn touches(&self, span: Span) -> bool {
        span.start < self.window.end && self.window.start < span.end
    }

    /// A whole value; quotes stay, and what holds nothing.
    fn hide(&mut self, raw: &str) {
        if raw != "null" && !is_empty(raw) {
            let span = if is_scalar(raw) { inner(self.source, raw) } else { self.source.span(raw) };
            self.spans.push(span);
        }
    }

    fn child(&mut self, child: KindId, raw: &str) {
        match raw.chars().next() {
            Some('{') => self.record(child, raw),
            Some('[') => {
                for item in self.source.items_in(raw, self.window) {
                    if item.starts_with('{') { self.record(child, item) } else { self.hide(item) }
                }
            }
            _ => self.hide(raw),
        }
    }

    fn field(&mut self, kind: KindId, field: FieldId, raw: &str) {
        let shape = self.schema.field(kind, field);
        if shape.list && raw.starts_with('[') {
            self.source.items(raw).into_iter().for_each(|item| self.scalar(shape.ty, item));
        } else {
            self.scalar(shape.ty, raw);
        }
    }

    /// A scalar of a field that is not personal: only what repeats a personal value is hidden.
    fn scalar(&mut self, ty: FieldType, raw: &str) {
        if !is_scalar(raw) {
            return self.hide(raw);
        }
        let quoted = self.source.string(raw);
        let text = quoted.as_deref().unwrap_or(raw);
        let known = match ty {
            FieldType::Code(list) => self.schema.code_named(list, &fold(text.trim())).is_some(),
            FieldType::Date => parse_date(text).is_ok(),
            FieldType::Month => parse_month(text).is_ok(),
            FieldType::Number | FieldType::YesNo => quoted.is_none(),
            FieldType::Text | FieldType::Ref(_) => false,
        };
        if !known {
            self.text(raw, text);
        }
    }

    /// The parts of a scalar that repeat a personal value; the whole of it where escapes hide them.
    fn text(&mut self, raw: &str, text: &str) {
        let span = inner(self.source, raw);
        let found = occurrences(text, self.personal);
        if self.source.written(span) != text && !found.is_empty() {
            return self.spans.push(span);
        }
        let moved = |part: Span| Span { start: span.start + part.start, end: span.start + part.end };
        self.spans.extend(found.into_iter().map(moved));
    }
}
