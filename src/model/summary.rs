//! Counts, and what was run on what.

use super::Verdict;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// Counts by verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassCounts(pub [u64; 7]);

/// Counts of one rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleCount {
    /// Rule id.
    pub rule: String,
    /// Duties that were more than not applicable.
    pub activations: u64,
    /// By verdict.
    #[serde(flatten)]
    pub counts: ClassCounts,
}

/// What was run on what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// Program version.
    pub version: String,
    /// As-of date.
    pub as_of: String,
    /// How it was chosen: `option`, `settings`, `manifest` or `clock`.
    pub as_of_from: String,
    /// Name, version, verified-up-to date and BLAKE3 of each pack.
    pub packs: Vec<PackReceipt>,
    /// Profile, null when none.
    pub profile: Option<String>,
    /// Path and BLAKE3 of each input.
    pub inputs: Vec<InputReceipt>,
    /// Kinds declared complete, in words of the manifest.
    pub declared: Vec<String>,
    /// Kinds assumed complete by the user.
    pub assumed: Vec<String>,
    /// First day of a self-check; left out when it is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Path and BLAKE3 of the file of waivers; left out when there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waivers: Option<InputReceipt>,
}

/// One pack in a receipt.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PackReceipt {
    /// Name.
    pub name: String,
    /// Version.
    pub version: String,
    /// Law is verified up to this day.
    pub verified: String,
    /// BLAKE3 of its files, in order of their paths.
    pub blake3: String,
}

/// One input in a receipt.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct InputReceipt {
    /// Path as given.
    pub path: String,
    /// BLAKE3 of its bytes.
    pub blake3: String,
}

/// The last line of a result.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Summary {
    /// Cases judged.
    pub cases: u64,
    /// Duties of classes that bind.
    pub duties: ClassCounts,
    /// Duties of classes that do not bind.
    pub advice: ClassCounts,
    /// Every rule, in order of id.
    pub rules: Vec<RuleCount>,
    /// Inputs that could not be read.
    pub unread: Vec<String>,
    /// What was run on what.
    pub receipt: Receipt,
}

impl ClassCounts {
    /// One more of a verdict.
    pub fn add(&mut self, verdict: Verdict, count: u64) {
        if let Some(slot) = self.0.get_mut(verdict as usize) {
            *slot += count;
        }
    }

    /// How many of a verdict.
    pub fn of(&self, verdict: Verdict) -> u64 {
        self.0.get(verdict as usize).copied().unwrap_or(0)
    }

    /// How many in all.
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }
}

impl Serialize for ClassCounts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(7))?;
        for verdict in Verdict::ALL {
            map.serialize_entry(verdict.name(), &self.of(verdict))?;
        }
        map.end()
    }
}
