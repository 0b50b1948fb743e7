//! What the second pass finds out about one duty.

use crate::calendar::Day;
use crate::check::typed::{At, Both};
use crate::diag::{Place, Role};
use crate::model::{FieldId, KindId, RecordId, Target};

/// A place in the case, before it is looked up in the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// What is pointed at.
    pub target: Target,
    /// What it has to do with the finding.
    pub role: Role,
    /// A word beside it.
    pub label: Both,
}

/// A fact that would decide what cannot be decided now.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// A field that is not recorded.
    Field(RecordId, FieldId),
    /// A kind that is not declared complete.
    Kind(KindId),
    /// A nested kind of which the export holds nothing anywhere.
    Unshown(KindId),
    /// A judgement predicate, by index.
    Judgement(u32),
    /// A date known only in part.
    Partial(RecordId, FieldId),
}

/// Everything about one duty that a report shows.
#[derive(Clone, Debug, Default)]
pub struct Explained {
    /// Places in the case: what made the duty first.
    pub spots: Vec<Spot>,
    /// Declarations that closed the world.
    pub declared: Vec<Place>,
    /// The clause of the rule that decided.
    pub clause: Option<At>,
    /// The exceptions that clash.
    pub clauses: Vec<At>,
    /// Indices of exceptions that hold and were not needed.
    pub unused: Vec<usize>,
    /// What the records that it rests on were read out of, when they were not recorded by themselves.
    pub derived: Vec<String>,
    /// What is missing.
    pub facts: Vec<Fact>,
    /// For a violation, the day from which it was cured.
    pub cured_on: Option<Day>,
}
