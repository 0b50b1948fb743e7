//! The reporters of a run, and where each writes.

use super::args::{CheckArgs, FormatArg};
use super::carry::carried;
use super::file::Pending;
use crate::diag::{Diagnostic, Lang};
use crate::input::Inputs;
use crate::model::Catalogue;
use crate::pipeline::{Begun, catalogue};
use crate::report::{Context, Format, Reporter, Style, format};
use std::io::{self, Write};
use std::rc::Rc;

/// The reporters of a run and where each writes.
pub(super) struct Outputs<'o> {
    list: Vec<(Box<dyn Reporter>, Target<'o>)>,
    /// Files that were left as they are, and why.
    pub(super) refused: Vec<Diagnostic>,
}

pub(super) enum Target<'o> {
    Out(&'o mut dyn Write),
    File(Pending),
}

impl<'o> Outputs<'o> {
    pub(super) fn open(
        args: &CheckArgs,
        begun: &Begun<'_>,
        inputs: &Inputs,
        style: Style,
        out: &'o mut dyn Write,
    ) -> io::Result<Outputs<'o>> {
        let default = [FormatArg { name: "text".to_owned(), file: None }];
        let wanted = if args.format.is_empty() { &default[..] } else { &args.format };
        let context = context(args, begun, inputs, style, drawn(args));
        let (mut made, mut refused) = (Vec::new(), Vec::new());
        for wanted in wanted {
            let Some(format) = format(&wanted.name) else { continue };
            let style = if wanted.file.is_some() { Style { color: false, ..style } } else { style };
            match with_carried(format, wanted, &args.carry, (&context, begun)) {
                Ok(context) => made.push(((format.make)(style, &context), wanted.clone())),
                Err(problem) => refused.push(problem),
            }
        }
        Ok(Outputs { refused, ..Outputs::of(made, style, out)? })
    }

    /// Reporters, each with where it writes.
    pub(super) fn of(
        made: Vec<(Box<dyn Reporter>, FormatArg)>,
        style: Style,
        out: &'o mut dyn Write,
    ) -> io::Result<Outputs<'o>> {
        let mut out = Some(out);
        let mut list = Vec::new();
        for (reporter, wanted) in made {
            let target = match &wanted.file {
                Some(path) => Target::File(Pending::begin(path, style.lang)?),
                None => Target::Out(out.take().ok_or_else(only_one)?),
            };
            list.push((reporter, target));
        }
        Ok(Outputs { list, refused: Vec::new() })
    }

    /// Whether there is nothing to write.
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub(super) fn each(
        &mut self,
        mut call: impl FnMut(&mut dyn Reporter, &mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        for (reporter, target) in &mut self.list {
            match target {
                Target::Out(out) => call(reporter.as_mut(), *out)?,
                Target::File(file) => call(reporter.as_mut(), file)?,
            }
        }
        Ok(())
    }

    /// Writes out what is still held and puts files into their places, so that nothing is lost silently; gives those that
    /// could not be put there.
    pub(super) fn finish(self) -> io::Result<Vec<Diagnostic>> {
        let mut refused = Vec::new();
        for (_, target) in self.list {
            match target {
                Target::Out(out) => out.flush()?,
                Target::File(file) => refused.extend(file.finish().err()),
            }
        }
        Ok(refused)
    }
}

/// The context of a format: a workbook is told what was typed into the one that it replaces.
fn with_carried(
    format: &Format,
    wanted: &FormatArg,
    others: &[String],
    (context, begun): (&Rc<Context>, &Begun<'_>),
) -> Result<Rc<Context>, Diagnostic> {
    match &wanted.file {
        Some(path) if format.is_binary() => {
            let drawn = [Lang::Ja, Lang::En].map(|lang| begun.rules.views.drawn(lang));
            let carried = carried(path, others, context, &drawn)?;
            Ok(Rc::new(Context { carried, ..Context::clone(context) }))
        }
        _ => Ok(Rc::clone(context)),
    }
}

/// Whether one of the formats draws cases.
pub(super) fn drawn(args: &CheckArgs) -> bool {
    args.format.iter().filter_map(|wanted| format(&wanted.name)).any(|format| format.drawn)
}

/// What a run tells its reporters.
pub(super) fn context(args: &CheckArgs, begun: &Begun<'_>, inputs: &Inputs, style: Style, drawn: bool) -> Rc<Context> {
    Rc::new(Context {
        display: begun.rules.display.clone(),
        catalogue: if drawn { catalogue(begun.rules, style.lang) } else { Catalogue::default() },
        drawn: begun.rules.views.drawn(style.lang),
        office: begun.office().to_owned(),
        as_of: Some(begun.as_of),
        imported: inputs.brought.report.clone(),
        partial: !(args.select.is_empty() && args.ignore.is_empty() && args.case.is_empty()),
        workbook: begun.rules.workbook.clone(),
        since: begun.options.since,
        by: begun.options.by.as_ref().map(|by| by.words(&begun.rules.program.schema, style.lang)),
        brief: args.common.quiet,
        titles: begun.titles(),
        ..Context::default()
    })
}

fn only_one() -> io::Error {
    io::Error::other("only one format can go to standard output; give the others a file, as in csv=FILE")
}
