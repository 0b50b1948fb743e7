//! What a `kijun.toml` may say, as it is written there; names are not looked up yet.

use crate::calendar::Day;
use crate::diag::Place;

/// Everything that a `kijun.toml` says, as far as it could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// `[export]`.
    pub export: Option<ExportDecl>,
    /// `[[complete]]`.
    pub complete: Vec<CompleteDecl>,
    /// `[[absent]]`: kind as written, and its place.
    pub absent: Vec<(String, Place)>,
    /// `[check]`.
    pub check: CheckSettings,
}

/// `[export]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportDecl {
    /// Office number; empty when not given.
    pub office: String,
    /// Extraction date.
    pub extracted: Option<Day>,
    /// Every case of the office is in the export.
    pub all_cases: bool,
    /// Where the table starts.
    pub place: Place,
}

/// One `[[complete]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompleteDecl {
    /// Kind as written.
    pub kind: String,
    /// First day; none leaves the start open.
    pub from: Option<Day>,
    /// Last day; none leaves the end open.
    pub to: Option<Day>,
    /// Where the kind is written.
    pub place: Place,
}

/// `[check]`, all as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckSettings {
    /// Packs or folders of rules.
    pub rules: Vec<String>,
    /// As-of date.
    pub as_of: Option<String>,
    /// A profile by name or path.
    pub profile: Option<String>,
    /// Key of the aliases.
    pub alias_key: Option<String>,
    /// Path of the file of waivers.
    pub waivers: Option<String>,
}
