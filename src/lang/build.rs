//! Pairs of the grammar to the syntax tree: heads and clauses. Expressions are in `build_expr`.

use super::ast::{Cite, ClauseKind, Force, Head, Ident, Texts, TypeRef};
use super::build_cite;
use super::build_clause::{choices, closed_day, field, rate, yearly};
use super::build_expr::{expr, text_of};
use super::build_literal::{expect, literal};
use super::codes;
use super::parse::{Node, Rule};
use crate::calendar::{DateRange, Day, parse_date};
use crate::diag::Diagnostic;
use crate::text::{Span, fold};

/// Something that parses but cannot be: a day that does not exist, a number too large.
pub(super) struct BuildError {
    /// What.
    pub diagnostic: Diagnostic,
    /// Where.
    pub span: Span,
}

/// Result of building.
pub(super) type Built<T> = Result<T, BuildError>;

/// A cursor over the children of a node.
pub(super) struct Parts<'a> {
    nodes: std::iter::Peekable<pest::iterators::Pairs<'a, Rule>>,
    whole: Span,
    base: usize,
}

impl<'a> Parts<'a> {
    /// The children of a node whose text starts at `base` of its file.
    pub(super) fn of(node: Node<'a>, base: usize) -> Parts<'a> {
        let whole = span(&node, base);
        Parts { nodes: node.into_inner().peekable(), whole, base }
    }

    /// The next child if it is of a rule.
    pub(super) fn take(&mut self, rule: Rule) -> Option<Node<'a>> {
        self.nodes.next_if(|node| node.as_rule() == rule)
    }

    /// The next child, whatever it is.
    pub(super) fn next(&mut self) -> Option<Node<'a>> {
        self.nodes.next_if(|node| node.as_rule() != Rule::EOI)
    }

    /// The next child, which the grammar guarantees.
    pub(super) fn need(&mut self) -> Built<Node<'a>> {
        let span = self.whole;
        self.next().ok_or_else(|| BuildError { diagnostic: Diagnostic::new(&codes::SYNTAX), span })
    }

    /// The next child as a name.
    pub(super) fn ident(&mut self) -> Built<Ident> {
        let base = self.base;
        Ok(ident(&self.need()?, base))
    }

    pub(super) fn ident_if(&mut self, rule: Rule) -> Option<Ident> {
        let base = self.base;
        self.take(rule).map(|node| ident(&node, base))
    }
}

/// The span of a node in its file, without the blanks behind it that the grammar skips to look for more.
pub(super) fn span(node: &Node, base: usize) -> Span {
    let start = base + node.as_span().start();
    Span { start, end: start + node.as_str().trim_end().len() }
}

/// A name, folded and without 【】.
pub(super) fn ident(node: &Node, base: usize) -> Ident {
    let text = node.as_str();
    let inner = text.strip_prefix('【').and_then(|text| text.strip_suffix('】')).unwrap_or(text);
    Ident { text: fold(inner), span: span(node, base) }
}

/// The tree of a head.
pub(super) fn head(node: Node, base: usize) -> Built<Head> {
    let rule = node.as_rule();
    let mut parts = Parts::of(node, base);
    if rule == Rule::example_head {
        let title = text_of(&parts.need()?);
        parts.take(Rule::kw_of);
        return Ok(Head::Example(title, parts.ident()?));
    }
    if rule == Rule::term_head {
        let text = parts.need()?;
        return Ok(Head::Named(Ident { text: text_of(&text), span: span(&text, base) }, None));
    }
    let name = parts.ident()?;
    Ok(match rule {
        Rule::source_head => Head::Source(name, text_of(&parts.need()?)),
        Rule::rule_head | Rule::consequence_head => Head::Rule(name, text_of(&parts.need()?)),
        Rule::codes_head => {
            let ja = parts.ident_if(Rule::word);
            let mut codes = Vec::new();
            while let Some(code) = parts.take(Rule::code) {
                let mut code = Parts::of(code, base);
                codes.push((code.ident()?, code.ident_if(Rule::word)));
            }
            Head::Codes(name, ja, codes)
        }
        Rule::param_head => {
            let ja = parts.ident_if(Rule::word);
            Head::Param(name, ja, type_ref(parts.need()?, base)?)
        }
        Rule::define_head => {
            let ja = parts.ident_if(Rule::word);
            let params = params(&mut parts, base)?;
            Head::Define(name, ja, params, expr(parts.need()?, base)?)
        }
        Rule::periods_head => {
            let ja = parts.ident_if(Rule::word);
            Head::Periods(name, ja, periods(&mut parts, base)?)
        }
        Rule::judgement_head => {
            let ja = parts.ident_if(Rule::word);
            Head::Judgement(name, ja, params(&mut parts, base)?)
        }
        _ => Head::Named(name, parts.ident_if(Rule::word)),
    })
}

/// A period of the year: its names, its first and its last month.
type Period = (Ident, Option<Ident>, u8, u8);

/// The periods of a table; a month that is none gives the place of its number.
fn periods(parts: &mut Parts, base: usize) -> Built<Vec<Period>> {
    let mut periods = Vec::new();
    while let Some(period) = parts.take(Rule::period) {
        let mut period = Parts::of(period, base);
        let (name, ja) = (period.ident()?, period.ident_if(Rule::word));
        let mut month = || -> Built<u8> {
            let node = period.need()?;
            let month = number(&node, base)?;
            let month = u8::try_from(month).ok().filter(|month| (1..=12).contains(month));
            let diagnostic = || Diagnostic::new(&codes::BAD_DATE).arg("text", node.as_str());
            month.ok_or_else(|| BuildError { diagnostic: diagnostic(), span: span(&node, base) })
        };
        let (first, last) = (month()?, month()?);
        periods.push((name, ja, first, last));
    }
    Ok(periods)
}

fn params(parts: &mut Parts, base: usize) -> Built<Vec<(Ident, TypeRef)>> {
    let Some(node) = parts.take(Rule::params) else { return Ok(Vec::new()) };
    let mut inner = Parts::of(node, base);
    let mut params = Vec::new();
    while let Some(param) = inner.take(Rule::param) {
        let mut param = Parts::of(param, base);
        params.push((param.ident()?, type_ref(param.need()?, base)?));
    }
    Ok(params)
}

pub(super) fn type_ref(node: Node, base: usize) -> Built<TypeRef> {
    let mut parts = Parts::of(node, base);
    let list = parts.take(Rule::kw_list).is_some();
    let name = parts.ident()?;
    Ok(TypeRef { name, list, optional: parts.take(Rule::optional).is_some() })
}

/// The tree of a clause.
pub(super) fn clause(node: Node, base: usize) -> Built<ClauseKind> {
    let rule = node.as_rule();
    let mut parts = Parts::of(node, base);
    Ok(match rule {
        Rule::texts_clause => ClauseKind::Texts(texts(&mut parts, base)?),
        Rule::string_clause => ClauseKind::Text(text_of(&parts.need()?)),
        Rule::number_clause => ClauseKind::Number(number(&parts.need()?, base)?),
        Rule::date_clause => ClauseKind::Date(date(&parts.need()?, base)?),
        Rule::word_clause | Rule::words_clause | Rule::ids_clause => {
            let mut names = Vec::new();
            while let Some(node) = parts.next() {
                names.push(ident(&node, base));
            }
            ClauseKind::Names(names)
        }
        Rule::range_clause => ClauseKind::Force(force(parts.need()?, base)?),
        Rule::at_clause => ClauseKind::At {
            parent: parts.ident()?,
            key: parts.ident()?,
            key_ja: parts.ident_if(Rule::word),
            single: parts.take(Rule::kw_single).is_some(),
        },
        Rule::field_clause => ClauseKind::Field(field(parts, base)?),
        Rule::value_clause => {
            let force = force(parts.need()?, base)?;
            ClauseKind::Value(force, expr(parts.need()?, base)?)
        }
        Rule::setting_clause => {
            let name = parts.ident()?;
            ClauseKind::Setting(name, expr(parts.need()?, base)?)
        }
        Rule::cites_clause => {
            let mut cites: Vec<Cite> = Vec::new();
            while let Some(cite) = parts.take(Rule::cite) {
                cites.push(build_cite::cite(cite, base)?);
            }
            ClauseKind::Cites(cites)
        }
        Rule::bind_clause => {
            let var = parts.ident()?;
            ClauseKind::Bind(var, type_ref(parts.need()?, base)?)
        }
        Rule::per_clause => {
            let var = parts.ident()?;
            parts.take(Rule::op_in);
            ClauseKind::Per(var, expr(parts.need()?, base)?)
        }
        Rule::unless_clause => {
            let name = parts.ident()?;
            let title = text_of(&parts.need()?);
            ClauseKind::Unless(name, title, expr(parts.need()?, base)?)
        }
        Rule::expr_clause => ClauseKind::Expr(expr(parts.need()?, base)?),
        Rule::settable_clause => ClauseKind::Choices(choices(&mut parts, base)?),
        Rule::root_clause => {
            ClauseKind::Names(parts.take(Rule::kw_office).iter().map(|node| ident(node, base)).collect())
        }
        Rule::was_clause => {
            let force = force(parts.need()?, base)?;
            let mut path = || build_cite::path(&mut Parts::of(parts.need()?, base), base);
            let now = path()?;
            ClauseKind::Was(force, now, path()?)
        }
        Rule::answer_clause => {
            let how = parts.ident()?;
            let mut ids = Vec::new();
            while let Some(node) = parts.next() {
                ids.push(ident(&node, base));
            }
            ClauseKind::Answer(how, ids)
        }
        Rule::pairs_clause | Rule::tags_clause => {
            let mut pairs = Vec::new();
            while let Some(from) = parts.ident_if(Rule::word) {
                pairs.push((from, parts.ident()?));
            }
            ClauseKind::Pairs(pairs)
        }
        Rule::yearly_clause => ClauseKind::Yearly(yearly(&mut parts, base)?),
        Rule::days_clause => {
            let mut days = Vec::new();
            while let Some(node) = parts.take(Rule::date) {
                days.push(closed_day(&node, base)?);
            }
            ClauseKind::Days(days)
        }
        Rule::rate_clause => ClauseKind::Rate(rate(parts, base)?),
        Rule::complete_clause => {
            let kind = parts.ident()?;
            let period = parts.take(Rule::range).map(|node| force(node, base)).transpose()?;
            ClauseKind::Complete(kind, period)
        }
        Rule::given_clause => {
            let kind = parts.ident()?;
            ClauseKind::Given(kind, literal(parts.need()?, base)?)
        }
        Rule::expect_clause => ClauseKind::Expect(expect(parts, base)?),
        _ => ClauseKind::Nothing,
    })
}

fn texts(parts: &mut Parts, base: usize) -> Built<Texts> {
    let mut texts = Texts::default();
    while let Some(lang) = parts.take(Rule::lang) {
        let node = parts.need()?;
        let at = span(&node, base);
        let text = Some((text_of(&node), at));
        let slot = if lang.as_str() == "ja" { &mut texts.ja } else { &mut texts.en };
        if slot.is_some() {
            let diagnostic = Diagnostic::new(&codes::CLAUSE_TWICE).arg("label", lang.as_str());
            return Err(BuildError { diagnostic, span: at });
        }
        *slot = text;
    }
    Ok(texts)
}

/// A date literal, which may not be partial where a range of force needs a day.
pub(super) fn date(node: &Node, base: usize) -> Built<DateRange> {
    parse_date(node.as_str()).map_err(|_| BuildError {
        diagnostic: Diagnostic::new(&codes::BAD_DATE).arg("text", node.as_str()),
        span: span(node, base),
    })
}

/// A number that fits.
pub(super) fn number(node: &Node, base: usize) -> Built<i64> {
    let digits: String = fold(node.as_str());
    digits.parse().map_err(|_| BuildError {
        diagnostic: Diagnostic::new(&codes::BAD_NUMBER).arg("text", node.as_str()),
        span: span(node, base),
    })
}

pub(super) fn force(node: Node, base: usize) -> Built<Force> {
    let whole = span(&node, base);
    let mut parts = Parts::of(node, base);
    let mut end = |rule: Rule| -> Built<Option<Day>> {
        let Some(node) = parts.take(rule) else { return Ok(None) };
        let date_node = Parts::of(node, base).need()?;
        Ok(Some(date(&date_node, base)?.lo))
    };
    let (from, to) = (end(Rule::from)?.unwrap_or(Day::MIN), end(Rule::to)?);
    if to.is_some_and(|to| to < from) {
        let diagnostic = Diagnostic::new(&codes::REVERSED_RANGE);
        return Err(BuildError { diagnostic, span: whole });
    }
    Ok(Force { from, to })
}
