//! The window of a question: which conditions bound the declared date of the records it ranges over.

use super::date::{D, MAX, MIN, WORLD};
use super::eval::{Bind, Env, Oracle, Scope, look};
use super::schema::{expr, is};
use super::value::{Truth::F, Value, before};
use kijun::lang::ast::{CmpOp, Expr, ExprKind, Range};
use kijun::lang::words::Label;

/// The variable of the range, and its kind.
type Own<'e> = (&'e Env<'e>, usize);

impl Oracle<'_> {
    /// From the first day that no condition rules out from below to the last that none does from above.
    pub fn window(&self, range: &Range, kind: usize, scope: Scope) -> (D, D) {
        let own = Env { name: &range.var.text, bind: Bind::Is(&Value::Absent), next: scope };
        let found = range.conds.iter().flat_map(|cond| self.bounds(cond, Some(&own), (&own, kind)));
        let found: Vec<(CmpOp, Value)> = found.collect();
        let first = WORLD.partition_point(|day| found.iter().any(|(op, value)| too_early(*day, *op, value)));
        let after = WORLD.partition_point(|day| !found.iter().any(|(op, value)| too_late(*day, *op, value)));
        (WORLD.get(first).copied().unwrap_or(MAX), after.checked_sub(1).map_or(MIN, |last| WORLD[last]))
    }

    /// What the date is compared with. Only conditions that every record must meet count.
    pub fn bounds(&self, cond: &Expr, scope: Scope, own: Own) -> Vec<(CmpOp, Value)> {
        self.unfold(cond, scope, &|cond, scope| match &cond.kind {
            ExprKind::And(list) => list.iter().flat_map(|cond| self.bounds(cond, scope, own)).collect(),
            ExprKind::Chain(first, rest) => {
                let lefts = std::iter::once(&**first).chain(rest.iter().map(|(_, right)| right));
                let links = lefts.zip(rest).filter_map(|(left, (op, right))| {
                    let bounded = |date, other| self.is_date(date, scope, own) && !self.reads(other, scope, own);
                    if bounded(left, right) {
                        Some((*op, self.eval(right, scope)))
                    } else if bounded(right, left) {
                        Some((reversed(*op)?, self.eval(left, scope)))
                    } else {
                        None
                    }
                });
                links.collect()
            }
            _ => Vec::new(),
        })
    }

    /// The declared date of the range's own record, or the month it lies in.
    pub fn is_date(&self, e: &Expr, scope: Scope, own: Own) -> bool {
        self.unfold(e, scope, &|e, scope| match &e.kind {
            ExprKind::Access(of, member) => {
                let kind = &self.pack.kinds[own.1];
                kind.dated.is_some_and(|field| is(&kind.fields[field].names, &member.text))
                    && is_own(self, of, scope, own)
            }
            ExprKind::Call(name, args) if name.text == "month_of" => self.is_date(&args[0].value, scope, own),
            _ => false,
        })
    }

    fn reads_in(&self, range: &Range, body: Option<&Expr>, scope: Scope, own: Own) -> bool {
        let env = Env { name: &range.var.text, bind: Bind::Is(&Value::Absent), next: scope };
        range.source.as_ref().is_some_and(|source| self.reads(source, scope, own))
            || range.conds.iter().chain(body).any(|e| self.reads(e, Some(&env), own))
    }

    /// Whether an expression reads the range's own record, so that it bounds nothing from outside.
    pub fn reads(&self, e: &Expr, scope: Scope, own: Own) -> bool {
        self.unfold(e, scope, &|e, scope| {
            let reads = |e: &Expr| self.reads(e, scope, own);
            let over = |range: &Range, body: Option<&Expr>| self.reads_in(range, body, scope, own);
            match &e.kind {
                ExprKind::Name(_) => is_own(self, e, scope, own),
                ExprKind::Access(of, _) | ExprKind::Not(of) | ExprKind::Distinct(of) => reads(of),
                ExprKind::Implies(a, b) | ExprKind::Else(a, b) | ExprKind::Add(a, b) => reads(a) || reads(b),
                ExprKind::Sub(a, b) | ExprKind::Interval(a, b) => reads(a) || reads(b),
                ExprKind::And(list) | ExprKind::Or(list) | ExprKind::Set(list) => list.iter().any(reads),
                ExprKind::Chain(first, rest) => reads(first) || rest.iter().any(|(_, e)| reads(e)),
                ExprKind::Quant(_, range) => over(range, None),
                ExprKind::EachRecord(range, e) | ExprKind::Collect(e, range) => over(range, Some(e)),
                ExprKind::EachValue(var, coll, body) => {
                    let env = Env { name: &var.text, bind: Bind::Is(&Value::Absent), next: scope };
                    reads(coll) || self.reads(body, Some(&env), own)
                }
                ExprKind::Judged(name, args) => {
                    let (item, params) = self.pack.procedure(&name.text).unwrap();
                    self.bound(params, args, scope, None, &|inner| {
                        self.answers(item).iter().any(|range| self.reads_in(range, None, inner, own))
                    })
                }
                ExprKind::Filed(name, args) => {
                    let (item, params) = self.pack.procedure(&name.text).unwrap();
                    self.bound(params, args, scope, None, &|inner| self.reads_in(&self.filing(item), None, inner, own))
                }
                ExprKind::Deadline(name, args) => {
                    let (item, params) = self.pack.procedure(&name.text).unwrap();
                    let due = expr(item, Label::Due).unwrap();
                    self.bound(params, args, scope, None, &|inner| self.reads(due, inner, own))
                }
                ExprKind::Mul(a, b) | ExprKind::Div(a, b) => reads(a) || reads(b),
                ExprKind::CollectValues(value, var, coll, cond) => {
                    let env = Env { name: &var.text, bind: Bind::Is(&Value::Absent), next: scope };
                    let inner = [Some(&**value), cond.as_deref()].into_iter().flatten();
                    reads(coll) || inner.into_iter().any(|e| self.reads(e, Some(&env), own))
                }
                ExprKind::Call(_, args) => args.iter().any(|arg| reads(&arg.value)),
                _ => false,
            }
        })
    }
}

fn is_own(oracle: &Oracle, e: &Expr, scope: Scope, own: Own) -> bool {
    oracle.unfold(e, scope, &|e, scope| match &e.kind {
        ExprKind::Name(name) => look(scope, &name.text).is_some_and(|env| std::ptr::eq(env, own.0)),
        _ => false,
    })
}

fn reversed(op: CmpOp) -> Option<CmpOp> {
    Some(match op {
        CmpOp::Le => CmpOp::Ge,
        CmpOp::Lt => CmpOp::Gt,
        CmpOp::Ge => CmpOp::Le,
        CmpOp::Gt => CmpOp::Lt,
        CmpOp::Eq => CmpOp::Eq,
        CmpOp::Ne | CmpOp::In => return None,
    })
}

fn too_early(day: D, op: CmpOp, bound: &Value) -> bool {
    let bound = match bound {
        Value::Interval(from, _) => &from.clone().map_or_else(Value::Unknown, Value::Date),
        bound => bound,
    };
    match op {
        CmpOp::Ge | CmpOp::Eq | CmpOp::In => is_after(bound, day, false),
        CmpOp::Gt => is_after(bound, day, true),
        _ => false,
    }
}

/// Whether no day that the bound may be lies before the day, or on it unless `strict`.
fn is_after(bound: &Value, day: D, strict: bool) -> bool {
    as_day(bound, day).is_some_and(|day| before(bound, &day, strict) == F)
}

fn too_late(day: D, op: CmpOp, bound: &Value) -> bool {
    let bound = match bound {
        Value::Interval(_, to) => &to.clone().map_or_else(Value::Unknown, Value::Date),
        bound => bound,
    };
    let strict = op == CmpOp::Lt;
    match op {
        CmpOp::Le | CmpOp::Lt | CmpOp::Eq | CmpOp::In => {
            as_day(bound, day).is_some_and(|day| before(&day, bound, strict) == F)
        }
        _ => false,
    }
}

/// The day as a value of the bound's type; what is no date and no month bounds nothing.
fn as_day(bound: &Value, day: D) -> Option<Value> {
    match bound {
        Value::Date(_) => Some(Value::Date([day].into())),
        Value::Month(_) => Some(Value::Month((day.0, day.1))),
        _ => None,
    }
}
