//! Recorded cells as values, and intervals over two dates.

use super::eval::Eval;
use super::truth::{Causes, Truth};
use super::value::{Coll, Interval, Member, Value};
use crate::calendar::{DateRange, Day};
use crate::model::NullMeaning;
use crate::model::{Case, Cell, Children, FieldId, FieldType, KindId, RecordId};

impl<'a> Eval<'a> {
    /// A field as recorded.
    pub fn field(&self, record: RecordId, field: FieldId) -> Value<'a> {
        let case: &'a Case = self.set.case;
        let declared = self.set.program.schema.field(record.kind, field);
        match case.cell(record, field) {
            // A list without entries says only that nothing was recorded.
            Cell::NotRecorded if declared.list => Value::Coll(Coll { open: Some(Causes::MISSING), ..Coll::default() }),
            Cell::Absent if declared.list => Value::Coll(Coll::default()),
            Cell::Absent if declared.null == NullMeaning::Open => Value::Open,
            cell => self.cell_value(cell, record, declared.ty),
        }
    }

    /// A cell as a value. A reference to a record that is not used leads nowhere.
    pub(super) fn cell_value(&self, cell: &'a Cell, record: RecordId, ty: FieldType) -> Value<'a> {
        match cell {
            Cell::NotRecorded | Cell::Unknown | Cell::Invalid => Value::Unknown(Causes::MISSING),
            Cell::Absent => Value::Absent,
            Cell::YesNo(value) => Value::Truth(Truth::of(*value)),
            Cell::Number(value) => Value::Number(*value, *value),
            Cell::Text(text) => Value::Text(text),
            Cell::Date(date) => Value::Date(*date),
            Cell::Month(month) => Value::Month(*month),
            Cell::Code(code) => Value::Code(*code),
            Cell::Ref(_, target) => match (target, ty) {
                (Some(row), FieldType::Ref(kind)) if self.refers_to_used(ty, *row) => {
                    Value::Record(RecordId { kind, row: *row })
                }
                _ => Value::Unknown(Causes::MISSING),
            },
            Cell::List(items) => {
                let member = |item| Member::new(self.cell_value(item, record, ty), Truth::True, Some(record));
                let members = items.iter().map(member);
                Value::Coll(Coll { members: members.collect(), ..Coll::default() })
            }
        }
    }

    fn refers_to_used(&self, ty: FieldType, row: u32) -> bool {
        matches!(ty, FieldType::Ref(kind) if self.is_used(RecordId { kind, row }))
    }

    pub(super) fn view(&self, record: RecordId, start: FieldId, end: FieldId) -> Value<'a> {
        let (from, to) = (self.field(record, start), self.field(record, end));
        Value::Interval(interval_of(&from, &to))
    }

    /// A nested record; of a nested list the first is never asked for, since lists are only ranged over.
    pub(super) fn child(&self, record: RecordId, kind: KindId) -> Value<'a> {
        match self.set.case.children(&self.set.program.schema, record, kind) {
            Children::Rows { from, .. } if self.is_used(RecordId { kind, row: from }) => {
                Value::Record(RecordId { kind, row: from })
            }
            Children::Absent => Value::Absent,
            _ => Value::Unknown(Causes::MISSING),
        }
    }
}

/// Whether there is a value.
pub fn is_recorded(value: &Value) -> bool {
    match value {
        Value::Unknown(_) | Value::Absent | Value::Open | Value::Truth(Truth::Unknown(_)) => false,
        Value::Coll(coll) => !coll.members.is_empty(),
        Value::Interval(interval) => interval.causes.is_none(),
        _ => true,
    }
}

/// An interval over two dates; an absent start or end is open, an unknown one is unknown and says why.
pub(super) fn interval_of(from: &Value, to: &Value) -> Interval {
    let open = DateRange { lo: Day::MIN, hi: Day::MAX };
    let mut causes = Causes::default();
    let mut end = |value: &Value, absent: Day| match value {
        Value::Date(date) => *date,
        Value::Unknown(why) => {
            causes = causes | *why;
            open
        }
        _ => DateRange::exact(absent),
    };
    let (from, mut to) = (end(from, Day::MIN), end(to, Day::MAX));
    // An end that is not recorded does not lie before the start.
    if to.lo == Day::MIN {
        to.lo = from.lo;
    }
    Interval { from, to, causes }
}

pub(super) fn end_of(value: Value<'_>, start: bool) -> Value<'_> {
    let (from, to, causes) = match value {
        Value::Month(month) => {
            let month = Interval::month(month);
            (month.from, month.to, Causes::default())
        }
        Value::Interval(interval) => (interval.from, interval.to, interval.causes),
        other => return other,
    };
    let end = if start { from } else { to };
    let unknown = !causes.is_none() && (end.lo == Day::MIN || end.hi == Day::MAX) && !end.is_exact();
    if unknown { Value::Unknown(causes) } else { Value::Date(end) }
}
