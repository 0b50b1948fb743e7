//! Periods that expire, ages and open days: one day at a time.

use super::date::{D, MAX, MIN, before, each_day, first, last, length, next, walk};
use super::eval::{Oracle, Scope};
use super::value::{End, PARTIAL, UNSURE, Value, causes};
use kijun::lang::ast::{Arg, ClauseKind, ExprKind, Item, Unit};
use kijun::lang::words::Label;
use std::rc::Rc;

/// The day of the same number in the month so many months on; none where that month is shorter.
fn same_number(day: D, months: i64) -> Option<D> {
    let (year, month) = super::date::later_month((day.0, day.1), months);
    (day.2 <= length(year, month)).then_some((year, month, day.2))
}

/// The last day of a period that runs from a day's own morning, or from the next one's.
pub fn expires(day: D, amount: i64, unit: Unit, included: bool) -> D {
    if day == MIN || day == MAX {
        return day;
    }
    let start = if included { day } else { next(day) };
    let months = match unit {
        Unit::Days => return (0..amount).fold(before(start), |at, _| next(at)),
        Unit::Months => amount,
        Unit::Years => amount * 12,
    };
    match same_number(start, months) {
        Some(day) => before(day),
        None => {
            let (year, month) = super::date::later_month((start.0, start.1), months);
            (year, month, length(year, month))
        }
    }
}

/// Birthdays are counted as they come round, each attained on its eve.
fn age(birth: D, on: D) -> i64 {
    (1..).take_while(|years| expires(birth, *years, Unit::Years, true) < on).count() as i64
}

fn word<'a>(args: &'a [Arg], name: &str) -> Option<&'a str> {
    args.iter().find(|arg| arg.name.as_ref().is_some_and(|found| found.text == name)).map(|arg| match &arg.value.kind {
        ExprKind::Name(name) => name.text.as_str(),
        other => unreachable!("{other:?} is no word"),
    })
}

fn unknown(values: &[Value]) -> Value {
    let whys = values.iter().filter_map(|value| if let Value::Unknown(why) = value { Some(*why) } else { None });
    whys.reduce(|a, b| a | b).map_or(Value::Absent, Value::Unknown)
}

impl Oracle<'_> {
    pub fn time(&self, name: &str, args: &[Arg], scope: Scope) -> Option<(&'static str, Value)> {
        let value = |at: usize| self.eval(&args[at].value, scope);
        Some(match name {
            "expiry" => {
                let included = word(args, "first_day") == Some("included");
                let kind = if included { "expiry_included" } else { "expiry_excluded" };
                match (value(0), value(1)) {
                    (Value::Date(days), Value::Duration(amount, unit)) => {
                        (kind, Value::Date(each_day(&days, |day| expires(day, amount, unit, included))))
                    }
                    (a, b) => (kind, unknown(&[a, b])),
                }
            }
            "age" => match (value(0), value(1)) {
                (Value::Date(birth), Value::Date(on)) => {
                    ("age", Value::Number(age(last(&birth), first(&on)), age(first(&birth), last(&on))))
                }
                (a, b) => ("age", unknown_first(a, b)),
            },
            "attains" => match (value(0), value(1)) {
                (Value::Date(birth), Value::Duration(years, _)) => {
                    ("attains", Value::Date(each_day(&birth, |day| expires(day, years, Unit::Years, true))))
                }
                (a, b) => ("attains", unknown_first(a, b)),
            },
            "corresponding_day" => match (value(0), value(1)) {
                (Value::Date(days), Value::Duration(amount, unit)) => {
                    ("corresponding_day", corresponding(&days, amount, unit))
                }
                (a, b) => ("corresponding_day", unknown_first(a, b)),
            },
            "days_in" => match value(0) {
                Value::Interval(from, to) => ("days_in", days_in(&from, &to)),
                other => ("days_in", unknown(&[other])),
            },
            "open_day" => {
                let ExprKind::Name(table) = &args[1].value.kind else { unreachable!("a table is a name") };
                let step = if word(args, "shift") == Some("next") { next } else { before };
                let table = self.pack.closed(&table.text);
                ("open_day", open_day(value(0), table, step))
            }
            other => {
                let table = self.pack.periods(other)?;
                let whole = word(args, "partial") == Some("exclude");
                let name = if whole { "periods_whole" } else { "periods_touched" };
                (name, self.periods(value(0), &table, whole))
            }
        })
    }

    /// The periods that the covered days touch, or fill.
    fn periods(&self, intervals: Value, table: &[(u32, u32)], whole: bool) -> Value {
        let coll = match Self::as_coll(intervals) {
            Ok(coll) => coll,
            Err(why) => return Value::Unknown(why),
        };
        let cover = self.cover(&coll);
        let months = cover.by_month();
        let mut made = cover.nothing(&coll);
        for (start, ..) in &months {
            for (from, to) in table.iter().filter(|(from, _)| *from == start.1) {
                let length = (i64::from(*to) - i64::from(*from)).rem_euclid(12);
                let last = super::date::later_month(*start, length);
                let inside: Vec<_> = months.iter().filter(|(month, ..)| start <= month && month <= &last).collect();
                let holds = |days: &[bool]| if whole { days.iter().all(|day| *day) } else { days.contains(&true) };
                let sure: Vec<bool> = inside.iter().flat_map(|(_, sure, _)| sure.clone()).collect();
                let may: Vec<bool> = inside.iter().flat_map(|(.., may)| may.clone()).collect();
                let complete = inside.last().is_some_and(|(month, ..)| *month == last);
                let ends = [(start.0, start.1, 1), super::date::last_of(last)];
                let value = Value::Interval(Ok([ends[0]].into()), Ok([ends[1]].into()));
                made.add(value, holds(&sure) && (complete || !whole), holds(&may) && (complete || !whole), cover.why);
            }
        }
        Value::Coll(Rc::new(made))
    }
}

/// The engine asks the first argument first.
fn unknown_first(a: Value, b: Value) -> Value {
    match a {
        Value::Unknown(why) => Value::Unknown(why),
        Value::Date(_) => unknown(&[b]),
        _ => Value::Absent,
    }
}

fn corresponding(days: &[D], amount: i64, unit: Unit) -> Value {
    let on = |day: D| match unit {
        _ if day == MIN || day == MAX => Some(day),
        Unit::Days => Some(super::date::later(day, amount, unit)),
        Unit::Months => same_number(day, amount),
        Unit::Years => same_number(day, amount * 12),
    };
    match (on(days[0]), on(days[days.len() - 1])) {
        (Some(lo), Some(hi)) => Value::Date(super::date::through(lo, hi)),
        (None, _) if days.len() == 1 => Value::Absent,
        _ => Value::Unknown(PARTIAL | UNSURE),
    }
}

fn days_in(from: &End, to: &End) -> Value {
    let why = causes(from, to);
    let (Ok(from), Ok(to)) = (from, to) else { return Value::Unknown(if why == 0 { UNSURE } else { why }) };
    // Without an end there are more days than any number.
    if ![MIN, MAX].contains(&last(from)) && first(to) == MAX {
        return Value::Number(i64::MAX, i64::MAX);
    }
    if [first(from), first(to)].contains(&MIN) || [last(from), last(to)].contains(&MAX) {
        return Value::Unknown(UNSURE);
    }
    let between = |a: D, b: D| if a <= b { walk(a, b).count() as i64 } else { 0 };
    Value::Number(between(last(from), first(to)), between(first(from), last(to)))
}

/// Whether a day is closed; none outside the days that the table covers.
fn is_closed(table: &Item, day: D) -> Option<bool> {
    let clause = |label| table.clause(label).map(|clause| &clause.kind);
    let Some(ClauseKind::Force(covers)) = clause(Label::Covers) else { unreachable!("a table covers days") };
    let (from, to) = super::eval::force(*covers);
    if day < from || day > to {
        return None;
    }
    // 2024-01-01 was a Monday.
    let monday = (2024, 1, 1);
    let away = if day >= monday { walk(monday, day).count() - 1 } else { 7 - (walk(day, monday).count() - 1) % 7 } % 7;
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let weekly = matches!(clause(Label::Weekly), Some(ClauseKind::Names(listed)) if listed.iter().any(|name| name.text == names[away]));
    let yearly = match clause(Label::Yearly) {
        Some(ClauseKind::Yearly(ranges)) => ranges.iter().any(|[from, to]| {
            let at = (day.1 as u8, day.2 as u8);
            if from <= to { *from <= at && at <= *to } else { *from <= at || at <= *to }
        }),
        _ => false,
    };
    let listed = table.all(Label::Days).any(|clause| match &clause.kind {
        ClauseKind::Days(days) => days.iter().any(|listed| super::date::of_day(*listed) == day),
        _ => false,
    });
    Some(weekly || yearly || listed)
}

fn open_day(day: Value, table: &Item, step: fn(D) -> D) -> Value {
    let Value::Date(days) = day else { return day };
    let shifted = |mut day: D| {
        for _ in 0..=60 {
            match is_closed(table, day)? {
                true => day = step(day),
                false => return Some(day),
            }
        }
        None
    };
    match (shifted(first(&days)), shifted(last(&days))) {
        (Some(lo), Some(hi)) => Value::Date(super::date::through(lo, hi)),
        _ => Value::Unknown(UNSURE),
    }
}
