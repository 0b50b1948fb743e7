//! Nothing personal in any place, excerpt or message.

use super::*;
use crate::diag::Role;
use crate::model::Target;
use crate::read::{Person, alias, mask_text, personal_values};

const TEXT: &str = r#"{"id":"m1","name":"山田 太郎","born":"1940-02-31","memo":"山田太郎の弟","joined":"soon 山田 太郎","nmae":"やまだ","loans":[{"id":"山田 太郎","title":"\u5c71\u7530 太郎伝","staff":"Smith","renewals":[{"date":"x","note":"secret"}]},{"id":"山田 太郎","previous":"山田 太郎?"}],"_at":{"path":"山田.csv"}}"#;

const SECRETS: [&str; 7] = ["山田", "太郎", "1940", "Smith", "secret", "やまだ", "5c71"];

fn check(place: &Place) {
    let shown = format!("{place:?}");
    for secret in SECRETS {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}

fn every_target(schema: &Schema, case: &Case) -> Vec<Target> {
    let mut targets = Vec::new();
    for (kind, table) in case.tables.iter().enumerate() {
        for row in 0..table.len() as u32 {
            let id = RecordId { kind: KindId(kind as u16), row };
            let shape = schema.kind(id.kind);
            targets.push(Target::Record(id));
            targets.extend((0..shape.fields.len()).map(|field| Target::Field(id, FieldId(field as u16))));
            targets.extend(shape.children.iter().map(|child| Target::Child(id, *child)));
        }
    }
    targets
}

#[test]
fn no_place_and_no_message_shows_a_personal_value() {
    let schema = library(true);
    let document = Document { path: "records/山田太郎.json", ..document(TEXT) };
    let (cases, problems) = read_document(&schema, &document);
    let ids: Vec<_> = problems.iter().map(|problem| problem.diagnostic.code.id).collect();
    assert!(ids.len() >= 5, "{ids:?}");
    for problem in &problems {
        problem.diagnostic.places.iter().for_each(check);
        let words = format!("{} {}", problem.diagnostic.message(Lang::Ja), problem.diagnostic.help(Lang::Ja));
        assert!(SECRETS.iter().all(|secret| !words.contains(secret)), "{words}");
    }
    let locator = Locator::new(&schema, document, false);
    for target in every_target(&schema, &cases[0]) {
        check(&locator.place(&Person::of(&schema, &cases[0]), target, Role::Duty, String::new()));
    }
}

#[test]
fn personal_fields_keep_their_place_without_text_unless_asked_for() {
    let schema = library(true);
    let case = read(TEXT).0.remove(0);
    let name = Target::Field(Case::ROOT, FieldId(1));
    let masked = locate(&schema, &case, &document(TEXT), name, Role::Duty, String::new(), false);
    assert_eq!((masked.masked, masked.text.clone(), underlined(&masked)), (true, None, "■■■■■"));
    assert_eq!((masked.column, masked.pointer.as_str()), (20, "/name"));
    let real = locate(&schema, &case, &document(TEXT), name, Role::Duty, String::new(), true);
    assert_eq!((real.masked, real.text.as_deref(), underlined(&real)), (false, Some("山田 太郎"), "山田 太郎"));
    assert_eq!(real.column, masked.column);
}

#[test]
fn what_is_not_personal_stays_readable() {
    let text = r#"{"id":"m1","name":"east","branch":"east","joined":"2024-05-01","visits":24,"loans":[{"id":"L1","staff":"24"}]}"#;
    let schema = library(true);
    let case = clean(text);
    let branch = Target::Field(Case::ROOT, FieldId(6));
    let place = locate(&schema, &case, &document(text), branch, Role::Duty, String::new(), false);
    assert_eq!(place.text.as_deref(), Some("east"));
    let shown = place.excerpt.unwrap().text;
    assert!(shown.contains("2024-05-01") && shown.contains("\"visits\":24"), "{shown}");
    assert!(shown.contains("\"name\":\"■■■■\""), "{shown}");
}

#[test]
fn texts_are_searched_for_personal_values() {
    assert_eq!(mask_text("x/山田太郎.json と 山田 太郎", &["山田 太郎"], "C-1"), "x/C-1.json と C-1");
    assert_eq!(mask_text("Anna, Ann, An", &["Ann", "Anna"], "*"), "*, *, An");
    assert_eq!(mask_text("A b", &["A", ""], "*"), "A b");
    assert_eq!(mask_text("2024-10-01, 10", &["10"], "*"), "2024-10-01, *");
    assert_eq!(mask_text("0123456789", &["34567"], "*"), "012*89");
    let case = read(TEXT).0.remove(0);
    let personal = personal_values(&library(true), &case);
    assert_eq!(personal, ["Smith", "secret", "山田 太郎"]);
}

#[test]
fn an_id_that_is_not_public_is_hidden_and_has_an_alias() {
    let schema = library(false);
    let text = r#"{"id":"K-0042","joined":"soon"}"#;
    let (cases, problems) = read_document(&schema, &document(text));
    let place = &problems[0].diagnostic.places[0];
    assert!(place.excerpt.as_ref().unwrap().text.starts_with("{\"id\":\"■■■■■■\""));
    let hidden = alias(&schema, &cases[0], "key");
    assert!(hidden.starts_with("C-") && hidden.len() == 12, "{hidden}");
    assert_eq!(hidden, alias(&schema, &cases[0], "key"));
    assert_ne!(hidden, alias(&schema, &cases[0], "other"));
    assert_eq!(alias(&library(true), &cases[0], "key"), "K-0042");
}

#[test]
fn an_alias_is_short_visible_and_never_a_name() {
    let schema = library(true);
    let long = clean(&format!("{{\"id\":\"\\u001b{}\"}}", "x".repeat(200)));
    let alias_of = |case: &Case| alias(&schema, case, "");
    assert!(alias_of(&long).starts_with("␛x") && alias_of(&long).chars().count() == 80);
    let named = clean(r#"{"id":"山田太郎","name":"山田 太郎"}"#);
    assert!(alias_of(&named).starts_with("C-"));
    let (nameless, _) = read(r#"[{"memo":"a"},{"memo":"b"}]"#);
    assert_ne!(alias_of(&nameless[0]), alias_of(&nameless[1]));
}
