//! `--by`: the cases of each group as one table, with what the last month holds and what falls due next, before their findings.

use super::{BOLD, Text, paint};
use crate::calendar::{Day, Month};
use crate::model::{CaseResult, DutyMark, Verdict};
use crate::report::grid::{day, grid, month};
use crate::report::words;
use crate::report::wrap::wrap;
use crate::text::visible;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Days ahead that the list looks.
const AHEAD: i32 = 60;
/// Lines of one kind below a case; the rest is told by its number.
const LINES: usize = 5;

/// A case that waits for the others of its group.
pub(super) struct Waiting {
    group: String,
    alias: String,
    row: Vec<String>,
    below: Vec<String>,
    page: String,
}

/// The month that was finished last on a day: that of the day itself on its last one.
pub(in crate::report) fn last_month(as_of: Day) -> Month {
    as_of.plus_days(1).month().plus(-1)
}

/// What falls due after a day, within so many days.
pub(in crate::report) fn coming(duties: &[DutyMark], as_of: Day, days: i32) -> Vec<&DutyMark> {
    let near = |mark: &&DutyMark| {
        let due = mark.due.filter(|due| as_of <= *due && *due <= as_of.plus_days(days));
        mark.verdict == Verdict::Pending && due.is_some()
    };
    let mut found: Vec<&DutyMark> = duties.iter().filter(near).collect();
    found.sort_by(|a, b| (a.due, &a.rule).cmp(&(b.due, &b.rule)));
    found
}

/// What somebody must look at of one month.
fn of_month(duties: &[DutyMark], month: Month) -> Vec<&DutyMark> {
    let open = [Verdict::Violation, Verdict::Judgement, Verdict::Undetermined];
    let here =
        |mark: &&DutyMark| open.contains(&mark.verdict) && mark.month.or(mark.due.map(Day::month)) == Some(month);
    let mut found: Vec<&DutyMark> = duties.iter().filter(here).collect();
    let weight = |mark: &DutyMark| open.iter().position(|verdict| *verdict == mark.verdict);
    found.sort_by_key(|mark| (weight(mark), !mark.binding, mark.rule.clone()));
    found.dedup_by_key(|mark| (mark.verdict, mark.rule.clone()));
    found
}

impl Text {
    /// Keeps a case until its group is whole; gives its page back where cases are not grouped.
    pub(super) fn hold(&mut self, case: &CaseResult, page: String) -> Option<String> {
        let Some((group, as_of)) = case.group.clone().zip(self.context.as_of) else {
            if self.context.by.is_none() {
                return Some(page);
            }
            self.after.push(page);
            return None;
        };
        let (last, next) = (of_month(&case.duties, last_month(as_of)), coming(&case.duties, as_of, AHEAD));
        let first = day(next.first().and_then(|mark| mark.due), self.style.lang);
        let row =
            vec![case.alias.clone(), self.by_class(&case.duties), first, self.by_verdict(&last), number(next.len())];
        let lang = self.style.lang;
        let mut below = self.lines(words::LAST_MONTH.of(lang), &last);
        below.extend(self.lines(words::COMING.of(lang), &next));
        self.waiting.push(Waiting { group, alias: case.alias.clone(), row, below, page });
        None
    }

    /// Violations by class, gravest first.
    fn by_class(&self, duties: &[DutyMark]) -> String {
        let mut counts: BTreeMap<(u32, &str), usize> = BTreeMap::new();
        for mark in duties.iter().filter(|mark| mark.verdict == Verdict::Violation) {
            let rank = self.display().classes.iter().find(|class| class.name == mark.class_name);
            *counts.entry((rank.map_or(u32::MAX, |class| class.rank), &mark.class_name)).or_default() += 1;
        }
        let words = |name: &str| {
            let class = self.display().classes.iter().find(|class| class.name == name);
            class.map_or_else(
                || name.to_owned(),
                |class| self.style.lang.of(&class.words_ja, &class.words_en).to_owned(),
            )
        };
        let told: Vec<String> = counts.iter().map(|((_, name), count)| format!("{} {count}", words(name))).collect();
        told.join(words::DOT.of(self.style.lang))
    }

    fn by_verdict(&self, marks: &[&DutyMark]) -> String {
        let mut counts: BTreeMap<Verdict, usize> = BTreeMap::new();
        marks.iter().for_each(|mark| *counts.entry(mark.verdict).or_default() += 1);
        let told: Vec<String> =
            counts.iter().map(|(verdict, count)| format!("{} {count}", self.mark_of(*verdict))).collect();
        told.join(words::DOT.of(self.style.lang))
    }

    /// The pack's mark of a verdict, else its name.
    fn mark_of(&self, verdict: Verdict) -> String {
        let shown = self.display().verdicts.iter().find(|word| word.verdict == verdict);
        let mark = shown.map_or("", |word| word.mark.as_str());
        let name = self.style.lang.of(verdict.name_ja(), verdict.name());
        if mark.is_empty() { name.to_owned() } else { mark.to_owned() }
    }

    /// One line a duty, the first few.
    fn lines(&self, label: &str, marks: &[&DutyMark]) -> Vec<String> {
        let line = |mark: &&DutyMark| {
            let title = self.context.titles.get(&mark.rule).map_or("", String::as_str);
            let due =
                mark.due.filter(|_| mark.verdict == Verdict::Pending).map(|due| day(Some(due), self.style.lang) + " ");
            let head = due.unwrap_or_else(|| format!("{} ", self.mark_of(mark.verdict)));
            visible(&format!("{label}  {head}{title}{}", words::CLASSES.with(self.style.lang, &mark.rule)))
        };
        let mut lines: Vec<String> = marks.iter().take(LINES).map(line).collect();
        if marks.len() > LINES {
            lines.push(format!("{label}  {}", words::MORE.with(self.style.lang, marks.len() - LINES)));
        }
        lines
    }

    /// Every group in order: its table, then the pages of its cases unless less is asked for.
    pub(super) fn groups(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let mut waiting = std::mem::take(&mut self.waiting);
        // Nobody recorded comes last.
        waiting.sort_by(|a, b| (a.group.is_empty(), &a.group, &a.alias).cmp(&(b.group.is_empty(), &b.group, &b.alias)));
        for group in waiting.chunk_by(|a, b| a.group == b.group) {
            writeln!(out, "{}", self.table_of(group))?;
            let pages = group.iter().filter(|case| !self.context.brief && !case.page.is_empty());
            pages.into_iter().try_for_each(|case| writeln!(out, "{}", case.page))?;
        }
        std::mem::take(&mut self.after)
            .iter()
            .filter(|page| !page.is_empty())
            .try_for_each(|page| writeln!(out, "{page}"))
    }

    fn table_of(&self, group: &[Waiting]) -> String {
        let (style, lang) = (self.style, self.style.lang);
        let name = group.first().map_or("", |case| case.group.as_str());
        let name = if name.is_empty() { words::NOBODY.of(lang) } else { name };
        let by = self.context.by.as_deref().unwrap_or_default();
        let title = format!(
            "■ {by}{}{name}{}",
            words::COLON.of(lang),
            words::CLASSES.with(lang, words::CASES_N.with(lang, group.len()))
        );
        let last = self.context.as_of.map(|day| month(last_month(day), lang)).unwrap_or_default();
        let head = [
            words::CASES.of(lang).to_owned(),
            words::BY_CLASS.of(lang).to_owned(),
            words::NEXT_DUE.of(lang).to_owned(),
            words::LAST_MONTH_N.with(lang, last),
            words::COMING.of(lang).to_owned(),
        ];
        let rows: Vec<Vec<String>> =
            std::iter::once(head.to_vec()).chain(group.iter().map(|case| case.row.clone())).collect();
        let mut lines = grid(&rows, "  ").into_iter();
        let mut page = paint(style, BOLD, &visible(&title)) + "\n" + &lines.next().unwrap_or_default() + "\n";
        for (line, case) in lines.zip(group) {
            page += &format!("{line}\n");
            page.extend(case.below.iter().map(|line| wrap(line, style.width, "      ", "          ") + "\n"));
        }
        page
    }
}

fn number(count: usize) -> String {
    if count == 0 { String::new() } else { count.to_string() }
}
