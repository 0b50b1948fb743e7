//! The last pages: what was read of lists and workbooks, notices of the whole run, the receipt.

use super::case_page::in_words;
use super::dates;
use super::front::grouped;
use super::kit::Kit;
use super::words::{self, Labels};
use crate::model::{InputReceipt, Made, Notice, Receipt, TableReport};
use crate::text::visible;
use askama::Template;

/// Characters of a digest that are shown.
const DIGEST: usize = 16;
/// Row numbers that are named.
const NUMBERS: usize = 12;

#[derive(Template)]
#[template(path = "html/imported.html")]
struct Imported {
    w: Labels,
    tables: Vec<TableWords>,
}

struct TableWords {
    file: String,
    encoding: String,
    sheet: String,
    map: String,
    rows: String,
    read: String,
    skipped: Vec<String>,
    unused: String,
    wanting: String,
    made: Vec<String>,
}

#[derive(Template)]
#[template(path = "html/notices.html")]
struct Notices {
    w: Labels,
    all: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "html/receipt.html")]
struct ReceiptPage {
    w: Labels,
    lines: Vec<(&'static str, Vec<String>)>,
    inputs: Vec<(String, String)>,
}

/// The page of what was read; nothing where nothing but records was.
pub(super) fn imported(kit: &Kit) -> String {
    let files = &kit.context.imported.files;
    let tables = files.iter().flat_map(|file| {
        file.tables.iter().map(|table| TableWords {
            file: visible(&file.path),
            encoding: visible(&file.encoding),
            ..table_words(kit, table)
        })
    });
    let tables: Vec<TableWords> = tables.collect();
    if tables.is_empty() {
        return String::new();
    }
    Imported { w: kit.w, tables }.render().unwrap_or_default()
}

fn table_words(kit: &Kit, table: &TableReport) -> TableWords {
    let w = kit.w;
    let list = w.t(words::LIST);
    let skipped = table.skipped.iter().map(|(why, rows)| {
        let numbers: Vec<String> = rows.iter().take(NUMBERS).map(usize::to_string).collect();
        let more = rows.len().saturating_sub(NUMBERS);
        let more = if more > 0 { format!(" {}", w.with(words::AND_MORE, more)) } else { String::new() };
        format!("{}{}{}{more}", visible(why), w.t(words::COLON), numbers.join(list))
    });
    TableWords {
        file: String::new(),
        encoding: String::new(),
        sheet: visible(&table.sheet),
        map: if table.map.is_empty() { w.t(words::NOT_READ).to_owned() } else { visible(&table.map) },
        rows: grouped(table.rows),
        read: grouped(table.read),
        skipped: skipped.collect(),
        unused: visible(&table.unused.join(list)),
        wanting: visible(&table.wanting.join(list)),
        made: table.made.iter().map(|made| made_words(kit, made)).collect(),
    }
}

fn made_words(kit: &Kit, made: &Made) -> String {
    let kinds = &kit.context.display.kinds;
    let kind = kinds.iter().find(|(kind, ..)| *kind == made.kind).map(|(_, ja, en)| kit.lang.of(ja, en));
    let period = made.period.map(|(from, to)| {
        let days = format!("{}{}{}", dates::day(from, kit.lang), kit.w.t(words::TO), dates::day(to, kit.lang));
        format!(" {days}")
    });
    let derived = if made.derived { kit.w.t(words::AXIS_DERIVED) } else { "" };
    format!("{} {}{derived}{}", visible(kind.unwrap_or(&made.kind)), grouped(made.records), period.unwrap_or_default())
}

/// Notices of the whole run; nothing where there are none.
pub(super) fn notices(kit: &Kit, all: &[Notice]) -> String {
    if all.is_empty() {
        return String::new();
    }
    Notices { w: kit.w, all: all.iter().map(|notice| in_words(kit, notice)).collect() }.render().unwrap_or_default()
}

/// What was run on what.
pub(super) fn receipt(kit: &Kit, receipt: &Receipt) -> String {
    let w = kit.w;
    let packs = receipt.packs.iter().map(|pack| {
        let verified = w.with(words::VERIFIED, dates::written(&pack.verified, kit.lang));
        visible(&format!(
            "{} {}{}{verified}{}{}",
            pack.name,
            pack.version,
            w.t(words::DOT),
            w.t(words::DOT),
            short(&pack.blake3)
        ))
    });
    let lines = vec![
        (words::PROGRAM.of(kit.lang), vec![visible(&format!("kijun {}", receipt.version))]),
        (words::PACKS.of(kit.lang), packs.collect()),
        (words::PROFILE.of(kit.lang), receipt.profile.iter().map(|name| visible(name)).collect()),
        (words::DECLARED.of(kit.lang), kinds(kit, &receipt.declared)),
        (words::ASSUMED.of(kit.lang), kinds(kit, &receipt.assumed)),
    ];
    let input = |input: &InputReceipt| (visible(&input.path), short(&input.blake3));
    let page = ReceiptPage { w, lines, inputs: receipt.inputs.iter().map(input).collect() };
    page.render().unwrap_or_default()
}

/// Kinds by their words, each with its period.
fn kinds(kit: &Kit, all: &[String]) -> Vec<String> {
    let one = |text: &String| {
        let (name, period) = text.split_once(' ').unwrap_or((text, ""));
        let known = kit.context.display.kinds.iter().find(|(kind, ..)| kind == name);
        let name = known.map_or(name, |(_, ja, en)| kit.lang.of(ja, en));
        visible(format!("{name} {}", period.replace("..", kit.w.t(words::TO))).trim())
    };
    all.iter().map(one).collect()
}

/// The first characters of a digest.
fn short(digest: &str) -> String {
    digest.chars().take(DIGEST).collect()
}
