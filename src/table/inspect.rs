//! Looks through the parts of a workbook before its reader does, so that no part can make that reader allocate or count
//! without bound: how much each unpacks to, how long a tag is, what is kept of it, and which cells it names.

use super::TableError;
use super::archive::{Archive, Unpacked, refused};
use crate::limits;
use std::io::{BufRead, BufReader, Read};

/// What was seen in a workbook.
#[derive(Default)]
pub(super) struct Seen {
    /// Some sheet has merged regions.
    pub(super) merged: bool,
    /// Other files it refers to.
    pub(super) links: usize,
    /// Texts of the common table.
    texts: usize,
    /// Elements kept that are no cells: styles, names, relations.
    kept: usize,
    styles: usize,
    longest: usize,
}

/// Looks through every part.
pub(super) fn inspect(archive: &mut Archive, bytes: &[u8]) -> Result<Seen, TableError> {
    let mut unpacked = Unpacked::of(bytes);
    unpacked.declared(archive)?;
    let mut seen = Seen::default();
    for at in 0..archive.len() {
        let name = archive.by_index_raw(at).and_then(|file| file.name().map(|name| name.to_ascii_lowercase()));
        let name = name.map_err(|error| refused(&error))?;
        let is_read = name.ends_with(".xml") || name.ends_with(".rels");
        seen.links += usize::from(name.starts_with("xl/externallinks/externallink"));
        unpacked.read(archive, at, |part| if is_read { seen.part(part) } else { drain(part) })?;
    }
    Ok(seen)
}

fn drain(part: &mut dyn Read) -> Result<(), TableError> {
    std::io::copy(part, &mut std::io::sink()).map(|_| ()).map_err(|error| damaged(&error.to_string()))
}

fn damaged(reason: &str) -> TableError {
    TableError::Damaged { reason: reason.to_owned() }
}

impl Seen {
    fn part(&mut self, part: &mut dyn Read) -> Result<(), TableError> {
        let mut part = BufReader::with_capacity(64 * 1024, part);
        (self.styles, self.longest) = (0, 0);
        let mut tag = Vec::new();
        while next_tag(&mut part, &mut tag)? {
            self.tag(&tag)?;
        }
        Ok(())
    }

    fn tag(&mut self, tag: &[u8]) -> Result<(), TableError> {
        if tag.starts_with(b"!DOCTYPE") {
            return Err(damaged("DOCTYPE"));
        }
        let name = tag.split(|byte| byte.is_ascii_whitespace() || *byte == b'/').next().unwrap_or_default();
        let attributes = tag.get(name.len()..).unwrap_or_default();
        self.longest = self.longest.max(tag.len());
        match name.rsplit(|byte| *byte == b':').next().unwrap_or_default() {
            b"c" | b"row" => refs(attributes, b"r"),
            b"dimension" | b"f" => refs(attributes, b"ref"),
            b"mergeCell" => {
                self.merged = true;
                refs(attributes, b"ref")
            }
            b"sst" => announced(attributes),
            b"si" => {
                self.texts += 1;
                within(self.texts)
            }
            b"xf" => {
                self.styles += 1;
                self.keep()
            }
            b"font" | b"fill" | b"border" | b"numFmt" | b"Relationship" | b"sheet" | b"definedName" => self.keep(),
            _ => Ok(()),
        }
    }

    /// Each style carries copies of what it names.
    fn keep(&mut self) -> Result<(), TableError> {
        self.kept += 1;
        let spelt_out = self.styles.saturating_mul(self.longest);
        if self.kept > limits::WORKBOOK_ELEMENTS || spelt_out > limits::WORKBOOK_STYLES {
            return Err(damaged("too many styles or names"));
        }
        Ok(())
    }
}

fn within(cells: usize) -> Result<(), TableError> {
    if cells > limits::TABLE_CELLS { Err(TableError::Cells { limit: limits::TABLE_CELLS }) } else { Ok(()) }
}

/// The reader makes room for as many texts as are announced.
fn announced(attributes: &[u8]) -> Result<(), TableError> {
    let count = attribute(attributes, b"uniqueCount").and_then(number);
    within(count.unwrap_or_default())
}

/// Reads up to the end of the next tag, `tag` being what stands between its brackets; false at the end of the part.
fn next_tag(part: &mut impl BufRead, tag: &mut Vec<u8>) -> Result<bool, TableError> {
    let mut text = 0;
    let found = each_byte(part, |byte| {
        text += 1;
        (byte == b'<', text)
    })?;
    if !found {
        return Ok(false);
    }
    tag.clear();
    let mut quote = None;
    each_byte(part, |byte| {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => (),
        }
        let closed = byte == b'>' && is_closed(tag, quote.is_some());
        if !closed {
            tag.push(byte);
        }
        (closed, tag.len())
    })
}

/// Whether a `>` behind this text of a tag closes it.
fn is_closed(tag: &[u8], quoted: bool) -> bool {
    match tag {
        [b'!', b'-', b'-', inside @ ..] => inside.ends_with(b"--"),
        [b'!', b'[', ..] => tag.ends_with(b"]]"),
        [b'?', inside @ ..] => inside.ends_with(b"?"),
        [b'/', ..] => true,
        _ => !quoted,
    }
}

/// Feeds byte after byte until one is the last; false at the end of the part. The second number is the length so far.
fn each_byte(part: &mut impl BufRead, mut feed: impl FnMut(u8) -> (bool, usize)) -> Result<bool, TableError> {
    loop {
        let bytes = part.fill_buf().map_err(|error| damaged(&error.to_string()))?;
        if bytes.is_empty() {
            return Ok(false);
        }
        let mut length = 0;
        let last = bytes.iter().position(|byte| {
            let (last, so_far) = feed(*byte);
            length = so_far;
            last
        });
        let used = last.map_or(bytes.len(), |at| at + 1);
        part.consume(used);
        if length > limits::XML_PIECE {
            return Err(damaged("a part without structure"));
        }
        if last.is_some() {
            return Ok(true);
        }
    }
}

/// The value of an attribute, found as the reader finds it.
fn attribute<'a>(mut rest: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    loop {
        let equals = rest.iter().position(|byte| *byte == b'=')?;
        let key = rest.get(..equals)?.trim_ascii();
        let value = rest.get(equals + 1..)?.trim_ascii_start();
        let (quote, value) = value.split_first().filter(|(quote, _)| matches!(quote, b'"' | b'\''))?;
        let end = value.iter().position(|byte| byte == quote).unwrap_or(value.len());
        if key == name {
            return value.get(..end);
        }
        rest = value.get(end + 1..)?;
    }
}

fn number(digits: &[u8]) -> Option<usize> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// Refuses an attribute that names cells no sheet has, or a region from right to left: the reader computes with them.
fn refs(attributes: &[u8], name: &[u8]) -> Result<(), TableError> {
    let Some(value) = attribute(attributes, name) else { return Ok(()) };
    let mut cells = value.split(|byte| *byte == b':').map(cell);
    let sound = match (cells.next().flatten(), cells.next(), cells.next()) {
        (Some(_), None, None) => true,
        (Some(start), Some(Some(end)), None) => start.0 <= end.0 && start.1 <= end.1,
        _ => false,
    };
    if sound { Ok(()) } else { Err(damaged(&format!("cell {}", String::from_utf8_lossy(value)))) }
}

/// Column (0 for none) and row of an address as a sheet may have it.
fn cell(address: &[u8]) -> Option<(usize, usize)> {
    let letters = address.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (letters, digits) = address.split_at_checked(letters)?;
    let row = number(digits).filter(|_| digits.iter().all(u8::is_ascii_digit) && digits.len() <= 7)?;
    let column = |column: usize, byte: &u8| column * 26 + usize::from(byte.to_ascii_uppercase() - b'A') + 1;
    (letters.len() <= 3).then(|| (letters.iter().fold(0, column), row))
}
