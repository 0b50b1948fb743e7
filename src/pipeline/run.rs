//! A run: begin (count the inputs, settle completeness) / block of cases / end.

use super::census::Duplicate;
use super::codes;
use super::finding::{Maker, fingerprint};
use super::groups::{Grouping, grouped};
use super::offices::{self, Office};
use super::rules::RuleSet;
use super::self_check;
use super::totals::Run;
use super::unknown::pattern;
use super::waivers::Waivers;
use super::words::about;
use crate::calendar::Day;
use crate::diag::{Diagnostic, Lang, Role, Severity};
use crate::judge::eval::Setting;
use crate::judge::partials::{Key, Merged};
use crate::judge::{Judged, judge};
use crate::model::{
    Case, CaseResult, DutyMark, Finding, KindId, Manifest, Notice, RuleCount, Schema, Summary, Target, Verdict,
};
use crate::read::{Document, Locator, Person, alias, mask_text, personal_values, read_document};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// One document: a `.json` file, or a line of NDJSON.
#[derive(Clone, Debug, Default)]
pub struct DocText {
    /// Index of the input file.
    pub file: usize,
    /// Display path.
    pub path: String,
    /// 1-based line on which it starts.
    pub first_line: usize,
    /// Its text.
    pub text: String,
    /// Index of its manifest.
    pub manifest: usize,
}

impl DocText {
    pub(super) fn document(&self) -> Document<'_> {
        Document { path: &self.path, text: &self.text, first_line: self.first_line, file: self.file }
    }
}

/// What is asked of a run.
#[derive(Clone, Debug)]
pub struct Options {
    /// Verdicts to list; counts are always whole.
    pub show: Vec<Verdict>,
    /// Rule ids or prefixes; all when empty.
    pub select: Vec<String>,
    /// Rule ids or prefixes to leave out.
    pub ignore: Vec<String>,
    /// Aliases or ids; all when empty.
    pub cases: Vec<String>,
    /// Language of messages.
    pub lang: Lang,
    /// Show what is masked otherwise.
    pub real_names: bool,
    /// Key of the aliases.
    pub alias_key: String,
    /// Whether what is drawn of each case is made.
    pub drawn: bool,
    /// First day of a self-check: duties that lie before it are left out.
    pub since: Option<Day>,
    /// Whether what is on record of each case is told.
    pub held: bool,
    /// By what cases are grouped.
    pub by: Option<Grouping>,
}

/// A run that has begun: completeness is settled.
#[derive(Debug)]
pub struct Begun<'r> {
    /// The rules.
    pub rules: &'r RuleSet,
    /// Settled manifests.
    pub manifests: Vec<Manifest>,
    /// Nothing after it is used.
    pub as_of: Day,
    /// What is asked.
    pub options: Options,
    /// Paths that hold something personal, and what is shown instead.
    pub paths: BTreeMap<String, String>,
    /// The offices that rules are about.
    pub offices: Vec<Office>,
    /// What supervisors accepted.
    pub waivers: Waivers,
    /// Threads that judge.
    pub threads: rayon::ThreadPool,
}

/// The notice that is told once a run.
const UNKNOWN_KEY: &str = "K-unknown-key";

/// What judging one document gives.
struct DocResult {
    cases: Vec<CaseResult>,
    run: Run,
}

impl Begun<'_> {
    /// Judges a block of documents, in parallel, and gives its cases in order.
    pub fn block(&self, docs: &[DocText], run: &mut Run) -> Vec<CaseResult> {
        let results: Vec<DocResult> = self.threads.install(|| docs.par_iter().map(|doc| self.document(doc)).collect());
        let mut cases = Vec::new();
        for result in results {
            run.merge(result.run);
            cases.extend(result.cases);
        }
        cases
    }

    fn document(&self, doc: &DocText) -> DocResult {
        let schema = &self.rules.program.schema;
        let document = doc.document();
        let (mut cases, problems) = read_document(schema, &document);
        let mut result = DocResult { cases: Vec::new(), run: Run::default() };
        for case in &mut cases {
            case.alias = alias(schema, case, &self.options.alias_key);
            case.manifest = doc.manifest;
            result.run.guessable |= self.options.alias_key.is_empty() && case.alias != case.id;
        }
        let locator = Locator::new(schema, document, self.options.real_names);
        let mut notices: BTreeMap<usize, Vec<Notice>> = BTreeMap::new();
        for problem in problems {
            match problem.case {
                Some(case) => {
                    let case_of = cases.get(case);
                    let mut diagnostic = problem.diagnostic;
                    if let Some(case) = case_of {
                        let personal = personal_values(schema, case);
                        let masked = |path: &str| mask_text(path, &personal, &case.alias);
                        diagnostic.places.iter_mut().for_each(|place| place.path = masked(&place.path));
                    }
                    let alias = case_of.map(|case| case.alias.clone());
                    if diagnostic.code.id == UNKNOWN_KEY {
                        result.run.unknown.add(diagnostic, alias);
                        continue;
                    }
                    notices.entry(case).or_default().push(self.notice(diagnostic, alias));
                }
                None if problem.diagnostic.code.id == UNKNOWN_KEY => result.run.unknown.add(problem.diagnostic, None),
                None => {
                    if problem.diagnostic.code.severity == Severity::Error {
                        result.run.unread.push(doc.path.clone());
                    }
                    result.run.loose.push(self.notice(problem.diagnostic, None));
                }
            }
        }
        for case in cases.iter().filter(|case| !case.office) {
            self.partials(case, &mut result.run);
        }
        for (index, case) in cases.iter().enumerate() {
            if !case.office && self.wanted(case) {
                let notices = notices.remove(&index).unwrap_or_default();
                result.run.cases += 1;
                result.cases.push(self.case(case, doc, &locator, (notices, None), &mut result.run));
            }
        }
        result
    }

    /// What a case adds to its office.
    fn partials(&self, case: &Case, run: &mut Run) {
        let fallback = Manifest::default();
        let manifest = self.manifests.get(case.manifest).unwrap_or(&fallback);
        let office = self.offices.iter().enumerate().find(|(_, office)| office.name == manifest.office);
        let Some((index, office)) = office else { return };
        let set = Setting { program: &self.rules.program, case, manifest, as_of: self.as_of, partials: None };
        offices::add(&mut run.partials, index, set, &office.keys);
    }

    /// The findings about the offices, after the last case.
    pub fn office_results(&self, run: &mut Run) -> Vec<CaseResult> {
        let partials = std::mem::take(&mut run.partials);
        let fallback = Manifest::default();
        let mut results = Vec::new();
        for (index, office) in self.offices.iter().enumerate() {
            let manifest = self.manifests.get(office.manifest).unwrap_or(&fallback);
            let merged = offices::settled(&office.keys, &self.rules.program, manifest, &partials, index);
            let mut case = office.case.clone();
            case.manifest = office.manifest;
            let locator = Locator::new(&self.rules.program.schema, office.doc.document(), self.options.real_names);
            let mut result = self.case(&case, &office.doc, &locator, (Vec::new(), Some(&merged)), run);
            result.alias.clear();
            result.office = Some(office.name.clone());
            results.push(result);
        }
        results
    }

    pub(super) fn wanted(&self, case: &Case) -> bool {
        let cases = &self.options.cases;
        cases.is_empty() || cases.iter().any(|wanted| *wanted == case.alias || *wanted == case.id)
    }

    fn case(
        &self,
        case: &Case,
        doc: &DocText,
        locator: &Locator<'_>,
        (notices, partials): (Vec<Notice>, Option<&BTreeMap<Key, Merged>>),
        run: &mut Run,
    ) -> CaseResult {
        let fallback = Manifest::default();
        let manifest = self.manifests.get(case.manifest).unwrap_or(&fallback);
        let set = Setting { program: &self.rules.program, case, manifest, as_of: self.as_of, partials };
        let person = Person::of(&self.rules.program.schema, case);
        let maker = Maker {
            rules: self.rules,
            set,
            person: &person,
            office: &manifest.office,
            lang: self.options.lang,
            real_names: self.options.real_names,
        };
        let mut findings: Vec<Finding> = Vec::new();
        let duties: Vec<Judged> = judge(set).into_iter().filter(|judged| self.is_selected(judged.duty.rule)).collect();
        // What it may cost is not altered by anybody's acceptance.
        let consequences = maker.consequences(&duties);
        let (duties, consequences) = self_check::within(self.options.since, &maker, duties, consequences);
        let accepted = self.waivers.accepted(&maker, &duties, run);
        let waiver = |at: usize| accepted.get(&at).and_then(|waiver| self.waivers.list.get(*waiver));
        let verdict = |at: usize, judged: &Judged| waiver(at).map_or(judged.verdict, |_| Verdict::Exempt);
        for (at, judged) in duties.iter().enumerate() {
            run.count(self.rules, judged, verdict(at, judged), self.as_of);
            if !self.options.show.contains(&verdict(at, judged)) {
                continue;
            }
            let missing = maker.missing_kinds(judged, &|kind| self.is_declared(kind));
            if !missing.is_empty() && self.options.show.len() < Verdict::ALL.len() {
                missing.into_iter().for_each(|kind| *run.missing.entry(kind).or_default() += 1);
                continue;
            }
            let mut finding = maker.finding(judged, locator);
            if let Some((finding, waiver)) = finding.as_mut().zip(waiver(at)) {
                self.waivers.accept(finding, waiver, &maker);
            }
            findings.extend(finding);
        }
        findings.sort_by(|a, b| (&a.rule, &a.subject, &a.window).cmp(&(&b.rule, &b.subject, &b.window)));
        let place =
            locator.place(&person, Target::Record(case.root(&self.rules.program.schema)), Role::Duty, String::new());
        let path = if place.path.is_empty() { doc.path.clone() } else { place.path };
        let marks = duties.iter().enumerate();
        let marks = marks.filter_map(|(at, judged)| Some((at, judged, maker.mark(judged)?)));
        let duties = marks.map(|(at, judged, mark)| DutyMark { verdict: verdict(at, judged), ..mark }).collect();
        let (group, held) = (self.group(&person), self.held(&person, manifest));
        CaseResult {
            alias: case.alias.clone(),
            path,
            notices,
            findings,
            consequences,
            duties,
            view: self.options.drawn.then(|| grouped(maker.view(), group.as_ref())),
            group,
            held,
            office: None,
        }
    }

    fn is_declared(&self, kind: KindId) -> bool {
        let schema = &self.rules.program.schema;
        let declared = |manifest: &Manifest| {
            schema.ancestry(kind).any(|kind| manifest.complete.iter().any(|declared| declared.kind == kind))
        };
        self.manifests.iter().any(declared)
    }

    /// Indices of the rules that are asked for.
    pub fn selected_rules(&self) -> impl Iterator<Item = usize> {
        (0..self.rules.program.rules.len()).filter(|index| self.is_selected(*index))
    }

    pub(super) fn is_selected(&self, index: usize) -> bool {
        let Some(rule) = self.rules.program.rules.get(index) else { return false };
        let matches = |wanted: &String| rule.id.starts_with(wanted.as_str());
        let Options { select, ignore, .. } = &self.options;
        (select.is_empty() || select.iter().any(matches)) && !ignore.iter().any(matches)
    }

    /// Number of the office, where the inputs are of one office that is named.
    pub fn office(&self) -> &str {
        let mut named = self.manifests.iter().map(|manifest| manifest.office.as_str()).filter(|name| !name.is_empty());
        let first = named.next().unwrap_or("");
        if named.all(|name| name == first) { first } else { "" }
    }

    /// A path as it may be shown.
    pub fn shown_path(&self, path: &str) -> String {
        let masked = self.paths.get(path).filter(|_| !self.options.real_names);
        masked.cloned().unwrap_or_else(|| path.to_owned())
    }

    /// A diagnostic as a notice in the run's language.
    pub fn notice(&self, mut diagnostic: Diagnostic, case: Option<String>) -> Notice {
        diagnostic.places.iter_mut().for_each(|place| place.path = self.shown_path(&place.path));
        let mut parts = vec![diagnostic.code.id, case.as_deref().unwrap_or("")];
        // Neither numbers nor positions: the same thing keeps its fingerprint when a record is added.
        parts.extend(diagnostic.args.iter().filter(|(name, _)| *name != "count").map(|(_, value)| value.as_str()));
        let place = diagnostic.places.first();
        let pointer = place.map(|place| format!("{}{}", place.path, pattern(&place.pointer))).unwrap_or_default();
        parts.push(&pointer);
        Notice {
            fingerprint: fingerprint(&parts),
            message: diagnostic.message(self.options.lang),
            help: diagnostic.help(self.options.lang),
            case,
            diagnostic,
        }
    }

    /// The notice of an id that two cases share: both places.
    pub fn duplicate(&self, first: &DocText, second: &DocText, duplicate: &Duplicate) -> Option<Notice> {
        let schema = &self.rules.program.schema;
        let mut problem = Diagnostic::new(&codes::DUPLICATE_CASE);
        for (doc, pointer) in [(second, &duplicate.second.2), (first, &duplicate.first.2)] {
            let (mut cases, _) = read_document(schema, &doc.document());
            let case = cases.iter_mut().find(|case| case.origin.pointer == *pointer)?;
            case.alias = alias(schema, case, &self.options.alias_key);
            let locator = Locator::new(schema, doc.document(), self.options.real_names);
            problem.places.push(locator.place(
                &Person::of(schema, case),
                Target::Record(case.root(schema)),
                Role::Evidence,
                String::new(),
            ));
            if problem.args.is_empty() {
                problem = problem.arg("id", alias(schema, case, &self.options.alias_key));
            }
        }
        Some(self.notice(problem, None))
    }

    /// Notices that only the whole run can give, after the loose ones.
    pub fn closing_notices(&self, run: &Run) -> Vec<Notice> {
        let unknown = run.unknown.diagnostics().map(|(diagnostic, case)| self.notice(diagnostic, case));
        let mut notices: Vec<Notice> = unknown.collect();
        for (kind, count) in &run.missing {
            let code = if *kind == Schema::ROOT { &codes::MISSING_CASES } else { &codes::MISSING_KIND };
            let problem = about(Diagnostic::new(code), &self.rules.program.schema, *kind);
            notices.push(self.notice(problem.arg("count", count), None));
        }
        for (pack, count) in &run.stale {
            notices.extend(self.stale(*pack, *count));
        }
        if run.guessable {
            notices.push(self.notice(Diagnostic::new(&codes::ALIAS_KEY), None));
        }
        notices
    }

    /// Duties that count for a day after the law of their pack was verified.
    fn stale(&self, pack: usize, count: u64) -> Option<Notice> {
        let pack = self.rules.program.packs.get(pack)?;
        let problem = Diagnostic::new(&codes::STALE).arg("pack", &pack.name).arg("verified", pack.verified?);
        Some(self.notice(problem.arg("count", count), None))
    }

    /// The last line of the result, but for the receipt.
    pub fn summary(&self, run: &Run) -> Summary {
        let rules = self.rules.program.rules.iter().enumerate();
        let rules = rules.filter_map(|(index, rule)| {
            let counts = run.by_rule.get(&index).copied().unwrap_or_default();
            let selected = self.options.select.is_empty() || counts.total() > 0;
            selected.then(|| RuleCount {
                rule: rule.id.clone(),
                activations: counts.total() - counts.of(Verdict::NotApplicable),
                counts,
            })
        });
        Summary {
            cases: run.cases,
            duties: run.duties,
            advice: run.advice,
            rules: rules.collect(),
            unread: run.unread.iter().map(|path| self.shown_path(path)).collect(),
            ..Summary::default()
        }
    }
}
