//! Bad bytes: marks, line ends, nesting, nothing at all, other encodings. What is not bad costs nothing.

use super::broken::{beside, position, unread, with};
use crate::few::ndjson;
use crate::support::{Folder, Ran, good, late, places};
use kijun::cli::Exit;
use serde_json::json;

#[test]
fn a_byte_order_mark_changes_nothing() {
    let text = late("U-2").to_string();
    let [plain, marked] = [text.clone(), format!("\u{feff}{text}")].map(|text| beside("bad.json", text));
    let verdicts = |ran: &Ran| ran.of("verdict");
    assert_eq!(verdicts(&plain), verdicts(&marked), "places too");
    assert!(marked.unusual().is_empty(), "{}", marked.out);
    let lines = beside("bad.ndjson", format!("\u{feff}{text}\n"));
    assert_eq!(lines.verdicts().len(), 2);
}

#[test]
fn line_ends_of_windows_change_nothing_but_bytes() {
    let pretty = format!("{:#}\n", late("U-2"));
    let [unix, windows] = [pretty.clone(), pretty.replace('\n', "\r\n")].map(|text| beside("bad.json", text));
    assert_eq!(unix.of("verdict"), windows.of("verdict"), "lines and columns too");
    let lines = format!("{}\r\n\r\n{}\r\n", late("U-2"), late("U-3"));
    let ran = beside("bad.ndjson", lines);
    assert_eq!((ran.verdicts().len(), ran.exit), (3, Exit::Found));
}

#[test]
fn ten_thousand_brackets_are_located_and_exit_3() {
    let deep = with("\"drafted_on\": \"2024-05-20\"", &format!("\"drafted_on\": {}", "[".repeat(10_000)));
    for (name, text) in [("bad.json", deep), ("bad.ndjson", "[".repeat(10_000))] {
        let ran = beside(name, &text);
        let notice = ran.notice("K-too-deep");
        assert_eq!(notice["message"], "this nests too deep (the limit is 128)");
        let line = position(&text, &"[".repeat(9_000)).split(':').next().unwrap_or("").to_owned();
        assert_eq!(notice["locations"][0]["line"].to_string(), line);
        assert_eq!((ran.exit, unread(&ran)), (Exit::Unread, json!([name])));
    }
}

#[test]
fn a_file_of_no_bytes_is_no_case_and_not_unreadable() {
    for blank in ["", " \r\n\t\n", "\u{feff}"] {
        for name in ["bad.json", "bad.ndjson"] {
            let ran = beside(name, blank);
            assert_eq!((ran.exit, unread(&ran)), (Exit::Found, json!([])), "{blank:?} {name}");
            assert_eq!(ran.summary()["cases"], 1);
            assert!(ran.unusual().is_empty(), "{}", ran.out);
        }
    }
}

#[test]
fn records_that_are_not_utf_8_are_located_and_exit_3() {
    let mut shift_jis = good("U-2").to_string().replace("架空 一郎", "?").into_bytes();
    let at = shift_jis.iter().position(|byte| *byte == b'?').expect("the name");
    shift_jis.splice(at..=at, [0x89, 0xcb, 0x8b, 0xf3]);
    let pretty = [b"{\n\n".as_slice(), &shift_jis[1..]].concat();
    let ran = beside("bad.json", &pretty);
    assert_eq!(places(&ran.notice("K-not-utf8")), ["bad.json:3:1"]);
    assert_eq!((ran.exit, unread(&ran)), (Exit::Unread, json!(["bad.json"])));
    let lines =
        [late("U-2").to_string().as_bytes(), b"\n", &shift_jis, b"\n", late("U-4").to_string().as_bytes()].concat();
    let ran = beside("bad.ndjson", lines);
    assert_eq!(places(&ran.notice("K-not-utf8")), ["bad.ndjson:2:1"]);
    assert_eq!(
        ran.verdicts(),
        ["U-1", "U-2", "U-4"].map(|case| format!("{case} R38-13-10 violation")),
        "the other lines"
    );
    let wide: Vec<u8> = good("U-2").to_string().encode_utf16().flat_map(u16::to_le_bytes).collect();
    let ran = beside("bad.json", [&[0xff, 0xfe], &wide[..]].concat());
    assert_eq!((ran.notices("K-not-utf8").len(), ran.exit), (1, Exit::Unread));
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_that_the_system_will_not_read_does_not_stop_the_others() {
    let folder = Folder::new().complete().case(&late("U-1"));
    let ran = ndjson(&[&folder.path(), "/proc/self/mem", "--select", "R38-13-10"]);
    assert_eq!(ran.verdicts(), ["U-1 R38-13-10 violation"]);
    assert_eq!(ran.notices("K-unreadable").len(), 1);
    assert_eq!((ran.exit, unread(&ran)), (Exit::Unread, json!(["mem"])));
}
