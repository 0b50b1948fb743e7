//! Values that are read off records, and values made of others.

use super::date::{D, MAX, MIN, each_day, first_of, last_of, later, later_month};
use super::eval::Oracle;
use super::records::{Cell, Nested};
use super::schema::{Ty, is};
use super::value::{Coll, End, MISSING, Truth::F, Truth::T, Value, causes, joined, same};
use kijun::lang::ast::Unit;
use kijun::model::NullMeaning;
use std::rc::Rc;

impl Oracle<'_> {
    pub fn field(&self, record: usize, name: &str) -> Option<usize> {
        let kind = &self.pack.kinds[self.records.0[record].kind];
        kind.fields.iter().position(|field| is(&field.names, name))
    }

    pub fn access(&self, of: Value, member: &str) -> (&'static str, Value) {
        let list = self.pack.nested(member).filter(|kind| self.pack.kinds[*kind].home.as_ref().unwrap().2);
        let start = matches!(member, "start" | "始日");
        match of {
            Value::Record(record) if list.is_none() => self.member(record, member),
            of if list.is_some() => ("list", self.list(of, list.unwrap())),
            Value::Month(month) if start => ("start", Value::Date([first_of(month)].into())),
            Value::Month(month) => ("end", Value::Date([last_of(month)].into())),
            Value::Interval(from, to) => {
                let end = if start { &from } else { &to };
                let why = causes(&from, &to);
                (if start { "start" } else { "end" }, end.clone().map_or(Value::Unknown(why), Value::Date))
            }
            Value::Unknown(_) | Value::Absent => ("path", of),
            _ => ("path", Value::Unknown(MISSING)),
        }
    }

    pub fn member(&self, record: usize, member: &str) -> (&'static str, Value) {
        let found = &self.records.0[record];
        let kind = &self.pack.kinds[found.kind];
        if let Some(field) = self.field(record, member) {
            return ("field", self.cell(record, field));
        }
        if let Some((_, from, to)) = kind.views.iter().find(|(names, ..)| is(names, member)) {
            return ("view", interval(self.cell(record, *from), self.cell(record, *to)));
        }
        let Some(child) = self.pack.nested(member) else {
            return ("parent", found.parent.map_or(Value::Unknown(MISSING), Value::Record));
        };
        let value = match found.nested.iter().find(|(kind, _)| *kind == child).map(|(_, nested)| nested) {
            Some(Nested::Records(records, _)) if self.used(records[0]) => Value::Record(records[0]),
            Some(Nested::Absent) => Value::Absent,
            _ => Value::Unknown(MISSING),
        };
        ("single", value)
    }

    pub fn cell(&self, record: usize, field: usize) -> Value {
        let found = &self.records.0[record];
        let declared = &self.pack.kinds[found.kind].fields[field];
        let nobody = |open| Value::Coll(Rc::new(Coll { open, ..Coll::default() }));
        match &found.cells[field] {
            Cell::Nothing if declared.list => nobody(Some(MISSING)),
            Cell::Absent if declared.list => nobody(None),
            Cell::Absent if declared.null == NullMeaning::Open => Value::Open,
            cell => self.written_as(cell, &declared.ty),
        }
    }

    pub fn written_as(&self, cell: &Cell, ty: &Ty) -> Value {
        match (cell, ty) {
            (Cell::Is(value), _) => value.clone(),
            (Cell::Absent, _) => Value::Absent,
            (Cell::List(items), _) => {
                let members = items.iter().map(|item| (self.written_as(item, ty), T)).collect();
                Value::Coll(Rc::new(Coll { members, ..Coll::default() }))
            }
            (Cell::Ref(key), Ty::Ref(kind)) => {
                let found = self.records.named(self.pack, *kind, key).filter(|record| self.used(*record));
                found.map_or(Value::Unknown(MISSING), Value::Record)
            }
            _ => Value::Unknown(MISSING),
        }
    }
}

/// An end that is recorded as none is open.
pub fn interval(from: Value, to: Value) -> Value {
    let end = |value: Value, none: D| -> End {
        match value {
            Value::Date(days) => Ok(days),
            Value::Unknown(why) => Err(why),
            _ => Ok([none].into()),
        }
    };
    Value::Interval(end(from, MIN), end(to, MAX))
}

pub fn sum(left: Value, right: Value, sign: i64) -> Value {
    match (left, right) {
        (Value::Coll(a), Value::Coll(b)) => Value::Coll(Rc::new(Coll {
            members: a.members.iter().chain(&b.members).cloned().collect(),
            open: joined(a.open, b.open),
            doubt: joined(a.doubt, b.doubt),
        })),
        (Value::Unknown(a), Value::Unknown(b)) => Value::Unknown(a | b),
        (Value::Unknown(why), _) | (_, Value::Unknown(why)) => Value::Unknown(why),
        (Value::Date(days), Value::Duration(amount, unit)) => {
            Value::Date(each_day(&days, |day| later(day, amount * sign, unit)))
        }
        (Value::Month(month), Value::Duration(amount, unit)) => {
            let months = if unit == Unit::Years { amount * 12 } else { amount };
            Value::Month(later_month(month, months * sign))
        }
        // What never ends does not end a month later either.
        (Value::Open, Value::Duration(..)) => Value::Open,
        (Value::Duration(a, unit), Value::Duration(b, _)) => Value::Duration(a + b * sign, unit),
        (Value::Number(a, b), Value::Number(c, d)) if sign > 0 => {
            Value::Number(a.saturating_add(c), b.saturating_add(d))
        }
        (Value::Number(a, b), Value::Number(c, d)) => Value::Number(a.saturating_sub(d), b.saturating_sub(c)),
        _ => Value::Absent,
    }
}

/// Every value once; those that are not known may be any.
pub fn distinct(coll: Value) -> Value {
    let Value::Coll(coll) = coll else { return Value::Unknown(MISSING) };
    let mut found = Coll { members: Vec::new(), open: coll.open, doubt: coll.doubt };
    for (value, member) in &coll.members {
        if let Value::Unknown(why) = value {
            found.doubt = joined(found.doubt, Some(*why));
            continue;
        }
        match found.members.iter_mut().find(|(known, _)| same(known, value) == T) {
            Some((_, known)) => *known = known.or(*member),
            None => found.members.push((value.clone(), *member)),
        }
    }
    one_by_one(&mut found);
    Value::Coll(Rc::new(found))
}

/// A value that is known only in part may be that of another member.
fn one_by_one(found: &mut Coll) {
    let values: Vec<Value> = found.members.iter().map(|(value, _)| value.clone()).collect();
    for (at, value) in values.iter().enumerate().filter(|(_, value)| same(value, value) != T) {
        let others = values.iter().enumerate().filter(|(other, _)| *other != at);
        if let Some(shared) = others.map(|(_, other)| same(value, other)).find(|same| *same != F) {
            found.members[at].1 = found.members[at].1.and(shared);
        }
    }
}
