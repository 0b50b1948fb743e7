//! Settings and schema to a manifest: kinds by name become kinds of the schema.

use super::codes;
use super::problem::short;
use super::settings::Settings;
use crate::calendar::Day;
use crate::diag::{Diagnostic, Place};
use crate::model::{Declaration, KindId, Manifest, Period, Schema};
use crate::text::{closest, fold};

/// The manifest that settings declare. A declaration of a kind that the schema does not have is reported and left out;
/// `folder` stays empty, because only the caller knows where the settings stood.
pub fn manifest(settings: &Settings, schema: &Schema) -> (Manifest, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let mut manifest = Manifest::default();
    if let Some(export) = &settings.export {
        manifest.office.clone_from(&export.office);
        manifest.extracted = export.extracted;
        manifest.place = Some(export.place.clone());
        manifest.all_cases = export.all_cases;
    }
    for declared in &settings.complete {
        let period = Period { from: declared.from.unwrap_or(Day::MIN), to: declared.to.unwrap_or(Day::MAX) };
        let kind = kind(schema, &declared.kind, &declared.place, &mut problems);
        let place = Some(declared.place.clone());
        manifest.complete.extend(kind.map(|kind| Declaration { kind, period, place }));
    }
    for (name, place) in &settings.absent {
        manifest.absent.extend(kind(schema, name, place, &mut problems));
    }
    (manifest, problems)
}

fn kind(schema: &Schema, name: &str, place: &Place, problems: &mut Vec<Diagnostic>) -> Option<KindId> {
    let found = schema.kind_named(&fold(name.trim()));
    if found.is_none() {
        let names = schema.kinds.iter().flat_map(|kind| [kind.name.en.as_str(), kind.name.ja.as_str()]);
        let near = codes::suggestion(closest(name, names));
        let problem = Diagnostic::new(&codes::UNKNOWN_KIND).arg("name", short(name)).arg("suggestion", near);
        problems.push(problem.at(place.clone()));
    }
    found
}
