//! What stands where, and how it prints.

use super::book::{Book, part, sheet_parts};
use super::{good, into, library, member};
use crate::support::{Folder, check, exactly, here};
use kijun::cli::Exit;

const JA: [&str; 8] =
    ["1 表紙", "2 点検表", "3 一覧", "4 指摘一覧", "5 人が見る項目", "6 影響のある月", "7 取込状況", "8 ことばと根拠"];
const FINDINGS: [&str; 16] = [
    "重要度",
    "会員",
    "よく使う館",
    "何が",
    "いつ",
    "期限",
    "根拠条文",
    "記録の場所",
    "どう直すか",
    "残すと",
    "影響",
    "状態",
    "理由",
    "対応者",
    "対応日",
    "照合番号",
];

#[test]
fn the_sheets_and_their_headers_are_those_of_the_pack() {
    let folder = library(&[member("M1", "中央"), good("M2", "駅前")]);
    assert_eq!(into(&folder, "a.xlsx", &[]).exit, Exit::Clean);
    let book = Book::open(&folder.file("a.xlsx"));
    assert_eq!(book.names(), JA);
    let findings = book.sheet("指摘一覧");
    assert_eq!(findings.rows[findings.head("状態")], FINDINGS);
    let late = findings.row("何が", "L2 が");
    let told = ["会員", "よく使う館", "いつ", "期限", "状態"].map(|header| findings.get(late, header));
    assert_eq!(told, ["M1", "中央", "貸出 L2", "2024-03-22", "未対応"]);
    assert!(findings.get(late, "記録の場所").starts_with("M1.json "), "{:?}", findings.rows[late]);
    let rows = book.sheet("点検表");
    let row = rows.row("No.", "LL-5");
    assert_eq!([rows.get(row, "機械点検"), rows.get(row, "点検結果")], ["○ 1/2 ×1", ""]);
    assert!(rows.get(row, "根拠となる記録").contains("× M1（期限 令和6年3月22日）"), "{:?}", rows.rows[row]);
    let cases = book.sheet("一覧");
    assert!(cases.head("巡回") > 0 && cases.column("R6.12") > cases.column("R6.1"));
    assert_eq!([cases.get(cases.row("会員", "M1"), "返却"), cases.get(cases.row("会員", "M2"), "返却")], ["×2", "○"]);
}

#[test]
fn english_has_english_sheets() {
    let folder = library(&[member("M1", "x")]);
    into(&folder, "a.xlsx", &["--lang", "en"]);
    let book = Book::open(&folder.file("a.xlsx"));
    assert_eq!(book.names()[..4], ["1 Cover", "2 Checklist", "3 Cases", "4 Findings"]);
    assert_eq!(book.sheet("Findings").get(book.sheet("Findings").row("What", "L2"), "State"), "open");
}

/// The gravest first: what binds before what does not, and what is open after both.
#[test]
fn findings_stand_by_weight() {
    let folder = library(&[member("M1", "x"), member("M2", "x")]);
    into(&folder, "a.xlsx", &[]);
    let book = Book::open(&folder.file("a.xlsx"));
    let sheet = book.sheet("指摘一覧");
    let weights: Vec<&str> = (sheet.head("状態") + 1..sheet.rows.len()).map(|row| sheet.get(row, "重要度")).collect();
    let at = |mark: &str| weights.iter().position(|weight| weight.contains(mark));
    let last = weights.iter().rposition(|weight| weight.contains("過料"));
    assert!(last < at("慣行"), "{weights:?}");
    assert!(at("慣行").is_some());
}

/// A result is proposed only where everything was looked at and is in order.
#[test]
fn a_result_is_proposed_only_for_what_is_whole() {
    let folder = library(&[good("M1", "x"), good("M2", "x")]);
    into(&folder, "a.xlsx", &[]);
    let (all, part) = (folder.file("a.xlsx"), folder.file("b.xlsx"));
    let proposed = |path: &str| {
        let book = Book::open(path);
        let sheet = book.sheet("点検表");
        let row = sheet.row("No.", "LL-5");
        [sheet.get(row, "点検結果").to_owned(), sheet.get(row, "機械の案").to_owned()]
    };
    assert_eq!(proposed(&all), ["適", "適"]);
    into(&folder, "b.xlsx", &["--case", "M1"]);
    assert_eq!(proposed(&part), ["", ""], "one case says nothing of the whole");
    let broken = library(&[good("M1", "x")]).with("in/broken.json", "{");
    assert_eq!(into(&broken, "a.xlsx", &[]).exit, Exit::Unread);
    assert_eq!(proposed(&broken.file("a.xlsx")), ["", ""], "an input that cannot be read may say otherwise");
}

#[test]
fn what_is_printed_has_its_heads_filters_and_menus() {
    let folder = library(&[member("M1", "x")]);
    into(&folder, "a.xlsx", &[]);
    let path = folder.file("a.xlsx");
    let sheet = part(&path, "xl/worksheets/sheet4.xml");
    for piece in [
        "<autoFilter ",
        "state=\"frozen\"",
        "paperSize=\"9\"",
        "orientation=\"landscape\"",
        "fitToPage=\"1\"",
        "\"未対応,対応済,理由あり\"",
        "個人情報 取扱注意",
        "事業所の番号 T-1",
        "left=\"0.79\"",
    ] {
        assert!(sheet.contains(piece), "{piece}");
    }
    assert!(part(&path, "xl/workbook.xml").contains("_xlnm.Print_Titles"));
    assert!(part(&path, "docProps/core.xml").contains("2024-12-31T00:00:00Z"));
    assert!(!sheet_parts(&path).iter().any(|name| part(&path, name).contains("vbaProject")));
}

/// A text of a record is a text: nothing is computed, and nothing that cannot be seen gets in.
#[test]
fn texts_of_records_compute_nothing() {
    let texts = ["=HYPERLINK(\"http://example.invalid\")", "+1+1", "-1+1", "@SUM(A1)", "a\u{1b}[31m\u{202e}b"];
    let members: Vec<_> = texts.iter().enumerate().map(|(at, text)| member(&format!("M{at}"), text)).collect();
    let folder = library(&members);
    into(&folder, "a.xlsx", &[]);
    let path = folder.file("a.xlsx");
    let book = Book::open(&path);
    let shown: Vec<&str> = book.sheet("指摘一覧").rows.iter().flatten().map(String::as_str).collect();
    for text in &texts[..4] {
        assert!(shown.contains(text), "{text} is shown as it is");
    }
    assert!(shown.contains(&"a\u{241b}[31m\u{fffd}b"));
    for name in sheet_parts(&path) {
        let sheet = part(&path, &name);
        assert!(!sheet.contains("<f>") && !sheet.contains("<hyperlink"), "{name}");
    }
}

#[test]
fn two_runs_give_the_same_bytes() {
    let folder = library(&[member("M1", "x"), good("M2", "y")]);
    for name in ["a.xlsx", "b.xlsx"] {
        into(&folder, name, &[]);
    }
    // Into the file that is there: nothing was typed, so nothing changes.
    let first = std::fs::read(folder.file("a.xlsx")).unwrap();
    assert_eq!(first, std::fs::read(folder.file("b.xlsx")).unwrap());
    into(&folder, "a.xlsx", &["--jobs", "1"]);
    assert_eq!(first, std::fs::read(folder.file("a.xlsx")).unwrap());
}

#[test]
fn without_a_file_it_is_refused_in_words() {
    for words in ["xlsx", "xlsx="] {
        let ran = check(&["x.json", "--format", words]);
        assert_eq!((ran.exit, ran.out.as_str()), (Exit::Usage, ""));
        assert!(ran.err.contains("xlsx=FILE") && ran.err.contains("名前"), "{}", ran.err);
    }
}

/// A pack's sheets, and a municipality's numbers and words beside them.
#[test]
fn a_profile_puts_its_numbers_and_words_beside_ours() {
    let list = "checklist DESK \"窓口の点検\"\n  rows D-1, D-2\n\nrow D-1 \"返却の期限\"\n  basis LL art 5\n  answer rules LL-5\n  look ja \"貸出票\"\n\nrow D-2 \"棚の様子\"\n  basis LL art 6\n  answer eye\n  look ja \"書架\"\n";
    let pack = "[[sheets]]\ntitle = { ja = \"窓口/点検\" }\nrows = [\"DESK\"]\nask = [{ title = { ja = \"件数\", en = \"Count\" } }]\n";
    let profile = "profile town 町\n  title ja \"町の様式\" en \"the town\"\n  prefix TOWN\n  verified 2024-12-31\n";
    let form = "results = [\"はい\", \"いいえ\"]\nnumbering = { ja = \"町の様式\" }\n[numbers]\nD-1 = \"12-3\"\n";
    let mut folder = library(&[good("M1", "x")])
        .with("library/list.kijun", list)
        .with("library/workbook.toml", pack)
        .with("town.kijun", profile)
        .with("town.workbook.toml", form);
    for file in std::fs::read_dir(here("tests/packs/library")).unwrap() {
        let path = file.unwrap().path();
        let name = format!("library/{}", path.file_name().unwrap().to_str().unwrap());
        folder = folder.with(&name, std::fs::read(&path).unwrap());
    }
    let (pack, town, format) =
        (folder.file("library"), folder.file("town.kijun"), format!("xlsx={}", folder.file("a.xlsx")));
    let input = folder.file("in");
    let words =
        ["check", &input, "-r", &pack, "--profile", &town, "--lang", "ja", "--assume-complete", "--format", &format];
    let ran = exactly(&words);
    assert!(ran.err.is_empty(), "{}", ran.err);
    let book = Book::open(&folder.file("a.xlsx"));
    assert_eq!(book.names()[1], "2 窓口 点検");
    let sheet = book.sheet("窓口 点検");
    let row = sheet.row("No.", "D-1");
    let found = ["様式の番号", "点検項目", "確認書類等", "機械点検", "点検結果"].map(|header| sheet.get(row, header));
    assert_eq!(found, ["12-3", "返却の期限", "貸出票", "○ 1/1", "はい"]);
    assert!(sheet.column("件数") < sheet.column("点検結果"));
    assert_eq!(sheet.get(sheet.row("No.", "D-2"), "機械点検"), "－ 目で見る");
    let look = book.sheet("人が見る項目");
    assert_eq!(
        [look.get(look.row("No.", "D-2"), "確認書類等"), look.get(look.row("No.", "D-2"), "確認")],
        ["書架", "□"]
    );
    assert!(!look.rows.iter().flatten().any(|cell| cell == "D-1"), "what the records answer needs nobody");
    let folder = folder.with("town.workbook.toml", "results = []\n[numbers]\n\nD-9 = \"1\"\n");
    let ran = exactly(&words);
    assert_eq!(ran.exit, Exit::Usage);
    assert!(ran.err.contains("D-9") && ran.err.contains("town.workbook.toml:4"), "{}", ran.err);
    assert_eq!(Book::open(&folder.file("a.xlsx")), book);
}

/// The built-in pack's own sheets, of which nine are numbered.
#[test]
fn the_home_pack_has_its_nine_sheets() {
    let folder = Folder::new().complete().case(&crate::support::late("U-2"));
    let format = format!("xlsx={}", folder.file("a.xlsx"));
    check(&[&folder.path(), "--lang", "ja", "--format", &format]);
    let book = Book::open(&folder.file("a.xlsx"));
    let expected = [
        "表紙",
        "自己点検（基準）",
        "自己点検（加算・減算）",
        "利用者別一覧",
        "指摘一覧",
        "人が見る項目",
        "減算該当月（自主点検用）",
        "取込状況",
        "ことばと根拠",
    ];
    let names: Vec<String> = (1..).zip(expected).map(|(at, title)| format!("{at} {title}")).collect();
    assert_eq!(book.names(), names);
    let fees = book.sheet("加算・減算）");
    assert!(fees.column("算定の有無") < fees.column("点検結果"));
    let standards = book.sheet("（基準）");
    assert_eq!(standards.rows.len() - standards.head("点検結果") - 1, 78, "every row has its line");
    assert!(standards.get(standards.row("No.", "KS-13-10"), "点検項目").contains("【返還のおそれ】"));
    let shown = book.0.iter().flat_map(|sheet| &sheet.rows).flatten();
    assert!(shown.filter(|cell| cell.contains("架空")).count() == 0, "names stay hidden");
}
