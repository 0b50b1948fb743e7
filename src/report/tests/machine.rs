//! The formats for machines, against the contract.

use super::*;
use serde_json::Value;

#[test]
fn machine_formats_keep_the_contract() {
    let lines = run("ndjson", style(Lang::En));
    let some: Vec<&str> = lines.lines().filter(|line| !line.contains("f-L-3")).collect();
    insta::assert_snapshot!("ndjson", some.join("\n"));
    insta::assert_snapshot!("csv", run("csv", style(Lang::En)));
}

#[test]
fn keys_come_in_the_order_of_the_contract() {
    let text = run("ndjson", style(Lang::En));
    let keys = |tag: &str| {
        let start = format!("{{\"type\":\"{tag}\"");
        let line = text.lines().find(|line| line.starts_with(&start)).unwrap();
        top_keys(line).join(",")
    };
    assert_eq!(keys("notice"), "type,code,severity,case,message,locations,fingerprint");
    assert_eq!(
        keys("verdict"),
        "type,rule,case,subject,window,verdict,reason,class,in_force,citation,due,cured_on,message,remedy,locations,fingerprint"
    );
    assert_eq!(keys("summary"), "type,cases,duties,advice,rules,unread,receipt");
    assert!(text.contains(
        r#"{"role":"duty","path":"cases/貸出.json","line":12,"column":28,"pointer":"/loans/0/due","text":"2024-05-01"}"#
    ));
}

/// Keys of an object as written; a JSON value would sort them.
fn top_keys(line: &str) -> Vec<String> {
    let (mut depth, mut quoted, mut escaped, mut word, mut keys) = (0, false, false, String::new(), Vec::new());
    for c in line.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => (quoted, word) = (!quoted, if quoted { word } else { String::new() }),
            _ if quoted => word.push(c),
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            ':' if depth == 1 => keys.push(word.clone()),
            _ => {}
        }
    }
    keys
}

#[test]
fn json_holds_the_objects_of_ndjson_in_their_order() {
    for lang in LANGS {
        let lines: Vec<Value> =
            run("ndjson", style(lang)).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let of = |tag: &str| Value::Array(lines.iter().filter(|line| line["type"] == tag).cloned().collect());
        let whole = run("json", style(lang));
        assert_eq!(top_keys(&whole).join(","), "notices,verdicts,consequences,summary");
        let whole: Value = serde_json::from_str(&whole).unwrap();
        assert_eq!(whole["notices"], of("notice"));
        assert_eq!(whole["verdicts"], of("verdict"));
        assert_eq!(whole["consequences"], of("consequence"));
        assert_eq!(whole["summary"], of("summary")[0]);
        assert_eq!(lines.last().unwrap()["type"], "summary");
        assert_eq!(lines[lines.len() - 2]["code"], "K-kind-not-held", "the export comes after the last case");
    }
    assert!(serde_json::from_str::<Value>(&empty("json")).unwrap()["notices"].as_array().unwrap().is_empty());
}

#[test]
fn escaped_values_read_back_as_they_were() {
    let value = "a\u{1b}[31m\u{85}\u{202e}\"\\貸出\u{7f}";
    let line = ndjson::object("x", &std::collections::BTreeMap::from([("v", value)])).unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&line).unwrap()["v"], value);
    assert!(line.is_ascii() || !String::from_utf8(line).unwrap().contains(['\u{85}', '\u{202e}', '\u{7f}']));
}

#[test]
fn csv_has_its_header_and_computes_nothing() {
    let text = run("csv", style(Lang::Ja));
    assert!(text.starts_with(
        "rule,case,subject,window,verdict,reason,class,citation,due,cured_on,message,path,line,column,sheet,cell,fingerprint\n"
    ));
    let mut rows = ::csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<::csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    assert!(rows.iter().all(|row| row.len() == 17));
    assert!(rows.iter().flat_map(|row| row.iter()).all(|cell| !cell.starts_with(['=', '+', '-', '@', '＝', '\t'])));
    assert!(rows.iter().any(|row| row[10].starts_with("'=HYPERLINK")));
    assert_eq!(rows.len(), cases(Lang::Ja).iter().map(|case| case.findings.len()).sum::<usize>());
}
