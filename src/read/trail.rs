//! From a byte of a case up to its JSON pointer and the smallest record round it.

use super::raw::{Slot, slot};
use super::source::Source;
use crate::model::{Case, KindId, Schema};
use crate::text::Span;

/// The way to a byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trail {
    /// JSON pointer, keys as written.
    pub(super) pointer: String,
    /// Kind of the smallest record that holds the byte.
    pub(super) kind: KindId,
    /// That record.
    pub(super) record: Span,
    /// Its member that holds the byte, as written; none for the record itself.
    pub(super) member: Option<String>,
    /// The records that this one stands in, and last itself.
    pub(super) records: Vec<Span>,
}

/// The way to a byte in the case at a span.
pub(super) fn trail(schema: &Schema, source: &Source<'_>, case: &Case, span: Span, at: usize) -> Trail {
    let (pointer, kind) = (case.origin.pointer.clone(), case.root(schema).kind);
    let mut trail = Trail { pointer, kind, record: span, member: None, records: vec![span] };
    while let Some((kind, record)) = step(schema, source, &mut trail, at) {
        trail.kind = kind;
        trail.record = record;
        trail.member = None;
        trail.records.push(record);
    }
    trail
}

/// One member down, and the nested record that it leads into, if it does.
fn step(schema: &Schema, source: &Source<'_>, trail: &mut Trail, at: usize) -> Option<(KindId, Span)> {
    let members = source.members(source.part(trail.record));
    let holds = |key: &str, value: &str| source.span(key).start <= at && at < source.span(value).end;
    let (key, value) = members.into_iter().find(|(key, value)| holds(key, value))?;
    let name = source.string(key).unwrap_or_default();
    trail.pointer.push('/');
    trail.pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
    trail.member = Some(name.to_string());
    if at < source.span(value).start {
        return None;
    }
    let value = if value.starts_with('[') { item(source, trail, value, at)? } else { value };
    match slot(schema, trail.kind, &name) {
        Slot::Child(kind, _) if value.starts_with('{') => Some((kind, source.span(value))),
        _ => None,
    }
}

/// The item of a list that holds a byte.
fn item<'r>(source: &'r Source<'_>, trail: &mut Trail, list: &str, at: usize) -> Option<&'r str> {
    let (index, item) = source.item_at(list, at)?;
    trail.pointer.push_str(&format!("/{index}"));
    Some(item)
}
