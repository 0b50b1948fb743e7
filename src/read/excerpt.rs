//! The one function that makes excerpts: a few characters of one line round a scalar, controls replaced, masks laid on.
//!
//! Every character of the text becomes one character of the excerpt, so that the column of the report stays the true one.

use crate::diag::Excerpt;
use crate::limits;
use crate::text::{Span, visible_char};

/// What stands for each character of something hidden.
const MASK: char = '■';

/// The part of `bounds` (which holds the start of `target`) that an excerpt shows.
pub(super) fn window(text: &str, bounds: Span, target: Span) -> Span {
    let part = |start: usize, end: usize| text.get(start..end).unwrap_or("");
    let end = target.end.min(bounds.end).max(target.start);
    let before = part(bounds.start, target.start).trim_start();
    let (inside, used) = reach(part(target.start, end).chars(), limits::EXCERPT_COLUMNS);
    let (left, left_used) = reach(before.chars().rev(), (limits::EXCERPT_COLUMNS - used) / 2);
    let whole = target.start + inside == end;
    let room = if whole { limits::EXCERPT_COLUMNS - used - left_used } else { 0 };
    let (right, _) = reach(part(end, bounds.end).chars(), room);
    Span { start: target.start - left, end: target.start + inside + right }
}

/// Bytes and columns of as many of the characters as fit.
fn reach(chars: impl Iterator<Item = char>, columns: usize) -> (usize, usize) {
    let mut bytes = 0;
    let mut used = 0;
    for c in chars {
        let wide = used + width(c);
        if wide > columns {
            break;
        }
        used = wide;
        bytes += c.len_utf8();
    }
    (bytes, used)
}

/// Columns of a character on a terminal: two for the scripts of East Asia, else one.
fn width(c: char) -> usize {
    let wide = c >= '\u{1100}' && !('\u{ff61}'..='\u{ff9f}').contains(&c);
    if wide { 2 } else { 1 }
}

/// The excerpt of a window that starts at a column.
pub(super) fn excerpt(text: &str, column: usize, window: Span, target: Span, masks: &[Span]) -> Excerpt {
    let end = target.end.clamp(target.start, window.end.max(target.start));
    let before = show(text, Span { start: window.start, end: target.start }, masks);
    let mut inner = show(text, Span { start: target.start, end }, masks);
    let mut after = show(text, Span { start: end, end: window.end }, masks);
    if inner.is_empty() {
        // Something must be underlined: the closing quote, or the blank where the text ends.
        let first = after.chars().next();
        inner.push(first.unwrap_or(' '));
        after.drain(..first.map_or(0, char::len_utf8));
    }
    Excerpt { start: before.len(), length: inner.len(), text: format!("{before}{inner}{after}"), column }
}

/// The characters of a span as they may be shown.
pub(super) fn show(text: &str, span: Span, masks: &[Span]) -> String {
    let part = text.get(span.start..span.end).unwrap_or("");
    let masked = |at: usize| masks.iter().any(|mask| mask.start <= at && at < mask.end);
    part.char_indices().map(|(at, c)| if masked(span.start + at) { MASK } else { visible_char(c) }).collect()
}

/// Every word of a span but the known ones: masks for a text that cannot be read, in which anything may be personal.
pub(super) fn strange_words(text: &str, span: Span, known: impl Fn(&str) -> bool) -> Vec<Span> {
    let part = text.get(span.start..span.end).unwrap_or("");
    let mut words = Vec::new();
    let mut at = span.start;
    for piece in part.split_inclusive(|c: char| c.is_whitespace() || "{}[]:,\"".contains(c)) {
        let word = piece.trim_end_matches(|c: char| c.is_whitespace() || "{}[]:,\"".contains(c));
        if !word.is_empty() && !known(word) {
            words.push(Span { start: at, end: at + word.len() });
        }
        at += piece.len();
    }
    words
}
