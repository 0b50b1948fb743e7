//! The engine knows records, dates, months, laws and duties; it knows nothing of care. No kind or field of the care packs
//! is named in `src/`, in either spelling, as a whole word.

use super::sources;
use kijun::input::load;
use kijun::pipeline::compile_rules;
use std::collections::{BTreeMap, BTreeSet};

/// Names of the care packs that are words of the product itself: of the table of words on the design page (a case holds
/// what is recorded about one client at one office; a judgement is on record) and of the contract, to which comments refer.
const OF_THE_PRODUCT: [&str; 8] = ["case", "事例", "judgements", "client", "office", "事業所", "contract", "period"];

/// Names that the language, the formats or plain English and Japanese use for something else.
const ORDINARY: [&str; 68] = [
    "address",
    "answer",
    "author",
    "by",
    "closed",
    "condition",
    "content",
    "date",
    "days",
    "decision",
    "document",
    "documents",
    "duration",
    "effect",
    "explained",
    "explanation",
    "filing",
    "filings",
    "first_day",
    "form",
    "forms",
    "from",
    "id",
    "items",
    "kana",
    "kind",
    "level",
    "life",
    "manner",
    "month",
    "name",
    "need",
    "needs",
    "no",
    "note",
    "notes",
    "number",
    "opened",
    "outcome",
    "place",
    "reason",
    "register",
    "role",
    "share",
    "stable",
    "state",
    "stay",
    "stays",
    "text",
    "to",
    "units",
    "who",
    "内容",
    "効力",
    "区分",
    "受付",
    "場所",
    "対応日",
    "届出",
    "日付",
    "書類",
    "期間",
    "状態",
    "理由",
    "番号",
    "種類",
    "経過",
    "結果",
];

/// Places that name something of care today (engine bug T1-27). A row may only go.
const KNOWN: [(&str, &str); 5] = [
    ("src/read/tests/masking.rs", "staff"),
    ("src/read/tests/mod.rs", "staff"),
    ("src/read/tests/mod.rs", "氏名"),
    ("src/read/tests/mod.rs", "生年月日"),
    ("src/read/tests/never_panics.rs", "氏名"),
];

fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// A character that makes a longer Japanese word; hiragana stands between words more often than not.
fn is_dense(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '々' | '〆' | 'ァ'..='ヶ' | 'ー')
}

/// Whether a word stands in a line as a whole.
fn stands(line: &str, word: &str) -> bool {
    let joins = if word.is_ascii() { is_part } else { is_dense };
    line.match_indices(word).any(|(at, _)| {
        let (before, after) = (line[..at].chars().next_back(), line[at + word.len()..].chars().next());
        !before.is_some_and(joins) && !after.is_some_and(joins)
    })
}

/// Kinds, fields, interval views and keys of nested lists, both spellings.
fn care_words() -> BTreeSet<String> {
    let rules = compile_rules(&load(&["home".to_owned()]).unwrap()).unwrap();
    let mut words = BTreeSet::new();
    for kind in &rules.program.schema.kinds {
        let fields = kind.fields.iter().map(|field| &field.name);
        let views = kind.views.iter().map(|view| &view.name);
        let home = kind.home.iter().map(|home| &home.key);
        for name in fields.chain(views).chain(home).chain([&kind.name]) {
            words.extend([name.en.clone(), name.ja.clone()]);
        }
    }
    assert!(words.len() > 200, "{}", words.len());
    words
}

#[test]
fn the_engine_names_nothing_of_care() {
    let allowed: BTreeSet<&str> = OF_THE_PRODUCT.into_iter().chain(ORDINARY).collect();
    let words = care_words();
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in sources() {
        let known = |word: &str| KNOWN.iter().any(|(path, known)| *path == source.path && *known == word);
        for (number, line) in source.text.lines().enumerate() {
            for word in
                words.iter().filter(|word| !allowed.contains(word.as_str()) && stands(line, word) && !known(word))
            {
                found.entry(word.clone()).or_default().push(format!("{}:{}: {}", source.path, number + 1, line.trim()));
            }
        }
    }
    let lines: Vec<String> =
        found.into_iter().map(|(word, places)| format!("{word}\n    {}", places.join("\n    "))).collect();
    assert!(lines.is_empty(), "words of the care packs in src/:\n{}", lines.join("\n"));
}

/// The lists are as short as they can be: each of their words is one of the care packs and does occur.
#[test]
fn no_word_is_allowed_that_need_not_be() {
    let words = care_words();
    let sources = sources();
    for word in OF_THE_PRODUCT.into_iter().chain(ORDINARY) {
        assert!(words.contains(word), "{word} is no name of the care packs");
        let occurs = sources.iter().any(|source| source.text.lines().any(|line| stands(line, word)));
        assert!(occurs, "{word} occurs no more: take it out");
    }
    for (path, word) in KNOWN {
        let source = sources.iter().find(|source| source.path == path);
        let occurs = source.is_some_and(|source| source.text.lines().any(|line| stands(line, word)));
        assert!(occurs, "{path} names {word} no more: take its row out");
    }
}

/// The grep itself: whole words only.
#[test]
fn a_word_is_found_whole() {
    assert!(stands("let plan = 1;", "plan") && stands("`plan`", "plan"));
    assert!(!stands("planned", "plan") && !stands("a_plan", "plan") && !stands("plan2", "plan"));
    assert!(stands("計画の日", "計画") && stands("「計画」", "計画"));
    assert!(!stands("計画書", "計画") && !stands("個別計画", "計画"));
}
