//! Every error and every note has its words, all placeholders filled, and its place.

use super::*;
use crate::diag::{Diagnostic, Lang};

fn errors() -> Vec<TableError> {
    vec![
        TableError::FileSize { limit: 1 },
        TableError::Unpacked { limit: 1 },
        TableError::Bomb { part: "p".to_owned() },
        TableError::Entries { limit: 1 },
        TableError::Cells { limit: 1 },
        TableError::Text { limit: 1 },
        TableError::Password,
        TableError::OldWorkbook,
        TableError::NotAWorkbook { name: "n".to_owned() },
        TableError::Damaged { reason: "r".to_owned() },
        TableError::NotText { line: 7 },
    ]
}

fn notes() -> Vec<TableNote> {
    let at = || spot("表", 5, 4);
    vec![
        TableNote::Replaced { at: at(), count: 2 },
        TableNote::CutCharacter { at: at() },
        TableNote::CutQuotes { at: at() },
        TableNote::MarkInside { at: at(), count: 2 },
        TableNote::Control { at: at(), count: 2 },
        TableNote::Ragged { at: at(), count: 2, usual: 3 },
        TableNote::RowsBeyond { at: at(), limit: 1 },
        TableNote::ColumnsBeyond { at: at(), count: 2, limit: 1 },
        TableNote::LongText { at: at(), count: 2, limit: 1 },
        TableNote::Formulas { at: at(), count: 2 },
        TableNote::NoSavedValue { at: at(), count: 2 },
        TableNote::ExternalLinks { count: 2 },
        TableNote::HiddenSheet { at: at() },
        TableNote::UnreadableCell { at: at(), count: 2 },
    ]
}

#[test]
fn every_code_is_raised_with_its_values() {
    let errors = errors().into_iter().map(|error| error.diagnostic("f.xlsx"));
    let all: Vec<Diagnostic> = errors.chain(notes().into_iter().map(|note| note.diagnostic("f.xlsx"))).collect();
    let mut raised: Vec<&str> = all.iter().map(|diagnostic| diagnostic.code.id).collect();
    let mut codes: Vec<&str> = crate::table::codes::CODES.iter().map(|code| code.id).collect();
    raised.sort_unstable();
    codes.sort_unstable();
    assert_eq!(raised, codes);
    for diagnostic in &all {
        let texts = [diagnostic.code.ja, diagnostic.code.en, diagnostic.code.help_ja, diagnostic.code.help_en];
        for name in texts.iter().flat_map(|text| text.split('{').skip(1)).map(|rest| rest.split('}').next().unwrap()) {
            assert!(diagnostic.args.iter().any(|(given, _)| *given == name), "{} lacks {name}", diagnostic.code.id);
        }
        for (name, value) in &diagnostic.args {
            let told = [Lang::Ja, Lang::En].map(|lang| diagnostic.message(lang) + &diagnostic.help(lang));
            assert!(told.iter().all(|text| text.contains(value.as_str())), "{}: {name}", diagnostic.code.id);
        }
        assert_eq!(diagnostic.places.len(), 1);
    }
}

#[test]
fn a_note_stands_at_its_cell() {
    let place = TableNote::Control { at: spot("表", 5, 4), count: 1 }.diagnostic("f.xlsx").places.remove(0);
    assert_eq!((place.sheet.as_deref(), place.cell.as_deref(), place.line), (Some("表"), Some("D5"), 5));
    let place = TableNote::Control { at: spot("", 5, 4), count: 1 }.diagnostic("f.csv").places.remove(0);
    assert_eq!((place.sheet, place.cell, place.line, place.column), (None, None, 5, 4));
    let place = TableNote::HiddenSheet { at: spot("表", 0, 0) }.diagnostic("f.xlsx").places.remove(0);
    assert_eq!((place.sheet.as_deref(), place.cell), (Some("表"), None));
    let place = TableError::NotText { line: 7 }.diagnostic("f.csv").places.remove(0);
    assert_eq!((place.path.as_str(), place.line), ("f.csv", 7));
}
