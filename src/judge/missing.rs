//! The fields that an unknown rests on: those that a condition reads itself, and those of the records that a count, a sum
//! or a share is made of.

use super::eval::Eval;
use super::explained::Fact;
use super::nearest;
use super::truth::Truth;
use super::value::Value;
use super::visit::visit_outer;
use crate::compile::program::{Node, NodeId, QueryId};
use crate::model::{FieldId, RecordId};

/// Adds every field that is not recorded, or known only in part, and on which a node's value rests.
pub(super) fn missing(eval: &mut Eval<'_>, node: NodeId, facts: &mut Vec<Fact>) {
    let mut targets = Vec::new();
    nearest::fields(eval, node, &mut targets);
    facts.extend(targets.into_iter().filter_map(|(record, field)| fact(eval, record, field)));
    let program = eval.set.program;
    let mut ranges = Vec::new();
    visit_outer(program, node, &mut |at| ranges.push(at));
    for range in ranges {
        match program.node(range) {
            Node::Collect(query, value) => of_records(eval, *query, Some(*value), facts),
            Node::Count(query) | Node::Exists(query) | Node::None(query) => of_records(eval, *query, None, facts),
            Node::CollectValues(slot, of, cond, value) => {
                missing(eval, *of, facts);
                let Value::Coll(coll) = eval.value(*of) else { continue };
                for member in coll.members {
                    eval.bind(*slot, member.value);
                    let cond = cond.filter(|cond| matches!(eval.truth(*cond), Truth::Unknown(_)));
                    cond.into_iter().chain([*value]).for_each(|part| missing(eval, part, facts));
                }
            }
            _ => {}
        }
    }
}

/// What is missing in the records that belong to a collection, or may.
fn of_records(eval: &mut Eval<'_>, query: QueryId, value: Option<NodeId>, facts: &mut Vec<Fact>) {
    let query = eval.set.program.query(query);
    if eval.is_unshown(query.kind) {
        facts.push(Fact::Unshown(query.kind));
    }
    for record in eval.candidates(query).unwrap_or_default() {
        eval.bind(query.slot, Value::Record(record));
        match eval.all(&query.conds) {
            Truth::False => continue,
            Truth::True => {}
            Truth::Unknown(_) => query.conds.iter().for_each(|cond| missing(eval, *cond, facts)),
        }
        value.into_iter().for_each(|value| missing(eval, value, facts));
    }
}

fn fact(eval: &Eval<'_>, record: RecordId, field: FieldId) -> Option<Fact> {
    match eval.field(record, field) {
        Value::Unknown(_) | Value::Truth(Truth::Unknown(_)) => Some(Fact::Field(record, field)),
        Value::Coll(coll) if coll.open.is_some() => Some(Fact::Field(record, field)),
        Value::Date(date) if !date.is_exact() => Some(Fact::Partial(record, field)),
        _ => None,
    }
}
