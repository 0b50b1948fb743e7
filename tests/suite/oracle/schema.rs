//! The rule texts as the oracle sees them: items by name, and the shape of the records, read off the syntax tree.

use kijun::lang::ast::{ClauseKind, Expr, FieldShape, Head, Ident, Item, TypeRef};
use kijun::lang::parse_file;
use kijun::lang::words::{ItemWord, Label};
use kijun::model::NullMeaning;
use kijun::text::{FileId, SourceFile};

/// Two spellings.
pub type Names = [String; 2];

pub enum Ty {
    Text,
    Number,
    YesNo,
    Date,
    Month,
    Code(usize),
    Ref(usize),
}

pub struct Field {
    pub names: Names,
    pub ty: Ty,
    pub list: bool,
    pub null: NullMeaning,
    /// The least and the most it may be.
    pub bounds: (i64, i64),
}

#[derive(Default)]
pub struct Kind {
    pub names: Names,
    /// The kind it is nested in, the key of the list, and whether it is a list.
    pub home: Option<(usize, Names, bool)>,
    pub fields: Vec<Field>,
    /// Name, first field, last field.
    pub views: Vec<(Names, usize, usize)>,
    pub dated: Option<usize>,
    pub key: Option<usize>,
    pub ordered: Vec<usize>,
    /// The answer, the reason, the author of a decision.
    pub decides: Option<[usize; 3]>,
}

/// A `define`: its names, its parameters, its body.
pub type Define<'a> = (&'a Ident, &'a [(Ident, TypeRef)], &'a Expr);

pub struct Pack {
    pub items: Vec<Item>,
    pub kinds: Vec<Kind>,
    pub lists: Vec<Vec<Names>>,
    /// The text it was read from.
    pub text: String,
}

fn names(en: &Ident, ja: Option<&Ident>) -> Names {
    [en.text.clone(), ja.unwrap_or(en).text.clone()]
}

pub fn is(names: &Names, name: &str) -> bool {
    names[0] == name || names[1] == name
}

impl Pack {
    pub fn parse(text: &str) -> Pack {
        let (items, problems) = parse_file(FileId::default(), &SourceFile::new("pack.kijun", text));
        assert!(problems.is_empty(), "the generated rules do not parse\n{text}");
        let mut pack = Pack { items: Vec::new(), kinds: Vec::new(), lists: Vec::new(), text: text.to_owned() };
        let mut heads = Vec::new();
        for item in &items {
            match &item.head {
                Head::Codes(name, _, codes) => {
                    heads.push(name.text.clone());
                    pack.lists.push(codes.iter().map(|(en, ja)| names(en, ja.as_ref())).collect());
                }
                Head::Named(en, ja) if item.word == ItemWord::Record => {
                    pack.kinds.push(Kind { names: names(en, ja.as_ref()), ..Kind::default() });
                }
                _ => {}
            }
        }
        let records: Vec<&Item> = items.iter().filter(|item| item.word == ItemWord::Record).collect();
        for (at, item) in records.into_iter().enumerate() {
            pack.home(at, item);
            item.all(Label::Field).for_each(|clause| pack.field(at, &clause.kind, &heads));
            pack.settings(at, item);
        }
        pack.items = items;
        pack
    }

    pub fn kind(&self, name: &str) -> usize {
        self.kinds.iter().position(|kind| is(&kind.names, name)).expect(name)
    }

    /// The root is the kind without a home.
    pub fn root(&self) -> usize {
        self.kinds.iter().position(|kind| kind.home.is_none()).unwrap()
    }

    fn home(&mut self, at: usize, item: &Item) {
        if let Some(ClauseKind::At { parent, key, key_ja, single }) = item.clause(Label::At).map(|clause| &clause.kind)
        {
            self.kinds[at].home = Some((self.kind(&parent.text), names(key, key_ja.as_ref()), !single));
        }
    }

    fn field(&mut self, at: usize, clause: &ClauseKind, lists: &[String]) {
        let ClauseKind::Field(declared) = clause else { return };
        let name = names(&declared.name.0, declared.name.1.as_ref());
        match &declared.shape {
            FieldShape::View(start, end) => {
                let view = (name, self.field_at(at, &start.text), self.field_at(at, &end.text));
                self.kinds[at].views.push(view);
            }
            FieldShape::Stored(written) => {
                let bounds = (declared.least.unwrap_or(i64::MIN), declared.most.unwrap_or(i64::MAX));
                let ty = match written.name.text.as_str() {
                    "text" => Ty::Text,
                    "number" => Ty::Number,
                    "yes_no" => Ty::YesNo,
                    "date" => Ty::Date,
                    "month" => Ty::Month,
                    other => match lists.iter().position(|list| list == other) {
                        Some(list) => Ty::Code(list),
                        None => Ty::Ref(self.kind(other)),
                    },
                };
                self.kinds[at].fields.push(Field { names: name, ty, list: written.list, null: declared.null, bounds });
            }
        }
    }

    fn field_at(&self, kind: usize, name: &str) -> usize {
        self.kinds[kind].fields.iter().position(|field| is(&field.names, name)).expect(name)
    }

    fn settings(&mut self, at: usize, item: &Item) {
        for clause in &item.clauses {
            let ClauseKind::Names(fields) = &clause.kind else { continue };
            let fields: Vec<usize> = fields.iter().map(|name| self.field_at(at, &name.text)).collect();
            match clause.label {
                Label::Key => self.kinds[at].key = Some(fields[0]),
                Label::Dated => self.kinds[at].dated = Some(fields[0]),
                Label::Ordered => self.kinds[at].ordered = fields,
                Label::Decides => self.kinds[at].decides = fields.try_into().ok(),
                _ => {}
            }
        }
    }

    pub fn define(&self, name: &str) -> Option<Define<'_>> {
        self.items.iter().find_map(|item| match &item.head {
            Head::Define(en, ja, params, body) if spelled(name, en, ja.as_ref()) => Some((en, params.as_slice(), body)),
            _ => None,
        })
    }

    pub fn param(&self, name: &str) -> Option<&Item> {
        self.items.iter().find(|item| match &item.head {
            Head::Param(en, ja, _) => spelled(name, en, ja.as_ref()),
            _ => false,
        })
    }

    /// Whether two words are spellings of one parameter or code, or the same.
    pub fn one_name(&self, a: &str, b: &str) -> bool {
        let code = self.lists.iter().flatten().any(|code| is(code, a) && is(code, b));
        let param = self.param(a).is_some_and(|item| self.param(b).is_some_and(|other| std::ptr::eq(item, other)));
        a == b || code || param
    }

    /// A judgement predicate or a filing.
    pub fn procedure(&self, name: &str) -> Option<(&Item, &[(Ident, TypeRef)])> {
        self.items.iter().find_map(|item| match &item.head {
            Head::Judgement(en, ja, params) if spelled(name, en, ja.as_ref()) => Some((item, params.as_slice())),
            _ => None,
        })
    }

    /// What a profile sets a parameter to.
    pub fn set(&self, name: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.word == ItemWord::Set && item.name().text == name)
    }

    /// First and last month of every period of a table.
    pub fn periods(&self, name: &str) -> Option<Vec<(u32, u32)>> {
        self.items.iter().find_map(|item| match &item.head {
            Head::Periods(en, ja, periods) if spelled(name, en, ja.as_ref()) => {
                Some(periods.iter().map(|(_, _, from, to)| (u32::from(*from), u32::from(*to))).collect())
            }
            _ => None,
        })
    }

    pub fn closed(&self, name: &str) -> &Item {
        let mut tables = self.items.iter().filter(|item| item.word == ItemWord::ClosedDays);
        tables.find(|item| matches!(&item.head, Head::Named(en, ja) if spelled(name, en, ja.as_ref()))).unwrap()
    }

    /// The code list of a name.
    pub fn list_named(&self, name: &str) -> Option<usize> {
        let mut lists = self.items.iter().filter(|item| item.word == ItemWord::Codes);
        lists.position(|item| matches!(&item.head, Head::Codes(en, ja, _) if spelled(name, en, ja.as_ref())))
    }

    /// The code of a name. No two lists of a generated pack share one.
    pub fn code(&self, name: &str) -> Option<(usize, usize)> {
        self.lists.iter().enumerate().find_map(|(list, codes)| {
            let code = codes.iter().position(|code| is(code, name))?;
            Some((list, code))
        })
    }

    /// The kind whose records stand under a key. No two of a generated pack share one.
    pub fn nested(&self, key: &str) -> Option<usize> {
        self.kinds.iter().position(|kind| kind.home.as_ref().is_some_and(|(_, name, _)| is(name, key)))
    }
}

fn spelled(name: &str, en: &Ident, ja: Option<&Ident>) -> bool {
    en.text == name || ja.is_some_and(|ja| ja.text == name)
}

/// The expression of a clause, where there is one.
pub fn expr(item: &Item, label: Label) -> Option<&Expr> {
    match item.clause(label).map(|clause| &clause.kind) {
        Some(ClauseKind::Expr(expr)) => Some(expr),
        _ => None,
    }
}
