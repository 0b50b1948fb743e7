//! Comparisons and sums: which types stand beside each other, and names that only a type can explain.

use super::declare::Checker;
use super::expr::Scope;
use super::typed::{At, TExpr, TKind, Ty};
use super::types;
use crate::lang::ast::{CmpOp, Expr, ExprKind, Unit};
use crate::lang::codes;

impl Checker<'_, '_> {
    pub(super) fn chain(&mut self, scope: &mut Scope, first: &Expr, rest: &[(CmpOp, Expr)], at: At) -> TExpr {
        let mut links = Vec::new();
        let mut left = first;
        for (operator, right) in rest {
            let span = left.span.to(right.span);
            links.push(self.compare(scope, left, *operator, right, At { span, ..at }));
            left = right;
        }
        match links.len() {
            1 => links.swap_remove(0),
            _ => TExpr { kind: TKind::And(links), ty: Ty::Truth, at },
        }
    }

    pub(super) fn compare(&mut self, scope: &mut Scope, left: &Expr, op: CmpOp, right: &Expr, at: At) -> TExpr {
        let absent = |expr: &Expr| matches!(expr.kind, ExprKind::Absent);
        let tests_absence = matches!(op, CmpOp::Eq | CmpOp::Ne) && (absent(left) || absent(right));
        let (left, right) = if tests_absence {
            (self.expr(scope, left, None), self.expr(scope, right, None))
        } else if self.is_code(scope, left, right) {
            let right = self.value(scope, right, None);
            let member = match (&right.ty, op) {
                (Ty::Coll(inner), CmpOp::In) => (**inner).clone(),
                (ty, _) => ty.clone(),
            };
            (self.value(scope, left, Some(&member)), right)
        } else {
            let left = self.value(scope, left, None);
            let ty = if op == CmpOp::In { Ty::Coll(Box::new(left.ty.clone())) } else { left.ty.clone() };
            let right = self.value(scope, right, Some(&ty));
            (left, right)
        };
        self.comparable(&left, op, &right, at);
        TExpr { kind: TKind::Cmp(op, Box::new(left), Box::new(right)), ty: Ty::Truth, at }
    }

    pub(super) fn comparable(&mut self, left: &TExpr, op: CmpOp, right: &TExpr, at: At) {
        let fits = match op {
            CmpOp::Eq | CmpOp::Ne => types::equal(&left.ty, &right.ty),
            CmpOp::In => types::contains(&left.ty, &right.ty),
            _ => types::ordered(&left.ty, &right.ty),
        };
        if fits {
            return;
        }
        let units = matches!((&left.ty, &right.ty), (Ty::Duration(_), Ty::Duration(_)));
        let code = if units { &codes::UNITS } else { &codes::COMPARE };
        self.mismatch(code, &left.ty, &right.ty, at);
    }

    pub(super) fn mismatch(&mut self, code: &'static crate::diag::Code, left: &Ty, right: &Ty, at: At) {
        let (left_ja, left) = types::words(left, self.schema());
        let (right_ja, right) = types::words(right, self.schema());
        let args = [("left", left), ("left_ja", left_ja), ("right", right), ("right_ja", right_ja)];
        self.problems.at(code, at.file, at.span, &args);
    }

    /// Whether the left side is a name that the right side's type must explain: a code, even one that shares its name with
    /// a definition, unless the right side is a bare name too.
    pub(super) fn is_code(&self, scope: &Scope, left: &Expr, right: &Expr) -> bool {
        let ExprKind::Name(name) = &left.kind else { return false };
        if scope.var(&name.text).is_some() || self.is_root(name) {
            return false;
        }
        let known = self.param_named(&name.text).is_some() || self.define_named(&name.text).is_some();
        !known || !matches!(right.kind, ExprKind::Name(_))
    }

    pub(super) fn sum(&mut self, scope: &mut Scope, left: &Expr, right: &Expr, at: At, add: bool) -> TExpr {
        let left = self.value(scope, left, None);
        let right = self.value(scope, right, None);
        let ty = match (&left.ty, &right.ty) {
            (Ty::Failed, _) | (_, Ty::Failed) => Ty::Failed,
            (Ty::Date, Ty::Duration(_)) => Ty::Date,
            (Ty::Month, Ty::Duration(Unit::Months | Unit::Years)) => Ty::Month,
            (Ty::Number, Ty::Number) => Ty::Number,
            (Ty::Coll(a), Ty::Coll(b)) if add && a == b => left.ty.clone(),
            (Ty::Duration(a), Ty::Duration(b)) if a == b => left.ty.clone(),
            (Ty::Duration(_), Ty::Duration(_)) | (Ty::Month, Ty::Duration(_)) => {
                self.mismatch(&codes::UNITS, &left.ty, &right.ty, at);
                Ty::Failed
            }
            (Ty::Date | Ty::Month, _) => {
                self.expect(&right, &Ty::Duration(Unit::Days));
                Ty::Failed
            }
            _ => {
                self.expect(&left, &Ty::Date);
                Ty::Failed
            }
        };
        let (left, right) = (Box::new(left), Box::new(right));
        let kind = if add { TKind::Add(left, right) } else { TKind::Sub(left, right) };
        TExpr { kind, ty, at }
    }

    /// Two numbers: their product, or their exact ratio.
    pub(super) fn product(&mut self, scope: &mut Scope, left: &Expr, right: &Expr, at: At, times: bool) -> TExpr {
        let left = self.value(scope, left, None);
        let right = self.value(scope, right, None);
        let fits = self.expect(&left, &Ty::Number) & self.expect(&right, &Ty::Number);
        let ty = match (fits, times) {
            (false, _) => Ty::Failed,
            (true, true) => Ty::Number,
            (true, false) => Ty::Ratio,
        };
        let (left, right) = (Box::new(left), Box::new(right));
        let kind = if times { TKind::Mul(left, right) } else { TKind::Div(left, right) };
        TExpr { kind, ty, at }
    }

    pub(super) fn set(&mut self, scope: &mut Scope, members: &[Expr], expected: Option<&Ty>, at: At) -> TExpr {
        let mut inner = match expected {
            Some(Ty::Coll(inner)) => Some((**inner).clone()),
            _ => None,
        };
        let mut typed = Vec::new();
        for member in members {
            let member = self.value(scope, member, inner.as_ref());
            match &inner {
                Some(inner) => {
                    self.expect(&member, inner);
                }
                None => inner = Some(member.ty.clone()),
            }
            typed.push(member);
        }
        let ty = Ty::Coll(Box::new(inner.unwrap_or(Ty::Failed)));
        TExpr { kind: TKind::Set(typed), ty, at }
    }
}
