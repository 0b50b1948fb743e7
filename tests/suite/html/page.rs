//! What the page holds and what it must not.

use super::{library, member, sha256::base64_digest};
use crate::few;
use crate::support::{Folder, here, late};
use std::collections::BTreeSet;

/// What stands between two words, the first time.
fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let (_, rest) = text.split_once(start).unwrap_or_else(|| panic!("no {start} in {text}"));
    rest.split_once(end).unwrap_or_else(|| panic!("no {end}")).0
}

/// The page may run its own script and nothing else; it asks for nothing.
#[test]
fn the_policy_lets_in_only_the_pages_own_script() {
    let page = library("ja", &[]).out;
    let policy = between(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    let digest = base64_digest(between(&page, "<script>", "</script>").as_bytes());
    assert_eq!(policy, format!("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"));
    assert_eq!(page.matches("<script").count(), 1);
    for word in
        ["http://", "https://", "src=", "url(", "@import", "<link", "<img", "<iframe", "onclick", "onload", "<base"]
    {
        assert!(!page.contains(word), "{word}");
    }
    for target in page.split("href=\"").skip(1) {
        assert!(target.starts_with('#'), "a link leads out: {}", target.get(..40).unwrap_or(target));
    }
}

/// Every link leads to something that is there, and no id stands twice.
#[test]
fn links_lead_somewhere() {
    let page = library("en", &[]).out;
    let names = |start: &str| -> Vec<String> {
        let found = page.split(start).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()));
        found.collect()
    };
    let ids: BTreeSet<String> = names(" id=\"").into_iter().collect();
    assert_eq!(ids.len(), names(" id=\"").len(), "an id stands twice");
    let targets = names("href=\"#");
    assert!(targets.len() > 20);
    targets.iter().for_each(|target| assert!(ids.contains(target), "#{target}"));
}

const NASTY: &str = r#"{"card": "<script>alert(1)</script>", "joined_on": "2024-07-10", "name": "架空 一之助", "adult": true,
  "visits": [{"date": "2024-08-05", "mode": "stop", "where_at": "</title></svg><script>x()</script>\" & 架空 一之助"}],
  "loans": [{"id": "</script><u>", "lent_on": "2024-07-10", "branch": "\u0000<i>'館'</i>", "renewals": [{"date": "2024-07-20", "by": "call"}]}]}"#;

/// What records hold is text in the page, in its drawings and in its style, and can be nothing else.
#[test]
fn text_of_records_is_escaped() {
    let page = member(NASTY, &["--show", "all"]);
    assert_eq!((page.matches("<script").count(), page.matches("</script").count()), (1, 1));
    for raw in ["<u>", "<i>", "</title></svg>", "alert(1)<"] {
        assert!(!page.contains(raw), "{raw}");
    }
    assert!(page.contains("&#60;script&#62;alert(1)"), "it is there as text");
    assert!(page.contains("&#60;/title&#62;&#60;/svg&#62;"), "in the drawing too");
    let office = Folder::new()
        .with("m.json", NASTY)
        .with("kijun.toml", "[export]\noffice = \"</style><b>\"\nextracted = 2024-09-30\n");
    let rules = here("tests/packs/library").to_str().expect("UTF-8").to_owned();
    let page = crate::support::check(&[&office.path(), "-r", &rules, "--format", "html"]).out;
    assert_eq!(page.matches("</style").count(), 1, "the running head is in the style");
}

/// Names are hidden wherever they stand, and shown only when that is asked for.
#[test]
fn what_is_personal_is_masked() {
    let page = member(NASTY, &["--show", "all"]);
    assert!(!page.contains("架空") && !page.contains("一之助"));
    assert!(page.contains("■■"));
    assert!(member(NASTY, &["--show", "all", "--real-names"]).contains("架空 一之助"));
}

/// Nothing needs the script but the filter.
#[test]
fn everything_is_readable_without_the_script() {
    let page = library("ja", &[]).out;
    let whole = format!("{}{}", page.split_once("<script>").unwrap().0, page.split_once("</script>").unwrap().1);
    for id in ["front", "matrix", "calendar", "cases", "receipt", "c0"] {
        assert!(whole.contains(&format!("id=\"{id}\"")), "{id}");
    }
    for part in whole.split(" hidden").skip(1) {
        assert!(
            part.starts_with(" aria-label=\"しぼりこみ\""),
            "only the filter is hidden: {}",
            part.get(..30).unwrap_or("")
        );
    }
    for words in
        ["lang=\"ja\"", "class=\"skip\" href=\"#main\"", "scope=\"row\"", "role=\"img\"", "<desc", "role=\"status\""]
    {
        assert!(whole.contains(words), "{words}");
    }
}

#[test]
fn days_are_shown_in_both_calendars_in_japanese_only() {
    let page = library("ja", &[]).out;
    assert!(page.contains("基準日 令和6年9月30日（2024-09-30）"));
    assert!(page.contains("令和6年8月31日（2024-08-31）"), "in findings");
    assert!(!page.contains("2024年"), "no Gregorian day stands alone");
    assert!(!library("en", &[]).out.contains("令和"));
}

/// Every case of which something is found has a page with what was found, what to do, room to write and to sign.
#[test]
fn every_case_has_its_page() {
    let folder = (0..3).fold(Folder::new().complete(), |folder, at| folder.case(&late(&format!("U-{at}"))));
    let page = few::check(&[&folder.path(), "--lang", "ja", "--format", "html"]).out;
    for at in 0..3 {
        let own = between(&page, &format!("id=\"c{at}\""), "</article>");
        assert!(
            own.contains(&format!("U-{at}")) && own.contains("class=\"f sv\"") && own.contains("すること"),
            "{own}"
        );
        assert!(page.contains(&format!("<a href=\"#c{at}\">U-{at}</a>")), "the matrix leads there");
    }
    let page = library("ja", &[]).out;
    let own = between(&page, "id=\"c0\"", "</article>");
    assert!(
        own.contains("館長から") && own.contains("署名（係）") && own.contains("署名（館長）"),
        "boxes of the pack"
    );
}

/// The matrix shows the worst of each column, the calendar the worst of each month.
#[test]
fn matrix_and_calendar_show_the_worst() {
    let page = library("en", &["--case", "A1"]).out;
    let row = between(&page, "id=\"r0\"", "</tbody>");
    assert!(row.ends_with("<td class=v>×\n") || row.contains("<td class=v>×"), "{row}");
    let calendar = between(&page, "id=\"calendar\"", "</section>");
    let months = between(calendar, "<tr data-c=\"0\">", "</tbody>");
    let cells: Vec<&str> = months.split("<td").skip(1).map(|cell| cell.split_once('>').unwrap().1.trim()).collect();
    assert_eq!(cells.len(), 24);
    assert_eq!(cells[21..], ["○", "×", "○"], "July, August, September 2024: {cells:?}");
}

#[test]
fn two_runs_are_the_same_bytes() {
    assert!(library("ja", &[]).out == library("ja", &["-j", "1"]).out);
}
