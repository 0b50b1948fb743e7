//! Why a comparison of numbers cannot be told: what they are counted from is asked again.

use super::eval::{Bind, Oracle, Scope};
use super::value::{Coll, MISSING, PARTIAL, Truth, Value, Why, causes};
use kijun::lang::ast::{Expr, ExprKind};

pub fn counted(value: &Value) -> bool {
    matches!(value, Value::Number(..) | Value::Ratio(_))
}

impl Oracle<'_> {
    pub fn why_overlapping(&self, sides: [&Expr; 2], scope: Scope) -> Truth {
        let why = sides.iter().fold(0, |why, side| why | self.doubts(side, scope));
        Truth::U(if why == 0 { MISSING } else { why })
    }

    fn doubts(&self, e: &Expr, scope: Scope) -> Why {
        self.unfold(e, scope, &|e, scope| match &e.kind {
            ExprKind::Quant(_, range) => {
                let record = |env: Scope| match env.map(|env| env.bind) {
                    Some(Bind::Is(record)) => record.clone(),
                    _ => Value::Absent,
                };
                of_value(&self.collect(range, scope, &record))
            }
            ExprKind::Add(a, b) | ExprKind::Sub(a, b) | ExprKind::Mul(a, b) | ExprKind::Div(a, b) => {
                self.doubts(a, scope) | self.doubts(b, scope)
            }
            ExprKind::Call(name, args) if !is_made_of_days(self, &name.text) => {
                args.iter().fold(0, |why, arg| why | self.doubts(&arg.value, scope))
            }
            _ => of_value(&self.eval(e, scope)),
        })
    }
}

/// Functions that give windows or dates say themselves what is missing.
fn is_made_of_days(oracle: &Oracle, name: &str) -> bool {
    ["months", "runs", "expiry", "open_day"].contains(&name) || oracle.pack.periods(name).is_some()
}

fn of_value(value: &Value) -> Why {
    match value {
        Value::Unknown(why) => *why,
        Value::Date(days) if days.len() > 1 => PARTIAL,
        Value::Interval(from, to) => {
            let partial = [from, to].iter().any(|end| end.as_ref().is_ok_and(|days| days.len() > 1));
            causes(from, to) | if partial { PARTIAL } else { 0 }
        }
        Value::Coll(coll) => of_coll(coll),
        _ => 0,
    }
}

fn of_coll(coll: &Coll) -> Why {
    coll.members.iter().fold(coll.rest().unwrap_or(0), |why, (value, member)| {
        let own = if let Truth::U(more) = member { *more } else { 0 };
        why | own | of_value(value)
    })
}
