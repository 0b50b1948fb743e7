//! No control byte of a record, of a path or of a setting reaches standard output, in any format.

use crate::support::{Folder, Ran, check, client};
use kijun::cli::Exit;

/// What steers a terminal or reorders a line, raw and as JSON escapes.
const SAMPLES: [(&str, &str, char); 9] = [
    ("NUL", "\\u0000", '\0'),
    ("BEL", "\\u0007", '\u{7}'),
    ("backspace", "\\b", '\u{8}'),
    ("escape", "\\u001b[2J", '\u{1b}'),
    ("carriage return", "\\r", '\r'),
    ("DEL", "\\u007f", '\u{7f}'),
    ("CSI of eight bits", "\\u009b2J", '\u{9b}'),
    ("right to left", "\\u202e", '\u{202e}'),
    ("isolate", "\\u2066", '\u{2066}'),
];

/// Whether a character may steer a terminal. A report breaks its lines with line feeds and nothing else.
fn steers(c: char) -> bool {
    let reorders = ('\u{200b}'..='\u{200f}').contains(&c) || ('\u{2028}'..='\u{202e}').contains(&c);
    (c.is_control() && c != '\n') || reorders || ('\u{2066}'..='\u{2069}').contains(&c) || c == '\u{feff}'
}

/// Runs in every format and both languages, listing everything.
fn runs(folder: &Folder) -> Vec<(String, Ran)> {
    let formats = ["text", "json", "ndjson", "csv"].iter().flat_map(|format| [(*format, "ja"), (*format, "en")]);
    let run = |(format, lang): (&str, &str)| {
        let args = [&folder.path(), "--show", "all", "--real-names", "--format", format, "--lang", lang];
        (format!("{format} {lang}"), check(&args))
    };
    formats.map(run).collect()
}

fn assert_clean(folder: &Folder, what: &str) {
    for (name, ran) in runs(folder) {
        let found: Vec<char> = (ran.out + &ran.err).chars().filter(|c| steers(*c)).collect();
        assert!(found.is_empty(), "{what}: {found:?} in {name}");
    }
}

/// A case with a mark of some kind in its id, its plan's key, a provider, an unknown key, a code, a date and its name.
fn riddled(inside: &str) -> String {
    let text = client("U-MARK", "2024-07-01").to_string();
    let more =
        r#""no_MARK_such": "x_MARK", "services": [{"provider": "A_MARK", "kind": "home_MARK"}], "drafted_on": "MARK","#;
    text.replacen("\"id\":\"P1\"", &format!("{more} \"id\":\"P_MARK\""), 1)
        .replace("架空", "架MARK空")
        .replace("MARK", inside)
}

#[test]
fn escaped_controls_never_come_out() {
    for (name, escape, _) in SAMPLES {
        let folder = Folder::new().complete().with("a.json", riddled(escape));
        let text = check(&[&folder.path(), "--select", "R38-13-10"]);
        assert_eq!(text.exit, Exit::Found, "{name}: the case is judged all the same");
        assert_clean(&folder, name);
    }
}

#[test]
fn raw_controls_never_come_out_and_are_read_where_exports_hold_them() {
    for (name, _, raw) in SAMPLES {
        let folder = Folder::new().complete().with("a.json", riddled(&raw.to_string()));
        let text = check(&[&folder.path(), "--select", "R38-13-10"]);
        assert_eq!(text.exit, Exit::Found, "{name}: the case is judged all the same");
        assert_clean(&folder, name);
    }
}

#[test]
fn controls_outside_strings_are_an_error_with_its_place() {
    let folder = Folder::new().complete().with("a.json", "{ \u{1b}[2J \"case_id\": \"U-1\" }");
    let ran = crate::support::ndjson(&[folder.path()]);
    assert_eq!(ran.exit, Exit::Unread);
    assert_eq!(crate::support::places(&ran.notice("K-json")), ["a.json:1:3"]);
    assert_clean(&folder, "outside");
}

#[test]
fn a_value_with_a_control_is_still_the_value() {
    let folder =
        Folder::new().complete().with("a.json", client("U-1", "2024-07-01").to_string().replace("P1", "P\\u001b1"));
    let ran = crate::support::ndjson(&[&folder.path(), "--select", "R38-13-10"]);
    assert_eq!(ran.of("verdict")[0]["subject"]["key"], "P\u{1b}1", "machine formats escape and lose nothing");
    let page = check(&[&folder.path(), "--select", "R38-13-10"]);
    assert!(page.out.contains("plan P␛1"), "people see that something is there: {}", page.out);
}

#[test]
#[cfg(unix)]
fn controls_in_the_name_of_a_file_never_come_out() {
    let folder = Folder::new().complete().with("a\u{1b}[2J\u{202e}.json", client("U-1", "2024-07-01").to_string());
    let folder = folder.with("b\u{7}.json", "{").with("c\u{9b}/d.json", "\"no case\"");
    assert_clean(&folder, "paths");
    let missing = check(&["no\u{1b}[2Jsuch.json"]);
    assert!(!missing.err.chars().any(steers), "{:?}", missing.err);
}

#[test]
fn controls_in_the_settings_never_come_out() {
    let toml = "[export]\noffice = \"13\\u001b[2J\"\nextracted = \"2024\\u0007\"\n\"off\\u202eice\" = 1\n[[complete]]\nkind = \"pl\\u001ban\"\n";
    let folder = Folder::new().with("kijun.toml", toml).with("a.json", client("U-1", "2024-07-01").to_string());
    assert_clean(&folder, "settings");
}
