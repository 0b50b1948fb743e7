//! Waivers: a supervisor's acceptance of one duty's finding for now.
//!
//! An accepted duty counts as exempt and says by whom, why and until when. What it may cost is computed of the verdicts as
//! they were judged, and what the records cannot show stays unknown: no waiver makes a record.

use super::codes;
use super::finding::Maker;
use super::rules::RuleSet;
use super::run::{Begun, Options};
use super::totals::Run;
use super::words;
use crate::calendar::parse_date;
use crate::diag::{Diagnostic, Place};
use crate::judge::Judged;
use crate::judge::show::{MASK, window_of};
use crate::lang::codes as lang_codes;
use crate::model::{Finding, Notice, Reason, Subject, Verdict, Window};
use crate::read::mask_text;
use crate::read::waivers::Waiver;
use crate::text::closest;
use std::collections::BTreeMap;

/// The waivers of a run.
#[derive(Clone, Debug, Default)]
pub struct Waivers {
    /// In the order of the file.
    pub list: Vec<Waiver>,
    /// The office that those are about which name none.
    pub office: String,
}

/// What became of a waiver in some case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outcome {
    /// The case that it names was judged.
    Seen,
    /// It was used.
    Used,
    /// Another one stands before it for the same duty.
    Twice,
    /// It names several findings.
    Several,
    /// The records cannot show the duty.
    Undetermined,
}

/// By waiver and outcome, how often.
pub(super) type Outcomes = BTreeMap<(usize, Outcome), u64>;

impl Waivers {
    /// What is wrong with the waivers before anything is judged.
    pub fn problems(&self, rules: &RuleSet) -> Vec<Diagnostic> {
        let unknown = self.list.iter().filter_map(|waiver| {
            let rule = waiver.rule.as_deref().filter(|rule| !is_rule(rules, rule))?;
            let near = closest(rule, rules.program.rules.iter().map(|rule| rule.id.as_str()));
            let near = lang_codes::unknown(&codes::WAIVER_RULE, rule, near);
            Some(near.at(waiver.place.clone()))
        });
        unknown.collect()
    }

    /// Which duties of a case are accepted, and by which waiver: by the places of the duties.
    pub(super) fn accepted(&self, maker: &Maker<'_>, duties: &[Judged], run: &mut Run) -> BTreeMap<usize, usize> {
        let mut accepted = BTreeMap::new();
        for (index, waiver) in self.list.iter().enumerate() {
            if !self.is_about(waiver, maker) {
                continue;
            }
            let mut tell = |outcome, count: usize| *run.waivers.entry((index, outcome)).or_default() += count as u64;
            tell(Outcome::Seen, usize::from(waiver.case.is_some()));
            if waiver.expires < maker.set.as_of {
                continue;
            }
            let named = |(at, judged): (usize, &Judged)| names(waiver, maker, judged).then_some((at, judged.verdict));
            let named: Vec<(usize, Verdict)> = duties.iter().enumerate().filter_map(named).collect();
            let found: Vec<usize> =
                named.iter().filter(|(_, verdict)| *verdict != Verdict::Undetermined).map(|(at, _)| *at).collect();
            match found.as_slice() {
                [] if named.is_empty() => {}
                [] => tell(Outcome::Undetermined, named.len()),
                [at] if accepted.contains_key(at) => tell(Outcome::Twice, 1),
                [at] => {
                    tell(Outcome::Used, 1);
                    accepted.insert(*at, index);
                }
                several => tell(Outcome::Several, several.len()),
            }
        }
        accepted
    }

    /// Whether a waiver may name a duty of this case: of its office, and of its case where it names one.
    fn is_about(&self, waiver: &Waiver, maker: &Maker<'_>) -> bool {
        let case = maker.set.case;
        let office = waiver.office.as_ref().unwrap_or(&self.office);
        let of_case = match (&waiver.case, &waiver.fingerprint) {
            (Some(named), _) => !case.office && (*named == case.alias || *named == case.id),
            (None, Some(_)) => true,
            (None, None) => case.office,
        };
        // A fingerprint holds the number of its office.
        of_case && (office == maker.office || waiver.fingerprint.is_some() && waiver.office.is_none())
    }

    /// A finding as it stands once it is accepted.
    pub(super) fn accept(&self, finding: &mut Finding, waiver: &Waiver, maker: &Maker<'_>) {
        let lang = maker.lang;
        finding.verdict = Verdict::Exempt;
        finding.reason = Reason::Waived;
        finding.cured_on = None;
        finding.remedy = None;
        finding.to_do.clear();
        finding.consequence.clear();
        finding.message = words::waived(&finding.title, waiver.expires, lang);
        let shown = |text: &str| if maker.real_names { text.to_owned() } else { MASK.to_owned() };
        let personal = |text: &str| mask_text(text, &maker.person.personal, MASK);
        let (by, why) = (shown(&waiver.approved_by), personal(&shown(&waiver.reason)));
        finding.because.insert(0, words::waiver(&by, waiver.approved_on, &why, lang));
        let label = lang.of("この了承があります", "accepted here").to_owned();
        finding.locations.push(Place { label, ..waiver.place.clone() });
        finding.locations.sort_by_key(|place| place.role);
    }
}

/// Whether a waiver names a duty of which there is something to accept, or which cannot be told.
fn names(waiver: &Waiver, maker: &Maker<'_>, judged: &Judged) -> bool {
    let (program, case) = (&maker.rules.program, maker.set.case);
    let open = [Verdict::Violation, Verdict::Judgement, Verdict::Undetermined];
    let Some(rule) = program.rules.get(judged.duty.rule).filter(|_| open.contains(&judged.verdict)) else {
        return false;
    };
    if waiver.rule.as_ref().is_some_and(|id| *id != rule.id) {
        return false;
    }
    let subject = || judged.duty.subject.map(|record| maker.subject(record));
    let window = || window_of(&program.schema, case, &judged.duty.window);
    waiver.subject.as_ref().is_none_or(|named| subject().is_some_and(|subject| is_subject(named, &subject)))
        && waiver.window.as_ref().is_none_or(|named| is_window(named, &window()))
        && waiver.fingerprint.as_ref().is_none_or(|named| *named == maker.fingerprint_of(judged))
}

fn is_subject(named: &str, subject: &Subject) -> bool {
    named == subject.key || named == format!("{}:{}", subject.kind, subject.key)
}

/// Whether a window is the one written: a month, a day, `from/to`, or a value.
fn is_window(named: &str, window: &Window) -> bool {
    let (from, to) = named.split_once('/').unwrap_or((named, named));
    match window {
        Window::None => false,
        Window::Value(value) => value == named,
        Window::Days(first, last) => {
            let day = |text: &str| parse_date(text.trim()).ok();
            let written = day(from).zip(day(to)).map(|(from, to)| (from.lo.to_string(), to.hi.to_string()));
            written.is_some_and(|(from, to)| from == *first && to == *last)
        }
    }
}

fn is_rule(rules: &RuleSet, id: &str) -> bool {
    rules.program.rules.iter().any(|rule| rule.id == id)
}

impl Begun<'_> {
    /// What became of the waivers: expired, unused, without effect. After the last case.
    pub fn waiver_notices(&self, run: &Run) -> Vec<Notice> {
        let each = self.waivers.list.iter().enumerate();
        let told = each.filter_map(|(index, waiver)| Some((self.fate(run, index, waiver)?, waiver)));
        told.map(|(problem, waiver)| self.notice(problem.at(waiver.place.clone()), None)).collect()
    }

    /// Whether some waiver is expired or was not used, which `--strict` does not pass.
    pub fn has_idle_waiver(&self, run: &Run) -> bool {
        let mut each = self.waivers.list.iter().enumerate();
        let idle = |code: &str| code != codes::WAIVER_UNDETERMINED.id;
        each.any(|(index, waiver)| {
            let unknown = waiver.rule.as_deref().is_some_and(|rule| !is_rule(self.rules, rule));
            unknown || self.fate(run, index, waiver).is_some_and(|fate| idle(fate.code.id))
        })
    }

    /// What is to be said of a waiver; nothing of one that did its work.
    fn fate(&self, run: &Run, index: usize, waiver: &Waiver) -> Option<Diagnostic> {
        let count = |outcome| run.waivers.get(&(index, outcome)).copied().unwrap_or(0);
        if waiver.expires < self.as_of {
            return Some(Diagnostic::new(&codes::WAIVER_EXPIRED).arg("expires", waiver.expires));
        }
        if count(Outcome::Twice) > 0 {
            return Some(Diagnostic::new(&codes::WAIVER_TWICE));
        }
        if count(Outcome::Used) > 0 {
            return None;
        }
        if count(Outcome::Several) > 0 {
            return Some(Diagnostic::new(&codes::WAIVER_SEVERAL).arg("count", count(Outcome::Several)));
        }
        if count(Outcome::Undetermined) > 0 {
            return Some(Diagnostic::new(&codes::WAIVER_UNDETERMINED));
        }
        let known = waiver.rule.as_deref().is_none_or(|rule| is_rule(self.rules, rule));
        (known && self.was_judged(run, waiver, count(Outcome::Seen) > 0))
            .then(|| Diagnostic::new(&codes::WAIVER_UNUSED))
    }

    /// Whether what a waiver names would have been seen by this run, had it been there.
    fn was_judged(&self, run: &Run, waiver: &Waiver, seen: bool) -> bool {
        let Options { select, ignore, cases, since, .. } = &self.options;
        let of_rule = |rule: &String| {
            let index = self.rules.program.rules.iter().position(|known| known.id == *rule);
            index.is_some_and(|index| self.is_selected(index))
        };
        let rule = waiver.rule.as_ref().map_or(select.is_empty() && ignore.is_empty(), of_rule);
        let case = cases.is_empty() || seen || waiver.case.is_none() && waiver.fingerprint.is_none();
        rule && case && since.is_none() && run.unread.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_written_as_a_month_as_days_or_as_a_value() {
        let may = Window::Days("2024-05-01".into(), "2024-05-31".into());
        for written in ["2024-05", "R6.5", "2024-05-01/2024-05-31", "令和6年5月1日/R6.5.31"] {
            assert!(is_window(written, &may), "{written}");
        }
        for other in ["2024-06", "2024-05-01", "2024", "2024-05-01/2024-05-30", ""] {
            assert!(!is_window(other, &may), "{other}");
        }
        assert!(is_window("本館", &Window::Value("本館".into())) && !is_window("本", &Window::Value("本館".into())));
        assert!(!is_window("", &Window::None));
    }
}
