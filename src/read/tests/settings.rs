//! `kijun.toml` and manifests.

use super::*;
use crate::calendar::Day;
use crate::read::{Settings, manifest, read_settings};

const WHOLE: &str = r#"
[export]
office = "1370000001"
extracted = 2026-09-30
[[complete]]
kind = "loan"
from = 2023-04-01
to = "R8.9.30"
[[complete]]
kind = "延長"
[[absent]]
kind = "card"
[check]
rules = ["home"]
as_of = 2026-09-30
alias_key = "k"
"#;

fn day(y: i32, m: u32, d: u32) -> Day {
    Day::from_ymd(y, m, d).unwrap()
}

fn problem(text: &str, code: &str) -> (Settings, Diagnostic) {
    let (settings, mut problems) = read_settings("kijun.toml", text);
    assert_eq!(problems.iter().map(|problem| problem.code.id).collect::<Vec<_>>(), [code], "{text}");
    (settings, problems.remove(0))
}

#[test]
fn everything_is_read() {
    let (settings, problems) = read_settings("in/kijun.toml", WHOLE);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(settings.check.rules, ["home"]);
    assert_eq!(settings.check.as_of.as_deref(), Some("2026-09-30"));
    assert_eq!(settings.check.alias_key.as_deref(), Some("k"));
    let place = &settings.complete[1].place;
    assert_eq!((place.line, place.column, place.text.as_deref(), underlined(place)), (10, 9, Some("延長"), "延長"));
    let (manifest, problems) = manifest(&settings, &library(true));
    assert!(problems.is_empty());
    assert_eq!((manifest.office.as_str(), manifest.extracted), ("1370000001", Some(day(2026, 9, 30))));
    assert_eq!(manifest.absent, [CARD]);
    assert!(manifest.closing(LOAN, day(2023, 4, 1), day(2026, 9, 30)).is_some());
    assert!(manifest.closing(LOAN, day(2023, 3, 31), day(2023, 5, 1)).is_none());
    assert!(manifest.closing(RENEWAL, Day::MIN, day(2026, 9, 30)).is_some());
    assert_eq!(manifest.complete[0].place.as_ref().unwrap().path, "in/kijun.toml");
}

#[test]
fn an_empty_file_says_nothing() {
    let (settings, problems) = read_settings("kijun.toml", "\u{feff}# nothing\r\n");
    assert!(problems.is_empty() && settings == Settings::default());
}

#[test]
fn malformed_toml_has_a_place() {
    let (settings, problem) = problem("[export]\r\noffice = \"12\nx = 1\n", "K-settings");
    assert_eq!(settings, Settings::default());
    assert_eq!(problem.places[0].line, 2);
    assert!(problem.message(Lang::En).starts_with("kijun.toml cannot be read from here ("));
}

#[test]
fn unknown_keys_are_warned_of_and_the_rest_is_read() {
    let (settings, problem) = problem("[check]\nrulse = [\"a\"]\nas_of = \"2026-01-01\"", "K-settings-key");
    assert_eq!(problem.help(Lang::En), "rules ?");
    assert_eq!((problem.places[0].line, problem.places[0].column, underlined(&problem.places[0])), (2, 1, "rulse"));
    assert_eq!(settings.check.as_of.as_deref(), Some("2026-01-01"));
}

#[test]
fn wrong_values_cost_only_themselves() {
    for (text, under) in [
        ("export = 5", "5"),
        ("complete = true", "true"),
        ("absent = [5]", "5"),
        ("[check]\nrules = [true]", "true"),
        ("[check]\nas_of = [1]", "[1]"),
        ("[export]\nextracted = \"2024-02-30\"", "\"2024-02-30\""),
        ("[[complete]]\nkind = \"loan\"\nto = 12:00:00", "12:00:00"),
    ] {
        let (_, problem) = problem(text, "K-settings-value");
        assert_eq!(underlined(&problem.places[0]), under, "{text}");
    }
    let (settings, _) = problem("[[complete]]\nfrom = 2024-01-01", "K-settings-value");
    assert!(settings.complete.is_empty());
    let (settings, _) = problem("[[complete]]\nkind = \"loan\"\nfrom = \"soon\"", "K-settings-value");
    assert!(settings.complete.is_empty(), "a date that cannot be read must not widen the declaration");
}

#[test]
fn a_period_backwards_and_a_kind_that_is_not_there_are_left_out() {
    let text = "[[complete]]\nkind = \"loan\"\nfrom = 2024-05-01\nto = 2024-04-30";
    assert!(problem(text, "K-settings-period").0.complete.is_empty());
    let (settings, _) = read_settings("kijun.toml", "[[complete]]\nkind = \"laon\"\n[[absent]]\nkind = \"ＣＡＲＤ\"");
    let (manifest, problems) = manifest(&settings, &library(true));
    assert!(manifest.complete.is_empty());
    assert_eq!(
        problems.iter().map(|problem| problem.code.id).collect::<Vec<_>>(),
        ["K-unknown-kind", "K-unknown-kind"]
    );
    assert_eq!(problems[0].help(Lang::Ja), "loan ?");
    assert_eq!(underlined(&problems[0].places[0]), "laon");
}

#[test]
fn the_key_of_the_aliases_is_never_shown() {
    for text in ["[check]\nalias_key = [\"sesame\"]", "[check]\nalias_key = \"sesame"] {
        let (_, problems) = read_settings("kijun.toml", text);
        assert!(!problems.is_empty() && !format!("{problems:?}").contains("sesame"), "{problems:?}");
    }
}
