//! First stage: a file into items and clauses, by keyword at column 1 and by label at line start.
//!
//! Splitting always succeeds: what it does not know becomes a diagnostic and the rest is still read, so one run shows
//! every mistake. It also holds the limits on clauses, before pest sees a byte.

use super::codes;
use super::words::{self, ItemRow, Label};
use crate::diag::Diagnostic;
use crate::limits;
use crate::text::{FileId, SourceFile, Span, closest, fold};

/// A label and the text behind it.
#[derive(Clone, Debug)]
pub struct RawClause {
    /// The label.
    pub label: Label,
    /// Where the label stands.
    pub label_span: Span,
    /// The text behind the label.
    pub body: Span,
}

/// An item: its keyword, the text behind it, and its clauses.
#[derive(Clone, Debug)]
pub struct RawItem {
    /// Row of its keyword.
    pub row: &'static ItemRow,
    /// File it stands in.
    pub file: FileId,
    /// Where the keyword stands.
    pub keyword: Span,
    /// The text of the head, behind the keyword.
    pub head: Span,
    /// Its clauses in order.
    pub clauses: Vec<RawClause>,
    /// Labels that are there but are not read: misspelt ones, as far as they can be guessed, and clauses over a limit.
    pub unread: Vec<Label>,
}

impl std::fmt::Debug for ItemRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.en)
    }
}

/// What the lines being read belong to.
enum State {
    /// Before the first item, or in an item that is not known.
    Nowhere,
    /// In an item; the indentation of its clauses once the first is seen.
    Item { indent: Option<usize>, skipping: bool },
}

/// Splits a file; diagnostics come with the items that could be read.
pub fn split(id: FileId, file: &SourceFile) -> (Vec<RawItem>, Vec<Diagnostic>) {
    let mut splitter = Splitter { id, file, items: Vec::new(), problems: Vec::new(), state: State::Nowhere };
    if file.text.len() as u64 > limits::RULE_FILE_BYTES {
        let problem = Diagnostic::new(&codes::FILE_TOO_LARGE).arg("limit", limits::RULE_FILE_BYTES);
        return (Vec::new(), vec![problem.at(codes::place(file, Span::default()))]);
    }
    for span in file.line_spans() {
        splitter.line(span);
    }
    splitter.check_limits();
    (splitter.items, splitter.problems)
}

struct Splitter<'a> {
    id: FileId,
    file: &'a SourceFile,
    items: Vec<RawItem>,
    problems: Vec<Diagnostic>,
    state: State,
}

impl Splitter<'_> {
    fn line(&mut self, line: Span) {
        let text = self.file.slice(line);
        let body = text.trim_start();
        if body.is_empty() || body.starts_with('#') {
            return;
        }
        let at = line.start + text.len() - body.len();
        let indent = text.chars().take_while(|c| c.is_whitespace()).map(width).sum();
        let first = Span { start: at, end: at + first_word(body).len() };
        match indent {
            0 => self.item(first, line),
            _ => self.indented(indent, first, line),
        }
    }

    fn item(&mut self, word: Span, line: Span) {
        let text = fold(self.file.slice(word));
        let Some(row) = words::item(&text) else {
            let known = words::ITEMS.iter().flat_map(|row| [row.en, row.ja]);
            let problem = codes::unknown(&codes::UNKNOWN_ITEM, &text, closest(&text, known));
            self.problems.push(problem.at(codes::place(self.file, word)));
            self.state = State::Nowhere;
            return;
        };
        let head = Span { start: word.end, end: line.end };
        let item = RawItem { row, file: self.id, keyword: word, head, clauses: Vec::new(), unread: Vec::new() };
        self.items.push(item);
        self.state = State::Item { indent: None, skipping: false };
    }

    fn indented(&mut self, indent: usize, word: Span, line: Span) {
        let State::Item { indent: first, skipping } = &mut self.state else { return };
        let Some(item) = self.items.last_mut() else { return };
        if item.row.clauses.is_empty() {
            item.head.end = line.end;
            return;
        }
        let clause_indent = *first.get_or_insert(indent);
        if indent > clause_indent {
            if !*skipping {
                match item.clauses.last_mut() {
                    Some(clause) => clause.body.end = line.end,
                    None => item.head.end = line.end,
                }
            }
            return;
        }
        let text = fold(self.file.slice(word));
        match words::label(item.row, &text) {
            Some(label) => {
                *skipping = false;
                let body = Span { start: word.end, end: line.end };
                item.clauses.push(RawClause { label, label_span: word, body });
            }
            None => {
                *skipping = true;
                let known = item.row.clauses.iter().flat_map(|(_, en, ja)| [*en, *ja]);
                let near = closest(&text, known);
                item.unread.extend(near.and_then(|near| words::label(item.row, near)));
                let problem = codes::unknown(&codes::UNKNOWN_LABEL, &text, near);
                let problem = problem.arg("item", item.row.en).arg("item_ja", item.row.ja);
                self.problems.push(problem.at(codes::place(self.file, word)));
            }
        }
    }

    /// Drops clauses over a limit, each with its own diagnostic.
    fn check_limits(&mut self) {
        let (file, problems) = (self.file, &mut self.problems);
        for item in &mut self.items {
            let unread = &mut item.unread;
            item.clauses.retain(|clause| {
                let fits = within_limits(file, clause.body, clause.label == Label::Given, problems);
                unread.extend((!fits).then_some(clause.label));
                fits
            });
        }
        self.items.retain(|item| within_limits(file, item.head, false, problems));
    }
}

fn within_limits(file: &SourceFile, body: Span, literal: bool, problems: &mut Vec<Diagnostic>) -> bool {
    let (code, at, limit) = if body.end - body.start > limits::CLAUSE_BYTES {
        (&codes::CLAUSE_TOO_LONG, body.start, limits::CLAUSE_BYTES)
    } else if let Some((at, limit)) = too_deep(file.slice(body), literal) {
        (&codes::TOO_DEEP, body.start + at, limit)
    } else {
        return true;
    };
    let width = file.slice(Span { start: at, end: body.end }).chars().next().map_or(1, char::len_utf8);
    let span = Span { start: at, end: at + width };
    problems.push(Diagnostic::new(code).arg("limit", limit).at(codes::place(file, span)));
    false
}

/// Where brackets, or words that nest without brackets, are more than the limit, and that limit. In a literal, colons do
/// not nest; a comma ends what nests before it in the same bracket.
fn too_deep(text: &str, literal: bool) -> Option<(usize, usize)> {
    let mut open: Vec<usize> = Vec::new();
    let (mut nesting, mut here) = (0usize, 0usize);
    let mut closing: Option<char> = None;
    for (at, c) in text.char_indices() {
        match closing {
            Some(end) => {
                if c == end {
                    closing = None;
                }
                continue;
            }
            None => match c {
                '"' => closing = Some('"'),
                '「' => closing = Some('」'),
                '#' => closing = Some('\n'),
                '(' | '[' | '{' | '（' | '［' | '｛' => open.push(std::mem::take(&mut here)),
                ')' | ']' | '}' | '）' | '］' | '｝' => {
                    nesting -= here;
                    here = open.pop().unwrap_or(0);
                }
                ',' | '，' | '、' => nesting -= std::mem::take(&mut here),
                ':' | '：' => (nesting, here) = (nesting + 1, here + 1),
                'i' | 'な' | 'd' | '相' | 'n' | '否' if starts_nesting(text, at) => {
                    (nesting, here) = (nesting + 1, here + 1)
                }
                _ => {}
            },
        }
        if open.len() > limits::CLAUSE_BRACKETS {
            return Some((at, limits::CLAUSE_BRACKETS));
        }
        if nesting > limits::EXPRESSION_DEPTH && !literal {
            return Some((at, limits::EXPRESSION_DEPTH));
        }
    }
    None
}

/// Whether a word that nests to its right stands here, whole: `not` does where another follows, or `each`.
fn starts_nesting(text: &str, at: usize) -> bool {
    let (before, rest) = text.split_at_checked(at).unwrap_or((text, ""));
    let part = |c: char| c.is_alphanumeric() || c == '_';
    let behind = |word: &str| rest.strip_prefix(word).filter(|rest| !rest.chars().next().is_some_and(part));
    let again = |rest: &str| ["not", "否", "each", "各"].into_iter().any(|word| rest.trim_start().starts_with(word));
    let nests = ["implies", "ならば", "distinct", "相異なる"].into_iter().any(|word| behind(word).is_some());
    let negates = ["not", "否"].into_iter().any(|word| behind(word).is_some_and(again));
    !before.chars().next_back().is_some_and(part) && (nests || negates)
}

/// A label ends at a blank, or at a character that can only start a value.
fn first_word(body: &str) -> &str {
    let end = body.find(|c: char| c.is_whitespace() || "「\"([{:".contains(c));
    body.get(..end.unwrap_or(body.len())).unwrap_or(body)
}

fn width(c: char) -> usize {
    match c {
        '\t' => 4,
        '\u{3000}' => 2,
        _ => 1,
    }
}
