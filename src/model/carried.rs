//! What people typed into earlier workbooks: it stays with the key of its row and goes into the next one.

use crate::diag::Lang;
use std::collections::BTreeMap;

/// A column that people fill in, in every workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asked {
    /// What became of a finding.
    State,
    /// Why it may stay.
    Reason,
    /// Who saw to it.
    By,
    /// On which day.
    On,
    /// What a row of a checklist comes to.
    Outcome,
    /// A tick: somebody has looked.
    Seen,
    /// What is written on the cover or above a table.
    Entry,
    /// Anything.
    Remark,
}

impl Asked {
    /// All of them, in the order in which they stand on a sheet.
    pub const ALL: [Asked; 8] =
        [Asked::State, Asked::Reason, Asked::By, Asked::On, Asked::Outcome, Asked::Seen, Asked::Entry, Asked::Remark];

    /// Its header.
    pub fn header(self, lang: Lang) -> &'static str {
        match self {
            Asked::State => lang.of("状態", "State"),
            Asked::Reason => lang.of("理由", "Reason"),
            Asked::By => lang.of("対応者", "Seen to by"),
            Asked::On => lang.of("対応日", "Seen to on"),
            Asked::Outcome => lang.of("点検結果", "Result"),
            Asked::Seen => lang.of("確認", "Looked at"),
            Asked::Entry => lang.of("内容", "Entry"),
            Asked::Remark => lang.of("備考", "Remarks"),
        }
    }

    /// The one of a header, in either language.
    pub fn named(header: &str) -> Option<Asked> {
        Asked::ALL.into_iter().find(|column| [Lang::Ja, Lang::En].iter().any(|lang| column.header(*lang) == header))
    }
}

/// What was typed into one row.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Typed {
    /// Sheet on which it stood.
    pub sheet: String,
    /// Texts by header: the English one of a [`Asked`], else the header as it was.
    pub texts: BTreeMap<String, String>,
    /// What else stood in the row, in words.
    pub was: String,
}

/// Everything that was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// By key of the row.
    pub rows: BTreeMap<String, Typed>,
    /// Rows without a key, and what disagrees with what is kept.
    pub loose: Vec<Typed>,
}

impl Typed {
    /// What was typed into a column.
    pub fn text(&self, column: Asked) -> &str {
        self.texts.get(column.header(Lang::En)).map_or("", String::as_str)
    }
}

impl Carried {
    /// Adds what a row holds. What is there already stays; what says something else is kept beside it.
    pub fn add(&mut self, key: &str, typed: Typed) {
        if typed.texts.is_empty() && (!key.is_empty() || typed.was.is_empty()) {
            return;
        }
        if key.is_empty() {
            if !self.loose.contains(&typed) {
                self.loose.push(typed);
            }
            return;
        }
        let Some(kept) = self.rows.get_mut(key) else {
            self.rows.insert(key.to_owned(), typed);
            return;
        };
        let mut other = Typed { texts: BTreeMap::new(), ..typed };
        for (header, text) in typed.texts {
            let known = kept.texts.entry(header.clone()).or_insert_with(|| text.clone());
            if *known != text {
                other.texts.insert(header, text);
            }
        }
        if !other.texts.is_empty() && !self.loose.contains(&other) {
            self.loose.push(other);
        }
    }
}
