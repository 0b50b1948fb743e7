//! Conditions: true, false, or unknown with its causes.

use super::cells::is_recorded;
use super::doubt::counted;
use super::eval::Eval;
use super::query::declarable;
use super::truth::{Causes, Truth};
use super::value::{Value, before, joined, lies_in, same};
use crate::compile::program::{Node, NodeId, Slot};
use crate::lang::ast::CmpOp;
use crate::model::{Cell, FieldId, RecordId};

impl<'a> Eval<'a> {
    /// The truth of a condition.
    pub fn truth(&mut self, node: NodeId) -> Truth {
        let level = self.set.program.level(node);
        match self.memo.get(level, node, self.later) {
            Some(Value::Truth(truth)) => truth,
            _ => {
                let truth = self.truth_now(node);
                self.memo.put(level, node, self.later, &Value::Truth(truth));
                truth
            }
        }
    }

    pub(super) fn truth_now(&mut self, node: NodeId) -> Truth {
        let program = self.set.program;
        match program.node(node) {
            Node::Bool(value) => Truth::of(*value),
            Node::Not(inner) => !self.truth(*inner),
            Node::And(operands) => self.all(operands),
            Node::Or(operands) => self.any(operands),
            Node::Implies(left, right) => match self.truth(*left) {
                Truth::False => Truth::True,
                left => (!left).or(self.truth(*right)),
            },
            Node::Cmp(op, left, right) => self.compare(*op, *left, *right),
            Node::Exists(query) => self.exists(*query),
            Node::None(query) => !self.exists(*query),
            Node::Each(query, body) => self.each(*query, *body),
            Node::EachValue(slot, collection, body) => self.each_value(*slot, *collection, *body),
            Node::Judged(parts, _) => self.judged(*parts),
            Node::Recorded(inner) => self.written(*inner),
            Node::FilledIn(inner) => self.filled_in(*inner),
            _ => match self.value_now(node) {
                Value::Truth(truth) => truth,
                Value::Unknown(causes) => Truth::Unknown(causes),
                _ => Truth::False,
            },
        }
    }

    /// Whether there is a value. A reference is one even where it leads to no record; a value computed from records that
    /// cannot be told is not nothing.
    fn written(&mut self, node: NodeId) -> Truth {
        match self.with_reference(node) {
            (_, true) => Truth::True,
            (Value::Unknown(causes), _) if causes.has(Causes::UNSURE) => Truth::Unknown(causes),
            (value, _) => Truth::of(is_recorded(&value)),
        }
    }

    /// Whether a field is filled in. That it is not can only be told where the export shows such fields and holds the
    /// record whole, and while there is time it may still be.
    fn filled_in(&mut self, node: NodeId) -> Truth {
        let Node::Field(of, _, field) = self.set.program.node(node) else { return self.written(node) };
        let record = match self.value(*of) {
            Value::Record(record) => record,
            Value::Unknown(causes) => return Truth::Unknown(causes),
            _ => return Truth::False,
        };
        match self.set.case.cell(record, *field) {
            Cell::NotRecorded => self.left_empty(record, *field),
            Cell::Unknown | Cell::Invalid => Truth::Unknown(Causes::MISSING),
            Cell::Absent => Truth::False,
            _ => Truth::True,
        }
    }

    fn left_empty(&self, record: RecordId, field: FieldId) -> Truth {
        let (set, schema) = (self.set, &self.set.program.schema);
        let unshown = set.manifest.nowhere.contains(&(record.kind, field));
        // What was filled in after the export was made is not in it.
        let early = set.manifest.extracted.is_some_and(|last| last < set.as_of);
        if self.later {
            Truth::Unknown(Causes::LATER)
        } else if early || self.holding(record).is_none() {
            Truth::Unknown(Causes::open(declarable(schema, record.kind)))
        } else if unshown || set.case.derived(schema, record).is_some() {
            Truth::Unknown(Causes::MISSING)
        } else {
            Truth::False
        }
    }

    /// A value, and whether it is a reference that is written in a record. What it is read from is evaluated once.
    pub(super) fn with_reference(&mut self, node: NodeId) -> (Value<'a>, bool) {
        let Node::Field(of, _, field) = self.set.program.node(node) else { return (self.value(node), false) };
        let of = self.value(*of);
        let cell = match of {
            Value::Record(record) => Some(self.set.case.cell(record, *field)),
            _ => None,
        };
        let reference = matches!(cell, Some(Cell::Ref(..)));
        (self.of_record(of, |eval, record| eval.field(record, *field)), reference)
    }

    /// All conditions hold; the first that fails decides.
    pub fn all(&mut self, conditions: &[NodeId]) -> Truth {
        let mut result = Truth::True;
        for condition in conditions {
            result = result.and(self.truth(*condition));
            if result == Truth::False {
                break;
            }
        }
        result
    }

    fn any(&mut self, conditions: &[NodeId]) -> Truth {
        let mut result = Truth::False;
        for condition in conditions {
            result = result.or(self.truth(*condition));
            if result == Truth::True {
                break;
            }
        }
        result
    }

    fn compare(&mut self, op: CmpOp, left: NodeId, right: NodeId) -> Truth {
        let sides = [left, right];
        let (left, right) = (self.value(left), self.value(right));
        let truth = match op {
            CmpOp::Eq => same(&left, &right),
            CmpOp::Ne => !same(&left, &right),
            CmpOp::Le => before(&left, &right, false),
            CmpOp::Lt => before(&left, &right, true),
            CmpOp::Ge => before(&right, &left, false),
            CmpOp::Gt => before(&right, &left, true),
            CmpOp::In => lies_in(&left, &right),
        };
        if matches!(truth, Truth::Unknown(_)) && counted(&left) && counted(&right) {
            return self.doubtful(sides);
        }
        truth
    }

    /// A judgement on record decides, by its coded reason. Where the records are whole and hold none that counts, there
    /// was none. A person is asked where two records disagree, or one lacks its coded reason or its author.
    fn judged(&mut self, [loose, yes, no]: [NodeId; 3]) -> Truth {
        match (self.truth(yes), self.truth(no)) {
            (Truth::True, Truth::True) => Truth::Unknown(Causes::JUDGEMENT),
            (Truth::True, _) => Truth::True,
            (_, Truth::True) => Truth::False,
            (Truth::False, _) if self.truth(loose) == Truth::False => Truth::False,
            _ => Truth::Unknown(Causes::JUDGEMENT),
        }
    }

    fn each_value(&mut self, slot: Slot, collection: NodeId, body: NodeId) -> Truth {
        let coll = match self.value(collection) {
            Value::Coll(coll) => coll,
            Value::Unknown(causes) => return Truth::Unknown(causes),
            _ => return Truth::True,
        };
        let mut result = joined(coll.open, coll.doubt).map_or(Truth::True, Truth::Unknown);
        for member in coll.members {
            self.bind(slot, member.value);
            result = result.and((!member.member).or(self.truth(body)));
        }
        result
    }
}
