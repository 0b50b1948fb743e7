//! One level of JSON at a time, as borrowed raw texts: members of an object, members of an array, and which slot of
//! the schema a key is for. Reading and locating both go down by these, so they always agree.

use super::source::Source;
use crate::model::{FieldId, KindId, Schema};
use crate::text::{Span, fold};
use serde::Deserializer as _;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

struct Members<F>(F);

impl<'de, F: FnMut(&'de str, &'de str)> Visitor<'de> for Members<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<&'de RawValue>()? {
            let value = map.next_value::<&'de RawValue>()?;
            (self.0)(key.get(), value.get());
        }
        Ok(())
    }
}

struct Items<F>(F);

impl<'de, F: FnMut(&'de str)> Visitor<'de> for Items<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        while let Some(item) = seq.next_element::<&'de RawValue>()? {
            (self.0)(item.get());
        }
        Ok(())
    }
}

/// Calls `each` with the key and the value of every member of an object, up to the first error.
fn members<'a>(raw: &'a str, each: impl FnMut(&'a str, &'a str)) -> serde_json::Result<()> {
    serde_json::Deserializer::from_str(raw).deserialize_map(Members(each))
}

/// Calls `each` with every item of an array, up to the first error.
fn items<'a>(raw: &'a str, each: impl FnMut(&'a str)) -> serde_json::Result<()> {
    serde_json::Deserializer::from_str(raw).deserialize_seq(Items(each))
}

/// The members of an object that was read whole before; of anything else, none.
pub(super) fn members_of(raw: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    // The text was accepted once as a whole, so an error can only say that it is no object.
    let _ = members(raw, |key, value| found.push((key, value)));
    found
}

/// The items of an array that was read whole before; of anything else, none.
pub(super) fn items_of(raw: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let _ = items(raw, |item| found.push(item));
    found
}

/// What stands in a document: one value, or the items of one array.
pub(super) struct Top {
    /// The values that were read whole.
    pub(super) values: Vec<Span>,
    /// Whether they are the items of an array.
    pub(super) array: bool,
    /// The first error and the byte it is at.
    pub(super) error: Option<(String, usize)>,
}

/// The top of a document; a text of blanks only has no values and no error.
pub(super) fn top(source: &Source<'_>) -> Top {
    let text: &str = &source.clean;
    let start = text.trim_start_matches([' ', '\t', '\r', '\n']);
    let array = start.starts_with('[');
    let mut values = Vec::new();
    if start.is_empty() && source.too_deep.is_none() {
        return Top { values, array, error: None };
    }
    let mut parser = serde_json::Deserializer::from_str(text);
    let read = if array {
        parser.deserialize_seq(Items(|item| values.push(source.span(item))))
    } else {
        use serde::Deserialize as _;
        <&RawValue>::deserialize(&mut parser).map(|value| values.push(source.span(value.get())))
    };
    let error = read.and_then(|()| parser.end()).err();
    Top { values, array, error: error.map(|error| explain(text, &error)) }
}

/// The parser's words without its line and column, and the byte they are about.
fn explain(text: &str, error: &serde_json::Error) -> (String, usize) {
    let words = error.to_string();
    let words = words.split(" at line ").next().unwrap_or("").to_owned();
    if error.is_eof() {
        return (words, text.trim_end().len());
    }
    let before = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let start: usize = before.map(str::len).sum();
    let mut at = (start + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at = at.saturating_sub(1);
    }
    (words, at)
}

/// The records of an office: the one member of an object, when it is called like the root of those records.
pub(super) fn office_part<'r>(schema: &Schema, source: &Source<'_>, raw: &'r str) -> Option<(&'r str, &'r str)> {
    let name = &schema.kind(schema.office?).name;
    match members_of(raw).as_slice() {
        [(key, value)] if value.starts_with('{') && name.is(&fold(&source.string(key)?)) => Some((key, value)),
        _ => None,
    }
}

/// What a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// A field.
    Field(FieldId),
    /// A nested kind and its place among the kind's children.
    Child(KindId, usize),
    /// Not data: `_at` and whatever else starts with an underscore.
    Ignored,
    /// Nothing in the schema.
    Unknown,
}

/// The slot of a key in a kind. Exact spellings are tried first, because folding every name is dear.
pub(super) fn slot(schema: &Schema, kind: KindId, key: &str) -> Slot {
    if key.starts_with('_') {
        return Slot::Ignored;
    }
    let exact = slot_where(schema, kind, |en, ja| en == key || ja == key);
    exact.or_else(|| folded_slot(schema, kind, &fold(key))).unwrap_or(Slot::Unknown)
}

fn folded_slot(schema: &Schema, kind: KindId, folded: &str) -> Option<Slot> {
    slot_where(schema, kind, |en, ja| en == folded || ja == folded || fold(ja) == folded)
}

fn slot_where(schema: &Schema, kind: KindId, is: impl Fn(&str, &str) -> bool) -> Option<Slot> {
    let kind = schema.kind(kind);
    let field = kind.fields.iter().position(|field| is(&field.name.en, &field.name.ja));
    if let Some(at) = field {
        return Some(Slot::Field(FieldId(at as u16)));
    }
    let at = kind.children.iter().position(|child| {
        let home = schema.kind(*child).home.as_ref();
        home.is_some_and(|home| is(&home.key.en, &home.key.ja))
    })?;
    kind.children.get(at).map(|child| Slot::Child(*child, at))
}

/// Every spelling that is accepted as a key in a kind.
pub(super) fn spellings(schema: &Schema, kind: KindId) -> impl Iterator<Item = &str> {
    let kind = schema.kind(kind);
    let homes = kind.children.iter().filter_map(|child| schema.kind(*child).home.as_ref());
    let names = kind.fields.iter().map(|field| &field.name).chain(homes.map(|home| &home.key));
    names.flat_map(|name| [name.en.as_str(), name.ja.as_str()])
}

/// Whether a raw value is one scalar.
pub(super) fn is_scalar(raw: &str) -> bool {
    !raw.starts_with(['{', '['])
}

/// The span of a scalar without its quotes; of an object or an array, its opening bracket.
pub(super) fn inner(source: &Source<'_>, raw: &str) -> Span {
    let span = source.span(raw);
    match raw.chars().next() {
        Some('"') => Span { start: span.start + 1, end: span.end.saturating_sub(1).max(span.start + 1) },
        Some('{' | '[') => Span { start: span.start, end: span.start + 1 },
        _ => span,
    }
}
