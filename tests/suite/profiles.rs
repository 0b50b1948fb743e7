//! The built-in profiles and the three made-up mixes of `tests/profiles`: each setting of a mix changes a verdict, every settable
//! parameter is set in one of them, and what a municipality has published holds where it says so.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop at a surprise"
)]

use crate::support::{Folder, Ran, check, exactly, here, read, text};
use kijun::cli::Exit;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

const MIXES: [&str; 3] = ["a", "b", "c"];
const REAL: [&str; 4] = ["national", "kobe", "iida", "yamato"];

fn path(of: &str) -> String {
    here(of).to_str().expect("UTF-8").to_owned()
}

fn mix(letter: &str) -> String {
    path(&format!("tests/profiles/mix_{letter}.kijun"))
}

/// Where a duty stands: case, rule, kind and key of the subject, window.
type At = [String; 5];

fn place(found: &Value) -> At {
    let subject = &found["subject"];
    let window = match &found["window"] {
        Value::Null => "-".to_owned(),
        window if window["value"].is_string() => text(&window["value"]).to_owned(),
        window => format!("{}..{}", text(&window["from"]), text(&window["to"])),
    };
    let or_dash = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    [
        or_dash(&found["case"]),
        text(&found["rule"]).into(),
        text(&subject["kind"]).into(),
        or_dash(&subject["key"]),
        window,
    ]
}

/// The small office of the mixes, judged by the pack alone (`""`) or with a mix.
fn judged(letter: &str) -> BTreeMap<At, String> {
    let office = path("tests/profiles/office");
    let profile = mix(letter);
    let mut args = vec![office.as_str(), "--assume-complete", "--show", "all", "--format", "ndjson"];
    if !letter.is_empty() {
        args.extend(["--profile", profile.as_str()]);
    }
    let ran = check(&args);
    assert_ne!(ran.exit, Exit::Usage, "{letter}: {}", ran.err);
    ran.of("verdict").iter().map(|found| (place(found), text(&found["verdict"]).to_owned())).collect()
}

fn runs() -> &'static BTreeMap<&'static str, BTreeMap<At, String>> {
    static RUNS: OnceLock<BTreeMap<&'static str, BTreeMap<At, String>>> = OnceLock::new();
    RUNS.get_or_init(|| ["", "a", "b", "c"].into_iter().map(|letter| (letter, judged(letter))).collect())
}

/// A line of `changes.tsv`: what one setting of one mix does to one duty.
struct Change {
    mix: String,
    param: String,
    at: At,
    by_default: String,
    by_mix: String,
}

fn changes() -> Vec<Change> {
    let lines = read("tests/profiles/changes.tsv");
    let line = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [mix, param, case, rule, kind, key, window, by_default, by_mix] = cells[..] else { panic!("{line}") };
        Change {
            mix: mix.into(),
            param: param.into(),
            at: [case.into(), rule.into(), kind.into(), key.into(), window.into()],
            by_default: by_default.into(),
            by_mix: by_mix.into(),
        }
    };
    lines.lines().filter(|line| !line.starts_with('#')).skip(1).map(line).collect()
}

/// The names behind a keyword at the first column.
fn heads(of: &str, keyword: &str) -> Vec<String> {
    let names = of.lines().filter_map(|line| line.strip_prefix(keyword)?.split_whitespace().next());
    names.map(str::to_owned).collect()
}

/// The settable parameters of the pack.
fn settable() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for file in std::fs::read_dir(here("rules/home")).unwrap() {
        let file = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let mut param = None;
        for line in file.lines() {
            match line.strip_prefix("param ") {
                Some(rest) => param = rest.split_whitespace().next().map(str::to_owned),
                None if !line.starts_with(' ') => param = None,
                None if line.starts_with("  settable ") => found.extend(param.take()),
                None => {}
            }
        }
    }
    found
}

#[test]
fn every_settable_parameter_is_set_in_a_mix() {
    let set: BTreeSet<String> =
        MIXES.iter().flat_map(|letter| heads(&read(&format!("tests/profiles/mix_{letter}.kijun")), "set ")).collect();
    assert_eq!(settable(), set);
}

#[test]
fn every_setting_of_a_mix_changes_a_verdict() {
    let known: BTreeSet<(String, String)> = changes().into_iter().map(|line| (line.mix, line.param)).collect();
    for letter in MIXES {
        for param in heads(&read(&format!("tests/profiles/mix_{letter}.kijun")), "set ") {
            assert!(known.contains(&(letter.to_owned(), param.clone())), "{letter}: nothing shows what {param} does");
        }
    }
    let runs = runs();
    for change in changes() {
        let seen = |letter: &str| runs[letter].get(&change.at).map_or("-", String::as_str);
        let (by_default, by_mix) = (seen(""), seen(&change.mix));
        assert_eq!(by_default, change.by_default, "{} {}: {:?} by default", change.mix, change.param, change.at);
        assert_eq!(by_mix, change.by_mix, "{} {}: {:?} by the mix", change.mix, change.param, change.at);
        assert_ne!(by_default, by_mix, "{} {}: {:?}", change.mix, change.param, change.at);
    }
}

/// Without one of its settings a mix judges the duties of that setting otherwise: no line of `changes.tsv` is owed to another.
/// Tried with a few lines, since the rules are compiled anew for each.
#[test]
fn a_setting_that_is_left_out_is_missed() {
    for change in changes().iter().filter(|change| change.by_mix != "-").step_by(40) {
        let whole = read(&format!("tests/profiles/mix_{}.kijun", change.mix));
        let head = format!("\nset {}\n", change.param);
        let (before, rest) = whole.split_once(&head).expect("a setting");
        let rest = rest.split_once("\n\n").map_or("", |(_, rest)| rest);
        let folder = Folder::new().with("less.kijun", format!("{before}\n{rest}"));
        let (office, less) = (path("tests/profiles/office"), folder.file("less.kijun"));
        let args = [office.as_str(), "--profile", less.as_str(), "--select", change.at[1].as_str()];
        let ran = check(&[&args[..], &["--assume-complete", "--show", "all", "--format", "ndjson"]].concat());
        assert_ne!(ran.exit, Exit::Usage, "{} {}: {}", change.mix, change.param, ran.err);
        let found = ran.of("verdict").into_iter().find(|found| place(found) == change.at);
        let verdict = found.map_or_else(|| "-".to_owned(), |found| text(&found["verdict"]).to_owned());
        assert_ne!(verdict, change.by_mix, "{} {}: {:?}", change.mix, change.param, change.at);
    }
}

/// Made up, and said to be; each value has its source.
#[test]
fn a_mix_cites_a_source_for_every_setting() {
    for letter in MIXES {
        let text = read(&format!("tests/profiles/mix_{letter}.kijun"));
        let (sets, bases) = (text.matches("\nset ").count(), text.matches("\n  basis ").count());
        assert_eq!(sets, bases, "{letter}");
        assert!(text.contains("（架空）"), "{letter}: said to be made up");
    }
}

fn at_the_office(profile: &str) -> Ran {
    let office = path("fixtures/office-audit");
    let mut args = vec![office.as_str(), "--show", "all", "--format", "ndjson"];
    if !profile.is_empty() {
        args.extend(["--profile", profile]);
    }
    check(&args)
}

#[test]
fn the_national_profile_changes_nothing_and_says_its_name() {
    let (bare, national) = (at_the_office(""), at_the_office("national"));
    assert_eq!(national.summary()["receipt"]["profile"], "national");
    assert_eq!(bare.of("verdict"), national.of("verdict"));
    assert_eq!(bare.of("consequence"), national.of("consequence"));
}

#[test]
fn the_real_profiles_are_built_in_and_their_own_examples_hold() {
    for name in REAL {
        assert!(kijun::input::built_in_profiles().contains(&name), "{name}");
        // The pack's examples run by the pack's own values, the profile's by its own.
        let ran = exactly(&["test", "home", "--profile", name]);
        assert_eq!(ran.exit, Exit::Clean, "{name}: {}{}", ran.out, ran.err);
    }
}

/// What is not confirmed is said, and every value has a citation.
#[test]
fn a_real_profile_says_what_is_not_confirmed() {
    for name in REAL {
        let text = read(&format!("rules/profiles/{name}.kijun"));
        for set in text.split("\nset ").skip(1) {
            let block = set.split("\n\n").next().unwrap_or(set);
            assert!(block.contains("\n  basis "), "{name}: a value without a source: {block}");
        }
        if name == "national" {
            assert!(heads(&text, "set ").is_empty());
        } else {
            assert!(text.contains("# Not confirmed (the pack's default stands):"), "{name}");
            assert!(!heads(&text, "set ").is_empty(), "{name}");
        }
        assert!(text.contains("  verified 2026-11-22\n"), "{name}");
    }
}
