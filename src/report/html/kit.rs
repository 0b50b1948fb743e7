//! What every part of the page needs: labels, words of verdicts and classes, titles of rules, columns.

use super::words::{self, Labels};
use crate::diag::Lang;
use crate::model::{Column, FindingClass, Verdict, VerdictWord};
use crate::report::Context;
use crate::text::visible;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A rule as lists name it.
#[derive(Clone, Debug, Default)]
pub(super) struct RuleWords {
    pub(super) title: String,
    /// `paper`, `act`, `explain` or nothing.
    pub(super) remedy: String,
}

/// Words of a run.
pub(super) struct Kit {
    pub(super) lang: Lang,
    pub(super) w: Labels,
    pub(super) context: Rc<Context>,
    rules: BTreeMap<String, RuleWords>,
    /// Columns of the matrix, and one for what stands in none.
    pub(super) columns: Vec<Column>,
}

impl Kit {
    pub(super) fn new(lang: Lang, context: &Rc<Context>) -> Kit {
        let w = Labels(lang);
        let entries = context.catalogue.entries.iter().filter(|entry| !entry.rule.is_empty());
        let words = entries.map(|entry| {
            let words = RuleWords { title: entry.rule_title.clone(), remedy: entry.remedy.clone() };
            (entry.rule.clone(), words)
        });
        let mut columns = context.drawn.columns.clone();
        columns.push(Column { title: w.t(words::OTHER).to_owned(), ..Column::default() });
        Kit { lang, w, context: Rc::clone(context), rules: words.collect(), columns }
    }

    pub(super) fn rule(&self, id: &str) -> RuleWords {
        self.rules.get(id).cloned().unwrap_or_else(|| RuleWords { title: id.to_owned(), ..RuleWords::default() })
    }

    /// The first column that holds a duty.
    pub(super) fn column(&self, rule: &str, class: &str) -> usize {
        self.columns.iter().position(|column| column.holds(rule, class)).unwrap_or(0)
    }

    pub(super) fn classes(&self) -> &[FindingClass] {
        &self.context.display.classes
    }

    /// The place of a class among those of the packs.
    pub(super) fn class(&self, name: &str) -> usize {
        self.classes().iter().position(|class| class.name == name).unwrap_or(self.classes().len())
    }

    /// The rank of the gravest class that binds.
    pub(super) fn gravest(&self) -> Option<u32> {
        self.classes().iter().filter(|class| class.binding).map(|class| class.rank).min()
    }

    fn shown(&self, verdict: Verdict) -> Option<&VerdictWord> {
        self.context.display.verdicts.iter().find(|word| word.verdict == verdict)
    }

    /// The mark of a verdict: the packs', else one of ours.
    pub(super) fn mark(&self, verdict: Verdict) -> String {
        let own = match verdict {
            Verdict::Conform => "○",
            Verdict::Violation => "×",
            Verdict::Undetermined => "△",
            Verdict::Pending => "…",
            Verdict::NotApplicable => "－",
            Verdict::Exempt => "◇",
            Verdict::Judgement => "？",
        };
        let declared = self.shown(verdict).map(|word| visible(&word.mark)).filter(|mark| !mark.is_empty());
        declared.unwrap_or_else(|| own.to_owned())
    }

    /// The words of a verdict.
    pub(super) fn verdict(&self, verdict: Verdict) -> String {
        let declared = self.shown(verdict).map(|word| self.lang.of(&word.words_ja, &word.words_en));
        let words = declared.filter(|words| !words.is_empty());
        visible(words.unwrap_or(self.lang.of(verdict.name_ja(), verdict.name())))
    }

    /// The words of a class.
    pub(super) fn class_words(&self, class: &FindingClass) -> String {
        visible(self.lang.of(&class.words_ja, &class.words_en))
    }

    /// The head of a finding: a violation is called by its class.
    pub(super) fn head(&self, verdict: Verdict, class: &FindingClass) -> String {
        let of_class = self.class_words(class);
        if verdict == Verdict::Violation && !of_class.is_empty() { of_class } else { self.verdict(verdict) }
    }

    /// What a case is called.
    pub(super) fn case_word(&self) -> String {
        let own = &self.context.drawn.case_word;
        if own.is_empty() { self.w.t(words::CASE).to_owned() } else { visible(own) }
    }

    pub(super) fn group_word(&self) -> String {
        let own = &self.context.drawn.group;
        if own.is_empty() { self.w.t(words::GROUP).to_owned() } else { visible(own) }
    }

    pub(super) fn notice(&self) -> String {
        let own = &self.context.drawn.notice;
        if own.is_empty() { self.w.t(words::NOTICE).to_owned() } else { visible(own) }
    }
}
