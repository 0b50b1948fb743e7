//! The time axis of a case as SVG inside the page: one lane a kind, periods as bars, days as marks. Nothing in it is told by
//! colour, and its description says the same in words.

use super::dates;
use super::kit::Kit;
use super::words::{self, Labels};
use crate::calendar::{Day, Month};
use crate::model::{CaseView, Lane, Mark};
use crate::text::visible;
use askama::Template;

/// Months before the as-of month, and after it.
const BEFORE: i32 = 23;
const AFTER: i32 = 3;
/// Units of the drawing: where the months begin, how wide they are together, heights.
const LEFT: i32 = 118;
const WIDTH: i32 = 640;
const HEAD: i32 = 40;
const LINE: i32 = 22;
/// Lines of one lane at most; what does not fit is drawn over the last.
const LINES: usize = 4;
/// How deep the shared months reach; a drawing that is less high cuts them off.
const GRID: i32 = 2_000;

/// A number on the lane of checks: the day, what is written, what it is.
pub(super) struct Check {
    pub(super) day: Day,
    pub(super) text: String,
    pub(super) title: String,
}

#[derive(Template)]
#[template(path = "html/axis.html")]
struct Axis<'a> {
    w: Labels,
    id: &'a str,
    title: String,
    says: String,
    height: i32,
    width: i32,
    grid: Option<Grid>,
    lanes: Vec<Drawn>,
    note: String,
}

/// Months and the as-of date: most cases share them, so they stand in the page once.
#[derive(Template)]
#[template(path = "html/grid.html")]
struct Grid {
    w: Labels,
    bottom: i32,
    months: Vec<MonthTick>,
    years: Vec<(i32, String)>,
    now: Option<i32>,
}

struct MonthTick {
    x: i32,
    middle: i32,
    number: u32,
    first: bool,
}

struct Drawn {
    title: String,
    y: i32,
    text_y: i32,
    bars: Vec<Bar>,
    dots: Vec<Dot>,
}

struct Bar {
    x: i32,
    y: i32,
    width: i32,
    text_x: i32,
    text_y: i32,
    label: String,
    title: String,
    partial: bool,
}

struct Dot {
    x: i32,
    y: i32,
    text: String,
}

/// The axis of a case; nothing where nothing has a day.
pub(super) fn axis(kit: &Kit, id: &str, view: &CaseView, checks: &[Check]) -> String {
    let Some(span) = Span::of(kit, view) else { return String::new() };
    let mut drawing = Drawing { kit, span, y: HEAD, lanes: Vec::new(), says: Vec::new() };
    view.lanes.iter().for_each(|lane| drawing.lane(lane));
    drawing.checks(checks);
    let earlier = view.lanes.iter().flat_map(|lane| &lane.marks).any(|mark| !span.holds_end(mark));
    let (from, to) = (dates::month(span.first, kit.lang), dates::month(span.last, kit.lang));
    let note = if earlier { kit.w.with(words::AXIS_ENDS, dates::month(span.first, kit.lang)) } else { String::new() };
    let page = Axis {
        w: kit.w,
        id,
        title: kit.w.with(words::AXIS_DESC, from).replace("{m}", &to),
        says: drawing.says.join("\n"),
        height: drawing.y + 6,
        width: LEFT + WIDTH + 2,
        grid: (Some(span) != Span::usual(kit)).then(|| span.grid(kit, drawing.y)),
        lanes: drawing.lanes,
        note,
    };
    page.render().unwrap_or_default()
}

/// The months of most cases, drawn once for all of them; nothing where there is no as-of date.
pub(super) fn grid(kit: &Kit) -> String {
    let grid = Span::usual(kit).map(|span| span.grid(kit, GRID));
    grid.map(|grid| grid.render().unwrap_or_default()).unwrap_or_default()
}

/// The months that are drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Span {
    first: Month,
    last: Month,
}

impl Span {
    /// The months up to the as-of date and a few more; of a case that ended before them, those up to its last day.
    fn of(kit: &Kit, view: &CaseView) -> Option<Span> {
        let marks = || view.lanes.iter().flat_map(|lane| &lane.marks);
        let latest = marks().map(|mark| mark.to.unwrap_or(mark.from).max(mark.from)).max()?;
        let as_of = kit.context.as_of.unwrap_or(latest);
        let open = marks().any(|mark| mark.to.is_none());
        let now = as_of.month();
        let last = if open || latest.month() >= now.plus(-BEFORE) { now.plus(AFTER) } else { latest.month().plus(1) };
        Some(Span::to(last))
    }

    fn to(last: Month) -> Span {
        Span { first: last.plus(-BEFORE - AFTER), last }
    }

    /// The months round the as-of date.
    fn usual(kit: &Kit) -> Option<Span> {
        Some(Span::to(kit.context.as_of?.month().plus(AFTER)))
    }

    fn grid(self, kit: &Kit, bottom: i32) -> Grid {
        let now = kit.context.as_of.filter(|day| self.holds(*day)).map(|day| self.x(day));
        Grid { w: kit.w, bottom, months: self.ticks(), years: self.years(kit), now }
    }

    fn start(self) -> Day {
        self.first.first_day()
    }

    fn end(self) -> Day {
        self.last.last_day()
    }

    fn holds(self, day: Day) -> bool {
        day >= self.start() && day <= self.end()
    }

    /// Whether nothing of a mark lies before the months.
    fn holds_end(self, mark: &Mark) -> bool {
        mark.to.is_none_or(|to| to >= self.start())
    }

    fn x(self, day: Day) -> i32 {
        let day = day.clamp(self.start(), self.end());
        LEFT + (day.0 - self.start().0) * WIDTH / (self.end().0 - self.start().0 + 1).max(1)
    }

    fn months(self) -> impl Iterator<Item = Month> {
        (0..=BEFORE + AFTER).map(move |at| self.first.plus(at))
    }

    fn ticks(self) -> Vec<MonthTick> {
        let tick = |month: Month| {
            let (x, next) = (self.x(month.first_day()), self.x(month.last_day()));
            let number = month.year_month().1;
            MonthTick { x, middle: (x + next) / 2, number, first: number == 1 }
        };
        self.months().map(tick).collect()
    }

    /// Where a year's name stands: over its first month that is drawn, where there is room.
    fn years(self, kit: &Kit) -> Vec<(i32, String)> {
        let named = self.months().enumerate().filter(|(at, month)| *at == 0 || month.year_month().1 == 1);
        let mut years: Vec<(i32, String)> =
            named.map(|(_, month)| (self.x(month.first_day()), dates::year(month, kit.lang))).collect();
        if let [(first, _), (second, _), ..] = years.as_slice()
            && second - first < 60
        {
            years.remove(0);
        }
        years
    }
}

struct Drawing<'a> {
    kit: &'a Kit,
    span: Span,
    y: i32,
    lanes: Vec<Drawn>,
    says: Vec<String>,
}

impl Drawing<'_> {
    fn lane(&mut self, lane: &Lane) {
        let span = self.span;
        let seen = |mark: &&Mark| mark.from <= span.end() && span.holds_end(mark);
        let marks: Vec<&Mark> = lane.marks.iter().filter(seen).collect();
        let mut lines = Lines::default();
        let (mut bars, mut dots) = (Vec::new(), Vec::new());
        for mark in &marks {
            if lane.periods {
                bars.push(self.bar(mark, &mut lines));
            } else {
                let text = if lane.mark.is_empty() { "●" } else { &lane.mark };
                let y = self.y + 17;
                dots.push(Dot { x: span.x(mark.from), y, text: visible(text) });
            }
        }
        let said: Vec<String> = marks.iter().map(|mark| self.say(mark, lane.periods)).collect();
        self.push(&lane.title, lines.count(), (bars, dots), &said);
    }

    fn bar(&self, mark: &Mark, lines: &mut Lines) -> Bar {
        let (x, end) = (self.span.x(mark.from), mark.to.map_or(LEFT + WIDTH, |to| self.span.x(to)));
        let width = (end - x).max(3);
        let line = lines.take(x, x + width);
        let y = self.y + line * LINE + 3;
        let label = visible(&mark.label);
        let room = super::axis_label(&label, width - 6);
        Bar {
            x,
            y,
            width,
            text_x: x + 4,
            text_y: y + 13,
            label: room,
            title: self.say(mark, true),
            partial: mark.partial || mark.to.is_none(),
        }
    }

    fn checks(&mut self, checks: &[Check]) {
        let seen: Vec<&Check> = checks.iter().filter(|check| self.span.holds(check.day)).collect();
        if seen.is_empty() {
            return;
        }
        let mut lines = Lines::default();
        let dot = |check: &&Check| {
            let x = self.span.x(check.day);
            let line = lines.take(x - 14, x + 14);
            Dot { x, y: self.y + line * LINE + 17, text: check.text.clone() }
        };
        let dots: Vec<Dot> = seen.iter().map(dot).collect();
        let said: Vec<String> = seen.iter().map(|check| visible(&format!("{} {}", check.text, check.title))).collect();
        self.push(self.kit.w.t(words::AXIS_DUTIES), lines.count(), (Vec::new(), dots), &said);
    }

    fn push(&mut self, title: &str, lines: i32, (bars, dots): (Vec<Bar>, Vec<Dot>), said: &[String]) {
        let title = visible(title);
        if !said.is_empty() {
            let list = said.join(self.kit.w.t(words::LIST));
            self.says.push(format!("{title}{}{list}", self.kit.w.t(words::COLON)));
        }
        self.lanes.push(Drawn { title, y: self.y, text_y: self.y + 17, bars, dots });
        self.y += lines.max(1) * LINE + 4;
    }

    /// A mark in words.
    fn say(&self, mark: &Mark, period: bool) -> String {
        let (lang, w) = (self.kit.lang, self.kit.w);
        let from = dates::short(mark.from, lang);
        let when = match (period, mark.to) {
            (false, _) => from,
            (true, Some(to)) => format!("{from}{}{}", w.t(words::TO), dates::short(to, lang)),
            (true, None) => format!("{from}{}{}", w.t(words::TO), w.t(words::AXIS_OPEN)),
        };
        let partial = if mark.partial { w.t(words::AXIS_PARTIAL) } else { "" };
        let derived = if mark.derived { w.t(words::AXIS_DERIVED) } else { "" };
        format!("{when} {}{partial}{derived}", dates::eras(&visible(&mark.label), lang)).trim().to_owned()
    }
}

/// Lines of a lane, so that what overlaps stands under each other.
#[derive(Default)]
struct Lines(Vec<i32>);

impl Lines {
    /// The first line with room from `x`, taken up to `end`.
    fn take(&mut self, x: i32, end: i32) -> i32 {
        let free = self.0.iter().position(|taken| *taken <= x);
        let line = match free {
            Some(line) => line,
            None if self.0.len() < LINES => {
                self.0.push(0);
                self.0.len() - 1
            }
            None => self.0.len() - 1,
        };
        if let Some(taken) = self.0.get_mut(line) {
            *taken = end;
        }
        line as i32
    }

    fn count(&self) -> i32 {
        self.0.len() as i32
    }
}
