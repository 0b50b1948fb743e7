//! Tests of `import`, on a library: what cells hold, and what the reader of records makes of it.

mod messy;
mod names;
mod notes;
mod values;

use super::{Hints, Reading, Written, period, reading};
use crate::model::{Case, Cell, CodeList, Field, FieldType, Kind, ListId, Name, NullMeaning, RecordId, Schema};
use crate::read::{Document, read_document};
use std::collections::BTreeMap;

fn name(both: &str) -> Name {
    let (en, ja) = both.split_once(' ').unwrap();
    Name { en: en.into(), ja: ja.into() }
}

/// One kind, a member of a library, with a field of every type; a name that ends in `_list` is a list.
fn library() -> Schema {
    use FieldType::{Code, Date, Month, Number, Ref, Text, YesNo};
    let grade = Code(ListId(0));
    let fields = [
        ("id 会員番号", Text),
        ("memo 覚え", Text),
        ("joined 入会日", Date),
        ("left 退会日", Date),
        ("paid 納入月", Month),
        ("visits 来館数", Number),
        ("active 在籍", YesNo),
        ("grade 等級", grade),
        ("grade_list 等級一覧", grade),
        ("memo_list 覚え一覧", Text),
        ("joined_list 入会日一覧", Date),
        ("previous 前の会員", Ref(Schema::ROOT)),
    ];
    let field = |(both, ty): (&str, FieldType)| Field {
        name: name(both),
        ty,
        list: both.contains("_list"),
        optional: true,
        personal: false,
        public: true,
        null: if both.starts_with("left") { NullMeaning::Open } else { NullMeaning::NotRecorded },
        least: None,
        most: None,
    };
    let kind = Kind {
        name: name("member 会員"),
        home: None,
        fields: fields.into_iter().map(field).collect(),
        views: Vec::new(),
        children: Vec::new(),
        key: Some(crate::model::FieldId(0)),
        dated: None,
        ordered: Vec::new(),
        decides: None,
        words_ja: String::new(),
        words_en: String::new(),
    };
    let values = ["child1 子ども１", "child2 子ども２", "adult 大人", "av ＡＶ室・視聴覚", "none_yet なし"];
    let list = CodeList { name: name("grade 等級"), values: values.map(name).to_vec() };
    Schema { kinds: vec![kind], lists: vec![list], office: None }
}

/// Reads a cell for a field of the library.
fn of(field: &str, written: Written<'_>, hints: &Hints<'_>) -> Reading {
    let schema = library();
    let (_, field) = schema.kind(Schema::ROOT).field(field).unwrap();
    reading(&schema, field, &written, hints)
}

/// The JSON of a text without hints.
fn json(field: &str, text: &str) -> String {
    of(field, Written::Text(text), &Hints::default()).json
}

/// The ids of the notes about a text without hints.
fn notes(field: &str, text: &str) -> Vec<&'static str> {
    of(field, Written::Text(text), &Hints::default()).notes.iter().map(|note| note.code.id).collect()
}

/// What the reader makes of a JSON value, and the codes it tells.
fn read_back(field: &str, json: &str) -> (Cell, Vec<&'static str>) {
    let schema = library();
    let text =
        if field == "id" { format!("{{\"id\":{json}}}") } else { format!("{{\"id\":\"m1\",\"{field}\":{json}}}") };
    let document = Document { path: "members.ndjson", text: &text, first_line: 1, file: 0 };
    let (cases, problems) = read_document(&schema, &document);
    let (id, _) = schema.kind(Schema::ROOT).field(field).unwrap();
    (member(&cases[0], id), problems.iter().map(|problem| problem.diagnostic.code.id).collect())
}

fn member(case: &Case, field: crate::model::FieldId) -> Cell {
    case.cell(RecordId { kind: Schema::ROOT, row: 0 }, field).clone()
}

fn words(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(written, code)| ((*written).to_owned(), (*code).to_owned())).collect()
}
