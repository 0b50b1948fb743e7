//! `kijun.toml` as text: what the export is declared to hold, and settings of the check.
//!
//! Tables are walked by hand with their byte spans, so that one mistake costs one line of the file and no more.

use super::codes;
use super::excerpt::{excerpt, show, window};
use super::problem::short;
use super::settings::{CheckSettings, CompleteDecl, ExportDecl, Settings};
use crate::calendar::{DateRange, Day, parse_date};
use crate::diag::{Code, Diagnostic, Place, Role};
use crate::text::{Lines, Span, closest};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Reads a `kijun.toml`. A text that is not TOML gives no settings and one error.
pub fn read_settings(path: &str, text: &str) -> (Settings, Vec<Diagnostic>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    SettingsReader::read(path, text, &OF_SETTINGS, |reader, table| reader.settings(table))
}

/// What is said of a file that is read this way.
pub(super) struct FileCodes {
    /// It is not TOML.
    pub(super) broken: &'static Code,
    /// A value has the wrong form.
    pub(super) value: &'static Code,
    /// A key that is not known.
    pub(super) key: &'static Code,
}

static OF_SETTINGS: FileCodes =
    FileCodes { broken: &codes::SETTINGS, value: &codes::SETTINGS_VALUE, key: &codes::SETTINGS_KEY };

type Value<'t> = Spanned<DeValue<'t>>;
pub(super) type Table<'t> = DeTable<'t>;

fn span_of(range: &std::ops::Range<usize>) -> Span {
    Span { start: range.start, end: range.end }
}

/// Reads one file; what is wrong is gathered, and the rest goes on.
pub(super) struct SettingsReader<'a> {
    path: &'a str,
    text: &'a str,
    lines: Lines,
    codes: &'static FileCodes,
    problems: Vec<(usize, Diagnostic)>,
}

impl<'a> SettingsReader<'a> {
    /// What `walk` makes of the file's table, and everything wrong in order of place; of a text that is not TOML, nothing.
    pub(super) fn read<T: Default>(
        path: &'a str,
        text: &'a str,
        codes: &'static FileCodes,
        walk: impl FnOnce(&mut SettingsReader<'a>, &Table<'_>) -> T,
    ) -> (T, Vec<Diagnostic>) {
        let mut reader = SettingsReader { path, text, lines: Lines::of(text), codes, problems: Vec::new() };
        let found = match DeTable::parse(text) {
            Ok(table) => walk(&mut reader, table.get_ref()),
            Err(error) => {
                let span = error.span().unwrap_or(text.len()..text.len());
                let reason = error.message().lines().next().unwrap_or("").to_owned();
                reader.problem(codes.broken, span_of(&span), &[("reason", &reason)]);
                T::default()
            }
        };
        let mut problems = reader.problems;
        problems.sort_by_key(|(at, _)| *at);
        (found, problems.into_iter().map(|(_, problem)| problem).collect())
    }
}

impl SettingsReader<'_> {
    fn settings(&mut self, table: &Table<'_>) -> Settings {
        self.known(table, &["export", "complete", "absent", "check"]);
        let complete = self.tables(table, "complete").into_iter().filter_map(|value| self.complete(value));
        Settings {
            complete: complete.collect(),
            export: self.table(table, "export").map(|(table, span)| self.export(table, span)),
            absent: self.tables(table, "absent").into_iter().filter_map(|value| self.absent(value)).collect(),
            check: self.table(table, "check").map(|(table, _)| self.check(table)).unwrap_or_default(),
        }
    }

    fn export(&mut self, table: &Table<'_>, span: Span) -> ExportDecl {
        self.known(table, &["office", "extracted", "all_cases"]);
        let office = self.string(table, "office").unwrap_or_default();
        let extracted = self.date(table, "extracted").map(|range| range.hi);
        let all_cases = self.truth(table, "all_cases").unwrap_or(false);
        ExportDecl { office, extracted, all_cases, place: self.place(span) }
    }

    fn complete(&mut self, (table, span): (&Table<'_>, Span)) -> Option<CompleteDecl> {
        self.known(table, &["kind", "from", "to"]);
        let from = self.date(table, "from").map(|range| range.lo);
        let to = self.date(table, "to").map(|range| range.hi);
        let (kind, span) = self.kind(table, span)?;
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            self.problem(&codes::SETTINGS_PERIOD, span, &[]);
            return None;
        }
        // A date that could not be read must not open the period any wider.
        let readable = |key: &str, day: Option<Day>| day.is_some() || table.get(key).is_none();
        let whole = readable("from", from) && readable("to", to);
        whole.then(|| CompleteDecl { kind, from, to, place: self.place(span) })
    }

    fn absent(&mut self, (table, span): (&Table<'_>, Span)) -> Option<(String, Place)> {
        self.known(table, &["kind"]);
        let (kind, span) = self.kind(table, span)?;
        Some((kind, self.place(span)))
    }

    fn check(&mut self, table: &Table<'_>) -> CheckSettings {
        self.known(table, &["rules", "profile", "as_of", "alias_key", "waivers"]);
        CheckSettings {
            rules: self.strings(table, "rules"),
            profile: self.string(table, "profile"),
            as_of: self.string(table, "as_of"),
            alias_key: self.string(table, "alias_key"),
            waivers: self.string(table, "waivers"),
        }
    }

    /// The kind of a declaration; without one it is an error at the declaration.
    fn kind(&mut self, table: &Table<'_>, span: Span) -> Option<(String, Span)> {
        let Some(value) = table.get("kind") else {
            self.wrong("kind", span, "kind = \"…\"");
            return None;
        };
        Some((self.string(table, "kind")?, self.unquoted(value)))
    }

    pub(super) fn known(&mut self, table: &Table<'_>, known: &[&'static str]) {
        for key in table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            let near = codes::suggestion(closest(key.get_ref(), known.iter().copied()));
            let args = [("key", key.get_ref().as_ref()), ("suggestion", near.as_str())];
            self.problem(self.codes.key, span_of(&key.span()), &args);
        }
    }

    fn table<'t>(&mut self, table: &'t Table<'t>, key: &'static str) -> Option<(&'t Table<'t>, Span)> {
        let value = table.get(key)?;
        let span = span_of(&value.span());
        let inner = value.get_ref().as_table();
        if inner.is_none() {
            self.wrong(key, span, &format!("[{key}]"));
        }
        inner.map(|inner| (inner, span))
    }

    pub(super) fn tables<'t>(&mut self, table: &'t Table<'t>, key: &'static str) -> Vec<(&'t Table<'t>, Span)> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(key, span_of(&value.span()), &format!("[[{key}]]"));
            return Vec::new();
        };
        let mut found = Vec::new();
        for item in items.iter() {
            match item.get_ref().as_table() {
                Some(inner) => found.push((inner, span_of(&item.span()))),
                None => self.wrong(key, span_of(&item.span()), &format!("[[{key}]]")),
            }
        }
        found
    }

    /// A text; a whole number or a date counts as the text that is written.
    pub(super) fn string(&mut self, table: &Table<'_>, key: &'static str) -> Option<String> {
        let value = table.get(key)?;
        let text = self.text_of(value);
        if text.is_none() {
            self.wrong(key, span_of(&value.span()), "\"…\"");
        }
        text
    }

    fn text_of(&self, value: &Value<'_>) -> Option<String> {
        match value.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            DeValue::Integer(_) | DeValue::Datetime(_) => self.text.get(value.span()).map(str::to_owned),
            _ => None,
        }
    }

    /// A list of texts; one text counts as a list of one.
    fn strings(&mut self, table: &Table<'_>, key: &'static str) -> Vec<String> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let single = std::slice::from_ref(value);
        let items = value.get_ref().as_array().map_or(single, |items| items.as_ref());
        let mut found = Vec::new();
        for item in items {
            match item.get_ref().as_str() {
                Some(text) => found.push(text.to_owned()),
                None => self.wrong(key, span_of(&item.span()), "[\"…\"]"),
            }
        }
        found
    }

    fn truth(&mut self, table: &Table<'_>, key: &'static str) -> Option<bool> {
        let value = table.get(key)?;
        let truth = value.get_ref().as_bool();
        if truth.is_none() {
            self.wrong(key, span_of(&value.span()), "true");
        }
        truth
    }

    pub(super) fn date(&mut self, table: &Table<'_>, key: &'static str) -> Option<DateRange> {
        let value = table.get(key)?;
        let range = match value.get_ref() {
            DeValue::String(text) => parse_date(text).ok(),
            DeValue::Datetime(at) => at.date.and_then(|date| {
                Day::from_ymd(date.year.into(), date.month.into(), date.day.into()).map(DateRange::exact)
            }),
            _ => None,
        };
        if range.is_none() {
            self.wrong(key, span_of(&value.span()), "2024-05-01");
        }
        range
    }

    fn wrong(&mut self, name: &str, span: Span, expected: &str) {
        self.problem(self.codes.value, span, &[("name", name), ("expected", expected)]);
    }

    pub(super) fn problem(&mut self, code: &'static Code, span: Span, args: &[(&'static str, &str)]) {
        let mut diagnostic = Diagnostic::new(code).at(self.place(span));
        for (name, value) in args {
            diagnostic = diagnostic.arg(name, short(value));
        }
        self.problems.push((span.start, diagnostic));
    }

    /// The span of a text without its quotes.
    fn unquoted(&self, value: &Value<'_>) -> Span {
        let span = span_of(&value.span());
        let text = self.text.get(value.span()).unwrap_or("");
        let quoted = text.len() > 2 && text.starts_with(['"', '\'']) && text.ends_with(['"', '\'']);
        if quoted { Span { start: span.start + 1, end: span.end - 1 } } else { span }
    }

    pub(super) fn place(&self, span: Span) -> Place {
        let mut at = span.start.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let (line, start) = self.lines.line_of(at);
        let bounds = self.lines.span(self.text, line);
        let bounds = Span { start: bounds.start.min(at), end: bounds.end.max(at) };
        let target = Span { start: at, end: span.end.clamp(at, bounds.end) };
        let window = window(self.text, bounds, target);
        let masks = self.secrets(bounds);
        let column = |at: usize| self.text.get(start..at).map_or(0, |text| text.chars().count()) + 1;
        Place {
            role: Role::Complete,
            path: self.path.to_owned(),
            line: line + 1,
            column: column(at),
            sheet: None,
            cell: None,
            field: None,
            pointer: String::new(),
            text: Some(short(&show(self.text, target, &masks))),
            masked: false,
            derived: false,
            excerpt: Some(excerpt(self.text, column(window.start), window, target, &masks)),
            label: String::new(),
        }
    }

    /// The value on a line that holds the key of the aliases: with it, aliases can be guessed.
    fn secrets(&self, line: Span) -> Vec<Span> {
        let text = self.text.get(line.start..line.end).unwrap_or("");
        let secret = text.contains("alias_key");
        let value = text.find('=').filter(|_| secret).map(|at| Span { start: line.start + at + 1, end: line.end });
        value.into_iter().collect()
    }
}
