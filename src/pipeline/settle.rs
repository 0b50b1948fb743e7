//! Declarations that cannot be right: empty, filled only from other records, contradicted, or ending too early. The first
//! three are withdrawn before a case is judged, so that their duties stay undetermined.

use super::census::{Census, Count, Counting};
use super::codes;
use super::run::DocText;
use super::words::about;
use crate::calendar::Day;
use crate::check::typed::Both;
use crate::compile::program::{Contradiction, SUBJECT_SLOT};
use crate::diag::{Diagnostic, Lang, Place, Role};
use crate::judge::eval::{Eval, Setting};
use crate::judge::show::{MASK, Manner};
use crate::judge::truth::Truth;
use crate::judge::value::Value;
use crate::model::{Case, Cell, FieldId, FieldType, KindId, Manifest, RecordId, Schema, Target};
use crate::read::{Locator, Person, mask_text, personal_values};
use std::collections::{BTreeMap, BTreeSet};

/// What shows that a kind is not complete, and how often.
#[derive(Clone, Debug)]
pub(super) struct Contradicted {
    why: Both,
    place: Place,
    count: u64,
}

type Found = BTreeMap<(usize, KindId), Contradicted>;

/// Adds what a case shows against the declarations of its manifest.
pub(super) fn contradictions(told: Counting<'_>, doc: &DocText, case: &Case, found: &mut Found) {
    let Some(manifest) = told.manifests.get(doc.manifest).filter(|manifest| !manifest.complete.is_empty()) else {
        return;
    };
    let program = &told.rules.program;
    let declared = |kind: KindId| manifest.complete.iter().any(|of| of.kind == kind && of.place.is_some());
    let set = Setting { program, case, manifest, as_of: told.as_of, partials: None };
    for contradiction in program.contradictions.iter().filter(|of| declared(of.kind)) {
        if let Some(why) = holds(set, contradiction) {
            let target = Target::Record(case.root(&program.schema));
            add(told, doc, case, found, (contradiction.kind, target), why);
        }
    }
    for (kind, target) in dangling(&program.schema, case, manifest) {
        let why = Both {
            ja: "そこにない記録を指している記録があります".to_owned(),
            en: "another record refers to one that is not there".to_owned(),
        };
        add(told, doc, case, found, (kind, target), why);
    }
}

/// The pack's words, when a contradiction holds for a case.
fn holds(set: Setting<'_>, contradiction: &Contradiction) -> Option<Both> {
    let mut eval = Eval::new(set);
    let root = set.case.root(&set.program.schema);
    eval.bind(SUBJECT_SLOT, Value::Record(root));
    if eval.truth(contradiction.when) != Truth::True {
        return None;
    }
    let personal = personal_values(&set.program.schema, set.case);
    let mask = |text: &str| mask_text(text, &personal, MASK);
    let mut words = |lang| eval.message(&contradiction.message, Manner { lang, mask: Some(&mask) });
    Some(Both { ja: words(Lang::Ja), en: words(Lang::En) })
}

fn add(told: Counting<'_>, doc: &DocText, case: &Case, found: &mut Found, (kind, target): (KindId, Target), why: Both) {
    if let Some(known) = found.get_mut(&(doc.manifest, kind)) {
        known.count += 1;
        return;
    }
    let schema = &told.rules.program.schema;
    let locator = Locator::new(schema, doc.document(), told.real_names);
    let place = locator.place(&Person::of(schema, case), target, Role::Evidence, String::new());
    found.insert((doc.manifest, kind), Contradicted { why, place, count: 1 });
}

/// References to keys that are not there, of kinds that are declared complete however far back.
fn dangling(schema: &Schema, case: &Case, manifest: &Manifest) -> Vec<(KindId, Target)> {
    let whole = |kind: KindId| {
        let covers = |of: KindId| {
            manifest.complete.iter().any(|by| by.kind == of && by.place.is_some() && by.period.from == Day::MIN)
        };
        schema.ancestry(kind).find(|kind| covers(*kind))
    };
    let mut found = Vec::new();
    for (at, table) in case.tables.iter().enumerate() {
        let kind = KindId(at as u16);
        for (field, declared) in schema.kind(kind).fields.iter().enumerate() {
            let FieldType::Ref(of) = declared.ty else { continue };
            let Some(whole) = whole(of) else { continue };
            let rows = table.iter().enumerate().filter(|(_, record)| is_dangling(record.cells.get(field)));
            found.extend(
                rows.map(|(row, _)| (whole, Target::Field(RecordId { kind, row: row as u32 }, FieldId(field as u16)))),
            );
        }
    }
    found
}

fn is_dangling(cell: Option<&Cell>) -> bool {
    match cell {
        Some(Cell::Ref(_, None)) => true,
        Some(Cell::List(items)) => items.iter().any(|item| is_dangling(Some(item))),
        _ => false,
    }
}

impl Census {
    /// Withdraws declarations that cannot be right, and says which end before the as-of date. What the user assumed on the
    /// command line has no place, and stands.
    pub fn settle(&self, schema: &Schema, manifests: &mut [Manifest], as_of: Day) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        for (index, manifest) in manifests.iter_mut().enumerate() {
            let Some(counts) =
                self.counts.get(&index).filter(|counts| counts.first().is_some_and(|of| of.recorded > 0))
            else {
                continue;
            };
            problems.extend(ending(schema, manifest, as_of));
            let declared: BTreeSet<KindId> =
                manifest.complete.iter().filter(|by| by.place.is_some()).map(|by| by.kind).collect();
            for kind in declared {
                let against = self.contradicted.get(&(index, kind));
                let Some(problem) = wrong(counts.get(kind.0 as usize), against) else { continue };
                problems.push(named(problem, schema, kind, manifest));
                manifest.complete.retain(|by| by.place.is_none() || by.kind != kind);
            }
        }
        problems
    }
}

/// Why a declaration of a kind cannot be right.
fn wrong(count: Option<&Count>, against: Option<&Contradicted>) -> Option<Diagnostic> {
    let count = count.copied().unwrap_or_default();
    match (count.recorded, count.derived, against) {
        (0, 0, _) => Some(Diagnostic::new(&codes::COMPLETE_BUT_EMPTY)),
        (0, _, _) => Some(Diagnostic::new(&codes::COMPLETE_BUT_DERIVED)),
        (_, _, Some(against)) => {
            let problem = Diagnostic::new(&codes::COMPLETE_BUT_CONTRADICTED);
            let problem = problem.arg("why_ja", &against.why.ja).arg("why", &against.why.en);
            Some(problem.arg("count", against.count).at(against.place.clone()))
        }
        _ => None,
    }
}

/// Kinds whose declared period ends before the as-of date, each at its last declaration.
fn ending(schema: &Schema, manifest: &Manifest, as_of: Day) -> Vec<Diagnostic> {
    let last = manifest.extracted.map_or(as_of, |extracted| extracted.min(as_of));
    let mut ends: BTreeMap<KindId, Day> = BTreeMap::new();
    for declared in manifest.complete.iter() {
        let end = ends.entry(declared.kind).or_insert(declared.period.to);
        *end = declared.period.to.max(*end);
    }
    let early = ends.into_iter().filter(|(_, end)| *end < last);
    let problem = |(kind, end): (KindId, Day)| {
        let problem = Diagnostic::new(&codes::COMPLETE_ENDS).arg("end", end).arg("as_of", last);
        named(problem, schema, kind, manifest)
    };
    early.map(problem).collect()
}

fn named(problem: Diagnostic, schema: &Schema, kind: KindId, manifest: &Manifest) -> Diagnostic {
    let mut problem = about(problem, schema, kind);
    let declared = manifest.complete.iter().find(|declared| declared.kind == kind);
    problem.places.extend(declared.and_then(|declared| declared.place.clone()));
    problem
}
