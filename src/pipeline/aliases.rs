//! The table of aliases: who a case is. Made only when it is asked for, in a file of its own; no report ever holds it.

use super::run::{Begun, DocText};
use crate::diag::Lang;
use crate::judge::show::{Manner, cell_words};
use crate::model::{Case, Cell, FieldId, KindId, RecordId, Schema};
use crate::read::{alias, read_document};

impl Begun<'_> {
    /// The head of the table: alias, key, and what names the person.
    pub fn alias_head(&self, lang: Lang) -> Vec<String> {
        let schema = &self.rules.program.schema;
        let named = columns(schema).into_iter().map(|(kind, field)| {
            let name = &schema.field(kind, field).name;
            lang.of(&name.ja, &name.en).to_owned()
        });
        std::iter::once(lang.of("別名", "alias").to_owned()).chain(named).collect()
    }

    /// One row a case of a document that was asked for.
    pub fn alias_rows(&self, doc: &DocText) -> Vec<Vec<String>> {
        let program = &self.rules.program;
        let (mut cases, _) = read_document(&program.schema, &doc.document());
        cases.iter_mut().for_each(|case| case.alias = alias(&program.schema, case, &self.options.alias_key));
        let wanted = cases.iter().filter(|case| !case.office && self.wanted(case));
        wanted.map(|case| self.alias_row(case)).collect()
    }

    /// Ids of the cases of a document and what they are called.
    pub fn case_names(&self, doc: &DocText) -> Vec<(String, String)> {
        let schema = &self.rules.program.schema;
        let (cases, _) = read_document(schema, &doc.document());
        cases.into_iter().map(|case| (case.id.clone(), alias(schema, &case, &self.options.alias_key))).collect()
    }

    fn alias_row(&self, case: &Case) -> Vec<String> {
        let manner = Manner { lang: self.options.lang, mask: None };
        let cells = columns(&self.rules.program.schema).into_iter().map(|(kind, field)| {
            let record = RecordId { kind, row: 0 };
            match case.cell(record, field) {
                Cell::NotRecorded | Cell::Unknown | Cell::Invalid | Cell::Absent => String::new(),
                _ => cell_words(&self.rules.program, case, record, field, manner),
            }
        });
        std::iter::once(case.alias.clone()).chain(cells).collect()
    }
}

/// The key of the case, and the personal fields of the record that is about the person: the case itself, or the one
/// single record in it that holds the most of them.
fn columns(schema: &Schema) -> Vec<(KindId, FieldId)> {
    let personal = |kind: KindId| {
        let fields = schema.kind(kind).fields.iter().enumerate();
        fields.filter(|(_, field)| field.personal).map(|(at, _)| (kind, FieldId(at as u16))).collect::<Vec<_>>()
    };
    let single = |kind: &&KindId| schema.kind(**kind).home.as_ref().is_some_and(|home| !home.many);
    let mut person = personal(Schema::ROOT);
    if person.is_empty() {
        for kind in schema.kind(Schema::ROOT).children.iter().filter(single) {
            let more = personal(*kind);
            person = if more.len() > person.len() { more } else { person };
        }
    }
    let key = schema.kind(Schema::ROOT).key.map(|field| (Schema::ROOT, field));
    let key = key.filter(|key| !person.contains(key));
    key.into_iter().chain(person).collect()
}
