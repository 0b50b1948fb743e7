//! What holds for the source as a whole: layers, form, no input or output in the core, no word of care in the engine.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop at a surprise"
)]

mod form;
mod layers;
mod neutrality;

/// One file under `src/`.
struct Source {
    /// Path with forward slashes, from the root of the repository.
    path: String,
    text: String,
}

impl Source {
    /// The module that a file belongs to; `main` and `lib` are their own.
    fn module(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap();
        inside.split(['/', '.']).next().unwrap()
    }

    /// Lines with their numbers, without the tests at the end of the file.
    fn production(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines: Vec<&str> = self.text.lines().collect();
        let tests = lines.windows(2).position(|pair| pair[0] == "#[cfg(test)]" && pair[1] == "mod tests {");
        let end = tests.unwrap_or(lines.len());
        lines.into_iter().take(end).enumerate().map(|(at, line)| (at + 1, line))
    }
}

/// Every Rust file of the program.
fn sources() -> Vec<Source> {
    let files = walkdir::WalkDir::new("src").sort_by_file_name().into_iter().map(|entry| entry.unwrap());
    let files = files.filter(|entry| entry.path().extension().is_some_and(|end| end == "rs"));
    let sources: Vec<Source> = files
        .map(|entry| Source {
            path: entry.path().to_string_lossy().replace('\\', "/"),
            text: std::fs::read_to_string(entry.path()).unwrap(),
        })
        .collect();
    assert!(sources.len() > 60, "{}", sources.len());
    sources
}

/// A line without its comment, as far as that can be told without reading strings: a `//` behind a quote stays.
fn code(line: &str) -> &str {
    match line.find("//") {
        Some(at) if !line[..at].contains('"') => &line[..at],
        _ => line,
    }
}
