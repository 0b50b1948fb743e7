//! Lines by display width: underlines below their scalars, wrapping, runs of months.

use super::super::wrap::{columns, head, tail, wrap};
use super::*;
use crate::diag::{Excerpt, Place, Role};

/// Start and width, in display columns, of a part of a line.
fn span_of(line: &str, part: &str) -> (usize, usize) {
    let at = line.find(part).unwrap_or_else(|| panic!("{part} in {line}"));
    (columns(&line[..at]), columns(part))
}

/// The scalar of a snippet and the underline below it, as drawn.
fn drawn(before: &str, scalar: &str, after: &str, width: usize) -> (String, (usize, usize), (usize, usize)) {
    let excerpt =
        Excerpt { text: format!("{before}{scalar}{after}"), start: before.len(), length: scalar.len(), column: 7 };
    let place = sample::place(Role::Duty, "a.json", 12, 30, Some(excerpt));
    let page = snippet::places(std::iter::once::<&Place>(&place), Style { width, ..style(Lang::Ja) });
    let lines: Vec<&str> = page.lines().collect();
    assert!(lines[0].contains("[a.json:12:30]"), "{page}");
    let run: String = lines[2].chars().filter(|c| "─┬".contains(*c)).collect();
    let shown = if lines[1].contains(scalar) { scalar } else { "…" };
    (page.clone(), span_of(lines[1], shown), span_of(lines[2], &run))
}

#[test]
fn underlines_stand_below_their_scalars() {
    let wide = "貸出".repeat(40);
    for before in ["", "{\"due\": \"", "{\"題名\": \"吾輩は猫である\", \"期日\": \"", "ｱｲｳ é e\u{301} Ａ", &wide]
    {
        for scalar in ["2024-05-01", "令和6年5月1日", "犬", "x"] {
            for (after, width) in [("\"}", 80), (wide.as_str(), 80), ("", 40), ("", 0)] {
                let (page, scalar, underline) = drawn(before, scalar, after, width);
                assert_eq!(scalar, underline, "{page}");
                assert!(width == 0 || page.lines().nth(1).is_some_and(|line| columns(line) <= width), "{page}");
            }
        }
    }
}

#[test]
fn an_excerpt_that_fits_nothing_is_still_shown() {
    for (text, start, length) in [("", 0, 0), ("貸出", 1, 2), ("貸出", 99, 3), ("貸出", 0, usize::MAX), ("貸出", 6, 0)]
    {
        let excerpt = Excerpt { text: text.to_owned(), start, length, column: 1 };
        let place = sample::place(Role::Duty, "a.json", 0, 0, Some(excerpt));
        let page = snippet::places(std::iter::once(&place), style(Lang::En));
        assert!(page.contains("a.json") && page.contains(text), "{page}");
    }
}

#[test]
fn two_marks_on_one_excerpt_share_it() {
    let text = "{\"借\": \"2024-04-17\", \"返\": \"2024-05-03\"}";
    let mark = |role, scalar: &str| {
        let start = text.find(scalar).unwrap();
        let column = text[..start].chars().count() + 1;
        let excerpt = Excerpt { text: text.to_owned(), start, length: scalar.len(), column: 1 };
        sample::place(role, "a.json", 1, column, Some(excerpt))
    };
    let places = [mark(Role::Duty, "2024-05-03"), mark(Role::Nearest, "2024-04-17")];
    insta::assert_snapshot!("two_marks", snippet::places(places.iter(), style(Lang::Ja)));
}

#[test]
fn lines_break_where_a_reader_expects_it() {
    let text = "返却の記録が見当たりません。「督促」の（控え）を確認してください。2024-05-01 までに path/to/記録.json を見ます。";
    for limit in 12..60 {
        let page = wrap(text, limit, "  ", "    ");
        for line in page.lines() {
            assert!(columns(line) <= limit.max(16), "{limit}\n{page}");
            assert!(!line.trim_start().starts_with(['、', '。', '」', '）']), "{limit}\n{page}");
            assert!(!line.ends_with(['「', '（']), "{limit}\n{page}");
        }
        let joined: String = page.lines().map(str::trim).collect::<String>().replace(' ', "");
        assert_eq!(joined, text.replace(' ', ""));
    }
    assert_eq!(wrap("one two", 0, "", ""), "one two");
    assert_eq!(wrap("one two three", 8, "", "  "), "one two\n  three");
}

#[test]
fn shortening_counts_columns() {
    assert_eq!((head("貸出記録", 5).as_str(), tail("貸出記録", 5).as_str()), ("貸出…", "…記録"));
    assert_eq!((head("貸出", 4).as_str(), head("貸出", 0).as_str()), ("貸出", ""));
}

#[test]
fn equal_causes_are_told_once_and_months_in_runs() {
    let page = run("text", Style { width: 0, ..style(Lang::En) });
    assert!(page.contains("△ not on record  Reading-room count (10)  [L-3]"), "{page}");
    assert!(
        page.contains("room R1: 2023-04…2023-09, 2024-01, 2024-03-10 to 2024-03-20 · room R2: 2023-04…2023-05\n"),
        "{page}"
    );
    assert!(run("text", style(Lang::Ja)).contains("R1：2023年4月〜2023年9月、2024年1月"));
}

#[test]
fn findings_stand_by_weight() {
    let page = run("text", style(Lang::En));
    let at = |rule: &str| page.find(&format!("[{rule}]")).unwrap();
    assert!(at("L-9") < at("L-1") && at("L-1") < at("L-4") && at("L-4") < at("L-5") && at("L-5") < at("L-3"), "{page}");
}
