//! A gathered case as one line of canonical JSON: names of the schema, in its order, each record with its place.

use super::draft::{Draft, Filled, Node, Spot};
use crate::model::{KindId, Schema};
use serde_json::{Map, Value, json};

/// Writes drafts as lines.
pub(super) struct Writer<'a> {
    pub(super) schema: &'a Schema,
    /// Path of each file, as it is shown.
    pub(super) paths: &'a [String],
}

impl Writer<'_> {
    /// The line of a case, or of the office under the name of its root.
    pub(super) fn line(&self, draft: &Draft) -> String {
        let Some(root) = draft.nodes.first() else { return String::new() };
        let body = self.record(draft, root);
        match self.schema.office == Some(root.kind) {
            true => format!("{{{}:{body}}}", quoted(&self.schema.kind(root.kind).name.en)),
            false => body,
        }
    }

    fn record(&self, draft: &Draft, node: &Node) -> String {
        let shape = self.schema.kind(node.kind);
        let mut members: Vec<(String, String)> = Vec::new();
        for (field, filled) in &node.fields {
            members.push((self.schema.field(node.kind, *field).name.en.clone(), filled.json.clone()));
        }
        members.extend(shape.children.iter().filter_map(|child| self.children(draft, node, *child)));
        if let Some(source) = &node.derived {
            members.push(("_derived".to_owned(), quoted(source)));
        }
        members.push(("_at".to_owned(), self.at(node).to_string()));
        let members: Vec<String> = members.iter().map(|(name, value)| format!("{}:{value}", quoted(name))).collect();
        format!("{{{}}}", members.join(","))
    }

    /// The list of a nested kind, or its one record.
    fn children(&self, draft: &Draft, node: &Node, kind: KindId) -> Option<(String, String)> {
        let home = self.schema.kind(kind).home.as_ref()?;
        let nodes = node.children.iter().filter_map(|at| draft.nodes.get(*at)).filter(|node| node.kind == kind);
        let records: Vec<String> = nodes.map(|node| self.record(draft, node)).collect();
        let value = match (home.many, records.first()) {
            (_, None) => return None,
            (true, _) => format!("[{}]", records.join(",")),
            (false, Some(first)) => first.clone(),
        };
        Some((home.key.en.clone(), value))
    }

    /// `_at` of a record: its own place, and that of each value.
    fn at(&self, node: &Node) -> Value {
        let mut own = self.spot(&node.at, None);
        let path = self.paths.get(node.at.file).cloned().unwrap_or_default();
        own.insert("path".to_owned(), json!(path));
        let fields = node.fields.iter().filter(|(_, filled)| filled.at.line > 0);
        let place = |filled: &Filled| {
            let mut spot = self.spot(&filled.at, Some(&node.at));
            if filled.at.file != node.at.file {
                spot.insert("path".to_owned(), json!(self.paths.get(filled.at.file)));
            }
            spot.insert("text".to_owned(), json!(filled.text));
            Value::Object(spot)
        };
        let fields: Map<String, Value> = fields
            .map(|(field, filled)| (self.schema.field(node.kind, *field).name.en.clone(), place(filled)))
            .collect();
        if !fields.is_empty() {
            own.insert("fields".to_owned(), Value::Object(fields));
        }
        Value::Object(own)
    }

    /// A place without its path; the sheet only where it is not that of the record.
    fn spot(&self, spot: &Spot, record: Option<&Spot>) -> Map<String, Value> {
        let mut place = Map::new();
        let mut put = |name: &str, value: Value| place.insert(name.to_owned(), value);
        if !spot.sheet.is_empty() && record.is_none_or(|record| record.sheet != spot.sheet) {
            put("sheet", json!(spot.sheet));
        }
        if !spot.cell.is_empty() {
            put("cell", json!(spot.cell));
        }
        put("line", json!(spot.line));
        put("column", json!(spot.column));
        if !spot.header.is_empty() {
            put("field", json!(spot.header));
        }
        place
    }
}

/// A text as JSON.
pub(super) fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}
