//! Verdicts and the enumerated reasons for them.

use serde::Serialize;

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
    /// A supervisor accepted the finding for now.
    Waived,
    /// A judgement is not on record.
    JudgementNeeded,
    /// An exception cannot be told.
    ExceptionUnknown,
    /// What an exception asks in place of the requirement is met.
    Replaced,
    /// Exceptions that hold do different things.
    ExceptionsClash,
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
            Reason::Waived => "waived",
            Reason::JudgementNeeded => "judgement-needed",
            Reason::ExceptionUnknown => "exception-unknown",
            Reason::Replaced => "replaced",
            Reason::ExceptionsClash => "exceptions-clash",
        }
    }
}
