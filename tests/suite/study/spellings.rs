//! Both spellings of the study are one program, and judge its examples alike.

use super::{ENGLISH, JAPANESE, compiled};
use kijun::check::typed::At;
use kijun::compile::program::Program;
use kijun::input::load;
use kijun::pipeline::{RuleSet, run_examples};

fn without_places(rules: &RuleSet) -> Program {
    let mut program = Program { spots: Vec::new(), ..rules.program.clone() };
    for rule in &mut program.rules {
        let exceptions = rule.versions.iter_mut().flat_map(|version| &mut version.exceptions);
        exceptions.for_each(|exception| exception.at = At::default());
    }
    program
}

#[test]
fn both_spellings_give_one_program() {
    let (english, japanese) = (compiled(ENGLISH), compiled(JAPANESE));
    let (a, b) = (without_places(&english), without_places(&japanese));
    assert!(a.rules.len() >= 11 && a.nodes.len() > 300 && a.partials.len() == 2);
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

#[test]
fn both_spellings_reach_the_same_outcomes() {
    let outcomes = |folder: &str| {
        let (results, coverage) = run_examples(&compiled(folder));
        let titles: Vec<(String, String)> = results.into_iter().map(|result| (result.rule, result.title)).collect();
        let coverage: Vec<_> = coverage.into_iter().map(|(rule, of)| (rule, of.clauses, of.verdicts)).collect();
        (titles, coverage)
    };
    assert_eq!(outcomes(ENGLISH), outcomes(JAPANESE));
}

/// No English keyword starts a line of the Japanese pack, but for the language of a text.
#[test]
fn no_keyword_of_the_copy_is_english() {
    let pack = load(&[JAPANESE.to_owned()]).unwrap().into_iter().find(|pack| pack.files[0].0.contains("study-ja"));
    for (path, text) in pack.unwrap().files {
        for line in String::from_utf8(text).unwrap().lines() {
            let word = line.split_whitespace().next().unwrap_or("#");
            let variable = word.contains('.');
            assert!(!word.is_ascii() || word.starts_with('#') || variable, "{path}: {line}");
        }
    }
}
