//! Findings of a page: one each, but those of one rule with one cause together, as the text report tells them.

use super::dates;
use super::kit::Kit;
use super::row::{Shade, letter};
use super::words::{self, Labels};
use crate::diag::{Place, Role};
use crate::model::{DutyMark, Finding, Verdict, Window};
use crate::report::text::entry::{Entry, entries};
use crate::report::text::windows;
use crate::text::visible;
use askama::Template;

/// Characters of a place's excerpt.
const EXCERPT: usize = 60;

/// What a page tells of its findings.
#[derive(Default)]
pub(super) struct Told {
    /// Those that are told one by one, numbered.
    pub(super) single: Vec<One>,
    /// Those that do not bind, in brief.
    pub(super) advice: Vec<One>,
    /// Those of which records are missing.
    pub(super) missing: Vec<One>,
}

/// A finding, every text ready to be escaped.
#[derive(Default)]
pub(super) struct One {
    pub(super) number: usize,
    pub(super) token: String,
    pub(super) shade: &'static str,
    pub(super) mark: String,
    pub(super) head: String,
    pub(super) title: String,
    pub(super) rule: String,
    pub(super) when: String,
    pub(super) message: String,
    pub(super) basis: String,
    pub(super) because: Vec<String>,
    pub(super) cured: String,
    pub(super) places: Vec<Where>,
    pub(super) to_do: String,
    pub(super) left: String,
    /// The last day in time, for the axis.
    pub(super) due: Option<String>,
    pub(super) violated: bool,
}

/// A place: what it is, the file, where in it, what stands there.
pub(super) struct Where {
    pub(super) role: String,
    pub(super) file: String,
    pub(super) at: String,
    pub(super) text: String,
}

#[derive(Template)]
#[template(path = "html/findings.html")]
struct Findings<'a> {
    w: Labels,
    told: &'a Told,
}

/// The findings as the page shows them.
pub(super) fn findings(kit: &Kit, told: &Told) -> String {
    Findings { w: kit.w, told }.render().unwrap_or_default()
}

impl Told {
    /// Whether there is nothing to tell.
    pub(super) fn is_empty(&self) -> bool {
        self.single.is_empty() && self.advice.is_empty() && self.missing.is_empty()
    }
}

/// The findings in words.
pub(super) fn told(kit: &Kit, findings: &[Finding]) -> Told {
    let mut told = Told::default();
    for entry in entries(findings) {
        let Some(first) = entry.all().next() else { continue };
        if first.verdict == Verdict::Undetermined {
            told.missing.push(several(kit, &entry));
        } else if first.verdict == Verdict::Violation && !first.class.binding {
            told.advice.push(one(kit, first));
        } else {
            let number = told.single.len() + 1;
            told.single.push(One { number, ..one(kit, first) });
        }
    }
    told
}

fn one(kit: &Kit, finding: &Finding) -> One {
    let (lang, w) = (kit.lang, kit.w);
    let shown = |text: &str| dates::eras(&visible(text), lang);
    let cured = finding.cured_on.as_deref().map(|day| w.with(words::CURED_ON, dates::written(day, lang)));
    One {
        message: shown(&finding.message),
        when: shown(&when(kit, finding)),
        cured: cured.unwrap_or_default(),
        places: finding.locations.iter().filter_map(|place| spot(kit, place)).collect(),
        due: finding.due.clone(),
        violated: finding.verdict == Verdict::Violation,
        ..common(kit, finding)
    }
}

/// What is the same for one and for several.
fn common(kit: &Kit, finding: &Finding) -> One {
    let shown = |text: &str| dates::eras(&visible(text), kit.lang);
    let column = kit.column(&finding.rule, &finding.class_name);
    let token = letter(finding.verdict).map(|verdict| format!("{}{verdict}{column}", kit.class(&finding.class_name)));
    let cited = if finding.cited.is_empty() { &finding.citation } else { &finding.cited };
    let shade = Shade::of(&DutyMark {
        rule: String::new(),
        verdict: finding.verdict,
        class_name: String::new(),
        binding: finding.class.binding,
        month: None,
        due: None,
    });
    One {
        token: token.unwrap_or_default(),
        shade: shade.letter(),
        mark: kit.mark(finding.verdict),
        head: kit.head(finding.verdict, &finding.class),
        title: visible(&finding.title),
        rule: visible(&finding.rule),
        basis: shown(cited),
        because: finding.because.iter().map(|text| shown(text)).collect(),
        to_do: shown(&finding.to_do),
        left: shown(&finding.consequence),
        ..One::default()
    }
}

fn several(kit: &Kit, entry: &Entry<'_>) -> One {
    let Some(first) = entry.all().next() else { return One::default() };
    let pairs: Vec<(&str, &Window)> =
        entry.all().map(|finding| (finding.subject_words.as_str(), &finding.window)).collect();
    let which = windows::brief(&pairs, &kit.context.display.terms, kit.lang);
    let count = entry.all().count();
    let times = if count > 1 { kit.w.with(words::TIMES, count) } else { String::new() };
    let own = common(kit, first);
    One {
        title: own.title.clone() + &times,
        when: dates::eras(&visible(&which), kit.lang),
        message: if first.because.is_empty() { dates::eras(&visible(&first.message), kit.lang) } else { String::new() },
        ..own
    }
}

/// Subject, window, due day.
fn when(kit: &Kit, finding: &Finding) -> String {
    let lang = kit.lang;
    let due = finding.due.as_deref().map(|due| kit.w.with(words::DUE_ON, dates::written(due, lang)));
    let window = match finding.window_words.as_str() {
        "" => windows::window(&finding.window, &kit.context.display.terms, lang),
        words => words.to_owned(),
    };
    let parts = [finding.subject_words.clone(), window, due.unwrap_or_default()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(kit.w.t(words::DOT))
}

/// A place in words. Clauses of rules are named by the basis already, and what is declared complete by the receipt.
fn spot(kit: &Kit, place: &Place) -> Option<Where> {
    let role = match place.role {
        Role::Duty => words::PLACE_DUTY,
        Role::Evidence => words::PLACE_EVIDENCE,
        Role::Nearest => words::PLACE_NEAREST,
        Role::Complete | Role::Rule => return None,
    };
    let label = if place.label.is_empty() { String::new() } else { kit.w.with(words::PAREN, visible(&place.label)) };
    Some(Where {
        role: format!("{}{label}", kit.w.t(role)),
        file: visible(&place.path),
        at: position(kit, place),
        text: excerpt(place),
    })
}

/// Sheet, cell and header; else the line.
fn position(kit: &Kit, place: &Place) -> String {
    let sheet = place.sheet.as_deref().map(|sheet| kit.w.with(words::SHEET, visible(sheet)));
    let cell = place.cell.as_deref().map(visible);
    let line = cell.is_none().then(|| kit.w.with(words::LINE, place.line));
    let field = place.field.as_deref().map(|field| kit.w.with(words::PAREN, visible(field)).trim().to_owned());
    let parts: Vec<String> = [sheet, cell, line, field].into_iter().flatten().collect();
    parts.join(" ")
}

/// What was written there: of a list the row with its headers, else the value alone, because nobody reads the text round it.
fn excerpt(place: &Place) -> String {
    let row = place.excerpt.as_ref().filter(|_| place.field.is_some()).map(|excerpt| excerpt.text.trim());
    let text =
        visible(place.text.as_deref().filter(|_| place.cell.is_some()).or(row).or(place.text.as_deref()).unwrap_or(""));
    match text.char_indices().nth(EXCERPT) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or("")),
        None => text,
    }
}
