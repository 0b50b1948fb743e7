//! Citations: parts of a law in either spelling, rendered in both.

use super::ast::{Cite, CitePart};
use super::build::{Built, Parts};
use super::build_expr::text_of;
use super::parse::{Node, Rule};
use crate::text::fold;

/// The tree of one citation.
pub(super) fn cite(node: Node, base: usize) -> Built<Cite> {
    let mut parts = Parts::of(node, base);
    let source = parts.ident()?;
    if let Some(text) = parts.take(Rule::string) {
        return Ok(Cite { source, text: text_of(&text), path: Vec::new() });
    }
    Ok(Cite { source, text: String::new(), path: path(&mut parts, base)? })
}

/// The steps that follow.
pub(super) fn path(parts: &mut Parts, base: usize) -> Built<Vec<CitePart>> {
    let mut path = Vec::new();
    while let Some(part) = parts.take(Rule::part) {
        path.push(step(Parts::of(part, base).need()?, base)?);
    }
    Ok(path)
}

fn step(node: Node, base: usize) -> Built<CitePart> {
    let text = node.as_str().to_owned();
    Ok(match node.as_rule() {
        Rule::part_en => {
            let mut parts = Parts::of(node, base);
            if parts.take(Rule::kw_sub).is_some() {
                return Ok(CitePart { level: "sub", number: parts.need()?.as_str().to_owned() });
            }
            let level = parts.need()?.as_str().to_owned();
            let level = LEVELS.iter().find(|(en, _)| *en == level).map_or("", |(en, _)| *en);
            CitePart { level, number: fold(parts.need()?.as_str()) }
        }
        Rule::part_ja => from_japanese(&fold(&text)),
        Rule::sub_ja => CitePart { level: "sub", number: text },
        _ => CitePart { level: "proviso", number: String::new() },
    })
}

const LEVELS: [(&str, &str); 3] = [("art", "条"), ("para", "項"), ("item", "号")];

/// A path as the law is cited in Japan, such as `第13条第14号ロ但書`, and in English.
pub fn rendered(path: &[CitePart]) -> (String, String) {
    let ja = path.iter().map(in_japanese).collect();
    let en: Vec<String> = path.iter().map(in_english).collect();
    (ja, en.join(" "))
}

fn in_english(part: &CitePart) -> String {
    if part.number.is_empty() { part.level.to_owned() } else { format!("{} {}", part.level, part.number) }
}

/// `item 18_2` → `第18号の2`.
fn in_japanese(part: &CitePart) -> String {
    match part.level {
        "sub" => return part.number.clone(),
        "proviso" => return "但書".to_owned(),
        _ => {}
    }
    let suffix = LEVELS.iter().find(|(en, _)| *en == part.level).map_or("", |(_, ja)| *ja);
    let (main, branches) = part.number.split_once('_').map_or((part.number.as_str(), ""), |pair| pair);
    let branches: String =
        branches.split('_').filter(|part| !part.is_empty()).map(|part| format!("の{part}")).collect();
    format!("第{main}{suffix}{branches}")
}

/// `第18号の2` → `item 18_2`.
fn from_japanese(text: &str) -> CitePart {
    let number: String = text
        .chars()
        .filter_map(|c| match c {
            'の' => Some('_'),
            c if c.is_ascii_digit() => Some(c),
            _ => None,
        })
        .collect();
    let level = LEVELS.iter().find(|(_, ja)| text.contains(ja)).map_or("", |(en, _)| *en);
    CitePart { level, number }
}
