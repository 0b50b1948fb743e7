//! Boxes that are ticked: `■あり □なし`.

use crate::text::spelling::outside;

const TICKED: [char; 5] = ['■', '☑', '✓', '✔', '☒'];
const EMPTY: [char; 2] = ['□', '☐'];

/// The options behind ticked boxes, of a text in which every option has its box; none of a text without an empty box.
pub(super) fn ticked(text: &str) -> Option<Vec<&str>> {
    let text = outside(text);
    let is_box = |c: char| TICKED.contains(&c) || EMPTY.contains(&c);
    if !text.starts_with(is_box) || !text.contains(EMPTY) {
        return None;
    }
    let starts: Vec<usize> = text.match_indices(is_box).map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let options = starts.iter().zip(ends).filter_map(|(start, end)| text.get(*start..end));
    Some(options.filter_map(|option| option.strip_prefix(TICKED)).map(outside).collect())
}
