//! A map as it is written; names are not looked up yet.

use super::{Piece, Shape};
use crate::model::Name;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// Words in two languages, or one text for both.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Words {
    Both { ja: String, en: String },
    One(String),
}

/// One text or several.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Texts {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Layout {
    pub(super) title: Words,
    #[serde(default)]
    pub(super) nobody: Vec<Nobody>,
    #[serde(default)]
    pub(super) form: bool,
    #[serde(default)]
    pub(super) table: Vec<Table>,
}

/// What stands where a case is told, and is no case; for every table of the file.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Nobody {
    #[serde(default)]
    pub(super) is: Vec<String>,
    #[serde(default)]
    pub(super) has: Vec<String>,
    #[serde(default)]
    pub(super) begins: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    pub(super) title: Words,
    #[serde(default)]
    pub(super) file: Vec<String>,
    #[serde(default)]
    pub(super) sheet: Vec<String>,
    #[serde(default)]
    pub(super) shape: Shape,
    #[serde(default)]
    pub(super) needs: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) one_of: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) case: Vec<Case>,
    pub(super) office: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) column: Vec<Column>,
    #[serde(default)]
    pub(super) skip: Vec<When>,
    #[serde(default)]
    pub(super) record: Vec<Record>,
    #[serde(default)]
    pub(super) declares: BTreeMap<Spanned<String>, Spanned<String>>,
    pub(super) note: Option<Words>,
    #[serde(default)]
    pub(super) rows: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Case {
    pub(super) column: Spanned<String>,
    pub(super) through: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) apart: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) known: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Column {
    pub(super) name: String,
    #[serde(default)]
    pub(super) also: Vec<String>,
    #[serde(default)]
    pub(super) fill: bool,
    #[serde(default)]
    pub(super) values: BTreeMap<String, String>,
    pub(super) split: Option<String>,
    pub(super) digits: Option<usize>,
    pub(super) era: Option<String>,
    pub(super) part: Option<Piece>,
    #[serde(default)]
    pub(super) find: Vec<(String, String)>,
    #[serde(default)]
    pub(super) watch: bool,
    pub(super) hint: Option<Words>,
    pub(super) width: Option<u16>,
    #[serde(default)]
    pub(super) choices: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct When {
    pub(super) column: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) is: Vec<String>,
    #[serde(default)]
    pub(super) has: Vec<String>,
    #[serde(default)]
    pub(super) lacks: Vec<String>,
    #[serde(default)]
    pub(super) begins: Vec<String>,
    #[serde(default)]
    pub(super) not: Vec<String>,
    pub(super) filled: Option<bool>,
    #[serde(default)]
    pub(super) letters: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Record {
    pub(super) kind: Spanned<String>,
    #[serde(rename = "in")]
    pub(super) inside: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) by: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) when: Vec<When>,
    #[serde(default)]
    pub(super) adds: bool,
    #[serde(default)]
    pub(super) derived: bool,
    #[serde(default)]
    pub(super) set: BTreeMap<Spanned<String>, Spanned<Texts>>,
}

impl Words {
    pub(super) fn name(self) -> Name {
        match self {
            Words::Both { ja, en } => Name { ja, en },
            Words::One(text) => Name { ja: text.clone(), en: text },
        }
    }
}

impl Texts {
    /// Every text, where they stand together: the parts of an untagged value have no places of their own.
    pub(super) fn all(texts: Spanned<Texts>) -> Vec<Spanned<String>> {
        let span = texts.span();
        let texts = match texts.into_inner() {
            Texts::One(text) => vec![text],
            Texts::Many(texts) => texts,
        };
        texts.into_iter().map(|text| Spanned::new(span.clone(), text)).collect()
    }
}
