//! The text of a document made ready for the parser, byte for byte in the same places.
//!
//! One pass over the bytes finds what serde_json must not see: nesting over the limit, where the text is cut, and raw
//! control characters inside strings, which exports contain and strict JSON forbids; they are blanked for the parser
//! and read from the original.

use super::raw::{items_of, members_of};
use crate::limits;
use crate::text::Span;
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The spans in an object or an array, by its own first and last byte.
type Found = BTreeMap<(usize, usize), Rc<[Span]>>;

/// A text and its twin for the parser.
#[derive(Clone, Debug)]
pub(super) struct Source<'a> {
    /// As written, without a byte-order mark.
    pub(super) text: &'a str,
    /// The same bytes for the parser, up to the place where nesting is too deep.
    pub(super) clean: Cow<'a, str>,
    /// First byte that is too deep.
    pub(super) too_deep: Option<usize>,
    /// First raw control character inside a string, and how many there are.
    pub(super) controls: Option<(usize, usize)>,
    /// What was found in the objects and the arrays that a place was looked up in: many places are asked for in few.
    found: RefCell<Found>,
}

impl<'a> Source<'a> {
    /// Scans a text.
    pub(super) fn new(text: &'a str) -> Source<'a> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let scan = scan(text);
        let kept = scan.too_deep.and_then(|at| text.get(..at)).unwrap_or(text);
        let clean = if scan.controls.is_some() || scan.pending.is_some() {
            Cow::Owned(blank(kept))
        } else {
            Cow::Borrowed(kept)
        };
        Source { text, clean, too_deep: scan.too_deep, controls: scan.controls, found: RefCell::default() }
    }

    /// The members of an object that is part of `clean`; of anything else, none. They are found once.
    pub(super) fn members(&self, raw: &str) -> Vec<(&str, &str)> {
        let pairs = |raw| members_of(raw).into_iter().flat_map(|(key, value)| [key, value]).collect();
        let parts = self.parts(raw, pairs);
        parts.chunks_exact(2).filter_map(|pair| Some((self.part(*pair.first()?), self.part(*pair.last()?)))).collect()
    }

    /// The items of an array that is part of `clean`; of anything else, none. They are found once.
    pub(super) fn items(&self, raw: &str) -> Vec<&str> {
        self.parts(raw, items_of).iter().map(|item| self.part(*item)).collect()
    }

    /// One of them.
    pub(super) fn item(&self, raw: &str, index: usize) -> Option<&str> {
        self.parts(raw, items_of).get(index).map(|item| self.part(*item))
    }

    /// The one that holds a byte, with its index.
    pub(super) fn item_at(&self, raw: &str, at: usize) -> Option<(usize, &str)> {
        let parts = self.parts(raw, items_of);
        let index = parts.partition_point(|item| item.end <= at);
        parts.get(index).filter(|item| item.start <= at).map(|item| (index, self.part(*item)))
    }

    /// Those that touch a span.
    pub(super) fn items_in(&self, raw: &str, window: Span) -> Vec<&str> {
        let parts = self.parts(raw, items_of);
        let from = parts.partition_point(|item| item.end <= window.start);
        let touching = parts.iter().skip(from).take_while(|item| item.start < window.end);
        touching.map(|item| self.part(*item)).collect()
    }

    fn parts<'r>(&self, raw: &'r str, find: impl FnOnce(&'r str) -> Vec<&'r str>) -> Rc<[Span]> {
        let span = self.span(raw);
        let at = (span.start, span.end);
        let known = self.found.borrow().get(&at).cloned();
        known.unwrap_or_else(|| {
            let parts: Rc<[Span]> = find(raw).into_iter().map(|part| self.span(part)).collect();
            self.found.borrow_mut().insert(at, Rc::clone(&parts));
            parts
        })
    }

    /// The span of a part of `clean`.
    pub(super) fn span(&self, part: &str) -> Span {
        let start = (part.as_ptr() as usize).saturating_sub(self.clean.as_ptr() as usize);
        Span { start, end: start + part.len() }
    }

    /// The part of `clean` at a span.
    pub(super) fn part(&self, span: Span) -> &str {
        self.clean.get(span.start..span.end).unwrap_or("")
    }

    /// The original text at a span.
    pub(super) fn written(&self, span: Span) -> &'a str {
        self.text.get(span.start..span.end).unwrap_or("")
    }

    /// The characters of a raw JSON string, a part of `clean`; none when an escape stands for no character.
    pub(super) fn string(&self, raw: &str) -> Option<Cow<'a, str>> {
        decode(self.written(self.span(raw)))
    }
}

/// The characters of a quoted JSON string that may contain raw control characters.
fn decode(written: &str) -> Option<Cow<'_, str>> {
    let inner = written.strip_prefix('"')?.strip_suffix('"')?;
    if !inner.contains('\\') {
        return Some(Cow::Borrowed(inner));
    }
    let mut escaped = String::with_capacity(written.len());
    for c in written.chars() {
        match c {
            '\0'..='\u{1f}' => escaped.push_str(&format!("\\u{:04x}", c as u32)),
            other => escaped.push(other),
        }
    }
    serde_json::from_str::<String>(&escaped).ok().map(Cow::Owned)
}

#[derive(Default)]
struct Scan {
    depth: usize,
    in_string: bool,
    escaped: bool,
    controls: Option<(usize, usize)>,
    /// The same in the string being read, which counts only once it is closed.
    pending: Option<(usize, usize)>,
    too_deep: Option<usize>,
}

impl Scan {
    fn close(&mut self) {
        if let Some((at, more)) = self.pending.take() {
            let (first, count) = self.controls.unwrap_or((at, 0));
            self.controls = Some((first, count + more));
        }
    }

    fn step(&mut self, at: usize, byte: u8) {
        if self.in_string {
            if byte < 0x20 {
                let (first, count) = self.pending.unwrap_or((at, 0));
                self.pending = Some((first, count + 1));
            }
            self.in_string = self.escaped || byte != b'"';
            self.escaped = !self.escaped && byte == b'\\';
            if !self.in_string {
                self.close();
            }
            return;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if self.depth > limits::JSON_DEPTH {
            self.too_deep = Some(at);
        }
    }
}

fn scan(text: &str) -> Scan {
    let mut scan = Scan::default();
    for (at, byte) in text.bytes().enumerate() {
        scan.step(at, byte);
        if scan.too_deep.is_some() {
            break;
        }
    }
    scan
}

/// The text with raw control characters inside strings replaced by blanks.
fn blank(text: &str) -> String {
    let mut scan = Scan::default();
    let one = |(at, c): (usize, char)| {
        let inside = scan.in_string;
        scan.step(at, if c.is_ascii() { c as u8 } else { 0x80 });
        if inside && c < ' ' { ' ' } else { c }
    };
    text.char_indices().map(one).collect()
}
