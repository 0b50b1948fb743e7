//! Random conditions.

use super::make_expr::{Maker, Op};
use super::make_schema::{GField, GTy};

impl Maker<'_> {
    /// A condition on what is recorded.
    pub fn guarded(&mut self, guards: &[String], text: String) -> String {
        let mut seen: Vec<String> = Vec::new();
        for guard in guards {
            if !seen.contains(guard) {
                seen.push(guard.clone());
            }
        }
        if seen.is_empty() {
            return format!("({text})");
        }
        let known: Vec<String> = seen.iter().map(|guard| format!("recorded({guard})")).collect();
        let known = known.join(" and ");
        match self.random.below(3) {
            0 => format!("(({known}) implies ({text}))"),
            1 if seen.len() == 1 => format!("(not {known} or ({text}))"),
            _ => format!("({known} and ({text}))"),
        }
    }

    pub fn compared(&mut self, ty: GTy, depth: usize) -> String {
        let near = self.path(ty, false).filter(|_| depth == 0 || self.random.chance(50));
        let a = near.unwrap_or_else(|| self.value(ty, depth));
        let b = self.value(ty, depth.min(1));
        let ordered = matches!(ty, GTy::Date | GTy::Month | GTy::Number);
        let operators: &[&str] = if ordered { &["<=", "<", ">=", ">", "=", "!=", "≦"] } else { &["=", "!=", "≠"] };
        let operator = *self.random.pick(operators);
        if ordered && self.chance(15) {
            let c = self.value(ty, 0);
            let text = format!("{} {operator} {} < {}", a.text, b.text, c.text);
            return self.guarded(&[a.guards, b.guards, c.guards].concat(), text);
        }
        self.guarded(&[a.guards, b.guards].concat(), format!("{} {operator} {}", a.text, b.text))
    }

    pub fn simple(&mut self, depth: usize) -> String {
        match self.random.below(16) {
            0..=4 => self.compared(GTy::Date, depth),
            5 => self.compared(GTy::Month, depth),
            6 | 7 => self.compared(GTy::Number, depth),
            8 => {
                let list = self.random.below(self.schema.lists.len());
                let Some(path) = self.path(GTy::Code(list), false) else { return self.compared(GTy::Date, depth) };
                let code = self.random.pick(&self.schema.lists[list]).clone();
                let code = if self.chance(20) { format!("符{code}") } else { code };
                let text = match self.random.below(3) {
                    0 => format!("{} = {code}", path.text),
                    1 => format!("{} != {code}", path.text),
                    _ => {
                        let other = self.random.pick(&self.schema.lists[list]);
                        format!("{} in {{{code}, {other}}}", path.text)
                    }
                };
                self.guarded(&path.guards, text)
            }
            9 => self.compared(GTy::Text, 0),
            10 => match self.path(GTy::YesNo, false) {
                Some(path) => self.guarded(&path.guards.clone(), path.text),
                None => self.compared(GTy::Number, depth),
            },
            11 => self.known(depth),
            12 => {
                let (day, whole) = (self.date(depth), self.interval(depth));
                let text = format!("{} in {}", day.text, whole.text);
                self.guarded(&[day.guards, whole.guards].concat(), text)
            }
            13 => {
                let whole = if self.chance(50) { self.month(depth) } else { self.interval(depth) };
                let item =
                    if whole.text.starts_with('[') && self.chance(50) { self.month(depth) } else { self.date(depth) };
                let text = format!("{} in {}", item.text, whole.text);
                self.guarded(&[item.guards, whole.guards].concat(), text)
            }
            14 => self.member(depth),
            _ => {
                let (record, kind) = self.listed();
                let other = self.record(kind).unwrap_or_else(|| record.clone());
                self.guarded(&[record.guards, other.guards].concat(), format!("{} = {}", record.text, other.text))
            }
        }
    }

    /// Whether something is recorded, or recorded as none.
    pub fn known(&mut self, depth: usize) -> String {
        let ty = *self.random.pick(&[GTy::Date, GTy::Date, GTy::Number, GTy::Text, GTy::Month, GTy::YesNo]);
        if self.chance(25) {
            let (record, _) = self.listed();
            let text = format!("recorded(previous({}))", record.text);
            return self.guarded(&record.guards, text);
        }
        if self.chance(25) {
            let (record, kind) = self.listed();
            let fields: Vec<&GField> =
                self.schema.kinds[kind].fields.iter().filter(|field| field.none.is_empty()).collect();
            if !fields.is_empty() {
                let field = &self.random.pick(&fields).name;
                let not = if self.chance(30) { "not " } else { "" };
                return self.guarded(&record.guards, format!("{not}filled_in({}.{field})", record.text));
            }
        }
        if self.chance(25) {
            let date = self.date(depth.max(1));
            return self.guarded(&date.guards.clone(), format!("recorded({})", date.text));
        }
        if self.chance(20) {
            let list = GTy::Code(self.random.below(self.schema.lists.len()));
            let listed = if self.chance(50) { self.path(list, true) } else { self.path(GTy::Interval, false) };
            if let Some(path) = listed {
                return self.guarded(&path.guards.clone(), format!("recorded({})", path.text));
            }
        }
        let Some(mut path) = self.path(ty, false) else { return self.compared(GTy::Date, 0) };
        if path.guards.last() == Some(&path.text) {
            path.guards.pop();
        }
        let text = match self.random.below(3) {
            0 => format!("{} = absent", path.text),
            _ => format!("recorded({})", path.text),
        };
        self.guarded(&path.guards.clone(), text)
    }

    /// A value in a collection.
    pub fn member(&mut self, depth: usize) -> String {
        let list = self.random.below(self.schema.lists.len());
        match self.random.below(6) {
            4 => match self.nested() {
                Some((source, kind)) => {
                    let Some(record) = self.record(kind) else { return self.compared(GTy::Month, depth) };
                    self.guarded(&record.guards.clone(), format!("{} in {source}", record.text))
                }
                None => self.compared(GTy::Number, depth),
            },
            5 => {
                let (a, b, c) = (self.date(0), self.date(0), self.date(depth));
                let guards = [a.guards, b.guards, c.guards].concat();
                self.guarded(&guards, format!("{} in {{{}, {}}}", a.text, b.text, c.text))
            }
            0 | 1 => match self.path(GTy::Code(list), true) {
                Some(path) => {
                    let code = self.random.pick(&self.schema.lists[list]).clone();
                    self.guarded(&path.guards.clone(), format!("{code} in {}", path.text))
                }
                None => self.compared(GTy::Date, depth),
            },
            2 => match self.collect(GTy::Date, depth) {
                Some(coll) => {
                    let day = self.date(0);
                    self.guarded(&day.guards.clone(), format!("{} in {coll}", day.text))
                }
                None => self.compared(GTy::Number, depth),
            },
            _ => {
                let month = self.month(0);
                let months = self.months(0);
                self.guarded(&month.guards.clone(), format!("{} in {months}", month.text))
            }
        }
    }

    /// A condition.
    pub fn truth(&mut self, depth: usize) -> String {
        if depth == 0 || self.chance(25) {
            return self.simple(depth);
        }
        let inner = depth - 1;
        if self.chance(24) {
            return self.more_truth(inner);
        }
        match self.random.below(20) {
            0 | 1 => format!("({} and {})", self.truth(inner), self.truth(inner)),
            2 | 3 => format!("({} or {})", self.truth(inner), self.truth(inner)),
            4 => format!("(not {})", self.truth(inner)),
            5 => format!("({} implies {})", self.truth(inner), self.truth(inner)),
            6..=9 => format!("(exists {})", self.range(inner, None)),
            10 => format!("(none {})", self.range(inner, None)),
            11..=13 => self.each_record(inner),
            14 | 15 => self.each_value(inner),
            16 | 17 => self.judged().unwrap_or_else(|| format!("(exists {})", self.range(inner, None))),
            18 if self.chance(40) => match self.declared.two {
                Some((a, b)) => {
                    let Some((a, b)) = self.record(a).zip(self.record(b)) else { return self.simple(depth) };
                    self.guarded(&[a.guards, b.guards].concat(), format!("d_two({}, {})", a.text, b.text))
                }
                None => self.simple(depth),
            },
            18 => match self.called(GTy::YesNo) {
                Some(call) => self.guarded(&call.guards.clone(), call.text),
                None => self.simple(depth),
            },
            _ => {
                let (record, kind) = self.listed();
                let Some(field) = self.schema.kinds[kind].dated else { return self.simple(depth) };
                let ty = self.schema.kinds[kind].fields[field].ty;
                let other = self.value(ty, 0);
                let text = format!("previous({}).on <= {}", record.text, other.text);
                self.guarded(&[record.guards, other.guards].concat(), text)
            }
        }
    }

    pub fn judged(&mut self) -> Option<String> {
        let judgements = &self.declared.judgements;
        if judgements.is_empty() {
            return None;
        }
        let (name, kind) = self.random.pick(judgements).clone();
        let at_hand: Vec<Op> = self
            .records()
            .into_iter()
            .filter(|(of, known)| *known == kind && of.guards.is_empty())
            .map(|(of, _)| of)
            .collect();
        (!at_hand.is_empty()).then(|| format!("(judged {name}({}))", self.random.pick(&at_hand).text))
    }

    pub fn each_record(&mut self, depth: usize) -> String {
        let (head, kind, var) = self.over(None);
        self.vars.push((var.clone(), GTy::Record(kind)));
        let conds = if self.chance(70) { self.conds(kind, &var, depth) } else { Vec::new() };
        let body = self.truth(depth.min(1));
        self.vars.pop();
        let conds = if conds.is_empty() { String::new() } else { format!(" ({})", conds.join(", ")) };
        format!("(each {head}{conds} : {body})")
    }

    pub fn each_value(&mut self, depth: usize) -> String {
        let list = self.random.below(self.schema.lists.len());
        let (coll, ty) = match self.random.below(7) {
            6 => match self.nested() {
                Some((source, kind)) => (Some(source), GTy::Record(kind)),
                None => (None, GTy::Date),
            },
            0 | 1 => (Some(self.months(depth)), GTy::Month),
            2 => (Some(self.runs(depth)), GTy::Interval),
            3 => (
                self.path(GTy::Code(list), true).filter(|path| path.guards.is_empty()).map(|path| path.text),
                GTy::Code(list),
            ),
            4 => (self.collect(GTy::Date, depth), GTy::Date),
            _ => (self.collect(GTy::Code(list), depth).map(|coll| format!("distinct {coll}")), GTy::Code(list)),
        };
        let Some(coll) = coll else { return self.simple(0) };
        let var = self.fresh();
        self.vars.push((var.clone(), ty));
        let body = match ty {
            GTy::Month => format!("(exists {})", self.range(depth, None)),
            GTy::Code(list) => format!("({var} != {})", self.random.pick(&self.schema.lists[list])),
            _ => self.truth(depth.min(1)),
        };
        self.vars.pop();
        format!("(each {var} in {coll} : {body})")
    }
}
