//! Places shown to people: miette's snippet with our own column, or one line.
//!
//! miette is given the excerpt only, never the file, and a [`SourceCode`] that answers with the place's line and its column
//! in characters (miette's own sources count bytes). Everything it would print besides the snippet is left out, because
//! our words are in two languages. An excerpt wider than the page is cut round its scalar: a line that the terminal breaks
//! would take the underline from under it.

use super::Style;
use super::words::{self, Word};
use super::wrap::{columns, head, tail};
use crate::diag::{Excerpt, Place, Role};
use crate::text::visible;
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan,
    SpanContents,
};
use std::fmt;

/// Columns of the excerpt that are left on any page.
const LEAST: usize = 24;

/// Where a place's words come from when it has none of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// A finding: what the place's role means.
    Role,
    /// A notice or a diagnostic: nothing, its message says it.
    Own,
}

/// Shows the places of a finding under each other: those with an excerpt as snippets, the others as lines.
pub(super) fn places<'a>(all: impl Iterator<Item = &'a Place>, style: Style) -> String {
    let mut snippets: Vec<Snippet> = Vec::new();
    let mut lines = String::new();
    for place in all {
        match Snippet::of(place, Label::Role, style) {
            Some(next) if is_main(place.role) => add(&mut snippets, next),
            _ => lines += &line(place, Label::Role, style),
        }
    }
    snippets.iter().map(Snippet::render).collect::<String>() + &lines
}

/// Whether a place is worth a snippet; declarations and clauses of rules are named in one line.
fn is_main(role: Role) -> bool {
    matches!(role, Role::Duty | Role::Evidence | Role::Nearest)
}

/// Every place with an excerpt as a snippet, whatever its role: rule text is what a diagnostic of the rules is about.
pub(super) fn all_places<'a>(all: impl Iterator<Item = &'a Place>, style: Style) -> String {
    let shown = |place| Snippet::of(place, Label::Own, style).map(|snippet| snippet.render());
    all.map(|place| shown(place).unwrap_or_else(|| line(place, Label::Own, style))).collect()
}

/// `path:line:column  text ← label`.
pub(super) fn line(place: &Place, from: Label, style: Style) -> String {
    let at = format!("  {}", visible(&place.address()));
    let label = label(place, from, style).map(|label| format!(" ← {label}")).unwrap_or_default();
    let room = style.width.saturating_sub(columns(&at) + columns(&label) + 2).max(LEAST);
    let excerpt = place.excerpt.as_ref().map(|excerpt| excerpt.text.as_str());
    let text = visible(excerpt.or(place.text.as_deref()).unwrap_or("").trim());
    let text = if style.width == 0 { text } else { head(&text, room) };
    let gap = if text.is_empty() { "" } else { "  " };
    format!("{at}{gap}{text}{label}\n")
}

/// The place's own words, else those of its role.
fn label(place: &Place, from: Label, style: Style) -> Option<String> {
    let of_role: &Word = match place.role {
        Role::Duty => &words::PLACE_DUTY,
        Role::Evidence => &words::PLACE_EVIDENCE,
        Role::Nearest => &words::PLACE_NEAREST,
        Role::Complete => &words::PLACE_COMPLETE,
        Role::Rule => &words::PLACE_RULE,
    };
    match place.label.is_empty() {
        false => Some(visible(&place.label)),
        true => (from == Label::Role).then(|| of_role.of(style.lang).to_owned()),
    }
}

/// Puts marks on the same excerpt under one copy of it, unless they overlap.
fn add(snippets: &mut Vec<Snippet>, next: Snippet) {
    match snippets.iter_mut().find(|snippet| snippet.takes(&next)) {
        Some(snippet) => snippet.marks.extend(next.marks),
        None => snippets.push(next),
    }
}

/// An underlined part of an excerpt.
#[derive(Debug)]
struct Mark {
    start: usize,
    end: usize,
    column: usize,
    label: Option<String>,
}

/// One excerpt with its marks; a miette diagnostic and its source in one.
#[derive(Debug)]
struct Snippet {
    /// What stands in its head instead of a line and a column, for a sheet.
    address: Option<String>,
    path: String,
    line: usize,
    text: String,
    marks: Vec<Mark>,
}

impl Snippet {
    fn of(place: &Place, from: Label, style: Style) -> Option<Snippet> {
        let gutter = place.line.to_string().len() + 6;
        let room = match style.width {
            0 => usize::MAX,
            width => width.saturating_sub(gutter).max(LEAST),
        };
        let [before, scalar, mut after] = cut(parts(place.excerpt.as_ref()?), room);
        let (start, end) = (before.len(), before.len() + scalar.len());
        if scalar.is_empty() && after.is_empty() {
            after.push(' ');
        }
        let mark = Mark { start, end, column: place.column, label: label(place, from, style) };
        Some(Snippet {
            address: place.sheet.as_ref().map(|_| visible(&place.address())),
            path: visible(&place.path),
            line: place.line,
            text: before + &scalar + &after,
            marks: vec![mark],
        })
    }

    fn takes(&self, next: &Snippet) -> bool {
        let apart = |mark: &Mark| next.marks.iter().all(|other| mark.end < other.start || other.end < mark.start);
        self.address == next.address
            && self.path == next.path
            && self.line == next.line
            && self.text == next.text
            && self.marks.iter().all(apart)
    }

    /// What miette draws, without the line for a message.
    fn render(&self) -> String {
        let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor())
            .with_links(false)
            .with_context_lines(0)
            .without_cause_chain()
            .without_syntax_highlighting();
        let mut drawn = String::new();
        let _ = handler.render_report(&mut drawn, self);
        let body = drawn.split_once('\n').map_or("", |(_, body)| body);
        let body = match (&self.address, body.split_once('[').zip(body.split_once(']'))) {
            (Some(address), Some(((before, _), (_, after)))) => format!("{before}[{address}]{after}"),
            _ => body.to_owned(),
        };
        body.lines().map(|line| format!("  {}\n", line.trim_end())).collect()
    }
}

/// What stands before the scalar, the scalar, and what stands after it; a span that fits nothing marks what it can.
fn parts(excerpt: &Excerpt) -> [String; 3] {
    let before = excerpt.text.get(..excerpt.start).unwrap_or("");
    let rest = excerpt.text.get(before.len()..).unwrap_or("");
    let scalar = rest.get(..excerpt.length).unwrap_or(rest);
    let after = rest.get(scalar.len()..).unwrap_or("");
    [visible(before.trim_start()), visible(scalar), visible(after.trim_end())]
}

/// The parts in at most `room` columns; the scalar is the last to give way.
fn cut([before, scalar, after]: [String; 3], room: usize) -> [String; 3] {
    let scalar = head(&scalar, room.saturating_sub(2));
    let room = room.saturating_sub(columns(&scalar));
    let left = columns(&before).min((room / 2).max(room.saturating_sub(columns(&after))));
    [tail(&before, left), scalar, head(&after, room.saturating_sub(left))]
}

impl fmt::Display for Snippet {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Snippet {}

impl miette::Diagnostic for Snippet {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.marks.iter().enumerate().map(|(nth, mark)| {
            let span = SourceSpan::from((mark.start, mark.end - mark.start));
            match nth {
                0 => LabeledSpan::new_primary_with_span(mark.label.clone(), span),
                _ => LabeledSpan::new_with_span(mark.label.clone(), span),
            }
        })))
    }
}

impl SourceCode for Snippet {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let column = self.marks.iter().find(|mark| mark.start == span.offset()).map_or(1, |mark| mark.column);
        Ok(Box::new(MietteSpanContents::new_named(
            self.path.clone(),
            self.text.as_bytes(),
            SourceSpan::from((0, self.text.len())),
            self.line.saturating_sub(1),
            column.saturating_sub(1),
            1,
        )))
    }
}
