//! Verdicts, findings, notices and the summary: what reports are made of, in the key order of `docs/contract.md`.

use crate::diag::{Diagnostic, Place};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// The seven verdicts, never folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The records show that the duty was kept.
    Conform,
    /// The records show that it was not.
    Violation,
    /// The records cannot show it.
    Undetermined,
    /// Still due.
    Pending,
    /// There is no such duty here.
    NotApplicable,
    /// An exception, overlap or waiver, named.
    Exempt,
    /// A person must decide.
    Judgement,
}

impl Verdict {
    /// All seven, in the order of the summary.
    pub const ALL: [Verdict; 7] = [
        Verdict::Conform,
        Verdict::Violation,
        Verdict::Undetermined,
        Verdict::Pending,
        Verdict::NotApplicable,
        Verdict::Exempt,
        Verdict::Judgement,
    ];

    /// Name in machine output, options and rule files.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Conform => "conform",
            Verdict::Violation => "violation",
            Verdict::Undetermined => "undetermined",
            Verdict::Pending => "pending",
            Verdict::NotApplicable => "not-applicable",
            Verdict::Exempt => "exempt",
            Verdict::Judgement => "judgement",
        }
    }

    /// Name in Japanese rule files.
    pub fn name_ja(self) -> &'static str {
        match self {
            Verdict::Conform => "適合",
            Verdict::Violation => "不適合",
            Verdict::Undetermined => "判定不能",
            Verdict::Pending => "期限前",
            Verdict::NotApplicable => "対象外",
            Verdict::Exempt => "除外",
            Verdict::Judgement => "要確認",
        }
    }

    /// The verdict of a name in either spelling.
    pub fn named(name: &str) -> Option<Verdict> {
        Verdict::ALL.into_iter().find(|verdict| verdict.name() == name || verdict.name_ja() == name)
    }
}

/// Why a duty has its verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The requirement holds.
    Met,
    /// No record satisfies an `exists`.
    NoMatch,
    /// The requirement fails otherwise.
    NotMet,
    /// A field that decides is not recorded.
    MissingField,
    /// A kind that decides is not declared complete for the time.
    OpenKind,
    /// A date is known only to the month or the year.
    PartialDate,
    /// The anchor is not recorded, or may lie in two versions of the law.
    AnchorUnknown,
    /// The due date has not passed.
    NotDue,
    /// The rule's condition is false.
    Condition,
    /// No version is in force at the anchor.
    NotInForce,
    /// There is no record of the kind.
    NoRecord,
    /// The requirement ranges over a collection known to be empty.
    Vacuous,
    /// An exception holds.
    Exception,
    /// A lawful overlap of two steps.
    Overlap,
    /// A judgement is not on record.
    JudgementNeeded,
    /// An exception cannot be told.
    ExceptionUnknown,
}

impl Reason {
    /// Name in machine output.
    pub fn name(self) -> &'static str {
        match self {
            Reason::Met => "met",
            Reason::NoMatch => "no-match",
            Reason::NotMet => "not-met",
            Reason::MissingField => "missing-field",
            Reason::OpenKind => "open-kind",
            Reason::PartialDate => "partial-date",
            Reason::AnchorUnknown => "anchor-unknown",
            Reason::NotDue => "not-due",
            Reason::Condition => "condition",
            Reason::NotInForce => "not-in-force",
            Reason::NoRecord => "no-record",
            Reason::Vacuous => "vacuous",
            Reason::Exception => "exception",
            Reason::Overlap => "overlap",
            Reason::JudgementNeeded => "judgement-needed",
            Reason::ExceptionUnknown => "exception-unknown",
        }
    }
}

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
    /// Japanese words of a kind, by its English name: `("plan", "計画", "plan")`.
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
    /// Places.
    pub locations: Vec<Place>,
    /// Hash of office, rule, case alias, subject, window.
    pub fingerprint: String,
    /// Title of the rule in the report's language.
    #[serde(skip)]
    pub title: String,
    /// What to do; empty when the verdict asks for nothing.
    #[serde(skip)]
    pub remedy: String,
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
    /// English names of the kinds that alone are missing, when no manifest holds them.
    #[serde(skip)]
    pub missing_kinds: Vec<String>,
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
    /// Alias.
    pub alias: String,
    /// Display path of the file it came from.
    pub path: String,
    /// Notices about the case.
    pub notices: Vec<Notice>,
    /// Findings of the verdicts asked for, by rule, subject, window.
    pub findings: Vec<Finding>,
}

/// Counts by verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassCounts(pub [u64; 7]);

impl ClassCounts {
    /// One more of a verdict.
    pub fn add(&mut self, verdict: Verdict, count: u64) {
        if let Some(slot) = self.0.get_mut(verdict as usize) {
            *slot += count;
        }
    }

    /// How many of a verdict.
    pub fn of(&self, verdict: Verdict) -> u64 {
        self.0.get(verdict as usize).copied().unwrap_or(0)
    }

    /// How many in all.
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }
}

impl Serialize for ClassCounts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(7))?;
        for verdict in Verdict::ALL {
            map.serialize_entry(verdict.name(), &self.of(verdict))?;
        }
        map.end()
    }
}

/// Counts of one rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleCount {
    /// Rule id.
    pub rule: String,
    /// Duties that were more than not applicable.
    pub activations: u64,
    /// By verdict.
    #[serde(flatten)]
    pub counts: ClassCounts,
}

/// What was run on what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// Program version.
    pub version: String,
    /// As-of date.
    pub as_of: String,
    /// How it was chosen: `option`, `manifest` or `clock`.
    pub as_of_from: String,
    /// Name, version, verified-up-to date and BLAKE3 of each pack.
    pub packs: Vec<PackReceipt>,
    /// Profile, null when none.
    pub profile: Option<String>,
    /// Path and BLAKE3 of each input.
    pub inputs: Vec<InputReceipt>,
    /// Kinds declared complete, in words of the manifest.
    pub declared: Vec<String>,
    /// Kinds assumed complete by the user.
    pub assumed: Vec<String>,
}

/// One pack in a receipt.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PackReceipt {
    /// Name.
    pub name: String,
    /// Version.
    pub version: String,
    /// Law is verified up to this day.
    pub verified: String,
    /// BLAKE3 of its files, in order of their paths.
    pub blake3: String,
}

/// One input in a receipt.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct InputReceipt {
    /// Path as given.
    pub path: String,
    /// BLAKE3 of its bytes.
    pub blake3: String,
}

/// The last line of a result.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Summary {
    /// Cases judged.
    pub cases: u64,
    /// Duties of classes that bind.
    pub duties: ClassCounts,
    /// Duties of classes that do not bind.
    pub advice: ClassCounts,
    /// Every rule, in order of id.
    pub rules: Vec<RuleCount>,
    /// Inputs that could not be read.
    pub unread: Vec<String>,
    /// What was run on what.
    pub receipt: Receipt,
}
