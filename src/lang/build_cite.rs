//! Citations: parts of a law in either spelling, rendered in both.

use super::ast::Cite;
use super::build::{Built, Parts};
use super::build_expr::text_of;
use super::parse::{Node, Rule};
use crate::text::fold;

/// The tree of one citation.
pub(super) fn cite(node: Node, base: usize) -> Built<Cite> {
    let mut parts = Parts::of(node, base);
    let source = parts.ident()?;
    if let Some(text) = parts.take(Rule::string) {
        let text = text_of(&text);
        return Ok(Cite { source, ja: text.clone(), en: text });
    }
    let (mut ja, mut en) = (String::new(), Vec::new());
    while let Some(part) = parts.take(Rule::part) {
        let (part_ja, part_en) = rendered(Parts::of(part, base).need()?, base)?;
        ja.push_str(&part_ja);
        en.push(part_en);
    }
    Ok(Cite { source, ja, en: en.join(" ") })
}

fn rendered(node: Node, base: usize) -> Built<(String, String)> {
    let text = node.as_str().to_owned();
    Ok(match node.as_rule() {
        Rule::part_en => {
            let mut parts = Parts::of(node, base);
            if parts.take(Rule::kw_sub).is_some() {
                let kana = parts.need()?.as_str().to_owned();
                return Ok((kana.clone(), format!("sub {kana}")));
            }
            let level = parts.need()?.as_str().to_owned();
            let number = fold(parts.need()?.as_str());
            (in_japanese(&level, &number), format!("{level} {number}"))
        }
        Rule::part_ja => from_japanese(&fold(&text)),
        Rule::sub_ja => (text.clone(), format!("sub {text}")),
        _ => ("但書".to_owned(), "proviso".to_owned()),
    })
}

const LEVELS: [(&str, &str); 3] = [("art", "条"), ("para", "項"), ("item", "号")];

/// `("item", "18_2")` → `第18号の2`.
fn in_japanese(level: &str, number: &str) -> String {
    let suffix = LEVELS.iter().find(|(en, _)| *en == level).map_or("", |(_, ja)| *ja);
    let (main, branches) = number.split_once('_').map_or((number, ""), |pair| pair);
    let branches: String =
        branches.split('_').filter(|part| !part.is_empty()).map(|part| format!("の{part}")).collect();
    format!("第{main}{suffix}{branches}")
}

/// `第18号の2` → itself and `item 18_2`.
fn from_japanese(text: &str) -> (String, String) {
    let number: String = text
        .chars()
        .filter_map(|c| match c {
            'の' => Some('_'),
            c if c.is_ascii_digit() => Some(c),
            _ => None,
        })
        .collect();
    let level = LEVELS.iter().find(|(_, ja)| text.contains(ja)).map_or("", |(en, _)| *en);
    (in_japanese(level, &number), format!("{level} {number}"))
}
