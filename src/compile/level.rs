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
        let at = program.node(node);
        match at {
            Node::Slot(slot) => {
                reads.slots.insert(*slot);
            }
            Node::Param(_) => reads.param = true,
            Node::Call(builtin, _) => reads.ranges |= matches!(builtin, Builtin::Position | Builtin::Previous),
            // Its value is merged once, and looked up.
            Node::Partial(..) => reads.ranges = true,
            _ => {}
        }
        if let Some(query) = at.query() {
            return self.query(query, at.parts());
        }
        for part in at.parts() {
            reads.and(&self.reads(part));
        }
        if let Some(slot) = at.bound() {
            reads.slots.remove(&slot);
        }
        reads
    }

    fn query(&mut self, query: QueryId, body: Vec<NodeId>) -> Reads {
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
