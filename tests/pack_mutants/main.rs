//! `cargo test --release --test pack_mutants`: changes every comparison, quantifier, window, date and code of the home
//! pack, one at a time, and lists the changes that no example of the rules notices.
//!
//! A change is made in the compiled program, at every place that one spot of the rule text became. The examples of the
//! rules that it reaches run again. A change that all of them pass is tried on a bounded number of variants of their
//! records (`search`): if no variant tells the two programs apart it is counted as equivalent, and listed; otherwise it
//! is a hole in the examples, and listed with the variant. It ends with 1 when less than 95 of 100 changes that are not
//! equivalent are caught.
//!
//! `KIJUN_PACK` names other packs (parted by commas), `KIJUN_RULE` only rules whose id begins so.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test may stop at a surprise, and this one reports to people"
)]

mod search;
mod sites;

use kijun::compile::CompiledExample;
use kijun::compile::program::Program;
use kijun::input::load;
use kijun::pipeline::{RuleSet, compile_rules, run_example};
use rayon::prelude::*;
use sites::{Site, sites};
use std::collections::BTreeMap;
use std::process::ExitCode;

/// How a change fared.
enum Outcome {
    Caught,
    Equivalent,
    /// The variant of an example that tells the two apart.
    Missed(String),
}

#[expect(clippy::disallowed_methods, reason = "a test target takes no options of its own")]
fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn main() -> ExitCode {
    let packs = setting("KIJUN_PACK").unwrap_or_else(|| "home".to_owned());
    let packs: Vec<String> = packs.split(',').map(str::to_owned).collect();
    let rules = compile_rules(&load(&packs).expect("the packs are there")).expect("the packs compile");
    let only = setting("KIJUN_RULE").unwrap_or_default();
    let sites: Vec<Site> = sites(&rules.program).into_iter().filter(|site| site.is_in(&rules.program, &only)).collect();
    let changes: Vec<(&Site, usize)> =
        sites.iter().flat_map(|site| (0..site.changes.len()).map(move |nth| (site, nth))).collect();
    let tried = changes.par_iter().map_init(
        || rules.program.clone(),
        |program, (site, nth)| (*site, *nth, site.with(program, *nth, |program| outcome(&rules, program, site))),
    );
    report(&rules, &tried.collect::<Vec<_>>())
}

fn outcome(rules: &RuleSet, mutant: &Program, site: &Site) -> Outcome {
    let reached: Vec<&CompiledExample> =
        rules.examples.iter().filter(|example| site.reaches(&rules.program, example)).collect();
    if reached.iter().any(|example| !run_example(mutant, example).failures.is_empty()) {
        return Outcome::Caught;
    }
    match search::difference(&rules.program, mutant, &reached) {
        Some(variant) => Outcome::Missed(variant),
        None => Outcome::Equivalent,
    }
}

fn report(rules: &RuleSet, tried: &[(&Site, usize, Outcome)]) -> ExitCode {
    let mut kinds: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for (site, _, outcome) in tried {
        let slot = match outcome {
            Outcome::Caught => 0,
            Outcome::Equivalent => 1,
            Outcome::Missed(_) => 2,
        };
        kinds.entry(site.kind).or_default()[slot] += 1;
    }
    for (title, equivalent) in
        [("no variant tells them apart, so counted as equivalent:", true), ("not caught:", false)]
    {
        println!("{title}");
        for (site, nth, outcome) in tried {
            match outcome {
                Outcome::Equivalent if equivalent => println!("  {}", site.place(rules, *nth)),
                Outcome::Missed(variant) if !equivalent => println!("  {}\n      {variant}", site.place(rules, *nth)),
                _ => {}
            }
        }
    }
    let sum = |slot: usize| kinds.values().map(|counts| counts[slot]).sum::<usize>();
    for (kind, [caught, equivalent, missed]) in &kinds {
        println!("{kind:12} {caught} caught, {equivalent} equivalent, {missed} not caught");
    }
    let (caught, missed) = (sum(0), sum(2));
    println!(
        "{caught} caught of {} that are not equivalent ({:.2} %)",
        caught + missed,
        caught as f64 * 100.0 / (caught + missed).max(1) as f64
    );
    println!("{} equivalent of {} changes", sum(1), tried.len());
    if caught * 100 >= (caught + missed) * 95 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
