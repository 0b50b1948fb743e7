//! 読み替え: an expression or an item with names read as others.

use super::ast::{Arg, ClauseKind, Expr, ExprKind, Ident, Item, Range, TypeRef};

/// Names and what they are read as, both folded.
pub type Reading = [(String, String)];

/// An expression with its names read as others.
pub fn renamed(expr: &Expr, reading: &Reading) -> Expr {
    if reading.is_empty() {
        return expr.clone();
    }
    Expr { kind: Renamer { reading }.kind(&expr.kind), span: expr.span }
}

/// An item with the names in its clauses read as others; its own name stays.
pub fn renamed_item(item: &Item, reading: &Reading) -> Item {
    let mut item = item.clone();
    let renamer = Renamer { reading };
    item.clauses.iter_mut().for_each(|clause| renamer.clause(&mut clause.kind));
    item
}

struct Renamer<'r> {
    reading: &'r Reading,
}

impl Renamer<'_> {
    fn clause(&self, kind: &mut ClauseKind) {
        match kind {
            ClauseKind::Bind(_, ty) => self.ty(ty),
            ClauseKind::Per(_, expr) | ClauseKind::Expr(expr) | ClauseKind::Unless(_, _, expr) => {
                *expr = self.expr(expr);
            }
            ClauseKind::Names(names) => names.iter_mut().for_each(|name| *name = self.ident(name)),
            _ => {}
        }
    }

    fn ty(&self, ty: &mut TypeRef) {
        ty.name = self.ident(&ty.name);
    }

    fn ident(&self, ident: &Ident) -> Ident {
        let read = self.reading.iter().find(|(from, _)| *from == ident.text);
        read.map_or_else(|| ident.clone(), |(_, to)| Ident { text: to.clone(), span: ident.span })
    }

    fn expr(&self, expr: &Expr) -> Expr {
        Expr { kind: self.kind(&expr.kind), span: expr.span }
    }

    fn boxed(&self, expr: &Expr) -> Box<Expr> {
        Box::new(self.expr(expr))
    }

    fn all(&self, exprs: &[Expr]) -> Vec<Expr> {
        exprs.iter().map(|expr| self.expr(expr)).collect()
    }

    fn args(&self, args: &[Arg]) -> Vec<Arg> {
        args.iter().map(|arg| Arg { name: arg.name.clone(), value: self.expr(&arg.value) }).collect()
    }

    fn range(&self, range: &Range) -> Range {
        Range {
            kind: self.ident(&range.kind),
            var: range.var.clone(),
            source: range.source.as_ref().map(|source| self.boxed(source)),
            conds: self.all(&range.conds),
        }
    }

    fn kind(&self, kind: &ExprKind) -> ExprKind {
        let boxed = |expr: &Expr| self.boxed(expr);
        match kind {
            ExprKind::Implies(a, b) => ExprKind::Implies(boxed(a), boxed(b)),
            ExprKind::Or(all) => ExprKind::Or(self.all(all)),
            ExprKind::And(all) => ExprKind::And(self.all(all)),
            ExprKind::Not(inner) => ExprKind::Not(boxed(inner)),
            ExprKind::Chain(first, rest) => {
                ExprKind::Chain(boxed(first), rest.iter().map(|(op, expr)| (*op, self.expr(expr))).collect())
            }
            ExprKind::Else(a, b) => ExprKind::Else(boxed(a), boxed(b)),
            ExprKind::Add(a, b) => ExprKind::Add(boxed(a), boxed(b)),
            ExprKind::Sub(a, b) => ExprKind::Sub(boxed(a), boxed(b)),
            ExprKind::Mul(a, b) => ExprKind::Mul(boxed(a), boxed(b)),
            ExprKind::Div(a, b) => ExprKind::Div(boxed(a), boxed(b)),
            ExprKind::Quant(quantifier, range) => ExprKind::Quant(*quantifier, self.range(range)),
            ExprKind::EachRecord(range, body) => ExprKind::EachRecord(self.range(range), boxed(body)),
            ExprKind::EachValue(var, of, body) => ExprKind::EachValue(var.clone(), boxed(of), boxed(body)),
            ExprKind::Collect(value, range) => ExprKind::Collect(boxed(value), self.range(range)),
            ExprKind::CollectValues(value, var, of, cond) => {
                ExprKind::CollectValues(boxed(value), var.clone(), boxed(of), cond.as_ref().map(|cond| boxed(cond)))
            }
            ExprKind::Set(all) => ExprKind::Set(self.all(all)),
            ExprKind::Interval(a, b) => ExprKind::Interval(boxed(a), boxed(b)),
            ExprKind::Distinct(inner) => ExprKind::Distinct(boxed(inner)),
            ExprKind::Judged(name, args) => ExprKind::Judged(self.ident(name), self.args(args)),
            ExprKind::Filed(name, args) => ExprKind::Filed(self.ident(name), self.args(args)),
            ExprKind::Deadline(name, args) => ExprKind::Deadline(self.ident(name), self.args(args)),
            ExprKind::Name(name) => ExprKind::Name(self.ident(name)),
            ExprKind::Call(name, args) => ExprKind::Call(self.ident(name), self.args(args)),
            ExprKind::Access(of, member) => ExprKind::Access(boxed(of), self.ident(member)),
            ExprKind::Text(_)
            | ExprKind::Number(_)
            | ExprKind::Ratio(..)
            | ExprKind::Bool(_)
            | ExprKind::Absent
            | ExprKind::Date(_)
            | ExprKind::Month(_)
            | ExprKind::Duration(..) => kind.clone(),
        }
    }
}
