//! The schema: record kinds and code lists, which are the shape of the JSON.

use crate::text::is_folded;
use serde::{Deserialize, Serialize};

/// The two spellings of one thing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// ASCII spelling, the canonical one.
    pub en: String,
    /// Japanese spelling; equal to `en` when only one was given.
    pub ja: String,
}

impl Name {
    /// Whether a name as written, folded, is one of the two.
    pub fn is(&self, folded: &str) -> bool {
        self.en == folded || self.ja == folded || !is_folded(&self.ja) && crate::text::fold(&self.ja) == folded
    }
}

/// Index of a kind in [`Schema::kinds`]; kind 0 is the root.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct KindId(pub u16);
/// Index of a field in [`Kind::fields`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FieldId(pub u16);
/// Index of a code list in [`Schema::lists`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ListId(pub u16);

/// A closed list of codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeList {
    /// Its name.
    pub name: Name,
    /// Its values; a code is an index here.
    pub values: Vec<Name>,
}

/// What a scalar may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FieldType {
    /// Any text.
    Text,
    /// A whole number.
    Number,
    /// True or false.
    YesNo,
    /// A civil date, possibly partial.
    Date,
    /// A calendar month.
    Month,
    /// A code.
    Code(ListId),
    /// The key of a record of a kind.
    Ref(KindId),
}

/// What `null` and a missing key mean for a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum NullMeaning {
    /// Only that nothing was recorded.
    #[default]
    NotRecorded,
    /// That there is none.
    Absent,
    /// That the end is open: later than every date.
    Open,
}

/// A scalar field, or a list of scalars.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Both spellings; both are accepted as JSON key.
    pub name: Name,
    /// Type of the scalar, or of the list's members.
    pub ty: FieldType,
    /// A JSON array of scalars.
    pub list: bool,
    /// May lawfully be absent, so rules must guard it.
    pub optional: bool,
    /// Masked in every output.
    pub personal: bool,
    /// The office's own id, which may be shown.
    pub public: bool,
    /// What null means.
    pub null: NullMeaning,
    /// The least number it may be.
    pub least: Option<i64>,
    /// The greatest number it may be.
    pub most: Option<i64>,
}

/// An interval read over two date fields of the same record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// Both spellings.
    pub name: Name,
    /// Field of the first day.
    pub start: FieldId,
    /// Field of the last day.
    pub end: FieldId,
}

/// Where the records of a kind stand in the JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// The kind they are nested in.
    pub parent: KindId,
    /// JSON key in the parent.
    pub key: Name,
    /// A list, or one nested record.
    pub many: bool,
}

/// A record kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kind {
    /// Both spellings.
    pub name: Name,
    /// None for the root kind.
    pub home: Option<Home>,
    /// Stored fields.
    pub fields: Vec<Field>,
    /// Interval views.
    pub views: Vec<View>,
    /// Kinds nested in this one, in order of declaration.
    pub children: Vec<KindId>,
    /// Field that names a record.
    pub key: Option<FieldId>,
    /// Field by which completeness periods and the as-of date count.
    pub dated: Option<FieldId>,
    /// Order of a list.
    pub ordered: Vec<FieldId>,
    /// Of a record that decides something: the answer, its coded reason, its author.
    pub decides: Option<[FieldId; 3]>,
    /// How reports name one record, Japanese, `{field}` for values.
    pub words_ja: String,
    /// The same in English.
    pub words_en: String,
}

impl Kind {
    /// The field of a folded name.
    pub fn field(&self, folded: &str) -> Option<(FieldId, &Field)> {
        let at = self.fields.iter().position(|field| field.name.is(folded))?;
        Some((FieldId(at as u16), self.fields.get(at)?))
    }
}

/// All kinds and code lists of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schema {
    /// Kinds; the root first.
    pub kinds: Vec<Kind>,
    /// Code lists.
    pub lists: Vec<CodeList>,
    /// The root of the records of office scope.
    pub office: Option<KindId>,
}

impl Schema {
    /// The root kind.
    pub const ROOT: KindId = KindId(0);

    /// A kind by id. Ids come from this schema, so there is one.
    #[expect(clippy::indexing_slicing, reason = "a KindId is only made as an index of this schema")]
    pub fn kind(&self, id: KindId) -> &Kind {
        &self.kinds[id.0 as usize]
    }

    /// A field by id.
    #[expect(clippy::indexing_slicing, reason = "a FieldId is only made as an index of its kind")]
    pub fn field(&self, kind: KindId, id: FieldId) -> &Field {
        &self.kinds[kind.0 as usize].fields[id.0 as usize]
    }

    /// A code list by id.
    #[expect(clippy::indexing_slicing, reason = "a ListId is only made as an index of this schema")]
    pub fn list(&self, id: ListId) -> &CodeList {
        &self.lists[id.0 as usize]
    }

    /// Whether a field is masked in what is shown: a personal one, and the key of a case unless it is public.
    pub fn is_hidden(&self, kind: KindId, field: FieldId) -> bool {
        let shape = self.field(kind, field);
        let root_key = kind == Schema::ROOT && self.kind(kind).key == Some(field);
        shape.personal || (root_key && !shape.public)
    }

    /// The kind of a folded name.
    pub fn kind_named(&self, folded: &str) -> Option<KindId> {
        self.kinds.iter().position(|kind| kind.name.is(folded)).map(|at| KindId(at as u16))
    }

    /// The code of a folded name in a list.
    pub fn code_named(&self, list: ListId, folded: &str) -> Option<u16> {
        self.list(list).values.iter().position(|value| value.is(folded)).map(|at| at as u16)
    }

    /// The child of a kind by folded JSON key.
    pub fn child_named(&self, kind: KindId, folded: &str) -> Option<KindId> {
        let children = self.kind(kind).children.iter().copied();
        children.into_iter().find(|child| self.kind(*child).home.as_ref().is_some_and(|home| home.key.is(folded)))
    }

    /// Whether the records of a kind are the office's and no client's.
    pub fn is_office(&self, kind: KindId) -> bool {
        self.office.is_some() && self.ancestry(kind).last() == self.office
    }

    /// Whether a kind is the root of what it belongs to.
    pub fn is_root(&self, kind: KindId) -> bool {
        kind == Schema::ROOT || Some(kind) == self.office
    }

    /// The kind and what it is nested in, innermost first, the root last.
    pub fn ancestry(&self, kind: KindId) -> impl Iterator<Item = KindId> + '_ {
        std::iter::successors(Some(kind), |at| self.kind(*at).home.as_ref().map(|home| home.parent))
    }
}
