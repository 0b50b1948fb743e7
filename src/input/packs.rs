//! Packs from folders, files, or from the binary itself, with what they `use`.

use crate::limits;
use crate::pipeline::{PackFiles, used_packs};
use include_dir::{Dir, File, include_dir};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// Why packs could not be loaded.
#[derive(Debug)]
pub enum PackError {
    /// No folder, file or built-in pack of that name.
    NotFound(String),
    /// No file or built-in profile of that name.
    NoProfile(String),
    /// A folder without a rule file.
    Empty(String),
    /// A file could not be opened.
    Io(String, std::io::Error),
}

/// Name of the file beside a pack that says how the workbook looks; beside a profile, the ending of its name.
const WORKBOOK: &str = "workbook.toml";
/// What a pack says of how cases are drawn, beside its rules.
const VIEWS: &str = "views.toml";
/// Folder of the built-in profiles.
const PROFILES: &str = "profiles";

/// Names of the built-in packs.
pub fn built_in_names() -> Vec<&'static str> {
    let folders = BUILT_IN.dirs().filter_map(|dir| dir.path().file_name()?.to_str());
    folders.filter(|name| *name != PROFILES).collect()
}

/// Names of the built-in profiles.
pub fn built_in_profiles() -> Vec<&'static str> {
    let files = BUILT_IN.get_dir(PROFILES).into_iter().flat_map(Dir::files).filter(|file| is_rules(file.path()));
    files.filter_map(|file| file.path().file_stem()?.to_str()).collect()
}

/// A profile: a file, or a built-in one by name.
///
/// # Errors
/// When the name is nothing, or the file cannot be opened.
pub fn load_profile(name: &str) -> Result<PackFiles, PackError> {
    let path = Path::new(name);
    if path.is_file() {
        let workbook = beside(&path.with_extension(WORKBOOK))?;
        return Ok(PackFiles { name: stem(path), files: vec![read(path)?], workbook, ..PackFiles::default() });
    }
    let files = BUILT_IN.get_dir(PROFILES).into_iter().flat_map(Dir::files);
    let named = |file: &&File| is_rules(file.path()) && file.path().file_stem().is_some_and(|stem| stem == name);
    let found = files.into_iter().find(named);
    let file = found.ok_or_else(|| PackError::NoProfile(name.to_owned()))?;
    let workbook = BUILT_IN.get_file(file.path().with_extension(WORKBOOK)).map(built_in_file);
    Ok(PackFiles { name: name.to_owned(), files: vec![built_in_file(file)], workbook, ..PackFiles::default() })
}

/// Loads what `-r` names, or every built-in pack; used packs come first, each once.
///
/// # Errors
/// When a name is nothing, a folder has no rules, or a file cannot be opened.
pub fn load(wanted: &[String]) -> Result<Vec<PackFiles>, PackError> {
    load_by(wanted, false)
}

/// As [`load`], but the examples of built-in packs are left out. They are known to hold; those of a pack that is read from
/// files may have mistakes, which are told.
///
/// # Errors
/// As [`load`].
pub fn load_to_judge(wanted: &[String]) -> Result<Vec<PackFiles>, PackError> {
    load_by(wanted, true)
}

fn load_by(wanted: &[String], judging: bool) -> Result<Vec<PackFiles>, PackError> {
    let mut loader = Loader { packs: Vec::new(), seen: BTreeSet::new(), judging };
    if wanted.is_empty() {
        built_in_names().into_iter().try_for_each(|name| loader.built_in(name))?;
    }
    for name in wanted {
        loader.named(name)?;
    }
    Ok(loader.packs)
}

struct Loader {
    packs: Vec<PackFiles>,
    seen: BTreeSet<String>,
    /// Whether the examples of built-in packs are left out.
    judging: bool,
}

impl Loader {
    fn named(&mut self, name: &str) -> Result<(), PackError> {
        let path = Path::new(name);
        if path.exists() {
            return self.path(path);
        }
        if built_in_names().contains(&name) {
            return self.built_in(name);
        }
        Err(PackError::NotFound(name.to_owned()))
    }

    /// A pack folder, a folder of packs, or one rule file.
    fn path(&mut self, path: &Path) -> Result<(), PackError> {
        if path.is_file() {
            let pack = PackFiles { name: stem(path), files: vec![read(path)?], ..PackFiles::default() };
            return self.add(pack, path.parent());
        }
        let mut folders: Vec<PathBuf> = rule_files(path)?
            .into_iter()
            .filter(|file| file.file_name().is_some_and(|name| name == "pack.kijun"))
            .filter_map(|file| file.parent().map(Path::to_path_buf))
            .collect();
        if folders.is_empty() {
            folders.push(path.to_path_buf());
        }
        folders.sort();
        folders.iter().try_for_each(|folder| self.folder(folder))
    }

    fn folder(&mut self, folder: &Path) -> Result<(), PackError> {
        let files: Vec<(String, Vec<u8>)> =
            rule_files(folder)?.iter().map(|file| read(file)).collect::<Result<_, _>>()?;
        if files.is_empty() {
            return Err(PackError::Empty(display(folder)));
        }
        let beside = |name| beside(&folder.join(name));
        let (views, workbook, maps) = (beside(VIEWS)?, beside(WORKBOOK)?, maps_in(folder)?);
        let name = stem(folder);
        self.add(PackFiles { name, files, maps, views, workbook, ..PackFiles::default() }, folder.parent())
    }

    fn built_in(&mut self, name: &str) -> Result<(), PackError> {
        let dir = BUILT_IN.get_dir(name).ok_or_else(|| PackError::NotFound(name.to_owned()))?;
        let mut files: Vec<(String, Vec<u8>)> =
            dir.files().filter(|file| is_rules(file.path())).map(built_in_file).collect();
        files.sort();
        let mut maps: Vec<(String, Vec<u8>)> =
            dir.files().filter(|file| is_map(file.path())).map(built_in_file).collect();
        maps.sort();
        let beside = |file: &str| BUILT_IN.get_file(dir.path().join(file)).map(built_in_file);
        let (views, workbook) = (beside(VIEWS), beside(WORKBOOK));
        self.add(PackFiles { name: name.to_owned(), files, maps, views, workbook, rules_only: self.judging }, None)
    }

    /// Adds a pack behind those it uses: a folder beside it, else a built-in one.
    fn add(&mut self, pack: PackFiles, beside: Option<&Path>) -> Result<(), PackError> {
        let identity = pack.files.first().map(|(path, _)| path.clone()).unwrap_or_default();
        if !self.seen.insert(format!("{}\0{identity}", pack.name)) {
            return Ok(());
        }
        for used in used_packs(&pack) {
            let folder = beside.map(|beside| beside.join(&used)).filter(|folder| folder.is_dir());
            match folder {
                Some(folder) => self.folder(&folder)?,
                None => self.built_in(&used)?,
            }
        }
        self.packs.push(pack);
        Ok(())
    }
}

fn rule_files(folder: &Path) -> Result<Vec<PathBuf>, PackError> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| PackError::Io(display(folder), error.into()))?;
        if entry.file_type().is_file() && is_rules(entry.path()) {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

/// Whether a file is a map from lists to records.
fn is_map(path: &Path) -> bool {
    path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.ends_with(".map.toml"))
}

/// The maps of a pack: those in its folder itself.
fn maps_in(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, PackError> {
    let fail = |error| PackError::Io(display(folder), error);
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        paths.push(entry.map_err(fail)?.path());
    }
    paths.retain(|path| is_map(path));
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn is_rules(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "kijun")
}

fn built_in_file(file: &File) -> (String, Vec<u8>) {
    (format!("rules/{}", display(file.path())), file.contents().to_vec())
}

/// What stands beside a pack or a profile, when there is such a file.
fn beside(path: &Path) -> Result<Option<(String, Vec<u8>)>, PackError> {
    if path.is_file() { read(path).map(Some) } else { Ok(None) }
}

/// Reads one rule file, but no more of it than the limit and one byte, which the first stage then refuses.
fn read(path: &Path) -> Result<(String, Vec<u8>), PackError> {
    use std::io::Read;
    let fail = |error| PackError::Io(display(path), error);
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(fail)?;
    file.take(limits::RULE_FILE_BYTES + 1).read_to_end(&mut bytes).map_err(fail)?;
    Ok((display(path), bytes))
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

fn display(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
