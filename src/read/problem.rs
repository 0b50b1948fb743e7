//! What is found wrong while a case is read: noted with its bytes, and made into a diagnostic once the case is whole,
//! because only then is known what is personal in it.

use super::locate::{Locator, Show, Spot};
use super::personal::{Person, mask_text};
use crate::diag::{Code, Diagnostic, Role};
use crate::limits;
use crate::model::{Case, KindId};
use crate::text::Span;
use std::collections::BTreeMap;

/// What stands for a personal value in a message.
pub(super) const MASK: &str = "■■■";

/// A diagnostic, and the case it is about.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Index in the cases of the same answer; none when it is about no one case.
    pub case: Option<usize>,
    /// Code, arguments, places.
    pub diagnostic: Diagnostic,
}

/// Something wrong, not yet located.
#[derive(Clone, Debug)]
pub(super) struct Found {
    code: &'static Code,
    args: Vec<(&'static str, String)>,
    spots: Vec<Spot>,
    one_case: bool,
}

impl Found {
    /// Something wrong with the scalar, key or record at a spot.
    pub(super) fn new(code: &'static Code, spot: Spot) -> Found {
        Found { code, args: Vec::new(), spots: vec![spot], one_case: true }
    }

    /// With an argument, cut to what a place shows too.
    pub(super) fn arg(mut self, name: &'static str, value: &str) -> Found {
        self.args.push((name, short(value)));
        self
    }

    /// With another place.
    pub(super) fn and(mut self, spot: Spot) -> Found {
        self.spots.push(spot);
        self
    }

    /// Whether it is about one case, or stands for the same thing in several.
    pub(super) fn about_one_case(mut self, one_case: bool) -> Found {
        self.one_case = one_case;
        self
    }

    /// Whether it is about one case.
    pub(super) fn one_case(&self) -> bool {
        self.one_case
    }

    /// Where it stands first in the text.
    pub(super) fn start(&self) -> usize {
        self.spots.first().map_or(0, |spot| spot.span.start)
    }

    /// The diagnostic, with every personal value of the case masked.
    pub(super) fn diagnostic(self, locator: &Locator<'_>, case: &Case) -> Diagnostic {
        let person = Person::of(locator.schema(), case);
        let personal = &person.personal;
        let mut diagnostic = Diagnostic::new(self.code);
        for (name, value) in self.args {
            diagnostic = diagnostic.arg(name, mask_text(&value, personal, MASK));
        }
        let places = self.spots.into_iter();
        diagnostic.places = places.map(|spot| locator.show(&person, spot, Role::Evidence, String::new())).collect();
        // Whoever wrote it knows the column by its header.
        if let Some(header) = diagnostic.places.first().and_then(|place| place.field.clone()) {
            diagnostic
                .args
                .iter_mut()
                .filter(|(name, _)| *name == "name")
                .for_each(|(_, value)| value.clone_from(&header));
        }
        diagnostic
    }
}

/// At most as many characters as a place shows.
pub(super) fn short(text: &str) -> String {
    if text.chars().nth(limits::PLACE_TEXT).is_none() {
        return text.to_owned();
    }
    text.chars().take(limits::PLACE_TEXT - 1).chain(['…']).collect()
}

/// Unknown keys of a document: each is told once, with its number.
#[derive(Debug, Default)]
pub(super) struct UnknownKeys {
    seen: BTreeMap<(KindId, String), UnknownKey>,
}

/// Where one unknown key stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct UnknownKey {
    /// The key where it stands first.
    pub(super) first: Span,
    /// Index of the case it stands in first.
    pub(super) case: usize,
    /// Whether it stands in one case only.
    pub(super) one_case: bool,
    /// How many there are.
    pub(super) count: usize,
}

impl UnknownKeys {
    /// One more.
    pub(super) fn add(&mut self, kind: KindId, key: &str, at: Span, case: usize) {
        let new = UnknownKey { first: at, case, one_case: true, count: 0 };
        let entry = self.seen.entry((kind, key.to_owned())).or_insert(new);
        entry.count += 1;
        entry.one_case &= entry.case == case;
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    /// Everything that was seen.
    pub(super) fn into_entries(self) -> impl Iterator<Item = (KindId, String, UnknownKey)> {
        self.seen.into_iter().map(|((kind, key), entry)| (kind, key, entry))
    }
}

/// The spot of a key.
pub(super) fn key_spot(span: Span) -> Spot {
    Spot { span, pointer: span.start, show: Show::Text }
}
