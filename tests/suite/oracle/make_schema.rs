//! Random schemas. Names are unique over kinds, lists and codes, so that a name means one thing.

use super::random::Random;
use std::fmt::Write as _;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GTy {
    Text,
    Number,
    YesNo,
    Date,
    Month,
    Code(usize),
    Record(usize),
    Interval,
}

#[derive(Clone)]
pub struct GField {
    pub name: String,
    pub ty: GTy,
    pub list: bool,
    pub optional: bool,
    /// ``, `none open` or `none absent`.
    pub none: &'static str,
}

#[derive(Clone)]
pub struct GKind {
    pub name: String,
    /// Parent, key of the list, and whether it is a list.
    pub home: Option<(usize, String, bool)>,
    pub fields: Vec<GField>,
    pub dated: Option<usize>,
    /// Whether `span` is an interval over `on` and `til`.
    pub view: bool,
    pub keyed: bool,
    pub ordered: Vec<usize>,
}

pub struct GSchema {
    pub kinds: Vec<GKind>,
    /// Names of the codes of each list.
    pub lists: Vec<Vec<String>>,
}

fn field(name: &str, ty: GTy) -> GField {
    GField { name: name.to_owned(), ty, list: false, optional: false, none: "" }
}

impl GSchema {
    pub fn make(random: &mut Random) -> GSchema {
        let lists = (0..2).map(|list| (0..3).map(|code| format!("c{list}{code}")).collect()).collect();
        let mut schema = GSchema { kinds: vec![root()], lists };
        for at in 1..random.between(5, 8) {
            let kind = schema.kind(random, at);
            schema.kinds.push(kind);
        }
        for at in 0..schema.kinds.len() {
            for extra in 0..random.between(2, 5) {
                let field = schema.extra(random, extra);
                schema.kinds[at].fields.push(field);
            }
            let kind = &mut schema.kinds[at];
            kind.ordered = kind.dated.into_iter().collect();
            if random.chance(40) {
                kind.ordered.push(random.below(kind.fields.len()));
            }
            kind.ordered.retain(|field| !kind.fields[*field].list);
            kind.ordered.dedup();
        }
        schema.kinds.push(decision());
        schema
    }

    fn kind(&self, random: &mut Random, at: usize) -> GKind {
        let parent = if at < 3 || random.chance(55) { 0 } else { random.between(1, at) };
        let parent = if self.depth(parent) >= 2 { 0 } else { parent };
        let many = at < 3 || random.chance(60);
        let mut kind = GKind {
            name: format!("rec{at}"),
            home: Some((parent, format!("k{at}"), many)),
            fields: Vec::new(),
            dated: None,
            view: false,
            keyed: many,
            ordered: Vec::new(),
        };
        if kind.keyed {
            kind.fields.push(field("id", GTy::Text));
        }
        match random.below(10) {
            0 => {}
            1 => kind.fields.push(field("on", GTy::Month)),
            _ => {
                kind.fields.push(field("on", GTy::Date));
                kind.view = random.chance(60);
            }
        }
        kind.dated = kind.fields.iter().position(|field| field.name == "on");
        if kind.view {
            kind.fields
                .push(GField { none: if random.chance(35) { "" } else { "none open" }, ..field("til", GTy::Date) });
        }
        kind
    }

    pub fn depth(&self, kind: usize) -> usize {
        self.kinds[kind].home.as_ref().map_or(0, |(parent, ..)| 1 + self.depth(*parent))
    }

    fn extra(&self, random: &mut Random, at: usize) -> GField {
        let keyed: Vec<usize> = (0..self.kinds.len()).filter(|kind| *kind > 0 && self.kinds[*kind].keyed).collect();
        let list = random.chance(20);
        let ty = match random.below(12) {
            0 => GTy::Text,
            1 | 2 => GTy::Number,
            3 | 4 => GTy::YesNo,
            5 | 6 => GTy::Date,
            7 => GTy::Month,
            8 | 9 => GTy::Record(*random.pick(&keyed)),
            _ => GTy::Code(random.below(self.lists.len())),
        };
        let list = list && !matches!(ty, GTy::YesNo);
        let none = match ty {
            GTy::Date if !list => *random.pick(&["", "", "none open", "none absent"]),
            GTy::Number | GTy::Text if !list => *random.pick(&["", "", "", "none absent"]),
            _ => "",
        };
        let optional = !list && random.chance(40);
        GField { list, optional, none, ..field(&format!("f{at}"), ty) }
    }

    pub fn type_name(&self, ty: GTy) -> String {
        match ty {
            GTy::Text => "text".to_owned(),
            GTy::Number => "number".to_owned(),
            GTy::YesNo => "yes_no".to_owned(),
            GTy::Date => "date".to_owned(),
            GTy::Month => "month".to_owned(),
            GTy::Interval => "interval".to_owned(),
            GTy::Code(list) => format!("list{list}"),
            GTy::Record(kind) => self.kinds[kind].name.clone(),
        }
    }

    /// The items that declare it.
    pub fn items(&self) -> Vec<Vec<String>> {
        let mut items = Vec::new();
        for (at, codes) in self.lists.iter().enumerate() {
            let codes: Vec<String> = codes.iter().map(|code| format!("{code} 符{code}")).collect();
            items.push(vec![format!("codes list{at} 表{at} : {}", codes.join(", "))]);
        }
        for kind in &self.kinds {
            items.push(self.item(kind));
        }
        items
    }

    fn item(&self, kind: &GKind) -> Vec<String> {
        let mut item = vec![format!("record {} 記{}", kind.name, kind.name)];
        match &kind.home {
            None => item.push("root".to_owned()),
            Some((parent, key, many)) => {
                let single = if *many { "" } else { " single" };
                item.push(format!("at {}.{key} 鍵{key}{single}", self.kinds[*parent].name));
            }
        }
        if kind.keyed {
            item.push("key id".to_owned());
        }
        item.extend(kind.dated.map(|_| "dated on".to_owned()));
        if kind.name == DECISION {
            item.push("decides yes, why, who".to_owned());
        }
        if !kind.ordered.is_empty() {
            let names: Vec<&str> = kind.ordered.iter().map(|field| kind.fields[*field].name.as_str()).collect();
            item.push(format!("ordered {}", names.join(", ")));
        }
        for field in &kind.fields {
            let mut text = format!("field {} 項{} : ", field.name, field.name);
            let _ = write!(text, "{}{}", if field.list { "list " } else { "" }, self.type_name(field.ty));
            let _ = write!(text, "{} {}", if field.optional { "?" } else { "" }, field.none);
            let bounded = field.ty == GTy::Number && !field.list && field.name == "f0";
            text.push_str(if bounded { " least 0 most 3" } else { "" });
            item.push(text.trim_end().to_owned());
        }
        if kind.view {
            item.push("field span 期 : [on, til]".to_owned());
        }
        item
    }
}

/// The kind whose records decide something.
pub const DECISION: &str = "dec";

fn decision() -> GKind {
    let who = GField { optional: true, ..field("who", GTy::Text) };
    let fields =
        vec![field("id", GTy::Text), field("on", GTy::Date), field("yes", GTy::YesNo), field("why", GTy::Code(0)), who];
    let home = Some((0, "decs".to_owned(), true));
    GKind { name: DECISION.to_owned(), home, fields, dated: Some(1), view: false, keyed: true, ordered: vec![1] }
}

fn root() -> GKind {
    let til = GField { none: "none open", ..field("til", GTy::Date) };
    GKind {
        name: "rec0".to_owned(),
        home: None,
        fields: vec![field("id", GTy::Text), field("on", GTy::Date), til],
        dated: None,
        view: true,
        keyed: true,
        ordered: Vec::new(),
    }
}
