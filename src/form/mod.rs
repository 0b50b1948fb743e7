//! An empty workbook for people to fill in, written from a layout and read back by it.
//!
//! Every sheet is a table of the layout: its words above, its columns as headers with their hints, drop-downs with the words
//! of the codes, and a row for everybody on a list. The same layout and list give the same bytes.

mod choices;
mod prefill;
mod sheet;
mod style;

use crate::calendar::Month;
use crate::layout::{Layout, Shape, TableMap};
use crate::model::Schema;
use choices::Choices;
use prefill::Person;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use sheet::Writer;
use style::Styles;

/// What is to be written.
#[derive(Clone, Copy, Debug)]
pub struct Form<'a> {
    /// Kinds and fields.
    pub schema: &'a Schema,
    /// The layout; a table without a name of its sheet is left out.
    pub layout: &'a Layout,
    /// The sheets of the office's own records in place of those of cases.
    pub office: bool,
    /// One canonical JSON object a case: whom there are rows for, and what of them is known already.
    pub cases: &'a [serde_json::Value],
    /// First of the months that have a column.
    pub from: Month,
    /// How many months have a column.
    pub months: usize,
}

impl Form<'_> {
    /// The sheets of this form, in the order of the layout.
    fn tables(&self) -> impl Iterator<Item = &TableMap> {
        let is_for_both = |map: &TableMap| matches!(map.shape, Shape::Manifest | Shape::Text | Shape::Choices);
        let tables = self.layout.tables.iter().filter(|map| !map.sheet.is_empty());
        tables.filter(move |map| is_for_both(map) || map.case.is_empty() == self.office)
    }
}

/// The bytes of the workbook.
///
/// # Errors
/// When a name of a sheet or a text is one that a workbook cannot hold.
pub fn write(form: &Form<'_>) -> Result<Vec<u8>, XlsxError> {
    let people: Vec<Person<'_>> = form.cases.iter().map(|case| Person { schema: form.schema, case }).collect();
    let choices = Choices::of(form);
    let styles = Styles::new();
    let mut workbook = Workbook::new();
    // The day of the file is no fact about the records, and would make every file another.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title = &form.layout.title.ja;
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made));
    for map in form.tables() {
        let writer = Writer { form, map, people: &people, choices: &choices, styles: &styles };
        writer.write(workbook.add_worksheet())?;
    }
    workbook.save_to_buffer()
}
