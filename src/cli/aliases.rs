//! `--aliases`: who is meant by each alias, to a file of its own.

use super::file::{Pending, said};
use crate::diag::Lang;
use crate::input::Inputs;
use crate::pipeline::Begun;
use crate::report::write_aliases;
use std::io;

/// Writes the table, whole or not at all.
pub(super) fn write(path: &str, inputs: &Inputs, begun: &Begun<'_>, lang: Lang) -> io::Result<()> {
    let mut rows = Vec::new();
    inputs.documents(|doc| rows.extend(begun.alias_rows(&doc)), |_, _| ());
    let mut file = Pending::begin(path, lang)?;
    write_aliases(&mut file, &begun.alias_head(lang), &rows)?;
    file.finish().map_err(|problem| said(&problem, lang))
}
