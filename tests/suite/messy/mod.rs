//! Every messy feature of exports has a small file and an outcome: a value that is read, a notice with its place, a row that
//! is left out and why. `tests/messy/expected.tsv` is the table, `tests/messy/make.py` writes the files.

mod forms;
mod page;

use crate::support::{exactly, here, read, text};
use kijun::diag::Lang;
use kijun::import::codes::CODES;
use kijun::input::{Bringing, Inputs, load};
use kijun::model::ImportReport;
use kijun::pipeline::{RuleSet, compile_rules};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

const FOLDER: &str = "tests/messy/files";

/// A row of the table.
struct Row {
    feature: String,
    file: String,
    outcome: String,
    what: String,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let text = read("tests/messy/expected.tsv");
    let rows = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).skip(1);
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [feature, file, outcome, what] = cells.as_slice() else { panic!("four cells in: {line}") };
        let [feature, file, outcome, what] = [feature, file, outcome, what].map(|cell| (*cell).to_owned());
        Row { feature, file, outcome, what }
    };
    rows.map(row).collect()
});

fn rules() -> RuleSet {
    let packs = load(&["shared".to_owned()]).expect("the shared pack");
    compile_rules(&packs).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// What the whole folder is brought to: cases by id, and the report.
fn brought() -> (BTreeMap<String, Value>, ImportReport) {
    let rules = rules();
    let mut inputs = Inputs::find(&[FOLDER.to_owned()]).expect("the folder");
    let schema = &rules.program.schema;
    let how = Bringing { schema, layouts: &rules.layouts, lang: Lang::En, real_names: true };
    inputs.bring(how).expect("a spool");
    let report = &inputs.brought.report;
    let mut cases = BTreeMap::new();
    let each = |doc: kijun::pipeline::DocText| {
        let case: Value = serde_json::from_str(&doc.text).expect("a case is JSON");
        cases.insert(text(&case["case_id"]).to_owned(), case);
    };
    inputs.documents(each, |path, why| panic!("{path}: {why:?}"));
    (cases, report.clone())
}

/// The value under a dotted path, as text; empty where there is none.
fn under(case: &Value, path: &str) -> String {
    let found = path.split('.').try_fold(case, |at, part| match part.parse::<usize>() {
        Ok(index) => at.get(index),
        Err(_) => at.get(part),
    });
    match found {
        None => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(list)) => format!("{} of them", list.len()),
        Some(other) => other.to_string(),
    }
}

#[test]
fn every_value_is_read_as_the_table_says() {
    let (cases, _) = brought();
    for row in ROWS.iter().filter(|row| row.outcome == "value") {
        let (path, wanted) = row.what.split_once(" = ").unwrap_or((row.what.as_str(), ""));
        let (id, path) = path.split_once(' ').expect("a case and a path");
        let case = cases.get(id).unwrap_or_else(|| panic!("{}: no case {id}", row.feature));
        let found = under(case, path).replace('\n', "\\n");
        assert_eq!(found, wanted.trim(), "{} in {}: {id} {path}", row.feature, row.file);
    }
    for row in ROWS.iter().filter(|row| row.outcome == "nobody") {
        assert!(!cases.contains_key(&row.what), "{}: {} became a case", row.feature, row.what);
    }
}

#[test]
fn every_notice_stands_where_the_table_says() {
    let run = exactly(&["check", FOLDER, "-r", "shared", "--lang", "en", "--real-names", "--format", "ndjson"]);
    let mut told = BTreeSet::new();
    for notice in run.of("notice") {
        let Some(place) = notice["locations"].get(0) else { continue };
        let cell = place["cell"].as_str().map(str::to_owned).unwrap_or_else(|| place["line"].to_string());
        told.insert(format!("{} {} {cell}", text(&notice["code"]), text(&place["path"])));
    }
    let wanted: BTreeSet<String> = ROWS
        .iter()
        .filter(|row| row.outcome == "notice")
        .map(|row| {
            let (code, place) = row.what.split_once(' ').expect("a code and a place");
            format!("{code} {} {place}", row.file)
        })
        .collect();
    // Nothing is told that the table does not know, either.
    assert_eq!(told.difference(&wanted).collect::<Vec<_>>(), wanted.difference(&told).collect::<Vec<_>>());
}

#[test]
fn every_row_that_is_left_out_is_told_with_its_reason() {
    let (_, report) = brought();
    for row in ROWS.iter().filter(|row| row.outcome == "skipped") {
        let (code, number) = row.what.split_once(' ').expect("a code and a row");
        let reason = CODES.iter().find(|known| known.id == code).expect("a known code").en;
        let file = report.files.iter().find(|file| file.path == row.file);
        let file = file.unwrap_or_else(|| panic!("{}: {} is not in the report", row.feature, row.file));
        let skipped = file.tables.iter().flat_map(|table| &table.skipped);
        let numbers: Vec<usize> =
            skipped.filter(|(why, _)| why == reason).flat_map(|(_, numbers)| numbers.clone()).collect();
        let number: usize = number.parse().expect("a number");
        assert!(numbers.contains(&number), "{}: {} row {number}, {code}: {numbers:?}", row.feature, row.file);
    }
}

#[test]
fn the_encoding_of_every_file_is_told() {
    let (_, report) = brought();
    for row in ROWS.iter().filter(|row| row.outcome == "encoding") {
        let file = report.files.iter().find(|file| file.path == row.file);
        assert_eq!(file.map(|file| file.encoding.as_str()), Some(row.what.as_str()), "{}", row.file);
    }
}

#[test]
fn every_row_of_the_table_has_its_file_and_every_file_its_row() {
    let outside = |file: &str| file.split('!').next().unwrap_or(file).to_owned();
    let rows: BTreeSet<String> = ROWS.iter().map(|row| outside(&row.file)).collect();
    let folders: BTreeSet<&str> = rows.iter().filter_map(|file| file.split('/').next()).collect();
    for row in &rows {
        assert!(here(FOLDER).join(row).is_file(), "{row} is not there");
    }
    for entry in std::fs::read_dir(here(FOLDER)).expect("the folder").flatten().filter(|entry| entry.path().is_dir()) {
        let name = entry.file_name().into_string().expect("UTF-8");
        assert!(folders.contains(name.as_str()), "no row for {name}");
    }
}

#[test]
fn every_outcome_is_one_that_a_test_looks_at() {
    let known = ["value", "notice", "skipped", "nobody", "encoding"];
    let others: Vec<&str> = ROWS.iter().map(|row| row.outcome.as_str()).filter(|what| !known.contains(what)).collect();
    assert!(others.is_empty(), "{others:?}");
}
