//! Clauses whose text has a form of its own: fields, ranges of settable values, days of the year, rates.

use super::ast::{Expr, FieldDecl, FieldShape, Rate};
use super::build::{BuildError, Built, Parts, date, force, number, span, type_ref};
use super::build_expr::expr;
use super::codes;
use super::parse::{Node, Rule};
use crate::calendar::{Day, Month};
use crate::diag::Diagnostic;
use crate::model::NullMeaning;
use crate::text::fold;

/// `field` of a record.
pub(super) fn field(mut parts: Parts, base: usize) -> Built<FieldDecl> {
    let name = parts.ident()?;
    let ja = parts.ident_if(Rule::word);
    let shape = match parts.take(Rule::view) {
        Some(view) => {
            let mut view = Parts::of(view, base);
            FieldShape::View(view.ident()?, view.ident()?)
        }
        None => FieldShape::Stored(type_ref(parts.need()?, base)?),
    };
    let mut decl = FieldDecl {
        name: (name, ja),
        shape,
        personal: false,
        public: false,
        null: NullMeaning::NotRecorded,
        least: None,
        most: None,
    };
    while let Some(marker) = parts.take(Rule::marker) {
        mark(&mut decl, Parts::of(marker, base).need()?, base)?;
    }
    Ok(decl)
}

fn mark(decl: &mut FieldDecl, marker: Node, base: usize) -> Built<()> {
    let open = marker.as_str().ends_with("open") || marker.as_str().ends_with("無期限");
    let rule = marker.as_rule();
    let last = |marker: Node| marker.into_inner().last().map(|node| number(&node, base)).transpose();
    match rule {
        Rule::mark_personal => decl.personal = true,
        Rule::mark_public => decl.public = true,
        Rule::mark_least => decl.least = last(marker)?,
        Rule::mark_most => decl.most = last(marker)?,
        _ if open => decl.null = NullMeaning::Open,
        _ => decl.null = NullMeaning::Absent,
    }
    Ok(())
}

/// Values, and ranges from one to another.
pub(super) fn choices(parts: &mut Parts, base: usize) -> Built<Vec<(Expr, Option<Expr>)>> {
    let mut choices = Vec::new();
    while let Some(choice) = parts.take(Rule::choice) {
        let mut choice = Parts::of(choice, base);
        let from = expr(choice.need()?, base)?;
        choices.push((from, choice.next().map(|node| expr(node, base)).transpose()?));
    }
    Ok(choices)
}

/// Days of every year; one day is a range of itself.
pub(super) fn yearly(parts: &mut Parts, base: usize) -> Built<Vec<[(u8, u8); 2]>> {
    let mut ranges = Vec::new();
    while let Some(range) = parts.take(Rule::yearly) {
        let mut range = Parts::of(range, base);
        let from = month_day(&range.need()?, base)?;
        let to = range.next().map(|node| month_day(&node, base)).transpose()?;
        ranges.push([from, to.unwrap_or(from)]);
    }
    Ok(ranges)
}

/// A month and a day that some year has.
fn month_day(node: &Node, base: usize) -> Built<(u8, u8)> {
    let text = fold(node.as_str());
    let numbers = text.split_once('-').and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
    let fits = |(month, day): &(u8, u8)| {
        Month::new(2024, (*month).into()).is_some_and(|month| (1..=month.length()).contains(&u32::from(*day)))
    };
    numbers.filter(fits).ok_or_else(|| bad_date(node, base))
}

/// A day of a table, known to the day.
pub(super) fn closed_day(node: &Node, base: usize) -> Built<Day> {
    let range = date(node, base)?;
    if range.is_exact() { Ok(range.lo) } else { Err(bad_date(node, base)) }
}

fn bad_date(node: &Node, base: usize) -> BuildError {
    let diagnostic = Diagnostic::new(&codes::BAD_DATE).arg("text", node.as_str());
    BuildError { diagnostic, span: span(node, base) }
}

/// `rate` of a consequence.
pub(super) fn rate(mut parts: Parts, base: usize) -> Built<Rate> {
    let from = number(&parts.need()?, base)?;
    let to = match parts.take(Rule::upward) {
        None => Some(from),
        Some(node) => Parts::of(node, base).next().map(|node| number(&node, base)).transpose()?,
    };
    let force = force(parts.need()?, base)?;
    Ok(Rate { from, to, force, value: expr(parts.need()?, base)? })
}
