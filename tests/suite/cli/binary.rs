//! The real program: standard input, standard output, exit code of the process.

use crate::few::{few, ndjson};
use crate::support::{Folder, binary, good, late, piped};
use serde_json::Value;
use std::sync::OnceLock;

const ARGS: [&str; 8] = ["check", "-", "--format", "ndjson", "--show", "all", "--lang", "en"];

/// The arguments, with the few rules.
fn arguments() -> Vec<&'static str> {
    static FEW: OnceLock<[String; 2]> = OnceLock::new();
    ARGS.into_iter().chain(FEW.get_or_init(few).iter().map(String::as_str)).collect()
}

fn objects(bytes: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("an object")).collect()
}

/// Everything but the path of the input.
fn without_path(mut objects: Vec<Value>, path: &str) -> Vec<Value> {
    for object in &mut objects {
        for key in ["/locations", "/receipt/inputs"] {
            let places = object.pointer_mut(key).and_then(Value::as_array_mut);
            for place in places.into_iter().flatten().filter(|place| place["path"] == path) {
                place["path"] = Value::Null;
            }
        }
    }
    objects
}

#[test]
fn standard_input_is_judged_like_a_file_of_the_same_bytes() {
    let bytes = format!("{}\n{{\"case_id\": \n\n{}\n", late("U-1"), good("U-2"));
    let folder = Folder::new().complete().with("all.ndjson", &bytes);
    let piped = piped(&arguments(), &folder.path(), bytes.as_bytes());
    let file = ndjson(&[&folder.file("all.ndjson"), "--show", "all"]);
    let (piped_objects, file_objects) = (objects(&piped.stdout), file.objects());
    assert!(piped_objects.len() > 40, "something was judged");
    assert_eq!(piped_objects.last().map(|summary| &summary["unread"][0]), Some(&Value::from("-")));
    let summary_without_unread = |objects: Vec<Value>, path: &str| {
        let mut objects = without_path(objects, path);
        objects.iter_mut().filter_map(Value::as_object_mut).for_each(|object| drop(object.remove("unread")));
        // a notice about no case is known by its place, which is the path
        objects
            .iter_mut()
            .filter(|object| object["code"] == "K-json")
            .for_each(|notice| notice["fingerprint"] = Value::Null);
        objects
    };
    assert_eq!(summary_without_unread(piped_objects, "-"), summary_without_unread(file_objects, "all.ndjson"));
    assert_eq!(piped.status.code(), Some(3));
    assert_eq!(file.exit as i32, 3);
}

#[test]
fn standard_input_takes_the_settings_of_the_working_folder() {
    let consent = [&arguments()[..], &["--select", "R38-13-10", "--ignore", "R38-13-10-order"]].concat();
    let line = late("U-1").to_string();
    let declared = piped(&consent, &Folder::new().complete().path(), line.as_bytes());
    let open = piped(&[&consent[..], &["--as-of", "2024-09-30"]].concat(), &Folder::new().path(), line.as_bytes());
    assert_eq!(objects(&declared.stdout)[0]["verdict"], "violation");
    assert_eq!(objects(&open.stdout)[0]["verdict"], "undetermined");
    assert_eq!((declared.status.code(), open.status.code()), (Some(1), Some(4)));
}

#[test]
fn nothing_on_standard_input_is_nothing_judged() {
    let out = piped(&arguments(), &Folder::new().complete().path(), b"");
    assert_eq!(out.status.code(), Some(4));
    assert_eq!(objects(&out.stdout).len(), 1);
}

#[test]
fn the_process_ends_with_the_code_and_colours_no_pipe() {
    let folder = Folder::new().complete().case(&late("U-1"));
    let code = |more: &[&str]| {
        let output = binary().arg("check").arg(folder.path()).args(more).output().expect("it runs");
        assert!(!output.stdout.contains(&0x1b));
        output.status.code()
    };
    assert_eq!(code(&[]), Some(1));
    assert_eq!(code(&["--fail-on", "never"]), Some(0));
    assert_eq!(code(&["-r", "no-such-pack"]), Some(2));
    assert_eq!(code(&["--select", "none-such"]), Some(2));
    assert_eq!(code(&["--select", "R38-13-10", "--ignore", "R38-13-10"]), Some(4));
}

#[test]
fn the_language_comes_from_the_system_and_the_option_stands_above_it() {
    let folder = Folder::new().complete().case(&late("U-1"));
    let first = |system: &[(&str, &str)], more: &[&str]| {
        let mut command = binary();
        command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env_remove("LANG").envs(system.iter().copied());
        let output = command.arg("check").arg(folder.path()).args(more).output().expect("it runs");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        if text.contains("■ まとめ") { "ja" } else { "en" }
    };
    assert_eq!(first(&[], &[]), "en");
    assert_eq!(first(&[("LANG", "ja_JP.UTF-8")], &[]), "ja");
    assert_eq!(first(&[("LANG", "ja_JP.UTF-8"), ("LC_ALL", "en_US.UTF-8")], &[]), "en");
    assert_eq!(first(&[("LANG", "ja_JP.UTF-8")], &["--lang", "en"]), "en");
    assert_eq!(first(&[("LANG", "C")], &["--lang", "ja"]), "ja");
}

#[test]
#[cfg(target_os = "linux")]
fn a_report_that_cannot_be_written_is_not_a_success() {
    let folder = Folder::new().complete().case(&good("U-1"));
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("the device");
    let output = binary().arg("check").arg(folder.path()).stdout(full).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(!output.stderr.is_empty());
}

#[test]
#[cfg(target_os = "linux")]
fn a_report_file_that_cannot_be_written_is_not_a_success() {
    let folder = Folder::new().complete().case(&good("U-1"));
    let ran = ndjson(&[&folder.path(), "--select", "none-such", "--format", "ndjson=/dev/full"]);
    assert_eq!(ran.exit, kijun::cli::Exit::Usage);
}
