//! Partials: what an office rule reads of each case, merged over the cases in any order.
//!
//! Only the merged values outlive a case: for a condition in how many cases it holds, for a number the sum, for a collection
//! how often each value occurs.

use super::aggregate::plus;
use super::eval::{Eval, Setting};
use super::truth::{Causes, Truth};
use super::value::{Coll, Interval, Member, Value, joined};
use crate::calendar::{DateRange, Day, Month};
use crate::compile::program::{Merge, NodeId, PartialOf, SUBJECT_SLOT};
use crate::limits;
use crate::model::{Case, KindId};
use std::collections::{BTreeMap, BTreeSet};

/// A value that is its own, with an order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Plain {
    /// A condition that holds or not.
    Truth(bool),
    /// A number.
    Number(i64),
    /// A text.
    Text(String),
    /// A date.
    Date(DateRange),
    /// A month.
    Month(Month),
    /// A code of its list.
    Code(u16),
    /// An interval of exact days.
    Days(Day, Day),
}

impl Plain {
    fn of(value: &Value) -> Option<Plain> {
        Some(match value {
            Value::Truth(Truth::True) => Plain::Truth(true),
            Value::Truth(Truth::False) => Plain::Truth(false),
            Value::Number(a, b) if a == b => Plain::Number(*a),
            Value::Text(text) => Plain::Text((*text).to_owned()),
            Value::Date(date) => Plain::Date(*date),
            Value::Month(month) => Plain::Month(*month),
            Value::Code(code) => Plain::Code(*code),
            Value::Interval(Interval { from, to, causes }) if causes.is_none() && from.is_exact() && to.is_exact() => {
                Plain::Days(from.lo, to.hi)
            }
            _ => return None,
        })
    }

    fn value(&self) -> Value<'_> {
        match self {
            Plain::Truth(truth) => Value::Truth(Truth::of(*truth)),
            Plain::Number(number) => Value::Number(*number, *number),
            Plain::Text(text) => Value::Text(text),
            Plain::Date(date) => Value::Date(*date),
            Plain::Month(month) => Value::Month(*month),
            Plain::Code(code) => Value::Code(*code),
            Plain::Days(from, to) => Value::Interval(Interval::days(*from, *to)),
        }
    }
}

/// A partial with its arguments.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Index of the partial.
    pub partial: u32,
    /// Its arguments.
    pub args: Vec<Plain>,
}

/// What the cases come to so far.
#[derive(Clone, Debug, PartialEq)]
pub enum Merged {
    /// A number of cases, or a sum, between two bounds.
    Number(i64, i64),
    /// How often each value occurs, surely and in doubt.
    Tally {
        /// By value.
        times: BTreeMap<Plain, (i64, i64)>,
        /// Why there may be more.
        open: Option<Causes>,
        /// Why values are not known.
        doubt: Option<Causes>,
    },
}

impl Merged {
    /// Both together, in either order.
    pub fn and(self, other: Merged) -> Merged {
        match (self, other) {
            (Merged::Number(a, b), Merged::Number(c, d)) => Merged::Number(plus(a, c), plus(b, d)),
            (
                Merged::Tally { mut times, open, mut doubt },
                Merged::Tally { times: more, open: more_open, doubt: more_doubt },
            ) => {
                for (value, (sure, most)) in more {
                    let known = times.entry(value).or_default();
                    *known = (plus(known.0, sure), plus(known.1, most));
                }
                // Past the cap nothing is dropped silently: the whole is in doubt.
                if times.len() > limits::PARTIAL_VALUES {
                    while times.len() > limits::PARTIAL_VALUES {
                        times.pop_last();
                    }
                    doubt = joined(doubt, Some(Causes::UNSURE));
                }
                Merged::Tally { times, open: joined(open, more_open), doubt: joined(doubt, more_doubt) }
            }
            (first, _) => first,
        }
    }

    fn of(value: Value<'_>, merge: Merge) -> Merged {
        let nobody = |doubt| Merged::Tally { times: BTreeMap::new(), open: None, doubt };
        match value {
            Value::Unknown(causes) if merge == Merge::Union => nobody(Some(causes)),
            Value::Absent if merge == Merge::Union => nobody(None),
            Value::Truth(truth) => Merged::Number((truth == Truth::True).into(), (truth != Truth::False).into()),
            Value::Number(least, most) => Merged::Number(least, most),
            Value::Coll(coll) => Merged::tally(&coll),
            Value::Absent => Merged::Number(0, 0),
            _ => Merged::Number(i64::MIN, i64::MAX),
        }
    }

    fn tally(coll: &Coll<'_>) -> Merged {
        let (mut times, mut doubt) = (BTreeMap::<Plain, (i64, i64)>::new(), coll.doubt);
        for member in &coll.members {
            match Plain::of(&member.value) {
                Some(value) => {
                    let sure = if member.member == Truth::True { member.times } else { 0 };
                    let known = times.entry(value).or_default();
                    *known = (plus(known.0, sure), plus(known.1, member.times));
                }
                None => doubt = joined(doubt, Some(Causes::MISSING)),
            }
        }
        Merged::Tally { times, open: coll.open, doubt }
    }

    fn value(&self) -> Value<'_> {
        match self {
            Merged::Number(least, most) => Value::Number(*least, *most),
            Merged::Tally { times, open, doubt } => {
                let members = times.iter().flat_map(|(value, (sure, most))| {
                    let member = |times, member| Member { value: value.value(), member, maker: None, times };
                    [member(*sure, Truth::True), member(most - sure, Truth::Unknown(Causes::MISSING))]
                });
                let members = members.filter(|member| member.times > 0).collect();
                Value::Coll(Coll { members, open: *open, doubt: *doubt })
            }
        }
    }
}

impl Merged {
    /// What it comes to where there may be cases that the export does not hold.
    pub fn opened(self, counts_cases: bool, root: KindId) -> Merged {
        match self {
            Merged::Number(least, _) => Merged::Number(if counts_cases { least } else { i64::MIN }, i64::MAX),
            Merged::Tally { times, open, doubt } => {
                Merged::Tally { times, open: joined(open, Some(Causes::open(root))), doubt }
            }
        }
    }

    /// What no case at all comes to.
    pub fn nothing(collection: bool) -> Merged {
        match collection {
            true => Merged::Tally { times: BTreeMap::new(), open: None, doubt: None },
            false => Merged::Number(0, 0),
        }
    }
}

/// What one case comes to for each partial that is asked for. Parameters are those of the as-of date.
pub fn of_case(set: Setting<'_>, keys: &BTreeSet<Key>) -> BTreeMap<Key, Merged> {
    let one = |key: &Key| {
        let partial = set.program.partials.get(key.partial as usize)?;
        let mut eval = Eval::new(set);
        eval.bind(SUBJECT_SLOT, Value::Record(Case::ROOT));
        // The arguments belong to the question and not to the case, so they live as long as this answer.
        Some((key.clone(), with_args(eval, partial, &key.args)))
    };
    keys.iter().filter_map(one).collect()
}

fn with_args<'a>(mut eval: Eval<'a>, partial: &PartialOf, args: &'a [Plain]) -> Merged {
    for (slot, arg) in partial.params.iter().zip(args) {
        eval.bind(*slot, arg.value());
    }
    Merged::of(eval.value(partial.body), partial.merge)
}

impl<'a> Eval<'a> {
    /// A partial as merged; one that is not there yet is asked for.
    pub(super) fn partial(&mut self, index: u32, args: &[NodeId]) -> Value<'a> {
        let mut plain = Vec::new();
        for arg in args {
            match self.value(*arg) {
                Value::Unknown(causes) => return Value::Unknown(causes),
                value => match Plain::of(&value) {
                    Some(value) => plain.push(value),
                    None => return Value::Unknown(Causes::UNSURE),
                },
            }
        }
        let key = Key { partial: index, args: plain };
        match self.set.partials.and_then(|partials| partials.get(&key)) {
            // What the cases come to may still change while the duty is not due.
            Some(_) if self.later => Value::Unknown(Causes::LATER),
            Some(merged) => merged.value(),
            None => {
                self.asked.insert(key);
                Value::Unknown(Causes::UNSURE)
            }
        }
    }
}
