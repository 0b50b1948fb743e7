//! Comparing and suggesting names.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// A name as it is compared: NFKC, so that full-width and half-width spellings are one name.
pub fn fold(name: &str) -> String {
    if name.is_ascii() { name.to_owned() } else { name.nfkc().collect() }
}

/// Whether a name is known at a glance to be as [`fold`] makes it.
pub fn is_folded(name: &str) -> bool {
    name.is_ascii() || is_nfkc_quick(name.chars()) == IsNormalized::Yes
}

/// The candidate nearest to a misspelt name, when it is near enough to be worth suggesting.
pub fn closest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = fold(name).to_lowercase();
    let limit = (wanted.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&wanted, &fold(candidate).to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= limit && *distance < candidate.chars().count())
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_a_slip_and_nothing_far() {
        assert_eq!(closest("lent_no", ["lent_to", "lent_on"]), Some("lent_on"));
        assert_eq!(closest("同意日付", ["同意日", "返却日"]), Some("同意日"));
        assert_eq!(closest("colour", ["date", "form"]), None);
        assert_eq!(closest("ｄａｔｅ", ["date"]), Some("date"));
    }
}
