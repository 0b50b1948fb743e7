//! Names of `views.toml` looked up: kinds and fields in the schema, beginnings of ids among the rules. Every name that is
//! not known is told with its place.

use super::text::{
    ColumnText, EqualText, FactText, GroupText, LaneText, Named, OnlyText, Pair, Show, StepText, ViewsText,
};
use super::{Fact, Group, Join, LaneOf, Piece, Rules, Shown, Step, Views};
use crate::check::typed::Both;
use crate::compile::program::Program;
use crate::diag::{Diagnostic, Place};
use crate::lang::codes;
use crate::model::{Column, FieldId, FieldType, KindId};
use crate::text::{SourceFile, Span, closest, fold};

pub(super) struct Resolver<'a> {
    pub(super) program: &'a Program,
    pub(super) file: &'a SourceFile,
    pub(super) problems: &'a mut Vec<Diagnostic>,
}

impl Resolver<'_> {
    pub(super) fn views(&mut self, text: &ViewsText) -> Views {
        let thread = text.thread.as_ref();
        let paper = text.paper.clone().unwrap_or_default();
        Views {
            case_word: text.case.as_ref().map(pair).unwrap_or_default(),
            group: text.group.as_ref().and_then(|group| self.group(group)),
            facts: text.fact.iter().filter_map(|fact| self.fact(fact)).collect(),
            lanes: text.lane.iter().filter_map(|lane| self.lane(lane)).collect(),
            columns: text.column.iter().map(|column| self.rules(column)).collect(),
            calendar: text.calendar.as_ref().map(|column| self.rules(column)),
            of: thread.and_then(|thread| thread.of.as_ref()).and_then(|kind| self.kind(kind)),
            steps: thread.map(|thread| self.steps(&thread.step)).unwrap_or_default(),
            notice: paper.notice.as_ref().map(pair).unwrap_or_default(),
            remarks: paper.remarks.iter().map(pair).collect(),
            signatures: paper.signatures.iter().map(pair).collect(),
        }
    }

    fn group(&mut self, text: &GroupText) -> Option<Group> {
        let (kind, field) = self.path(&text.field)?;
        Some(Group { title: pair(&text.title), kind, field })
    }

    fn fact(&mut self, text: &FactText) -> Option<Fact> {
        let kind = self.kind(&text.kind)?;
        Some(Fact { title: pair(&text.title), kind, show: self.shown(kind, &text.show) })
    }

    fn lane(&mut self, text: &LaneText) -> Option<LaneOf> {
        let kind = self.kind(&text.kind)?;
        let Some(first) = text.at.as_ref().or(text.from.as_ref()) else {
            self.wrong(&text.kind, "at, from");
            return None;
        };
        let from = self.day(kind, first)?;
        let to = match &text.to {
            Some(to) => Some(self.day(kind, to)?),
            None => None,
        };
        let mark = text.mark.clone().unwrap_or_default();
        Some(LaneOf { title: pair(&text.title), kind, from, to, mark, show: self.shown(kind, &text.show) })
    }

    fn rules(&mut self, text: &ColumnText) -> Rules {
        for named in &text.rules {
            let one = Column { rules: vec![named.get_ref().clone()], ..Column::default() };
            let ids = || self.program.rules.iter().map(|rule| rule.id.as_str());
            if !ids().any(|id| one.holds(id, "")) {
                let near = closest(named.get_ref(), ids());
                let problem = codes::unknown(&codes::UNKNOWN_RULE, named.get_ref(), near);
                self.problems.push(problem.at(self.place(named)));
            }
        }
        let rules = text.rules.iter().map(|named| named.get_ref().clone()).collect();
        Rules { title: pair(&text.title), rules, class: String::new() }
    }

    fn steps(&mut self, texts: &[StepText]) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        for text in texts {
            let step = self.step(&steps, text);
            steps.extend(step);
        }
        steps
    }

    fn step(&mut self, before: &[Step], text: &StepText) -> Option<Step> {
        let kind = self.kind(&text.kind)?;
        let only = match &text.only {
            Some(only) => Some(self.only(kind, only)?),
            None => None,
        };
        let join = self.join(before, kind, text)?;
        Some(Step { title: pair(&text.title), kind, only, join, show: self.shown(kind, &text.show) })
    }

    fn join(&mut self, before: &[Step], kind: KindId, text: &StepText) -> Option<Join> {
        if before.is_empty() {
            return Some(Join::Root);
        }
        if let Some(equal) = &text.equal {
            return self.equal(before, kind, equal);
        }
        let schema = &self.program.schema;
        let above = |step: &Step| schema.ancestry(kind).skip(1).any(|above| above == step.kind);
        match before.iter().rposition(above) {
            Some(at) => Some(Join::Inside(at)),
            None => {
                self.wrong(&text.kind, "equal");
                None
            }
        }
    }

    fn equal(&mut self, before: &[Step], kind: KindId, text: &EqualText) -> Option<Join> {
        let field = self.field(kind, &text.field)?;
        let (other, of) = self.path(&text.of)?;
        if !before.iter().any(|step| step.kind == other) {
            self.wrong(&text.of, "step");
            return None;
        }
        Some(Join::Equal(field, other, of))
    }

    fn only(&mut self, kind: KindId, text: &OnlyText) -> Option<(FieldId, bool)> {
        let field = self.field(kind, &text.field)?;
        if self.program.schema.field(kind, field).ty != FieldType::YesNo {
            self.wrong(&text.field, "yes_no");
            return None;
        }
        Some((field, !text.not))
    }

    /// A field that is a day or a month.
    fn day(&mut self, kind: KindId, named: &Named) -> Option<FieldId> {
        let field = self.field(kind, named)?;
        if !matches!(self.program.schema.field(kind, field).ty, FieldType::Date | FieldType::Month) {
            self.wrong(named, "date");
            return None;
        }
        Some(field)
    }

    /// `kind.field`.
    fn path(&mut self, named: &Named) -> Option<(KindId, FieldId)> {
        let (kind, field) = named.get_ref().split_once('.').unwrap_or((named.get_ref(), ""));
        let kind = self.kind_of(named, kind)?;
        Some((kind, self.field_of(kind, named, field)?))
    }

    fn kind(&mut self, named: &Named) -> Option<KindId> {
        self.kind_of(named, named.get_ref())
    }

    fn kind_of(&mut self, named: &Named, name: &str) -> Option<KindId> {
        let schema = &self.program.schema;
        let found = schema.kind_named(&fold(name));
        if found.is_none() {
            let known = schema.kinds.iter().flat_map(|kind| [kind.name.en.as_str(), &kind.name.ja]);
            let problem = codes::unknown(&codes::UNKNOWN_KIND, name, closest(name, known));
            self.problems.push(problem.at(self.place(named)));
        }
        found
    }

    fn field(&mut self, kind: KindId, named: &Named) -> Option<FieldId> {
        self.field_of(kind, named, named.get_ref())
    }

    fn field_of(&mut self, kind: KindId, named: &Named, name: &str) -> Option<FieldId> {
        let shape = self.program.schema.kind(kind);
        let found = shape.field(&fold(name)).map(|(field, _)| field);
        if found.is_none() {
            let known = shape.fields.iter().flat_map(|field| [field.name.en.as_str(), &field.name.ja]);
            let problem = codes::unknown(&codes::UNKNOWN_FIELD, name, closest(name, known));
            let problem = problem.arg("kind", &shape.name.en).arg("kind_ja", &shape.name.ja);
            self.problems.push(problem.at(self.place(named)));
        }
        found
    }

    fn shown(&mut self, kind: KindId, show: &Show) -> Shown {
        let (ja, en) = (self.pieces(kind, &show.ja), self.pieces(kind, &show.en));
        let fields = |pieces: &[Piece]| {
            let mut fields: Vec<FieldId> = pieces.iter().filter_map(Piece::field).collect();
            fields.sort();
            fields.dedup();
            fields
        };
        if fields(&ja) != fields(&en) {
            self.problems.push(Diagnostic::new(&codes::PLACEHOLDERS).at(self.place(&show.en)));
        }
        Shown { ja, en }
    }

    fn pieces(&mut self, kind: KindId, named: &Named) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut rest = named.get_ref().as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let (name, tail) = after.split_once('}').unwrap_or((after, ""));
            pieces.push(Piece::Text(before.to_owned()));
            pieces.extend(self.field_of(kind, named, name).map(Piece::Field));
            rest = tail;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        pieces.retain(|piece| !matches!(piece, Piece::Text(text) if text.is_empty()));
        pieces
    }

    /// Something else is needed here.
    fn wrong(&mut self, named: &Named, needed: &str) {
        let problem = Diagnostic::new(&codes::VIEWS).arg("reason", format!("{}: {needed} ?", named.get_ref()));
        self.problems.push(problem.at(self.place(named)));
    }

    fn place(&self, named: &Named) -> Place {
        let span = named.span();
        // Inside the quotes.
        let quoted = self.file.text.get(span.clone()).is_some_and(|text| text.starts_with(['"', '\'']));
        let inset = usize::from(quoted && span.len() >= 2);
        codes::place(self.file, Span { start: span.start + inset, end: span.end - inset })
    }
}

impl Piece {
    fn field(&self) -> Option<FieldId> {
        match self {
            Piece::Field(field) => Some(*field),
            Piece::Text(_) => None,
        }
    }
}

fn pair(text: &Pair) -> Both {
    Both { ja: text.ja.clone(), en: text.en.clone() }
}
