//! Diagnostics of a run as a whole.

use crate::diag::codes;

codes! {
    MISSING_KIND Info "K-missing-kind" {
        "「{kind_ja}」の記録がそろっているか分からないため、{count}件を判定できませんでした",
        "{count} duties could not be judged, because nothing says that the `{kind}` records are complete",
        "全部そろっているなら、kijun.toml に [[complete]] kind = \"{kind}\" と期間を書いてください",
        "if they are, declare it in kijun.toml: [[complete]] kind = \"{kind}\" with its period" }
    MISSING_CASES Info "K-missing-cases" {
        "事例が全部あるか分からないため、{count}件を判定できませんでした",
        "{count} duties could not be judged, because nothing says that every case is there",
        "全部あるなら、kijun.toml の [export] に all_cases = true と書いてください",
        "if they are, say so in kijun.toml: all_cases = true under [export]" }
    UNKNOWN_CASE Error "K-unknown-case" {
        "「{name}」という事例はありません", "there is no case `{name}`",
        "--case には、事例の番号か、結果に出る別名を書きます",
        "--case takes the id of a case, or the alias that results show" }
    COMPLETE_BUT_EMPTY Warning "K-complete-empty" {
        "「{kind_ja}」は全部そろっていると書かれていますが、一件もありません。そろっていないものとして扱いました",
        "`{kind}` is declared complete, but there is no such record at all; it was treated as not declared",
        "書き出しの設定を確かめてください。本当に一件もないときは --assume-complete={kind} を付けてください",
        "check the export; if there really is none, add --assume-complete={kind}" }
    COMPLETE_BUT_DERIVED Warning "K-complete-derived" {
        "「{kind_ja}」は全部そろっていると書かれていますが、ほかの記録から読み取ったものしかありません。そろっていないものとして扱いました",
        "`{kind}` is declared complete, but all there is was read out of other records; it was treated as not declared",
        "その記録そのものを書き出すか、宣言を外してください",
        "export the records themselves, or take the declaration out" }
    COMPLETE_BUT_CONTRADICTED Warning "K-complete-contradicted" {
        "「{kind_ja}」は全部そろっていると書かれていますが、{why_ja}（{count}件）。そろっていないものとして扱いました",
        "`{kind}` is declared complete, but {why} ({count}); it was treated as not declared",
        "書き出しの設定を確かめ、足りない記録を加えて書き出し直してください",
        "check the export, and export again with what is missing" }
    COMPLETE_ENDS Info "K-complete-ends" {
        "「{kind_ja}」がそろっているのは {end} までです。{as_of} までの間にあるものは、記録がないとは判定していません",
        "`{kind}` is declared complete up to {end} only; up to {as_of} nothing of it is judged to be missing",
        "その後の分もそろっているなら、kijun.toml の期間を延ばしてください",
        "if the rest is complete too, extend the period in kijun.toml" }
    FIELDS_NOWHERE Info "K-fields-nowhere" {
        "「{kind_ja}」の記録のどこにも、次の項目がありません: {fields_ja}。書き出しにその欄がないものとして扱い、記入がないとは判定していません",
        "no record of `{kind}` holds these fields: {fields}; the export was taken not to show them, and nothing was judged to be left empty",
        "書き出しの設定にその欄があれば加えて、書き出し直してください。欄があっても一件も書かれていないなら、紙の記録で確かめてください",
        "if the export can hold them, add them and export again; if they are there and never filled in, look at the papers" }
    DUPLICATE_OFFICE Error "K-duplicate-office" {
        "事業所「{office}」の記録が {count} か所にあります。初めのものだけで判定しました",
        "the records of the office `{office}` stand in {count} places; only the first was judged",
        "一つにまとめてください",
        "put them into one" }
    DUPLICATE_CASE Error "K-duplicate-case" {
        "同じ番号「{id}」の事例が二つあります。別々に判定しました",
        "two cases have the id `{id}`; they were judged apart and not merged",
        "どちらの番号が正しいか確かめてください",
        "find out which of them is right" }
    ALIAS_KEY Info "K-alias-key" {
        "事例の仮の番号は、鍵がないため推測できるおそれがあります",
        "the aliases of cases can be guessed, because there is no key",
        "kijun.toml の [check] に alias_key = \"（長い文字列）\" を書いてください",
        "write alias_key = \"(a long text)\" under [check] in kijun.toml" }
    STALE Warning "K-stale" {
        "規則集「{pack}」は {verified} までの法令で確認したものです。それより後の日にあたる {count} 件も、この規則で判定しました",
        "the pack `{pack}` is verified for the law up to {verified}; {count} duties that count for a later day were judged by it all the same",
        "新しい規則集がないか確かめてください。--strict を付けると、終了コードが 5 になります",
        "look for a newer pack; with --strict the exit code is 5" }
    UNKNOWN_GROUP Error "K-unknown-group" {
        "「{name}」という記録や項目は、事例の中にありません", "a case holds no record or field `{name}`",
        "{suggestion}", "{suggestion}" }
    REVIEW_FORMAT Error "K-review-format" {
        "この書き出しの形では出せません。{known} から一つ選びます", "this cannot be written in that format; choose one of {known}",
        "--format text のように、一つだけ書いてください", "write one, as in --format text" }
    NO_WAIVERS Error "K-no-waivers" {
        "kijun.toml に書かれた了承のファイル「{name}」が、そのフォルダーにありません",
        "the file of waivers `{name}` that kijun.toml names is not in its folder",
        "ファイルの名前と場所を確かめてください。kijun.toml より上のフォルダーのものは使えません",
        "check its name and place; it must lie in the folder of kijun.toml or below" }
    WAIVER_RULE Warning "K-waiver-rule" {
        "了承に書かれた規則「{name}」はありません", "a waiver names a rule `{name}` that is not here",
        "{suggestion}", "{suggestion}" }
    WAIVER_EXPIRED Warning "K-waiver-expired" {
        "了承の期限（{expires}）が過ぎています。この了承は使わず、指摘を出しました",
        "a waiver expired on {expires}; it is not used, and what it accepted is listed again",
        "見直して、改めて了承するなら新しい承認日と期限を書き、そうでなければ了承を消してください",
        "look at it again: approve it anew with a new date and term, or take it out" }
    WAIVER_UNUSED Warning "K-waiver-unused" {
        "この了承にあたる指摘はありません",
        "there is no finding that this waiver is about",
        "すでに記録で確認できるようになったのなら、了承を消してください。そうでなければ、番号の書き違いを確かめてください",
        "if the records show it by now, take the waiver out; else check how the finding is named" }
    WAIVER_UNDETERMINED Warning "K-waiver-undetermined" {
        "この了承は、記録が足りず判定できないものについて書かれているため、効き目がありません",
        "this waiver has no effect, because the records do not suffice to judge what it is about",
        "足りない記録を加えて、もう一度点検してください",
        "add the records that are missing, and check again" }
    WAIVER_TWICE Warning "K-waiver-twice" {
        "同じ指摘についての了承が二つあります。先に書かれたものを使いました",
        "two waivers are about one finding; the one that stands first was used",
        "どちらか一つにしてください",
        "keep one of them" }
    WAIVER_SEVERAL Warning "K-waiver-several" {
        "この了承は{count}件の指摘にあたるため、使いませんでした。了承は一件ずつ書きます",
        "this waiver is about {count} findings and was not used; a waiver is for one",
        "結果にある対象（subject）や期間（window）を書き足して、一件に絞ってください",
        "add the `subject` or the `window` that the result shows, so that it is about one" }
    UNREADABLE Error "K-unreadable" {
        "読めませんでした：{reason}",
        "could not be read: {reason}",
        "ファイルの名前と場所を確かめてください",
        "check the file's name and place" }
    NOT_UTF8 Error "K-not-utf8" {
        "UTF-8 として読めません（{line}行目）",
        "this is not UTF-8 (line {line})",
        "UTF-8 で書き出し直してください。ほかのファイルは判定しました",
        "export it again as UTF-8; the other files were judged" }
    LATER_THAN_EXPORT Warning "K-as-of-after-export" {
        "基準日 {as_of} は書き出しの日 {extracted} より後です。その間の記録はそろっていないものとして扱いました",
        "the as-of date {as_of} lies after the extraction {extracted}; nothing between them counts as complete",
        "基準日を書き出しの日にするか、書き出し直してください",
        "use the extraction date, or export again" }
    OLD_WORKBOOK Error "K-old-workbook" {
        "「{path}」に書かれたことを読めません（{why_ja}）。書かれたことをなくさないために、上書きしていません",
        "what was typed into `{path}` cannot be read ({why}); it was not overwritten, so that nothing is lost",
        "{help_ja}",
        "{help}" }
    CANNOT_WRITE Error "K-cannot-write" {
        "「{path}」に書き込めません（{why_ja}）",
        "`{path}` cannot be written ({why})",
        "開いているなら閉じ、そのフォルダーに書き込めるか確かめてください。ほかの場所の名前を付けることもできます",
        "close it if it is open, and see whether the folder may be written to; a name elsewhere does too" }
    WORKBOOK Error "K-workbook-settings" {
        "点検表の設定を読めません：{reason}",
        "the settings of the workbook cannot be read: {reason}",
        "行の番号と項目の名前を確かめてください",
        "check the ids of rows and the names of the settings" }
}
