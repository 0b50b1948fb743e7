//! A disagreement made small: items, clauses, records, declarations and parts of expressions are left out as long as
//! the two still disagree on the rule.

use super::make_case::Scene;
use super::make_rules::{Lines, text};
use super::records::Declared;
use super::schema::Pack;
use super::tally::Tally;
use super::{by_engine, by_oracle, compiled};
use serde_json::Value;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How much is tried, unless `KIJUN_SHRINK` says how much.
const TRIES: u64 = 4_000;

struct Trial {
    items: Lines,
    /// What it is checked with, left as it is.
    profile: Lines,
    scene: Scene,
}

impl Trial {
    fn with(&self, items: Lines) -> Trial {
        let Scene { case, declared, as_of } = &self.scene;
        let scene = Scene { case: case.clone(), declared: declared.clone(), as_of: *as_of };
        Trial { items, profile: self.profile.clone(), scene }
    }

    fn of_case(&self, case: Value, declared: Declared) -> Trial {
        let scene = Scene { case, declared, as_of: self.scene.as_of };
        Trial { items: self.items.clone(), profile: self.profile.clone(), scene }
    }

    fn pack(&self) -> Pack {
        Pack::parse(&(text(&self.items) + &text(&self.profile)))
    }

    /// Whether it still compiles and the two still disagree on the rule.
    fn differs(&self, rule: &str) -> bool {
        let Ok(set) = compiled(&self.items, &self.profile) else { return false };
        let all = catch_unwind(AssertUnwindSafe(|| {
            by_engine(&set, &self.scene).get(rule) != by_oracle(&self.pack(), &self.scene, &Tally::default()).get(rule)
        }));
        all.unwrap_or(false)
    }

    /// Every trial that is one step smaller.
    fn smaller(&self) -> Box<dyn Iterator<Item = Trial> + '_> {
        let items = (0..self.items.len()).map(|at| {
            let mut items = self.items.clone();
            items.remove(at);
            self.with(items)
        });
        let clauses = self.places().filter(|(_, line)| *line > 0).map(|(item, line)| {
            let mut items = self.items.clone();
            items[item].remove(line);
            self.with(items)
        });
        let cases = less(&self.scene.case).into_iter().map(|case| self.of_case(case, self.scene.declared.clone()));
        let declared = (0..self.scene.declared.complete.len()).map(|at| {
            let mut declared = self.scene.declared.clone();
            declared.complete.remove(at);
            self.of_case(self.scene.case.clone(), declared)
        });
        let texts = self.places().flat_map(move |(item, line)| {
            simpler(&self.items[item][line]).into_iter().map(move |text| {
                let mut items = self.items.clone();
                items[item][line] = text;
                self.with(items)
            })
        });
        Box::new(items.chain(clauses).chain(cases).chain(declared).chain(texts))
    }

    fn places(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.items.iter().enumerate().flat_map(|(at, item)| (0..item.len()).map(move |line| (at, line)))
    }
}

/// A line with one bracket replaced by what stands in an inner one, or by a constant.
fn simpler(line: &str) -> Vec<String> {
    let opens: Vec<usize> = line.match_indices('(').map(|(at, _)| at).collect();
    let spans: Vec<(usize, usize)> = opens.iter().filter_map(|from| Some((*from, closing(line, *from)?))).collect();
    let mut found = Vec::new();
    for (from, to) in &spans {
        let replace = |by: &str| format!("{}{by}{}", &line[..*from], &line[*to..]);
        found.extend(["true", "false", "2024-05-01"].map(replace));
        let inside = spans.iter().filter(|(start, end)| from < start && end < to);
        found.extend(inside.map(|(start, end)| replace(&line[*start..*end])));
    }
    found.retain(|text| text != line && text.len() <= line.len());
    found
}

/// One past the bracket that closes the one at a place.
fn closing(line: &str, from: usize) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in line[from..].char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(from + at + 1);
        }
    }
    None
}

/// Every value with one member or item less.
fn less(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(items) => {
            let without = (0..items.len()).map(|at| {
                let mut items = items.clone();
                items.remove(at);
                Value::Array(items)
            });
            let inside = items.iter().enumerate().flat_map(|(at, item)| {
                less(item).into_iter().map(move |item| {
                    let mut items = items.clone();
                    items[at] = item;
                    Value::Array(items)
                })
            });
            without.chain(inside).collect()
        }
        Value::Object(map) => {
            let without = map.keys().map(|key| {
                let mut map = map.clone();
                map.remove(key);
                Value::Object(map)
            });
            let inside = map.iter().flat_map(|(key, value)| {
                less(value).into_iter().map(move |value| {
                    let mut map = map.clone();
                    map.insert(key.clone(), value);
                    Value::Object(map)
                })
            });
            without.chain(inside).collect()
        }
        _ => Vec::new(),
    }
}

/// Makes it small, prints it, and fails.
pub fn report(seed: u64, stream: u64, (items, profile): (Lines, Lines), scene: Scene, rule: &str) -> ! {
    let mut trial = Trial { items, profile, scene };
    std::panic::set_hook(Box::new(|_| {}));
    let most = super::setting("KIJUN_SHRINK", TRIES);
    let (mut tries, mut at, mut changed) = (0, 0, false);
    while tries < most {
        let found = trial.smaller().skip(at).enumerate().find(|(_, trial)| {
            tries += 1;
            tries < most && trial.differs(rule)
        });
        match found {
            // What comes after what was left out stands in its place now.
            Some((skipped, smaller)) if tries < most => {
                (trial, at, changed) = (smaller, at + skipped, true);
            }
            _ if changed => (at, changed) = (0, false),
            _ => break,
        }
    }
    let _ = std::panic::take_hook();
    let set = compiled(&trial.items, &trial.profile).unwrap();
    let pack = trial.pack();
    let (engine, oracle) = (by_engine(&set, &trial.scene), by_oracle(&pack, &trial.scene, &Tally::default()));
    panic!(
        "engine and oracle disagree on {rule}; KIJUN_SEED={seed}, pack {stream}\n\n{}\n{}\ncase {}\ncomplete {:?}\n\
         extracted {:?}, as of {:?}\n\nengine {:?}\noracle {:?}",
        text(&trial.items),
        text(&trial.profile),
        trial.scene.case,
        trial.scene.declared.complete,
        trial.scene.declared.extracted,
        trial.scene.as_of,
        engine.get(rule),
        oracle.get(rule),
    );
}
