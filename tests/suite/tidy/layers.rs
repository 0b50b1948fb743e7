//! The layer table: what a module may import of the others. Data flows one way, so a row names only rows above it.

use super::{code, sources};

/// Module, and what it may import: a module, or one path of it.
const LAYERS: &[(&str, &[&str])] = &[
    ("limits", &[]),
    ("text", &[]),
    ("calendar", &[]),
    ("builtins", &[]),
    ("diag", &["text"]),
    ("table", &["text", "calendar", "diag"]),
    ("model", &["text", "calendar", "diag"]),
    ("lang", &["text", "calendar", "diag", "model"]),
    ("check", &["text", "calendar", "diag", "model", "lang", "builtins"]),
    ("compile", &["text", "calendar", "diag", "model", "lang", "builtins", "check"]),
    ("judge", &["text", "calendar", "diag", "model", "builtins", "lang::ast", "check::typed", "compile"]),
    ("read", &["text", "diag", "calendar", "model"]),
    ("report", &["text", "diag", "calendar", "model"]),
    ("layout", &["text", "diag", "calendar", "model", "table"]),
    ("form", &["text", "calendar", "model", "table", "layout"]),
    ("import", &["text", "diag", "calendar", "model", "read", "table", "layout"]),
    (
        "pipeline",
        &[
            "text", "calendar", "diag", "model", "builtins", "lang", "check", "compile", "judge", "read", "report",
            "table", "layout", "import",
        ],
    ),
    ("input", &["pipeline", "read", "diag", "model", "table", "layout", "import"]),
    (
        "cli",
        &[
            "text", "calendar", "diag", "model", "builtins", "lang", "check", "compile", "judge", "read", "report",
            "pipeline", "input", "table", "layout", "form",
        ],
    ),
];

/// The paths behind `crate::` in a line.
fn imports(line: &str) -> Vec<&str> {
    let line = code(line);
    let starts = line
        .match_indices("crate::")
        .filter(|(at, _)| !line[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_'));
    starts.map(|(at, word)| &line[at + word.len()..]).collect()
}

fn is_under(path: &str, allowed: &str) -> bool {
    let rest = path.strip_prefix(allowed);
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

#[test]
fn modules_import_only_what_their_row_allows() {
    let mut wrong = Vec::new();
    for source in sources() {
        let module = source.module();
        if matches!(module, "lib" | "main") {
            continue;
        }
        let row = LAYERS.iter().find(|(name, _)| *name == module);
        let (_, allowed) =
            row.unwrap_or_else(|| panic!("{}: the module `{module}` has no row in the layer table", source.path));
        for (number, line) in source.text.lines().enumerate() {
            for path in imports(line) {
                let fits = |of: &&str| is_under(path, of);
                if !(is_under(path, module) || is_under(path, "limits") || allowed.iter().any(fits)) {
                    wrong.push(format!("{}:{}: {}", source.path, number + 1, line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "imports against the layer table:\n{}", wrong.join("\n"));
}

/// A row names only rows above it, so the table has no cycle; every module has a row and every row a module.
#[test]
fn the_table_is_a_dag_of_the_modules_there_are() {
    for (at, (name, allowed)) in LAYERS.iter().enumerate() {
        for path in *allowed {
            let module = path.split("::").next().unwrap();
            assert!(LAYERS[..at].iter().any(|(above, _)| *above == module), "{name} may not import {path}");
        }
    }
    let lib = std::fs::read_to_string("src/lib.rs").unwrap();
    let mut declared: Vec<&str> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let mut rows: Vec<&str> = LAYERS.iter().map(|(name, _)| *name).collect();
    declared.sort_unstable();
    rows.sort_unstable();
    assert_eq!(declared, rows);
}

/// The way past the table would be as many `super::` as there are folders up to the crate.
#[test]
fn no_module_reaches_its_neighbours_by_super() {
    for source in sources() {
        let depth = source.path.matches('/').count() - usize::from(source.path.ends_with("/mod.rs"));
        for (number, line) in source.production() {
            let line = code(line);
            for (at, _) in line.match_indices("super::") {
                let run = line[at..].split("super::").take_while(|piece| piece.is_empty()).count().max(1);
                let starts = !line[..at].ends_with("super::");
                assert!(!starts || run < depth, "{}:{number}: {}", source.path, line.trim());
            }
        }
    }
}
