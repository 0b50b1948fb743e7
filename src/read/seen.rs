//! A record of which cases were looked at when, for the rotation of reviews.

use super::codes;
use super::settings_reader::{FileCodes, SettingsReader};
use crate::calendar::Day;
use crate::diag::Diagnostic;

static OF_SEEN: FileCodes = FileCodes { broken: &codes::SEEN_FILE, value: &codes::SEEN_VALUE, key: &codes::SEEN_KEY };

/// Reads `[[seen]]`: a case by alias or id, and the day.
pub fn read_seen(path: &str, text: &str) -> (Vec<(String, Day)>, Vec<Diagnostic>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    SettingsReader::read(path, text, &OF_SEEN, |reader, table| {
        reader.known(table, &["seen"]);
        let mut seen = Vec::new();
        for (table, span) in reader.tables(table, "seen") {
            reader.known(table, &["case", "on"]);
            let (case, on) = (reader.string(table, "case"), reader.date(table, "on").map(|range| range.hi));
            for key in ["case", "on"].into_iter().filter(|key| table.get(*key).is_none()) {
                reader.problem(
                    &codes::SEEN_VALUE,
                    span,
                    &[("name", key), ("expected", "case = \"…\", on = 2024-05-01")],
                );
            }
            seen.extend(case.zip(on));
        }
        seen
    })
}
