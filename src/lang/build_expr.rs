//! Pairs of the grammar to expressions. Binary operators associate as `docs/language.md` says; depth is bounded by the
//! limits that the first stage has already checked.

use super::ast::{Arg, CmpOp, Expr, ExprKind, Ident, Quantifier, Range, Unit};
use super::build::{BuildError, Built, Parts, date, ident, number, span};
use super::codes;
use super::parse::{Node, Rule};
use crate::calendar::parse_month;
use crate::diag::Diagnostic;
use crate::limits;
use crate::text::{Span, fold};

/// The tree of an expression.
pub(super) fn expr(node: Node, base: usize) -> Built<Expr> {
    let mut parts = Parts::of(node, base);
    let mut operands = vec![unary(parts.need()?, base)?];
    let mut operators = Vec::new();
    while let Some(operator) = parts.next() {
        operators.push(operator.as_rule());
        operands.push(unary(parts.need()?, base)?);
    }
    Ok(implies(operands, &operators))
}

/// Loosest first: splits at `implies` (right), then at `or`, then at `and`.
fn implies(operands: Vec<Expr>, operators: &[Rule]) -> Expr {
    let mut groups = split(operands, operators, Rule::op_implies).into_iter().rev();
    let mut result = groups.next().map_or_else(nothing, |(operands, operators)| or(operands, &operators));
    for (operands, operators) in groups {
        let left = or(operands, &operators);
        let span = left.span.to(result.span);
        result = Expr { kind: ExprKind::Implies(Box::new(left), Box::new(result)), span };
    }
    result
}

fn or(operands: Vec<Expr>, operators: &[Rule]) -> Expr {
    let groups = split(operands, operators, Rule::op_or);
    joined(groups.into_iter().map(|(operands, _)| joined(operands, ExprKind::And)).collect(), ExprKind::Or)
}

type Group = (Vec<Expr>, Vec<Rule>);

fn split(operands: Vec<Expr>, operators: &[Rule], at: Rule) -> Vec<Group> {
    let mut groups: Vec<Group> = vec![(Vec::new(), Vec::new())];
    for (index, operand) in operands.into_iter().enumerate() {
        let operator = index.checked_sub(1).and_then(|before| operators.get(before)).copied();
        if operator == Some(at) {
            groups.push((Vec::new(), Vec::new()));
        }
        if let Some((operands, inner)) = groups.last_mut() {
            inner.extend(operator.filter(|rule| *rule != at));
            operands.push(operand);
        }
    }
    groups
}

fn joined(mut operands: Vec<Expr>, make: fn(Vec<Expr>) -> ExprKind) -> Expr {
    if operands.len() == 1 {
        return operands.pop().unwrap_or_else(nothing);
    }
    let span = operands.iter().map(|operand| operand.span).reduce(Span::to).unwrap_or_default();
    Expr { kind: make(operands), span }
}

/// Stands where the grammar guarantees an operand.
fn nothing() -> Expr {
    Expr { kind: ExprKind::Bool(true), span: Span::default() }
}

fn unary(node: Node, base: usize) -> Built<Expr> {
    let whole = span(&node, base);
    let mut parts = Parts::of(node, base);
    let mut negations = 0usize;
    while parts.take(Rule::op_not).is_some() {
        negations += 1;
    }
    let inner = chain(parts.need()?, base)?;
    let odd = negations % 2 == 1;
    Ok(if odd { Expr { kind: ExprKind::Not(Box::new(inner)), span: whole } } else { inner })
}

fn chain(node: Node, base: usize) -> Built<Expr> {
    let whole = span(&node, base);
    let mut parts = Parts::of(node, base);
    let first = alt(parts.need()?, base)?;
    let mut rest = Vec::new();
    while let Some(operator) = parts.take(Rule::cmp) {
        rest.push((cmp_op(operator, base)?, alt(parts.need()?, base)?));
    }
    if rest.is_empty() {
        return Ok(first);
    }
    Ok(Expr { kind: ExprKind::Chain(Box::new(first), rest), span: whole })
}

fn cmp_op(node: Node, base: usize) -> Built<CmpOp> {
    Ok(match Parts::of(node, base).need()?.as_rule() {
        Rule::op_le => CmpOp::Le,
        Rule::op_lt => CmpOp::Lt,
        Rule::op_ge => CmpOp::Ge,
        Rule::op_gt => CmpOp::Gt,
        Rule::op_ne => CmpOp::Ne,
        Rule::op_in => CmpOp::In,
        _ => CmpOp::Eq,
    })
}

/// `a else b else c`: the first that is recorded, so it associates to the right.
fn alt(node: Node, base: usize) -> Built<Expr> {
    let whole = span(&node, base);
    let mut parts = Parts::of(node, base);
    let mut operands = vec![sum(parts.need()?, base)?];
    while parts.take(Rule::op_else).is_some() {
        deeper(operands.len(), whole)?;
        operands.push(sum(parts.need()?, base)?);
    }
    let mut operands = operands.into_iter().rev();
    let mut result = operands.next().unwrap_or_else(nothing);
    for left in operands {
        let span = left.span.to(result.span);
        result = Expr { kind: ExprKind::Else(Box::new(left), Box::new(result)), span };
    }
    Ok(result)
}

fn sum(node: Node, base: usize) -> Built<Expr> {
    let whole = span(&node, base);
    let mut parts = Parts::of(node, base);
    let mut result = product(parts.need()?, base)?;
    let mut depth = 0;
    while let Some(operator) = parts.next() {
        depth = deeper(depth, whole)?;
        let operator = operator.as_rule();
        result = binary(operator, result, product(parts.need()?, base)?);
    }
    Ok(result)
}

fn product(node: Node, base: usize) -> Built<Expr> {
    let whole = span(&node, base);
    let mut parts = Parts::of(node, base);
    let mut result = term(parts.need()?, base)?;
    let mut depth = 0;
    while let Some(operator) = parts.next() {
        depth = deeper(depth, whole)?;
        let operator = operator.as_rule();
        result = binary(operator, result, term(parts.need()?, base)?);
    }
    Ok(result)
}

/// An operation of arithmetic, which associates to the left.
fn binary(operator: Rule, left: Expr, right: Expr) -> Expr {
    let span = left.span.to(right.span);
    let (left, right) = (Box::new(left), Box::new(right));
    let kind = match operator {
        Rule::op_plus => ExprKind::Add(left, right),
        Rule::op_minus => ExprKind::Sub(left, right),
        Rule::op_times => ExprKind::Mul(left, right),
        _ => ExprKind::Div(left, right),
    };
    Expr { kind, span }
}

/// One more operand that nests to one side without a bracket.
fn deeper(depth: usize, span: Span) -> Built<usize> {
    if depth < limits::EXPRESSION_DEPTH {
        return Ok(depth + 1);
    }
    let diagnostic = Diagnostic::new(&codes::TOO_DEEP).arg("limit", limits::EXPRESSION_DEPTH);
    Err(BuildError { diagnostic, span })
}

fn term(node: Node, base: usize) -> Built<Expr> {
    let whole = span(&node, base);
    let mut parts = Parts::of(node, base);
    let mut result = atom(parts.need()?, base)?;
    let mut depth = 0;
    while let Some(access) = parts.take(Rule::access) {
        depth = deeper(depth, whole)?;
        let member = Parts::of(access, base).ident()?;
        let span = result.span.to(member.span);
        result = Expr { kind: ExprKind::Access(Box::new(result), member), span };
    }
    Ok(result)
}

fn atom(node: Node, base: usize) -> Built<Expr> {
    let at = span(&node, base);
    let kind = match node.as_rule() {
        Rule::quant => quant(Parts::of(node, base), base)?,
        Rule::each => each(Parts::of(node, base), base)?,
        Rule::brace => brace(Parts::of(node, base), base)?,
        Rule::bracket => {
            let mut parts = Parts::of(node, base);
            let from = expr(parts.need()?, base)?;
            ExprKind::Interval(Box::new(from), Box::new(expr(parts.need()?, base)?))
        }
        Rule::paren => return expr(Parts::of(node, base).need()?, base),
        Rule::name => name(Parts::of(node, base), base)?,
        Rule::judged => {
            let mut parts = Parts::of(node, base);
            parts.take(Rule::kw_judged);
            called(parts, base, ExprKind::Judged)?
        }
        Rule::filed => {
            let mut parts = Parts::of(node, base);
            let in_time = matches!(parts.need()?.as_str(), "filed" | "届出済み");
            called(parts, base, if in_time { ExprKind::Filed } else { ExprKind::Deadline })?
        }
        Rule::distinct => {
            let mut parts = Parts::of(node, base);
            parts.take(Rule::kw_distinct);
            ExprKind::Distinct(Box::new(term(parts.need()?, base)?))
        }
        Rule::date => ExprKind::Date(date(&node, base)?),
        Rule::month => ExprKind::Month(month(&node, base)?),
        Rule::duration => duration(Parts::of(node, base), base)?,
        Rule::percent => percent(&node, base)?,
        Rule::number => ExprKind::Number(number(&node, base)?),
        Rule::string => ExprKind::Text(text_of(&node)),
        Rule::truth => ExprKind::Bool(matches!(node.as_str(), "true" | "真")),
        _ => ExprKind::Absent,
    };
    Ok(Expr { kind, span: at })
}

/// A name behind a keyword, with or without arguments.
fn called(mut parts: Parts, base: usize, make: fn(Ident, Vec<Arg>) -> ExprKind) -> Built<ExprKind> {
    Ok(match name(Parts::of(parts.need()?, base), base)? {
        ExprKind::Call(name, args) => make(name, args),
        ExprKind::Name(name) => make(name, Vec::new()),
        other => other,
    })
}

/// `12.5%` is 125 of 1000.
fn percent(node: &Node, base: usize) -> Built<ExprKind> {
    let text = fold(node.as_str());
    let (whole, decimals) = text.trim_end_matches('%').split_once('.').unwrap_or((text.trim_end_matches('%'), ""));
    let over = u32::try_from(decimals.len()).ok().and_then(|places| 10_i64.checked_pow(places)?.checked_mul(100));
    let ratio = format!("{whole}{decimals}").parse().ok().zip(over);
    let (part, over) = ratio.ok_or_else(|| BuildError {
        diagnostic: Diagnostic::new(&codes::BAD_NUMBER).arg("text", node.as_str()),
        span: span(node, base),
    })?;
    Ok(ExprKind::Ratio(part, over))
}

fn month(node: &Node, base: usize) -> Built<crate::calendar::Month> {
    parse_month(node.as_str()).map_err(|_| BuildError {
        diagnostic: Diagnostic::new(&codes::BAD_DATE).arg("text", node.as_str()),
        span: span(node, base),
    })
}

fn duration(mut parts: Parts, base: usize) -> Built<ExprKind> {
    let amount = number(&parts.need()?, base)?;
    let unit = match parts.need()?.as_str() {
        "day" | "days" | "日" | "日間" => Unit::Days,
        "year" | "years" | "年" => Unit::Years,
        _ => Unit::Months,
    };
    Ok(ExprKind::Duration(amount, unit))
}

fn quant(mut parts: Parts, base: usize) -> Built<ExprKind> {
    let quantifier = match parts.need()?.as_str() {
        "exists" | "存在" => Quantifier::Exists,
        "none" | "皆無" => Quantifier::None,
        _ => Quantifier::Count,
    };
    let mut range = range_over(parts.need()?, base)?;
    range.conds = conds(&mut parts, base)?;
    Ok(ExprKind::Quant(quantifier, range))
}

fn range_over(node: Node, base: usize) -> Built<Range> {
    let mut parts = Parts::of(node, base);
    let (kind, var) = (parts.ident()?, parts.ident()?);
    Ok(Range { kind, var, source: source(&mut parts, base)?, conds: Vec::new() })
}

fn source(parts: &mut Parts, base: usize) -> Built<Option<Box<Expr>>> {
    parts.take(Rule::op_in);
    let Some(node) = parts.take(Rule::source) else { return Ok(None) };
    let mut inner = Parts::of(node, base);
    let first = inner.ident()?;
    let mut result = Expr { span: first.span, kind: ExprKind::Name(first) };
    while let Some(access) = inner.take(Rule::access) {
        let member = Parts::of(access, base).ident()?;
        let span = result.span.to(member.span);
        result = Expr { kind: ExprKind::Access(Box::new(result), member), span };
    }
    Ok(Some(Box::new(result)))
}

fn conds(parts: &mut Parts, base: usize) -> Built<Vec<Expr>> {
    let Some(node) = parts.take(Rule::conds) else { return Ok(Vec::new()) };
    let mut inner = Parts::of(node, base);
    let mut conds = Vec::new();
    while let Some(cond) = inner.next() {
        conds.push(expr(cond, base)?);
    }
    Ok(conds)
}

fn each(mut parts: Parts, base: usize) -> Built<ExprKind> {
    parts.take(Rule::kw_each);
    let first = parts.ident()?;
    if parts.take(Rule::op_in).is_some() {
        let collection = alt(parts.need()?, base)?;
        let body = expr(parts.need()?, base)?;
        return Ok(ExprKind::EachValue(first, Box::new(collection), Box::new(body)));
    }
    let mut over = Parts::of(parts.need()?, base);
    let var = over.ident()?;
    let source = source(&mut over, base)?;
    let conds = conds(&mut over, base)?;
    let body = expr(parts.need()?, base)?;
    Ok(ExprKind::EachRecord(Range { kind: first, var, source, conds }, Box::new(body)))
}

fn brace(mut parts: Parts, base: usize) -> Built<ExprKind> {
    let first = expr(parts.need()?, base)?;
    if let Some(tail) = parts.take(Rule::for_tail) {
        return collected(Box::new(first), Parts::of(tail, base), base);
    }
    let mut members = vec![first];
    while let Some(member) = parts.next() {
        members.push(expr(member, base)?);
    }
    Ok(ExprKind::Set(members))
}

/// `for KIND v in r.list where c`, or `for v in COLLECTION where c`.
fn collected(value: Box<Expr>, mut tail: Parts, base: usize) -> Built<ExprKind> {
    tail.take(Rule::kw_for);
    let first = tail.ident()?;
    let over = tail.need()?;
    let values = over.as_rule() == Rule::in_values;
    let mut over = Parts::of(over, base);
    let mut cond = |base| -> Built<Option<Expr>> {
        tail.take(Rule::kw_where).and_then(|_| tail.next()).map(|node| expr(node, base)).transpose()
    };
    if values {
        over.take(Rule::op_in);
        let collection = Box::new(alt(over.need()?, base)?);
        return Ok(ExprKind::CollectValues(value, first, collection, cond(base)?.map(Box::new)));
    }
    let (var, source) = (over.ident()?, source(&mut over, base)?);
    let conds = cond(base)?.into_iter().collect();
    Ok(ExprKind::Collect(value, Range { kind: first, var, source, conds }))
}

fn name(mut parts: Parts, base: usize) -> Built<ExprKind> {
    let name = parts.ident()?;
    let Some(node) = parts.take(Rule::args) else { return Ok(ExprKind::Name(name)) };
    let mut inner = Parts::of(node, base);
    let mut args = Vec::new();
    while let Some(node) = inner.take(Rule::arg) {
        let mut arg = Parts::of(node, base);
        let name = match arg.take(Rule::arg_name) {
            Some(node) => Some(Parts::of(node, base).need().map(|node| ident(&node, base))?),
            None => None,
        };
        args.push(Arg { name, value: expr(arg.need()?, base)? });
    }
    Ok(ExprKind::Call(name, args))
}

/// The text of a string literal.
pub(super) fn text_of(node: &Node) -> String {
    let text = node.as_str();
    if let Some(inner) = text.strip_prefix('「').and_then(|text| text.strip_suffix('」')) {
        return inner.to_owned();
    }
    let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let mut out = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some(other) => out.push(other),
                None => {}
            },
            other => out.push(other),
        }
    }
    out
}
