//! The nearest miss of a query: the record that fails fewest conditions, then by the least distance in days, then by key.

use super::eval::Eval;
use super::show::key_of;
use super::truth::Truth;
use super::value::Value;
use super::visit::{first_field, visit_outer};
use crate::calendar::DateRange;
use crate::check::typed::Both;
use crate::compile::program::{Node, NodeId, Program, Query, WINDOW_SLOT};
use crate::lang::ast::CmpOp;
use crate::model::{FieldId, RecordId, Target};

/// A record that comes near.
pub(super) struct Miss {
    /// The record.
    pub(super) record: RecordId,
    /// Where it fails first.
    pub(super) target: Target,
    /// How.
    pub(super) label: Both,
    /// The conditions it fails.
    pub(super) failed: Vec<NodeId>,
}

/// The record that satisfies a query, at its declared date.
pub(super) fn hit(eval: &mut Eval<'_>, query: &Query) -> Option<(RecordId, Target)> {
    let candidates = eval.candidates(query).ok()?;
    let hits: Vec<RecordId> = candidates
        .into_iter()
        .filter(|record| {
            eval.bind(query.slot, Value::Record(*record));
            eval.all(&query.conds) == Truth::True
        })
        .collect();
    let (schema, case) = (&eval.set.program.schema, eval.set.case);
    // The earliest, then by key: not the one that happens to stand first in the file.
    let order = |record: &RecordId| (case.date_of(schema, *record).map(|date| date.lo), key_of(schema, case, *record));
    let found = hits.into_iter().min_by_key(order)?;
    let date = schema.kind(query.kind).dated;
    let shown = date.or_else(|| query.conds.iter().find_map(|cond| first_field(eval.set.program, *cond, query.slot)));
    Some((found, shown.map_or(Target::Record(found), |field| Target::Field(found, field))))
}

/// The nearest record that does not satisfy a query. One that fails every one of several conditions is no near miss.
pub(super) fn miss(eval: &mut Eval<'_>, query: &Query) -> Option<Miss> {
    let conds = flat(eval, &query.conds);
    let candidates = eval.candidates(query).ok()?;
    let (record, failed) = candidates
        .into_iter()
        .filter_map(|record| {
            eval.bind(query.slot, Value::Record(record));
            let failed: Vec<NodeId> = conds.iter().copied().filter(|cond| eval.truth(*cond) != Truth::True).collect();
            let other = failed.iter().any(|cond| is_another(eval, *cond));
            let near = !failed.is_empty() && (failed.len() < conds.len() || conds.len() == 1) && !other;
            let decided = eval.all(&query.conds) == Truth::False;
            let distance: i64 = failed.iter().map(|cond| gap(eval, *cond).map_or(0, i64::abs)).sum();
            let key = key_of(&eval.set.program.schema, eval.set.case, record);
            near.then_some(((decided, failed.len(), distance, key), (record, failed)))
        })
        .min_by(|a, b| a.0.cmp(&b.0))
        .map(|(_, found)| found)?;
    eval.bind(query.slot, Value::Record(record));
    let first = *failed.first()?;
    let field = first_field(eval.set.program, first, query.slot);
    let target = field.map_or(Target::Record(record), |field| Target::Field(record, field));
    Some(Miss { record, target, label: label(eval, first), failed })
}

/// Whether a failing condition says that the record is about something else: an equality of texts or records.
fn is_another(eval: &mut Eval<'_>, cond: NodeId) -> bool {
    let Node::Cmp(CmpOp::Eq, left, right) = eval.set.program.node(cond) else { return false };
    let identity = |value: Value| matches!(value, Value::Text(_) | Value::Record(_));
    eval.truth(cond) == Truth::False && identity(eval.value(*left)) && identity(eval.value(*right))
}

/// The operand of a failing `or` that comes nearest: fewest failed conditions, then the one written first.
pub(super) fn branch(eval: &mut Eval<'_>, operands: &[NodeId]) -> Option<NodeId> {
    let scored = operands.iter().map(|operand| (failures(eval, *operand), *operand));
    scored.min_by_key(|(score, _)| *score).map(|(_, operand)| operand)
}

/// No record comes near at all.
const FAR: usize = 1_000;

/// How many conditions stand between the records and a condition that fails.
fn failures(eval: &mut Eval<'_>, node: NodeId) -> usize {
    if eval.truth(node) == Truth::True {
        return 0;
    }
    let program = eval.set.program;
    match program.node(node) {
        Node::And(operands) => operands.iter().map(|operand| failures(eval, *operand)).sum(),
        Node::Or(operands) => operands.iter().map(|operand| failures(eval, *operand)).min().unwrap_or(FAR),
        Node::Exists(query) => miss(eval, program.query(*query)).map_or(FAR, |miss| miss.failed.len()),
        Node::Judged(..) => FAR,
        // A record that nearly fits says more than a fact that is otherwise.
        _ => 2,
    }
}

/// Conditions with `and` taken apart.
fn flat(eval: &Eval<'_>, conds: &[NodeId]) -> Vec<NodeId> {
    let mut out = Vec::new();
    for cond in conds {
        match eval.set.program.node(*cond) {
            Node::And(operands) => out.extend(flat(eval, operands)),
            _ => out.push(*cond),
        }
    }
    out
}

/// The operator and the sides of a comparison, the side that reads a query's record first.
pub(super) fn oriented(program: &Program, cond: NodeId) -> Option<(CmpOp, NodeId, NodeId)> {
    let Node::Cmp(op, left, right) = program.node(cond) else { return None };
    if reads_a_record(program, *left) || !reads_a_record(program, *right) {
        return Some((*op, *left, *right));
    }
    let op = match op {
        CmpOp::Le => CmpOp::Ge,
        CmpOp::Lt => CmpOp::Gt,
        CmpOp::Ge => CmpOp::Le,
        CmpOp::Gt => CmpOp::Lt,
        other => *other,
    };
    Some((op, *right, *left))
}

/// Whether a node reads a record that a query ranges over, not only the subject or the window.
fn reads_a_record(program: &Program, node: NodeId) -> bool {
    let mut found = false;
    visit_outer(program, node, &mut |at| {
        found |= matches!(program.node(at), Node::Slot(slot) if slot.0 > WINDOW_SLOT.0);
    });
    found
}

/// How many days a failing comparison of dates is late (positive) or early (negative).
pub(super) fn gap(eval: &mut Eval<'_>, cond: NodeId) -> Option<i64> {
    let (op, left, right) = oriented(eval.set.program, cond)?;
    let (left, right) = (eval.value(left), eval.value(right));
    let days = |a: DateRange, b: DateRange| i64::from(a.lo.0) - i64::from(b.hi.0);
    match (op, left, right) {
        (CmpOp::Le | CmpOp::Lt, Value::Date(a), Value::Date(b)) => Some(days(a, b).max(1)),
        (CmpOp::Ge | CmpOp::Gt, Value::Date(a), Value::Date(b)) => Some(-days(b, a).max(1)),
        (CmpOp::Eq, Value::Date(a), Value::Date(b)) => Some(days(a, b)),
        (CmpOp::In, Value::Date(date), whole) => {
            let (from, to) = match whole {
                Value::Month(month) => (month.first_day(), month.last_day()),
                Value::Interval(interval) => (interval.from.lo, interval.to.hi),
                _ => return None,
            };
            let after = i64::from(date.lo.0) - i64::from(to.0);
            let early = i64::from(from.0) - i64::from(date.hi.0);
            Some(if after > 0 { after } else { -early })
        }
        _ => None,
    }
}

/// A word on how a condition fails.
pub(super) fn label(eval: &mut Eval<'_>, cond: NodeId) -> Both {
    let truth = eval.truth(cond);
    let both = |ja: String, en: String| Both { ja, en };
    match truth {
        Truth::True => Both::default(),
        Truth::Unknown(_) => {
            both("記録がないため、分かりません".to_owned(), "not recorded, so it cannot be told".to_owned())
        }
        Truth::False => match gap(eval, cond) {
            Some(days) if days > 0 => both(format!("{days}日遅い"), format!("{days} day(s) too late")),
            Some(days) if days < 0 => both(format!("{}日早い", -days), format!("{} day(s) too early", -days)),
            _ => both("ここが条件に合いません".to_owned(), "does not meet the condition".to_owned()),
        },
    }
}

/// Fields that a node reads, with the record each is read of, in order.
pub(super) fn fields(eval: &mut Eval<'_>, node: NodeId, out: &mut Vec<(RecordId, FieldId)>) {
    let program = eval.set.program;
    let mut nodes = Vec::new();
    visit_outer(program, node, &mut |at| {
        if let Node::Field(of, _, field) = program.node(at) {
            nodes.push((*of, *field));
        }
    });
    for (of, field) in nodes {
        if let Value::Record(record) = eval.value(of)
            && !out.contains(&(record, field))
        {
            out.push((record, field));
        }
    }
}
