//! `kijun init`: an empty workbook for an office to fill in, with the names of its clients in it.
//!
//! It is the office's own file on its own machine, and whoever fills it in must know whom a row is about: so names are
//! written as they are, and the workbook says what it holds.

use super::Exit;
use super::args::{Init, InitCases, InitForm};
use super::begin::machine_date;
use super::check::{colored, rules_to_judge, width};
use super::file::{self, Pending};
use super::import::{broken, unreadable};
use crate::calendar::Month;
use crate::diag::{Diagnostic, Lang};
use crate::form::{Form, write};
use crate::input::{Bringing, Inputs};
use crate::layout::{Layout, TableMap};
use crate::model::Schema;
use crate::pipeline::RuleSet;
use crate::read::{Document, read_document};
use crate::report::{Style, diagnostics};
use serde_json::Value;
use std::io::{self, Write};
use std::path::Path;

/// Runs the command.
pub(super) fn run(args: &Init, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Exit> {
    let form = match args {
        Init::Sample(sample) => return super::sample::run(sample, out, err),
        Init::Cases(cases) => &cases.form,
        Init::Register(form) => form,
    };
    let lang = form.common.office_lang();
    if Path::new(&form.output).exists() {
        let words = lang.of(
            "はすでにあります。そのままにしました。別の名前にしてください",
            "is there already, and was left as it is; choose another name",
        );
        writeln!(err, "kijun: {}: {words}", form.output)?;
        return Ok(Exit::Usage);
    }
    let style = Style { lang, color: colored(form.common.color), width: width() };
    let rules = match rules_to_judge(&form.rules, None) {
        Ok(rules) => rules,
        Err(problems) => {
            diagnostics(err, &problems, style)?;
            return Ok(Exit::Usage);
        }
    };
    let Some(layout) = rules.layouts.iter().find(|layout| layout.form) else {
        let words = lang
            .of("この規則には、入力用のブックの対応表がありません", "these rules have no map of a workbook to fill in");
        writeln!(err, "kijun: {words}")?;
        return Ok(Exit::Usage);
    };
    let ((cases, unread), from, months) = match args {
        Init::Sample(_) | Init::Register(_) => ((Vec::new(), false), machine_date().month(), 0),
        Init::Cases(options) => match cases(options, &rules, style, err)? {
            Some(cases) => (cases, first_month(options), usize::from(options.months)),
            None => return Ok(Exit::Usage),
        },
    };
    let office = matches!(args, Init::Register(_));
    let schema = &rules.program.schema;
    let bytes = write(&Form { schema, layout, office, cases: &cases, from, months }).map_err(io::Error::other)?;
    save(&form.output, &bytes, lang)?;
    if !form.common.quiet {
        said(form, cases.len(), office, lang, err)?;
    }
    if unread {
        let words = lang.of(
            "読めなかったものがあるため、足りない人がいるかもしれません。上の知らせを見て直し、作り直してください",
            "something was not read, so people may be missing: see what is said above, and make the workbook again",
        );
        writeln!(err, "kijun: {words}")?;
        return Ok(Exit::Unread);
    }
    Ok(Exit::Clean)
}

/// The first month: so that the last one is the month before this.
fn first_month(options: &InitCases) -> Month {
    options.from.unwrap_or_else(|| machine_date().month().plus(-i32::from(options.months)))
}

/// Everybody on the lists, and whether something of them was not read; none where there is nobody, or a list is not there.
fn cases(
    options: &InitCases,
    rules: &RuleSet,
    style: Style,
    err: &mut dyn Write,
) -> io::Result<Option<(Vec<Value>, bool)>> {
    let mut inputs = Inputs::find(&options.clients)?;
    let schema = &rules.program.schema;
    let lang = style.lang;
    let mut layouts = rules.layouts.clone();
    layouts.extend(rules.layouts.iter().filter(|layout| layout.form).map(any_list));
    inputs.bring(Bringing { schema, layouts: &layouts, lang, real_names: true })?;
    let (mut found, mut problems) = documents(&inputs, schema);
    problems.extend(super::import::found(&inputs));
    diagnostics(err, &problems, style)?;
    found.retain(|case| is_case(schema, case));
    if found.is_empty() {
        let words = lang
            .of("一覧に、番号か名前のある人が見つかりません", "nobody with a number or a name is found on the list");
        writeln!(err, "kijun: {words}")?;
        return Ok(None);
    }
    Ok(inputs.missing.is_empty().then(|| (found, broken(&problems))))
}

/// Every document of the lists that can be read; the problems of those that cannot.
fn documents(inputs: &Inputs, schema: &Schema) -> (Vec<Value>, Vec<Diagnostic>) {
    let (mut found, mut problems, mut unread) = (Vec::new(), Vec::new(), Vec::new());
    inputs.documents(
        |doc| match serde_json::from_str::<Value>(doc.text.trim_start_matches('\u{feff}')) {
            Ok(document) => found.extend(each(document)),
            Err(error) => {
                let document =
                    Document { path: &doc.path, text: &doc.text, first_line: doc.first_line, file: doc.file };
                let told = read_document(schema, &document).1.into_iter().map(|problem| problem.diagnostic);
                let told: Vec<Diagnostic> = told.collect();
                let quiet = !broken(&told);
                problems.extend(told);
                problems.extend(quiet.then(|| unreadable(&doc.path, &error)));
            }
        },
        |path, why| unread.push(unreadable(path, &why)),
    );
    problems.extend(unread);
    (found, problems)
}

/// The form's own list of cases, for a list of any name that says who there are and perhaps nothing else.
fn any_list(form: &Layout) -> Layout {
    let tells = |map: &&TableMap| map.case.iter().any(|key| key.through.is_none() && !key.known);
    let any = |map: &TableMap| TableMap {
        file: Vec::new(),
        sheet: Vec::new(),
        needs: Vec::new(),
        one_of: map.case.iter().filter_map(|key| key.column).collect(),
        ..map.clone()
    };
    Layout { tables: form.tables.iter().filter(tells).map(any).collect(), ..form.clone() }
}

/// The cases of a document.
fn each(document: Value) -> Vec<Value> {
    match document {
        Value::Array(cases) => cases,
        case => vec![case],
    }
}

/// Whether a document tells its case; that of an office does not.
fn is_case(schema: &Schema, document: &Value) -> bool {
    let root = schema.kind(Schema::ROOT);
    let key = root.key.map(|key| &schema.field(Schema::ROOT, key).name);
    key.is_some_and(|key| document.get(&key.en).or_else(|| document.get(&key.ja)).is_some())
}

/// Writes the whole file or nothing, and never over another one.
fn save(path: &str, bytes: &[u8], lang: Lang) -> io::Result<()> {
    let mut file = Pending::begin_new(path, lang)?;
    file.write_all(bytes)?;
    file.finish().map_err(|problem| file::said(&problem, lang))
}

fn said(form: &InitForm, cases: usize, office: bool, lang: Lang, err: &mut dyn Write) -> io::Result<()> {
    let path = &form.output;
    match (lang, office) {
        (Lang::Ja, false) => {
            writeln!(err, "{path} を作りました（{cases}人分）。名前が入っています。事業所の外に出さないでください。")
        }
        (Lang::Ja, true) => writeln!(err, "{path} を作りました。"),
        (Lang::En, false) => {
            writeln!(err, "wrote {path} for {cases} cases; it holds their names: keep it in the office")
        }
        (Lang::En, true) => writeln!(err, "wrote {path}"),
    }
}
