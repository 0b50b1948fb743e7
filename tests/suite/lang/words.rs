//! Every keyword and label in both spellings, and every other word of the language, parse alike.

use super::compile::{compile, library, listed, without_places as unplaced};
use kijun::builtins::{BUILTINS, Sig};
use kijun::compile::program::Program;
use kijun::lang::parse_file;
use kijun::lang::words::{ITEMS, ItemWord, Label};
use kijun::model::Verdict;
use kijun::text::{FileId, SourceFile};

/// The text of a head behind its keyword. A new item has no arm here and does not compile.
fn head(item: ItemWord) -> &'static str {
    match item {
        ItemWord::Pack => "other その他",
        ItemWord::Source => "S-1 \"title\"",
        ItemWord::Class => "grave 重い",
        ItemWord::Verdict => "not-applicable",
        ItemWord::Term => "\"text\"",
        ItemWord::Codes => "colour 色 : red 赤, blue 青",
        ItemWord::Record => "shelf 棚",
        ItemWord::Extend => "shelf",
        ItemWord::Param => "days_due 日数 : days",
        ItemWord::Define => "soon すぐ (l : loan) = l.lent_on + 1 day",
        ItemWord::Judgement => "agreed 合意 (l : loan)",
        ItemWord::Filing => "told 届けた (l : loan)",
        ItemWord::Periods => "halves 半期 : first 前半 3..8, second 後半 9..2",
        ItemWord::ClosedDays => "shut 休み",
        ItemWord::Partial => "lent 貸した (m : month) = exists loan l (month_of(l.lent_on) = m)",
        ItemWord::Profile => "town 町",
        ItemWord::Set => "loan_days",
        ItemWord::Rule
        | ItemWord::Apply
        | ItemWord::Exception
        | ItemWord::Suppress
        | ItemWord::Transition
        | ItemWord::Consequence
        | ItemWord::Contradiction
        | ItemWord::Checklist
        | ItemWord::Row => "X-1 \"題\"",
        ItemWord::Records => "group",
        ItemWord::Example => "\"題\" of LL-5",
    }
}

/// The text of a clause behind its label.
fn body(item: ItemWord, label: Label) -> &'static str {
    match label {
        Label::Reading if item == ItemWord::Row => "loan_days",
        Label::Version if item == ItemWord::Pack => "\"1.0\"",
        Label::Per if item != ItemWord::Rule => "m : month",
        Label::Title
        | Label::Short
        | Label::Words
        | Label::Reading
        | Label::Message
        | Label::Do
        | Label::Left
        | Label::Undated
        | Label::Otherwise
        | Label::Note
        | Label::Look
        | Label::Why
        | Label::Unit => "ja \"あ\" en \"a\"",
        Label::Verified | Label::Since | Label::AsOf | Label::LawOf => "2024-05-01",
        Label::Law | Label::Mark => "\"x\"",
        Label::Use | Label::Ordered | Label::Decides | Label::Reasons => "one, two",
        Label::Weekly => "saturday, sunday",
        Label::Yearly => "12-29..01-03, 05-05",
        Label::Days => "2024-01-01, R6.2.11",
        Label::Covers => "2024-01-01..2024-12-31",
        Label::Was => "..2015-03-31 art 13 item 14 = art 13 item 13",
        Label::Prefix => "TOWN",
        Label::Substitute => "loan = visit, lent_on = date",
        Label::Rate => "2.. : 2012-04-01.. = 50%",
        Label::Of => "loan",
        Label::Rank => "3",
        Label::Binding | Label::Root => "",
        Label::At => "case.shelves 棚一覧 single",
        Label::Key | Label::Dated | Label::Class => "word",
        Label::Remedy => "paper",
        Label::Rows => "X-1-1, X-1-2",
        Label::Answer => "rules LL-1, LL-2",
        Label::Tagged => "colour.red, colour.blue",
        Label::Effect => "exempt",
        Label::Field => "name 名 : list text? personal none open",
        Label::Value => "2000-01-01.. = 3 days",
        Label::Settable => "1 day, 2 days..4 days",
        Label::Basis => "LL art 1 item 2",
        Label::Force | Label::Version => "2000-01-01..2001-01-01",
        Label::For | Label::By => "l : loan",
        Label::Per => "m in months(c.period, partial: include)",
        Label::Unless => "lost \"題\" true",
        Label::Rules => "LL-1, LL-2",
        Label::Param => "loan_days = 3 days",
        Label::Given => "loan { id: \"a\", lent_on: 2024-05-01 }",
        Label::Complete => "loan 2000-01-01..",
        Label::Expect => "violation loan \"a\" in 2024-05 reason no-match",
        Label::Applies
        | Label::Where
        | Label::Anchor
        | Label::Due
        | Label::Require
        | Label::When
        | Label::Opens
        | Label::From
        | Label::To
        | Label::Amount => "true and l.lent_on <= 2024-05-01",
    }
}

/// A printed tree without its places.
fn without_places(tree: &str) -> String {
    let mut out = String::new();
    for (at, piece) in tree.split("Span {").enumerate() {
        let rest = if at == 0 { piece } else { piece.split_once('}').map_or("", |(_, rest)| rest) };
        out.push_str(rest);
    }
    out
}

fn tree(text: &str) -> String {
    let file = SourceFile::new("words.kijun", text);
    let (items, problems) = parse_file(FileId(0), &file);
    assert!(problems.is_empty(), "{text}\n{:?}", listed(&problems));
    assert_eq!(items.len(), 1, "{text}");
    without_places(&format!("{items:?}"))
}

#[test]
fn every_keyword_and_label_has_two_spellings_of_one_tree() {
    let mut labels = 0;
    for row in ITEMS {
        assert!(row.en.is_ascii() && !row.ja.is_ascii());
        let head = head(row.word);
        let (en, ja) = (tree(&format!("{} {head}\n", row.en)), tree(&format!("{} {head}\n", row.ja)));
        assert_eq!(en, ja, "{} {}", row.en, row.ja);
        for (label, label_en, label_ja) in row.clauses {
            let body = body(row.word, *label);
            let (a, b) = (
                tree(&format!("{} {head}\n  {label_en} {body}\n", row.en)),
                tree(&format!("{} {head}\n  {label_ja} {body}\n", row.ja)),
            );
            assert_eq!(a, b, "{} {label_en} {label_ja}", row.en);
            assert_ne!(a, en, "the clause {label_en} of {} is in the tree", row.en);
            labels += 1;
        }
    }
    assert!(labels >= 65, "{labels}");
}

/// Spellings are told apart within one item, or two clauses would be one.
#[test]
fn no_spelling_stands_for_two_things() {
    let mut words: Vec<&str> = ITEMS.iter().flat_map(|row| [row.en, row.ja]).collect();
    let count = words.len();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), count);
    for row in ITEMS {
        let mut words: Vec<&str> = row.clauses.iter().flat_map(|(_, en, ja)| [*en, *ja]).collect();
        let count = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), count, "{}", row.en);
    }
    let builtins: std::collections::BTreeSet<&str> = BUILTINS.iter().flat_map(|row| [row.en, row.ja]).collect();
    assert_eq!(builtins.len(), BUILTINS.len() * 2);
}

fn program(text: &str) -> Program {
    let rules = compile("words.kijun", text.as_bytes(), false);
    let rules = rules.unwrap_or_else(|problems| panic!("{text}\n{:?}", listed(&problems)));
    unplaced(&rules.program)
}

fn rule(id: &str, condition: &str) -> String {
    format!(
        "rule {id} \"x\"\n  basis LL art 1\n  class fine\n  for l : loan\n  anchor l.lent_on\n  message ja \"x\" en \"x\"\n  require {condition}\n"
    )
}

/// Pairs of conditions that mean the same: all in one program, and one by one only to find the pair that does not.
fn alike(pairs: &[(String, String)]) {
    let all = |of: fn(&(String, String)) -> &String| -> String {
        let rules = pairs.iter().enumerate().map(|(at, pair)| rule(&format!("X-{at}"), of(pair)));
        rules.collect()
    };
    if program(&all(|pair| &pair.0)) == program(&all(|pair| &pair.1)) {
        return;
    }
    for (en, ja) in pairs {
        assert!(program(&rule("X-1", en)) == program(&rule("X-1", ja)), "{en} / {ja}");
    }
    panic!("the programs differ");
}

/// The words of expressions, literals and signs, each in a condition of its own.
#[test]
fn words_and_signs_of_expressions_have_two_spellings_of_one_meaning() {
    let pairs = [
        ("true", "真"),
        ("false", "偽"),
        ("not true", "否 真"),
        ("true and false", "真 かつ 偽"),
        ("true or false", "真 または 偽"),
        ("true implies false", "真 ならば 偽"),
        ("l.lost_on = absent", "l.紛失日 = なし"),
        ("recorded(l.lost_on)", "記載あり（l．紛失日）"),
        ("(l.lost_on else l.lent_on) > 2024-01-01", "（l.紛失日 なければ l.貸出日） ＞ 2024-01-01"),
        (
            "exists visit v (v.date <= 2024-01-01, v.mode = door)",
            "存在 巡回 v （v.日付 ≦ 2024-01-01，v.応対 ＝ 玄関先）",
        ),
        ("none visit v", "皆無 巡回 v"),
        ("count visit v >= 2", "件数 巡回 v ≧ ２"),
        ("each visit v : v.mode = stop", "各 巡回 v ： v.応対 = 停留所"),
        ("each r in l.renewals : recorded(r.by)", "各 r ∈ l.延長一覧 ： 記載あり(r.方法)"),
        ("exists renewal r in l.renewals", "存在 延長 r ∈ l.延長一覧"),
        ("judged hardship_for(l)", "判断 やむを得ない(l)"),
        (
            "l.branch in distinct { k.branch for loan k where recorded(k.kind) }",
            "l.館 ∈ 相異なる ｛ k.館 各 貸出 k ただし 記載あり(k.区分) ｝",
        ),
        ("recorded(l.kind) and l.kind in {book, film}", "記載あり(l.区分) かつ l.区分 ∈ ｛図書、映像｝"),
        ("l.lent_on in [2024-05-01, 2024-05-31]", "l.貸出日 ∈ ［2024-05-01、2024-05-31］"),
        ("l.lent_on != 2024-05-01", "l.貸出日 ≠ R6.5.1"),
        ("l.lent_on < 2024-05-01", "l.貸出日 ＜ 令和6年5月1日"),
        ("l.lent_on <= 2024-05-01", "l.貸出日 ≤ R６.５.１"),
        ("l.lent_on >= 2019-05-01", "l.貸出日 ≥ 令和元年5月1日"),
        ("l.lent_on in 2024-05", "l.貸出日 ∈ 2024年5月"),
        ("l.lent_on + 30 days > 2024-05-01", "l.貸出日 ＋ ３０日間 > 2024-05-01"),
        ("l.lent_on + 1 day > 2024-05-01", "l.貸出日 + 1日 > 2024-05-01"),
        ("l.lent_on - 1 month > 2024-05-01", "l.貸出日 － 1か月 > 2024-05-01"),
        ("l.lent_on - 2 months > 2024-05-01", "l.貸出日 - 2ヶ月 > 2024-05-01"),
        ("l.lent_on - 2 months > 2024-05-01", "l.貸出日 - 2箇月 > 2024-05-01"),
        ("l.lent_on + 1 year > 2024-05-01", "l.貸出日 + 1年 > 2024-05-01"),
        ("l.lent_on + 2 years > 2024-05-01", "l.貸出日 + 2年 > 2024-05-01"),
        ("l.branch = \"x\"", "l.館 = 「x」"),
        ("l.parent.joined_on <= l.lent_on", "l.親.入会日 <= l.貸出日"),
        ("l.period.start <= l.period.end", "l.貸出期間.始日 <= l.貸出期間.末日"),
        ("member.joined_on <= l.lent_on", "会員.入会日 <= l.貸出日"),
        (
            "each m in months(l.period, partial: include) : m.end > m.start",
            "各 m ∈ 暦月(l.貸出期間, 端数: 含む) : m.末日 > m.始日",
        ),
        ("each m in months(l.period, partial: exclude) : true", "各 m ∈ 暦月(l.貸出期間, 端数: 除く) : 真"),
        (
            "each m in months(l.period, partial: exclude_first) : true",
            "各 m ∈ 暦月(l.貸出期間, 端数: 開始のみ除く) : 真",
        ),
        ("each m in months(l.period, partial: only_first) : true", "各 m ∈ 暦月(l.貸出期間, 端数: 開始のみ) : 真"),
        ("each w in runs(2, l.period) : true", "各 w ∈ 連続暦月(2, l.貸出期間) : 真"),
        ("each w in runs(2 months, l.period) : true", "各 w ∈ 連続暦月(2か月, l.貸出期間) : 真"),
        ("each w in runs(2, l.period) : true", "各 【w】 ∈ 連続暦月(2, l.【貸出期間】) : 真"),
        ("loan_days >= 3 days", "貸出日数 >= 3日間"),
        ("due_day(l) > l.lent_on", "返却期限（l） > l.貸出日"),
        ("filed asked_for(l)", "届出済み 延長願いの届出（l）"),
        ("deadline asked_for(l) > l.lent_on", "届出期限 延長願いの届出(l) > l.貸出日"),
        (
            "expiry(l.lent_on, 30 days, first_day: excluded) > l.lent_on",
            "満了日(l.貸出日, 30日間, 初日: 不算入) > l.貸出日",
        ),
        (
            "expiry(l.lent_on, 1 month, first_day: included) > l.lent_on",
            "満了日（l.貸出日、1か月、初日：算入） > l.貸出日",
        ),
        ("open_day(l.lent_on, desk, shift: next) = l.lent_on", "開庁日(l.貸出日, 窓口, ずらす: 後) = l.貸出日"),
        ("open_day(l.lent_on, desk, shift: previous) = l.lent_on", "開庁日(l.貸出日, 窓口, ずらす: 前) = l.貸出日"),
        ("each t in half_years(l.period) : t.end > t.start", "各 t ∈ 半期(l.貸出期間) : t.末日 > t.始日"),
        ("each t in half_years(l.period, partial: include) : true", "各 t ∈ 半期(l.貸出期間, 端数: 含む) : 真"),
        ("each t in half_years(l.period, partial: exclude) : true", "各 t ∈ 半期(l.貸出期間, 端数: 除く) : 真"),
        ("1 / 2 <= 80%", "1 ÷ 2 ≦ 80％"),
        ("1 / 2 < 12.5%", "１／２ ＜ １２.５％"),
        ("2 * 3 = 6", "2 × 3 = 6"),
        ("2 * 3 = 6", "２＊３ ＝ ６"),
        ("1 + 2 * 3 = 7", "1 + (2 × 3) = 7"),
        (
            "size({ m for m in months(l.period, partial: include) where m >= 2024-05 }) = 1",
            "個数(｛ m 各 m ∈ 暦月(l.貸出期間, 端数: 含む) ただし m ≧ 2024-05 ｝) = 1",
        ),
    ];
    alike(&pairs.map(|(en, ja)| (en.to_owned(), ja.to_owned())));
}

#[test]
fn builtins_have_two_spellings_of_one_meaning() {
    let mut pairs = Vec::new();
    for row in BUILTINS {
        let call = |name: &str| {
            let args: Vec<&str> = row
                .params
                .iter()
                .map(|param| match param {
                    Sig::Date => "l.lent_on",
                    Sig::Month => "month_of(l.lent_on)",
                    Sig::Number => "1",
                    Sig::Dates => "{ k.lent_on for loan k }",
                    Sig::Record => "l",
                    Sig::Ratio => "80%",
                    Sig::Interval => "[l.lent_on, l.lent_on]",
                    Sig::Duration => "1 month",
                    Sig::Years => "65 years",
                    Sig::Numbers | Sig::Any => "{ 1 for loan k }",
                    Sig::Nested => "{ k.topics for loan k }",
                    Sig::Member | Sig::Flat => "no parameter",
                })
                .collect();
            let call = format!("{name}({})", args.join(", "));
            match row.result {
                Sig::Date => format!("{call} > 2024-01-01"),
                Sig::Month => format!("{call} > 2024-01"),
                Sig::Number => format!("{call} > 1"),
                Sig::Dates => format!("2024-01-01 in {call}"),
                Sig::Record => format!("{call} = l"),
                Sig::Ratio => format!("{call} > 80%"),
                Sig::Member => format!("{call} > 1"),
                Sig::Flat => format!("book in {call}"),
                other => panic!("no builtin gives {other:?}"),
            }
        };
        pairs.push((call(row.en), call(row.ja)));
        assert!(!row.doc.is_empty() && !row.doc_ja.is_ascii());
    }
    alike(&pairs);
}

/// Types, markers, ranges of force, citations: in whole items.
#[test]
fn words_of_declarations_have_two_spellings_of_one_meaning() {
    for (en, ja) in [
        ("extend loan\n  field a 甲 : text? personal\n", "追加 貸出\n  項目 a 甲 ： 文字列？ 個人\n"),
        ("extend loan\n  field a 甲 : number public\n", "追加 貸出\n  項目 a 甲 : 数 公開\n"),
        ("extend loan\n  field a 甲 : yes_no\n", "追加 貸出\n  項目 a 甲 : 真偽\n"),
        ("extend loan\n  field a 甲 : date none open\n", "追加 貸出\n  項目 a 甲 : 日 なし 無期限\n"),
        ("extend loan\n  field a 甲 : month none absent\n", "追加 貸出\n  項目 a 甲 : 月 なし 無\n"),
        ("extend loan\n  field a 甲 : list item_kind\n", "追加 貸出\n  項目 a 甲 : 一覧 資料区分\n"),
        ("extend loan\n  field a 甲 : visit\n", "追加 貸出\n  項目 a 甲 : 巡回\n"),
        ("extend loan\n  field a 甲 : number least 1 most 9\n", "追加 貸出\n  項目 a 甲 : 数 下限 1 上限 ９\n"),
        ("define f 関 (r : ratio) = r <= 80%\n", "定義 f 関 (r : 割合) = r <= 80％\n"),
        (
            "record shelf 棚\n  root office\n  field a 甲 : number\npartial p 数 = exists loan l\n",
            "記録 shelf 棚\n  根 事業所\n  項目 a 甲 : 数\n部分集計 p 数 = 存在 貸出 l\n",
        ),
        (
            "closed_days shut 休み\n  weekly monday, tuesday, wednesday, thursday, friday, saturday, sunday\n  covers 2024-01-01..\n",
            "閉庁日 shut 休み\n  毎週 月、火、水、木、金、土、日\n  範囲 令和6年1月1日〜\n",
        ),
        ("record shelf 棚\n  at loan.shelf 棚 single\n", "記録 shelf 棚\n  場所 貸出．shelf 棚 単一\n"),
        (
            "define f 関 (i : interval, d : days, m : months, y : years, t : list text) = d > 1 day and m > 1 month and y > 1 year and i.start <= i.end\n",
            "定義 f 関 (i : 期間, d : 日数, m : 月数, y : 年数, t : 一覧 文字列) = d > 1日 かつ m > 1か月 かつ y > 1年 かつ i.始日 <= i.末日\n",
        ),
        (
            "param p 値 : months\n  value ..2001-12-31 = 1 month\n  value 2002-01-01.. = 2 months\n",
            "基準値 p 値 : 暦月数\n  値 〜平成13年12月31日 = 1か月\n  値 H14.1.1～ = 2か月\n",
        ),
        (
            "rule X-1 \"x\"\n  basis LL art 13 para 2 item 14 sub ロ proviso, LL art 13_2, NB \"3\"\n  class fine\n  for l : loan\n  anchor l.lent_on\n  require true\n  message ja \"x\" en \"x\"\n",
            "規則 X-1 「x」\n  根拠 LL 第13条第2項第14号ロ但書、LL 第13条の2、NB 「3」\n  区分 過料\n  対象 l : 貸出\n  起点 l.貸出日\n  要件 真\n  文言 ja 「x」 en 「x」\n",
        ),
        (
            "exception X-2 \"x\"\n  basis LL art 1\n  rules LL-1\n  for c : member\n  per m : month\n  when true\n  effect judgement\n",
            "例外 X-2 「x」\n  根拠 LL 第１条\n  規則 LL-1\n  対象 c : 会員\n  窓 m : 月\n  場合 真\n  効果 要確認\n",
        ),
        (
            "exception X-2 \"x\"\n  basis LL art 1\n  rules LL-1\n  for c : member\n  when true\n  effect replace\n  require false\n  due c.joined_on\n",
            "例外 X-2 「x」\n  根拠 LL 第１条\n  規則 LL-1\n  対象 c : 会員\n  場合 真\n  効果 代替\n  要件 偽\n  期限 c.入会日\n",
        ),
        (
            "exception X-2 \"x\"\n  basis LL art 1\n  rules LL-1\n  for c : member\n  when true\n  effect exempt\n",
            "例外 X-2 「x」\n  根拠 LL 第１条\n  規則 LL-1\n  対象 c : 会員\n  場合 真\n  効果 除外\n",
        ),
    ] {
        assert!(program(en) == program(ja), "{en}\n{ja}");
    }
    for verdict in Verdict::ALL {
        let one = |name: &str| tree(&format!("verdict {name}\n  mark \"x\"\n"));
        assert_eq!(
            one(verdict.name()).replace(verdict.name(), ""),
            one(verdict.name_ja()).replace(verdict.name_ja(), "")
        );
        let expect = |name: &str| tree(&format!("example \"x\" of LL-1\n  expect {name}\n"));
        assert_eq!(expect(verdict.name()), expect(verdict.name_ja()));
    }
    for (en, ja) in [
        ("example \"x\" of LL-1\n  expect conform member null\n", "例 「x」 の LL-1\n  期待 適合 member なし\n"),
        (
            "example \"x\" of LL-1\n  expect conform in 2024-05 reason met\n",
            "例 「x」 の LL-1\n  期待 適合 ∈ 2024年5月 理由 met\n",
        ),
        (
            "example \"x\" of LL-1\n  given loan { a: true, b: [false, 12], c: \"x\" }\n",
            "例 「x」 の LL-1\n  記録 loan ｛ a： 真、 b： ［偽、１２］、 c： 「x」 ｝\n",
        ),
    ] {
        assert_eq!(tree(en), tree(ja));
    }
}

/// Full-width letters and digits are the same names and numbers.
#[test]
fn names_are_compared_folded() {
    let pairs =
        [("l.branch = \"x\"", "ｌ．ｂｒａｎｃｈ ＝ \"x\""), ("l.lent_on >= 2024-05-01", "l.lent_on ＞＝ 2024-05-01")];
    alike(&pairs.map(|(en, ja)| (en.to_owned(), ja.to_owned())));
    assert_eq!(library().name, "library");
}
