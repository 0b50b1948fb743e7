//! `cargo test --test mutants`: changes every operator of the evaluator, one at a time, and lists the changes that the
//! tests do not notice.
//!
//! A copy of the repository holds all mutants at once and is built once; the environment says which one is on. One has to
//! be noticed by the property test against the second evaluator, by the unit tests, or by the quick tests of the suite
//! (`QUICK`, `MORE`). Left alone is what no verdict or reason rests on: the second pass, which says where the evidence lies and
//! what is missing (`SECOND_PASS` in `tree.rs`). What can be set in the environment:
//!
//! - `KIJUN_MUTANT_FILTER`: the tests of the suite that have to notice, instead of all these;
//! - `KIJUN_MUTANT_FILES`: only files whose path contains one of these words, parted by commas;
//! - `KIJUN_MUTANT_ONLY`: only these numbers, as `3,7-9`;
//! - `KIJUN_PAIRS`: how much the property test tries, by default 20000, and whatever else the tests read.
//!
//! It ends with 0 when every survivor is in `equivalent.txt`, with 1 when one is not or that list is out of date, and with
//! 2 when the copy does not build or fails without a mutant.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test may stop at a surprise, and this one reports to people"
)]

mod find;
mod known;
mod site;
mod sweep;
mod tree;

use known::{Known, Mutant};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use sweep::{Outcome, Stage, Sweep};

/// The property test, which notices most.
const PROPERTY: [&str; 1] = ["oracle::agrees"];
/// How much of it is enough to notice most.
const GLANCE: &str = "1000";
/// The unit tests of what is mutated.
const UNIT: [&str; 3] = ["calendar::day::", "calendar::range::", "judge::"];
/// Tests of the suite that take seconds together.
const QUICK: [&str; 6] = [
    "library::doubts::",
    "library::filled::",
    "library::ranges::",
    "library::time::an_age",
    "library::timing::",
    "library::tops::",
];
/// Those that take longer.
const MORE: [&str; 4] = ["language_page::", "library::", "office::", "program::"];

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (sources, skipped) = tree::sources(root);
    let mutants = known::mutants(&sources);
    count(&mutants, &skipped);
    let known = Known::read(&std::fs::read_to_string(root.join("tests/mutants/equivalent.txt")).unwrap());
    let stale = known.stale(&mutants);
    let folder = root.join("target/mutants");
    tree::write(root, &folder.join("tree"), &sources);
    let Some(sweep) = prepared(&folder) else { return ExitCode::from(2) };
    let ids: Vec<u32> = mutants.iter().filter(|mutant| is_asked(mutant)).map(|mutant| mutant.id).collect();
    let start = sweep::now();
    let outcomes = sweep.all(&ids, |done, id, outcome| progress(&mutants, (done, ids.len()), id, outcome));
    stale.iter().for_each(|line| println!("equivalent.txt, out of date or without a reason: {line}"));
    let open = report(&mutants, &outcomes, &known);
    tally(&sweep, &outcomes, start);
    if open == 0 && stale.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[expect(clippy::disallowed_methods, reason = "a test target takes no options of its own")]
fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// How many mutants there are, by file and kind, and what has none.
fn count(mutants: &[Mutant], skipped: &BTreeMap<&'static str, usize>) {
    let (mut files, mut kinds) = (BTreeMap::<&str, usize>::new(), BTreeMap::<&str, usize>::new());
    for mutant in mutants {
        *files.entry(&mutant.file).or_default() += 1;
        *kinds.entry(mutant.kind).or_default() += 1;
    }
    files.iter().chain(&kinds).for_each(|(name, count)| eprintln!("{count:5} mutants: {name}"));
    skipped.iter().for_each(|(reason, count)| eprintln!("{count:5} passed over: {reason}"));
}

/// The tests of the copy, once they pass without a mutant. A mutant may take several times as long as that.
fn prepared(folder: &Path) -> Option<Sweep> {
    let tree = folder.join("tree");
    let Some(tests) = tree::build(&tree, &folder.join("target")) else {
        eprintln!("the copy in target/mutants/tree does not build");
        return None;
    };
    let mut sweep = Sweep { stages: stages(&tests), tree };
    for stage in &mut sweep.stages {
        match stage.plain(&sweep.tree) {
            Ok((0, _)) => return fails(&format!("{}: there is no such test", stage.name)),
            Ok((passed, time)) => {
                stage.most = time * 5 + Duration::from_secs(10);
                eprintln!("{}: without a mutant {passed} tests pass in {time:.1?}", stage.name);
            }
            Err(text) => return fails(&format!("{text}\n{}: they fail without a mutant", stage.name)),
        }
    }
    Some(sweep)
}

fn fails(words: &str) -> Option<Sweep> {
    eprintln!("{words}");
    None
}

/// What has to notice a mutant, one after the other.
fn stages(tests: &tree::Tests) -> Vec<Stage> {
    let pairs = setting("KIJUN_PAIRS").unwrap_or_else(|| "20000".to_owned());
    let stage = |name, binary: &Path, tests: &[&str], pairs: &str| Stage {
        name,
        binary: binary.to_owned(),
        tests: tests.iter().map(|test| (*test).to_owned()).collect(),
        pairs: pairs.to_owned(),
        most: Duration::MAX,
    };
    match setting("KIJUN_MUTANT_FILTER") {
        Some(filter) => vec![stage("the tests that are asked", &tests.suite, &[&filter], &pairs)],
        None => vec![
            stage("the property test at a glance", &tests.suite, &PROPERTY, GLANCE),
            stage("the unit tests", &tests.library, &UNIT, GLANCE),
            stage("the quick tests", &tests.suite, &QUICK, GLANCE),
            stage("the property test", &tests.suite, &PROPERTY, &pairs),
            stage("more tests", &tests.suite, &MORE, GLANCE),
        ],
    }
}

fn is_asked(mutant: &Mutant) -> bool {
    let file =
        setting("KIJUN_MUTANT_FILES").is_none_or(|words| words.split(',').any(|word| mutant.file.contains(word)));
    let number = |text: &str| text.trim().parse::<u32>().expect("a number in KIJUN_MUTANT_ONLY");
    let is_in = |part: &str| {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        (number(from)..=number(to)).contains(&mutant.id)
    };
    file && setting("KIJUN_MUTANT_ONLY").is_none_or(|parts| parts.split(',').any(is_in))
}

fn place(mutant: &Mutant) -> String {
    format!("{:5}  {}:{}:{}", mutant.id, mutant.file, mutant.at.0, mutant.at.1)
}

fn progress(mutants: &[Mutant], (done, all): (usize, usize), id: u32, outcome: Outcome) {
    let Some(mutant) = mutants.iter().find(|mutant| mutant.id == id) else { return };
    eprintln!("{done}/{all} {outcome:?} {}  {}", place(mutant), mutant.change);
}

/// Prints the survivors, those not known first; says how many those are, and how many known ones were caught after all.
fn report(mutants: &[Mutant], outcomes: &[(u32, Outcome)], known: &Known) -> usize {
    let outcome = |mutant: &&Mutant| outcomes.iter().find(|(id, _)| *id == mutant.id).map(|(_, outcome)| *outcome);
    let survivors: Vec<&Mutant> = mutants.iter().filter(|mutant| outcome(mutant) == Some(Outcome::Survived)).collect();
    let ran = mutants.iter().filter(|mutant| outcome(mutant).is_some());
    let caught = ran.filter(|mutant| outcome(mutant) != Some(Outcome::Survived));
    let wrong: Vec<&Mutant> = caught.filter(|mutant| known.reason(mutant).is_some()).collect();
    let (equivalent, open): (Vec<&Mutant>, Vec<&Mutant>) =
        survivors.iter().partition(|mutant| known.reason(mutant).is_some());
    table("survived, known to change nothing:", &equivalent, |mutant| known.reason(mutant).unwrap_or("").to_owned());
    table("in equivalent.txt, but caught:", &wrong, Mutant::key);
    table("survived, and as a line of equivalent.txt:", &open, Mutant::key);
    println!(
        "\n{} survived of {}, {} of them known to change nothing",
        survivors.len(),
        outcomes.len(),
        equivalent.len()
    );
    open.len() + wrong.len()
}

/// Says what noticed how many, and how long that took.
fn tally(sweep: &Sweep, outcomes: &[(u32, Outcome)], start: Instant) {
    let count = |wanted: Outcome| outcomes.iter().filter(|(_, outcome)| *outcome == wanted).count();
    for (at, stage) in sweep.stages.iter().enumerate() {
        let (failed, endless) = (count(Outcome::Failed(at)), count(Outcome::Endless(at)));
        println!("{} caught by {}, {endless} of them since it did not end", failed + endless, stage.name);
    }
    println!("in {:.0?}", sweep::now() - start);
}

fn table(title: &str, mutants: &[&Mutant], more: impl Fn(&Mutant) -> String) {
    if !mutants.is_empty() {
        println!("\n{title}");
    }
    for mutant in mutants {
        println!("{}  {}  {}\n         {}", place(mutant), mutant.change, mutant.line, more(mutant));
    }
}
