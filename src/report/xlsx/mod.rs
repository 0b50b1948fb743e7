//! `xlsx`: the workbook that an office fills in, prints and hands in.
//!
//! The cases come one after the other; of each only what a row shows is kept, and the sheets are made at the end. Rows
//! into which people type have a key in a narrow column. What was typed into an earlier workbook ([`Context::carried`])
//! goes into the row of the same key, and what has no row any more onto a sheet of its own, so that nothing is lost.
//! The day of the file is the as-of date: two runs give the same bytes.

mod book;
mod cases;
mod cell;
mod costs;
mod cover;
mod draw;
mod earlier;
mod findings;
mod lists;
mod look;
mod reading;
mod rows;
mod sheet;
mod tally;
mod terms;
mod when;
mod words;

use super::{Context, Reporter, Style};
use crate::calendar::parse_month;
use crate::diag::Lang;
use crate::model::{Asked, CaseResult, Display, Drawn, FindingClass, Notice, Summary, Verdict, Words};
use book::Book;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::rc::Rc;

/// The header of the column of keys, in both languages.
pub const KEY: [&str; 2] = words::KEY.both();
/// The header of what the program proposed, in both languages.
pub const PROPOSED: [&str; 2] = words::PROPOSED.both();
/// Titles of sheets into which nobody types, in both languages.
pub const READ_ONLY: [[&str; 2]; 2] = [words::INTAKE.both(), words::TERMS.both()];
/// The headers of what an earlier row was, and of its sheet, in both languages.
pub const OLD_ROW: [&str; 2] = words::OLD_ROW.both();
/// See [`OLD_ROW`].
pub const SHEET: [&str; 2] = words::SHEET.both();
/// The key of a row into which nobody types.
pub const FIXED: &str = sheet::FIXED;

/// `xlsx`.
pub(super) struct Xlsx {
    lang: Lang,
    context: Rc<Context>,
    lists: lists::Lists,
    cases: cases::Cases,
    findings: findings::Findings,
    costs: costs::Costs,
    notices: Vec<Notice>,
}

impl Xlsx {
    pub(super) fn new(style: Style, context: &Rc<Context>) -> Xlsx {
        Xlsx {
            lang: style.lang,
            context: Rc::clone(context),
            lists: lists::Lists::new(context, style.lang),
            cases: cases::Cases::new(context, style.lang),
            findings: findings::Findings::default(),
            costs: costs::Costs::default(),
            notices: Vec::new(),
        }
    }

    fn book(&mut self, summary: &Summary) -> io::Result<Vec<u8>> {
        let mut book = Book::new(&self.context, self.lang)?;
        let reading = reading::sheet(summary, &self.notices, &self.context, self.lang);
        book.draw(cover::sheet(summary, &self.lists, &self.context, self.lang))?;
        // Nothing is said of the whole where something was left out or could not be read.
        let whole = !self.context.partial && summary.unread.is_empty();
        for at in 0..self.lists.sheets.len() {
            book.draw(rows::sheet(&self.lists, at, &self.costs, &self.context, (self.lang, whole)))?;
        }
        book.draw(self.cases.sheet(&self.context, self.lang))?;
        book.draw(std::mem::take(&mut self.findings).sheet(&self.context, self.lang))?;
        book.draw(look::sheet(&self.lists, self.lang))?;
        book.draw(self.costs.sheet(&self.context, self.lang))?;
        book.draw(reading)?;
        book.draw(terms::sheet(&self.context, summary, self.lang))?;
        if let Some(earlier) = earlier::sheet(&book) {
            book.draw(earlier)?;
        }
        book.bytes()
    }
}

impl Reporter for Xlsx {
    fn begin(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn case(&mut self, _: &mut dyn Write, case: &CaseResult) -> io::Result<()> {
        let name = name_of(case, self.lang);
        self.lists.add(case, &name, self.lang);
        self.cases.add(case, &name, &self.context);
        self.findings.add(case, &name, &self.context, self.lang);
        self.costs.add(case, &name);
        self.notices.extend(case.notices.iter().cloned());
        Ok(())
    }

    fn office(&mut self, _: &mut dyn Write, notices: &[Notice]) -> io::Result<()> {
        self.notices.extend(notices.iter().cloned());
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        out.write_all(&self.book(summary)?)
    }
}

/// Every header that a workbook of this program may have, so that columns which people added can be told.
/// `drawn` is what the packs say of pages, in every language in which a workbook may have been written.
pub fn headers(context: &Context, drawn: &[Drawn]) -> impl Fn(&str) -> bool + use<> {
    let mut known: BTreeSet<String> = words::ALL.iter().flat_map(|(_, ja, en)| [*ja, *en]).map(str::to_owned).collect();
    let mut both = |words: &Words| known.extend([words.ja.clone(), words.en.clone()]);
    let workbook = &context.workbook;
    [&workbook.price, &workbook.money].into_iter().for_each(&mut both);
    workbook.sheets.iter().flat_map(|sheet| &sheet.ask).for_each(|ask| both(&ask.title));
    let columns = drawn.iter().flat_map(|drawn| drawn.columns.iter().map(|column| &column.title));
    known.extend(columns.chain(drawn.iter().flat_map(|drawn| [&drawn.case_word, &drawn.group])).cloned());
    let both = |verdict| [Lang::Ja, Lang::En].map(|lang| verdict_words(&context.display, verdict, lang).to_owned());
    known.extend(Verdict::ALL.into_iter().flat_map(both));
    let classes = &context.display.classes;
    known.extend(classes.iter().flat_map(|class| [class.words_ja.clone(), class.words_en.clone(), class.name.clone()]));
    known.extend(
        Asked::ALL.into_iter().flat_map(|column| [Lang::Ja, Lang::En].map(|lang| column.header(lang).to_owned())),
    );
    move |header| known.contains(header) || parse_month(header).is_ok()
}

/// Whether a text is what the program itself puts into a column before anybody types.
pub fn is_untouched(column: Asked, text: &str) -> bool {
    match column {
        Asked::State => words::LEFT_OPEN.both().contains(&text),
        Asked::Seen => words::BOX.both().contains(&text),
        _ => false,
    }
}

/// How a case or the office is called.
fn name_of(case: &CaseResult, lang: Lang) -> String {
    match &case.office {
        Some(office) => words::OFFICE.with(lang, office).trim_end().to_owned(),
        None => case.alias.clone(),
    }
}

/// What a case is called.
fn case_word(context: &Context, lang: Lang) -> &str {
    let word = context.drawn.case_word.as_str();
    if word.is_empty() { words::CASE.of(lang) } else { word }
}

/// By what cases are grouped.
fn group_word(context: &Context, lang: Lang) -> &str {
    let word = context.drawn.group.as_str();
    if word.is_empty() { words::GROUP.of(lang) } else { word }
}

/// The pack's words, or the general one.
fn or_word<'a>(words: &'a Words, lang: Lang, general: &super::words::Word) -> &'a str {
    if words.is_empty() { general.of(lang) } else { words.of(lang) }
}

/// Mark of a verdict.
fn mark(display: &Display, verdict: Verdict) -> &str {
    let shown = display.verdicts.iter().find(|word| word.verdict == verdict).map(|word| word.mark.as_str());
    let general = match verdict {
        Verdict::Conform | Verdict::Exempt => "○",
        Verdict::Violation => "×",
        Verdict::Undetermined | Verdict::Judgement => "△",
        Verdict::Pending | Verdict::NotApplicable => "－",
    };
    shown.filter(|mark| !mark.is_empty()).unwrap_or(general)
}

/// Mark and words of a finding: what is not in order is called by its class.
fn gravity(display: &Display, verdict: Verdict, class: &FindingClass, lang: Lang) -> String {
    let of_class = lang.of(&class.words_ja, &class.words_en);
    let words = if verdict == Verdict::Violation && !of_class.is_empty() {
        of_class
    } else {
        verdict_words(display, verdict, lang)
    };
    format!("{} {words}", mark(display, verdict))
}

/// A verdict in words.
fn verdict_words(display: &Display, verdict: Verdict, lang: Lang) -> &str {
    let shown = display.verdicts.iter().find(|word| word.verdict == verdict);
    let words = shown.map_or("", |word| lang.of(&word.words_ja, &word.words_en));
    if words.is_empty() { lang.of(verdict.name_ja(), verdict.name()) } else { words }
}
