//! What is settled before the first case: manifests, what is assumed, the as-of date, the receipt.

use super::args::CheckArgs;
use crate::calendar::Day;
use crate::diag::Diagnostic;
use crate::input::Inputs;
use crate::lang::codes as lang_codes;
use crate::model::{Declaration, InputReceipt, KindId, Manifest, Period, Receipt, Schema};
use crate::pipeline::{Begun, codes};
use crate::read::manifest;
use crate::text::closest;
use std::collections::BTreeSet;
use std::io::{self, Write};

pub(super) fn manifests(inputs: &Inputs, schema: &Schema) -> (Vec<Manifest>, Vec<Diagnostic>) {
    let mut problems = inputs.problems.clone();
    let used: BTreeSet<usize> = inputs.sources.iter().map(|source| source.manifest).collect();
    let mut manifests = Vec::new();
    for (index, (folder, settings)) in inputs.settings.iter().enumerate() {
        // Settings that no record file stands under say nothing of this export.
        if !used.contains(&index) {
            manifests.push(Manifest::default());
            continue;
        }
        let (mut declared, more) = manifest(settings, schema);
        declared.folder.clone_from(folder);
        problems.extend(more);
        manifests.push(declared);
    }
    (manifests, problems)
}

/// Adds what the user assumes complete; gives the names for the receipt.
pub(super) fn assume(args: &CheckArgs, schema: &Schema, manifests: &mut [Manifest]) -> Result<Vec<String>, Diagnostic> {
    let mut kinds = Vec::new();
    for name in &args.assume_complete {
        if name.is_empty() {
            kinds.extend((1..schema.kinds.len()).map(|at| KindId(at as u16)));
            continue;
        }
        let found = schema.kind_named(&crate::text::fold(name)).ok_or_else(|| {
            let known = schema.kinds.iter().flat_map(|kind| [kind.name.en.as_str(), &kind.name.ja]);
            lang_codes::unknown(&lang_codes::UNKNOWN_KIND, name, closest(name, known))
        })?;
        kinds.push(found);
    }
    let whole = args.assume_complete.iter().any(String::is_empty);
    for manifest in manifests {
        manifest.all_cases |= whole;
        let period = Period { from: Day::MIN, to: Day::MAX };
        manifest.complete.extend(kinds.iter().map(|kind| Declaration { kind: *kind, period, place: None }));
    }
    let all = args.assume_complete.iter().any(String::is_empty);
    let names = kinds.iter().map(|kind| schema.kind(*kind).name.en.clone());
    Ok(if all { vec!["all".to_owned()] } else { names.collect() })
}

/// The option, else the settings, else the earliest extraction, else the machine's date, said on stderr.
pub(super) fn as_of(
    args: &CheckArgs,
    inputs: &Inputs,
    manifests: &[Manifest],
    err: &mut dyn Write,
) -> io::Result<Option<(Day, &'static str)>> {
    if let Some(day) = args.as_of {
        return Ok(Some((day, "option")));
    }
    let settings = inputs.root.and_then(|root| inputs.settings.get(root));
    if let Some(text) = settings.and_then(|(_, settings)| settings.check.as_of.as_ref()) {
        return match crate::calendar::parse_date(text) {
            Ok(date) if date.is_exact() => Ok(Some((date.lo, "settings"))),
            _ => {
                writeln!(err, "kijun: kijun.toml: as_of = {text:?} is not a whole date / 日付として読めません")?;
                Ok(None)
            }
        };
    }
    if let Some(day) = manifests.iter().filter_map(|manifest| manifest.extracted).min() {
        return Ok(Some((day, "manifest")));
    }
    let day = machine_date();
    let words = args.common.lang().of(
        "書き出しの日が書かれていないため、今日の日付を基準日にしました",
        "no extraction date is declared, so today's date is used as the as-of date",
    );
    if !args.common.quiet {
        writeln!(err, "kijun: {words}: {day}")?;
    }
    Ok(Some((day, "clock")))
}

/// The machine's date, read once, here and nowhere else.
#[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
pub(super) fn machine_date() -> Day {
    let date = jiff::ZonedDateTime::now().date();
    Day::from_ymd(date.year().into(), date.month() as u32, date.day() as u32).unwrap_or(Day(0))
}

pub(super) fn late(as_of: Day, manifests: &[Manifest]) -> Option<Diagnostic> {
    let extracted = manifests.iter().filter_map(|manifest| manifest.extracted).min()?;
    (as_of > extracted)
        .then(|| Diagnostic::new(&codes::LATER_THAN_EXPORT).arg("as_of", as_of).arg("extracted", extracted))
}

pub(super) fn receipt(begun: &Begun<'_>, inputs: &Inputs, as_of_from: &str) -> io::Result<Receipt> {
    let schema = &begun.rules.program.schema;
    let declared = begun.manifests.iter().flat_map(|manifest| &manifest.complete);
    let declared = declared.filter(|declared| declared.place.is_some()).map(|declared| {
        let end = |day: Day| if day.is_finite() { day.to_string() } else { String::new() };
        let (from, to) = (end(declared.period.from), end(declared.period.to));
        format!("{} {from}..{to}", schema.kind(declared.kind).name.en)
    });
    let mut declared: Vec<String> = declared.collect();
    declared.sort();
    declared.dedup();
    let inputs =
        inputs.hashes().into_iter().map(|(path, blake3)| InputReceipt { path: begun.shown_path(&path), blake3 });
    Ok(Receipt {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        as_of: begun.as_of.to_string(),
        as_of_from: as_of_from.to_owned(),
        packs: begun.rules.receipts.clone(),
        profile: begun.rules.profile.clone(),
        inputs: inputs.collect(),
        declared,
        ..Receipt::default()
    })
}
