//! Ways to damage a file. A part of a zip is also damaged inside, and packed again: its checksum would else give it away.

use crate::seeds;
use std::io::{Cursor, Read, Write};
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, ZipArchive};

/// A generator of a few lines (xorshift).
pub struct Dice(u64);

impl Dice {
    /// The same seed throws the same numbers.
    pub fn of(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end.max(1)
    }

    /// One of these.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// Pieces that are likely to make something nearly right.
const PIECES: [&str; 27] = [
    "\"",
    "<",
    ">",
    "/",
    "=",
    ":",
    "A",
    "ZZZZ",
    "9999999999",
    "-1",
    "&#0;",
    "&x;",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "<c r=\"A1\">",
    "</c>",
    "<v>1e999</v>",
    " t=\"s\"",
    " s=\"9\"",
    " r=\"XFD1048576\"",
    "\0",
    "\r",
    ",",
    "\u{feff}",
];

/// The file after some damage.
pub fn damaged(dice: &mut Dice, sound: &[u8]) -> Vec<u8> {
    let is_zip = sound.starts_with(b"PK");
    if is_zip && dice.below(4) > 0 {
        return inside(dice, sound);
    }
    hurt(dice, sound)
}

fn hurt(dice: &mut Dice, sound: &[u8]) -> Vec<u8> {
    let mut bytes = sound.to_vec();
    for _ in 0..=dice.below(3) {
        bytes = once(dice, bytes);
    }
    bytes
}

fn once(dice: &mut Dice, mut bytes: Vec<u8>) -> Vec<u8> {
    let at = dice.below(bytes.len());
    let end = (at + dice.below(64)).min(bytes.len());
    match dice.below(6) {
        0 => bytes.truncate(at),
        1 => drop(bytes.drain(at..end)),
        2 => {
            let again = bytes[at..end].to_vec();
            let to = dice.below(bytes.len());
            bytes.splice(to..to, again);
        }
        3 => {
            let (_, other) = dice.pick(seeds::all());
            let from = dice.below(other.len());
            let upto = (from + dice.below(256)).min(other.len());
            bytes.splice(at..end, other[from..upto].iter().copied());
        }
        4 => {
            let piece = *dice.pick(&PIECES);
            bytes.splice(at..end.min(at + 4), piece.bytes());
        }
        _ => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << dice.below(8);
            }
        }
    }
    bytes
}

/// One part of a zip damaged, and all packed again.
fn inside(dice: &mut Dice, sound: &[u8]) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(sound)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    let victim = dice.below(from.len());
    for at in 0..from.len() {
        let mut file = from.by_index(at).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        if at == victim {
            content = hurt(dice, &content);
        }
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        to.start_file(file.name().unwrap().to_string(), options).unwrap();
        to.write_all(&content).unwrap();
    }
    to.finish().unwrap().into_inner()
}
