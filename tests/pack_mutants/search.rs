//! Variants of an example's records: each date moved to and around every other date of the example, each text that is a
//! code exchanged, each field left out, the as-of date moved by a day. If two programs agree on all of them, a change is
//! taken for one that changes nothing.

use kijun::calendar::{Day, parse_date};
use kijun::compile::CompiledExample;
use kijun::compile::program::Program;
use kijun::lang::ast::Literal;
use kijun::pipeline::example_verdicts;
use std::collections::BTreeSet;

/// Examples that are varied, of those that reach a change.
const EXAMPLES: usize = 8;
/// Variants of one example.
const VARIANTS: usize = 800;

/// The first variant on which the two do not agree.
pub fn difference(program: &Program, mutant: &Program, examples: &[&CompiledExample]) -> Option<String> {
    for example in spread(examples) {
        let all = variants(program, example);
        let step = all.len().div_ceil(VARIANTS).max(1);
        for (words, variant) in all.into_iter().step_by(step) {
            if example_verdicts(program, &variant) != example_verdicts(mutant, &variant) {
                return Some(format!("{}「{}」: {words}", example.example.rule, example.example.title));
            }
        }
    }
    None
}

/// As many as are varied, from all over the list.
fn spread<'e>(examples: &[&'e CompiledExample]) -> Vec<&'e CompiledExample> {
    let step = examples.len().div_ceil(EXAMPLES).max(1);
    examples.iter().step_by(step).copied().collect()
}

fn variants(program: &Program, example: &CompiledExample) -> Vec<(String, CompiledExample)> {
    let mut places = Vec::new();
    for (at, (_, literal)) in example.example.body.given.iter().enumerate() {
        walk(literal, &mut vec![at], &mut places);
    }
    let mut days: BTreeSet<Day> = places.iter().filter_map(|path| day_at(example, path)).collect();
    days.extend(example.example.body.as_of);
    days.extend(boundaries(program, example));
    let mut all = vec![("as it stands".to_owned(), example.clone())];
    for by in [-1, 1] {
        let mut moved = example.clone();
        moved.example.body.as_of = moved.example.body.as_of.map(|day| day.plus_days(by));
        all.push((format!("as-of {by:+}"), moved));
    }
    for path in &places {
        all.extend(days_at(example, path, &days));
        all.extend(codes_at(program, example, path));
    }
    all
}

/// The days at which some version, exception or parameter of the rule begins or ends.
fn boundaries(program: &Program, example: &CompiledExample) -> Vec<Day> {
    let Some(rule) = program.rules.iter().find(|rule| rule.id == example.example.rule) else { return Vec::new() };
    let versions = rule.versions.iter().map(|version| version.force);
    let exceptions =
        rule.versions.iter().flat_map(|version| version.exceptions.iter().map(|exception| exception.force));
    let ends = versions.chain(exceptions).flat_map(|force| [Some(force.from), force.to]);
    ends.flatten().filter(|day| day.is_finite()).collect()
}

/// The paths to every scalar.
fn walk(literal: &Literal, path: &mut Vec<usize>, places: &mut Vec<Vec<usize>>) {
    let inner: Vec<&Literal> = match literal {
        Literal::Object(pairs) => pairs.iter().map(|(_, value)| value).collect(),
        Literal::Array(values) => values.iter().collect(),
        _ => return places.push(path.clone()),
    };
    for (at, value) in inner.into_iter().enumerate() {
        path.push(at);
        walk(value, path, places);
        path.pop();
    }
}

fn at<'l>(literal: &'l mut Literal, path: &[usize]) -> Option<&'l mut Literal> {
    let Some((first, rest)) = path.split_first() else { return Some(literal) };
    match literal {
        Literal::Object(pairs) => at(&mut pairs.get_mut(*first)?.1, rest),
        Literal::Array(values) => at(values.get_mut(*first)?, rest),
        _ => None,
    }
}

fn replaced(example: &CompiledExample, path: &[usize], to: Literal) -> Option<CompiledExample> {
    let mut example = example.clone();
    let (first, rest) = path.split_first()?;
    *at(&mut example.example.body.given.get_mut(*first)?.1, rest)? = to;
    Some(example)
}

fn text_at(example: &CompiledExample, path: &[usize]) -> Option<String> {
    let mut literal = example.example.body.given.get(*path.first()?)?.1.clone();
    match at(&mut literal, &path[1..])? {
        Literal::Text(text) => Some(text.clone()),
        _ => None,
    }
}

fn day_at(example: &CompiledExample, path: &[usize]) -> Option<Day> {
    let range = parse_date(&text_at(example, path)?).ok()?;
    range.is_exact().then_some(range.lo)
}

/// A date moved to and around every other one.
fn days_at(example: &CompiledExample, path: &[usize], days: &BTreeSet<Day>) -> Vec<(String, CompiledExample)> {
    let Some(own) = day_at(example, path) else { return Vec::new() };
    let near = |day: &Day| [-32, -1, 0, 1, 32].map(|by| day.plus_days(by));
    let targets: BTreeSet<Day> = days.iter().flat_map(near).filter(|day| *day != own).collect();
    let variant =
        |day: Day| Some((format!("{own} becomes {day}"), replaced(example, path, Literal::Text(day.to_string()))?));
    targets.into_iter().filter_map(variant).collect()
}

/// A code exchanged for every other one of its list; any other scalar unknown.
fn codes_at(program: &Program, example: &CompiledExample, path: &[usize]) -> Vec<(String, CompiledExample)> {
    let mut words: BTreeSet<String> = BTreeSet::from(["unknown".to_owned(), "none".to_owned()]);
    let own = text_at(example, path);
    if let Some(own) = &own {
        let lists = program.schema.lists.iter().filter(|list| list.values.iter().any(|value| value.is(own)));
        words.extend(lists.flat_map(|list| list.values.iter().map(|value| value.en.clone())));
    }
    let variant = |word: String| {
        Some((
            format!("{} becomes {word}", own.as_deref().unwrap_or("a value")),
            replaced(example, path, Literal::Text(word))?,
        ))
    };
    words.into_iter().filter_map(variant).collect()
}
