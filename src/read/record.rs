//! One object to one record: every key finds its slot, every value its cell, every nested list its rows.

use super::codes;
use super::locate::{Show, Spot};
use super::problem::{Found, UnknownKeys, key_spot};
use super::raw::{Slot, inner, is_scalar, items_of, members_of, slot};
use super::scalar::nothing;
use super::scalar::{NothingWord, nothing_word};
use super::source::Source;
use crate::model::{Case, Cell, Children, FieldId, KindId, Record, RecordId, Schema};
use crate::text::Span;

/// The key by which a record says that it was read out of something else.
const DERIVED: &str = "_derived";

/// Fills one case.
pub(super) struct Reader<'a> {
    pub(super) schema: &'a Schema,
    pub(super) source: &'a Source<'a>,
    /// Index of the case in the document's answer.
    pub(super) index: usize,
    pub(super) case: Case,
    pub(super) found: Vec<Found>,
    pub(super) unknown: &'a mut UnknownKeys,
    /// Every reference as it was read, for the end of the case.
    pub(super) references: Vec<Reference>,
    /// Every record's key value.
    pub(super) keys: Vec<(RecordId, Span)>,
}

/// A reference that waits for the case to be whole.
pub(super) struct Reference {
    pub(super) at: RecordId,
    pub(super) field: FieldId,
    /// Place in the list, for a list.
    pub(super) member: usize,
    /// The key as written in the record.
    pub(super) name: String,
    pub(super) span: Span,
}

/// A field of a record, and its key as written.
#[derive(Clone, Copy)]
pub(super) struct At<'n> {
    pub(super) id: RecordId,
    pub(super) field: FieldId,
    pub(super) name: &'n str,
}

/// A member of an object whose slot is known.
struct Member<'a> {
    slot: Slot,
    key: Span,
    name: String,
    value: &'a str,
    /// Items of a nested list read so far, over all members of this slot.
    items: u32,
}

impl<'a> Reader<'a> {
    /// Reads an object as a record of a kind and gives its row.
    pub(super) fn record(&mut self, kind: KindId, parent: u32, index: u32, raw: &'a str) -> u32 {
        let row = self.add_row(kind, parent, index);
        let mut seen: Vec<Member<'a>> = Vec::new();
        for (key, value) in members_of(raw) {
            self.member(RecordId { kind, row }, &mut seen, key, value);
        }
        row
    }

    /// A row in which nothing is recorded yet.
    fn add_row(&mut self, kind: KindId, parent: u32, index: u32) -> u32 {
        let shape = self.schema.kind(kind);
        let cells = shape.fields.iter().map(nothing).collect();
        let children = vec![Children::NotRecorded; shape.children.len()];
        let Some(table) = self.case.tables.get_mut(kind.0 as usize) else { return 0 };
        table.push(Record { parent, index, cells, children, derived: None });
        (table.len() - 1) as u32
    }

    fn member(&mut self, id: RecordId, seen: &mut Vec<Member<'a>>, key: &'a str, value: &'a str) {
        let name = self.source.string(key).unwrap_or_default();
        let span = inner(self.source, key);
        let slot = slot(self.schema, id.kind, &name);
        match slot {
            Slot::Ignored if name == DERIVED => return self.derived(id, value),
            Slot::Ignored => return,
            Slot::Unknown => return self.unknown.add(id.kind, &name, span, self.index),
            Slot::Field(_) | Slot::Child(..) => {}
        }
        let first = seen.iter().position(|member| member.slot == slot);
        if let Some(first) = first.and_then(|at| seen.get_mut(at)) {
            self.found
                .push(Found::new(&codes::DUPLICATE_KEY, key_spot(span)).and(key_spot(first.key)).arg("key", &name));
            return self.second(id, first, value);
        }
        let mut member = Member { slot, key: span, name: name.into_owned(), value, items: 0 };
        self.first(id, &mut member);
        seen.push(member);
    }

    /// What a record was read out of: a text, or only that it was.
    fn derived(&mut self, id: RecordId, value: &str) {
        let text = if is_scalar(value) { self.source.string(value).unwrap_or_default() } else { "".into() };
        let source = if matches!(value, "null" | "false") { None } else { Some(text.trim().into()) };
        if let Some(record) = self.record_mut(id) {
            record.derived = source;
        }
    }

    fn first(&mut self, id: RecordId, member: &mut Member<'a>) {
        match member.slot {
            Slot::Field(field) => {
                let at = At { id, field, name: &member.name };
                if self.schema.kind(id.kind).key == Some(field) {
                    self.keys.push((id, inner(self.source, member.value)));
                }
                let cell = self.cell(at, member.value);
                self.set_cell(id, field, cell);
            }
            Slot::Child(child, at) => {
                let children = self.children(id, child, member, member.value);
                self.set_children(id, at, children);
            }
            Slot::Ignored | Slot::Unknown => {}
        }
    }

    /// The same slot again: a scalar that differs is invalid, a list is read on, one nested record is not replaced.
    fn second(&mut self, id: RecordId, first: &mut Member<'a>, value: &'a str) {
        match first.slot {
            Slot::Field(field) => {
                let cell = self.cell(At { id, field, name: &first.name }, value);
                if *self.case.cell(id, field) != cell {
                    self.set_cell(id, field, Cell::Invalid);
                }
            }
            Slot::Child(child, at) if self.many(child) => {
                let old = self.case.children(self.schema, id, child);
                let new = self.children(id, child, first, value);
                self.set_children(id, at, joined(old, new));
            }
            _ => {}
        }
    }

    fn many(&self, child: KindId) -> bool {
        self.schema.kind(child).home.as_ref().is_some_and(|home| home.many)
    }

    fn set_cell(&mut self, id: RecordId, field: FieldId, cell: Cell) {
        let record = self.record_mut(id);
        if let Some(slot) = record.and_then(|record| record.cells.get_mut(field.0 as usize)) {
            *slot = cell;
        }
    }

    fn set_children(&mut self, id: RecordId, at: usize, children: Children) {
        let record = self.record_mut(id);
        if let Some(slot) = record.and_then(|record| record.children.get_mut(at)) {
            *slot = children;
        }
    }

    fn record_mut(&mut self, id: RecordId) -> Option<&mut Record> {
        self.case.tables.get_mut(id.kind.0 as usize)?.get_mut(id.row as usize)
    }

    /// A nested list, or one nested record.
    fn children(&mut self, id: RecordId, child: KindId, member: &mut Member<'a>, raw: &'a str) -> Children {
        let many = self.many(child);
        let from = self.case.rows(child).len() as u32;
        let mut torn = false;
        match raw.chars().next() {
            Some('[') if many => torn = self.items(id, child, member, raw),
            Some('{') if !many && !is_empty(raw) => {
                self.record(child, id.row, 0, raw);
            }
            _ => return self.no_children(child, member, raw),
        }
        let to = self.case.rows(child).len() as u32;
        match (from == to, torn) {
            (true, false) => Children::NotRecorded,
            (true, true) => Children::Unknown,
            (false, torn) => Children::Rows { from, to, torn },
        }
    }

    /// Reads the records of a list; whether something in it is none.
    fn items(&mut self, id: RecordId, child: KindId, member: &mut Member<'a>, raw: &'a str) -> bool {
        let mut torn = false;
        for item in items_of(raw) {
            if item.starts_with('{') {
                self.record(child, id.row, member.items, item);
            } else {
                self.wrong_node(&member.name, item, "{ … }");
                torn = true;
            }
            member.items += 1;
        }
        torn
    }

    /// What a value that holds no record says of a nested kind. One of the wrong type counts as unknown.
    fn no_children(&mut self, child: KindId, member: &Member<'a>, raw: &'a str) -> Children {
        let text = if is_scalar(raw) { self.source.string(raw) } else { None };
        if raw == "null" || is_empty(raw) || text.as_ref().is_some_and(|text| text.trim().is_empty()) {
            return Children::NotRecorded;
        }
        match text.and_then(|text| nothing_word(&text)) {
            Some(NothingWord::Absent) => Children::Absent,
            Some(NothingWord::Unknown) => Children::Unknown,
            None => {
                let expected = if self.many(child) { "[ { … } ]" } else { "{ … }" };
                self.wrong_node(&member.name, raw, expected);
                Children::Unknown
            }
        }
    }

    /// A value of the wrong type where a record should be; its text may be anything, so it is not shown.
    fn wrong_node(&mut self, name: &str, raw: &str, expected: &str) {
        let span = inner(self.source, raw);
        let spot = Spot { span, pointer: span.start, show: Show::Nothing };
        self.found.push(Found::new(&codes::WRONG_TYPE, spot).arg("name", name).arg("expected", expected));
    }

    /// The spot of a scalar of a field, or of the bracket of something that is none.
    pub(super) fn spot(&self, at: At<'_>, raw: &str) -> Spot {
        let span = inner(self.source, raw);
        let show = match (self.schema.is_hidden(at.id.kind, at.field), is_scalar(raw)) {
            (true, _) => Show::Masked,
            (false, true) => Show::Text,
            (false, false) => Show::Nothing,
        };
        Spot { span, pointer: span.start, show }
    }
}

/// An empty array or object.
pub(super) fn is_empty(raw: &str) -> bool {
    let mut brackets = raw.chars();
    matches!((brackets.next(), brackets.next_back()), (Some('['), Some(']')) | (Some('{'), Some('}')))
        && brackets.as_str().trim().is_empty()
}

/// Two lists of one parent; the rows of the second follow the rows of the first.
fn joined(old: Children, new: Children) -> Children {
    match (old, new) {
        (Children::Rows { from, torn: first, .. }, Children::Rows { to, torn, .. }) => {
            Children::Rows { from, to, torn: first || torn }
        }
        (Children::Rows { .. }, _) => old,
        (_, new) => new,
    }
}
