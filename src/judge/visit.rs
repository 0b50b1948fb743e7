//! Walking the nodes of a program.

use crate::compile::program::{Node, NodeId, Program, QueryId, Slot};
use crate::model::FieldId;

/// The first field that a node reads of the record in a slot.
pub(super) fn first_field(program: &Program, node: NodeId, slot: Slot) -> Option<FieldId> {
    let mut found = None;
    visit(program, node, &mut |at| match program.node(at) {
        Node::Field(of, _, field) | Node::View(of, field, _) if *program.node(*of) == Node::Slot(slot) => {
            found.get_or_insert(*field);
        }
        _ => {}
    });
    found
}

/// Every node under one, outermost first, queries included.
pub(super) fn visit(program: &Program, node: NodeId, each: &mut impl FnMut(NodeId)) {
    each(node);
    direct(program, node).into_iter().for_each(|node| visit(program, node, each));
}

/// The parts of a node, those of its query included.
fn direct(program: &Program, node: NodeId) -> Vec<NodeId> {
    let mut next = Vec::new();
    match program.node(node) {
        Node::Field(of, ..)
        | Node::View(of, ..)
        | Node::Child(of, _)
        | Node::Parent(of)
        | Node::Start(of)
        | Node::End(of)
        | Node::Not(of)
        | Node::Recorded(of)
        | Node::Distinct(of)
        | Node::Months(of, _) => next.push(*of),
        Node::Implies(a, b)
        | Node::Cmp(_, a, b)
        | Node::Else(a, b)
        | Node::Add(a, b)
        | Node::Sub(a, b)
        | Node::Interval(a, b)
        | Node::Runs(a, b)
        | Node::EachValue(_, a, b) => next.extend([*a, *b]),
        Node::And(list) | Node::Or(list) | Node::Set(list) | Node::Call(_, list) => next.extend(list),
        Node::Exists(query) | Node::None(query) | Node::Count(query) => next.extend(parts(program, *query)),
        Node::Each(query, body) | Node::Collect(query, body) => {
            next.extend(parts(program, *query));
            next.push(*body);
        }
        Node::Judged(yes, no, _) => {
            next.push(*yes);
            next.extend(no);
        }
        _ => {}
    }
    next
}

fn parts(program: &Program, query: QueryId) -> Vec<NodeId> {
    let query = program.query(query);
    query.source.into_iter().chain(query.conds.iter().copied()).collect()
}

/// The nodes under one that read no record of an inner query, outermost first.
pub(super) fn visit_outer(program: &Program, node: NodeId, each: &mut impl FnMut(NodeId)) {
    let ranges = matches!(
        program.node(node),
        Node::Exists(_) | Node::None(_) | Node::Count(_) | Node::Each(..) | Node::Collect(..) | Node::EachValue(..)
    );
    each(node);
    if !ranges {
        direct(program, node).into_iter().for_each(|part| visit_outer(program, part, each));
    }
}
