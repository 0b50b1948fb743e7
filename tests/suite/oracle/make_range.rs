//! Random ranges over records, and collections.

use super::make_expr::Maker;
use super::make_schema::GTy;

impl Maker<'_> {
    pub fn fresh(&mut self) -> String {
        self.next += 1;
        format!("v{}", self.next)
    }

    /// `KIND v in r.list (conditions)`.
    pub fn range(&mut self, depth: usize, kept: Option<&str>) -> String {
        let (head, kind, var) = self.over(kept);
        self.vars.push((var.clone(), GTy::Record(kind)));
        let conds = self.conds(kind, &var, depth);
        self.vars.pop();
        if conds.is_empty() { head } else { format!("{head} ({})", conds.join(", ")) }
    }

    /// Kind, variable and source of a range.
    pub fn over(&mut self, kept: Option<&str>) -> (String, usize, String) {
        let var = kept.map_or_else(|| self.fresh(), str::to_owned);
        let lists = self.lists();
        if !lists.is_empty() && self.chance(45) {
            let (kind, source) = self.random.pick(&lists).clone();
            return (format!("{} {var} in {source}", self.schema.kinds[kind].name), kind, var);
        }
        let kind = self.random.between(1, self.schema.kinds.len());
        let name = &self.schema.kinds[kind].name;
        let name = if self.random.chance(20) { format!("記{name}") } else { name.clone() };
        (format!("{name} {var}"), kind, var)
    }

    /// Conditions of a range; the declared date is bounded more often than not.
    pub fn conds(&mut self, kind: usize, var: &str, depth: usize) -> Vec<String> {
        let mut conds = Vec::new();
        let dated = self.schema.kinds[kind].dated.map(|field| self.schema.kinds[kind].fields[field].ty);
        let own = if self.chance(92) { self.vars.pop() } else { None };
        let bound = match dated {
            Some(GTy::Date) if self.chance(75) => Some(self.bound(&format!("{var}.on"))),
            Some(GTy::Month) if self.chance(60) => {
                let month = self.month(1);
                let operator = *self.random.pick(&["=", "<=", ">=", "<", ">"]);
                Some(self.guarded(&month.guards, format!("{var}.on {operator} {}", month.text)))
            }
            _ => None,
        };
        self.vars.extend(own);
        // A bound behind a guard is no longer one; so is one that is not a condition of its own.
        conds.extend(bound);
        for _ in 0..self.random.below(2) {
            conds.push(self.truth(depth.saturating_sub(1)));
        }
        conds
    }

    pub fn bound(&mut self, date: &str) -> String {
        let (a, b) = (self.free(GTy::Date, 1), self.free(GTy::Date, 1));
        match self.random.below(12) {
            8 => format!("{b} > {date}"),
            9 => format!("{b} >= {date}, {date} > {a}"),
            10 => format!("{date} < {b}, {a} <= {date}"),
            0 => format!("{a} <= {date} <= {b}"),
            1 => format!("{a} < {date} < {b}"),
            2 => format!("{date} >= {a}, {date} <= {b}"),
            3 => format!("{date} <= {b}"),
            4 => format!("{date} > {a}"),
            5 => format!("{date} in {}", self.free(GTy::Interval, 1)),
            6 => format!("{date} in {}", self.free(GTy::Month, 1)),
            7 => format!("month_of({date}) {} {}", self.random.pick(&["=", "<=", ">"]), self.free(GTy::Month, 1)),
            _ => format!("{date} = {a}"),
        }
    }

    /// `{ e for KIND v where cond }` of a type.
    pub fn collect(&mut self, ty: GTy, depth: usize) -> Option<String> {
        let (head, kind, var) = self.over(None);
        let others = std::mem::replace(&mut self.vars, vec![(var.clone(), GTy::Record(kind))]);
        let found = self.path(ty, false);
        self.vars = others;
        self.vars.push((var, GTy::Record(kind)));
        let text = found.map(|value| {
            let mut conds: Vec<String> = value.guards.iter().map(|guard| format!("recorded({guard})")).collect();
            if self.chance(35) {
                conds.push(self.truth(depth.min(1)));
            }
            let tail = if conds.is_empty() { String::new() } else { format!(" where {}", conds.join(" and ")) };
            format!("{{ {} for {head}{tail} }}", value.text)
        });
        self.vars.pop();
        text
    }

    /// A collection of intervals, or one.
    pub fn intervals(&mut self, depth: usize) -> String {
        if self.chance(60)
            && let Some(coll) = self.collect(GTy::Interval, depth)
        {
            return match self.collect(GTy::Interval, 0).filter(|_| self.random.chance(15)) {
                Some(other) => format!("{coll} + {other}"),
                None => coll,
            };
        }
        self.free_interval()
    }

    pub fn free_interval(&mut self) -> String {
        for _ in 0..20 {
            let interval = self.interval(0);
            if interval.guards.is_empty() {
                return interval.text;
            }
        }
        "case.span".to_owned()
    }

    pub fn months(&mut self, depth: usize) -> String {
        let mode = *self.random.pick(&["include", "exclude", "exclude_first", "only_first"]);
        format!("months({}, partial: {mode})", self.intervals(depth))
    }

    pub fn runs(&mut self, depth: usize) -> String {
        let length = *self.random.pick(&["1", "2", "2 months", "3"]);
        format!("runs({length}, {})", self.intervals(depth))
    }
}
