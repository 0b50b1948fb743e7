//! A document to its cases: one object, or an array of objects.

use super::codes;
use super::locate::Locator;
use super::problem::{Found, Problem, UnknownKeys, key_spot};
use super::raw::{office_part, spellings, top};
use super::record::Reader;
use super::source::Source;
use crate::diag::Diagnostic;
use crate::limits;
use crate::model::{Case, Origin, Schema};
use crate::text::{Span, closest};

/// A whole `.json` file, or one line of NDJSON.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// Display path.
    pub path: &'a str,
    /// Its text; a byte-order mark at its start is skipped.
    pub text: &'a str,
    /// 1-based line of the file on which the text starts.
    pub first_line: usize,
    /// Index of the input file.
    pub file: usize,
}

/// Reads the cases of a document. What cannot be read is a problem with its place, and the rest is read all the same;
/// of a text that breaks off, the cases that are whole before the break. `alias` and `manifest` of a case stay empty,
/// and `origin.start` is 0, because only the caller knows where the document stands in its file.
pub fn read_document(schema: &Schema, document: &Document<'_>) -> (Vec<Case>, Vec<Problem>) {
    let source = Source::new(document.text);
    let top = top(&source);
    let mut run = Run {
        schema,
        document,
        source: &source,
        cases: Vec::new(),
        found: Vec::new(),
        unknown: UnknownKeys::default(),
        strangers: Vec::new(),
    };
    for (at, span) in top.values.iter().enumerate() {
        let pointer = if top.array { format!("/{at}") } else { String::new() };
        run.value(*span, pointer);
    }
    let quiet = run.is_quiet() && top.error.is_none() && source.too_deep.is_none() && source.controls.is_none();
    if quiet {
        return (run.cases, Vec::new());
    }
    let locator = Locator::of(schema, *document, source.clone(), &top, false);
    let mut problems = run.problems(&locator);
    problems.extend(controls(&locator, &source));
    problems.extend(broken(&locator, &source, top.error));
    (run.cases, problems)
}

/// Raw control characters, told once a document. A line break in a string is a cut one, which the parser reports.
fn controls(locator: &Locator<'_>, source: &Source<'_>) -> Option<Problem> {
    let (at, count) = source.controls?;
    let diagnostic = Diagnostic::new(&codes::CONTROL).arg("count", count);
    Some(Problem { case: None, diagnostic: diagnostic.at(locator.blind(at, String::new())) })
}

/// Why the text could not be read to its end.
fn broken(locator: &Locator<'_>, source: &Source<'_>, error: Option<(String, usize)>) -> Option<Problem> {
    let (diagnostic, at) = match (source.too_deep, error) {
        (Some(at), _) => (Diagnostic::new(&codes::TOO_DEEP).arg("limit", limits::JSON_DEPTH), at),
        (None, Some((words, at))) => (Diagnostic::new(&codes::JSON).arg("reason", words), at),
        (None, None) => return None,
    };
    Some(Problem { case: None, diagnostic: diagnostic.at(locator.blind(at, String::new())) })
}

/// The reading of one document.
struct Run<'a> {
    schema: &'a Schema,
    document: &'a Document<'a>,
    source: &'a Source<'a>,
    cases: Vec<Case>,
    /// By index of the case.
    found: Vec<(usize, Found)>,
    unknown: UnknownKeys,
    /// Values that are no objects, with their pointers.
    strangers: Vec<(Span, String)>,
}

impl<'a> Run<'a> {
    fn value(&mut self, span: Span, pointer: String) {
        let source = self.source;
        let raw = source.part(span);
        if !raw.starts_with('{') || self.schema.kinds.is_empty() {
            return self.strangers.push((span, pointer));
        }
        let office = office_part(self.schema, source, raw);
        let (raw, span, pointer) = match office {
            None => (raw, span, pointer),
            Some((key, inner)) => {
                let key = source.string(key).unwrap_or_default();
                (inner, source.span(inner), format!("{pointer}/{key}"))
            }
        };
        let kind = self.schema.office.filter(|_| office.is_some()).unwrap_or(Schema::ROOT);
        let index = self.cases.len();
        let mut reader = Reader {
            schema: self.schema,
            source,
            index,
            case: Case { office: office.is_some(), ..self.empty_case(pointer) },
            found: Vec::new(),
            unknown: &mut self.unknown,
            references: Vec::new(),
            keys: Vec::new(),
        };
        reader.record(kind, 0, 0, raw);
        reader.finish(span);
        let Reader { case, found, .. } = reader;
        self.found.extend(found.into_iter().map(|found| (index, found)));
        self.cases.push(case);
    }

    fn empty_case(&self, pointer: String) -> Case {
        let origin = Origin {
            file: self.document.file,
            line: self.document.first_line,
            start: 0,
            length: self.document.text.len() as u64,
            pointer,
        };
        Case { tables: vec![Vec::new(); self.schema.kinds.len()], origin, ..Case::default() }
    }

    fn is_quiet(&self) -> bool {
        self.found.is_empty() && self.unknown.is_empty() && self.strangers.is_empty()
    }

    /// Everything found, in the order of the text.
    fn problems(&mut self, locator: &Locator<'_>) -> Vec<Problem> {
        self.unknown_keys();
        let mut found = std::mem::take(&mut self.found);
        found.sort_by_key(|(_, found)| found.start());
        let cases = &self.cases;
        let told = found.into_iter().filter_map(|(index, found)| {
            let one_case = found.one_case().then_some(index);
            Some(Problem { case: one_case, diagnostic: found.diagnostic(locator, cases.get(index)?) })
        });
        let strangers = std::mem::take(&mut self.strangers);
        told.chain(strangers.into_iter().map(|(span, pointer)| stranger(locator, span, pointer))).collect()
    }

    fn unknown_keys(&mut self) {
        for (kind, key, entry) in std::mem::take(&mut self.unknown).into_entries() {
            let near = closest(&key, spellings(self.schema, kind));
            let found = Found::new(&codes::UNKNOWN_KEY, key_spot(entry.first))
                .arg("key", &key)
                .arg("count", &entry.count.to_string())
                .arg("suggestion", &codes::suggestion(near))
                .about_one_case(entry.one_case);
            self.found.push((entry.case, found));
        }
    }
}

/// A value where a case should be.
fn stranger(locator: &Locator<'_>, span: Span, pointer: String) -> Problem {
    let name = if pointer.is_empty() { "/" } else { pointer.as_str() };
    let diagnostic = Diagnostic::new(&codes::WRONG_TYPE).arg("name", name).arg("expected", "{ … }");
    Problem { case: None, diagnostic: diagnostic.at(locator.blind(span.start, pointer)) }
}
