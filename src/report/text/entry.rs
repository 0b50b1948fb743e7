//! Findings as entries: one each, but undetermined ones of one rule with one cause together.

use super::windows::{self, window};
use super::{Text, colour, field, headline};
use crate::model::{Finding, Verdict, Window};
use crate::report::snippet::{self, Label};
use crate::report::words::{self, Word};
use crate::report::wrap::wrap;
use crate::text::visible;

/// Findings that are told once.
pub(in crate::report) struct Entry<'a> {
    first: &'a Finding,
    rest: Vec<&'a Finding>,
}

impl<'a> Entry<'a> {
    /// Its findings, the first of which stands for all.
    pub(in crate::report) fn all(&self) -> impl Iterator<Item = &'a Finding> {
        std::iter::once(self.first).chain(self.rest.iter().copied())
    }

    fn takes(&self, next: &Finding) -> bool {
        let first = self.first;
        let open = first.verdict == Verdict::Undetermined && next.verdict == Verdict::Undetermined;
        open && first.rule == next.rule && first.because == next.because
    }
}

/// The findings by weight, otherwise as they came.
pub(super) fn by_weight(findings: &[Finding]) -> Vec<&Finding> {
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by_key(|finding| match finding.verdict {
        Verdict::Violation => (0, !finding.class.binding, finding.class.rank),
        Verdict::Judgement => (1, false, 0),
        Verdict::Undetermined => (2, false, 0),
        Verdict::Pending => (3, false, 0),
        Verdict::Exempt => (4, false, 0),
        Verdict::Conform => (5, false, 0),
        Verdict::NotApplicable => (6, false, 0),
    });
    sorted
}

/// The findings as they are told.
pub(in crate::report) fn entries(findings: &[Finding]) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry> = Vec::new();
    for finding in by_weight(findings) {
        match entries.iter_mut().find(|entry| entry.takes(finding)) {
            Some(entry) => entry.rest.push(finding),
            None => entries.push(Entry { first: finding, rest: Vec::new() }),
        }
    }
    entries
}

impl Text {
    /// Head, what and when, why, where, what to do.
    pub(super) fn entry(&self, entry: &Entry) -> String {
        let (style, first) = (self.style, entry.first);
        let body = if entry.rest.is_empty() { self.one(first) } else { self.several(entry) };
        let tail = [(&words::REMEDY, &first.to_do), (&words::CONSEQUENCE, &first.consequence)];
        let tail: String = tail.into_iter().map(|(label, text)| field(style, label, text)).collect();
        self.entry_head(entry) + &body + &tail
    }

    fn entry_head(&self, entry: &Entry) -> String {
        let first = entry.first;
        let times = match entry.rest.len() {
            0 => String::new(),
            more => words::TIMES.with(self.style.lang, more + 1),
        };
        let head = self.head(first.verdict, &first.class);
        headline(self.style, colour(first.verdict), &head, &format!("{}{times}  [{}]", first.title, first.rule))
    }

    fn one(&self, finding: &Finding) -> String {
        let style = self.style;
        let message = wrap(&visible(&finding.message), style.width, "  ", "  ");
        let told = matches!(finding.verdict, Verdict::Violation | Verdict::Judgement | Verdict::Undetermined);
        let places = finding.locations.iter();
        let places = match told {
            true => snippet::places(places, style),
            false => places.map(|place| snippet::line(place, Label::Role, style)).collect(),
        };
        let when = wrap(&visible(&self.when(finding)), style.width, "  ", "  ");
        let lines = [when, message].into_iter().filter(|text| !text.is_empty()).map(|text| text + "\n");
        lines.collect::<String>() + &self.grounds(finding, &[cited(finding)]) + &self.cured(finding) + &places
    }

    /// Many of one cause: their subjects and windows in brief, and one place as an example.
    fn several(&self, entry: &Entry) -> String {
        let style = self.style;
        let pairs: Vec<(&str, &Window)> =
            entry.all().map(|finding| (finding.subject_words.as_str(), &finding.window)).collect();
        let which = windows::brief(&pairs, &self.display().terms, style.lang);
        let example = entry.first.locations.first();
        let example = example.map(|place| snippet::line(place, Label::Role, style)).unwrap_or_default();
        let said = if entry.first.because.is_empty() {
            field(style, &words::EXAMPLE, &entry.first.message)
        } else {
            String::new()
        };
        let mut citations: Vec<&str> = entry.all().map(cited).collect();
        citations.dedup();
        field(style, &words::WHICH, &which) + &said + &self.grounds(entry.first, &citations) + &example
    }

    /// Subject, window, due date.
    fn when(&self, finding: &Finding) -> String {
        let lang = self.style.lang;
        let due = finding.due.as_ref().map(|due| words::DUE_ON.with(lang, windows::day(due, lang))).unwrap_or_default();
        let window = match finding.window_words.as_str() {
            "" => window(&finding.window, &self.display().terms, lang),
            words => words.to_owned(),
        };
        let parts = [finding.subject_words.clone(), window, due];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(words::DOT.of(lang))
    }

    fn grounds(&self, finding: &Finding, citations: &[&str]) -> String {
        let because: Vec<&str> = finding.because.iter().map(String::as_str).collect();
        self.fields(&words::BASIS, citations) + &self.fields(&words::BECAUSE, &because)
    }

    /// Texts under one label.
    fn fields(&self, label: &Word, texts: &[&str]) -> String {
        let labels = std::iter::once(label).chain(std::iter::repeat(&words::NO_LABEL));
        labels.zip(texts).map(|(label, text)| field(self.style, label, text)).collect()
    }

    /// The day from which it was in order; the finding stands all the same.
    fn cured(&self, finding: &Finding) -> String {
        let day = finding
            .cured_on
            .as_ref()
            .map(|day| words::CURED_ON.with(self.style.lang, windows::day(day, self.style.lang)));
        field(self.style, &words::CURED, &day.unwrap_or_default())
    }
}

/// The citation in the report's language, where it is known.
fn cited(finding: &Finding) -> &str {
    if finding.cited.is_empty() { &finding.citation } else { &finding.cited }
}
