//! Shapes of rule text that grow: one row each, nested or flat, written in English and spelt over into Japanese.

use kijun::limits;

/// A text that grows: `before`, `open` k times, `core`, `close` k times, `after`.
#[derive(Clone, Copy)]
pub struct Shape {
    pub name: &'static str,
    item: (&'static str, &'static str),
    before: &'static str,
    open: &'static str,
    core: &'static str,
    close: &'static str,
    after: &'static str,
    /// Repetitions that the limits on nesting allow; none where only the length of a clause is limited.
    pub deepest: Option<usize>,
    /// The tree leans to one side, so that the reader of the tree refuses what nests too deep.
    pub leans: bool,
}

const DEFINE: (&str, &str) = ("define d 定 = ", "定義 d 定 ＝ ");
const CODES: (&str, &str) = ("codes c 符 : ", "符号 c 符 ： ");
const WITH_PARAMETERS: (&str, &str) = ("define d 定 ", "定義 d 定 ");
const RULES: (&str, &str) = ("apply Z-1 \"x\"\n  rules ", "準用 Z-1 「x」\n  規則 ");
const ORDERED: (&str, &str) = ("record r 記\n  ordered ", "記録 r 記\n  順序 ");
const BASIS: (&str, &str) = ("rule Z-1 \"x\"\n  basis ", "規則 Z-1 「x」\n  根拠 ");
const GIVEN: (&str, &str) = ("records r\n  given k ", "記録群 r\n  記録 k ");

const BRACKETS: usize = limits::CLAUSE_BRACKETS;
const DEPTH: usize = limits::EXPRESSION_DEPTH;

const fn nested(name: &'static str, deepest: usize, parts: [&'static str; 3]) -> Shape {
    let [open, core, close] = parts;
    Shape { name, item: DEFINE, before: "", open, core, close, after: "", deepest: Some(deepest), leans: false }
}

const fn flat(name: &'static str, open: &'static str, core: &'static str) -> Shape {
    let item = DEFINE;
    Shape { name, item, before: "", open, core, close: "", after: "", deepest: None, leans: false }
}

impl Shape {
    const fn leaning(self) -> Shape {
        Shape { leans: true, ..self }
    }

    const fn between(self, before: &'static str, after: &'static str) -> Shape {
        Shape { before, after, ..self }
    }

    const fn of(self, item: (&'static str, &'static str)) -> Shape {
        Shape { item, ..self }
    }
}

/// Every form that repeats or nests. A new form of the language is one more row.
pub const SHAPES: &[Shape] = &[
    nested("brackets", BRACKETS, ["(", "true", ")"]),
    nested("brackets round comparisons", BRACKETS, ["(a < ", "b", ")"]),
    nested("brackets before operators", BRACKETS, ["(", "a", ") + b"]),
    nested("intervals to the left", BRACKETS, ["[", "a", ", b]"]),
    nested("intervals to the right", BRACKETS, ["[a, ", "b", "]"]),
    nested("half-open look-alikes", BRACKETS / 2, ["[a, (", "b", ")]"]),
    nested("sets", BRACKETS, ["{", "a", "}"]),
    nested("sets to the right", BRACKETS, ["{a, b, ", "c", "}"]),
    nested("collections of collections", BRACKETS, ["{ ", "a", " for k v in r.list where c }"]),
    nested("collections in conditions", BRACKETS, ["{ a for k v where ", "c", " }"]),
    nested("calls", BRACKETS, ["f(", "a", ")"]),
    nested("calls to the right", BRACKETS, ["f(a, ", "b", ")"]),
    nested("calls before fields", BRACKETS, ["f(", "a", ").b"]),
    nested("calls by name", BRACKETS, ["f(n: ", "a", ")"]),
    nested("judgements", BRACKETS, ["judged f(", "a", ")"]),
    nested("exists", BRACKETS, ["exists k v (", "true", ")"]),
    nested("exists in a list", BRACKETS, ["exists k v in r.list (a, ", "b", ")"]),
    nested("none and count", BRACKETS / 2, ["none k v (count k w (", "true", ") = 1)"]),
    nested("each value", DEPTH, ["each v in c : ", "true", ""]),
    nested("each record", DEPTH, ["each k v (a) : ", "true", ""]),
    nested("each record in a list", DEPTH, ["each k v in r.list : ", "true", ""]),
    nested("each with conditions", BRACKETS, ["each k v in r.list (", "a", ") : b"]),
    nested("each over each", DEPTH, ["each v in ", "c", " : true"]),
    nested("each behind operators", DEPTH / 2, ["a and not each v in c : ", "true", ""]),
    nested("distinct", DEPTH, ["distinct ", "c", ""]),
    flat("parameters", "p : k, ", "q : k").between("(", ") = a").of(WITH_PARAMETERS),
    nested("not", DEPTH + 1, ["not ", "true", ""]),
    nested("implies", DEPTH, ["a implies ", "b", ""]),
    nested("all brackets", BRACKETS / 5, ["(f([a, {exists k v (", "true", ")}]))"]),
    nested("objects of an example", BRACKETS, ["{ a: ", "1", " }"]).of(GIVEN),
    nested("lists of an example", BRACKETS - 1, ["[", "1", "]"]).between("{ a: ", " }").of(GIVEN),
    flat("and", "a and ", "b"),
    flat("or", "a or ", "b"),
    flat("and, or", "a and b or c and ", "d"),
    flat("plus", "a + ", "b").leaning(),
    flat("minus durations", "d - 30 days - 1 month - ", "d").leaning(),
    flat("else", "a else ", "b").leaning(),
    flat("path", "a.", "a").leaning(),
    flat("comparisons", "a <= ", "b"),
    flat("memberships", "a in ", "b"),
    flat("dates", "2024-01-01 < ", "2024-01-02"),
    flat("numbers", "1 < ", "2"),
    flat("members of a set", "a, ", "b").between("a in {", "}"),
    flat("arguments", "a, ", "b").between("f(", ")"),
    flat("conditions", "a, ", "b").between("exists k v (", ")"),
    flat("brackets side by side", "(a) and ", "(b)"),
    flat("calls side by side", "f(a, [b, c]) and ", "f(b)"),
    flat("text", "x(", "x").between("\"", "\""),
    flat("name", "x", "x"),
    flat("names with blanks", "【x y】 and ", "z"),
    flat("comments", "# c ( \" [\n    ", "true"),
    flat("blanks", "  \n    ", "true"),
    flat("codes", "a 甲, ", "b 乙").of(CODES),
    flat("rules", "R-1, ", "R-2").of(RULES),
    flat("order", "a, ", "b").of(ORDERED),
    flat("citations", "R38 art 1 para 2 item 3 proviso, ", "R38 art 1").of(BASIS),
    flat("parts of a citation", "art 1 para 2 item 3 ", "proviso").between("R38 ", "").of(BASIS),
    flat("citations by text", "PT \"x\", ", "PT \"y\"").of(BASIS),
    flat("list of an example", "1, ", "2").between("{ a: [", "] }").of(GIVEN),
    flat("fields of an example", "a: 1, ", "b: \"2\"").between("{ ", " }").of(GIVEN),
];

/// In which words a text is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Spelling {
    English,
    Japanese,
}

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Broken {
    Nothing,
    /// An operator stands at the very end.
    Stray,
    /// The last bracket or quotation mark is missing.
    Unclosed,
    /// Two operators stand at the deepest place, and every level above must give up.
    Inside,
}

impl Shape {
    /// How often it may be repeated.
    pub fn most(&self, spelling: Spelling) -> usize {
        let unit = spell(self.open, spelling).len() + spell(self.close, spelling).len();
        self.deepest.unwrap_or((limits::CLAUSE_BYTES - 64) / unit)
    }

    /// Whether it can be broken so.
    pub fn breaks(&self, broken: Broken) -> bool {
        match broken {
            Broken::Nothing | Broken::Stray => true,
            Broken::Unclosed => format!("{}{}", self.close, self.after).ends_with([')', ']', '}', '"']),
            Broken::Inside => self.deepest.is_some(),
        }
    }

    /// The text of a rule file; `pad` stands before and behind the core.
    pub fn text(&self, spelling: Spelling, broken: Broken, times: usize, pad: &str) -> String {
        let inside = if broken == Broken::Inside { " = =" } else { "" };
        let (open, close) = (self.open.repeat(times), self.close.repeat(times));
        let body = format!("{}{open}{pad}{}{pad}{inside}{close}{}", self.before, self.core, self.after);
        let mut body = spell(&body, spelling);
        match broken {
            Broken::Stray => body.push_str(" ="),
            Broken::Unclosed => body.truncate(body.len() - body.chars().last().map_or(0, char::len_utf8)),
            Broken::Nothing | Broken::Inside => {}
        }
        let (english, japanese) = self.item;
        format!("{}{body}\n", if spelling == Spelling::English { english } else { japanese })
    }
}

/// Japanese spellings of what the rows are written with.
const WORDS: &[(&str, &str)] = &[
    ("and", "かつ"),
    ("or", "または"),
    ("not", "否"),
    ("implies", "ならば"),
    ("in", "∈"),
    ("else", "なければ"),
    ("exists", "存在"),
    ("none", "皆無"),
    ("count", "件数"),
    ("each", "各"),
    ("for", "各"),
    ("where", "ただし"),
    ("judged", "判断"),
    ("distinct", "相異なる"),
    ("true", "真"),
    ("days", "日間"),
    ("month", "か月"),
    ("proviso", "但書"),
];
const MARKS: [(char, char); 10] = [
    ('(', '（'),
    (')', '）'),
    ('[', '［'),
    (']', '］'),
    ('{', '｛'),
    ('}', '｝'),
    (',', '、'),
    (':', '：'),
    ('=', '＝'),
    ('+', '＋'),
];

fn spell(text: &str, spelling: Spelling) -> String {
    if spelling == Spelling::English {
        return text.to_owned();
    }
    let text = text.replace("art 1 para 2 item 3", "第1条第2項第3号").replace("<=", "≦");
    let mut spelt = String::with_capacity(text.len() * 2);
    let mut rest = text.as_str();
    let mut quotes = ['「', '」'].into_iter().cycle();
    while let Some(first) = rest.chars().next() {
        let letters = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let (piece, behind) = rest.split_at(letters.max(first.len_utf8()));
        rest = behind;
        match (WORDS.iter().find(|(word, _)| *word == piece), MARKS.iter().find(|(mark, _)| *mark == first)) {
            (Some((_, japanese)), _) => spelt.push_str(japanese),
            (None, Some((_, japanese))) => spelt.push(*japanese),
            (None, None) if first == '"' => spelt.extend(quotes.next()),
            (None, None) => spelt.push_str(piece),
        }
    }
    spelt
}
