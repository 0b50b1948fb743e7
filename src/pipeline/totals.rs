//! What outlives the blocks of a run: counts and notices, merged in order.

use super::rules::RuleSet;
use super::unknown::UnknownKeys;
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
    pub(super) guessable: bool,
    pub(super) unknown: UnknownKeys,
    /// Notices that are about no one case, in input order.
    pub loose: Vec<Notice>,
    /// Documents that could not be read to their end.
    pub unread: Vec<String>,
}

impl Run {
    pub(super) fn count(&mut self, rules: &RuleSet, judged: &Judged) {
        let Some(rule) = rules.program.rules.get(judged.duty.rule) else { return };
        let version = judged.version.and_then(|index| rule.versions.get(index)).or(rule.versions.last());
        let class = version.and_then(|version| rules.program.classes.get(version.class));
        let counts = if class.is_some_and(|class| class.binding) { &mut self.duties } else { &mut self.advice };
        counts.add(judged.verdict, 1);
        self.by_rule.entry(judged.duty.rule).or_default().add(judged.verdict, 1);
        let name = class.map(|class| class.name.clone()).unwrap_or_default();
        *self.by_class.entry((name, judged.verdict)).or_default() += 1;
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

    pub(super) fn merge(&mut self, other: Run) {
        self.cases += other.cases;
        self.guessable |= other.guessable;
        self.unknown.merge(other.unknown);
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
        for (kind, count) in other.missing {
            *self.missing.entry(kind).or_default() += count;
        }
        self.loose.extend(other.loose);
        self.unread.extend(other.unread);
    }
}
