//! Expressions, straight off the syntax tree: names are looked up by their text whenever they are met.

use super::date::{D, Days, of_month, of_range};
use super::doubt::counted;
use super::paths::{distinct, interval, sum};
use super::records::{Cell, Closed, Declared, Records};
use super::schema::{Pack, is};
use super::shares::{product, ratio};
use super::tally::Tally;
use super::value::{Coll, LATER, MISSING, OPEN, PARTIAL, Truth, UNSURE, Value, all, any, before, lies_in, same};
use Truth::{F, T, U};
use kijun::lang::ast::{Arg, ClauseKind, CmpOp, Expr, ExprKind, Force, Ident, Quantifier, TypeRef};
use kijun::lang::words::Label;
use std::cell::{Cell as Slot, RefCell};
use std::rc::Rc;

/// One case and what it is judged by.
pub struct Oracle<'a> {
    pub pack: &'a Pack,
    pub records: &'a Records,
    pub closed: &'a Closed,
    pub declared: &'a Declared,
    pub as_of: D,
    /// The duty's anchor, by which parameters are read.
    pub anchor: RefCell<Days>,
    /// The duty's anchor, whichever law it keeps.
    pub own: RefCell<Days>,
    /// Whether the duty is not yet due, so that records may still come.
    pub later: Slot<bool>,
    pub tally: &'a Tally,
}

/// What a name stands for: a value, or an argument that is evaluated where it is used.
#[derive(Clone, Copy)]
pub enum Bind<'e> {
    Is(&'e Value),
    Argument(&'e Expr, Scope<'e>),
}

pub struct Env<'e> {
    pub name: &'e str,
    pub bind: Bind<'e>,
    pub next: Scope<'e>,
}

pub type Scope<'e> = Option<&'e Env<'e>>;

pub fn look<'e>(mut scope: Scope<'e>, name: &str) -> Scope<'e> {
    while let Some(env) = scope {
        if env.name == name {
            return scope;
        }
        scope = env.next;
    }
    None
}

/// First and last day of a range of force.
pub fn force(force: Force) -> (D, D) {
    (super::date::of_day(force.from), force.to.map_or(super::date::MAX, super::date::of_day))
}

impl Oracle<'_> {
    /// Runs something on what a name or a call of a definition stands for.
    pub fn unfold<R>(&self, e: &Expr, scope: Scope, run: &dyn Fn(&Expr, Scope) -> R) -> R {
        match &e.kind {
            ExprKind::Name(name) => match look(scope, &name.text) {
                Some(Env { bind: Bind::Argument(argument, outer), .. }) => self.unfold(argument, *outer, run),
                Some(_) => run(e, scope),
                None => match self.pack.define(&name.text) {
                    Some((_, _, body)) => self.unfold(body, None, run),
                    None => run(e, scope),
                },
            },
            ExprKind::Call(name, args) => match self.pack.define(&name.text) {
                Some((_, params, body)) => {
                    self.bound(params, args, scope, None, &|inner| self.unfold(body, inner, run))
                }
                None => run(e, scope),
            },
            _ => run(e, scope),
        }
    }

    /// Runs something with parameters bound to arguments.
    pub fn bound<R>(
        &self,
        params: &[(Ident, TypeRef)],
        args: &[Arg],
        scope: Scope,
        so_far: Scope,
        run: &dyn Fn(Scope) -> R,
    ) -> R {
        match (params, args) {
            ([(name, _), params @ ..], [arg, args @ ..]) => {
                let env = Env { name: &name.text, bind: Bind::Argument(&arg.value, scope), next: so_far };
                self.bound(params, args, scope, Some(&env), run)
            }
            _ => run(so_far),
        }
    }

    pub fn truth(&self, e: &Expr, scope: Scope) -> Truth {
        match self.eval(e, scope) {
            Value::Truth(truth) => truth,
            Value::Unknown(why) => U(why),
            _ => F,
        }
    }

    pub fn eval(&self, e: &Expr, scope: Scope) -> Value {
        let mark = self.tally.mark();
        if let Some((name, truth)) = self.condition(e, scope) {
            self.tally.note(mark, name, truth);
            return Value::Truth(truth);
        }
        let (name, value) = self.value(e, scope);
        self.tally.used(name);
        value
    }

    /// The forms that are true, false or unknown.
    pub fn condition(&self, e: &Expr, scope: Scope) -> Option<(&'static str, Truth)> {
        Some(match &e.kind {
            ExprKind::Implies(a, b) => ("implies", any([self.truth(a, scope).not(), self.truth(b, scope)])),
            ExprKind::Or(list) => ("or", any(list.iter().map(|e| self.truth(e, scope)))),
            ExprKind::And(list) => ("and", all(list.iter().map(|e| self.truth(e, scope)))),
            ExprKind::Not(e) => ("not", self.truth(e, scope).not()),
            ExprKind::Chain(first, rest) => ("chain", self.chain(first, rest, scope)),
            ExprKind::Quant(Quantifier::Exists, range) => ("exists", self.exists(range, scope)),
            ExprKind::Quant(Quantifier::None, range) => ("none", self.exists(range, scope).not()),
            ExprKind::EachRecord(range, body) => ("each_record", self.each_record(range, body, scope)),
            ExprKind::EachValue(var, coll, body) => ("each_value", self.each_value(&var.text, coll, body, scope)),
            ExprKind::Judged(name, args) => ("judged", self.judged(name, args, scope)),
            ExprKind::Filed(name, args) => ("filed", self.filed(name, args, scope)),
            ExprKind::Call(name, args) if name.text == "recorded" => ("recorded", self.written(&args[0].value, scope)),
            ExprKind::Call(name, args) if name.text == "filled_in" => {
                ("filled_in", self.filled_in(&args[0].value, scope))
            }
            _ => return None,
        })
    }

    pub fn chain(&self, first: &Expr, rest: &[(CmpOp, Expr)], scope: Scope) -> Truth {
        let lefts = std::iter::once(first).chain(rest.iter().map(|(_, right)| right));
        all(lefts.zip(rest).map(|(left, (op, right))| {
            let mark = self.tally.mark();
            let values = [self.eval(left, scope), self.eval(right, scope)];
            let (name, truth) = match compare(*op, &values[0], &values[1]) {
                (name, U(_)) if values.iter().all(counted) => (name, self.why_overlapping([left, right], scope)),
                told => told,
            };
            self.tally.note(mark, name, truth);
            truth
        }))
    }

    pub fn each_value(&self, var: &str, coll: &Expr, body: &Expr, scope: Scope) -> Truth {
        match self.eval(coll, scope) {
            Value::Coll(coll) => {
                let each = coll.members.iter().map(|(value, member)| {
                    let env = Env { name: var, bind: Bind::Is(value), next: scope };
                    member.not().or(self.truth(body, Some(&env)))
                });
                all(each.chain(coll.rest().map(U)))
            }
            Value::Unknown(why) => U(why),
            _ => T,
        }
    }

    /// The code list that a name stands for, where it stands for nothing else.
    fn listed_code(&self, of: &Expr, scope: Scope) -> Option<usize> {
        match &of.kind {
            ExprKind::Name(name) if look(scope, &name.text).is_none() => self.pack.list_named(&name.text),
            _ => None,
        }
    }

    /// Whether the record has a value. A reference is one, wherever it leads.
    pub fn written(&self, e: &Expr, scope: Scope) -> Truth {
        self.unfold(e, scope, &|e, scope| {
            if let ExprKind::Access(of, member) = &e.kind
                && let Value::Record(record) = self.eval(of, scope)
                && let Some(field) = self.field(record, &member.text)
                && matches!(self.records.0[record].cells[field], Cell::Ref(_))
            {
                return T;
            }
            match self.eval(e, scope) {
                Value::Unknown(why) if why & UNSURE != 0 => U(why),
                value => Truth::of(is_recorded(&value)),
            }
        })
    }

    pub fn filled_in(&self, e: &Expr, scope: Scope) -> Truth {
        self.unfold(e, scope, &|e, scope| {
            let ExprKind::Access(of, member) = &e.kind else { unreachable!("a field") };
            let record = match self.eval(of, scope) {
                Value::Record(record) => record,
                Value::Unknown(why) => return U(why),
                _ => return F,
            };
            match &self.records.0[record].cells[self.field(record, &member.text).expect("only fields are asked for")] {
                Cell::Nothing => self.left_empty(record, &member.text),
                Cell::Unknown => U(MISSING),
                Cell::Absent => F,
                _ => T,
            }
        })
    }

    fn left_empty(&self, record: usize, field: &str) -> Truth {
        let kind = &self.pack.kinds[self.records.0[record].kind];
        let shown = |(of, known): &(String, String)| !(is(&kind.names, of) && known == field);
        let early = self.declared.extracted.is_some_and(|last| last < self.as_of);
        if self.later.get() {
            U(LATER)
        } else if early || !self.is_held(record) {
            U(OPEN)
        } else if !self.declared.nowhere.iter().all(shown) {
            U(MISSING)
        } else {
            F
        }
    }

    /// The forms that give a value, with the name under which they are counted.
    pub fn value(&self, e: &Expr, scope: Scope) -> (&'static str, Value) {
        match &e.kind {
            ExprKind::Bool(yes) => ("literal", Value::Truth(Truth::of(*yes))),
            ExprKind::Ratio(part, whole) => ("literal", Value::Ratio([(*part, *whole)].into())),
            ExprKind::Deadline(name, args) => ("deadline", self.deadline(name, args, scope)),
            ExprKind::Mul(a, b) => ("*", product(self.eval(a, scope), self.eval(b, scope))),
            ExprKind::Div(a, b) => ("/", ratio(self.eval(a, scope), self.eval(b, scope))),
            ExprKind::CollectValues(value, var, of, cond) => {
                ("collect_values", self.collect_values(value, &var.text, of, cond.as_deref(), scope))
            }
            ExprKind::Number(number) => ("literal", Value::Number(*number, *number)),
            ExprKind::Text(text) => ("literal", Value::Text(Rc::from(text.as_str()))),
            ExprKind::Date(date) => ("date", Value::Date(of_range(*date))),
            ExprKind::Month(month) => ("month", Value::Month(of_month(*month))),
            ExprKind::Duration(amount, unit) => ("duration", Value::Duration(*amount, *unit)),
            ExprKind::Absent => ("absent", Value::Absent),
            ExprKind::Name(name) => self.name(e, name, scope),
            ExprKind::Access(of, member) if self.listed_code(of, scope).is_some() => {
                let (list, code) = self.pack.code(&member.text).unwrap();
                assert_eq!(Some(list), self.listed_code(of, scope));
                ("code", Value::Code(list, code))
            }
            ExprKind::Access(of, member) => self.access(self.eval(of, scope), &member.text),
            ExprKind::Call(name, args) => match self.pack.define(&name.text) {
                Some(_) => ("define", self.unfold(e, scope, &|body, inner| self.eval(body, inner))),
                None => self.call(&name.text, args, scope),
            },
            ExprKind::Else(a, b) => ("else", self.otherwise(a, b, scope)),
            ExprKind::Add(a, b) => ("+", sum(self.eval(a, scope), self.eval(b, scope), 1)),
            ExprKind::Sub(a, b) => ("-", sum(self.eval(a, scope), self.eval(b, scope), -1)),
            ExprKind::Quant(_, range) => ("count", self.count(range, scope)),
            ExprKind::Collect(value, range) => ("collect", self.collect(range, scope, &|env| self.eval(value, env))),
            ExprKind::Set(list) => {
                let members = list.iter().map(|e| (self.eval(e, scope), T)).collect();
                ("set", Value::Coll(Rc::new(Coll { members, ..Coll::default() })))
            }
            ExprKind::Interval(from, to) => ("interval", interval(self.eval(from, scope), self.eval(to, scope))),
            ExprKind::Distinct(coll) => ("distinct", distinct(self.eval(coll, scope))),
            other => unreachable!("{other:?} is a condition"),
        }
    }

    pub fn otherwise(&self, a: &Expr, b: &Expr, scope: Scope) -> Value {
        match self.written(a, scope) {
            T => self.eval(a, scope),
            F => self.eval(b, scope),
            U(why) => Value::Unknown(why),
        }
    }

    pub fn name(&self, e: &Expr, name: &Ident, scope: Scope) -> (&'static str, Value) {
        let text = name.text.as_str();
        if let Some(env) = look(scope, text) {
            return match env.bind {
                Bind::Is(value) => ("variable", value.clone()),
                Bind::Argument(argument, outer) => ("variable", self.eval(argument, outer)),
            };
        }
        let root = self.pack.root();
        if text == "case" || text == "事例" || is(&self.pack.kinds[root].names, text) {
            return ("root", Value::Record(0));
        }
        if let Some((list, code)) = self.pack.code(text) {
            return ("code", Value::Code(list, code));
        }
        match self.pack.param(text) {
            Some(item) => ("param", self.param(item)),
            None => ("define", self.unfold(e, scope, &|body, inner| self.eval(body, inner))),
        }
    }

    /// The value in force on every day that the anchor may be.
    pub fn param(&self, item: &kijun::lang::ast::Item) -> Value {
        // What a profile sets comes first.
        let set = self.pack.set(&item.name().text).into_iter().flat_map(|set| set.all(Label::Value));
        let values: Vec<_> = set.chain(item.all(Label::Value)).collect();
        let on = |day: D| {
            values.iter().position(|clause| match &clause.kind {
                ClauseKind::Value(range, _) => force(*range).0 <= day && day <= force(*range).1,
                _ => false,
            })
        };
        let anchor = self.anchor.borrow().clone();
        let mut found: Vec<Option<usize>> = anchor.iter().map(|day| on(*day)).collect();
        found.dedup();
        match (found[..].first(), found.len()) {
            (Some(Some(at)), 1) => match &values[*at].kind {
                ClauseKind::Value(_, e) => self.eval(e, None),
                _ => unreachable!("only values were found"),
            },
            (Some(None), 1) => Value::Unknown(MISSING),
            _ => Value::Unknown(PARTIAL),
        }
    }
}

fn compare(op: CmpOp, left: &Value, right: &Value) -> (&'static str, Truth) {
    match op {
        CmpOp::Eq => ("=", same(left, right)),
        CmpOp::Ne => ("!=", same(left, right).not()),
        CmpOp::Le => ("<=", before(left, right, false)),
        CmpOp::Lt => ("<", before(left, right, true)),
        CmpOp::Ge => (">=", before(right, left, false)),
        CmpOp::Gt => (">", before(right, left, true)),
        CmpOp::In => ("in", lies_in(left, right)),
    }
}

pub fn is_recorded(value: &Value) -> bool {
    match value {
        Value::Unknown(_) | Value::Absent | Value::Open | Value::Truth(U(_)) => false,
        Value::Coll(coll) => !coll.members.is_empty(),
        Value::Interval(from, to) => from.is_ok() && to.is_ok(),
        _ => true,
    }
}
