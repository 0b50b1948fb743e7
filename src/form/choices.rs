//! Words that drop-downs offer: one column of their sheet for each list of words.

use super::Form;
use crate::layout::{From, Shape, TableMap};
use crate::model::{Field, FieldType};
use std::collections::BTreeMap;

/// What a cell may say of a field that is not known.
const UNKNOWN: &str = "不明";

/// Yes and no.
const YES_NO: [&str; 2] = ["はい", "いいえ"];

/// The lists of words, each with the header of its column.
#[derive(Debug, Default)]
pub(super) struct Choices {
    pub(super) lists: Vec<(String, Vec<String>)>,
    at: BTreeMap<Vec<String>, usize>,
    /// The sheet that they stand on.
    sheet: Option<String>,
}

impl Choices {
    /// Every list of words of a form, each once.
    pub(super) fn of(form: &Form<'_>) -> Choices {
        let sheet = form.tables().find(|map| map.shape == Shape::Choices).and_then(|map| map.sheet.first().cloned());
        let mut choices = Choices { sheet, ..Choices::default() };
        for map in form.tables() {
            for column in 0..map.columns.len() {
                if let Some((title, words)) =
                    words(form, map, column).filter(|(_, words)| !choices.at.contains_key(words))
                {
                    choices.at.insert(words.clone(), choices.lists.len());
                    choices.lists.push((title, words));
                }
            }
        }
        choices
    }

    /// The range that holds the words of a column, as a formula; none where it has none, or no sheet holds them.
    pub(super) fn range(&self, form: &Form<'_>, map: &TableMap, column: usize) -> Option<String> {
        let (_, words) = words(form, map, column)?;
        let at = self.at.get(&words)?;
        let column = crate::table::address(1, *at);
        let column = column.trim_end_matches('1');
        let (first, last) = (FIRST_ROW + 1, FIRST_ROW as usize + words.len());
        Some(format!("'{}'!${column}${first}:${column}${last}", self.sheet.as_ref()?))
    }
}

/// 0-based row of the first word, below the words about the sheet and the headers.
pub(super) const FIRST_ROW: u32 = 3;

/// The words of a column, and what they are called.
fn words(form: &Form<'_>, map: &TableMap, index: usize) -> Option<(String, Vec<String>)> {
    let column = map.columns.get(index)?;
    if !column.choices.is_empty() {
        return Some((column.name.clone(), column.choices.clone()));
    }
    let field = field(form, map, index)?;
    let (title, mut words) = match field.ty {
        FieldType::Code(list) => {
            let list = form.schema.list(list);
            (list.name.ja.clone(), list.values.iter().map(|value| value.ja.clone()).collect())
        }
        FieldType::YesNo => (YES_NO.join("・"), YES_NO.map(str::to_owned).to_vec()),
        _ => return None,
    };
    words.push(UNKNOWN.to_owned());
    Some((title, words))
}

/// The field that a column fills.
pub(super) fn field<'f>(form: &Form<'f>, map: &TableMap, index: usize) -> Option<&'f Field> {
    let settings = map.records.iter().flat_map(|record| record.set.iter().map(move |set| (record.kind, set)));
    let mut filling = settings.filter(|(_, set)| matches!(&set.from, From::Columns(from) if from.contains(&index)));
    let (kind, set) = filling.next()?;
    Some(form.schema.field(set.path.last().copied().unwrap_or(kind), set.field))
}
