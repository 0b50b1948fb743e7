//! The example of `docs/import.md` is executed, and a proposed map is read and used.

use super::rules;
use crate::support::{Folder, exactly, read, text};
use kijun::diag::Lang;
use kijun::import::guess;
use kijun::input::{Bringing, Inputs};
use serde_json::Value;

/// The block of the page behind "```" and these words.
fn block(words: &str) -> String {
    let page = read("docs/import.md");
    let start = format!("```{words}\n");
    let (_, rest) = page.split_once(&start).unwrap_or_else(|| panic!("no block {words}"));
    rest.split_once("```").expect("a block ends").0.to_owned()
}

/// The cases that a folder is brought to, without their places.
pub(super) fn cases(folder: &Folder) -> Vec<Value> {
    let rules = rules();
    let mut inputs = Inputs::find(&[folder.path()]).expect("the folder");
    let schema = &rules.program.schema;
    let how = Bringing { schema, layouts: &rules.layouts, lang: Lang::En, real_names: true };
    inputs.bring(how).expect("a spool");
    let mut cases = Vec::new();
    let each = |doc: kijun::pipeline::DocText| cases.push(serde_json::from_str(&doc.text).expect("JSON"));
    inputs.documents(each, |path, why| panic!("{path}: {why:?}"));
    cases.iter_mut().for_each(without_places);
    cases
}

fn without_places(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.remove("_at");
            members.values_mut().for_each(without_places);
        }
        Value::Array(list) => list.iter_mut().for_each(without_places),
        _ => {}
    }
}

#[test]
fn the_example_of_the_page_gives_what_the_page_says() {
    let folder = Folder::new().with("確認.map.toml", block("toml map")).with("確認.csv", block("csv list"));
    let wanted: Value = serde_json::from_str(&block("json case")).expect("JSON");
    assert_eq!(cases(&folder), vec![wanted]);
}

#[test]
fn every_key_of_a_map_is_on_the_page() {
    let (page, source) = (read("docs/import.md"), read("src/layout/raw.rs"));
    let fields = source.lines().filter_map(|line| line.trim().strip_prefix("pub(super) ")?.split_once(": "));
    for (field, _) in fields.filter(|(field, _)| !field.contains(' ')) {
        let name = if field == "inside" { "in" } else { field };
        let is_there = page.contains(&format!("`{name}`")) || page.contains(&format!("`[[{name}]]`"));
        assert!(is_there || ["ja", "en"].contains(&name), "docs/import.md does not say what `{name}` is");
    }
}

const STRANGE: &str = "利用者番号,通知日,要介護度,有効期間の始期,趣味\n9001,2024/3/20,要介護2,2024/4/1,将棋 太郎\n";

#[test]
fn a_proposed_map_is_read_and_used_and_shows_no_value() {
    let alone = Folder::new().with("不明な表.csv", STRANGE);
    let run = exactly(&["check", &alone.path(), "-r", "shared", "--lang", "en", "--format", "ndjson"]);
    assert_eq!(run.notices("K-no-map").len(), 1, "{}", run.out);
    let rules = rules();
    let opened = kijun::table::open("不明な表.csv", STRANGE.as_bytes()).expect("a list");
    let proposed = guess(&rules.program.schema, &rules.layouts, &opened.tables[0]);
    assert!(!proposed.contains("将棋") && !proposed.contains("9001"), "{proposed}");
    assert!(proposed.contains("#   E 趣味: 文字 (text)"), "{proposed}");
    let found = cases(&alone.with("案.map.toml", &proposed));
    assert_eq!(found.len(), 1, "{proposed}");
    assert_eq!(text(&found[0]["case_id"]), "9001", "{proposed}");
    let certification = &found[0]["certifications"][0];
    assert_eq!(text(&certification["notified_on"]), "2024-03-20", "{proposed}");
    assert_eq!(text(&certification["level"]), "care_2", "{proposed}");
    assert_eq!(text(&certification["valid_from"]), "2024-04-01", "{proposed}");
}
