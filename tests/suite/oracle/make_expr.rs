//! Random expressions of a wanted type. What may be absent is guarded where a condition can do it, else replaced.

use super::make_path::Path;
use super::make_schema::{GSchema, GTy};
use super::random::Random;

/// A text, and the optional values that must be known to be recorded where it stands.
#[derive(Clone)]
pub struct Op {
    pub text: String,
    pub guards: Vec<String>,
}

pub fn op(text: impl Into<String>) -> Op {
    Op { text: text.into(), guards: Vec::new() }
}

/// Names that items declare for expressions to use.
#[derive(Default)]
pub struct Declared {
    /// Name, type (`days`, `months`, or one of a value).
    pub params: Vec<(String, &'static str)>,
    /// Name, kind of its parameter, type of its result; a condition is `yes_no`.
    pub defines: Vec<(String, usize, GTy)>,
    pub judgements: Vec<(String, usize)>,
    pub filings: Vec<(String, usize)>,
    /// The kinds that the condition `d_two` compares.
    pub two: Option<(usize, usize)>,
}

pub struct Maker<'g> {
    pub random: &'g mut Random,
    pub schema: &'g GSchema,
    pub declared: &'g Declared,
    pub vars: Vec<(String, GTy)>,
    pub next: usize,
}

pub const TEXTS: [&str; 3] = ["x", "y", "z"];

impl Maker<'_> {
    pub fn chance(&mut self, percent: usize) -> bool {
        self.random.chance(percent)
    }

    /// A value of a type.
    pub fn value(&mut self, ty: GTy, depth: usize) -> Op {
        match ty {
            GTy::Date => self.date(depth),
            GTy::Month => self.month(depth),
            GTy::Number => self.number(depth),
            GTy::Interval => self.interval(depth),
            GTy::YesNo => op(self.truth(depth)),
            GTy::Text => match self.path(ty, false) {
                Some(path) if self.chance(60) => path,
                _ => op(format!("\"{}\"", self.random.pick(&TEXTS))),
            },
            GTy::Code(list) => match self.path(ty, false) {
                Some(path) if self.chance(50) => path,
                _ => op(self.random.pick(&self.schema.lists[list]).clone()),
            },
            GTy::Record(kind) => self.record(kind).unwrap_or_else(|| op("case")),
        }
    }

    /// A value that needs no guard.
    pub fn free(&mut self, ty: GTy, depth: usize) -> String {
        for _ in 0..20 {
            let op = self.value(ty, depth);
            if op.guards.is_empty() {
                return op.text;
            }
            let replaced = op.guards.len() == 1 && op.guards[0] == op.text;
            if replaced {
                let other = self.value(ty, 0);
                if other.guards.is_empty() {
                    return format!("({} else {})", op.text, other.text);
                }
            }
        }
        match ty {
            GTy::Month => "2024-05".to_owned(),
            GTy::Number => "1".to_owned(),
            GTy::Interval => "case.span".to_owned(),
            _ => self.day(),
        }
    }

    pub fn day(&mut self) -> String {
        let (year, month) = *self.random.pick(&[(2023, 9), (2023, 12), (2024, 2), (2024, 4), (2024, 8), (2024, 12)]);
        format!("{year}-{month:02}-{:02}", self.random.between(1, 29))
    }

    pub fn duration(&mut self) -> String {
        let days = [("days", 12)];
        let months: Vec<&(String, &str)> =
            self.declared.params.iter().filter(|(_, ty)| matches!(*ty, "days" | "months")).collect();
        if !months.is_empty() && self.random.chance(25) {
            return self.random.pick(&months).0.clone();
        }
        match self.random.below(8) {
            0..=3 => format!("{} {}", self.random.below(60), days[0].0),
            4 => "1 year".to_owned(),
            5 if self.random.chance(30) => "(3 months - 1 month)".to_owned(),
            _ => format!("{} months", self.random.between(1, 4)),
        }
    }

    pub fn date(&mut self, depth: usize) -> Op {
        if depth == 0 || self.chance(35) {
            return match self.path(GTy::Date, false) {
                Some(path) if self.chance(85) => path,
                _ => op(self.day()),
            };
        }
        let inner = depth - 1;
        if self.chance(14) {
            return self.more_date(inner);
        }
        match self.random.below(11) {
            0..=2 => {
                let (of, by) = (self.date(inner), self.duration());
                let sign = if self.chance(65) { "+" } else { "-" };
                Op { text: format!("({} {sign} {by})", of.text), ..of }
            }
            3 => {
                let of = self.date(inner);
                Op { text: format!("end_of_month({})", of.text), ..of }
            }
            4 => {
                let (a, b) = (self.date(inner), self.date(inner));
                let name = *self.random.pick(&["min", "max"]);
                Op { text: format!("{name}({}, {})", a.text, b.text), guards: [a.guards, b.guards].concat() }
            }
            5 => {
                let of = if self.chance(50) { self.month(inner) } else { self.interval(inner) };
                let end = *self.random.pick(&["start", "end", "始日", "末日"]);
                Op { text: format!("{}.{end}", of.text), ..of }
            }
            6 | 7 => match self.collect(GTy::Date, inner) {
                Some(coll) => op(format!("{}({coll})", self.random.pick(&["earliest", "latest"]))),
                None => self.date(0),
            },
            8 => self.called(GTy::Date).unwrap_or_else(|| op(self.day())),
            9 => self.param("date").unwrap_or_else(|| op(self.day())),
            _ => {
                let mut of = self.date(0);
                if of.guards.last() == Some(&of.text) {
                    of.guards.pop();
                }
                let or = self.date(inner);
                Op { text: format!("({} else {})", of.text, or.text), guards: [of.guards, or.guards].concat() }
            }
        }
    }

    pub fn param(&mut self, ty: &str) -> Option<Op> {
        let found: Vec<&(String, &str)> = self.declared.params.iter().filter(|(_, known)| *known == ty).collect();
        (!found.is_empty()).then(|| op(self.random.pick(&found).0.clone()))
    }

    /// A call of a definition on a record that is at hand.
    pub fn called(&mut self, result: GTy) -> Option<Op> {
        let found: Vec<&(String, usize, GTy)> =
            self.declared.defines.iter().filter(|(.., known)| *known == result).collect();
        if found.is_empty() {
            return None;
        }
        let (name, kind, _) = (*self.random.pick(&found)).clone();
        let at_hand: Vec<Op> =
            self.records().into_iter().filter(|(_, known)| *known == kind).map(|(record, _)| record).collect();
        if at_hand.is_empty() {
            return None;
        }
        let of = self.random.pick(&at_hand).clone();
        Some(Op { text: format!("{name}({})", of.text), ..of })
    }

    pub fn month(&mut self, depth: usize) -> Op {
        if depth > 0 && self.chance(70) {
            let inner = depth - 1;
            return match self.random.below(6) {
                0 | 1 => {
                    let of = self.date(inner);
                    Op { text: format!("month_of({})", of.text), ..of }
                }
                2 | 3 => {
                    let of = self.month(inner);
                    Op { text: format!("{}({})", self.random.pick(&["next_month", "previous_month"]), of.text), ..of }
                }
                4 => {
                    let of = self.month(inner);
                    let by = *self.random.pick(&["+ 1 month", "- 2 months", "+ 1 year"]);
                    Op { text: format!("({} {by})", of.text), ..of }
                }
                _ => self.param("month").unwrap_or_else(|| op("2024-05")),
            };
        }
        match self.path(GTy::Month, false) {
            Some(path) if self.chance(80) => path,
            _ => op(format!("2024-{:02}", self.random.between(1, 13))),
        }
    }

    pub fn number(&mut self, depth: usize) -> Op {
        if depth > 0 && self.chance(60) {
            let inner = depth - 1;
            if self.chance(25) {
                return self.more_number(inner);
            }
            match self.random.below(6) {
                0..=2 => return op(format!("(count {})", self.range(inner, None))),
                3 => {
                    let (record, _) = self.listed();
                    return Op { text: format!("position({})", record.text), ..record };
                }
                4 => {
                    let (a, b) = (self.number(inner), self.number(0));
                    let sign = *self.random.pick(&["+", "-"]);
                    return Op {
                        text: format!("({} {sign} {})", a.text, b.text),
                        guards: [a.guards, b.guards].concat(),
                    };
                }
                _ => return self.param("number").unwrap_or_else(|| op("2")),
            }
        }
        match self.path(GTy::Number, false) {
            Some(path) if self.chance(60) => path,
            _ => op(self.random.below(4).to_string()),
        }
    }

    pub fn interval(&mut self, depth: usize) -> Op {
        match self.path(GTy::Interval, false) {
            Some(path) if self.chance(70) => path,
            _ => {
                let (from, to) = (self.start(), self.date(depth.min(1)));
                Op { text: format!("[{}, {}]", from.text, to.text), guards: [from.guards, to.guards].concat() }
            }
        }
    }

    /// A first day: never one that may be recorded as an open end.
    pub fn start(&mut self) -> Op {
        let found: Vec<Path> = self.paths(GTy::Date, false).into_iter().collect();
        let found: Vec<Op> = found
            .into_iter()
            .filter(|path| path.field.as_ref().is_some_and(|field| field.none.is_empty()))
            .map(|path| path.op)
            .collect();
        if found.is_empty() || self.chance(20) {
            return op(self.day());
        }
        self.random.pick(&found).clone()
    }
}
