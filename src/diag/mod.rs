//! What a diagnostic is: a code with its texts in both languages, its arguments, and its places.
//!
//! The texts of a code stand in one row of the table of the module that raises it; `pipeline` joins
//! the tables. Nothing is rendered here and nothing is written.

mod place;

pub use place::{Excerpt, Place, Role};

use serde::Serialize;

/// Language of messages for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// Japanese.
    Ja,
    /// English.
    En,
}

impl Lang {
    /// The text of the pair in this language.
    pub fn of<'a>(self, ja: &'a str, en: &'a str) -> &'a str {
        match self {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }
}

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something was not read or not compiled.
    Error,
    /// Something was read but is likely not meant.
    Warning,
    /// Said once, so that nobody is misled.
    Info,
}

/// One row of a code table: `K-…` for records, `L-…` for rules.
#[derive(Debug)]
pub struct Code {
    /// Stable id.
    pub id: &'static str,
    /// Weight.
    pub severity: Severity,
    /// Japanese text, `{name}` for arguments.
    pub ja: &'static str,
    /// English text with the same placeholders.
    pub en: &'static str,
    /// What to do, Japanese; may be empty.
    pub help_ja: &'static str,
    /// What to do, English.
    pub help_en: &'static str,
}

/// A table of codes: one row a code, `NAME Severity "K-id" { ja, en, help ja, help en }`, and `CODES` with all of them.
macro_rules! codes {
    ($($name:ident $severity:ident $id:literal { $ja:literal, $en:literal, $help_ja:literal, $help_en:literal })*) => {
        $(
            #[doc = $en]
            pub static $name: $crate::diag::Code = $crate::diag::Code {
                id: $id,
                severity: $crate::diag::Severity::$severity,
                ja: $ja,
                en: $en,
                help_ja: $help_ja,
                help_en: $help_en,
            };
        )*
        /// Every code of this module.
        pub static CODES: &[&$crate::diag::Code] = &[$(&$name),*];
    };
}
pub(crate) use codes;

/// A code with its arguments and places; words are looked up when it is shown.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Row of the table.
    pub code: &'static Code,
    /// Arguments by placeholder name.
    pub args: Vec<(&'static str, String)>,
    /// Places, the main one first.
    pub places: Vec<Place>,
}

impl Diagnostic {
    /// A diagnostic without arguments or places.
    pub fn new(code: &'static Code) -> Diagnostic {
        Diagnostic { code, args: Vec::new(), places: Vec::new() }
    }

    /// With one more argument.
    pub fn arg(mut self, name: &'static str, value: impl ToString) -> Diagnostic {
        self.args.push((name, value.to_string()));
        self
    }

    /// With one more place.
    pub fn at(mut self, place: Place) -> Diagnostic {
        self.places.push(place);
        self
    }

    /// The message, one sentence.
    pub fn message(&self, lang: Lang) -> String {
        fill(lang.of(self.code.ja, self.code.en), &self.args)
    }

    /// What to do, empty when there is nothing to say.
    pub fn help(&self, lang: Lang) -> String {
        fill(lang.of(self.code.help_ja, self.code.help_en), &self.args)
    }
}

/// Replaces `{name}` by its argument. Arguments are made visible, never interpreted.
fn fill(template: &str, args: &[(&'static str, String)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        match args.iter().find(|(key, _)| *key == name) {
            Some((_, value)) => out.push_str(&crate::text::visible(value)),
            None => out.push_str(name),
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}
