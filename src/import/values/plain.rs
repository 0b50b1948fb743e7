//! Numbers, ids, and yes or no.

use super::tidy;
use crate::text::spelling::narrowed;

/// The digits of a number cell: as shown where only digits are shown, for they may begin with zeros; else of its value.
pub(super) fn digits(number: f64, shown: &str) -> String {
    let shown = shown.trim();
    let whole = number.fract() == 0.0 && number.abs() < 1e15;
    let as_shown = shown.bytes().all(|byte| byte.is_ascii_digit()) && !shown.is_empty();
    // What is shown short may be all that was kept: then the value has no more digits than are shown.
    let short = has_lost_digits(shown) && shown.parse() == Ok(number);
    if whole && !as_shown && !short { format!("{number:.0}") } else { shown.to_owned() }
}

/// Whether a text is a number of which a spreadsheet program kept the first digits only, such as `9.99E+09`.
pub(in crate::import) fn has_lost_digits(text: &str) -> bool {
    let text = narrowed(text);
    let Some((number, exponent)) = text.split_once(['E', 'e']) else { return false };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    number.contains('.') && number.split('.').all(is_digits) && exponent.strip_prefix('+').is_some_and(is_digits)
}

/// An id: tidied, with the zeros that it lost when it was kept as a number, and without those in front of all its digits.
pub(in crate::import) fn id(text: &str, width: Option<usize>) -> String {
    let text = tidy(text);
    let Some(width) = width else { return text };
    let digits = text.strip_suffix(".0").unwrap_or(&text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return text;
    }
    let digits = match digits.len().checked_sub(width).and_then(|more| digits.split_at_checked(more)) {
        Some((more, rest)) if more.bytes().all(|byte| byte == b'0') => rest,
        _ => digits,
    };
    format!("{digits:0>width$}")
}

/// A text without the quote with which a spreadsheet program marks a cell as text.
pub(super) fn without_mark(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if !rest.contains('\'') => rest,
        _ => text,
    }
}

/// A whole number: of any width, with commas in threes, with a sign, with its unit behind it.
pub(super) fn number(text: &str) -> Option<i64> {
    let text = tidy(text).replace(['▲', '△', '−'], "-");
    let (sign, rest) = text.strip_prefix('-').map_or((1, text.as_str()), |rest| (-1, rest));
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(rest.len());
    let (digits, behind) = rest.split_at(end);
    let behind = behind.strip_prefix(".0").unwrap_or(behind).trim_start();
    is_unit(behind).then(|| in_threes(digits)).flatten()?.parse::<i64>().ok().map(|number| sign * number)
}

/// Digits without their commas, where these stand in threes.
fn in_threes(digits: &str) -> Option<String> {
    let mut groups = digits.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let sound = rest.is_empty() || (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
    sound.then(|| digits.replace(',', ""))
}

/// What may stand behind a number without changing it. Letters such as those of `3A`, and words that make it more, less or
/// about, are no unit.
fn is_unit(behind: &str) -> bool {
    const CHANGE: [&str; 17] =
        ["以", "未満", "超", "程", "前後", "ごろ", "頃", "約", "台", "強", "弱", "半", "十", "百", "千", "万", "割"];
    let is_of_unit = |c: char| c == '%' || c.is_alphabetic() && !c.is_ascii();
    behind.chars().all(is_of_unit) && !CHANGE.iter().any(|word| behind.contains(word))
}

const YES: [&str; 20] = [
    "はい", "有", "有り", "あり", "○", "〇", "◯", "◎", "✓", "✔", "☑", "■", "●", "レ", "1", "true", "yes", "y", "済",
    "ü",
];
const NO: [&str; 13] = ["いいえ", "無", "無し", "×", "✕", "✖", "✗", "x", "0", "false", "no", "n", "未"];

/// Yes or no. The words that say that there is none, or that it is unknown, are not among them: the reader knows those.
pub(super) fn yes_no(text: &str) -> Option<bool> {
    let text = tidy(text).to_lowercase();
    let is = |words: &[&str]| words.contains(&text.as_str());
    if is(&YES) { Some(true) } else { is(&NO).then_some(false) }
}
