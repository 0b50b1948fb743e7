//! What a date may mean that leaves its era or its year out.

use super::DateRange;
use super::parse::{narrow, parse_date};

/// The eras in which somebody who is alive has written or been written down.
const ERAS: [(&str, &str); 3] = [("令和", "R"), ("平成", "H"), ("昭和", "S")];

/// The dates that a text of short numbers may mean, in Japanese and in English: `6/4/1`, `06-04-01`, `6年4月1日`, `4/1`, `4月1日`.
///
/// None when the text says its year, or is no date in any reading.
pub fn date_readings(text: &str) -> Option<[String; 2]> {
    let text = narrow(text);
    let numbers = numbers(text.trim())?;
    let mut found = Vec::new();
    match *numbers.as_slice() {
        [year, month, day] => {
            let of_day = |era: &str, year: u32| format!("{era}{year}年{month}月{day}日");
            found.extend(ERAS.into_iter().filter_map(|era| in_era(era, year, &format!(".{month}.{day}"), of_day)));
            found.extend(of_century(year, &format!("-{month}-{day}"), of_day));
        }
        [month, day] => {
            if !text.contains('年') {
                found.extend(without_year(month, day));
            }
            if !text.contains('日') {
                let of_month = |era: &str, year: u32| format!("{era}{year}年{day}月");
                found.extend(ERAS.into_iter().filter_map(|era| in_era(era, month, &format!(".{day}"), of_month)));
                found.extend(of_century(month, &format!("-{day}"), of_month));
            }
        }
        _ => return None,
    }
    let (ja, en): (Vec<String>, Vec<String>) = found.into_iter().unzip();
    (!ja.is_empty()).then(|| [ja.join("・"), en.join(", ")])
}

/// The two or three numbers of a text, each of at most two digits, parted in one way.
fn numbers(text: &str) -> Option<Vec<u32>> {
    let parts: Vec<&str> = match (text.strip_suffix('日'), text.strip_suffix('月')) {
        (Some(text), _) => {
            let (front, day) = text.split_once('月')?;
            front.split('年').chain([day]).collect()
        }
        (_, Some(text)) => text.split_once('年').map(|(year, month)| vec![year, month])?,
        _ => text.split(text.chars().find(|c| matches!(c, '/' | '.' | '-'))?).collect(),
    };
    let short = |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.iter().all(short).then(|| parts.iter().filter_map(|part| part.parse().ok()).collect())
}

fn in_era(
    (name, letter): (&str, &str),
    year: u32,
    rest: &str,
    ja: impl Fn(&str, u32) -> String,
) -> Option<(String, String)> {
    let range = parse_date(&format!("{letter}{year}{rest}")).ok()?;
    Some((ja(name, year), format!("{} ({letter}{year})", shown(range))))
}

fn of_century(year: u32, rest: &str, ja: impl Fn(&str, u32) -> String) -> Option<(String, String)> {
    let range = parse_date(&format!("{}{rest}", 2000 + year)).ok()?;
    Some((ja("", 2000 + year), shown(range)))
}

/// A month and a day that every leap year has.
fn without_year(month: u32, day: u32) -> Option<(String, String)> {
    parse_date(&format!("2024-{month}-{day}")).ok()?;
    Some((format!("{month}月{day}日で年がない"), format!("month {month}, day {day} without a year")))
}

/// A day or a month; one that its era cuts is shown whole.
fn shown(range: DateRange) -> String {
    if range.is_exact() { range.lo.to_string() } else { range.lo.month().to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::DateError;

    #[test]
    fn every_reading_is_named_and_nothing_that_says_its_year_has_one() {
        let of = |text: &str| date_readings(text).unwrap_or_default();
        let [ja, en] = of("6/4/1");
        assert_eq!(ja, "令和6年4月1日・平成6年4月1日・昭和6年4月1日・2006年4月1日");
        assert_eq!(en, "2024-04-01 (R6), 1994-04-01 (H6), 1931-04-01 (S6), 2006-04-01");
        assert_eq!(of("06-04-01"), of("６／４／１"));
        assert_eq!(of("6.4.1"), of("6/4/1"));
        assert_eq!(of("70/1/1")[1], "2088-01-01 (R70), 2070-01-01");
        assert_eq!(of("4/1")[0], "4月1日で年がない・令和4年1月・平成4年1月・昭和4年1月・2004年1月");
        assert_eq!(of("6年4月1日"), of("6/4/1"));
        assert_eq!(of("6年4月")[1], "2024-04 (R6), 1994-04 (H6), 1931-04 (S6), 2006-04");
        assert_eq!(of("4月1日"), ["4月1日で年がない", "month 4, day 1 without a year"]);
        for none in [
            "2024/4/1",
            "R6.4.1",
            "5/1/2024",
            "6/13/40",
            "2/30/30/1",
            "6",
            "",
            "6年",
            "6/4-1",
            "13月1日",
            "1年2年3月4日",
        ] {
            assert_eq!(date_readings(none), None, "{none}");
        }
    }

    #[test]
    fn the_parser_tells_ambiguous_from_wrong() {
        for text in ["6/4/1", "06-04-01", "4/1", "4月1日", "２９．２"] {
            assert_eq!(parse_date(text), Err(DateError::Ambiguous), "{text}");
        }
        for text in ["5/1/2024", "99/99", "13/13/13", "soon"] {
            assert_eq!(parse_date(text), Err(DateError::Form), "{text}");
        }
    }
}
