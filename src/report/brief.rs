//! What was found in a few words, for somebody who will open the page next.

use super::words;
use super::{Context, Reporter, Style};
use crate::diag::Severity;
use crate::model::{CaseResult, Notice, Summary, Verdict};
use crate::text::visible;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::rc::Rc;

/// `brief`.
pub(super) struct Brief {
    style: Style,
    context: Rc<Context>,
    /// By rank and name of the class: its words, findings, cases.
    told: BTreeMap<(u32, String), (String, u64, BTreeSet<String>)>,
    /// Months that may cost something.
    months: BTreeSet<(String, String)>,
    /// What was not read as it is meant, by weight and code: the first message, how many.
    notices: BTreeMap<(Severity, &'static str), (String, usize)>,
}

impl Brief {
    pub(super) fn new(style: Style, context: &Rc<Context>) -> Brief {
        Brief {
            style,
            context: Rc::clone(context),
            told: BTreeMap::new(),
            months: BTreeSet::new(),
            notices: BTreeMap::new(),
        }
    }

    fn mark(&self, verdict: Verdict) -> String {
        let shown = self.context.display.verdicts.iter().find(|word| word.verdict == verdict);
        let words = shown.map(|word| self.style.lang.of(&word.words_ja, &word.words_en).to_owned());
        let mark = shown.map_or("", |word| word.mark.as_str());
        format!("{mark} {}", words.unwrap_or_else(|| self.style.lang.of(verdict.name_ja(), verdict.name()).to_owned()))
    }

    fn note(&mut self, notices: &[Notice]) {
        for notice in notices.iter().filter(|notice| notice.diagnostic.code.severity != Severity::Info) {
            let code = notice.diagnostic.code;
            let file =
                notice.diagnostic.places.first().map(|place| place.path.as_str()).filter(|path| !path.is_empty());
            let of = file.map(|path| format!("{path}{}", words::COLON.of(self.style.lang))).unwrap_or_default();
            let first = || (format!("{of}{}", notice.message), 0);
            let entry = self.notices.entry((code.severity, code.id)).or_insert_with(first);
            entry.1 += 1;
        }
    }

    fn line(&self, out: &mut dyn Write, words: &str, count: &str) -> io::Result<()> {
        writeln!(out, "  {}  {count}", visible(words))
    }
}

impl Reporter for Brief {
    fn begin(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn case(&mut self, _: &mut dyn Write, case: &CaseResult) -> io::Result<()> {
        for finding in case.findings.iter().filter(|finding| finding.verdict == Verdict::Violation) {
            let class = &finding.class;
            let words = self.style.lang.of(&class.words_ja, &class.words_en).to_owned();
            let entry = self.told.entry((class.rank, class.name.clone())).or_insert((words, 0, BTreeSet::new()));
            entry.1 += 1;
            entry.2.insert(case.alias.clone());
        }
        let months = case.consequences.iter().map(|of| (case.alias.clone(), of.month.clone()));
        self.months.extend(months);
        self.note(&case.notices);
        Ok(())
    }

    fn office(&mut self, _: &mut dyn Write, notices: &[Notice]) -> io::Result<()> {
        self.note(notices);
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let lang = self.style.lang;
        writeln!(out, "{}", words::CHECKED.with(lang, summary.cases))?;
        for (words, findings, cases) in self.told.values() {
            let count = words::FINDINGS_OF_CASES.with(lang, findings).replace("{m}", &cases.len().to_string());
            self.line(out, words, &count)?;
        }
        if !self.months.is_empty() {
            self.line(out, words::COSTLY_MONTHS.of(lang), &words::MONTHS_N.with(lang, self.months.len()))?;
        }
        for verdict in [Verdict::Judgement, Verdict::Undetermined] {
            let count = summary.duties.of(verdict) + summary.advice.of(verdict);
            if count > 0 {
                self.line(out, &self.mark(verdict), &words::FINDINGS_N.with(lang, count))?;
            }
        }
        for path in &summary.unread {
            self.line(out, words::UNREAD_FILE.of(lang), &visible(path))?;
        }
        for ((severity, _), (message, count)) in &self.notices {
            let times = if *count > 1 { words::TIMES.with(lang, count) } else { String::new() };
            self.line(out, words::severity(*severity).of(lang), &format!("{}{times}", visible(message)))?;
        }
        writeln!(out)
    }
}
