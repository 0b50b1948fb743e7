//! The reporters of a run, and where each writes.

use super::args::{CheckArgs, FormatArg};
use crate::pipeline::Begun;
use crate::report::{Reporter, Style, format};
use std::io::{self, Write};

/// The reporters of a run and where each writes.
pub(super) struct Outputs<'o> {
    list: Vec<(Box<dyn Reporter>, Target<'o>)>,
}

pub(super) enum Target<'o> {
    Out(&'o mut dyn Write),
    File(io::BufWriter<std::fs::File>),
}

impl<'o> Outputs<'o> {
    pub(super) fn open(
        args: &CheckArgs,
        begun: &Begun<'_>,
        style: Style,
        out: &'o mut dyn Write,
    ) -> io::Result<Outputs<'o>> {
        let default = [FormatArg { name: "text".to_owned(), file: None }];
        let wanted = if args.format.is_empty() { &default[..] } else { &args.format };
        let mut out = Some(out);
        let mut list = Vec::new();
        for wanted in wanted {
            let Some(format) = format(&wanted.name) else { continue };
            let style = if wanted.file.is_some() { Style { color: false, ..style } } else { style };
            let target = match &wanted.file {
                Some(path) => Target::File(io::BufWriter::new(std::fs::File::create(path)?)),
                None => Target::Out(out.take().ok_or_else(only_one)?),
            };
            list.push(((format.make)(style, &begun.rules.display), target));
        }
        Ok(Outputs { list })
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

    /// Writes out what is still held, so that nothing is lost silently.
    pub(super) fn finish(self) -> io::Result<()> {
        self.list.into_iter().try_for_each(|(_, target)| match target {
            Target::Out(out) => out.flush(),
            Target::File(mut file) => file.flush(),
        })
    }
}

fn only_one() -> io::Error {
    io::Error::other("only one format can go to standard output; give the others a file, as in csv=FILE")
}
