//! Fields that no record of an export holds: the export does not show them, so that none of its records can be said to
//! have left them empty.

use super::census::Census;
use super::codes;
use crate::compile::program::{Node, Program};
use crate::diag::Diagnostic;
use crate::model::{Case, Cell, FieldId, KindId, Manifest, RecordId, Schema};
use std::collections::{BTreeMap, BTreeSet};

/// Fields by kind.
pub(super) type Fields = BTreeSet<(KindId, FieldId)>;

/// Adds the fields that the records of a case hold. What was read out of other records shows nothing.
pub(super) fn add_held(schema: &Schema, case: &Case, held: &mut Fields) {
    for (at, table) in case.tables.iter().enumerate() {
        let kind = KindId(at as u16);
        for row in 0..table.len() as u32 {
            let record = RecordId { kind, row };
            if case.derived(schema, record).is_some() {
                continue;
            }
            let fields = (0..schema.kind(kind).fields.len() as u16).map(FieldId);
            held.extend(
                fields.filter(|field| *case.cell(record, *field) != Cell::NotRecorded).map(|field| (kind, field)),
            );
        }
    }
}

impl Census {
    /// Notes in each manifest which of the fields that rules ask for are nowhere filled in, and says so once a kind.
    pub fn nowhere(&self, program: &Program, manifests: &mut [Manifest]) -> Vec<Diagnostic> {
        let asked = asked(program);
        let mut problems = Vec::new();
        for (index, manifest) in manifests.iter_mut().enumerate() {
            let (Some(counts), Some(held)) = (self.counts.get(&index), self.held.get(&index)) else { continue };
            let has_records = |kind: KindId| counts.get(kind.0 as usize).is_some_and(|count| count.recorded > 0);
            let missing = asked.iter().filter(|(kind, field)| has_records(*kind) && !held.contains(&(*kind, *field)));
            manifest.nowhere = missing.copied().collect();
            problems.extend(notices(&program.schema, &manifest.nowhere));
        }
        problems
    }
}

/// The fields that rules ask whether they are filled in.
fn asked(program: &Program) -> Fields {
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
        let name = &schema.kind(kind).name;
        Diagnostic::new(&codes::FIELDS_NOWHERE)
            .arg("kind", &name.en)
            .arg("kind_ja", &name.ja)
            .arg("fields", en.join(", "))
            .arg("fields_ja", ja.join("・"))
    };
    kinds.into_iter().map(notice).collect()
}
