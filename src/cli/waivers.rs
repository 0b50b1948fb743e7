//! The file of waivers: what `--waivers` names, else what the settings name.

use super::args::CheckArgs;
use super::check::beside;
use super::file::unreadable;
use crate::diag::{Diagnostic, Severity};
use crate::input::Inputs;
use crate::model::{InputReceipt, Schema};
use crate::pipeline::{Grouping, Waivers, codes};
use crate::read::read_waivers;
use std::path::Path;

/// A file of waivers as it was read.
#[derive(Default)]
pub(super) struct Loaded {
    pub(super) waivers: Waivers,
    pub(super) problems: Vec<Diagnostic>,
    /// What goes into the receipt.
    pub(super) receipt: Option<InputReceipt>,
}

impl Loaded {
    /// The file, when something in it could not be read.
    pub(super) fn unread(&self) -> Option<String> {
        let broken = self.problems.iter().any(|problem| problem.code.severity == Severity::Error);
        self.receipt.as_ref().filter(|_| broken).map(|receipt| receipt.path.clone())
    }
}

/// What a run accepts, and by what it groups cases.
///
/// # Errors
/// Those of [`waivers`], and a name that the schema does not know.
pub(super) fn asked(
    args: &CheckArgs,
    inputs: &Inputs,
    schema: &Schema,
) -> Result<(Loaded, Option<Grouping>), Diagnostic> {
    let by = args.by.as_deref().map(|by| Grouping::named(schema, by)).transpose()?;
    Ok((waivers(args, inputs)?, by))
}

/// Reads the waivers of a run; without a file there are none.
///
/// # Errors
/// A file that is named and cannot be read: without it a run would tell as open what was accepted.
fn waivers(args: &CheckArgs, inputs: &Inputs) -> Result<Loaded, Diagnostic> {
    let Some((shown, path)) = named(args, inputs)? else { return Ok(Loaded::default()) };
    let failed = |reason: String| unreadable(&shown, &reason);
    let bytes = std::fs::read(&path).map_err(|error| failed(error.to_string()))?;
    let blake3 = blake3::hash(&bytes).to_hex().to_string();
    let text = String::from_utf8(bytes).map_err(|_| failed("not UTF-8".to_owned()))?;
    let (list, problems) = read_waivers(&shown, &text);
    let export = settings(inputs).and_then(|(_, settings)| settings.export.as_ref());
    let office = export.map(|export| export.office.clone()).unwrap_or_default();
    let receipt = Some(InputReceipt { path: shown, blake3 });
    Ok(Loaded { waivers: Waivers { list, office }, problems, receipt })
}

fn settings(inputs: &Inputs) -> Option<&(String, crate::read::Settings)> {
    inputs.root.and_then(|root| inputs.settings.get(root))
}

/// How the file is shown, and where it is. Of a path on the command line only the name is shown.
fn named(args: &CheckArgs, inputs: &Inputs) -> Result<Option<(String, String)>, Diagnostic> {
    if let Some(path) = &args.waivers {
        let name = Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned());
        return Ok(Some((name.unwrap_or_else(|| path.clone()), path.clone())));
    }
    let root = inputs.root.and_then(|root| inputs.roots.get(root));
    let Some((root, name)) = root.zip(settings(inputs).and_then(|(_, settings)| settings.check.waivers.clone())) else {
        return Ok(None);
    };
    match beside(root, &name) {
        Some(path) => Ok(Some((name, path))),
        None => Err(Diagnostic::new(&codes::NO_WAIVERS).arg("name", name)),
    }
}
