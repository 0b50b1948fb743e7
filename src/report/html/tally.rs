//! What the first page counts, as the cases go by.

use super::kit::Kit;
use crate::calendar::Day;
use crate::model::{CaseResult, Consequence, DutyMark, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// Cases that are named where many are meant.
const NAMED: usize = 8;
/// Days ahead that the list of due days shows.
const AHEAD: i32 = 60;

/// Many cases, of which the first are named; none stands for the office.
#[derive(Clone, Debug, Default)]
pub(super) struct Few {
    /// How many duties.
    pub(super) duties: u64,
    /// How many cases.
    pub(super) cases: u64,
    /// Rows of the first.
    pub(super) first: Vec<Option<usize>>,
    last: Option<Option<usize>>,
}

impl Few {
    pub(super) fn add(&mut self, row: Option<usize>) {
        self.duties += 1;
        if self.last == Some(row) {
            return;
        }
        self.last = Some(row);
        self.cases += 1;
        if self.first.len() < NAMED {
            self.first.push(row);
        }
    }

    /// Cases beyond those that are named.
    pub(super) fn more(&self) -> u64 {
        self.cases.saturating_sub(self.first.len() as u64)
    }
}

/// The last day of a duty that is due within the days ahead.
pub(super) fn soon(kit: &Kit, mark: &DutyMark) -> Option<Day> {
    let from = kit.context.as_of?;
    mark.due.filter(|due| mark.verdict == Verdict::Pending && *due >= from && *due <= from.plus_days(AHEAD))
}

/// What one consequence comes to.
#[derive(Clone, Debug, Default)]
pub(super) struct Money {
    pub(super) title: String,
    pub(super) unit: String,
    /// Whether every amount is of that unit.
    pub(super) mixed: bool,
    pub(super) months: u64,
    pub(super) open: u64,
    pub(super) at_risk: i64,
    pub(super) whom: Few,
}

/// The counts.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    /// Violations by class.
    pub(super) violations: BTreeMap<usize, Few>,
    /// Violations by whether their class binds, and rule.
    pub(super) causes: BTreeMap<(bool, String), (usize, Few)>,
    /// Cases of which something is open.
    pub(super) open: Few,
    /// Violations of binding classes but the gravest.
    pub(super) other: Few,
    pub(super) due: BTreeMap<(Day, String), Few>,
    pub(super) money: BTreeMap<String, Money>,
    months: BTreeSet<String>,
    /// Months of cases with a consequence.
    pub(super) case_months: u64,
}

impl Tally {
    pub(super) fn add(&mut self, kit: &Kit, case: &CaseResult, row: Option<usize>) {
        for mark in &case.duties {
            self.duty(kit, mark, row);
        }
        self.months.clear();
        for cost in &case.consequences {
            self.cost(cost, row);
        }
    }

    fn duty(&mut self, kit: &Kit, mark: &DutyMark, row: Option<usize>) {
        match mark.verdict {
            Verdict::Violation => {
                let class = kit.class(&mark.class_name);
                if mark.binding && kit.classes().get(class).is_some_and(|class| Some(class.rank) != kit.gravest()) {
                    self.other.add(row);
                }
                self.violations.entry(class).or_default().add(row);
                let of = self.causes.entry((!mark.binding, mark.rule.clone()));
                of.or_insert_with(|| (class, Few::default())).1.add(row);
            }
            Verdict::Judgement | Verdict::Undetermined if mark.binding => self.open.add(row),
            Verdict::Pending if mark.binding => {
                if let Some(due) = soon(kit, mark) {
                    self.due.entry((due, mark.rule.clone())).or_default().add(row);
                }
            }
            _ => {}
        }
    }

    fn cost(&mut self, cost: &Consequence, row: Option<usize>) {
        if self.months.insert(cost.month.clone()) {
            self.case_months += 1;
        }
        let money = self.money.entry(cost.id.clone()).or_default();
        money.title.clone_from(&cost.title);
        money.months += 1;
        money.open += u64::from(!cost.settled);
        if let Some(amount) = cost.amount {
            money.mixed |= !money.unit.is_empty() && money.unit != cost.unit;
            money.unit.clone_from(&cost.unit);
            money.at_risk = money.at_risk.saturating_add(amount.at_risk);
        }
        money.whom.add(row);
    }
}
