//! The compiled form: a flat list of nodes, slots instead of variables, definitions expanded. Plain data without names to
//! resolve, so that it can be written down and read back.

use super::level::Level;
use crate::builtins::Builtin;
use crate::calendar::{DateRange, Day, Month};
use crate::check::typed::{At, Both, Partial};
use crate::lang::ast::{CmpOp, Force, Quantifier, Unit};
use crate::model::{FieldId, KindId, ListId, Schema, Verdict};
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
    Text(String),
    Date(DateRange),
    Month(Month),
    Duration(i64, Unit),
    Code(u16),
    Absent,
    Slot(Slot),
    Root,
    Field(NodeId, KindId, FieldId),
    View(NodeId, FieldId, FieldId),
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
    Exists(QueryId),
    None(QueryId),
    Count(QueryId),
    Each(QueryId, NodeId),
    EachValue(Slot, NodeId, NodeId),
    Collect(QueryId, NodeId),
    Set(Vec<NodeId>),
    Interval(NodeId, NodeId),
    Distinct(NodeId),
    Months(NodeId, Partial),
    Runs(NodeId, NodeId),
    Call(Builtin, Vec<NodeId>),
    /// Yes, no, index of the predicate.
    Judged(NodeId, Option<NodeId>, u32),
    Recorded(NodeId),
}

/// One end of the window that a query's conditions put on the records' date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bound {
    /// A date, month or interval: its own end is taken.
    pub node: NodeId,
    /// Days to add (for `<` and `>`).
    pub shift: i32,
}

/// Records that a quantifier ranges over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Query {
    /// Their kind.
    pub kind: KindId,
    /// Their variable.
    pub slot: Slot,
    /// The record they are nested in.
    pub source: Option<NodeId>,
    /// Conditions, all must hold.
    pub conds: Vec<NodeId>,
    /// What bounds their date from below.
    pub from: Vec<Bound>,
    /// What bounds their date from above.
    pub to: Vec<Bound>,
}

/// Piece of a message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Part {
    /// As it stands.
    Text(String),
    /// A value.
    Value(NodeId),
}

/// A message in both languages.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// Japanese.
    pub ja: Vec<Part>,
    /// English.
    pub en: Vec<Part>,
}

/// An exception.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exception {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Both,
    /// Citation; empty inside a rule.
    pub citation: Both,
    /// Its own force, at the duty's anchor.
    pub force: Force,
    /// Condition.
    pub when: NodeId,
    /// `exempt` or `judgement`.
    pub effect: Verdict,
    /// A lawful overlap.
    pub overlap: bool,
}

/// One version of a rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Version {
    /// In force.
    pub force: Force,
    /// Citation.
    pub citation: Both,
    /// Index of the class in [`Program::classes`].
    pub class: usize,
    /// Condition on the subject.
    pub filter: Option<NodeId>,
    /// Last day in time.
    pub due: Option<NodeId>,
    /// Requirement.
    pub require: NodeId,
    /// Exceptions in order.
    pub exceptions: Vec<Exception>,
    /// Message.
    pub message: Message,
    /// What to do.
    pub remedy: Message,
    /// What follows.
    pub left: Message,
    /// Why it is due then, when law does not say.
    pub undated: Both,
}

/// A rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Both,
    /// Index of its pack.
    pub pack: usize,
    /// Kind of its subject.
    pub subject: KindId,
    /// Windows.
    pub per: Option<NodeId>,
    /// The code list, when windows are codes.
    pub window_codes: Option<ListId>,
    /// Anchor.
    pub anchor: NodeId,
    /// Versions by force.
    pub versions: Vec<Version>,
}

/// A dated parameter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Param {
    /// English name.
    pub name: String,
    /// Values by force.
    pub values: Vec<(Force, NodeId)>,
}

/// A class of duty.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Class {
    /// English name.
    pub name: String,
    /// Lower is graver.
    pub rank: u32,
    /// Whether it binds.
    pub binding: bool,
    /// Words for people.
    pub words: Both,
}

/// A pack's header.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pack {
    /// English name.
    pub name: String,
    /// Title.
    pub title: Both,
    /// Version.
    pub version: String,
    /// Law is verified up to this day.
    pub verified: Option<Day>,
    /// Whether it applies to a case.
    pub applies: Option<NodeId>,
}

/// Everything needed to judge.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Program {
    /// Kinds and code lists.
    pub schema: Schema,
    /// Packs.
    pub packs: Vec<Pack>,
    /// Classes.
    pub classes: Vec<Class>,
    /// Texts that are shown to people by other words.
    pub terms: Vec<(String, Both)>,
    /// Parameters.
    pub params: Vec<Param>,
    /// Titles of judgement predicates.
    pub judgements: Vec<Both>,
    /// Rules by id.
    pub rules: Vec<Rule>,
    /// Nodes.
    pub nodes: Vec<Node>,
    /// Where each node was written.
    pub spots: Vec<At>,
    /// For what each node's value holds.
    pub levels: Vec<Level>,
    /// Queries.
    pub queries: Vec<Query>,
    /// Slots that a frame needs.
    pub slots: u16,
}

impl Program {
    /// A node by id.
    #[expect(clippy::indexing_slicing, reason = "a NodeId is only made as an index of this program")]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// A query by id.
    #[expect(clippy::indexing_slicing, reason = "a QueryId is only made as an index of this program")]
    pub fn query(&self, id: QueryId) -> &Query {
        &self.queries[id.0 as usize]
    }

    /// For what a node's value holds.
    pub fn level(&self, id: NodeId) -> Level {
        self.levels.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// Where a node was written.
    pub fn spot(&self, id: NodeId) -> At {
        self.spots.get(id.0 as usize).copied().unwrap_or_default()
    }
}

/// The quantifier that a query node came from.
pub fn quantified(quantifier: Quantifier, query: QueryId) -> Node {
    match quantifier {
        Quantifier::Exists => Node::Exists(query),
        Quantifier::None => Node::None(query),
        Quantifier::Count => Node::Count(query),
    }
}
