//! Texts that are compared.

use crate::import::{name_key, tidy};

#[test]
fn widths_and_blanks_do_not_matter_where_texts_are_compared() {
    for (written, tidied) in [
        ("ｹﾝｻ ﾀﾛｳ", "ケンサ タロウ"),
        ("居宅ｻｰﾋﾞｽ", "居宅サービス"),
        ("ﾊﾟﾝﾌﾟ", "パンプ"),
        ("関係者１", "関係者1"),
        ("\u{feff}検査\u{3000}\u{3000}太郎\t\u{a0}", "検査 太郎"),
        ("改\n行", "改 行"),
        ("Ｈ０１（新）", "H01(新)"),
        ("か\u{3099}", "が"),
        ("㈪②", "㈪②"),
        ("", ""),
        (" \u{3000}", ""),
        ("a  b", "a b"),
    ] {
        assert_eq!(tidy(written), tidied, "{written:?}");
        assert_eq!(tidy(tidied), tidied);
    }
}

#[test]
fn a_name_is_joined_whatever_is_put_round_it() {
    for name in
        ["検査　太郎 様", " 検査 太郎　", "検査太郎(実)", "検査太郎（実）様", "検査太郎さん", "検査\u{feff}太郎殿"]
    {
        assert_eq!(name_key(name), "検査太郎", "{name}");
    }
    for (one, other) in [
        ("髙﨑", "高崎"),
        ("渡邉", "渡邊"),
        ("渡辺", "渡邊"),
        ("淺井", "浅井"),
        ("濵澤", "浜沢"),
        ("齋藤", "斉藤"),
        ("𠮷田", "吉田"),
        ("ｹﾝｻ ﾀﾛｳ", "けんさ　たろう"),
        ("ヴァイオ", "ゔぁいお"),
        ("神田", "神田"),
    ] {
        assert_eq!(name_key(one), name_key(other));
    }
    for (one, other) in [("検査太郎(妻)", "検査太郎"), ("検査太郎", "検査次郎"), ("様", ""), ("大田", "太田")]
    {
        assert_ne!(name_key(one), name_key(other));
    }
}
