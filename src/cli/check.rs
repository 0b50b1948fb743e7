//! `kijun check`: find the inputs, load the rules, count, judge block by block, report.

use super::Exit;
use super::aliases;
use super::args::{CheckArgs, ColorArg, FailOn};
use super::begin::{as_of, assume, late, manifests, receipt};
use super::file::unreadable;
use super::outputs::{Outputs, drawn};
use super::waivers::asked;
use crate::calendar::Day;
use crate::diag::{Diagnostic, Lang, Place, Role, Severity};
use crate::input::{Bringing, Inputs, PackError, Unreadable, load, load_profile, load_to_judge};
use crate::lang::codes as lang_codes;
use crate::limits;
use crate::model::Verdict;
use crate::pipeline::{
    Begun, Census, Counting, DocText, Grouping, Options, PackFiles, RuleSet, Run, codes, compile_rules, offices,
    self_check,
};
use crate::report::{Style, diagnostics};
use crate::text::closest;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};
use std::path::{Component, Path};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// Runs the command.
pub(super) fn run(args: &CheckArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Exit> {
    run_with(args, out, err, &|begun, inputs, style, out| Outputs::open(args, begun, inputs, style, out))
}

/// What makes the reporters of a run.
pub(super) type Open<'a> =
    dyn for<'o> Fn(&Begun<'_>, &Inputs, Style, &'o mut dyn Write) -> io::Result<Outputs<'o>> + 'a;

/// Runs it with the reporters that `open` makes.
pub(super) fn run_with(
    args: &CheckArgs,
    out: &mut dyn Write,
    err: &mut dyn Write,
    open: &Open<'_>,
) -> io::Result<Exit> {
    let lang = args.common.lang();
    let style = Style { lang, color: colored(args.common.color), width: width() };
    let mut inputs = Inputs::find(&args.inputs)?;
    for (path, error) in &inputs.missing {
        diagnostics(err, &[unreadable(path, error)], style)?;
    }
    if !inputs.missing.is_empty() && inputs.sources.is_empty() && inputs.tables.is_empty() {
        return Ok(Exit::Usage);
    }
    let rules = match wanted(args, &inputs)
        .map_err(|problem| vec![problem])
        .and_then(|(packs, profile)| rules_to_judge(&packs, profile.as_deref()))
    {
        Ok(rules) => rules,
        Err(problems) => {
            diagnostics(err, &problems, style)?;
            return Ok(Exit::Usage);
        }
    };
    let schema = &rules.program.schema;
    inputs.bring(Bringing { schema, layouts: &rules.layouts, lang, real_names: args.real_names })?;
    judged(args, &inputs, &rules, style, (out, err), open)
}

/// The packs and the profile of a run.
fn wanted(args: &CheckArgs, inputs: &Inputs) -> Result<(Vec<String>, Option<String>), Diagnostic> {
    Ok((wanted_rules(args, inputs)?, wanted_profile(args, inputs)?))
}

/// What `--profile` names, else what the settings name: a built-in profile, or a file below the settings' own folder.
fn wanted_profile(args: &CheckArgs, inputs: &Inputs) -> Result<Option<String>, Diagnostic> {
    let settings = inputs.root.and_then(|at| inputs.roots.get(at).zip(inputs.settings.get(at)));
    let named = settings.and_then(|(root, (_, settings))| Some((root, settings.check.profile.clone()?)));
    match (&args.profile, named) {
        (Some(profile), _) => Ok(Some(profile.clone())),
        (None, None) => Ok(None),
        (None, Some((root, name))) => match beside(root, &name) {
            _ if crate::input::built_in_profiles().contains(&name.as_str()) => Ok(Some(name)),
            Some(path) => Ok(Some(path)),
            None => Err(no_profile(&name)),
        },
    }
}

/// A path that exists below the folder of the settings and does not leave it.
pub(super) fn beside(root: &Path, name: &str) -> Option<String> {
    let path = Path::new(name);
    let inside = path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let beside = root.join(path);
    (inside && beside.exists()).then(|| beside.to_string_lossy().into_owned())
}

fn no_profile(name: &str) -> Diagnostic {
    lang_codes::unknown(&lang_codes::NO_PROFILE, name, closest(name, crate::input::built_in_profiles()))
}

/// What `-r` names, else what the settings name: built-in packs, or folders below the settings' own.
fn wanted_rules(args: &CheckArgs, inputs: &Inputs) -> Result<Vec<String>, Diagnostic> {
    if !args.rules.is_empty() {
        return Ok(args.rules.clone());
    }
    let Some((root, (_, settings))) = inputs.root.and_then(|at| inputs.roots.get(at).zip(inputs.settings.get(at)))
    else {
        return Ok(Vec::new());
    };
    let named = settings.check.rules.iter().map(|name| {
        if crate::input::built_in_names().contains(&name.as_str()) {
            return Ok(name.clone());
        }
        let near = || closest(name, crate::input::built_in_names());
        beside(root, name).ok_or_else(|| lang_codes::unknown(&lang_codes::NO_PACK, name, near()))
    });
    named.collect()
}

/// Loads and compiles packs, and the profile behind them.
pub(super) fn load_rules(wanted: &[String], profile: Option<&str>) -> Result<RuleSet, Vec<Diagnostic>> {
    let packs = load(wanted).map_err(|error| vec![pack_problem(error)])?;
    compile_rules(&with_profile(packs, profile)?)
}

/// Rules to judge by. What is built in is compiled once, however often a process checks.
pub(super) fn rules_to_judge(wanted: &[String], profile: Option<&str>) -> Result<Arc<RuleSet>, Vec<Diagnostic>> {
    static BUILT_IN: OnceLock<Arc<RuleSet>> = OnceLock::new();
    let plain = wanted.is_empty() && profile.is_none();
    if let Some(rules) = BUILT_IN.get().filter(|_| plain) {
        return Ok(Arc::clone(rules));
    }
    let packs = load_to_judge(wanted).map_err(|error| vec![pack_problem(error)])?;
    let rules = Arc::new(compile_rules(&with_profile(packs, profile)?)?);
    Ok(if plain { Arc::clone(BUILT_IN.get_or_init(|| rules)) } else { rules })
}

fn with_profile(mut packs: Vec<PackFiles>, profile: Option<&str>) -> Result<Vec<PackFiles>, Vec<Diagnostic>> {
    if let Some(profile) = profile {
        packs.push(load_profile(profile).map_err(|error| vec![pack_problem(error)])?);
    }
    Ok(packs)
}

fn pack_problem(error: PackError) -> Diagnostic {
    match error {
        PackError::NotFound(name) => {
            let near = closest(&name, crate::input::built_in_names());
            lang_codes::unknown(&lang_codes::NO_PACK, &name, near)
        }
        PackError::NoProfile(name) => no_profile(&name),
        PackError::Empty(name) => Diagnostic::new(&lang_codes::NO_RULES).arg("name", name),
        PackError::Io(path, error) => unreadable(&path, &error),
    }
}

fn judged(
    args: &CheckArgs,
    inputs: &Inputs,
    rules: &RuleSet,
    style: Style,
    (out, err): (&mut dyn Write, &mut dyn Write),
    open: &Open<'_>,
) -> io::Result<Exit> {
    if let Some(problem) = unknown_class(args, rules).or_else(|| unknown_rule(args, rules)) {
        diagnostics(err, &[problem], style)?;
        return Ok(Exit::Usage);
    }
    let schema = &rules.program.schema;
    let (mut manifests, mut problems) = manifests(inputs, schema);
    let assumed = assume(args, schema, &mut manifests);
    let (assumed, (accepted, by)) = match assumed.and_then(|assumed| Ok((assumed, asked(args, inputs, schema)?))) {
        Ok(asked) => asked,
        Err(problem) => {
            diagnostics(err, &[problem], style)?;
            return Ok(Exit::Usage);
        }
    };
    problems.extend(accepted.problems.iter().cloned());
    problems.extend(accepted.waivers.problems(rules));
    let unread_waivers = accepted.unread();
    let mut census = Census::default();
    let (as_of, as_of_from) = match as_of(args, inputs, &manifests, err)? {
        Some(chosen) => chosen,
        None => return Ok(Exit::Usage),
    };
    let options = options(args, inputs, as_of, by, style.lang);
    let (alias_key, real_names) = (options.alias_key.as_str(), options.real_names);
    let counting = Counting { rules, manifests: &manifests, alias_key, as_of, real_names };
    inputs.documents(|doc| census.add(counting, &doc), |_, _| ());
    if let Some(name) = census.unknown(&options.cases) {
        let problem = Diagnostic::new(&codes::UNKNOWN_CASE).arg("name", name);
        diagnostics(err, &[problem], style)?;
        return Ok(Exit::Usage);
    }
    problems.extend(census.settle(schema, &mut manifests, as_of));
    problems.extend(census.nowhere(schema, &mut manifests));
    problems.extend(late(as_of, &manifests));
    let threads =
        rayon::ThreadPoolBuilder::new().num_threads(args.jobs.unwrap_or(0)).stack_size(limits::STACK_BYTES).build();
    let threads = threads.map_err(io::Error::other)?;
    let mut paths = std::mem::take(&mut census.paths);
    paths.extend(inputs.brought.paths.clone());
    let mut begun =
        Begun { rules, manifests, as_of, options, paths, offices: Vec::new(), waivers: accepted.waivers, threads };
    let fetch = |file, line| inputs.document(file, line);
    let chosen: BTreeSet<usize> = begun.selected_rules().collect();
    let (found, more) = offices(rules, &begun.manifests, &census, as_of, |index| chosen.contains(&index), fetch);
    begun.offices = found;
    problems.extend(more);
    let mut receipt = receipt(&begun, inputs, as_of_from)?;
    receipt.assumed = assumed;
    receipt.since = begun.options.since.map(|day| day.to_string());
    receipt.waivers = accepted.receipt;
    let mut outputs = open(&begun, inputs, style, out)?;
    let mut refused = std::mem::take(&mut outputs.refused);
    diagnostics(err, &refused, style)?;
    if outputs.is_empty() && !refused.is_empty() {
        return Ok(Exit::Unread);
    }
    outputs.each(|reporter, out| reporter.begin(out))?;
    let mut run = Run::default();
    let bar = progress(args, census.documents);
    blocks(inputs, &begun, &mut run, &bar, &mut outputs)?;
    bar.finish_and_clear();
    for result in begun.office_results(&mut run) {
        outputs.each(|reporter, out| reporter.case(out, &result))?;
    }
    let mut notices: Vec<_> = problems.into_iter().map(|problem| begun.notice(problem, None)).collect();
    notices.append(&mut run.loose);
    for duplicate in census.duplicates.iter().take(limits::DUPLICATES) {
        let first = inputs.document(duplicate.first.0, duplicate.first.1);
        let second = inputs.document(duplicate.second.0, duplicate.second.1);
        notices.extend(first.zip(second).and_then(|(first, second)| begun.duplicate(&first, &second, duplicate)));
    }
    notices.extend(begun.closing_notices(&run));
    notices.extend(begun.waiver_notices(&run));
    outputs.each(|reporter, out| reporter.office(out, &notices))?;
    run.unread.extend(unread_settings(inputs));
    run.unread.extend(unread_waivers);
    run.unread.extend(inputs.missing.iter().map(|(path, _)| path.clone()));
    let mut summary = begun.summary(&run);
    summary.receipt = receipt;
    outputs.each(|reporter, out| reporter.end(out, &summary))?;
    let more = outputs.finish()?;
    diagnostics(err, &more, style)?;
    refused.extend(more);
    if let Some(path) = &args.aliases {
        aliases::write(path, inputs, &begun, style.lang)?;
    }
    Ok(if refused.is_empty() { exit(args, &begun, &run) } else { Exit::Unread })
}

/// A class behind `--fail-on` that no pack declares: a misspelt one would never fail a run.
fn unknown_class(args: &CheckArgs, rules: &RuleSet) -> Option<Diagnostic> {
    let classes = || rules.program.classes.iter().map(|class| class.name.as_str());
    let wanted = args.fail_on.iter().flat_map(|fail_on| &fail_on.0).filter_map(|(_, class)| class.as_deref());
    let unknown = wanted.into_iter().find(|wanted| !classes().any(|class| class == *wanted))?;
    Some(lang_codes::unknown(&lang_codes::UNKNOWN_CLASS, unknown, closest(unknown, classes())))
}

/// What is selected or ignored and begins no rule's id: a misspelt one would judge too little, or nothing, without a word.
fn unknown_rule(args: &CheckArgs, rules: &RuleSet) -> Option<Diagnostic> {
    let ids = || rules.program.rules.iter().map(|rule| rule.id.as_str());
    let unknown =
        args.select.iter().chain(&args.ignore).find(|wanted| !ids().any(|id| id.starts_with(wanted.as_str())))?;
    Some(lang_codes::unknown(&lang_codes::UNKNOWN_RULE, unknown, closest(unknown, ids())))
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
            Unreadable::Io(error) => (unreadable(&path, &error), 1),
            Unreadable::NotUtf8(line) => (Diagnostic::new(&codes::NOT_UTF8).arg("line", line), line),
        };
        run.loose.push(begun.notice(problem.at(Place::bare(Role::Evidence, &path, line)), None));
        run.unread.push(path);
    }
    Ok(())
}

/// Settings of which something could not be read: what they would have declared is lost.
fn unread_settings(inputs: &Inputs) -> Vec<String> {
    let errors = inputs.problems.iter().filter(|problem| problem.code.severity == Severity::Error);
    let mut paths: Vec<String> = errors.filter_map(|problem| Some(problem.places.first()?.path.clone())).collect();
    paths.dedup();
    paths
}

fn options(args: &CheckArgs, inputs: &Inputs, as_of: Day, by: Option<Grouping>, lang: Lang) -> Options {
    let settings = inputs.root.and_then(|root| inputs.settings.get(root));
    Options {
        show: args.show.0.clone(),
        select: args.select.clone(),
        ignore: args.ignore.clone(),
        cases: args.case.clone(),
        lang,
        real_names: args.real_names,
        drawn: drawn(args),
        alias_key: settings.and_then(|(_, settings)| settings.check.alias_key.clone()).unwrap_or_default(),
        since: args.self_check.map(|years| self_check::first_day(as_of, years)),
        held: args.held,
        by,
    }
}

/// 3 stands above 1, 1 above 4, and 4 above 5.
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
        None => classes.iter().any(|class| run.of_class(&class.name, *verdict) > 0),
    });
    match (failing, run.judged_nothing()) {
        (true, _) => Exit::Found,
        (false, true) => Exit::Nothing,
        (false, false) if args.strict && (run.is_loose(begun.selected_rules()) || begun.has_idle_waiver(run)) => {
            Exit::Strict
        }
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
