//! Zips, read in place.

use super::*;
use encoding_rs::SHIFT_JIS;

#[test]
fn files_come_with_their_paths() {
    let inner = zip([("x.csv", b"1".as_slice())]);
    let all = [
        ("一覧/会員.csv", b"a,b".as_slice()),
        ("../up/./b.csv", b"c"),
        ("空/", b""),
        ("__MACOSX/._b.csv", b"?"),
        ("一覧/.DS_Store", b"?"),
        ("中.zip", &inner),
    ];
    let entries = zip_entries(&zip(all)).unwrap();
    let names: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["一覧/会員.csv", "up/b.csv", "中.zip"]);
    assert_eq!(entries[0].1, b"a,b");
    assert_eq!(open("中.zip", &entries[2].1), Err(TableError::NotAWorkbook { name: "中.zip".to_owned() }));
}

/// A zip of Windows in Japan: names in cp932 without a flag, and `表` ends in the byte of a backslash.
#[test]
fn names_may_be_in_cp932() {
    let name = SHIFT_JIS.encode("表\\貸出ソ.csv").0.into_owned();
    assert_eq!(archive::file_name(&name), "表/貸出ソ.csv");
    let place = "x".repeat(name.len());
    let mut bytes = zip([(place.as_str(), b"a".as_slice())]);
    for at in 0..bytes.len() - name.len() {
        if bytes[at..].starts_with(place.as_bytes()) {
            bytes[at..at + name.len()].copy_from_slice(&name);
        }
    }
    assert_eq!(zip_entries(&bytes).unwrap(), [("表/貸出ソ.csv".to_owned(), b"a".to_vec())]);
}

#[test]
fn a_zip_behind_a_password_says_so() {
    let mut bytes = zip([("a.csv", b"a".as_slice())]);
    let table = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    bytes[6] |= 1;
    bytes[table + 8] |= 1;
    assert_eq!(zip_entries(&bytes), Err(TableError::Password));
}

#[test]
fn a_zip_that_is_cut_off_is_damaged() {
    let bytes = zip([("a.csv", b"a,b\n1,2\n".as_slice())]);
    for end in 0..bytes.len() {
        assert!(matches!(zip_entries(&bytes[..end]), Err(TableError::Damaged { .. })), "{end}");
    }
    assert!(zip_entries(&bytes).is_ok());
}
