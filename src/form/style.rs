//! How cells look: the fonts and borders of an office's own tables, dates by era.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// The formats of a workbook.
pub(super) struct Styles {
    /// Words above a table.
    pub(super) note: Format,
    /// A header, and a label.
    pub(super) header: Format,
    /// What was filled in beforehand.
    pub(super) known: Format,
    /// A text to fill in.
    pub(super) text: Format,
    /// A date to fill in.
    pub(super) date: Format,
    /// A cell under a month.
    pub(super) month: Format,
}

/// Shows a date as `R6.5.1`; a text stays as it is.
const ERA_DATE: &str = "[$-411]ge.m.d;@";

impl Styles {
    pub(super) fn new() -> Styles {
        let plain = || Format::new().set_font_name("游ゴシック").set_font_size(11);
        let boxed = || plain().set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x8C8C8C));
        Styles {
            note: plain().set_align(FormatAlign::Top),
            header: boxed()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(0xE7E6E6)),
            known: boxed().set_num_format("@").set_background_color(Color::RGB(0xDDEBF7)),
            text: boxed().set_num_format("@"),
            date: boxed().set_num_format(ERA_DATE).set_align(FormatAlign::Left),
            month: boxed().set_align(FormatAlign::Center),
        }
    }
}
