//! Calls that cannot be meant: exit 2, a plain sentence on standard error, nothing on standard output.

use crate::support::{Folder, Ran, check, exactly, good};
use kijun::cli::Exit;

/// Refused with a sentence that names what was wrong.
fn refused(ran: &Ran, names: &str) {
    assert_eq!(ran.exit, Exit::Usage, "{}{}", ran.out, ran.err);
    assert_eq!(ran.out, "");
    assert!(ran.err.contains(names), "{names:?} in {:?}", ran.err);
    assert!(!ran.err.contains("panicked") && !ran.err.contains("RUST_BACKTRACE"), "{}", ran.err);
}

fn with(option: &[&str]) -> Ran {
    let folder = Folder::new().complete().case(&good("U-1"));
    check(&[&[folder.path().as_str()], option].concat())
}

#[test]
fn a_value_that_no_option_knows_is_named() {
    refused(&with(&["--format", "pdf"]), "pdf");
    refused(
        &with(&["--format", "pdf=x.pdf"]),
        "no such format; there are text, brief, json, ndjson, csv, xlsx, html, months, none",
    );
    refused(&with(&["--show", "broken"]), "no verdict `broken`; there are conform, violation");
    refused(&with(&["--show", "violation,brokn"]), "no verdict `brokn`");
    refused(&with(&["--show", ""]), "--show");
    refused(&with(&["--fail-on", "broken"]), "no verdict `broken`");
    refused(&with(&["--fail-on", "broken:must"]), "no verdict `broken`");
    refused(&with(&["--color", "red"]), "red");
    refused(&with(&["--jobs", "many"]), "many");
    refused(&check(&["x.json", "--lang", "fr"]), "fr");
}

#[test]
fn a_class_that_no_pack_declares_is_refused_and_not_passed_over() {
    refused(&with(&["--fail-on", "violation:reductoin"]), "reduction");
}

#[test]
fn a_day_that_is_none_is_refused() {
    for text in ["2024-02-30", "2024-06", "2024", "tomorrow", "H36.5.1", "2024-06-30x", ""] {
        refused(&with(&["--as-of", text]), "--as-of");
    }
    refused(&with(&["--as-of", "2024-06"]), "a whole date is needed, such as 2026-09-30");
    refused(&with(&["--as-of", "tomorrow"]), "write it like 2026-09-30 or R8.9.30");
}

#[test]
fn a_kind_that_no_pack_declares_is_refused_with_a_suggestion() {
    let ran = with(&["--assume-complete=plann"]);
    refused(&ran, "there is no record kind `plann`");
    assert!(ran.err.contains("plan ?"), "{}", ran.err);
}

#[test]
fn an_option_or_a_command_that_is_not_there() {
    refused(&with(&["--frmat", "json"]), "--format");
    refused(&with(&["--assume-complete", "--real-nmaes"]), "--real-names");
    refused(&exactly(&["chek", "x.json"]), "x.json");
    refused(&exactly(&["chek", "--lang", "en"]), "chek");
    refused(&exactly(&["check"]), "<INPUT>");
    refused(&exactly(&["--lang", "en"]), "name the folder of records");
}

#[test]
fn two_formats_for_standard_output_are_refused_and_none_is_lost() {
    refused(&with(&["--format", "ndjson", "--format", "csv"]), "csv");
}

#[test]
fn a_file_that_cannot_be_written_is_said() {
    let folder = Folder::new().complete().case(&good("U-1"));
    let ran = check(&[&folder.path(), "--format", &format!("json={}", folder.file("no/such/folder/x.json"))]);
    refused(&ran, "kijun: ");
}

#[test]
fn help_and_version_are_answers_and_not_mistakes() {
    let help = exactly(&["check", "--help"]);
    assert_eq!((help.exit, help.err.as_str()), (Exit::Clean, ""));
    for part in ["Usage: kijun check [OPTIONS] <INPUT>...", "--as-of <DATE>", "--fail-on <VERDICT[:CLASS],...>"] {
        assert!(help.out.contains(part), "{part} in {}", help.out);
    }
    let version = exactly(&["--version"]);
    assert_eq!((version.exit, version.out), (Exit::Clean, format!("kijun {}\n", env!("CARGO_PKG_VERSION"))));
}

#[test]
#[ignore = "T2-22"]
fn a_report_never_overwrites_a_record() {
    let folder = Folder::new().complete().case(&good("U-1"));
    for name in ["U-1.json", "kijun.toml"] {
        let before = folder.read(name);
        let ran = check(&[&folder.path(), "--format", &format!("ndjson={}", folder.file(name))]);
        assert_eq!(folder.read(name), before, "{name}");
        refused(&ran, name);
    }
}

#[test]
fn a_rule_that_is_not_there_is_an_error_and_its_like_is_named() {
    let folder = crate::support::Folder::new().complete().case(&crate::support::good("U-1"));
    for option in ["--select", "--ignore"] {
        let ran = crate::few::ndjson(&[&folder.path(), option, "R38-13-10-ordr"]);
        assert_eq!((ran.exit, ran.out.as_str()), (kijun::cli::Exit::Usage, ""), "{option}");
        assert!(ran.err.contains("R38-13-10-ordr") && ran.err.contains("R38-13-10-order"), "{}", ran.err);
        assert_ne!(
            crate::few::ndjson(&[&folder.path(), option, "R38-13"]).exit,
            kijun::cli::Exit::Usage,
            "a beginning"
        );
    }
}

#[test]
fn a_case_that_is_not_there_is_an_error_and_not_an_empty_report() {
    let folder = crate::support::Folder::new().complete().case(&crate::support::good("U-1"));
    let ran = crate::few::ndjson(&[&folder.path(), "--case", "U-2"]);
    assert_eq!((ran.exit, ran.out.as_str()), (kijun::cli::Exit::Usage, ""));
    assert!(ran.err.contains("U-2") && ran.err.contains("--case"), "{}", ran.err);
    assert_ne!(crate::few::ndjson(&[&folder.path(), "--case", "U-1"]).exit, kijun::cli::Exit::Usage);
}
