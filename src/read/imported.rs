//! Where a record stood before it was brought in: `_at`, and what it says of the record's fields.
//!
//! `import` writes it, anybody may; a place in such a record is shown in the original, never in the JSON between.

use crate::diag::Excerpt;
use crate::text::visible;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The key under which a record says where it was read.
pub(super) const AT: &str = "_at";

/// What `_at` says of a record.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Imported<'t> {
    /// Path of the original, relative to the input as given.
    #[serde(borrow, default)]
    pub(super) path: Cow<'t, str>,
    /// Where its case stood in a document of several.
    #[serde(borrow, default)]
    pub(super) pointer: Cow<'t, str>,
    /// Its own place.
    #[serde(borrow, flatten)]
    pub(super) own: At<'t>,
    /// Places of its fields, by the key under which they stand in the record.
    #[serde(borrow, default)]
    pub(super) fields: BTreeMap<Cow<'t, str>, At<'t>>,
}

/// One place in a list or on a sheet.
#[derive(Debug, Default, Deserialize)]
pub(super) struct At<'t> {
    /// Path, where it is not the record's.
    #[serde(borrow, default)]
    pub(super) path: Option<Cow<'t, str>>,
    /// Sheet, where it is not the record's.
    #[serde(borrow, default)]
    pub(super) sheet: Option<Cow<'t, str>>,
    /// Cell of the sheet.
    #[serde(borrow, default)]
    pub(super) cell: Option<Cow<'t, str>>,
    /// 1-based line of a list, or row of a sheet.
    #[serde(default)]
    pub(super) line: usize,
    /// 1-based column: in characters in a list, by number on a sheet.
    #[serde(default)]
    pub(super) column: usize,
    /// Header of the column.
    #[serde(borrow, default)]
    pub(super) field: Option<Cow<'t, str>>,
    /// What was written there.
    #[serde(borrow, default)]
    pub(super) text: Option<Cow<'t, str>>,
}

impl<'t> Imported<'t> {
    /// Reads the value of `_at`; one of another form, or without a line, is no place.
    pub(super) fn read(raw: &'t str) -> Option<Imported<'t>> {
        serde_json::from_str::<Imported<'t>>(raw).ok().filter(|read| !read.path.is_empty() && read.own.line > 0)
    }

    /// The place of a field, else the record's own.
    pub(super) fn place(&self, member: Option<&str>) -> &At<'t> {
        member.and_then(|name| self.fields.get(name)).unwrap_or(&self.own)
    }

    /// The row as it may be shown: `header: value` side by side, the target among them.
    pub(super) fn excerpt(&self, target: &At<'_>, shown: impl Fn(&str, &str) -> String) -> Excerpt {
        let mut cells: Vec<(&str, &At<'_>)> = self.fields.iter().map(|(name, at)| (name.as_ref(), at)).collect();
        cells.retain(|(_, at)| at.row() == target.row());
        cells.sort_by_key(|(name, at)| (at.column, *name));
        cells.dedup_by_key(|(_, at)| at.column);
        let mut excerpt = Excerpt { text: String::new(), start: 0, length: 0, column: 1 };
        for (name, at) in cells {
            add(&mut excerpt, at, &shown(name, at.text.as_deref().unwrap_or("")), at.column == target.column);
        }
        excerpt
    }
}

impl At<'_> {
    /// The row that it stands in.
    fn row(&self) -> (Option<&str>, Option<&str>, usize) {
        (self.path.as_deref(), self.sheet.as_deref(), self.line)
    }
}

/// One more cell of a row; the target is what is underlined.
fn add(excerpt: &mut Excerpt, at: &At<'_>, value: &str, is_target: bool) {
    if !excerpt.text.is_empty() {
        excerpt.text.push_str("  │ ");
    }
    if let Some(field) = &at.field {
        excerpt.text.push_str(&format!("{}: ", visible(field)));
    }
    let value = if is_target && value.is_empty() { " " } else { value };
    if is_target && excerpt.length == 0 {
        (excerpt.start, excerpt.length) = (excerpt.text.len(), value.len());
    }
    excerpt.text.push_str(value);
}
