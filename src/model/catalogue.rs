//! What packs hold, as `kijun rules` lists it: checklists with what answers each row, and every rule.

use serde::Serialize;

/// One line: a rule, in the row of a checklist that it answers; or a row that no rule answers; or a rule of no row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Checklist id; empty for a rule of no row.
    pub list: String,
    /// Row id.
    pub row: String,
    /// Title of the row.
    pub row_title: String,
    /// How the row, or this part of it, is answered.
    pub coverage: String,
    /// Id of the rule, overlap or consequence.
    pub rule: String,
    /// Its title.
    pub rule_title: String,
    /// Class of the rule's latest version.
    pub class: String,
    /// `case` or `office`; empty where there is no rule.
    pub scope: String,
    /// First day in force; empty where none is said.
    pub from: String,
    /// Last day in force; empty while there is none.
    pub to: String,
    /// The provision as it stands now: the row's, else the rule's.
    pub citation: String,
    /// The paper to look at.
    pub look: String,
    /// Why it is answered so, or not at all.
    pub why: String,
    /// What can be done about a finding: `paper`, `act`, `explain`.
    pub remedy: String,
    /// The parameter by which a profile says how the row is read.
    pub reading: String,
    /// `list.code` words, parted by blanks.
    pub tags: String,
    /// The same in words of the report's language.
    #[serde(skip)]
    pub marks: Vec<String>,
}

/// A checklist's heading.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ListHead {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What is to be said wherever it is shown.
    pub note: String,
}

/// Everything that packs hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Catalogue {
    /// Checklists in the order of their declaration.
    pub lists: Vec<ListHead>,
    /// Lines: checklists by row, then rules of no row.
    pub entries: Vec<Entry>,
}
