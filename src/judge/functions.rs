//! The builtins of [`crate::builtins`].

use super::eval::{Eval, month_value};
use super::truth::Causes;
use super::value::{Coll, Value};
use crate::builtins::Builtin;
use crate::calendar::{DateRange, Day};
use crate::compile::program::NodeId;
use crate::model::{Cell, FieldId, RecordId};
use std::cmp::Ordering;

impl<'a> Eval<'a> {
    pub(super) fn call(&mut self, builtin: Builtin, args: &[NodeId]) -> Value<'a> {
        let mut values = args.iter().map(|arg| self.value(*arg)).collect::<Vec<_>>().into_iter();
        let (first, second) = (values.next().unwrap_or(Value::Absent), values.next());
        match (builtin, first) {
            (Builtin::Min | Builtin::Max, first) => extreme(builtin == Builtin::Min, first, second),
            (_, Value::Unknown(causes)) => Value::Unknown(causes),
            (Builtin::EndOfMonth, Value::Date(date)) => Value::Date(date.map(end_of_month)),
            (Builtin::MonthOf, Value::Date(date)) => month_value(date),
            (Builtin::NextMonth, Value::Month(month)) => Value::Month(month.plus(1)),
            (Builtin::PreviousMonth, Value::Month(month)) => Value::Month(month.plus(-1)),
            (Builtin::Earliest, Value::Coll(coll)) => of_dates(&coll, |a, b| a.min(b)),
            (Builtin::Latest, Value::Coll(coll)) => of_dates(&coll, |a, b| a.max(b)),
            (Builtin::Position, Value::Record(record)) => {
                let (least, most) = self.position(record);
                Value::Number(least, most)
            }
            (Builtin::Previous, Value::Record(record)) => self.previous(record),
            _ => Value::Absent,
        }
    }

    /// Least and most places a record may have in its list's order, counting what is recorded.
    pub fn position(&self, record: RecordId) -> (i64, i64) {
        let mut place = (1, 1);
        for other in self.siblings(record) {
            match self.order(other, record) {
                Some(Ordering::Less) => place = (place.0 + 1, place.1 + 1),
                None => place.1 += 1,
                Some(_) => {}
            }
        }
        place
    }

    fn previous(&self, record: RecordId) -> Value<'a> {
        let (least, most) = self.position(record);
        if most == 1 {
            return Value::Unknown(Causes::MISSING);
        }
        if least != most {
            return Value::Unknown(Causes::PARTIAL);
        }
        let found = self.siblings(record).find(|other| self.position(*other) == (least - 1, least - 1));
        found.map_or(Value::Unknown(Causes::PARTIAL), Value::Record)
    }

    /// The other records of the same list that are used at the as-of date.
    fn siblings(&self, record: RecordId) -> impl Iterator<Item = RecordId> + use<'_, 'a> {
        let case = self.set.case;
        let parent = case.record(record).map(|record| record.parent);
        let rows = 0..case.rows(record.kind).len() as u32;
        rows.map(move |row| RecordId { kind: record.kind, row })
            .filter(move |other| other.row != record.row)
            .filter(move |other| case.record(*other).map(|record| record.parent) == parent)
            .filter(|other| self.is_used(*other))
    }

    /// The declared order of two records, then file order; none when a value that decides is not known.
    fn order(&self, a: RecordId, b: RecordId) -> Option<Ordering> {
        for field in &self.set.program.schema.kind(a.kind).ordered {
            match self.field_order(a, b, *field)? {
                Ordering::Equal => {}
                decided => return Some(decided),
            }
        }
        Some(a.row.cmp(&b.row))
    }

    fn field_order(&self, a: RecordId, b: RecordId, field: FieldId) -> Option<Ordering> {
        let case = self.set.case;
        match (case.cell(a, field), case.cell(b, field)) {
            (Cell::Date(a), Cell::Date(b)) => match (a.before(*b, true), a.same(*b)) {
                (Some(true), _) => Some(Ordering::Less),
                (Some(false), Some(false)) => Some(Ordering::Greater),
                (_, Some(true)) => Some(Ordering::Equal),
                _ => None,
            },
            (Cell::Month(a), Cell::Month(b)) => Some(a.cmp(b)),
            (Cell::Number(a), Cell::Number(b)) => Some(a.cmp(b)),
            (Cell::Text(a), Cell::Text(b)) => Some(a.cmp(b)),
            (Cell::Date(_), _) | (_, Cell::Date(_)) => None,
            _ => Some(Ordering::Equal),
        }
    }
}

fn end_of_month(day: Day) -> Day {
    if day.is_finite() { day.month().last_day() } else { day }
}

/// The earlier or the later of two dates. One recorded as none is an open end, later than every date.
fn extreme<'a>(least: bool, first: Value<'a>, second: Option<Value<'a>>) -> Value<'a> {
    match (first, second.unwrap_or(Value::Absent)) {
        (Value::Date(a), Value::Date(b)) if least => Value::Date(DateRange { lo: a.lo.min(b.lo), hi: a.hi.min(b.hi) }),
        (Value::Date(a), Value::Date(b)) => Value::Date(DateRange { lo: a.lo.max(b.lo), hi: a.hi.max(b.hi) }),
        (Value::Absent, other) | (other, Value::Absent) if least => other,
        (Value::Absent, _) | (_, Value::Absent) => Value::Absent,
        (Value::Unknown(a), Value::Unknown(b)) => Value::Unknown(a | b),
        (Value::Unknown(causes), _) | (_, Value::Unknown(causes)) => Value::Unknown(causes),
        _ => Value::Absent,
    }
}

/// The extreme of the dates that are recorded. A record that only may belong widens the range.
fn of_dates<'a>(coll: &Coll, pick: fn(Day, Day) -> Day) -> Value<'a> {
    let mut result: Option<DateRange> = None;
    let mut unsure: Option<Causes> = None;
    for member in &coll.members {
        let Value::Date(date) = member.value else { continue };
        match member.member {
            super::truth::Truth::Unknown(causes) => unsure = Some(unsure.unwrap_or_default() | causes),
            _ => {
                result = Some(
                    result.map_or(date, |known| DateRange { lo: pick(known.lo, date.lo), hi: pick(known.hi, date.hi) }),
                );
            }
        }
    }
    match (result, unsure) {
        (_, Some(causes)) => Value::Unknown(causes),
        (Some(date), None) => Value::Date(date),
        (None, None) => Value::Unknown(Causes::MISSING),
    }
}
