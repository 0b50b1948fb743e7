//! `kijun test`: run the examples beside the rules, and say what they do not reach.

use super::Exit;
use super::args::TestArgs;
use super::check::{colored, load_rules, width};
use crate::diag::Lang;
use crate::pipeline::{ExampleResult, Ran, RuleCoverage, RuleSet, run_examples, run_profile_examples};
use crate::report::{Style, diagnostics};
use std::io::{self, Write};

/// Runs the command.
pub(super) fn run(args: &TestArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Exit> {
    let lang = args.common.lang();
    let style = Style { lang, color: colored(args.common.color), width: width() };
    let packs = load_rules(&args.rules, None);
    let loaded = packs.and_then(|packs| match args.profile.as_deref() {
        Some(profile) => Ok((load_rules(&args.rules, Some(profile))?, Some(packs))),
        None => Ok((packs, None)),
    });
    let (rules, packs) = match loaded {
        Ok(loaded) => loaded,
        Err(problems) => {
            diagnostics(err, &problems, style)?;
            return Ok(Exit::Usage);
        }
    };
    let (results, coverage) = ran(&rules, packs.as_ref());
    for result in results.iter().filter(|result| !result.failures.is_empty()) {
        failure(out, &rules, result, lang)?;
    }
    if args.common.verbose {
        for (rule, coverage) in &coverage {
            covered(out, rule, coverage)?;
        }
    }
    let untested: Vec<&str> =
        coverage.iter().filter(|(_, coverage)| coverage.verdicts.is_empty()).map(|(rule, _)| rule.as_str()).collect();
    if !untested.is_empty() {
        let words = lang.of("例のない規則", "rules without an example");
        writeln!(out, "{words}: {}", untested.join(", "))?;
    }
    let failed = results.iter().filter(|result| !result.failures.is_empty()).count();
    let (clauses, reached) = reach(coverage.values());
    let words = lang.of("節の真偽", "clause outcomes reached");
    writeln!(out, "{words}: {reached}/{clauses}")?;
    writeln!(out, "{} passed, {failed} failed", results.len() - failed)?;
    Ok(match (failed, results.len()) {
        (0, 0) => Exit::Nothing,
        (0, _) => Exit::Clean,
        _ => Exit::Found,
    })
}

/// The examples of the packs by the packs' own values, and those of a profile by its values.
fn ran(rules: &RuleSet, packs: Option<&RuleSet>) -> Ran {
    let Some(packs) = packs else { return run_examples(rules) };
    let (mut results, mut coverage) = run_examples(packs);
    let (brought, of_profile) = run_profile_examples(rules, packs);
    results.extend(brought);
    for (rule, seen) in of_profile {
        coverage.entry(rule).or_default().add(seen);
    }
    (results, coverage)
}

fn failure(out: &mut dyn Write, rules: &RuleSet, result: &ExampleResult, lang: Lang) -> io::Result<()> {
    for (at, ja, en) in &result.failures {
        let file = rules.sources.get(at.file);
        let (path, line) =
            file.map_or(("", 0), |file| (file.path.as_str(), file.lines.position(&file.text, at.span.start).0));
        writeln!(out, "{path}:{line}: {} 「{}」: {}", result.rule, result.title, lang.of(ja, en))?;
    }
    Ok(())
}

fn covered(out: &mut dyn Write, rule: &str, coverage: &RuleCoverage) -> io::Result<()> {
    let verdicts: Vec<String> = coverage.verdicts.iter().map(|(verdict, count)| format!("{verdict} {count}")).collect();
    writeln!(out, "{rule}: {}", verdicts.join(", "))?;
    for ((version, clause), seen) in &coverage.clauses {
        let names = ["true", "false", "unknown"];
        let missing: Vec<&str> = names.iter().zip(seen).filter(|(_, seen)| !**seen).map(|(name, _)| *name).collect();
        if !missing.is_empty() {
            writeln!(out, "  {clause} {version}: never {}", missing.join(", "))?;
        }
    }
    Ok(())
}

/// Outcomes there are and outcomes seen: each clause can be true, false or unknown.
fn reach<'c>(coverage: impl Iterator<Item = &'c RuleCoverage>) -> (usize, usize) {
    let seen = coverage.flat_map(|coverage| coverage.clauses.values()).flatten();
    seen.fold((0, 0), |(all, reached), seen| (all + 1, reached + usize::from(*seen)))
}
