//! Lists, workbooks and zips to documents: opened, brought in, and spooled as lines of records.
//!
//! One export is brought in as a whole, because rows of several files are one person's. After it there is nothing but
//! documents, so that a list and the records it was brought to are judged alike.

use super::files::{Inputs, Source, SourceKind, TableFile};
use crate::diag::{Diagnostic, Lang, Place, Role};
use crate::import::{Brought, Input, bring, guess};
use crate::layout::{Fits, Layout, fits, generic, read_layout};
use crate::model::{ImportReport, Schema};
use crate::pipeline::codes;
use crate::read::NameMask;
use crate::read::settings::ExportDecl;
use crate::table::{self, Kind, Table};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read, Write};

/// How tables are brought in.
#[derive(Clone, Copy, Debug)]
pub struct Bringing<'a> {
    /// Kinds and fields.
    pub schema: &'a Schema,
    /// Maps of the packs.
    pub layouts: &'a [Layout],
    /// Language of the report.
    pub lang: Lang,
    /// Show what is masked otherwise.
    pub real_names: bool,
}

/// What was brought in, besides the documents.
#[derive(Debug, Default)]
pub struct BroughtIn {
    /// What became of every table.
    pub report: ImportReport,
    /// Paths that hold something personal, and what is shown instead.
    pub paths: BTreeMap<String, String>,
}

impl Inputs {
    /// Brings every list, workbook and zip in. What cannot be opened is a problem of the inputs, and the rest is read.
    ///
    /// # Errors
    /// Those of the spool.
    pub fn bring(&mut self, how: Bringing<'_>) -> io::Result<()> {
        let layouts = self.layouts(how);
        let mut told = BroughtIn::default();
        let (first, mut personal) = (self.problems.len(), BTreeSet::new());
        let exports: BTreeSet<usize> = self.tables.iter().map(|table| table.manifest).collect();
        for manifest in exports {
            let files = self.opened(manifest)?;
            if let Some(first) = files.first().map(|file| file.path.clone()) {
                let office = self.office(manifest);
                let brought = bring(how.schema, &layouts, &files, &office, how.lang);
                personal.extend(brought.personal.iter().cloned());
                self.take(manifest, first, brought, &mut told)?;
            }
        }
        if !how.real_names {
            self.hide(&mut told, &personal, first);
        }
        self.brought = told;
        self.sort();
        Ok(())
    }

    /// Hides what is personal in names of files, sheets and headers, and in what was said of them.
    fn hide(&mut self, told: &mut BroughtIn, personal: &BTreeSet<String>, first: usize) {
        let mask = NameMask::new(personal.iter().map(String::as_str));
        let mut known: BTreeMap<String, String> = BTreeMap::new();
        let mut masked = |text: &mut String| {
            *text = known.entry(text.clone()).or_insert_with(|| mask.mask(text, "■")).clone();
        };
        for file in &mut told.report.files {
            masked(&mut file.path);
            for table in &mut file.tables {
                masked(&mut table.sheet);
                table.unused.iter_mut().for_each(&mut masked);
            }
        }
        for problem in self.problems.iter_mut().skip(first) {
            problem.args.iter_mut().for_each(|(_, value)| masked(value));
            for place in &mut problem.places {
                masked(&mut place.path);
                place.sheet.iter_mut().chain(&mut place.field).for_each(&mut masked);
            }
        }
        for table in &self.tables {
            let mut shown = table.path.clone();
            masked(&mut shown);
            told.paths.insert(table.path.clone(), shown);
        }
        told.paths.retain(|path, shown| path != shown);
    }

    /// The number of the office that an export's settings name.
    fn office(&self, manifest: usize) -> String {
        let export = self.settings.get(manifest).and_then(|(_, settings)| settings.export.as_ref());
        export.map(|export| export.office.clone()).unwrap_or_default()
    }

    /// A proposed map for every table that none fits.
    ///
    /// # Errors
    /// Those of the spool of a zip.
    pub fn guess(&mut self, how: Bringing<'_>) -> io::Result<Vec<String>> {
        let layouts = self.layouts(how);
        let exports: BTreeSet<usize> = self.tables.iter().map(|table| table.manifest).collect();
        let mut proposed = Vec::new();
        for manifest in exports {
            for file in self.opened(manifest)? {
                let unknown = file.opened.tables.iter().filter(|table| !table.rows.is_empty());
                let unknown = unknown.filter_map(|table| rest(table, fits(&layouts, &file.path, table)));
                proposed.extend(unknown.map(|table| guess(how.schema, &layouts, &table)));
            }
        }
        Ok(proposed)
    }

    /// The maps beside the records, the one that needs no file, and those of the packs: a table named and headed as the schema
    /// names things is that, whatever else a list of such headers might be.
    fn layouts(&mut self, how: Bringing<'_>) -> Vec<Layout> {
        let mut layouts = self.own_maps(how.schema);
        layouts.push(generic(how.schema));
        layouts.extend(how.layouts.iter().cloned());
        layouts
    }

    /// The maps that stand beside the records.
    fn own_maps(&mut self, schema: &Schema) -> Vec<Layout> {
        let mut layouts = Vec::new();
        for (path, file) in &self.maps {
            match std::fs::read_to_string(file) {
                Ok(text) => {
                    let (layout, problems) = read_layout(schema, path, &text);
                    self.problems.extend(problems);
                    layouts.extend(layout);
                }
                Err(error) => self.problems.push(unreadable(path, &error)),
            }
        }
        layouts
    }

    /// The tables of an export, opened; records that stand in a zip become sources of their own.
    fn opened(&mut self, manifest: usize) -> io::Result<Vec<Input>> {
        let mut files = Vec::new();
        let tables: Vec<TableFile> = self.tables.iter().filter(|table| table.manifest == manifest).cloned().collect();
        for table in &tables {
            let mut bytes = Vec::new();
            match File::open(&table.file).and_then(|mut file| file.read_to_end(&mut bytes)) {
                Ok(_) if table::kind(&bytes) == Kind::Zip => self.zip(table, &bytes, &mut files)?,
                Ok(_) => self.open(&table.path, &bytes, &mut files),
                Err(error) => self.problems.push(unreadable(&table.path, &error)),
            }
        }
        Ok(files)
    }

    fn open(&mut self, path: &str, bytes: &[u8], files: &mut Vec<Input>) {
        match table::open(path, bytes) {
            Ok(opened) => files.push(Input { path: path.to_owned(), opened }),
            Err(error) => self.problems.push(error.diagnostic(path)),
        }
    }

    fn zip(&mut self, zip: &TableFile, bytes: &[u8], files: &mut Vec<Input>) -> io::Result<()> {
        let entries = match table::zip_entries(bytes) {
            Ok(entries) => entries,
            Err(error) => {
                self.problems.push(error.diagnostic(&zip.path));
                return Ok(());
            }
        };
        for (name, bytes) in entries {
            let path = format!("{}!{name}", zip.path);
            let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
            match extension.as_str() {
                "json" => self.spool(path, SourceKind::Json, zip.manifest, &bytes, false)?,
                "ndjson" | "jsonl" => self.spool(path, SourceKind::Ndjson, zip.manifest, &bytes, false)?,
                "csv" | "tsv" | "xlsx" | "xlsm" | "xls" => self.open(&path, &bytes, files),
                _ => {}
            }
        }
        Ok(())
    }

    fn spool(
        &mut self,
        path: String,
        kind: SourceKind,
        manifest: usize,
        bytes: &[u8],
        brought: bool,
    ) -> io::Result<()> {
        let mut spool = tempfile::NamedTempFile::new()?;
        spool.write_all(bytes)?;
        let file = spool.path().to_path_buf();
        self.spools.push(spool);
        self.sources.push(Source { path, file, kind, manifest, brought });
        Ok(())
    }

    /// Adds what was brought in: its documents, what it declares, what is to be told.
    fn take(&mut self, manifest: usize, path: String, brought: Brought, told: &mut BroughtIn) -> io::Result<()> {
        let Brought { lines, report, settings, problems, .. } = brought;
        let manifest = self.declared(manifest, settings);
        if !lines.is_empty() {
            self.spool(path, SourceKind::Ndjson, manifest, lines.join("\n").as_bytes(), true)?;
        }
        self.problems.extend(problems);
        told.report.files.extend(report.files);
        Ok(())
    }

    /// Joins what a workbook declares to the settings of its export; where there are none, it is the settings.
    fn declared(&mut self, manifest: usize, settings: crate::read::Settings) -> usize {
        if settings == crate::read::Settings::default() {
            return manifest;
        }
        if manifest == 0 {
            self.settings.push((String::new(), settings));
            self.roots.push(std::path::PathBuf::new());
            let new = self.settings.len() - 1;
            self.sources.iter_mut().filter(|source| source.manifest == 0).for_each(|source| source.manifest = new);
            return new;
        }
        if let Some((_, own)) = self.settings.get_mut(manifest) {
            own.export = joined(own.export.take(), settings.export);
            own.complete.extend(settings.complete);
            own.absent.extend(settings.absent);
        }
        manifest
    }
}

/// What no map fits of a table: all of it, or what stands below the rows that one does.
fn rest(table: &Table, found: Fits<'_>) -> Option<Table> {
    let first = found.unread.or(found.fits.is_empty().then_some(0))?;
    let rows = table.rows.get(first..).unwrap_or(&[]).to_vec();
    Some(Table { rows, ..table.clone() })
}

/// What settings say of the export, and for the rest what a workbook says.
fn joined(own: Option<ExportDecl>, other: Option<ExportDecl>) -> Option<ExportDecl> {
    let (Some(own), Some(other)) = (own.clone(), other.clone()) else { return own.or(other) };
    Some(ExportDecl {
        office: if own.office.is_empty() { other.office } else { own.office },
        extracted: own.extracted.or(other.extracted),
        all_cases: own.all_cases || other.all_cases,
        place: own.place,
    })
}

fn unreadable(path: &str, error: &io::Error) -> Diagnostic {
    let problem = Diagnostic::new(&codes::UNREADABLE).arg("reason", format!("{path}: {error}"));
    problem.at(Place::bare(Role::Evidence, path, 1))
}
