//! Declarations that are texts: sources, classes, display words, titles.

use super::schema::name_of;
use super::typed::Both;
use crate::lang::ast::{CitePart, ClauseKind, Force, Head, Item, Texts};
use crate::lang::words::{ItemWord, Label};
use crate::model::{Display, FindingClass, Name, Schema, Verdict, VerdictWord};
use std::collections::BTreeMap;

pub(super) fn texts(item: &Item, label: Label) -> Both {
    match item.clause(label).map(|clause| &clause.kind) {
        Some(ClauseKind::Texts(texts)) => both(texts),
        _ => Both::default(),
    }
}

/// Both texts; where one is missing, the other.
pub(super) fn both(texts: &Texts) -> Both {
    let ja = texts.ja.as_ref().map(|(text, _)| text.clone());
    let en = texts.en.as_ref().map(|(text, _)| text.clone());
    Both { ja: ja.clone().or_else(|| en.clone()).unwrap_or_default(), en: en.or(ja).unwrap_or_default() }
}

/// A rule's title: the Japanese one of the head, the English one of the clause.
pub(super) fn title(item: &Item) -> Both {
    let Head::Rule(_, ja) = &item.head else { return texts(item, Label::Title) };
    let clause = texts(item, Label::Title);
    let en = if clause.en.is_empty() { ja.clone() } else { clause.en };
    Both { ja: ja.clone(), en }
}

/// A source as citations name it.
pub(super) struct Source {
    /// Its short name.
    pub(super) name: Both,
    /// In a time, the provision on the left had the number on the right.
    pub(super) was: Vec<(Force, Vec<CitePart>, Vec<CitePart>)>,
}

pub(super) fn sources(items: &[&Item]) -> BTreeMap<String, Source> {
    let sources = items.iter().filter_map(|item| match &item.head {
        Head::Source(id, full) => {
            let short = texts(item, Label::Short);
            let or = |text: String| if text.is_empty() { full.clone() } else { text };
            let was = item.all(Label::Was).filter_map(|clause| match &clause.kind {
                ClauseKind::Was(force, now, then) => Some((*force, now.clone(), then.clone())),
                _ => None,
            });
            Some((id.text.clone(), Source { name: Both { ja: or(short.ja), en: or(short.en) }, was: was.collect() }))
        }
        _ => None,
    });
    sources.collect()
}

pub(super) fn classes(items: &[&Item]) -> Vec<(Name, FindingClass)> {
    let classes = items.iter().filter(|item| item.word == ItemWord::Class).filter_map(|item| {
        let Head::Named(en, ja) = &item.head else { return None };
        let words = texts(item, Label::Words);
        let rank = match item.clause(Label::Rank).map(|clause| &clause.kind) {
            Some(ClauseKind::Number(rank)) => u32::try_from(*rank).unwrap_or(u32::MAX),
            _ => u32::MAX,
        };
        let class = FindingClass {
            name: en.text.clone(),
            rank,
            binding: item.clause(Label::Binding).is_some(),
            words_ja: words.ja,
            words_en: words.en,
        };
        Some((name_of(en, ja.as_ref()), class))
    });
    classes.collect()
}

pub(super) fn display(items: &[&Item], classes: &[(Name, FindingClass)], schema: &Schema) -> Display {
    let verdicts = items.iter().filter(|item| item.word == ItemWord::Verdict).filter_map(|item| {
        let mark = match item.clause(Label::Mark).map(|clause| &clause.kind) {
            Some(ClauseKind::Text(mark)) => mark.clone(),
            _ => String::new(),
        };
        let words = texts(item, Label::Words);
        let verdict = Verdict::named(&item.name().text)?;
        Some(VerdictWord { verdict, mark, words_ja: words.ja, words_en: words.en })
    });
    let mut classes: Vec<FindingClass> = classes.iter().map(|(_, class)| class.clone()).collect();
    classes.sort_by_key(|class| class.rank);
    let terms = items.iter().filter(|item| item.word == ItemWord::Term).map(|item| {
        let words = texts(item, Label::Words);
        (item.name().text.clone(), words.ja, words.en)
    });
    let kinds =
        schema.kinds.iter().map(|kind| (kind.name.en.clone(), kind.name.ja.clone(), kind.name.en.replace('_', " ")));
    Display { verdicts: verdicts.collect(), classes, terms: terms.collect(), kinds: kinds.collect() }
}
