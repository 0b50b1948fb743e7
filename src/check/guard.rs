//! Which optional values are known to be recorded where an expression is evaluated.
//!
//! A value is named by its path (`v0.3.1`: variable and fields). `recorded(path)` or `filled_in(path)` makes it known for
//! what comes after it in a list of conditions, to the right of `and`, and behind `implies`; `not recorded(path)` does
//! behind `or`.

use super::typed::Ty;
use super::typed::{TExpr, TKind};
use crate::model::{FieldType, Schema};

/// The path of a value, when it is one.
pub(super) fn path(expr: &TExpr) -> Option<String> {
    match &expr.kind {
        TKind::Var(var) => Some(format!("v{}", var.0)),
        TKind::Root => Some("root".to_owned()),
        TKind::Field(of, field) => Some(format!("{}.{}", path(of)?, field.0)),
        TKind::Child(of, kind) => Some(format!("{}/{}", path(of)?, kind.0)),
        TKind::Parent(of) => Some(format!("{}^", path(of)?)),
        _ => None,
    }
}

/// The optional field that a value is read from, if it is one.
pub(super) fn optional_field<'s>(expr: &TExpr, schema: &'s Schema) -> Option<&'s crate::model::Field> {
    let TKind::Field(of, id) = &expr.kind else { return None };
    let Ty::Record(kind) = of.ty else { return None };
    let field = schema.field(kind, *id);
    field.optional.then_some(field)
}

/// Paths that are recorded when the condition holds (`holds`), or when it fails.
pub(super) fn facts(expr: &TExpr, holds: bool, into: &mut Vec<String>) {
    match &expr.kind {
        TKind::Recorded(value) | TKind::FilledIn(value) if holds => into.extend(path(value)),
        TKind::Not(inner) => facts(inner, !holds, into),
        TKind::And(operands) if holds => operands.iter().for_each(|operand| facts(operand, true, into)),
        TKind::Or(operands) if !holds => operands.iter().for_each(|operand| facts(operand, false, into)),
        _ => {}
    }
}

/// Whether a list of scalars, which is never guarded: membership in what is not recorded is unknown.
pub(super) fn is_list(expr: &TExpr, schema: &Schema) -> bool {
    let TKind::Field(of, id) = &expr.kind else { return false };
    let Ty::Record(kind) = of.ty else { return false };
    schema.field(kind, *id).list
}

/// The type of a stored field's value.
pub(super) fn field_ty(ty: FieldType) -> Ty {
    match ty {
        FieldType::Text => Ty::Text,
        FieldType::Number => Ty::Number,
        FieldType::YesNo => Ty::Truth,
        FieldType::Date => Ty::Date,
        FieldType::Month => Ty::Month,
        FieldType::Code(list) => Ty::Code(list),
        FieldType::Ref(kind) => Ty::Record(kind),
    }
}
