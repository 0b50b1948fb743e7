//! Diagnostics of lists, workbooks and zips: one row a code, both languages with the same placeholders.

use crate::diag::codes;

codes! {
    FILE_SIZE Error "K-table-file-size" {
        "ファイルが大きすぎます（上限 {limit} MiB）", "the file is too large (the limit is {limit} MiB)",
        "期間を短くするなどして、分けて書き出してください", "export it in parts" }
    UNPACKED Error "K-table-unpacked" {
        "中身を広げると大きすぎます（上限 {limit} MiB）", "its contents are too large once unpacked (the limit is {limit} MiB)",
        "写真や使わないシートを除くか、分けて書き出してください", "take out pictures and sheets that are not needed, or export it in parts" }
    BOMB Error "K-table-bomb" {
        "中の「{part}」が、広げると何百倍にもなります。ふつうの書き出しではないので開きません", "`{part}` inside grows hundreds of times when unpacked; no export is like that, so it is not opened",
        "どこから来たファイルか確かめ、書き出し直してください", "check where the file comes from, and export it again" }
    ENTRIES Error "K-table-entries" {
        "中のファイルが多すぎます（上限 {limit}）", "it holds too many files (the limit is {limit})",
        "分けて圧縮するか、フォルダのまま渡してください", "pack it in parts, or give the folder itself" }
    CELLS Error "K-table-cells" {
        "値の入ったセルが多すぎます（上限 {limit}）", "too many cells hold a value (the limit is {limit})",
        "期間を短くするなどして、分けて書き出してください", "export it in parts" }
    TEXT Error "K-table-text" {
        "文字の量が多すぎます（上限 {limit} MiB）", "its cells hold too much text (the limit is {limit} MiB)",
        "期間を短くするなどして、分けて書き出してください", "export it in parts" }
    PASSWORD Error "K-table-password" {
        "パスワードがかかっています", "it is protected by a password",
        "開いてパスワードを外し、別の名前で保存してから渡してください", "open it, take the password off, save it under another name, and give that" }
    OLD_WORKBOOK Error "K-table-old-workbook" {
        "古い形式の Excel ブック（.xls）です", "this is a workbook of the old format (.xls)",
        "Excel で開き、「名前を付けて保存」で .xlsx にしてから渡してください", "open it in Excel, save it as .xlsx, and give that" }
    NOT_A_WORKBOOK Error "K-table-not-a-workbook" {
        "「{name}」は Excel のブック（.xlsx、.xlsm）ではありません", "`{name}` is no workbook (.xlsx, .xlsm)",
        "表計算ソフトで開いて .xlsx か .csv で保存してください。zip の中の zip は、取り出してから渡してください", "save it as .xlsx or .csv; a zip inside a zip has to be taken out first" }
    DAMAGED Error "K-table-damaged" {
        "壊れているか、途中で切れています（{reason}）", "it is damaged or cut off ({reason})",
        "Excel で開けるか確かめ、書き出し直してください", "check whether Excel opens it, and export it again" }
    NOT_TEXT Error "K-table-not-text" {
        "文字のファイルとして読めません（UTF-8、UTF-16、Shift_JIS のどれでもありません）", "this cannot be read as a text (it is none of UTF-8, UTF-16, Shift_JIS)",
        ".csv か .xlsx で書き出し直してください", "export it again as .csv or .xlsx" }
    REPLACED Warning "K-table-replaced" {
        "読めない文字があります（{count} か所）。� として読みます", "characters cannot be read (places: {count}); they are replaced by U+FFFD",
        "元の画面で確かめ、書き出しの文字コードを見直してください", "look them up in the original, and check the encoding of the export" }
    CUT_CHARACTER Warning "K-table-cut-character" {
        "最後の文字の途中で終わっています。その前までを読みます", "the file ends inside its last character; what stands before is read",
        "最後まで書き出せているか確かめてください", "check whether the export is complete" }
    CUT_QUOTES Warning "K-table-cut-quotes" {
        "引用符が閉じないままファイルが終わっています。ここから最後までを一つの値として読みます", "the file ends before this quote is closed; all from here to the end is one value",
        "最後まで書き出せているか、引用符が片方だけになっていないか確かめてください", "check whether the export is complete, and whether a quote lacks its partner" }
    MARK_INSIDE Warning "K-table-mark-inside" {
        "途中にファイルの先頭の印（BOM）があります（{count} か所）。除いて読みます", "a byte order mark stands inside (places: {count}); it is left out",
        "ファイルをつなげたのなら、見出しの行が途中に残っていないか確かめてください", "if files were put together, check for a header line in between" }
    CONTROL_CELLS Warning "K-table-control" {
        "値の中に制御文字があります（{count} か所）。値は残し、表示では置き換えます", "values hold control characters (places: {count}); they are kept, and shown replaced",
        "書き出しの設定を確かめてください", "check how the file was exported" }
    RAGGED Info "K-table-ragged" {
        "項目の数がほかと違う行があります（{count} 行。ほかは {usual} 項目）。そのまま読みます", "lines have another number of fields than the rest (lines: {count}, the rest has {usual}); they are read as they are",
        "区切りの文字が値の中に混じっていないか確かめてください", "check whether the separator stands inside a value" }
    ROWS_BEYOND Warning "K-table-rows" {
        "行が多すぎます。ここから先は読みません（上限 {limit} 行）", "there are too many rows; from here on they are not read (the limit is {limit})",
        "期間を短くするなどして、分けて書き出してください", "export it in parts" }
    COLUMNS_BEYOND Warning "K-table-columns" {
        "{limit} 列より右に値があります（{count} か所）。読みません", "values stand beyond column {limit} (places: {count}); they are not read",
        "要らない列を除いてください", "take out columns that are not needed" }
    LONG_TEXT Warning "K-table-long-text" {
        "{limit} 文字より長い値があります（{count} か所）。その先は切って読みます", "values are longer than {limit} characters (places: {count}); the rest is cut off",
        "値の中に別の行が混じっていないか確かめてください", "check whether other lines got into the value" }
    FORMULAS Info "K-table-formulas" {
        "計算式のセルがあります（{count} か所）。保存されている計算結果を使い、計算し直しません", "cells hold formulas (places: {count}); their saved values are used, nothing is calculated",
        "", "" }
    NO_SAVED_VALUE Warning "K-table-no-saved-value" {
        "計算結果が保存されていない計算式があります（{count} か所）。空として読みます", "formulas were saved without a value (places: {count}); they are read as empty",
        "Excel で開いて上書き保存してください", "open it in Excel and save it" }
    EXTERNAL_LINKS Info "K-table-external-links" {
        "ほかのファイルを参照しています（{count} 件）。参照先は開かず、保存されている値を使います", "it refers to other files ({count}); they are not opened, the saved values are used",
        "", "" }
    HIDDEN_SHEET Info "K-table-hidden-sheet" {
        "シート「{sheet}」は隠されていますが、読みます", "the sheet `{sheet}` is hidden; it is read all the same",
        "要らないシートなら削除してください", "delete it if it is not needed" }
    UNREADABLE_CELL Warning "K-table-unreadable-cell" {
        "このセルより後に、読めないセルがあります（{count} か所）。空として読みます", "behind this cell, cells cannot be read (places: {count}); they are read as empty",
        "Excel で開いて上書き保存してください", "open it in Excel and save it" }
}
