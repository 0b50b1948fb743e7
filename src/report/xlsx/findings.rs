//! The list of findings, gravest first: what is to be done, and what became of it.

use super::cell::Value;
use super::sheet::{Col, Kind, Row, Sheet, Table};
use super::{case_word, costs, gravity, group_word, when, words};
use crate::calendar::parse_month;
use crate::diag::Lang;
use crate::model::{Asked, CaseResult, Consequence, Finding, Verdict};
use crate::report::Context;
use crate::report::words as report_words;
use std::collections::BTreeMap;

/// Verdict, whether its class does not bind, rank of the class: smaller is graver.
type Weight = (u8, bool, u32);

/// Findings as rows, in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Findings {
    rows: Vec<(Weight, Row)>,
}

impl Findings {
    pub(super) fn add(&mut self, case: &CaseResult, name: &str, context: &Context, lang: Lang) {
        let mut at_stake: BTreeMap<&str, Vec<&Consequence>> = BTreeMap::new();
        for consequence in &case.consequences {
            for finding in &consequence.from {
                at_stake.entry(finding).or_default().push(consequence);
            }
        }
        let group = case.view.as_ref().map_or("", |view| view.group.as_str());
        for finding in &case.findings {
            let costs = at_stake.get(finding.fingerprint.as_str()).map_or(&[][..], Vec::as_slice);
            self.rows.push((weight(finding), row(finding, (name, group), costs, (context, lang))));
        }
    }

    /// The sheet; what weighs the same keeps its order.
    pub(super) fn sheet(mut self, context: &Context, lang: Lang) -> Sheet {
        self.rows.sort_by_key(|(weight, _)| *weight);
        let rows = self.rows.into_iter().map(|(_, row)| row).collect();
        let table = Table { columns: columns(context, lang), rows, ..Table::default() }.or_nothing(lang);
        let said = vec![words::HOW_FINDINGS.of(lang).to_owned(), words::FILL_IN.of(lang).to_owned()];
        let title = words::FINDINGS.of(lang).to_owned();
        Sheet { title, said, tables: vec![table], keyed: true, still: 2, ..Sheet::default() }
    }
}

fn weight(finding: &Finding) -> Weight {
    let class = (!finding.class.binding, finding.class.rank);
    let verdict = match finding.verdict {
        Verdict::Violation => 0,
        Verdict::Judgement => 1,
        Verdict::Undetermined => 2,
        Verdict::Pending => 3,
        Verdict::Exempt => 4,
        Verdict::Conform => 5,
        Verdict::NotApplicable => 6,
    };
    (verdict, class.0, class.1)
}

fn columns(context: &Context, lang: Lang) -> Vec<Col> {
    let states = [&words::LEFT_OPEN, &words::DONE, &words::EXCUSED].map(|word| word.of(lang));
    let by_on = Asked::On.header(Lang::En).to_owned();
    vec![
        Col::new(words::GRAVITY.of(lang), 9.0, Kind::Text),
        Col::new(case_word(context, lang), 9.0, Kind::Text),
        Col::new(group_word(context, lang), 7.0, Kind::Text),
        Col::new(words::WHAT.of(lang), 29.0, Kind::Text),
        Col::new(words::WHEN.of(lang), 13.0, Kind::Text),
        Col::new(words::DUE.of(lang), 9.5, Kind::Day),
        Col::new(words::BASIS.of(lang), 13.0, Kind::Text),
        Col::new(words::WHERE.of(lang), 14.0, Kind::Text),
        Col::new(words::TO_DO.of(lang), 22.0, Kind::Text),
        Col::new(words::IF_LEFT.of(lang), 15.0, Kind::Text),
        Col::new(words::AMOUNT.of(lang), 11.0, Kind::Text),
        Col::typed(Asked::State, 8.0, &states, lang),
        Col::typed(Asked::Reason, 11.0, &[], lang),
        Col::typed(Asked::By, 8.0, &[], lang),
        Col::new(Asked::On.header(lang), 9.5, Kind::TypedDay(by_on)),
    ]
}

fn row(
    finding: &Finding,
    (name, group): (&str, &str),
    at_risk: &[&Consequence],
    (context, lang): (&Context, Lang),
) -> Row {
    let display = &context.display;
    let open = matches!(finding.verdict, Verdict::Violation | Verdict::Judgement | Verdict::Undetermined);
    let state = if open { words::LEFT_OPEN.of(lang) } else { "" };
    let window = when::window(finding, &display.terms, lang);
    let when = [finding.subject_words.as_str(), window.as_str()];
    let when: Vec<&str> = when.into_iter().filter(|part| !part.is_empty()).collect();
    let cited = if finding.cited.is_empty() { &finding.citation } else { &finding.cited };
    let values = vec![
        Value::text(gravity(display, finding.verdict, &finding.class, lang)),
        Value::text(name),
        Value::text(group),
        Value::text(said(finding, lang)),
        Value::text(when.join(report_words::DOT.of(lang))),
        finding.due.as_deref().map_or(Value::Blank, Value::date),
        Value::text(cited.as_str()),
        Value::text(when::places(finding, lang)),
        Value::text(finding.to_do.as_str()),
        Value::text(finding.consequence.as_str()),
        Value::text(at_stake(at_risk, lang)),
        Value::text(state),
    ];
    Row::new(finding.fingerprint.as_str(), values)
}

/// The message, with its title where it does not name it, and the reasons of what is open.
fn said(finding: &Finding, lang: Lang) -> String {
    let message = if finding.message.is_empty() { &finding.title } else { &finding.message };
    let because = finding.because.join(report_words::LIST.of(lang));
    match finding.verdict {
        Verdict::Undetermined | Verdict::Judgement if !because.is_empty() => {
            lang.of("{n}（{m}）", "{n} ({m})").replace("{n}", message).replace("{m}", &because)
        }
        _ => message.clone(),
    }
}

/// The months at stake with their sum, by consequence.
fn at_stake(costs: &[&Consequence], lang: Lang) -> String {
    let parts = costs.chunk_by(|a, b| a.id == b.id).map(|months| {
        let (first, last) = (months.first().map(|cost| month(cost, lang)), months.last().map(|cost| month(cost, lang)));
        let (first, last) = (first.unwrap_or_default(), last.unwrap_or_default());
        let when = match months.len() {
            1 => first,
            _ => words::FROM_TO.with(lang, first).replace("{m}", &last) + &report_words::TIMES.with(lang, months.len()),
        };
        let rest = costs::in_all(months.iter().copied(), lang);
        let rest = rest.or_else(|| months.first().map(|cost| cost.title.clone())).unwrap_or_default();
        format!("{when} {rest}")
    });
    parts.collect::<Vec<_>>().join(report_words::SEMICOLON.of(lang))
}

/// The month of a consequence in words.
pub(super) fn month(cost: &Consequence, lang: Lang) -> String {
    parse_month(&cost.month).map_or_else(|_| cost.month_words.clone(), |month| when::month(month, lang))
}
