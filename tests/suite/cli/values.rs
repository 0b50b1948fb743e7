//! The as-of date and completeness: where they come from, and that the receipt says so.

use crate::few::{check, ndjson};
use crate::support::{Folder, good, late, manifest, on_consent, text};
use kijun::cli::Exit;
use serde_json::json;

#[test]
fn an_era_date_is_the_same_day() {
    let folder = Folder::new().complete().case(&late("U-1"));
    let run = |day: &str| ndjson(&on_consent(&folder.path(), &["--show", "all", "--as-of", day]));
    let western = run("2024-06-30");
    assert_eq!(western.summary()["receipt"]["as_of"], "2024-06-30");
    assert_eq!(western.summary()["receipt"]["as_of_from"], "option");
    for era in ["R6.6.30", "令和6年6月30日", "2024/6/30"] {
        assert_eq!(run(era).out, western.out, "{era}");
    }
}

#[test]
fn the_as_of_day_itself_is_not_over_and_later_records_are_not_used() {
    let folder = Folder::new().with("kijun.toml", manifest("2024-09-30")).case(&late("U-1"));
    let run = |day: &str| ndjson(&on_consent(&folder.path(), &["--show", "all", "--as-of", day])).verdicts();
    assert_eq!(run("2024-06-30"), ["U-1 R38-13-10 pending"]);
    assert_eq!(run("2024-07-01"), ["U-1 R38-13-10 violation"]);
    assert_eq!(run("2024-06-09"), ["U-1 R38-13-10 not-applicable"], "the plan of the next day is not there yet");
}

#[test]
fn without_the_option_the_earliest_extraction_counts() {
    let folder = Folder::new()
        .with("a/kijun.toml", manifest("2024-08-31"))
        .with("a/1.json", late("U-1").to_string())
        .with("b/kijun.toml", manifest("2024-06-20"))
        .with("b/2.json", late("U-2").to_string());
    let ran = ndjson(&on_consent(&folder.path(), &["--show", "all"]));
    assert_eq!(ran.summary()["receipt"]["as_of"], "2024-06-20");
    assert_eq!(ran.summary()["receipt"]["as_of_from"], "manifest");
    assert_eq!(ran.verdicts(), ["U-1 R38-13-10 pending", "U-2 R38-13-10 pending"]);
    assert_eq!(ran.err, "");
}

#[test]
fn the_settings_stand_above_the_manifest_and_the_option_above_both() {
    let toml = manifest("2024-09-30") + "\n[check]\nas_of = \"R6.6.30\"\n";
    let folder = Folder::new().with("kijun.toml", toml).case(&late("U-1"));
    let receipt = |more: &[&str]| {
        let receipt = ndjson(&on_consent(&folder.path(), more)).summary()["receipt"].clone();
        [text(&receipt["as_of"]).to_owned(), text(&receipt["as_of_from"]).to_owned()]
    };
    assert_eq!(receipt(&[]), ["2024-06-30", "settings"]);
    assert_eq!(receipt(&["--as-of", "2024-07-02"]), ["2024-07-02", "option"]);
}

#[test]
fn with_nothing_declared_the_clock_is_read_and_said_in_both_places() {
    let folder = Folder::new().case(&good("U-1"));
    let ran = ndjson(&[folder.path()]);
    let receipt = &ran.summary()["receipt"];
    assert_eq!(receipt["as_of_from"], "clock");
    assert_eq!(receipt["declared"], json!([]));
    let day = text(&receipt["as_of"]);
    assert_eq!(kijun::calendar::parse_date(day).map(|date| date.is_exact()), Ok(true), "{day}");
    assert_eq!(
        ran.err,
        format!("kijun: no extraction date is declared, so today's date is used as the as-of date: {day}\n")
    );
    let ja = check(&[&folder.path(), "--lang", "ja"]);
    assert!(ja.err.contains("今日の日付を基準日にしました"), "{}", ja.err);
    assert!(ja.out.contains("この機械の今日の日付"), "the report says it too");
}

#[test]
fn a_day_after_the_extraction_is_said_and_nothing_is_closed_there() {
    let folder = Folder::new().with("kijun.toml", manifest("2024-06-20")).case(&late("U-1"));
    let ran = ndjson(&on_consent(&folder.path(), &["--as-of", "2024-09-30", "--show", "all"]));
    let message = text(&ran.notice("K-as-of-after-export")["message"]).to_owned();
    assert!(message.contains("2024-09-30") && message.contains("2024-06-20"), "{message}");
    let mut unsigned = good("U-2");
    unsigned["plans"][0]["valid_from"] = json!("2024-07-10");
    unsigned["plans"][0]["consent"] = json!(null);
    let folder = Folder::new().with("kijun.toml", manifest("2024-06-20")).case(&unsigned);
    let ran = ndjson(&on_consent(&folder.path(), &["--as-of", "2024-09-30", "--show", "all"]));
    assert_eq!(ran.verdicts(), ["U-2 R38-13-10 undetermined"]);
}

#[test]
fn what_is_assumed_complete_closes_the_world_and_is_in_the_receipt() {
    let mut unsigned = good("U-1");
    unsigned["plans"][0]["consent"] = json!(null);
    let folder = Folder::new().case(&unsigned);
    let run = |more: &[&str]| ndjson(&on_consent(&folder.path(), &[&["--as-of", "2024-09-30"], more].concat()));
    let open = run(&[]);
    assert_eq!((open.exit, open.verdicts().len()), (Exit::Nothing, 0));
    assert_eq!(open.summary()["duties"]["undetermined"], 1);
    let unshown = run(&["--assume-complete=plan", "--show", "all"]);
    assert_eq!(
        unshown.verdicts(),
        ["U-1 R38-13-10 undetermined"],
        "no plan has a consent: the export may not show them"
    );
    for (kinds, said) in [
        (&["=plan", "=consent"][..], json!(["plan", "consent"])),
        (&["=計画", "=同意"][..], json!(["plan", "consent"])),
        (&[""][..], json!(["all"])),
    ] {
        let options: Vec<String> = kinds.iter().map(|kind| format!("--assume-complete{kind}")).collect();
        let ran = run(&options.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(ran.verdicts(), ["U-1 R38-13-10 violation"], "{kinds:?}");
        assert_eq!(ran.summary()["receipt"]["assumed"], said);
        assert_eq!(ran.summary()["receipt"]["declared"], json!([]), "assumed is not declared");
        assert_eq!(ran.exit, Exit::Found);
    }
    let other = run(&["--assume-complete=meeting", "--assume-complete=note"]);
    assert_eq!(other.exit, Exit::Nothing);
    assert_eq!(other.summary()["receipt"]["assumed"], json!(["meeting", "note"]));
    let text = check(&on_consent(&folder.path(), &["--as-of", "2024-09-30", "--assume-complete=plan"]));
    assert!(text.out.contains("plan: checked as if complete. Nobody has declared it"), "{}", text.out);
}

#[test]
fn the_receipt_says_what_was_run_on_what() {
    let folder = Folder::new().complete().case(&good("U-1"));
    let receipt = ndjson(&[folder.path()]).summary()["receipt"].clone();
    assert_eq!(receipt["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(receipt["inputs"][0]["path"], "U-1.json", "no absolute path");
    let hash = blake3::hash(folder.read("U-1.json").as_bytes()).to_hex();
    assert_eq!(receipt["inputs"][0]["blake3"], hash.as_str());
    assert_eq!(receipt["declared"][0], "contract 2020-01-01..2024-09-30");
    let packs: Vec<&str> = receipt["packs"].as_array().expect("packs").iter().map(|pack| text(&pack["name"])).collect();
    assert_eq!(packs, ["shared", "home"], "a used pack stands before the one that uses it");
    assert!(!receipt.to_string().contains(&folder.path()), "no absolute path");
}

#[test]
fn the_text_report_says_that_the_day_comes_from_the_settings() {
    let toml = manifest("2024-09-30") + "\n[check]\nas_of = \"2024-06-30\"\n";
    let folder = Folder::new().with("kijun.toml", toml).case(&late("U-1"));
    let ran = check(&[folder.path()]);
    let line = ran.out.lines().find(|line| line.trim_start().starts_with("As of")).expect("the line").to_owned();
    assert!(line.contains("kijun.toml"), "{line}");
}
