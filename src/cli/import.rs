//! `kijun import`: lists, workbooks and records to canonical NDJSON, and a report of what was read.

use super::Exit;
use super::args::ImportArgs;
use super::check::{colored, load_rules, width};
use super::file::{self, Pending};
use crate::diag::{Diagnostic, Lang, Place, Role, Severity};
use crate::input::{Bringing, Inputs};
use crate::pipeline::RuleSet;
use crate::read::{Document, canonical, read_document};
use crate::report::{Style, diagnostics, imported};
use std::io::{self, Write};
use std::path::Path;

/// Runs the command.
pub(super) fn run(args: &ImportArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Exit> {
    let style = Style { lang: args.common.lang(), color: colored(args.common.color), width: width() };
    let rules = match load_rules(&args.rules, None) {
        Ok(rules) => rules,
        Err(problems) => {
            diagnostics(err, &problems, style)?;
            return Ok(Exit::Usage);
        }
    };
    let mut inputs = Inputs::find(&args.inputs)?;
    if let Some(words) = args.output.as_deref().and_then(|path| refused(path, args.guess, &inputs, style.lang)) {
        writeln!(err, "kijun: {words}")?;
        return Ok(Exit::Usage);
    }
    let schema = &rules.program.schema;
    let how = Bringing { schema, layouts: &rules.layouts, lang: style.lang, real_names: args.real_names };
    if args.guess {
        let maps = inputs.guess(how)?;
        let problems = found(&inputs);
        diagnostics(err, &problems, style)?;
        let exit = proposed(args, &maps, style, (out, err))?;
        return Ok(if exit != Exit::Usage && broken(&problems) { Exit::Unread } else { exit });
    }
    inputs.bring(how)?;
    let (lines, mut problems) = lines(&inputs, &rules);
    problems.extend(found(&inputs));
    out.write_all(imported(&inputs.brought.report, style).as_bytes())?;
    diagnostics(err, &problems, style)?;
    let written = match &args.output {
        Some(path) => whole(path, &lines, style, err)?,
        None => true,
    };
    Ok(if !written || broken(&problems) { Exit::Unread } else { Exit::Clean })
}

/// What is wrong with the inputs themselves.
pub(super) fn found(inputs: &Inputs) -> Vec<Diagnostic> {
    let missing = inputs.missing.iter().map(|(path, error)| unreadable(path, error));
    inputs.problems.iter().cloned().chain(missing).collect()
}

/// Whether something was not read.
pub(super) fn broken(problems: &[Diagnostic]) -> bool {
    problems.iter().any(|problem| problem.code.severity == Severity::Error)
}

/// Why nothing is written to a path: it is one of the inputs, or a map that somebody may have worked on.
fn refused(path: &str, guess: bool, inputs: &Inputs, lang: Lang) -> Option<String> {
    let whole = |path: &Path| path.canonicalize().ok();
    let place = whole(Path::new(path))?;
    let read = inputs.sources.iter().map(|source| &source.file).chain(inputs.tables.iter().map(|table| &table.file));
    let is_input = read.chain(inputs.maps.iter().map(|(_, map)| map)).any(|file| whole(file).as_ref() == Some(&place));
    let words = match (is_input, guess) {
        (true, _) => {
            lang.of("は読み込むファイルです。別の名前にしてください", "is one of the inputs; choose another name")
        }
        (false, true) if place.is_file() => lang.of(
            "はすでにあります。そのままにしました。別の名前にしてください",
            "is there already, and was left as it is; choose another name",
        ),
        (false, _) => return None,
    };
    Some(format!("{path}: {words}"))
}

/// Maps for the tables that none fits: to files to put beside the records, or to look at.
fn proposed(
    args: &ImportArgs,
    maps: &[String],
    style: Style,
    (out, err): (&mut dyn Write, &mut dyn Write),
) -> io::Result<Exit> {
    let mut written = true;
    let paths = args.output.iter().flat_map(|path| (1..maps.len()).map(|nth| numbered(path, nth)));
    if let Some(path) = paths.into_iter().find(|path| Path::new(path).exists()) {
        let words = style.lang.of("はすでにあります。別の名前にしてください", "is there already; choose another name");
        writeln!(err, "kijun: {path}: {words}")?;
        return Ok(Exit::Usage);
    }
    for (nth, map) in maps.iter().enumerate() {
        match &args.output {
            Some(path) => written &= whole(&numbered(path, nth), map, style, err)?,
            None => writeln!(out, "{map}")?,
        }
    }
    Ok(match (maps.is_empty(), written) {
        (true, _) => Exit::Nothing,
        (false, true) => Exit::Clean,
        (false, false) => Exit::Unread,
    })
}

/// The name of the second file and of those after it: `lists.map.toml`, `lists-2.map.toml`.
fn numbered(path: &str, nth: usize) -> String {
    let (stem, end) = path.split_at(path.rfind(".map.").or_else(|| path.rfind('.')).unwrap_or(path.len()));
    if nth == 0 { path.to_owned() } else { format!("{stem}-{}{end}", nth + 1) }
}

/// Puts a file into its place when it is whole; whether it could be.
fn whole(path: &str, text: &str, style: Style, err: &mut dyn Write) -> io::Result<bool> {
    let mut file = Pending::begin(path, style.lang)?;
    file.write_all(text.as_bytes())?;
    let problem = file.finish().err();
    diagnostics(err, problem.as_slice(), style)?;
    Ok(problem.is_none())
}

/// Every case of the inputs as a line; the problems of those that were records already. Those of lists are told with them.
fn lines(inputs: &Inputs, rules: &RuleSet) -> (String, Vec<Diagnostic>) {
    let schema = &rules.program.schema;
    let (mut lines, mut problems, mut unread) = (String::new(), Vec::new(), Vec::new());
    inputs.documents(
        |doc| {
            let document = Document { path: &doc.path, text: &doc.text, first_line: doc.first_line, file: doc.file };
            problems.extend(read_document(schema, &document).1.into_iter().map(|problem| problem.diagnostic));
            for line in canonical(schema, &document) {
                lines.push_str(&line);
                lines.push('\n');
            }
        },
        |path, why| unread.push(unreadable(path, &why)),
    );
    problems.extend(unread);
    (lines, problems)
}

pub(super) fn unreadable(path: &str, why: &dyn std::fmt::Display) -> Diagnostic {
    file::unreadable(path, why).at(Place::bare(Role::Evidence, path, 1))
}
