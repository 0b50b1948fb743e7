//! Citations as they stood: a provision that had another number is printed with the number of the day it counts for.

use super::declare::Checker;
use super::rules::{ALWAYS, VersionClauses};
use super::texts::Source;
use super::typed::{Both, Cited};
use crate::calendar::Day;
use crate::lang::ast::{Cite, CitePart, Clause, ClauseKind, Force, Item};
use crate::lang::words::Label;
use crate::lang::{codes, rendered_path};
use crate::text::closest;

impl Checker<'_, '_> {
    /// What a version of a rule is cited by; one got by 準用 cites both provisions.
    pub(super) fn citation(&mut self, item: &Item, apply: Option<&Item>, version: &VersionClauses) -> Cited {
        let clause = version.clauses.iter().copied().find(|clause| clause.label == Label::Basis);
        let base = self.cites(item, clause);
        let Some(apply) = apply else { return base };
        let own = self.cites(apply, apply.clause(Label::Basis));
        let joined = |day: Day| {
            let (own, base) = (cited_at(&own, day), cited_at(&base, day));
            Both {
                ja: format!("{}（準用：{}）", own.ja, base.ja), en: format!("{} (applying {})", own.en, base.en)
            }
        };
        pieces(own.iter().chain(&base).map(|(force, _)| *force), joined)
    }

    /// The citations of a clause, by the day they count for.
    pub(super) fn cites(&mut self, item: &Item, clause: Option<&Clause>) -> Cited {
        let Some(ClauseKind::Cites(cites)) = clause.map(|clause| &clause.kind) else {
            self.problems.missing(item, "basis");
            return Cited::new();
        };
        for cite in cites {
            if !self.sources.contains_key(&cite.source.text) {
                let near = closest(&cite.source.text, self.sources.keys().map(String::as_str)).map(str::to_owned);
                self.problems.unknown(&codes::UNKNOWN_SOURCE, item.file, &cite.source, near.as_deref());
            }
        }
        let known: Vec<(&Source, &Cite)> =
            cites.iter().filter_map(|cite| Some((self.sources.get(&cite.source.text)?, cite))).collect();
        let moves = known.iter().flat_map(|(source, _)| source.was.iter().map(|(force, ..)| *force));
        pieces(moves, |day| {
            let all: Vec<Both> = known.iter().map(|(source, cite)| one(source, cite, day)).collect();
            let join = |of: fn(&Both) -> &str, by: &str| all.iter().map(of).collect::<Vec<_>>().join(by);
            Both { ja: join(|both| &both.ja, "・"), en: join(|both| &both.en, "; ") }
        })
    }
}

/// The text for every stretch of days in which nothing moves; the last holds always.
fn pieces(moves: impl Iterator<Item = Force>, text: impl Fn(Day) -> Both) -> Cited {
    let mut edges: Vec<Day> =
        moves.flat_map(|force| [Some(force.from), force.to.map(|to| to.plus_days(1))]).flatten().collect();
    edges.push(Day::MIN);
    edges.sort_unstable();
    edges.dedup();
    let ends = edges.iter().skip(1).map(|next| Some(next.plus_days(-1))).chain([None]);
    let mut cited: Cited = edges.iter().zip(ends).map(|(from, to)| (Force { from: *from, to }, text(*from))).collect();
    cited.dedup_by(|next, kept| {
        let same = next.1 == kept.1;
        kept.0.to = if same { next.0.to } else { kept.0.to };
        same
    });
    if let Some((_, last)) = cited.last().cloned() {
        cited.push((ALWAYS, last));
    }
    cited
}

fn one(source: &Source, cite: &Cite, day: Day) -> Both {
    let (ja, en) = match cite.text.is_empty() {
        true => rendered_path(&path_at(source, &cite.path, day)),
        false => (cite.text.clone(), cite.text.clone()),
    };
    Both { ja: format!("{} {ja}", source.name.ja), en: format!("{} {en}", source.name.en) }
}

/// The path with the number it had: the longest beginning that had another is replaced.
fn path_at(source: &Source, path: &[CitePart], day: Day) -> Vec<CitePart> {
    let holds = |force: &Force| force.from <= day && force.to.is_none_or(|to| day <= to);
    let moved = source.was.iter().filter(|(force, now, _)| holds(force) && path.starts_with(now));
    match moved.max_by_key(|(_, now, _)| now.len()) {
        Some((_, now, then)) => then.iter().chain(path.iter().skip(now.len())).cloned().collect(),
        None => path.to_vec(),
    }
}

/// The citation of a day.
pub fn cited_at(cited: &Cited, day: Day) -> Both {
    let holds = |force: &Force| force.from <= day && force.to.is_none_or(|to| day <= to);
    let found = cited.iter().find(|(force, _)| holds(force)).or(cited.last());
    found.map(|(_, both)| both.clone()).unwrap_or_default()
}
