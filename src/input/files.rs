//! Record files: which there are, which settings hold for each, and their documents one after the other, twice over.
//!
//! Lists, workbooks and zips are found here too; [`super::tables`] turns them into documents before the first is read.

use crate::diag::{Diagnostic, Place, Role};
use crate::pipeline::DocText;
use crate::read::{Settings, read_settings};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// How a folder of results begins, which is never read as records.
pub const RESULTS: &str = "点検結果_";

/// How a file holds its cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// One case or an array.
    Json,
    /// One case a line.
    Ndjson,
}

/// One record file.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path relative to the input as given.
    pub path: String,
    /// Where it is; the spool for standard input.
    pub file: PathBuf,
    /// How it holds its cases.
    pub kind: SourceKind,
    /// Index of its manifest.
    pub manifest: usize,
    /// It was made of lists and workbooks, which stand among the files by themselves.
    pub brought: bool,
}

/// A file of a kind that becomes documents before it is read: a list, a workbook or a zip.
#[derive(Clone, Debug)]
pub struct TableFile {
    /// Path relative to the input as given.
    pub path: String,
    /// Where it is.
    pub file: PathBuf,
    /// Index of its manifest.
    pub manifest: usize,
}

/// All inputs of a run.
#[derive(Debug, Default)]
pub struct Inputs {
    /// Files bytewise by path.
    pub sources: Vec<Source>,
    /// Folder and settings of each `kijun.toml`; index 0 stands for none.
    pub settings: Vec<(String, Settings)>,
    /// Folder of each of the settings.
    pub roots: Vec<PathBuf>,
    /// Index of the settings of the run.
    pub root: Option<usize>,
    /// What was wrong in the settings.
    pub problems: Vec<Diagnostic>,
    /// Inputs that do not exist or cannot be opened.
    pub missing: Vec<(String, io::Error)>,
    /// Lists, workbooks and zips, in the order they were found.
    pub tables: Vec<TableFile>,
    /// Maps that stand beside the records: display path and where.
    pub maps: Vec<(String, PathBuf)>,
    /// What was brought in of them.
    pub brought: super::tables::BroughtIn,
    /// What was made of the tables; held until the end of the run.
    pub(super) spools: Vec<tempfile::NamedTempFile>,
    has_stdin: bool,
    folders: BTreeMap<PathBuf, Option<usize>>,
}

impl Inputs {
    /// Finds the files of the inputs; standard input is written to a spool for its second reading.
    ///
    /// # Errors
    /// Those of the spool.
    pub fn find(inputs: &[String]) -> io::Result<Inputs> {
        let none = vec![(String::new(), Settings::default())];
        let mut found = Inputs { settings: none, roots: vec![PathBuf::new()], ..Inputs::default() };
        for input in inputs {
            match input.as_str() {
                "-" => found.standard_input()?,
                _ => found.path(Path::new(input), inputs.len() > 1),
            }
        }
        found.sort();
        found.root = inputs.first().and_then(|first| found.root_settings(first));
        Ok(found)
    }

    /// Puts files bytewise by path.
    pub(super) fn sort(&mut self) {
        self.sources.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
        self.tables.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
        self.maps.sort();
    }

    /// The `kijun.toml` at the root of the first input, else of the working folder.
    fn root_settings(&mut self, first: &str) -> Option<usize> {
        let path = Path::new(first);
        let folder = match path {
            _ if first == "-" => PathBuf::from("."),
            path if path.is_dir() => path.to_path_buf(),
            path => path.parent().map(Path::to_path_buf).unwrap_or_default(),
        };
        self.settings_in(&folder, "").or_else(|| self.settings_in(Path::new("."), ""))
    }

    fn standard_input(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.has_stdin, true) {
            return Ok(());
        }
        let mut spool = tempfile::NamedTempFile::new()?;
        io::copy(&mut io::stdin().lock(), &mut spool)?;
        let file = spool.path().to_path_buf();
        let manifest = self.settings_in(Path::new("."), "").unwrap_or(0);
        self.spools.push(spool);
        let kind = SourceKind::Ndjson;
        self.sources.push(Source { path: "-".to_owned(), file, kind, manifest, brought: false });
        Ok(())
    }

    fn path(&mut self, path: &Path, several: bool) {
        let prefix = if several { format!("{}/", base(path)) } else { String::new() };
        if path.is_file() {
            let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
            let manifest = self.settings_in(&folder, "").unwrap_or(0);
            self.add(kind_of(path).unwrap_or(FileKind::Records(SourceKind::Json)), base(path), path, manifest);
            return;
        }
        if !path.is_dir() {
            let error = io::Error::new(io::ErrorKind::NotFound, "no such file or folder");
            self.missing.push((base(path), error));
            return;
        }
        let is_result = |entry: &walkdir::DirEntry| entry.file_name().to_string_lossy().starts_with(RESULTS);
        let walk = WalkDir::new(path).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|entry| entry.depth() == 0 || !(entry.file_type().is_dir() && is_result(entry)))
        {
            match entry {
                Ok(entry) if entry.file_type().is_file() => self.walked(path, entry.path(), &prefix),
                Ok(_) => {}
                Err(error) => {
                    let place = error.path().map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
                    self.missing.push((place, error.into()));
                }
            }
        }
    }

    fn walked(&mut self, root: &Path, file: &Path, prefix: &str) {
        let Some(kind) = kind_of(file) else { return };
        let relative = file.strip_prefix(root).unwrap_or(file);
        let folders =
            relative.ancestors().skip(1).map(|folder| (root.join(folder), format!("{prefix}{}", shown(folder))));
        let folders: Vec<(PathBuf, String)> = folders.collect();
        let manifest = folders.iter().find_map(|(folder, name)| self.settings_in(folder, name)).unwrap_or(0);
        self.add(kind, format!("{prefix}{}", shown(relative)), file, manifest);
    }

    fn add(&mut self, kind: FileKind, path: String, file: &Path, manifest: usize) {
        let file = file.to_path_buf();
        match kind {
            FileKind::Records(kind) => self.sources.push(Source { path, file, kind, manifest, brought: false }),
            FileKind::Table => self.tables.push(TableFile { path, file, manifest }),
            FileKind::Map => self.maps.push((path, file)),
        }
    }

    /// The settings of a folder, read once.
    fn settings_in(&mut self, folder: &Path, name: &str) -> Option<usize> {
        if let Some(known) = self.folders.get(folder) {
            return *known;
        }
        let shown = if name.is_empty() {
            "kijun.toml".to_owned()
        } else {
            format!("{}/kijun.toml", name.trim_end_matches('/'))
        };
        let found = match std::fs::read_to_string(folder.join("kijun.toml")) {
            Ok(text) => Some(read_settings(&shown, &text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => Some((Settings::default(), vec![unreadable_settings(&shown, &error)])),
        };
        let found = found.map(|(settings, problems)| {
            self.problems.extend(problems);
            self.settings.push((name.to_owned(), settings));
            self.roots.push(folder.to_path_buf());
            self.settings.len() - 1
        });
        self.folders.insert(folder.to_path_buf(), found);
        found
    }

    /// Calls back with every document in order; what cannot be read is given as its path and why, and the rest is read.
    pub fn documents(&self, mut each: impl FnMut(DocText), mut unread: impl FnMut(&str, Unreadable)) {
        for (index, source) in self.sources.iter().enumerate() {
            let read = match source.kind {
                SourceKind::Json => whole(index, source, &mut each),
                SourceKind::Ndjson => lines(index, source, &mut each, &mut unread),
            };
            if let Err(error) = read {
                unread(&source.path, error);
            }
        }
    }

    /// One document again, by file and first line.
    pub fn document(&self, file: usize, first_line: usize) -> Option<DocText> {
        let source = self.sources.get(file)?;
        let mut found = None;
        let mut keep = |doc: DocText| {
            if doc.first_line == first_line && found.is_none() {
                found = Some(doc);
            }
        };
        let _ = match source.kind {
            SourceKind::Json => whole(file, source, &mut keep),
            SourceKind::Ndjson => lines(file, source, &mut keep, &mut |_, _| ()),
        };
        found
    }

    /// Path and BLAKE3 of each file; empty for one that cannot be read, which is reported as such.
    pub fn hashes(&self) -> Vec<(String, String)> {
        let hash = |file: &Path| -> io::Result<String> {
            let mut hasher = blake3::Hasher::new();
            io::copy(&mut File::open(file)?, &mut hasher)?;
            Ok(hasher.finalize().to_hex().to_string())
        };
        let records = self.sources.iter().filter(|source| !source.brought).map(|source| (&source.path, &source.file));
        let tables = self.tables.iter().map(|table| (&table.path, &table.file));
        let maps = self.maps.iter().map(|(path, file)| (path, file));
        let mut hashes: Vec<(String, String)> = records
            .chain(tables)
            .chain(maps)
            .map(|(path, file)| (path.clone(), hash(file).unwrap_or_default()))
            .collect();
        hashes.sort();
        hashes
    }
}

/// Settings that are there and cannot be read: what they declare is lost, so it is said.
fn unreadable_settings(path: &str, error: &io::Error) -> Diagnostic {
    let place = Place::bare(Role::Complete, path, 1);
    Diagnostic::new(&crate::pipeline::codes::UNREADABLE).arg("reason", error).at(place)
}

/// Why a document cannot be read.
#[derive(Debug)]
pub enum Unreadable {
    /// The file.
    Io(io::Error),
    /// The line that is not UTF-8.
    NotUtf8(usize),
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unreadable::Io(error) => error.fmt(f),
            Unreadable::NotUtf8(line) => write!(f, "line {line}: not UTF-8"),
        }
    }
}

fn whole(index: usize, source: &Source, each: &mut impl FnMut(DocText)) -> Result<(), Unreadable> {
    let mut bytes = Vec::new();
    File::open(&source.file).and_then(|mut file| file.read_to_end(&mut bytes)).map_err(Unreadable::Io)?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or(&[]);
        Unreadable::NotUtf8(1 + valid.iter().filter(|byte| **byte == b'\n').count())
    })?;
    each(DocText { file: index, path: source.path.clone(), first_line: 1, text, manifest: source.manifest });
    Ok(())
}

fn lines(
    index: usize,
    source: &Source,
    each: &mut impl FnMut(DocText),
    unread: &mut impl FnMut(&str, Unreadable),
) -> Result<(), Unreadable> {
    let mut reader = BufReader::new(File::open(&source.file).map_err(Unreadable::Io)?);
    for first_line in 1.. {
        let mut bytes = Vec::new();
        if reader.read_until(b'\n', &mut bytes).map_err(Unreadable::Io)? == 0 {
            return Ok(());
        }
        match String::from_utf8(bytes) {
            Ok(text) if text.trim().is_empty() => {}
            Ok(text) => {
                each(DocText { file: index, path: source.path.clone(), first_line, text, manifest: source.manifest });
            }
            Err(_) => unread(&source.path, Unreadable::NotUtf8(first_line)),
        }
    }
    Ok(())
}

/// What a file is, by its name.
enum FileKind {
    Records(SourceKind),
    Table,
    Map,
}

fn kind_of(path: &Path) -> Option<FileKind> {
    let name = path.file_name()?.to_str()?.to_ascii_lowercase();
    if name.ends_with(".map.toml") {
        return Some(FileKind::Map);
    }
    // What a spreadsheet program leaves beside a file that is open in it.
    if name.starts_with("~$") || name.starts_with(".~lock") {
        return None;
    }
    match name.rsplit_once('.')?.1 {
        "json" => Some(FileKind::Records(SourceKind::Json)),
        "ndjson" | "jsonl" => Some(FileKind::Records(SourceKind::Ndjson)),
        "csv" | "tsv" | "xlsx" | "xlsm" | "xls" | "zip" => Some(FileKind::Table),
        _ => None,
    }
}

fn base(path: &Path) -> String {
    path.file_name().map_or_else(|| shown(path), |name| name.to_string_lossy().into_owned())
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
