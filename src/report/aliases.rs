//! The table of aliases as a file of its own: UTF-8 with a mark, so that a spreadsheet reads it right, and no cell that one
//! would compute.

use super::csv::cell;
use std::io::{self, Write};

/// Writes the table.
///
/// # Errors
/// Those of `out`.
pub fn write_aliases(out: &mut dyn Write, head: &[String], rows: &[Vec<String>]) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut table = ::csv::Writer::from_writer(out);
    table.write_record(head)?;
    rows.iter().try_for_each(|row| table.write_record(row.iter().map(|value| cell(value))))?;
    table.flush()
}
