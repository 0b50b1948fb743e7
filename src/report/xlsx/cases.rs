//! One row a case: the gravest mark of each column of the matrix, what falls due next, and the last twelve months.

use super::cell::Value;
use super::sheet::{Col, Kind, Row, Sheet, Table};
use super::tally::Comes;
use super::{case_word, group_word, mark, or_word, verdict_words, words};
use crate::calendar::{Day, Month};
use crate::diag::Lang;
use crate::model::{Asked, CaseResult, Column, DutyMark, Verdict};
use crate::report::Context;

/// Months that are shown.
const MONTHS: i32 = 12;

/// Cases with their groups.
#[derive(Debug)]
pub(super) struct Cases {
    columns: Vec<Column>,
    /// First of the months.
    first: Option<Month>,
    rows: Vec<(String, Row)>,
}

impl Cases {
    /// The matrix as the packs have it; where they have none, a column for each class.
    pub(super) fn new(context: &Context, lang: Lang) -> Cases {
        let classes = context.display.classes.iter().map(|class| Column {
            title: lang.of(&class.words_ja, &class.words_en).to_owned(),
            class: class.name.clone(),
            ..Column::default()
        });
        let drawn = &context.drawn.columns;
        let mut columns: Vec<Column> = if drawn.is_empty() { classes.collect() } else { drawn.clone() };
        columns.push(Column { title: words::OTHER.of(lang).to_owned(), ..Column::default() });
        Cases { columns, first: context.as_of.map(|day| day.month().plus(1 - MONTHS)), rows: Vec::new() }
    }

    pub(super) fn add(&mut self, case: &CaseResult, name: &str, context: &Context) {
        let group = case.view.as_ref().map_or("", |view| view.group.as_str());
        let duties = || case.duties.iter();
        let mut values = vec![Value::text(group), Value::text(name)];
        let columns = 0..self.columns.len();
        values.extend(columns.map(|at| counted(duties().filter(|duty| self.column(duty) == at), context)));
        for verdict in [Verdict::Undetermined, Verdict::Judgement] {
            let count = duties().filter(|duty| duty.verdict == verdict).count();
            values.push(if count == 0 { Value::Blank } else { Value::Number(count as f64) });
        }
        values.push(next(&case.duties).map_or(Value::Blank, Value::Day));
        values.extend(self.months(&case.duties, context));
        let key = format!("case/{}", if case.alias.is_empty() { name } else { &case.alias });
        self.rows.push((group.to_owned(), Row::new(key, values)));
    }

    /// The first column that holds a duty; the last one holds what no other does.
    fn column(&self, duty: &DutyMark) -> usize {
        let found = self.columns.iter().position(|column| column.holds(&duty.rule, &duty.class_name));
        found.unwrap_or(self.columns.len().saturating_sub(1))
    }

    /// The gravest mark of each month, of the rules of the calendar.
    fn months(&self, duties: &[DutyMark], context: &Context) -> Vec<Value> {
        let shown = |duty: &&DutyMark| match &context.drawn.calendar {
            Some(calendar) => calendar.holds(&duty.rule, &duty.class_name),
            None => duty.binding,
        };
        let of = |month: Month| marked(duties.iter().filter(shown).filter(|duty| duty.month == Some(month)), context);
        self.shown_months().map(of).collect()
    }

    fn shown_months(&self) -> impl Iterator<Item = Month> {
        self.first.into_iter().flat_map(|first| (0..MONTHS).map(move |nth| first.plus(nth)))
    }

    pub(super) fn sheet(&mut self, context: &Context, lang: Lang) -> Sheet {
        let mut rows = std::mem::take(&mut self.rows);
        // Those without a group come last.
        rows.sort_by(|a, b| (a.0.is_empty(), &a.0).cmp(&(b.0.is_empty(), &b.0)));
        let rows = rows.into_iter().map(|(_, row)| row).collect();
        let table = Table { columns: self.columns(context, lang), rows, ..Table::default() }.or_nothing(lang);
        let title = or_word(&context.workbook.cases, lang, &words::CASES).to_owned();
        let mut said = vec![words::HOW_CASES.of(lang).to_owned()];
        said.extend(context.drawn.calendar.as_ref().map(|calendar| words::MONTHS_ARE.with(lang, &calendar.title)));
        Sheet { title, said, tables: vec![table], keyed: true, still: 2, ..Sheet::default() }
    }

    fn columns(&self, context: &Context, lang: Lang) -> Vec<Col> {
        let mut columns = vec![
            Col::new(group_word(context, lang), 8.0, Kind::Text),
            Col::new(case_word(context, lang), 10.0, Kind::Text),
        ];
        columns.extend(self.columns.iter().map(|column| Col::new(column.title.as_str(), 6.5, Kind::Mark)));
        let rest = [Verdict::Undetermined, Verdict::Judgement];
        columns.extend(rest.map(|verdict| Col::new(verdict_words(&context.display, verdict, lang), 7.0, Kind::Mark)));
        columns.push(Col::new(words::NEXT_DUE.of(lang), 9.5, Kind::Day));
        columns.extend(self.shown_months().map(|month| Col::new(short(month, lang), 5.0, Kind::Mark)));
        columns.push(Col::typed(Asked::Remark, 14.0, &[], lang));
        columns
    }
}

/// The gravest mark of some duties, with how many are not in order.
fn counted<'a>(duties: impl Iterator<Item = &'a DutyMark>, context: &Context) -> Value {
    let duties: Vec<&DutyMark> = duties.collect();
    let not = duties.iter().filter(|duty| duty.verdict == Verdict::Violation).count();
    match not {
        0 | 1 => marked(duties.into_iter(), context),
        more => Value::Text(format!("{}{more}", mark(&context.display, Verdict::Violation))),
    }
}

/// The gravest mark of some duties; nothing where nothing was due.
fn marked<'a>(duties: impl Iterator<Item = &'a DutyMark>, context: &Context) -> Value {
    let verdict = match duties.map(Comes::of).max() {
        None | Some(Comes::Nothing) => Verdict::NotApplicable,
        Some(Comes::InOrder) => Verdict::Conform,
        Some(Comes::Open) => Verdict::Undetermined,
        Some(Comes::Not) => Verdict::Violation,
    };
    Value::text(mark(&context.display, verdict))
}

/// The next day on which something falls due.
fn next(duties: &[DutyMark]) -> Option<Day> {
    let pending = duties.iter().filter(|duty| duty.verdict == Verdict::Pending);
    pending.filter_map(|duty| duty.due).filter(|day| day.is_finite()).min()
}

/// A month in a narrow column, as it is read back: `R6.5`, `2024-05`.
fn short(month: Month, lang: Lang) -> String {
    let (year, of_year) = month.year_month();
    match lang {
        Lang::Ja if year >= 2020 => format!("R{}.{of_year}", year - 2018),
        _ => month.to_string(),
    }
}
