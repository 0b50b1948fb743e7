//! One table of a layout to one sheet.

use super::Form;
use super::choices::{Choices, FIRST_ROW, field};
use super::prefill::Person;
use super::style::Styles;
use crate::calendar::{Month, era_month};
use crate::layout::{Shape, TableMap};
use crate::model::FieldType;
use crate::text::fold;
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Format, Formula, Note, Worksheet, XlsxError};

/// Rows below the prefilled ones that have their drop-downs too.
const LAST_ROW: u32 = 2_999;

/// Rows to fill in on the sheet of an office's own records.
const BLANK_ROWS: usize = 20;

/// Width of a column that the layout gives none, and of one under a month, in characters.
const WIDTH: u16 = 12;
const MONTH_WIDTH: u16 = 6;

/// Widths of labels and of what stands beside them.
const LABEL_WIDTH: u16 = 24;
const VALUE_WIDTH: u16 = 20;

/// Width of a hint, in pixels.
const HINT_WIDTH: u32 = 240;

/// Points of a row of headers that wrap.
const HEADER_HEIGHT: u32 = 48;

/// Characters of a line of the words that are a sheet of their own.
const PAGE_WIDTH: u16 = 110;

/// Writes one sheet.
pub(super) struct Writer<'a> {
    pub(super) form: &'a Form<'a>,
    pub(super) map: &'a TableMap,
    pub(super) people: &'a [Person<'a>],
    pub(super) choices: &'a Choices,
    pub(super) styles: &'a Styles,
}

impl Writer<'_> {
    pub(super) fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let name = self.map.sheet.first().map_or("", String::as_str);
        sheet.set_name(name)?;
        print_setup(sheet);
        let row = self.notes(sheet)?;
        match self.map.shape {
            Shape::Text => sheet.set_column_width(0, PAGE_WIDTH).map(|_| ()),
            Shape::Choices => self.words(sheet),
            Shape::Form => self.labels(sheet, row, 0..self.map.columns.len()).map(|_| ()),
            Shape::Manifest => self.manifest(sheet, row),
            Shape::List | Shape::Months | Shape::Days => self.table(sheet, row),
        }
    }

    /// The words above a table, a line a row; gives the first row below them.
    fn notes(&self, sheet: &mut Worksheet) -> Result<u32, XlsxError> {
        let lines: Vec<&str> = self.map.note.ja.trim_end().lines().collect();
        for (row, line) in (0..).zip(&lines) {
            sheet.write_string_with_format(row, 0, *line, &self.styles.note)?;
        }
        Ok(lines.len() as u32 + u32::from(!lines.is_empty()))
    }

    /// Labels with room for their values to the right; gives the first row below them.
    fn labels(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        columns: impl IntoIterator<Item = usize>,
    ) -> Result<u32, XlsxError> {
        let mut row = row;
        sheet.set_column_width(0, LABEL_WIDTH)?;
        sheet.set_column_width(1, VALUE_WIDTH)?;
        for index in columns {
            let Some(column) = self.map.columns.get(index) else { continue };
            sheet.write_string_with_format(row, 0, &column.name, &self.styles.header)?;
            sheet.write_blank(row, 1, self.style(index))?;
            self.drop_down(sheet, index, (row, row), 1)?;
            self.hint(sheet, row, 0, &column.hint.ja)?;
            row += 1;
        }
        Ok(row + 1)
    }

    /// Labels, and a row for each kind that this form holds.
    fn manifest(&self, sheet: &mut Worksheet, row: u32) -> Result<(), XlsxError> {
        let declares = &self.map.declares;
        let labels = [declares.office, declares.extracted, declares.all_cases];
        let labels: Vec<usize> = labels.into_iter().flatten().collect();
        // Whether every case is there is no question where there are none.
        let shown = labels.iter().copied().filter(|at| !self.form.office || Some(*at) != declares.all_cases);
        let row = self.labels(sheet, row, shown)?;
        let columns: Vec<usize> = (0..self.map.columns.len()).filter(|column| !labels.contains(column)).collect();
        self.headers(sheet, row, &columns)?;
        let schema = self.form.schema;
        let is_here = |name: &&String| {
            schema.kind_named(&fold(name)).is_some_and(|kind| schema.is_office(kind) == self.form.office)
        };
        let mut last = row;
        for (name, at) in self.map.rows.iter().filter(is_here).zip(row + 1..) {
            for (column, index) in (0..).zip(&columns) {
                match declares.kind == Some(*index) {
                    true => sheet.write_string_with_format(at, column, name, &self.styles.known)?,
                    false => sheet.write_blank(at, column, self.style(*index))?,
                };
            }
            last = at;
        }
        for (column, index) in (0..).zip(&columns) {
            self.drop_down(sheet, *index, (row + 1, last), column)?;
        }
        sheet.set_freeze_panes(row + 1, 1).map(|_| ())
    }

    /// Headers, and rows for everybody on the list.
    fn table(&self, sheet: &mut Worksheet, row: u32) -> Result<(), XlsxError> {
        let columns: Vec<usize> = (0..self.map.columns.len()).collect();
        self.headers(sheet, row, &columns)?;
        let months = self.months();
        for (column, month) in (columns.len() as u16..).zip(&months) {
            sheet.write_string_with_format(row, column, era_month(*month), &self.styles.header)?;
            sheet.set_column_width(column, MONTH_WIDTH)?;
        }
        let last = self.rows(sheet, row + 1, &months)?;
        for index in columns {
            self.drop_down(sheet, index, (row + 1, LAST_ROW), index as u16)?;
        }
        let keys = self.map.case.len() + usize::from(self.told_apart().is_some());
        sheet.set_repeat_rows(row, row)?;
        sheet.set_freeze_panes(row + 1, keys as u16)?;
        if last > row && self.map.shape == Shape::List {
            sheet.autofilter(row, 0, last, (self.map.columns.len() as u16).saturating_sub(1))?;
        }
        Ok(())
    }

    fn headers(&self, sheet: &mut Worksheet, row: u32, columns: &[usize]) -> Result<(), XlsxError> {
        sheet.set_row_height(row, HEADER_HEIGHT)?;
        for (at, index) in (0..).zip(columns) {
            let Some(column) = self.map.columns.get(*index) else { continue };
            sheet.write_string_with_format(row, at, &column.name, &self.styles.header)?;
            if !matches!(self.map.shape, Shape::Manifest) || at > 0 {
                sheet.set_column_width(at, column.width.unwrap_or(WIDTH))?;
            }
            self.hint(sheet, row, at, &column.hint.ja)?;
        }
        Ok(())
    }

    /// A hint as a note: in a cell of its own it would be read as what somebody wrote.
    fn hint(&self, sheet: &mut Worksheet, row: u32, at: u16, hint: &str) -> Result<(), XlsxError> {
        if hint.is_empty() {
            return Ok(());
        }
        let note = Note::new(hint).add_author_prefix(false).set_width(HINT_WIDTH);
        sheet.insert_note(row, at, &note).map(|_| ())
    }

    /// A row, or the rows that the map names, for every case; blank rows for the office. Gives the last.
    fn rows(&self, sheet: &mut Worksheet, first: u32, months: &[Month]) -> Result<u32, XlsxError> {
        let one = [String::new()];
        let words = if self.map.rows.is_empty() { &one[..] } else { &self.map.rows };
        let people: Vec<Option<&Person<'_>>> = match self.form.office {
            true => vec![None; BLANK_ROWS],
            false => self.people.iter().map(Some).collect(),
        };
        let mut row = first;
        for person in people {
            for word in words {
                self.row(sheet, row, person, word)?;
                for column in (self.map.columns.len() as u16..).take(months.len()) {
                    sheet.write_blank(row, column, &self.styles.month)?;
                }
                row += 1;
            }
        }
        Ok(row.saturating_sub(1))
    }

    fn row(&self, sheet: &mut Worksheet, row: u32, person: Option<&Person<'_>>, word: &str) -> Result<(), XlsxError> {
        for index in 0..self.map.columns.len() {
            let is_word = !word.is_empty() && self.told_apart() == Some(index);
            let text = if is_word { Some(word.to_owned()) } else { person.and_then(|one| one.text(self.map, index)) };
            match text {
                Some(text) => sheet.write_string_with_format(row, index as u16, text, &self.styles.known)?,
                None => sheet.write_blank(row, index as u16, self.style(index))?,
            };
        }
        Ok(())
    }

    /// The column whose words tell the rows of a case apart.
    fn told_apart(&self) -> Option<usize> {
        let first = self.map.rows.first()?;
        let mut conditions = self.map.records.iter().flat_map(|record| &record.when);
        conditions.find(|when| when.is.contains(first)).and_then(|when| when.column)
    }

    fn months(&self) -> Vec<Month> {
        let of_months = self.map.shape == Shape::Months;
        let months = std::iter::successors(Some(self.form.from), |month| Some(month.plus(1)));
        months.take(if of_months { self.form.months } else { 0 }).collect()
    }

    /// How a cell of a column looks.
    fn style(&self, index: usize) -> &Format {
        let declares = &self.map.declares;
        let is_day = [declares.from, declares.to, declares.extracted].contains(&Some(index));
        match field(self.form, self.map, index).map(|field| field.ty) {
            Some(FieldType::Date) => &self.styles.date,
            None if is_day => &self.styles.date,
            _ => &self.styles.text,
        }
    }

    /// Offers the words of a column. Others may be written too: a list has several, and none and unknown have their words.
    fn drop_down(&self, sheet: &mut Worksheet, index: usize, rows: (u32, u32), at: u16) -> Result<(), XlsxError> {
        let Some(range) = self.choices.range(self.form, self.map, index) else { return Ok(()) };
        let several = field(self.form, self.map, index).is_some_and(|field| field.list);
        let offered = DataValidation::new().allow_list_formula(Formula::new(range)).show_error_message(!several);
        let offered = offered
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_title("選べることば")?
            .set_error_message(
                "選べることばにない書き方です。ないことが分かるなら「なし」、分からないなら「不明」と書けます。",
            )?;
        sheet.add_data_validation(rows.0, at, rows.1, at, &offered).map(|_| ())
    }

    /// The lists of words, side by side.
    fn words(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (column, (title, words)) in (0..).zip(&self.choices.lists) {
            sheet.write_string_with_format(FIRST_ROW - 1, column, title, &self.styles.header)?;
            sheet.set_column_width(column, VALUE_WIDTH)?;
            for (row, word) in (FIRST_ROW..).zip(words) {
                sheet.write_string_with_format(row, column, word, &self.styles.known)?;
            }
        }
        sheet.set_freeze_panes(FIRST_ROW, 0).map(|_| ())
    }
}

/// A4 across, as wide as one page, room to bind on the left, pages numbered.
fn print_setup(sheet: &mut Worksheet) {
    const A4: u8 = 9;
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.79, 0.4, 0.6, 0.6, 0.3, 0.3);
    sheet.set_header("&L&A&R個人情報　取扱注意").set_footer("&C&P / &N");
}
