//! A judged duty with its explanation to a finding that reports can print: places looked up in the file, words filled in,
//! personal values masked.

use super::rules::RuleSet;
use super::words;
use crate::calendar::Day;
use crate::check::cites::cited_at;
use crate::check::typed::Remedy;
use crate::compile::personal::carries_personal;
use crate::compile::program::{self, Transition, Version};
use crate::diag::{Lang, Place, Role};
use crate::judge::consequence::{MonthCost, bound_to_month, consequences};
use crate::judge::eval::{Eval, Setting};
use crate::judge::explain::{bound, explain};
use crate::judge::explained::Explained;
use crate::judge::show::{MASK, Manner, both, code_words, month_words, path_key, record_words, window_of};
use crate::judge::truth::Truth;
use crate::judge::{Judged, WindowValue, declarable};
use crate::lang::codes;
use crate::model::{Amount, Consequence, DutyMark, Finding, FindingClass, Reason, RecordId, Subject, Verdict, Window};
use crate::read::{Locator, Person, mask_text};

/// What every finding of a run shares.
pub(super) struct Maker<'a> {
    pub(super) rules: &'a RuleSet,
    pub(super) set: Setting<'a>,
    pub(super) person: &'a Person<'a>,
    pub(super) office: &'a str,
    pub(super) lang: Lang,
    pub(super) real_names: bool,
}

impl Maker<'_> {
    /// The finding of a duty.
    pub(super) fn finding(&self, judged: &Judged, locator: &Locator<'_>) -> Option<Finding> {
        let mask = |text: &str| mask_text(text, &self.person.personal, MASK);
        let manner = Manner { lang: self.lang, mask: if self.real_names { None } else { Some(&mask) } };
        let (program, case) = (&self.rules.program, self.set.case);
        let rule = program.rules.get(judged.duty.rule)?;
        let version = judged.version.and_then(|index| rule.versions.get(index));
        let cited = version.or(rule.versions.last())?;
        let explained = explain(self.set, judged);
        let citation = cited_at(&cited.citation, self.day(judged));
        let title = both(&rule.title, self.lang).to_owned();
        let subject = judged.duty.subject.map(|record| self.subject(record));
        let window = window_of(&program.schema, case, &judged.duty.window);
        let personal = manner.mask.is_some() && rule.per.is_some_and(|per| carries_personal(program, None, per));
        let class = self.class(cited);
        let words = self.say(judged, version, &title, manner);
        Some(Finding {
            rule: rule.id.clone(),
            case: (!case.office).then(|| case.alias.clone()),
            verdict: judged.verdict,
            reason: judged.reason,
            class_name: class.name.clone(),
            in_force: version.map(force),
            citation: citation.ja.clone(),
            cited: both(&citation, self.lang).to_owned(),
            due: judged.due.filter(|due| due.hi.is_finite()).map(|due| due.hi.to_string()),
            cured_on: explained.cured_on.filter(|day| day.is_finite()).map(|day| day.to_string()),
            message: words.message,
            remedy: remedy(judged, cited),
            locations: self.places(&explained, locator),
            fingerprint: self.fingerprint(&rule.id, subject.as_ref(), &window),
            to_do: words.to_do,
            consequence: words.left,
            because: self.because(judged, version, &explained, manner),
            subject_words: judged
                .duty
                .subject
                .map(|record| record_words(program, case, record, manner))
                .unwrap_or_default(),
            window_words: if personal { String::new() } else { code_window(program, &judged.duty.window, self.lang) },
            missing_kinds: Vec::new(),
            title,
            class,
            subject: subject.map(|subject| Subject { key: masked(&subject.key, manner), ..subject }),
            window: match window {
                Window::None => Window::None,
                _ if personal => Window::Value(MASK.to_owned()),
                Window::Value(value) => Window::Value(masked(&value, manner)),
                other => other,
            },
        })
    }

    /// The mark of a duty, for what is drawn.
    pub(super) fn mark(&self, judged: &Judged) -> Option<DutyMark> {
        let rule = self.rules.program.rules.get(judged.duty.rule)?;
        let version = judged.version.and_then(|index| rule.versions.get(index)).or(rule.versions.last())?;
        let class = self.rules.program.classes.get(version.class);
        let month = match judged.duty.window {
            WindowValue::Month(month) => Some(month),
            _ => None,
        };
        Some(DutyMark {
            rule: rule.id.clone(),
            verdict: judged.verdict,
            class_name: class.map(|class| class.name.clone()).unwrap_or_default(),
            binding: class.is_some_and(|class| class.binding),
            month,
            due: judged.due.map(|due| due.hi).filter(|day| day.is_finite()),
        })
    }

    /// The day whose law is applied and cited: that which a transitional clause keeps, else the duty's own.
    fn day(&self, judged: &Judged) -> Day {
        let transition = self.transition(judged);
        transition.map_or_else(|| self.own_day(judged), |transition| transition.law_of)
    }

    fn transition(&self, judged: &Judged) -> Option<&Transition> {
        let rule = self.rules.program.rules.get(judged.duty.rule)?;
        rule.transitions.get(judged.transition?)
    }

    /// The anchor, or the as-of date where there is none.
    fn own_day(&self, judged: &Judged) -> Day {
        judged.anchor.map_or(self.set.as_of, |anchor| anchor.hi)
    }

    pub(super) fn subject(&self, record: RecordId) -> Subject {
        let schema = &self.rules.program.schema;
        let root = schema.is_root(record.kind);
        let own = if self.set.case.office { self.office } else { &self.set.case.alias };
        let key = if root { own.to_owned() } else { path_key(schema, self.set.case, record) };
        Subject { kind: schema.kind(record.kind).name.en.clone(), key }
    }

    fn class(&self, version: &Version) -> FindingClass {
        let class = self.rules.program.classes.get(version.class);
        class.map_or_else(FindingClass::default, |class| FindingClass {
            name: class.name.clone(),
            rank: class.rank,
            binding: class.binding,
            words_ja: class.words.ja.clone(),
            words_en: class.words.en.clone(),
        })
    }

    /// What the rule says of the duty: the message of a violation, what to do where something is asked, what follows.
    fn say(&self, judged: &Judged, version: Option<&Version>, title: &str, manner: Manner<'_>) -> Said {
        let plain = || words::message(title, judged.verdict, judged.reason, judged.due.map(|due| due.hi), self.lang);
        let asks = [Verdict::Violation, Verdict::Undetermined, Verdict::Judgement, Verdict::Pending];
        let Some(version) = version.filter(|_| asks.contains(&judged.verdict)) else {
            return Said { message: plain(), ..Said::default() };
        };
        let mut eval = bound(self.set, judged);
        let violated = judged.verdict == Verdict::Violation;
        let fails = violated || judged.verdict == Verdict::Judgement && is_unmet(&mut eval, judged, version);
        let undated = both(&version.undated, self.lang);
        let undated = if undated.is_empty() { String::new() } else { words::bracketed(undated, self.lang) };
        Said {
            message: if fails { eval.message(&version.message, manner) } else { plain() },
            to_do: eval.message(&version.to_do, manner) + &undated,
            left: if violated { eval.message(&version.left, manner) } else { String::new() },
        }
    }

    fn because(
        &self,
        judged: &Judged,
        version: Option<&Version>,
        explained: &Explained,
        manner: Manner<'_>,
    ) -> Vec<String> {
        let day = self.day(judged);
        let mut lines: Vec<String> = self
            .transition(judged)
            .map(|transition| {
                let cited = cited_at(&transition.citation, self.own_day(judged));
                words::transition(&transition.title, &cited, transition.law_of, self.lang)
            })
            .into_iter()
            .collect();
        let of = |index: &usize| version.and_then(|version| version.exceptions.get(*index));
        for exception in judged.exceptions.iter().filter_map(of) {
            let cited = cited_at(&exception.citation, day);
            lines.push(words::exception(&exception.title, &cited, judged, self.lang));
        }
        if judged.reason == Reason::ExceptionsClash {
            lines.push(words::clash(version.is_none(), self.lang));
        }
        lines.extend(explained.derived.iter().map(|source| words::derived(&masked(source, manner), self.lang)));
        let unused = explained.unused.iter().filter_map(of);
        lines.extend(unused.map(|exception| words::unused(both(&exception.title, self.lang), self.lang)));
        if matches!(judged.verdict, Verdict::Undetermined | Verdict::Judgement) {
            let facts = explained.facts.iter();
            lines.extend(facts.map(|fact| words::fact(&self.rules.program, self.set.case, fact, manner)));
        }
        lines.dedup();
        lines
    }

    fn places(&self, explained: &Explained, locator: &Locator<'_>) -> Vec<Place> {
        let mut places: Vec<Place> = explained
            .spots
            .iter()
            .map(|spot| locator.place(self.person, spot.target, spot.role, both(&spot.label, self.lang).to_owned()))
            .collect();
        // An office of which no record was read is pointed at where it is declared.
        places.retain(|place| !place.path.is_empty());
        if places.is_empty() {
            places.extend(self.set.manifest.place.iter().map(|place| Place { role: Role::Duty, ..place.clone() }));
        }
        places.extend(explained.declared.iter().map(|place| Place { role: Role::Complete, ..place.clone() }));
        let clauses = if explained.clauses.is_empty() {
            explained.clause.into_iter().collect()
        } else {
            explained.clauses.clone()
        };
        let clauses = clauses.into_iter().filter_map(|at| Some((self.rules.sources.get(at.file)?, at.span)));
        places.extend(clauses.map(|(file, span)| codes::place(file, span)));
        places.sort_by_key(|place| place.role);
        places
    }

    /// What the violations of the case may cost.
    pub(super) fn consequences(&self, judged: &[Judged]) -> Vec<Consequence> {
        let program = &self.rules.program;
        let costs = consequences(self.set, judged).into_iter();
        costs.filter_map(|cost| Some(self.cost(program.consequences.get(cost.consequence)?, &cost, judged))).collect()
    }

    fn cost(&self, of: &program::Consequence, cost: &MonthCost, judged: &[Judged]) -> Consequence {
        let mask = |text: &str| mask_text(text, &self.person.personal, MASK);
        let manner = Manner { lang: self.lang, mask: if self.real_names { None } else { Some(&mask) } };
        let from = cost.from.iter().filter_map(|at| judged.get(*at)).map(|judged| self.fingerprint_of(judged));
        let cited = cited_at(&of.citation, cost.month.first_day());
        Consequence {
            id: of.id.clone(),
            case: (!self.set.case.office).then(|| self.set.case.alias.clone()),
            month: cost.month.to_string(),
            rate: cost.rate.clone(),
            amount: cost.amount.map(|(whole, left)| Amount { whole, left, at_risk: whole - left }),
            unit: both(&of.unit, self.lang).to_owned(),
            from: from.collect(),
            settled: cost.settled,
            title: both(&of.title, self.lang).to_owned(),
            month_words: month_words(cost.month, self.lang),
            otherwise: both(&of.otherwise, self.lang).to_owned(),
            message: bound_to_month(self.set, cost.month).message(&of.message, manner),
            cited: both(&cited, self.lang).to_owned(),
        }
    }

    /// The fingerprint of a duty, whether it is listed or not.
    pub(super) fn fingerprint_of(&self, judged: &Judged) -> String {
        let program = &self.rules.program;
        let id = program.rules.get(judged.duty.rule).map(|rule| rule.id.as_str()).unwrap_or_default();
        let subject = judged.duty.subject.map(|record| self.subject(record));
        self.fingerprint(id, subject.as_ref(), &window_of(&program.schema, self.set.case, &judged.duty.window))
    }

    fn fingerprint(&self, rule: &str, subject: Option<&Subject>, window: &Window) -> String {
        let window = match window {
            Window::None => String::new(),
            Window::Days(from, to) => format!("{from}/{to}"),
            Window::Value(value) => value.clone(),
        };
        let (kind, key) = subject.map_or(("", ""), |subject| (subject.kind.as_str(), subject.key.as_str()));
        fingerprint(&[self.office, rule, &self.set.case.alias, kind, key, &window])
    }

    /// The kinds that alone are missing, when no manifest of the run declares any of them.
    pub(super) fn missing_kinds(
        &self,
        judged: &Judged,
        declared: &dyn Fn(crate::model::KindId) -> bool,
    ) -> Vec<crate::model::KindId> {
        if judged.verdict != Verdict::Undetermined || !judged.causes.only_open() {
            return Vec::new();
        }
        let schema = &self.rules.program.schema;
        let kinds: Vec<_> = judged.causes.kinds().map(|kind| declarable(schema, kind)).collect();
        if kinds.iter().any(|kind| declared(*kind)) { Vec::new() } else { kinds }
    }
}

/// A window that is a code, in words.
fn code_window(program: &program::Program, window: &WindowValue, lang: Lang) -> String {
    match window {
        WindowValue::Code(list, code) => code_words(&program.schema, Some(*list), *code, lang),
        _ => String::new(),
    }
}

/// Whether the requirement fails, so that what the rule says of a failure is true though a person must decide.
fn is_unmet(eval: &mut Eval<'_>, judged: &Judged, version: &Version) -> bool {
    let applies = version.filter.is_none_or(|filter| eval.truth(filter) == Truth::True);
    applies && judged.replaced.is_none() && eval.truth(version.require) == Truth::False
}

/// What a rule says of a duty.
#[derive(Default)]
struct Said {
    message: String,
    to_do: String,
    left: String,
}

/// What can be done about a finding; nothing where there is none.
fn remedy(judged: &Judged, version: &Version) -> Option<&'static str> {
    let asks = matches!(judged.verdict, Verdict::Violation | Verdict::Undetermined | Verdict::Judgement);
    version.remedy.filter(|_| asks).map(Remedy::name)
}

fn masked(text: &str, manner: Manner<'_>) -> String {
    manner.mask.map_or_else(|| text.to_owned(), |mask| mask(text))
}

fn force(version: &Version) -> (String, Option<String>) {
    let from = version.force.from;
    let from = if from.is_finite() { from.to_string() } else { "0001-01-01".to_owned() };
    (from, version.force.to.map(|to| to.to_string()))
}

/// A stable hash of the parts that identify something; an array position is never one.
pub(super) fn fingerprint(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part.as_bytes()).update(&[0x1f]);
    }
    let hex = hasher.finalize().to_hex();
    hex.as_str().get(..32).unwrap_or_default().to_owned()
}
