//! Record kinds and code lists to a schema: names first, then fields, so that kinds may refer to each other.

use super::Problems;
use crate::lang::ast::{Clause, ClauseKind, FieldDecl, FieldShape, Head, Ident, Item};
use crate::lang::codes;
use crate::lang::words::{ItemWord, Label};
use crate::limits;
use crate::model::{CodeList, Field, FieldId, FieldType, Home, Kind, KindId, ListId, Name, Schema, View};
use crate::text::{FileId, Span, closest, fold};

/// The schema that the items declare.
pub(super) fn build(items: &[&Item], problems: &mut Problems) -> Schema {
    let mut builder = Builder { schema: Schema::default(), problems };
    builder.lists(items);
    let records = builder.kinds(items);
    builder.homes(&records);
    builder.rooted(&records);
    builder.fields(items);
    builder.settings(&records);
    builder.distinct_members(&records);
    builder.limits(&records);
    builder.schema
}

struct Builder<'p, 'a> {
    schema: Schema,
    problems: &'p mut Problems<'a>,
}

/// `root`: of the records of one client.
fn is_case_root(item: &Item) -> bool {
    matches!(item.clause(Label::Root).map(|clause| &clause.kind), Some(ClauseKind::Names(names)) if names.is_empty())
}

/// `root office`: of the records of the office.
fn is_office_root(item: &Item) -> bool {
    item.clause(Label::Root).is_some() && !is_case_root(item)
}

/// The first name that two of a list share.
fn shared(names: &[Name]) -> Option<String> {
    let spellings =
        |name: &Name| if name.en == name.ja { vec![name.en.clone()] } else { vec![name.en.clone(), name.ja.clone()] };
    let mut seen = std::collections::BTreeSet::new();
    names.iter().flat_map(spellings).find(|spelling| !seen.insert(spelling.clone()))
}

/// Both spellings of a name.
pub(super) fn name_of(en: &Ident, ja: Option<&Ident>) -> Name {
    Name { en: en.text.clone(), ja: ja.unwrap_or(en).text.clone() }
}

impl Builder<'_, '_> {
    /// More kinds, fields or codes than the engine can number are refused at the first that is too many.
    fn limits(&mut self, records: &[&Item]) {
        let members = self.schema.kinds.iter().map(|kind| kind.fields.len()).max().unwrap_or(0);
        let codes = self.schema.lists.iter().map(|list| list.values.len()).max().unwrap_or(0);
        let most = members.max(codes).max(self.schema.lists.len());
        let limit = if records.len() > limits::KINDS { limits::KINDS } else { limits::MEMBERS };
        let over = records.len() > limits::KINDS || most > limits::MEMBERS;
        if let Some(item) = records.get(limits::KINDS).or(records.first()).filter(|_| over) {
            self.problems.at(&codes::TOO_MANY, item.file, item.keyword, &[("limit", limit.to_string())]);
        }
    }

    fn lists(&mut self, items: &[&Item]) {
        for item in items {
            let Head::Codes(en, ja, codes) = &item.head else { continue };
            let values: Vec<Name> = codes.iter().map(|(en, ja)| name_of(en, ja.as_ref())).collect();
            if let Some(name) = shared(&values) {
                self.problems.at(&codes::DEFINED_TWICE, item.file, en.span, &[("name", name)]);
            }
            self.schema.lists.push(CodeList { name: name_of(en, ja.as_ref()), values });
        }
    }

    /// One kind an item, the root first.
    fn kinds<'i>(&mut self, items: &[&'i Item]) -> Vec<&'i Item> {
        let mut records: Vec<&Item> = items.iter().copied().filter(|item| item.word == ItemWord::Record).collect();
        let roots = records.iter().filter(|item| is_case_root(item)).count();
        if roots != 1
            && let Some(first) = records.first().or(items.first())
        {
            self.problems.at(&codes::NO_ROOT, first.file, first.keyword, &[("count", roots.to_string())]);
        }
        records.sort_by_key(|item| !is_case_root(item));
        for item in &records {
            let Head::Named(en, ja) = &item.head else { continue };
            let name = name_of(en, ja.as_ref());
            self.schema.kinds.push(Kind {
                words_ja: name.ja.clone(),
                words_en: name.en.replace('_', " "),
                name,
                home: None,
                fields: Vec::new(),
                views: Vec::new(),
                children: Vec::new(),
                key: None,
                dated: None,
                ordered: Vec::new(),
                decides: None,
            });
        }
        let office: Vec<usize> =
            records.iter().enumerate().filter(|(_, item)| is_office_root(item)).map(|(at, _)| at).collect();
        if let [_, second, ..] = office.as_slice()
            && let Some(item) = records.get(*second)
        {
            self.problems.at(&codes::NO_ROOT, item.file, item.keyword, &[("count", office.len().to_string())]);
        }
        self.schema.office = office.first().map(|at| KindId(*at as u16));
        records
    }

    fn homes(&mut self, records: &[&Item]) {
        for (at, item) in records.iter().enumerate() {
            let Some(clause) = item.clause(Label::At) else {
                if item.clause(Label::Root).is_none() {
                    self.problems.missing(item, "at");
                }
                continue;
            };
            let ClauseKind::At { parent, key, key_ja, single } = &clause.kind else { continue };
            let Some(parent) = self.kind(item.file, parent) else { continue };
            let id = KindId(at as u16);
            let home = Home { parent, key: name_of(key, key_ja.as_ref()), many: !single };
            if let Some(kind) = self.schema.kinds.get_mut(at) {
                kind.home = Some(home);
            }
            if let Some(kind) = self.schema.kinds.get_mut(parent.0 as usize) {
                kind.children.push(id);
            }
        }
    }

    /// A home that does not lead to the root is taken away, so that walking up always ends.
    fn rooted(&mut self, records: &[&Item]) {
        if records.iter().filter(|item| is_case_root(item)).count() != 1 {
            return;
        }
        for (at, item) in records.iter().enumerate() {
            let steps = self.schema.ancestry(KindId(at as u16)).take(self.schema.kinds.len() + 1);
            let reaches = steps.last().is_some_and(|last| self.schema.is_root(last));
            // One without a home was reported where its parent is unknown.
            let homeless = self.schema.kinds.get(at).is_none_or(|kind| kind.home.is_none());
            if reaches || homeless {
                continue;
            }
            let span = item.clause(Label::At).map_or(item.keyword, |clause| clause.span);
            self.problems.at(&codes::NO_HOME, item.file, span, &[("name", item.name().text.clone())]);
            self.kind_mut(KindId(at as u16), |kind| kind.home = None);
        }
    }

    /// Names that two fields, views or nested lists of a kind share, in either spelling.
    fn distinct_members(&mut self, records: &[&Item]) {
        for (at, item) in records.iter().enumerate() {
            let kind = self.schema.kind(KindId(at as u16));
            let fields = kind.fields.iter().map(|field| &field.name);
            let views = kind.views.iter().map(|view| &view.name);
            let children = kind.children.iter().filter_map(|child| self.schema.kind(*child).home.as_ref());
            let all: Vec<Name> = fields.chain(views).chain(children.map(|home| &home.key)).cloned().collect();
            if let Some(name) = shared(&all) {
                self.problems.at(&codes::DEFINED_TWICE, item.file, item.name().span, &[("name", name)]);
            }
        }
    }

    fn kind(&mut self, file: FileId, name: &Ident) -> Option<KindId> {
        let found = self.schema.kind_named(&name.text);
        if found.is_none() {
            let known = self.schema.kinds.iter().flat_map(|kind| [kind.name.en.as_str(), &kind.name.ja]);
            self.problems.unknown(&codes::UNKNOWN_KIND, file, name, closest(&name.text, known));
        }
        found
    }

    fn fields(&mut self, items: &[&Item]) {
        for item in items {
            if !matches!(item.word, ItemWord::Record | ItemWord::Extend) {
                continue;
            }
            let Some(kind) = self.kind(item.file, item.name()) else { continue };
            for clause in item.all(Label::Field) {
                let ClauseKind::Field(decl) = &clause.kind else { continue };
                self.field(kind, item.file, decl);
            }
        }
    }

    fn field(&mut self, kind: KindId, file: FileId, decl: &FieldDecl) {
        let (en, ja) = &decl.name;
        let name = name_of(en, ja.as_ref());
        let taken = self.schema.kind(kind).field(&name.en).is_some()
            || self.schema.kind(kind).views.iter().any(|view| view.name.en == name.en);
        if taken {
            self.problems.at(&codes::DEFINED_TWICE, file, en.span, &[("name", name.en)]);
            return;
        }
        match &decl.shape {
            FieldShape::View(start, end) => {
                let (start, end) = (self.own_field(kind, file, start), self.own_field(kind, file, end));
                if let (Some(start), Some(end)) = (start, end) {
                    self.kind_mut(kind, |kind| kind.views.push(View { name, start, end }));
                }
            }
            FieldShape::Stored(written) => {
                let Some(ty) = self.field_type(file, &written.name) else { return };
                let field = Field {
                    name,
                    ty,
                    list: written.list,
                    optional: written.optional,
                    personal: decl.personal,
                    public: decl.public,
                    null: decl.null,
                    least: decl.least,
                    most: decl.most,
                };
                self.kind_mut(kind, |kind| kind.fields.push(field));
            }
        }
    }

    fn kind_mut(&mut self, kind: KindId, change: impl FnOnce(&mut Kind)) {
        if let Some(kind) = self.schema.kinds.get_mut(kind.0 as usize) {
            change(kind);
        }
    }

    fn own_field(&mut self, kind: KindId, file: FileId, name: &Ident) -> Option<FieldId> {
        let found = self.schema.kind(kind).field(&name.text).map(|(id, _)| id);
        if found.is_none() {
            let kind = self.schema.kind(kind);
            let known = kind.fields.iter().flat_map(|field| [field.name.en.as_str(), &field.name.ja]);
            let near = closest(&name.text, known);
            let args = [("kind", kind.name.en.clone()), ("kind_ja", kind.name.ja.clone())];
            self.problems.unknown_with(&codes::UNKNOWN_FIELD, file, name, near, &args);
        }
        found
    }

    fn field_type(&mut self, file: FileId, name: &Ident) -> Option<FieldType> {
        let found = match name.text.as_str() {
            "text" | "文字列" => Some(FieldType::Text),
            "number" | "数" => Some(FieldType::Number),
            "yes_no" | "真偽" => Some(FieldType::YesNo),
            "date" | "日" => Some(FieldType::Date),
            "month" | "月" => Some(FieldType::Month),
            other => list_named(&self.schema, other)
                .map(FieldType::Code)
                .or_else(|| self.schema.kind_named(other).map(FieldType::Ref)),
        };
        if found.is_none() {
            let near = closest(&name.text, type_names(&self.schema));
            self.problems.unknown(&codes::UNKNOWN_TYPE, file, name, near);
        }
        found
    }

    /// The words of a kind with every placeholder in the field's English spelling.
    fn words(&mut self, id: KindId, file: FileId, text: &Option<(String, Span)>) -> Option<String> {
        let (text, span) = text.as_ref()?;
        let mut words = text.clone();
        for part in text.split('{').skip(1) {
            let written = part.split('}').next().unwrap_or("");
            let name = Ident { text: fold(written), span: *span };
            if let Some(field) = self.own_field(id, file, &name) {
                let en = &self.schema.field(id, field).name.en;
                words = words.replace(&format!("{{{written}}}"), &format!("{{{en}}}"));
            }
        }
        Some(words)
    }

    /// The answer, the coded reason and the author of a decision, each of its type.
    fn decides(&mut self, id: KindId, item: &Item, clause: &Clause, fields: &[FieldId]) {
        let kind = self.schema.kind(id);
        let ty = |field: &FieldId| kind.fields.get(field.0 as usize).filter(|field| !field.list).map(|field| field.ty);
        let typed = fields.iter().map(ty).collect::<Vec<_>>();
        match (typed.as_slice(), fields) {
            ([Some(FieldType::YesNo), Some(FieldType::Code(_)), Some(FieldType::Text)], [answer, reason, author]) => {
                let decides = Some([*answer, *reason, *author]);
                self.kind_mut(id, |kind| kind.decides = decides);
            }
            _ => self.problems.at(&codes::DECIDES, item.file, clause.span, &[]),
        }
    }

    /// `key`, `dated`, `ordered`, `decides`, which name fields.
    fn settings(&mut self, records: &[&Item]) {
        for (at, item) in records.iter().enumerate() {
            let id = KindId(at as u16);
            for clause in &item.clauses {
                if let ClauseKind::Texts(texts) = &clause.kind {
                    let (ja, en) = (self.words(id, item.file, &texts.ja), self.words(id, item.file, &texts.en));
                    self.kind_mut(id, |kind| {
                        ja.into_iter().for_each(|ja| kind.words_ja = ja);
                        en.into_iter().for_each(|en| kind.words_en = en);
                    });
                }
                let ClauseKind::Names(names) = &clause.kind else { continue };
                if clause.label == Label::Root {
                    continue;
                }
                let fields: Vec<FieldId> =
                    names.iter().filter_map(|name| self.own_field(id, item.file, name)).collect();
                if clause.label == Label::Decides {
                    self.decides(id, item, clause, &fields);
                    continue;
                }
                let first = fields.first().copied();
                self.kind_mut(id, |kind| match clause.label {
                    Label::Key => kind.key = first,
                    Label::Dated => kind.dated = first,
                    _ => kind.ordered = fields,
                });
            }
        }
    }
}

/// The code list of a folded name.
pub(super) fn list_named(schema: &Schema, name: &str) -> Option<ListId> {
    schema.lists.iter().position(|list| list.name.is(name)).map(|at| ListId(at as u16))
}

/// Every name a type may have.
pub(super) fn type_names(schema: &Schema) -> impl Iterator<Item = &str> {
    let lists = schema.lists.iter().flat_map(|list| [list.name.en.as_str(), &list.name.ja]);
    let kinds = schema.kinds.iter().flat_map(|kind| [kind.name.en.as_str(), &kind.name.ja]);
    ["text", "number", "yes_no", "date", "month", "interval", "days", "months", "years"]
        .into_iter()
        .chain(lists)
        .chain(kinds)
}
