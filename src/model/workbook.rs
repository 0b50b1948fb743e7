//! What packs and profiles say about the workbook: which rows stand on which sheet, and the words of a field that the
//! engine does not know.

use crate::diag::Lang;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Japanese.
    #[serde(default)]
    pub ja: String,
    /// English.
    #[serde(default)]
    pub en: String,
}

/// One sheet of checklist rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListSheet {
    /// Its title.
    pub title: Words,
    /// What is on it, in order: ids of whole checklists and of single rows.
    pub rows: Vec<String>,
    /// Whether the amounts at stake are shown beside the rows.
    #[serde(default)]
    pub amounts: bool,
    /// Further columns that people fill in.
    #[serde(default)]
    pub ask: Vec<Ask>,
}

/// A column that people fill in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Its header.
    pub title: Words,
    /// What may be chosen; anything may be typed when empty.
    #[serde(default)]
    pub choices: Vec<Words>,
}

/// The workbook as packs and profile have it. What is left out has general words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Workbook {
    /// Sheets of rows; one a checklist when there are none.
    pub sheets: Vec<ListSheet>,
    /// Title of the sheet of cases.
    pub cases: Words,
    /// Title of the sheet of what violations may cost.
    pub costs: Words,
    /// What one unit of the amounts is worth, as people type it; no money is computed when empty.
    pub price: Words,
    /// Header of amounts of money.
    pub money: Words,
    /// Words of a result, such as a municipality's form has them; three of its own when empty.
    pub results: Vec<String>,
    /// Whose row numbers `numbers` are.
    pub numbering: Words,
    /// Row ids with the numbers of that form.
    pub numbers: BTreeMap<String, String>,
}

impl Words {
    /// In a language; the other where it has none.
    pub fn of(&self, lang: Lang) -> &str {
        let (first, second) = match lang {
            Lang::Ja => (&self.ja, &self.en),
            Lang::En => (&self.en, &self.ja),
        };
        if first.is_empty() { second } else { first }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ja.is_empty() && self.en.is_empty()
    }
}

impl Workbook {
    /// What another one says stands over this.
    #[must_use]
    pub fn under(mut self, over: Workbook) -> Workbook {
        let words = |under: Words, over: Words| if over.is_empty() { under } else { over };
        self.numbers.extend(over.numbers);
        Workbook {
            sheets: if over.sheets.is_empty() { self.sheets } else { over.sheets },
            cases: words(self.cases, over.cases),
            costs: words(self.costs, over.costs),
            price: words(self.price, over.price),
            money: words(self.money, over.money),
            results: if over.results.is_empty() { self.results } else { over.results },
            numbering: words(self.numbering, over.numbering),
            numbers: self.numbers,
        }
    }
}
