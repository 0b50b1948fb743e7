//! Texts and places in them: files, byte spans, lines and columns, folded names, suggestions, control characters.
//!
//! Spans are bytes. Columns are for people, so they count characters. Nothing here knows what a text means.

mod names;
mod source;
pub mod spelling;

pub use names::{closest, fold, is_folded};
pub use source::{FileId, Lines, SourceFile, Sources, Span};

/// The text with every control character replaced by a visible one, so that no byte of a record reaches a terminal raw.
///
/// Line breaks and tabs become blanks; other controls, and marks that reorder text, become `␀`…`␡` or `�`.
pub fn visible(text: &str) -> String {
    text.chars().map(visible_char).collect()
}

/// [`visible`] for one character; the result is one character too, so columns do not move.
pub fn visible_char(c: char) -> char {
    match c {
        '\n' | '\r' | '\t' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => '\u{fffd}',
        other => other,
    }
}
