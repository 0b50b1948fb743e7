//! Compiles rule texts beside the library pack, and says what was underlined.

use kijun::check::typed::At;
use kijun::compile::program::Program;
use kijun::diag::{Diagnostic, Lang};
use kijun::input::load;
use kijun::pipeline::{PackFiles, RuleSet, compile_rules};

/// The pack that rule texts of this module may name things of.
pub fn library() -> PackFiles {
    load(&["tests/packs/library".to_owned()]).unwrap().remove(0)
}

/// Compiles one text as a pack of its own, behind the library or alone.
pub fn compile(path: &str, text: &[u8], alone: bool) -> Result<RuleSet, Vec<Diagnostic>> {
    let own =
        PackFiles { name: "own".to_owned(), files: vec![(path.to_owned(), text.to_vec())], ..PackFiles::default() };
    if alone { compile_rules(&[own]) } else { compile_rules(&[library(), own]) }
}

/// The diagnostics of a text that stands behind the library.
pub fn problems(text: &str) -> Vec<Diagnostic> {
    compile("own.kijun", text.as_bytes(), false).err().unwrap_or_default()
}

/// Line, code and underlined text of a diagnostic.
pub fn shown(problem: &Diagnostic) -> (usize, String) {
    let place = problem.places.first();
    let underlined = place.and_then(|place| place.excerpt.as_ref()).map(|excerpt| {
        let end = excerpt.start + excerpt.length;
        let text = excerpt.text.get(excerpt.start..end);
        text.unwrap_or("(not on a character)").to_owned()
    });
    let line = place.map_or(0, |place| place.line);
    (line, format!("{} \"{}\"", problem.code.id, underlined.unwrap_or_else(|| "(no place)".to_owned())))
}

/// The codes of diagnostics, with their messages, for a failing test.
pub fn listed(problems: &[Diagnostic]) -> Vec<String> {
    let one = |problem: &Diagnostic| {
        let (line, text) = shown(problem);
        format!("{line}: {text} — {} ({})", problem.message(Lang::En), problem.help(Lang::En))
    };
    problems.iter().map(one).collect()
}

/// The codes of diagnostics.
pub fn codes(problems: &[Diagnostic]) -> Vec<&'static str> {
    problems.iter().map(|problem| problem.code.id).collect()
}

/// A program without the places at which its parts were written.
pub fn without_places(program: &Program) -> Program {
    let mut program = Program { spots: Vec::new(), ..program.clone() };
    for rule in &mut program.rules {
        rule.transitions.iter_mut().for_each(|transition| transition.at = At::default());
        let exceptions = rule.versions.iter_mut().flat_map(|version| &mut version.exceptions);
        exceptions.for_each(|exception| exception.at = At::default());
    }
    program.consequences.iter_mut().for_each(|consequence| consequence.at = At::default());
    program
}
