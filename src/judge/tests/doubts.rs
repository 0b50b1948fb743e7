//! Why a number is a range: every cause of what it was counted from.

use super::*;
use crate::judge::doubt::of_value;
use crate::judge::verdict::reason_of;
use crate::model::Reason;

const OPEN: u8 = 7;

#[test]
fn what_is_known_raises_no_doubt() {
    for value in
        [Value::Number(1, 2), Value::Date(date("2024-05-01")), Value::Interval(interval("2024-05-01", "2024-06-01"))]
    {
        assert_eq!(of_value(&value), Causes::default());
    }
    assert_eq!(of_value(&Value::Coll(coll([sure(Value::Text("x"), 0)]))), Causes::default());
}

#[test]
fn dates_known_in_part_do_on_either_side() {
    assert_eq!(of_value(&Value::Date(date("2024-05"))), Causes::PARTIAL);
    for (from, to) in [("2024-05", "2024-06-01"), ("2024-05-01", "2024-06"), ("2024", "2024")] {
        assert_eq!(of_value(&Value::Interval(interval(from, to))), Causes::PARTIAL, "{from} {to}");
    }
    let open = Interval { causes: Causes::MISSING, ..interval("2024-05", "2024-06-01") };
    assert_eq!(of_value(&Value::Interval(open)), Causes::MISSING | Causes::PARTIAL);
    let exact = Interval { causes: Causes::MISSING, ..interval("2024-05-01", "2024-06-01") };
    assert_eq!(of_value(&Value::Interval(exact)), Causes::MISSING);
}

#[test]
fn a_collection_joins_what_its_members_and_its_openness_say() {
    let partial = || Value::Date(date("2024-05"));
    let open = Causes::open(KindId(OPEN.into()));
    let of = |members: Vec<Member<'static>>, open: Option<Causes>, doubt: Option<Causes>| {
        of_value(&Value::Coll(Coll { members, open, doubt }))
    };
    assert_eq!(of(vec![], Some(open), Some(Causes::MISSING)), open | Causes::MISSING);
    assert_eq!(of(vec![sure(partial(), 0)], Some(open), None), open | Causes::PARTIAL);
    let unsure = Member { member: Truth::Unknown(Causes::JUDGEMENT), ..sure(partial(), 0) };
    assert_eq!(of(vec![unsure.clone()], None, None), Causes::JUDGEMENT | Causes::PARTIAL);
    let both = vec![sure(Value::Unknown(Causes::MISSING), 1), unsure];
    assert_eq!(of(both, Some(open), None), open | Causes::MISSING | Causes::JUDGEMENT | Causes::PARTIAL);
}

#[test]
fn the_reason_is_what_would_have_to_be_recorded_first() {
    let open = Causes::open(KindId(OPEN.into()));
    let all = [
        (Causes::MISSING, Reason::MissingField),
        (open, Reason::OpenKind),
        (Causes::PARTIAL, Reason::PartialDate),
        (Causes::JUDGEMENT, Reason::JudgementNeeded),
        (Causes::LATER, Reason::NotDue),
    ];
    for (at, (causes, reason)) in all.into_iter().enumerate() {
        let with_later_ones = all[at..].iter().fold(causes, |causes, (more, _)| causes | *more);
        assert_eq!((reason_of(causes), reason_of(with_later_ones)), (reason, reason));
    }
    assert_eq!(reason_of(Causes::UNSURE), Reason::MissingField);
    assert_eq!(reason_of(Causes::UNSURE | Causes::LATER), Reason::NotDue);
    assert_eq!(reason_of(Causes::UNSURE | Causes::PARTIAL), Reason::PartialDate);
    assert_eq!(reason_of(Causes::default()), Reason::NotDue);
}
