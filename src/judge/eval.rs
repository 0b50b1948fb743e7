//! Evaluation of nodes over one case. Total: every node has a value for every case, and nothing is read but the case, its
//! manifest and three dates.

use super::aggregate::plus;
use super::cells::{end_of, interval_of, is_recorded};
use super::memo::Memo;
use super::partials::{Key, Merged};
use super::ratio::Ratio;
use super::truth::{Causes, Truth};
use super::value::{Coll, Member, Value, joined, same, why_unknown};
use crate::calendar::{DateRange, Day, Month};
use crate::compile::program::{Node, NodeId, Program, QueryId, Slot};
use crate::lang::ast::Unit;
use crate::model::{Case, ListId, Manifest, RecordId};
use std::collections::{BTreeMap, BTreeSet};

/// More days than there are between any two that can be written.
const FAR: i64 = 200_000_000;

/// What a case is judged by.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The rules.
    pub program: &'a Program,
    /// The case.
    pub case: &'a Case,
    /// What its export declares.
    pub manifest: &'a Manifest,
    /// Nothing recorded after this day is used.
    pub as_of: Day,
    /// What the cases of the office come to, where the office is judged.
    pub partials: Option<&'a BTreeMap<Key, Merged>>,
}

/// An evaluation in progress.
pub struct Eval<'a> {
    /// What is judged by what.
    pub set: Setting<'a>,
    /// The duty's anchor, which picks parameter values.
    pub anchor: DateRange,
    /// Whether records that may still come keep windows open that reach past the as-of date.
    pub later: bool,
    /// What the window of the duty is made of, by which a personal one is known.
    pub(super) per: Option<NodeId>,
    /// The list of the code that is the window.
    pub(super) window_list: Option<ListId>,
    /// The partials that were asked for and are not there.
    pub(super) asked: BTreeSet<Key>,
    slots: Vec<Value<'a>>,
    pub(super) memo: Memo<'a>,
}

impl<'a> Eval<'a> {
    /// An evaluation whose anchor is the as-of date, until one is set.
    pub fn new(set: Setting<'a>) -> Eval<'a> {
        let slots = vec![Value::Absent; set.program.slots.into()];
        Eval {
            set,
            anchor: DateRange::exact(set.as_of),
            later: false,
            per: None,
            window_list: None,
            asked: BTreeSet::new(),
            slots,
            memo: Memo::default(),
        }
    }

    /// Binds a variable.
    pub fn bind(&mut self, slot: Slot, value: Value<'a>) {
        if let Some(place) = self.slots.get_mut(slot.0 as usize) {
            *place = value;
        }
    }

    /// A variable's value.
    pub fn slot(&self, slot: Slot) -> Value<'a> {
        self.slots.get(slot.0 as usize).cloned().unwrap_or(Value::Absent)
    }

    /// The value of an expression.
    pub fn value(&mut self, node: NodeId) -> Value<'a> {
        let level = self.set.program.level(node);
        if let Some(value) = self.memo.get(level, node, self.later) {
            return value;
        }
        let value = self.value_now(node);
        self.memo.put(level, node, self.later, &value);
        value
    }

    pub(super) fn value_now(&mut self, node: NodeId) -> Value<'a> {
        let program = self.set.program;
        match program.node(node) {
            Node::Number(value) => Value::Number(*value, *value),
            Node::Ratio(part, whole) => Value::Ratio(Ratio::exact(*part, *whole)),
            Node::Text(text) => Value::Text(text),
            Node::Date(date) => Value::Date(*date),
            Node::Month(month) => Value::Month(*month),
            Node::Duration(amount, unit) => Value::Duration(*amount, *unit),
            Node::Code(code) => Value::Code(*code),
            Node::Absent => Value::Absent,
            Node::Slot(slot) => self.slot(*slot),
            Node::Root => Value::Record(Case::ROOT),
            Node::Field(of, _, field) => self.on_record(*of, |eval, record| eval.field(record, *field)),
            Node::View(of, _, start, end) => self.on_record(*of, |eval, record| eval.view(record, *start, *end)),
            Node::Child(of, kind) => self.on_record(*of, |eval, record| eval.child(record, *kind)),
            Node::Parent(of) => self.on_record(*of, |eval, record| {
                let parent = eval.set.case.parent(&eval.set.program.schema, record);
                parent.map_or(Value::Unknown(Causes::MISSING), Value::Record)
            }),
            Node::Start(of) => end_of(self.value(*of), true),
            Node::End(of) => end_of(self.value(*of), false),
            Node::Param(index) => self.param(*index),
            Node::Else(left, right) => match self.with_reference(*left) {
                (left, true) => left,
                (left, _) if is_recorded(&left) => left,
                (Value::Unknown(causes), _) if causes.has(Causes::UNSURE) => Value::Unknown(causes),
                _ => self.value(*right),
            },
            Node::Add(left, right) => self.sum(*left, *right, 1),
            Node::Sub(left, right) => self.sum(*left, *right, -1),
            Node::Mul(left, right) => self.product(*left, *right),
            Node::Div(left, right) => self.ratio(*left, *right),
            Node::Expiry(trigger, span, first) => self.expiry(*trigger, *span, *first),
            Node::OpenDay(day, table, shift) => self.open_day(*day, *table, *shift),
            Node::Periods(of, table, whole) => {
                let (table, whole) = (*table, *whole);
                self.intervals(*of).map_or_else(Value::Unknown, |coll| Value::Coll(self.periods(&coll, table, whole)))
            }
            Node::CollectValues(slot, of, cond, value) => self.collect_values(*slot, *of, *cond, *value),
            Node::Partial(index, args) => self.partial(*index, args),
            Node::Count(query) => self.count(*query),
            Node::Collect(query, value) => Value::Coll(self.collect(*query, *value)),
            Node::Set(members) => self.set(members),
            Node::Interval(from, to) => self.interval(*from, *to),
            Node::Distinct(inner) => self.distinct(*inner),
            Node::Months(of, partial) => {
                let partial = *partial;
                self.intervals(*of).map_or_else(Value::Unknown, |coll| Value::Coll(self.months(&coll, partial)))
            }
            Node::Runs(length, of) => {
                let length = match self.value(*length) {
                    Value::Number(length, _) | Value::Duration(length, _) => length,
                    Value::Unknown(causes) => return Value::Unknown(causes),
                    _ => return Value::Unknown(Causes::MISSING),
                };
                self.intervals(*of).map_or_else(Value::Unknown, |coll| Value::Coll(self.runs(&coll, length)))
            }
            Node::Call(builtin, args) => self.call(*builtin, args),
            _ => Value::Truth(self.truth_now(node)),
        }
    }

    fn on_record(&mut self, of: NodeId, read: impl FnOnce(&mut Self, RecordId) -> Value<'a>) -> Value<'a> {
        let of = self.value(of);
        self.of_record(of, read)
    }

    pub(super) fn of_record(
        &mut self,
        of: Value<'a>,
        read: impl FnOnce(&mut Self, RecordId) -> Value<'a>,
    ) -> Value<'a> {
        match of {
            Value::Record(record) => read(self, record),
            Value::Unknown(causes) => Value::Unknown(causes),
            Value::Absent => Value::Absent,
            _ => Value::Unknown(Causes::MISSING),
        }
    }

    /// A parameter at the anchor.
    fn param(&mut self, index: u32) -> Value<'a> {
        let Some(param) = self.set.program.params.get(index as usize) else { return Value::Absent };
        let at =
            |day: Day| param.values.iter().find(|(force, _)| force.from <= day && force.to.is_none_or(|to| day <= to));
        match (at(self.anchor.lo), at(self.anchor.hi)) {
            (Some((_, a)), Some((_, b))) if a == b => self.value(*a),
            (None, None) => Value::Unknown(Causes::MISSING),
            _ => Value::Unknown(Causes::PARTIAL),
        }
    }

    fn sum(&mut self, left: NodeId, right: NodeId, sign: i64) -> Value<'a> {
        let (left, right) = (self.value(left), self.value(right));
        match (left, right) {
            (Value::Coll(mut left), Value::Coll(right)) => {
                left.members.extend(right.members);
                left.open = joined(left.open, right.open);
                left.doubt = joined(left.doubt, right.doubt);
                Value::Coll(left)
            }
            (Value::Date(date), Value::Duration(amount, unit)) => {
                let amount = clamp(amount.saturating_mul(sign));
                Value::Date(date.map(|day| moved(day, amount, unit)))
            }
            (Value::Month(month), Value::Duration(amount, unit)) => {
                let months = if unit == Unit::Years { amount.saturating_mul(12) } else { amount };
                Value::Month(month.plus(clamp(months.saturating_mul(sign))))
            }
            (Value::Number(a, b), Value::Number(c, d)) if sign == 1 => Value::Number(plus(a, c), plus(b, d)),
            (Value::Number(a, b), Value::Number(c, d)) => Value::Number(minus(a, d, i64::MIN), minus(b, c, i64::MAX)),
            // What has no end has none a month later either.
            (Value::Open, Value::Duration(..)) => Value::Open,
            (Value::Duration(a, unit), Value::Duration(b, _)) => {
                Value::Duration(a.saturating_add(b.saturating_mul(sign)), unit)
            }
            (left, right) => why_unknown(&left, &right).map_or(Value::Absent, Value::Unknown),
        }
    }

    fn set(&mut self, members: &[NodeId]) -> Value<'a> {
        let members = members.iter().map(|member| Member::new(self.value(*member), Truth::True, None)).collect();
        Value::Coll(Coll { members, ..Coll::default() })
    }

    fn interval(&mut self, from: NodeId, to: NodeId) -> Value<'a> {
        let (from, to) = (self.value(from), self.value(to));
        Value::Interval(interval_of(&from, &to))
    }

    fn distinct(&mut self, inner: NodeId) -> Value<'a> {
        let Value::Coll(coll) = self.value(inner) else { return Value::Unknown(Causes::MISSING) };
        let mut distinct = Coll { members: Vec::new(), open: coll.open, doubt: coll.doubt };
        for member in coll.members {
            if let Value::Unknown(causes) = member.value {
                distinct.doubt = joined(distinct.doubt, Some(causes));
                continue;
            }
            let known = distinct.members.iter_mut().find(|known| same(&known.value, &member.value) == Truth::True);
            match known {
                Some(known) => known.member = known.member.or(member.member),
                None => distinct.members.push(Member { times: 1, ..member }),
            }
        }
        one_by_one(&mut distinct);
        Value::Coll(distinct)
    }

    /// How many records satisfy a query, as a range.
    fn count(&mut self, query: QueryId) -> Value<'a> {
        let coll = self.collect_records(query);
        let sure = coll.members.iter().filter(|member| member.member == Truth::True).count();
        let most = if coll.open.is_some() { i64::MAX } else { coll.members.len() as i64 };
        Value::Number(sure as i64, most)
    }
}

/// A value that is known only in part and may be another one's is a member of its own perhaps.
fn one_by_one(coll: &mut Coll<'_>) {
    let shared = |at: usize, member: &Member| {
        if same(&member.value, &member.value) == Truth::True {
            return None;
        }
        let mut others = coll.members.iter().enumerate().filter(|(other, _)| *other != at);
        others.find_map(|(_, other)| Some(same(&member.value, &other.value)).filter(|same| *same != Truth::False))
    };
    let found: Vec<Option<Truth>> = coll.members.iter().enumerate().map(|(at, member)| shared(at, member)).collect();
    for (member, doubt) in coll.members.iter_mut().zip(found) {
        member.member = doubt.map_or(member.member, |doubt| member.member.and(doubt));
    }
}

/// A difference of bounds; one that is unbounded stays so on its side.
pub(super) fn minus(a: i64, b: i64, unbounded: i64) -> i64 {
    let open = |bound: i64| bound == i64::MAX || bound == i64::MIN;
    if open(a) || open(b) { unbounded } else { a.saturating_sub(b) }
}

/// An amount of days or months as the calendar counts; what reaches past every day that can be written is cut.
pub(super) fn clamp(amount: i64) -> i32 {
    amount.clamp(-FAR, FAR) as i32
}

fn moved(day: Day, amount: i32, unit: Unit) -> Day {
    match unit {
        Unit::Days => day.plus_days(amount),
        Unit::Months => day.plus_months(amount),
        Unit::Years => day.plus_months(amount.saturating_mul(12)),
    }
}

/// The month of a date, when all its days lie in one.
pub(super) fn month_value<'a>(date: DateRange) -> Value<'a> {
    date.sure_month().map_or(Value::Unknown(Causes::PARTIAL | Causes::UNSURE), |month: Month| Value::Month(month))
}
