//! What outlives the blocks of a run: counts and notices, merged in order.

use super::offices::{Partials, merge};
use super::rules::RuleSet;
use super::unknown::UnknownKeys;
use super::waivers::Outcomes;
use crate::calendar::Day;
use crate::compile::program::Rule;
use crate::judge::Judged;
use crate::model::{ClassCounts, KindId, Notice, Verdict};
use std::collections::BTreeMap;

/// What outlives the blocks.
#[derive(Debug, Default)]
pub struct Run {
    /// Cases judged.
    pub cases: u64,
    pub(super) duties: ClassCounts,
    pub(super) advice: ClassCounts,
    pub(super) by_rule: BTreeMap<usize, ClassCounts>,
    pub(super) by_class: BTreeMap<(String, Verdict), u64>,
    pub(super) missing: BTreeMap<KindId, u64>,
    /// By pack: duties that count for a day after its law was verified.
    pub(super) stale: BTreeMap<usize, u64>,
    pub(super) guessable: bool,
    /// What the cases of each office come to.
    pub(super) partials: Partials,
    pub(super) unknown: UnknownKeys,
    /// What became of the waivers.
    pub(super) waivers: Outcomes,
    /// Notices that are about no one case, in input order.
    pub loose: Vec<Notice>,
    /// Documents that could not be read to their end.
    pub unread: Vec<String>,
}

impl Run {
    pub(super) fn count(&mut self, rules: &RuleSet, judged: &Judged, verdict: Verdict, as_of: Day) {
        let Some(rule) = rules.program.rules.get(judged.duty.rule) else { return };
        self.stale(rules, rule, judged, as_of);
        let version = judged.version.and_then(|index| rule.versions.get(index)).or(rule.versions.last());
        let class = version.and_then(|version| rules.program.classes.get(version.class));
        let counts = if class.is_some_and(|class| class.binding) { &mut self.duties } else { &mut self.advice };
        counts.add(verdict, 1);
        self.by_rule.entry(judged.duty.rule).or_default().add(verdict, 1);
        let name = class.map(|class| class.name.clone()).unwrap_or_default();
        *self.by_class.entry((name, verdict)).or_default() += 1;
    }

    /// A duty that counts for a day up to which its pack's law is not verified.
    fn stale(&mut self, rules: &RuleSet, rule: &Rule, judged: &Judged, as_of: Day) {
        let verified = rules.program.packs.get(rule.pack).and_then(|pack| pack.verified);
        let anchor = judged.anchor.map_or(as_of, |anchor| anchor.lo).min(as_of);
        if verified.is_some_and(|verified| anchor > verified) && judged.verdict != Verdict::NotApplicable {
            *self.stale.entry(rule.pack).or_default() += 1;
        }
    }

    /// How many duties of a class have a verdict.
    pub fn of_class(&self, class: &str, verdict: Verdict) -> u64 {
        self.by_class.get(&(class.to_owned(), verdict)).copied().unwrap_or(0)
    }

    /// Whether nothing was judged: every duty is undetermined, pending or not applicable, or there is none.
    pub fn judged_nothing(&self) -> bool {
        let open = [Verdict::Undetermined, Verdict::Pending, Verdict::NotApplicable];
        let total = self.duties.total() + self.advice.total();
        let unjudged: u64 = open.iter().map(|verdict| self.duties.of(*verdict) + self.advice.of(*verdict)).sum();
        total == unjudged
    }

    /// Whether something holds that `--strict` does not pass: a stale pack, an unknown key, a rule that never came to
    /// anything.
    pub fn is_loose(&self, rules: impl Iterator<Item = usize>) -> bool {
        let idle = |index: usize| {
            self.by_rule.get(&index).is_none_or(|counts| counts.total() == counts.of(Verdict::NotApplicable))
        };
        !self.stale.is_empty() || !self.unknown.is_empty() || rules.into_iter().any(idle)
    }

    pub(super) fn merge(&mut self, other: Run) {
        self.cases += other.cases;
        self.guessable |= other.guessable;
        self.unknown.merge(other.unknown);
        merge(&mut self.partials, other.partials);
        for (mine, theirs) in [(&mut self.duties, other.duties), (&mut self.advice, other.advice)] {
            Verdict::ALL.iter().for_each(|verdict| mine.add(*verdict, theirs.of(*verdict)));
        }
        for (rule, counts) in other.by_rule {
            let mine = self.by_rule.entry(rule).or_default();
            Verdict::ALL.iter().for_each(|verdict| mine.add(*verdict, counts.of(*verdict)));
        }
        for (key, count) in other.by_class {
            *self.by_class.entry(key).or_default() += count;
        }
        for (pack, count) in other.stale {
            *self.stale.entry(pack).or_default() += count;
        }
        for (kind, count) in other.missing {
            *self.missing.entry(kind).or_default() += count;
        }
        for (key, count) in other.waivers {
            *self.waivers.entry(key).or_default() += count;
        }
        self.loose.extend(other.loose);
        self.unread.extend(other.unread);
    }
}
