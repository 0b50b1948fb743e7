//! Eras both ways, on every day that has one.

use super::{day, walk};
use crate::calendar::{DateError, DateRange, era_date, parse_date};

/// Name, letter, first day. Each ends on the eve of the next; the table is the test's own.
const ERAS: [(&str, char, (i32, u32, u32)); 5] = [
    ("明治", 'M', (1868, 1, 25)),
    ("大正", 'T', (1912, 7, 30)),
    ("昭和", 'S', (1926, 12, 25)),
    ("平成", 'H', (1989, 1, 8)),
    ("令和", 'R', (2019, 5, 1)),
];

#[test]
fn every_day_is_read_in_its_own_era_and_refused_in_every_other() {
    let mut of_era = [0; 5];
    for civil in walk((1868, 1, 25), (2100, 12, 31)) {
        let date = (civil.year, civil.month, civil.number);
        let exact = DateRange::exact(civil.day());
        assert_eq!(parse_date(&era_date(civil.day())), Ok(exact), "{civil:?}");
        let own = ERAS.iter().rposition(|&(_, _, first)| first <= date).unwrap();
        of_era[own] += 1;
        for (era, (name, letter, first)) in ERAS.into_iter().enumerate() {
            let year = civil.year - first.0 + 1;
            // An era that starts in a later year has no number for this one.
            if year < 1 {
                continue;
            }
            let expected = if era == own { Ok(exact) } else { Err(DateError::OutsideEra) };
            let (month, number) = (civil.month, civil.number);
            assert_eq!(parse_date(&format!("{letter}{year}.{month}.{number}")), expected, "{letter} {civil:?}");
            if era.abs_diff(own) <= 1 {
                assert_eq!(parse_date(&format!("{name}{year}年{month}月{number}日")), expected, "{name} {civil:?}");
            }
        }
    }
    assert_eq!(of_era, [16_257, 5_261, 22_660, 11_070, 29_830]);
}

#[test]
fn each_boundary_by_name() {
    for (last, first, day_of_last, day_of_first) in [
        ("明治45年7月29日", "大正元年7月30日", day(1912, 7, 29), day(1912, 7, 30)),
        ("大正15年12月24日", "昭和元年12月25日", day(1926, 12, 24), day(1926, 12, 25)),
        ("昭和64年1月7日", "平成元年1月8日", day(1989, 1, 7), day(1989, 1, 8)),
        ("平成31年4月30日", "令和元年5月1日", day(2019, 4, 30), day(2019, 5, 1)),
    ] {
        assert_eq!(era_date(day_of_last), last);
        assert_eq!(era_date(day_of_first), first);
    }
    for refused in [
        "明治45年7月30日",
        "大正元年7月29日",
        "大正15年12月25日",
        "昭和元年12月24日",
        "昭和64年1月8日",
        "平成元年1月7日",
        "平成31年5月1日",
        "令和元年4月30日",
        "明治元年1月24日",
    ] {
        assert_eq!(parse_date(refused), Err(DateError::OutsideEra), "{refused}");
    }
    assert_eq!(era_date(day(1868, 1, 24)), "1868年1月24日");
}
