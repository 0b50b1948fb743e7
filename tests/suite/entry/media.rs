//! The office in four media, and what stands at a place in each of them.

use super::office::{COMPLETE, EXTRACTED, FROM, OFFICE};
use crate::support::Folder;
use kijun::model::{KindId, Schema};
use serde_json::Value;
use std::collections::BTreeMap;

/// A folder, and how to look a place up in it.
pub(super) struct Medium {
    pub(super) name: &'static str,
    pub(super) folder: Folder,
}

/// `kijun.toml` with the declarations of the 目録 sheet.
fn settings() -> String {
    let complete = COMPLETE.map(|kind| format!("[[complete]]\nkind = \"{kind}\"\nfrom = {FROM}\nto = {EXTRACTED}\n"));
    format!("[export]\noffice = \"{OFFICE}\"\nextracted = {EXTRACTED}\nall_cases = true\n{}", complete.join(""))
}

/// A JSON file for everybody.
pub(super) fn json_files(office: &[Value]) -> Medium {
    let mut folder = Folder::new().with("kijun.toml", settings());
    for (at, case) in office.iter().enumerate() {
        folder = folder.with(&format!("case{at}.json"), serde_json::to_string_pretty(case).unwrap());
    }
    Medium { name: "json", folder }
}

/// A line for everybody.
pub(super) fn lines(office: &[Value]) -> Medium {
    let lines: Vec<String> = office.iter().map(Value::to_string).collect();
    Medium { name: "ndjson", folder: Folder::new().with("kijun.toml", settings()).with("all.ndjson", lines.join("\n")) }
}

/// A list a kind in cp932, named and headed as the schema does.
pub(super) fn lists(schema: &Schema, office: &[Value]) -> Medium {
    let mut lists: BTreeMap<String, Vec<Vec<(String, String)>>> = BTreeMap::new();
    for case in office {
        match case.get("register") {
            Some(register) => rows(schema, schema.office.unwrap(), register, &[], &mut lists),
            None => {
                let whose = vec![("事例番号".to_owned(), text(&case["case_id"]))];
                rows(schema, Schema::ROOT, case, &whose, &mut lists);
            }
        }
    }
    let mut folder = Folder::new().with("kijun.toml", settings());
    for (name, rows) in lists {
        let mut headers: Vec<&String> = Vec::new();
        for (header, _) in rows.iter().flatten() {
            if !headers.contains(&header) {
                headers.push(header);
            }
        }
        let cell = |row: &[(String, String)], header: &String| {
            let text = row.iter().find(|(name, _)| name == header).map_or("", |(_, text)| text);
            format!("\"{}\"", text.replace('"', "\"\""))
        };
        let mut csv = headers.iter().map(|header| header.as_str()).collect::<Vec<_>>().join(",");
        for row in &rows {
            csv.push_str("\r\n");
            csv.push_str(&headers.iter().map(|header| cell(row, header)).collect::<Vec<_>>().join(","));
        }
        let (bytes, _, lost) = encoding_rs::SHIFT_JIS.encode(&csv);
        assert!(!lost, "{name}");
        folder = folder.with(&format!("{name}.csv"), bytes);
    }
    Medium { name: "lists", folder }
}

/// The rows of a record and of what is nested in it.
fn rows(
    schema: &Schema,
    kind: KindId,
    record: &Value,
    whose: &[(String, String)],
    lists: &mut BTreeMap<String, Vec<Vec<(String, String)>>>,
) {
    let shape = schema.kind(kind);
    let mut row = whose.to_vec();
    for field in &shape.fields {
        if kind != Schema::ROOT && !record[&field.name.en].is_null() {
            row.push((field.name.ja.clone(), text(&record[&field.name.en])));
        }
    }
    if kind != Schema::ROOT {
        lists.entry(shape.name.ja.clone()).or_default().push(row);
    }
    let mut inside = whose.to_vec();
    let many = shape.home.as_ref().is_some_and(|home| home.many);
    if let Some(key) = shape.key.filter(|_| many) {
        inside.push((shape.name.ja.clone(), text(&record[&schema.field(kind, key).name.en])));
    }
    for child in &shape.children {
        let nested = &record[&schema.kind(*child).home.as_ref().unwrap().key.en];
        let nested: Vec<&Value> =
            if nested.is_array() { nested.as_array().unwrap().iter().collect() } else { vec![nested] };
        for record in nested.into_iter().filter(|record| record.is_object()) {
            rows(schema, *child, record, &inside, lists);
        }
    }
}

pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join("、"),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

impl Medium {
    /// What really stands at a location: the scalar of JSON, the field of a list, the cell of a workbook.
    pub(super) fn holds(&self, location: &Value) -> String {
        let path = location["path"].as_str().unwrap();
        let bytes = std::fs::read(self.folder.file(path)).unwrap();
        let (line, column) =
            (location["line"].as_u64().unwrap() as usize, location["column"].as_u64().unwrap() as usize);
        if let Some(sheet) = location["sheet"].as_str() {
            let opened = kijun::table::open(path, &bytes).unwrap();
            let table = opened.tables.iter().find(|table| table.sheet == sheet).unwrap();
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            let named = |cell: &&kijun::table::Cell| kijun::table::address(cell.line, cell.column) == location["cell"];
            return cells.clone().find(named).map(|cell| cell.value.to_string()).unwrap_or_default();
        }
        let text = match path.ends_with(".csv") {
            true => encoding_rs::SHIFT_JIS.decode(&bytes).0.into_owned(),
            false => String::from_utf8(bytes).unwrap(),
        };
        let from: String = text.lines().nth(line - 1).unwrap().chars().skip(column - 1).collect();
        // A text begins behind its quote, in a list and in JSON; anything else ends where the value does.
        from.split(['"', ',', '\n', '}', ']']).next().unwrap().trim().to_owned()
    }
}
