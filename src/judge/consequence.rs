//! What violations cost, month by month: from the month of the failure to the month before the cure, the union over rules,
//! cut into runs of consecutive months, each with a rate by its position and its own date.

use super::duty::{Judged, WindowValue};
use super::eval::{Eval, Setting};
use super::explain::explain;
use super::show::ratio_words;
use super::truth::Truth;
use super::value::Value;
use super::visit::visit;
use crate::calendar::{DateRange, Day, Month};
use crate::compile::program::{Consequence, Node, NodeId, SUBJECT_SLOT, WINDOW_SLOT};
use crate::limits;
use crate::model::Verdict;
use std::collections::BTreeMap;

/// What one month may cost.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthCost {
    /// Index of the consequence.
    pub consequence: usize,
    /// The month.
    pub month: Month,
    /// A ratio such as `50%`, or a number; none where no rate is declared for the position and date.
    pub rate: Option<String>,
    /// What the whole month comes to, and what is left of it at the rate.
    pub amount: Option<(i64, i64)>,
    /// Whether it is known that the month counts, and its rate does not hang on months of which that is not known.
    pub settled: bool,
    /// The violations that feed it, as places in what was judged.
    pub from: Vec<usize>,
}

/// The months that the violations of a case may cost, by consequence and month.
pub fn consequences(set: Setting<'_>, judged: &[Judged]) -> Vec<MonthCost> {
    let violations: Vec<(usize, &Judged)> =
        judged.iter().enumerate().filter(|(_, judged)| judged.verdict == Verdict::Violation).collect();
    if violations.is_empty() {
        return Vec::new();
    }
    let all = set.program.consequences.iter().enumerate().filter(|(_, of)| of.office == set.case.office);
    all.flat_map(|(index, consequence)| Costing { eval: Eval::new(set), consequence, index }.months(&violations))
        .collect()
}

struct Costing<'a> {
    eval: Eval<'a>,
    consequence: &'a Consequence,
    index: usize,
}

impl Costing<'_> {
    fn months(&mut self, violations: &[(usize, &Judged)]) -> Vec<MonthCost> {
        let mut by_month: BTreeMap<Month, Vec<usize>> = BTreeMap::new();
        for (at, judged) in violations {
            let span = if self.feeds(judged) { self.span(judged) } else { None };
            let Some((from, to)) = span else { continue };
            (from.0..=to.0).take(limits::WINDOWS).for_each(|month| by_month.entry(Month(month)).or_default().push(*at));
        }
        self.runs(by_month)
    }

    fn feeds(&self, judged: &Judged) -> bool {
        let rule = self.eval.set.program.rules.get(judged.duty.rule);
        let version = judged.version.and_then(|index| rule?.versions.get(index));
        let of_class = version.is_some_and(|version| Some(version.class) == self.consequence.class);
        of_class || self.consequence.rules.contains(&judged.duty.rule)
    }

    /// First and last month. While there is no cure, nothing is counted from the as-of month on, which may still see one.
    fn span(&mut self, judged: &Judged) -> Option<(Month, Month)> {
        let failed = failed_in(judged)?;
        let cured = explain(self.eval.set, judged).cured_on.filter(|day| day.is_finite()).map(Day::month);
        let [failed_slot, cured_slot] = self.consequence.months;
        self.eval.anchor = DateRange::exact(failed.first_day());
        self.eval.memo.next_subject();
        self.eval.bind(failed_slot, Value::Month(failed));
        self.eval.bind(cured_slot, cured.map_or(Value::Absent, Value::Month));
        self.eval.bind(SUBJECT_SLOT, Value::Record(self.eval.set.case.root(&self.eval.set.program.schema)));
        let as_of = self.eval.set.as_of.month();
        let until = cured.map_or(as_of, |cured| cured).plus(-1);
        if !self.is_about(judged) {
            return Some((failed, until));
        }
        let from = self.month(self.consequence.from, failed).unwrap_or(failed);
        let to = self.month(self.consequence.to, until).unwrap_or(until);
        let latest = if cured.is_some() { as_of } else { as_of.plus(-1) };
        Some((from, if self.waits_for_cure() { to.min(latest) } else { to }))
    }

    /// Whether the last month hangs on the cure, so that what lies ahead can still be kept.
    fn waits_for_cure(&self) -> bool {
        let [_, cured] = self.consequence.months;
        let program = self.eval.set.program;
        self.consequence.to.is_none_or(|to| {
            let mut waits = false;
            visit(program, to, &mut |node| waits |= *program.node(node) == Node::Slot(cured));
            waits
        })
    }

    /// Whether first and last month are told for the subject of a duty, which is bound then.
    fn is_about(&mut self, judged: &Judged) -> bool {
        let Some((kind, slot)) = self.consequence.subject else { return true };
        let subject = judged.duty.subject.filter(|subject| subject.kind == kind);
        if let Some(subject) = subject {
            self.eval.bind(slot, Value::Record(subject));
        }
        subject.is_some()
    }

    fn month(&mut self, node: Option<NodeId>, default: Month) -> Option<Month> {
        let Some(node) = node else { return Some(default) };
        match self.eval.value(node) {
            Value::Month(month) => Some(month),
            _ => None,
        }
    }

    /// A month that does not count neither takes a position nor breaks a run. Behind one of which that cannot be told the
    /// position may be one of several; where they do not all have one rate, nothing is settled, so no amount is told.
    fn runs(&mut self, by_month: BTreeMap<Month, Vec<usize>>) -> Vec<MonthCost> {
        let (mut costs, mut before, mut least, mut most) = (Vec::new(), None, 0, 0);
        for (month, from) in by_month {
            if before.is_none_or(|before: Month| before.plus(1) != month) {
                (least, most) = (0, 0);
            }
            before = Some(month);
            let counts = self.counts(month);
            if counts == Truth::False {
                continue;
            }
            most += 1;
            least += i64::from(counts == Truth::True);
            let value = self.rate(most, month);
            let words = |rate: &Option<Value<'_>>| rate.as_ref().and_then(rate_words);
            let known = counts == Truth::True
                && (least..most).all(|position| words(&self.rate(position, month)) == words(&value));
            let amount = value.as_ref().filter(|_| known).and_then(|rate| self.amount(rate, month));
            let rate = value.and_then(|value| rate_words(&value));
            costs.push(MonthCost { consequence: self.index, month, rate, amount, settled: known, from });
        }
        costs
    }

    fn counts(&mut self, month: Month) -> Truth {
        self.eval.anchor = DateRange::exact(month.first_day());
        self.eval.memo.next_subject();
        self.eval.bind(SUBJECT_SLOT, Value::Record(self.eval.set.case.root(&self.eval.set.program.schema)));
        self.eval.bind(WINDOW_SLOT, Value::Month(month));
        self.consequence.when.map_or(Truth::True, |when| self.eval.truth(when))
    }

    /// What the month comes to, where it is known exactly and the rate is a share of it.
    fn amount(&mut self, rate: &Value<'_>, month: Month) -> Option<(i64, i64)> {
        let Value::Ratio(ratio) = rate else { return None };
        self.eval.bind(WINDOW_SLOT, Value::Month(month));
        match self.eval.value(self.consequence.amount?) {
            Value::Number(whole, most) if whole == most => Some((whole, ratio.of_whole(whole)?)),
            _ => None,
        }
    }

    /// The first rate for a position and a month's first day.
    fn rate(&mut self, position: i64, month: Month) -> Option<Value<'static>> {
        let day = month.first_day();
        let rate = self.consequence.rates.iter().find(|rate| {
            let here = rate.from <= position && rate.to.is_none_or(|to| position <= to);
            here && rate.force.from <= day && rate.force.to.is_none_or(|to| day <= to)
        })?;
        match self.eval.value(rate.value) {
            Value::Ratio(ratio) => Some(Value::Ratio(ratio)),
            Value::Number(least, most) => Some(Value::Number(least, most)),
            _ => None,
        }
    }
}

fn rate_words(rate: &Value<'_>) -> Option<String> {
    match rate {
        Value::Ratio(ratio) => Some(ratio_words(ratio)),
        Value::Number(number, _) => Some(number.to_string()),
        _ => None,
    }
}

/// The month of a failure. A duty of one month failed in that month; any other in the month in which its time ran out: until
/// then it could still be met.
fn failed_in(judged: &Judged) -> Option<Month> {
    match &judged.duty.window {
        WindowValue::Month(month) => Some(*month),
        _ => judged.due.filter(|due| due.lo.is_finite()).or(judged.anchor).map(|day| day.lo.month()),
    }
}

/// A message about a month, with the month as window.
pub fn bound_to_month<'a>(set: Setting<'a>, month: Month) -> Eval<'a> {
    let mut eval = Eval::new(set);
    eval.anchor = DateRange::exact(month.first_day());
    eval.bind(SUBJECT_SLOT, Value::Record(set.case.root(&set.program.schema)));
    eval.bind(WINDOW_SLOT, Value::Month(month));
    eval
}
