//! `kijun review`: the cases proposed for this month, or the sheet of a case that is taken over.

use super::Exit;
use super::args::{CheckArgs, FailOn, FormatArg, ReviewArgs};
use super::check;
use super::file::unreadable;
use super::outputs::{Outputs, context};
use crate::calendar::Day;
use crate::diag::{Diagnostic, Severity};
use crate::input::Inputs;
use crate::pipeline::{Begun, codes};
use crate::read::read_seen;
use crate::report::{Reporter, Review, Rotation, Style, TakeOver, diagnostics};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Runs the command.
pub(super) fn run(args: &ReviewArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Exit> {
    let style = Style { lang: args.check.common.lang(), color: false, width: check::width() };
    let text = FormatArg { name: "text".to_owned(), file: None };
    let format = args.check.format.first().cloned().unwrap_or(text);
    let fits = format.name == "text" || format.name == "csv" && args.take_over.is_none();
    if args.check.format.len() > 1 || !fits {
        let known = if args.take_over.is_none() { "text, csv" } else { "text" };
        diagnostics(err, &[Diagnostic::new(&codes::REVIEW_FORMAT).arg("known", known)], style)?;
        return Ok(Exit::Usage);
    }
    let seen = match args.seen.as_deref().map(seen).transpose() {
        Ok(seen) => {
            let (seen, warnings) = seen.unzip();
            diagnostics(err, warnings.as_deref().unwrap_or_default(), style)?;
            seen
        }
        Err(problems) => {
            diagnostics(err, &problems, style)?;
            return Ok(Exit::Usage);
        }
    };
    let open = |begun: &Begun<'_>, inputs: &Inputs, style: Style| -> Vec<(Box<dyn Reporter>, FormatArg)> {
        let context = context(&args.check, begun, inputs, style, false);
        let reporter: Box<dyn Reporter> = match &args.take_over {
            Some(_) => Box::new(TakeOver::new(style, &context)),
            None => Box::new(Review::new(
                style,
                &context,
                rotation(args, seen.as_deref(), begun, inputs),
                format.name == "csv",
            )),
        };
        vec![(reporter, format.clone())]
    };
    check::run_with(&asked(args), out, err, &|begun, inputs, style, out| {
        Outputs::of(open(begun, inputs, style), style, out)
    })
}

/// The run behind it: no finding fails it, and one case is all that is taken over.
fn asked(args: &ReviewArgs) -> CheckArgs {
    let mut check = args.check.clone();
    check.fail_on = check.fail_on.or(Some(FailOn(Vec::new())));
    check.held = args.take_over.is_some();
    check.case.extend(args.take_over.clone());
    check
}

type Seen = Vec<(String, Day)>;

/// The record of what was looked at, and warnings about it.
fn seen(path: &str) -> Result<(Seen, Vec<Diagnostic>), Vec<Diagnostic>> {
    let failed = |reason: String| vec![unreadable(path, &reason)];
    let text = std::fs::read_to_string(path).map_err(|error| failed(error.to_string()))?;
    let (seen, problems) = read_seen(path, &text);
    let broken = problems.iter().any(|problem| problem.code.severity == Severity::Error);
    if broken { Err(problems) } else { Ok((seen, problems)) }
}

/// The rotation, what was seen by alias.
fn rotation(args: &ReviewArgs, seen: Option<&[(String, Day)]>, begun: &Begun<'_>, inputs: &Inputs) -> Rotation {
    let mut aliases: BTreeMap<String, String> = BTreeMap::new();
    if seen.is_some() {
        inputs.documents(|doc| aliases.extend(begun.case_names(&doc)), |_, _| ());
    }
    let last = |seen: &[(String, Day)]| {
        let mut last: BTreeMap<String, Day> = BTreeMap::new();
        for (case, day) in seen {
            let alias = aliases.get(case).unwrap_or(case).clone();
            last.entry(alias).and_modify(|known| *known = (*known).max(*day)).or_insert(*day);
        }
        last
    };
    let input = args.check.inputs.join(" ");
    Rotation {
        months: args.months,
        seen: seen.map(last),
        sheet: format!("kijun check {input} --case … --format html=….html"),
    }
}
