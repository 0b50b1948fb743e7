//! `views.toml` as it is written: names with their places, nothing looked up yet.

use serde::Deserialize;
use toml::Spanned;

/// A name with its place.
pub(super) type Named = Spanned<String>;

/// A text in both languages.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pair {
    pub(super) ja: String,
    pub(super) en: String,
}

/// A template in both languages, `{field}` for values.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Show {
    pub(super) ja: Named,
    pub(super) en: Named,
}

/// A file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ViewsText {
    #[serde(default)]
    pub(super) case: Option<Pair>,
    #[serde(default)]
    pub(super) group: Option<GroupText>,
    #[serde(default)]
    pub(super) fact: Vec<FactText>,
    #[serde(default)]
    pub(super) lane: Vec<LaneText>,
    #[serde(default)]
    pub(super) column: Vec<ColumnText>,
    #[serde(default)]
    pub(super) calendar: Option<ColumnText>,
    #[serde(default)]
    pub(super) thread: Option<ThreadText>,
    #[serde(default)]
    pub(super) paper: Option<PaperText>,
}

/// By what cases are grouped: `kind.field`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GroupText {
    pub(super) title: Pair,
    pub(super) field: Named,
}

/// A fact of the head of a page: the latest record of a kind, in words.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FactText {
    pub(super) title: Pair,
    pub(super) kind: Named,
    pub(super) show: Show,
}

/// A lane: days (`at`) or periods (`from`, `to`) of one kind.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LaneText {
    pub(super) title: Pair,
    pub(super) kind: Named,
    #[serde(default)]
    pub(super) at: Option<Named>,
    #[serde(default)]
    pub(super) from: Option<Named>,
    #[serde(default)]
    pub(super) to: Option<Named>,
    #[serde(default)]
    pub(super) mark: Option<String>,
    pub(super) show: Show,
}

/// Rules that are shown together, by the beginnings of their ids.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnText {
    pub(super) title: Pair,
    pub(super) rules: Vec<Named>,
}

/// The thread: `of` is the kind whose latest record it is drawn of.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ThreadText {
    #[serde(default)]
    pub(super) of: Option<Named>,
    pub(super) step: Vec<StepText>,
}

/// One column of the thread: the records of a kind that stand in those of an earlier column, or whose field equals one
/// of an earlier column's.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepText {
    pub(super) title: Pair,
    pub(super) kind: Named,
    #[serde(default)]
    pub(super) only: Option<OnlyText>,
    #[serde(default)]
    pub(super) equal: Option<EqualText>,
    pub(super) show: Show,
}

/// Which records: those whose yes-or-no field is so; `not` takes those too of which nothing is recorded.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OnlyText {
    pub(super) field: Named,
    #[serde(default)]
    pub(super) not: bool,
}

/// `field` of this column's kind, and `of`, a `kind.field` of an earlier column.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EqualText {
    pub(super) field: Named,
    pub(super) of: Named,
}

/// What a page leaves room for and says on paper.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PaperText {
    #[serde(default)]
    pub(super) notice: Option<Pair>,
    #[serde(default)]
    pub(super) remarks: Vec<Pair>,
    #[serde(default)]
    pub(super) signatures: Vec<Pair>,
}
