//! Drawing a sheet: what people typed earlier goes into its cells, keys stand in the last narrow column of ours, and
//! columns that people added behind it.

use super::book::{Book, failed};
use super::cell::{Value, safe};
use super::sheet::{Above, Col, FIXED, Kind, Row, Sheet, Table};
use super::words;
use crate::calendar::{Day, parse_date};
use crate::diag::Lang;
use crate::model::{Asked, Typed};
use crate::report::wrap::columns;
use rust_xlsxwriter::{DataValidation, ExcelDateTime, Format, Formula, Worksheet};
use std::collections::BTreeSet;
use std::io;

/// Rows of one sheet; what is more goes on a further one. Excel takes 1,048,576.
const ROWS: usize = 1_000_000;
/// Width of the column of keys.
const KEY_WIDTH: f64 = 3.0;
/// Width of a column that people added.
const OWN_WIDTH: f64 = 16.0;

/// Height of a line of text, in points. Rows get their height here, because not every program makes room by itself.
const LINE: f64 = 14.5;

/// Points that a row may be high.
const HIGHEST: f64 = 409.0;

/// Where the next row is drawn, and the columns behind the keys.
struct Pen<'a> {
    on: &'a mut Worksheet,
    row: u32,
    own: &'a [String],
    keyed: bool,
}

impl Book {
    /// Draws a sheet, and further ones where it has more rows than fit.
    pub(super) fn draw(&mut self, sheet: Sheet) -> io::Result<()> {
        self.draw_numbered(sheet, true)
    }

    pub(super) fn draw_numbered(&mut self, mut sheet: Sheet, number: bool) -> io::Result<()> {
        let rest = sheet.tables.last_mut().map(|table| table.rows.split_off(table.rows.len().min(ROWS)));
        let more = rest.filter(|rest| !rest.is_empty()).map(|rest| {
            let table = sheet.tables.last().map(|table| Table {
                rows: rest,
                columns: table.columns.clone(),
                title: String::new(),
            });
            let title =
                words::MORE.with(self.lang, sheet.title.trim_end_matches(words::MORE.with(self.lang, "").as_str()));
            Sheet { title, said: Vec::new(), above: None, tables: table.into_iter().collect(), ..sheet.clone_head() }
        });
        self.draw_one(&sheet, number)?;
        more.map_or(Ok(()), |more| self.draw_numbered(more, false))
    }

    fn draw_one(&mut self, sheet: &Sheet, number: bool) -> io::Result<()> {
        let mut worksheet = self.add(sheet, number)?;
        let own = self.own_columns(sheet);
        self.widths(&mut worksheet, sheet, own.len())?;
        let mut pen = Pen { on: &mut worksheet, row: 0, own: &own, keyed: sheet.keyed };
        self.heading(&mut pen, sheet)?;
        if let Some(above) = &sheet.above {
            self.above(&mut pen, sheet, above)?;
        }
        for (nth, table) in sheet.tables.iter().enumerate() {
            if nth > 0 {
                pen.row += 1;
            }
            self.table(&mut pen, table, sheet, nth == 0)?;
        }
        self.workbook.push_worksheet(worksheet);
        Ok(())
    }

    /// Headers of columns that people added to rows of this sheet.
    fn own_columns(&self, sheet: &Sheet) -> Vec<String> {
        let known: BTreeSet<&str> =
            sheet.tables.iter().flat_map(|table| &table.columns).filter_map(Col::name).collect();
        let rows = sheet.tables.iter().flat_map(|table| &table.rows);
        let typed = rows.filter_map(|row| self.context.carried.rows.get(&row.key));
        let headers: BTreeSet<String> = typed
            .flat_map(|typed| typed.texts.keys())
            .filter(|header| !known.contains(header.as_str()))
            .cloned()
            .collect();
        headers.into_iter().collect()
    }

    fn widths(&self, worksheet: &mut Worksheet, sheet: &Sheet, own: usize) -> io::Result<()> {
        let most = sheet.tables.iter().map(|table| table.columns.len()).max().unwrap_or(0);
        for at in 0..most {
            let widths = sheet.tables.iter().filter_map(|table| table.columns.get(at)).map(|column| column.width);
            worksheet.set_column_width(at as u16, widths.fold(1.0, f64::max)).map_err(failed)?;
        }
        if sheet.keyed {
            worksheet.set_column_width(most as u16, KEY_WIDTH).map_err(failed)?;
        }
        for at in 0..own {
            worksheet.set_column_width((most + 1 + at) as u16, OWN_WIDTH).map_err(failed)?;
        }
        Ok(())
    }

    /// Title and said, over the whole width.
    fn heading(&self, pen: &mut Pen, sheet: &Sheet) -> io::Result<()> {
        self.put(pen.on, (pen.row, 0), &Value::text(sheet.title.as_str()), &self.looks.title)?;
        pen.row += 1;
        let Some(table) = sheet.tables.first() else { return Ok(()) };
        let width: f64 = table.columns.iter().map(|column| column.width).sum();
        let last = table.columns.len().saturating_sub(1) as u16;
        for note in &sheet.said {
            let text = safe(note, self.lang);
            let lines = lines(&text, width);
            if last > 0 {
                pen.on.merge_range(pen.row, 0, pen.row, last, &text, &self.looks.note).map_err(failed)?;
            } else {
                self.put(pen.on, (pen.row, 0), &Value::Text(text), &self.looks.note)?;
            }
            pen.on.set_row_height(pen.row, lines * LINE).map_err(failed)?;
            pen.row += 1;
        }
        Ok(())
    }

    /// A cell above the table with its key in the column of keys.
    fn above(&mut self, pen: &mut Pen, sheet: &Sheet, above: &Above) -> io::Result<()> {
        let key = sheet.tables.first().map_or(0, |table| table.columns.len()) as u16;
        self.put(pen.on, (pen.row, 0), &Value::text(above.label.as_str()), &self.looks.text)?;
        let typed = self.typed(&above.key).map(|typed| typed.text(Asked::Entry).to_owned()).unwrap_or_default();
        self.put(pen.on, (pen.row, 1), &as_typed(&typed), &self.looks.typed)?;
        self.put(pen.on, (pen.row, key), &Value::text(above.key.as_str()), &self.looks.small)?;
        pen.row += 1;
        Ok(())
    }

    fn table(&mut self, pen: &mut Pen, table: &Table, sheet: &Sheet, first: bool) -> io::Result<()> {
        if !table.title.is_empty() {
            self.put(pen.on, (pen.row, 0), &Value::text(table.title.as_str()), &self.looks.title)?;
            pen.row += 1;
        }
        let head = pen.row;
        self.head(pen, table)?;
        for row in &table.rows {
            self.row(pen, table, row)?;
        }
        self.choices(pen.on, table, head + 1, pen.row.saturating_sub(1).max(head + 1))?;
        if first {
            pen.on.set_freeze_panes(head + 1, sheet.still).map_err(failed)?;
        }
        if first && sheet.tables.len() == 1 {
            pen.on.set_repeat_rows(head, head).map_err(failed)?;
            let last = (table.columns.len() + usize::from(pen.keyed) + pen.own.len()).saturating_sub(1) as u16;
            if !sheet.upright && pen.row > head + 1 {
                pen.on.autofilter(head, 0, pen.row - 1, last).map_err(failed)?;
            }
        }
        Ok(())
    }

    fn head(&self, pen: &mut Pen, table: &Table) -> io::Result<()> {
        let looks = &self.looks;
        let ours = table
            .columns
            .iter()
            .map(|column| (column.head.as_str(), if column.name().is_some() { &looks.asked } else { &looks.head }));
        let key = pen.keyed.then(|| (words::KEY.of(self.lang), &looks.small));
        let own = pen.own.iter().map(|header| (header.as_str(), &looks.asked));
        let all: Vec<_> = ours.chain(key).chain(own).collect();
        let high = table.columns.iter().map(|column| lines(&column.head, column.width)).fold(1.0, f64::max);
        pen.on.set_row_height(pen.row, high * LINE + 2.0).map_err(failed)?;
        for (at, (head, look)) in all.into_iter().enumerate() {
            self.put(pen.on, (pen.row, at as u16), &Value::text(head), look)?;
        }
        pen.row += 1;
        Ok(())
    }

    fn row(&mut self, pen: &mut Pen, table: &Table, row: &Row) -> io::Result<()> {
        let typed = self.typed(&row.key);
        let mut lines = 1.0_f64;
        for (at, column) in table.columns.iter().enumerate() {
            let ours = row.values.get(at).unwrap_or(&Value::Blank);
            let (value, look) = self.filled(column, ours, &row.key, typed.as_ref());
            lines = lines.max(height(&value, column.width));
            self.put(pen.on, (pen.row, at as u16), &value, look)?;
        }
        if pen.keyed {
            let at = table.columns.len() as u16;
            self.put(pen.on, (pen.row, at), &Value::text(row.key.as_str()), &self.looks.small)?;
            for (nth, header) in pen.own.iter().enumerate() {
                let text = typed.as_ref().and_then(|typed| typed.texts.get(header)).map_or("", String::as_str);
                self.put(pen.on, (pen.row, at + 1 + nth as u16), &as_typed(text), &self.looks.typed)?;
            }
        }
        pen.on.set_row_height(pen.row, (lines * LINE + 1.0).min(HIGHEST)).map_err(failed)?;
        pen.row += 1;
        Ok(())
    }

    /// What was typed earlier under a key; the key then counts as one that is there again.
    fn typed(&mut self, key: &str) -> Option<Typed> {
        let typed = self.context.carried.rows.get(key)?.clone();
        self.used.insert(key.to_owned());
        Some(typed)
    }

    /// A cell's value and look: what was typed stands over what the program says.
    fn filled(&self, column: &Col, ours: &Value, key: &str, typed: Option<&Typed>) -> (Value, &Format) {
        let earlier = |name: &str| typed.and_then(|typed| typed.texts.get(name)).filter(|text| !text.is_empty());
        let looks = &self.looks;
        match &column.kind {
            Kind::Text => (ours.clone(), look_of(ours, &looks.text, &looks.day, &looks.number)),
            Kind::Mark => (ours.clone(), &looks.mark),
            Kind::Number => (ours.clone(), &looks.number),
            Kind::Day => (ours.clone(), &looks.day),
            Kind::Proposed if earlier(Asked::Outcome.header(Lang::En)).is_some() => (Value::Blank, &looks.small),
            Kind::Proposed => (ours.clone(), &looks.small),
            Kind::Typed(..) | Kind::TypedDay(_) if key == FIXED => (ours.clone(), &looks.text),
            Kind::Typed(name, _) => {
                let value = earlier(name).map_or_else(|| ours.clone(), |text| as_typed(text));
                let look = look_of(&value, &looks.typed, &looks.typed_day, &looks.typed);
                (value, look)
            }
            Kind::TypedDay(name) => {
                let value = earlier(name).map_or_else(|| ours.clone(), |text| Value::date(text));
                (value, &looks.typed_day)
            }
        }
    }

    /// Drop-downs; something else may be typed all the same.
    fn choices(&self, worksheet: &mut Worksheet, table: &Table, first: u32, last: u32) -> io::Result<()> {
        for (at, column) in table.columns.iter().enumerate() {
            let Kind::Typed(_, choices) = &column.kind else { continue };
            if choices.is_empty() {
                continue;
            }
            let list = DataValidation::new().show_error_message(false).ignore_blank(true);
            // A list that is too long for a cell's menu is left out: people type then.
            if let Ok(list) = list.allow_list_strings(choices) {
                worksheet.add_data_validation(first, at as u16, last, at as u16, &list).map_err(failed)?;
            }
        }
        Ok(())
    }

    /// Writes a value; a text is always written as a string.
    fn put(&self, on: &mut Worksheet, (row, col): (u32, u16), value: &Value, look: &Format) -> io::Result<()> {
        let done = match value {
            Value::Blank => on.write_blank(row, col, look),
            Value::Text(text) => on.write_string_with_format(row, col, safe(text, self.lang), look),
            Value::Number(number) => on.write_number_with_format(row, col, *number, look),
            Value::Day(day) => match excel_day(*day) {
                Some(date) => on.write_datetime_with_format(row, col, &date, look),
                None => on.write_string_with_format(row, col, day.to_string(), look),
            },
            Value::Formula(formula, result) => {
                let result = result.map(|result| result.to_string()).unwrap_or_default();
                on.write_formula_with_format(row, col, Formula::new(formula).set_result(result), look)
            }
        };
        done.map(|_| ()).map_err(failed)
    }
}

impl Sheet {
    /// Everything but what it holds.
    fn clone_head(&self) -> Sheet {
        Sheet { keyed: self.keyed, still: self.still, upright: self.upright, ..Sheet::default() }
    }
}

/// Lines that a value takes in a column.
fn height(value: &Value, width: f64) -> f64 {
    match value {
        Value::Text(text) => lines(text, width),
        _ => 1.0,
    }
}

/// Lines that a text takes: where a line ends, half a wide character may be left over.
fn lines(text: &str, width: f64) -> f64 {
    (columns(text) as f64 / (width - 0.5).max(1.0)).ceil().max(1.0)
}

fn look_of<'a>(value: &Value, text: &'a Format, day: &'a Format, number: &'a Format) -> &'a Format {
    match value {
        Value::Day(_) => day,
        Value::Number(_) | Value::Formula(..) => number,
        Value::Blank | Value::Text(_) => text,
    }
}

fn excel_day(day: Day) -> Option<ExcelDateTime> {
    let (year, month, of_month) = day.ymd();
    ExcelDateTime::from_ymd(u16::try_from(year).ok()?, month as u8, of_month as u8).ok()
}

/// What was typed: a number again where it was one, so that it can be computed with.
pub(super) fn as_typed(text: &str) -> Value {
    let plain = text.chars().all(|c| c.is_ascii_digit() || c == '.');
    match text.parse::<f64>() {
        // A leading zero is part of a code, not of a number.
        Ok(number) if plain && !(text.len() > 1 && text.starts_with('0') && !text.starts_with("0.")) => {
            Value::Number(number)
        }
        _ if parse_date(text).is_ok_and(|date| date.is_exact()) && text.len() == 10 => Value::date(text),
        _ => Value::text(text),
    }
}
