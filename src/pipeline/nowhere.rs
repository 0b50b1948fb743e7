//! Fields that no record of an export holds: the export does not show them, so that none of its records can be said to
//! have left them empty.

use super::census::Census;
use super::codes;
use super::words::about;
use crate::compile::program::{Node, Program};
use crate::diag::Diagnostic;
use crate::model::{Case, Cell, FieldId, KindId, Manifest, RecordId, Schema};
use std::collections::{BTreeMap, BTreeSet};

/// Fields by kind.
pub(super) type Fields = BTreeSet<(KindId, FieldId)>;

/// Takes away the fields that the records of a case hold. What was read out of other records shows nothing.
pub(super) fn take_held(schema: &Schema, case: &Case, nowhere: &mut Fields) {
    nowhere.retain(|(kind, field)| {
        let mut records = (0..case.rows(*kind).len() as u32).map(|row| RecordId { kind: *kind, row });
        let holds = |record| *case.cell(record, *field) != Cell::NotRecorded && case.derived(schema, record).is_none();
        !records.any(holds)
    });
}

impl Census {
    /// Notes in each manifest which of the fields that rules ask for are nowhere filled in, and says so once a kind.
    pub fn nowhere(&mut self, schema: &Schema, manifests: &mut [Manifest]) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        for (index, mut nowhere) in std::mem::take(&mut self.nowhere) {
            let Some(manifest) = manifests.get_mut(index) else { continue };
            let counts = self.counts.get(&index);
            let has_records =
                |kind: KindId| counts.and_then(|all| all.get(kind.0 as usize)).is_some_and(|count| count.recorded > 0);
            nowhere.retain(|(kind, _)| has_records(*kind));
            problems.extend(notices(schema, &nowhere));
            manifest.nowhere = nowhere;
        }
        problems
    }
}

/// The fields that rules ask whether they are filled in.
pub(super) fn asked(program: &Program) -> Fields {
    let field = |node: &Node| match node {
        Node::FilledIn(of) => match program.node(*of) {
            Node::Field(_, kind, field) => Some((*kind, *field)),
            _ => None,
        },
        _ => None,
    };
    program.nodes.iter().filter_map(field).collect()
}

fn notices(schema: &Schema, nowhere: &Fields) -> Vec<Diagnostic> {
    let mut kinds: BTreeMap<KindId, Vec<FieldId>> = BTreeMap::new();
    nowhere.iter().for_each(|(kind, field)| kinds.entry(*kind).or_default().push(*field));
    let notice = |(kind, fields): (KindId, Vec<FieldId>)| {
        let names = fields.iter().map(|field| &schema.field(kind, *field).name);
        let (ja, en): (Vec<&str>, Vec<&str>) = names.map(|name| (name.ja.as_str(), name.en.as_str())).unzip();
        let problem = Diagnostic::new(&codes::FIELDS_NOWHERE);
        about(problem, schema, kind).arg("fields", en.join(", ")).arg("fields_ja", ja.join("・"))
    };
    kinds.into_iter().map(notice).collect()
}
