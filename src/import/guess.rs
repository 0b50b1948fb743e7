//! A map proposed for a table that none fits: from its headers, by the names of the schema and the headers of known maps.
//!
//! Nothing that stands below the headers is shown, only what type it is: the proposal may be passed on.

use super::values::{period, tidy};
use super::write::quoted;
use crate::calendar::parse_date;
use crate::layout::{From, Layout, header_key};
use crate::limits;
use crate::model::{FieldId, KindId, Schema};
use crate::table::{Row, Table, Value, address};
use crate::text::{closest, fold};
use std::collections::{BTreeMap, BTreeSet};

/// The text of a `*.map.toml` for a table. It can be read as it is, and is used when it is put beside the records.
///
/// A header is looked up among the headers that the maps know, which are the words that a pack has for its fields, and among
/// the names of the schema in both languages. `file` is not shown: it may name a person.
pub fn guess(schema: &Schema, layouts: &[Layout], table: &Table) -> String {
    let guess = Guess { schema, words: words(schema, layouts), keys: keys(schema, layouts) };
    let rows = table.rows.iter().take(limits::HEADER_ROWS);
    let found = rows.enumerate().map(|(at, row)| (at, guess.row(row)));
    let best = found.reduce(|best, next| if best.1.known() >= next.1.known() { best } else { next });
    match best {
        Some((at, best)) => guess.toml(&best, table.rows.get(at + 1..).unwrap_or_default()),
        None => HEAD.to_owned(),
    }
}

const HEAD: &str = "# 対応表の案です。見直して、記録と同じフォルダに「名前.map.toml」として置いてください。書き方は docs/import.md にあります。
# A proposed map. Look it through and put it beside the records as NAME.map.toml; docs/import.md says how it is written.
title = { ja = \"対応表の案\", en = \"proposed map\" }
";

/// What is known of words.
struct Guess<'a> {
    schema: &'a Schema,
    /// By header: fields that it is used for.
    words: BTreeMap<String, BTreeSet<(KindId, FieldId)>>,
    /// By header: how it tells a case.
    keys: BTreeMap<String, Option<(KindId, FieldId)>>,
}

/// What a row of headers gives.
#[derive(Default)]
struct Found {
    /// Every header: column, text as it is named in a map, and what it is a key by.
    headers: Vec<(usize, String)>,
    keys: Vec<(String, Option<(KindId, FieldId)>)>,
    /// By kind: field and header.
    records: BTreeMap<KindId, BTreeMap<FieldId, String>>,
}

impl Found {
    fn known(&self) -> usize {
        self.keys.len() + self.records.values().map(BTreeMap::len).sum::<usize>()
    }

    fn is_used(&self, header: &str) -> bool {
        self.keys.iter().any(|(key, _)| key == header)
            || self.records.values().flat_map(BTreeMap::values).any(|used| used == header)
    }
}

/// Headers of the maps, and names of the schema.
fn words(schema: &Schema, layouts: &[Layout]) -> BTreeMap<String, BTreeSet<(KindId, FieldId)>> {
    let mut words: BTreeMap<String, BTreeSet<(KindId, FieldId)>> = BTreeMap::new();
    let mut add = |word: &str, field| words.entry(header_key(word)).or_default().insert(field);
    for map in layouts.iter().flat_map(|layout| &layout.tables) {
        for record in map.records.iter().filter(|record| !record.derived) {
            for set in record.set.iter().filter(|set| set.path.is_empty()) {
                let From::Columns(columns) = &set.from else { continue };
                for column in columns.iter().filter_map(|at| map.columns.get(*at)).filter(|c| c.part.is_none()) {
                    let names = std::iter::once(&column.name).chain(&column.also);
                    names.for_each(|name| _ = add(name, (record.kind, set.field)));
                }
            }
        }
    }
    for (at, kind) in schema.kinds.iter().enumerate() {
        for (field, shape) in kind.fields.iter().enumerate() {
            let field = (KindId(at as u16), FieldId(field as u16));
            add(&shape.name.ja, field);
            add(&shape.name.en, field);
            add(&format!("{}{}", kind.name.ja, shape.name.ja), field);
        }
    }
    words
}

fn keys(schema: &Schema, layouts: &[Layout]) -> BTreeMap<String, Option<(KindId, FieldId)>> {
    let mut keys = BTreeMap::new();
    let root = schema.kind(Schema::ROOT);
    if let Some(name) = root.key.map(|key| schema.field(Schema::ROOT, key).name.clone()) {
        keys.extend([name.ja, name.en].map(|name| (header_key(&name), None)));
    }
    for map in layouts.iter().flat_map(|layout| &layout.tables) {
        for key in &map.case {
            let column = key.column.and_then(|at| map.columns.get(at)).into_iter();
            let names = column.flat_map(|column| std::iter::once(&column.name).chain(&column.also));
            names.for_each(|name| _ = keys.entry(header_key(name)).or_insert(key.through));
        }
    }
    keys
}

impl Guess<'_> {
    fn row(&self, row: &Row) -> Found {
        let mut found = Found::default();
        for cell in row.cells.iter().filter(|cell| cell.merged_from.is_none()) {
            let text = tidy(&cell.value.to_string());
            let again = found.headers.iter().filter(|(_, name)| name.split('#').next() == Some(&text)).count();
            let name = if again == 0 { text } else { format!("{text}#{}", again + 1) };
            found.headers.push((cell.column, name));
        }
        found.keys = self.keys_of(&found.headers);
        let fields: Vec<(String, BTreeSet<(KindId, FieldId)>)> = found
            .headers
            .iter()
            .map(|(_, name)| (name.clone(), self.fields(name)))
            .filter(|(_, fields)| !fields.is_empty())
            .collect();
        let main = self.main(&fields, &found);
        for (name, fields) in fields {
            let is_key = found.keys.iter().any(|(key, _)| *key == name);
            let single = |kind: KindId| self.schema.kind(kind).home.as_ref().is_some_and(|home| !home.many);
            let of_main = fields.iter().find(|(kind, _)| Some(*kind) == main);
            let chosen = of_main.or_else(|| fields.iter().find(|(kind, _)| single(*kind) && !is_key));
            let chosen = chosen.or_else(|| fields.iter().find(|(kind, _)| single(*kind)));
            if let Some((kind, field)) = chosen {
                found.records.entry(*kind).or_default().entry(*field).or_insert(name);
            }
        }
        found
    }

    fn keys_of(&self, headers: &[(usize, String)]) -> Vec<(String, Option<(KindId, FieldId)>)> {
        let known = headers.iter().filter_map(|(_, name)| Some((name.clone(), *self.keys.get(&header_key(name))?)));
        let mut keys: Vec<(String, Option<(KindId, FieldId)>)> = known.collect();
        keys.sort_by_key(|(_, through)| through.is_some());
        keys
    }

    /// Fields of kinds that stand in a case, or in a single record of it, by the words of a header.
    fn fields(&self, header: &str) -> BTreeSet<(KindId, FieldId)> {
        let key = header_key(header);
        let near = || {
            let names = self.words.keys().map(String::as_str).filter(|name| name.chars().nth(3).is_some());
            key.chars().nth(3).and_then(|_| closest(&key, names)).and_then(|name| self.words.get(name))
        };
        let found = self.words.get(&key).or_else(near).into_iter().flatten().copied();
        found.filter(|(kind, field)| self.is_near_root(*kind) && !self.is_key(*kind, *field)).collect()
    }

    fn is_near_root(&self, kind: KindId) -> bool {
        let parent = self.schema.kind(kind).home.as_ref().map(|home| home.parent);
        parent.is_some_and(|parent| self.schema.is_root(parent) && !self.schema.is_office(kind))
    }

    /// Whether a field is the id of the case itself.
    fn is_key(&self, kind: KindId, field: FieldId) -> bool {
        kind == Schema::ROOT && self.schema.kind(kind).key == Some(field)
    }

    /// The kind of which the rows are: the one of which most headers are; one with a declared date before one without.
    fn main(&self, fields: &[(String, BTreeSet<(KindId, FieldId)>)], found: &Found) -> Option<KindId> {
        let mut counts: BTreeMap<KindId, BTreeSet<FieldId>> = BTreeMap::new();
        let is_key = |name: &String| found.keys.iter().any(|(key, _)| key == name);
        for (_, fields) in fields.iter().filter(|(name, _)| !is_key(name)) {
            fields.iter().for_each(|(kind, field)| _ = counts.entry(*kind).or_default().insert(*field));
        }
        let dated = |kind: KindId, fields: &BTreeSet<FieldId>| {
            self.schema.kind(kind).dated.is_some_and(|dated| fields.contains(&dated))
        };
        let best =
            counts.iter().max_by_key(|(kind, fields)| (fields.len(), dated(**kind, fields), std::cmp::Reverse(**kind)));
        best.map(|(kind, _)| *kind)
    }

    fn toml(&self, found: &Found, rows: &[Row]) -> String {
        let mut out = HEAD.to_owned();
        if found.known() == 0 {
            return out + "\n# 見出しの行が見つかりません。\n# No row of headers was found.\n";
        }
        out.push_str("\n[[table]]\ntitle = { ja = \"対応表の案\", en = \"proposed map\" }\n");
        let used: Vec<&(usize, String)> = found.headers.iter().filter(|(_, name)| found.is_used(name)).collect();
        let names = used.iter().map(|(_, name)| quoted(name)).collect::<Vec<_>>().join(", ");
        out.push_str(&format!("needs = [{names}]\n"));
        out.push_str(&self.case_lines(found));
        out.push_str("column = [\n");
        used.iter().for_each(|(_, name)| out.push_str(&format!("  {{ name = {} }},\n", quoted(name))));
        out.push_str("]\n");
        for (kind, fields) in &found.records {
            out.push_str(&format!("\n[[table.record]]\nkind = {}\n", quoted(&self.schema.kind(*kind).name.en)));
            let set = fields
                .iter()
                .map(|(field, name)| format!("{} = {}", self.schema.field(*kind, *field).name.en, quoted(name)));
            out.push_str(&format!("set = {{ {} }}\n", set.collect::<Vec<_>>().join(", ")));
        }
        out + &unused(found, rows)
    }

    fn case_lines(&self, found: &Found) -> String {
        if found.keys.is_empty() {
            return "# だれの行かを言う列が見つかりません。ファイルの名前で決めます。\n# No column says whose a row is; the name of the file does.\ncase = [{ column = \"@file\" }]\n".to_owned();
        }
        let key = |(name, through): &(String, Option<(KindId, FieldId)>)| match through {
            None => format!("{{ column = {} }}", quoted(name)),
            Some((kind, field)) => {
                let path = format!("{}.{}", self.schema.kind(*kind).name.en, self.schema.field(*kind, *field).name.en);
                format!("{{ column = {}, through = {} }}", quoted(name), quoted(&path))
            }
        };
        format!("case = [{}]\n", found.keys.iter().map(key).collect::<Vec<_>>().join(", "))
    }
}

/// Columns without a proposal, as comments: their header and what type is written in them.
fn unused(found: &Found, rows: &[Row]) -> String {
    let unused = found.headers.iter().filter(|(_, name)| !found.is_used(name));
    let line = |(column, name): &(usize, String)| {
        let [ja, en] = kind_of(rows, *column);
        // What is long or holds digits may be a value, and a value may be personal.
        let plain = name.chars().nth(20).is_none() && !fold(name).contains(|c: char| c.is_ascii_digit());
        let at = address(0, *column).trim_end_matches('0').to_owned();
        let name = if plain { format!("{at} {name}") } else { at };
        format!("#   {}: {ja} ({en})\n", crate::text::visible(&name).replace('\n', " "))
    };
    let lines: String = unused.map(line).collect();
    if lines.is_empty() { lines } else { format!("\n# 使わない列 / columns not used:\n{lines}") }
}

/// What is written in most cells of a column.
fn kind_of(rows: &[Row], column: usize) -> [&'static str; 2] {
    let mut counts: BTreeMap<[&'static str; 2], usize> = BTreeMap::new();
    for cell in rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.column == column) {
        let text = fold(&cell.value.to_string());
        let kind = match &cell.value {
            Value::Date(..) => ["日付", "dates"],
            Value::YesNo(_) => ["はい・いいえ", "yes or no"],
            _ if parse_date(text.trim()).is_ok() => ["日付", "dates"],
            _ if period(&text).is_some() => ["期間", "periods"],
            _ if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) => ["数字", "digits"],
            _ => ["文字", "text"],
        };
        *counts.entry(kind).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(["空欄", "blank"], |(kind, _)| kind)
}
