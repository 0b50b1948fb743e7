//! What an export holds: which kinds are complete for which period. Only this closes the world.

use super::KindId;
use crate::calendar::Day;
use crate::diag::Place;

/// A closed period; an end left out is unbounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

/// One declaration of completeness.
#[derive(Clone, Debug)]
pub struct Declaration {
    /// The kind, with what nests in it.
    pub kind: KindId,
    /// By the kind's declared date.
    pub period: Period,
    /// Where it is declared; none when it was assumed.
    pub place: Option<Place>,
}

/// How the world of a kind stands for a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// Declared or assumed complete.
    Declared,
    /// Declared not to be in the export by design.
    Absent,
    /// Not declared, or the declaration cannot be right.
    Open,
}

/// What is declared of one export.
#[derive(Clone, Debug, Default)]
pub struct Manifest {
    /// Office number; empty when not declared.
    pub office: String,
    /// Extraction date.
    pub extracted: Option<Day>,
    /// Kinds complete for a period.
    pub complete: Vec<Declaration>,
    /// Kinds that the export does not hold by design.
    pub absent: Vec<KindId>,
    /// Folder (display path) it holds for; empty for all.
    pub folder: String,
}

impl Manifest {
    /// The declaration that closes a kind over a whole window, if one does. Nothing after the extraction date is closed.
    pub fn closing(&self, kind: KindId, from: Day, to: Day) -> Option<&Declaration> {
        let last = self.extracted.unwrap_or(Day::MAX);
        self.complete.iter().find(|declared| {
            declared.kind == kind && declared.period.from <= from && to <= declared.period.to.min(last)
        })
    }

    /// How a kind stands, whatever the period.
    pub fn completeness(&self, kind: KindId) -> Completeness {
        if self.complete.iter().any(|declared| declared.kind == kind) {
            Completeness::Declared
        } else if self.absent.contains(&kind) {
            Completeness::Absent
        } else {
            Completeness::Open
        }
    }
}
