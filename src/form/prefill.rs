//! What is known of a case before anything is filled in.

use crate::layout::{From, TableMap};
use crate::model::{Field, FieldId, FieldType, KindId, Name, Schema};
use serde_json::Value;

/// A case of the list.
#[derive(Clone, Copy)]
pub(super) struct Person<'a> {
    pub(super) schema: &'a Schema,
    pub(super) case: &'a Value,
}

impl Person<'_> {
    /// What stands in a column for this case already: what tells the case, and fields that a case has once.
    pub(super) fn text(&self, map: &TableMap, column: usize) -> Option<String> {
        if let Some(key) = map.case.iter().find(|key| key.column == Some(column)) {
            let (kind, field) = match key.through {
                Some(through) => through,
                None => (Schema::ROOT, self.schema.kind(Schema::ROOT).key?),
            };
            return self.field(kind, field);
        }
        let settings = map
            .records
            .iter()
            .filter(|record| !record.derived)
            .flat_map(|record| record.set.iter().map(|set| (set.path.last().copied().unwrap_or(record.kind), set)));
        let mut found = settings.filter(|(_, set)| matches!(&set.from, From::Columns(from) if from.contains(&column)));
        found.find_map(|(kind, set)| self.field(kind, set.field))
    }

    /// The value of a field of a kind that a case has once.
    fn field(&self, kind: KindId, field: FieldId) -> Option<String> {
        let mut at = self.case;
        let mut path: Vec<KindId> = self.schema.ancestry(kind).filter(|kind| *kind != Schema::ROOT).collect();
        path.reverse();
        for step in path {
            let home = self.schema.kind(step).home.as_ref().filter(|home| !home.many)?;
            at = member(at, &home.key)?;
        }
        let shape = self.schema.field(kind, field);
        let text = member(at, &shape.name).and_then(scalar)?;
        Some(self.shown(shape, text))
    }

    /// A code by the word that people use for it.
    fn shown(&self, field: &Field, text: String) -> String {
        let FieldType::Code(list) = field.ty else { return text };
        let code = self.schema.code_named(list, &crate::text::fold(&text));
        let word = code.and_then(|code| self.schema.list(list).values.get(usize::from(code)));
        word.map_or(text, |word| word.ja.clone())
    }
}

/// A member of an object under either of its names.
fn member<'v>(object: &'v Value, name: &Name) -> Option<&'v Value> {
    object.get(&name.en).or_else(|| object.get(&name.ja))
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(true) => Some("はい".to_owned()),
        Value::Bool(false) => Some("いいえ".to_owned()),
        _ => None,
    }
}
