//! The reference and the tutorial run: their blocks are packs whose examples hold, their mistakes are the ones they name,
//! their output is what the program prints, and no word of the language is without an executed example.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop at a surprise"
)]

use crate::docs::{Block, assert_shown, fenced};
use crate::support::{Folder, binary, ndjson, read};
use kijun::builtins::BUILTINS;
use kijun::diag::Diagnostic;
use kijun::lang::split::split;
use kijun::lang::words::{ITEMS, Label};
use kijun::model::Verdict;
use kijun::pipeline::{PackFiles, RuleSet, compile_rules, run_examples};
use kijun::text::{FileId, SourceFile};
use std::collections::BTreeSet;

const PAGE: &str = "docs/language.md";
const TUTORIAL: &str = "docs/tutorial.md";

/// Blocks at the lines where they stand on the page, so that a failure names the line of the page.
fn joined(blocks: &[Block]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for block in blocks {
        lines.resize(block.line - 1, String::new());
        lines.extend(block.lines.iter().cloned());
    }
    lines.join("\n") + "\n"
}

fn of_word(page: &str, word: &str) -> Vec<Block> {
    let blocks: Vec<Block> = fenced(page).into_iter().filter(|block| block.word == word).collect();
    assert!(!blocks.is_empty(), "{page} has no block `{word}`");
    blocks
}

fn pack(name: &str, text: &str) -> PackFiles {
    PackFiles {
        name: name.to_owned(),
        files: vec![(PAGE.to_owned(), text.as_bytes().to_vec())],
        ..PackFiles::default()
    }
}

/// The pack of the page.
fn pool() -> PackFiles {
    pack("pool", &joined(&of_word(PAGE, "kijun")))
}

fn with(word: &str) -> Vec<PackFiles> {
    vec![pool(), pack(word, &joined(&of_word(PAGE, word)))]
}

fn listed(problems: &[Diagnostic]) -> Vec<String> {
    let line = |problem: &Diagnostic| {
        let place = problem.places.first().map(|place| format!("{}:{}", place.path, place.line)).unwrap_or_default();
        format!("{place}: {} {}", problem.code.id, problem.message(kijun::diag::Lang::En))
    };
    problems.iter().map(line).collect()
}

fn compiled(packs: &[PackFiles]) -> RuleSet {
    compile_rules(packs).unwrap_or_else(|problems| panic!("{:#?}", listed(&problems)))
}

/// Runs every example; each holds, and each rule has one.
fn assert_examples(packs: &[PackFiles]) -> usize {
    let rules = compiled(packs);
    let (results, coverage) = run_examples(&rules);
    let mut wrong = Vec::new();
    for result in &results {
        for (at, _, en) in &result.failures {
            let file = rules.sources.get(at.file).expect("a file");
            let (line, _) = file.lines.position(&file.text, at.span.start);
            wrong.push(format!("{}:{line}: {} 「{}」: {en}", file.path, result.rule, result.title));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    let untested: Vec<&String> = coverage.iter().filter(|(_, of)| of.verdicts.is_empty()).map(|(id, _)| id).collect();
    assert!(untested.is_empty(), "rules without an example: {untested:?}");
    results.len()
}

#[test]
fn the_blocks_of_the_reference_are_one_pack_whose_examples_hold() {
    assert!(assert_examples(&[pool()]) >= 35);
    assert_examples(&with("kijun-pack"));
}

#[test]
fn the_profile_of_the_reference_holds_with_the_pack() {
    let packs = with("kijun-profile");
    assert!(assert_examples(&packs) > assert_examples(&packs[..1]));
    assert_eq!(compiled(&packs).profile.as_deref(), Some("kawabe"));
}

/// Every mistake is expected on the line before it, as in `tests/lang`, and every expectation is met.
#[test]
fn the_mistakes_of_the_reference_are_the_ones_it_names() {
    for block in of_word(PAGE, "kijun-error") {
        let mut expected: Vec<(usize, String)> = Vec::new();
        for (at, line) in block.lines.iter().enumerate() {
            if let Some(mark) = line.trim_start().strip_prefix("# error: ") {
                expected.push((block.line + at + 1, mark.to_owned()));
            }
        }
        let problems =
            compile_rules(&[pool(), pack("errors", &joined(std::slice::from_ref(&block)))]).err().unwrap_or_default();
        let shown = |problem: &Diagnostic| {
            let place = problem.places.first().expect("a place");
            let excerpt = place.excerpt.as_ref().expect("an excerpt");
            let text = &excerpt.text[excerpt.start..excerpt.start + excerpt.length];
            (place.line, format!("{} \"{}\"", problem.code.id, text.trim_matches('"').trim_end()))
        };
        let mut found: Vec<(usize, String)> = problems.iter().map(shown).collect();
        found.sort();
        assert_eq!(found, expected, "{PAGE}:{}", block.line);
    }
}

/// The records, the manifest and the pack of the reference, checked.
pub fn sample_run() -> String {
    let text = |word: &str| of_word(PAGE, word).remove(0).lines.join("\n");
    let folder = Folder::new()
        .with("in/records.json", text("json"))
        .with("in/kijun.toml", text("toml"))
        .with("pool/pack.kijun", joined(&of_word(PAGE, "kijun")));
    ndjson(&[&folder.file("in"), "-r", &folder.file("pool"), "--select", "WIN-1"]).out
}

#[test]
fn what_the_reference_says_is_printed_is_printed() {
    let printed = sample_run();
    for line in &of_word(PAGE, "ndjson")[0].lines {
        let start = line.strip_suffix('…').expect("a line that is cut").trim_end();
        assert!(printed.lines().any(|printed| printed.starts_with(start)), "{start}\nin\n{printed}");
    }
    assert!(printed.contains("\"settled\":false") && printed.contains("\"derived\":true"), "{printed}");
}

/// The items of a text by their heads: what is written again replaces what stood there.
fn replaced(items: &mut Vec<(String, Vec<String>)>, block: &Block) {
    let mut at = None;
    for line in &block.lines {
        if line.chars().next().is_some_and(|first| !first.is_whitespace() && first != '#') {
            let words: Vec<&str> = line.split_whitespace().take(2).collect();
            let head = if words[0] == "example" { line.clone() } else { words.join(" ") };
            let found = items.iter().position(|(known, _)| *known == head).unwrap_or(items.len());
            if found == items.len() {
                items.push((head, Vec::new()));
            }
            items[found].1.clear();
            at = Some(found);
        }
        if let Some(at) = at {
            items[at].1.push(line.clone());
        }
    }
}

fn file_of(items: &[(String, Vec<String>)]) -> String {
    let texts: Vec<String> = items.iter().map(|(_, lines)| lines.join("\n").trim_end().to_owned()).collect();
    texts.join("\n\n") + "\n"
}

/// Each step of the tutorial as a reader has it: the folder is written, and what the page shows is printed.
#[test]
fn every_step_of_the_tutorial_runs() {
    let (mut items, mut folder, mut steps) = (Vec::new(), Folder::new(), BTreeSet::new());
    let mut fails = false;
    for block in fenced(TUTORIAL) {
        let text = block.lines.join("\n") + "\n";
        match block.word.as_str() {
            "kijun" | "kijun-fails" => {
                fails = block.word == "kijun-fails";
                replaced(&mut items, &block);
                folder = folder.with("my/pack.kijun", file_of(&items));
                let output = binary().args(["test", "my", "--lang", "en"]).current_dir(folder.path()).output().unwrap();
                let out = String::from_utf8_lossy(&output.stdout).into_owned();
                let err = String::from_utf8_lossy(&output.stderr);
                assert_eq!(output.status.code(), Some(i32::from(fails)), "{}: {out}{err}", block.heading);
                assert!(!out.contains("without an example"), "{}: {out}", block.heading);
                steps.insert(block.heading.clone());
            }
            "json" => folder = folder.with("records/k1.json", text),
            "toml" => folder = folder.with("records/kijun.toml", text),
            "console" => {
                let command = block.lines[0].strip_prefix("$ kijun ").expect("a command");
                let output = binary().args(command.split(' ')).current_dir(folder.path()).output().unwrap();
                let printed: Vec<String> = String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect();
                assert_shown(&block.lines[1..], &printed, command);
                steps.insert(block.heading.clone());
            }
            other => panic!("{TUTORIAL}:{}: a block `{other}` that nothing runs", block.line),
        }
    }
    assert!(!fails && steps.len() >= 8, "{steps:?}");
}

/// What is run of the page, without comments and texts of messages.
fn executed() -> String {
    let words = ["kijun", "kijun-pack", "kijun-profile"];
    let blocks: Vec<String> = words.iter().flat_map(|word| of_word(PAGE, word)).map(|of| of.lines.join("\n")).collect();
    blocks.join("\n")
}

/// Words of a text that are names or keywords.
fn words_of(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-')).collect()
}

#[test]
fn every_item_and_clause_has_an_executed_example() {
    let file = SourceFile::new(PAGE, &executed());
    let (items, problems) = split(FileId(0), &file);
    assert!(problems.is_empty(), "{:?}", listed(&problems));
    let mut seen: BTreeSet<(&str, Option<Label>)> = BTreeSet::new();
    for item in &items {
        seen.insert((item.row.en, None));
        seen.extend(item.clauses.iter().map(|clause| (item.row.en, Some(clause.label))));
    }
    let mut missing = Vec::new();
    for row in ITEMS {
        if !seen.contains(&(row.en, None)) {
            missing.push(row.en.to_owned());
        }
        let clauses = row.clauses.iter().filter(|(label, ..)| !seen.contains(&(row.en, Some(*label))));
        missing.extend(clauses.map(|(_, en, _)| format!("{} {en}", row.en)));
    }
    assert!(missing.is_empty(), "no executed example of {missing:?}");
}

/// The words that no name of an expression may be, from the grammar itself: English and Japanese.
fn reserved() -> (Vec<String>, Vec<String>) {
    let grammar = read("grammar/kijun.pest");
    let rule = grammar.split_once("reserved = _{").expect("the rule").1.split_once("~ !follow").expect("its end").0;
    rule.split('"').skip(1).step_by(2).map(str::to_owned).partition(|word| word.is_ascii())
}

#[test]
fn every_word_of_an_expression_has_an_executed_example() {
    let (text, page) = (executed(), read(PAGE));
    let words = words_of(&text);
    let (english, japanese) = reserved();
    assert!(english.len() >= 18 && japanese.len() >= 17, "{english:?} {japanese:?}");
    let markers = ["list", "single", "personal", "public", "open", "absent", "least", "most", "office"];
    let arguments = ["include", "exclude", "exclude_first", "only_first", "excluded", "included", "next", "previous"];
    let effects = ["exempt", "judgement", "replace"];
    let calls = ["recorded", "months", "runs", "expiry", "open_day", "seasons"];
    let all = english.iter().map(String::as_str).chain(markers).chain(arguments).chain(effects);
    let mut missing: Vec<&str> = all.filter(|word| !words.contains(word)).collect();
    let called = calls.into_iter().chain(BUILTINS.iter().map(|row| row.en));
    missing.extend(called.filter(|name| !text.contains(&format!("{name}("))));
    missing.extend(
        Verdict::ALL.iter().map(|verdict| verdict.name()).filter(|name| !text.contains(&format!("expect {name}"))),
    );
    for operator in ["<=", "<", ">=", ">", "!=", "≠", "≦", " + ", " - ", " * ", " / ", "[c.from, c.to]", "{crawl, "]
    {
        missing.extend((!text.contains(operator)).then_some(operator));
    }
    assert!(missing.is_empty(), "no executed example of {missing:?}");
    let ja =
        ["記載あり", "暦月", "連続暦月", "満了日", "開庁日", "端数", "初日", "ずらす", "事業所", "全て", "親", "事例"];
    let silent: Vec<&str> = japanese.iter().map(String::as_str).chain(ja).filter(|word| !page.contains(word)).collect();
    assert!(silent.is_empty(), "{PAGE} does not name {silent:?}");
}
