//! How long the value of a node stays the same, so that the engine need not ask twice.
//!
//! Only nodes that range over records are worth remembering. One that reads no variable at all is the same for the whole
//! case; one that reads the subject only, for the subject; one that reads the window or a parameter, for the duty. A node
//! that reads a query's own record is never remembered.

use super::program::{Node, NodeId, Program, QueryId, SUBJECT_SLOT, Slot, WINDOW_SLOT};
use crate::builtins::Builtin;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

/// For what a node's value holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Level {
    /// Not remembered.
    #[default]
    None,
    /// One duty.
    Duty,
    /// One subject.
    Subject,
    /// One case.
    Case,
}

/// The level of every node, and the most steps that one takes.
pub(super) fn levels(program: &Program) -> (Vec<Level>, u64) {
    let mut finder = Finder { program, known: HashMap::new() };
    let nodes = || (0..program.nodes.len()).map(|at| NodeId(at as u32));
    let levels = nodes().map(|node| finder.level(node)).collect();
    let cost = nodes().map(|node| finder.reads(node).cost).max().unwrap_or(0);
    (levels, cost)
}

/// What a node reads.
#[derive(Clone, Default)]
struct Reads {
    slots: BTreeSet<Slot>,
    param: bool,
    ranges: bool,
    cost: u64,
}

impl Reads {
    fn and(&mut self, other: &Reads) {
        self.slots.extend(&other.slots);
        self.param |= other.param;
        self.ranges |= other.ranges;
        self.cost = self.cost.saturating_add(other.cost);
    }
}

struct Finder<'p> {
    program: &'p Program,
    known: HashMap<NodeId, Reads>,
}

impl Finder<'_> {
    fn level(&mut self, node: NodeId) -> Level {
        let reads = self.reads(node);
        let only = |slots: &[Slot]| reads.slots.iter().all(|slot| slots.contains(slot));
        match (reads.ranges, reads.param) {
            (false, _) => Level::None,
            (true, false) if reads.slots.is_empty() => Level::Case,
            (true, false) if only(&[SUBJECT_SLOT]) => Level::Subject,
            (true, _) if only(&[SUBJECT_SLOT, WINDOW_SLOT]) => Level::Duty,
            _ => Level::None,
        }
    }

    /// Nodes are made after what they are made of, so recursion is as deep as expressions, which are bounded.
    fn reads(&mut self, node: NodeId) -> Reads {
        if let Some(known) = self.known.get(&node) {
            return known.clone();
        }
        let reads = self.read(node);
        self.known.insert(node, reads.clone());
        reads
    }

    fn read(&mut self, node: NodeId) -> Reads {
        let program = self.program;
        let mut reads = Reads { cost: 1, ..Reads::default() };
        match program.node(node) {
            Node::Slot(slot) => {
                reads.slots.insert(*slot);
            }
            Node::Param(_) => reads.param = true,
            Node::Exists(query) | Node::None(query) | Node::Count(query) => reads = self.query(*query, None),
            Node::Each(query, body) | Node::Collect(query, body) => reads = self.query(*query, Some(*body)),
            Node::EachValue(slot, collection, body) => {
                reads.and(&self.reads(*body));
                reads.slots.remove(slot);
                reads.and(&self.reads(*collection));
            }
            Node::Call(builtin, args) => {
                args.iter().for_each(|arg| reads.and(&self.reads(*arg)));
                reads.ranges |= matches!(builtin, Builtin::Position | Builtin::Previous);
            }
            other => parts(other).into_iter().for_each(|part| reads.and(&self.reads(part))),
        }
        reads
    }

    fn query(&mut self, query: QueryId, body: Option<NodeId>) -> Reads {
        let query = self.program.query(query);
        let mut reads = Reads { cost: 1, ..Reads::default() };
        for node in query.conds.iter().copied().chain(body) {
            reads.and(&self.reads(node));
        }
        reads.slots.remove(&query.slot);
        if let Some(source) = query.source {
            reads.and(&self.reads(source));
        }
        reads.ranges = true;
        reads
    }
}

/// Direct parts of the nodes that bind nothing.
fn parts(node: &Node) -> Vec<NodeId> {
    match node {
        Node::Field(of, ..)
        | Node::View(of, ..)
        | Node::Child(of, _)
        | Node::Parent(of)
        | Node::Start(of)
        | Node::End(of)
        | Node::Not(of)
        | Node::Recorded(of)
        | Node::Distinct(of)
        | Node::Months(of, _) => vec![*of],
        Node::Implies(a, b)
        | Node::Cmp(_, a, b)
        | Node::Else(a, b)
        | Node::Add(a, b)
        | Node::Sub(a, b)
        | Node::Interval(a, b)
        | Node::Runs(a, b) => vec![*a, *b],
        Node::And(list) | Node::Or(list) | Node::Set(list) => list.clone(),
        Node::Judged(yes, no, _) => std::iter::once(*yes).chain(*no).collect(),
        _ => Vec::new(),
    }
}
