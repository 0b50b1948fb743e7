//! What pest says, in words: expected rules become nouns, and the commonest slips get a hint.

use super::codes;
use super::parse::Rule;
use crate::diag::Diagnostic;
use crate::text::{SourceFile, Span};
use pest::error::{Error, ErrorVariant, InputLocation};

/// One syntax error of one clause.
pub(super) fn diagnostic(file: &SourceFile, body: Span, error: &Error<Rule>) -> Diagnostic {
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => body.start + at,
    };
    let at = at.min(body.end);
    let blanks = file.slice(Span { start: at, end: body.end });
    let at = at + blanks.len() - blanks.trim_start().len();
    let rest = file.slice(Span { start: at, end: body.end });
    let word = rest.split(|c: char| c.is_whitespace()).next().unwrap_or("");
    let span = Span { start: at, end: at + word.len() };
    let expected = match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => positives.as_slice(),
        ErrorVariant::CustomError { .. } => &[],
    };
    let (hint_ja, hint) = hint(rest, file.slice(Span { start: body.start, end: at }));
    Diagnostic::new(&codes::SYNTAX)
        .arg("expected", list(expected, |words| words.1))
        .arg("expected_ja", list(expected, |words| words.0))
        .arg("hint", hint)
        .arg("hint_ja", hint_ja)
        .at(codes::place(file, span))
}

fn list(rules: &[Rule], of: fn((&'static str, &'static str)) -> &'static str) -> String {
    let mut words: Vec<&str> = rules.iter().map(|rule| of(noun(*rule))).collect();
    words.sort_unstable();
    words.dedup();
    words.join(" / ")
}

/// A grammar rule as people call it.
fn noun(rule: Rule) -> (&'static str, &'static str) {
    match rule {
        Rule::EOI => ("節の終わり", "the end of the clause"),
        Rule::string | Rule::quoted | Rule::bracketed => ("文字列", "a text in quotes"),
        Rule::date | Rule::from | Rule::to | Rule::month | Rule::year => ("日付", "a date"),
        Rule::number | Rule::digit | Rule::duration | Rule::unit | Rule::percent => ("数", "a number"),
        Rule::id => ("規則や出典の番号", "an id"),
        Rule::lang => ("ja または en", "ja or en"),
        Rule::cmp | Rule::op_le | Rule::op_ge | Rule::op_ne | Rule::op_lt | Rule::op_gt | Rule::op_eq | Rule::op_in => {
            ("比べる記号", "a comparison")
        }
        Rule::op_and
        | Rule::op_or
        | Rule::op_implies
        | Rule::op_else
        | Rule::op_plus
        | Rule::op_times
        | Rule::op_over
        | Rule::op_minus
        | Rule::logic => ("つなぐ語", "a joining word"),
        Rule::type_ref | Rule::kw_list => ("型の名前", "a type"),
        Rule::verdict => ("判定の名前", "a verdict"),
        Rule::conds | Rule::args => ("括弧", "brackets"),
        Rule::access => ("項目の名前", "a field"),
        Rule::range | Rule::dots => ("期間", "a dated range"),
        Rule::cite | Rule::part | Rule::proviso | Rule::level | Rule::kw_sub | Rule::kana | Rule::sub_ja => {
            ("条項", "a provision")
        }
        Rule::object | Rule::array | Rule::literal | Rule::pair => ("記録の値", "a literal"),
        Rule::word | Rule::ident | Rule::name => ("名前", "a name"),
        _ => ("式", "an expression"),
    }
}

fn hint(rest: &str, before: &str) -> (&'static str, &'static str) {
    let last_open = before.matches(['(', '（']).count() > before.matches([')', '）']).count();
    if rest.is_empty() && last_open {
        return ("括弧が閉じていません", "a bracket is not closed");
    }
    if rest.starts_with("==") || before.ends_with('=') && rest.starts_with('=') {
        return ("等しいは = 一つです", "equality is a single =");
    }
    if rest.starts_with("&&") || rest.starts_with("||") || rest.starts_with('!') {
        return ("かつ・または・否 と書きます", "write and, or, not");
    }
    if last_open && rest.chars().next().is_some_and(char::is_alphanumeric) {
        return ("前の条件との間に , が要るかもしれません", "a comma may be missing before this");
    }
    ("", "")
}
