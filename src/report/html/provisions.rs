//! Checklists row by row: `○ 38/40` where the records answer, a box to tick where people look.

use super::kit::Kit;
use super::words::{self, Labels};
use crate::model::{Entry, RuleCount, Summary, Verdict};
use crate::report::words::coverage;
use crate::text::visible;
use askama::Template;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "html/provisions.html")]
struct Provisions {
    w: Labels,
    lists: Vec<ListRows>,
}

struct ListRows {
    title: String,
    note: String,
    rows: Vec<ProvisionRow>,
}

struct ProvisionRow {
    id: String,
    title: String,
    cited: String,
    how: String,
    answer: String,
    look: String,
}

/// The checklists; nothing where the packs have none.
pub(super) fn provisions(kit: &Kit, summary: &Summary) -> String {
    let counts: BTreeMap<&str, &RuleCount> = summary.rules.iter().map(|rule| (rule.rule.as_str(), rule)).collect();
    let catalogue = &kit.context.catalogue;
    let rows = |list: &str| {
        let entries = catalogue.entries.iter().filter(|entry| entry.list == list);
        let entries: Vec<&Entry> = entries.collect();
        entries.chunk_by(|a, b| a.row == b.row).filter_map(|row| provision(kit, &counts, row)).collect()
    };
    let list = |head: &crate::model::ListHead| ListRows {
        title: visible(&head.title),
        note: visible(&head.note),
        rows: rows(&head.id),
    };
    let lists: Vec<ListRows> = catalogue.lists.iter().map(list).collect();
    if lists.is_empty() {
        return String::new();
    }
    Provisions { w: kit.w, lists }.render().unwrap_or_default()
}

fn provision(kit: &Kit, counts: &BTreeMap<&str, &RuleCount>, entries: &[&Entry]) -> Option<ProvisionRow> {
    let first = entries.first()?;
    let mut hows: Vec<&str> = entries.iter().map(|entry| coverage(&entry.coverage, kit.lang)).collect();
    hows.dedup();
    let by_machine = entries.iter().filter_map(|entry| counts.get(entry.rule.as_str()).copied());
    let sums = sums(by_machine);
    let by_eye = entries.iter().any(|entry| matches!(entry.coverage.as_str(), "eye" | "document" | "judgement"));
    let machine = sums.map(|sums| answer(kit, sums)).unwrap_or_default();
    let tick = if by_eye || machine.is_empty() { kit.w.t(words::TICK) } else { "" };
    let mut looks: Vec<&str> =
        entries.iter().map(|entry| entry.look.as_str()).filter(|look| !look.is_empty()).collect();
    looks.dedup();
    Some(ProvisionRow {
        id: visible(&first.row),
        title: visible(&first.row_title),
        cited: visible(&first.citation),
        how: hows.join(kit.w.t(words::DOT)),
        answer: format!("{machine} {tick}").trim().to_owned(),
        look: visible(&looks.join(kit.w.t(words::LIST))),
    })
}

/// Kept, asked, not kept, open.
type Sums = (u64, u64, u64, u64);

fn sums<'c>(counts: impl Iterator<Item = &'c RuleCount>) -> Option<Sums> {
    let mut sums = None;
    for count in counts {
        let (kept, all, broken, open) = sums.unwrap_or_default();
        let of = |verdict| count.counts.of(verdict);
        let (held, not) = (of(Verdict::Conform) + of(Verdict::Exempt), of(Verdict::Violation));
        let missing = of(Verdict::Undetermined) + of(Verdict::Judgement);
        sums = Some((kept + held, all + held + not + missing, broken + not, open + missing));
    }
    sums
}

fn answer(kit: &Kit, (kept, all, broken, open): Sums) -> String {
    let verdict = match (all, broken, open) {
        (0, ..) => return kit.mark(Verdict::NotApplicable),
        (_, 0, 0) => Verdict::Conform,
        (_, 0, _) => Verdict::Undetermined,
        _ => Verdict::Violation,
    };
    format!("{} {kept}/{all}", kit.mark(verdict))
}
