//! Every label of the text report, in both languages: one row each, so no language can lack one.
//!
//! Words for verdicts, classes and kinds come from the packs. Labels accuse nobody: they say what is or is not on record.

use crate::diag::{Lang, Severity};

/// A label in Japanese and in English; `{n}` is a number or a text.
pub(super) struct Word(&'static str, &'static str);

impl Word {
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
        $(pub(super) const $name: Word = Word($ja, $en);)*
        /// Every row, for the tests.
        #[cfg(test)]
        pub(super) const ALL: &[(&str, &str, &str)] = &[$((stringify!($name), $ja, $en)),*];
    };
}

table! {
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
