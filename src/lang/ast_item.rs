//! Heads, clauses and items of the syntax tree.

use super::ast::{Expr, Ident, TypeRef};
use super::words::{ItemWord, Label};
use crate::calendar::{DateRange, Day};
use crate::model::Verdict;
use crate::text::{FileId, Span};

/// A dated range, both ends inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Force {
    /// First day.
    pub from: Day,
    /// Last day; none when open.
    pub to: Option<Day>,
}

/// One citation.
#[derive(Clone, Debug, PartialEq)]
pub struct Cite {
    /// Source id.
    pub source: Ident,
    /// Free text; empty where the parts of a law are named.
    pub text: String,
    /// Article, paragraph, item and so on, from the outside in.
    pub path: Vec<CitePart>,
}

/// One step of a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitePart {
    /// `art`, `para`, `item`, `sub` or `proviso`.
    pub level: &'static str,
    /// Its number, branches behind `_`; the letter of a `sub`; empty for a proviso.
    pub number: String,
}

/// A pair of texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// Japanese, with its place.
    pub ja: Option<(String, Span)>,
    /// English.
    pub en: Option<(String, Span)>,
}

/// A literal in an example.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `{ name: value }`.
    Object(Vec<(Ident, Literal)>),
    /// `[ … ]`.
    Array(Vec<Literal>),
    /// A text, date, month or code, as text.
    Text(String),
    /// Four bare digits: a year where a date is asked for, a number where a number is.
    Digits(String),
    /// A number.
    Number(i64),
    /// `true` or `false`.
    Bool(bool),
}

/// `field` of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldDecl {
    /// English and Japanese name.
    pub name: (Ident, Option<Ident>),
    /// Its type, or the two fields of an interval view.
    pub shape: FieldShape,
    /// `personal`.
    pub personal: bool,
    /// `public`.
    pub public: bool,
    /// `none open` or `none absent`.
    pub null: crate::model::NullMeaning,
    /// `least N`.
    pub least: Option<i64>,
    /// `most N`.
    pub most: Option<i64>,
}

/// A stored field or a view.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "the doc of the enum says it")]
pub enum FieldShape {
    Stored(TypeRef),
    View(Ident, Ident),
}

/// What a clause says.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "each is named as its clause in docs/language.md")]
pub enum ClauseKind {
    Nothing,
    Texts(Texts),
    Text(String),
    Number(i64),
    Date(DateRange),
    Names(Vec<Ident>),
    Force(Force),
    At {
        parent: Ident,
        key: Ident,
        key_ja: Option<Ident>,
        single: bool,
    },
    Field(FieldDecl),
    Value(Force, Expr),
    Setting(Ident, Expr),
    Cites(Vec<Cite>),
    Bind(Ident, TypeRef),
    Per(Ident, Expr),
    Expr(Expr),
    /// Values and ranges of values.
    Choices(Vec<(Expr, Option<Expr>)>),
    /// In a time, the first citation was the second.
    Was(Force, Vec<CitePart>, Vec<CitePart>),
    /// Names that stand for others.
    Pairs(Vec<(Ident, Ident)>),
    /// Days of every year: month and day of both ends.
    Yearly(Vec<[(u8, u8); 2]>),
    Days(Vec<Day>),
    Rate(Rate),
    /// How a row is answered, and the ids of what answers it.
    Answer(Ident, Vec<Ident>),
    Unless(Ident, String, Expr),
    Complete(Ident, Option<Force>),
    Given(Ident, Literal),
    Expect(Expect),
}

/// `rate` of a consequence.
#[derive(Clone, Debug, PartialEq)]
pub struct Rate {
    /// First position in a run of months, from 1.
    pub from: i64,
    /// Last position; none when open.
    pub to: Option<i64>,
    /// By the month's first day.
    pub force: Force,
    /// A ratio or a number.
    pub value: Expr,
}

/// `expect` of an example.
#[derive(Clone, Debug, PartialEq)]
pub struct Expect {
    /// The verdict.
    pub verdict: Verdict,
    /// Kind and key, key none for a duty without subject.
    pub subject: Option<(Ident, Option<String>)>,
    /// First and last day, or a value.
    pub window: Option<ExpectWindow>,
    /// Name of a reason.
    pub reason: Option<Ident>,
}

/// The window of an expectation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the doc of the enum says it")]
pub enum ExpectWindow {
    Days(Day, Day),
    Value(String),
}

/// A parsed clause.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// Its label.
    pub label: Label,
    /// Where the label stands.
    pub label_span: Span,
    /// Where its value stands.
    pub span: Span,
    /// What it says.
    pub kind: ClauseKind,
}

/// What a head says.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "each is named as its item in docs/language.md")]
pub enum Head {
    Named(Ident, Option<Ident>),
    Source(Ident, String),
    Codes(Ident, Option<Ident>, Vec<(Ident, Option<Ident>)>),
    Param(Ident, Option<Ident>, TypeRef),
    Define(Ident, Option<Ident>, Vec<(Ident, TypeRef)>, Expr),
    Judgement(Ident, Option<Ident>, Vec<(Ident, TypeRef)>),
    /// Names of the periods with their first and last month.
    Periods(Ident, Option<Ident>, Vec<(Ident, Option<Ident>, u8, u8)>),
    Rule(Ident, String),
    Example(String, Ident),
}

/// A parsed item.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What it declares.
    pub word: ItemWord,
    /// File it stands in.
    pub file: FileId,
    /// Where its keyword stands.
    pub keyword: Span,
    /// Its head.
    pub head: Head,
    /// Its clauses.
    pub clauses: Vec<Clause>,
    /// Labels of clauses that are there but could not be read.
    pub broken: Vec<Label>,
}

/// What an example gives and expects, with `use`d record groups merged in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Example {
    /// As-of date.
    pub as_of: Option<Day>,
    /// Kinds complete for a range; the name `all` for every kind.
    pub complete: Vec<(Ident, Option<Force>)>,
    /// Records in order.
    pub given: Vec<(Ident, Literal)>,
    /// Expectations with their places.
    pub expect: Vec<(Expect, Span)>,
}

impl Item {
    /// The first clause of a label.
    pub fn clause(&self, label: Label) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.label == label)
    }

    /// All clauses of a label.
    pub fn all(&self, label: Label) -> impl Iterator<Item = &Clause> {
        self.clauses.iter().filter(move |clause| clause.label == label)
    }

    /// The name or id in the head.
    pub fn name(&self) -> &Ident {
        match &self.head {
            Head::Named(name, _)
            | Head::Source(name, _)
            | Head::Codes(name, ..)
            | Head::Param(name, ..)
            | Head::Define(name, ..)
            | Head::Judgement(name, ..)
            | Head::Periods(name, ..)
            | Head::Rule(name, _)
            | Head::Example(_, name) => name,
        }
    }
}
