//! Sums and differences of bounds, the commonest member and its share.

use super::*;
use crate::judge::aggregate::{plus, with_more};
use crate::judge::eval::{Eval, minus};
use crate::judge::ratio::Ratio;

const MOST: i64 = i64::MAX;
const LEAST: i64 = i64::MIN;

#[test]
fn what_is_unbounded_stays_so() {
    assert_eq!((plus(2, 3), minus(5, 3, MOST), minus(3, 5, LEAST)), (5, 2, -2));
    for (a, b) in [(MOST, 2), (2, MOST), (LEAST, 2), (2, LEAST), (MOST, MOST)] {
        assert_eq!((minus(a, b, MOST), minus(a, b, LEAST)), (MOST, LEAST), "{a} {b}");
    }
    assert_eq!((plus(MOST, -2), plus(-2, MOST), plus(LEAST, 2), plus(2, LEAST)), (MOST, MOST, LEAST, LEAST));
}

/// What may be added is between the bounds of one more member.
#[test]
fn a_sum_with_more_members_keeps_the_bound_that_they_cannot_move() {
    assert_eq!(with_more((2, 5), (0, 9)), (2, MOST));
    assert_eq!(with_more((2, 5), (1, 9)), (2, MOST));
    assert_eq!(with_more((2, 5), (-1, 0)), (LEAST, 5));
    assert_eq!(with_more((2, 5), (-9, -1)), (LEAST, 5));
    assert_eq!(with_more((2, 5), (0, 0)), (2, 5));
    assert_eq!(with_more((2, 5), (-1, 1)), (LEAST, MOST));
}

fn top<'a>(values: &[Value<'a>]) -> Value<'a> {
    Eval::top(&coll(values.iter().map(|value| sure(value.clone(), 0))))
}

#[test]
fn of_several_that_are_commonest_the_least_is_taken() {
    let (a, b) = (Value::Text("a"), Value::Text("b"));
    for tie in [[a.clone(), b.clone()], [b, a.clone()], [Value::Absent, a.clone()], [a, Value::Absent]] {
        assert!(matches!(top(&tie), Value::Text("a")), "what is recorded as none comes last");
    }
    assert!(matches!(top(&[Value::Code(2), Value::Code(1)]), Value::Code(1)));
    let truths = [true, false].map(|truth| Value::Truth(Truth::of(truth)));
    assert!(matches!(top(&truths), Value::Unknown(_)), "yes and no have no order");
}

#[test]
fn the_share_of_what_is_not_known_may_be_anything() {
    let Value::Ratio(share) = Eval::top_share(&coll([sure(Value::Unknown(Causes::MISSING), 0)])) else { panic!() };
    let of = |part, whole| Ratio::exact(part, whole);
    assert_eq!((share.before(&of(1, 1), false), share.before(&of(1, 1), true)), (Some(true), None));
    assert_eq!((of(0, 1).before(&share, false), of(0, 1).before(&share, true)), (Some(true), None));
    let Value::Ratio(share) = Eval::top_share(&coll([
        sure(Value::Text("a"), 0),
        sure(Value::Text("a"), 1),
        sure(Value::Text("b"), 2),
        sure(Value::Unknown(Causes::MISSING), 3),
    ])) else {
        panic!()
    };
    assert_eq!(share, Ratio { lo: (2, 4), hi: Some((3, 4)) });
}

#[test]
fn a_share_of_nothing_cannot_be_computed() {
    let Value::Unknown(causes) = Eval::top_share(&coll([])) else { panic!() };
    assert_eq!(causes, Causes::MISSING | Causes::UNSURE);
}
