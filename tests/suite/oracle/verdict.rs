//! From a duty to its verdict, in the order of `docs/language.md`, "Meaning".

use super::date::{D, MAX, last, last_of};
use super::eval::{Bind, Env, Oracle, Scope};
use super::rules::{Rule, names_rule, span, variable};
use super::schema::expr;
use super::value::{JUDGEMENT, LATER, MISSING, OPEN, PARTIAL, Truth, Value, Why, all};
use Truth::{F, T, U};
use kijun::lang::ast::{Clause, ClauseKind, Expr, ExprKind, Item};
use kijun::lang::words::{ItemWord, Label};

/// The effect of an exception, its item where it has one, and whether it holds.
pub type Excepted<'p> = ((&'static str, Option<&'p Item>), Truth);

/// A duty in the making: what its names stand for.
pub struct Duty<'d, 'p> {
    pub rule: &'d Rule<'p>,
    pub subject: &'d Value,
    pub window: Option<&'d Value>,
    pub member: Truth,
}

impl Duty<'_, '_> {
    /// Runs something where the subject and the window have the names that an item gives them.
    pub fn within<R>(&self, item: &Item, per: Option<&str>, run: &dyn Fn(Scope) -> R) -> R {
        let subject = |name, next| Env { name, bind: Bind::Is(self.subject), next };
        let own = variable(item, Label::For).map_or("", |(name, _)| name);
        let applied = self.rule.apply.and_then(|apply| variable(apply, Label::For)).map_or("", |(name, _)| name);
        let first = subject(own, None);
        let second = subject(if std::ptr::eq(item, self.rule.item) { applied } else { "" }, Some(&first));
        match (per, self.window) {
            (Some(name), Some(window)) => run(Some(&Env { name, bind: Bind::Is(window), next: Some(&second) })),
            _ => run(Some(&second)),
        }
    }

    pub fn scoped<R>(&self, run: &dyn Fn(Scope) -> R) -> R {
        self.within(self.rule.item, self.rule.per().map(|(name, _)| name), run)
    }
}

impl Oracle<'_> {
    pub fn one(&self, duty: &Duty) -> Option<&'static str> {
        self.now();
        let anchor = duty.scoped(&|scope| self.eval(duty.rule.clause(Label::Anchor).unwrap(), scope));
        let Value::Date(anchor) = anchor else {
            let verdict = if let Value::Unknown(_) = anchor { "undetermined" } else { "not-applicable" };
            return self.pack_applies().then_some(verdict);
        };
        *self.anchor.borrow_mut() = anchor.clone();
        *self.own.borrow_mut() = anchor.clone();
        if !self.pack_applies() {
            return None;
        }
        match self.transition(duty, &anchor) {
            Err(verdict) => return Some(verdict),
            Ok(Some(day)) => *self.anchor.borrow_mut() = [day].into(),
            Ok(None) => {}
        }
        let versions = duty.rule.versions();
        let on = |day: &D| versions.iter().position(|((from, to), _)| from <= day && day <= to);
        let mut in_force: Vec<Option<usize>> = self.anchor.borrow().iter().map(on).collect();
        in_force.dedup();
        Some(match in_force[..] {
            [Some(version)] => self.in_version(duty, &versions[version].1),
            [None] => "not-applicable",
            _ => "undetermined",
        })
    }

    /// The day whose law a transitional clause keeps.
    pub fn transition(&self, duty: &Duty, anchor: &[D]) -> Result<Option<D>, &'static str> {
        let mut kept: Option<D> = None;
        let named = |item: &&Item| item.word == ItemWord::Transition && names_rule(item, &duty.rule.id);
        for item in self.pack.items.iter().filter(named) {
            let (from, to) = span(item);
            let in_force = some_or_all(anchor.iter().map(|day| from <= *day && *day <= to));
            let per = variable(item, Label::Per).map(|(name, _)| name);
            let when =
                expr(item, Label::When).map_or(T, |when| duty.within(item, per, &|scope| self.truth(when, scope)));
            let holds = in_force.and(when);
            self.tally.count("transition", holds);
            let Some(ClauseKind::Date(day)) = item.clause(Label::LawOf).map(|clause| &clause.kind) else {
                unreachable!("a transitional clause names a day")
            };
            let day = super::date::of_day(day.lo);
            match (holds, kept) {
                (F, _) => {}
                (U(_), _) => return Err("undetermined"),
                (T, Some(other)) if other != day => return Err("judgement"),
                (T, _) => kept = Some(day),
            }
        }
        Ok(kept)
    }

    pub fn in_version(&self, duty: &Duty, clauses: &[&Clause]) -> &'static str {
        let of = |label: Label| {
            let clauses = clauses.iter().filter(move |clause| clause.label == label);
            clauses.filter_map(|clause| if let ClauseKind::Expr(e) = &clause.kind { Some(e) } else { None })
        };
        let truth = |name: &'static str, e: &Expr| {
            let truth = duty.scoped(&|scope| self.truth(e, scope));
            self.tally.count(name, truth);
            truth
        };
        let in_time = self.in_time(duty, of(Label::Due).next());
        self.later.set(in_time != F);
        let replaced = usize::from(duty.rule.apply.is_some());
        let own = duty.rule.apply.and_then(|apply| expr(apply, Label::Where)).into_iter();
        let wheres = all(own.chain(of(Label::Where).skip(replaced)).map(|e| truth("where", e)));
        let applies = duty.member.and(wheres);
        if applies == F {
            return "not-applicable";
        }
        let require = of(Label::Require).next().unwrap();
        let met = truth("require", require);
        if met == T {
            let vacuous = duty.scoped(&|scope| self.is_vacuous(require, scope));
            return if vacuous { "not-applicable" } else { "conform" };
        }
        let excepted = self.excepted(duty, clauses);
        let holding: Vec<&Excepted> = excepted.iter().filter(|(_, truth)| *truth == T).collect();
        let doubtful = excepted.iter().any(|(_, truth)| matches!(truth, U(_)));
        let one = |effect: &str| holding.iter().all(|(found, _)| found.0 == effect);
        match holding[..] {
            [] => self.unmet(applies, met, in_time, doubtful),
            [((_, Some(item)), _)] if one("replace") => self.replaced(duty, item, applies, in_time),
            _ if one("exempt") => "exempt",
            // Of one effect, or of several that clash.
            _ => "judgement",
        }
    }

    /// A requirement that is not met, without an exception that holds.
    fn unmet(&self, applies: Truth, met: Truth, in_time: Truth, doubtful: bool) -> &'static str {
        let may_apply_later = matches!(applies, U(why) if why & LATER != 0);
        if in_time == T && (met != F || may_apply_later) {
            return "pending";
        }
        match (applies, met, doubtful) {
            (_, U(why), _) => undecided(why, applies),
            (U(_), ..) => "undetermined",
            (_, _, true) => "judgement",
            _ => "violation",
        }
    }

    /// What an exception asks instead, by its own last day where it has one.
    fn replaced(&self, duty: &Duty, item: &Item, applies: Truth, in_time: Truth) -> &'static str {
        let per = variable(item, Label::Per).map(|(name, _)| name);
        let in_time = match expr(item, Label::Due) {
            None => in_time,
            Some(due) => {
                let days = match duty.within(item, per, &|scope| self.eval(due, scope)) {
                    Value::Date(days) => some_or_all(days.iter().map(|day| self.as_of <= *day)),
                    Value::Unknown(why) => U(why),
                    _ => T,
                };
                self.later.set(days != F);
                days
            }
        };
        let met = duty.within(item, per, &|scope| self.truth(expr(item, Label::Require).unwrap(), scope));
        self.tally.count("replacement", met);
        if met == T { "conform" } else { self.unmet(applies, met, in_time, false) }
    }

    /// Whether the as-of day is not after the last day in time, whichever day that may be.
    pub fn in_time(&self, duty: &Duty, due: Option<&Expr>) -> Truth {
        let due = match (due, duty.window) {
            (Some(due), _) => match duty.scoped(&|scope| self.eval(due, scope)) {
                Value::Date(days) => days,
                Value::Unknown(why) => return U(why),
                _ => return T,
            },
            (None, Some(Value::Month(month))) => [last_of(*month)].into(),
            (None, Some(Value::Interval(_, to))) => [to.as_ref().map_or(MAX, last)].into(),
            // Whichever law is applied.
            (None, _) => self.own.borrow().clone(),
        };
        some_or_all(due.iter().map(|day| self.as_of <= *day))
    }

    /// Every exception with its effect, and the item of one that stands apart.
    pub fn excepted<'o>(&'o self, duty: &Duty, clauses: &[&Clause]) -> Vec<Excepted<'o>> {
        let mut found: Vec<Excepted> = Vec::new();
        for clause in clauses {
            if let ClauseKind::Unless(_, _, when) = &clause.kind {
                let truth = duty.scoped(&|scope| self.truth(when, scope));
                self.tally.count("unless", truth);
                found.push((("exempt", None), truth));
            }
        }
        for word in [ItemWord::Exception, ItemWord::Suppress] {
            let named = |item: &&Item| item.word == word && names_rule(item, &duty.rule.id);
            found.extend(self.pack.items.iter().filter(named).map(|item| self.exception(duty, item)));
        }
        found
    }

    pub fn exception<'o>(&self, duty: &Duty, item: &'o Item) -> Excepted<'o> {
        let (from, to) = span(item);
        let in_force = some_or_all(self.anchor.borrow().iter().map(|day| from <= *day && *day <= to));
        let per = variable(item, Label::Per).map(|(name, _)| name);
        let when = duty.within(item, per, &|scope| self.truth(expr(item, Label::When).unwrap(), scope));
        let truth = in_force.and(when);
        self.tally.count(if item.word == ItemWord::Suppress { "suppress" } else { "exception" }, truth);
        let effect = match item.clause(Label::Effect).map(|clause| &clause.kind) {
            Some(ClauseKind::Names(names)) if names[0].text == "judgement" => "judgement",
            Some(ClauseKind::Names(names)) if names[0].text == "replace" => "replace",
            _ => "exempt",
        };
        ((effect, Some(item)), truth)
    }

    /// Whether a requirement that holds says something of nothing only.
    pub fn is_vacuous(&self, require: &Expr, scope: Scope) -> bool {
        self.unfold(require, scope, &|e, scope| match &e.kind {
            ExprKind::And(list) => list.iter().all(|e| self.is_vacuous(e, scope)),
            ExprKind::EachRecord(range, _) => match self.collect(range, scope, &|_| Value::Absent) {
                Value::Coll(coll) => coll.members.is_empty() && coll.open.is_none(),
                _ => false,
            },
            ExprKind::EachValue(_, coll, _) => match self.eval(coll, scope) {
                Value::Coll(coll) => coll.members.is_empty() && coll.rest().is_none(),
                Value::Absent => true,
                _ => false,
            },
            _ => false,
        })
    }
}

/// True of all, false of all, or depending on a day that is not known.
fn some_or_all(holds: impl Iterator<Item = bool>) -> Truth {
    let holds: Vec<bool> = holds.collect();
    match (holds.contains(&true), holds.contains(&false)) {
        (true, true) => U(PARTIAL),
        (yes, _) => Truth::of(yes),
    }
}

/// A requirement that is unknown only for want of a judgement asks for one, of a duty that is there.
fn undecided(why: Why, applies: Truth) -> &'static str {
    let only = why & JUDGEMENT != 0 && why & (OPEN | MISSING | PARTIAL) == 0;
    if only && !matches!(applies, U(_)) { "judgement" } else { "undetermined" }
}
