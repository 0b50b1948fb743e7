//! Walking the nodes of a program.

use crate::compile::program::{Node, NodeId, Program, Slot};
use crate::model::FieldId;

/// The first field that a node reads of the record in a slot.
pub(super) fn first_field(program: &Program, node: NodeId, slot: Slot) -> Option<FieldId> {
    let mut found = None;
    visit(program, node, &mut |at| match program.node(at) {
        Node::Field(of, _, field) | Node::View(of, _, field, _) if *program.node(*of) == Node::Slot(slot) => {
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
    let at = program.node(node);
    let query = at.query().map(|query| program.query(query));
    let of_query = query.into_iter().flat_map(|query| query.source.into_iter().chain(query.conds.iter().copied()));
    of_query.chain(at.parts()).collect()
}

/// The nodes under one that read no record of an inner query, outermost first.
pub(super) fn visit_outer(program: &Program, node: NodeId, each: &mut impl FnMut(NodeId)) {
    let ranges = program.node(node).query().is_some() || program.node(node).bound().is_some();
    each(node);
    if !ranges {
        direct(program, node).into_iter().for_each(|part| visit_outer(program, part, each));
    }
}
