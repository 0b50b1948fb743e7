//! Notes about what cells hold: one row a code, both languages with the same placeholders.

use crate::diag::codes;

codes! {
    WEEKDAY Warning "K-weekday" {
        "曜日は「{said_ja}」と書かれていますが、この日付は{is_ja}曜日です。日付のほうを使いました",
        "the weekday is given as {said}, but this date is a {is}; the date was used",
        "元の記録で、日付と曜日のどちらが正しいか確かめてください",
        "look up in the original record which of the two is right" }
    BESIDE_DATE Info "K-beside-date" {
        "日付の後ろに書かれていることは読まず、日付だけを使いました",
        "what is written behind the date was not read; only the date was used",
        "", "" }
    LOST_DIGITS Warning "K-lost-digits" {
        "番号の一部の桁が失われています。書かれたまま使いました",
        "digits of this number are lost; it was used as it is written",
        "表計算ソフトで開いて保存し直したためです。元の一覧を書き出し直すか、番号を文字として入れ直してください",
        "a spreadsheet program has saved it as a number: export the list again, or enter the number as text" }
    GAIJI Warning "K-gaiji" {
        "外字など、正しく書き出されていないおそれのある文字があります。値はそのまま使いました",
        "a character is damaged, or may not show elsewhere as it was meant; the value was used as it is",
        "名前などの照合に影響します。元の記録で、その文字を確かめてください",
        "names may not match because of it: look the character up in the original record" }
    CELL_ERROR Warning "K-cell-error" {
        "セルが計算のエラー（{text}）になっています。値は分からないものとして扱いました",
        "the cell holds an error ({text}); its value counts as unknown",
        "元の表で、そのセルの式を直してください",
        "correct the formula of the cell" }
    NO_MAP Warning "K-no-map" {
        "この表の読み方が分からないため、読んでいません（{rows}行）",
        "no map fits this table, so nothing of it was read ({rows} rows)",
        "見出しの行があるか確かめてください。読ませたい表なら、kijun import --guess で対応表の案を作れます",
        "check that it has a row of headers; `kijun import --guess` proposes a map for it" }
    TWO_VALUES Warning "K-two-values" {
        "「{name}」に違う値が二つあります。どちらとも決めず、不明として扱います",
        "`{name}` has two values that differ; it counts as unknown",
        "元の記録で確かめて、違うほうを直してください",
        "look it up in the original record and correct the other" }
    DECLARED_DATE Error "K-declared-date" {
        "「{name}」がいつからいつまでそろっているかを読めません。この宣言は使いません",
        "from when to when `{name}` is complete cannot be read; this declaration is not used",
        "R6.4.1 か 2024-04-01 のように書き、終わりを始まりより後にしてください",
        "write it like 2024-04-01, the end after the start" }
    OFFICES Warning "K-two-offices" {
        "複数の事業所の行があります（{offices}）。どれも読みました",
        "rows of several offices are here ({offices}); all were read",
        "自分の事業所の番号を kijun.toml か目録に書くと、ほかの事業所の行を除きます",
        "write the number of your own office in kijun.toml, and the rows of others are left out" }
    COLUMN_BLANK Info "K-column-blank" {
        "「{name}」の列は、どの行も空欄です",
        "the column `{name}` is blank in every row",
        "「今いる人だけ」などの条件で書き出した一覧ではないか確かめてください",
        "check that the list was not exported with a filter, such as present clients only" }
    ROW_OTHER_OFFICE Warning "K-row-other-office" {
        "ほかの事業所の行",
        "rows of another office",
        "ファイルの入れ違いでないか確かめてください",
        "check that the file belongs here" }
    ROW_EMPTY Info "K-row-empty" {
        "読む列に何も書かれていない行", "rows with nothing in the columns that are read", "", "" }
    ROW_SKIPPED Info "K-row-skipped" {
        "対応表が除くとしている行（見本など、人ではない行）", "rows that the map leaves out, such as samples", "", "" }
    ROW_TWICE Info "K-row-twice" {
        "同じ行の繰り返し", "repetitions of a row", "", "" }
    ROW_NOBODY Info "K-row-nobody" {
        "だれの記録か書かれていない行（合計、注など）", "rows that do not say whose they are, such as sums and notes", "", "" }
    ROW_NOTHING Info "K-row-nothing" {
        "記録になることが書かれていない行", "rows in which nothing makes a record", "", "" }
    ROW_TWO_PEOPLE Warning "K-row-two-people" {
        "同じ名前や番号の人が二人いるため、だれの記録か決められない行", "rows of which it cannot be told whose they are: two people have the name or number",
        "番号の列を加えるか、名前の書き方を分けてください", "add a column with the number, or write the names so that they differ" }
    ROW_UNKNOWN_NAME Warning "K-row-unknown-name" {
        "名前や番号が一覧に見つからない行", "rows whose name or number is not in the list of clients",
        "一覧と書き方がそろっているか確かめてください", "check that it is written as in the list" }
    ROW_ALONE Warning "K-row-alone" {
        "この記入が付くはずの記録（同じ月の、上の行の日など）がありません。読んでいません", "an entry that belongs to a record of another row, and there is none; it was not read",
        "元になる日も入れるか、この記入を消してください", "enter the day that it belongs to as well, or take it out" }
    ROW_LETTERS Warning "K-row-letters" {
        "書き方の決まりにない記入", "an entry that the key to the sheet does not know",
        "この欄には、シートの上に書いてある書き方だけを使ってください", "use only what the key above the sheet gives" }
}
