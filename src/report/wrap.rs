//! Lines that fit: display width, wrapping with a hanging indent, shortening.
//!
//! Japanese breaks between any two characters, except before closing and after opening marks; other scripts break at
//! blanks. A run without a break, such as a path, is never torn. Widths are miette's, so that texts and snippets agree.

use unicode_width::UnicodeWidthChar;

/// Marks that do not begin a line.
const NO_START: &str = "、。，．・：；！？）」』】〕〉》］｝ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々…〜,.;:!?)]}";
/// Marks that do not end one.
const NO_END: &str = "（「『【〔〈《［｛([{";

/// Columns of a text on a terminal.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// The text with blanks after it, up to a number of columns.
pub(super) fn pad(text: &str, wanted: usize) -> String {
    format!("{text}{}", " ".repeat(wanted.saturating_sub(columns(text))))
}

/// The text in lines of at most `limit` columns (0: one line), the first after `first`, the others after `rest`.
pub(super) fn wrap(text: &str, limit: usize, first: &str, rest: &str) -> String {
    let mut done = String::new();
    let mut line = first.to_owned();
    let mut fresh = true;
    for piece in pieces(text) {
        if !fresh && limit > 0 && columns(&line) + columns(piece.trim_end()) > limit {
            done.push_str(line.trim_end());
            done.push('\n');
            line = rest.to_owned();
        }
        fresh = false;
        line.push_str(&piece);
    }
    done + line.trim_end()
}

/// Items in lines that break only between them.
pub(super) fn list(items: &[String], between: &str, limit: usize, indent: &str) -> String {
    let mut done = String::new();
    let mut line = String::new();
    for item in items {
        let longer = if line.is_empty() { format!("{indent}{item}") } else { format!("{line}{between}{item}") };
        if !line.is_empty() && limit > 0 && columns(&longer) > limit {
            done += &format!("{line}\n");
            line = format!("{indent}{item}");
        } else {
            line = longer;
        }
    }
    done + &line
}

/// The text cut at every place where a line may break.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut previous = None;
    for c in text.chars() {
        if previous.is_some_and(|previous| breakable(previous, c)) {
            pieces.push(String::new());
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(c);
        }
        previous = Some(c);
    }
    pieces
}

fn breakable(before: char, after: char) -> bool {
    let wide = |c: char| c.width() == Some(2);
    !NO_START.contains(after)
        && !NO_END.contains(before)
        && after != ' '
        && (before == ' ' || wide(before) || wide(after))
}

/// The beginning of a text, ended by `…` when something was left off.
pub(super) fn head(text: &str, limit: usize) -> String {
    if columns(text) <= limit {
        return text.to_owned();
    }
    let kept: String = fitting(text.chars(), limit.saturating_sub(1)).collect();
    if limit == 0 { kept } else { kept + "…" }
}

/// The end of a text, begun by `…` when something was left off.
pub(super) fn tail(text: &str, limit: usize) -> String {
    if columns(text) <= limit {
        return text.to_owned();
    }
    let kept: Vec<char> = fitting(text.chars().rev(), limit.saturating_sub(1)).collect();
    let mark = if limit == 0 { "" } else { "…" };
    mark.chars().chain(kept.into_iter().rev()).collect()
}

fn fitting(chars: impl Iterator<Item = char>, limit: usize) -> impl Iterator<Item = char> {
    let mut used = 0;
    chars.take_while(move |c| {
        used += c.width().unwrap_or(0);
        used <= limit
    })
}
