//! Why a comparison of numbers cannot be told: a number is a range and does not say what made it one, so what it was
//! counted from is asked.

use super::eval::Eval;
use super::truth::{Causes, Truth};
use super::value::{Coll, Value, joined};
use crate::compile::program::{Node, NodeId};

/// Whether a value is a number or a ratio.
pub(super) fn counted(value: &Value) -> bool {
    matches!(value, Value::Number(..) | Value::Ratio(_))
}

impl Eval<'_> {
    /// A comparison of two ranges that overlap.
    pub(super) fn doubtful(&mut self, sides: [NodeId; 2]) -> Truth {
        let causes = sides.into_iter().fold(Causes::default(), |causes, side| causes | self.doubts(side));
        Truth::Unknown(if causes.is_none() { Causes::MISSING } else { causes })
    }

    /// What may make a number a range.
    fn doubts(&mut self, node: NodeId) -> Causes {
        let program = self.set.program;
        let parts: &[NodeId] = match program.node(node) {
            Node::Count(query) => return of_coll(&self.collect_records(*query)),
            Node::Add(left, right) | Node::Sub(left, right) | Node::Mul(left, right) | Node::Div(left, right) => {
                return self.doubts(*left) | self.doubts(*right);
            }
            Node::Call(_, args) => args,
            _ => return of_value(&self.value(node)),
        };
        parts.iter().fold(Causes::default(), |causes, part| causes | self.doubts(*part))
    }
}

pub(super) fn of_value(value: &Value) -> Causes {
    match value {
        Value::Unknown(causes) => *causes,
        Value::Date(date) if !date.is_exact() => Causes::PARTIAL,
        Value::Interval(interval) if interval.from.is_exact() && interval.to.is_exact() => interval.causes,
        Value::Interval(interval) => interval.causes | Causes::PARTIAL,
        Value::Coll(coll) => of_coll(coll),
        _ => Causes::default(),
    }
}

fn of_coll(coll: &Coll) -> Causes {
    let why = joined(coll.open, coll.doubt).unwrap_or_default();
    coll.members.iter().fold(why, |why, member| match member.member {
        Truth::Unknown(causes) => why | causes | of_value(&member.value),
        _ => why | of_value(&member.value),
    })
}
