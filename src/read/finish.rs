//! What can be told only of a whole case: its id, keys that stand twice, references that lead nowhere.

use super::codes;
use super::locate::{Show, Spot};
use super::problem::{Found, MASK};
use super::record::{Reader, Reference};
use crate::model::{Case, Cell, FieldType, KindId, RecordId, Schema};
use crate::text::Span;
use std::collections::HashMap;

/// Rows of a kind by the text of their key; of two records with one key, the first.
type Keys = HashMap<String, u32>;

/// The text by which a record is named, when its key is recorded.
pub(super) fn key_text(schema: &Schema, case: &Case, id: RecordId) -> Option<String> {
    cell_text(case.cell(id, schema.kind(id.kind).key?))
}

fn cell_text(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Text(text) | Cell::Ref(text, _) => Some(text.to_string()),
        Cell::Number(number) => Some(number.to_string()),
        Cell::Date(range) => Some(range.to_string()),
        Cell::Month(month) => Some(month.to_string()),
        _ => None,
    }
}

impl Reader<'_> {
    /// Ends the case that stands at a span.
    pub(super) fn finish(&mut self, span: Span) {
        self.name_case(span);
        self.duplicates();
        self.resolve();
        self.found.sort_by_key(Found::start);
    }

    fn name_case(&mut self, span: Span) {
        let root = self.case.root(self.schema);
        let Some(key) = self.schema.kinds.get(root.kind.0 as usize).and_then(|root| root.key) else { return };
        match key_text(self.schema, &self.case, root) {
            Some(id) => self.case.id = id,
            None if self.case.office || *self.case.cell(root, key) == Cell::Invalid => {}
            None => {
                let brace = Span { start: span.start, end: span.start + 1 };
                let spot = Spot { span: brace, pointer: span.start, show: Show::Nothing };
                let name = &self.schema.field(Schema::ROOT, key).name.en;
                self.found.push(Found::new(&codes::NO_CASE_ID, spot).arg("name", name));
            }
        }
    }

    fn duplicates(&mut self) {
        let mut first: HashMap<(KindId, u32, String), Span> = HashMap::new();
        for (id, span) in std::mem::take(&mut self.keys) {
            let parent = self.case.record(id).map_or(0, |record| record.parent);
            let Some(text) = key_text(self.schema, &self.case, id) else { continue };
            match first.get(&(id.kind, parent, text.clone())) {
                Some(before) => self.duplicate(id, span, *before, &text),
                None => drop(first.insert((id.kind, parent, text), span)),
            }
        }
    }

    fn duplicate(&mut self, id: RecordId, span: Span, before: Span, text: &str) {
        let key = self.schema.kind(id.kind).key;
        let hidden = key.is_some_and(|key| self.schema.is_hidden(id.kind, key));
        let (show, shown) = if hidden { (Show::Masked, MASK) } else { (Show::Text, text) };
        let spot = |span: Span| Spot { span, pointer: span.start, show };
        self.found.push(Found::new(&codes::DUPLICATE_RECORD, spot(span)).and(spot(before)).arg("key", shown));
    }

    fn resolve(&mut self) {
        let mut keys: HashMap<KindId, Keys> = HashMap::new();
        for reference in std::mem::take(&mut self.references) {
            let FieldType::Ref(kind) = self.schema.field(reference.at.kind, reference.field).ty else { continue };
            let known = keys.entry(kind).or_insert_with(|| keys_of(self.schema, &self.case, kind));
            let Some((text, row)) = self.reference_cell(&reference) else { continue };
            match known.get(text) {
                Some(found) => *row = Some(*found),
                None => {
                    let text = text.to_string();
                    self.dangling(&reference, &text);
                }
            }
        }
    }

    /// The key and the row of a reference; none when its cell became invalid.
    fn reference_cell(&mut self, reference: &Reference) -> Option<(&str, &mut Option<u32>)> {
        let table = self.case.tables.get_mut(reference.at.kind.0 as usize)?;
        let record = table.get_mut(reference.at.row as usize)?;
        match record.cells.get_mut(reference.field.0 as usize)? {
            Cell::Ref(text, row) => Some((text, row)),
            Cell::List(members) => match members.get_mut(reference.member)? {
                Cell::Ref(text, row) => Some((text, row)),
                _ => None,
            },
            _ => None,
        }
    }

    fn dangling(&mut self, reference: &Reference, text: &str) {
        let hidden = self.schema.is_hidden(reference.at.kind, reference.field);
        let (show, shown) = if hidden { (Show::Masked, MASK) } else { (Show::Text, text) };
        let spot = Spot { span: reference.span, pointer: reference.span.start, show };
        let found = Found::new(&codes::DANGLING_REFERENCE, spot);
        self.found.push(found.arg("name", &reference.name).arg("key", shown));
    }
}

fn keys_of(schema: &Schema, case: &Case, kind: KindId) -> Keys {
    let mut keys = Keys::new();
    for row in 0..case.rows(kind).len() as u32 {
        if let Some(text) = key_text(schema, case, RecordId { kind, row }) {
            keys.entry(text).or_insert(row);
        }
    }
    keys
}
