//! The counting pass over the inputs, which settles completeness before the first case is judged.

use super::nowhere::Nowhere;
use super::rules::RuleSet;
use super::run::DocText;
use super::settle::{Contradicted, contradictions};
use crate::calendar::Day;
use crate::model::{Case, KindId, Manifest, RecordId, Schema};
use crate::read::{alias, mask_text, personal_values, read_document};
use std::collections::{BTreeMap, BTreeSet};

/// Where an id was first seen: what is kept to name both places.
pub type FirstSeen = (usize, usize, String);

/// Records of one kind: recorded by themselves, and read out of others, which never close the world.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Count {
    pub(super) recorded: u64,
    pub(super) derived: u64,
}

/// What the counting pass is told.
#[derive(Clone, Copy, Debug)]
pub struct Counting<'a> {
    /// The rules.
    pub rules: &'a RuleSet,
    /// Manifests as declared.
    pub manifests: &'a [Manifest],
    /// Key of the aliases.
    pub alias_key: &'a str,
    /// Nothing after it is used.
    pub as_of: Day,
    /// Show what is masked otherwise.
    pub real_names: bool,
}

/// The counting pass over the inputs.
#[derive(Debug, Default)]
pub struct Census {
    pub(super) counts: BTreeMap<usize, Vec<Count>>,
    /// By manifest: the fields and nested lists that rules ask for and that no record has held so far.
    pub(super) nowhere: BTreeMap<usize, Nowhere>,
    /// By manifest and kind: what shows that the kind is not complete.
    pub(super) contradicted: BTreeMap<(usize, KindId), Contradicted>,
    /// Files and lines where the records of each office stand.
    pub(super) offices: BTreeMap<String, Vec<FirstSeen>>,
    ids: BTreeMap<(String, String), FirstSeen>,
    aliases: BTreeSet<String>,
    /// Paths that hold something personal of a case, and what is shown instead.
    pub paths: BTreeMap<String, String>,
    /// Cases in all.
    pub cases: u64,
    /// Documents in all.
    pub documents: u64,
    /// Id, place of the first and document of the second, of ids that two cases share.
    pub duplicates: Vec<Duplicate>,
}

/// Two cases of one id.
#[derive(Clone, Debug)]
pub struct Duplicate {
    /// File, line and pointer of the first.
    pub first: (usize, usize, String),
    /// File, line and pointer of the second.
    pub second: (usize, usize, String),
}

impl Census {
    /// Counts the records of one document.
    pub fn add(&mut self, told: Counting<'_>, doc: &DocText) {
        let schema = &told.rules.program.schema;
        let (mut cases, _) = read_document(schema, &doc.document());
        self.documents += 1;
        let nothing = || vec![Count::default(); schema.kinds.len()];
        let counts = self.counts.entry(doc.manifest).or_insert_with(nothing);
        cases.iter().for_each(|case| count(schema, case, counts));
        let nowhere = self.nowhere.entry(doc.manifest).or_insert_with(|| Nowhere::of(&told.rules.program));
        cases.iter().for_each(|case| nowhere.take(schema, case));
        let office = told.manifests.get(doc.manifest).map(|manifest| manifest.office.clone()).unwrap_or_default();
        for case in &mut cases {
            case.alias = alias(schema, case, told.alias_key);
            if case.office {
                let seen = (doc.file, doc.first_line, case.origin.pointer.clone());
                self.offices.entry(office.clone()).or_default().push(seen);
                continue;
            }
            self.cases += 1;
            self.aliases.insert(case.alias.clone());
            self.mask_path(schema, case, told.alias_key, &doc.path);
            contradictions(told, doc, case, &mut self.contradicted);
            let seen = (doc.file, doc.first_line, case.origin.pointer.clone());
            if case.id.is_empty() {
                continue;
            }
            let first = self.ids.entry((office.clone(), case.id.clone())).or_insert_with(|| seen.clone());
            if *first != seen {
                self.duplicates.push(Duplicate { first: first.clone(), second: seen });
            }
        }
    }

    /// The first of some cases, by id or alias, that is in no input.
    pub fn unknown<'w>(&self, wanted: &'w [String]) -> Option<&'w String> {
        let is_known = |name: &String| self.aliases.contains(name) || self.ids.keys().any(|(_, id)| id == name);
        wanted.iter().find(|name| !is_known(name))
    }

    fn mask_path(&mut self, schema: &Schema, case: &Case, alias_key: &str, path: &str) {
        let shown = self.paths.get(path).map_or(path, String::as_str);
        let masked = mask_text(shown, &personal_values(schema, case), &alias(schema, case, alias_key));
        if masked != shown {
            self.paths.insert(path.to_owned(), masked);
        }
    }
}

/// Adds the records of a case by kind. One that stands in a derived record is derived too.
fn count(schema: &Schema, case: &Case, counts: &mut [Count]) {
    for (at, (count, table)) in counts.iter_mut().zip(&case.tables).enumerate() {
        for row in 0..table.len() as u32 {
            let derived = case.derived(schema, RecordId { kind: KindId(at as u16), row }).is_some();
            let counted = if derived { &mut count.derived } else { &mut count.recorded };
            *counted += 1;
        }
    }
}
