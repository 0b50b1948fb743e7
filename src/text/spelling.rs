//! Characters: widths, blanks, names as they are compared, damage.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// A text as it is compared (an id, a name, a header): full-width letters and digits as half-width ones, half-width kana
/// as full-width ones with their voice marks joined, no blanks outside, one blank for a run of blanks inside.
///
/// Characters that are a number only to the eye, such as `②`, stay what they are.
pub fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in narrowed(text).split(' ').filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// A name as it is joined to a name and for nothing else: tidied, without blanks, without what is put behind a name, in
/// one spelling of each kanji, and in katakana where it is kana.
pub fn name_key(text: &str) -> String {
    let name: String = tidy(text).split(' ').collect();
    let mut name = name.as_str();
    while let Some(shorter) = BEHIND.iter().find_map(|behind| name.strip_suffix(behind)).filter(|name| !name.is_empty())
    {
        name = shorter;
    }
    name.chars().map(plain_form).collect()
}

/// What lists put behind a name.
const BEHIND: [&str; 13] =
    ["様", "さま", "さん", "サン", "殿", "氏", "(実)", "(予)", "(新)", "(旧)", "(仮)", "(休)", "(終)"];

/// Kanji that one person's name is written with in one list and not in another.
const FORMS: [(char, &str); 34] = [
    ('高', "髙"),
    ('崎', "﨑嵜碕"),
    ('辺', "邉邊"),
    ('浅', "淺"),
    ('沢', "澤"),
    ('浜', "濵濱"),
    ('斉', "齋齊斎"),
    ('吉', "𠮷"),
    ('島', "嶋嶌"),
    ('広', "廣"),
    ('国', "國"),
    ('桜', "櫻"),
    ('竜', "龍"),
    ('滝', "瀧"),
    ('真', "眞"),
    ('徳', "德"),
    ('恵', "惠"),
    ('栄', "榮"),
    ('増', "增"),
    ('黒', "黑"),
    ('関', "關"),
    ('渋', "澁"),
    ('条', "條"),
    ('万', "萬"),
    ('与', "與"),
    ('伝', "傳"),
    ('芦', "蘆"),
    ('蔵', "藏"),
    ('静', "靜"),
    ('実', "實"),
    ('寿', "壽"),
    ('富', "冨"),
    ('柳', "栁"),
    ('桑', "桒"),
];

fn plain_form(c: char) -> char {
    match c {
        'ぁ'..='ゖ' => char::from_u32(c as u32 + 0x60).map_or(c, plain_form),
        'ヶ' => 'ケ',
        'ヵ' => 'カ',
        _ => FORMS.iter().find(|(_, forms)| forms.contains(c)).map_or(c, |(plain, _)| *plain),
    }
}

/// The characters of other widths as those of the common width; marks without width left out; every blank and control as a
/// blank.
pub fn narrowed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        match c {
            '\u{ff01}'..='\u{ffef}' | '\u{3300}'..='\u{33ff}' | '\u{32ff}' | '\u{2160}'..='\u{217f}' => {
                out.extend(std::iter::once(c).nfkc());
            }
            _ if c.is_control() || c.is_whitespace() => out.push(' '),
            _ => out.push(c),
        }
    }
    if out.is_ascii() { out } else { out.nfc().collect() }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{ad}')
}

/// A text without the blanks and invisible marks outside it.
pub fn outside(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c.is_control() || is_invisible(c))
}

/// Whether a character of a text is not one that every program shows, or stands for one that was not known.
pub fn is_damaged(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. | '〓' | '\u{fffd}'))
}

/// A text with `&#134071;` and `&#x20BB7;` as the characters they name; those of ASCII and controls stay as they are.
pub fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains("&#") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("&#") {
        out.push_str(before);
        match after.split_once(';').and_then(|(number, tail)| Some((character(number)?, tail))) {
            Some((c, tail)) => {
                out.push(c);
                rest = tail;
            }
            None => {
                out.push_str("&#");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn character(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?).filter(|c| *c >= '\u{a0}')
}
