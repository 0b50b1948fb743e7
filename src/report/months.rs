//! Cases × months: which months violations may cost, and at what rate. As a table for spreadsheets (UTF-8 with a mark, so
//! that they read it right), and as lines for the text report.

use super::csv::cell;
use super::grid::grid;
use super::{Context, Reporter, words};
use crate::calendar::{Month, parse_month};
use crate::diag::Lang;
use crate::model::{CaseResult, Consequence, Notice, Summary};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::rc::Rc;

/// One case under one consequence.
#[derive(Debug, Default)]
struct Row {
    months: BTreeMap<Month, String>,
    at_risk: i64,
    unit: String,
}

/// By consequence, then case in the order they came.
#[derive(Debug, Default)]
pub(super) struct Months {
    rows: BTreeMap<(String, usize), (String, String, Row)>,
    cases: usize,
}

impl Months {
    /// One more case, or an office.
    pub(super) fn add(&mut self, name: &str, consequences: &[Consequence]) {
        self.cases += 1;
        for one in consequences {
            let Ok(month) = parse_month(&one.month) else { continue };
            let fresh = || (one.title.clone(), name.to_owned(), Row::default());
            let (_, _, row) = self.rows.entry((one.id.clone(), self.cases)).or_insert_with(fresh);
            let open = if one.settled { "" } else { "?" };
            row.months.insert(month, format!("{}{open}", one.rate.as_deref().unwrap_or("●")));
            row.at_risk += one.amount.map_or(0, |amount| amount.at_risk);
            row.unit.clone_from(&one.unit);
        }
    }

    /// First and last month that any row holds.
    fn span(&self) -> Option<(Month, Month)> {
        let months = || self.rows.values().flat_map(|(_, _, row)| row.months.keys().copied());
        months().min().zip(months().max())
    }

    /// The tables, one a consequence and year: a line a case, a column a month.
    pub(super) fn lines(&self, lang: Lang) -> String {
        let mut page = String::new();
        let mut titles: Vec<(&str, &str)> = Vec::new();
        for ((id, _), (title, ..)) in &self.rows {
            if titles.last().is_none_or(|(known, _)| known != id) {
                titles.push((id, title));
            }
        }
        for (id, title) in titles {
            page += &format!("\n  {}\n", crate::text::visible(&words::MAY_COST.with(lang, title)));
            let (first, last) = self.span().map_or((0, -1), |(from, to)| (from.year_month().0, to.year_month().0));
            (first..=last).for_each(|year| page += &self.year(id, year, lang));
        }
        page
    }

    fn year(&self, id: &str, year: i32, lang: Lang) -> String {
        let of_year = || (1..=12).filter_map(move |month| Month::new(year, month));
        let title = lang.of(&format!("{year}年"), &year.to_string()).to_owned();
        let mut rows = vec![std::iter::once(title).chain((1..=12).map(|month: u32| month.to_string())).collect()];
        for ((of, _), (_, name, row)) in &self.rows {
            if of == id && of_year().any(|month| row.months.contains_key(&month)) {
                let cells = of_year().map(|month| row.months.get(&month).cloned().unwrap_or_default());
                rows.push(std::iter::once(name.clone()).chain(cells).collect());
            }
        }
        let lines = if rows.len() > 1 { grid(&rows, "    ") } else { Vec::new() };
        lines.into_iter().map(|line| line + "\n").collect()
    }

    /// The table for spreadsheets, every month from first to last.
    fn table(&self, out: &mut dyn Write, (from, to): (Month, Month), lang: Lang) -> io::Result<()> {
        let months = || (from.0..=to.0).map(Month);
        out.write_all("\u{feff}".as_bytes())?;
        let mut rows = ::csv::Writer::from_writer(out);
        let head = [lang.of("帰結", "consequence"), lang.of("事例", "case")].map(str::to_owned);
        let head = head.into_iter().chain(months().map(|month| month.to_string()));
        rows.write_record(
            head.chain([lang.of("減るおそれ", "at risk").to_owned(), lang.of("単位", "unit").to_owned()]),
        )?;
        for (title, name, row) in self.rows.values() {
            let cells = months().map(|month| row.months.get(&month).cloned().unwrap_or_default());
            let first = [title.clone(), name.clone()].into_iter().chain(cells);
            let risk = if row.at_risk == 0 { String::new() } else { row.at_risk.to_string() };
            rows.write_record(first.chain([risk, row.unit.clone()]).map(|text| cell(&text)))?;
        }
        rows.flush()
    }
}

/// How a row is called: the alias of the case, or the office.
pub(super) fn name_of(case: &CaseResult, lang: Lang) -> String {
    match &case.office {
        Some(office) => words::OFFICE.with(lang, office),
        None => case.alias.clone(),
    }
}

/// `months`.
pub(super) struct Table {
    lang: Lang,
    context: Rc<Context>,
    months: Months,
}

impl Table {
    pub(super) fn new(lang: Lang, context: &Rc<Context>) -> Table {
        Table { lang, context: Rc::clone(context), months: Months::default() }
    }
}

impl Reporter for Table {
    fn begin(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn case(&mut self, _: &mut dyn Write, case: &CaseResult) -> io::Result<()> {
        self.months.add(&name_of(case, self.lang), &case.consequences);
        Ok(())
    }

    fn office(&mut self, _: &mut dyn Write, _: &[Notice]) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        let asked = self.context.since.zip(self.context.as_of).map(|(from, to)| (from.month(), to.month()));
        // Without a period the table is as long as what there is; without a month there is only a head.
        let span = asked.or_else(|| self.months.span()).unwrap_or((Month(0), Month(-1)));
        self.months.table(out, span, self.lang)
    }
}
