//! What stands round the cases: display words, codes, notices of the export, the summary.

use super::sample::at;
use crate::diag::{Code, Diagnostic, Lang, Role, Severity};
use crate::model::*;

pub(super) static UNKNOWN_KEY: Code = Code {
    id: "K-unknown-key",
    severity: Severity::Warning,
    ja: "「{key}」という項目は知られていません。",
    en: "There is no field {key}.",
    help_ja: "「{near}」のことであれば、書き直してください。",
    help_en: "If you mean {near}, please write it so.",
};

static KIND_NOT_HELD: Code = Code {
    id: "K-kind-not-held",
    severity: Severity::Info,
    ja: "来館の記録がありません（14件の義務）。",
    en: "No visits are held (14 duties).",
    help_ja: "来館の記録も一緒に入れてください。",
    help_en: "Please add the visits.",
};

static UNKNOWN_NAME: Code = Code {
    id: "L-unknown-name",
    severity: Severity::Error,
    ja: "「{name}」という名前はありません。",
    en: "There is no name {name}.",
    help_ja: "「{near}」ではありませんか。",
    help_en: "Did you mean {near}?",
};

fn word(verdict: Verdict, mark: &str, words_ja: &str, words_en: &str) -> VerdictWord {
    VerdictWord { verdict, mark: mark.into(), words_ja: words_ja.into(), words_en: words_en.into() }
}

fn class(name: &str, rank: u32, binding: bool, words_ja: &str, words_en: &str) -> FindingClass {
    FindingClass { name: name.into(), rank, binding, words_ja: words_ja.into(), words_en: words_en.into() }
}

pub(super) fn classes() -> Vec<FindingClass> {
    vec![
        class("overdue", 1, true, "延滞の恐れ", "may be overdue"),
        class("must", 2, true, "規程に不足", "short of the rules"),
        class("hint", 9, false, "参考", "a\u{7}hint"),
    ]
}

pub(super) fn display() -> Display {
    let verdicts = vec![
        word(Verdict::Conform, "○", "整っています", "in order"),
        word(Verdict::Violation, "×", "整っていません", "not in order"),
        word(Verdict::Undetermined, "△", "記録が足りない", "not on record"),
        word(Verdict::Judgement, "判", "人が判断", "for a person"),
    ];
    Display {
        verdicts,
        classes: classes(),
        terms: vec![("desk".into(), "窓口".into(), "the desk".into())],
        kinds: vec![("loan".into(), "貸出".into(), "loan".into())],
    }
}

pub(super) fn notice(diagnostic: Diagnostic, case: Option<&str>, lang: Lang) -> Notice {
    let (message, help) = (diagnostic.message(lang), diagnostic.help(lang));
    let fingerprint = format!("n-{}", diagnostic.code.id);
    Notice { diagnostic, case: case.map(str::to_owned), message, help, fingerprint }
}

pub(super) fn office(lang: Lang) -> Vec<Notice> {
    vec![notice(Diagnostic::new(&KIND_NOT_HELD), None, lang)]
}

pub(super) fn diagnostics() -> Vec<Diagnostic> {
    let text = ("要件 貸出 l について l.", "返却日付", " ≤ l.期日");
    let mut first = at(Role::Rule, "rules/図書館.kijun", 41, text);
    first.label = "返却日".into();
    let name = |name: &str| Diagnostic::new(&UNKNOWN_NAME).arg("name", name).arg("near", "返却日");
    let second = super::sample::place(Role::Rule, "rules/図書館.kijun", 7, 1, None);
    vec![name("返却日付").at(first).at(second), name("retrun\u{1b}")]
}

pub(super) fn summary() -> Summary {
    let (mut duties, mut advice) = (ClassCounts::default(), ClassCounts::default());
    for (verdict, count) in
        [(Verdict::Conform, 120), (Verdict::Violation, 2), (Verdict::Undetermined, 24), (Verdict::Judgement, 1)]
    {
        duties.add(verdict, count);
    }
    advice.add(Verdict::Violation, 1);
    let pack = PackReceipt {
        name: "library".into(),
        version: "1.0".into(),
        verified: "2024-09-01".into(),
        blake3: "ab".repeat(32),
    };
    let input = |nth: usize| InputReceipt { path: format!("cases/{nth}.json"), blake3: "cd".repeat(32) };
    let receipt = Receipt {
        version: "0.1.0".into(),
        as_of: "2024-09-30".into(),
        as_of_from: "manifest".into(),
        packs: vec![pack],
        profile: None,
        inputs: (1..=4).map(input).collect(),
        declared: vec!["loan 2023-04-01/2024-09-30".into()],
        assumed: vec!["return".into()],
        ..Receipt::default()
    };
    let rules = vec![RuleCount { rule: "L-1".into(), activations: 3, counts: duties }];
    Summary { cases: 2, duties, advice, rules, unread: vec!["cases/\u{1b}壊れた.json".into()], receipt }
}
