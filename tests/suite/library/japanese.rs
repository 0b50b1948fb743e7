//! The pack written again in Japanese spelling is the same pack.

use super::scene::{PACK, kijun};
use kijun::compile::program::Program;
use kijun::input::load;
use kijun::pipeline::{PackFiles, RuleSet, compile_rules};
use serde_json::Value;

const JAPANESE: &str = "tests/packs/library-ja";

fn compiled(pack: PackFiles) -> RuleSet {
    let shown = |problem: &kijun::diag::Diagnostic| {
        let place = problem.places.first().map(|place| format!("{}:{}:{}", place.path, place.line, place.column));
        format!("{} {}", place.unwrap_or_default(), problem.message(kijun::diag::Lang::En))
    };
    compile_rules(&[pack]).unwrap_or_else(|problems| panic!("{:#?}", problems.iter().map(shown).collect::<Vec<_>>()))
}

/// The files of a pack but for its examples.
fn files(folder: &str) -> PackFiles {
    let mut pack = load(&[folder.to_owned()]).unwrap().remove(0);
    pack.files.retain(|(path, _)| !path.ends_with("examples.kijun"));
    assert_eq!(pack.files.len(), 6);
    pack
}

fn without_places(rules: &RuleSet) -> Program {
    crate::lang::compile::without_places(&rules.program)
}

#[test]
fn both_spellings_give_one_program() {
    let (english, japanese) = (compiled(files(PACK)), compiled(files(JAPANESE)));
    let (a, b) = (without_places(&english), without_places(&japanese));
    assert!(a.rules.len() >= 20 && a.nodes.len() > 300);
    for (a, b) in a.rules.iter().zip(&b.rules) {
        assert_eq!(a, b, "{}", a.id);
    }
    for (index, (a, b)) in a.nodes.iter().zip(&b.nodes).enumerate() {
        assert_eq!(a, b, "node {index}");
    }
    assert_eq!(a, b);
    assert_eq!(english.display, japanese.display);
    assert_ne!(english.program.spots, japanese.program.spots);
}

/// Either spelling may be used anywhere: each file in Japanese beside the others in English.
#[test]
fn the_spellings_mix() {
    let (english, japanese) = (files(PACK), files(JAPANESE));
    let whole = without_places(&compiled(english.clone()));
    for (at, (path, text)) in japanese.files.iter().enumerate() {
        assert!(english.files[at].0.ends_with(path.rsplit('/').next().unwrap()));
        assert!(!text.is_ascii());
        let mut mixed = english.clone();
        mixed.files[at] = japanese.files[at].clone();
        assert!(without_places(&compiled(mixed)) == whole, "{path}");
    }
}

/// The Japanese file is Japanese: no English keyword is left at the start of a line.
#[test]
fn no_keyword_of_the_copy_is_english() {
    for (path, text) in files(JAPANESE).files {
        for line in String::from_utf8(text).unwrap().lines() {
            let word = line.split_whitespace().next().unwrap_or("#");
            let english = word.is_ascii() && !word.starts_with('#') && word != "en";
            assert!(!english, "{path}: {line}");
        }
    }
}

#[test]
fn both_spellings_judge_alike() {
    let run = |pack: &str| {
        let outcome = kijun(&[
            "check",
            "tests/packs/library.ndjson",
            "-r",
            pack,
            "--format",
            "ndjson",
            "--show",
            "all",
            "--lang",
            "ja",
        ]);
        let mut lines: Vec<Value> = outcome.lines.into_iter().filter(|line| line["type"] != "summary").collect();
        for line in &mut lines {
            if let Some(places) = line["locations"].as_array_mut() {
                places.retain(|place| place["role"] != "rule");
            }
        }
        lines
    };
    let (english, japanese) = (run(PACK), run(JAPANESE));
    assert!(english.len() > 200);
    assert_eq!(english, japanese);
}

/// The words of a record take its fields by either name.
#[test]
fn words_of_a_record_take_either_name() {
    let shelf = "record shelf 棚\n  at member.shelves 棚一覧\n  key id\n  field id 番号 : text\n  words ja \"棚 {番号}\" en \"shelf {番号}\"\n";
    let scene = super::scene::Scene::at("2024-06-30").member(serde_json::json!({"shelves": [{"id": "7"}]}));
    let probe = "for s : shelf\nanchor 2024-01-01\nrequire false\nmessage ja \"{s}\" en \"{s}\"";
    let found = scene.rules(shelf).probe(probe).run();
    assert_eq!(found.of("P")[0]["message"], "shelf 7");
}

/// An example may write the root record in Japanese, its key included.
#[test]
fn an_example_may_give_the_root_in_japanese() {
    let mut pack = files(JAPANESE);
    let example = "例 「館がない」 の LL-3\n  基準日 2024-09-30\n  完結 全て\n  記録 会員 { 会員証: 「M1」, 入会日: 2023-01-10 }\n  期待 対象外 会員 \"M1\" 理由 vacuous\n";
    pack.files.push(("own.kijun".to_owned(), example.as_bytes().to_vec()));
    let (results, _) = kijun::pipeline::run_examples(&compiled(pack));
    assert_eq!(results.len(), 1);
    assert!(results[0].failures.is_empty(), "{:?}", results[0].failures);
}
