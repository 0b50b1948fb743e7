//! The counting pass over the inputs, which settles completeness before the first case is judged.

use super::codes;
use super::rules::RuleSet;
use super::run::DocText;
use crate::diag::Diagnostic;
use crate::model::{Case, KindId, Manifest, Schema};
use crate::read::{alias, mask_text, personal_values, read_document};
use std::collections::{BTreeMap, BTreeSet};

/// Where an id was first seen: what is kept to name both places.
pub type FirstSeen = (usize, usize, String);

/// The counting pass over the inputs.
#[derive(Debug, Default)]
pub struct Census {
    counts: BTreeMap<usize, Vec<u64>>,
    ids: BTreeMap<(String, String), FirstSeen>,
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
    pub fn add(&mut self, rules: &RuleSet, manifests: &[Manifest], alias_key: &str, doc: &DocText) {
        let schema = &rules.program.schema;
        let (cases, _) = read_document(schema, &doc.document());
        self.documents += 1;
        let counts = self.counts.entry(doc.manifest).or_insert_with(|| vec![0; schema.kinds.len()]);
        for case in &cases {
            for (count, table) in counts.iter_mut().zip(&case.tables) {
                *count += table.len() as u64;
            }
        }
        let office = manifests.get(doc.manifest).map(|manifest| manifest.office.clone()).unwrap_or_default();
        for case in &cases {
            self.cases += 1;
            self.mask_path(schema, case, alias_key, &doc.path);
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

    fn mask_path(&mut self, schema: &Schema, case: &Case, alias_key: &str, path: &str) {
        let shown = self.paths.get(path).map_or(path, String::as_str);
        let masked = mask_text(shown, &personal_values(schema, case), &alias(schema, case, alias_key));
        if masked != shown {
            self.paths.insert(path.to_owned(), masked);
        }
    }

    /// Withdraws declarations that cannot be right: a kind declared complete of which the whole export holds nothing.
    /// What the user assumed on the command line has no place, and stands.
    pub fn settle(&self, schema: &Schema, manifests: &mut [Manifest]) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        for (index, manifest) in manifests.iter_mut().enumerate() {
            let Some(counts) = self.counts.get(&index).filter(|counts| counts.first().is_some_and(|cases| *cases > 0))
            else {
                continue;
            };
            let empty = |kind: KindId| counts.get(kind.0 as usize) == Some(&0);
            let withdrawn: BTreeSet<KindId> = manifest
                .complete
                .iter()
                .filter(|declared| declared.place.is_some() && empty(declared.kind))
                .map(|declared| declared.kind)
                .collect();
            for kind in &withdrawn {
                let name = &schema.kind(*kind).name;
                let mut problem =
                    Diagnostic::new(&codes::COMPLETE_BUT_EMPTY).arg("kind", &name.en).arg("kind_ja", &name.ja);
                let declared = manifest.complete.iter().find(|declared| declared.kind == *kind);
                problem.places.extend(declared.and_then(|declared| declared.place.clone()));
                problems.push(problem);
            }
            manifest.complete.retain(|declared| declared.place.is_none() || !withdrawn.contains(&declared.kind));
        }
        problems
    }
}
