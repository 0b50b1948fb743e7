//! A `kijun.toml` with mistakes: each is said with its place, and the records are judged without what it said.

use crate::few::ndjson;
use crate::support::{Folder, Ran, late, manifest, on_consent, places, text};
use kijun::cli::Exit;

fn with(toml: impl AsRef<[u8]>) -> Ran {
    let folder = Folder::new().with("kijun.toml", toml).case(&late("U-1"));
    ndjson(&on_consent(&folder.path(), &["--as-of", "2024-09-30", "--show", "all"]))
}

/// Whether the late consent was found, which needs nothing declared, or only with the declarations.
fn judged(ran: &Ran) -> Vec<String> {
    let all = ran.verdicts();
    assert_eq!(all.len(), 1, "{}", ran.out);
    all
}

#[test]
fn text_that_is_no_toml_is_located() {
    let ran = with("[export]\noffice = \"1399\nextracted = 2024-09-30\n");
    let notice = ran.notice("K-settings");
    assert_eq!(places(&notice), ["kijun.toml:2:15"], "{notice}");
    assert_eq!(judged(&ran), ["U-1 R38-13-10 undetermined"], "its declarations are not used");
    assert_eq!((ran.exit, &ran.summary()["unread"][0]), (Exit::Unread, &"kijun.toml".into()));
    let whole = with(manifest("2024-09-30"));
    assert_eq!(judged(&whole), ["U-1 R38-13-10 violation"]);
    assert!(whole.unusual().is_empty(), "{}", whole.out);
}

#[test]
fn a_value_of_the_wrong_form_is_located_and_opens_nothing() {
    for (toml, at) in [
        ("[export]\nextracted = \"2024-02-30\"\n", "kijun.toml:2:13"),
        ("[export]\nextracted = true\n", "kijun.toml:2:13"),
        ("export = 1\n", "kijun.toml:1:10"),
        ("[[complete]]\nfrom = 2020-01-01\n", "kijun.toml:1:1"),
        ("[[complete]]\nkind = \"plan\"\nto = \"soon\"\n", "kijun.toml:3:6"),
        ("[check]\nrules = [1]\n", "kijun.toml:2:10"),
    ] {
        let ran = with(toml);
        assert_eq!(places(&ran.notice("K-settings-value")), [at], "{toml}");
        assert_eq!(judged(&ran), ["U-1 R38-13-10 undetermined"], "{toml}");
    }
}

#[test]
fn a_kind_that_is_not_there_is_said_with_a_suggestion() {
    let ran = with("[[complete]]\nkind = \"plann\"\n\n[[absent]]\nkind = \"meetin\"\n");
    let notices = ran.notices("K-unknown-kind");
    assert_eq!(notices.len(), 2);
    assert_eq!(places(&notices[0]), ["kijun.toml:2:9"]);
    assert_eq!(places(&notices[1]), ["kijun.toml:5:9"]);
    assert_eq!(notices[0]["message"], "there is no record kind `plann`; this declaration is not used");
    let folder = Folder::new().with("kijun.toml", "[[complete]]\nkind = \"plann\"\n").case(&late("U-1"));
    let page = crate::support::check(&[&folder.path(), "--as-of", "2024-09-30"]).out;
    assert!(page.contains("plan ?"), "{page}");
}

#[test]
fn an_unknown_setting_is_said_with_a_suggestion_and_the_rest_is_used() {
    let ran = with(manifest("2024-09-30").replace("office =", "ofice ="));
    assert_eq!(ran.notice("K-settings-key")["message"], "kijun.toml has no setting `ofice`");
    assert_eq!(places(&ran.notice("K-settings-key")), ["kijun.toml:2:1"]);
    assert_eq!(judged(&ran), ["U-1 R38-13-10 violation"]);
}

#[test]
fn a_period_that_ends_before_it_starts_is_not_used() {
    let ran = with("[[complete]]\nkind = \"plan\"\nfrom = 2024-09-30\nto = 2020-01-01\n");
    assert_eq!(places(&ran.notice("K-settings-period")), ["kijun.toml:2:9"]);
    assert_eq!(judged(&ran), ["U-1 R38-13-10 undetermined"]);
}

#[test]
fn a_kind_declared_complete_of_which_nothing_is_there_is_said_and_stays_open() {
    let folder =
        Folder::new().with("kijun.toml", manifest("2024-09-30").replace("usage", "meeting")).case(&late("U-1"));
    let ran = ndjson(&[&folder.path(), "--select", "R38-13-9", "--show", "all"]);
    let notice = ran.notice("K-complete-empty");
    assert!(text(&notice["message"]).starts_with("`meeting` is declared complete, but there is no such record at all"));
    assert_eq!(places(&notice), ["kijun.toml:11:9"]);
    assert!(!ran.verdicts().iter().any(|line| line.ends_with("violation")), "{:?}", ran.verdicts());
    let assumed =
        ndjson(&[&folder.path(), "--select", "R38-13-9", "--assume-complete=meeting", "--assume-complete=decision"]);
    assert!(assumed.verdicts().contains(&"U-1 R38-13-9 violation".to_owned()), "{:?}", assumed.verdicts());
}

#[test]
fn an_as_of_that_is_no_day_is_a_mistake_in_the_settings() {
    let folder = Folder::new().with("kijun.toml", "[check]\nas_of = \"2024-06\"\n").case(&late("U-1"));
    let ran = ndjson(&[folder.path()]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Usage, ""));
    assert!(ran.err.contains("kijun.toml") && ran.err.contains("2024-06"), "{}", ran.err);
}

#[test]
fn a_pack_that_is_not_there_is_a_mistake_in_the_settings() {
    let folder = Folder::new().with("kijun.toml", "[check]\nrules = [\"hom\"]\n").case(&late("U-1"));
    let ran = crate::support::ndjson(&[folder.path()]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Usage, ""));
    assert!(ran.err.contains("there is no pack `hom`") && ran.err.contains("home ?"), "{}", ran.err);
}

#[test]
fn the_key_of_the_aliases_is_never_shown() {
    let ran = with("[check]\nalias_key = \"a very secret text\nrules = [\"home\"]\n");
    assert_eq!(ran.notices("K-settings").len(), 1);
    let folder = Folder::new().with("kijun.toml", "[check]\nalias_key = [\"a very secret text\"]\n").case(&late("U-1"));
    for format in ["text", "json", "ndjson", "csv"] {
        let ran = crate::support::check(&[&folder.path(), "--as-of", "2024-09-30", "--format", format]);
        assert!(!ran.out.contains("secret") && !ran.err.contains("secret"), "{}{}", ran.out, ran.err);
    }
    assert!(!ran.out.contains("secret"), "{}", ran.out);
}

#[test]
fn settings_that_are_not_utf_8_are_said() {
    let mut bytes = manifest("2024-09-30").into_bytes();
    bytes.extend(b"# \x89\xcb\n");
    let ran = with(bytes);
    let notice = ran.notice("K-unreadable");
    assert_eq!(places(&notice), ["kijun.toml:1:1"]);
    assert_eq!((ran.exit, &ran.summary()["unread"][0]), (Exit::Unread, &"kijun.toml".into()));
    assert_eq!(judged(&ran), ["U-1 R38-13-10 undetermined"]);
}

#[test]
fn rules_of_the_settings_stand_beside_them_and_not_outside() {
    let pack = crate::support::read("fixtures/bad/rules-ten/pack.kijun");
    let case = "{ \"case_id\": \"U-1\" }";
    let folder = Folder::new()
        .with("kijun.toml", "[check]\nrules = [\"mine\"]\n")
        .with("mine/pack.kijun", pack)
        .with("1.json", case);
    let ran = crate::support::ndjson(&[&folder.path(), "-q"]);
    assert_eq!(ran.summary()["receipt"]["packs"][0]["name"], "ten", "{}", ran.err);
    for outside in ["../mine", "/etc"] {
        let folder =
            Folder::new().with("kijun.toml", format!("[check]\nrules = [\"{outside}\"]\n")).with("1.json", case);
        assert_eq!(crate::support::ndjson(&[&folder.path(), "-q"]).exit, Exit::Usage, "{outside}");
    }
}

#[test]
fn a_setting_that_nothing_uses_is_not_passed_over_in_silence() {
    for key in ["masking", "horizon"] {
        let ran = with(manifest("2024-09-30") + &format!("\n[check]\n{key} = \"x\"\n"));
        assert!(!ran.of("notice").is_empty(), "{key}");
    }
}
