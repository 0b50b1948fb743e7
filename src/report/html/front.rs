//! The first page: four numbers, what is at stake, what is found most, what can be done tonight, what falls due.

use super::dates;
use super::kit::Kit;
use super::row::Row;
use super::tally::{Few, Tally};
use super::words::{self, Labels};
use crate::model::{ClassCounts, Verdict};
use crate::text::visible;
use askama::Template;
use std::collections::BTreeSet;

/// Rows of the list of what is found most.
const ROWS: usize = 5;
/// Rows of the lists of what to do, and of what falls due.
const LONG: usize = 8;

#[derive(Template)]
#[template(path = "html/front.html")]
struct Front {
    w: Labels,
    cases: String,
    numbers: Vec<Number>,
    money: Vec<Sum>,
    causes: Vec<Line>,
    tonight: Lines,
    never: Lines,
    due: Vec<Line>,
    due_more: String,
    unread: Vec<String>,
}

struct Number {
    title: String,
    value: String,
    sub: String,
    shade: &'static str,
}

struct Sum {
    title: String,
    units: String,
    open: String,
    whom: Vec<Link>,
    more: String,
}

/// A list, and what is said of those that it leaves out.
type Lines = (Vec<Line>, String);

/// One line of a list, with the cases it is about.
struct Line {
    what: String,
    day: String,
    how: String,
    count: String,
    whom: Vec<Link>,
    more: String,
}

/// A case, and where its page is.
struct Link {
    to: String,
    name: String,
}

/// Where the links of the first page lead.
pub(super) struct Ways<'a> {
    pub(super) kit: &'a Kit,
    pub(super) rows: &'a [Row],
    pub(super) dropped: &'a BTreeSet<usize>,
}

/// What the run came to.
pub(super) struct Came<'a> {
    pub(super) cases: u64,
    pub(super) duties: &'a ClassCounts,
    pub(super) unread: &'a [String],
}

/// The first page.
pub(super) fn front(ways: &Ways<'_>, tally: &Tally, came: &Came<'_>) -> String {
    let w = ways.kit.w;
    let due: Vec<Line> = tally
        .due
        .iter()
        .take(LONG)
        .map(|((day, rule), few)| Line { day: dates::day(*day, ways.kit.lang), ..ways.line(rule, few) })
        .collect();
    let rest: u64 = tally.due.values().skip(LONG).map(|few| few.duties).sum();
    let page = Front {
        w,
        cases: w.with(words::CASES_N, came.cases),
        numbers: ways.numbers(tally, came),
        money: tally.money.values().map(|money| ways.sum(money)).collect(),
        causes: ways.causes(tally),
        tonight: ways.by_remedy(tally, |remedy| remedy != "explain"),
        never: ways.by_remedy(tally, |remedy| remedy == "explain"),
        due,
        due_more: if rest > 0 { w.with(words::DUE_MORE, rest) } else { String::new() },
        unread: came.unread.iter().map(|path| visible(path)).collect(),
    };
    page.render().unwrap_or_default()
}

impl Ways<'_> {
    fn link(&self, row: Option<usize>) -> Link {
        let Some(at) = row else {
            return Link { to: "o0".to_owned(), name: self.kit.w.t(words::OFFICE_PAGE).to_owned() };
        };
        let letter = if self.dropped.contains(&at) { "r" } else { "c" };
        let name = self.rows.get(at).map(|row| visible(&row.alias)).unwrap_or_default();
        Link { to: format!("{letter}{at}"), name }
    }

    fn whom(&self, few: &Few) -> (Vec<Link>, String) {
        let more = few.more();
        let more = if more > 0 { self.kit.w.with(words::AND_MORE, more) } else { String::new() };
        (few.first.iter().map(|row| self.link(*row)).collect(), more)
    }

    fn line(&self, rule: &str, few: &Few) -> Line {
        let (whom, more) = self.whom(few);
        let words = self.kit.rule(rule);
        let how = match words.remedy.as_str() {
            "paper" => words::PAPER,
            "act" => words::ACT,
            "explain" => words::EXPLAIN,
            _ => words::REMEDY_OPEN,
        };
        let count = self.kit.w.with(words::DUTIES_N, few.duties);
        Line { what: visible(&words.title), day: String::new(), how: self.kit.w.t(how).to_owned(), count, whom, more }
    }

    /// Rules that bind, by how often they are not kept.
    fn sorted<'t>(&self, tally: &'t Tally) -> Vec<(&'t str, usize, &'t Few)> {
        let causes = tally.causes.iter().filter(|((advice, _), _)| !advice);
        let mut causes: Vec<(&str, usize, &Few)> =
            causes.map(|((_, rule), (class, few))| (rule.as_str(), *class, few)).collect();
        causes.sort_by_key(|(rule, class, few)| (std::cmp::Reverse(few.duties), *class, *rule));
        causes
    }

    fn causes(&self, tally: &Tally) -> Vec<Line> {
        self.sorted(tally).into_iter().take(ROWS).map(|(rule, _, few)| self.line(rule, few)).collect()
    }

    /// Rules that bind, the gravest class first.
    fn by_remedy(&self, tally: &Tally, wanted: impl Fn(&str) -> bool) -> Lines {
        let mut causes = self.sorted(tally);
        causes.sort_by_key(|(rule, class, few)| (*class, std::cmp::Reverse(few.duties), *rule));
        causes.retain(|(rule, ..)| wanted(&self.kit.rule(rule).remedy));
        let rest: u64 = causes.iter().skip(LONG).map(|(.., few)| few.duties).sum();
        let rest = if rest > 0 { self.kit.w.with(words::MORE_ON_PAGES, rest) } else { String::new() };
        (causes.into_iter().take(LONG).map(|(rule, _, few)| self.line(rule, few)).collect(), rest)
    }

    fn sum(&self, money: &super::tally::Money) -> Sum {
        let w = self.kit.w;
        let (whom, more) = self.whom(&money.whom);
        let units = w.with(words::MONEY_UNITS, grouped(money.at_risk)).replace("{unit}", &visible(&money.unit));
        Sum {
            title: w.with(words::MONEY_MONTHS, visible(&money.title)).replace("{m}", &money.months.to_string()),
            units: if money.at_risk > 0 && !money.mixed { units } else { String::new() },
            open: if money.open > 0 { w.with(words::MONEY_OPEN, money.open) } else { String::new() },
            whom,
            more,
        }
    }

    fn numbers(&self, tally: &Tally, came: &Came<'_>) -> Vec<Number> {
        let (kit, w) = (self.kit, self.kit.w);
        let mut binding = kit.classes().iter().enumerate().filter(|(_, class)| class.binding);
        let gravest = binding.next();
        let titles: Vec<String> = binding.map(|(_, class)| kit.class_words(class)).collect();
        let of = |at: usize| tally.violations.get(&at).map_or((0, 0), |few| (few.duties, few.cases));
        let (first, first_cases) = gravest.as_ref().map_or((0, 0), |(at, _)| of(*at));
        let sub = match tally.case_months {
            0 => w.with(words::OF_CASES, first_cases),
            months => w.with(words::OF_CASES_MONTHS, first_cases).replace("{m}", &months.to_string()),
        };
        let open = |verdict| came.duties.of(verdict);
        let (judged, missing) = (open(Verdict::Judgement), open(Verdict::Undetermined));
        let kept = open(Verdict::Conform);
        let all = kept + judged + missing + open(Verdict::Violation);
        let share = (kept * 100).checked_div(all).map_or_else(|| "－".to_owned(), |share| format!("{share}%"));
        let number = |title: String, value: String, sub: String, shade| Number { title, value, sub, shade };
        vec![
            number(
                gravest.map_or_else(|| w.t(words::NO_BINDING).to_owned(), |(_, class)| kit.class_words(class)),
                grouped(first),
                sub,
                "v",
            ),
            number(
                if titles.is_empty() { w.t(words::OTHER_BINDING).to_owned() } else { titles.join(w.t(words::LIST)) },
                grouped(tally.other.duties),
                w.with(words::OF_CASES, tally.other.cases),
                "v",
            ),
            number(
                w.t(words::OPEN).to_owned(),
                grouped(judged + missing),
                w.with(words::OPEN_SUB, judged).replace("{m}", &missing.to_string()),
                "u",
            ),
            number(
                w.t(words::SHARE).to_owned(),
                share,
                w.with(words::SHARE_SUB, all).replace("{m}", &kept.to_string()),
                "",
            ),
        ]
    }
}

/// A number with commas.
pub(super) fn grouped(number: impl ToString) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        let left = digits.chars().count() - at;
        if at > 0 && left.is_multiple_of(3) && !out.ends_with('-') {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
