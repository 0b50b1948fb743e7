//! The mutants one by one, and the list of those that are known to change nothing.

use crate::tree::Source;
use std::collections::HashMap;

/// One mutant, as it is reported.
pub struct Mutant {
    pub id: u32,
    pub file: String,
    pub at: (usize, usize),
    pub kind: &'static str,
    /// The line it stands in.
    pub line: String,
    /// `from -> to`, and the number among the same ones of lines that read the same.
    pub change: String,
}

impl Mutant {
    /// What the list of known ones calls it: independent of where in the file its line stands.
    pub fn key(&self) -> String {
        format!("{}|{}|{}|", self.file, self.line, self.change)
    }
}

/// Every mutant of the sources, by number.
pub fn mutants(sources: &[Source]) -> Vec<Mutant> {
    sources.iter().flat_map(of_source).collect()
}

fn of_source(source: &Source) -> Vec<Mutant> {
    let mut seen: HashMap<(String, String), usize> = HashMap::new();
    let mut mutants = Vec::new();
    // In the order of the text, not of nesting, so that the first of two equal ones is the one on the left.
    let mut sites: Vec<_> = source.sites.iter().collect();
    sites.sort_by_key(|site| site.token.start);
    for site in sites {
        let line = source.text.lines().nth(site.at.0 - 1).unwrap_or_default().trim().to_owned();
        for (id, to) in (site.id..).zip(&site.to) {
            let from = &source.text[site.token.clone()];
            let mut change = format!("{from} -> {}", if to.is_empty() { "nothing" } else { to });
            let count = seen.entry((line.clone(), change.clone())).or_default();
            *count += 1;
            if *count > 1 {
                change += &format!(" #{count}");
            }
            mutants.push(Mutant {
                id,
                file: source.path.clone(),
                at: site.at,
                kind: site.kind,
                line: line.clone(),
                change,
            });
        }
    }
    mutants.sort_by_key(|mutant| mutant.id);
    mutants
}

/// The list: one line each, `file|line text|mutation|reason`.
pub struct Known(Vec<String>);

impl Known {
    pub fn read(text: &str) -> Known {
        let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        Known(lines.map(str::to_owned).collect())
    }

    /// Why a mutant changes nothing. A line is not taken apart, since code may hold the bar that parts its columns.
    pub fn reason(&self, mutant: &Mutant) -> Option<&str> {
        let key = mutant.key();
        self.0.iter().find_map(|line| line.strip_prefix(&key)).filter(|reason| !reason.trim().is_empty())
    }

    /// Lines that give no reason, or that are about no mutant there is.
    pub fn stale(&self, mutants: &[Mutant]) -> Vec<&str> {
        let keys: Vec<String> = mutants.iter().map(Mutant::key).collect();
        let fits = |line: &str| {
            keys.iter().any(|key| line.strip_prefix(key.as_str()).is_some_and(|reason| !reason.trim().is_empty()))
        };
        self.0.iter().map(String::as_str).filter(|line| !fits(line)).collect()
    }
}
