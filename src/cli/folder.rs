//! `kijun FOLDER`: the office's way. Everything is checked, and a page and a workbook are put beside the folder.
//!
//! It is one run of `kijun check` with two files to write, and the answer in a few words.

use super::args::{Cli, Command, FolderArgs};
use super::begin::machine_date;
use super::{Exit, check};
use crate::diag::Lang;
use crate::input::RESULTS;
use clap::Parser;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

/// How the folder of records beside the program is called, when none is named.
const RECORDS: &str = "記録";
/// Names of the two files.
const PAGE: &str = "点検結果.html";
const WORKBOOK: &str = "点検結果.xlsx";

/// Runs the command.
pub(super) fn run(args: &FolderArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Exit> {
    let lang = args.common.office_lang();
    let Some(folder) = args.folder.clone().map(PathBuf::from).or_else(records) else {
        let words = lang.of(
            "点検する記録のフォルダを指定してください（例: kijun 記録）。試すには: kijun init sample 記録",
            "name the folder of records (such as: kijun records); to try it: kijun init sample records",
        );
        writeln!(err, "kijun: {words}")?;
        return Ok(Exit::Usage);
    };
    if !folder.exists() {
        let words = lang.of("その名前のフォルダやファイルがありません", "there is no such folder or file");
        writeln!(err, "kijun: {words}: {}", folder.display())?;
        return Ok(Exit::Usage);
    }
    let beside = beside(&folder);
    let results = match new_results(&beside) {
        Ok(results) => results,
        Err(error) => {
            let words = lang.of(
                "結果を書くフォルダを作れません。書き込める場所（デスクトップなど）に記録のフォルダを移してください",
                "the folder for the results cannot be made; move the records to a place that can be written to",
            );
            writeln!(err, "kijun: {words}: {}: {error}", beside.display())?;
            return Ok(Exit::Usage);
        }
    };
    let earlier = earlier(&beside, &results);
    let exit = checked(args, &folder, earlier.as_deref(), &results, (out, err));
    if std::fs::read_dir(&results).is_ok_and(|mut files| files.next().is_none()) {
        // Nothing was written: an empty folder would look like a result.
        let removed = std::fs::remove_dir(&results);
        return exit.and_then(|exit| removed.map(|()| exit));
    }
    written(&results, lang, out)?;
    let refused = earlier.filter(|_| results.join(PAGE).exists() && !results.join(WORKBOOK).exists());
    if let Some(earlier) = refused {
        writeln!(err, "kijun: {}", no_workbook(&earlier, lang))?;
    }
    exit
}

/// Tells where the files are.
fn written(results: &Path, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let files = [(PAGE, "印刷する報告", "the page to print"), (WORKBOOK, "書き込む表", "the workbook to fill in")];
    for (name, ja, en) in files.into_iter().filter(|(name, ..)| results.join(name).is_file()) {
        writeln!(out, "{}: {}", lang.of(ja, en), results.join(name).display())?;
    }
    Ok(())
}

/// That there is no workbook, because the earlier one could not be read, and what to do.
fn no_workbook(earlier: &Path, lang: Lang) -> String {
    let earlier = earlier.display();
    match lang {
        Lang::Ja => format!(
            "書き込む表は作っていません。前回の表（{earlier}）を開いているなら閉じてください。開けない表なら、\
             その「{RESULTS}…」のフォルダを別の場所に移してください。それから、もう一度実行してください"
        ),
        Lang::En => format!(
            "no workbook was made; close the earlier one ({earlier}) if it is open, or move its folder `{RESULTS}…` \
             elsewhere if it cannot be opened, and run this again"
        ),
    }
}

/// One run of `kijun check` that writes both files and says in a few words what was found.
fn checked(
    args: &FolderArgs,
    folder: &Path,
    earlier: Option<&Path>,
    results: &Path,
    (out, err): (&mut dyn Write, &mut dyn Write),
) -> io::Result<Exit> {
    let file = |format: &str, name: &str| format!("{format}={}", results.join(name).display());
    let mut words: Vec<String> = ["kijun", "check", "--no-progress", "--color", "never", "--format", "brief"]
        .iter()
        .map(|word| (*word).to_owned())
        .collect();
    words.extend(["--format".to_owned(), file("html", PAGE), "--format".to_owned(), file("xlsx", WORKBOOK)]);
    words.extend(["--lang".to_owned(), args.common.office_lang().of("ja", "en").to_owned()]);
    if let Some(earlier) = earlier {
        words.extend(["--carry".to_owned(), earlier.display().to_string()]);
    }
    for (name, value) in [("--profile", &args.profile), ("--as-of", &args.as_of)] {
        words.extend(value.iter().flat_map(|value| [name.to_owned(), value.clone()]));
    }
    if args.real_names {
        words.push("--real-names".to_owned());
    }
    words.extend(["--".to_owned(), folder.display().to_string()]);
    match Cli::try_parse_from(words) {
        Ok(Cli { command: Some(Command::Check(options)), .. }) => check::run(&options, out, err),
        Ok(_) => Ok(Exit::Usage),
        Err(error) => {
            write!(err, "{error}")?;
            Ok(Exit::Usage)
        }
    }
}

/// The folder of records beside the program, or here.
fn records() -> Option<PathBuf> {
    let program = std::env::current_exe().ok();
    let beside = program.as_deref().and_then(Path::parent).map(|folder| folder.join(RECORDS));
    beside.into_iter().chain([PathBuf::from(RECORDS)]).find(|folder| folder.is_dir())
}

/// The folder that holds a folder.
fn beside(folder: &Path) -> PathBuf {
    // `canonicalize` would give a form of the path that people on Windows do not know; but `..` must be followed.
    let absolute = match folder.components().next_back() {
        Some(Component::ParentDir) => folder.canonicalize(),
        _ => std::path::absolute(folder),
    };
    let whole = absolute.unwrap_or_else(|_| folder.to_path_buf());
    whole.parent().map(Path::to_path_buf).unwrap_or(whole)
}

/// A new folder for the results: never one that is there.
fn new_results(beside: &Path) -> io::Result<PathBuf> {
    let name = format!("{RESULTS}{}", machine_date());
    for number in 1..1_000 {
        let name = if number == 1 { name.clone() } else { format!("{name}_{number}") };
        match std::fs::create_dir(beside.join(&name)) {
            Ok(()) => return Ok(beside.join(name)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::from(io::ErrorKind::AlreadyExists))
}

/// The workbook of the latest results before these: what was typed into it is carried over.
fn earlier(beside: &Path, results: &Path) -> Option<PathBuf> {
    let folders = std::fs::read_dir(beside).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    let workbooks = folders
        .filter(|folder| folder != results)
        .filter(|folder| folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with(RESULTS)))
        .map(|folder| folder.join(WORKBOOK))
        .filter(|workbook| workbook.is_file());
    workbooks.max_by_key(|workbook| order(workbook))
}

/// Results by date, and then by number: `_10` comes after `_9`.
fn order(workbook: &Path) -> (String, usize) {
    let name = workbook.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    let rest = name.strip_prefix(RESULTS).unwrap_or("");
    let (date, number) = rest.split_once('_').unwrap_or((rest, "1"));
    (date.to_owned(), number.parse().unwrap_or(0))
}
