//! What is on record of a case and what is not, for whoever takes it over.

use crate::calendar::Day;

/// What an export holds of one case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// One row a kind that stands directly in the case, in the order of the schema.
    pub kinds: Vec<HeldKind>,
    /// Records whose period covers the as-of date, in words, with that period.
    pub current: Vec<(String, String)>,
}

/// The records of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeldKind {
    /// Its name, in the run's language.
    pub name: String,
    /// How many there are up to the as-of date.
    pub count: usize,
    /// How many of them were read out of something else.
    pub derived: usize,
    /// Day of the first, where the kind is dated.
    pub first: Option<Day>,
    /// Day of the last.
    pub last: Option<Day>,
    /// What the export says of the kind.
    pub said: Said,
}

/// Whether the records of a kind are all there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Said {
    /// Nobody says so.
    #[default]
    Nothing,
    /// All of them, of these periods; an end that is not given is none.
    Complete(Vec<(Option<Day>, Option<Day>)>),
    /// The export does not hold the kind by design.
    Absent,
}
