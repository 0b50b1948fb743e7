//! Every message of the tool: one id, the same placeholders in both languages, and the form of its English.

use super::corpus::diagnostics_of_the_corpus;
use kijun::pipeline::all_codes;
use std::collections::BTreeSet;

/// The placeholders of a text. `x_ja` and `x_en` are the value of `x` in a language.
fn placeholders(text: &str) -> BTreeSet<&str> {
    let names = text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name));
    names.map(|name| name.strip_suffix("_ja").or(name.strip_suffix("_en")).unwrap_or(name)).collect()
}

#[test]
fn ids_are_unique_and_of_one_form() {
    let codes = all_codes();
    let ids: BTreeSet<&str> = codes.iter().map(|code| code.id).collect();
    assert!(codes.len() > 60, "{}", codes.len());
    assert_eq!(ids.len(), codes.len());
    for id in ids {
        let tail = id.strip_prefix("K-").or(id.strip_prefix("L-")).unwrap_or_else(|| panic!("{id}"));
        let words = tail
            .split('-')
            .all(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()));
        assert!(words, "{id}");
    }
}

#[test]
fn both_languages_have_the_same_placeholders() {
    for code in all_codes() {
        assert_eq!(placeholders(code.ja), placeholders(code.en), "{}: message", code.id);
        assert_eq!(placeholders(code.help_ja), placeholders(code.help_en), "{}: help", code.id);
        assert_eq!(code.help_ja.is_empty(), code.help_en.is_empty(), "{}: help", code.id);
        for text in [code.ja, code.en, code.help_ja, code.help_en] {
            assert_eq!(text.matches('{').count(), text.matches('}').count(), "{}: {text}", code.id);
        }
    }
}

/// English starts with a small letter, a name or a value, and has no period; Japanese is Japanese.
#[test]
fn messages_have_one_form() {
    for code in all_codes() {
        assert!(!code.ja.is_ascii() && code.en.is_ascii(), "{}", code.id);
        for text in [code.en, code.help_en].into_iter().filter(|text| !text.is_empty()) {
            let first = text.chars().next().unwrap();
            assert!(!first.is_uppercase(), "{}: {text}", code.id);
            assert!(!text.ends_with(['.', ' ', '!']), "{}: {text}", code.id);
        }
        for text in [code.ja, code.help_ja].into_iter().filter(|text| !text.is_empty()) {
            assert!(!text.ends_with(['。', ' ', '　', '.']), "{}: {text}", code.id);
        }
    }
}

/// Every placeholder of a message that is raised has its value, so that none is printed by its name.
#[test]
fn every_placeholder_is_given() {
    let found = diagnostics_of_the_corpus();
    assert!(found.len() > 100, "{}", found.len());
    for problem in found {
        let code = problem.code;
        for text in [code.ja, code.en, code.help_ja, code.help_en] {
            for name in text.split('{').skip(1).map(|rest| rest.split_once('}').unwrap().0) {
                assert!(problem.args.iter().any(|(given, _)| *given == name), "{}: {{{name}}}", code.id);
            }
        }
    }
}
