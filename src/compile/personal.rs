//! Which values come from fields that are hidden: what is shown of them is masked wherever they lead, through windows,
//! collections and partials.

use super::program::{Node, NodeId, Program, WINDOW_SLOT};
use crate::builtins::Builtin;

/// Whether what a node gives may be the value of a hidden field. `per` is what the windows are made of.
pub fn carries_personal(program: &Program, per: Option<NodeId>, node: NodeId) -> bool {
    let carries = |of: &NodeId| carries_personal(program, per, *of);
    match program.node(node) {
        Node::Field(_, kind, field) => program.schema.is_hidden(*kind, *field),
        Node::View(_, kind, start, end) => [start, end].iter().any(|at| program.schema.is_hidden(*kind, **at)),
        Node::Slot(slot) if *slot == WINDOW_SLOT => per.is_some_and(|per| carries_personal(program, None, per)),
        Node::Partial(index, args) => {
            let of = program.partials.get(*index as usize);
            args.iter().any(carries) || of.is_some_and(|of| carries_personal(program, None, of.body))
        }
        // How many there are, and what share, says nothing of who.
        Node::Call(Builtin::Size | Builtin::TopShare | Builtin::Position, _) => false,
        // Nor does a yes or a no.
        Node::Cmp(..) | Node::And(_) | Node::Or(_) | Node::Not(_) | Node::Implies(..) => false,
        Node::Recorded(_) | Node::FilledIn(_) | Node::Each(..) | Node::EachValue(..) | Node::Judged(..) => false,
        at => at.parts().iter().any(carries),
    }
}
