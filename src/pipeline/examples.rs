//! Runs the examples written beside the rules: their literals become a JSON document and take the same way as any record.

use super::rules::{RuleSet, with_stack};
use super::scene::{self, manifest};
use crate::calendar::Day;
use crate::check::typed::At;
use crate::compile::CompiledExample;
use crate::compile::program::{Program, Version};
use crate::diag::Lang;
use crate::judge::eval::Setting;
use crate::judge::show::{key_of, window_of};
use crate::judge::truth::Truth;
use crate::judge::{Judged, explain, judge_rule};
use crate::lang::ast::{Expect, ExpectWindow, Force};
use crate::model::{Case, Schema, Verdict, Window};
use crate::read::Problem;
use std::collections::{BTreeMap, BTreeSet};

/// What running one example gave.
#[derive(Clone, Debug)]
pub struct ExampleResult {
    /// Its title.
    pub title: String,
    /// Its rule.
    pub rule: String,
    /// Place of the example.
    pub at: At,
    /// What was expected and not found, with the place of the expectation, Japanese and English.
    pub failures: Vec<(At, String, String)>,
}

/// Which truth values the clauses of a rule took in its examples.
#[derive(Clone, Debug, Default)]
pub struct RuleCoverage {
    /// By version (first day of force) and clause: true, false, unknown seen.
    pub clauses: BTreeMap<(String, String), [bool; 3]>,
    /// Verdicts seen.
    pub verdicts: BTreeMap<&'static str, u32>,
}

impl RuleCoverage {
    /// Adds what other examples of the rule reached.
    pub fn add(&mut self, other: RuleCoverage) {
        for (clause, seen) in other.clauses {
            let known = self.clauses.entry(clause).or_default();
            known.iter_mut().zip(seen).for_each(|(known, seen)| *known |= seen);
        }
        for (verdict, count) in other.verdicts {
            *self.verdicts.entry(verdict).or_default() += count;
        }
    }
}

/// Results by example, and coverage by rule.
pub type Ran = (Vec<ExampleResult>, BTreeMap<String, RuleCoverage>);

/// Runs every example.
pub fn run_examples(rules: &RuleSet) -> Ran {
    with_stack(|| run_here(rules, |_| true))
}

/// Runs the examples that a profile brings. Those of the packs say what the packs' own values give.
pub fn run_profile_examples(rules: &RuleSet, packs: &RuleSet) -> Ran {
    let known: BTreeSet<&str> = packs.sources.iter().map(|(_, file)| file.path.as_str()).collect();
    let brought = |example: &CompiledExample| {
        rules.sources.get(example.example.at.file).is_some_and(|file| !known.contains(file.path.as_str()))
    };
    with_stack(|| run_here(rules, brought))
}

fn run_here(rules: &RuleSet, wanted: impl Fn(&CompiledExample) -> bool) -> Ran {
    let mut coverage: BTreeMap<String, RuleCoverage> =
        rules.program.rules.iter().map(|rule| (rule.id.clone(), RuleCoverage::default())).collect();
    let results = rules.examples.iter().filter(|example| wanted(example)).map(|example| {
        let mut none = RuleCoverage::default();
        run(&rules.program, example, coverage.get_mut(&example.example.rule).unwrap_or(&mut none))
    });
    let results = results.collect();
    (results, coverage)
}

/// Runs one example on a program, which may be another than the one it was compiled with.
pub fn run_example(program: &Program, example: &CompiledExample) -> ExampleResult {
    run(program, example, &mut RuleCoverage::default())
}

/// The verdicts of an example's duties, in their order.
pub fn example_verdicts(program: &Program, example: &CompiledExample) -> Vec<(String, Verdict)> {
    let of = |set: Setting<'_>, judged: Vec<Judged>| {
        let schema = &set.program.schema;
        judged.iter().map(|judged| (duty_words(schema, set.case, judged), judged.verdict)).collect()
    };
    judged(program, example, of).0.unwrap_or_default()
}

fn run(program: &Program, compiled: &CompiledExample, coverage: &mut RuleCoverage) -> ExampleResult {
    let example = &compiled.example;
    let mut result = ExampleResult {
        title: example.title.clone(),
        rule: example.rule.clone(),
        at: example.at,
        failures: Vec::new(),
    };
    let (failures, problems) = judged(program, compiled, |set, judged| {
        judged.iter().for_each(|judged| cover(set, judged, coverage));
        for (expect, span) in &example.body.expect {
            let at = At { file: example.at.file, span: *span };
            check(&set.program.schema, set.case, &judged, expect, at, &mut result);
        }
        std::mem::take(&mut result.failures)
    });
    result.failures.extend(
        problems
            .iter()
            .map(|problem| (example.at, problem.diagnostic.message(Lang::Ja), problem.diagnostic.message(Lang::En))),
    );
    result.failures.extend(failures.unwrap_or_default());
    result
}

/// Judges an example and hands over what came of it; nothing where its records make no case.
fn judged<T>(
    program: &Program,
    compiled: &CompiledExample,
    then: impl FnOnce(Setting<'_>, Vec<Judged>) -> T,
) -> (Option<T>, Vec<Problem>) {
    let example = &compiled.example;
    let with_params;
    let program = if compiled.params.is_empty() {
        program
    } else {
        with_params = replaced(program, compiled);
        &with_params
    };
    let schema = &program.schema;
    let as_of = example.body.as_of.unwrap_or(Day::MAX);
    let manifest = manifest(schema, &example.body.complete, as_of);
    let index = program.rules.iter().position(|rule| rule.id == example.rule);
    let of_office = index.and_then(|index| program.rules.get(index)).is_some_and(|rule| schema.is_office(rule.subject));
    let (cases, problems) = scene::cases(schema, &example.body.given, of_office);
    let Some(case) = cases.iter().find(|case| case.office == of_office) else { return (None, problems) };
    let partials =
        index.filter(|_| of_office).map(|index| scene::partials(program, &cases, case, &manifest, as_of, index));
    let set = Setting { program, case, manifest: &manifest, as_of, partials: partials.as_ref() };
    let judged: Vec<Judged> = index.map(|index| judge_rule(set, index)).unwrap_or_default();
    (Some(then(set, judged)), problems)
}

/// The program with the example's parameters.
fn replaced(program: &Program, compiled: &CompiledExample) -> Program {
    let mut program = program.clone();
    for (index, node) in &compiled.params {
        if let Some(param) = program.params.get_mut(*index) {
            param.values = vec![(Force { from: Day::MIN, to: None }, *node)];
        }
    }
    program
}

fn cover(set: Setting<'_>, judged: &Judged, coverage: &mut RuleCoverage) {
    *coverage.verdicts.entry(judged.verdict.name()).or_default() += 1;
    let rule = set.program.rules.get(judged.duty.rule);
    let version: Option<&Version> = rule.and_then(|rule| rule.versions.get(judged.version?));
    let Some(version) = version else { return };
    let mut eval = explain::bound(set, judged);
    let from = version.force.from;
    let from = if from.is_finite() { from.to_string() } else { String::new() };
    let exceptions = version.exceptions.iter().map(|exception| (exception.id.clone(), exception.when));
    let clauses = [("require".to_owned(), version.require)]
        .into_iter()
        .chain(version.filter.map(|filter| ("where".to_owned(), filter)))
        .chain(exceptions);
    for (name, node) in clauses {
        let seen = coverage.clauses.entry((from.clone(), name)).or_default();
        let slot = match eval.truth(node) {
            Truth::True => 0,
            Truth::False => 1,
            Truth::Unknown(_) => 2,
        };
        if let Some(flag) = seen.get_mut(slot) {
            *flag = true;
        }
    }
}

fn check(schema: &Schema, case: &Case, judged: &[Judged], expect: &Expect, at: At, result: &mut ExampleResult) {
    let meant: Vec<&Judged> = judged.iter().filter(|judged| is_meant(schema, case, judged, expect)).collect();
    if meant.is_empty() {
        let found = listing(schema, case, judged);
        result.failures.push((
            at,
            format!("そのような義務はありません（あるもの：{found}）"),
            format!("there is no such duty; there is {found}"),
        ));
    }
    for judged in meant {
        let reason_fits = expect.reason.as_ref().is_none_or(|reason| reason.text == judged.reason.name());
        if judged.verdict != expect.verdict || !reason_fits {
            let found = describe(schema, case, judged);
            result.failures.push((
                at,
                format!("{} を期待しましたが {found} です", expect.verdict.name_ja()),
                format!("expected {}, found {found}", expect.verdict.name()),
            ));
        }
    }
}

fn is_meant(schema: &Schema, case: &Case, judged: &Judged, expect: &Expect) -> bool {
    let subject = match (&expect.subject, judged.duty.subject) {
        (None, _) => true,
        (Some((_, None)), subject) => subject.is_none(),
        (Some((kind, Some(key))), Some(subject)) => {
            schema.kind(subject.kind).name.is(&kind.text) && key_of(schema, case, subject) == *key
        }
        (Some(_), None) => false,
    };
    let window = match (&expect.window, window_of(schema, case, &judged.duty.window)) {
        (None, _) => true,
        (Some(ExpectWindow::Days(from, to)), Window::Days(a, b)) => from.to_string() == a && to.to_string() == b,
        (Some(ExpectWindow::Value(value)), Window::Value(found)) => *value == found,
        _ => false,
    };
    subject && window
}

fn listing(schema: &Schema, case: &Case, judged: &[Judged]) -> String {
    let mut all: Vec<String> = judged.iter().take(8).map(|judged| describe(schema, case, judged)).collect();
    if judged.len() > all.len() {
        all.push("…".to_owned());
    }
    if all.is_empty() { "-".to_owned() } else { all.join(", ") }
}

fn describe(schema: &Schema, case: &Case, judged: &Judged) -> String {
    format!("{} ({}) {}", judged.verdict.name(), judged.reason.name(), duty_words(schema, case, judged))
}

/// Subject and window of a duty.
fn duty_words(schema: &Schema, case: &Case, judged: &Judged) -> String {
    let subject = judged.duty.subject.map(|record| key_of(schema, case, record)).unwrap_or_else(|| "null".to_owned());
    let window = match window_of(schema, case, &judged.duty.window) {
        Window::None => String::new(),
        Window::Days(from, to) => format!(" {from}..{to}"),
        Window::Value(value) => format!(" {value}"),
    };
    format!("{subject}{window}")
}
