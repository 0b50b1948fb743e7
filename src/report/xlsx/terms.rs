//! Marks and words with what they mean, and every rule with its provision.

use super::cell::Value;
use super::sheet::{Col, Kind, Row, Sheet, Table};
use super::{mark, verdict_words, words};
use crate::diag::Lang;
use crate::model::{Entry, Summary, Verdict};
use crate::report::Context;
use std::collections::BTreeMap;

/// The sheet.
pub(super) fn sheet(context: &Context, summary: &Summary, lang: Lang) -> Sheet {
    let tables = vec![marks(context, lang), sources(context, lang)];
    let packs = summary.receipt.packs.iter().map(|pack| super::cover::pack(pack, lang));
    let title = words::TERMS.of(lang).to_owned();
    Sheet { title, said: packs.collect(), tables, still: 1, ..Sheet::default() }
}

fn marks(context: &Context, lang: Lang) -> Table {
    let display = &context.display;
    let verdicts = Verdict::ALL.into_iter().map(|verdict| {
        let words = [mark(display, verdict), verdict_words(display, verdict, lang)];
        Row::new("", words.map(Value::text).to_vec())
    });
    let classes = display.classes.iter().map(|class| {
        let weight = if class.binding { &words::BINDING } else { &words::ADVICE };
        let words = [mark(display, Verdict::Violation), lang.of(&class.words_ja, &class.words_en), weight.of(lang)];
        Row::new("", words.map(Value::text).to_vec())
    });
    let columns = vec![
        Col::new(words::MARK.of(lang), 26.0, Kind::Text),
        Col::new(words::MEANING.of(lang), 44.0, Kind::Text),
        Col::new(words::CLASS.of(lang), 40.0, Kind::Text),
    ];
    Table { title: words::WORDS_OF_MARKS.of(lang).to_owned(), columns, rows: verdicts.chain(classes).collect() }
}

/// Every rule once, by id.
fn sources(context: &Context, lang: Lang) -> Table {
    let mut rules: BTreeMap<&str, &Entry> = BTreeMap::new();
    for entry in context.catalogue.entries.iter().filter(|entry| !entry.rule.is_empty() && !entry.class.is_empty()) {
        rules.entry(&entry.rule).or_insert(entry);
    }
    let columns = vec![
        Col::new(words::RULE.of(lang), 26.0, Kind::Text),
        Col::new(words::TITLE.of(lang), 44.0, Kind::Text),
        Col::new(words::BASIS.of(lang), 40.0, Kind::Text),
        Col::new(words::CLASS.of(lang), 16.0, Kind::Text),
        Col::new(words::FORCE.of(lang), 24.0, Kind::Text),
    ];
    let rows = rules.values().map(|entry| self::row(entry, context, lang)).collect();
    Table { title: words::SOURCES.of(lang).to_owned(), columns, rows }
}

fn row(entry: &Entry, context: &Context, lang: Lang) -> Row {
    let class = context.display.classes.iter().find(|class| class.name == entry.class);
    let class = class.map_or(entry.class.as_str(), |class| lang.of(&class.words_ja, &class.words_en));
    let force = match (entry.from.as_str(), entry.to.as_str()) {
        ("", "") => String::new(),
        (from, to) => words::FROM_TO.with(lang, from).replace("{m}", to).trim().to_owned(),
    };
    let values = [&entry.rule, &entry.rule_title, &entry.citation].map(|text| Value::text(text.as_str()));
    Row::new("", values.into_iter().chain([Value::text(class), Value::text(force)]).collect())
}
