//! Which verdicts the examples of each requirement expect, and get.

use super::{ENGLISH, JAPANESE, compiled};
use crate::support::exactly;
use kijun::calendar::Day;
use kijun::cli::Exit;
use kijun::lang::ast::{Expect, ExpectWindow};
use kijun::model::Verdict::{self, Conform, Exempt, Judgement, NotApplicable, Pending, Undetermined, Violation};
use std::collections::{BTreeMap, BTreeSet};

/// What every duty may come to.
const COMMON: [Verdict; 5] = [Conform, Violation, Undetermined, Pending, NotApplicable];

/// Requirement, rule, and what it may come to besides [`COMMON`]: a person decides where a reason is a judgement, and it is
/// exempt where there is an exception.
const REQUIREMENTS: [(&str, &str, &[Verdict]); 12] = [
    ("1 written consent", "R38-13-10", &[]),
    ("2 meeting with all providers", "R38-13-9", &[Judgement]),
    ("3 monthly visit until 2024-03-31", "R38-13-14", &[Judgement, Exempt]),
    ("4 monthly interview from 2024-04-01", "R38-13-14", &[Judgement, Exempt]),
    ("5 meeting after a renewal", "R38-13-15", &[Judgement]),
    ("6 the meeting on a change", "R38-13-16/R38-13-9", &[Judgement, Exempt]),
    ("6 the consent to a change", "R38-13-16/R38-13-10", &[Judgement, Exempt]),
    ("7 delivery", "R38-13-11", &[]),
    ("7 delivery in time", "R38-13-11D", &[]),
    ("8 keeping", "R38-29-2", &[]),
    ("9 concentration", "K95-83", &[Judgement, Exempt]),
    ("10 first meeting before the first service", "R38-13-9F", &[]),
];

/// The requirement that an expectation is about: 3 and 4 are two versions of one rule, told apart by the month.
fn requirement(rule: &str, expect: &Expect) -> &'static str {
    let change = Day::from_ymd(2024, 4, 1).unwrap();
    let before = matches!(&expect.window, Some(ExpectWindow::Days(from, _)) if *from < change);
    let of_rule: Vec<&str> = REQUIREMENTS.iter().filter(|row| row.1 == rule).map(|row| row.0).collect();
    match of_rule.as_slice() {
        [only] => only,
        [older, newer] => {
            if before {
                older
            } else {
                newer
            }
        }
        _ => panic!("{rule} is no requirement of the table"),
    }
}

/// The verdicts expected of each requirement by the examples of a pack.
fn expected(folder: &str) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for compiled in &compiled(folder).examples {
        let example = &compiled.example;
        assert!(!example.body.expect.is_empty(), "{}", example.title);
        for (expect, _) in &example.body.expect {
            let verdicts = found.entry(requirement(&example.rule, expect)).or_default();
            verdicts.insert(expect.verdict.name());
        }
    }
    found
}

#[test]
fn every_requirement_gives_every_verdict_it_can_have() {
    let wanted: BTreeMap<&str, BTreeSet<&str>> = REQUIREMENTS
        .iter()
        .map(|(name, _, more)| (*name, COMMON.iter().chain(*more).map(|verdict| verdict.name()).collect()))
        .collect();
    for folder in [ENGLISH, JAPANESE] {
        let found = expected(folder);
        for (requirement, wanted) in &wanted {
            assert_eq!(found.get(requirement), Some(wanted), "{requirement} in {folder}");
        }
        assert_eq!(found.len(), wanted.len());
    }
}

#[test]
fn the_examples_pass_in_both_spellings() {
    let run = |folder: &str| {
        let ran = exactly(&["test", folder, "--lang", "en"]);
        assert_eq!((ran.exit, ran.err.as_str()), (Exit::Clean, ""), "{}", ran.out);
        assert!(!ran.out.contains("rules without an example"), "{}", ran.out);
        ran.out
    };
    let english = run(ENGLISH);
    assert!(english.ends_with("103 passed, 0 failed\n"), "{english}");
    assert_eq!(english, run(JAPANESE));
}

/// No rule stands in the pack that is not a requirement of the table.
#[test]
fn the_table_holds_every_rule() {
    let rules = compiled(ENGLISH).program.rules;
    let of_pack: BTreeSet<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
    let of_table: BTreeSet<&str> = REQUIREMENTS.iter().map(|row| row.1).collect();
    assert_eq!(of_pack, of_table);
}
