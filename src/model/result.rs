//! Verdicts, findings, notices and the summary: what reports are made of, in the key order of `docs/contract.md`.

use super::{CaseView, DutyMark, Held, Reason, Verdict};
use crate::diag::{Diagnostic, Place};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// The record a duty is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Subject {
    /// English kind name.
    pub kind: String,
    /// Its key, never an array position.
    pub key: String,
}

/// The window of a duty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Window {
    /// The rule has no `per`.
    None,
    /// Closed days, `YYYY-MM-DD`.
    Days(String, String),
    /// A value.
    Value(String),
}

impl Serialize for Window {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Window::None => serializer.serialize_none(),
            Window::Days(from, to) => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("from", from)?;
                map.serialize_entry("to", to)?;
                map.end()
            }
            Window::Value(value) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("value", value)?;
                map.end()
            }
        }
    }
}

/// Class of a rule as reports need it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindingClass {
    /// English name.
    pub name: String,
    /// Lower is graver.
    pub rank: u32,
    /// Whether it binds.
    pub binding: bool,
    /// What people see, Japanese.
    pub words_ja: String,
    /// What people see, English.
    pub words_en: String,
}

/// Display words of one verdict, from the pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictWord {
    /// The verdict.
    pub verdict: Verdict,
    /// A mark such as ○ or ×.
    pub mark: String,
    /// Japanese words.
    pub words_ja: String,
    /// English words.
    pub words_en: String,
}

/// What the packs declare for display.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Display {
    /// Words by verdict; a verdict without words shows its name.
    pub verdicts: Vec<VerdictWord>,
    /// Classes by rank.
    pub classes: Vec<FindingClass>,
    /// Texts of records that are shown by other words: the text, Japanese, English.
    pub terms: Vec<(String, String, String)>,
    /// Japanese words of a kind, by its English name: `("loan", "貸出", "loan")`.
    pub kinds: Vec<(String, String, String)>,
}

/// One duty with its verdict, ready to be reported.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// Rule id.
    pub rule: String,
    /// Case alias; null for duties of office scope.
    pub case: Option<String>,
    /// Null when the case holds no record of the kind.
    pub subject: Option<Subject>,
    /// Window.
    pub window: Window,
    /// Verdict.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
    /// Class name.
    #[serde(rename = "class")]
    pub class_name: String,
    /// First and last day of the version that was applied; null where none was.
    pub in_force: Option<(String, Option<String>)>,
    /// The provision as it stood on the duty's day.
    pub citation: String,
    /// Last day on which the duty is in time.
    pub due: Option<String>,
    /// For a violation, the day from which it was cured.
    pub cured_on: Option<String>,
    /// What, when, in which record.
    pub message: String,
    /// What can still be done about a finding: `paper`, `act`, `explain`; null where the rule does not say, or there is nothing to do.
    pub remedy: Option<&'static str>,
    /// Places.
    pub locations: Vec<Place>,
    /// Hash of office, rule, case alias, subject, window.
    pub fingerprint: String,
    /// The citation in the report's language.
    #[serde(skip)]
    pub cited: String,
    /// Title of the rule in the report's language.
    #[serde(skip)]
    pub title: String,
    /// What to do; empty when the verdict asks for nothing.
    #[serde(skip)]
    pub to_do: String,
    /// What follows if it is left.
    #[serde(skip)]
    pub consequence: String,
    /// Why the verdict is what it is, in words: what is missing, which exception, which judgement.
    #[serde(skip)]
    pub because: Vec<String>,
    /// The class in words.
    #[serde(skip)]
    pub class: FindingClass,
    /// How the subject is named to people.
    #[serde(skip)]
    pub subject_words: String,
    /// The window in words, where it is a code; else empty.
    #[serde(skip)]
    pub window_words: String,
    /// English names of the kinds that alone are missing, when no manifest holds them.
    #[serde(skip)]
    pub missing_kinds: Vec<String>,
}

/// A month's amount in the pack's unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Amount {
    /// Without violations.
    pub whole: i64,
    /// At the rate, halves rounded up.
    pub left: i64,
    /// The difference.
    pub at_risk: i64,
}

/// What violations may cost in one month.
#[derive(Clone, Debug, Serialize)]
pub struct Consequence {
    /// Its id.
    pub id: String,
    /// Case alias; null for one of office scope.
    pub case: Option<String>,
    /// The month, `YYYY-MM`.
    pub month: String,
    /// A ratio such as `50%`, or a number; null where none is declared.
    pub rate: Option<String>,
    /// What the whole month comes to, what is left of it, and the difference; null where it is not known, or the month is not settled.
    pub amount: Option<Amount>,
    /// Fingerprints of the violations that feed it.
    pub from: Vec<String>,
    /// Whether the condition on the month (a claim, say) is known to hold; false where it cannot be told: then it may
    /// apply if it does.
    pub settled: bool,
    /// Title in the report's language.
    #[serde(skip)]
    pub title: String,
    /// The month in words.
    #[serde(skip)]
    pub month_words: String,
    /// What amounts are counted in, in the report's language.
    #[serde(skip)]
    pub unit: String,
    /// Words for a month that is not settled.
    #[serde(skip)]
    pub otherwise: String,
    /// Message in the report's language.
    #[serde(skip)]
    pub message: String,
    /// The citation in the report's language.
    #[serde(skip)]
    pub cited: String,
}

/// A diagnostic about a case or the export, ready to be reported.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Code, arguments, places.
    pub diagnostic: Diagnostic,
    /// Case alias, when it is about one.
    pub case: Option<String>,
    /// Message in the report's language.
    pub message: String,
    /// What to do.
    pub help: String,
    /// Hash of code, case and arguments.
    pub fingerprint: String,
}

impl Serialize for Notice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(6))?;
        map.serialize_entry("code", self.diagnostic.code.id)?;
        map.serialize_entry("severity", &self.diagnostic.code.severity)?;
        map.serialize_entry("case", &self.case)?;
        map.serialize_entry("message", &self.message)?;
        map.serialize_entry("locations", &self.diagnostic.places)?;
        map.serialize_entry("fingerprint", &self.fingerprint)?;
        map.end()
    }
}

/// Everything reported of one case, in the order of the contract.
#[derive(Clone, Debug, Default)]
pub struct CaseResult {
    /// Alias; empty for an office.
    pub alias: String,
    /// Number of the office, when it is about one.
    pub office: Option<String>,
    /// Display path of the file it came from.
    pub path: String,
    /// Notices about the case.
    pub notices: Vec<Notice>,
    /// Findings of the verdicts asked for, by rule, subject, window.
    pub findings: Vec<Finding>,
    /// What violations may cost, by consequence and month.
    pub consequences: Vec<Consequence>,
    /// One mark for every duty, whatever is listed.
    pub duties: Vec<DutyMark>,
    /// The group that it belongs to, where cases are grouped; empty where nothing is recorded of it.
    pub group: Option<String>,
    /// What is on record of it, where that is asked for.
    pub held: Option<Held>,
    /// What is drawn of it; none unless a format asks for it.
    pub view: Option<CaseView>,
}
