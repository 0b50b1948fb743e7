//! `kijun check`: find the inputs, load the rules, count, judge block by block, report.

use super::Exit;
use super::args::{CheckArgs, ColorArg, FailOn, FormatArg};
use crate::calendar::Day;
use crate::diag::{Diagnostic, Lang};
use crate::input::{Inputs, PackError, Unreadable, load};
use crate::lang::codes as lang_codes;
use crate::limits;
use crate::model::{Declaration, InputReceipt, KindId, Manifest, Period, Receipt, Schema, Verdict};
use crate::pipeline::{Begun, Census, DocText, Options, RuleSet, Run, codes, compile_rules};
use crate::read::manifest;
use crate::report::{Reporter, Style, diagnostics, format};
use crate::text::closest;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal, Write};
use std::time::Duration;

/// Runs the command.
pub(super) fn run(args: &CheckArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Exit> {
    let lang = args.common.lang();
    let style = Style { lang, color: colored(args.common.color), width: width() };
    let inputs = Inputs::find(&args.inputs)?;
    for (path, error) in &inputs.missing {
        let problem = Diagnostic::new(&codes::UNREADABLE).arg("reason", format!("{path}: {error}"));
        diagnostics(err, &[problem], style)?;
    }
    if !inputs.missing.is_empty() && inputs.sources.is_empty() {
        return Ok(Exit::Usage);
    }
    let wanted = wanted_rules(args, &inputs);
    let rules = match load_rules(&wanted) {
        Ok(rules) => rules,
        Err(problems) => {
            diagnostics(err, &problems, style)?;
            return Ok(Exit::Usage);
        }
    };
    judged(args, &inputs, &rules, style, out, err)
}

fn wanted_rules(args: &CheckArgs, inputs: &Inputs) -> Vec<String> {
    if !args.rules.is_empty() {
        return args.rules.clone();
    }
    let settings = inputs.root.and_then(|root| inputs.settings.get(root));
    settings.map(|(_, settings)| settings.check.rules.clone()).unwrap_or_default()
}

/// Loads and compiles packs.
pub(super) fn load_rules(wanted: &[String]) -> Result<RuleSet, Vec<Diagnostic>> {
    let packs = load(wanted).map_err(|error| vec![pack_problem(error)])?;
    compile_rules(&packs)
}

fn pack_problem(error: PackError) -> Diagnostic {
    match error {
        PackError::NotFound(name) => {
            let near = closest(&name, crate::input::built_in_names());
            lang_codes::unknown(&lang_codes::NO_PACK, &name, near)
        }
        PackError::Empty(name) => Diagnostic::new(&lang_codes::NO_RULES).arg("name", name),
        PackError::Io(path, error) => Diagnostic::new(&codes::UNREADABLE).arg("reason", format!("{path}: {error}")),
    }
}

fn judged(
    args: &CheckArgs,
    inputs: &Inputs,
    rules: &RuleSet,
    style: Style,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Exit> {
    let schema = &rules.program.schema;
    let (mut manifests, mut problems) = manifests(inputs, schema);
    let assumed = match assume(args, schema, &mut manifests) {
        Ok(assumed) => assumed,
        Err(problem) => {
            diagnostics(err, &[problem], style)?;
            return Ok(Exit::Usage);
        }
    };
    let mut census = Census::default();
    inputs.documents(|doc| census.add(rules, &manifests, &doc), |_, _| ());
    problems.extend(census.settle(schema, &mut manifests));
    let (as_of, as_of_from) = match as_of(args, inputs, &manifests, err)? {
        Some(chosen) => chosen,
        None => return Ok(Exit::Usage),
    };
    problems.extend(late(as_of, &manifests));
    let threads = rayon::ThreadPoolBuilder::new().num_threads(args.jobs.unwrap_or(0)).build();
    let threads = threads.map_err(io::Error::other)?;
    let begun = Begun { rules, manifests, as_of, options: options(args, inputs, style.lang), threads };
    let mut receipt = receipt(&begun, inputs, as_of_from)?;
    receipt.assumed = assumed;
    let mut outputs = Outputs::open(args, &begun, style, out)?;
    outputs.each(|reporter, out| reporter.begin(out))?;
    let mut run = Run::default();
    let bar = progress(args, census.documents);
    blocks(inputs, &begun, &mut run, &bar, &mut outputs)?;
    bar.finish_and_clear();
    let mut notices: Vec<_> = problems.into_iter().map(|problem| begun.notice(problem, None)).collect();
    notices.append(&mut run.loose);
    for duplicate in &census.duplicates {
        let first = inputs.document(duplicate.first.0, duplicate.first.1);
        let second = inputs.document(duplicate.second.0, duplicate.second.1);
        notices.extend(first.zip(second).and_then(|(first, second)| begun.duplicate(&first, &second, duplicate)));
    }
    notices.extend(begun.closing_notices(&run));
    outputs.each(|reporter, out| reporter.office(out, &notices))?;
    run.unread.extend(inputs.missing.iter().map(|(path, _)| path.clone()));
    let mut summary = begun.summary(&run);
    summary.receipt = receipt;
    outputs.each(|reporter, out| reporter.end(out, &summary))?;
    Ok(exit(args, &begun, &run))
}

/// Judges block by block, so that memory does not grow with the number of cases.
fn blocks(
    inputs: &Inputs,
    begun: &Begun<'_>,
    run: &mut Run,
    bar: &ProgressBar,
    outputs: &mut Outputs<'_>,
) -> io::Result<()> {
    let mut block: Vec<DocText> = Vec::new();
    let mut written: io::Result<()> = Ok(());
    let mut unread: Vec<(String, Unreadable)> = Vec::new();
    let mut flush = |block: &mut Vec<DocText>, run: &mut Run| {
        let cases = begun.block(block, run);
        bar.inc(block.len() as u64);
        block.clear();
        cases.iter().try_for_each(|case| outputs.each(|reporter, out| reporter.case(out, case)))
    };
    inputs.documents(
        |doc| {
            block.push(doc);
            if block.len() >= limits::BLOCK_CASES && written.is_ok() {
                written = flush(&mut block, run);
            }
        },
        |path, why| unread.push((path.to_owned(), why)),
    );
    written?;
    flush(&mut block, run)?;
    for (path, why) in unread {
        let (problem, line) = match why {
            Unreadable::Io(error) => (Diagnostic::new(&codes::UNREADABLE).arg("reason", format!("{path}: {error}")), 1),
            Unreadable::NotUtf8(line) => (Diagnostic::new(&codes::NOT_UTF8).arg("line", line), line),
        };
        run.loose.push(begun.notice(problem.at(bare_place(&path, line)), None));
        run.unread.push(path);
    }
    Ok(())
}

fn bare_place(path: &str, line: usize) -> crate::diag::Place {
    crate::diag::Place {
        role: crate::diag::Role::Evidence,
        path: path.to_owned(),
        line,
        column: 1,
        pointer: String::new(),
        text: None,
        masked: false,
        excerpt: None,
        label: String::new(),
    }
}

fn manifests(inputs: &Inputs, schema: &Schema) -> (Vec<Manifest>, Vec<Diagnostic>) {
    let mut problems = inputs.problems.clone();
    let mut manifests = Vec::new();
    for (folder, settings) in &inputs.settings {
        let (mut declared, more) = manifest(settings, schema);
        declared.folder.clone_from(folder);
        problems.extend(more);
        manifests.push(declared);
    }
    (manifests, problems)
}

/// Adds what the user assumes complete; gives the names for the receipt.
fn assume(args: &CheckArgs, schema: &Schema, manifests: &mut [Manifest]) -> Result<Vec<String>, Diagnostic> {
    let mut kinds = Vec::new();
    for name in &args.assume_complete {
        if name.is_empty() {
            kinds.extend((1..schema.kinds.len()).map(|at| KindId(at as u16)));
            continue;
        }
        let found = schema.kind_named(&crate::text::fold(name)).ok_or_else(|| {
            let known = schema.kinds.iter().flat_map(|kind| [kind.name.en.as_str(), &kind.name.ja]);
            lang_codes::unknown(&lang_codes::UNKNOWN_KIND, name, closest(name, known))
        })?;
        kinds.push(found);
    }
    for manifest in manifests {
        let period = Period { from: Day::MIN, to: Day::MAX };
        manifest.complete.extend(kinds.iter().map(|kind| Declaration { kind: *kind, period, place: None }));
    }
    let all = args.assume_complete.iter().any(String::is_empty);
    let names = kinds.iter().map(|kind| schema.kind(*kind).name.en.clone());
    Ok(if all { vec!["all".to_owned()] } else { names.collect() })
}

/// The option, else the settings, else the earliest extraction, else the machine's date, said on stderr.
fn as_of(
    args: &CheckArgs,
    inputs: &Inputs,
    manifests: &[Manifest],
    err: &mut dyn Write,
) -> io::Result<Option<(Day, &'static str)>> {
    if let Some(day) = args.as_of {
        return Ok(Some((day, "option")));
    }
    let settings = inputs.root.and_then(|root| inputs.settings.get(root));
    if let Some(text) = settings.and_then(|(_, settings)| settings.check.as_of.as_ref()) {
        return match crate::calendar::parse_date(text) {
            Ok(date) if date.is_exact() => Ok(Some((date.lo, "settings"))),
            _ => {
                writeln!(err, "kijun: kijun.toml: as_of = {text:?} is not a whole date / 日付として読めません")?;
                Ok(None)
            }
        };
    }
    if let Some(day) = manifests.iter().filter_map(|manifest| manifest.extracted).min() {
        return Ok(Some((day, "manifest")));
    }
    let day = machine_date();
    let words = args.common.lang().of(
        "書き出しの日が書かれていないため、今日の日付を基準日にしました",
        "no extraction date is declared, so today's date is used as the as-of date",
    );
    if !args.common.quiet {
        writeln!(err, "kijun: {words}: {day}")?;
    }
    Ok(Some((day, "clock")))
}

/// The machine's date, read once, here and nowhere else.
#[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
fn machine_date() -> Day {
    let date = jiff::ZonedDateTime::now().date();
    Day::from_ymd(date.year().into(), date.month() as u32, date.day() as u32).unwrap_or(Day(0))
}

fn late(as_of: Day, manifests: &[Manifest]) -> Option<Diagnostic> {
    let extracted = manifests.iter().filter_map(|manifest| manifest.extracted).min()?;
    (as_of > extracted)
        .then(|| Diagnostic::new(&codes::LATER_THAN_EXPORT).arg("as_of", as_of).arg("extracted", extracted))
}

fn options(args: &CheckArgs, inputs: &Inputs, lang: Lang) -> Options {
    let settings = inputs.root.and_then(|root| inputs.settings.get(root));
    Options {
        show: args.show.0.clone(),
        select: args.select.clone(),
        ignore: args.ignore.clone(),
        cases: args.case.clone(),
        lang,
        real_names: args.real_names,
        alias_key: settings.and_then(|(_, settings)| settings.check.alias_key.clone()).unwrap_or_default(),
    }
}

fn receipt(begun: &Begun<'_>, inputs: &Inputs, as_of_from: &str) -> io::Result<Receipt> {
    let schema = &begun.rules.program.schema;
    let declared = begun.manifests.iter().flat_map(|manifest| &manifest.complete);
    let declared = declared.filter(|declared| declared.place.is_some()).map(|declared| {
        let end = |day: Day| if day.is_finite() { day.to_string() } else { String::new() };
        let (from, to) = (end(declared.period.from), end(declared.period.to));
        format!("{} {from}..{to}", schema.kind(declared.kind).name.en)
    });
    let mut declared: Vec<String> = declared.collect();
    declared.sort();
    declared.dedup();
    let inputs = inputs.hashes()?.into_iter().map(|(path, blake3)| InputReceipt { path, blake3 });
    Ok(Receipt {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        as_of: begun.as_of.to_string(),
        as_of_from: as_of_from.to_owned(),
        packs: begun.rules.receipts.clone(),
        profile: None,
        inputs: inputs.collect(),
        declared,
        assumed: Vec::new(),
    })
}

/// 3 stands above 1, and 1 above 4.
fn exit(args: &CheckArgs, begun: &Begun<'_>, run: &Run) -> Exit {
    if !run.unread.is_empty() {
        return Exit::Unread;
    }
    let binding = begun.rules.program.classes.iter().filter(|class| class.binding);
    let default = || FailOn(binding.map(|class| (Verdict::Violation, Some(class.name.clone()))).collect());
    let FailOn(wanted) = args.fail_on.clone().unwrap_or_else(default);
    let classes = &begun.rules.program.classes;
    let failing = wanted.iter().any(|(verdict, class)| match class {
        Some(class) => run.of_class(class, *verdict) > 0,
        None => classes.iter().any(|class| class.binding && run.of_class(&class.name, *verdict) > 0),
    });
    match (failing, run.judged_nothing()) {
        (true, _) => Exit::Found,
        (false, true) => Exit::Nothing,
        (false, false) => Exit::Clean,
    }
}

/// A bar on a terminal, for runs that last.
fn progress(args: &CheckArgs, documents: u64) -> ProgressBar {
    let hidden = args.no_progress || args.common.quiet || !io::stderr().is_terminal() || documents < 1_000;
    let target = if hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let bar = ProgressBar::with_draw_target(Some(documents), target);
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos}/{len}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// Whether to colour what goes to standard output.
pub(super) fn colored(color: ColorArg) -> bool {
    match color {
        ColorArg::Always => true,
        ColorArg::Never => false,
        ColorArg::Auto => io::stdout().is_terminal(),
    }
}

/// Columns of the report; a terminal's own width is not asked for, so that two runs are the same.
pub(super) fn width() -> usize {
    100
}

/// The reporters of a run and where each writes.
struct Outputs<'o> {
    list: Vec<(Box<dyn Reporter>, Target<'o>)>,
}

enum Target<'o> {
    Out(&'o mut dyn Write),
    File(io::BufWriter<std::fs::File>),
    Buffer(Vec<u8>),
}

impl<'o> Outputs<'o> {
    fn open(args: &CheckArgs, begun: &Begun<'_>, style: Style, out: &'o mut dyn Write) -> io::Result<Outputs<'o>> {
        let default = [FormatArg { name: "text".to_owned(), file: None }];
        let wanted = if args.format.is_empty() { &default[..] } else { &args.format };
        let mut out = Some(out);
        let mut list = Vec::new();
        for wanted in wanted {
            let Some(format) = format(&wanted.name) else { continue };
            let style = if wanted.file.is_some() { Style { color: false, ..style } } else { style };
            let target = match &wanted.file {
                Some(path) => Target::File(io::BufWriter::new(std::fs::File::create(path)?)),
                None => out.take().map_or_else(|| Target::Buffer(Vec::new()), Target::Out),
            };
            list.push(((format.make)(style, &begun.rules.display), target));
        }
        Ok(Outputs { list })
    }

    fn each(&mut self, mut call: impl FnMut(&mut dyn Reporter, &mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        for (reporter, target) in &mut self.list {
            match target {
                Target::Out(out) => call(reporter.as_mut(), *out)?,
                Target::File(file) => call(reporter.as_mut(), file)?,
                Target::Buffer(buffer) => call(reporter.as_mut(), buffer)?,
            }
        }
        Ok(())
    }
}
