//! The text of a `*.map.toml` to a [`Layout`]: TOML to what is written, and names to the schema.

use super::resolve::Resolver;
use super::{Layout, codes, raw};
use crate::diag::{Code, Diagnostic, Place, Role};
use crate::model::Schema;
use crate::text::Lines;

/// Reads a map. A text that is no map gives none and one error; a table with a wrong name is left out, with its errors.
pub fn read_layout(schema: &Schema, path: &str, text: &str) -> (Option<Layout>, Vec<Diagnostic>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let file = File { path, text, lines: Lines::of(text) };
    match toml::from_str::<raw::Layout>(text) {
        Ok(written) => {
            let mut resolver = Resolver { schema, file: &file, problems: Vec::new() };
            let nobody = &written.nobody;
            let tables = written.table.into_iter().filter_map(|table| resolver.table(table, nobody)).collect();
            let layout = Layout { path: path.to_owned(), title: written.title.name(), form: written.form, tables };
            (Some(layout), resolver.problems)
        }
        Err(error) => {
            let at = error.span().map_or(text.len(), |span| span.start);
            let reason = error.message().lines().next().unwrap_or("").to_owned();
            (None, vec![file.problem(&codes::MAP, at).arg("reason", reason)])
        }
    }
}

/// The text of a map, for places in it.
pub(super) struct File<'a> {
    path: &'a str,
    text: &'a str,
    lines: Lines,
}

impl File<'_> {
    /// A problem at a byte.
    pub(super) fn problem(&self, code: &'static Code, at: usize) -> Diagnostic {
        let (line, start) = self.lines.line_of(at.min(self.text.len()));
        let column = self.text.get(start..at).map_or(0, |text| text.chars().count()) + 1;
        Diagnostic::new(code).at(Place { column, ..Place::bare(Role::Rule, self.path, line + 1) })
    }
}
