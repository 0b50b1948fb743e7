//! Calls: definitions, builtins, judgement predicates, and the forms that take intervals.

use super::declare::Checker;
use super::expr::Scope;
use super::typed::{At, Partial, TExpr, TKind, Ty};
use crate::builtins::{self, Sig};
use crate::lang::ast::{Arg, Expr, ExprKind, Ident, Unit};
use crate::lang::codes;
use crate::model::Schema;
use crate::text::closest;

impl Checker<'_, '_> {
    pub(super) fn call(&mut self, scope: &mut Scope, name: &Ident, args: &[Arg], at: At) -> TExpr {
        match name.text.as_str() {
            "recorded" | "記載あり" => self.recorded(scope, name, args, at),
            "months" | "暦月" => self.months(scope, name, args, at),
            "runs" | "連続暦月" => self.runs(scope, name, args, at),
            other => match (self.define_named(other), builtins::named(other)) {
                (Some(index), _) => self.define_call(scope, index, name, args, at),
                (None, Some(row)) => self.builtin(scope, row, name, args, at),
                (None, None) => {
                    let known = self.function_names();
                    let near = closest(&name.text, known.iter().map(String::as_str));
                    self.problems.unknown(&codes::UNKNOWN_FUNCTION, scope.file, name, near);
                    TExpr { kind: TKind::Failed, ty: Ty::Failed, at }
                }
            },
        }
    }

    /// The plain arguments of a call, as many as are wanted.
    pub(super) fn plain<'e>(
        &mut self,
        scope: &Scope,
        name: &Ident,
        args: &'e [Arg],
        wanted: usize,
    ) -> Option<Vec<&'e Expr>> {
        let named = args.iter().find_map(|arg| arg.name.as_ref());
        if let Some(extra) = named {
            let problem = [("name", name.text.clone())];
            self.problems.at(&codes::ARGUMENT_NAME, scope.file, extra.span, &problem);
            return None;
        }
        if args.len() != wanted {
            let numbers = [("expected", wanted.to_string()), ("found", args.len().to_string())];
            let mut problem = vec![("name", name.text.clone())];
            problem.extend(numbers);
            self.problems.at(&codes::ARGUMENTS, scope.file, name.span, &problem);
            return None;
        }
        Some(args.iter().map(|arg| &arg.value).collect())
    }

    pub(super) fn recorded(&mut self, scope: &mut Scope, name: &Ident, args: &[Arg], at: At) -> TExpr {
        let inner = self.plain(scope, name, args, 1).and_then(|args| args.first().copied());
        let inner = inner.map(|expr| Box::new(self.expr(scope, expr, None)));
        let kind = inner.map_or(TKind::Failed, TKind::Recorded);
        TExpr { kind, ty: Ty::Truth, at }
    }

    pub(super) fn months(&mut self, scope: &mut Scope, name: &Ident, args: &[Arg], at: At) -> TExpr {
        let mut plain = Vec::new();
        let mut partial = None;
        for arg in args {
            match (&arg.name, &arg.value.kind) {
                (None, _) => plain.push(arg.clone()),
                (Some(label), ExprKind::Name(mode)) if matches!(label.text.as_str(), "partial" | "端数") => {
                    partial = partial_named(&mode.text);
                }
                (Some(_), _) => {}
            }
        }
        let ty = Ty::Coll(Box::new(Ty::Month));
        let (Some(partial), Some(of)) = (partial, self.plain(scope, name, &plain, 1)) else {
            let problem = [("name", name.text.clone())];
            self.problems.at(&codes::ARGUMENT_NAME, at.file, at.span, &problem);
            return TExpr { kind: TKind::Failed, ty, at };
        };
        let kind = match of.first().map(|of| self.intervals(scope, of)) {
            Some(of) => TKind::Months(Box::new(of), partial),
            None => TKind::Failed,
        };
        TExpr { kind, ty, at }
    }

    pub(super) fn runs(&mut self, scope: &mut Scope, name: &Ident, args: &[Arg], at: At) -> TExpr {
        let ty = Ty::Coll(Box::new(Ty::Interval));
        let kind = match self.plain(scope, name, args, 2).as_deref() {
            Some([length, of]) => {
                let length = self.value(scope, length, None);
                if length.ty != Ty::Duration(Unit::Months) {
                    self.expect(&length, &Ty::Number);
                }
                TKind::Runs(Box::new(length), Box::new(self.intervals(scope, of)))
            }
            _ => TKind::Failed,
        };
        TExpr { kind, ty, at }
    }

    pub(super) fn intervals(&mut self, scope: &mut Scope, expr: &Expr) -> TExpr {
        let typed = self.value(scope, expr, None);
        let fits = match &typed.ty {
            Ty::Interval => true,
            Ty::Coll(inner) => **inner == Ty::Interval,
            _ => false,
        };
        if !fits {
            self.expect(&typed, &Ty::Interval);
        }
        typed
    }

    pub(super) fn define_call(&mut self, scope: &mut Scope, index: usize, name: &Ident, args: &[Arg], at: At) -> TExpr {
        let failed = TExpr { kind: TKind::Failed, ty: Ty::Failed, at };
        let Some((params, result)) = self.define_signature(index, scope.file, name) else { return failed };
        let Some(args) = self.plain(scope, name, args, params.len()) else { return failed };
        let args = self.typed_args(scope, &args, &params);
        TExpr { kind: TKind::Define(index, args), ty: result, at }
    }

    pub(super) fn typed_args(&mut self, scope: &mut Scope, args: &[&Expr], params: &[Ty]) -> Vec<TExpr> {
        args.iter()
            .zip(params)
            .map(|(arg, ty)| {
                let typed = self.value(scope, arg, Some(ty));
                self.expect(&typed, ty);
                typed
            })
            .collect()
    }

    pub(super) fn judged(&mut self, scope: &mut Scope, name: &Ident, args: &[Arg], at: At) -> TExpr {
        let failed = TExpr { kind: TKind::Failed, ty: Ty::Truth, at };
        let Some((index, params)) = self.judgement_named(&name.text) else {
            let known = self.judgement_names();
            let near = closest(&name.text, known.iter().map(String::as_str));
            self.problems.unknown(&codes::UNKNOWN_FUNCTION, scope.file, name, near);
            return failed;
        };
        let Some(args) = self.plain(scope, name, args, params.len()) else { return failed };
        let args = self.typed_args(scope, &args, &params);
        TExpr { kind: TKind::Judged(index, args), ty: Ty::Truth, at }
    }

    pub(super) fn builtin(
        &mut self,
        scope: &mut Scope,
        row: &builtins::Row,
        name: &Ident,
        args: &[Arg],
        at: At,
    ) -> TExpr {
        let failed = TExpr { kind: TKind::Failed, ty: sig_ty(row.result, None), at };
        let Some(args) = self.plain(scope, name, args, row.params.len()) else { return failed };
        let mut typed: Vec<TExpr> = Vec::new();
        for (arg, sig) in args.iter().zip(row.params) {
            let arg = self.value(scope, arg, None);
            match (sig, &arg.ty) {
                (Sig::Record, Ty::Record(_)) => {}
                (sig, _) => {
                    self.expect(&arg, &sig_ty(*sig, None));
                }
            }
            typed.push(arg);
        }
        let ty = sig_ty(row.result, typed.first().map(|first| &first.ty));
        TExpr { kind: TKind::Call(row.id, typed), ty, at }
    }
}

pub(super) fn sig_ty(sig: Sig, first: Option<&Ty>) -> Ty {
    match sig {
        Sig::Date => Ty::Date,
        Sig::Month => Ty::Month,
        Sig::Number => Ty::Number,
        Sig::Dates => Ty::Coll(Box::new(Ty::Date)),
        Sig::Record => first.cloned().unwrap_or(Ty::Record(Schema::ROOT)),
    }
}

pub(super) fn partial_named(name: &str) -> Option<Partial> {
    Some(match name {
        "include" | "含む" => Partial::Include,
        "exclude" | "除く" => Partial::Exclude,
        "exclude_first" | "開始のみ除く" => Partial::ExcludeFirst,
        "only_first" | "開始のみ" => Partial::OnlyFirst,
        _ => return None,
    })
}
