//! Sums, sizes and shares: every choice of the members that only may belong is tried, and every value that is not known
//! is given to every group.

use super::eval::{Oracle, Scope};
use super::functions::by_value;
use super::value::{Coll, MISSING, Truth, UNSURE, Value, joined, same};
use Truth::{F, T};
use kijun::lang::ast::{Expr, ExprKind};
use std::cmp::Ordering;
use std::rc::Rc;

/// How often each value occurs, in one choice.
type World = Vec<i64>;

impl Oracle<'_> {
    pub fn aggregate(&self, name: &str, of: &Expr, scope: Scope) -> (&'static str, Value) {
        let value = self.eval(of, scope);
        let Value::Coll(coll) = value else {
            return ("size", if let Value::Unknown(_) = value { value } else { Value::Absent });
        };
        match name {
            "size" => ("size", size(&coll)),
            "sum" => ("sum", sum(&coll, self.bounds_of(of, scope))),
            "top" => ("top", top(&coll)),
            "top_share" => ("top_share", top_share(&coll)),
            _ => ("joined", joined_of(&coll)),
        }
    }

    /// The declared bounds of the field that the values of a collection are read from.
    fn bounds_of(&self, of: &Expr, scope: Scope) -> (i64, i64) {
        let none = (i64::MIN, i64::MAX);
        self.unfold(of, scope, &|of, scope| match &of.kind {
            ExprKind::Distinct(inner) => self.bounds_of(inner, scope),
            ExprKind::Collect(value, _) if matches!(value.kind, ExprKind::Quant(..)) => (0, i64::MAX),
            ExprKind::Collect(value, range) => {
                let var = (range.var.text.as_str(), self.pack.kind(&range.kind.text));
                self.bounds_read(value, scope, var).unwrap_or(none)
            }
            _ => none,
        })
    }

    pub fn collect_values(&self, value: &Expr, var: &str, of: &Expr, cond: Option<&Expr>, scope: Scope) -> Value {
        use super::eval::{Bind, Env};
        let coll = match self.eval(of, scope) {
            Value::Coll(coll) => coll,
            Value::Unknown(why) => return Value::Unknown(why),
            _ => return Value::Coll(Rc::new(Coll::default())),
        };
        let mut made = Coll { members: Vec::new(), open: coll.open, doubt: coll.doubt };
        for (item, member) in &coll.members {
            let env = Env { name: var, bind: Bind::Is(item), next: scope };
            let holds = cond.map_or(T, |cond| self.truth(cond, Some(&env))).and(*member);
            if holds != F {
                made.members.push((self.eval(value, Some(&env)), holds));
            }
        }
        Value::Coll(Rc::new(made))
    }
}

fn size(coll: &Coll) -> Value {
    let sure = coll.members.iter().filter(|(_, member)| *member == T).count() as i64;
    Value::Number(sure, if coll.rest().is_some() { i64::MAX } else { coll.members.len() as i64 })
}

fn sum(coll: &Coll, bounds: (i64, i64)) -> Value {
    let add = |a: i64, b: i64| match (a, b) {
        (i64::MAX, _) | (_, i64::MAX) => i64::MAX,
        (i64::MIN, _) | (_, i64::MIN) => i64::MIN,
        (a, b) => a + b,
    };
    let (mut least, mut most) = (0, 0);
    for (value, member) in &coll.members {
        let (lo, hi) = match value {
            Value::Number(lo, hi) => (*lo, *hi),
            Value::Absent => (0, 0),
            _ => bounds,
        };
        least = add(least, if *member == T { lo } else { lo.min(0) });
        most = add(most, if *member == T { hi } else { hi.max(0) });
    }
    if coll.rest().is_some() {
        least = if bounds.0 >= 0 { least } else { i64::MIN };
        most = if bounds.1 <= 0 { most } else { i64::MAX };
    }
    Value::Number(least, most)
}

/// The known values, and how often each occurs in every choice of what is not certain.
fn worlds(coll: &Coll) -> (Vec<Value>, Vec<(World, i64)>) {
    let mut values: Vec<Value> = Vec::new();
    for (value, _) in &coll.members {
        let known = values.iter().any(|known| same(known, value) == T);
        if !known && same(value, value) == T {
            values.push(value.clone());
        }
    }
    // The last place counts values that are none of the known.
    let mut worlds: Vec<World> = vec![vec![0; values.len() + 1]];
    for (value, member) in &coll.members {
        let at = values.iter().position(|known| same(known, value) == T);
        let places: Vec<usize> = at.map_or_else(|| (0..=values.len()).collect(), |at| vec![at]);
        let mut next = if *member == T { Vec::new() } else { worlds.clone() };
        for place in places {
            next.extend(worlds.iter().map(|world| {
                let mut world = world.clone();
                world[place] += 1;
                world
            }));
        }
        next.sort();
        next.dedup();
        worlds = next;
    }
    let worlds = worlds.into_iter().map(|world| (world.clone(), world.iter().sum())).collect();
    (values, worlds)
}

fn top(coll: &Coll) -> Value {
    if coll.members.is_empty() && coll.rest().is_none() {
        return Value::Unknown(MISSING);
    }
    let unsure = Value::Unknown(coll.rest().unwrap_or(MISSING) | UNSURE);
    if coll.rest().is_some() {
        return unsure;
    }
    let (values, worlds) = worlds(coll);
    let winner = |world: &World| -> Option<usize> {
        let most = *world.iter().max()?;
        // One that is none of the known may stand before or behind any of them.
        let strangers = world[values.len()] == most;
        let best = (0..values.len()).filter(|at| world[*at] == most);
        // What is recorded as none comes after every value.
        let none = |at: usize| matches!(values[at], Value::Absent | Value::Open);
        let least = best.min_by(|a, b| {
            let order = by_value(&values[*a], &values[*b]).unwrap_or(Ordering::Equal);
            none(*a).cmp(&none(*b)).then(order)
        });
        least.filter(|_| most > 0 && !strangers)
    };
    let winners: Vec<Option<usize>> = worlds.iter().map(|(world, _)| winner(world)).collect();
    match winners[0] {
        Some(first) if winners.iter().all(|winner| *winner == Some(first)) => values[first].clone(),
        _ => unsure,
    }
}

/// Between the share that one value has in every choice, and the greatest that one has in some.
fn top_share(coll: &Coll) -> Value {
    let why = coll.rest();
    if why.is_some() || coll.members.is_empty() {
        return Value::Unknown(why.unwrap_or(MISSING) | UNSURE);
    }
    let (values, worlds) = worlds(coll);
    let less = |a: &(i64, i64), b: &(i64, i64)| (a.0 * b.1).cmp(&(b.0 * a.1));
    let shares = |at: usize| -> Vec<(i64, i64)> {
        worlds.iter().map(|(world, all)| if *all == 0 { (0, 1) } else { (world[at], *all) }).collect()
    };
    let least = (0..values.len()).filter_map(|at| shares(at).into_iter().min_by(less)).max_by(less);
    let most = (0..values.len()).filter_map(|at| shares(at).into_iter().max_by(less)).max_by(less);
    Value::Ratio([least.unwrap_or((0, 1)), most.unwrap_or((1, 1))].into())
}

fn joined_of(coll: &Coll) -> Value {
    let mut all = Coll { members: Vec::new(), open: coll.open, doubt: coll.doubt };
    for (value, member) in &coll.members {
        match value {
            Value::Coll(inner) => {
                all.open = joined(all.open, inner.open);
                all.doubt = joined(all.doubt, inner.doubt);
                all.members.extend(inner.members.iter().map(|(value, own)| (value.clone(), own.and(*member))));
            }
            Value::Unknown(why) => all.doubt = joined(all.doubt, Some(*why)),
            _ => {}
        }
    }
    Value::Coll(Rc::new(all))
}

/// A ratio of two numbers, by their ends. Of nothing at all there is none.
pub fn ratio(a: Value, b: Value) -> Value {
    match (a, b) {
        (Value::Number(..), Value::Number(lo, hi)) if hi <= 0 || lo < 0 => Value::Unknown(UNSURE),
        (Value::Number(a, b), Value::Number(c, d)) => {
            // A part without a bound is beyond every ratio, even of a whole without one.
            let pair = |part: i64, whole: i64| match part {
                0 => (0, 1),
                i64::MAX => (1, 0),
                part => (part, whole),
            };
            Value::Ratio([pair(a, c), pair(a, d), pair(b, c), pair(b, d)].into())
        }
        (Value::Unknown(a), Value::Unknown(b)) => Value::Unknown(a | b),
        (Value::Unknown(why), _) | (_, Value::Unknown(why)) => Value::Unknown(why),
        _ => Value::Absent,
    }
}

pub fn product(a: Value, b: Value) -> Value {
    match (a, b) {
        (Value::Number(a, b), Value::Number(c, d)) => {
            let ends = [a.saturating_mul(c), a.saturating_mul(d), b.saturating_mul(c), b.saturating_mul(d)];
            Value::Number(*ends.iter().min().unwrap(), *ends.iter().max().unwrap())
        }
        (Value::Unknown(a), Value::Unknown(b)) => Value::Unknown(a | b),
        (Value::Unknown(why), _) | (_, Value::Unknown(why)) => Value::Unknown(why),
        _ => Value::Absent,
    }
}
