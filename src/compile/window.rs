//! The window of a query: which conditions bound the declared date of its records, and by what.

use super::program::{Bound, Node, NodeId, Program, Slot};
use crate::lang::ast::CmpOp;
use crate::model::{FieldId, KindId};

/// What bounds the date from below and from above. Only conditions that every match must meet count.
pub(super) fn bounds(
    program: &Program,
    kind: KindId,
    slot: Slot,
    dated: Option<FieldId>,
    conds: &[NodeId],
) -> (Vec<Bound>, Vec<Bound>) {
    let mut bounds = Bounds { program, kind, slot, dated, from: Vec::new(), to: Vec::new() };
    conds.iter().for_each(|cond| bounds.cond(*cond));
    (bounds.from, bounds.to)
}

struct Bounds<'p> {
    program: &'p Program,
    kind: KindId,
    slot: Slot,
    dated: Option<FieldId>,
    from: Vec<Bound>,
    to: Vec<Bound>,
}

impl Bounds<'_> {
    fn cond(&mut self, cond: NodeId) {
        match self.program.node(cond) {
            Node::And(operands) => operands.iter().for_each(|operand| self.cond(*operand)),
            Node::Cmp(op, left, right) => {
                if self.is_date(*left) {
                    self.compare(*op, *right);
                } else if self.is_date(*right) {
                    self.compare(reversed(*op), *left);
                }
            }
            _ => {}
        }
    }

    fn compare(&mut self, op: CmpOp, other: NodeId) {
        if self.depends(other) {
            return;
        }
        let bound = |shift| Bound { node: other, shift };
        match op {
            CmpOp::Le => self.to.push(bound(0)),
            CmpOp::Lt => self.to.push(bound(-1)),
            CmpOp::Ge => self.from.push(bound(0)),
            CmpOp::Gt => self.from.push(bound(1)),
            CmpOp::Eq | CmpOp::In => {
                self.from.push(bound(0));
                self.to.push(bound(0));
            }
            CmpOp::Ne => {}
        }
    }

    /// Whether a node is the declared date of the query's own record, or the month it lies in.
    fn is_date(&self, node: NodeId) -> bool {
        match self.program.node(node) {
            Node::Field(of, kind, field) => {
                *kind == self.kind && Some(*field) == self.dated && *self.program.node(*of) == Node::Slot(self.slot)
            }
            Node::Call(crate::builtins::Builtin::MonthOf, args) => args.iter().all(|arg| self.is_date(*arg)),
            _ => false,
        }
    }

    /// Whether a node reads the query's own record, so that it bounds nothing from outside.
    fn depends(&self, node: NodeId) -> bool {
        let at = self.program.node(node);
        *at == Node::Slot(self.slot)
            || at.parts().into_iter().any(|part| self.depends(part))
            || at.query().is_some_and(|query| self.query_depends(query))
    }

    fn query_depends(&self, query: super::program::QueryId) -> bool {
        let query = self.program.query(query);
        query.source.is_some_and(|source| self.depends(source)) || query.conds.iter().any(|cond| self.depends(*cond))
    }
}

fn reversed(op: CmpOp) -> CmpOp {
    match op {
        CmpOp::Le => CmpOp::Ge,
        CmpOp::Lt => CmpOp::Gt,
        CmpOp::Ge => CmpOp::Le,
        CmpOp::Gt => CmpOp::Lt,
        CmpOp::In => CmpOp::Ne,
        other => other,
    }
}
