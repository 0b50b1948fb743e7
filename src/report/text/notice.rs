//! Notices about cases and exports, and diagnostics of rules and of the command line.

use super::{BOLD, CYAN, RED, YELLOW, field, headline, paint};
use crate::diag::{Code, Diagnostic, Place, Severity};
use crate::model::Notice;
use crate::report::{Style, snippet, words};
use std::io::{self, Write};

/// A notice, its words already chosen.
pub(in crate::report) fn notice(notice: &Notice, style: Style) -> String {
    block(notice.diagnostic.code, &notice.message, &notice.help, &notice.diagnostic.places, style)
}

/// Prints diagnostics with their places, each under its code, then how many there were.
///
/// # Errors
/// Those of `out`.
pub fn diagnostics(out: &mut dyn Write, all: &[Diagnostic], style: Style) -> io::Result<()> {
    for one in all {
        let block = block(one.code, &one.message(style.lang), &one.help(style.lang), &one.places, style);
        writeln!(out, "{block}")?;
    }
    let tally = tally(all, style);
    if tally.is_empty() { Ok(()) } else { writeln!(out, "{}", paint(style, BOLD, &tally)) }
}

/// Weight, message and code; places; what to do.
fn block(code: &Code, message: &str, help: &str, places: &[Place], style: Style) -> String {
    let weight = words::severity(code.severity).of(style.lang);
    let colour = match code.severity {
        Severity::Error => RED,
        Severity::Warning => YELLOW,
        Severity::Info => CYAN,
    };
    let head = headline(style, colour, weight, &format!("{message}  [{}]", code.id));
    let places = match code.severity {
        Severity::Info => places.iter().map(|place| snippet::line(place, snippet::Label::Own, style)).collect(),
        _ => snippet::all_places(places.iter(), style),
    };
    head + &places + &field(style, &words::HELP, help)
}

/// `error 2 · warning 1`.
fn tally(all: &[Diagnostic], style: Style) -> String {
    let of = |severity| {
        let count = all.iter().filter(|one| one.code.severity == severity).count();
        (count > 0).then(|| format!("{} {count}", words::severity(severity).of(style.lang)))
    };
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Info].into_iter().filter_map(of).collect();
    counts.join(words::DOT.of(style.lang))
}
