//! Random bytes, random cuts and random pieces: always an answer.

use super::*;
use crate::diag::Role;
use crate::read::{Locator, Target, alias, mask_text, read_settings};
use proptest::prelude::*;

const WHOLE: &str = "\u{feff}[{\"id\":\"m1\",\"氏名\":\"山田\",\"joined\":\"2024-05-01\",\"loans\":[{\"id\":\"L1\",\"related\":[\"L1\",\"x\"],\"renewals\":[{\"date\":\"R6.5.1\",\"note\":\"n\0\"}]}],\r\n\"card\":{\"number\":1}},{\"id\":2,\"branch\":\"zzz\",\"a\\\"\":[null,{}]}]";

/// Reads a text and locates everything in it, and in another text that it was not read from.
fn everything(text: &str, other: &str) {
    let schema = library(false);
    let (cases, problems) = read_document(&schema, &document(text));
    for place in problems.iter().flat_map(|problem| &problem.diagnostic.places) {
        check_columns(place);
        assert!(!underlined(place).is_empty());
    }
    for case in &cases {
        alias(&schema, case, "key");
        for locator in [Locator::new(&schema, document(text), false), Locator::new(&schema, document(other), true)] {
            for (kind, table) in case.tables.iter().enumerate() {
                let ids = (0..table.len() as u32).map(|row| RecordId { kind: KindId(kind as u16), row });
                for id in ids {
                    let fields = (0..schema.kind(id.kind).fields.len()).map(|at| Target::Field(id, FieldId(at as u16)));
                    for target in fields.chain([Target::Record(id), Target::Child(id, RENEWAL)]) {
                        check_columns(&locator.place(&Person::of(&schema, case), target, Role::Duty, String::new()));
                    }
                }
            }
        }
    }
}

/// Pieces that are likely to make something nearly right.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "\"id\":",
        "\"氏名\":",
        "\"loans\":[",
        "{\"id\":\"L1\"}",
        "\"card\":{",
        "null",
        "\"none\"",
        "\"2024-13-01\"",
        "-1",
        "1e9",
        "true",
        "\\",
        "\\ud800",
        "\n",
        "\r",
        "\0",
        "\u{feff}",
        "山",
        "\"joined\":",
        "\"branches\":[",
        "_",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        everything(&text, WHOLE);
        read_settings("kijun.toml", &text);
    }

    #[test]
    fn random_pieces(text in pieces(), other in pieces()) {
        everything(&text, &other);
        everything(&format!("{{\"id\":\"a\",{text}"), &other);
        everything(&format!("{{\"id\":\"a\",\"memo\":{text}}}"), WHOLE);
    }

    #[test]
    fn random_cuts(cut in 0..WHOLE.len(), patch in any::<char>()) {
        let at = (0..=cut).rev().find(|at| WHOLE.is_char_boundary(*at)).unwrap();
        everything(&WHOLE[..at], WHOLE);
        let patched: String = WHOLE.char_indices().map(|(place, c)| if place == at { patch } else { c }).collect();
        everything(&patched, &WHOLE[..at]);
    }

    #[test]
    fn random_settings(text in "(\\[{1,2}(export|complete|check)\\]{1,2}\n|(kind|from|to|rules|office) = (\"[a-z\\\\]{0,3}\"|2024-0[0-9]-01|\\[|5)\n|\"|山){0,8}") {
        for place in read_settings("kijun.toml", &text).1.iter().flat_map(|problem| &problem.places) {
            check_columns(place);
        }
    }

    #[test]
    fn masked_texts_hold_no_personal_value(text in "[ab山 ]{0,20}", value in "[ab山]{2,4}") {
        prop_assert!(!mask_text(&text, &[&value], "*").contains(&value));
    }
}
