//! What of a case is drawn: marks on a time axis, threads of records that lead on, and one mark a duty.
//!
//! Everything here is words that may be shown: personal values are masked where it is made, kinds and fields are those
//! that the packs' views name.

use super::Verdict;
use crate::calendar::{Day, Month};

/// One duty as a mark: what a matrix, a calendar or a list of due days is drawn from. There is one for every duty of the
/// case, whatever is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyMark {
    /// Rule id.
    pub rule: String,
    /// Verdict.
    pub verdict: Verdict,
    /// Name of the class of the version that was applied.
    pub class_name: String,
    /// Whether that class binds.
    pub binding: bool,
    /// The month of its window, when that is one.
    pub month: Option<Month>,
    /// Last day on which it is in time.
    pub due: Option<Day>,
}

/// What of a case is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseView {
    /// By whom cases are grouped; empty when nobody is recorded.
    pub group: String,
    /// Facts for the head of the page: label and words.
    pub facts: Vec<(String, String)>,
    /// Lanes of the time axis, in the order of the views.
    pub lanes: Vec<Lane>,
    /// The record that the threads are drawn of, in words; empty when they are drawn of the whole case.
    pub thread_of: String,
    /// Threads: one a root record of the view, each a chain of columns.
    pub threads: Vec<Thread>,
}

/// One lane of the time axis.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lane {
    /// Its title.
    pub title: String,
    /// The character that stands for a day on it.
    pub mark: String,
    /// Whether its records are periods.
    pub periods: bool,
    /// Its marks, by day.
    pub marks: Vec<Mark>,
}

/// A day or a period on a lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// First day; the record may know it only within a range, and then this is the range's first.
    pub from: Day,
    /// Last day of a period; none for one that is open, and the first day again for a single day.
    pub to: Option<Day>,
    /// Whether the day or an end is known only in part.
    pub partial: bool,
    /// Whether the record was read out of something else.
    pub derived: bool,
    /// Words beside it.
    pub label: String,
}

/// A chain of records, each the reason of the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thread {
    /// One list of words a column of the view, from the root to the last.
    pub columns: Vec<Vec<String>>,
}

/// What the packs declare of pages, in the report's language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// What a case is called; empty where the packs do not say.
    pub case_word: String,
    /// By what cases are grouped; empty when they are not.
    pub group: String,
    /// Columns of the matrix, in the order of the process.
    pub columns: Vec<Column>,
    /// The rules whose months make the calendar; none when no rule has months.
    pub calendar: Option<Column>,
    /// Titles of the columns of a thread.
    pub thread: Vec<String>,
    /// What is said on every printed page; empty for the usual words.
    pub notice: String,
    /// Empty boxes of a case's page, to write in.
    pub remarks: Vec<String>,
    /// Who signs a case's page.
    pub signatures: Vec<String>,
}

/// Rules that are shown together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Its title.
    pub title: String,
    /// Ids of rules, or what they begin with up to a hyphen or a slash; empty for every rule.
    pub rules: Vec<String>,
    /// Only duties of this class; any when empty.
    pub class: String,
}

impl Column {
    /// Whether a duty is shown here.
    pub fn holds(&self, rule: &str, class: &str) -> bool {
        let begins = |wanted: &String| {
            rule.strip_prefix(wanted.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '/']))
        };
        (self.class.is_empty() || self.class == class) && (self.rules.is_empty() || self.rules.iter().any(begins))
    }
}
