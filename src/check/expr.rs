//! Types and names of expressions. Every expression is checked to its end: what fails has type [`Ty::Failed`], which fits
//! everywhere, so that one slip gives one diagnostic.

use super::declare::Checker;
use super::guard::{facts, is_list, optional_field, path};
use super::typed::{At, TExpr, TKind, Ty, VarId};
use super::types;
use crate::lang::ast::{Expr, ExprKind, Ident, Quantifier};
use crate::lang::codes;
use crate::text::FileId;

/// Variables and known guards where an expression stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    pub(super) file: FileId,
    pub(super) vars: Vec<(String, VarId, Ty)>,
    pub(super) guards: Vec<String>,
    pub(super) next: u16,
}

impl Scope {
    pub(super) fn new(file: FileId) -> Scope {
        // 0 and 1 are the subject and the window.
        Scope { file, next: 2, ..Scope::default() }
    }

    pub(super) fn bind(&mut self, name: &Ident, ty: Ty) -> VarId {
        let var = VarId(self.next);
        self.next = self.next.saturating_add(1);
        self.vars.push((name.text.clone(), var, ty));
        var
    }

    pub(super) fn var(&self, name: &str) -> Option<(VarId, Ty)> {
        self.vars.iter().rev().find(|(known, ..)| known == name).map(|(_, var, ty)| (*var, ty.clone()))
    }
}

impl Checker<'_, '_> {
    pub(super) fn at(scope: &Scope, expr: &Expr) -> At {
        At { file: scope.file, span: expr.span }
    }

    /// A condition.
    pub(super) fn truth(&mut self, scope: &mut Scope, expr: &Expr) -> TExpr {
        let typed = self.value(scope, expr, None);
        self.expect(&typed, &Ty::Truth);
        typed
    }

    /// A value that is used, so what may be absent must be guarded.
    pub(super) fn value(&mut self, scope: &mut Scope, expr: &Expr, expected: Option<&Ty>) -> TExpr {
        let typed = self.expr(scope, expr, expected);
        let unguarded = optional_field(&typed, self.schema()).is_some()
            && !is_list(&typed, self.schema())
            && path(&typed).is_none_or(|path| !scope.guards.contains(&path));
        if unguarded {
            let written = self.problems.sources.get(scope.file).map(|file| file.slice(expr.span).trim().to_owned());
            let args = [("name", written.unwrap_or_default())];
            self.problems.at(&codes::UNGUARDED, scope.file, expr.span, &args);
        }
        typed
    }

    /// Says so when a type is not the expected one.
    pub(super) fn expect(&mut self, typed: &TExpr, expected: &Ty) -> bool {
        if typed.ty == Ty::Failed || *expected == Ty::Failed || typed.ty == *expected {
            return true;
        }
        let (expected_ja, expected) = types::words(expected, self.schema());
        let (found_ja, found) = types::words(&typed.ty, self.schema());
        let args = [("expected", expected), ("expected_ja", expected_ja), ("found", found), ("found_ja", found_ja)];
        self.problems.at(&codes::TYPE, typed.at.file, typed.at.span, &args);
        false
    }

    /// A value that is only shown, so what is absent prints as such.
    pub(super) fn unguarded(&mut self, scope: &mut Scope, expr: &Expr) -> TExpr {
        self.expr(scope, expr, None)
    }

    pub(super) fn expr(&mut self, scope: &mut Scope, expr: &Expr, expected: Option<&Ty>) -> TExpr {
        let at = Self::at(scope, expr);
        let make = |kind: TKind, ty: Ty| TExpr { kind, ty, at };
        match &expr.kind {
            ExprKind::Bool(value) => make(TKind::Bool(*value), Ty::Truth),
            ExprKind::Number(value) => make(TKind::Number(*value), Ty::Number),
            ExprKind::Ratio(part, over) => make(TKind::Ratio(*part, *over), Ty::Ratio),
            ExprKind::Text(text) => make(TKind::Text(text.clone()), Ty::Text),
            ExprKind::Date(date) => make(TKind::Date(*date), Ty::Date),
            ExprKind::Month(month) => make(TKind::Month(*month), Ty::Month),
            ExprKind::Duration(amount, unit) => make(TKind::Duration(*amount, *unit), Ty::Duration(*unit)),
            ExprKind::Absent => make(TKind::Absent, Ty::Absent),
            ExprKind::Implies(left, right) => {
                let left = self.truth(scope, left);
                let right = self.guarded(scope, &[(&left, true)], right);
                make(TKind::Implies(Box::new(left), Box::new(right)), Ty::Truth)
            }
            ExprKind::And(operands) => make(TKind::And(self.operands(scope, operands, true)), Ty::Truth),
            ExprKind::Or(operands) => make(TKind::Or(self.operands(scope, operands, false)), Ty::Truth),
            ExprKind::Not(inner) => make(TKind::Not(Box::new(self.truth(scope, inner))), Ty::Truth),
            ExprKind::Chain(first, rest) => self.chain(scope, first, rest, at),
            ExprKind::Else(left, right) => {
                let left = self.expr(scope, left, expected);
                let right = self.value(scope, right, Some(&left.ty));
                self.expect(&right, &left.ty);
                let ty = left.ty.clone();
                make(TKind::Else(Box::new(left), Box::new(right)), ty)
            }
            ExprKind::Add(left, right) => self.sum(scope, left, right, at, true),
            ExprKind::Sub(left, right) => self.sum(scope, left, right, at, false),
            ExprKind::Mul(left, right) => self.product(scope, left, right, at, true),
            ExprKind::Div(left, right) => self.product(scope, left, right, at, false),
            ExprKind::Quant(quantifier, range) => {
                let ty = if *quantifier == Quantifier::Count { Ty::Number } else { Ty::Truth };
                let (range, ()) = self.range(scope, range, |_, _| ());
                range
                    .map_or_else(|| make(TKind::Failed, Ty::Failed), |range| make(TKind::Quant(*quantifier, range), ty))
            }
            ExprKind::EachRecord(range, body) => {
                let (range, body) = self.range(scope, range, |checker, scope| checker.truth(scope, body));
                match range {
                    Some(range) => make(TKind::EachRecord(range, Box::new(body)), Ty::Truth),
                    None => make(TKind::Failed, Ty::Failed),
                }
            }
            ExprKind::EachValue(var, collection, body) => self.each_value(scope, var, collection, body, at),
            ExprKind::Collect(value, range) => {
                let (range, value) = self.range(scope, range, |checker, scope| checker.value(scope, value, None));
                let ty = Ty::Coll(Box::new(value.ty.clone()));
                match range {
                    Some(range) => make(TKind::Collect(Box::new(value), range), ty),
                    None => make(TKind::Failed, Ty::Failed),
                }
            }
            ExprKind::CollectValues(value, var, of, cond) => {
                self.collect_values(scope, value, (var, of, cond.as_deref()), at)
            }
            ExprKind::Set(members) => self.set(scope, members, expected, at),
            ExprKind::Interval(from, to) => {
                let ends = [from, to].map(|end| {
                    let end = self.value(scope, end, None);
                    self.expect(&end, &Ty::Date);
                    Box::new(end)
                });
                let [from, to] = ends;
                make(TKind::Interval(from, to), Ty::Interval)
            }
            ExprKind::Distinct(inner) => {
                let inner = self.value(scope, inner, None);
                if !matches!(inner.ty, Ty::Coll(_) | Ty::Failed) {
                    self.expect(&inner, &Ty::Coll(Box::new(inner.ty.clone())));
                }
                let ty = inner.ty.clone();
                make(TKind::Distinct(Box::new(inner)), ty)
            }
            ExprKind::Judged(name, args) => self.procedure_call(scope, name, args, at, TKind::Judged),
            ExprKind::Filed(name, args) => self.procedure_call(scope, name, args, at, TKind::Filed),
            ExprKind::Deadline(name, args) => {
                let deadline = self.procedure_call(scope, name, args, at, TKind::Deadline);
                TExpr { ty: Ty::Date, ..deadline }
            }
            ExprKind::Name(name) => self.name(scope, name, expected, at),
            ExprKind::Call(name, args) => self.call(scope, name, args, at),
            ExprKind::Access(of, member) => self.access(scope, of, member, at),
        }
    }

    /// Operands of `and` (each sees what the ones before it guard) or `or` (each sees what their failing guards).
    pub(super) fn operands(&mut self, scope: &mut Scope, operands: &[Expr], holds: bool) -> Vec<TExpr> {
        let kept = scope.guards.len();
        let mut typed = Vec::new();
        for operand in operands {
            let operand = self.truth(scope, operand);
            facts(&operand, holds, &mut scope.guards);
            typed.push(operand);
        }
        scope.guards.truncate(kept);
        typed
    }

    fn guarded(&mut self, scope: &mut Scope, known: &[(&TExpr, bool)], expr: &Expr) -> TExpr {
        let kept = scope.guards.len();
        known.iter().for_each(|(fact, holds)| facts(fact, *holds, &mut scope.guards));
        let typed = self.truth(scope, expr);
        scope.guards.truncate(kept);
        typed
    }
}
