//! The report for people: by case, then a summary.
//!
//! Written for somebody who is tired and not used to such programs, and for a developer beside them: what, when, in which
//! record, on what basis, what to do. Under a case the findings stand by weight: what the records show not to be kept (by
//! rank of the class, binding ones first), what a person must decide, what the records cannot show, the rest; within
//! one weight they keep the order they came in. A case of which nothing is shown is not named.

mod cost;
pub(super) mod entry;
pub(super) mod groups;
mod imported;
mod notice;
mod summary;
pub(super) mod windows;

pub use imported::imported;
pub use notice::diagnostics;
pub(super) use notice::notice as notice_block;

use super::grid::day;
use super::months::{Months, name_of};
use super::words::{self, Word};
use super::wrap::{list, pad, wrap};
use super::{Context, Reporter, Style};
use crate::model::{CaseResult, Display, Finding, FindingClass, Notice, Summary, Verdict};
use crate::text::visible;
use std::io::{self, Write};
use std::rc::Rc;

/// Columns of the labels before texts.
const LABEL: usize = 14;

/// `text`.
pub(super) struct Text {
    style: Style,
    context: Rc<Context>,
    /// Violations told so far by class: the summary splits its count by them when none was left out.
    told: Vec<(FindingClass, u64)>,
    /// Cases that wait for their group.
    waiting: Vec<groups::Waiting>,
    /// Pages that come after the groups.
    after: Vec<String>,
    /// Months that may cost something, for a self-check.
    months: Months,
}

impl Text {
    pub(super) fn new(style: Style, context: &Rc<Context>) -> Text {
        Text {
            style,
            context: Rc::clone(context),
            told: Vec::new(),
            waiting: Vec::new(),
            after: Vec::new(),
            months: Months::default(),
        }
    }

    /// Words of the packs.
    fn display(&self) -> &Display {
        &self.context.display
    }

    /// The head of a case: its name, where it was read, and how many findings by their words.
    fn case_head(&self, case: &CaseResult) -> String {
        let office = case.office.as_ref().map(|name| words::OFFICE.with(self.style.lang, name));
        let name = match (&office, case.alias.is_empty()) {
            (Some(office), _) => office,
            (None, true) => words::WHOLE.of(self.style.lang),
            (None, false) => &case.alias,
        };
        let title = wrap(&visible(&format!("■ {name}  {}", case.path)), self.style.width, "", "   ");
        let title = paint(self.style, BOLD, &title);
        let tally = self.tally(&case.findings);
        if tally.is_empty() { title + "\n" } else { format!("{title}\n{tally}\n") }
    }

    fn tally(&self, findings: &[Finding]) -> String {
        let mut counts: Vec<(String, usize)> = Vec::new();
        for finding in entry::by_weight(findings) {
            let head = self.head(finding.verdict, &finding.class);
            match counts.iter_mut().find(|(words, _)| *words == head) {
                Some((_, count)) => *count += 1,
                None => counts.push((head, 1)),
            }
        }
        let counts: Vec<String> = counts.iter().map(|(words, count)| format!("{words} {count}")).collect();
        list(&counts, words::DOT.of(self.style.lang), self.style.width, "  ")
    }

    /// Counts the violations of a case by class.
    fn tell(&mut self, findings: &[Finding]) {
        for finding in findings.iter().filter(|finding| finding.verdict == Verdict::Violation) {
            match self.told.iter_mut().find(|(class, _)| *class == finding.class) {
                Some((_, count)) => *count += 1,
                None => self.told.push((finding.class.clone(), 1)),
            }
        }
    }

    /// Mark and words of a verdict; a violation is called by its class.
    fn head(&self, verdict: Verdict, class: &FindingClass) -> String {
        let lang = self.style.lang;
        let shown = self.display().verdicts.iter().find(|word| word.verdict == verdict);
        let mark = shown.map_or("", |word| word.mark.as_str());
        let of_class = lang.of(&class.words_ja, &class.words_en);
        let of_verdict = shown.map_or("", |word| lang.of(&word.words_ja, &word.words_en));
        let name = lang.of(verdict.name_ja(), verdict.name());
        let by_class = if verdict == Verdict::Violation { of_class } else { "" };
        let words = [by_class, of_verdict, name].into_iter().find(|words| !words.is_empty()).unwrap_or(name);
        visible(format!("{mark} {words}").trim())
    }
}

impl Reporter for Text {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(imported(&self.context.imported, self.style).as_bytes())
    }

    fn case(&mut self, out: &mut dyn Write, case: &CaseResult) -> io::Result<()> {
        self.months.add(&name_of(case, self.style.lang), &case.consequences);
        let bare = case.notices.is_empty() && case.findings.is_empty() && case.consequences.is_empty();
        if bare && self.context.by.is_none() {
            return Ok(());
        }
        self.tell(&case.findings);
        let mut page = self.case_head(case);
        for notice in &case.notices {
            page += "\n";
            page += &notice::notice(notice, self.style);
        }
        for entry in entry::entries(&case.findings) {
            page += "\n";
            page += &self.entry(&entry);
        }
        page += &self.costs(&case.consequences);
        let page = self.hold(case, if bare { String::new() } else { page });
        page.map_or(Ok(()), |page| writeln!(out, "{page}"))
    }

    fn office(&mut self, out: &mut dyn Write, notices: &[Notice]) -> io::Result<()> {
        self.groups(out)?;
        if notices.is_empty() {
            return Ok(());
        }
        let mut page = paint(self.style, BOLD, &format!("■ {}", words::WHOLE.of(self.style.lang))) + "\n";
        for notice in notices {
            page += &notice::notice(notice, self.style);
        }
        writeln!(out, "{page}")
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        if let Some(since) = self.context.since {
            let title = format!("■ {}", words::SELF_CHECK.with(self.style.lang, day(Some(since), self.style.lang)));
            let months = self.months.lines(self.style.lang);
            let months = if months.is_empty() {
                format!("  {}\n", words::NO_MONTHS.of(self.style.lang))
            } else {
                format!("  {}\n{months}", words::RATES.of(self.style.lang))
            };
            writeln!(out, "{}\n{months}", paint(self.style, BOLD, &title))?;
        }
        out.write_all(self.summary(summary).as_bytes())
    }
}

const BOLD: &str = "1";
const RED: &str = "1;31";
const YELLOW: &str = "1;33";
const CYAN: &str = "1;36";
const GREEN: &str = "32";

/// The colour of a verdict's mark; words say the same, so nothing is lost without it.
fn colour(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Violation => RED,
        Verdict::Undetermined => YELLOW,
        Verdict::Judgement => CYAN,
        _ => GREEN,
    }
}

fn paint(style: Style, code: &str, text: &str) -> String {
    if style.color { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// A line that begins with painted words.
fn headline(style: Style, code: &str, head: &str, rest: &str) -> String {
    let plain = wrap(&visible(&format!("{head}  {rest}")), style.width, "", "   ");
    match plain.strip_prefix(head) {
        Some(rest) => paint(style, code, head) + rest + "\n",
        None => plain + "\n",
    }
}

/// A labelled text with a hanging indent; nothing for an empty text.
fn field(style: Style, label: &Word, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let first = format!("  {}", pad(label.of(style.lang), LABEL));
    wrap(&visible(text), style.width, &first, &" ".repeat(LABEL + 2)) + "\n"
}
