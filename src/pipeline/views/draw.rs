//! What is drawn of one case: words and days only, what is hidden masked as everywhere.

use super::super::finding::Maker;
use super::{Fact, Group, LaneOf, Piece, Shown, Views};
use crate::calendar::{DateRange, Day};
use crate::judge::show::{MASK, Manner, both, cell_words, record_words};
use crate::model::{Case, CaseView, Cell, FieldId, KindId, Lane, Mark, NullMeaning, RecordId};
use crate::read::mask_text;

impl Maker<'_> {
    /// What is drawn of the case.
    pub(in crate::pipeline) fn view(&self) -> CaseView {
        let mask = |text: &str| mask_text(text, &self.person.personal, MASK);
        let manner = Manner { lang: self.lang, mask: if self.real_names { None } else { Some(&mask) } };
        Drawer { maker: self, manner, views: &self.rules.views }.view()
    }
}

/// Draws one case.
pub(super) struct Drawer<'a> {
    pub(super) maker: &'a Maker<'a>,
    pub(super) manner: Manner<'a>,
    pub(super) views: &'a Views,
}

impl Drawer<'_> {
    fn view(&self) -> CaseView {
        let (thread_of, threads) = self.threads();
        CaseView {
            group: self.views.group.as_ref().map(|group| self.group(group)).unwrap_or_default(),
            facts: self.views.facts.iter().filter_map(|fact| self.fact(fact)).collect(),
            lanes: self.views.lanes.iter().map(|lane| self.lane(lane)).filter(|lane| !lane.marks.is_empty()).collect(),
            thread_of,
            threads,
        }
    }

    pub(super) fn case(&self) -> &Case {
        self.maker.set.case
    }

    /// Records of a kind in file order.
    pub(super) fn records(&self, kind: KindId) -> impl Iterator<Item = RecordId> + '_ {
        (0..self.case().rows(kind).len()).map(move |row| RecordId { kind, row: row as u32 })
    }

    fn group(&self, group: &Group) -> String {
        let record = self.records(group.kind).next();
        record.map(|record| self.cell(record, group.field)).unwrap_or_default()
    }

    /// The latest record of a kind that is not later than the as-of date.
    pub(super) fn latest(&self, kind: KindId) -> Option<RecordId> {
        let schema = &self.maker.rules.program.schema;
        let date = |record| self.case().date_of(schema, record).map(|date| date.lo);
        let used = self.records(kind).filter(|record| date(*record).is_none_or(|day| day <= self.maker.set.as_of));
        used.max_by_key(|record| (date(*record), record.row))
    }

    fn fact(&self, fact: &Fact) -> Option<(String, String)> {
        let words = self.words(self.latest(fact.kind)?, &fact.show);
        Some((both(&fact.title, self.manner.lang).to_owned(), words))
    }

    fn lane(&self, of: &LaneOf) -> Lane {
        let mut marks: Vec<Mark> = self.records(of.kind).filter_map(|record| self.mark(of, record)).collect();
        marks.sort_by(|a, b| (a.from, a.to, &a.label).cmp(&(b.from, b.to, &b.label)));
        let title = both(&of.title, self.manner.lang).to_owned();
        Lane { title, mark: of.mark.clone(), periods: of.to.is_some(), marks }
    }

    fn mark(&self, of: &LaneOf, record: RecordId) -> Option<Mark> {
        let from = self.date(record, of.from)?;
        let to = of.to.map(|field| self.date(record, field));
        let schema = &self.maker.rules.program.schema;
        Some(Mark {
            from: from.lo,
            to: match to {
                None => Some(from.lo),
                Some(end) => end.map(|end| end.hi).filter(|day| day.is_finite()),
            },
            partial: !from.is_exact() || to.flatten().is_some_and(|end| !end.is_exact()),
            derived: self.case().derived(schema, record).is_some(),
            label: self.words(record, &of.show),
        })
    }

    /// A recorded day; nothing where the day or what it is known within is open.
    fn date(&self, record: RecordId, field: FieldId) -> Option<DateRange> {
        let date = match self.case().cell(record, field) {
            Cell::Date(date) => *date,
            Cell::Month(month) => DateRange::month(*month),
            _ => return None,
        };
        (date.lo > Day::MIN).then_some(date)
    }

    /// A record by a template; by its kind's words where there is none.
    pub(super) fn words(&self, record: RecordId, show: &Shown) -> String {
        let pieces = match self.manner.lang {
            crate::diag::Lang::Ja => &show.ja,
            crate::diag::Lang::En => &show.en,
        };
        if pieces.is_empty() {
            return record_words(&self.maker.rules.program, self.case(), record, self.manner);
        }
        let words = pieces.iter().map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Field(field) => self.cell(record, *field),
        });
        words.collect::<String>().trim().to_owned()
    }

    /// A field in words; nothing where nothing is recorded, and the mask where something is that is hidden.
    fn cell(&self, record: RecordId, field: FieldId) -> String {
        let program = &self.maker.rules.program;
        let open = program.schema.field(record.kind, field).null == NullMeaning::Open;
        match self.case().cell(record, field) {
            Cell::NotRecorded | Cell::Unknown | Cell::Invalid => String::new(),
            Cell::Absent if open => String::new(),
            _ => cell_words(program, self.case(), record, field, self.manner),
        }
    }
}
