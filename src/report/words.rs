//! Every label of the text report, in both languages: one row each, so no language can lack one.
//!
//! Words for verdicts, classes and kinds come from the packs. Labels accuse nobody: they say what is or is not on record.

use crate::diag::{Lang, Severity};

/// A label in Japanese and in English; `{n}` is a number or a text.
pub(super) struct Word(pub(super) &'static str, pub(super) &'static str);

impl Word {
    /// A row of another table than the one below.
    pub(super) const fn new(ja: &'static str, en: &'static str) -> Word {
        Word(ja, en)
    }

    /// In both languages.
    pub(super) const fn both(&self) -> [&'static str; 2] {
        [self.0, self.1]
    }

    /// In a language.
    pub(super) fn of(&self, lang: Lang) -> &'static str {
        lang.of(self.0, self.1)
    }

    /// In a language, with its `{n}`.
    pub(super) fn with(&self, lang: Lang, n: impl ToString) -> String {
        self.of(lang).replace("{n}", &n.to_string())
    }
}

macro_rules! table {
    ($($name:ident: $ja:literal, $en:literal;)*) => {
        $(pub(in crate::report) const $name: Word = Word($ja, $en);)*
        /// Every row, for the tests.
        #[cfg(test)]
        pub(in crate::report) const TABLE: &[(&str, &str, &str)] = &[$((stringify!($name), $ja, $en)),*];
    };
}
pub(super) use table;

table! {
    CHECKED: "{n}件の事例を点検しました。", "{n} cases were checked.";
    FINDINGS_OF_CASES: "{n}件（{m}事例）", "{n} in {m} cases";
    FINDINGS_N: "{n}件", "{n}";
    COSTLY_MONTHS: "影響のおそれのある月", "months that may cost something";
    MONTHS_N: "のべ{n}か月", "{n} months in all";
    UNREAD_FILE: "読めなかったもの", "not read";
    IMPORTED: "取込の確認", "What was read";
    NOT_READ: "読み方が分からないため、読んでいません（{n}行）", "not read: no map fits ({n} rows)";
    ROWS_READ: "{n}件を読みました", "{n} rows read";
    DERIVED: "（読み取り）", " (derived)";
    UNUSED: "使わなかった列", "columns not used";
    ROW_NUMBERS: "{n}行目", "row {n}";
    BASIS: "根拠", "Basis";
    BECAUSE: "理由", "Because";
    NO_LABEL: "", "";
    CURED: "その後", "Since then";
    CURED_ON: "{n} からは記録があります", "on record from {n}";
    REMEDY: "すること", "What to do";
    CONSEQUENCE: "影響", "At stake";
    MAY_COST: "{n}にあたるおそれのある月", "Months to which {n} may apply";
    REMAINS: "所定の{n}", "{n} remains";
    AT_RISK: "減るおそれ {n}{unit}（所定 {m}{unit}）", "{n} {unit} at risk (of {m})";
    AT_RISK_IN_ALL: "合計 {n}{unit}", "{n} {unit} in all";
    RULES: "規則", "rules";
    IF_SO: "条件にあたれば", "if its condition holds";
    WHICH: "対象", "Which";
    EXAMPLE: "例", "Example";
    TIMES: "（{n}件）", " ({n})";
    DUE_ON: "期限 {n}", "due {n}";
    LIST: "、", ", ";
    SEMICOLON: "／", "; ";
    DOT: " ・ ", " · ";
    COLON: "：", ": ";
    TO_DAY: "〜", " to ";
    TO_MONTH: "〜", "…";
    OFFICE: "事業所 {n}", "The office {n}";
    WHOLE: "全体", "The whole export";
    ERROR: "誤り", "error";
    WARNING: "注意", "warning";
    INFO: "お知らせ", "note";
    HELP: "対処", "help";
    PLACE_DUTY: "これについての点検です", "this is what is checked";
    PLACE_EVIDENCE: "この記録で確かめました", "shown by this record";
    PLACE_NEAREST: "最も近い記録", "the nearest record";
    PLACE_COMPLETE: "記録がそろっているという宣言", "declared complete here";
    PLACE_RULE: "規則のこの条項", "this clause of the rule";
    SELF_CHECK: "自主点検（{n} から）：減るおそれのある月", "Self-check from {n}: months that may cost something";
    RATES: "数字は、その月に残る割合です。? は、条件にあたるかどうか分からない月です。", "A number is what remains of the month; with ? it is not known whether the condition holds.";
    NO_MONTHS: "減るおそれのある月はありませんでした。", "There was no month that may cost something.";
    NOBODY: "（記録なし）", "(nobody recorded)";
    BY_CLASS: "基準に合わない記録", "Not kept";
    NEXT_DUE: "次の期限", "Next due";
    LAST_MONTH: "先月", "last month";
    LAST_MONTH_N: "先月（{n}）", "Last month ({n})";
    COMING: "今後60日", "next 60 days";
    MORE: "ほか {n} 件", "{n} more";
    REVIEW: "今月（{n}）見る事例：{m} 件", "Cases to look at this month ({n}): {m}";
    REVIEW_OF: "全 {n} 件。基準に合わない記録のある事例と、{m} か月で一巡する順番の事例です。", "Of {n}: those of which something is not kept, and those whose turn it is, once in {m} months.";
    REASONS: "理由", "Reason";
    NOT_KEPT: "基準に合わない記録がある", "something is not kept";
    TURN: "順番", "its turn";
    UNKNOWN_N: "判定不能", "Undetermined";
    LAST_SEEN: "前回", "Last seen";
    SHEET: "一件ずつの用紙：{n}", "The sheet of one case: {n}";
    TAKE_OVER: "引き継ぐ事例 {n}（{m} 現在）", "Taking over case {n} (as of {m})";
    CURRENT: "いま有効なもの", "What holds now";
    ON_RECORD: "記録のあるもの", "On record";
    NOT_ON_RECORD: "記録のないもの", "Not on record";
    OPEN: "確かめること", "Open";
    DUE_NEXT: "これから期限が来るもの", "Due next";
    NONE: "ありません。", "none";
    KIND: "種類", "Kind";
    COUNT: "件数", "Number";
    FIRST: "最初", "First";
    LAST: "最後", "Last";
    ALL_THERE: "そろっている期間", "All there";
    THROUGHOUT: "全期間", "throughout";
    NOBODY_SAYS: "書かれていない", "not said";
    DERIVED_N: "（うち読み取り {n}）", " ({n} read out of others)";
    THERE_IS_NONE: "全部そろっていて、一件もないもの", "all there, and there is none";
    NOT_EXPORTED: "この書き出しに入っていないもの", "not in this export";
    NOT_KNOWN: "あるかどうか分からないもの（引き継ぐ相手に確かめてください）", "not known to be there (ask whoever hands the case over)";
    SUMMARY: "まとめ", "Summary";
    BINDING: "守るべき基準", "Standards that bind";
    ADVICE: "助言", "Advice";
    CLASSES: "（{n}）", " ({n})";
    NOTHING: "点検の対象になるものはありませんでした。", "There was nothing to check.";
    UNREAD: "読めなかった入力が {n} 件あります。ほかの入力は点検しました。読めるようにして、もう一度点検してください。",
        "Inputs that could not be read: {n}. The others were checked. Please repair them and check again.";
    CASES: "事例", "Cases";
    CASES_N: "{n} 件", "{n}";
    AS_OF: "基準日", "As of";
    FROM_OPTION: "指定された日", "as given";
    FROM_MANIFEST: "記録の抽出日", "the extraction date";
    FROM_SETTINGS: "kijun.toml の日", "as set in kijun.toml";
    FROM_CLOCK: "この機械の今日の日付", "this machine's date";
    PACKS: "規則集", "Rules";
    VERIFIED: "法令の確認 {n}まで", "law verified up to {n}";
    PROFILE: "設定", "Profile";
    WAIVERS: "了承", "Waivers";
    PROGRAM: "プログラム", "Program";
    DECLARED: "そろっている", "Complete";
    DECLARED_NONE: "記録がそろっているという宣言はありません。そのため「記録がない」とは判定していません。",
        "Nothing is declared complete, so nothing is judged to be missing.";
    ASSUMED: "【仮定】", "ASSUMED";
    ASSUMED_LOUD: "{n} は、そろっていると仮定して点検しました。仮定が外れれば、結果も変わります。",
        "{n}: checked as if complete. Nobody has declared it; if the assumption is wrong, so are the results.";
    INPUTS: "入力", "Inputs";
    INPUTS_N: "{n} 件、一覧の照合値", "{n}, digest of their list";
    PERSON: "この点検は、記録から言えることだけを述べます。最後の判断は人が行います。",
        "This report says what the records show. The decision is a person's.";
}

/// The word for a weight.
pub(super) fn severity(severity: Severity) -> &'static Word {
    match severity {
        Severity::Error => &ERROR,
        Severity::Warning => &WARNING,
        Severity::Info => &INFO,
    }
}

/// How a row of a checklist is answered, in words.
pub(super) fn coverage(name: &str, lang: Lang) -> &'static str {
    let word = match name {
        "rules" => Word("規則", "rules"),
        "judgement" => Word("人が判断", "a person decides"),
        "overlap" => Word("重なり", "lawful overlap"),
        "cost" => Word("帰結", "consequence"),
        "office" => Word("事業所の記録", "records of the office"),
        "document" => Word("書類の有無", "presence of a paper"),
        "eye" => Word("目で見る", "by eye"),
        _ => Word("見ない", "left out"),
    };
    word.of(lang)
}
