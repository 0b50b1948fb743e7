//! Random packs: a schema and the items that stand on it.

use super::make_expr::{Declared, Maker};
use super::make_schema::{GSchema, GTy};
use super::random::Random;

/// Items as lines: the head, then the clauses.
pub type Lines = Vec<Vec<String>>;

pub fn text(items: &Lines) -> String {
    let mut text = String::new();
    for item in items {
        for (at, line) in item.iter().enumerate() {
            text.push_str(if at == 0 { "" } else { "  " });
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

pub struct Made {
    pub schema: GSchema,
    pub items: Lines,
    /// A profile that sets parameters.
    pub profile: Lines,
}

struct Rules<'g> {
    random: &'g mut Random,
    schema: &'g GSchema,
    declared: Declared,
    items: Lines,
    /// Id, kind, type of the window.
    rules: Vec<(String, usize, Option<GTy>)>,
}

pub fn make(random: &mut Random, rules: usize) -> Made {
    let schema = GSchema::make(random);
    let mut items: Lines = vec![vec!["pack made 作".to_owned(), "title ja \"作\"".to_owned()]];
    if random.chance(20) {
        let day = *random.pick(&["2023-10-15", "2024-03-01", "2024-07-15"]);
        items[0].push(format!("applies {}", random.pick(&[format!("anchor >= {day}"), format!("case.on <= {day}")])));
    }
    items.push(vec!["class fine 過料".to_owned(), "rank 1".to_owned(), "binding".to_owned()]);
    items.push(vec!["source S \"法\"".to_owned()]);
    items.extend(schema.items());
    items.extend(super::make_more::tables());
    let mut making = Rules { random, schema: &schema, declared: Declared::default(), items, rules: Vec::new() };
    making.params();
    making.definitions();
    (0..rules).for_each(|at| making.rule(at));
    (0..rules / 4).for_each(|at| making.apply(at));
    (0..rules / 2).for_each(|at| making.exception(at));
    (0..rules / 4).for_each(|at| making.transition(at));
    let profile = making.profile();
    let items = making.items;
    Made { schema, items, profile }
}

impl Rules<'_> {
    fn maker(&mut self, vars: Vec<(String, GTy)>) -> Maker<'_> {
        Maker { random: self.random, schema: self.schema, declared: &self.declared, vars, next: 0 }
    }

    fn params(&mut self) {
        for (name, ty, values) in [
            ("p_days", "days", ["7 days", "30 days"]),
            ("q_days", "days", ["9 days", "20 days"]),
            ("p_months", "months", ["1 month", "3 months"]),
            ("p_number", "number", ["1", "2"]),
            ("q_number", "number", ["0", "3"]),
            ("p_date", "date", ["2024-02-29", "2024-06-30"]),
            ("q_date", "date", ["2024-03-31", "2024-08-15"]),
            ("p_month", "month", ["2024-04", "2024-07"]),
        ] {
            let gap = *self.random.pick(&["2024-04-01", "2024-04-01", "2024-06-01"]);
            let mut item = vec![format!("param {name} 値{name} : {ty}")];
            item.push(format!("value 2000-01-01..2024-03-31 = {}", values[0]));
            item.push(format!("value {gap}.. = {}", values[1]));
            match ty {
                "days" => item.push("settable 0 days..60 days".to_owned()),
                "number" => item.push("settable 0..9".to_owned()),
                _ => {}
            }
            self.items.push(item);
            self.declared.params.push((name.to_owned(), ty));
        }
    }

    fn definitions(&mut self) {
        for (at, ty) in [GTy::YesNo, GTy::Date, GTy::YesNo, GTy::Date].into_iter().enumerate() {
            let kind = self.random.below(self.schema.kinds.len());
            let vars = vec![("a".to_owned(), GTy::Record(kind))];
            let body = match ty {
                GTy::YesNo => self.maker(vars).truth(1),
                _ => self.maker(vars).free(ty, 1),
            };
            let name = format!("d{at}");
            self.items.push(vec![format!("define {name} 定{name} (a : {}) = {body}", self.schema.kinds[kind].name)]);
            self.declared.defines.push((name, kind, ty));
        }
        let (a, b) = (self.random.below(self.schema.kinds.len()), self.random.below(self.schema.kinds.len()));
        let vars = vec![("a".to_owned(), GTy::Record(a)), ("b".to_owned(), GTy::Record(b))];
        let body = self.maker(vars).truth(1);
        let [a_name, b_name] = [a, b].map(|kind| self.schema.kinds[kind].name.clone());
        self.items.push(vec![format!("define d_two 定d_two (a : {a_name}, b : {b_name}) = {body}")]);
        self.declared.two = Some((a, b));
        let body = self.maker(Vec::new()).free(GTy::Date, 1);
        self.items.push(vec![format!("define d_day 定d_day = {body}")]);
        self.declared.params.push(("d_day".to_owned(), "date"));
        for at in 0..2 {
            let kind = self.random.below(self.schema.kinds.len());
            let name = format!("j{at}");
            let mut item = vec![format!("judgement {name} 判{name} (a : {})", self.schema.kinds[kind].name)];
            self.by(&mut item, kind);
            if self.random.chance(60) {
                item.push("reasons c00, c01".to_owned());
            }
            self.items.push(item);
            self.declared.judgements.push((name, kind));
        }
        for at in 0..2 {
            let kind = self.random.below(self.schema.kinds.len());
            let name = format!("l{at}");
            let mut item = vec![format!("filing {name} 届{name} (a : {})", self.schema.kinds[kind].name)];
            self.by(&mut item, kind);
            let vars = vec![("a".to_owned(), GTy::Record(kind))];
            if self.random.chance(50) {
                item.push(format!("opens {}", self.maker(vars.clone()).free(GTy::Date, 1)));
            }
            item.push(format!("due {}", self.maker(vars).free(GTy::Date, 1)));
            self.items.push(item);
            self.declared.filings.push((name, kind));
        }
    }

    /// The records that a judgement or a filing is read from.
    fn by(&mut self, item: &mut Vec<String>, kind: usize) {
        let of = self.schema.kinds.iter().position(|kind| kind.name == super::make_schema::DECISION).unwrap();
        item.push(format!("by x : {}", self.schema.kinds[of].name));
        let vars = vec![("a".to_owned(), GTy::Record(kind)), ("x".to_owned(), GTy::Record(of))];
        let free = |making: &mut Self| making.maker(vec![("a".to_owned(), GTy::Record(kind))]).free(GTy::Date, 1);
        if self.random.chance(70) {
            let (from, to) = (free(self), free(self));
            item.push(format!("where {from} <= x.on"));
            item.push(format!("where x.on <= {to}"));
        }
        if self.random.chance(40) {
            item.push(format!("where {}", self.maker(vars).truth(1)));
        }
    }

    fn transition(&mut self, at: usize) {
        let (rule, kind, window) = self.random.pick(&self.rules).clone();
        let mut item = vec![format!("transition T{at} \"経過\""), "basis S \"四\"".to_owned(), format!("rules {rule}")];
        item.push(format!("for e : {}", self.schema.kinds[kind].name));
        let mut vars = vec![("e".to_owned(), GTy::Record(kind))];
        if let Some(ty) = window.filter(|_| self.random.chance(70)) {
            item.push(format!("per q : {}", self.schema.type_name(ty)));
            vars.push(("q".to_owned(), ty));
        }
        if self.random.chance(60) {
            item.push(format!("force {}", self.random.pick(&["2024-02-01..2024-08-31", "2023-12-01.."])));
        }
        if self.random.chance(75) {
            item.push(format!("when {}", self.maker(vars).truth(2)));
        }
        item.push(format!("law_of {}", self.random.pick(&["2024-01-31", "2024-03-31", "1999-12-31"])));
        self.items.push(item);
    }

    fn profile(&mut self) -> Lines {
        let mut items: Lines =
            vec![vec!["profile town 町".to_owned(), "title ja \"町\"".to_owned(), "prefix TOWN".to_owned()]];
        for (name, value) in [("p_days", "12 days"), ("q_number", "1")] {
            if self.random.chance(60) {
                let reach = *self.random.pick(&["2024-02-01..2024-05-31", "2000-01-01..", "..2024-03-31"]);
                items.push(vec![
                    format!("set {name}"),
                    "basis S \"五\"".to_owned(),
                    format!("value {reach} = {value}"),
                ]);
            }
        }
        items
    }

    /// A kind that a rule may be for.
    fn subject(&mut self) -> usize {
        let kinds = 0..self.schema.kinds.len();
        let often = kinds.clone().filter(|kind| self.schema.depth(*kind) == 1 && self.schema.kinds[*kind].keyed);
        let kinds: Vec<usize> = kinds.chain(often.clone()).chain(often).collect();
        *self.random.pick(&kinds)
    }

    fn rule(&mut self, at: usize) {
        let kind = self.subject();
        let mut item = vec![format!("rule R{at} \"規則\""), "class fine".to_owned(), "basis S \"一\"".to_owned()];
        item.push(format!("for s : {}", self.schema.kinds[kind].name));
        let mut vars = vec![("s".to_owned(), GTy::Record(kind))];
        let window = if self.random.chance(40) { self.per(&vars) } else { None };
        if let Some((per, ty)) = &window {
            item.push(format!("per w in {per}"));
            vars.push(("w".to_owned(), *ty));
        }
        let ty = window.map(|(_, ty)| ty);
        item.push(format!("anchor {}", self.anchor(&vars, kind, ty)));
        item.push("message ja \"文\" en \"words\"".to_owned());
        if self.random.chance(75) {
            item.push(self.clause(&vars, "due"));
        }
        for _ in 0..*self.random.pick(&[0, 0, 0, 1, 1, 2]) {
            item.push(self.clause(&vars, "where"));
        }
        for name in 0..*self.random.pick(&[0, 0, 0, 1, 2]) {
            item.push(format!("unless u{name} \"但\" {}", self.maker(vars.clone()).truth(1)));
        }
        item.push(self.clause(&vars, "require"));
        if self.random.chance(25) {
            self.versions(&mut item, &vars);
        } else {
            item.push(format!(
                "force {}",
                self.random.pick(&["2000-01-01..", "..2026-12-31", "2000-01-01..", "2023-11-30..2024-08-01"])
            ));
        }
        self.items.push(item);
        self.rules.push((format!("R{at}"), kind, ty));
    }

    fn versions(&mut self, item: &mut Vec<String>, vars: &[(String, GTy)]) {
        for range in [
            *self.random.pick(&["2000-01-01..2024-01-31", "..2024-02-01"]),
            *self.random.pick(&["2024-02-02..", "2024-02-29..", "2024-04-01.."]),
        ] {
            item.push(format!("version {range}"));
            for label in ["due", "where", "require"] {
                if self.random.chance(35) {
                    item.push(self.clause(vars, label));
                }
            }
        }
    }

    fn clause(&mut self, vars: &[(String, GTy)], label: &str) -> String {
        let mut maker = self.maker(vars.to_vec());
        match label {
            "due" if maker.random.chance(50) => {
                let months = maker.random.between(2, 11);
                format!("due {} + {months} months", maker.free(GTy::Date, 0))
            }
            "due" => format!("due {}", maker.free(GTy::Date, 2)),
            "where" => format!("where {}", maker.truth(1)),
            _ if maker.random.chance(20) => format!("require {} and {}", maker.truth(2), maker.truth(2)),
            _ => format!("require {}", maker.truth(3)),
        }
    }

    fn anchor(&mut self, vars: &[(String, GTy)], kind: usize, window: Option<GTy>) -> String {
        let dated = self.schema.kinds[kind].fields.iter().any(|field| field.name == "on" && field.ty == GTy::Date);
        match (window, self.random.below(10)) {
            (Some(GTy::Month | GTy::Interval), 0..=6) => "w.start".to_owned(),
            (_, 0..=8) if dated => "s.on".to_owned(),
            _ => self.maker(vars.to_vec()).free(GTy::Date, 1),
        }
    }

    fn per(&mut self, vars: &[(String, GTy)]) -> Option<(String, GTy)> {
        let list = self.random.below(self.schema.lists.len());
        let record = self.random.between(1, self.schema.kinds.len());
        let choice = self.random.below(13);
        // Without `distinct`, windows that are made twice are one all the same.
        let once = if self.random.chance(60) { "distinct " } else { "" };
        let mut maker = self.maker(vars.to_vec());
        if maker.random.chance(8) {
            let table = *maker.random.pick(&["halves", "springs"]);
            return Some((format!("{table}({})", maker.intervals(1)), GTy::Interval));
        }
        match choice {
            0..=4 => Some((maker.months(1), GTy::Month)),
            5 | 6 => Some((maker.runs(1), GTy::Interval)),
            7 => maker.collect(GTy::Text, 1).map(|coll| (format!("{once}{coll}"), GTy::Text)),
            8 => maker.collect(GTy::Code(list), 1).map(|coll| (format!("{once}{coll}"), GTy::Code(list))),
            9 => maker.collect(GTy::Record(record), 1).map(|coll| (format!("{once}{coll}"), GTy::Record(record))),
            10 if maker.random.chance(50) => maker.collect(GTy::Interval, 1).map(|coll| (coll, GTy::Interval)),
            10 => maker.list(GTy::Code(list)).map(|path| (format!("distinct {path}"), GTy::Code(list))),
            11 if maker.random.chance(60) => maker.nested().map(|(path, kind)| (path, GTy::Record(kind))),
            _ => maker.collect(GTy::Number, 1).map(|coll| (coll, GTy::Number)),
        }
    }

    fn apply(&mut self, at: usize) {
        let plain: Vec<_> = self.rules.iter().filter(|(id, ..)| !id.contains('/')).cloned().collect();
        let (base, kind, window) = self.random.pick(&plain).clone();
        let mut item = vec![format!("apply A{at} \"準用\""), "basis S \"二\"".to_owned(), format!("rules {base}")];
        item.push(format!("for t : {}", self.schema.kinds[kind].name));
        if self.random.chance(70) {
            item.push(format!("force {}", self.random.pick(&["2000-01-01..", "2024-01-15.."])));
        }
        if self.random.chance(50) {
            item.push("substitute p_days = q_days, p_number = q_number, p_date = q_date, c00 = c01".to_owned());
        }
        if self.random.chance(70) {
            let vars = vec![("t".to_owned(), GTy::Record(kind))];
            item.push(format!("where {}", self.maker(vars).truth(1)));
        }
        self.items.push(item);
        self.rules.push((format!("A{at}/{base}"), kind, window));
    }

    fn exception(&mut self, at: usize) {
        let (rule, kind, window) = self.random.pick(&self.rules).clone();
        let suppress = self.random.chance(25);
        let word = if suppress { "suppress" } else { "exception" };
        let mut item = vec![format!("{word} X{at} \"例外\""), "basis S \"三\"".to_owned(), format!("rules {rule}")];
        item.push(format!("for e : {}", self.schema.kinds[kind].name));
        let mut vars = vec![("e".to_owned(), GTy::Record(kind))];
        if let Some(ty) = window.filter(|_| self.random.chance(70)) {
            item.push(format!("per q : {}", self.schema.type_name(ty)));
            vars.push(("q".to_owned(), ty));
        }
        if self.random.chance(40) {
            item.push(format!("force {}", self.random.pick(&["2023-12-31..", "2000-01-01..2024-05-01"])));
        }
        let inner = vars.clone();
        item.push(format!("when {}", self.maker(vars).truth(2)));
        match self.random.below(10) {
            _ if suppress => {}
            0 | 1 => item.push("effect judgement".to_owned()),
            2..=4 => {
                item.push("effect replace".to_owned());
                item.push(format!("require {}", self.maker(inner.clone()).truth(2)));
                if self.random.chance(40) {
                    item.push(format!("due {}", self.maker(inner).free(GTy::Date, 1)));
                }
            }
            _ => {}
        }
        self.items.push(item);
    }
}
