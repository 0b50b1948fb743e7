//! The builtins of [`crate::builtins`].

use super::eval::{Eval, month_value};
use super::truth::{Causes, Truth};
use super::value::{Coll, Value, why_unknown};
use crate::builtins::Builtin;
use crate::calendar::{DateRange, Day};
use crate::compile::program::NodeId;
use crate::model::{Cell, Children, FieldId, RecordId};
use std::cmp::Ordering;

impl<'a> Eval<'a> {
    pub(super) fn call(&mut self, builtin: Builtin, args: &[NodeId]) -> Value<'a> {
        let mut values = args.iter().map(|arg| self.value(*arg)).collect::<Vec<_>>().into_iter();
        let (first, second) = (values.next().unwrap_or(Value::Absent), values.next());
        match (builtin, first) {
            (Builtin::Min | Builtin::Max, first) => extreme(builtin == Builtin::Min, first, second),
            (_, Value::Unknown(causes)) => Value::Unknown(causes),
            (Builtin::EndOfMonth, Value::Date(date)) => Value::Date(date.map(end_of_month)),
            (Builtin::EndOfMonth, Value::Open) => Value::Open,
            (Builtin::MonthOf, Value::Date(date)) => month_value(date),
            (Builtin::NextMonth, Value::Month(month)) => Value::Month(month.plus(1)),
            (Builtin::PreviousMonth, Value::Month(month)) => Value::Month(month.plus(-1)),
            (Builtin::Earliest, Value::Coll(coll)) => of_dates(&coll, false),
            (Builtin::Latest, Value::Coll(coll)) => of_dates(&coll, true),
            (Builtin::Position, Value::Record(record)) => {
                let (least, most) = self.position(record);
                Value::Number(least, most)
            }
            (Builtin::Previous, Value::Record(record)) => self.previous(record),
            (Builtin::DaysIn, Value::Interval(interval)) => Self::days_in(&interval),
            (Builtin::Sum, Value::Coll(coll)) => args.first().map_or(Value::Absent, |arg| self.sum_of(&coll, *arg)),
            (Builtin::Size, Value::Coll(coll)) => Self::size(&coll),
            (Builtin::Top, Value::Coll(coll)) => Self::top(&coll),
            (Builtin::TopShare, Value::Coll(coll)) => Self::top_share(&coll),
            (Builtin::Joined, Value::Coll(coll)) => Self::joined_of(coll),
            (_, Value::Date(date)) => match (builtin, second) {
                (_, Some(Value::Unknown(causes))) => Value::Unknown(causes),
                (Builtin::Age, Some(Value::Date(on))) => Self::age(date, on),
                (Builtin::Attains, Some(Value::Duration(years, _))) => Self::attains(date, years),
                (Builtin::CorrespondingDay, Some(Value::Duration(amount, unit))) => {
                    Self::corresponding(date, amount, unit)
                }
                _ => Value::Absent,
            },
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

    /// The nearest of the records that come before; not known where an order that decides is not.
    fn previous(&self, record: RecordId) -> Value<'a> {
        let (least, most) = self.position(record);
        if most == 1 {
            return Value::Unknown(Causes::MISSING);
        }
        let unsure = Value::Unknown(Causes::PARTIAL | Causes::UNSURE);
        if least != most {
            return unsure;
        }
        let comes_before = |a: RecordId, b: RecordId| self.order(a, b) == Some(Ordering::Less);
        let earlier: Vec<RecordId> = self.siblings(record).filter(|other| comes_before(*other, record)).collect();
        let is_last = |at: &&RecordId| earlier.iter().all(|other| other == *at || comes_before(*other, **at));
        earlier.iter().find(is_last).map_or(unsure, |nearest| Value::Record(*nearest))
    }

    /// The other records of the same list that are used at the as-of date.
    fn siblings(&self, record: RecordId) -> impl Iterator<Item = RecordId> + use<'_, 'a> {
        let (case, schema) = (self.set.case, &self.set.program.schema);
        let rows = match case.parent(schema, record).map(|parent| case.children(schema, parent, record.kind)) {
            Some(Children::Rows { from, to, .. }) => Some(from..to),
            _ => None,
        };
        rows.into_iter()
            .flatten()
            .map(move |row| RecordId { kind: record.kind, row })
            .filter(move |other| other.row != record.row)
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
            (Cell::Code(a), Cell::Code(b)) => Some(a.cmp(b)),
            (Cell::YesNo(a), Cell::YesNo(b)) => Some(a.cmp(b)),
            (Cell::Ref(a, _), Cell::Ref(b, _)) => Some(a.cmp(b)),
            (Cell::Absent, Cell::Absent) => Some(Ordering::Equal),
            _ => None,
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
        (Value::Absent | Value::Open, other) | (other, Value::Absent | Value::Open) if least => other,
        (Value::Absent | Value::Open, _) | (_, Value::Absent | Value::Open) => Value::Open,
        (first, second) => why_unknown(&first, &second).map_or(Value::Absent, Value::Unknown),
    }
}

/// The earlier or the later end of the dates that are recorded, as a range: a record that only may belong widens it, and
/// so does one that may still come. With none that surely belongs it cannot be told.
fn of_dates<'a>(coll: &Coll, latest: bool) -> Value<'a> {
    let pick = |a: Day, b: Day| if latest { a.max(b) } else { a.min(b) };
    let join = |known: Option<DateRange>, date: DateRange| {
        known.map_or(date, |known| DateRange { lo: pick(known.lo, date.lo), hi: pick(known.hi, date.hi) })
    };
    let (mut sure, mut all, mut unsure) = (None, None, Causes::default());
    for member in &coll.members {
        let Value::Date(date) = member.value else { continue };
        all = Some(join(all, date));
        match member.member {
            Truth::Unknown(causes) => unsure = unsure | causes,
            _ => sure = Some(join(sure, date)),
        }
    }
    if coll.open.is_some_and(|open| open.has(Causes::LATER)) {
        all = all.map(|all: DateRange| if latest { DateRange { hi: Day::MAX, ..all } } else { all });
        unsure = unsure | Causes::LATER;
    }
    match (sure, all) {
        (Some(sure), Some(all)) => Value::Date(DateRange { lo: sure.lo.min(all.lo), hi: sure.hi.max(all.hi) }),
        _ if unsure.is_none() => Value::Unknown(Causes::MISSING),
        _ => Value::Unknown(unsure | Causes::UNSURE),
    }
}
