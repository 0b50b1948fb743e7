//! The page: one file that is opened by a double click, read without a script, printed on A4 and put to sign.
//!
//! It asks the network for nothing, and it forbids itself to. What stands first is known last, so a case is held as one
//! compact row and, within a limit, as its finished page; everything is written at the end.

mod axis;
mod case_page;
mod closing;
mod dates;
mod findings;
mod front;
mod kit;
mod matrix;
mod pages;
mod provisions;
mod row;
mod tally;
mod words;

use super::{Context, Reporter, Style};
use crate::model::{CaseResult, Notice, Summary};
use crate::text::visible;
use askama::Template;
use kit::Kit;
use std::io::{self, Write};
use std::rc::Rc;
use words::Labels;

#[cfg(test)]
pub(super) use words::TABLE as WORDS;

/// The style of the page and its one script, which only filters.
const STYLE: &str = include_str!("../../../templates/html/page.css");
const SCRIPT: &str = include_str!("../../../templates/html/page.js");
/// The SHA-256 of the script in Base64, by which the page lets it run.
const SCRIPT_HASH: &str = "sha256-Xi602Xjo9q+21kdB+oq6u2O+TeOQ+ZFuaSn8z4HdKnM=";

#[derive(Template)]
#[template(path = "html/head.html")]
struct Head<'a> {
    w: Labels,
    style: &'a str,
    above: String,
    below: String,
    hash: &'a str,
    title: String,
    subtitle: String,
    notice: String,
    parts: Vec<(&'static str, &'static str)>,
}

/// `html`.
pub(super) struct Html {
    kit: Kit,
    groups: Vec<String>,
    rows: Vec<row::Row>,
    pages: pages::Pages,
    offices: Vec<String>,
    tally: tally::Tally,
    notices: String,
}

impl Html {
    pub(super) fn new(style: Style, context: &Rc<Context>) -> Html {
        Html {
            kit: Kit::new(style.lang, context),
            groups: Vec::new(),
            rows: Vec::new(),
            pages: pages::Pages::default(),
            offices: Vec::new(),
            tally: tally::Tally::default(),
            notices: String::new(),
        }
    }

    /// The index of a group by its name.
    fn group(&mut self, name: &str) -> usize {
        let known = self.groups.iter().position(|group| group == name);
        known.unwrap_or_else(|| {
            self.groups.push(name.to_owned());
            self.groups.len() - 1
        })
    }

    fn head(&self, parts: &[(&'static str, &words::Part)]) -> String {
        let (kit, w) = (&self.kit, self.kit.w);
        let office = &kit.context.office;
        let office = if office.is_empty() { String::new() } else { w.with(words::OFFICE, visible(office)) };
        let as_of = kit.context.as_of.map(|day| w.with(words::AS_OF, dates::day(day, kit.lang))).unwrap_or_default();
        let subtitle: Vec<String> = [office, as_of].into_iter().filter(|text| !text.is_empty()).collect();
        let subtitle = subtitle.join(w.t(words::DOT));
        let page = Head {
            w,
            style: STYLE,
            above: in_style(&format!("{}\u{3000}{subtitle}", w.t(words::TITLE))),
            below: in_style(&kit.notice()),
            hash: SCRIPT_HASH,
            title: w.t(words::TITLE).to_owned(),
            subtitle,
            notice: kit.notice(),
            parts: parts.iter().map(|(id, part)| (*id, w.t(*part))).collect(),
        };
        page.render().unwrap_or_default()
    }

    /// The pages of cases in the order of the matrix, then who has none.
    fn write_cases(&self, out: &mut dyn Write) -> io::Result<()> {
        let w = self.kit.w;
        if self.rows.is_empty() {
            return Ok(());
        }
        let grid = axis::grid(&self.kit);
        write!(out, "<section id=\"cases\"><h2>{}</h2>", w.t(words::CASES))?;
        writeln!(out, "<svg class=\"defs\" aria-hidden=\"true\"><defs><g id=\"grid\">{grid}</g></defs></svg>")?;
        for group in matrix::order(&self.groups) {
            for page in matrix::of_group(&self.rows, group).into_iter().filter_map(|(at, _)| self.pages.get(at)) {
                writeln!(out, "{page}")?;
            }
        }
        if !self.pages.dropped.is_empty() {
            let names = self.pages.dropped.iter().filter_map(|at| self.rows.get(*at)).map(|row| visible(&row.alias));
            let names: Vec<String> = names.collect();
            let page = Dropped { w, names: names.join(w.t(words::LIST)) };
            write!(out, "{}", page.render().unwrap_or_default())?;
        }
        writeln!(out, "</section>")
    }
}

#[derive(Template)]
#[template(source = "<p class=\"notice\">{{ w.t(words::NOT_KEPT_1) }}<br>{{ names }}</p>", ext = "html")]
struct Dropped {
    w: Labels,
    names: String,
}

impl Reporter for Html {
    fn begin(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn case(&mut self, _: &mut dyn Write, case: &CaseResult) -> io::Result<()> {
        if case.office.is_some() {
            self.tally.add(&self.kit, case, None);
            let page = case_page::office_page(&self.kit, case, self.offices.len());
            self.offices.push(page);
            return Ok(());
        }
        let name = case.view.as_ref().map(|view| view.group.clone()).unwrap_or_default();
        let (group, at) = (self.group(&name), self.rows.len());
        let last = self.kit.context.as_of.map(|day| day.month());
        let row = row::Row::of(&self.kit, case, group, last);
        self.tally.add(&self.kit, case, Some(at));
        self.pages.add(at, row.weight, case_page::case_page(&self.kit, case, at, &name));
        self.rows.push(row);
        Ok(())
    }

    fn office(&mut self, _: &mut dyn Write, notices: &[Notice]) -> io::Result<()> {
        self.notices = closing::notices(&self.kit, notices);
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let kit = &self.kit;
        let ways = front::Ways { kit, rows: &self.rows, dropped: &self.pages.dropped };
        let came = front::Came { cases: summary.cases, duties: &summary.duties, unread: &summary.unread };
        let groups = matrix::grouped(kit, &self.rows, &self.groups, &self.pages.dropped);
        let calendar = matrix::calendar(kit, &self.rows, &groups, kit.context.as_of.map(|day| day.month()));
        let provisions = provisions::provisions(kit, summary);
        let imported = closing::imported(kit);
        let parts: [(&'static str, &words::Part, bool); 9] = [
            ("front", &words::FRONT, true),
            ("matrix", &words::MATRIX, !self.rows.is_empty()),
            ("calendar", &words::CALENDAR, !calendar.is_empty()),
            ("cases", &words::CASES, !self.rows.is_empty()),
            ("offices", &words::OFFICE_PAGE, !self.offices.is_empty()),
            ("provisions", &words::PROVISIONS, !provisions.is_empty()),
            ("imported", &words::IMPORTED, !imported.is_empty()),
            ("notices", &words::NOTICES, !self.notices.is_empty()),
            ("receipt", &words::RECEIPT, true),
        ];
        let parts: Vec<(&'static str, &words::Part)> =
            parts.into_iter().filter(|(.., there)| *there).map(|(id, part, _)| (id, part)).collect();
        out.write_all(self.head(&parts).as_bytes())?;
        out.write_all(matrix::filter(kit, &self.groups).as_bytes())?;
        out.write_all(front::front(&ways, &self.tally, &came).as_bytes())?;
        if !self.rows.is_empty() {
            out.write_all(matrix::matrix(kit, &self.rows, &groups).as_bytes())?;
        }
        out.write_all(calendar.as_bytes())?;
        self.write_cases(out)?;
        if !self.offices.is_empty() {
            writeln!(out, "<section id=\"offices\">{}</section>", self.offices.join("\n"))?;
        }
        for part in [&provisions, &imported, &self.notices, &closing::receipt(kit, &summary.receipt)] {
            out.write_all(part.as_bytes())?;
        }
        writeln!(out, "</main><script>{SCRIPT}</script></body></html>")
    }
}

/// A text for the head or foot of printed pages. It is put into the style, so every character that could mean something there is
/// written as a number.
fn in_style(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == ' ' || c == '-';
    text.chars().map(|c| if plain(c) { c.to_string() } else { format!("\\{:x} ", c as u32) }).collect()
}

/// A label of the axis as far as there is room for it; nothing where only a sliver would be left.
fn axis_label(label: &str, width: i32) -> String {
    let wide = |c: char| if c.is_ascii() { 7 } else { 12 };
    let mut left = width;
    let mut kept = String::new();
    for c in label.chars() {
        left -= wide(c);
        if left < 0 {
            return if kept.chars().count() > 2 { kept } else { String::new() };
        }
        kept.push(c);
    }
    kept
}
