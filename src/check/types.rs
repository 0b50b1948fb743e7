//! Names of types for people, and which types compare.

use super::typed::Ty;
use crate::lang::ast::Unit;
use crate::model::Schema;

/// How a type is called, Japanese and English.
pub(super) fn words(ty: &Ty, schema: &Schema) -> (String, String) {
    let fixed = |ja: &str, en: &str| (ja.to_owned(), en.to_owned());
    match ty {
        Ty::Truth => fixed("真偽", "a condition"),
        Ty::Number => fixed("数", "a number"),
        Ty::Ratio => fixed("割合", "a ratio"),
        Ty::Text => fixed("文字列", "a text"),
        Ty::Date => fixed("日", "a date"),
        Ty::Month => fixed("月", "a month"),
        Ty::Interval => fixed("期間", "an interval"),
        Ty::Duration(Unit::Days) => fixed("日数", "days"),
        Ty::Duration(Unit::Months) => fixed("暦月数", "months"),
        Ty::Duration(Unit::Years) => fixed("年数", "years"),
        Ty::Code(list) => {
            let name = &schema.list(*list).name;
            (format!("符号「{}」", name.ja), format!("a code of `{}`", name.en))
        }
        Ty::Record(kind) => {
            let name = &schema.kind(*kind).name;
            (format!("{}の記録", name.ja), format!("a `{}` record", name.en))
        }
        Ty::Coll(inner) => {
            let (ja, en) = words(inner, schema);
            (format!("{ja}の集まり"), format!("a collection of ({en})"))
        }
        Ty::Absent => fixed("なし", "`absent`"),
        Ty::Failed => fixed("誤り", "an error"),
    }
}

/// Whether two types may stand on the sides of `=` and `!=`.
pub(super) fn equal(a: &Ty, b: &Ty) -> bool {
    let single = |ty: &Ty| !matches!(ty, Ty::Coll(_) | Ty::Interval);
    matches!(a, Ty::Failed | Ty::Absent) || matches!(b, Ty::Failed | Ty::Absent) || (a == b && single(a))
}

/// Whether two types have an order.
pub(super) fn ordered(a: &Ty, b: &Ty) -> bool {
    let orders = |ty: &Ty| matches!(ty, Ty::Number | Ty::Ratio | Ty::Date | Ty::Month | Ty::Duration(_));
    matches!(a, Ty::Failed) || matches!(b, Ty::Failed) || (a == b && orders(a))
}

/// Whether a value of the first type can lie in one of the second.
pub(super) fn contains(item: &Ty, whole: &Ty) -> bool {
    match (item, whole) {
        (Ty::Failed, _) | (_, Ty::Failed) => true,
        (Ty::Date, Ty::Interval | Ty::Month) | (Ty::Month, Ty::Interval) => true,
        (item, Ty::Coll(inner)) => equal(item, inner),
        _ => false,
    }
}
