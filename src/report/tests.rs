//! One result of a library with loans, in every format and both languages.

mod around;
mod lines;
mod machine;
mod sample;

use super::*;
use around::{display, office, summary};
use sample::cases;

const LANGS: [Lang; 2] = [Lang::Ja, Lang::En];

fn style(lang: Lang) -> Style {
    Style { lang, color: false, width: 80 }
}

fn context() -> Rc<Context> {
    Rc::new(Context { display: display(), ..Context::default() })
}

fn run(name: &str, style: Style) -> String {
    let mut reporter = (format(name).unwrap().make)(style, &context());
    let mut out = Vec::new();
    reporter.begin(&mut out).unwrap();
    for case in cases(style.lang) {
        reporter.case(&mut out, &case).unwrap();
    }
    reporter.office(&mut out, &office(style.lang)).unwrap();
    reporter.end(&mut out, &summary()).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn text_reads_well() {
    for (lang, name) in LANGS.into_iter().zip(["ja", "en"]) {
        let page = run("text", style(lang));
        let (cases, summary) = page.split_at(page.rfind('■').unwrap());
        insta::assert_snapshot!(format!("text_{name}_cases"), cases);
        insta::assert_snapshot!(format!("text_{name}_summary"), summary);
    }
}

#[test]
fn diagnostics_point_into_rule_text() {
    for (lang, name) in LANGS.into_iter().zip(["diagnostics_ja", "diagnostics_en"]) {
        let mut out = Vec::new();
        diagnostics(&mut out, &around::diagnostics(), style(lang)).unwrap();
        insta::assert_snapshot!(name, String::from_utf8(out).unwrap());
    }
}

/// Nothing but line breaks and, when asked for, colour may control the terminal.
#[test]
fn no_control_character_gets_out() {
    for format in FORMATS.iter().filter(|format| !format.is_binary()) {
        for lang in LANGS {
            let raw = |c: char| c != '\n' && crate::text::visible_char(c) != c;
            let page = run(format.name, style(lang));
            // A table for spreadsheets opens with a byte order mark.
            assert!(!page.strip_prefix('\u{feff}').unwrap_or(&page).contains(raw), "{} {lang:?}", format.name);
        }
    }
    assert!(run("text", Style { color: true, ..style(Lang::Ja) }).contains("\u{1b}[1;31m× 延滞の恐れ\u{1b}[0m"));
}

/// A run that leaves violations out of the report must not split the count of all by those that it shows.
#[test]
fn the_summary_splits_only_what_was_told() {
    assert!(run("text", style(Lang::En)).contains("× may be overdue                 1\n"));
    let (mut reporter, mut out) = ((format("text").unwrap().make)(style(Lang::En), &context()), Vec::new());
    reporter.end(&mut out, &summary()).unwrap();
    let page = String::from_utf8(out).unwrap();
    assert!(page.contains("× not in order                   2\n") && !page.contains("× may be"), "{page}");
}

#[test]
fn colour_changes_no_words() {
    for lang in LANGS {
        let coloured = run("text", Style { color: true, ..style(lang) });
        let mut plain = String::new();
        for part in coloured.split('\u{1b}') {
            plain += part.strip_prefix('[').and_then(|code| code.split_once('m')).map_or(part, |(_, rest)| rest);
        }
        assert_eq!(plain, run("text", style(lang)));
    }
}

fn empty(name: &str) -> String {
    let (mut reporter, mut out) = ((format(name).unwrap().make)(style(Lang::En), &Rc::default()), Vec::new());
    reporter.begin(&mut out).unwrap();
    reporter.office(&mut out, &[]).unwrap();
    reporter.end(&mut out, &Summary::default()).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn none_writes_nothing_and_an_empty_run_says_so() {
    assert_eq!(run("none", style(Lang::Ja)), "");
    assert!(empty("text").contains("There was nothing to check."));
}

#[test]
fn labels_exist_in_both_languages_and_accuse_nobody() {
    let accusing = [["違", "反"], ["虚", "偽"], ["不", "正"]].map(|pair| pair.concat());
    for (name, ja, en) in words::TABLE.iter().chain(html::WORDS) {
        assert_eq!(ja.is_empty(), en.is_empty(), "{name}");
        assert_eq!(ja.contains("{n}"), en.contains("{n}"), "{name}");
        assert!(accusing.iter().all(|word| !ja.contains(word)), "{name}");
    }
    for format in FORMATS.iter().filter(|format| !format.is_binary()) {
        assert!(accusing.iter().all(|word| !run(format.name, style(Lang::Ja)).contains(word)));
    }
}
