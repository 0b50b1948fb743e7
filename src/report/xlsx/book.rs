//! The workbook: its fonts and frames, its numbered sheets, how they print.

use super::cell::safe;
use super::sheet::Sheet;
use super::words;
use crate::calendar::Day;
use crate::diag::Lang;
use crate::report::Context;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use std::collections::BTreeSet;
use std::io;
use std::rc::Rc;

/// A4.
const A4: u8 = 9;
/// 20 mm for the holes of a binder, in inches.
const BINDING: f64 = 0.79;
/// Characters of the office in the head of a page.
const OFFICE: usize = 40;
/// Characters of a sheet's name that Excel takes.
const NAME: usize = 31;

/// Looks of cells.
pub(super) struct Looks {
    pub(super) title: Format,
    pub(super) note: Format,
    pub(super) head: Format,
    pub(super) asked: Format,
    pub(super) text: Format,
    pub(super) mark: Format,
    pub(super) number: Format,
    pub(super) day: Format,
    pub(super) typed: Format,
    pub(super) typed_day: Format,
    pub(super) small: Format,
}

/// A workbook that is being written.
pub(super) struct Book {
    pub(super) workbook: Workbook,
    pub(super) looks: Looks,
    pub(super) lang: Lang,
    pub(super) context: Rc<Context>,
    /// Keys whose rows are there again.
    pub(super) used: BTreeSet<String>,
    /// Number of the last sheet.
    number: usize,
    names: BTreeSet<String>,
}

impl Looks {
    fn new(base: &Format, lang: Lang) -> Looks {
        let framed = base.clone().set_border(FormatBorder::Thin).set_align(FormatAlign::Top).set_text_wrap();
        let grey = |format: &Format| format.clone().set_background_color(Color::RGB(0x00E7_E6E6)).set_bold();
        let shaded = |format: &Format| format.clone().set_background_color(Color::RGB(0x00FF_F6D5));
        let day = lang.of("[$-411]ge.m.d", "yyyy-mm-dd");
        let head = grey(&framed).set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
        Looks {
            title: base.clone().set_bold().set_font_size(14),
            note: base.clone().set_text_wrap().set_align(FormatAlign::Top),
            asked: head.clone().set_border(FormatBorder::Medium),
            head,
            mark: framed.clone().set_align(FormatAlign::Center),
            number: framed.clone().set_num_format("#,##0"),
            day: framed.clone().set_num_format(day).set_align(FormatAlign::Left),
            typed: shaded(&framed),
            typed_day: shaded(&framed).set_num_format(day).set_align(FormatAlign::Left),
            // Filled, so that a text which is too long ends at its cell.
            small: framed
                .clone()
                .unset_text_wrap()
                .set_align(FormatAlign::Fill)
                .set_font_size(6)
                .set_font_color(Color::RGB(0x0059_5959)),
            text: framed,
        }
    }
}

impl Book {
    pub(super) fn new(context: &Rc<Context>, lang: Lang) -> io::Result<Book> {
        let font = lang.of("ＭＳ ゴシック", "Calibri");
        let base = Format::new().set_font_name(font).set_font_size(10.5).set_font_charset(lang_charset(lang));
        let mut workbook = Workbook::new();
        workbook.set_default_format(&base, 20, 64).map_err(failed)?;
        workbook.set_properties(&properties(context.as_of, lang)?);
        let looks = Looks::new(&base, lang);
        let context = Rc::clone(context);
        Ok(Book { workbook, looks, lang, context, used: BTreeSet::new(), number: 0, names: BTreeSet::new() })
    }

    /// A fresh sheet, numbered, set up for print.
    pub(super) fn add(&mut self, sheet: &Sheet, number: bool) -> io::Result<Worksheet> {
        if number {
            self.number += 1;
        }
        let name = self.name(&sheet.title, number);
        let mut worksheet = Worksheet::new();
        worksheet.set_name(&name).map_err(failed)?;
        worksheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_margins(BINDING, 0.4, 0.8, 0.7, 0.3, 0.3);
        if !sheet.upright {
            worksheet.set_landscape();
        }
        let font = self.lang.of("&\"ＭＳ ゴシック,Regular\"&9", "&9");
        let office: String = safe(&self.context.office, self.lang).chars().take(OFFICE).collect();
        let office = if office.is_empty() {
            String::new()
        } else {
            words::OFFICE_NUMBER.of(self.lang).to_owned() + " " + &office
        };
        let title: String = safe(&sheet.title, self.lang).chars().take(OFFICE).collect();
        let (office, title) = (office.replace('&', "&&"), title.replace('&', "&&"));
        worksheet.set_header(format!("&L{font}{office}&C{font}{title}&R{font}{}", words::CONFIDENTIAL.of(self.lang)));
        let page = words::PAGE.with(self.lang, "&P").replace("{m}", "&N");
        worksheet.set_footer(format!("&C{font}{page}"));
        Ok(worksheet)
    }

    /// A name that Excel takes and no other sheet has.
    fn name(&mut self, title: &str, number: bool) -> String {
        let plain: String =
            safe(title, self.lang).chars().map(|c| if "[]:*?/\\'".contains(c) { ' ' } else { c }).collect();
        let head = if number { format!("{} ", self.number) } else { String::new() };
        let mut name: String = format!("{head}{}", plain.trim()).chars().take(NAME).collect();
        let mut again = 1;
        while !self.names.insert(name.to_lowercase()) {
            again += 1;
            let tail = format!(" ({again})");
            name = name.chars().take(NAME - tail.chars().count()).collect::<String>() + &tail;
        }
        name
    }

    /// The bytes of the file.
    pub(super) fn bytes(mut self) -> io::Result<Vec<u8>> {
        self.workbook.save_to_buffer().map_err(failed)
    }
}

fn lang_charset(lang: Lang) -> u8 {
    match lang {
        Lang::Ja => 128,
        Lang::En => 0,
    }
}

/// The day of the file is the as-of date, so that two runs give the same bytes.
fn properties(as_of: Option<Day>, lang: Lang) -> io::Result<DocProperties> {
    let (year, month, day) = as_of.map_or((2000, 1, 1), Day::ymd);
    let date = |year, month, day| ExcelDateTime::from_ymd(year, month, day);
    let made = u16::try_from(year).ok().and_then(|year| date(year, month as u8, day as u8).ok());
    let made = match made {
        Some(made) => made,
        None => date(2000, 1, 1).map_err(failed)?,
    };
    let comment = words::CONFIDENTIAL.of(lang);
    Ok(DocProperties::new().set_author("kijun").set_comment(comment).set_creation_datetime(&made))
}

/// What the library refuses, as an error of the output.
pub(super) fn failed(error: XlsxError) -> io::Error {
    io::Error::other(error.to_string())
}
