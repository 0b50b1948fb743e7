//! Judgement predicates and filings: questions about the records of one kind, put together as they could be written.

use super::eval::{Oracle, Scope};
use super::schema::expr;
use super::value::{JUDGEMENT, Truth, Value};
use Truth::{F, T, U};
use kijun::lang::ast::{Arg, ClauseKind, CmpOp, Expr, ExprKind, Ident, Item, Range};
use kijun::lang::words::Label;

fn made(kind: ExprKind) -> Expr {
    Expr { kind, span: kijun::text::Span::default() }
}

fn ident(text: &str) -> Ident {
    Ident { text: text.to_owned(), span: kijun::text::Span::default() }
}

fn recorded(of: Expr) -> Expr {
    made(ExprKind::Call(ident("recorded"), vec![Arg { name: None, value: of }]))
}

/// `KIND v (where…, more…)` of an item.
struct Asked<'p> {
    var: &'p Ident,
    kind: &'p Ident,
    wheres: Vec<Expr>,
}

impl<'p> Asked<'p> {
    fn of(item: &'p Item) -> Asked<'p> {
        let Some(ClauseKind::Bind(var, ty)) = item.clause(Label::By).map(|clause| &clause.kind) else {
            unreachable!("a procedure is by some record")
        };
        let wheres = item.all(Label::Where).filter_map(|clause| match &clause.kind {
            ClauseKind::Expr(e) => Some(e.clone()),
            _ => None,
        });
        Asked { var, kind: &ty.name, wheres: wheres.collect() }
    }

    fn field(&self, name: &str) -> Expr {
        made(ExprKind::Access(Box::new(made(ExprKind::Name(self.var.clone()))), ident(name)))
    }

    fn range(&self, more: Vec<Expr>) -> Range {
        let conds = self.wheres.iter().cloned().chain(more).collect();
        Range { kind: self.kind.clone(), var: self.var.clone(), source: None, conds }
    }
}

impl Oracle<'_> {
    /// A record that decides nothing, one that says yes, one that says no.
    pub fn answers(&self, item: &Item) -> [Range; 3] {
        let asked = Asked::of(item);
        let kind = &self.pack.kinds[self.pack.kind(&asked.kind.text)];
        let name = |field: usize| kind.fields[field].names[0].as_str();
        let [answer, reason, author] = kind.decides.unwrap();
        let says = asked.field(name(answer));
        let known = |field: usize| recorded(asked.field(name(field)));
        let all = [reason, author, kind.dated.unwrap()].map(known);
        let loose = made(ExprKind::Not(Box::new(made(ExprKind::And(all.to_vec())))));
        let coded = match item.clause(Label::Reasons).map(|clause| &clause.kind) {
            Some(ClauseKind::Names(names)) => {
                let set = names.iter().map(|name| made(ExprKind::Name(name.clone()))).collect();
                let set = made(ExprKind::Set(set));
                made(ExprKind::Chain(Box::new(asked.field(name(reason))), vec![(CmpOp::In, set)]))
            }
            _ => all[0].clone(),
        };
        let no = made(ExprKind::Not(Box::new(says.clone())));
        let yes = vec![says, coded, all[1].clone(), all[2].clone()];
        [asked.range(vec![loose]), asked.range(yes), asked.range(vec![no])]
    }

    pub fn judged(&self, name: &Ident, args: &[Arg], scope: Scope) -> Truth {
        let (item, params) = self.pack.procedure(&name.text).unwrap();
        self.bound(params, args, scope, None, &|inner| {
            let [loose, yes, no] = self.answers(item).map(|range| self.exists(&range, inner));
            match (yes, no, loose) {
                (T, T, _) => U(JUDGEMENT),
                (T, ..) => T,
                (_, T, _) | (F, _, F) => F,
                _ => U(JUDGEMENT),
            }
        })
    }

    /// The filing in its time.
    pub fn filing(&self, item: &Item) -> Range {
        let asked = Asked::of(item);
        let kind = &self.pack.kinds[self.pack.kind(&asked.kind.text)];
        let day = asked.field(&kind.fields[kind.dated.unwrap()].names[0]);
        let bound = |op, label| {
            let end = expr(item, label)?.clone();
            Some(made(ExprKind::Chain(Box::new(day.clone()), vec![(op, end)])))
        };
        asked.range(bound(CmpOp::Ge, Label::Opens).into_iter().chain(bound(CmpOp::Le, Label::Due)).collect())
    }

    pub fn filed(&self, name: &Ident, args: &[Arg], scope: Scope) -> Truth {
        let (item, params) = self.pack.procedure(&name.text).unwrap();
        self.bound(params, args, scope, None, &|inner| self.exists(&self.filing(item), inner))
    }

    pub fn deadline(&self, name: &Ident, args: &[Arg], scope: Scope) -> Value {
        let (item, params) = self.pack.procedure(&name.text).unwrap();
        self.bound(params, args, scope, None, &|inner| self.eval(expr(item, Label::Due).unwrap(), inner))
    }
}
