//! Diagnostics of maps: one row a code, both languages with the same placeholders.

use crate::diag::{Code, Severity};

const fn error(id: &'static str, [ja, en, help_ja, help_en]: [&'static str; 4]) -> Code {
    Code { id, severity: Severity::Error, ja, en, help_ja, help_en }
}

/// A map that is no TOML, or of another form.
pub static MAP: Code = error(
    "K-map",
    [
        "取込の対応表をここから読めません（{reason}）",
        "the map cannot be read from here ({reason})",
        "docs/import.md の書き方と見くらべてください",
        "compare it with what docs/import.md says",
    ],
);

/// A record kind that the schema does not have.
pub static MAP_KIND: Code = error(
    "K-map-kind",
    [
        "対応表の「{name}」という記録の種類はありません",
        "the map names a record kind `{name}`, and there is none",
        "{suggestion}",
        "{suggestion}",
    ],
);

/// A field that the kind does not have.
pub static MAP_FIELD: Code = error(
    "K-map-field",
    [
        "対応表の「{name}」という項目はありません",
        "the map names a field `{name}`, and there is none",
        "{suggestion}",
        "{suggestion}",
    ],
);

/// A column that the table of the map does not list.
pub static MAP_COLUMN: Code = error(
    "K-map-column",
    [
        "対応表の「{name}」という列は、この表の [[table.column]] にありません",
        "the map names a column `{name}`, and this table lists none of that name",
        "{suggestion}",
        "{suggestion}",
    ],
);

/// A record without a place to stand in.
pub static MAP_HOME: Code = error(
    "K-map-home",
    [
        "「{name}」は「{parent}」の中に入る記録です。どの「{parent}」かが対応表にありません",
        "`{name}` stands inside `{parent}`, and the map does not say in which",
        "in = \"{parent}\" と、同じ行で作る「{parent}」を書いてください",
        "write in = \"{parent}\", and a record `{parent}` of the same row before it",
    ],
);

/// Every code of this module.
pub static CODES: &[&Code] = &[&MAP, &MAP_KIND, &MAP_FIELD, &MAP_COLUMN, &MAP_HOME];
