//! Nodes: the steps of expressions, and what each is made of. Whoever walks a program walks it by [`Node::parts`] and
//! [`Node::query`].

use crate::builtins::Builtin;
use crate::calendar::{DateRange, FirstDay, Month};
use crate::check::typed::{Partial, Shift};
use crate::lang::ast::{CmpOp, Unit};
use crate::model::{FieldId, KindId};
use serde::{Deserialize, Serialize};

/// Index of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NodeId(pub u32);
/// Index of a variable's slot; 0 is the subject, 1 the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Slot(pub u16);
/// Index of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct QueryId(pub u32);

/// The slot of a rule's subject.
pub const SUBJECT_SLOT: Slot = Slot(0);
/// The slot of a rule's window.
pub const WINDOW_SLOT: Slot = Slot(1);

/// One step of an expression.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each is named as its form in docs/language.md")]
pub enum Node {
    Bool(bool),
    Number(i64),
    /// Numerator and denominator.
    Ratio(i64, i64),
    Text(String),
    Date(DateRange),
    Month(Month),
    Duration(i64, Unit),
    Code(u16),
    Absent,
    Slot(Slot),
    Root,
    Field(NodeId, KindId, FieldId),
    View(NodeId, KindId, FieldId, FieldId),
    Child(NodeId, KindId),
    Parent(NodeId),
    Start(NodeId),
    End(NodeId),
    Param(u32),
    Not(NodeId),
    And(Vec<NodeId>),
    Or(Vec<NodeId>),
    Implies(NodeId, NodeId),
    Cmp(CmpOp, NodeId, NodeId),
    Else(NodeId, NodeId),
    Add(NodeId, NodeId),
    Sub(NodeId, NodeId),
    Mul(NodeId, NodeId),
    Div(NodeId, NodeId),
    Exists(QueryId),
    None(QueryId),
    Count(QueryId),
    Each(QueryId, NodeId),
    EachValue(Slot, NodeId, NodeId),
    Collect(QueryId, NodeId),
    /// Variable, collection, condition, value.
    CollectValues(Slot, NodeId, Option<NodeId>, NodeId),
    Set(Vec<NodeId>),
    Interval(NodeId, NodeId),
    Distinct(NodeId),
    Months(NodeId, Partial),
    Runs(NodeId, NodeId),
    /// Intervals, the table, whether a period must be covered whole.
    Periods(NodeId, u32, bool),
    Expiry(NodeId, NodeId, FirstDay),
    OpenDay(NodeId, u32, Shift),
    Call(Builtin, Vec<NodeId>),
    /// A record that decides nothing, one that says yes, one that says no, index of the predicate.
    Judged([NodeId; 3], u32),
    Recorded(NodeId),
    /// Of a field's node.
    FilledIn(NodeId),
    /// A partial, merged over the cases of the office.
    Partial(u32, Vec<NodeId>),
}

impl Node {
    /// The nodes it is made of, but for those of its query.
    pub fn parts(&self) -> Vec<NodeId> {
        match self {
            Node::Field(of, ..)
            | Node::View(of, ..)
            | Node::Child(of, _)
            | Node::Parent(of)
            | Node::Start(of)
            | Node::End(of)
            | Node::Not(of)
            | Node::Recorded(of)
            | Node::FilledIn(of)
            | Node::Distinct(of)
            | Node::Months(of, _)
            | Node::Periods(of, ..)
            | Node::OpenDay(of, ..)
            | Node::Each(_, of)
            | Node::Collect(_, of) => vec![*of],
            Node::Implies(a, b)
            | Node::Cmp(_, a, b)
            | Node::Else(a, b)
            | Node::Add(a, b)
            | Node::Sub(a, b)
            | Node::Mul(a, b)
            | Node::Div(a, b)
            | Node::Interval(a, b)
            | Node::Runs(a, b)
            | Node::Expiry(a, b, _)
            | Node::EachValue(_, a, b) => vec![*a, *b],
            Node::And(list) | Node::Or(list) | Node::Set(list) | Node::Call(_, list) | Node::Partial(_, list) => {
                list.clone()
            }
            Node::CollectValues(_, of, cond, value) => [Some(*of), *cond, Some(*value)].into_iter().flatten().collect(),
            Node::Judged(parts, _) => parts.to_vec(),
            Node::Bool(_)
            | Node::Number(_)
            | Node::Ratio(..)
            | Node::Text(_)
            | Node::Date(_)
            | Node::Month(_)
            | Node::Duration(..)
            | Node::Code(_)
            | Node::Absent
            | Node::Slot(_)
            | Node::Root
            | Node::Param(_)
            | Node::Exists(_)
            | Node::None(_)
            | Node::Count(_) => Vec::new(),
        }
    }

    /// The query whose records it ranges over.
    pub fn query(&self) -> Option<QueryId> {
        match self {
            Node::Exists(query) | Node::None(query) | Node::Count(query) => Some(*query),
            Node::Each(query, _) | Node::Collect(query, _) => Some(*query),
            _ => None,
        }
    }

    /// The variable that it binds over the members of a collection.
    pub fn bound(&self) -> Option<Slot> {
        match self {
            Node::EachValue(slot, ..) | Node::CollectValues(slot, ..) => Some(*slot),
            _ => None,
        }
    }
}
