//! Second stage: pest parses the text of each head and clause, with its base offset; a clause that fails gives one
//! diagnostic and is left out, and the others are still parsed.
//!
//! Clause rules are chosen by label in [`clause_rule`]; the pairs become the tree in `build`.

use super::ast::{Clause, Item};
use super::split::{RawClause, RawItem};
use super::words::{ItemWord, Label};
use super::{TemplatePart, build, codes, syntax_error};
use crate::diag::Diagnostic;
use crate::text::{SourceFile, Span};
use pest::Parser;
use pest::iterators::Pair;

#[allow(missing_docs, reason = "the derive makes items without docs; the grammar file has them")]
mod generated {
    /// The generated parser.
    #[derive(pest_derive::Parser)]
    #[grammar = "../grammar/kijun.pest"]
    pub struct KijunParser;
}
pub(super) use generated::{KijunParser, Rule};

/// A pair of the generated grammar.
pub(super) type Node<'a> = Pair<'a, Rule>;

/// Parses the items of one file.
pub fn parse(file: &SourceFile, raw: &[RawItem]) -> (Vec<Item>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let items = raw.iter().filter_map(|item| parse_item(file, item, &mut problems)).collect();
    (items, problems)
}

fn parse_item(file: &SourceFile, raw: &RawItem, problems: &mut Vec<Diagnostic>) -> Option<Item> {
    once_each(file, raw, problems);
    let (mut clauses, mut broken): (Vec<Clause>, Vec<Label>) = (Vec::new(), raw.unread.clone());
    for clause in &raw.clauses {
        match parse_clause(file, raw.row.word, clause, problems) {
            Some(parsed) => clauses.push(parsed),
            None => broken.push(clause.label),
        }
    }
    let node = run(head_rule(raw.row.word), file, raw.head, problems)?;
    let head = keep(build::head(node, raw.head.start), file, problems)?;
    Some(Item { word: raw.row.word, file: raw.file, keyword: raw.keyword, head, clauses, broken })
}

/// Clauses that may stand more than once in an item.
const REPEATABLE: [Label; 15] = [
    Label::Was,
    Label::Days,
    Label::Rate,
    Label::Rows,
    Label::Answer,
    Label::Where,
    Label::Unless,
    Label::Field,
    Label::Value,
    Label::Given,
    Label::Expect,
    Label::Use,
    Label::Complete,
    Label::Param,
    Label::Version,
];

/// Any other stands once, or once in each version.
fn once_each(file: &SourceFile, raw: &RawItem, problems: &mut Vec<Diagnostic>) {
    let mut seen: Vec<Label> = Vec::new();
    for clause in &raw.clauses {
        if clause.label == Label::Version && raw.row.word == ItemWord::Rule {
            seen.clear();
        } else if seen.contains(&clause.label) {
            let label = file.slice(clause.label_span).to_owned();
            let problem = Diagnostic::new(&codes::CLAUSE_TWICE).arg("label", label);
            problems.push(problem.at(codes::place(file, clause.label_span)));
        } else if !REPEATABLE.contains(&clause.label) {
            seen.push(clause.label);
        }
    }
}

fn parse_clause(file: &SourceFile, item: ItemWord, raw: &RawClause, problems: &mut Vec<Diagnostic>) -> Option<Clause> {
    let node = run(clause_rule(item, raw.label), file, raw.body, problems)?;
    let kind = keep(build::clause(node, raw.body.start), file, problems)?;
    let span = trimmed(file, raw.body);
    Some(Clause { label: raw.label, label_span: raw.label_span, span, kind })
}

/// Runs one entry rule; a failure becomes a diagnostic.
fn run<'a>(rule: Rule, file: &'a SourceFile, body: Span, problems: &mut Vec<Diagnostic>) -> Option<Node<'a>> {
    match KijunParser::parse(rule, file.slice(body)) {
        Ok(mut pairs) => pairs.next(),
        Err(error) => {
            problems.push(syntax_error::diagnostic(file, body, &error));
            None
        }
    }
}

/// A build error carries what is wrong and where.
fn keep<T>(built: Result<T, build::BuildError>, file: &SourceFile, problems: &mut Vec<Diagnostic>) -> Option<T> {
    built.map_err(|error| problems.push(error.diagnostic.at(codes::place(file, error.span)))).ok()
}

/// Splits a message at its placeholders. Positions inside the string are those of the string, which holds when it has no
/// escapes; a placeholder never needs one.
pub(super) fn template(file: &SourceFile, text: &str, span: Span) -> Result<Vec<TemplatePart>, Vec<Diagnostic>> {
    let quote = file.slice(span).chars().next().map_or(1, char::len_utf8);
    let (mut parts, mut problems, mut at) = (Vec::new(), Vec::new(), 0);
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('{')).map(|found| at + found) {
        let Some(close) = closing(text, open) else { break };
        parts.push(TemplatePart::Text(text.get(at..open).unwrap_or("").to_owned()));
        let base = span.start + quote + open + 1;
        match placeholder(file, text.get(open + 1..close).unwrap_or(""), base) {
            Ok(expr) => parts.push(TemplatePart::Expr(expr)),
            Err(problem) => problems.push(problem),
        }
        at = close + 1;
    }
    parts.push(TemplatePart::Text(text.get(at..).unwrap_or("").to_owned()));
    if problems.is_empty() { Ok(parts) } else { Err(problems) }
}

/// Where the brace that opens at a place is closed; a set or a collection in a placeholder has braces of its own.
fn closing(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0usize;
    let braces = text.get(open..)?.char_indices().filter(|(_, c)| matches!(c, '{' | '}'));
    let found = braces.map(|(at, c)| (at, c == '{')).find(|(_, opens)| {
        depth = if *opens { depth + 1 } else { depth.saturating_sub(1) };
        depth == 0
    });
    found.map(|(at, _)| open + at)
}

fn placeholder(file: &SourceFile, text: &str, base: usize) -> Result<super::ast::Expr, Diagnostic> {
    let body = Span { start: base, end: base + text.len() };
    let mut pairs =
        KijunParser::parse(Rule::expr_clause, text).map_err(|error| syntax_error::diagnostic(file, body, &error))?;
    let node = pairs.next().and_then(|clause| clause.into_inner().next());
    let node = node.ok_or_else(|| Diagnostic::new(&codes::SYNTAX).at(codes::place(file, body)))?;
    super::build_expr::expr(node, base).map_err(|error| error.diagnostic.at(codes::place(file, error.span)))
}

fn trimmed(file: &SourceFile, body: Span) -> Span {
    let text = file.slice(body);
    let start = body.start + text.len() - text.trim_start().len();
    Span { start, end: start + text.trim().len() }
}

fn head_rule(item: ItemWord) -> Rule {
    match item {
        ItemWord::Pack
        | ItemWord::Class
        | ItemWord::Record
        | ItemWord::Extend
        | ItemWord::Records
        | ItemWord::ClosedDays
        | ItemWord::Profile
        | ItemWord::Set => Rule::named_head,
        ItemWord::Verdict => Rule::verdict_head,
        ItemWord::Source => Rule::source_head,
        ItemWord::Term => Rule::term_head,
        ItemWord::Codes => Rule::codes_head,
        ItemWord::Param => Rule::param_head,
        ItemWord::Periods => Rule::periods_head,
        ItemWord::Define | ItemWord::Partial => Rule::define_head,
        ItemWord::Judgement | ItemWord::Filing => Rule::judgement_head,
        ItemWord::Rule
        | ItemWord::Apply
        | ItemWord::Exception
        | ItemWord::Suppress
        | ItemWord::Transition
        | ItemWord::Contradiction
        | ItemWord::Checklist
        | ItemWord::Row => Rule::rule_head,
        ItemWord::Consequence => Rule::consequence_head,
        ItemWord::Example => Rule::example_head,
    }
}

fn clause_rule(item: ItemWord, label: Label) -> Rule {
    match label {
        Label::Version if item == ItemWord::Pack => Rule::string_clause,
        Label::Per if item != ItemWord::Rule => Rule::bind_clause,
        Label::Reading if item == ItemWord::Row => Rule::word_clause,
        Label::Param => Rule::setting_clause,
        Label::Title
        | Label::Short
        | Label::Words
        | Label::Reading
        | Label::Message
        | Label::Do
        | Label::Left
        | Label::Undated
        | Label::Otherwise
        | Label::Note
        | Label::Unit
        | Label::Look
        | Label::Why => Rule::texts_clause,
        Label::Verified | Label::Since | Label::AsOf | Label::LawOf => Rule::date_clause,
        Label::Law | Label::Mark => Rule::string_clause,
        Label::Rank => Rule::number_clause,
        Label::Binding => Rule::empty_clause,
        Label::Root => Rule::root_clause,
        Label::Use | Label::Ordered | Label::Decides | Label::Reasons | Label::Weekly => Rule::words_clause,
        Label::Settable => Rule::settable_clause,
        Label::Was => Rule::was_clause,
        Label::Substitute => Rule::pairs_clause,
        Label::Yearly => Rule::yearly_clause,
        Label::Days => Rule::days_clause,
        Label::Rate => Rule::rate_clause,
        Label::Key | Label::Dated | Label::Class | Label::Effect | Label::Of | Label::Remedy => Rule::word_clause,
        Label::Rules | Label::Prefix | Label::Rows => Rule::ids_clause,
        Label::Answer => Rule::answer_clause,
        Label::Tagged => Rule::tags_clause,
        Label::Force | Label::Version | Label::Covers => Rule::range_clause,
        Label::At => Rule::at_clause,
        Label::Field => Rule::field_clause,
        Label::Value => Rule::value_clause,
        Label::Basis => Rule::cites_clause,
        Label::For | Label::By => Rule::bind_clause,
        Label::Per => Rule::per_clause,
        Label::Unless => Rule::unless_clause,
        Label::Applies
        | Label::Where
        | Label::Anchor
        | Label::Due
        | Label::Require
        | Label::When
        | Label::Opens
        | Label::From
        | Label::To
        | Label::Amount => Rule::expr_clause,
        Label::Given => Rule::given_clause,
        Label::Complete => Rule::complete_clause,
        Label::Expect => Rule::expect_clause,
    }
}
