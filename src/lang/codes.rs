//! Diagnostics of rule files: one row a code, and the constructors that checkers call.

use crate::diag::{Code, Diagnostic, Excerpt, Place, Role, Severity};
use crate::text::{SourceFile, Span, visible};

macro_rules! codes {
    ($($name:ident $id:literal { $ja:literal, $en:literal $(, $help_ja:literal, $help_en:literal)? })*) => {
        $(
            #[doc = $en]
            pub static $name: Code = Code {
                id: $id,
                severity: Severity::Error,
                ja: $ja,
                en: $en,
                help_ja: concat!("" $(, $help_ja)?),
                help_en: concat!("" $(, $help_en)?),
            };
        )*
        /// Every code of this module.
        pub static CODES: &[&Code] = &[$(&$name),*];
    };
}

codes! {
    FILE_TOO_LARGE "L-file-too-large" { "規則ファイルが大きすぎます（上限 {limit} バイト）", "the rule file is over {limit} bytes" }
    UNKNOWN_ITEM "L-unknown-item" { "「{name}」という項目の語はありません", "there is no item keyword `{name}`",
        "{suggestion}", "{suggestion}" }
    UNKNOWN_LABEL "L-unknown-label" { "{item_ja}に「{name}」という見出しはありません", "`{item}` has no clause `{name}`",
        "{suggestion}", "{suggestion}" }
    CLAUSE_TOO_LONG "L-clause-too-long" { "この節は長すぎます（上限 {limit} バイト）", "this clause is over {limit} bytes",
        "定義に分けてください", "split it with `define`" }
    TOO_DEEP "L-too-deep" { "括弧の入れ子が深すぎます（上限 {limit}）", "brackets nest deeper than {limit}",
        "定義に分けてください", "split it with `define`" }
    SYNTAX "L-syntax" { "ここで読めなくなりました。続くはずのもの: {expected_ja}", "cannot read on from here; expected {expected}",
        "{hint_ja}", "{hint}" }
    BAD_DATE "L-bad-date" { "「{text}」という日はありません", "there is no day `{text}`" }
    BAD_NUMBER "L-bad-number" { "「{text}」は大きすぎて数として読めません", "`{text}` is too large a number" }
    REVERSED_RANGE "L-reversed-range" { "終わりの日が始まりの日より前です", "the range ends before it starts" }
    UNKNOWN_VERDICT "L-unknown-verdict" { "「{name}」という判定はありません", "there is no verdict `{name}`",
        "{suggestion}", "{suggestion}" }
    CLAUSE_TWICE "L-clause-twice" { "「{label}」が二つあります", "`{label}` stands here twice",
        "どちらか一つにしてください", "keep one of them" }
    ROW_MISSING "L-row-missing" { "点検表の行「{name}」を受ける項目がありません", "no item answers row `{name}` of this checklist",
        "row の項目を書くか、ここから消してください", "write a `row` for it, or take it out here" }
    ROW_UNLISTED "L-row-unlisted" { "「{name}」を行に持つ点検表がありません", "no checklist lists the row `{name}`",
        "点検表の rows に加えてください", "add it to the `rows` of its checklist" }
    UNKNOWN_ANSWER "L-unknown-answer" { "「{name}」という応じ方はありません", "a row cannot be answered by `{name}`",
        "rules, judgement, overlap, cost, office, document, eye, left_out のどれかです", "it is one of rules, judgement, overlap, cost, office, document, eye, left_out" }
    ANSWER_IDS "L-answer-ids" { "この応じ方に合う番号の数ではありません", "this way to answer a row does not go with so many ids",
        "rules, judgement, overlap, cost, office には番号が要り、eye, left_out には書けません", "rules, judgement, overlap, cost and office name what answers; eye and left_out name nothing" }
    UNKNOWN_REMEDY "L-unknown-remedy" { "「{name}」という手当はありません", "there is no remedy `{name}`",
        "paper 紙, act 行為, explain 釈明 のどれかです", "it is one of paper, act, explain" }
    MISSING_CLAUSE "L-missing-clause" { "「{name}」に {label} がありません", "`{name}` has no `{label}` clause" }
    DEFINED_TWICE "L-defined-twice" { "「{name}」は二か所で定められています", "`{name}` is defined twice",
        "どちらかの名前を変えてください", "rename one of them" }
    UNKNOWN_SOURCE "L-unknown-source" { "「{name}」という出典は定められていません", "no source `{name}` is declared",
        "{suggestion}", "{suggestion}" }
    UNKNOWN_CLASS "L-unknown-class" { "「{name}」という区分は定められていません", "no class `{name}` is declared",
        "{suggestion}", "{suggestion}" }
    UNKNOWN_KIND "L-unknown-kind" { "「{name}」という記録の種類はありません", "there is no record kind `{name}`",
        "{suggestion}", "{suggestion}" }
    UNKNOWN_TYPE "L-unknown-type" { "「{name}」という型はありません", "there is no type `{name}`",
        "{suggestion}", "{suggestion}" }
    UNKNOWN_NAME "L-unknown-name" { "「{name}」という名前は、ここでは知られていません", "the name `{name}` is not known here",
        "{suggestion}", "{suggestion}" }
    UNKNOWN_FIELD "L-unknown-field" { "{kind_ja}に「{name}」という項目はありません", "`{kind}` has no field `{name}`",
        "{suggestion}", "{suggestion}" }
    UNKNOWN_CODE "L-unknown-code" { "{list_ja}に「{name}」という符号はありません", "the code list `{list}` has no `{name}`",
        "{suggestion}", "{suggestion}" }
    UNKNOWN_FUNCTION "L-unknown-function" { "「{name}」という定義も関数もありません", "there is no definition or function `{name}`",
        "{suggestion}", "{suggestion}" }
    UNKNOWN_EFFECT "L-unknown-effect" { "「{name}」という効果はありません", "there is no effect `{name}`",
        "{suggestion}", "{suggestion}" }
    NOT_REPLACING "L-not-replacing" { "要件を書けるのは、効果が 代替 の例外だけです", "only an exception with the effect `replace` has a `require` clause",
        "効果 代替 を書くか、要件を外してください", "write `effect replace`, or take the requirement out" }
    EXCEPTIONS_CLASH "L-exceptions-clash" { "「{name}」の二つの例外は、同じ場合にあたり、効果が違います", "two exceptions of `{name}` hold in the same cases and have different effects",
        "場合を分けるか、効果をそろえてください", "tell the cases apart, or give them one effect" }
    NOT_DECIDING "L-not-deciding" { "{kind_ja}の記録は、判断を示す記録ではありません", "`{kind}` is no record of a decision",
        "記録に 決定（真偽・符号・文字列の項目）と 日付 を書いてください", "give the record `decides answer, coded reason, author` and `dated`" }
    DECIDES "L-decides" { "決定 には、真偽・符号・文字列の項目をこの順に書きます", "`decides` names a yes_no, a code and a text field, in this order" }
    NOT_DATED "L-not-dated" { "{kind_ja}の記録には日付の項目がありません", "`{kind}` has no date by which it counts",
        "記録に 日付 を書いてください", "give the record a `dated` field that is a date" }
    NOT_IN_PROFILE "L-not-in-profile" { "自治体設定の中に「{item_ja}」は書けません", "`{item}` may not stand in a profile",
        "自治体設定は、変えられる基準値と、接頭の付いた規則だけを足します", "a profile sets parameters and adds rules under its prefix; it changes and removes none" }
    PREFIX "L-prefix" { "「{name}」は「{prefix}」で始まる必要があります", "`{name}` must begin with `{prefix}`" }
    OUT_OF_RANGE "L-out-of-range" { "「{name}」は、定められた範囲の外の値にできません", "`{name}` may not be set to a value outside its declared range" }
    NOT_MERGEABLE "L-not-mergeable" { "部分集計は、条件・数・値の集まりを返し、値を引数にとります", "a partial gives a condition, a number or a collection of values, and takes values" }
    SCOPE "L-scope" { "事業所の規則と事例の規則は、互いの記録を直接は読めません", "a rule about the office and a rule about a case do not read each other's records directly",
        "部分集計 を通してください。部分集計の中で部分集計は使えません", "read cases through a `partial`; a partial reads no other partial" }
    UNKNOWN_RULE "L-unknown-rule" { "「{name}」という規則はありません", "there is no rule `{name}`",
        "{suggestion}", "{suggestion}" }
    TYPE "L-type" { "ここには{expected_ja}が要りますが、{found_ja}です", "{expected} is needed here, but this is {found}" }
    COMPARE "L-compare" { "{left_ja}と{right_ja}は比べられません", "{left} and {right} cannot be compared" }
    UNITS "L-units" { "単位の違う期間は混ぜられません（{left_ja}と{right_ja}）", "durations of different units do not mix ({left} and {right})",
        "日に期間を足すときは、一つの単位で書いてください", "add one unit to a date" }
    UNGUARDED "L-unguarded" { "「{name}」は記録されないことがあるので、先に確かめる必要があります", "`{name}` may lawfully be absent and must be guarded",
        "記載あり({name}) を前に置くか、{name} なければ … と書いてください", "put recorded({name}) before it, or write {name} else …" }
    ARGUMENTS "L-arguments" { "「{name}」の引数は {expected} 個ですが、{found} 個あります", "`{name}` takes {expected} arguments, not {found}" }
    ARGUMENT_NAME "L-argument-name" { "「{name}」にその引数はありません", "`{name}` has no such argument" }
    ARGUMENT_WORD "L-argument-word" { "{name}: の後に、{words} のどれかが要ります", "`{name}:` must be one of {words}" }
    NOT_A_FIELD "L-not-a-field" { "「{name}」の中には、記録の項目を一つ書きます。空欄が「なし」を意味する項目は使えません", "`{name}` asks about one field of a record, of which an empty place says nothing by itself",
        "入れ子の記録があるかは exists で、計算した値があるかは 記載あり で尋ねてください", "ask for a nested record with `exists`, and for a computed value with `recorded`" }
    RECURSION "L-recursion" { "「{name}」が自分自身を使っています", "`{name}` uses itself" }
    VERSIONS_OVERLAP "L-versions-overlap" { "効力の期間が重なっています", "two ranges of force overlap" }
    NO_ROOT "L-no-root" { "根になる記録の種類が、ちょうど一つ要ります（{count} 個あります）", "exactly one record kind must be `root`; there are {count}" }
    PLACEHOLDERS "L-placeholders" { "日本語と英語の文で、差し込みの欄が違います", "the Japanese and the English text have different placeholders" }
    NO_HOME "L-no-home" { "「{name}」の場所をたどっても根に着きません", "the home of `{name}` does not lead to the root",
        "at の親を確かめてください", "check the parent behind `at`" }
    NO_KEY "L-no-key" { "{kind_ja}の記録には鍵がないため、規則の対象にできません", "`{kind}` has no key, so no rule can be about one of its records",
        "記録に 鍵 を書いてください", "give the record a `key`" }
    NOT_A_WINDOW "L-not-a-window" { "窓にできるのは、月・期間・値の集まりだけです", "`per` needs a collection of months, intervals or values" }
    NO_PACK "L-no-pack" { "規則集「{name}」がありません", "there is no pack `{name}`", "{suggestion}", "{suggestion}" }
    NO_PROFILE "L-no-profile" { "「{name}」という自治体設定はありません", "there is no profile `{name}`", "{suggestion}", "{suggestion}" }
    NO_HEADER "L-no-header" { "pack.kijun に規則集の見出しがありません", "`pack.kijun` has no `pack` header" }
    NO_RULES "L-no-rules" { "規則のファイルが一つもありません: {name}", "there is no rule file in {name}",
        "-r の後のフォルダーを確かめてください", "check the folder behind -r" }
    NOT_SETTABLE "L-not-settable" { "「{name}」は変えられない基準値です", "the parameter `{name}` is not settable" }
    PARAM_GAP "L-param-gap" { "基準値「{name}」に値がありません", "the parameter `{name}` has no value" }
    TOO_MANY "L-too-many" { "記録の種類・項目・符号が多すぎます（上限 {limit}）", "there are more kinds, fields or codes than {limit}" }
    TOO_LARGE "L-too-large" { "規則集が大きすぎます", "the rules are too large once definitions are expanded" }
    VIEWS "L-views" { "views.toml のここが読めません：{reason}", "this part of views.toml cannot be read: {reason}",
        "書き方は docs/language.md の「見せ方」にあります", "docs/language.md tells the form, under *Views*" }
    NOT_UTF8 "L-not-utf8" { "UTF-8 として読めません", "this is not UTF-8", "UTF-8 で保存し直してください", "save it as UTF-8" }
}

/// A place in a rule file.
pub fn place(file: &SourceFile, span: Span) -> Place {
    let (line, column) = file.lines.position(&file.text, span.start);
    let line_span = file.lines.span(&file.text, line - 1);
    let end = span.end.min(line_span.end).max(span.start);
    let before = visible(file.slice(Span { start: line_span.start, end: span.start }));
    let inner = visible(file.slice(Span { start: span.start, end }));
    let after = visible(file.slice(Span { start: end, end: line_span.end }));
    let excerpt = Excerpt {
        start: before.len(),
        length: inner.len().max(1),
        text: format!("{before}{inner}{after} "),
        column: 1,
    };
    Place {
        role: Role::Rule,
        path: file.path.clone(),
        line,
        column,
        sheet: None,
        cell: None,
        field: None,
        pointer: String::new(),
        text: None,
        masked: false,
        derived: false,
        excerpt: Some(excerpt),
        label: String::new(),
    }
}

/// A diagnostic about a name, with the nearest known one when there is any.
pub fn unknown(code: &'static Code, name: &str, near: Option<&str>) -> Diagnostic {
    let suggestion = near.map(|near| format!("{near} ?")).unwrap_or_default();
    Diagnostic::new(code).arg("name", name).arg("suggestion", suggestion)
}
