//! The syntax tree: what was written, with places, before names mean anything. Keywords are gone, so that the English and
//! the Japanese spelling of a text give the same tree.

pub use super::ast_item::{
    Cite, CitePart, Clause, ClauseKind, Example, Expect, ExpectWindow, FieldDecl, FieldShape, Force, Head, Item,
    Literal, Rate, Texts,
};
use crate::calendar::{DateRange, Month};
use crate::text::Span;

/// A name as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ident {
    /// Folded text, without 【】.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// An expression with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where.
    pub span: Span,
}

/// Comparison operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[allow(missing_docs, reason = "the names are the operators")]
pub enum CmpOp {
    Le,
    Lt,
    Ge,
    Gt,
    Eq,
    Ne,
    In,
}

/// `exists`, `none`, `count`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the keywords")]
pub enum Quantifier {
    Exists,
    None,
    Count,
}

/// Duration units; they do not mix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[allow(missing_docs, reason = "the names are the units")]
pub enum Unit {
    Days,
    Months,
    Years,
}

/// `KIND v in r.list (conditions)`.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    /// Kind name.
    pub kind: Ident,
    /// Variable.
    pub var: Ident,
    /// The list it is taken from; every record of the kind when none.
    pub source: Option<Box<Expr>>,
    /// Conditions, all must hold.
    pub conds: Vec<Expr>,
}

/// Kinds of expression.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "each is named as its form in docs/language.md")]
pub enum ExprKind {
    Implies(Box<Expr>, Box<Expr>),
    Or(Vec<Expr>),
    And(Vec<Expr>),
    Not(Box<Expr>),
    /// First operand, then operator and operand.
    Chain(Box<Expr>, Vec<(CmpOp, Expr)>),
    Else(Box<Expr>, Box<Expr>),
    Add(Box<Expr>, Box<Expr>),
    Sub(Box<Expr>, Box<Expr>),
    Mul(Box<Expr>, Box<Expr>),
    /// An exact ratio of two numbers.
    Div(Box<Expr>, Box<Expr>),
    Quant(Quantifier, Range),
    EachRecord(Range, Box<Expr>),
    EachValue(Ident, Box<Expr>, Box<Expr>),
    Collect(Box<Expr>, Range),
    /// `{ e for v in COLLECTION where c }`: value, variable, collection, condition.
    CollectValues(Box<Expr>, Ident, Box<Expr>, Option<Box<Expr>>),
    Set(Vec<Expr>),
    Interval(Box<Expr>, Box<Expr>),
    Distinct(Box<Expr>),
    Judged(Ident, Vec<Arg>),
    /// A filing was made in time.
    Filed(Ident, Vec<Arg>),
    /// The last day for a filing.
    Deadline(Ident, Vec<Arg>),
    Name(Ident),
    Call(Ident, Vec<Arg>),
    Access(Box<Expr>, Ident),
    Text(String),
    Number(i64),
    /// Numerator and denominator, as `80%` is 80 of 100.
    Ratio(i64, i64),
    Bool(bool),
    Absent,
    Date(DateRange),
    Month(Month),
    Duration(i64, Unit),
}

/// An argument, named or not.
#[derive(Clone, Debug, PartialEq)]
pub struct Arg {
    /// Its name, as in `partial: include`.
    pub name: Option<Ident>,
    /// Its value.
    pub value: Expr,
}

/// A type as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeRef {
    /// Name of the type, code list or kind.
    pub name: Ident,
    /// `list T`.
    pub list: bool,
    /// `T?`.
    pub optional: bool,
}
