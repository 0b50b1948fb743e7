//! Files that a report goes into: written beside their place and put there when whole, so that a run which fails leaves
//! what was there.

use crate::diag::{Diagnostic, Lang};
use crate::pipeline::codes;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// A file that is being written.
pub(super) struct Pending {
    to: To,
    /// The path as it was given: the one that people know.
    path: String,
}

/// Where what is written goes.
enum To {
    /// Put into its place at the end.
    Beside(BufWriter<NamedTempFile>, PathBuf),
    /// The same, but never over another file.
    New(BufWriter<NamedTempFile>),
    /// A device or a pipe: there is nothing to put into place.
    Through(BufWriter<File>),
}

impl Pending {
    /// Begins a file.
    ///
    /// # Errors
    /// In words of the language, when the folder is not there or cannot be written to.
    pub(super) fn begin(path: &str, lang: Lang) -> io::Result<Pending> {
        let fail = |error: io::Error| said(&cannot_write(path, &error), lang);
        let there = Path::new(path).metadata();
        let pending = |to| Pending { to, path: path.to_owned() };
        if there.as_ref().is_ok_and(|there| !there.is_file()) {
            return File::create(path).map(|file| pending(To::Through(BufWriter::new(file)))).map_err(fail);
        }
        // A link stays a link: what it points to is replaced.
        let place = Path::new(path).canonicalize().unwrap_or_else(|_| PathBuf::from(path));
        let file = beside(&place).map_err(fail)?;
        if let Ok(there) = there {
            file.as_file().set_permissions(there.permissions()).map_err(fail)?;
        }
        Ok(pending(To::Beside(BufWriter::new(file), place)))
    }

    /// Begins a file that must not be there yet.
    ///
    /// # Errors
    /// Those of [`Pending::begin`].
    pub(super) fn begin_new(path: &str, lang: Lang) -> io::Result<Pending> {
        let file = beside(Path::new(path)).map_err(|error| said(&cannot_write(path, &error), lang))?;
        Ok(Pending { to: To::New(BufWriter::new(file)), path: path.to_owned() })
    }

    /// Puts it into its place.
    ///
    /// # Errors
    /// Those of the disk, of a file that another program holds open, and of one that must not be there and is.
    pub(super) fn finish(self) -> Result<(), Diagnostic> {
        let done = match self.to {
            To::Through(mut file) => file.flush(),
            To::Beside(file, place) => whole(file).and_then(|file| Ok(file.persist(&place).map(|_| ())?)),
            To::New(file) => whole(file).and_then(|file| Ok(file.persist_noclobber(&self.path).map(|_| ())?)),
        };
        done.map_err(|error| cannot_write(&self.path, &error))
    }
}

fn whole(file: BufWriter<NamedTempFile>) -> io::Result<NamedTempFile> {
    file.into_inner().map_err(io::IntoInnerError::into_error)
}

impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.to {
            To::Beside(file, _) | To::New(file) => file.write(bytes),
            To::Through(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.to {
            To::Beside(file, _) | To::New(file) => file.flush(),
            To::Through(file) => file.flush(),
        }
    }
}

/// A file in the folder of a place, with the rights that a new file has there.
fn beside(place: &Path) -> io::Result<NamedTempFile> {
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".kijun-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// That a file cannot be written, and why.
pub(super) fn cannot_write(path: &str, error: &io::Error) -> Diagnostic {
    let (ja, en) = why(error);
    Diagnostic::new(&codes::CANNOT_WRITE).arg("path", path).arg("why_ja", ja).arg("why", en)
}

/// That something cannot be read, and why.
pub(super) fn unreadable(path: &str, why: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic::new(&codes::UNREADABLE).arg("reason", format!("{path}: {why}"))
}

/// An error of the system in plain words.
pub(super) fn why(error: &io::Error) -> (String, String) {
    let (ja, en) = match error.kind() {
        io::ErrorKind::NotFound => ("フォルダーかファイルが見つかりません", "there is no such folder or file"),
        io::ErrorKind::AlreadyExists => ("同じ名前のファイルがすでにあります", "a file of this name is there already"),
        io::ErrorKind::NotADirectory => ("フォルダーではありません", "it is not in a folder"),
        io::ErrorKind::PermissionDenied => {
            ("ほかのプログラムで開いているか、許可がありません", "another program holds it open, or it may not be used")
        }
        io::ErrorKind::StorageFull => ("空きがありません", "there is no space left"),
        io::ErrorKind::ReadOnlyFilesystem => ("読むだけの場所です", "the place can only be read"),
        _ => return (error.to_string(), error.to_string()),
    };
    (ja.to_owned(), en.to_owned())
}

/// A problem as an error of the run.
pub(super) fn said(problem: &Diagnostic, lang: Lang) -> io::Error {
    io::Error::other(format!("{}{}{}", problem.message(lang), lang.of("。", "; "), problem.help(lang)))
}
