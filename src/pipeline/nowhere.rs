//! Fields that no record of an export holds, and nested lists that none has: the export does not show them, so that none of
//! its records can be said to have left them empty.

use super::census::Census;
use super::codes;
use super::words::about;
use crate::compile::program::{Node, Program};
use crate::diag::Diagnostic;
use crate::model::{Case, Cell, Children, FieldId, KindId, Manifest, Name, RecordId, Schema};
use std::collections::{BTreeMap, BTreeSet};

/// What rules ask for and no record of an export has held so far.
#[derive(Debug, Default)]
pub(super) struct Nowhere {
    /// Fields by kind.
    fields: BTreeSet<(KindId, FieldId)>,
    /// Nested kinds of which there is neither a record nor a word that there is none.
    lists: BTreeSet<KindId>,
}

impl Nowhere {
    /// All that rules ask for.
    pub(super) fn of(program: &Program) -> Nowhere {
        Nowhere { fields: asked(program), lists: ranged(program) }
    }

    /// Takes away what the records of a case hold. What was read out of other records shows nothing.
    pub(super) fn take(&mut self, schema: &Schema, case: &Case) {
        self.fields.retain(|(kind, field)| {
            !own(schema, case, *kind).any(|record| *case.cell(record, *field) != Cell::NotRecorded)
        });
        self.lists.retain(|kind| {
            let home = schema.kind(*kind).home.as_ref().map(|home| home.parent);
            let has = |record| case.children(schema, record, *kind) != Children::NotRecorded;
            !home.is_some_and(|parent| own(schema, case, parent).any(has))
        });
    }

    /// Keeps what there are records for.
    fn retain(&mut self, schema: &Schema, has_records: impl Fn(KindId) -> bool) {
        self.fields.retain(|(kind, _)| has_records(*kind));
        let parent = |kind: &KindId| schema.kind(*kind).home.as_ref().map(|home| home.parent);
        self.lists.retain(|kind| parent(kind).is_some_and(&has_records));
    }
}

/// The records of a kind that were not read out of others.
fn own<'a>(schema: &'a Schema, case: &'a Case, kind: KindId) -> impl Iterator<Item = RecordId> + 'a {
    let records = (0..case.rows(kind).len() as u32).map(move |row| RecordId { kind, row });
    records.filter(|record| case.derived(schema, *record).is_none())
}

impl Census {
    /// Notes in each manifest which of the fields and nested lists that rules ask for are nowhere, and says so once a kind.
    pub fn nowhere(&mut self, schema: &Schema, manifests: &mut [Manifest]) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        for (index, mut nowhere) in std::mem::take(&mut self.nowhere) {
            let Some(manifest) = manifests.get_mut(index) else { continue };
            let counts = self.counts.get(&index);
            let count = |kind: KindId| counts.and_then(|all| all.get(kind.0 as usize));
            nowhere.retain(schema, |kind| count(kind).is_some_and(|count| count.recorded > 0));
            // What is assumed of a nested kind itself stands; a declaration of it in the settings is withdrawn where there is none.
            nowhere.lists.retain(|kind| !manifest.complete.iter().any(|declared| declared.kind == *kind));
            problems.extend(notices(schema, &nowhere, manifest));
            manifest.nowhere = nowhere.fields;
            manifest.unshown = nowhere.lists;
        }
        problems
    }
}

/// The fields that rules ask whether they are filled in.
fn asked(program: &Program) -> BTreeSet<(KindId, FieldId)> {
    let field = |node: &Node| match node {
        Node::FilledIn(of) => match program.node(*of) {
            Node::Field(_, kind, field) => Some((*kind, *field)),
            _ => None,
        },
        _ => None,
    };
    program.nodes.iter().filter_map(field).collect()
}

/// The nested kinds that rules range over or are about. What stands below a root is declared by itself, and is not nested.
fn ranged(program: &Program) -> BTreeSet<KindId> {
    let schema = &program.schema;
    let subjects = program.rules.iter().map(|rule| rule.subject);
    let kinds = program.queries.iter().map(|query| query.kind).chain(subjects);
    kinds.filter(|kind| schema.kind(*kind).home.as_ref().is_some_and(|home| !schema.is_root(home.parent))).collect()
}

fn notices(schema: &Schema, nowhere: &Nowhere, manifest: &Manifest) -> Vec<Diagnostic> {
    let mut kinds: BTreeMap<KindId, Vec<&Name>> = BTreeMap::new();
    for (kind, field) in &nowhere.fields {
        kinds.entry(*kind).or_default().push(&schema.field(*kind, *field).name);
    }
    for home in nowhere.lists.iter().filter_map(|kind| schema.kind(*kind).home.as_ref()) {
        kinds.entry(home.parent).or_default().push(&home.key);
    }
    let notice = |(kind, names): (KindId, Vec<&Name>)| {
        let (ja, en): (Vec<&str>, Vec<&str>) = names.iter().map(|name| (name.ja.as_str(), name.en.as_str())).unzip();
        let mut problem = Diagnostic::new(&codes::FIELDS_NOWHERE);
        problem.places.extend(manifest.place.clone());
        about(problem, schema, kind).arg("fields", en.join(", ")).arg("fields_ja", ja.join("・"))
    };
    kinds.into_iter().map(notice).collect()
}
