//! Which encoding a text is in, and its characters.

use encoding_rs::{SHIFT_JIS, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// A text with its encoding told. What could not be decoded stands as U+FFFD.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) encoding: &'static str,
    /// The bytes end inside a character.
    pub(super) cut: bool,
}

/// Bytes looked at to tell UTF-16 without a mark.
const GLANCE: usize = 4_096;

/// Decodes a text: by its byte order mark, else as UTF-16 where the NULs say so, else as UTF-8 where it is, else as cp932.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        let cut = std::str::from_utf8(rest).is_err_and(|error| error.error_len().is_none());
        return Decoded { text: String::from_utf8_lossy(rest), encoding: "UTF-8 (BOM)", cut };
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return utf16(rest, true);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return utf16(rest, false);
    }
    match little_endian(bytes) {
        Some(little) => utf16(bytes, little),
        None => utf8_or_cp932(bytes),
    }
}

fn utf16(bytes: &[u8], little: bool) -> Decoded<'_> {
    let (encoding, name) = if little { (UTF_16LE, "UTF-16LE") } else { (UTF_16BE, "UTF-16BE") };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Decoded { text, encoding: name, cut: bytes.len() % 2 == 1 }
}

/// Whether the bytes are UTF-16 without a mark, and in which order: at least a tenth of the units have a NUL in the one
/// half, as every comma, digit and line break has, and none in the other.
fn little_endian(bytes: &[u8]) -> Option<bool> {
    let glance = bytes.get(..GLANCE).unwrap_or(bytes);
    let nuls = |half: usize| glance.iter().skip(half).step_by(2).filter(|byte| **byte == 0).count();
    let (high_first, high_second) = (nuls(0), nuls(1));
    let enough = (glance.len() / 20).max(2);
    match (high_first, high_second) {
        (0, second) if second >= enough => Some(true),
        (first, 0) if first >= enough => Some(false),
        _ => None,
    }
}

fn utf8_or_cp932(bytes: &[u8]) -> Decoded<'_> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Decoded { text: Cow::Borrowed(text), encoding: "UTF-8", cut: false },
        Err(error) => error,
    };
    let cut = error.error_len().is_none();
    if is_mostly_utf8(bytes, cut) {
        return Decoded { text: String::from_utf8_lossy(bytes), encoding: "UTF-8", cut };
    }
    let (text, _) = SHIFT_JIS.decode_without_bom_handling(bytes);
    Decoded { text, encoding: "cp932", cut: false }
}

/// Whether what is not valid UTF-8 as a whole is damaged UTF-8 rather than cp932: Japanese in cp932 hardly ever makes a
/// valid sequence of UTF-8 by chance, so one damaged character among many whole ones is damage. A text whose only fault
/// is its last, unfinished character needs one whole one.
fn is_mostly_utf8(bytes: &[u8], cut: bool) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if cut { whole >= 1 } else { whole > broken.saturating_mul(4) }
}
