//! Sameness, order and membership of values, and every cause of what cannot be told.

use super::*;
use crate::judge::value::{joined, lies_in, same};
use crate::lang::ast::Unit;

#[test]
fn causes_of_both_are_told() {
    let both = Causes::MISSING | Causes::PARTIAL;
    assert_eq!(joined(Some(Causes::MISSING), Some(Causes::PARTIAL)), Some(both));
    assert_eq!(
        (joined(None, Some(both)), joined(Some(both), None), joined(None, None)),
        (Some(both), Some(both), None)
    );
    let (missing, partial) = (Value::Unknown(Causes::MISSING), Value::Unknown(Causes::PARTIAL));
    assert_eq!(same(&missing, &partial), Truth::Unknown(both));
    assert_eq!(same(&partial, &Value::Absent), Truth::Unknown(Causes::PARTIAL));
    assert_eq!(same(&Value::Absent, &missing), Truth::Unknown(Causes::MISSING));
}

#[test]
fn two_answers_are_the_same_when_both_hold_or_neither_does() {
    let is = |a: Truth, b: Truth| same(&Value::Truth(a), &Value::Truth(b));
    let unknown = Truth::Unknown(Causes::MISSING);
    for (a, b) in [(true, true), (true, false), (false, true), (false, false)] {
        assert_eq!(is(Truth::of(a), Truth::of(b)), Truth::of(a == b), "{a} {b}");
    }
    for known in [Truth::True, Truth::False, unknown] {
        assert_eq!((is(known, unknown), is(unknown, known)), (unknown, unknown));
    }
}

#[test]
fn durations_of_one_unit_are_the_same_when_they_are_as_long() {
    let is = |a, b| same(&Value::Duration(a, Unit::Days), &Value::Duration(b, Unit::Days));
    assert_eq!((is(14, 14), is(14, 15)), (Truth::True, Truth::False));
}

/// What is not known lies in no empty collection; in another, it is to be recorded first.
#[test]
fn what_is_not_known_may_lie_in_what_has_members() {
    let unknown = Value::Unknown(Causes::PARTIAL);
    let lies = |coll: Coll<'_>| lies_in(&unknown, &Value::Coll(coll));
    let open = || Some(Causes::open(KindId(7)));
    let member = || sure(Value::Unknown(Causes::MISSING), 0);
    assert_eq!(lies(coll([])), Truth::False);
    assert_eq!(lies(coll([member()])), Truth::Unknown(Causes::PARTIAL));
    assert_eq!(lies(Coll { open: open(), ..coll([]) }), Truth::Unknown(Causes::PARTIAL));
    assert_eq!(lies(Coll { open: open(), ..coll([member()]) }), Truth::Unknown(Causes::PARTIAL));
    assert_eq!(lies(Coll { doubt: Some(Causes::MISSING), ..coll([]) }), Truth::Unknown(Causes::MISSING));
}
