//! `kijun review`: the cases that are proposed for this month's review, with the reason of each.
//!
//! A case is proposed when a standard that binds was not kept, or when it is its turn: each case comes up once in a number of
//! months. Whose turn it is hangs on nothing but its alias and the month, so that the list is the same whoever makes it; with
//! a record of what was looked at, those go first that were not seen for longest.

use super::csv::cell;
use super::grid::{day, grid, month};
use super::text::groups::coming;
use super::text::notice_block;
use super::words;
use super::{Context, Reporter, Style};
use crate::calendar::{Day, Month};
use crate::diag::Severity;
use crate::model::{CaseResult, Notice, Summary, Verdict};
use crate::text::visible;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::rc::Rc;

/// How the cases of a month are chosen.
#[derive(Clone, Debug, Default)]
pub struct Rotation {
    /// In so many months every case comes up once.
    pub months: u8,
    /// Day on which each case was last looked at, by alias; none where no record of it is kept.
    pub seen: Option<BTreeMap<String, Day>>,
    /// How the sheet of one case is made, with `{case}` for its alias.
    pub sheet: String,
}

impl Rotation {
    /// The cases whose turn it is in a month, of all of them.
    pub fn turn<'a>(&self, cases: &[&'a str], month: Month) -> BTreeSet<&'a str> {
        let months = i32::from(self.months.max(1));
        let Some(seen) = &self.seen else {
            let slot = |case: &str| (place(case) % u64::from(self.months.max(1))) as i32;
            return cases.iter().copied().filter(|case| slot(case) == month.0.rem_euclid(months)).collect();
        };
        let last = |case: &str| seen.get(case).map(|day| day.month());
        let mut due: Vec<&str> =
            cases.iter().copied().filter(|case| last(case).is_none_or(|last| last.plus(months) <= month)).collect();
        due.sort_by_key(|case| (last(case), place(case), *case));
        // Whoever was seen this month has had a turn of it.
        let done = cases.iter().filter(|case| last(case) == Some(month)).count();
        let share = cases.len().div_ceil(usize::from(self.months.max(1)));
        due.into_iter().take(share.saturating_sub(done)).collect()
    }
}

/// A number that hangs on the alias alone.
fn place(case: &str) -> u64 {
    let hash = blake3::derive_key("kijun review rotation", case.as_bytes());
    hash.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// What is known of a case.
struct Row {
    alias: String,
    path: String,
    group: String,
    violations: usize,
    undetermined: usize,
    next: Option<Day>,
}

/// The list.
pub struct Review {
    style: Style,
    context: Rc<Context>,
    rotation: Rotation,
    csv: bool,
    rows: Vec<Row>,
    /// What could not be read, for the end of the list.
    errors: String,
}

const HEADER: [&str; 8] = ["case", "reasons", "violations", "undetermined", "next_due", "last_seen", "group", "path"];

impl Review {
    /// A list as text, or as csv.
    pub fn new(style: Style, context: &Rc<Context>, rotation: Rotation, csv: bool) -> Review {
        Review { style, context: Rc::clone(context), rotation, csv, rows: Vec::new(), errors: String::new() }
    }

    fn month(&self) -> Month {
        self.context.as_of.unwrap_or(Day(0)).month()
    }

    /// The rows to propose with their reasons: violations, rotation.
    fn proposed(&self) -> Vec<(&Row, [bool; 2])> {
        let cases: Vec<&str> = self.rows.iter().map(|row| row.alias.as_str()).collect();
        let turn = self.rotation.turn(&cases, self.month());
        let reasons = |row: &Row| [row.violations > 0, turn.contains(row.alias.as_str())];
        let mut rows: Vec<(&Row, [bool; 2])> = self.rows.iter().map(|row| (row, reasons(row))).collect();
        rows.retain(|(_, reasons)| reasons.contains(&true));
        rows.sort_by(|(a, _), (b, _)| (&a.group, b.violations, &a.alias).cmp(&(&b.group, a.violations, &b.alias)));
        rows
    }

    fn last_seen(&self, row: &Row) -> Option<Day> {
        self.rotation.seen.as_ref()?.get(&row.alias).copied()
    }

    fn write_csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut table = ::csv::Writer::from_writer(out);
        table.write_record(HEADER)?;
        for (row, [violations, turn]) in self.proposed() {
            let reasons = [(violations, "violations"), (turn, "rotation")];
            let reasons: Vec<&str> = reasons.iter().filter(|(holds, _)| *holds).map(|(_, name)| *name).collect();
            let cells = [
                row.alias.clone(),
                reasons.join(" "),
                row.violations.to_string(),
                row.undetermined.to_string(),
                row.next.map(|day| day.to_string()).unwrap_or_default(),
                self.last_seen(row).map(|day| day.to_string()).unwrap_or_default(),
                row.group.clone(),
                row.path.clone(),
            ];
            table.write_record(cells.iter().map(|text| cell(text)))?;
        }
        table.flush()
    }

    fn text(&self) -> String {
        let lang = self.style.lang;
        let rows = self.proposed();
        let title = words::REVIEW.with(lang, month(self.month(), lang)).replace("{m}", &rows.len().to_string());
        let of = words::REVIEW_OF.with(lang, self.rows.len()).replace("{m}", &self.rotation.months.to_string());
        let head =
            [&words::CASES, &words::REASONS, &words::BY_CLASS, &words::UNKNOWN_N, &words::NEXT_DUE, &words::LAST_SEEN];
        let mut table = vec![head.map(|word| word.of(lang).to_owned()).to_vec()];
        for (row, reasons) in &rows {
            let why = [(reasons[0], &words::NOT_KEPT), (reasons[1], &words::TURN)];
            let why: Vec<&str> = why.iter().filter(|(holds, _)| *holds).map(|(_, word)| word.of(lang)).collect();
            table.push(vec![
                format!("{} {}", row.alias, row.group).trim_end().to_owned(),
                why.join(words::DOT.of(lang)),
                row.violations.to_string(),
                row.undetermined.to_string(),
                day(row.next, lang),
                day(self.last_seen(row), lang),
            ]);
        }
        let lines: String = grid(&table, "  ").into_iter().map(|line| line + "\n").collect();
        let sheet = words::SHEET.with(lang, visible(&self.rotation.sheet));
        format!("■ {title}\n  {of}\n\n{lines}\n  {sheet}\n{}", self.errors)
    }
}

impl Reporter for Review {
    fn begin(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn case(&mut self, _: &mut dyn Write, case: &CaseResult) -> io::Result<()> {
        if case.office.is_some() {
            return Ok(());
        }
        let of = |verdict| case.duties.iter().filter(move |mark| mark.binding && mark.verdict == verdict).count();
        let next = self.context.as_of.map(|day| coming(&case.duties, day, i32::from(u16::MAX)));
        self.rows.push(Row {
            alias: case.alias.clone(),
            path: case.path.clone(),
            group: case.group.clone().unwrap_or_default(),
            violations: of(Verdict::Violation),
            undetermined: of(Verdict::Undetermined),
            next: next.and_then(|marks| marks.first()?.due),
        });
        Ok(())
    }

    fn office(&mut self, _: &mut dyn Write, notices: &[Notice]) -> io::Result<()> {
        let errors = notices.iter().filter(|notice| notice.diagnostic.code.severity == Severity::Error);
        self.errors.extend(errors.map(|notice| format!("\n{}", notice_block(notice, self.style))));
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        if self.csv { self.write_csv(out) } else { out.write_all(self.text().as_bytes()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cases(count: usize) -> Vec<String> {
        (1..=count).map(|at| format!("C-{at:04}")).collect()
    }

    fn rotation(months: u8, seen: Option<&[(&str, Day)]>) -> Rotation {
        let seen = seen.map(|seen| seen.iter().map(|(case, day)| ((*case).to_owned(), *day)).collect());
        Rotation { months, seen, sheet: String::new() }
    }

    /// In as many months as the rotation has, every case has had its turn once, and a new case moves nobody.
    #[test]
    fn every_case_comes_up_once() {
        let (all, more) = (cases(40), cases(41));
        let (all, more): (Vec<&str>, Vec<&str>) =
            (all.iter().map(String::as_str).collect(), more.iter().map(String::as_str).collect());
        let start = Month::new(2024, 11).unwrap();
        let mut met: BTreeMap<&str, usize> = BTreeMap::new();
        for month in 0..6 {
            let turn = rotation(6, None).turn(&all, start.plus(month));
            assert!(turn.len() < all.len() / 2, "spread: {}", turn.len());
            assert!(turn.is_subset(&rotation(6, None).turn(&more, start.plus(month))));
            turn.into_iter().for_each(|case| *met.entry(case).or_default() += 1);
        }
        assert_eq!((met.len(), met.values().max()), (40, Some(&1)));
    }

    /// With a record, those go first that were never or longest ago looked at, a sixth of all in a month.
    #[test]
    fn a_record_of_what_was_seen_is_kept_to() {
        let all = cases(12);
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let day = |month| Day::from_ymd(2024, month, 5).unwrap();
        let mut seen: Vec<(&str, Day)> = all.iter().skip(2).map(|case| (*case, day(5))).collect();
        let october = Month::new(2024, 10).unwrap();
        assert_eq!(rotation(6, Some(&seen)).turn(&all, october), all[..2].iter().copied().collect());
        seen.extend(all.iter().take(2).map(|case| (*case, day(10))));
        assert_eq!(rotation(6, Some(&seen)).turn(&all, october).len(), 0, "this month's share is done");
        let november = rotation(6, Some(&seen)).turn(&all, october.plus(1));
        assert!(november.len() == 2 && november.is_disjoint(&all[..2].iter().copied().collect()), "{november:?}");
    }
}
