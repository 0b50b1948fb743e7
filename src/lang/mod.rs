//! Rule text to a syntax tree, in two stages: [`split`](split::split) cuts a file into items and clauses and always
//! succeeds; `parse` runs pest on each clause. What names and types mean is decided in `check`.

pub mod ast;
mod ast_item;
mod build;
mod build_cite;
mod build_clause;
mod build_expr;
mod build_literal;
pub mod codes;
mod parse;
mod rename;
pub mod split;
mod syntax_error;
pub mod words;

pub use build_cite::rendered as rendered_path;
pub use rename::{renamed, renamed_item};

use crate::diag::Diagnostic;
use crate::text::{FileId, SourceFile};

/// The items of a file, and everything that could not be read, each with its place.
pub fn parse_file(id: FileId, file: &SourceFile) -> (Vec<ast::Item>, Vec<Diagnostic>) {
    parse_items(id, file, |_| true)
}

/// As [`parse_file`], but only the items of the words that are wanted are read.
pub fn parse_items(
    id: FileId,
    file: &SourceFile,
    wanted: impl Fn(words::ItemWord) -> bool,
) -> (Vec<ast::Item>, Vec<Diagnostic>) {
    let (mut raw, mut problems) = split::split(id, file);
    raw.retain(|item| wanted(item.row.word));
    let (items, more) = parse::parse(file, &raw);
    problems.extend(more);
    (items, problems)
}

/// The expressions in the `{…}` placeholders of a message, in order, with the texts between them.
pub fn parse_template(
    file: &SourceFile,
    text: &str,
    span: crate::text::Span,
) -> Result<Vec<TemplatePart>, Vec<Diagnostic>> {
    parse::template(file, text, span)
}

/// A piece of a message.
#[derive(Clone, Debug, PartialEq)]
pub enum TemplatePart {
    /// Text as it stands.
    Text(String),
    /// An expression to be filled in; its spans lie in the message's string.
    Expr(ast::Expr),
}
