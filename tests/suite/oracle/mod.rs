//! A second evaluator, naive and slow, against the engine: random schemas, rules, records and declarations must give
//! the same verdicts in both. The oracle walks the syntax tree, counts days one by one, and shares nothing else.
//!
//! `KIJUN_PAIRS` (rules times cases) and `KIJUN_SEED` set how much is tried, and from where.

mod bounds;
mod date;
mod doubt;
mod duty;
mod eval;
mod functions;
mod kinds;
mod make_case;
mod make_expr;
mod make_more;
mod make_path;
mod make_range;
mod make_rules;
mod make_schema;
mod make_truth;
mod months;
mod paths;
mod procedures;
mod query;
mod random;
mod records;
mod rules;
mod schema;
mod shares;
mod shrink;
mod tally;
mod time;
mod value;
mod verdict;

use date::{D, show};
use duty::Found;
use eval::Oracle;
use kijun::calendar::{Day, parse_date};
use kijun::judge::eval::Setting;
use kijun::judge::{WindowValue, judge};
use kijun::model::{Case, Declaration, FieldId, Manifest, Period, RecordId};
use kijun::pipeline::{PackFiles, RuleSet, compile_rules};
use kijun::read::{Document, read_document};
use make_case::Scene;
use make_rules::{Lines, text};
use random::Random;
use records::{Closed, Declared, Records};
use rules::rules;
use schema::Pack;
use std::collections::BTreeMap;
use tally::Tally;

/// Rules of a pack, and cases judged by it.
const RULES: usize = 10;
const CASES: usize = 25;

/// The duties of each rule, sorted.
type Verdicts = BTreeMap<String, Vec<Found>>;

fn engine_day(day: D) -> Day {
    parse_date(&show(day)).unwrap().lo
}

fn compiled(items: &Lines, profile: &Lines) -> Result<RuleSet, String> {
    let pack = |name: &str, items: &Lines| {
        let file = (format!("{name}.kijun"), text(items).into_bytes());
        PackFiles { name: name.to_owned(), files: vec![file], ..PackFiles::default() }
    };
    compile_rules(&[pack("pack", items), pack("profile", profile)]).map_err(|problems| {
        let words = |problem: &kijun::diag::Diagnostic| {
            let line = problem.places.first().map_or(0, |place| place.line);
            format!("{line}: {}", problem.message(kijun::diag::Lang::En))
        };
        problems.iter().map(words).collect::<Vec<_>>().join("\n")
    })
}

fn manifest(set: &RuleSet, declared: &Declared) -> Manifest {
    let complete = declared.complete.iter().map(|(kind, from, to)| Declaration {
        kind: set.program.schema.kind_named(kind).unwrap(),
        period: Period { from: from.map_or(Day::MIN, engine_day), to: to.map_or(Day::MAX, engine_day) },
        place: None,
    });
    let schema = &set.program.schema;
    let nowhere = declared.nowhere.iter().map(|(kind, field)| {
        let kind = schema.kind_named(kind).expect("a kind that was made");
        let at = schema.kind(kind).fields.iter().position(|known| known.name.en == *field);
        let at = at.expect("a field that was made");
        (kind, FieldId(at as u16))
    });
    let (complete, nowhere) = (complete.collect(), nowhere.collect());
    Manifest { complete, nowhere, extracted: declared.extracted.map(engine_day), ..Manifest::default() }
}

/// What the engine says.
fn by_engine(set: &RuleSet, scene: &Scene) -> Verdicts {
    let program = &set.program;
    let text = scene.case.to_string();
    let (cases, _) = read_document(&program.schema, &Document { path: "case", text: &text, first_line: 1, file: 0 });
    let manifest = manifest(set, &scene.declared);
    let setting =
        Setting { program, case: &cases[0], manifest: &manifest, as_of: engine_day(scene.as_of), partials: None };
    let mut verdicts = Verdicts::new();
    for judged in judge(setting) {
        let subject = judged.duty.subject.map(|record| (record.kind.0.into(), record.row as usize));
        let found = (subject, window(set, &cases[0], &judged.duty.window), judged.verdict.name());
        verdicts.entry(program.rules[judged.duty.rule].id.clone()).or_default().push(found);
    }
    sorted(verdicts)
}

fn window(set: &RuleSet, _: &Case, window: &WindowValue) -> String {
    let schema = &set.program.schema;
    match window {
        WindowValue::None => String::new(),
        WindowValue::Month(month) => month.to_string(),
        WindowValue::Days(from, to) => format!("{from}..{to}"),
        WindowValue::Text(text) => format!("={text}"),
        WindowValue::Number(number) => number.to_string(),
        WindowValue::Code(list, code) => schema.list(*list).values[*code as usize].en.clone(),
        WindowValue::Record(RecordId { kind, row }) => format!("{} {row}", schema.kind(*kind).name.en),
    }
}

fn sorted(mut verdicts: Verdicts) -> Verdicts {
    verdicts.values_mut().for_each(|found| found.sort());
    verdicts
}

/// What the oracle says.
fn by_oracle(pack: &Pack, scene: &Scene, tally: &Tally) -> Verdicts {
    let records = Records::read(pack, &scene.case);
    let closed = Closed::of(pack, &scene.declared);
    let oracle = Oracle {
        pack,
        records: &records,
        closed: &closed,
        declared: &scene.declared,
        as_of: scene.as_of,
        anchor: std::cell::RefCell::new([scene.as_of].into()),
        own: std::cell::RefCell::new([scene.as_of].into()),
        later: false.into(),
        tally,
    };
    let again = rules::read_again(pack);
    let found = rules(pack, &again).into_iter().map(|rule| (rule.id.clone(), oracle.judge(&rule)));
    sorted(found.filter(|(_, found)| !found.is_empty()).collect())
}

/// The first rule on which the two do not agree.
fn differing(set: &RuleSet, pack: &Pack, scene: &Scene, tally: &Tally) -> (Verdicts, Option<String>) {
    let (engine, oracle) = (by_engine(set, scene), by_oracle(pack, scene, tally));
    let all = engine.keys().chain(oracle.keys());
    let differs = all.filter(|rule| engine.get(*rule) != oracle.get(*rule)).min().cloned();
    (engine, differs)
}

#[allow(clippy::disallowed_methods, reason = "how much is tried is for whoever runs the tests")]
fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().map_or(otherwise, |text| text.parse().unwrap())
}

#[test]
fn agrees() {
    let (pairs, seed) = (setting("KIJUN_PAIRS", 100_000), setting("KIJUN_SEED", 1));
    let tally = Tally::default();
    let mut shares: BTreeMap<&'static str, u64> = BTreeMap::new();
    let mut tried = 0;
    for stream in 0.. {
        if tried >= pairs {
            break;
        }
        let mut random = Random::new(seed, stream);
        let made = make_rules::make(&mut random, RULES);
        let set = match compiled(&made.items, &made.profile) {
            Ok(set) => set,
            // Two exceptions that happen to read the same are a clash that is found before.
            Err(words) if words.contains("different effects") => continue,
            Err(words) => panic!("seed {seed}, pack {stream}: {words}\n{}", text(&made.items)),
        };
        let pack = Pack::parse(&(text(&made.items) + &text(&made.profile)));
        for _ in 0..CASES {
            let scene = make_case::make(&mut random, &made.schema);
            let (verdicts, differs) = differing(&set, &pack, &scene, &tally);
            if let Some(rule) = differs {
                shrink::report(seed, stream, (made.items, made.profile), scene, &rule);
            }
            verdicts.values().flatten().for_each(|(.., verdict)| *shares.entry(verdict).or_default() += 1);
            tried += set.program.rules.len() as u64;
        }
    }
    let duties: u64 = shares.values().sum();
    println!("{tried} pairs, {duties} duties, seed {seed}");
    for (verdict, count) in &shares {
        println!("{:6.2} % {verdict}", *count as f64 * 100.0 / duties as f64);
    }
    for (name, [yes, no, unknown]) in tally.seen.borrow().iter() {
        println!("{name:22} true {yes}, false {no}, unknown {unknown}");
    }
    // A short run is for a quick look.
    if pairs >= 50_000 {
        enough(&shares, duties, &tally);
    }
}

/// Operators, functions and clauses that must meet true, false and unknown; a construct of the language is one more.
const EVERY: &str = "implies or and not chain <= < >= > = != in exists none count position previous recorded filled_in judged \
    + - each_record each_value else collect set interval distinct list view parent single start end field code param \
    define earliest latest min max end_of_month month_of next_month previous_month runs months_include months_exclude \
    months_exclude_first months_only_first absent date month duration literal variable root path \
    where require unless exception suppress applies transition replacement \
    filed deadline * / collect_values expiry_excluded expiry_included age attains corresponding_day days_in open_day \
    periods_touched periods_whole sum size top top_share joined";

fn enough(shares: &BTreeMap<&'static str, u64>, duties: u64, tally: &Tally) {
    for verdict in ["conform", "violation", "undetermined", "pending", "not-applicable", "exempt"] {
        let count = shares.get(verdict).copied().unwrap_or(0);
        assert!(count * 20 >= duties, "{verdict}: {count} of {duties}");
    }
    let seen = tally.seen.borrow();
    for name in EVERY.split_whitespace() {
        let counts = seen.get(name).copied().unwrap_or_default();
        assert!(counts.iter().all(|count| *count > 0), "{name} does not meet every truth value: {counts:?}");
    }
    let unknown: Vec<_> = seen.keys().filter(|name| EVERY.split_whitespace().all(|known| known != **name)).collect();
    assert!(unknown.is_empty(), "not asked for: {unknown:?}");
}
