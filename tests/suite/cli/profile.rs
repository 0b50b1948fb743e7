//! `--profile` and `--strict`: a municipality's values of settable parameters and rules under its own prefix; what a
//! strict run does not pass.

use crate::support::{Folder, Ran, check, exactly, places};
use kijun::cli::Exit;

const PACK: &str = "tests/packs/library";

/// A loan of 2024-05-10 that came back after 25 days: late by the pack (21 days), in time by a profile of 28 days.
const MEMBER: &str = r#"{"card": "M1", "joined_on": "2024-01-10", "loans": [{"id": "a", "lent_on": "2024-05-10", "branch": "x", "handback": {"date": "2024-06-04"}}]}"#;

const HEADER: &str =
    "profile town 町\n  title ja \"町の定め\" en \"the town's reading\"\n  prefix TOWN\n\nsource TR \"町の規則\"\n\n";

fn export(more: &str, profile: &str) -> Folder {
    let toml = format!("[export]\noffice = \"L-1\"\nextracted = 2024-09-30\n{more}");
    Folder::new()
        .with("in/kijun.toml", toml)
        .with("in/m.ndjson", MEMBER)
        .with("town.kijun", format!("{HEADER}{profile}"))
}

fn judged(folder: &Folder, more: &[&str]) -> Ran {
    let (input, profile) = (folder.file("in"), folder.file("town.kijun"));
    let base = [input.as_str(), "-r", PACK, "--profile", profile.as_str(), "--format", "ndjson", "--show", "all"];
    check(&[&base[..], &["--assume-complete", "--select", "LL-5"], more].concat())
}

fn of_rule(ran: &Ran, rule: &str) -> Vec<String> {
    let all = ran.of("verdict").into_iter().filter(|line| line["rule"] == rule);
    all.map(|line| format!("{} {}", line["verdict"].as_str().unwrap(), line["due"].as_str().unwrap_or("-"))).collect()
}

#[test]
fn a_value_of_the_profile_holds_where_it_reaches_and_the_packs_elsewhere() {
    let reaches = export("", "set loan_days\n  basis TR art 2\n  value 2024-05-01..2024-05-31 = 28 days\n");
    let ran = judged(&reaches, &[]);
    assert_eq!(of_rule(&ran, "LL-5"), ["conform 2024-06-07"], "{}", ran.err);
    assert_eq!(ran.summary()["receipt"]["profile"], "town");
    let before = export("", "set loan_days\n  basis TR art 2\n  value 2024-06-01.. = 28 days\n");
    assert_eq!(of_rule(&judged(&before, &[]), "LL-5"), ["violation 2024-05-31"]);
    let stricter = export("", "set loan_days\n  basis TR art 2\n  value 2024-05-01.. = 14 days\n");
    assert_eq!(of_rule(&judged(&stricter, &[]), "LL-5"), ["violation 2024-05-24"]);
}

#[test]
fn a_profile_adds_rules_under_its_own_prefix() {
    let rule = |id: &str| {
        format!(
            "rule {id} \"窓口\"\n  basis TR art 3\n  class fine\n  for l : loan\n  anchor l.lent_on\n  due l.lent_on\n  require l.branch = \"x\"\n  message ja \"x\" en \"x\"\n"
        )
    };
    let folder = export("", &rule("TOWN-1"));
    let ran = judged(&folder, &["--select", "TOWN"]);
    assert_eq!(of_rule(&ran, "TOWN-1"), ["conform 2024-05-10"]);
    assert_eq!(of_rule(&ran, "LL-5"), ["violation 2024-05-31"], "the pack's own stand");
    let ran = judged(&export("", &rule("LL-99")), &[]);
    assert_eq!((ran.exit, ran.err.contains("L-prefix")), (Exit::Usage, true), "{}", ran.err);
}

#[test]
fn a_profile_edits_and_removes_nothing() {
    for (text, code) in [
        ("set loan_days\n  basis TR art 2\n  value 2024-05-01.. = 90 days\n", "L-out-of-range"),
        ("set loan_days\n  value 2024-05-01.. = 28 days\n", "L-missing-clause"),
        ("set loan_dayz\n  basis TR art 2\n  value 2024-05-01.. = 28 days\n", "L-unknown-name"),
        ("set loan_days\n  basis TR art 2\n  value 2024-05-01.. = \"x\"\n", "L-type"),
        ("exception TOWN-2 \"例外\"\n  basis TR art 2\n  rules LL-5\n  when true\n", "L-not-in-profile"),
        ("suppress TOWN-2 \"例外\"\n  basis TR art 2\n  rules LL-5\n  when true\n", "L-not-in-profile"),
        ("param loan_days 貸出日数 : days\n  value 2000-01-01.. = 3 days\n", "L-defined-twice"),
        ("extend loan\n  field more もっと : text\n", "L-not-in-profile"),
    ] {
        let ran = judged(&export("", text), &[]);
        assert_eq!(ran.exit, Exit::Usage, "{text}");
        assert!(ran.err.contains(code), "{code}:\n{}", ran.err);
        assert!(ran.err.contains("town.kijun:"), "it has a place:\n{}", ran.err);
    }
}

#[test]
fn the_settings_name_a_profile_and_an_unknown_one_is_said() {
    let text = format!("{HEADER}set loan_days\n  basis TR art 2\n  value 2024-05-01.. = 28 days\n");
    let folder = export("[check]\nprofile = \"town.kijun\"\n", "").with("in/town.kijun", text);
    let ran = check(&[&folder.file("in"), "-r", PACK, "--format", "ndjson", "--show", "all", "--select", "LL-5"]);
    assert_eq!(ran.summary()["receipt"]["profile"], "town", "{}", ran.err);
    for name in ["no-such", "../town.kijun"] {
        let folder = export(&format!("[check]\nprofile = \"{name}\"\n"), "");
        let ran = check(&[&folder.file("in"), "-r", PACK]);
        assert_eq!((ran.exit, ran.err.contains("L-no-profile")), (Exit::Usage, true), "{}", ran.err);
    }
}

/// The pack is verified up to 2024-12-31.
#[test]
fn law_after_the_packs_date_is_said_and_strict_runs_do_not_pass() {
    let member = MEMBER.replace("2024-05-10", "2025-02-10").replace("2024-06-04", "2025-02-20");
    let toml = "[export]\noffice = \"L-1\"\nextracted = 2025-09-30\n";
    let folder = Folder::new().with("kijun.toml", toml).with("m.ndjson", member);
    let args = |more: &[&'static str]| {
        let path = folder.path();
        let mut words =
            vec![path, "-r".into(), PACK.into(), "--assume-complete".into(), "--select".into(), "LL-5".into()];
        words.extend(["--format", "ndjson"].iter().chain(more).map(|word| (*word).to_owned()));
        check(&words)
    };
    let ran = args(&[]);
    assert_eq!(ran.exit, Exit::Clean, "{}", ran.err);
    let notice = ran.notice("K-stale");
    assert!(notice["message"].as_str().unwrap().contains("2024-12-31"), "{notice}");
    assert_eq!((notice["severity"].as_str(), places(&notice)), (Some("warning"), Vec::new()));
    assert_eq!(args(&["--strict"]).exit, Exit::Strict);
    assert_eq!(args(&["--strict", "--fail-on", "conform"]).exit, Exit::Found, "1 stands above 5");
}

#[test]
fn a_rule_that_never_came_to_anything_does_not_pass_a_strict_run() {
    let folder = export("", "");
    let ran = |select: &str, more: &[&str]| {
        let input = folder.file("in");
        let base = [input.as_str(), "-r", PACK, "--assume-complete", "--fail-on", "never", "--select", select];
        check(&[&base[..], more].concat()).exit
    };
    assert_eq!(ran("LL-5", &["--strict"]), Exit::Clean);
    assert_eq!(ran("LL-1", &["--strict"]), Exit::Strict, "no whole first month that begins part-way");
    assert_eq!(ran("LL-1", &[]), Exit::Clean);
}

/// What the packs' examples say holds by the packs' own values; a profile's examples are its own, and may use the packs' records.
#[test]
fn examples_run_by_the_values_they_were_written_for() {
    let example = "example \"28日目の返却\" of LL-5\n  as_of 2024-09-30\n  complete all\n  given member { card: \"M1\", joined_on: 2024-01-10 }\n  given loan { id: \"a\", lent_on: 2024-05-10, branch: \"x\", handback: { date: 2024-06-07 } }\n";
    let set = "set loan_days\n  basis TR art 2\n  value 2024-05-01.. = 28 days\n\n";
    let told = |verdict: &str| {
        let folder = export("", &format!("{set}{example}  expect {verdict}\n"));
        exactly(&["test", PACK, "--profile", &folder.file("town.kijun"), "--lang", "en"])
    };
    let (holds, fails) = (told("conform"), told("violation"));
    assert_eq!(holds.exit, Exit::Clean, "{}{}", holds.out, holds.err);
    assert_eq!(fails.exit, Exit::Found, "{}{}", fails.out, fails.err);
    let failed: Vec<&str> = fails.out.lines().filter(|line| line.contains("LL-5")).collect();
    assert_eq!(failed.len(), 1, "{}", fails.out);
}
