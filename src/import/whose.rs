//! Whose a line is: by the id of its case, by a name or another number, or by the name of the file.

use super::codes;
use super::draft::{Draft, Filled, Spot, UNKNOWN};
use super::gather::{Gather, Mapped};
use super::maker::read;
use super::rows::Line;
use super::values::{has_lost_digits, id, name_key, tidy};
use super::write::quoted;
use crate::diag::Code;
use crate::layout::{CaseKey, From, TableMap};
use crate::model::{FieldId, KindId, Schema};
use crate::read::says_nothing;
use crate::table::Value;
use std::collections::{BTreeMap, BTreeSet};

/// How cases are found.
#[derive(Debug, Default)]
pub(super) struct Known {
    ids: BTreeMap<String, usize>,
    /// By field: cases by what is written in it, for rows that tell their case through it.
    through: BTreeMap<(KindId, FieldId), BTreeMap<String, BTreeSet<usize>>>,
    /// Cases whose id is used for two people.
    disputed: BTreeSet<usize>,
}

/// Whose a line is.
pub(super) enum Whose {
    Case(usize),
    Office,
    /// Nobody's: why.
    Nobody(&'static Code),
}

impl Gather<'_> {
    pub(super) fn whose(&mut self, mapped: &Mapped<'_>, line: &Line<'_>) -> Whose {
        let map = mapped.fit.map;
        if map.case.is_empty() {
            return Whose::Office;
        }
        let mut why = &codes::ROW_NOBODY;
        for (at, key) in map.case.iter().enumerate() {
            let found = match key.column {
                Some(column) => self.by_column(mapped, line, key, column),
                None => self.by_file(mapped, line, key),
            };
            match found {
                Ok(Some(case)) => return self.undisputed(mapped, line, at, case),
                Ok(None) => {}
                Err(reason) => why = reason,
            }
        }
        Whose::Nobody(why)
    }

    /// The case that a column names; none where nothing is written in it.
    fn by_column(
        &mut self,
        mapped: &Mapped<'_>,
        line: &Line<'_>,
        key: &CaseKey,
        column: usize,
    ) -> Result<Option<usize>, &'static Code> {
        let text = id_text(mapped.fit.map, column, line);
        let Some(field) = key.through.filter(|_| !text.is_empty()) else {
            if key.known && self.listed && !text.is_empty() && !self.known.ids.contains_key(&text) {
                return Err(&codes::ROW_UNKNOWN_NAME);
            }
            return Ok((!text.is_empty()).then(|| self.case(&text, mapped, line)));
        };
        let apart = self.apart(mapped, line, key);
        let known = self.cases_of(field, &text);
        let alike: Vec<usize> = known.iter().copied().filter(|case| self.is_alike(*case, field.0, &apart)).collect();
        match alike.as_slice() {
            [one] => Ok(Some(*one)),
            [] if self.knows_names_only() => Ok(Some(self.case(&nameless(&text, &apart), mapped, line))),
            [] => Err(&codes::ROW_UNKNOWN_NAME),
            _ => Err(&codes::ROW_TWO_PEOPLE),
        }
    }

    /// What a row says of the fields that tell people of one name apart.
    fn apart(&self, mapped: &Mapped<'_>, line: &Line<'_>, key: &CaseKey) -> Vec<(FieldId, String)> {
        let Some((kind, _)) = key.through else { return Vec::new() };
        let map = mapped.fit.map;
        let sets = || map.records.iter().filter(|record| record.kind == kind).flat_map(|record| &record.set);
        let written = |field: FieldId| {
            let set = sets().find(|set| set.path.is_empty() && set.field == field)?;
            let From::Columns(columns) = &set.from else { return None };
            let (column, cell) = columns.iter().find_map(|column| Some((*column, line.cell(*column)?)))?;
            Some(read(self.schema, (kind, field), &cell.value, map, column, line).json)
        };
        key.apart.iter().filter_map(|field| Some((*field, written(*field).filter(|json| json != "null")?))).collect()
    }

    fn is_alike(&self, case: usize, kind: KindId, apart: &[(FieldId, String)]) -> bool {
        let known = |field: FieldId| self.cases.get(case)?.value(kind, field).map(|filled| filled.json.as_str());
        apart.iter().all(|(field, json)| known(*field).is_none_or(|known| known == json || known == UNKNOWN))
    }

    /// The case that the name of the file names, in whole or in part.
    fn by_file(&mut self, mapped: &Mapped<'_>, line: &Line<'_>, key: &CaseKey) -> Result<Option<usize>, &'static Code> {
        let stem = stem(self.paths.get(mapped.file).map_or("", String::as_str));
        let found: BTreeSet<usize> = match key.through {
            None => words(&stem).filter_map(|word| self.known.ids.get(word).copied()).collect(),
            Some(field) => {
                let (whole, known) = (name_key(&stem), self.known.through.get(&field));
                let stands = |name: &str| name.chars().nth(1).is_some() && whole.contains(name);
                known
                    .into_iter()
                    .flatten()
                    .filter(|(name, _)| stands(name))
                    .flat_map(|(_, cases)| cases)
                    .copied()
                    .collect()
            }
        };
        match (found.first(), found.len()) {
            (Some(one), 1) => Ok(Some(*one)),
            (None, _) if key.through.is_none() && is_code(&stem) => Ok(Some(self.case(&stem, mapped, line))),
            (None, _) if self.knows_names_only() => Ok(Some(self.case(&nameless(who(&stem), &[]), mapped, line))),
            (None, _) => Err(&codes::ROW_UNKNOWN_NAME),
            _ => Err(&codes::ROW_TWO_PEOPLE),
        }
    }

    /// Whether all else that the row says of whose it is says another: then its id is that of two people.
    fn undisputed(&mut self, mapped: &Mapped<'_>, line: &Line<'_>, at: usize, case: usize) -> Whose {
        let mut says = Vec::new();
        for key in mapped.fit.map.case.iter().skip(at + 1) {
            let Some(((kind, field), column)) = key.through.zip(key.column) else { continue };
            let text = id_text(mapped.fit.map, column, line);
            let known = self.cases.get(case).and_then(|draft| draft.value(kind, field));
            let known = known.filter(|known| known.json != UNKNOWN);
            says.extend(known.filter(|_| !text.is_empty()).map(|known| name_key(&known.plain()) == name_key(&text)));
        }
        if !says.is_empty() && !says.contains(&true) {
            self.known.disputed.insert(case);
            return Whose::Nobody(&codes::ROW_TWO_PEOPLE);
        }
        let by_id = mapped.fit.map.case.get(at).is_some_and(|key| key.through.is_none());
        match by_id && says.is_empty() && self.known.disputed.contains(&case) {
            true => Whose::Nobody(&codes::ROW_TWO_PEOPLE),
            false => Whose::Case(case),
        }
    }

    fn cases_of(&self, field: (KindId, FieldId), text: &str) -> Vec<usize> {
        let known = self.known.through.get(&field).and_then(|known| known.get(&name_key(text)));
        known.into_iter().flatten().copied().collect()
    }

    /// Whether no case is known by an id, so that a name is all that there is.
    fn knows_names_only(&self) -> bool {
        self.known.ids.keys().all(|id| id.starts_with(NAMELESS))
    }

    fn case(&mut self, id: &str, mapped: &Mapped<'_>, line: &Line<'_>) -> usize {
        if let Some(known) = self.known.ids.get(id) {
            return *known;
        }
        let mut draft = Draft::new(Schema::ROOT, self.spot(mapped, line));
        if let Some((root, field)) = draft.nodes.first_mut().zip(self.schema.kind(Schema::ROOT).key) {
            let at = Spot::default();
            root.fields.insert(field, Filled { json: quoted(id), text: id.to_owned(), at });
        }
        self.cases.push(draft);
        self.known.ids.insert(id.to_owned(), self.cases.len() - 1);
        self.cases.len() - 1
    }

    /// Notes by what cases can be found through a field, when the tables that tell ids are gathered.
    pub(super) fn index(&mut self, field: (KindId, FieldId)) {
        let mut known: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (index, draft) in self.cases.iter().enumerate() {
            if let Some(filled) = draft.value(field.0, field.1) {
                known.entry(name_key(&filled.plain())).or_default().insert(index);
            }
        }
        self.known.through.insert(field, known);
    }
}

/// How the id of a case begins that is known by a name only.
const NAMELESS: &str = "N-";

/// The id of a case that is known by a name only: the name does not show in it.
fn nameless(text: &str, apart: &[(FieldId, String)]) -> String {
    let apart: String = apart.iter().map(|(_, json)| format!("\u{1}{json}")).collect();
    let hash = blake3::hash(format!("{}{apart}", name_key(text)).as_bytes()).to_hex();
    format!("{NAMELESS}{}", hash.get(..10).unwrap_or_default())
}

/// The text of a column that tells a case, with the zeros that a spreadsheet took.
fn id_text(map: &TableMap, column: usize, line: &Line<'_>) -> String {
    let is_error = line.cell(column).is_some_and(|cell| matches!(cell.value, Value::Error(_)));
    let text = tidy(&line.text(column));
    // What tells nobody: an error of the sheet, a word for nothing, a number that lost its digits.
    if is_error || says_nothing(&text) || has_lost_digits(&text) {
        return String::new();
    }
    let digits = map.columns.get(column).and_then(|column| column.digits).unwrap_or(0);
    if digits == 0 { text } else { id(&text, Some(digits)) }
}

fn stem(path: &str) -> String {
    let name = path.rsplit(['/', '!']).next().unwrap_or(path);
    tidy(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
}

/// Whether the name of a file is a number or a code, which may be shown, and no person's name.
fn is_code(stem: &str) -> bool {
    stem.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && stem.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whom a file's name names: `name_what` is of `name`.
fn who(stem: &str) -> &str {
    words(stem).next().filter(|_| stem.contains('_')).unwrap_or(stem)
}

/// The parts of a file's name.
fn words(stem: &str) -> impl Iterator<Item = &str> {
    stem.split(['_', ' ', '(', ')', '【', '】']).filter(|word| !word.is_empty())
}
