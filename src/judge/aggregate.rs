//! Counts, sums and shares of collections. A member that only may be one, a value that is not known and a collection that
//! may have more members make ranges, never a number that is silently too small.

use super::eval::Eval;
use super::ratio::{Ratio, order};
use super::truth::{Causes, Truth};
use super::value::{Coll, Member, Value, joined, same};
use crate::compile::program::{Node, NodeId, Slot};
use std::cmp::Ordering;

/// How often a value occurs: surely, and at most.
struct Group<'a> {
    value: Value<'a>,
    sure: i64,
    most: i64,
}

impl<'a> Eval<'a> {
    /// How many members.
    pub(super) fn size(coll: &Coll<'a>) -> Value<'a> {
        let count = |sure_only: bool| -> i64 {
            let counted = coll.members.iter().filter(|member| !sure_only || member.member == Truth::True);
            counted.map(|member| member.times).fold(0, i64::saturating_add)
        };
        let open = coll.open.is_some() || coll.doubt.is_some();
        Value::Number(count(true), if open { i64::MAX } else { count(false) })
    }

    /// The sum of numbers. A value that is not recorded lies between the bounds of its field.
    pub(super) fn sum_of(&mut self, coll: &Coll<'a>, arg: NodeId) -> Value<'a> {
        let bounds = self.bounds(arg);
        let open = coll.open.is_some() || coll.doubt.is_some();
        let (mut least, mut most) = (0i64, 0i64);
        for member in &coll.members {
            let (lo, hi) = match member.value {
                Value::Number(lo, hi) => (lo, hi),
                Value::Absent => (0, 0),
                _ => bounds,
            };
            let (lo, hi) = if member.member == Truth::True { (lo, hi) } else { (lo.min(0), hi.max(0)) };
            least = plus(least, lo.saturating_mul(member.times));
            most = plus(most, hi.saturating_mul(member.times));
        }
        let (least, most) = if open { with_more((least, most), bounds) } else { (least, most) };
        Value::Number(least, most)
    }

    /// The declared bounds of the field that a collection's values are read from.
    fn bounds(&self, arg: NodeId) -> (i64, i64) {
        let program = self.set.program;
        let value = match program.node(arg) {
            Node::Collect(_, value) | Node::CollectValues(.., value) => *value,
            Node::Distinct(of) => return self.bounds(*of),
            _ => return (i64::MIN, i64::MAX),
        };
        match program.node(value) {
            Node::Field(_, kind, field) => {
                let field = program.schema.field(*kind, *field);
                (field.least.unwrap_or(i64::MIN), field.most.unwrap_or(i64::MAX))
            }
            Node::Count(_) => (0, i64::MAX),
            _ => (i64::MIN, i64::MAX),
        }
    }

    /// The member that occurs most often; of several, the least by its own order. Not recorded where there is none.
    pub(super) fn top(coll: &Coll<'a>) -> Value<'a> {
        let unsure = Value::Unknown(joined(coll.open, coll.doubt).unwrap_or(Causes::MISSING) | Causes::UNSURE);
        if coll.members.is_empty() {
            return if coll.open.is_some() || coll.doubt.is_some() { unsure } else { Value::Unknown(Causes::MISSING) };
        }
        if coll.open.is_some() || coll.doubt.is_some() {
            return unsure;
        }
        let (groups, loose) = groups(coll);
        // Ahead of every other at its most, with all that is not known besides; of equals the least by its own order.
        let ahead = |group: &Group<'a>, other: &Group<'a>| match group.sure.cmp(&plus(other.most, loose)) {
            Ordering::Greater => true,
            Ordering::Equal => rank(&group.value) < rank(&other.value),
            Ordering::Less => false,
        };
        let first = groups.iter().enumerate().find(|(at, group)| {
            let others = groups.iter().enumerate().filter(|(other, _)| other != at);
            group.sure > loose && others.into_iter().all(|(_, other)| ahead(group, other))
        });
        first.map_or(unsure, |(_, group)| group.value.clone())
    }

    /// How often the commonest member occurs, of all. Every group is weighed against the others at their most and least.
    pub(super) fn top_share(coll: &Coll<'a>) -> Value<'a> {
        let why = joined(coll.open, coll.doubt);
        let (groups, loose) = groups(coll);
        let sure: i64 = groups.iter().map(|group| group.sure).fold(0, plus);
        let most: i64 = groups.iter().map(|group| group.most).fold(loose, plus);
        if why.is_some() || most == 0 {
            return Value::Unknown(why.unwrap_or(Causes::MISSING) | Causes::UNSURE);
        }
        let least = groups.iter().map(|group| (group.sure, most - group.most));
        let highest = groups.iter().map(|group| (plus(group.most, loose), sure - group.sure));
        let lo = greatest(least).map_or((0, 1), |ratio| ratio.lo);
        // Of values that are not known, one may be all there is.
        let hi = greatest(highest).and_then(|ratio| ratio.hi);
        Value::Ratio(Ratio { lo, hi: hi.or(Some((1, 1))) })
    }

    /// All members of all collections.
    pub(super) fn joined_of(coll: Coll<'a>) -> Value<'a> {
        let mut all = Coll { members: Vec::new(), open: coll.open, doubt: coll.doubt };
        for outer in coll.members {
            match outer.value {
                Value::Coll(inner) => {
                    all.open = joined(all.open, inner.open);
                    all.doubt = joined(all.doubt, inner.doubt);
                    let members = inner.members.into_iter();
                    all.members
                        .extend(members.map(|member| Member { member: member.member.and(outer.member), ..member }));
                }
                Value::Unknown(causes) => all.doubt = joined(all.doubt, Some(causes)),
                _ => {}
            }
        }
        Value::Coll(all)
    }

    /// The values of an expression over the members of a collection that meet a condition, or may.
    pub(super) fn collect_values(&mut self, slot: Slot, of: NodeId, cond: Option<NodeId>, value: NodeId) -> Value<'a> {
        let coll = match self.value(of) {
            Value::Coll(coll) => coll,
            Value::Unknown(causes) => return Value::Unknown(causes),
            _ => return Value::Coll(Coll::default()),
        };
        let mut result = Coll { members: Vec::new(), open: coll.open, doubt: coll.doubt };
        for member in coll.members {
            self.bind(slot, member.value);
            let holds = cond.map_or(Truth::True, |cond| self.truth(cond)).and(member.member);
            if holds != Truth::False {
                let value = self.value(value);
                result.members.push(Member { value, member: holds, maker: member.maker, times: member.times });
            }
        }
        Value::Coll(result)
    }
}

/// The bounds of a sum that may have more members, each between bounds of its own.
pub(super) fn with_more(sum: (i64, i64), each: (i64, i64)) -> (i64, i64) {
    (if each.0 >= 0 { sum.0 } else { i64::MIN }, if each.1 <= 0 { sum.1 } else { i64::MAX })
}

/// The greatest share of a part beside others; of equal ones the same, in whatever order the records stand.
fn greatest(parts: impl Iterator<Item = (i64, i64)>) -> Option<Ratio> {
    let whole = parts.map(|(part, others)| (part, plus(part, others))).filter(|(_, all)| *all > 0);
    whole.max_by(|a, b| order(*a, *b).then(a.cmp(b))).map(|(part, all)| Ratio::exact(part, all))
}

/// Members by value, and how many have a value that is not known.
fn groups<'a>(coll: &Coll<'a>) -> (Vec<Group<'a>>, i64) {
    let (mut groups, mut loose): (Vec<Group<'a>>, i64) = (Vec::new(), 0);
    for member in &coll.members {
        let sure = if member.member == Truth::True { member.times } else { 0 };
        if same(&member.value, &member.value) != Truth::True {
            loose = plus(loose, member.times);
            continue;
        }
        match groups.iter_mut().find(|group| same(&group.value, &member.value) == Truth::True) {
            Some(group) => {
                group.sure = plus(group.sure, sure);
                group.most = plus(group.most, member.times);
            }
            None => groups.push(Group { value: member.value.clone(), sure, most: member.times }),
        }
    }
    (groups, loose)
}

/// An order of values of one type, so that the first of several does not depend on the order of records. What is
/// recorded as none comes last, and so does what has no order, such as yes and no.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Rank<'a> {
    Number(i64),
    Text(&'a str),
    Last,
}

fn rank<'a>(value: &Value<'a>) -> Rank<'a> {
    Rank::Number(match value {
        Value::Text(text) => return Rank::Text(text),
        Value::Number(least, _) => *least,
        Value::Month(month) => month.0.into(),
        Value::Date(date) => date.lo.0.into(),
        Value::Code(code) => (*code).into(),
        Value::Record(record) => record.row.into(),
        _ => return Rank::Last,
    })
}

/// A sum that stays unbounded once it is.
pub(super) fn plus(a: i64, b: i64) -> i64 {
    match (a, b) {
        (i64::MAX, _) | (_, i64::MAX) => i64::MAX,
        (i64::MIN, _) | (_, i64::MIN) => i64::MIN,
        (a, b) => a.saturating_add(b),
    }
}
