//! Files held in memory, and the way from a byte to a line and a column.

use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A half-open range of bytes in one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from the start of this one to the end of the other.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Index of a file in [`Sources`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FileId(pub u32);

/// Byte offsets at which the lines of a text start.
#[derive(Clone, Debug)]
pub struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    /// The line index of a text. A line ends with `\n`; a `\r` before it belongs to the line.
    pub fn of(text: &str) -> Lines {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Lines { starts: std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect() }
    }

    /// How many lines there are; a text without a line break has one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// 0-based line and the byte it starts at.
    pub fn line_of(&self, byte: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= byte).saturating_sub(1);
        (line, self.starts.get(line).copied().unwrap_or(0))
    }

    /// 1-based line and 1-based column in characters.
    pub fn position(&self, text: &str, byte: usize) -> (usize, usize) {
        let (line, start) = self.line_of(byte);
        let before = text.get(start..byte.min(text.len())).unwrap_or("");
        (line + 1, before.chars().count() + 1)
    }

    /// The span of a 0-based line without its line break.
    pub fn span(&self, text: &str, line: usize) -> Span {
        let start = self.starts.get(line).copied().unwrap_or(text.len());
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        let body = text.get(start..end).unwrap_or("");
        Span { start, end: start + body.trim_end_matches(['\n', '\r']).len() }
    }
}

/// A file's display path (relative, forward slashes) and its text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// As given on the command line, or inside its pack.
    pub path: String,
    /// Whole contents, without a byte-order mark.
    pub text: Arc<str>,
    /// Its lines.
    pub lines: Lines,
}

impl SourceFile {
    /// A file from its text; a leading byte-order mark is dropped.
    pub fn new(path: impl Into<String>, text: &str) -> SourceFile {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        SourceFile { path: path.into(), text: text.into(), lines: Lines::of(text) }
    }

    /// The span of every line, without line breaks.
    pub fn line_spans(&self) -> impl Iterator<Item = Span> + '_ {
        (0..self.lines.count()).map(|line| self.lines.span(&self.text, line))
    }

    /// The text of a span, empty where it does not lie on character borders.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or("")
    }
}

/// All rule files of a run, by id.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Adds a file.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        self.files.push(file);
        FileId((self.files.len() - 1) as u32)
    }

    /// The file of an id.
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// Every file with its id.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(at, file)| (FileId(at as u32), file))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_survive_crlf() {
        let text = "一行目\r\n  要件 x\r\n";
        let lines = Lines::of(text);
        let byte = text.find('x').unwrap();
        assert_eq!(lines.position(text, byte), (2, 6));
        let span = lines.span(text, 1);
        assert_eq!(&text[span.start..span.end], "  要件 x");
    }
}
