//! What each option of `kijun check` selects, lists or fails on.

use crate::few::{check, ndjson};
use crate::support::{Folder, client, exactly, good, late, on_consent, text};
use kijun::cli::Exit;
use serde_json::{Value, json};

/// Three clients whose consents conform, come after the first service, and come after the month.
fn office() -> Folder {
    Folder::new().complete().case(&good("U-1")).case(&client("U-2", "2024-06-20")).case(&late("U-3"))
}

fn verdicts(folder: &Folder, more: &[&str]) -> Vec<String> {
    ndjson(&[&[folder.path().as_str()], more].concat()).verdicts()
}

#[test]
fn show_lists_what_it_names_and_counts_stay_whole() {
    let folder = office();
    let all = on_consent_order(&folder, &["--show", "all"]);
    assert_eq!(
        all.verdicts(),
        [
            "U-1 R38-13-10 conform",
            "U-1 R38-13-10-order conform",
            "U-2 R38-13-10 conform",
            "U-2 R38-13-10-order violation",
            "U-3 R38-13-10 violation",
            "U-3 R38-13-10-order not-applicable",
        ]
    );
    let one = on_consent_order(&folder, &["--show", "not-applicable"]);
    assert_eq!(one.verdicts(), ["U-3 R38-13-10-order not-applicable"]);
    let two = on_consent_order(&folder, &["--show", "conform, not-applicable"]);
    assert_eq!(two.verdicts().len(), 4);
    assert_eq!(on_consent_order(&folder, &["--show", "不適合"]).verdicts().len(), 2, "the Japanese names too");
    for ran in [&one, &two] {
        assert_eq!(ran.summary(), all.summary());
        assert_eq!(ran.exit, Exit::Found);
    }
}

fn on_consent_order(folder: &Folder, more: &[&str]) -> crate::support::Ran {
    ndjson(&[&[folder.path().as_str(), "--select", "R38-13-10"], more].concat())
}

#[test]
fn by_default_it_lists_what_somebody_must_look_at() {
    let mut asked = late("U-4");
    asked["plans"][0]["consent"]["date"] = json!("2024");
    let folder = office().case(&asked);
    let by_default = on_consent_order(&folder, &[]);
    let named = on_consent_order(&folder, &["--show", "violation,undetermined,judgement"]);
    assert_eq!(by_default.out, named.out);
    assert!(by_default.verdicts().contains(&"U-4 R38-13-10 undetermined".to_owned()), "{:?}", by_default.verdicts());
    assert!(!by_default.verdicts().iter().any(|line| line.ends_with(" conform")));
}

#[test]
fn select_and_ignore_take_ids_and_prefixes_and_ignore_stands_above() {
    let folder = office();
    let rules = |more: &[&str]| {
        let mut rules: Vec<String> = ndjson(&[&[folder.path().as_str(), "--show", "all"], more].concat())
            .of("verdict")
            .iter()
            .map(|verdict| text(&verdict["rule"]).to_owned())
            .collect();
        rules.sort();
        rules.dedup();
        rules
    };
    assert_eq!(rules(&["--select", "R38-13-10-order"]), ["R38-13-10-order"]);
    assert_eq!(rules(&["--select", "R38-13-10"]), ["R38-13-10", "R38-13-10-order"]);
    let two = rules(&["--select", "R38-13-10-order", "--select", "R38-4-"]);
    assert!(two.len() > 1 && two.iter().all(|rule| rule == "R38-13-10-order" || rule.starts_with("R38-4-")), "{two:?}");
    let rest = rules(&["--select", "R38", "--ignore", "R38-13-16/", "--ignore", "R38-4"]);
    assert!(rest.contains(&"R38-13-11".to_owned()));
    assert!(!rest.iter().any(|rule| rule.starts_with("R38-13-16/") || rule.starts_with("R38-4")), "{rest:?}");
    assert_eq!(rules(&["--select", "R38-13-10", "--ignore", "R38-13-10"]), [] as [&str; 0]);
    assert_eq!(rules(&["--select", "13-10"]), [] as [&str; 0], "a prefix, not a part");
}

#[test]
fn what_is_not_selected_is_not_counted_and_does_not_fail() {
    let folder = office();
    let ran = on_consent_order(&folder, &["--ignore", "R38-13-10-order", "--case", "U-2"]);
    assert_eq!(ran.exit, Exit::Clean);
    assert_eq!(ran.summary()["duties"]["conform"], 1);
    assert_eq!(ran.summary()["advice"], json!(zeros()));
}

fn zeros() -> Value {
    json!({ "conform": 0, "violation": 0, "undetermined": 0, "pending": 0, "not-applicable": 0, "exempt": 0, "judgement": 0 })
}

#[test]
fn a_case_is_found_by_its_id_and_by_its_alias() {
    let named = client("架空一郎-7", "2024-07-01");
    let folder = office().with("4.json", named.to_string());
    let by_id = on_consent_order(&folder, &["--case", "架空一郎-7"]);
    let alias = text(&by_id.of("verdict")[0]["case"]).to_owned();
    assert!(alias.starts_with("C-") && alias.len() == 12, "an id that holds the client's name is not shown: {alias}");
    assert!(!by_id.out.contains("架空"), "{}", by_id.out);
    let by_alias = on_consent_order(&folder, &["--case", &alias]);
    assert_eq!(by_alias.out, by_id.out);
    assert_eq!(by_id.verdicts().len(), 1);
    let two = verdicts(&folder, &["--select", "R38-13-10", "--case", "U-2", "--case", "U-3"]);
    assert_eq!(two, ["U-2 R38-13-10-order violation", "U-3 R38-13-10 violation"]);
    assert_eq!(ndjson(&[&folder.path(), "--case", "U-2"]).summary()["cases"], 1);
}

#[test]
fn an_alias_follows_the_key_of_the_settings() {
    let alias = |key: &str| {
        let folder = Folder::new().case(&client("架空一郎-7", "2024-07-01"));
        let folder = folder.with("kijun.toml", format!("[check]\nalias_key = \"{key}\"\nas_of = \"2024-09-30\"\n"));
        let ran = ndjson(&on_consent(&folder.path(), &["--assume-complete"]));
        assert_eq!(ran.notices("K-alias-key").is_empty(), !key.is_empty(), "it says when aliases can be guessed");
        text(&ran.of("verdict")[0]["case"]).to_owned()
    };
    assert_eq!(alias("a long text"), alias("a long text"));
    assert_ne!(alias("a long text"), alias("another text"));
    assert_ne!(alias("a long text"), alias(""));
}

#[test]
fn fail_on_takes_verdicts_with_and_without_a_class() {
    let folder = office();
    let exit = |case: &str, what: &str| {
        check(&[&folder.path(), "--select", "R38-13-10", "--case", case, "--fail-on", what, "--format", "none"]).exit
    };
    assert_eq!(exit("U-3", "violation"), Exit::Found);
    assert_eq!(exit("U-3", "violation:reduction"), Exit::Found);
    assert_eq!(exit("U-3", "violation:must"), Exit::Clean, "the late consent is of class reduction");
    assert_eq!(exit("U-2", "violation:reduction"), Exit::Clean, "the order is of class must");
    assert_eq!(exit("U-2", "violation:reduction,violation:must"), Exit::Found);
    assert_eq!(exit("U-2", "judgement, undetermined"), Exit::Clean);
    assert_eq!(exit("U-1", "conform"), Exit::Found);
    assert_eq!(exit("U-1", "適合:reduction"), Exit::Found);
    assert_eq!(exit("U-3", "never"), Exit::Clean);
    assert_eq!(exit("U-1", "violation"), Exit::Clean);
}

#[test]
fn the_language_changes_sentences_and_nothing_else() {
    let folder = office();
    let run = |lang: &str| ndjson(&[&folder.path(), "--show", "all", "--lang", lang]);
    let (ja, en) = (run("ja"), run("en"));
    assert_eq!(ja.exit, en.exit);
    let plain = |ran: &crate::support::Ran| -> Vec<Value> {
        let mut objects = ran.objects();
        objects.iter_mut().for_each(|object| object["message"] = json!(""));
        objects
    };
    assert_eq!(plain(&ja), plain(&en), "ids, verdicts, places and fingerprints are the same");
    let message = |ran: &crate::support::Ran| text(&ran.of("verdict")[0]["message"]).to_owned();
    assert!(message(&en).is_ascii() && !message(&ja).is_ascii());
    let (ja, en) = (check(&[&folder.path(), "--lang", "ja"]), check(&[&folder.path(), "--lang", "en"]));
    assert!(ja.out.contains("■ まとめ") && en.out.contains("■ Summary"));
}

#[test]
fn quiet_says_less_and_verbose_shows_the_coverage_of_rules() {
    let folder = Folder::new().case(&good("U-1"));
    assert_eq!(check(&[&folder.path(), "-q"]).err, "");
    assert_ne!(check(&[&folder.path()]).err, "");
    let short = exactly(&["test", "home", "--lang", "en"]);
    let long = exactly(&["test", "home", "--lang", "en", "-v"]);
    assert_eq!((short.exit, long.exit), (Exit::Clean, Exit::Clean));
    assert!(long.out.ends_with(&short.out) && long.out.contains("R38-13-10: conform "), "{}", long.out);
}
