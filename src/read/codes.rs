//! Diagnostics of records and of `kijun.toml`: one row a code, both languages with the same placeholders.

use crate::diag::codes;

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
    AMBIGUOUS_DATE Error "K-ambiguous-date" {
        "「{text}」は、どの日付か決められません（{readings_ja}）", "`{text}` may be more than one date ({readings})",
        "元の記録で年を確かめ、元号（R6 など）か西暦4桁で書いてください", "look the year up in the original record, and write it with its era (such as R6) or in four digits" }
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
    WAIVER_FILE Error "K-waiver-file" {
        "了承のファイルをここから読めません（{reason}）。了承は一つも使っていません", "the file of waivers cannot be read from here ({reason}); no waiver was used",
        "引用符と括弧の閉じ忘れを確かめてください", "check for a quote or a bracket that is not closed" }
    WAIVER_VALUE Error "K-waiver-value" {
        "了承の「{name}」の値の形が違います。この了承は使いません", "the value of `{name}` of a waiver has the wrong form; this waiver is not used",
        "{expected} のように書いてください", "write it like {expected}" }
    WAIVER_MISSING Error "K-waiver-missing" {
        "了承に「{name}」が書かれていません。この了承は使いません", "a waiver lacks `{name}`; it is not used",
        "どの指摘か（fingerprint、または rule と case）、理由（reason）、承認者（approved_by）、承認日（approved_on）、期限（expires）をすべて書いてください",
        "write which finding (`fingerprint`, or `rule` and `case`), `reason`, `approved_by`, `approved_on` and `expires`" }
    WAIVER_KEY Warning "K-waiver-key" {
        "了承に「{key}」という項目はありません", "a waiver has no field `{key}`",
        "{suggestion}", "{suggestion}" }
    WAIVER_PERIOD Error "K-waiver-period" {
        "了承の期限が承認日より前です。この了承は使いません", "a waiver expires before it was approved; it is not used",
        "承認日（approved_on）と期限（expires）を確かめてください", "check `approved_on` and `expires`" }
    WAIVER_LONG Warning "K-waiver-long" {
        "了承の期限 {expires} は、承認日から{years}年を超えています", "a waiver that expires on {expires} holds for more than {years} years from its approval",
        "期限を短くし、期限が来たら見直してください", "give it a shorter term, and look at it again when that ends" }
    SEEN_FILE Error "K-seen-file" {
        "見た事例の控えをここから読めません（{reason}）", "the record of cases that were looked at cannot be read from here ({reason})",
        "引用符と括弧の閉じ忘れを確かめてください", "check for a quote or a bracket that is not closed" }
    SEEN_VALUE Error "K-seen-value" {
        "見た事例の控えの「{name}」がないか、値の形が違います", "`{name}` is not there, or its value has the wrong form, in the record of cases that were looked at",
        "{expected} のように書いてください", "write it like {expected}" }
    SEEN_KEY Warning "K-seen-key" {
        "見た事例の控えに「{key}」という項目はありません", "the record of cases that were looked at has no field `{key}`",
        "{suggestion}", "{suggestion}" }
}

/// How a suggestion is shown, in both languages: the name with a question mark, or nothing.
pub(super) fn suggestion(near: Option<&str>) -> String {
    near.map(|near| format!("{near} ?")).unwrap_or_default()
}
