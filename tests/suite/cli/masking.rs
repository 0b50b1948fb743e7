//! What is personal stays in the records: beside an excerpt, in ids, in names of files, in what is said of bad input.

use crate::few::{check, ndjson};
use crate::fixtures::rules;
use crate::support::{Folder, client, late, text};
use kijun::model::{FieldId, FieldType, KindId, Schema};
use serde_json::{Map, Value, json};

/// A field of a kind, and whether it is personal.
type Spot = (KindId, FieldId, bool);

/// Every text or date field of the schema.
fn spots(schema: &Schema) -> Vec<Spot> {
    let kinds = (0..schema.kinds.len()).map(|at| KindId(at as u16));
    let fields = kinds.flat_map(|kind| (0..schema.kind(kind).fields.len()).map(move |at| (kind, FieldId(at as u16))));
    let shown = |(kind, at): (KindId, FieldId)| {
        let field = schema.field(kind, at);
        let plain =
            matches!(field.ty, FieldType::Text | FieldType::Date) && !field.list && Some(at) != schema.kind(kind).key;
        plain.then_some((kind, at, field.personal))
    };
    fields.filter_map(shown).collect()
}

/// A value of a field that stands nowhere else.
fn canary(schema: &Schema, (kind, field, _): Spot) -> String {
    match schema.field(kind, field).ty {
        FieldType::Date => format!("19{:02}-{:02}-07", 10 + kind.0, 1 + field.0 % 12),
        _ => format!("かなりや{}の{}", kind.0, field.0),
    }
}

/// A key that nobody knows and that comes first, one for each spot, because a key is told once.
fn stranger((kind, field, _): Spot) -> String {
    format!("AA{}x{}", kind.0, field.0)
}

/// A case of one line with a canary in a field and a stranger right beside it.
fn planted(schema: &Schema, spot: Spot) -> String {
    let (kind, field, _) = spot;
    let mut record = Map::new();
    record.insert(schema.field(kind, field).name.en.clone(), json!(canary(schema, spot)));
    record.insert(stranger(spot), json!(1));
    let mut inner = Value::Object(record);
    for at in schema.ancestry(kind) {
        let Some(home) = &schema.kind(at).home else { break };
        let list = if home.many { json!([inner]) } else { inner };
        inner = json!({ home.key.en.as_str(): list });
    }
    if let Some(office) = schema.ancestry(kind).last().filter(|root| *root != Schema::ROOT) {
        return json!({ schema.kind(office).name.en.as_str(): inner }).to_string();
    }
    inner["case_id"] = json!(stranger(spot).replace('A', ""));
    inner.to_string()
}

#[test]
fn a_personal_value_beside_an_excerpt_is_masked_and_another_is_shown() {
    let schema = &rules().program.schema;
    let spots = spots(schema);
    assert!(spots.iter().filter(|spot| spot.2).count() > 20 && spots.iter().any(|spot| !spot.2));
    let lines: Vec<String> = spots.iter().map(|spot| planted(schema, *spot)).collect();
    let folder = Folder::new().with("a.ndjson", lines.join("\n"));
    let run = |format: &str| {
        crate::support::check(&[&folder.path(), "--as-of", "2024-09-30", "--show", "all", "--format", format]).out
    };
    let page = run("text");
    let all = [&page, &run("json"), &run("ndjson"), &run("csv")].map(String::as_str).concat();
    for spot in spots {
        let (kind, field) = (&schema.kind(spot.0).name.en, &schema.field(spot.0, spot.1).name.en);
        let beside = format!("\"{}\"", stranger(spot));
        let excerpt =
            page.lines().find(|line| line.contains(&beside)).unwrap_or_else(|| panic!("no {beside} in {page}"));
        assert!(excerpt.contains(&format!("\"{field}\":")), "{kind}.{field} stands in {excerpt}");
        let canary = canary(schema, spot);
        assert_eq!(excerpt.contains(&canary), !spot.2, "{kind}.{field} in {excerpt}");
        assert!(!spot.2 || !all.contains(&canary), "{kind}.{field} stands elsewhere");
    }
}

#[test]
fn a_name_that_stands_elsewhere_in_the_case_is_masked_there_too() {
    let mut case = late("U-1");
    case["plans"][0]["id"] = json!("計画 架空 一郎 1");
    case["plans"][0]["services"] = json!([{ "provider": "架空一郎の娘", "kind": "home_help" }]);
    case["insurer"] = json!("架空 一郎 市");
    case["plans"][0]["chnge_kind"] = json!("架空 一郎");
    let folder = Folder::new().complete().with("1.json", case.to_string());
    for format in ["text", "json", "ndjson", "csv"] {
        let ran = check(&[&folder.path(), "--show", "all", "--format", format]);
        assert!(!ran.out.contains("架空") && !ran.out.contains("一郎"), "{format}: {}", ran.out);
        let real = check(&[&folder.path(), "--show", "all", "--format", format, "--real-names"]);
        assert!(real.out.contains("計画 架空 一郎 1"), "{format} shows it when asked");
    }
}

#[test]
fn a_personal_scalar_keeps_its_place_and_loses_its_text() {
    let mut case = late("U-1");
    case["client"]["birth_date"] = json!("1940-13-45");
    let folder = Folder::new().complete().with("1.json", format!("{case:#}"));
    let notice = ndjson(&[folder.path()])
        .of("notice")
        .into_iter()
        .find(|notice| text(&notice["code"]).starts_with("K-bad-date"));
    let place = notice.expect("the date is none")["locations"][0].clone();
    assert_eq!((&place["masked"], &place["text"]), (&json!(true), &Value::Null));
    assert_eq!(place["pointer"], "/client/birth_date");
    assert!(!ndjson(&[folder.path()]).out.contains("1940-13-45"));
}

#[test]
fn a_name_in_the_name_of_a_file_is_replaced_by_the_alias() {
    let folder = Folder::new().complete().with("架空一郎/架空 一郎.json", late("U-1").to_string());
    let folder = folder.with("other.ndjson", client("U-2", "2024-06-05").to_string());
    for format in ["text", "json", "ndjson", "csv"] {
        let ran = check(&[&folder.path(), "--show", "all", "--format", format]);
        assert!(!ran.out.contains("架空") && !ran.out.contains("一郎"), "{format}: {}", ran.out);
    }
    let paths = ndjson(&[folder.path()]).summary()["receipt"]["inputs"].clone();
    assert_eq!(paths[1]["path"], "U-1/U-1.json", "{paths}");
    assert!(ndjson(&[&folder.path(), "--real-names"]).out.contains("架空一郎/架空 一郎.json"));
}

#[test]
fn a_name_in_a_file_that_breaks_off_is_not_told() {
    let text = json!([late("U-1"), late("U-2")]).to_string();
    let folder = Folder::new().complete().with("架空一郎.json", &text[..text.len() - 30]);
    for format in ["text", "json", "ndjson"] {
        let ran = check(&[&folder.path(), "--show", "all", "--format", format]);
        assert_eq!(ran.exit, kijun::cli::Exit::Unread);
        assert!(!ran.out.contains("架空"), "{format}: {}", ran.out);
    }
}
