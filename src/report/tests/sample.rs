//! The cases that every test shows: a loan not returned in time, and rooms that were not counted.

use super::around::{UNKNOWN_KEY, classes, notice};
use crate::diag::{Diagnostic, Excerpt, Lang, Place, Role};
use crate::model::*;

pub(super) fn place(role: Role, path: &str, line: usize, column: usize, excerpt: Option<Excerpt>) -> Place {
    let (pointer, text) = (String::new(), None);
    Place {
        role,
        path: path.to_owned(),
        line,
        column,
        sheet: None,
        cell: None,
        field: None,
        pointer,
        text,
        masked: false,
        derived: false,
        excerpt,
        label: String::new(),
    }
}

/// A place at a scalar in its line, its column counted in characters.
pub(super) fn at(role: Role, path: &str, line: usize, (before, scalar, after): (&str, &str, &str)) -> Place {
    let (text, column) = (format!("{before}{scalar}{after}"), before.chars().count() + 1);
    place(role, path, line, column, Some(Excerpt { text, start: before.len(), length: scalar.len(), column: 1 }))
}

fn finding(rule: &str, verdict: Verdict, class: usize) -> Finding {
    let class = classes()[class].clone();
    Finding {
        rule: rule.into(),
        case: Some("M-07".into()),
        subject: Some(Subject { kind: "loan".into(), key: "L1".into() }),
        window: Window::None,
        verdict,
        reason: Reason::NoMatch,
        class_name: class.name.clone(),
        in_force: Some(("2000-04-01".into(), None)),
        cited: String::new(),
        citation: String::new(),
        due: None,
        cured_on: None,
        message: String::new(),
        remedy: None,
        locations: Vec::new(),
        fingerprint: format!("f-{rule}"),
        title: String::new(),
        to_do: String::new(),
        consequence: String::new(),
        because: Vec::new(),
        class,
        subject_words: String::new(),
        window_words: String::new(),
        missing_kinds: Vec::new(),
    }
}

/// Not kept, cured later, with a masked nearest record and the declaration and the clause beside it.
fn overdue(lang: Lang) -> Finding {
    let mut duty = at(
        Role::Duty,
        "cases/貸出.json",
        12,
        ("  {\"題名\": \"吾輩は猫である\", \"期日\": \"", "2024-05-01", "\", \"館\": \"中央\"}"),
    );
    duty.text = Some("2024-05-01".into());
    duty.pointer = "/loans/0/due".into();
    let mut nearest =
        at(Role::Nearest, "cases/貸出.json", 20, ("{\"借りた人\": \"", "■■■", "\", \"返却\": \"2024-06-15\"}"));
    nearest.masked = true;
    nearest.label = lang.of("期日より後の返却", "returned after the day").into();
    let complete = at(Role::Complete, "kijun.toml", 4, ("", "kind = \"return\"", ""));
    let rule = at(Role::Rule, "library.kijun", 41, ("", "require exists return r", ""));
    Finding {
        window: Window::Days("2024-05-01".into(), "2024-05-31".into()),
        cited: String::new(),
        citation: lang.of("図書館規程 第3条第1項", "Library rules, art. 3(1)").into(),
        due: Some("2024-05-31".into()),
        cured_on: Some("2024-06-15".into()),
        message: lang
            .of(
                "2024年5月1日が期日の本の返却の記録が、期日までに見当たりません。\u{1b}[31m6月15日の記録はあります。",
                "No return is on record by the due day, 2024-05-01.\u{1b}[31m One of 2024-06-15 is.",
            )
            .into(),
        locations: vec![duty, nearest, complete, rule],
        title: lang.of("期日までの返却", "Return in time").into(),
        to_do: lang
            .of(
                "返却箱の記録を確かめ、期日までの返却があれば記録に加えてください。",
                "Look at the log of the return box and add what is missing.",
            )
            .into(),
        consequence: lang.of("次の貸出ができなくなることがあります。", "The next loan may be refused.").into(),
        because: vec![lang.of("期日までの返却がない", "no return by the day").into()],
        subject_words: lang.of("貸出 L1", "loan L1").into(),
        window_words: String::new(),
        ..finding("L-9", Verdict::Violation, 0)
    }
}

fn formula() -> Finding {
    let message = "=HYPERLINK(\"http://example.invalid\")".into();
    Finding { case: Some("+81".into()), message, title: "=1+1".into(), ..finding("L-4", Verdict::Violation, 2) }
}

fn judgement(lang: Lang) -> Finding {
    let message = lang
        .of("館長が認めた延長かどうか、人が決めてください。", "Was the extension granted? A person decides.")
        .into();
    Finding { message, title: lang.of("延長", "Extension").into(), ..finding("L-5", Verdict::Judgement, 1) }
}

fn month(year: i32, month: u32) -> Window {
    let month = crate::calendar::Month::new(year, month).unwrap();
    Window::Days(month.first_day().to_string(), month.last_day().to_string())
}

fn counts(lang: Lang) -> Vec<Finding> {
    let mut of_first: Vec<Window> = (4..=9).map(|of_year| month(2023, of_year)).collect();
    of_first.push(month(2024, 1));
    of_first.push(Window::Days("2024-03-10".into(), "2024-03-20".into()));
    let of_second = (4..=5).map(|of_year| month(2023, of_year));
    let first = of_first.into_iter().map(|window| (window, lang.of("閲覧室 R1", "room R1")));
    let all = first.chain(of_second.map(|window| (window, lang.of("閲覧室 R2", "room R2"))));
    let count = |(window, room): (Window, &str)| Finding {
        window,
        subject_words: room.into(),
        window_words: String::new(),
        reason: Reason::MissingField,
        cited: String::new(),
        citation: lang.of("図書館規程 第8条", "Library rules, art. 8").into(),
        title: lang.of("閲覧室の人数", "Reading-room count").into(),
        because: vec![lang.of("人数が記録されていない", "the count is not recorded").into()],
        to_do: lang.of("日誌から人数を書き写してください。", "Copy the count from the day book.").into(),
        locations: vec![at(Role::Duty, "cases/room.json", 3, ("", "R1", ""))],
        ..finding("L-3", Verdict::Undetermined, 1)
    };
    all.map(count).collect()
}

pub(super) fn cases(lang: Lang) -> Vec<CaseResult> {
    let key = Diagnostic::new(&UNKNOWN_KEY).arg("key", "期\u{7}日付").arg("near", "期日");
    let key = key.at(at(Role::Evidence, "cases/貸出.json", 14, ("{\"", "期日付", "\": \"2024-05-01\"}")));
    let must = Finding { title: lang.of("貸出券", "Loan card").into(), ..finding("L-1", Verdict::Violation, 1) };
    let mut findings = counts(lang);
    findings.extend([formula(), judgement(lang), must, overdue(lang)]);
    let notices = vec![notice(key, Some("M-07"), lang)];
    let first =
        CaseResult {
            alias: "M-07".into(), path: "cases/貸出.json".into(), notices, findings, ..CaseResult::default()
        };
    vec![first, CaseResult { alias: "M-08".into(), ..CaseResult::default() }]
}
