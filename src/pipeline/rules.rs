//! Texts of packs to a program with its sources.

use super::views::{Views, views};
use super::workbook::workbook;
use crate::check::typed::{At, Checked};
use crate::check::{PackItems, check};
use crate::compile::program::Program;
use crate::compile::{CompiledExample, compile, out_of_scope};
use crate::diag::{Diagnostic, Place};
use crate::lang::ast::{ClauseKind, Item};
use crate::lang::words::{ItemWord, Label};
use crate::lang::{codes, parse_items};
use crate::layout::{Layout, read_layout};
use crate::limits;
use crate::model::{Display, PackReceipt, Schema, Workbook};
use crate::text::{SourceFile, Sources};

/// The files of one pack, in order of their paths.
#[derive(Clone, Debug, Default)]
pub struct PackFiles {
    /// Folder name, by which other packs `use` it.
    pub name: String,
    /// Display path and bytes of each rule file.
    pub files: Vec<(String, Vec<u8>)>,
    /// Display path and bytes of each map from lists to records.
    pub maps: Vec<(String, Vec<u8>)>,
    /// Display path and bytes of what it says about the workbook.
    pub workbook: Option<(String, Vec<u8>)>,
    /// Display path and bytes of its `views.toml`, if it has one.
    pub views: Option<(String, Vec<u8>)>,
    /// Whether the examples are left out: most of a pack is examples, and judging needs none.
    pub rules_only: bool,
}

/// Rules that are ready to judge.
#[derive(Debug)]
pub struct RuleSet {
    /// The compiled form.
    pub program: Program,
    /// Examples beside the rules.
    pub examples: Vec<CompiledExample>,
    /// Rule files, for places.
    pub sources: Sources,
    /// Display words.
    pub display: Display,
    /// What is drawn of cases.
    pub views: Views,
    /// What goes into the receipt.
    pub receipts: Vec<PackReceipt>,
    /// Place of each rule's head, by rule index.
    pub heads: Vec<At>,
    /// Name of the profile, when there is one.
    pub profile: Option<String>,
    /// Maps from lists to records.
    pub layouts: Vec<Layout>,
    /// How the packs and the profile want the workbook.
    pub workbook: Workbook,
}

/// Names of the packs that a pack uses, as far as its files can be read.
pub fn used_packs(pack: &PackFiles) -> Vec<String> {
    with_stack(|| used_here(pack))
}

fn used_here(pack: &PackFiles) -> Vec<String> {
    let mut sources = Sources::default();
    let mut names = Vec::new();
    for (path, bytes) in &pack.files {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        let file = SourceFile::new(path.clone(), text);
        let id = sources.add(file.clone());
        let (headers, _) = parse_items(id, &file, |word| word == ItemWord::Pack);
        for clause in headers.iter().flat_map(|item| item.all(Label::Use)) {
            if let ClauseKind::Names(used) = &clause.kind {
                names.extend(used.iter().map(|name| name.text.clone()));
            }
        }
    }
    names
}

/// Parses, checks and compiles packs; used packs come before those that use them.
///
/// # Errors
/// Every mistake in the rule files, sorted by place.
pub fn compile_rules(packs: &[PackFiles]) -> Result<RuleSet, Vec<Diagnostic>> {
    with_stack(|| compile_here(packs))
}

/// Runs what recurses as deep as rule text nests on a stack that is large enough for the limits; where no thread can be
/// had, on the one there is.
pub(super) fn with_stack<T: Send>(run: impl Fn() -> T + Sync) -> T {
    std::thread::scope(|scope| {
        match std::thread::Builder::new().stack_size(limits::STACK_BYTES).spawn_scoped(scope, &run) {
            Ok(handle) => handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            Err(_) => run(),
        }
    })
}

fn compile_here(packs: &[PackFiles]) -> Result<RuleSet, Vec<Diagnostic>> {
    let mut sources = Sources::default();
    let mut problems = Vec::new();
    let parsed: Vec<PackItems> = packs.iter().map(|pack| parse_pack(pack, &mut sources, &mut problems)).collect();
    let (checked, more) = check(&parsed, &sources);
    problems.extend(more);
    if !problems.is_empty() {
        problems.sort_by_key(place_key);
        problems.dedup_by_key(|problem| (place_key(problem), problem.code.id));
        return Err(problems);
    }
    finish(packs, checked, sources)
}

fn place_key(problem: &Diagnostic) -> (String, usize, usize) {
    let place = problem.places.first();
    place.map_or((String::new(), 0, 0), |place: &Place| (place.path.clone(), place.line, place.column))
}

fn parse_pack(pack: &PackFiles, sources: &mut Sources, problems: &mut Vec<Diagnostic>) -> PackItems {
    let mut all: Vec<Item> = Vec::new();
    for (path, bytes) in &pack.files {
        let file = match std::str::from_utf8(bytes) {
            Ok(text) => SourceFile::new(path.clone(), text),
            Err(error) => {
                let valid = bytes.get(..error.valid_up_to()).unwrap_or(&[]);
                let file = SourceFile::new(path.clone(), &String::from_utf8_lossy(valid));
                let end = crate::text::Span { start: file.text.len(), end: file.text.len() };
                problems.push(Diagnostic::new(&codes::NOT_UTF8).at(codes::place(&file, end)));
                continue;
            }
        };
        let id = sources.add(file);
        if let Some(file) = sources.get(id) {
            let wanted = |word| !(pack.rules_only && word == ItemWord::Example);
            let (items, more) = parse_items(id, file, wanted);
            let is_header = path.rsplit('/').next() == Some("pack.kijun");
            if is_header && more.is_empty() && !items.iter().any(|item| item.word == ItemWord::Pack) {
                let start = crate::text::Span::default();
                problems.push(Diagnostic::new(&codes::NO_HEADER).at(codes::place(file, start)));
            }
            all.extend(items);
            problems.extend(more);
        }
    }
    PackItems { items: all }
}

fn finish(packs: &[PackFiles], checked: Checked, sources: Sources) -> Result<RuleSet, Vec<Diagnostic>> {
    let (program, examples) = compile(&checked).map_err(|problem| vec![problem])?;
    let elsewhere = out_of_scope(&program).into_iter();
    let place = |at: At| Some(codes::place(sources.get(at.file)?, at.span));
    let elsewhere: Vec<Diagnostic> =
        elsewhere.filter_map(|at| Some(Diagnostic::new(&codes::SCOPE).at(place(at)?))).collect();
    if !elsewhere.is_empty() {
        return Err(elsewhere);
    }
    let layouts = layouts(packs, &program.schema)?;
    let workbook = workbook(packs, &program.checklists)?;
    let views = views(packs, &program)?;
    let receipts = packs.iter().zip(&program.packs).map(|(files, pack)| PackReceipt {
        name: if pack.name.is_empty() { files.name.clone() } else { pack.name.clone() },
        version: pack.version.clone(),
        verified: pack.verified.map(|day| day.to_string()).unwrap_or_default(),
        blake3: hash(files),
    });
    let receipts = receipts.collect();
    let heads = checked.rules.iter().map(|rule| rule.at).collect();
    let profile = checked.profile.as_ref().map(|profile| profile.name.en.clone());
    Ok(RuleSet {
        receipts,
        examples,
        sources,
        display: checked.display,
        views,
        heads,
        profile,
        workbook,
        layouts,
        program,
    })
}

/// The maps of all packs; every mistake in one is a mistake of the rules.
fn layouts(packs: &[PackFiles], schema: &Schema) -> Result<Vec<Layout>, Vec<Diagnostic>> {
    let (mut layouts, mut problems) = (Vec::new(), Vec::new());
    for (path, bytes) in packs.iter().flat_map(|pack| &pack.maps) {
        let (layout, more) = read_layout(schema, path, &String::from_utf8_lossy(bytes));
        layouts.extend(layout);
        problems.extend(more);
    }
    if problems.is_empty() { Ok(layouts) } else { Err(problems) }
}

fn hash(pack: &PackFiles) -> String {
    let mut hasher = blake3::Hasher::new();
    for (path, bytes) in pack.files.iter().chain(&pack.maps).chain(&pack.views) {
        hasher.update(path.as_bytes()).update(&[0]).update(bytes).update(&[0]);
    }
    hasher.finalize().to_hex().to_string()
}
