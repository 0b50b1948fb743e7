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
    /// Rules applied mutatis mutandis.
    Apply,
    /// An exception.
    Exception,
    /// A lawful overlap of two steps.
    Suppress,
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
    Yes,
    No,
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
            (L::Verified, "verified", "確認済み"),
            (L::Use, "use", "使用"),
            (L::Applies, "applies", "適用"),
        ],
    },
    ItemRow {
        word: ItemWord::Source,
        en: "source",
        ja: "出典",
        clauses: &[(L::Short, "short", "略称"), (L::Law, "law", "法令")],
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
            FIELD,
            WORDS,
        ],
    },
    ItemRow { word: ItemWord::Extend, en: "extend", ja: "追加", clauses: &[FIELD] },
    ItemRow {
        word: ItemWord::Param,
        en: "param",
        ja: "基準値",
        clauses: &[
            (L::Value, "value", "値"),
            (L::Settable, "settable", "可変"),
            (L::Reading, "reading", "解釈"),
            BASIS,
        ],
    },
    ItemRow { word: ItemWord::Define, en: "define", ja: "定義", clauses: &[] },
    ItemRow {
        word: ItemWord::Judgement,
        en: "judgement",
        ja: "判断",
        clauses: &[(L::Yes, "yes", "可"), (L::No, "no", "否"), TITLE],
    },
    ItemRow {
        word: ItemWord::Rule,
        en: "rule",
        ja: "規則",
        clauses: &[
            TITLE,
            BASIS,
            (L::Class, "class", "区分"),
            FORCE,
            FOR,
            WHERE,
            PER,
            (L::Anchor, "anchor", "起点"),
            (L::Due, "due", "期限"),
            (L::Require, "require", "要件"),
            (L::Unless, "unless", "ただし書"),
            (L::Message, "message", "文言"),
            (L::Do, "do", "補い"),
            (L::Left, "left", "放置"),
            (L::Undated, "undated", "期限解釈"),
            (L::Version, "version", "版"),
        ],
    },
    ItemRow { word: ItemWord::Apply, en: "apply", ja: "準用", clauses: &[TITLE, RULES, BASIS, FORCE, FOR, WHERE] },
    ItemRow {
        word: ItemWord::Exception,
        en: "exception",
        ja: "例外",
        clauses: &[TITLE, BASIS, FORCE, RULES, FOR, PER, WHEN, (L::Effect, "effect", "効果")],
    },
    ItemRow {
        word: ItemWord::Suppress,
        en: "suppress",
        ja: "重なり",
        clauses: &[TITLE, BASIS, FORCE, RULES, FOR, PER, WHEN],
    },
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
