//! The map that needs no file: lists named like a kind, with its fields as headers, in either language.

use super::{CaseKey, Column, From, Layout, RecordMap, Setting, Shape, TableMap};
use crate::model::{FieldId, KindId, Name, Schema};

/// One table for every kind that stands in lists, and for every single record under a root.
///
/// A list is found by its name: of the file, or of the sheet. Its columns are the kind's fields; a column named like the
/// root says whose the row is, and one named like each kind that it stands in says in which of its records.
pub fn generic(schema: &Schema) -> Layout {
    let title = Name { ja: "項目名どおりの表".to_owned(), en: "tables headed by field names".to_owned() };
    let kinds = (0..schema.kinds.len()).map(|at| KindId(at as u16));
    let tables = kinds.filter_map(|kind| table(schema, kind)).collect();
    Layout { path: String::new(), title, form: false, tables }
}

/// The table of a kind; none where its rows could not tell the record that they stand in.
fn table(schema: &Schema, kind: KindId) -> Option<TableMap> {
    let shape = schema.kind(kind);
    let mut map = TableMap { title: shape.name.clone(), shape: Shape::List, ..TableMap::default() };
    map.file = names(&shape.name);
    map.sheet.clone_from(&map.file);
    let office = schema.is_office(kind);
    if !office {
        let root = schema.kind(Schema::ROOT);
        let key = root.key.map(|key| schema.field(Schema::ROOT, key).name.clone())?;
        map.case = vec![CaseKey { column: Some(map.columns.len()), through: None, apart: Vec::new(), known: false }];
        map.needs = vec![0];
        map.columns.push(column(&key, vec![root.name.ja.clone(), root.name.en.clone()]));
    }
    let mut holders: Vec<KindId> = schema.ancestry(kind).skip(1).filter(|holder| !schema.is_root(*holder)).collect();
    holders.reverse();
    for holder in holders {
        holder_record(schema, holder, &mut map)?;
    }
    own_record(schema, kind, &mut map);
    (!map.columns.is_empty()).then_some(map)
}

/// A record that the rows stand in, found by its key.
fn holder_record(schema: &Schema, holder: KindId, map: &mut TableMap) -> Option<()> {
    let shape = schema.kind(holder);
    let many = shape.home.as_ref().is_some_and(|home| home.many);
    let mut set = Vec::new();
    if many {
        let key = shape.key?;
        let at = map.columns.len();
        map.columns.push(column(&shape.name, vec![format!("{}番号", shape.name.ja)]));
        map.needs.push(at);
        set.push(Setting { path: Vec::new(), field: key, from: From::Columns(vec![at]) });
    }
    let inside = map.records.len().checked_sub(1);
    map.records.push(RecordMap {
        kind: holder,
        inside,
        by: Vec::new(),
        when: Vec::new(),
        adds: false,
        derived: false,
        set,
    });
    Some(())
}

fn own_record(schema: &Schema, kind: KindId, map: &mut TableMap) {
    let shape = schema.kind(kind);
    let mut set = Vec::new();
    for (at, field) in shape.fields.iter().enumerate() {
        let id = FieldId(at as u16);
        // The id of a case is told by the case already.
        if kind == Schema::ROOT && shape.key == Some(id) {
            continue;
        }
        set.push(Setting { path: Vec::new(), field: id, from: From::Columns(vec![map.columns.len()]) });
        let mut column = column(&field.name, Vec::new());
        column.split = field.list.then(|| "、".to_owned());
        if map.columns.iter().any(|known| known.name == column.name) {
            column.name.push_str("#2");
        }
        map.columns.push(column);
    }
    let inside = map.records.len().checked_sub(1);
    map.records.push(RecordMap { kind, inside, by: Vec::new(), when: Vec::new(), adds: false, derived: false, set });
}

fn column(name: &Name, mut also: Vec<String>) -> Column {
    also.push(name.en.clone());
    Column { name: name.ja.clone(), also, ..Column::default() }
}

/// Names of files and sheets that hold a kind.
fn names(name: &Name) -> Vec<String> {
    vec![name.ja.clone(), name.en.clone()]
}
