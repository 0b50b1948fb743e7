//! The office as a subject: its own records, and what its cases come to. Of the cases only the merged partials are kept.

use super::census::Census;
use super::codes;
use super::rules::RuleSet;
use super::run::DocText;
use crate::calendar::Day;
use crate::compile::program::{Merge, Program};
use crate::diag::Diagnostic;
use crate::judge::asked;
use crate::judge::eval::Setting;
use crate::judge::partials::{Key, Merged, of_case};
use crate::model::{Case, Cell, Children, Manifest, Record, Schema};
use crate::read::read_document;
use std::collections::{BTreeMap, BTreeSet};

/// One office of a run.
#[derive(Debug)]
pub struct Office {
    /// Its number as the manifests give it.
    pub name: String,
    /// Index of its first manifest.
    pub manifest: usize,
    /// The document that holds its records; empty when there is none.
    pub doc: DocText,
    /// Its records.
    pub case: Case,
    /// What its rules ask of the cases.
    pub keys: BTreeSet<Key>,
}

/// What the cases of each office come to so far, by index of the office.
pub(super) type Partials = BTreeMap<usize, BTreeMap<Key, Merged>>;

/// The offices of a run, when some rule is about them.
pub fn offices(
    rules: &RuleSet,
    manifests: &[Manifest],
    census: &Census,
    as_of: Day,
    selected: impl Fn(usize) -> bool,
    document: impl Fn(usize, usize) -> Option<DocText>,
) -> (Vec<Office>, Vec<Diagnostic>) {
    let program = &rules.program;
    let of_office =
        |index: &usize| program.rules.get(*index).is_some_and(|rule| program.schema.is_office(rule.subject));
    let indices: Vec<usize> = (0..program.rules.len()).filter(of_office).filter(|index| selected(*index)).collect();
    let (mut offices, mut problems) = (Vec::<Office>::new(), Vec::new());
    if indices.is_empty() {
        return (offices, problems);
    }
    for manifest in census.counts.keys() {
        let Some(declared) = manifests.get(*manifest) else { continue };
        if offices.iter().any(|office| office.name == declared.office) {
            continue;
        }
        let places = census.offices.get(&declared.office).map(Vec::as_slice).unwrap_or_default();
        if places.len() > 1 {
            let problem = Diagnostic::new(&codes::DUPLICATE_OFFICE).arg("office", &declared.office);
            problems.push(problem.arg("count", places.len()));
        }
        let doc = places.first().and_then(|(file, line, _)| document(*file, *line)).unwrap_or_default();
        let pointer = places.first().map_or("", |(.., pointer)| pointer);
        let case = own_records(&program.schema, &doc, pointer);
        let set = Setting { program, case: &case, manifest: declared, as_of, partials: None };
        let keys = indices.iter().flat_map(|index| asked(set, *index)).collect();
        offices.push(Office { name: declared.office.clone(), manifest: *manifest, doc, case, keys });
    }
    (offices, problems)
}

/// The records of an office as they were read, or one office of which nothing is recorded.
fn own_records(schema: &Schema, doc: &DocText, pointer: &str) -> Case {
    let (cases, _) = read_document(schema, &doc.document());
    let found = cases.into_iter().find(|case| case.office && case.origin.pointer == pointer);
    found.unwrap_or_else(|| bare(schema))
}

/// An office of which nothing is recorded.
fn bare(schema: &Schema) -> Case {
    let mut case = Case { office: true, tables: vec![Vec::new(); schema.kinds.len()], ..Case::default() };
    let root = case.root(schema).kind;
    let kind = schema.kind(root);
    let record = Record {
        parent: 0,
        index: 0,
        cells: vec![Cell::NotRecorded; kind.fields.len()],
        children: vec![Children::NotRecorded; kind.children.len()],
        derived: None,
    };
    if let Some(table) = case.tables.get_mut(root.0 as usize) {
        table.push(record);
    }
    case
}

/// Adds what one case comes to.
pub(super) fn add(partials: &mut Partials, office: usize, set: Setting<'_>, keys: &BTreeSet<Key>) {
    if !keys.is_empty() {
        merge(partials, BTreeMap::from([(office, of_case(set, keys))]));
    }
}

/// Adds what other cases come to, in any order.
pub(super) fn merge(partials: &mut Partials, more: Partials) {
    for (office, values) in more {
        let known = partials.entry(office).or_default();
        for (key, value) in values {
            let joined = match known.remove(&key) {
                Some(before) => before.and(value),
                None => value,
            };
            known.insert(key, joined);
        }
    }
}

/// What all cases of an office come to. Where the export need not hold every case, there may be more.
pub(super) fn settled(
    keys: &BTreeSet<Key>,
    program: &Program,
    manifest: &Manifest,
    partials: &Partials,
    office: usize,
) -> BTreeMap<Key, Merged> {
    let merged = partials.get(&office);
    let value = |key: &Key| {
        let merge = program.partials.get(key.partial as usize).map_or(Merge::Cases, |partial| partial.merge);
        let known = merged.and_then(|merged| merged.get(key)).cloned();
        let known = known.unwrap_or_else(|| Merged::nothing(merge == Merge::Union));
        if manifest.all_cases { known } else { known.opened(merge == Merge::Cases, Schema::ROOT) }
    };
    keys.iter().map(|key| (key.clone(), value(key))).collect()
}
