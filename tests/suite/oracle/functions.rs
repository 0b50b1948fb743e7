//! Functions, and the months that intervals make.

use super::date::{D, MAX, MIN, previous_month, through};
use super::date::{Days, each_day, first, last, last_of, next_month};
use super::eval::{Oracle, Scope};
use super::records::{Cell, Nested};
use super::value::{Coll, LATER, MISSING, PARTIAL, Truth, UNSURE, Value, before, same};
use Truth::{T, U};
use kijun::lang::ast::{Arg, ExprKind};
use std::cmp::Ordering;

impl Oracle<'_> {
    pub fn call(&self, name: &str, args: &[Arg], scope: Scope) -> (&'static str, Value) {
        let value = |at: usize| self.eval(&args[at].value, scope);
        match name {
            "months" => {
                let mode = args.iter().find(|arg| arg.name.is_some()).map(|arg| &arg.value.kind);
                let Some(ExprKind::Name(mode)) = mode else { unreachable!("months has a mode") };
                self.months(value(0), &mode.text)
            }
            "runs" => ("runs", self.runs(value(0), value(1))),
            "min" => ("min", extreme(true, value(0), value(1))),
            "max" => ("max", extreme(false, value(0), value(1))),
            "size" | "sum" | "top" | "top_share" | "joined" => self.aggregate(name, &args[0].value, scope),
            other => match self.time(other, args, scope) {
                Some(found) => found,
                None => self.function(other, value(0)),
            },
        }
    }

    pub fn function(&self, name: &str, of: Value) -> (&'static str, Value) {
        match (name, of) {
            ("end_of_month", Value::Date(days)) => (
                "end_of_month",
                Value::Date(each_day(
                    &days,
                    |day| if [MIN, MAX].contains(&day) { day } else { last_of((day.0, day.1)) },
                )),
            ),
            ("end_of_month", Value::Open) => ("end_of_month", Value::Open),
            ("end_of_month", of) => ("end_of_month", nothing(of)),
            ("month_of", Value::Date(days)) => {
                let month = |day: D| (day.0, day.1);
                let one = days.iter().all(|day| month(*day) == month(days[0]));
                ("month_of", if one { Value::Month(month(days[0])) } else { Value::Unknown(PARTIAL | UNSURE) })
            }
            ("month_of", of) => ("month_of", nothing(of)),
            ("next_month", Value::Month(month)) => ("next_month", Value::Month(next_month(month))),
            ("next_month", of) => ("next_month", nothing(of)),
            ("previous_month", Value::Month(month)) => ("previous_month", Value::Month(previous_month(month))),
            ("previous_month", of) => ("previous_month", nothing(of)),
            ("earliest", Value::Coll(coll)) => ("earliest", of_dates(&coll, false)),
            ("latest", Value::Coll(coll)) => ("latest", of_dates(&coll, true)),
            ("earliest" | "latest", of) => ("latest", nothing(of)),
            ("position", Value::Record(record)) => {
                let (least, most) = self.position(record);
                ("position", Value::Number(least, most))
            }
            ("position", of) => ("position", nothing(of)),
            ("previous", Value::Record(record)) => ("previous", self.previous(record)),
            ("previous", of) => ("previous", nothing(of)),
            (other, _) => unreachable!("no function {other}"),
        }
    }

    /// One more than the records that come before for certain, and than those that may.
    pub fn position(&self, record: usize) -> (i64, i64) {
        let orders: Vec<_> = self.siblings(record).into_iter().map(|other| self.order(other, record)).collect();
        let sure = orders.iter().filter(|order| **order == Some(Ordering::Less)).count() as i64;
        let unsure = orders.iter().filter(|order| order.is_none()).count() as i64;
        (sure + 1, sure + unsure + 1)
    }

    /// Of the records that come before, the one that all others of them come before.
    pub fn previous(&self, record: usize) -> Value {
        let (least, most) = self.position(record);
        if most == 1 {
            return Value::Unknown(MISSING);
        }
        let siblings = self.siblings(record);
        let earlier: Vec<usize> =
            siblings.into_iter().filter(|other| self.order(*other, record) == Some(Ordering::Less)).collect();
        let is_last =
            |at: usize| earlier.iter().all(|other| *other == at || self.order(*other, at) == Some(Ordering::Less));
        match earlier.iter().find(|at| is_last(**at)) {
            Some(found) if least == most => Value::Record(*found),
            _ => Value::Unknown(PARTIAL | UNSURE),
        }
    }

    pub fn siblings(&self, record: usize) -> Vec<usize> {
        let found = &self.records.0[record];
        let Some(parent) = found.parent else { return Vec::new() };
        let list = self.records.0[parent].nested.iter().find(|(kind, _)| *kind == found.kind);
        match list {
            Some((_, Nested::Records(list, _))) => {
                list.iter().copied().filter(|other| *other != record && self.used(*other)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// By the declared fields, then by place in the list; none when a value that decides is not known.
    pub fn order(&self, a: usize, b: usize) -> Option<Ordering> {
        for field in &self.pack.kinds[self.records.0[a].kind].ordered {
            let (left, right) = (&self.records.0[a].cells[*field], &self.records.0[b].cells[*field]);
            let order = match (left, right) {
                (Cell::Is(left), Cell::Is(right)) => by_value(left, right)?,
                (Cell::Ref(left), Cell::Ref(right)) => left.cmp(right),
                (Cell::Absent, Cell::Absent) => Ordering::Equal,
                _ => return None,
            };
            if order != Ordering::Equal {
                return Some(order);
            }
        }
        Some(a.cmp(&b))
    }
}

pub fn by_value(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Text(a), Value::Text(b)) => Some(a.cmp(b)),
        (Value::Code(_, a), Value::Code(_, b)) => Some(a.cmp(b)),
        (Value::Truth(a), Value::Truth(b)) => Some((*a == T).cmp(&(*b == T))),
        _ => match (before(left, right, true), before(right, left, true), same(left, right)) {
            (T, ..) => Some(Ordering::Less),
            (_, T, _) => Some(Ordering::Greater),
            (.., T) => Some(Ordering::Equal),
            _ => None,
        },
    }
}

/// What a function makes of something that has no value for it.
fn nothing(of: Value) -> Value {
    if let Value::Unknown(_) = of { of } else { Value::Absent }
}

fn extreme(least: bool, a: Value, b: Value) -> Value {
    match (a, b) {
        (Value::Date(a), Value::Date(b)) => {
            let pick = |a: D, b: D| if least { a.min(b) } else { a.max(b) };
            Value::Date(through(pick(first(&a), first(&b)), pick(last(&a), last(&b))))
        }
        // An end that is recorded as none is later than every date.
        (Value::Absent | Value::Open, other) | (other, Value::Absent | Value::Open) if least => other,
        (Value::Absent | Value::Open, _) | (_, Value::Absent | Value::Open) => Value::Open,
        (Value::Unknown(a), Value::Unknown(b)) => Value::Unknown(a | b),
        (Value::Unknown(why), _) | (_, Value::Unknown(why)) => Value::Unknown(why),
        _ => Value::Absent,
    }
}

/// The earliest or latest of what is recorded, whichever of the doubtful members belong.
fn of_dates(coll: &Coll, latest: bool) -> Value {
    let dates: Vec<(&Days, Truth)> = coll
        .members
        .iter()
        .filter_map(|(value, member)| if let Value::Date(days) = value { Some((days, *member)) } else { None })
        .collect();
    let doubtful: Vec<usize> = (0..dates.len()).filter(|at| dates[*at].1 != T).collect();
    let pick = |days: &mut dyn Iterator<Item = D>| if latest { days.max() } else { days.min() };
    let mut outcomes: Vec<Option<(D, D)>> = Vec::new();
    for choice in 0..1u32 << doubtful.len() {
        let in_choice =
            |at: usize| doubtful.iter().position(|doubt| *doubt == at).is_none_or(|bit| choice >> bit & 1 == 1);
        let chosen: Vec<&Days> = (0..dates.len()).filter(|at| in_choice(*at)).map(|at| dates[at].0).collect();
        let low = pick(&mut chosen.iter().map(|days| first(days)));
        outcomes.push(low.zip(pick(&mut chosen.iter().map(|days| last(days)))));
    }
    let may_come = coll.open.is_some_and(|why| why & LATER != 0);
    let why = dates.iter().fold(if may_come { LATER } else { 0 }, |why, (_, member)| match member {
        U(more) => why | more,
        _ => why,
    });
    let found: Vec<(D, D)> = outcomes.iter().copied().flatten().collect();
    if found.len() < outcomes.len() {
        return Value::Unknown(if why == 0 { MISSING } else { why | UNSURE });
    }
    let to = if latest && may_come { MAX } else { found.iter().map(|(_, last)| *last).max().unwrap() };
    Value::Date(through(found.iter().map(|(first, _)| *first).min().unwrap(), to))
}
