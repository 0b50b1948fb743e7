//! What an export holds: which kinds are complete for which period. Only this closes the world.

use super::{FieldId, KindId};
use crate::calendar::Day;
use crate::diag::Place;
use std::collections::BTreeSet;

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
    /// Where it is declared.
    pub place: Option<Place>,
    /// Fields that no record of their kind holds anywhere in the export: it does not show them.
    pub nowhere: BTreeSet<(KindId, FieldId)>,
    /// Kinds nested in records that there are, of which no record is anywhere in the export: it does not show them either.
    pub unshown: BTreeSet<KindId>,
    /// Whether every case of the office is in the export.
    pub all_cases: bool,
}

impl Manifest {
    /// The declaration that closes a kind over a whole window, if one does, or the last of several that meet without a
    /// gap. Nothing after the extraction date is closed.
    pub fn closing(&self, kind: KindId, from: Day, to: Day) -> Option<&Declaration> {
        let last = self.extracted.unwrap_or(Day::MAX);
        let end = |declared: &Declaration| declared.period.to.min(last);
        let mut at = from;
        // Each step uses another declaration, so there are no more steps than declarations.
        for _ in 0..=self.complete.len() {
            let covering = self.complete.iter().filter(|declared| declared.kind == kind && declared.period.from <= at);
            let next = covering.filter(|declared| at <= end(declared)).max_by_key(|declared| end(declared))?;
            if end(next) >= to {
                return Some(next);
            }
            at = end(next).plus_days(1);
        }
        None
    }
}
