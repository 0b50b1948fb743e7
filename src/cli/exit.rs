//! Exit codes, as `docs/contract.md` has them.

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// No duty matches `--fail-on`.
    Clean = 0,
    /// Some duty does.
    Found = 1,
    /// Usage, rule-pack or profile error.
    Usage = 2,
    /// Some input could not be read; the rest was judged and reported.
    Unread = 3,
    /// Nothing was judged.
    Nothing = 4,
    /// `--strict`: a stale pack, a rule never activated, an unknown key, an expired or unused waiver.
    Strict = 5,
}
