//! Every exit code, and which stands above which: 2, 3, 1, 4.

use crate::few::{check, ndjson};
use crate::support::{CONSENT, Folder, good, late, on_consent};
use kijun::cli::Exit;
use serde_json::json;

const BROKEN: &str = "{ \"case_id\": ";

fn exit(folder: &Folder, more: &[&str]) -> Exit {
    check(&on_consent(&folder.path(), more)).exit
}

#[test]
fn the_codes_are_those_of_the_contract() {
    let codes = [Exit::Clean, Exit::Found, Exit::Usage, Exit::Unread, Exit::Nothing];
    assert_eq!(codes.map(|exit| exit as u8), [0, 1, 2, 3, 4]);
}

#[test]
fn nothing_to_report_is_0_and_a_binding_violation_is_1() {
    let folder = Folder::new().complete().case(&good("U-1"));
    let ran = ndjson(&on_consent(&folder.path(), &["--show", "all"]));
    assert_eq!(ran.verdicts(), ["U-1 R38-13-10 conform"]);
    assert_eq!(ran.exit, Exit::Clean);

    let folder = folder.case(&late("U-2"));
    let ran = ndjson(&on_consent(&folder.path(), &[]));
    assert_eq!(ran.verdicts(), ["U-2 R38-13-10 violation"]);
    assert_eq!(ran.exit, Exit::Found);
}

#[test]
fn a_violation_of_a_class_that_does_not_bind_is_0() {
    let mut case = good("U-3");
    case["assessments"] = json!([{ "id": "A1", "date": "2024-05-01", "place": "home", "interviewed": ["client"] }]);
    let folder = Folder::new().complete().case(&case);
    let order = [folder.path(), "--select".into(), "PT-1-order".into(), "--assume-complete".into()];
    let ran = ndjson(&order);
    assert_eq!(ran.verdicts(), ["U-3 PT-1-order violation"], "assessed before the contract, an order of good practice");
    assert_eq!(ran.summary()["advice"]["violation"], 1);
    assert_eq!(ran.exit, Exit::Clean);
    let asked = [&order[..], &["--fail-on".into(), "violation:practice".into()]].concat();
    assert_eq!(check(&asked).exit, Exit::Found);
}

#[test]
fn an_input_that_cannot_be_read_is_3_and_stands_above_1_and_4() {
    let folder = Folder::new().complete().case(&good("U-1")).with("broken.json", BROKEN);
    assert_eq!(exit(&folder, &[]), Exit::Unread);
    let folder = folder.case(&late("U-2"));
    let ran = ndjson(&on_consent(&folder.path(), &[]));
    assert_eq!(ran.exit, Exit::Unread, "3 stands above 1");
    assert_eq!(ran.verdicts(), ["U-2 R38-13-10 violation"], "the rest is judged and reported");
    assert_eq!(ran.summary()["unread"], json!(["broken.json"]));

    let alone = Folder::new().with("broken.json", BROKEN);
    assert_eq!(exit(&alone, &["--as-of", "2024-09-30"]), Exit::Unread, "3 stands above 4");
}

#[test]
fn nothing_judged_is_4() {
    let nothing = |folder: &Folder, more: &[&str]| {
        let ran = check(&on_consent(&folder.path(), more));
        assert_eq!(ran.exit, Exit::Nothing, "{}", ran.out);
    };
    nothing(&Folder::new(), &["--as-of", "2024-09-30"]);
    nothing(&Folder::new().complete().case(&good("U-1")), &["--ignore", "R38"]);
    let undetermined = Folder::new().case(&late("U-1"));
    assert_eq!(seven(&undetermined, "2024-09-30"), ("undetermined".to_owned(), 1));
    nothing(&undetermined, &["--as-of", "2024-09-30"]);
    let pending = Folder::new().complete().case(&late("U-1"));
    assert_eq!(seven(&pending, "2024-06-30"), ("pending".to_owned(), 1));
    nothing(&pending, &["--as-of", "2024-06-30"]);
    let mut none = good("U-1");
    none["plans"] = json!([]);
    let without = Folder::new().complete().case(&none).case(&json!({ "case_id": "U-2", "plans": [{ "id": "P1" }] }));
    assert_eq!(seven(&without, "2024-09-30"), ("not-applicable".to_owned(), 1));
    nothing(&without, &[]);
}

/// The only verdict of a folder's consent duties, and how many have it.
fn seven(folder: &Folder, as_of: &str) -> (String, u64) {
    let summary = ndjson(&on_consent(&folder.path(), &["--as-of", as_of])).summary();
    let counts = summary["duties"].as_object().expect("counts").clone();
    let mut found = counts.into_iter().filter(|(_, count)| *count != 0);
    let one = found.next().expect("some verdict");
    assert!(found.next().is_none(), "{summary}");
    (one.0, one.1.as_u64().expect("a number"))
}

#[test]
fn a_verdict_that_was_asked_for_stands_above_nothing_judged() {
    let folder = Folder::new().case(&late("U-1"));
    let asked = ["--as-of", "2024-09-30", "--fail-on", "undetermined"];
    assert_eq!(exit(&folder, &asked), Exit::Found, "1 stands above 4");
    assert_eq!(exit(&folder, &["--as-of", "2024-09-30", "--fail-on", "never"]), Exit::Nothing);
}

#[test]
fn a_mistake_in_the_call_stands_above_everything() {
    let folder = Folder::new().complete().case(&late("U-1")).with("broken.json", BROKEN);
    let ran = check(&[&[folder.path().as_str()], &CONSENT[..], &["-r", "no-such-pack"]].concat());
    assert_eq!(ran.exit, Exit::Usage, "2 stands above 3 and 1");
    assert_eq!(ran.out, "", "nothing was judged, so nothing is reported");
    assert_eq!(check(&[&folder.path(), "--assume-complete=nothing"]).exit, Exit::Usage);
}
