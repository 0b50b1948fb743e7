//! The compiled form: a flat list of nodes, slots instead of variables, definitions expanded. Plain data without names to
//! resolve, so that it can be written down and read back.

use super::level::Level;
use crate::calendar::{ClosedDays, Day};
use crate::check::typed::{At, Both, Checklist, Cited, Effect, Remedy};
use crate::lang::ast::{Force, Quantifier};
use crate::model::{KindId, ListId, Schema};

pub use super::node::{Node, NodeId, QueryId, SUBJECT_SLOT, Slot, WINDOW_SLOT};
use serde::{Deserialize, Serialize};

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
    pub citation: Cited,
    /// Its own force, at the duty's anchor.
    pub force: Force,
    /// Condition.
    pub when: NodeId,
    /// What it does.
    pub effect: Effect,
    /// The requirement in place of the rule's, and its last day.
    pub replacement: Option<(NodeId, Option<NodeId>)>,
    /// Where it is written.
    pub at: At,
    /// A lawful overlap.
    pub overlap: bool,
}

/// One version of a rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Version {
    /// In force.
    pub force: Force,
    /// Citation.
    pub citation: Cited,
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
    /// Whether it can still be made good.
    pub remedy: Option<Remedy>,
    /// What to do.
    pub to_do: Message,
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
    /// Older law that still applies to some duties.
    pub transitions: Vec<Transition>,
}

/// Older law that still applies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Transition {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Both,
    /// Citation.
    pub citation: Cited,
    /// Anchors it is for.
    pub force: Force,
    /// Condition.
    pub when: Option<NodeId>,
    /// The day whose law is applied.
    pub law_of: Day,
    /// Where it is written.
    pub at: At,
}

/// What an office rule reads of each case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartialOf {
    /// English name.
    pub name: String,
    /// Variables of its parameters.
    pub params: Vec<Slot>,
    /// Evaluated with the case as subject.
    pub body: NodeId,
    /// How it merges.
    pub merge: Merge,
}

/// How the values of cases merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Merge {
    /// A condition, to the number of cases in which it holds.
    Cases,
    /// A number, to the sum.
    Sum,
    /// A collection, to all members.
    Union,
}

/// A rate by position in a run of months and by date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rate {
    /// First position, from 1.
    pub from: i64,
    /// Last position.
    pub to: Option<i64>,
    /// By the month's first day.
    pub force: Force,
    /// A ratio or a number.
    pub value: NodeId,
}

/// What violations cost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Consequence {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Both,
    /// Citation.
    pub citation: Cited,
    /// Indices of the rules that feed it by name.
    pub rules: Vec<usize>,
    /// A class all of whose duties feed it.
    pub class: Option<usize>,
    /// Whether it is about the office, since rules about the office feed it.
    pub office: bool,
    /// Whether a month counts, which is the window.
    pub when: Option<NodeId>,
    /// First month.
    pub from: Option<NodeId>,
    /// Last month.
    pub to: Option<NodeId>,
    /// Variables of the months of failure and of cure.
    pub months: [Slot; 2],
    /// The kind of the subjects for which first and last month are told, with its variable; any subject without it.
    pub subject: Option<(KindId, Slot)>,
    /// Rates in order.
    pub rates: Vec<Rate>,
    /// What the whole of a month comes to: a number.
    pub amount: Option<NodeId>,
    /// What amounts are counted in.
    pub unit: Both,
    /// Words for a month of which it cannot be told whether it counts.
    pub otherwise: Both,
    /// Message.
    pub message: Message,
    /// Where it is written.
    pub at: At,
}

/// Records that show that a kind is not complete.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contradiction {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Both,
    /// The kind.
    pub kind: KindId,
    /// What shows it.
    pub when: NodeId,
    /// Message.
    pub message: Message,
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
    /// The day from which rules are in force that name none.
    pub since: Option<Day>,
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
    /// Tables of periods: first and last month of each.
    pub periods: Vec<Vec<(u8, u8)>>,
    /// Tables of closed days.
    pub closed: Vec<ClosedDays>,
    /// What office rules read of cases.
    pub partials: Vec<PartialOf>,
    /// What violations cost.
    pub consequences: Vec<Consequence>,
    /// Records that show that a kind is not complete.
    pub contradictions: Vec<Contradiction>,
    /// Lists of provisions and steps, and what answers each row.
    pub checklists: Vec<Checklist>,
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
