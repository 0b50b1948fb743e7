//! Types and names of expressions. Every expression is checked to its end: what fails has type [`Ty::Failed`], which fits
//! everywhere, so that one slip gives one diagnostic.

use super::declare::Checker;
use super::guard::{facts, field_ty, is_list, optional_field, path};
use super::typed::{At, Partial, TExpr, TKind, TRange, Ty, VarId};
use super::types;
use crate::builtins::{self, Sig};
use crate::lang::ast::{Arg, CmpOp, Expr, ExprKind, Ident, Quantifier, Range, Unit};
use crate::lang::codes;
use crate::model::{KindId, Schema};
use crate::text::{FileId, closest};

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

    fn var(&self, name: &str) -> Option<(VarId, Ty)> {
        self.vars.iter().rev().find(|(known, ..)| known == name).map(|(_, var, ty)| (*var, ty.clone()))
    }
}

impl Checker<'_, '_> {
    fn at(scope: &Scope, expr: &Expr) -> At {
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

    fn expr(&mut self, scope: &mut Scope, expr: &Expr, expected: Option<&Ty>) -> TExpr {
        let at = Self::at(scope, expr);
        let make = |kind: TKind, ty: Ty| TExpr { kind, ty, at };
        match &expr.kind {
            ExprKind::Bool(value) => make(TKind::Bool(*value), Ty::Truth),
            ExprKind::Number(value) => make(TKind::Number(*value), Ty::Number),
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
            ExprKind::Judged(name, args) => self.judged(scope, name, args, at),
            ExprKind::Name(name) => self.name(scope, name, expected, at),
            ExprKind::Call(name, args) => self.call(scope, name, args, at),
            ExprKind::Access(of, member) => self.access(scope, of, member, at),
        }
    }

    /// Operands of `and` (each sees what the ones before it guard) or `or` (each sees what their failing guards).
    fn operands(&mut self, scope: &mut Scope, operands: &[Expr], holds: bool) -> Vec<TExpr> {
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

    fn chain(&mut self, scope: &mut Scope, first: &Expr, rest: &[(CmpOp, Expr)], at: At) -> TExpr {
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

    fn compare(&mut self, scope: &mut Scope, left: &Expr, op: CmpOp, right: &Expr, at: At) -> TExpr {
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

    fn comparable(&mut self, left: &TExpr, op: CmpOp, right: &TExpr, at: At) {
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

    fn mismatch(&mut self, code: &'static crate::diag::Code, left: &Ty, right: &Ty, at: At) {
        let (left_ja, left) = types::words(left, self.schema());
        let (right_ja, right) = types::words(right, self.schema());
        let args = [("left", left), ("left_ja", left_ja), ("right", right), ("right_ja", right_ja)];
        self.problems.at(code, at.file, at.span, &args);
    }

    /// Whether the left side is a name that the right side's type must explain: a code, even one that shares its name with
    /// a definition, unless the right side is a bare name too.
    fn is_code(&self, scope: &Scope, left: &Expr, right: &Expr) -> bool {
        let ExprKind::Name(name) = &left.kind else { return false };
        if scope.var(&name.text).is_some() || self.is_root(name) {
            return false;
        }
        let known = self.param_named(&name.text).is_some() || self.define_named(&name.text).is_some();
        !known || !matches!(right.kind, ExprKind::Name(_))
    }

    fn is_root(&self, name: &Ident) -> bool {
        let root = self.schema().kinds.first();
        root.is_some_and(|root| root.name.is(&name.text))
    }

    fn sum(&mut self, scope: &mut Scope, left: &Expr, right: &Expr, at: At, add: bool) -> TExpr {
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

    fn each_value(&mut self, scope: &mut Scope, var: &Ident, coll: &Expr, body: &Expr, at: At) -> TExpr {
        let collection = self.value(scope, coll, None);
        let inner = match &collection.ty {
            Ty::Coll(inner) => (**inner).clone(),
            Ty::Failed => Ty::Failed,
            other => {
                self.expect(&collection, &Ty::Coll(Box::new(other.clone())));
                Ty::Failed
            }
        };
        let id = scope.bind(var, inner.clone());
        let body = Box::new(self.truth(scope, body));
        scope.vars.pop();
        let kind = match (collection.kind, inner) {
            (TKind::Child(of, kind), Ty::Record(_)) => {
                let range = TRange { kind, var: id, source: Some(of), conds: Vec::new() };
                TKind::EachRecord(range, body)
            }
            (kind, _) => TKind::EachValue(id, Box::new(TExpr { kind, ty: collection.ty, at: collection.at }), body),
        };
        TExpr { kind, ty: Ty::Truth, at }
    }

    fn set(&mut self, scope: &mut Scope, members: &[Expr], expected: Option<&Ty>, at: At) -> TExpr {
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

    /// A range with its conditions; `inner` is checked where the variable and the conditions' guards are known.
    fn range<T>(
        &mut self,
        scope: &mut Scope,
        range: &Range,
        inner: impl FnOnce(&mut Self, &mut Scope) -> T,
    ) -> (Option<TRange>, T) {
        let kind = self.kind(scope.file, &range.kind);
        let source = range.source.as_ref().and_then(|source| self.source(scope, source, kind));
        let var = scope.bind(&range.var, kind.map_or(Ty::Failed, Ty::Record));
        let kept = scope.guards.len();
        let mut conds = Vec::new();
        for cond in &range.conds {
            let cond = self.truth(scope, cond);
            facts(&cond, true, &mut scope.guards);
            conds.push(cond);
        }
        let result = inner(self, scope);
        scope.guards.truncate(kept);
        scope.vars.pop();
        (kind.map(|kind| TRange { kind, var, source, conds }), result)
    }

    /// The record whose nested list is meant.
    fn source(&mut self, scope: &mut Scope, source: &Expr, kind: Option<KindId>) -> Option<Box<TExpr>> {
        let typed = self.expr(scope, source, None);
        match typed.kind {
            TKind::Child(of, child) if kind.is_none_or(|kind| kind == child) => Some(of),
            _ => {
                let wanted = kind.map_or(Ty::Failed, |kind| Ty::Coll(Box::new(Ty::Record(kind))));
                self.expect(&typed, &wanted);
                None
            }
        }
    }

    pub(super) fn kind(&mut self, file: FileId, name: &Ident) -> Option<KindId> {
        let found = self.schema().kind_named(&name.text);
        if found.is_none() {
            let schema = self.schema();
            let known = schema.kinds.iter().flat_map(|kind| [kind.name.en.as_str(), &kind.name.ja]);
            let near = closest(&name.text, known).map(str::to_owned);
            self.problems.unknown(&codes::UNKNOWN_KIND, file, name, near.as_deref());
        }
        found
    }

    fn name(&mut self, scope: &mut Scope, name: &Ident, expected: Option<&Ty>, at: At) -> TExpr {
        let make = |kind: TKind, ty: Ty| TExpr { kind, ty, at };
        if let Some((var, ty)) = scope.var(&name.text) {
            return make(TKind::Var(var), ty);
        }
        if self.is_root(name) {
            return make(TKind::Root, Ty::Record(Schema::ROOT));
        }
        if let Some(Ty::Code(list)) = expected
            && let Some(code) = self.schema().code_named(*list, &name.text)
        {
            return make(TKind::Code(code), Ty::Code(*list));
        }
        if let Some((index, ty)) = self.param_named(&name.text) {
            return make(TKind::Param(index), ty);
        }
        if let Some(index) = self.define_named(&name.text) {
            return self.define_call(scope, index, name, &[], at);
        }
        if let Some(Ty::Code(list)) = expected {
            let names = self.schema().list(*list);
            let known = names.values.iter().flat_map(|value| [value.en.as_str(), &value.ja]);
            let near = closest(&name.text, known).map(str::to_owned);
            let args = [("list", names.name.en.clone()), ("list_ja", names.name.ja.clone())];
            self.problems.unknown_with(&codes::UNKNOWN_CODE, scope.file, name, near.as_deref(), &args);
            return make(TKind::Failed, Ty::Failed);
        }
        let known: Vec<String> = scope.vars.iter().map(|(name, ..)| name.clone()).chain(self.value_names()).collect();
        let near = closest(&name.text, known.iter().map(String::as_str));
        self.problems.unknown(&codes::UNKNOWN_NAME, scope.file, name, near);
        make(TKind::Failed, Ty::Failed)
    }

    fn access(&mut self, scope: &mut Scope, of: &Expr, member: &Ident, at: At) -> TExpr {
        let of = self.value(scope, of, None);
        let failed = TExpr { kind: TKind::Failed, ty: Ty::Failed, at };
        match of.ty.clone() {
            Ty::Failed => failed,
            Ty::Interval | Ty::Month => match member.text.as_str() {
                "start" | "始日" => TExpr { kind: TKind::Start(Box::new(of)), ty: Ty::Date, at },
                "end" | "末日" => TExpr { kind: TKind::End(Box::new(of)), ty: Ty::Date, at },
                _ => {
                    let (ja, en) = types::words(&of.ty, self.schema());
                    let args = [("kind", en), ("kind_ja", ja)];
                    let near = closest(&member.text, ["start", "end", "始日", "末日"]);
                    self.problems.unknown_with(&codes::UNKNOWN_FIELD, scope.file, member, near, &args);
                    failed
                }
            },
            Ty::Record(kind) => self.member(scope, of, kind, member, at).unwrap_or(failed),
            other => {
                let (ja, en) = types::words(&other, self.schema());
                let args = [("kind", en), ("kind_ja", ja)];
                self.problems.unknown_with(&codes::UNKNOWN_FIELD, scope.file, member, None, &args);
                failed
            }
        }
    }

    fn member(&mut self, scope: &Scope, of: TExpr, kind: KindId, member: &Ident, at: At) -> Option<TExpr> {
        let schema = self.schema();
        let declared = schema.kind(kind);
        let of = Box::new(of);
        if let Some((id, field)) = declared.field(&member.text) {
            let ty = field_ty(field.ty);
            let ty = if field.list { Ty::Coll(Box::new(ty)) } else { ty };
            return Some(TExpr { kind: TKind::Field(of, id), ty, at });
        }
        if let Some(view) = declared.views.iter().find(|view| view.name.is(&member.text)) {
            return Some(TExpr { kind: TKind::View(of, view.start, view.end), ty: Ty::Interval, at });
        }
        if let Some(child) = schema.child_named(kind, &member.text) {
            let many = schema.kind(child).home.as_ref().is_some_and(|home| home.many);
            let ty = if many { Ty::Coll(Box::new(Ty::Record(child))) } else { Ty::Record(child) };
            return Some(TExpr { kind: TKind::Child(of, child), ty, at });
        }
        if matches!(member.text.as_str(), "parent" | "親")
            && let Some(home) = &declared.home
        {
            return Some(TExpr { ty: Ty::Record(home.parent), kind: TKind::Parent(of), at });
        }
        let fields = declared.fields.iter().map(|field| &field.name);
        let views = declared.views.iter().map(|view| &view.name);
        let keys = declared.children.iter().filter_map(|child| schema.kind(*child).home.as_ref()).map(|home| &home.key);
        let known = fields.chain(views).chain(keys).flat_map(|name| [name.en.as_str(), &name.ja]);
        let near = closest(&member.text, known).map(str::to_owned);
        let args = [("kind", declared.name.en.clone()), ("kind_ja", declared.name.ja.clone())];
        self.problems.unknown_with(&codes::UNKNOWN_FIELD, scope.file, member, near.as_deref(), &args);
        None
    }

    fn call(&mut self, scope: &mut Scope, name: &Ident, args: &[Arg], at: At) -> TExpr {
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
    fn plain<'e>(&mut self, scope: &Scope, name: &Ident, args: &'e [Arg], wanted: usize) -> Option<Vec<&'e Expr>> {
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

    fn recorded(&mut self, scope: &mut Scope, name: &Ident, args: &[Arg], at: At) -> TExpr {
        let inner = self.plain(scope, name, args, 1).and_then(|args| args.first().copied());
        let inner = inner.map(|expr| Box::new(self.expr(scope, expr, None)));
        let kind = inner.map_or(TKind::Failed, TKind::Recorded);
        TExpr { kind, ty: Ty::Truth, at }
    }

    fn months(&mut self, scope: &mut Scope, name: &Ident, args: &[Arg], at: At) -> TExpr {
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

    fn runs(&mut self, scope: &mut Scope, name: &Ident, args: &[Arg], at: At) -> TExpr {
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

    fn intervals(&mut self, scope: &mut Scope, expr: &Expr) -> TExpr {
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

    fn define_call(&mut self, scope: &mut Scope, index: usize, name: &Ident, args: &[Arg], at: At) -> TExpr {
        let failed = TExpr { kind: TKind::Failed, ty: Ty::Failed, at };
        let Some((params, result)) = self.define_signature(index, scope.file, name) else { return failed };
        let Some(args) = self.plain(scope, name, args, params.len()) else { return failed };
        let args = self.typed_args(scope, &args, &params);
        TExpr { kind: TKind::Define(index, args), ty: result, at }
    }

    fn typed_args(&mut self, scope: &mut Scope, args: &[&Expr], params: &[Ty]) -> Vec<TExpr> {
        args.iter()
            .zip(params)
            .map(|(arg, ty)| {
                let typed = self.value(scope, arg, Some(ty));
                self.expect(&typed, ty);
                typed
            })
            .collect()
    }

    fn judged(&mut self, scope: &mut Scope, name: &Ident, args: &[Arg], at: At) -> TExpr {
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

    fn builtin(&mut self, scope: &mut Scope, row: &builtins::Row, name: &Ident, args: &[Arg], at: At) -> TExpr {
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

fn sig_ty(sig: Sig, first: Option<&Ty>) -> Ty {
    match sig {
        Sig::Date => Ty::Date,
        Sig::Month => Ty::Month,
        Sig::Number => Ty::Number,
        Sig::Dates => Ty::Coll(Box::new(Ty::Date)),
        Sig::Record => first.cloned().unwrap_or(Ty::Record(Schema::ROOT)),
    }
}

fn partial_named(name: &str) -> Option<Partial> {
    Some(match name {
        "include" | "含む" => Partial::Include,
        "exclude" | "除く" => Partial::Exclude,
        "exclude_first" | "開始のみ除く" => Partial::ExcludeFirst,
        "only_first" | "開始のみ" => Partial::OnlyFirst,
        _ => return None,
    })
}
