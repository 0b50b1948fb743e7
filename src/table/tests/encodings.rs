//! Encodings, told by the bytes.

use super::*;
use encoding_rs::SHIFT_JIS;

const TEXT: &str = "番号,書名\n1,吾輩は猫である\n2,表計算ソフト①\n";

fn utf16(text: &str, little: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}

fn with(mark: &[u8], bytes: &[u8]) -> Vec<u8> {
    [mark, bytes].concat()
}

#[test]
fn one_list_reads_the_same_in_every_encoding() {
    let (little, big) = (utf16(TEXT, true), utf16(TEXT, false));
    let files = [
        ("UTF-8", TEXT.as_bytes().to_vec()),
        ("UTF-8 (BOM)", with(b"\xef\xbb\xbf", TEXT.as_bytes())),
        ("cp932", SHIFT_JIS.encode(TEXT).0.into_owned()),
        ("UTF-16LE", with(b"\xff\xfe", &little)),
        ("UTF-16BE", with(b"\xfe\xff", &big)),
        ("UTF-16LE", little),
        ("UTF-16BE", big),
    ];
    let first = opened(TEXT.as_bytes());
    assert_eq!(first.tables[0].rows.len(), 3);
    for (encoding, bytes) in files {
        let opened = opened(&bytes);
        assert_eq!((opened.encoding, &opened.notes), (encoding, &Vec::new()));
        assert_eq!(opened.tables, first.tables, "{encoding}");
    }
}

#[test]
fn what_cannot_be_decoded_is_replaced_and_said() {
    let mut bytes = SHIFT_JIS.encode(TEXT).0.into_owned();
    bytes.extend(b"3,a\x82");
    let cp932 = opened(&bytes);
    assert_eq!(cp932.encoding, "cp932");
    assert_eq!(cp932.notes, [TableNote::Replaced { at: spot("", 4, 3), count: 1 }]);
    let damaged = opened(&[TEXT.as_bytes(), b"3,\xff\n4,b\xfe\xfe\n"].concat());
    assert_eq!(damaged.encoding, "UTF-8", "a few broken bytes do not make it cp932");
    assert_eq!(damaged.notes, [TableNote::Replaced { at: spot("", 4, 3), count: 3 }]);
}

#[test]
fn a_text_cut_inside_its_last_character_keeps_its_encoding() {
    let cut = opened(&TEXT.as_bytes()[.."番号,書".len() - 1]);
    assert_eq!((cut.encoding, placed(&cut)), ("UTF-8", vec!["1:1 番号".to_owned()]));
    assert_eq!(cut.notes, [TableNote::CutCharacter { at: spot("", 1, 4) }]);
    let cut = opened(&with(b"\xff\xfe", &utf16("ab,c", true)[..7]));
    assert_eq!((cut.encoding, placed(&cut)), ("UTF-16LE", vec!["1:1 ab".to_owned()]));
    assert_eq!(cut.notes, [TableNote::CutCharacter { at: spot("", 1, 4) }]);
}

#[test]
fn nuls_are_kept_and_said() {
    let opened = opened(b"a,b\n1,x\0y\n2,z\n3,w\n");
    assert_eq!((opened.encoding, placed(&opened)[3].as_str()), ("UTF-8", "2:3 x\0y"));
    assert_eq!(opened.notes, [TableNote::Control { at: spot("", 2, 3), count: 1 }]);
}

#[test]
fn a_picture_is_no_text() {
    let mut picture = b"\x89PNG\r\n\x1a\n".to_vec();
    picture.extend((0..2_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8));
    assert_eq!(open("p.csv", &picture), Err(TableError::NotText { line: 2 }));
    let page = [b"%PDF-1.7\n1 0 obj\n".as_slice(), &picture[9..]].concat();
    assert_eq!(open("p.csv", &page), Err(TableError::NotText { line: 3 }));
}
