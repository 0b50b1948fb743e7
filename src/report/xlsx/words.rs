//! Every label of the workbook in both languages. Words of the field come from the packs.

use crate::report::words::Word;

macro_rules! table {
    ($($name:ident: $ja:literal, $en:literal;)*) => {
        $(pub(super) const $name: Word = Word::new($ja, $en);)*
        /// Every row: what the program itself may have written as a header.
        pub(super) const ALL: &[(&str, &str, &str)] = &[$((stringify!($name), $ja, $en)),*];
    };
}

table! {
    OTHER: "その他", "other";
    COVER: "表紙", "Cover";
    CASES: "一覧", "Cases";
    FINDINGS: "指摘一覧", "Findings";
    LOOK: "人が見る項目", "For a person";
    COSTS: "影響のある月", "Months at stake";
    CHECKLIST: "点検表", "Checklist";
    INTAKE: "取込状況", "What was read";
    TERMS: "ことばと根拠", "Words and sources";
    EARLIER: "前回の記入", "Typed earlier";
    MORE: "{n}（続き）", "{n} (more)";

    KEY: "照合番号", "Key";
    PROPOSED: "機械の案", "Proposed";
    CASE: "事例", "Case";
    GROUP: "組", "Group";
    ITEM: "項目", "Item";
    NUMBER: "No.", "No.";
    ROW: "点検項目", "Row";
    BASIS: "根拠条文", "Provision";
    LOOK_AT: "確認書類等", "Papers";
    MACHINE: "機械点検", "By the records";
    EVIDENCE: "根拠となる記録", "Shown by";
    AMOUNT: "影響", "At stake";
    FORM_NUMBER: "様式の番号", "No. of the form";
    GRAVITY: "重要度", "Weight";
    WHAT: "何が", "What";
    WHEN: "いつ", "When";
    DUE: "期限", "Due";
    WHERE: "記録の場所", "Where";
    TO_DO: "どう直すか", "What to do";
    IF_LEFT: "残すと", "If it is left";
    RULE: "規則の番号", "Rule";
    HOW: "見方", "How";
    WHY: "わけ", "Why";
    MONTH: "月", "Month";
    RATE: "率", "Rate";
    WHOLE: "所定", "Whole";
    LEFT: "残り", "Left";
    AT_RISK: "減るおそれ", "At risk";
    CONDITION: "条件", "Condition";
    TITLE: "名前", "Title";
    CLASS: "重要度の種類", "Class";
    FORCE: "使う期間", "In force";
    FILE: "ファイル", "File";
    SHEET: "シート", "Sheet";
    ENCODING: "文字の種類", "Encoding";
    MAP: "読み方", "Read as";
    HEADER_ROW: "見出しの行", "Header row";
    ROWS: "行数", "Rows";
    READ: "読んだ行", "Read";
    SKIPPED: "読まなかった行とわけ", "Left out, and why";
    UNUSED: "使わなかった欄", "Columns not used";
    WANTING: "見つからない欄", "Columns not found";
    MADE: "できた記録", "Records made";
    DIGEST: "指紋（照合用）", "Digest";
    MESSAGE: "お知らせ", "Notice";
    WEIGHT: "種類", "Kind";
    NEXT_DUE: "次の期限", "Next due";
    MARK: "印", "Mark";
    MEANING: "意味", "Meaning";
    OLD_ROW: "前回の行", "The row then";

    CONFIDENTIAL: "個人情報 取扱注意", "Personal data: handle with care";
    PAGE: "{n} / {m} ページ", "Page {n} of {m}";
    OFFICE_NUMBER: "事業所の番号", "Number of the office";
    OFFICE_NAME: "事業所の名前", "Name of the office";
    CHECKED_ON: "点検した日", "Checked on";
    CHECKED_BY: "点検した人（職と名前）", "Checked by (post, name)";
    PRESENT: "立ち会った人", "Present";
    PERIOD: "点検の対象とした期間", "Period looked at";
    AS_OF: "基準日", "As of";
    JUDGED: "点検した件数", "Checked";
    PARTIAL: "一部だけの点検です。全体の結果は出していません。", "Only a part was checked: nothing is said of the whole.";
    UNREAD: "読めなかった入力があります。全体の結果は出していません。", "Some input could not be read: nothing is said of the whole.";
    COVERAGE: "点検項目の見方", "Who answers the rows";
    COVERAGE_N: "{n}：全{rows}行のうち、記録から見る {a}行、記録と人の両方 {b}行、人が見る {c}行",
        "{n}: of {rows} rows, {a} by the records, {b} by the records and a person, {c} by a person";
    PACKS: "規則集", "Rules";
    VERIFIED: "{n}（{version}版、法令の確認 {day}まで）", "{n} ({version}, law verified up to {day})";
    PROFILE: "市町村などの設定", "Profile";
    PROFILE_NONE: "なし（全国の基準）", "none";
    INPUTS: "入力ファイル", "Inputs";
    INPUTS_N: "{n} 件（一覧は「{sheet}」のシート）", "{n} (listed on the sheet {sheet})";
    DECLARED: "そろっている記録", "Complete";
    DECLARED_NONE: "宣言なし。「記録がない」とは判定していません。", "Nothing is declared complete, so nothing is judged to be missing.";
    ASSUMED: "そろっていると仮定した記録", "Assumed complete";
    BINDING: "守るべき基準", "Standards that bind";
    ADVICE: "助言", "Advice";
    PROGRAM: "プログラム", "Program";
    PERSON: "この点検は、記録から言えることだけを述べます。最後の判断は人が行います。",
        "This workbook says what the records show. The decision is a person's.";
    FILL_IN: "色の付いた欄に書いてください。書いたことは、同じ名前で点検し直しても残ります（照合番号の列は消さないでください）。",
        "Fill in the shaded cells. What you write stays when you check again into the same file (please leave the key column in place).";
    HOW_LIST: "機械点検は、人数で「○ 満たす数／見た数」「×」「△ 記録が足りない・人が判断」。点検結果の案は、記録だけで決まる項目が全部満たされたときに入ります。",
        "By the records: ○ cases in order/cases looked at, × not in order, △ not on record or for a person. A result is proposed where the records alone decide a row and all are in order.";
    HOW_FINDINGS: "重いものから順に並べています。直したら状態を選び、対応した人と日を書いてください。",
        "Gravest first. Choose a state when it is seen to, and write by whom and when.";
    HOW_LOOK: "記録だけでは決まらない項目です。書類を見て、確認の欄に印を付けてください。",
        "Rows that records alone do not decide. Look at the papers and tick.";
    HOW_CASES: "項目ごとに最も重い印です。× の後の数は件数です。", "The gravest mark of each column; the number behind × counts duties.";
    MONTHS_ARE: "月の欄は「{n}」です。", "The months show: {n}.";
    HOW_COSTS: "自主点検のための一覧です。減額を決めるものではありません。", "For your own review. It decides nothing.";
    HOW_EARLIER: "前回までに書かれて、今回は同じ行がなくなった記入です。消すまで残ります。",
        "Typed earlier into rows that are no longer there. It stays until you delete it.";
    NOTHING: "今回はありません。", "Nothing this time.";
    MANY_MORE: "ほか{n}件", "{n} more";
    DUE_ON: "期限 {n}", "due {n}";
    LINE: "{n}行目", "line {n}";
    IN_CELL: "{n} セル", "cell {n}";
    NEAREST: "最も近い記録：{n}", "nearest: {n}";
    LEFT_OPEN: "未対応", "open";
    DONE: "対応済", "done";
    EXCUSED: "理由あり", "reason given";
    FITS: "適", "in order";
    FITS_NOT: "不適", "not in order";
    DOES_NOT_APPLY: "該当なし", "does not apply";
    TICK: "☑", "☑";
    BOX: "□", "□";
    CUT: "…（以下略）", "… (cut)";
    WORDS_OF_MARKS: "印とことば", "Marks and words";
    SOURCES: "規則と根拠", "Rules and their sources";
    FILES: "読んだファイル", "Files";
    TABLES: "表の読み取り", "Tables";
    NOTICES: "お知らせ", "Notices";
    IF_SO: "条件にあたれば", "if its condition holds";
    SETTLED: "あたる", "holds";
    FROM_TO: "{n}〜{m}", "{n} to {m}";
    NUMBERING: "様式の番号は「{n}」のものです。", "Numbers of the form are those of: {n}.";
    IN_ALL: "計{n}{unit}", "{n} {unit} in all";
    NOT_KNOWN: "（ほかの{n}か月は額が分かりません）", " (not known for {n} months more)";
    OPEN: "確かめられない", "Not known";
    OFFICE: "事業所 {n}", "The office {n}";
    MORE_ADVICE: "〔{n} ×{m}〕", " [{n} ×{m}]";
    MINUS: "－", "-";
}
