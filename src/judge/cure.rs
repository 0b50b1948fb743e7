//! The day from which a violation was cured: when the requirement came to be met after its due date, or after the window
//! in which it had to be met.
//!
//! A failing `exists` is cured by the first record that fails only for being late: each condition it fails compares a date
//! of that record, and that date lies after that day. `and` is cured when its last part is, `or` when its first is.

use super::eval::Eval;
use super::nearest::{gap, oriented};
use super::truth::Truth;
use super::value::Value;
use crate::calendar::Day;
use crate::compile::program::{Node, NodeId, Query};

/// The day, or none when nothing on record cures it.
pub(super) fn cured_on(eval: &mut Eval<'_>, node: NodeId, due: Day) -> Option<Day> {
    if eval.truth(node) == Truth::True {
        return Some(Day::MIN);
    }
    let program = eval.set.program;
    let day = match program.node(node) {
        Node::And(operands) => {
            let days: Option<Vec<Day>> = operands.iter().map(|operand| cured_on(eval, *operand, due)).collect();
            days?.into_iter().max()
        }
        Node::Or(operands) => operands.iter().filter_map(|operand| cured_on(eval, *operand, due)).min(),
        Node::Exists(query) => by_record(eval, program.query(*query), due),
        Node::Each(query, body) => each(eval, program.query(*query), *body, due),
        Node::EachValue(slot, collection, body) => {
            let Value::Coll(coll) = eval.value(*collection) else { return None };
            let mut last = None;
            for member in coll.members {
                eval.bind(*slot, member.value);
                last = last.max(Some(cured_on(eval, *body, due)?));
            }
            last
        }
        Node::Cmp(..) => late_day(eval, node, due),
        _ => None,
    };
    day.filter(|day| *day <= eval.set.as_of)
}

fn each(eval: &mut Eval<'_>, query: &Query, body: NodeId, due: Day) -> Option<Day> {
    let mut last = None;
    for record in eval.candidates(query).ok()? {
        eval.bind(query.slot, Value::Record(record));
        if eval.all(&query.conds) != Truth::False {
            last = last.max(Some(cured_on(eval, body, due)?));
        }
    }
    last
}

fn by_record(eval: &mut Eval<'_>, query: &Query, due: Day) -> Option<Day> {
    let candidates = eval.candidates(query).ok()?;
    let days = candidates.into_iter().filter_map(|record| {
        eval.bind(query.slot, Value::Record(record));
        let conds = query.conds.iter().map(|cond| cured_on(eval, *cond, due));
        conds.collect::<Option<Vec<Day>>>()?.into_iter().max()
    });
    days.filter(|day| *day > due).min()
}

/// The date that is compared too late.
fn late_day(eval: &mut Eval<'_>, node: NodeId, due: Day) -> Option<Day> {
    if gap(eval, node)? <= 0 {
        return None;
    }
    let (_, dated, _) = oriented(eval.set.program, node)?;
    match eval.value(dated) {
        Value::Date(date) if date.lo > due => Some(date.hi),
        _ => None,
    }
}
