//! `views.toml`: its names are looked up, every mistake has its line, and a pack without one is drawn all the same.

use super::member;
use crate::support::{Folder, here, read};
use kijun::diag::Diagnostic;
use kijun::input::load;
use kijun::pipeline::{PackFiles, compile_rules};

const VIEWS: &str = "tests/packs/library/views.toml";

/// The library with other views.
fn problems(views: &str) -> Vec<String> {
    let pack = load(&["tests/packs/library".to_owned()]).unwrap().remove(0);
    let pack = PackFiles { views: Some(("views.toml".to_owned(), views.as_bytes().to_vec())), ..pack };
    let shown = |problem: &Diagnostic| {
        let place = &problem.places[0];
        let excerpt = place.excerpt.as_ref().unwrap();
        let underlined = &excerpt.text[excerpt.start..excerpt.start + excerpt.length];
        format!("{}:{} {} {underlined}", place.path, place.line, problem.code.id)
    };
    compile_rules(&[pack]).err().unwrap_or_default().iter().map(shown).collect()
}

/// The library's views with one text in place of another.
fn with(old: &str, new: &str) -> Vec<String> {
    let views = read(VIEWS);
    assert!(views.contains(old), "{old}");
    problems(&views.replacen(old, new, 1))
}

#[test]
fn every_name_is_looked_up_and_told_with_its_place() {
    assert_eq!(problems(&read(VIEWS)), Vec::<String>::new());
    assert_eq!(with("\"loan.branch\"", "\"lone.branch\""), ["views.toml:7 L-unknown-kind lone.branch"]);
    assert_eq!(with("\"loan.branch\"", "\"loan.brunch\""), ["views.toml:7 L-unknown-field loan.brunch"]);
    assert_eq!(with("from = \"joined_on\"", "from = \"joined\""), ["views.toml:21 L-unknown-field joined"]);
    assert_eq!(with("at = \"日付\"", "at = \"mode\""), ["views.toml:35 L-views mode"], "a day is needed");
    assert_eq!(with("rules = [\"LL-1\", \"LL-2\"", "rules = [\"LL-\", \"LL-2\""), ["views.toml:41 L-unknown-rule LL-"]);
    assert_eq!(
        with("of = \"loan.id\"", "of = \"visit.date\""),
        ["views.toml:70 L-views visit.date"],
        "no earlier column"
    );
    assert_eq!(with("en = \"{id} {kind}\"", "en = \"{id}\""), ["views.toml:30 L-placeholders {id}"]);
}

/// Two mistakes are told in one run; a text that is no TOML, and a word that nobody knows, are told where they stand.
#[test]
fn mistakes_are_told_together() {
    let views = read(VIEWS).replace("kind = \"renewal\"", "kind = \"renewals\"").replace("loan.branch", "loan.x");
    assert_eq!(problems(&views).len(), 2);
    assert!(
        with("[calendar]", "[calender]")[0].starts_with("views.toml:51 L-views"),
        "{:?}",
        with("[calendar]", "[calender]")
    );
    assert!(with("[calendar]", "[calendar")[0].starts_with("views.toml:51 L-views"));
}

/// The built-in packs draw something of their own, and the columns leave out no rule about a case.
#[test]
fn every_rule_of_the_home_pack_has_its_column() {
    let rules = compile_rules(&load(&["home".to_owned()]).unwrap()).unwrap();
    let drawn = rules.views.drawn(kijun::diag::Lang::Ja);
    assert!(drawn.columns.len() > 8 && !drawn.thread.is_empty() && !drawn.group.is_empty());
    let schema = &rules.program.schema;
    let of_cases = rules.program.rules.iter().filter(|rule| !schema.is_office(rule.subject));
    let without = of_cases.filter(|rule| !drawn.columns.iter().any(|column| column.holds(&rule.id, "")));
    assert_eq!(without.map(|rule| rule.id.as_str()).collect::<Vec<_>>(), Vec::<&str>::new());
}

const ONE: &str = r#"{"card": "A1", "joined_on": "2024-07-10", "left_on": "2024-09-20", "adult": true,
  "loans": [{"id": "a1", "lent_on": "2024-07-10", "branch": "本館", "renewals": [{"date": "2024-07-20"}]},
            {"id": "a2", "lent_on": "2024-08-10", "branch": "本館"}],
  "reminders": [{"date": "2024-09-10", "loan": "a2"}]}"#;

/// A thread goes from a record to what stands in it and to what names it.
#[test]
fn a_thread_joins_by_nesting_and_by_equal_fields() {
    let page = member(ONE, &[]);
    let (_, thread) = page.split_once("class=\"list thread\"").unwrap();
    let rows: Vec<&str> = thread.split_once("</table>").unwrap().0.split("<tr>").skip(2).collect();
    assert!(
        rows[0].contains("<td>a1</td>")
            && rows[0].contains("2024-07-20")
            && rows[0].ends_with("－ 記録なし</td></tr>\n")
    );
    assert!(rows[1].contains("<td>a2</td><td>－ 記録なし</td>") && rows[1].contains("2024-09-10"), "{rows:?}");
}

/// Without views there is a lane for every kind with a date and a column for every class.
#[test]
fn a_pack_without_views_is_drawn_plainly() {
    let mut pack = Folder::new();
    for name in ["pack", "schema", "duties", "figures", "law", "windows"] {
        pack = pack.with(&format!("plain/{name}.kijun"), read(&format!("tests/packs/library/{name}.kijun")));
    }
    let (records, rules) = (here("tests/packs/library.ndjson"), pack.file("plain"));
    let page =
        crate::support::check(&[records.to_str().unwrap(), "-r", &rules, "--format", "html", "--lang", "ja"]).out;
    assert!(page.contains(">過料のおそれ</th><th scope=\"col\">慣行</th>"), "columns are classes");
    assert!(page.contains("<text x=\"2\" y=\"57\">") && page.contains(">督促</text>"), "lanes are kinds");
    assert!(!page.contains("館長から"));
}
