//! Every label of the page, in both languages: one row each, so no language can lack one.

use crate::diag::Lang;
pub(super) use crate::report::words::Word as Part;
use crate::report::words::{Word, table};
use std::borrow::Borrow;

/// Labels in the language of a page, for templates.
#[derive(Clone, Copy, Debug)]
pub(super) struct Labels(pub(super) Lang);

impl Labels {
    /// A label.
    pub(super) fn t(self, word: impl Borrow<Word>) -> &'static str {
        word.borrow().of(self.0)
    }

    /// A label with its number or text.
    pub(super) fn with(self, word: impl Borrow<Word>, n: impl ToString) -> String {
        word.borrow().with(self.0, n)
    }

    /// The language as pages name it.
    pub(super) fn code(self) -> &'static str {
        self.0.of("ja", "en")
    }
}

table! {
    TITLE: "点検の結果", "What the records show";
    SKIP: "本文へ", "Skip to the page";
    MENU: "目次", "Pages";
    OFFICE: "事業所 {n}", "Office {n}";
    AS_OF: "基準日 {n}", "as of {n}";
    NOTICE: "個人情報 取扱注意", "personal data: handle with care";
    FRONT: "まとめ", "Summary";
    MATRIX: "一覧表（項目ごと）", "By item";
    CALENDAR: "月ごとの表", "By month";
    CASES: "一人ずつのページ", "Case pages";
    CASE: "事例", "case";
    PROVISIONS: "条項の点検表", "Provisions";
    IMPORTED: "取込の確認", "What was read";
    NOTICES: "お知らせ", "Notices";
    RECEIPT: "実行記録", "Receipt";
    CASES_N: "{n} 件を点検しました。", "{n} cases were checked.";
    OPEN: "確認してください", "To be looked at";
    OPEN_SUB: "判断 {n} ・ 記録が足りない {m}", "a person decides {n} · records missing {m}";
    OTHER_BINDING: "そのほかの守るべき基準", "Other standards that bind";
    NO_BINDING: "守るべき基準", "Standards that bind";
    SHARE: "記録で確かめられた割合", "Shown by the records";
    SHARE_SUB: "{n} 件のうち {m} 件", "{m} of {n}";
    DUTIES_N: "{n} 件", "{n}";
    OF_CASES: "{n} 人", "{n} cases";
    OF_CASES_MONTHS: "{n} 人 ・ {m} か月", "{n} cases · {m} months";
    MONEY: "金額への影響", "At stake";
    MONEY_NONE: "返すおそれのある月は見つかりませんでした。", "No month at risk was found.";
    MONEY_MONTHS: "{n}：{m} か月", "{n}: {m} months";
    MONEY_OPEN: "うち {n} か月は条件がまだ分かりません", "for {n} of them the condition is not known";
    MONEY_UNITS: "減るおそれ 合計 {n}{unit}", "{n} {unit} at risk in all";
    WHOM: "対象", "Whom";
    CAUSES: "多い項目", "Most frequent";
    CAUSE: "項目", "Item";
    COUNT: "件数", "Count";
    TONIGHT: "今夜できること", "What can be done tonight";
    TONIGHT_SUB: "紙を探す、記録に入れる、今から行う", "Find the paper, add the record, or do it now";
    NEVER: "戻せないこと", "What cannot be made up";
    NEVER_SUB: "後から作らず、経緯を話せるようにしておく", "Do not make it up; be ready to explain";
    PAPER: "紙を探す", "find the paper";
    ACT: "今から行う", "do it now";
    EXPLAIN: "経緯を話す", "explain";
    REMEDY_OPEN: "することは各ページに", "see the page";
    NONE_HERE: "ありません。", "None.";
    DUE: "これから60日の期限（守るべき基準）", "Due in the next 60 days (standards that bind)";
    DUE_DAY: "期限", "Due";
    DUE_MORE: "ほかに期限が {n} 件あります。一人ずつのページを見てください。", "{n} more are due; see the pages of cases.";
    MORE_ON_PAGES: "ほかに {n} 件あります。一人ずつのページを見てください。", "{n} more; see the pages of cases.";
    HOW: "すること", "What to do";
    AND_MORE: "ほか {n}", "and {n} more";
    LEGEND: "印の意味", "Marks";
    ADVICE_MARK: "（ ）つきは助言で、守らなくても基準に足りないとはいえません。",
        "In brackets: advice, which does not bind.";
    EMPTY_MARK: "空欄は、あてはまる点検がないことを示します。", "An empty place: nothing to check.";
    OTHER: "その他", "Other";
    GROUP_NONE: "（記録なし）", "(not recorded)";
    FILTER: "しぼりこみ", "Filter";
    ALL: "すべて", "all";
    GROUP: "まとまり", "Group";
    CLASS: "種別", "Class";
    VERDICT: "判定", "Verdict";
    STEP: "項目", "Item";
    RESET: "すべて表示", "Show all";
    SHOWN: "{n} 件中 {m} 件を表示しています。", "{m} of {n} are shown.";
    AXIS: "時間の流れ", "Time axis";
    AXIS_DESC: "{n} から {m} までの記録", "Records from {n} to {m}";
    AXIS_DUTIES: "点検", "Checks";
    AXIS_NOW: "基準日", "as of";
    AXIS_PARTIAL: "（日の一部が不明）", "(day not wholly known)";
    AXIS_DERIVED: "（ほかの記録から読み取り）", "(read out of another record)";
    AXIS_OPEN: "終わりなし", "open";
    AXIS_ENDS: "図の外にも記録があります（{n} より前）。", "There are earlier records, before {n}.";
    THREAD: "つながり", "Thread";
    THREAD_OF: "つながり（{n}）", "Thread ({n})";
    THREAD_GAP: "－ 記録なし", "– none on record";
    FINDINGS: "点検の結果", "Findings";
    NO_FINDINGS: "記録で確かめられないものはありませんでした。", "Nothing stands out.";
    ADVICE: "助言（守らなくても基準に足りないとはいえません）", "Advice, which does not bind";
    WHAT: "記録から分かること", "What the records show";
    UNDECIDED: "記録が足りないもの", "Where records are missing";
    BASIS: "根拠", "Basis";
    BECAUSE: "理由", "Because";
    CURED: "その後", "Since then";
    CURED_ON: "{n} からは記録があります", "on record from {n}";
    REMEDY: "すること", "What to do";
    IF_LEFT: "そのままにすると", "If left";
    DUE_ON: "期限 {n}", "due {n}";
    TIMES: "（{n}件）", " ({n})";
    PLACE_DUTY: "もとの記録", "the record";
    PLACE_EVIDENCE: "確かめた記録", "shown by";
    PLACE_NEAREST: "最も近い記録", "nearest record";
    LINE: "{n}行目", "line {n}";
    SHEET: "シート「{n}」", "sheet {n}";
    COST: "{n}にあたるおそれのある月", "Months to which {n} may apply";
    REMAINS: "所定の{n}", "{n} remains";
    AT_RISK: "減るおそれ {n}{unit}", "{n} {unit} at risk";
    IF_SO: "条件にあたれば", "if its condition holds";
    DATE_LINE: "年　　月　　日", "Date";
    OFFICE_PAGE: "事業所の点検", "The office itself";
    NOT_KEPT_1: "大きさの都合で、次の人のページは入れていません。見るときは --case に続けて番号を付けて点検してください。",
        "To keep this file small, these have no page here. Run the check again with --case and the number to see one.";
    COVERAGE: "点検のしかた", "How";
    ANSWER: "結果", "Result";
    ROW: "確認すること", "Item";
    LOOK: "見る書類", "Paper to look at";
    TICK: "□", "□";
    BY_EYE: "紙を見て、□に印を付けてください。", "Look at the paper and tick the box.";
    FILE: "ファイル", "File";
    MAP: "読み方", "Read as";
    ROWS: "行", "Rows";
    READ: "読んだ行", "Read";
    LEFT_OUT: "読まなかった行", "Left out";
    UNUSED: "使わなかった列", "Columns not used";
    WANTING: "なかった列", "Columns not found";
    MADE: "できた記録", "Records made";
    NOT_READ: "読まなかった", "not read";
    UNREAD: "読めなかった入力", "Inputs that could not be read";
    PACKS: "規則集", "Rules";
    VERIFIED: "法令の確認 {n}まで", "law verified up to {n}";
    PROFILE: "設定", "Profile";
    PROGRAM: "プログラム", "Program";
    DECLARED: "そろっているとした記録", "Declared complete";
    ASSUMED: "そろっていると仮定した記録", "Assumed complete";
    INPUTS: "入力", "Inputs";
    DIGEST: "照合値", "Digest";
    NOTHING: "なし", "none";
    PERSON: "この点検は、記録から言えることだけを述べます。最後の判断は人が行います。",
        "This page says what the records show. The decision is a person's.";
    LIST: "、", ", ";
    DOT: " ・ ", " · ";
    COLON: "：", ": ";
    PAREN: "（{n}）", " ({n})";
    TO: "〜", " to ";
}
