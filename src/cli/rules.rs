//! `kijun rules`: what the packs hold, by checklist and row.

use super::Exit;
use super::args::RulesArgs;
use super::check::{colored, load_rules, width};
use crate::pipeline::catalogue;
use crate::report::{Style, diagnostics, write_catalogue};
use std::io::{self, Write};

/// Runs the command.
pub(super) fn run(args: &RulesArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Exit> {
    let lang = args.common.lang();
    match load_rules(&args.rules, args.profile.as_deref()) {
        Ok(rules) => {
            write_catalogue(out, &catalogue(&rules, lang), &args.format, lang)?;
            Ok(Exit::Clean)
        }
        Err(problems) => {
            diagnostics(err, &problems, Style { lang, color: colored(args.common.color), width: width() })?;
            Ok(Exit::Usage)
        }
    }
}
