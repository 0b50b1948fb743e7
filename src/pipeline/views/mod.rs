//! What packs declare to be drawn of cases: `views.toml` beside `pack.kijun`, its names looked up in the schema, and from it
//! what is drawn of one case.
//!
//! A pack without one is drawn plainly: a lane for every kind of record with a date, a column for every class.

mod draw;
mod plain;
mod resolve;
mod text;
mod thread;

use super::rules::PackFiles;
use crate::check::typed::Both;
use crate::compile::program::Program;
use crate::diag::{Diagnostic, Lang};
use crate::judge::show::both;
use crate::lang::codes;
use crate::model::{Column, Drawn, FieldId, KindId};
use crate::text::{SourceFile, Span};

/// What is drawn of cases, every name looked up.
#[derive(Clone, Debug, Default)]
pub struct Views {
    case_word: Both,
    group: Option<Group>,
    facts: Vec<Fact>,
    lanes: Vec<LaneOf>,
    columns: Vec<Rules>,
    calendar: Option<Rules>,
    of: Option<KindId>,
    steps: Vec<Step>,
    notice: Both,
    remarks: Vec<Both>,
    signatures: Vec<Both>,
}

/// By what cases are grouped.
#[derive(Clone, Debug)]
struct Group {
    title: Both,
    kind: KindId,
    field: FieldId,
}

/// A fact of the head of a page.
#[derive(Clone, Debug)]
struct Fact {
    title: Both,
    kind: KindId,
    show: Shown,
}

/// A lane of the time axis.
#[derive(Clone, Debug)]
struct LaneOf {
    title: Both,
    kind: KindId,
    from: FieldId,
    to: Option<FieldId>,
    mark: String,
    show: Shown,
}

/// Rules that are shown together.
#[derive(Clone, Debug)]
struct Rules {
    title: Both,
    rules: Vec<String>,
    class: String,
}

/// A column of the thread.
#[derive(Clone, Debug)]
struct Step {
    title: Both,
    kind: KindId,
    only: Option<(FieldId, bool)>,
    join: Join,
    show: Shown,
}

/// How a column's records hang on those before them.
#[derive(Clone, Copy, Debug)]
enum Join {
    /// The first column.
    Root,
    /// They stand in records of this column.
    Inside(usize),
    /// Their field equals the field of records of this kind in earlier columns, under the same record.
    Equal(FieldId, KindId, FieldId),
}

/// A template: texts, and fields of the record.
#[derive(Clone, Debug, Default)]
struct Shown {
    ja: Vec<Piece>,
    en: Vec<Piece>,
}

#[derive(Clone, Debug)]
enum Piece {
    Text(String),
    Field(FieldId),
}

/// The views of packs, one after the other; of what there can be only one of, the first.
///
/// # Errors
/// Every name that is not known, with its place.
pub(super) fn views(packs: &[PackFiles], program: &Program) -> Result<Views, Vec<Diagnostic>> {
    let mut all: Option<Views> = None;
    let mut problems = Vec::new();
    for (path, bytes) in packs.iter().filter_map(|pack| pack.views.as_ref()) {
        let file = SourceFile::new(path.clone(), &String::from_utf8_lossy(bytes));
        match toml::from_str::<text::ViewsText>(&file.text) {
            Err(error) => {
                let span = error.span().unwrap_or(file.text.len()..file.text.len());
                let reason = error.message().lines().next().unwrap_or("").to_owned();
                let place = codes::place(&file, Span { start: span.start, end: span.end });
                problems.push(Diagnostic::new(&codes::VIEWS).arg("reason", reason).at(place));
            }
            Ok(text) => {
                let mut resolver = resolve::Resolver { program, file: &file, problems: &mut problems };
                let next = resolver.views(&text);
                all = Some(match all {
                    Some(first) => first.with(next),
                    None => next,
                });
            }
        }
    }
    let views = all.unwrap_or_default().or_plain(program);
    if problems.is_empty() { Ok(views) } else { Err(problems) }
}

impl Views {
    fn with(mut self, next: Views) -> Views {
        self.facts.extend(next.facts);
        self.lanes.extend(next.lanes);
        self.columns.extend(next.columns);
        self.group = self.group.or(next.group);
        self.calendar = self.calendar.or(next.calendar);
        if self.steps.is_empty() {
            (self.of, self.steps) = (next.of, next.steps);
        }
        self
    }

    /// What of the views is for reporters.
    pub fn drawn(&self, lang: Lang) -> Drawn {
        let column = |of: &Rules| Column {
            title: both(&of.title, lang).to_owned(),
            rules: of.rules.clone(),
            class: of.class.clone(),
        };
        let all = |texts: &[Both]| texts.iter().map(|text| both(text, lang).to_owned()).collect();
        Drawn {
            case_word: both(&self.case_word, lang).to_owned(),
            group: self.group.as_ref().map(|group| both(&group.title, lang).to_owned()).unwrap_or_default(),
            columns: self.columns.iter().map(column).collect(),
            calendar: self.calendar.as_ref().map(column),
            thread: self.steps.iter().map(|step| both(&step.title, lang).to_owned()).collect(),
            notice: both(&self.notice, lang).to_owned(),
            remarks: all(&self.remarks),
            signatures: all(&self.signatures),
        }
    }
}
