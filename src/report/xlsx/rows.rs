//! A sheet of checklist rows, half filled in: what the records say, and an empty result for a person.

use super::cell::Value;
use super::costs::Costs;
use super::lists::{ListRow, Lists};
use super::sheet::{Col, Kind, Row, Sheet, Table};
use super::tally::{Comes, Tally};
use super::{mark, words};
use crate::diag::Lang;
use crate::model::{Ask, Asked, Display, Verdict};
use crate::report::Context;
use crate::report::words as report_words;

/// The sheet.
pub(super) fn sheet(lists: &Lists, at: usize, costs: &Costs, context: &Context, (lang, whole): (Lang, bool)) -> Sheet {
    let Some(wanted) = lists.sheets.get(at) else { return Sheet::default() };
    let maker = Maker {
        context,
        costs,
        lang,
        whole,
        results: results(context, lang),
        ask: &wanted.ask,
        amounts: wanted.amounts,
    };
    let rows = wanted.rows.iter().filter_map(|row| lists.rows.get(*row)).map(|row| maker.row(row)).collect();
    let mut said = vec![words::HOW_LIST.of(lang).to_owned(), words::FILL_IN.of(lang).to_owned()];
    if maker.is_numbered() {
        said.push(words::NUMBERING.with(lang, context.workbook.numbering.of(lang)));
    }
    said.extend(wanted.said.iter().cloned());
    let table = Table { columns: maker.columns(), rows, ..Table::default() }.or_nothing(lang);
    Sheet { title: wanted.title.clone(), said, tables: vec![table], keyed: true, still: 2, ..Sheet::default() }
}

/// What a result may be: the words of the municipality's form, or general ones.
fn results(context: &Context, lang: Lang) -> Vec<String> {
    let own = &context.workbook.results;
    let general = [&words::FITS, &words::FITS_NOT, &words::DOES_NOT_APPLY];
    if own.is_empty() { general.map(|word| word.of(lang).to_owned()).to_vec() } else { own.clone() }
}

struct Maker<'a> {
    context: &'a Context,
    costs: &'a Costs,
    lang: Lang,
    /// Whether everything was looked at, so that a result may be proposed.
    whole: bool,
    results: Vec<String>,
    ask: &'a [Ask],
    amounts: bool,
}

impl Maker<'_> {
    fn is_numbered(&self) -> bool {
        !self.context.workbook.numbers.is_empty()
    }

    fn columns(&self) -> Vec<Col> {
        let lang = self.lang;
        let results: Vec<&str> = self.results.iter().map(String::as_str).collect();
        let form = self.is_numbered().then(|| Col::new(words::FORM_NUMBER.of(lang), 9.0, Kind::Mark));
        let mut columns = vec![Col::new(words::NUMBER.of(lang), 10.0, Kind::Text)];
        columns.extend(form);
        columns.push(Col::new(words::ROW.of(lang), 27.0, Kind::Text));
        columns.push(Col::new(words::BASIS.of(lang), 16.0, Kind::Text));
        columns.push(Col::new(words::LOOK_AT.of(lang), 20.0, Kind::Text));
        columns.push(Col::new(words::MACHINE.of(lang), 12.0, Kind::Text));
        if self.amounts {
            columns.push(Col::new(words::AMOUNT.of(lang), 10.0, Kind::Text));
        }
        columns.extend(self.ask.iter().map(|ask| {
            let choices = ask.choices.iter().map(|choice| choice.of(lang).to_owned()).collect();
            Col::new(ask.title.of(lang), 7.0, Kind::Typed(ask.title.of(Lang::En).to_owned(), choices))
        }));
        columns.push(Col::typed(Asked::Outcome, 8.0, &results, lang));
        columns.push(Col::new(words::PROPOSED.of(lang), 5.0, Kind::Proposed));
        columns.push(Col::new(words::EVIDENCE.of(lang), 24.0, Kind::Text));
        columns.push(Col::typed(Asked::Remark, 15.0, &[], lang));
        columns
    }

    fn row(&self, row: &ListRow) -> Row {
        let form = self.is_numbered().then(|| {
            let number = self.context.workbook.numbers.get(&row.id);
            Value::text(number.cloned().unwrap_or_default())
        });
        let proposed = Value::text(self.proposed(row));
        let mut values = vec![Value::text(row.id.as_str())];
        values.extend(form);
        values.extend([&row.title, &row.citation, &row.look].map(|text| Value::text(text.as_str())));
        values.push(Value::text(machine(row, &self.context.display, self.lang)));
        if self.amounts {
            values.push(Value::text(self.costs.of_rules(&row.rules, self.lang)));
        }
        values.extend(self.ask.iter().map(|_| Value::Blank));
        values.push(proposed.clone());
        values.push(proposed);
        values.push(Value::text(evidence(row, &self.context.display, self.lang)));
        Row::new(row.key(), values)
    }

    /// The first of the results, where the records alone answer the row and everything is in order.
    fn proposed(&self, row: &ListRow) -> String {
        let whole = self.whole && row.is_by_records() && row.tally().is_whole();
        let advised = row.advice.of(Comes::InOrder) < row.advice.looked_at();
        if whole && !advised { self.results.first().cloned().unwrap_or_default() } else { String::new() }
    }
}

/// What the records say of a row, in numbers of cases.
pub(super) fn machine(row: &ListRow, display: &Display, lang: Lang) -> String {
    if row.rules.is_empty() {
        let ways: Vec<&str> = row.by_person().map(|way| report_words::coverage(way, lang)).collect();
        return format!("{} {}", words::MINUS.of(lang), ways.join(report_words::LIST.of(lang))).trim_end().to_owned();
    }
    let tally = row.tally();
    if tally.looked_at() == 0 {
        return words::MINUS.of(lang).to_owned();
    }
    let in_order = format!("{} {}/{}", mark(display, Verdict::Conform), tally.of(Comes::InOrder), tally.looked_at());
    let rest = [(Comes::Not, Verdict::Violation), (Comes::Open, Verdict::Undetermined)];
    let rest = rest.into_iter().filter(|(comes, _)| tally.of(*comes) > 0);
    let rest = rest.map(|(comes, verdict)| format!("{}{}", mark(display, verdict), tally.of(comes)));
    let parts: Vec<String> = std::iter::once(in_order).chain(rest).collect();
    parts.join(" ") + &advised(row, lang)
}

/// Advice beside what binds.
fn advised(row: &ListRow, lang: Lang) -> String {
    let advised = row.advice.of(Comes::Not);
    if row.binding.looked_at() == 0 || advised == 0 {
        return String::new();
    }
    words::MORE_ADVICE.with(lang, words::ADVICE.of(lang)).replace("{m}", &advised.to_string())
}

/// The cases behind the numbers: first those that are not in order.
fn evidence(row: &ListRow, display: &Display, lang: Lang) -> String {
    let tally = row.tally();
    let all = [
        (Comes::Not, Verdict::Violation, usize::MAX),
        (Comes::Open, Verdict::Undetermined, 1),
        (Comes::InOrder, Verdict::Conform, 1),
    ];
    let parts = all.into_iter().filter(|(comes, ..)| tally.of(*comes) > 0);
    let parts: Vec<String> = parts
        .map(|(comes, verdict, most)| format!("{} {}", mark(display, verdict), names(tally, comes, most, lang)))
        .collect();
    parts.join(report_words::SEMICOLON.of(lang))
}

fn names(tally: &Tally, comes: Comes, most: usize, lang: Lang) -> String {
    let named = tally.named(comes);
    let mut shown: Vec<String> = named.iter().take(most).cloned().collect();
    let left = tally.of(comes).saturating_sub(shown.len() as u64);
    if left > 0 {
        shown.push(words::MANY_MORE.with(lang, left));
    }
    shown.join(report_words::LIST.of(lang))
}
