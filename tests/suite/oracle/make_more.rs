//! Random uses of periods that expire, open days, periods of the year, sums and shares, judgements and filings.

use super::make_expr::{Maker, Op, op};
use super::make_rules::Lines;
use super::make_schema::GTy;

/// Tables that expressions use.
pub fn tables() -> Lines {
    let item = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
    vec![
        item(&["periods halves 半期 : summer 夏 3..8, winter 冬 9..2"]),
        item(&["periods springs 春 : spring 春期 2..4"]),
        item(&[
            "closed_days shut 休み",
            "weekly saturday, sunday",
            "yearly 12-29..01-03, 05-05",
            "days 2024-02-12, 2024-02-29, 2024-04-29, 2024-06-03, 2024-08-30",
            "days 2023-09-18",
            "covers 2023-09-01..2025-02-28",
        ]),
    ]
}

impl Maker<'_> {
    pub fn more_date(&mut self, depth: usize) -> Op {
        let of = self.date(depth);
        let text = match self.random.below(9) {
            0..=2 => {
                let first = *self.random.pick(&["excluded", "included"]);
                let by = *self.random.pick(&["1 month", "2 months", "13 days", "0 days", "1 year"]);
                format!("expiry({}, {by}, first_day: {first})", of.text)
            }
            3 => format!("attains({}, {} years)", of.text, self.random.below(3)),
            4 | 5 => {
                let by = *self.random.pick(&["1 month", "6 months", "10 days", "1 year"]);
                format!("corresponding_day({}, {by})", of.text)
            }
            6 => return self.asked("deadline").unwrap_or(of),
            _ => {
                let shift = *self.random.pick(&["next", "previous"]);
                format!("open_day({}, shut, shift: {shift})", of.text)
            }
        };
        Op { text: format!("({text})"), ..of }
    }

    pub fn more_number(&mut self, depth: usize) -> Op {
        match self.random.below(6) {
            0 => match self.collect(GTy::Number, depth) {
                Some(coll) => op(format!("sum({coll})")),
                None => op("3"),
            },
            1 => {
                let coll = self.any_collection(depth);
                op(format!("size({coll})"))
            }
            2 => {
                let of = self.interval(depth);
                Op { text: format!("days_in({})", of.text), ..of }
            }
            3 => {
                let (birth, on) = (self.date(0), self.date(depth));
                Op { text: format!("age({}, {})", birth.text, on.text), guards: [birth.guards, on.guards].concat() }
            }
            _ => {
                let (a, b) = (self.number(depth), self.number(0));
                Op { text: format!("({} * {})", a.text, b.text), guards: [a.guards, b.guards].concat() }
            }
        }
    }

    fn any_collection(&mut self, depth: usize) -> String {
        let list = self.random.below(self.schema.lists.len());
        let ty = *self.random.pick(&[GTy::Text, GTy::Code(list), GTy::Code(list), GTy::Date, GTy::Number]);
        if self.chance(20)
            && let Some(joined) = self.joined()
        {
            return joined;
        }
        let coll = self.collect(ty, depth).unwrap_or_else(|| "{1, 2, 2}".to_owned());
        if self.chance(25) { format!("distinct {coll}") } else { coll }
    }

    /// The lists of all records of a kind in one.
    fn joined(&mut self) -> Option<String> {
        let kinds = self.schema.kinds.iter().enumerate().skip(1);
        let lists: Vec<(usize, String)> = kinds
            .flat_map(|(at, kind)| {
                let lists = kind.fields.iter().filter(|field| field.list && matches!(field.ty, GTy::Code(_)));
                lists.map(move |field| (at, field.name.clone()))
            })
            .collect();
        if lists.is_empty() {
            return None;
        }
        let (kind, field) = self.random.pick(&lists).clone();
        let var = self.fresh();
        Some(format!("joined({{ {var}.{field} for {} {var} }})", self.schema.kinds[kind].name))
    }

    /// A filing about a record that is at hand, or its last day.
    fn asked(&mut self, word: &str) -> Option<Op> {
        if self.declared.filings.is_empty() {
            return None;
        }
        let (name, kind) = self.random.pick(&self.declared.filings).clone();
        let at_hand: Vec<Op> =
            self.records().into_iter().filter(|(_, known)| *known == kind).map(|(record, _)| record).collect();
        if at_hand.is_empty() {
            return None;
        }
        let of = self.random.pick(&at_hand).clone();
        Some(Op { text: format!("({word} {name}({}))", of.text), ..of })
    }

    pub fn more_truth(&mut self, depth: usize) -> String {
        let list = self.random.below(self.schema.lists.len());
        let code = self.random.pick(&self.schema.lists[list]).clone();
        let percent = *self.random.pick(&["50%", "33.4%", "100%", "66%", "0%"]);
        let operator = *self.random.pick(&["<=", "<", ">=", ">", "="]);
        match self.random.below(15) {
            10..=14 => self.counted(depth),
            0 | 1 => {
                let coll = self.any_collection(depth);
                format!("(top_share({coll}) {operator} {percent})")
            }
            2 | 3 => {
                let (a, b) = (self.number(1), self.number(1));
                self.guarded(&[a.guards, b.guards].concat(), format!("{} / {} {operator} {percent}", a.text, b.text))
            }
            4 => match self.collect(GTy::Code(list), depth) {
                Some(coll) if self.chance(50) => format!("(recorded(top({coll})))"),
                Some(coll) => format!("(top({coll}) = {code})"),
                None => self.simple(0),
            },
            5 => match self.asked("filed") {
                Some(asked) => self.guarded(&asked.guards.clone(), asked.text),
                None => self.simple(0),
            },
            6 => {
                let table = *self.random.pick(&["halves", "springs"]);
                let mode = *self.random.pick(&["", ", partial: exclude", ", partial: include"]);
                let intervals = self.intervals(depth);
                let var = self.fresh();
                self.vars.push((var.clone(), GTy::Interval));
                let body = format!("(exists {})", self.range(depth.min(1), None));
                self.vars.pop();
                format!("(each {var} in {table}({intervals}{mode}) : {body})")
            }
            7 => match self.joined() {
                Some(joined) => {
                    let code = self.code_for(&joined);
                    format!("({code} in {joined})")
                }
                None => self.simple(0),
            },
            8 => {
                let months = self.months(0);
                let var = self.fresh();
                let cond = if self.chance(50) { format!(" where {var} != 2024-04") } else { String::new() };
                let month = self.month(0);
                self.guarded(
                    &month.guards.clone(),
                    format!("{} in {{ next_month({var}) for {var} in {months}{cond} }}", month.text),
                )
            }
            _ => match self.path(GTy::Code(list), false) {
                Some(path) => self.guarded(&path.guards.clone(), format!("{} = list{list}.{code}", path.text)),
                None => self.simple(0),
            },
        }
    }

    /// A sum or a size beside a number that it may reach, or a share of a few.
    fn counted(&mut self, depth: usize) -> String {
        let operator = *self.random.pick(&["<=", "<", ">=", ">", "=", "!="]);
        let number = self.random.below(5);
        match self.random.below(5) {
            0 | 1 => match self.collect(GTy::Number, depth.max(1)) {
                Some(coll) => format!("(sum({coll}) {operator} {number})"),
                None => self.simple(0),
            },
            2 => {
                let coll = self.any_collection(depth.max(1));
                format!("(size({coll}) {operator} {number})")
            }
            3 => {
                let coll = self.any_collection(depth.max(1));
                format!("(size({coll}) / {} {operator} 50%)", number + 1)
            }
            _ => {
                let list = self.random.below(self.schema.lists.len());
                let code = self.random.pick(&self.schema.lists[list]).clone();
                match self.collect(GTy::Code(list), depth.max(1)) {
                    Some(coll) => format!("(top({coll}) {operator} {code})", operator = ["=", "!="][number % 2]),
                    None => self.simple(0),
                }
            }
        }
    }

    /// A code of the list that a joined collection is of, by its list.
    fn code_for(&mut self, joined: &str) -> String {
        let of = |field: &super::make_schema::GField| match field.ty {
            GTy::Code(list) if joined.contains(&format!(".{} for", field.name)) => Some(list),
            _ => None,
        };
        let kind = self.schema.kinds.iter().find(|kind| joined.contains(&format!(" for {} ", kind.name)));
        let list = kind.and_then(|kind| kind.fields.iter().find_map(of)).unwrap_or(0);
        format!("list{list}.{}", self.random.pick(&self.schema.lists[list]))
    }
}
