//! Ranging over records, and when the world is closed for the question.

use super::date::{D, MAX, MIN, first_of};
use super::eval::{Bind, Env, Oracle, Scope};
use super::records::{Cell, Nested, span};
use super::value::{Coll, LATER, MISSING, OPEN, Truth, Value, Why, all, any};
use Truth::{F, T, U};
use kijun::lang::ast::{Expr, ExprKind, Range};
use std::rc::Rc;

impl Oracle<'_> {
    pub fn exists(&self, range: &Range, scope: Scope) -> Truth {
        self.over(range, scope, &|env| all(range.conds.iter().map(|cond| self.truth(cond, env))))
    }

    pub fn each_record(&self, range: &Range, body: &Expr, scope: Scope) -> Truth {
        let fails = |env: Scope| {
            let applies = all(range.conds.iter().map(|cond| self.truth(cond, env)));
            // The body says something only of records it applies to.
            if applies == F { F } else { applies.and(self.truth(body, env).not()) }
        };
        self.over(range, scope, &fails).not()
    }

    /// Whether something holds of a record, or may of one that is not recorded.
    pub fn over(&self, range: &Range, scope: Scope, holds: &dyn Fn(Scope) -> Truth) -> Truth {
        let kind = self.pack.kind(&range.kind.text);
        let source = self.source(range, scope);
        let records = match self.candidates(kind, source.as_ref()) {
            Ok(records) => records,
            Err(why) => return U(why),
        };
        let each = records.into_iter().map(|record| {
            let value = Value::Record(record);
            holds(Some(&Env { name: &range.var.text, bind: Bind::Is(&value), next: scope }))
        });
        let found = any(each);
        any([found, self.open(range, kind, source.as_ref(), scope).map_or(F, U)])
    }

    pub fn collect(&self, range: &Range, scope: Scope, value: &dyn Fn(Scope) -> Value) -> Value {
        let kind = self.pack.kind(&range.kind.text);
        let source = self.source(range, scope);
        let records = match self.candidates(kind, source.as_ref()) {
            Ok(records) => records,
            Err(why) => return Value::Coll(Rc::new(Coll { open: Some(why), ..Coll::default() })),
        };
        let mut coll = Coll { open: self.open(range, kind, source.as_ref(), scope), ..Coll::default() };
        for record in records {
            let record = Value::Record(record);
            let env = Env { name: &range.var.text, bind: Bind::Is(&record), next: scope };
            let member = all(range.conds.iter().map(|cond| self.truth(cond, Some(&env))));
            if member != F {
                coll.members.push((value(Some(&env)), member));
            }
        }
        Value::Coll(Rc::new(coll))
    }

    /// A nested list as a collection of its records.
    pub fn list(&self, of: Value, kind: usize) -> Value {
        let mut coll = Coll::default();
        match self.candidates(kind, Some(&of)) {
            Ok(records) => {
                coll.members = records.into_iter().map(|record| (Value::Record(record), T)).collect();
                coll.open = self.open_in(kind, Some(&of), (MIN, MAX));
            }
            Err(why) => coll.open = Some(why),
        }
        Value::Coll(Rc::new(coll))
    }

    pub fn count(&self, range: &Range, scope: Scope) -> Value {
        let Value::Coll(coll) = self.collect(range, scope, &|_| Value::Absent) else { unreachable!("a collection") };
        let sure = coll.members.iter().filter(|(_, member)| *member == T).count();
        let most = if coll.open.is_some() { i64::MAX } else { coll.members.len() as i64 };
        Value::Number(sure as i64, most)
    }

    /// The record whose list is ranged over.
    pub fn source(&self, range: &Range, scope: Scope) -> Option<Value> {
        match &range.source.as_ref()?.kind {
            ExprKind::Access(of, _) => Some(self.eval(of, scope)),
            other => unreachable!("{other:?} is no list"),
        }
    }

    pub fn nested(&self, record: usize, kind: usize) -> &Nested {
        let found = &self.records.0[record].nested;
        found.iter().find(|(nested, _)| *nested == kind).map(|(_, nested)| nested).unwrap()
    }

    pub fn candidates(&self, kind: usize, source: Option<&Value>) -> Result<Vec<usize>, Why> {
        let records = match source {
            None => self.records.of_kind(kind).collect(),
            Some(Value::Record(record)) => match self.nested(*record, kind) {
                Nested::Records(records, _) => records.clone(),
                Nested::Unknown => return Err(MISSING),
                Nested::Nothing | Nested::Absent => Vec::new(),
            },
            Some(Value::Unknown(why)) => return Err(*why),
            Some(_) => Vec::new(),
        };
        Ok(records.into_iter().filter(|record| self.used(*record)).collect())
    }

    /// Nothing recorded after the as-of day is used, nor what is nested in it.
    pub fn used(&self, record: usize) -> bool {
        let in_time = self.date_of(record).is_none_or(|(first, _)| first <= self.as_of);
        in_time && self.records.0[record].parent.is_none_or(|parent| self.used(parent))
    }

    /// The days that the declared date of a record may be.
    pub fn date_of(&self, record: usize) -> Option<(D, D)> {
        let found = &self.records.0[record];
        match &found.cells[self.pack.kinds[found.kind].dated?] {
            Cell::Is(Value::Date(days)) => Some(span(days)),
            Cell::Is(Value::Month(month)) => Some((first_of(*month), super::date::last_of(*month))),
            _ => None,
        }
    }

    /// Why there may be records that the export does not hold.
    pub fn open(&self, range: &Range, kind: usize, source: Option<&Value>, scope: Scope) -> Option<Why> {
        self.open_in(kind, source, self.window(range, kind, scope))
    }

    pub fn open_in(&self, kind: usize, source: Option<&Value>, (from, to): (D, D)) -> Option<Why> {
        if self.later.get() && to >= self.as_of {
            return Some(LATER);
        }
        let known_none = match source {
            Some(Value::Record(record)) => matches!(self.nested(*record, kind), Nested::Absent),
            Some(Value::Absent) => true,
            _ => false,
        };
        if known_none {
            return None;
        }
        let doubtful = match source {
            Some(Value::Record(record)) => matches!(self.nested(*record, kind), Nested::Records(_, true)),
            Some(_) => false,
            None => self.doubtful(kind),
        };
        if doubtful {
            return Some(MISSING);
        }
        let to = to.min(self.as_of);
        (from <= to && !self.is_closed(kind, source, from, to)).then_some(OPEN)
    }

    /// Whether some list of the kind, or of what it is nested in, is recorded as unknown or in pieces.
    pub fn doubtful(&self, kind: usize) -> bool {
        let Some((home, ..)) = self.pack.kinds[kind].home else { return false };
        let torn = |nested: &Nested| matches!(nested, Nested::Unknown | Nested::Records(_, true));
        let mut holders = self.records.of_kind(home).filter(|holder| self.used(*holder));
        holders.any(|holder| torn(self.nested(holder, kind))) || self.doubtful(home)
    }

    /// Whether a kind, or what it is nested in, is complete on the as-of day.
    pub fn complete_now(&self, kind: usize) -> bool {
        !self.doubtful(kind) && self.ancestry(kind).any(|kind| self.closed.whole(kind, self.as_of, self.as_of))
    }

    pub fn ancestry(&self, kind: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(kind), |kind| self.pack.kinds[*kind].home.as_ref().map(|home| home.0))
    }

    pub fn is_closed(&self, kind: usize, source: Option<&Value>, from: D, to: D) -> bool {
        if self.declared.extracted.is_some_and(|last| to > last) {
            return false;
        }
        let shape = &self.pack.kinds[kind];
        // Of what its holder has once, the export holds the one there is, however old.
        let once = shape.home.as_ref().is_some_and(|(_, _, many)| !many);
        let from = if once && from == MIN { to } else { from };
        if shape.dated.is_some() && self.closed.whole(kind, from, to) {
            return true;
        }
        let mut holder = match source {
            Some(Value::Record(record)) => Some(*record),
            _ => None,
        };
        self.ancestry(kind).filter(|at| *at != kind || shape.dated.is_none()).any(|at| {
            let of = holder.filter(|record| self.records.0[*record].kind == at);
            if let Some(record) = of {
                holder = self.records.0[record].parent;
            }
            self.is_declared(at, of)
        })
    }

    /// Whether a kind is declared complete at the date of one of its records, as far as that is known.
    fn is_declared(&self, kind: usize, record: Option<usize>) -> bool {
        let dated = self.pack.kinds[kind].dated.is_some();
        let always = if dated { (MIN, self.as_of) } else { (self.as_of, self.as_of) };
        let (from, to) = record.and_then(|record| self.date_of(record)).unwrap_or(always);
        self.closed.whole(kind, from, to)
    }

    /// Whether the export holds a record whole, by a declaration of its kind or of what it stands in.
    pub fn is_held(&self, record: usize) -> bool {
        let mut holders = std::iter::successors(Some(record), |at| self.records.0[*at].parent);
        holders.any(|at| self.is_declared(self.records.0[at].kind, Some(at)))
    }
}
