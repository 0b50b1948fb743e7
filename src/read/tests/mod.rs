//! Tests of `read`, on a library: members, their loans, renewals of a loan, a card.

mod bad_input;
mod cells;
mod masking;
mod never_panics;
mod places;
mod settings;

use super::{Document, Problem, read_document};
use crate::diag::{Diagnostic, Lang, Place, Role};
use crate::model::{
    Case, Cell, CodeList, Field, FieldId, FieldType, Home, Kind, KindId, ListId, Name, NullMeaning, RecordId, Schema,
    Target,
};
use crate::read::{Locator, Person};

pub(super) const MEMBER: KindId = KindId(0);
pub(super) const LOAN: KindId = KindId(1);
pub(super) const RENEWAL: KindId = KindId(2);
pub(super) const CARD: KindId = KindId(3);

fn name(both: &str) -> Name {
    let (en, ja) = both.split_once(' ').unwrap();
    Name { en: en.into(), ja: ja.into() }
}

fn field(both: &str, ty: FieldType, marks: &str) -> Field {
    let null = if marks.contains("open") { NullMeaning::Absent } else { NullMeaning::NotRecorded };
    Field {
        name: name(both),
        ty,
        list: marks.contains("list"),
        optional: true,
        personal: marks.contains("personal"),
        public: marks.contains("public"),
        null,
        least: None,
        most: None,
    }
}

fn kind(both: &str, home: Option<(KindId, &str, bool)>, children: &[KindId], key: bool, fields: Vec<Field>) -> Kind {
    Kind {
        name: name(both),
        home: home.map(|(parent, key, many)| Home { parent, key: name(key), many }),
        fields,
        views: Vec::new(),
        children: children.to_vec(),
        key: key.then_some(FieldId(0)),
        dated: None,
        ordered: Vec::new(),
        decides: None,
        words_ja: String::new(),
        words_en: String::new(),
    }
}

/// The library; `public` says whether the members' ids may be shown.
pub(super) fn library(public: bool) -> Schema {
    use FieldType::{Code, Date, Month, Number, Ref, Text, YesNo};
    let branch = Code(ListId(0));
    let member = vec![
        field("id 番号", Text, if public { "public" } else { "" }),
        field("name 氏名", Text, "personal"),
        field("joined 入会日", Date, ""),
        field("left 退会日", Date, "open"),
        field("active 在籍", YesNo, ""),
        field("visits 来館数", Number, ""),
        field("branch 館", branch, ""),
        field("branches 利用館", branch, "list"),
        field("memo 備考", Text, ""),
        field("born 生年月日", Date, "personal"),
        field("paid 納入月", Month, ""),
    ];
    let loan = vec![
        field("id 番号", Text, ""),
        field("title 書名", Text, ""),
        field("from 貸出日", Date, ""),
        field("staff 係員", Text, "personal"),
        field("previous 前回", Ref(LOAN), ""),
        field("related 関連", Ref(LOAN), "list"),
    ];
    let renewal = vec![field("date 日付", Date, ""), field("note 記事", Text, "personal")];
    let card = vec![field("number 券番号", Number, "")];
    let values = ["central 中央館", "east 東館", "av ＡＶ室"].map(name).to_vec();
    Schema {
        kinds: vec![
            kind("member 会員", None, &[LOAN, CARD], true, member),
            kind("loan 貸出", Some((MEMBER, "loans 貸出一覧", true)), &[RENEWAL], true, loan),
            kind("renewal 延長", Some((LOAN, "renewals 延長一覧", true)), &[], false, renewal),
            kind("card 利用券", Some((MEMBER, "card 利用券", false)), &[], false, card),
        ],
        lists: vec![CodeList { name: name("branch 館"), values }],
        office: None,
    }
}

pub(super) fn document(text: &str) -> Document<'_> {
    Document { path: "records/m1.json", text, first_line: 1, file: 7 }
}

pub(super) fn read(text: &str) -> (Vec<Case>, Vec<Problem>) {
    read_document(&library(true), &document(text))
}

/// The one case of a text without problems.
pub(super) fn clean(text: &str) -> Case {
    let (mut cases, problems) = read(text);
    let told: Vec<_> = problems.iter().map(|problem| problem.diagnostic.message(Lang::En)).collect();
    assert!(told.is_empty(), "{told:?}");
    assert_eq!(cases.len(), 1);
    cases.remove(0)
}

/// The one problem of a text, which has this code.
pub(super) fn one(text: &str, code: &str) -> Diagnostic {
    let (_, problems) = read(text);
    let ids: Vec<_> = problems.iter().map(|problem| problem.diagnostic.code.id).collect();
    assert_eq!(ids, [code], "{text}");
    problems.into_iter().next().unwrap().diagnostic
}

/// What a place underlines.
pub(super) fn underlined(place: &Place) -> &str {
    let excerpt = place.excerpt.as_ref().unwrap();
    &excerpt.text[excerpt.start..excerpt.start + excerpt.length]
}

pub(super) fn member(case: &Case, key: &str) -> Cell {
    cell(case, RecordId { kind: MEMBER, row: 0 }, key)
}

pub(super) fn cell(case: &Case, id: RecordId, key: &str) -> Cell {
    let schema = library(true);
    let (field, _) = schema.kind(id.kind).field(key).unwrap();
    case.cell(id, field).clone()
}

/// The columns of every excerpt are the true ones: the underlined text starts at the column of the place.
pub(super) fn check_columns(place: &Place) {
    let excerpt = place.excerpt.as_ref().unwrap();
    let before = excerpt.text[..excerpt.start].chars().count();
    assert_eq!(excerpt.column + before, place.column, "{place:?}");
}

/// One place of one document.
#[expect(clippy::too_many_arguments, reason = "a place of a test, spelt out at each call")]
pub(super) fn locate(
    schema: &Schema,
    case: &Case,
    document: &Document<'_>,
    target: Target,
    role: Role,
    label: String,
    real_names: bool,
) -> Place {
    Locator::new(schema, *document, real_names).place(&Person::of(schema, case), target, role, label)
}
