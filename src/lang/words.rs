//! Item keywords and clause labels, in both spellings: the one table of the language's surface.

/// What an item declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ItemWord {
    /// Header of a pack.
    Pack,
    /// A law, notice or text.
    Source,
    /// A class of duty.
    Class,
    /// Display words of a verdict.
    Verdict,
    /// Words for a text that records carry.
    Term,
    /// A code list.
    Codes,
    /// A record kind.
    Record,
    /// More fields for a kind of another pack.
    Extend,
    /// A dated parameter.
    Param,
    /// A named expression.
    Define,
    /// A judgement predicate.
    Judgement,
    /// A rule.
    Rule,
    /// A procedure with dates.
    Filing,
    /// Periods of the year as a table.
    Periods,
    /// Days on which nothing can be filed.
    ClosedDays,
    /// What an office rule reads of each case.
    Partial,
    /// Rules applied mutatis mutandis.
    Apply,
    /// An exception.
    Exception,
    /// A lawful overlap of two steps.
    Suppress,
    /// Older law that still applies.
    Transition,
    /// What violations cost.
    Consequence,
    /// Records that show that a kind is not complete.
    Contradiction,
    /// A list of provisions or steps, every row of which is answered.
    Checklist,
    /// A row of a checklist, and what answers it.
    Row,
    /// Header of a profile.
    Profile,
    /// A parameter as a profile sets it.
    Set,
    /// Literals that examples share.
    Records,
    /// A test beside a rule.
    Example,
}

/// A clause label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is named as its English spelling in the table below")]
pub enum Label {
    Title,
    Version,
    Verified,
    Since,
    Use,
    Applies,
    Short,
    Law,
    Rank,
    Binding,
    Words,
    Mark,
    Root,
    At,
    Key,
    Dated,
    Ordered,
    Field,
    Value,
    Settable,
    Reading,
    Basis,
    Was,
    Decides,
    By,
    Reasons,
    Opens,
    LawOf,
    Prefix,
    Substitute,
    Weekly,
    Yearly,
    Days,
    Covers,
    From,
    To,
    Rate,
    Otherwise,
    Amount,
    Unit,
    Of,
    Rows,
    Note,
    Answer,
    Look,
    Why,
    Tagged,
    Remedy,
    Class,
    Force,
    For,
    Where,
    Per,
    Anchor,
    Due,
    Require,
    Unless,
    Message,
    Do,
    Left,
    Undated,
    Rules,
    When,
    Effect,
    Given,
    AsOf,
    Complete,
    Param,
    Expect,
}

/// Spellings and allowed labels of an item; `clauses` empty means that every indented line continues the head.
pub struct ItemRow {
    /// The item.
    pub word: ItemWord,
    /// English keyword.
    pub en: &'static str,
    /// Japanese keyword.
    pub ja: &'static str,
    /// Labels it may have, with their Japanese spelling in this item.
    pub clauses: &'static [(Label, &'static str, &'static str)],
}

use Label as L;

const TITLE: (Label, &str, &str) = (L::Title, "title", "題");
const BASIS: (Label, &str, &str) = (L::Basis, "basis", "根拠");
const FORCE: (Label, &str, &str) = (L::Force, "force", "効力");
const FOR: (Label, &str, &str) = (L::For, "for", "対象");
const WORDS: (Label, &str, &str) = (L::Words, "words", "表示");
const RULES: (Label, &str, &str) = (L::Rules, "rules", "規則");
const PER: (Label, &str, &str) = (L::Per, "per", "窓");
const WHERE: (Label, &str, &str) = (L::Where, "where", "条件");
const WHEN: (Label, &str, &str) = (L::When, "when", "場合");
const FIELD: (Label, &str, &str) = (L::Field, "field", "項目");
const VALUE: (Label, &str, &str) = (L::Value, "value", "値");
const BY: (Label, &str, &str) = (L::By, "by", "記録");
const DUE: (Label, &str, &str) = (L::Due, "due", "期限");
const REQUIRE: (Label, &str, &str) = (L::Require, "require", "要件");
const MESSAGE: (Label, &str, &str) = (L::Message, "message", "文言");
const VERIFIED: (Label, &str, &str) = (L::Verified, "verified", "確認済み");
const CLASS: (Label, &str, &str) = (L::Class, "class", "区分");
const GIVEN: (Label, &str, &str) = (L::Given, "given", "記録");

/// Every item, in the order of `docs/language.md`.
pub static ITEMS: &[ItemRow] = &[
    ItemRow {
        word: ItemWord::Pack,
        en: "pack",
        ja: "規則集",
        clauses: &[
            TITLE,
            (L::Version, "version", "版"),
            VERIFIED,
            (L::Since, "since", "施行"),
            (L::Use, "use", "使用"),
            (L::Applies, "applies", "適用"),
        ],
    },
    ItemRow {
        word: ItemWord::Source,
        en: "source",
        ja: "出典",
        clauses: &[(L::Short, "short", "略称"), (L::Law, "law", "法令"), (L::Was, "was", "旧")],
    },
    ItemRow {
        word: ItemWord::Class,
        en: "class",
        ja: "区分",
        clauses: &[(L::Rank, "rank", "順位"), (L::Binding, "binding", "拘束"), WORDS],
    },
    ItemRow { word: ItemWord::Verdict, en: "verdict", ja: "判定", clauses: &[(L::Mark, "mark", "印"), WORDS] },
    ItemRow { word: ItemWord::Term, en: "term", ja: "用語", clauses: &[WORDS] },
    ItemRow { word: ItemWord::Codes, en: "codes", ja: "符号", clauses: &[] },
    ItemRow {
        word: ItemWord::Record,
        en: "record",
        ja: "記録",
        clauses: &[
            (L::Root, "root", "根"),
            (L::At, "at", "場所"),
            (L::Key, "key", "鍵"),
            (L::Dated, "dated", "日付"),
            (L::Ordered, "ordered", "順序"),
            (L::Decides, "decides", "決定"),
            FIELD,
            WORDS,
        ],
    },
    ItemRow { word: ItemWord::Extend, en: "extend", ja: "追加", clauses: &[FIELD] },
    ItemRow {
        word: ItemWord::Param,
        en: "param",
        ja: "基準値",
        clauses: &[VALUE, (L::Settable, "settable", "可変"), (L::Reading, "reading", "解釈"), BASIS],
    },
    ItemRow { word: ItemWord::Define, en: "define", ja: "定義", clauses: &[] },
    ItemRow {
        word: ItemWord::Judgement,
        en: "judgement",
        ja: "判断",
        clauses: &[TITLE, BY, WHERE, (L::Reasons, "reasons", "理由")],
    },
    ItemRow {
        word: ItemWord::Filing,
        en: "filing",
        ja: "届出",
        clauses: &[TITLE, BY, WHERE, (L::Opens, "opens", "受付"), DUE],
    },
    ItemRow { word: ItemWord::Periods, en: "periods", ja: "期間表", clauses: &[] },
    ItemRow {
        word: ItemWord::ClosedDays,
        en: "closed_days",
        ja: "閉庁日",
        clauses: &[
            (L::Weekly, "weekly", "毎週"),
            (L::Yearly, "yearly", "毎年"),
            (L::Days, "days", "日"),
            (L::Covers, "covers", "範囲"),
        ],
    },
    ItemRow { word: ItemWord::Partial, en: "partial", ja: "部分集計", clauses: &[] },
    ItemRow {
        word: ItemWord::Rule,
        en: "rule",
        ja: "規則",
        clauses: &[
            TITLE,
            BASIS,
            CLASS,
            FORCE,
            FOR,
            WHERE,
            PER,
            (L::Anchor, "anchor", "起点"),
            DUE,
            REQUIRE,
            (L::Unless, "unless", "ただし書"),
            MESSAGE,
            (L::Remedy, "remedy", "手当"),
            (L::Do, "do", "補い"),
            (L::Left, "left", "放置"),
            (L::Undated, "undated", "期限解釈"),
            (L::Version, "version", "版"),
        ],
    },
    ItemRow {
        word: ItemWord::Apply,
        en: "apply",
        ja: "準用",
        clauses: &[TITLE, RULES, BASIS, FORCE, FOR, WHERE, (L::Substitute, "substitute", "読替")],
    },
    ItemRow {
        word: ItemWord::Exception,
        en: "exception",
        ja: "例外",
        clauses: &[TITLE, BASIS, FORCE, RULES, FOR, PER, WHEN, (L::Effect, "effect", "効果"), REQUIRE, DUE],
    },
    ItemRow {
        word: ItemWord::Suppress,
        en: "suppress",
        ja: "重なり",
        clauses: &[TITLE, BASIS, FORCE, RULES, FOR, PER, WHEN],
    },
    ItemRow {
        word: ItemWord::Transition,
        en: "transition",
        ja: "経過",
        clauses: &[TITLE, BASIS, FORCE, RULES, FOR, PER, WHEN, (L::LawOf, "law_of", "旧規定")],
    },
    ItemRow {
        word: ItemWord::Consequence,
        en: "consequence",
        ja: "帰結",
        clauses: &[
            TITLE,
            BASIS,
            CLASS,
            RULES,
            FOR,
            PER,
            WHEN,
            (L::From, "from", "始月"),
            (L::To, "to", "終月"),
            (L::Rate, "rate", "率"),
            (L::Amount, "amount", "額"),
            (L::Unit, "unit", "単位"),
            (L::Otherwise, "otherwise", "不明のとき"),
            MESSAGE,
        ],
    },
    ItemRow {
        word: ItemWord::Contradiction,
        en: "contradiction",
        ja: "食い違い",
        clauses: &[TITLE, (L::Of, "of", "種類"), WHEN, MESSAGE],
    },
    ItemRow {
        word: ItemWord::Checklist,
        en: "checklist",
        ja: "点検表",
        clauses: &[TITLE, (L::Note, "note", "注記"), (L::Rows, "rows", "行")],
    },
    ItemRow {
        word: ItemWord::Row,
        en: "row",
        ja: "行",
        clauses: &[
            TITLE,
            BASIS,
            (L::Answer, "answer", "応答"),
            (L::Look, "look", "書類"),
            (L::Why, "why", "理由"),
            (L::Reading, "reading", "解釈"),
            (L::Tagged, "tagged", "付記"),
        ],
    },
    ItemRow {
        word: ItemWord::Profile,
        en: "profile",
        ja: "自治体設定",
        clauses: &[TITLE, (L::Prefix, "prefix", "接頭"), VERIFIED],
    },
    ItemRow { word: ItemWord::Set, en: "set", ja: "設定", clauses: &[BASIS, VALUE] },
    ItemRow { word: ItemWord::Records, en: "records", ja: "記録群", clauses: &[GIVEN] },
    ItemRow {
        word: ItemWord::Example,
        en: "example",
        ja: "例",
        clauses: &[
            (L::Use, "use", "使用"),
            (L::AsOf, "as_of", "基準日"),
            (L::Complete, "complete", "完結"),
            (L::Param, "param", "基準値"),
            GIVEN,
            (L::Expect, "expect", "期待"),
        ],
    },
];

/// The row of an item keyword in either spelling.
pub fn item(word: &str) -> Option<&'static ItemRow> {
    ITEMS.iter().find(|row| row.en == word || row.ja == word)
}

/// The row of an item.
pub fn row(word: ItemWord) -> Option<&'static ItemRow> {
    ITEMS.iter().find(|row| row.word == word)
}

/// The label of a word inside an item.
pub fn label(row: &ItemRow, word: &str) -> Option<Label> {
    row.clauses.iter().find(|(_, en, ja)| *en == word || *ja == word).map(|(label, ..)| *label)
}
