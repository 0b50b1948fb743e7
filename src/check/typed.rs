//! The checked tree: names are ids, every expression has a type, and nothing in it can fail later.

use crate::builtins::Builtin;
use crate::calendar::{DateRange, FirstDay, Month};
use crate::lang::ast::{CmpOp, Quantifier, Unit};
use crate::model::{FieldId, KindId, ListId};
use crate::text::{FileId, Span};

pub use super::typed_item::*;
pub use super::typed_list::*;

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
    /// An exact ratio of two numbers.
    Ratio,
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

/// How a closed day is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Shift {
    /// To the first open day after it.
    Next,
    /// To the last open day before it.
    Previous,
}

/// Kinds of typed expression.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "each is named as its form in docs/language.md")]
pub enum TKind {
    Bool(bool),
    Number(i64),
    Ratio(i64, i64),
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
    Mul(Box<TExpr>, Box<TExpr>),
    Div(Box<TExpr>, Box<TExpr>),
    Quant(Quantifier, TRange),
    EachRecord(TRange, Box<TExpr>),
    EachValue(VarId, Box<TExpr>, Box<TExpr>),
    Collect(Box<TExpr>, TRange),
    CollectValues(Box<TExpr>, VarId, Box<TExpr>, Option<Box<TExpr>>),
    Set(Vec<TExpr>),
    Interval(Box<TExpr>, Box<TExpr>),
    Distinct(Box<TExpr>),
    Months(Box<TExpr>, Partial),
    Runs(Box<TExpr>, Box<TExpr>),
    /// Intervals, the table, whether a period must be covered whole.
    Periods(Box<TExpr>, usize, bool),
    /// First day or the day before it, duration, how the first day counts.
    Expiry(Box<TExpr>, Box<TExpr>, FirstDay),
    /// Day, the table of closed days, the way it moves.
    OpenDay(Box<TExpr>, usize, Shift),
    Call(Builtin, Vec<TExpr>),
    Define(usize, Vec<TExpr>),
    /// A partial, merged over all cases of the office.
    Partial(usize, Vec<TExpr>),
    Filed(usize, Vec<TExpr>),
    Deadline(usize, Vec<TExpr>),
    Judged(usize, Vec<TExpr>),
    Recorded(Box<TExpr>),
    /// Whether a field is filled in, as far as the export can show it.
    FilledIn(Box<TExpr>),
    Failed,
}

/// Whether two expressions are the same but for where they stand.
pub fn same_shape(a: &TExpr, b: &TExpr) -> bool {
    // The places are the only thing that differs in what is printed.
    let bare = |expr: &TExpr| {
        let text = format!("{expr:?}");
        let mut out = String::new();
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once("at: At {") {
            out.push_str(before);
            rest = after.split_once("} }").map_or("", |(_, rest)| rest);
        }
        out + rest
    };
    bare(a) == bare(b)
}
