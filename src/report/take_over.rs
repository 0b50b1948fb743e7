//! The sheet for taking over a case: what is on record and what is not, what holds now, what is open, what falls due next.

use super::grid::{day, grid};
use super::text::groups::coming;
use super::words::{self, Word};
use super::wrap::{list, wrap};
use super::{Context, Reporter, Style};
use crate::diag::{Lang, Severity};
use crate::model::{CaseResult, Display, Finding, HeldKind, Notice, Said, Summary, Verdict};
use crate::text::visible;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::rc::Rc;

/// Days ahead that the sheet looks, and how much of it is told.
const AHEAD: i32 = 92;
const DUE: usize = 15;

/// Whether a row is about kinds of which that is said.
type Fits = fn(&Said) -> bool;

/// The sheet, as text.
pub struct TakeOver {
    style: Style,
    context: Rc<Context>,
    pages: Vec<Page>,
    /// What could not be read, and may have been about the case.
    unread: Vec<String>,
    /// The files of which that tells.
    told: BTreeSet<String>,
}

/// A page: what stands before its open part, that part, and what stands behind. It waits until all that could not be read
/// is known.
struct Page {
    before: String,
    open: Vec<String>,
    behind: String,
}

impl TakeOver {
    /// A sheet in a style.
    pub fn new(style: Style, context: &Rc<Context>) -> TakeOver {
        let context = Rc::clone(context);
        TakeOver { style, context, pages: Vec::new(), unread: Vec::new(), told: BTreeSet::new() }
    }

    fn page(&self, case: &CaseResult) -> Page {
        let lang = self.style.lang;
        let as_of = day(self.context.as_of, lang);
        let title = words::TAKE_OVER.with(lang, visible(&case.alias)).replace("{m}", &as_of);
        let held = case.held.clone().unwrap_or_default();
        let current: Vec<Vec<String>> =
            held.current.iter().map(|(words, period)| vec![words.clone(), period.clone()]).collect();
        let before = [
            format!("■ {title}\n"),
            self.part(&words::CURRENT, grid(&current, "    ")),
            self.part(&words::ON_RECORD, self.recorded(&held.kinds)),
            self.part(&words::NOT_ON_RECORD, self.missing(&held.kinds)),
        ];
        let behind = self.part(&words::DUE_NEXT, self.due(case));
        Page { before: before.concat(), open: self.open(case), behind }
    }

    fn line(&self, text: &str) -> String {
        wrap(&visible(text), self.style.width, "    ", "      ")
    }

    /// A part of the page; what is empty says so.
    fn part(&self, title: &Word, lines: Vec<String>) -> String {
        let lang = self.style.lang;
        let lines = if lines.is_empty() { vec![format!("    {}", words::NONE.of(lang))] } else { lines };
        format!("\n  【{}】\n{}\n", title.of(lang), lines.join("\n"))
    }

    fn recorded(&self, kinds: &[HeldKind]) -> Vec<String> {
        let lang = self.style.lang;
        let mut rows: Vec<Vec<String>> = kinds
            .iter()
            .filter(|kind| kind.count > 0)
            .map(|kind| {
                let derived = words::DERIVED_N.with(lang, kind.derived);
                let count = words::CASES_N.with(lang, kind.count) + if kind.derived > 0 { &derived } else { "" };
                vec![kind.name.clone(), count, day(kind.first, lang), day(kind.last, lang), said(&kind.said, lang)]
            })
            .collect();
        if !rows.is_empty() {
            let head = [&words::KIND, &words::COUNT, &words::FIRST, &words::LAST, &words::ALL_THERE];
            rows.insert(0, head.map(|word| word.of(lang).to_owned()).to_vec());
        }
        grid(&rows, "    ")
    }

    /// Kinds of which there is nothing: where all was said to be there, there is none; elsewhere nobody knows.
    fn missing(&self, kinds: &[HeldKind]) -> Vec<String> {
        let lang = self.style.lang;
        let rows: [(&Word, Fits); 3] = [
            (&words::THERE_IS_NONE, |said| matches!(said, Said::Complete(_))),
            (&words::NOT_EXPORTED, |said| *said == Said::Absent),
            (&words::NOT_KNOWN, |said| *said == Said::Nothing),
        ];
        let line = |(word, fits): (&Word, Fits)| {
            let names = kinds.iter().filter(|kind| kind.count == 0 && fits(&kind.said));
            let names: Vec<String> = names.map(|kind| visible(&kind.name)).collect();
            let names = list(&names, words::LIST.of(lang), self.style.width, "      ");
            (!names.is_empty()).then(|| format!("    {}\n{names}", word.of(lang)))
        };
        rows.into_iter().filter_map(line).collect()
    }

    /// What was not kept, what a person must decide, what cannot be told; and what could not be read of the case.
    fn open(&self, case: &CaseResult) -> Vec<String> {
        let weight = |finding: &&Finding| match finding.verdict {
            Verdict::Violation => (0, finding.class.rank),
            Verdict::Judgement => (1, 0),
            _ => (2, 0),
        };
        let open = [Verdict::Violation, Verdict::Judgement, Verdict::Undetermined];
        let mut all: Vec<&Finding> = case.findings.iter().filter(|finding| open.contains(&finding.verdict)).collect();
        all.sort_by_key(weight);
        let line = |finding: &&Finding| {
            let mark = mark(&self.context.display, finding.verdict, self.style.lang);
            let text =
                visible(&format!("{mark} {}{}", finding.message, words::CLASSES.with(self.style.lang, &finding.rule)));
            wrap(&text, self.style.width, "    ", "      ")
        };
        let mut lines: Vec<String> = all.iter().map(line).collect();
        lines.dedup();
        let errors = case.notices.iter().filter(|notice| notice.diagnostic.code.severity == Severity::Error);
        lines.extend(errors.map(|notice| self.line(&notice.message)));
        lines
    }

    fn due(&self, case: &CaseResult) -> Vec<String> {
        let Some(as_of) = self.context.as_of else { return Vec::new() };
        let next = coming(&case.duties, as_of, AHEAD);
        let rows = next.iter().take(DUE).map(|mark| {
            let title = self.context.titles.get(&mark.rule).cloned().unwrap_or_default();
            vec![day(mark.due, self.style.lang), format!("{title}{}", words::CLASSES.with(self.style.lang, &mark.rule))]
        });
        let mut lines = grid(&rows.collect::<Vec<_>>(), "    ");
        if next.len() > DUE {
            lines.push(format!("    {}", words::MORE.with(self.style.lang, next.len() - DUE)));
        }
        lines
    }
}

fn mark(display: &Display, verdict: Verdict, lang: Lang) -> String {
    let shown = display.verdicts.iter().find(|word| word.verdict == verdict).filter(|word| !word.mark.is_empty());
    shown.map_or_else(|| lang.of(verdict.name_ja(), verdict.name()).to_owned(), |word| word.mark.clone())
}

fn said(said: &Said, lang: Lang) -> String {
    match said {
        Said::Nothing => words::NOBODY_SAYS.of(lang).to_owned(),
        Said::Absent => words::NOT_EXPORTED.of(lang).to_owned(),
        Said::Complete(periods) => {
            let periods = periods.iter().map(|(from, to)| match (from, to) {
                (None, None) => words::THROUGHOUT.of(lang).to_owned(),
                _ => format!("{}{}{}", day(*from, lang), words::TO_DAY.of(lang), day(*to, lang)),
            });
            periods.collect::<Vec<_>>().join(words::LIST.of(lang))
        }
    }
}

impl Reporter for TakeOver {
    fn begin(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn case(&mut self, _: &mut dyn Write, case: &CaseResult) -> io::Result<()> {
        if case.held.is_some() {
            self.pages.push(self.page(case));
        }
        Ok(())
    }

    fn office(&mut self, _: &mut dyn Write, notices: &[Notice]) -> io::Result<()> {
        for notice in notices.iter().filter(|notice| notice.diagnostic.code.severity == Severity::Error) {
            let file = notice.diagnostic.places.first().map(|place| place.path.clone());
            let of = file.as_ref().map(|file| format!("{file}{}", words::COLON.of(self.style.lang)));
            self.unread.push(self.line(&format!("{}{}", of.unwrap_or_default(), notice.message)));
            self.told.extend(file);
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let lang = self.style.lang;
        let files = summary.unread.iter().filter(|path| !self.told.contains(*path));
        let word = |path: &String| format!("{}{}{path}", words::UNREAD_FILE.of(lang), words::COLON.of(lang));
        let files: Vec<String> = files.map(|path| self.line(&word(path))).collect();
        for mut page in std::mem::take(&mut self.pages) {
            page.open.extend(self.unread.iter().chain(&files).cloned());
            let open = self.part(&words::OPEN, page.open);
            out.write_all([page.before, open, page.behind].concat().as_bytes())?;
        }
        let person = wrap(words::PERSON.of(lang), self.style.width, "  ", "  ");
        writeln!(out, "\n{person}")
    }
}
