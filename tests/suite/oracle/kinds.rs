//! The kind of record that an expression gives, whatever the records are.

use super::eval::{Bind, Oracle, Scope, look};
use super::schema::{Ty, is};
use super::value::Value;
use kijun::lang::ast::{Expr, ExprKind};

impl Oracle<'_> {
    /// The declared bounds of the number that an expression reads from a record; a variable may stand for one of a kind.
    pub fn bounds_read(&self, e: &Expr, scope: Scope, var: (&str, usize)) -> Option<(i64, i64)> {
        self.unfold(e, scope, &|e, scope| {
            let ExprKind::Access(of, member) = &e.kind else { return None };
            let kind = self.kind_of(of, scope, var)?;
            let field = self.pack.kinds[kind].fields.iter().find(|field| is(&field.names, &member.text))?;
            matches!(field.ty, Ty::Number).then_some(field.bounds)
        })
    }

    fn kind_of(&self, e: &Expr, scope: Scope, var: (&str, usize)) -> Option<usize> {
        self.unfold(e, scope, &|e, scope| match &e.kind {
            ExprKind::Name(name) => match look(scope, &name.text).map(|env| env.bind) {
                _ if name.text == var.0 => Some(var.1),
                Some(Bind::Is(Value::Record(record))) => Some(self.records.0[*record].kind),
                Some(_) => None,
                None => Some(self.pack.root()),
            },
            ExprKind::Access(of, member) if member.text == "parent" => {
                let kind = self.kind_of(of, scope, var)?;
                self.pack.kinds[kind].home.as_ref().map(|(parent, ..)| *parent)
            }
            ExprKind::Access(of, member) => self.pack.nested(&member.text).or_else(|| {
                let kind = self.kind_of(of, scope, var)?;
                let field = self.pack.kinds[kind].fields.iter().find(|field| is(&field.names, &member.text))?;
                if let Ty::Ref(kind) = field.ty { Some(kind) } else { None }
            }),
            ExprKind::Call(name, args) if name.text == "previous" => self.kind_of(&args[0].value, scope, var),
            ExprKind::Else(of, _) => self.kind_of(of, scope, var),
            _ => None,
        })
    }
}
