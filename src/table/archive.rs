//! Zips: what may be unpacked at all, and the entries of a zip read in place.

use super::TableError;
use crate::limits;
use encoding_rs::SHIFT_JIS;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use zip::ZipArchive;
use zip::result::ZipError;

/// How a zip begins.
pub(super) const SIGNATURE: [u8; 4] = *b"PK\x03\x04";
/// How a zip without entries begins.
pub(super) const EMPTY: [u8; 4] = *b"PK\x05\x06";

/// Where the name of an entry stands behind the signature of its header.
const NAME: usize = 30;

/// A zip in memory.
pub(super) type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Runs what hands bytes to the readers of other hands. They are given only what was looked through before, and should
/// never panic; should one do so all the same, one broken file must not take down the whole run.
pub(super) fn guarded<T>(read: impl FnOnce() -> Result<T, TableError>) -> Result<T, TableError> {
    let stopped = || TableError::Damaged { reason: "unreadable structure".to_owned() };
    caught(read).unwrap_or_else(|| Err(stopped()))
}

/// Runs a reader of another hand; none when it panics. What it was filling must be thrown away then.
pub fn caught<T>(read: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(read)).ok()
}

/// Opens a zip of a size and with a number of entries that are read.
pub(super) fn archive(bytes: &[u8]) -> Result<Archive<'_>, TableError> {
    if bytes.len() > limits::PACKED_BYTES {
        return Err(TableError::FileSize { limit: (limits::PACKED_BYTES >> 20) as u64 });
    }
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| refused(&error))?;
    if archive.len() > limits::ZIP_ENTRIES {
        return Err(TableError::Entries { limit: limits::ZIP_ENTRIES });
    }
    Ok(archive)
}

pub(super) fn refused(error: &ZipError) -> TableError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => TableError::Password,
        other => TableError::Damaged { reason: other.to_string() },
    }
}

/// Whether a zip is a document of an office suite, not a bundle of files.
pub(super) fn is_document(bytes: &[u8]) -> bool {
    let names = guarded(|| {
        let archive = archive(bytes)?;
        let mut names = archive.file_names().flatten();
        Ok(names.any(|name| name.starts_with("xl/") || name == "[Content_Types].xml" || name == "mimetype"))
    });
    // A zip that is cut off has lost its table of names, but each name also stands before its entry.
    let begins = |header: &[u8]| header.starts_with(&SIGNATURE) && header.ends_with(b"xl/");
    names.unwrap_or_else(|_| bytes.windows(NAME + 3).any(begins))
}

/// Counts what is unpacked of one zip.
pub(super) struct Unpacked {
    left: u64,
    packed: u64,
}

impl Unpacked {
    /// For a zip of so many bytes.
    pub(super) fn of(bytes: &[u8]) -> Unpacked {
        Unpacked { left: limits::UNPACKED_BYTES, packed: bytes.len() as u64 }
    }

    /// Refuses a zip whose table of entries says that it is too large.
    pub(super) fn declared(&self, archive: &mut Archive) -> Result<(), TableError> {
        let mut left = self.left;
        for at in 0..archive.len() {
            let file = archive.by_index_raw(at).map_err(|error| refused(&error))?;
            if file.encrypted() {
                return Err(TableError::Password);
            }
            let most = self.most(file.compressed_size());
            left = left.checked_sub(file.size()).ok_or_else(too_large)?;
            if file.size() > most {
                return Err(TableError::Bomb { part: file_name(file.name_raw()) });
            }
        }
        Ok(())
    }

    /// Reads an entry by `read`, which sees no more than may be unpacked, whatever the table of entries says.
    pub(super) fn read<T>(
        &mut self,
        archive: &mut Archive,
        at: usize,
        read: impl FnOnce(&mut dyn Read) -> Result<T, TableError>,
    ) -> Result<T, TableError> {
        let file = archive.by_index(at).map_err(|error| refused(&error))?;
        let most = self.most(file.compressed_size());
        let part = file_name(file.name_raw());
        let allowed = most.min(self.left);
        let mut file = file.take(allowed + 1);
        let result = read(&mut file);
        let unpacked = allowed + 1 - file.limit();
        if unpacked > allowed {
            return Err(if allowed < most { too_large() } else { TableError::Bomb { part } });
        }
        self.left -= unpacked;
        result
    }

    /// Bytes that an entry of so many packed bytes may unpack to.
    fn most(&self, packed: u64) -> u64 {
        packed.min(self.packed).saturating_mul(limits::UNPACKED_RATIO).max(limits::UNPACKED_SMALL)
    }
}

fn too_large() -> TableError {
    TableError::Unpacked { limit: limits::UNPACKED_BYTES >> 20 }
}

/// The files of a zip, in its order: their paths with forward slashes, and their bytes.
///
/// Names are UTF-8, or cp932 as Windows in Japan writes them. Folders are not listed, nor what systems leave behind
/// (`__MACOSX`, `.DS_Store`, `Thumbs.db`, `desktop.ini`). A zip inside is listed as the file it is, and not followed:
/// [`super::open`] says so.
///
/// # Errors
///
/// [`TableError::Password`], [`TableError::Damaged`], or a limit: bytes, entries, unpacked bytes.
pub fn zip_entries(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, TableError> {
    guarded(|| {
        let mut archive = archive(bytes)?;
        let mut unpacked = Unpacked::of(bytes);
        unpacked.declared(&mut archive)?;
        let mut entries = Vec::new();
        for at in 0..archive.len() {
            let name = archive.by_index_raw(at).map(|file| file_name(file.name_raw())).map_err(|e| refused(&e))?;
            if !name.ends_with('/') && !is_left_behind(&name) {
                let inside = unpacked.read(&mut archive, at, |file| unpack(file, &name))?;
                entries.push((name, inside));
            }
        }
        Ok(entries)
    })
}

fn unpack(file: &mut dyn Read, name: &str) -> Result<Vec<u8>, TableError> {
    let mut inside = Vec::new();
    let read = file.read_to_end(&mut inside);
    read.map(|_| inside).map_err(|error| TableError::Damaged { reason: format!("{name}: {error}") })
}

/// The name of an entry: decoded first, since the second byte of a character in cp932 may be a backslash.
pub(super) fn file_name(raw: &[u8]) -> String {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => SHIFT_JIS.decode_without_bom_handling(raw).0.into_owned(),
    };
    let name = name.replace('\\', "/");
    let parts: Vec<&str> = name.split('/').filter(|part| !matches!(*part, "" | "." | "..")).collect();
    let folder = if name.ends_with('/') || parts.is_empty() { "/" } else { "" };
    parts.join("/") + folder
}

fn is_left_behind(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or_default();
    name.starts_with("__MACOSX/") || matches!(last, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}
