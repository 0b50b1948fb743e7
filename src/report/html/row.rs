//! A case as one compact row: what the matrix, the calendar, the filter and the first page need of it.

use super::kit::Kit;
use crate::calendar::Month;
use crate::model::{CaseResult, DutyMark, Verdict};
use std::collections::BTreeSet;

/// Months of the calendar.
pub(super) const MONTHS: usize = 24;

/// The worst of several duties; later ones are worse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shade {
    /// No duty.
    #[default]
    None,
    /// It does not apply.
    NotApplicable,
    /// Still due.
    Pending,
    /// An exception.
    Exempt,
    /// Kept.
    Conform,
    /// A duty that does not bind is not kept.
    Advice,
    /// Records are missing.
    Undetermined,
    /// A person decides.
    Judgement,
    /// A duty that binds is not kept.
    Violation,
}

impl Shade {
    pub(super) fn of(mark: &DutyMark) -> Shade {
        match mark.verdict {
            Verdict::Violation if mark.binding => Shade::Violation,
            Verdict::Violation => Shade::Advice,
            Verdict::Judgement => Shade::Judgement,
            Verdict::Undetermined => Shade::Undetermined,
            Verdict::Pending => Shade::Pending,
            Verdict::Exempt => Shade::Exempt,
            Verdict::Conform => Shade::Conform,
            Verdict::NotApplicable => Shade::NotApplicable,
        }
    }

    /// In a month, what is still due stands before what is kept: the month is not done.
    fn of_month(self) -> (Shade, bool) {
        if self == Shade::Pending { (Shade::Conform, true) } else { (self, false) }
    }

    /// What is printed in a cell.
    pub(super) fn text(self, kit: &Kit) -> String {
        match self {
            Shade::None => String::new(),
            Shade::Advice => kit.w.with(super::words::PAREN, kit.mark(Verdict::Violation)).trim().to_owned(),
            Shade::Violation => kit.mark(Verdict::Violation),
            Shade::Judgement => kit.mark(Verdict::Judgement),
            Shade::Undetermined => kit.mark(Verdict::Undetermined),
            Shade::Pending => kit.mark(Verdict::Pending),
            Shade::Exempt => kit.mark(Verdict::Exempt),
            Shade::Conform => kit.mark(Verdict::Conform),
            Shade::NotApplicable => kit.mark(Verdict::NotApplicable),
        }
    }

    /// The letter by which the style names it; colour only repeats what the mark says.
    pub(super) fn letter(self) -> &'static str {
        match self {
            Shade::Violation => "v",
            Shade::Judgement => "j",
            Shade::Undetermined => "u",
            Shade::Advice => "a",
            _ => "",
        }
    }
}

/// The letter of a verdict that can be filtered by.
pub(super) fn letter(verdict: Verdict) -> Option<char> {
    match verdict {
        Verdict::Violation => Some('v'),
        Verdict::Judgement => Some('j'),
        Verdict::Undetermined => Some('u'),
        Verdict::Pending => Some('p'),
        _ => None,
    }
}

/// Verdicts that can be filtered by.
pub(super) const FILTERED: [Verdict; 4] =
    [Verdict::Violation, Verdict::Judgement, Verdict::Undetermined, Verdict::Pending];

/// How bad a case is; the greater, the worse.
pub(super) type Weight = (u64, u64, u64, u64);

/// A row.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) alias: String,
    /// Index of its group.
    pub(super) group: usize,
    /// The worst of each column.
    pub(super) cells: Vec<Shade>,
    /// The worst of each month of the calendar.
    pub(super) months: Vec<Shade>,
    /// `class.verdict.column` of what can be filtered by.
    pub(super) tokens: Box<str>,
    pub(super) weight: Weight,
}

/// A duty as the filter knows it.
pub(super) fn token(kit: &Kit, mark: &DutyMark) -> Option<(usize, char, usize)> {
    Some((kit.class(&mark.class_name), letter(mark.verdict)?, kit.column(&mark.rule, &mark.class_name)))
}

/// Tokens as they stand in the page.
pub(super) fn tokens(all: &BTreeSet<(usize, char, usize)>) -> String {
    let words: Vec<String> = all.iter().map(|(class, verdict, column)| format!("{class}{verdict}{column}")).collect();
    words.join(" ")
}

impl Row {
    pub(super) fn of(kit: &Kit, case: &CaseResult, group: usize, last: Option<Month>) -> Row {
        let mut row = Row {
            alias: case.alias.clone(),
            group,
            cells: vec![Shade::None; kit.columns.len()],
            months: vec![Shade::None; MONTHS],
            weight: weight(kit, &case.duties),
            ..Row::default()
        };
        let mut found = BTreeSet::new();
        for mark in &case.duties {
            let shade = Shade::of(mark);
            if let Some(cell) = row.cells.get_mut(kit.column(&mark.rule, &mark.class_name)) {
                *cell = shade.max(*cell);
            }
            found.extend(token(kit, mark));
            let wanted = kit.context.drawn.calendar.as_ref();
            let wanted = wanted.is_some_and(|of| of.holds(&mark.rule, &mark.class_name));
            let at = mark.month.zip(last).filter(|_| wanted).and_then(|(month, last)| place(month, last));
            if let Some(cell) = at.and_then(|at| row.months.get_mut(at)) {
                *cell = if shade.of_month() > cell.of_month() { shade } else { *cell };
            }
        }
        row.tokens = tokens(&found).into();
        row
    }
}

/// The column of a month in the calendar that ends with `last`.
fn place(month: Month, last: Month) -> Option<usize> {
    let number = |month: Month| {
        let (year, of_year) = month.year_month();
        i64::from(year) * 12 + i64::from(of_year)
    };
    usize::try_from(MONTHS as i64 - 1 - (number(last) - number(month))).ok()
}

/// Violations of the gravest class, of other binding ones, what is open, the rest.
fn weight(kit: &Kit, duties: &[DutyMark]) -> Weight {
    let gravest = kit.gravest();
    let is_gravest = |mark: &DutyMark| {
        let class = kit.classes().iter().find(|class| class.name == mark.class_name);
        class.is_some_and(|class| class.binding && Some(class.rank) == gravest)
    };
    let mut weight = (0, 0, 0, 0);
    for mark in duties {
        match mark.verdict {
            Verdict::Violation if is_gravest(mark) => weight.0 += 1,
            Verdict::Violation if mark.binding => weight.1 += 1,
            Verdict::Judgement | Verdict::Undetermined => weight.2 += 1,
            Verdict::Violation => weight.3 += 1,
            _ => {}
        }
    }
    weight
}
