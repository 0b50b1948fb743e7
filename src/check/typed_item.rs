//! The checked items: what was declared, with every expression typed.

use super::typed::{At, TExpr, Ty, VarId};
use crate::calendar::{ClosedDays, DateRange, Day};
use crate::lang::ast::{Example, Force};
use crate::model::{Display, KindId, Name, Schema};

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

/// What is printed as a citation, by the day on which the duty counts; the last holds always.
pub type Cited = Vec<(Force, Both)>;

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
    /// The day from which rules are in force that name none.
    pub since: Option<Day>,
    /// Whether the pack applies to a case, where the subject is the root and the window the anchor date.
    pub applies: Option<TExpr>,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct TParam {
    /// Name.
    pub name: Name,
    /// Type.
    pub ty: Ty,
    /// Dated values; the profile's come first.
    pub values: Vec<(Force, TExpr)>,
    /// Values it may be set to, and ranges of them; empty when it may not.
    pub settable: Vec<(TExpr, Option<TExpr>)>,
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
    /// Evaluated over each case and merged over the office.
    pub partial: bool,
}

/// Periods of the year.
#[derive(Clone, Debug)]
pub struct TPeriods {
    /// Name.
    pub name: Name,
    /// First and last month of each, 1–12.
    pub months: Vec<(u8, u8)>,
}

/// Days on which nothing can be filed.
#[derive(Clone, Debug)]
pub struct TClosed {
    /// Name.
    pub name: Name,
    /// The table.
    pub days: ClosedDays,
}

/// A procedure with dates.
#[derive(Clone, Debug)]
pub struct TFiling {
    /// Name.
    pub name: Name,
    /// Title.
    pub title: Both,
    /// Parameter variables and types.
    pub params: Vec<(VarId, Ty)>,
    /// The record that shows it made in time.
    pub found: TExpr,
    /// The last day in time.
    pub due: TExpr,
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
    /// A record about it that lacks its coded reason, its author or its date, and decides nothing.
    pub loose: TExpr,
    /// One that says yes, with a coded reason, an author and a date.
    pub yes: TExpr,
    /// One that says no.
    pub no: TExpr,
}

/// What an exception that holds does to the duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Effect {
    /// There is no duty.
    Exempt,
    /// A person decides.
    Judgement,
    /// Another requirement stands in its place.
    Replace,
}

/// An exception inside a rule, or one of its own.
#[derive(Clone, Debug)]
pub struct TException {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Both,
    /// Its citation; empty for one inside a rule.
    pub citation: Cited,
    /// Its own force.
    pub force: Force,
    /// Condition.
    pub when: TExpr,
    /// What it does.
    pub effect: Effect,
    /// The requirement that stands in place of the rule's, and its last day.
    pub replacement: Option<(TExpr, Option<TExpr>)>,
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
    pub citation: Cited,
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
    /// Whether it can still be made good.
    pub remedy: Option<super::typed_list::Remedy>,
    /// What to do.
    pub to_do: TMessage,
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
    /// Older law that still applies to some duties.
    pub transitions: Vec<TTransition>,
    /// Place of its head.
    pub at: At,
}

/// Older law that still applies.
#[derive(Clone, Debug)]
pub struct TTransition {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Both,
    /// Its citation.
    pub citation: Cited,
    /// Anchors it is for.
    pub force: Force,
    /// Condition; always when none.
    pub when: Option<TExpr>,
    /// The day whose law is applied.
    pub law_of: Day,
    /// Place.
    pub at: At,
}

/// A rate of a consequence.
#[derive(Clone, Debug)]
pub struct TRate {
    /// First position in a run of months, from 1.
    pub from: i64,
    /// Last position; none when open.
    pub to: Option<i64>,
    /// By the month's first day.
    pub force: Force,
    /// A ratio or a number.
    pub value: TExpr,
}

/// What violations cost, month by month.
#[derive(Clone, Debug)]
pub struct TConsequence {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Both,
    /// Its citation.
    pub citation: Cited,
    /// Ids of the rules that feed it.
    pub rules: Vec<String>,
    /// A class all of whose rules feed it.
    pub class: Option<usize>,
    /// Whether a month counts, with [`WINDOW`](super::typed::WINDOW) the month.
    pub when: Option<TExpr>,
    /// First month, of the month of the failure.
    pub from: Option<TExpr>,
    /// Last month, of the month of the cure.
    pub to: Option<TExpr>,
    /// Variables of the months of failure and of cure.
    pub months: [VarId; 2],
    /// The kind of the subjects for which first and last month are told, with its variable; any subject without it.
    pub subject: Option<(KindId, VarId)>,
    /// Rates by position and date.
    pub rates: Vec<TRate>,
    /// What the whole of a month comes to.
    pub amount: Option<TExpr>,
    /// What amounts are counted in.
    pub unit: Both,
    /// Words for a month of which it cannot be told whether it counts.
    pub otherwise: Both,
    /// Message.
    pub message: TMessage,
    /// Place.
    pub at: At,
}

/// Records that show that a kind is not complete.
#[derive(Clone, Debug)]
pub struct TContradiction {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Both,
    /// The kind that is not complete.
    pub kind: KindId,
    /// What shows it, with [`SUBJECT`](super::typed::SUBJECT) the root.
    pub when: TExpr,
    /// Message.
    pub message: TMessage,
}

/// Header of a profile.
#[derive(Clone, Debug)]
pub struct TProfile {
    /// Name.
    pub name: Name,
    /// Title.
    pub title: Both,
    /// Checked against its sources up to this date.
    pub verified: Option<DateRange>,
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
    pub filings: Vec<TFiling>,
    pub periods: Vec<TPeriods>,
    pub closed: Vec<TClosed>,
    pub consequences: Vec<TConsequence>,
    pub checklists: Vec<super::typed_list::Checklist>,
    pub contradictions: Vec<TContradiction>,
    pub profile: Option<TProfile>,
    pub rules: Vec<TRule>,
    pub examples: Vec<TExample>,
}
