//! Literals and expectations of examples.

use super::ast::{Expect, ExpectWindow, Literal};
use super::build::{BuildError, Built, Parts, date, ident, number, span};
use super::build_expr::text_of;
use super::codes;
use super::parse::{Node, Rule};
use crate::calendar::parse_month;
use crate::diag::Diagnostic;
use crate::model::Verdict;

pub(super) fn literal(node: Node, base: usize) -> Built<Literal> {
    let node = match node.as_rule() {
        Rule::literal => Parts::of(node, base).need()?,
        _ => node,
    };
    let text = node.as_str().to_owned();
    Ok(match node.as_rule() {
        Rule::object => {
            let mut parts = Parts::of(node, base);
            let mut fields = Vec::new();
            while let Some(pair) = parts.take(Rule::pair) {
                let mut pair = Parts::of(pair, base);
                fields.push((pair.ident()?, literal(pair.need()?, base)?));
            }
            Literal::Object(fields)
        }
        Rule::array => {
            let mut parts = Parts::of(node, base);
            let mut items = Vec::new();
            while let Some(item) = parts.next() {
                items.push(literal(item, base)?);
            }
            Literal::Array(items)
        }
        Rule::number => Literal::Number(number(&node, base)?),
        Rule::string => Literal::Text(text_of(&node)),
        Rule::word if matches!(text.as_str(), "true" | "真") => Literal::Bool(true),
        Rule::word if matches!(text.as_str(), "false" | "偽") => Literal::Bool(false),
        Rule::word => Literal::Text(ident(&node, base).text),
        Rule::year => Literal::Digits(crate::text::fold(&text)),
        _ => Literal::Text(text),
    })
}

pub(super) fn expect(mut parts: Parts, base: usize) -> Built<Expect> {
    let verdict_node = parts.need()?;
    let name = ident(&verdict_node, base);
    let verdict = Verdict::named(&name.text).ok_or_else(|| {
        let near = crate::text::closest(&name.text, Verdict::ALL.map(Verdict::name));
        BuildError { diagnostic: codes::unknown(&codes::UNKNOWN_VERDICT, &name.text, near), span: name.span }
    })?;
    let subject = match parts.take(Rule::selector) {
        Some(node) => {
            let mut selector = Parts::of(node, base);
            let kind = selector.ident()?;
            Some((kind, selector.take(Rule::string).map(|node| text_of(&node))))
        }
        None => None,
    };
    let window = parts.take(Rule::in_window).map(|node| expect_window(node, base)).transpose()?;
    let reason = match parts.take(Rule::because) {
        Some(node) => {
            let mut because = Parts::of(node, base);
            because.take(Rule::kw_reason);
            Some(because.ident()?)
        }
        None => None,
    };
    Ok(Expect { verdict, subject, window, reason })
}

pub(super) fn expect_window(node: Node, base: usize) -> Built<ExpectWindow> {
    let mut parts = Parts::of(node, base);
    parts.take(Rule::op_in);
    let node = parts.need()?;
    Ok(match node.as_rule() {
        Rule::window_range => {
            let mut ends = Parts::of(node, base);
            let from = date(&ends.need()?, base)?.lo;
            ExpectWindow::Days(from, date(&ends.need()?, base)?.hi)
        }
        Rule::month => {
            let month = parse_month(node.as_str()).map_err(|_| BuildError {
                diagnostic: Diagnostic::new(&codes::BAD_DATE).arg("text", node.as_str()),
                span: span(&node, base),
            })?;
            ExpectWindow::Days(month.first_day(), month.last_day())
        }
        _ => ExpectWindow::Value(text_of(&node)),
    })
}
