//! A file of waivers: a supervisor's acceptance of one duty's finding each.
//!
//! Who accepted and why is personal. So no text of the file is ever shown with a place: path and line are enough to find it.

use super::codes;
use super::settings_reader::{FileCodes, SettingsReader, Table};
use crate::calendar::Day;
use crate::diag::{Diagnostic, Place, Role};
use crate::limits::WAIVER_YEARS;
use crate::text::Span;

/// One `[[waiver]]`. Every part that names the duty must fit; at least a fingerprint or a rule is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// Fingerprint of the finding.
    pub fingerprint: Option<String>,
    /// Rule id.
    pub rule: Option<String>,
    /// Alias or id of the case; none for a duty of the office.
    pub case: Option<String>,
    /// `kind:key`, or the key alone.
    pub subject: Option<String>,
    /// A month, `from/to`, or a value.
    pub window: Option<String>,
    /// Number of the office; none for that of the run.
    pub office: Option<String>,
    /// Why it is accepted.
    pub reason: String,
    /// By whom.
    pub approved_by: String,
    /// When.
    pub approved_on: Day,
    /// Last day on which it holds.
    pub expires: Day,
    /// Where it stands.
    pub place: Place,
}

const KEYS: [&str; 10] =
    ["fingerprint", "rule", "case", "subject", "window", "office", "reason", "approved_by", "approved_on", "expires"];

static OF_WAIVERS: FileCodes =
    FileCodes { broken: &codes::WAIVER_FILE, value: &codes::WAIVER_VALUE, key: &codes::WAIVER_KEY };

/// Reads a file of waivers. One that is not whole is told and left out; the others hold.
pub fn read_waivers(path: &str, text: &str) -> (Vec<Waiver>, Vec<Diagnostic>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (waivers, mut problems) = SettingsReader::read(path, text, &OF_WAIVERS, |reader, table| {
        reader.known(table, &["waiver"]);
        let found = reader.tables(table, "waiver");
        found.into_iter().filter_map(|(table, span)| reader.waiver(table, span)).collect::<Vec<_>>()
    });
    problems.iter_mut().flat_map(|problem| &mut problem.places).for_each(bare);
    (waivers, problems)
}

/// A place without a text.
fn bare(place: &mut Place) {
    place.role = Role::Evidence;
    place.text = None;
    place.excerpt = None;
}

impl SettingsReader<'_> {
    fn waiver(&mut self, table: &Table<'_>, span: Span) -> Option<Waiver> {
        self.known(table, &KEYS);
        let texts = KEYS.map(|key| match key {
            "approved_on" | "expires" => None,
            key => self.string(table, key).filter(|text| !text.trim().is_empty()),
        });
        let [fingerprint, rule, case, subject, window, office, reason, approved_by, _, _] = texts;
        let approved_on = self.date(table, "approved_on").map(|range| range.lo);
        let expires = self.date(table, "expires").map(|range| range.hi);
        let narrow = [
            ("fingerprint", &fingerprint),
            ("rule", &rule),
            ("case", &case),
            ("subject", &subject),
            ("window", &window),
            ("office", &office),
        ];
        let lost = narrow.map(|(key, value)| value.is_none() && self.is_lost(table, key, span));
        let named = fingerprint.clone().or_else(|| rule.clone());
        let reason = self.needed(table, "reason", reason, span);
        let approved_by = self.needed(table, "approved_by", approved_by, span);
        let approved_on = self.needed(table, "approved_on", approved_on, span);
        let expires = self.needed(table, "expires", expires, span);
        self.needed(table, if table.get("rule").is_some() { "rule" } else { "fingerprint" }, named, span)?;
        if lost.contains(&true) {
            return None;
        }
        let mut place = self.place(span);
        bare(&mut place);
        let (reason, approved_by) = (reason?, approved_by?);
        let (approved_on, expires) = self.term(approved_on?, expires?, span)?;
        Some(Waiver {
            fingerprint,
            rule,
            case,
            subject,
            window,
            office,
            reason,
            approved_by,
            approved_on,
            expires,
            place,
        })
    }

    /// Whether a part was written and cannot be read: without it the waiver would be about more. A blank is told here.
    fn is_lost(&mut self, table: &Table<'_>, key: &'static str, span: Span) -> bool {
        let Some(value) = table.get(key) else { return false };
        if value.get_ref().as_str().is_some() {
            self.problem(&codes::WAIVER_VALUE, span, &[("name", key), ("expected", "\"…\"")]);
        }
        true
    }

    /// A part that a waiver cannot do without. One that is written wrongly is told already.
    fn needed<T>(&mut self, table: &Table<'_>, key: &'static str, value: Option<T>, span: Span) -> Option<T> {
        let blank =
            table.get(key).is_none_or(|value| value.get_ref().as_str().is_some_and(|text| text.trim().is_empty()));
        if value.is_none() && blank {
            self.problem(&codes::WAIVER_MISSING, span, &[("name", key)]);
        }
        value
    }

    fn term(&mut self, approved_on: Day, expires: Day, span: Span) -> Option<(Day, Day)> {
        if expires < approved_on {
            self.problem(&codes::WAIVER_PERIOD, span, &[]);
            return None;
        }
        if expires > approved_on.plus_months(12 * WAIVER_YEARS) {
            let (expires, years) = (expires.to_string(), WAIVER_YEARS.to_string());
            self.problem(&codes::WAIVER_LONG, span, &[("expires", expires.as_str()), ("years", years.as_str())]);
        }
        Some((approved_on, expires))
    }
}
