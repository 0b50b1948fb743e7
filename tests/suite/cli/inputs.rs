//! Which files are read, in which order, and which `kijun.toml` holds for them.

use crate::few::{check, ndjson};
use crate::support::{Folder, good, late, manifest, on_consent, text};
use kijun::cli::Exit;
use serde_json::json;

/// Paths of the inputs, as the receipt lists them.
fn paths(args: &[&str]) -> Vec<String> {
    let ran = ndjson(args);
    let receipt = &ran.summary()["receipt"];
    receipt["inputs"].as_array().expect("inputs").iter().map(|input| text(&input["path"]).to_owned()).collect()
}

#[test]
fn a_folder_is_walked_in_the_order_of_the_bytes_of_its_paths() {
    let names = ["あ.json", "b.json", "a/z.json", "a-b.json", "a.json", "B.json", "10.json", "9.json", "a/a/x.ndjson"];
    let folder = names
        .iter()
        .enumerate()
        .fold(Folder::new().complete(), |folder, (at, name)| folder.with(name, late(&format!("U-{at}")).to_string()));
    let wanted = ["10.json", "9.json", "B.json", "a-b.json", "a.json", "a/a/x.ndjson", "a/z.json", "b.json", "あ.json"];
    assert_eq!(paths(&[&folder.path()]), wanted);
    let ran = ndjson(&on_consent(&folder.path(), &[]));
    let order: Vec<String> =
        ran.of("verdict").iter().map(|verdict| text(&verdict["locations"][0]["path"]).to_owned()).collect();
    assert_eq!(order, wanted, "cases are reported in the same order");
}

#[test]
fn cases_of_one_file_keep_their_order() {
    let array = json!([late("U-9"), late("U-10"), late("U-1")]).to_string();
    let folder = Folder::new().complete().with("a.json", array);
    let lines = "\n".to_owned() + &late("U-8").to_string() + "\n\n  \n" + &late("U-2").to_string();
    let folder = folder.with("b.ndjson", lines);
    let ran = ndjson(&on_consent(&folder.path(), &[]));
    let cases: Vec<String> = ran.of("verdict").iter().map(|verdict| text(&verdict["case"]).to_owned()).collect();
    assert_eq!(cases, ["U-9", "U-10", "U-1", "U-8", "U-2"]);
    let at: Vec<String> = ran.of("verdict").iter().map(|verdict| verdict["locations"][0]["line"].to_string()).collect();
    assert_eq!(at, ["1", "1", "1", "2", "5"], "the line of the file, not of the document");
}

#[test]
fn only_record_files_of_a_folder_are_read_and_a_named_file_always() {
    let folder = Folder::new()
        .complete()
        .with("1.JSON", late("U-1").to_string())
        .with("2.jsonl", late("U-2").to_string())
        .with("readme.md", "# not a record")
        .with("answers.doc", "x")
        .with("note.txt", late("U-3").to_string());
    assert_eq!(paths(&[&folder.path()]), ["1.JSON", "2.jsonl"]);
    assert_eq!(paths(&[&folder.file("note.txt")]), ["note.txt"]);
}

#[test]
fn several_inputs_are_told_apart_by_their_folders() {
    let folder = Folder::new().with("a/1.json", good("U-1").to_string()).with("b/1.json", good("U-2").to_string());
    assert_eq!(paths(&[&folder.file("b"), &folder.file("a"), "-q"]), ["a/1.json", "b/1.json"]);
    assert_eq!(paths(&[&folder.file("a"), "-q"]), ["1.json"]);
}

#[test]
fn the_nearest_kijun_toml_wins() {
    let folder = Folder::new()
        .complete()
        .with("1.json", unsigned("U-1"))
        .with("sub/2.json", unsigned("U-2"))
        .with("open/kijun.toml", "[export]\noffice = \"1399000002\"\nextracted = 2024-09-30\n")
        .with("0.json", good("U-0").to_string())
        .with("open/3.json", unsigned("U-3"))
        .with("open/deep/4.json", unsigned("U-4"));
    let ran = ndjson(&on_consent(&folder.path(), &["--show", "all"]));
    let wanted = ["conform", "violation", "undetermined", "undetermined", "violation"];
    let wanted = ["U-0", "U-1", "U-3", "U-4", "U-2"]
        .iter()
        .zip(wanted)
        .map(|(case, verdict)| format!("{case} R38-13-10 {verdict}"));
    assert_eq!(ran.verdicts(), wanted.collect::<Vec<_>>());
    let inside = ndjson(&on_consent(&folder.file("open/deep/4.json"), &["--as-of", "2024-09-30", "--show", "all"]));
    assert_eq!(inside.verdicts(), ["U-4 R38-13-10 undetermined"]);
    let (shown, bare) = (folder.file("0.json"), folder.file("1.json"));
    let one = ndjson(&on_consent(&bare, &[&shown]));
    assert_eq!(one.verdicts(), ["U-1 R38-13-10 violation"], "a file takes that of its folder");
}

fn unsigned(id: &str) -> String {
    let mut case = good(id);
    case["plans"][0]["consent"] = json!(null);
    case.to_string()
}

#[test]
fn the_settings_choose_the_rules_and_the_option_stands_above_them() {
    let toml = manifest("2024-09-30") + "\n[check]\nrules = [\"shared\"]\n";
    let folder = Folder::new().with("kijun.toml", toml).case(&late("U-1"));
    let packs = |more: &[&str]| {
        let receipt = crate::support::ndjson(&[&[folder.path().as_str()], more].concat()).summary()["receipt"].clone();
        let names = receipt["packs"].as_array().expect("packs").iter().map(|pack| text(&pack["name"]).to_owned());
        names.collect::<Vec<_>>()
    };
    assert_eq!(packs(&[]), ["shared"]);
    assert_eq!(packs(&["-r", "home"]), ["shared", "home"]);
}

#[test]
fn a_fingerprint_survives_what_changes_no_duty() {
    let prints = |folder: Folder| {
        let ran = ndjson(&on_consent(&folder.path(), &[]));
        ran.of("verdict").iter().map(|verdict| text(&verdict["fingerprint"]).to_owned()).collect::<Vec<_>>()
    };
    let first = prints(Folder::new().complete().case(&late("U-1")));
    assert_eq!(first.len(), 1);
    assert_eq!(prints(Folder::new().complete().with("deep/other.ndjson", late("U-1").to_string())), first);
    let mut more = late("U-1");
    let plans = more["plans"].as_array_mut().expect("plans");
    plans.insert(
        0,
        json!({ "id": "P0", "valid_from": "2025-06-10", "valid_to": "2025-11-30", "change_kind": "change" }),
    );
    assert_eq!(prints(Folder::new().complete().case(&more)), first, "a position in a list is no part of it");
    assert_ne!(prints(Folder::new().complete().case(&late("U-2"))), first);
    let other = manifest("2024-09-30").replace("1399000001", "1399000002");
    assert_ne!(prints(Folder::new().with("kijun.toml", other).case(&late("U-1"))), first, "two offices");
}

#[test]
fn an_input_that_is_not_there_is_named() {
    let alone = check(&["no/such/folder"]);
    assert_eq!((alone.exit, alone.out.as_str()), (Exit::Usage, ""));
    assert!(alone.err.contains("folder: no such file or folder"), "{}", alone.err);
    let folder = Folder::new().complete().case(&late("U-1"));
    let ran = ndjson(&[&folder.path(), "no/such.json", "--select", "R38-13-10"]);
    assert_eq!(ran.exit, Exit::Unread);
    assert_eq!(ran.summary()["unread"], json!(["such.json"]));
    assert_eq!(ran.verdicts(), ["U-1 R38-13-10 violation"], "the rest is judged");
    assert!(ran.err.contains("such.json: no such file or folder"), "{}", ran.err);
}

#[test]
fn an_empty_folder_holds_nothing_to_judge() {
    let ran = ndjson(&[&Folder::new().path(), "--as-of", "2024-09-30"]);
    assert_eq!((ran.exit, ran.out.lines().count()), (Exit::Nothing, 1));
    assert_eq!(ran.summary()["cases"], 0);
    let text = check(&[&Folder::new().path(), "--as-of", "2024-09-30"]);
    assert!(text.out.contains("There was nothing to check."), "{}", text.out);
}
