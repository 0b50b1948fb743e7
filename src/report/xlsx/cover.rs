//! The cover: which office, who checked, what was run on what, and what the numbers do not say.

use super::cell::{Value, both_calendars};
use super::lists::Lists;
use super::sheet::{Col, FIXED, Kind, Row, Sheet, Table};
use super::{mark, verdict_words, words};
use crate::diag::Lang;
use crate::model::{Asked, ClassCounts, PackReceipt, Summary, Verdict};
use crate::report::Context;
use crate::report::words as report_words;
use crate::report::words::Word;

/// Lines that people fill in, with the keys of what they write.
const ASKED: [(&str, Word); 5] = [
    ("cover/office_name", words::OFFICE_NAME),
    ("cover/done_on", words::CHECKED_ON),
    ("cover/checked_by", words::CHECKED_BY),
    ("cover/present", words::PRESENT),
    ("cover/span", words::PERIOD),
];

/// The sheet.
pub(super) fn sheet(summary: &Summary, lists: &Lists, context: &Context, lang: Lang) -> Sheet {
    let office = line(words::OFFICE_NUMBER.of(lang), context.office.as_str());
    let asked = ASKED.iter().map(|(key, word)| Row::new(*key, vec![Value::text(word.of(lang))]));
    let rows = std::iter::once(office).chain(asked).chain(told(summary, lists, context, lang)).collect();
    let name = Asked::Entry.header(Lang::En).to_owned();
    let columns = vec![
        Col::new(words::ITEM.of(lang), 26.0, Kind::Text),
        Col::new(Asked::Entry.header(lang), 62.0, Kind::Typed(name, Vec::new())),
    ];
    let table = Table { columns, rows, ..Table::default() };
    let said = [&words::CONFIDENTIAL, &words::PERSON, &words::FILL_IN].map(|word| word.of(lang).to_owned()).to_vec();
    Sheet {
        title: words::COVER.of(lang).to_owned(),
        said,
        tables: vec![table],
        keyed: true,
        upright: true,
        ..Sheet::default()
    }
}

fn line(label: &str, text: impl Into<String>) -> Row {
    Row::new(FIXED, vec![Value::text(label), Value::text(text)])
}

/// What the run has to say.
fn told(summary: &Summary, lists: &Lists, context: &Context, lang: Lang) -> Vec<Row> {
    let receipt = &summary.receipt;
    let mut rows = vec![
        line(words::AS_OF.of(lang), both_calendars(&receipt.as_of, lang)),
        line(words::JUDGED.of(lang), report_words::CASES_N.with(lang, summary.cases)),
    ];
    rows.extend(context.partial.then(|| line("", words::PARTIAL.of(lang))));
    rows.extend((!summary.unread.is_empty()).then(|| line("", words::UNREAD.of(lang))));
    rows.extend(
        [(&words::BINDING, &summary.duties), (&words::ADVICE, &summary.advice)]
            .map(|(label, counts)| line(label.of(lang), counted(counts, context, lang))),
    );
    rows.extend(
        lists.sheets.iter().enumerate().map(|(at, _)| line(words::COVERAGE.of(lang), coverage(lists, at, lang))),
    );
    rows.extend(receipt.packs.iter().map(|pack| line(words::PACKS.of(lang), self::pack(pack, lang))));
    let profile = receipt.profile.clone().unwrap_or_else(|| words::PROFILE_NONE.of(lang).to_owned());
    rows.push(line(words::PROFILE.of(lang), profile));
    rows.extend(complete(summary, context, lang));
    let listed = words::INPUTS_N.with(lang, receipt.inputs.len()).replace("{sheet}", words::INTAKE.of(lang));
    rows.push(line(words::INPUTS.of(lang), listed));
    rows.push(line(words::PROGRAM.of(lang), format!("kijun {}", receipt.version)));
    rows
}

/// Counts of duties by verdict.
fn counted(counts: &ClassCounts, context: &Context, lang: Lang) -> String {
    let display = &context.display;
    let shown =
        Verdict::ALL.into_iter().filter(|verdict| counts.of(*verdict) > 0 && *verdict != Verdict::NotApplicable);
    let shown = shown.map(|verdict| {
        format!("{} {} {}", mark(display, verdict), verdict_words(display, verdict, lang), counts.of(verdict))
    });
    shown.collect::<Vec<_>>().join(report_words::LIST.of(lang))
}

/// How many rows of a sheet the records answer, and how many a person.
fn coverage(lists: &Lists, at: usize, lang: Lang) -> String {
    let Some(sheet) = lists.sheets.get(at) else { return String::new() };
    let rows = || sheet.rows.iter().filter_map(|row| lists.rows.get(*row));
    let by_records = rows().filter(|row| row.is_by_records()).count();
    let both = rows().filter(|row| !row.is_by_records() && row.asks_records()).count();
    let all = rows().count();
    words::COVERAGE_N
        .with(lang, &sheet.title)
        .replace("{rows}", &all.to_string())
        .replace("{a}", &by_records.to_string())
        .replace("{b}", &both.to_string())
        .replace("{c}", &(all - by_records - both).to_string())
}

/// A pack with its version and the day up to which the law was looked at.
pub(super) fn pack(pack: &PackReceipt, lang: Lang) -> String {
    let verified = both_calendars(&pack.verified, lang);
    words::VERIFIED.with(lang, &pack.name).replace("{version}", &pack.version).replace("{day}", &verified)
}

/// What was declared complete, and what was assumed.
fn complete(summary: &Summary, context: &Context, lang: Lang) -> Vec<Row> {
    let receipt = &summary.receipt;
    let kind = |text: &String| {
        let (kind, rest) = text.split_once(' ').unwrap_or((text, ""));
        format!("{} {}", super::reading::kind(context, kind, lang), rest.replace("..", lang.of("〜", " to ")))
            .trim()
            .to_owned()
    };
    let list = |all: &[String]| all.iter().map(kind).collect::<Vec<_>>().join(report_words::LIST.of(lang));
    let declared = if receipt.declared.is_empty() && receipt.assumed.is_empty() {
        words::DECLARED_NONE.of(lang).to_owned()
    } else {
        list(&receipt.declared)
    };
    let mut rows = vec![line(words::DECLARED.of(lang), declared)];
    rows.extend((!receipt.assumed.is_empty()).then(|| line(words::ASSUMED.of(lang), list(&receipt.assumed))));
    rows
}
