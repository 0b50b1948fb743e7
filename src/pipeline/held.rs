//! What is on record of a case and what is not: for the sheet of whoever takes it over.

use super::run::Begun;
use crate::calendar::Day;
use crate::compile::program::Program;
use crate::judge::show::{MASK, Manner, cell_words, record_words};
use crate::model::{Case, Cell, Held, HeldKind, KindId, Manifest, RecordId, Said, Schema, View};
use crate::read::{Person, mask_text};

impl Begun<'_> {
    /// What is held of a case, where that is asked for.
    pub(super) fn held(&self, person: &Person<'_>, manifest: &Manifest) -> Option<Held> {
        let case = Some(person.case).filter(|case| self.options.held && !case.office)?;
        let mask = |text: &str| mask_text(text, &person.personal, MASK);
        let mask = if self.options.real_names { None } else { Some(&mask as &dyn Fn(&str) -> String) };
        let manner = Manner { lang: self.options.lang, mask };
        let schema = &self.rules.program.schema;
        let direct = |kind: &KindId| schema.kind(*kind).home.as_ref().is_some_and(|home| home.parent == Schema::ROOT);
        let kinds = (1..schema.kinds.len()).map(|at| KindId(at as u16)).filter(direct);
        Some(Held {
            kinds: kinds.map(|kind| self.held_kind(case, manifest, kind)).collect(),
            current: self.current(case, manner),
        })
    }

    fn held_kind(&self, case: &Case, manifest: &Manifest, kind: KindId) -> HeldKind {
        let schema = &self.rules.program.schema;
        let seen: Vec<RecordId> = records(case, kind).filter(|record| self.is_seen(case, *record)).collect();
        let days = || seen.iter().filter_map(|record| case.date_of(schema, *record)).map(|range| range.lo);
        let name = &schema.kind(kind).name;
        HeldKind {
            name: self.options.lang.of(&name.ja, &name.en).to_owned(),
            count: seen.len(),
            derived: seen.iter().filter(|record| case.derived(schema, **record).is_some()).count(),
            first: days().min(),
            last: days().max(),
            said: said(manifest, kind),
        }
    }

    /// Whether a record is not dated after the as-of date.
    fn is_seen(&self, case: &Case, record: RecordId) -> bool {
        case.date_of(&self.rules.program.schema, record).is_none_or(|day| day.lo <= self.as_of)
    }

    /// Every record whose period covers the as-of date, kind by kind.
    fn current(&self, case: &Case, manner: Manner<'_>) -> Vec<(String, String)> {
        let program = &self.rules.program;
        let mut found = Vec::new();
        for (at, shape) in program.schema.kinds.iter().enumerate() {
            let Some(view) = shape.views.first() else { continue };
            let all = records(case, KindId(at as u16)).filter(|record| covers(case, *record, view, self.as_of));
            found.extend(all.map(|record| {
                (record_words(program, case, record, manner), period(program, case, record, view, manner))
            }));
        }
        found
    }
}

fn records(case: &Case, kind: KindId) -> impl Iterator<Item = RecordId> {
    (0..case.rows(kind).len()).map(move |row| RecordId { kind, row: row as u32 })
}

/// Whether a period that is known to have begun may still run on a day.
fn covers(case: &Case, record: RecordId, view: &View, day: Day) -> bool {
    let begun = matches!(case.cell(record, view.start), Cell::Date(start) if start.lo <= day);
    begun && !matches!(case.cell(record, view.end), Cell::Date(end) if end.hi < day)
}

/// A period in words; an open end is left out.
fn period(program: &Program, case: &Case, record: RecordId, view: &View, manner: Manner<'_>) -> String {
    let start = cell_words(program, case, record, view.start, manner);
    let end = match case.cell(record, view.end) {
        Cell::NotRecorded | Cell::Absent => String::new(),
        _ => cell_words(program, case, record, view.end, manner),
    };
    format!("{start}～{end}")
}

fn said(manifest: &Manifest, kind: KindId) -> Said {
    if manifest.absent.contains(&kind) {
        return Said::Absent;
    }
    let finite = |day: Day| Some(day).filter(|day| day.is_finite());
    let of_kind = manifest.complete.iter().filter(|declared| declared.kind == kind);
    let periods: Vec<_> = of_kind.map(|declared| (finite(declared.period.from), finite(declared.period.to))).collect();
    if periods.is_empty() { Said::Nothing } else { Said::Complete(periods) }
}
