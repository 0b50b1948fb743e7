//! The checked tree: names are ids, every expression has a type, and nothing in it can fail later.

use crate::builtins::Builtin;
use crate::calendar::{DateRange, Month};
use crate::lang::ast::{CmpOp, Example, Force, Quantifier, Unit};
use crate::model::{Display, FieldId, KindId, ListId, Name, Schema, Verdict};
use crate::text::{FileId, Span};

/// A place in a rule file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct At {
    /// The file.
    pub file: FileId,
    /// The bytes.
    pub span: Span,
}

/// Types of expressions.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named as in docs/language.md")]
pub enum Ty {
    Truth,
    Number,
    Text,
    Date,
    Month,
    Interval,
    Duration(Unit),
    Code(ListId),
    Record(KindId),
    Coll(Box<Ty>),
    Absent,
    /// What failed to check; it fits everywhere, so that one slip is one diagnostic.
    Failed,
}

/// A variable of one rule, definition or exception.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct VarId(pub u16);

/// The subject of a rule is always this variable.
pub const SUBJECT: VarId = VarId(0);
/// The window of a rule is always this variable.
pub const WINDOW: VarId = VarId(1);

/// A typed expression.
#[derive(Clone, Debug, PartialEq)]
pub struct TExpr {
    /// What it is.
    pub kind: TKind,
    /// Its type.
    pub ty: Ty,
    /// Where it stands.
    pub at: At,
}

/// Records that a quantifier ranges over.
#[derive(Clone, Debug, PartialEq)]
pub struct TRange {
    /// Their kind.
    pub kind: KindId,
    /// Their variable.
    pub var: VarId,
    /// The record they are nested in; all records of the kind when none.
    pub source: Option<Box<TExpr>>,
    /// Conditions.
    pub conds: Vec<TExpr>,
}

/// How `months` treats a month that an interval covers only in part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[allow(missing_docs, reason = "each is named as in docs/language.md")]
pub enum Partial {
    Include,
    Exclude,
    ExcludeFirst,
    OnlyFirst,
}

/// Kinds of typed expression.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "each is named as its form in docs/language.md")]
pub enum TKind {
    Bool(bool),
    Number(i64),
    Text(String),
    Date(DateRange),
    Month(Month),
    Duration(i64, Unit),
    Code(u16),
    Absent,
    Var(VarId),
    Root,
    Field(Box<TExpr>, FieldId),
    View(Box<TExpr>, FieldId, FieldId),
    Child(Box<TExpr>, KindId),
    Parent(Box<TExpr>),
    Start(Box<TExpr>),
    End(Box<TExpr>),
    Param(usize),
    Not(Box<TExpr>),
    And(Vec<TExpr>),
    Or(Vec<TExpr>),
    Implies(Box<TExpr>, Box<TExpr>),
    Cmp(CmpOp, Box<TExpr>, Box<TExpr>),
    Else(Box<TExpr>, Box<TExpr>),
    Add(Box<TExpr>, Box<TExpr>),
    Sub(Box<TExpr>, Box<TExpr>),
    Quant(Quantifier, TRange),
    EachRecord(TRange, Box<TExpr>),
    EachValue(VarId, Box<TExpr>, Box<TExpr>),
    Collect(Box<TExpr>, TRange),
    Set(Vec<TExpr>),
    Interval(Box<TExpr>, Box<TExpr>),
    Distinct(Box<TExpr>),
    Months(Box<TExpr>, Partial),
    Runs(Box<TExpr>, Box<TExpr>),
    Call(Builtin, Vec<TExpr>),
    Define(usize, Vec<TExpr>),
    Judged(usize, Vec<TExpr>),
    Recorded(Box<TExpr>),
    Failed,
}

/// A pair of texts that both exist.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Both {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

/// Piece of a message.
#[derive(Clone, Debug, PartialEq)]
pub enum TPart {
    /// As it stands.
    Text(String),
    /// A value to fill in.
    Value(TExpr),
}

/// A message in both languages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TMessage {
    /// Japanese.
    pub ja: Vec<TPart>,
    /// English.
    pub en: Vec<TPart>,
}

/// A pack header.
#[derive(Clone, Debug)]
pub struct CheckedPack {
    /// Name.
    pub name: Name,
    /// Title.
    pub title: Both,
    /// Version.
    pub version: String,
    /// Law verified up to this date.
    pub verified: Option<DateRange>,
    /// Whether the pack applies to a case, with [`SUBJECT`] the root and [`WINDOW`] the anchor date.
    pub applies: Option<TExpr>,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct TParam {
    /// Name.
    pub name: Name,
    /// Type.
    pub ty: Ty,
    /// Dated values.
    pub values: Vec<(Force, TExpr)>,
    /// Values it may be set to; empty when it may not.
    pub settable: Vec<TExpr>,
    /// Why the reading was chosen, when it is one.
    pub reading: Both,
}

/// A named expression.
#[derive(Clone, Debug)]
pub struct TDefine {
    /// Name.
    pub name: Name,
    /// Parameter variables and types.
    pub params: Vec<(VarId, Ty)>,
    /// Body.
    pub body: TExpr,
}

/// A judgement predicate.
#[derive(Clone, Debug)]
pub struct TJudgement {
    /// Name.
    pub name: Name,
    /// Title.
    pub title: Both,
    /// Parameter variables and types.
    pub params: Vec<(VarId, Ty)>,
    /// The record that says yes.
    pub yes: TExpr,
    /// The record that says no.
    pub no: Option<TExpr>,
}

/// An exception inside a rule, or one of its own.
#[derive(Clone, Debug)]
pub struct TException {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Both,
    /// Its citation; empty for one inside a rule.
    pub citation: Both,
    /// Its own force.
    pub force: Force,
    /// Condition.
    pub when: TExpr,
    /// `exempt`, or `judgement`.
    pub effect: Verdict,
    /// A lawful overlap rather than an exception.
    pub overlap: bool,
    /// Place.
    pub at: At,
}

/// One version of a rule.
#[derive(Clone, Debug)]
pub struct TVersion {
    /// In force.
    pub force: Force,
    /// Citation as printed.
    pub citation: Both,
    /// Index of the class.
    pub class: usize,
    /// Condition on the subject.
    pub filter: Option<TExpr>,
    /// Last day in time.
    pub due: Option<TExpr>,
    /// Requirement.
    pub require: TExpr,
    /// Exceptions inside the rule, then those that name it.
    pub exceptions: Vec<TException>,
    /// Message.
    pub message: TMessage,
    /// What to do.
    pub remedy: TMessage,
    /// What follows.
    pub left: TMessage,
    /// Why a duty that law leaves undated has this due date.
    pub undated: Both,
}

/// A rule.
#[derive(Clone, Debug)]
pub struct TRule {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Both,
    /// Index of its pack.
    pub pack: usize,
    /// Kind of its subject.
    pub subject: KindId,
    /// Windows.
    pub per: Option<TExpr>,
    /// Type of one window.
    pub window: Option<Ty>,
    /// Anchor.
    pub anchor: TExpr,
    /// Versions by force.
    pub versions: Vec<TVersion>,
    /// Place of its head.
    pub at: At,
}

/// An example with the literals it uses, ready to be read as records.
#[derive(Clone, Debug)]
pub struct TExample {
    /// Title.
    pub title: String,
    /// Rule id.
    pub rule: String,
    /// What is declared and given.
    pub body: Example,
    /// Parameter index and value.
    pub params: Vec<(usize, TExpr)>,
    /// Place.
    pub at: At,
}

/// Everything that was declared, checked.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "each is named as its item")]
pub struct Checked {
    pub schema: Schema,
    pub packs: Vec<CheckedPack>,
    pub display: Display,
    pub classes: Vec<crate::model::FindingClass>,
    pub params: Vec<TParam>,
    pub defines: Vec<TDefine>,
    pub judgements: Vec<TJudgement>,
    pub rules: Vec<TRule>,
    pub examples: Vec<TExample>,
}
