//! Months to which a reduction may apply, case by case: the list for one's own review.

use super::cell::Value;
use super::sheet::{Above, Col, Kind, Row, Sheet, Table};
use super::{case_word, group_word, or_word, words};
use crate::diag::Lang;
use crate::model::{Asked, CaseResult, Consequence};
use crate::report::Context;
use crate::report::words as report_words;
use std::collections::BTreeSet;

/// The key of what one unit is worth.
const PRICE: &str = "cover/price";
/// Column of the amount at risk.
const AT_RISK: &str = "I";

/// Months at stake with the name and the group of their case.
#[derive(Debug, Default)]
pub(super) struct Costs {
    all: Vec<(String, String, Consequence)>,
}

impl Costs {
    pub(super) fn add(&mut self, case: &CaseResult, name: &str) {
        let group = case.view.as_ref().map_or("", |view| view.group.as_str());
        let all = case.consequences.iter().map(|cost| (name.to_owned(), group.to_owned(), cost.clone()));
        self.all.extend(all);
    }

    /// What may be lost by some consequences, where it is known, and in how many months.
    pub(super) fn of_rules(&self, ids: &BTreeSet<String>, lang: Lang) -> String {
        let of = || self.all.iter().map(|(.., cost)| cost).filter(|cost| ids.contains(&cost.id));
        let months = of().count();
        if months == 0 {
            String::new()
        } else {
            in_all(of(), lang).unwrap_or_else(|| report_words::TIMES.with(lang, months))
        }
    }

    pub(super) fn sheet(&self, context: &Context, lang: Lang) -> Sheet {
        let workbook = &context.workbook;
        let mut said = vec![words::HOW_COSTS.of(lang).to_owned(), words::FILL_IN.of(lang).to_owned()];
        said.extend(in_all(self.all.iter().map(|(.., cost)| cost), lang));
        let priced = !workbook.price.is_empty();
        // The title, what is said below it, and then the price in column B.
        let price = format!("$B${}", said.len() + 2);
        let first = said.len() + 4;
        let rows = self
            .all
            .iter()
            .enumerate()
            .map(|(at, cost)| row(cost, priced.then_some((&price, first + at)), context, lang));
        let table =
            Table { columns: columns(context, lang), rows: rows.collect(), ..Table::default() }.or_nothing(lang);
        let title = or_word(&workbook.costs, lang, &words::COSTS).to_owned();
        let above = priced.then(|| Above { label: workbook.price.of(lang).to_owned(), key: PRICE.to_owned() });
        Sheet { title, said, above, tables: vec![table], keyed: true, still: 1, ..Sheet::default() }
    }
}

/// The sum of what is known in one unit, and how many months are not known.
pub(super) fn in_all<'a>(costs: impl Iterator<Item = &'a Consequence>, lang: Lang) -> Option<String> {
    let (known, unknown): (Vec<_>, Vec<_>) = costs.partition(|cost| cost.amount.is_some());
    let unit = known.first().map(|cost| cost.unit.as_str())?;
    if known.iter().any(|cost| cost.unit != unit) {
        return None;
    }
    let sum = known.iter().filter_map(|cost| Some(cost.amount?.at_risk)).fold(0_i64, i64::saturating_add);
    let said = words::IN_ALL.with(lang, sum).replace("{unit}", unit);
    Some(if unknown.is_empty() { said } else { said + &words::NOT_KNOWN.with(lang, unknown.len()) })
}

fn columns(context: &Context, lang: Lang) -> Vec<Col> {
    let workbook = &context.workbook;
    let money = (!workbook.price.is_empty()).then(|| Col::new(workbook.money.of(lang), 11.0, Kind::Number));
    let mut columns = vec![
        Col::new(case_word(context, lang), 16.0, Kind::Text),
        Col::new(group_word(context, lang), 7.0, Kind::Text),
        Col::new(words::MONTH.of(lang), 13.0, Kind::Text),
        Col::new(words::WHAT.of(lang), 20.0, Kind::Text),
        Col::new(words::BASIS.of(lang), 22.0, Kind::Text),
        Col::new(words::RATE.of(lang), 6.0, Kind::Mark),
        Col::new(words::WHOLE.of(lang), 9.0, Kind::Number),
        Col::new(words::LEFT.of(lang), 9.0, Kind::Number),
        Col::new(words::AT_RISK.of(lang), 11.0, Kind::Number),
    ];
    columns.extend(money);
    columns.push(Col::new(words::CONDITION.of(lang), 12.0, Kind::Text));
    columns.push(Col::typed(Asked::Remark, 16.0, &[], lang));
    columns
}

fn row(
    (name, group, cost): &(String, String, Consequence),
    price: Option<(&String, usize)>,
    context: &Context,
    lang: Lang,
) -> Row {
    let amount = cost.amount;
    let month = super::findings::month(cost, lang);
    let condition = match (cost.settled, cost.otherwise.as_str()) {
        (true, _) => words::SETTLED.of(lang),
        (false, "") => words::IF_SO.of(lang),
        (false, words) => words,
    };
    let mut values = vec![
        Value::text(name.as_str()),
        Value::text(group.as_str()),
        Value::text(month),
        Value::text(cost.title.as_str()),
        Value::text(cost.cited.as_str()),
        Value::text(cost.rate.clone().unwrap_or_default()),
        Value::number(amount.map(|amount| amount.whole)),
        Value::number(amount.map(|amount| amount.left)),
        Value::number(amount.map(|amount| amount.at_risk)),
    ];
    values.extend(price.map(|(price, at)| match amount {
        Some(amount) => money(amount.at_risk, price, at, context),
        None => Value::Blank,
    }));
    values.push(Value::text(condition));
    Row::new(format!("{}/{}/{}", cost.id, cost.case.as_deref().unwrap_or(""), cost.month), values)
}

/// What the units at risk are worth: the only formula of the workbook.
fn money(at_risk: i64, price: &str, at: usize, context: &Context) -> Value {
    let typed = context.carried.rows.get(PRICE).and_then(|typed| typed.text(Asked::Entry).parse::<f64>().ok());
    let formula = format!("IF({price}=\"\",\"\",ROUNDDOWN({AT_RISK}{at}*{price},0))");
    Value::Formula(formula, typed.map(|price| (at_risk as f64 * price).trunc()))
}
