//! Checklists as they are checked and as a program holds them: plain data, since nothing in them is evaluated.

use super::typed_item::{Both, Cited};
use serde::{Deserialize, Serialize};

/// A list of provisions or steps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checklist {
    /// Id, with which the ids of its rows begin.
    pub id: String,
    /// Title.
    pub title: Both,
    /// What is to be said wherever the list is shown.
    pub note: Both,
    /// Rows in the order of the list.
    pub rows: Vec<Row>,
}

/// A row of a checklist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Both,
    /// Citation.
    pub citation: Cited,
    /// What answers it; several where one thing answers a part.
    pub answers: Vec<Answer>,
    /// The paper to look at.
    pub look: Both,
    /// Why it is answered so, or not at all.
    pub why: Both,
    /// The parameter by which a profile says how it is read.
    pub reading: Option<String>,
    /// Code list and code.
    pub tags: Vec<(String, String)>,
}

/// What answers a row, or a part of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// How.
    pub coverage: Coverage,
    /// Ids of rules, overlaps or consequences.
    pub ids: Vec<String>,
}

/// How much of a row the machine answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Coverage {
    /// Rules decide it.
    Rules,
    /// A person decides; rules say what was found.
    Judgement,
    /// Two steps may lawfully overlap.
    Overlap,
    /// What violations cost.
    Cost,
    /// Rules about the office's own records.
    Office,
    /// Whether a paper is there.
    Document,
    /// A person looks.
    Eye,
    /// It is not answered, and why is said.
    LeftOut,
}

/// Every way to answer a row, in both spellings.
pub(crate) const ANSWERS: [(&str, &str, Coverage); 8] = [
    ("rules", "規則", Coverage::Rules),
    ("judgement", "判断", Coverage::Judgement),
    ("overlap", "重なり", Coverage::Overlap),
    ("cost", "帰結", Coverage::Cost),
    ("office", "事業所", Coverage::Office),
    ("document", "書類", Coverage::Document),
    ("eye", "目視", Coverage::Eye),
    ("left_out", "見ない", Coverage::LeftOut),
];

impl Coverage {
    /// Its English name.
    pub fn name(self) -> &'static str {
        ANSWERS.iter().find(|row| row.2 == self).map_or("", |row| row.0)
    }

    /// Whether it names what answers; none where it may.
    pub(super) fn needs_ids(self) -> Option<bool> {
        match self {
            Coverage::Document => None,
            Coverage::Eye | Coverage::LeftOut => Some(false),
            _ => Some(true),
        }
    }
}

/// Whether something can still be made good, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// A paper may be found.
    Paper,
    /// Something can be done now.
    Act,
    /// It can only be explained.
    Explain,
}

/// Every remedy in both spellings.
pub(crate) const REMEDIES: [(&str, &str, Remedy); 3] =
    [("paper", "紙", Remedy::Paper), ("act", "行為", Remedy::Act), ("explain", "釈明", Remedy::Explain)];

impl Remedy {
    /// Its English name.
    pub fn name(self) -> &'static str {
        REMEDIES.iter().find(|row| row.2 == self).map_or("", |row| row.0)
    }
}
