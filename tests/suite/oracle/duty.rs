//! Duties to verdicts, in the order of `docs/language.md`, "Meaning".

use super::date::{MAX, MIN, last, later, show};
use super::eval::{Bind, Env, Oracle, Scope};
use super::months::HORIZON;
use super::rules::{Rule, variable};
use super::schema::expr;
use super::value::{Coll, LATER, MISSING, Truth, Value, joined};
use super::verdict::Duty;
use Truth::{F, T};
use kijun::lang::ast::{Expr, ExprKind, Unit};
use kijun::lang::words::{ItemWord, Label};

/// Subject (kind and row), window, verdict.
pub type Found = (Option<(usize, usize)>, String, &'static str);

impl Oracle<'_> {
    /// The duties of a rule, in no order.
    pub fn judge(&self, rule: &Rule) -> Vec<Found> {
        self.now();
        let kind = match variable(rule.item, Label::For) {
            Some((_, kind)) => self.pack.kind(kind),
            None => unreachable!("every rule is for a kind"),
        };
        let subjects: Vec<usize> = self.records.of_kind(kind).filter(|record| self.used(*record)).collect();
        if subjects.is_empty() {
            let verdict = if self.complete_now(kind) { "not-applicable" } else { "undetermined" };
            return if self.pack_applies() { vec![(None, String::new(), verdict)] } else { Vec::new() };
        }
        subjects.into_iter().flat_map(|subject| self.of_subject(rule, subject)).collect()
    }

    /// Parameters are read at the as-of day until there is an anchor.
    pub fn now(&self) {
        self.tally.clear();
        self.later.set(false);
        *self.anchor.borrow_mut() = [self.as_of].into();
    }

    pub fn of_subject(&self, rule: &Rule, record: usize) -> Vec<Found> {
        self.now();
        let subject = Value::Record(record);
        let key = (self.records.0[record].kind, self.records.row(record));
        let plain = Duty { rule, subject: &subject, window: None, member: T };
        let Some((_, per)) = rule.per() else {
            return self.one(&plain).map(|verdict| (Some(key), String::new(), verdict)).into_iter().collect();
        };
        let coll = match plain.scoped(&|scope| self.eval(per, scope)) {
            Value::Coll(coll) => (*coll).clone(),
            Value::Unknown(why) => Coll { doubt: Some(why), ..Coll::default() },
            _ => Coll::default(),
        };
        let mut doubt = coll.doubt;
        let mut windows: Vec<(String, Value, Truth)> = Vec::new();
        for (value, member) in coll.members {
            match (self.window_name(&value), &value) {
                (Some(name), _) => match windows.iter_mut().find(|(known, ..)| *known == name) {
                    Some((.., known)) => *known = known.or(member),
                    None => windows.push((name, value, member)),
                },
                (None, Value::Unknown(why)) => doubt = joined(doubt, Some(*why)),
                (None, Value::Interval(..)) => doubt = joined(doubt, Some(MISSING)),
                (None, _) => {}
            }
        }
        let mut found = Vec::new();
        if self.pack_applies() {
            let open = coll.open.is_some_and(|why| why != LATER) && !plain.scoped(&|scope| self.something(per, scope));
            match (doubt, windows.is_empty(), open) {
                (Some(_), ..) | (None, true, true) => found.push((Some(key), String::new(), "undetermined")),
                (None, true, false) => found.push((Some(key), String::new(), "not-applicable")),
                (None, false, _) => {}
            }
        }
        for (name, value, member) in windows {
            let verdict = self.one(&Duty { rule, subject: &subject, window: Some(&value), member });
            found.extend(verdict.map(|verdict| (Some(key), name, verdict)));
        }
        found
    }

    /// A window in words; none when the value is no window.
    pub fn window_name(&self, value: &Value) -> Option<String> {
        Some(match value {
            Value::Month((year, month)) => format!("{year:04}-{month:02}"),
            Value::Interval(Ok(from), _) if from[0] == MIN => return None,
            Value::Interval(Ok(from), to) => {
                // A period that never ends is cut; one that does is judged whole.
                let horizon = later(self.as_of, HORIZON, Unit::Days).max(from[0]);
                let to = to.as_ref().map_or(MAX, last);
                let to = if to == MAX { horizon } else { to };
                format!("{}..{}", show(from[0]), show(to))
            }
            Value::Text(text) => format!("={text}"),
            Value::Number(least, _) => least.to_string(),
            Value::Code(list, code) => self.pack.lists[*list][*code][0].clone(),
            Value::Record(record) => {
                format!("{} {}", self.pack.kinds[self.records.0[*record].kind].names[0], self.records.row(*record))
            }
            _ => return None,
        })
    }

    /// Whether records of which windows are made are there, or their kind is complete.
    pub fn something(&self, per: &Expr, scope: Scope) -> bool {
        let of = |value: Value, kind: usize| {
            self.complete_now(kind) || matches!(value, Value::Coll(coll) if !coll.members.is_empty())
        };
        self.unfold(per, scope, &|per, scope| match &per.kind {
            ExprKind::Collect(_, range) => {
                let records = self.collect(range, scope, &|_| Value::Absent);
                of(records, self.pack.kind(&range.kind.text))
            }
            ExprKind::Access(_, member) => {
                let kind = self.pack.nested(&member.text);
                kind.is_some_and(|kind| of(self.eval(per, scope), kind))
            }
            ExprKind::Distinct(inner) | ExprKind::CollectValues(_, _, inner, _) => self.something(inner, scope),
            ExprKind::Add(a, b) | ExprKind::Else(a, b) => self.something(a, scope) || self.something(b, scope),
            ExprKind::Call(_, args) => args.iter().any(|arg| self.something(&arg.value, scope)),
            _ => false,
        })
    }

    /// Whether the pack makes duties for the case at all, at the anchor.
    pub fn pack_applies(&self) -> bool {
        let header = self.pack.items.iter().find(|item| item.word == ItemWord::Pack);
        let Some(applies) = header.and_then(|item| expr(item, Label::Applies)) else { return true };
        let anchor = Value::Date(self.anchor.borrow().clone());
        let applies = self.truth(applies, Some(&Env { name: "anchor", bind: Bind::Is(&anchor), next: None }));
        self.tally.count("applies", applies);
        applies != F
    }
}
