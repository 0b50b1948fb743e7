//! Diagnostics of records and of `kijun.toml`: one row a code, both languages with the same placeholders.

use crate::diag::{Code, Severity};

macro_rules! codes {
    ($($name:ident $severity:ident $id:literal { $ja:literal, $en:literal, $help_ja:literal, $help_en:literal })*) => {
        $(
            #[doc = $en]
            pub static $name: Code = Code {
                id: $id,
                severity: Severity::$severity,
                ja: $ja,
                en: $en,
                help_ja: $help_ja,
                help_en: $help_en,
            };
        )*
        static CODES: &[&Code] = &[$(&$name),*];
    };
}

codes! {
    JSON Error "K-json" {
        "ここから先は JSON として読めません（{reason}）", "this cannot be read as JSON from here on ({reason})",
        "ファイルが途中で切れていないか確かめ、書き出し直してください", "check whether the file is cut off, and export it again" }
    TOO_DEEP Error "K-too-deep" {
        "入れ子が深すぎます（上限 {limit}）", "this nests too deep (the limit is {limit})",
        "書き出し方を確かめてください", "check how the file was exported" }
    CONTROL Warning "K-control" {
        "文字の中に、制御文字がそのまま入っています（{count} か所）。値は残し、表示では置き換えます", "raw control characters stand inside texts (places: {count}); the values are kept, and shown replaced",
        "書き出しの設定を確かめてください", "check how the file was exported" }
    WRONG_TYPE Error "K-wrong-type" {
        "「{name}」の値の形が違います", "the value of `{name}` has the wrong form",
        "{expected} のように書いてください", "write it like {expected}" }
    BAD_DATE Error "K-bad-date" {
        "「{text}」は日付の書き方ではありません", "`{text}` is not written as a date",
        "{expected} のように書いてください", "write it like {expected}" }
    NO_SUCH_DAY Error "K-bad-date-day" {
        "「{text}」という日は暦にありません", "the calendar has no day `{text}`",
        "元の記録で日付を確かめてください", "look the date up in the original record" }
    OUTSIDE_ERA Error "K-bad-date-era" {
        "「{text}」はその元号の期間にありません", "`{text}` lies outside its era",
        "元号を確かめるか、西暦で書いてください", "check the era, or write the year of the common era" }
    UNKNOWN_CODE Error "K-unknown-code" {
        "「{name}」に「{text}」という値はありません", "`{name}` has no value `{text}`",
        "{suggestion}", "{suggestion}" }
    OUT_OF_RANGE Error "K-out-of-range" {
        "「{name}」の {text} は、ありえる範囲（{range}）の外です。不明として扱います", "`{text}` lies outside what `{name}` may be ({range}); it counts as unknown",
        "元の記録で数を確かめてください", "look the number up in the original record" }
    UNKNOWN_KEY Warning "K-unknown-key" {
        "「{key}」という項目はありません（{count} か所）。読まずに進みます", "there is no field `{key}` (places: {count}); it is not read",
        "{suggestion}", "{suggestion}" }
    DUPLICATE_KEY Error "K-duplicate-key" {
        "「{key}」が一つの記録に二度あります。違う値なら不明として扱います", "`{key}` stands twice in one record; where the values differ it counts as unknown",
        "どちらか一つにしてください", "keep one of them" }
    DUPLICATE_RECORD Error "K-duplicate-record" {
        "同じ番号「{key}」の記録が二つあります。両方とも残します", "two records have the same key `{key}`; both are kept",
        "どちらかの番号を直してください", "correct the key of one of them" }
    DANGLING_REFERENCE Warning "K-dangling-reference" {
        "「{name}」が指す記録「{key}」がありません", "`{name}` points to a record `{key}` that is not here",
        "番号を確かめるか、その記録も書き出してください", "check the key, or export that record too" }
    NO_CASE_ID Error "K-no-case-id" {
        "この事例には「{name}」がありません", "this case has no `{name}`",
        "一人ずつ違う番号を付けてください", "give every case a key of its own" }
    SETTINGS Error "K-settings" {
        "kijun.toml をここから読めません（{reason}）", "kijun.toml cannot be read from here ({reason})",
        "引用符と括弧の閉じ忘れを確かめてください", "check for a quote or a bracket that is not closed" }
    SETTINGS_VALUE Error "K-settings-value" {
        "「{name}」の値の形が違います", "the value of `{name}` has the wrong form",
        "{expected} のように書いてください", "write it like {expected}" }
    SETTINGS_KEY Warning "K-settings-key" {
        "kijun.toml に「{key}」という設定はありません", "kijun.toml has no setting `{key}`",
        "{suggestion}", "{suggestion}" }
    SETTINGS_PERIOD Error "K-settings-period" {
        "終わりの日が始まりの日より前です。この宣言は使いません", "the period ends before it starts; this declaration is not used",
        "from と to を確かめてください", "check `from` and `to`" }
    UNKNOWN_KIND Error "K-unknown-kind" {
        "「{name}」という記録の種類はありません。この宣言は使いません", "there is no record kind `{name}`; this declaration is not used",
        "{suggestion}", "{suggestion}" }
}

/// Every code of this module.
pub fn codes() -> &'static [&'static Code] {
    CODES
}

/// How a suggestion is shown, in both languages: the name with a question mark, or nothing.
pub(super) fn suggestion(near: Option<&str>) -> String {
    near.map(|near| format!("{near} ?")).unwrap_or_default()
}
