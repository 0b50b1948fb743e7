//! Exact ratios of whole numbers, compared by cross multiplication: 80 % is 4 of 5, and no float is asked.

use std::cmp::Ordering;

/// Numerator and denominator, which is positive.
type Fraction = (i64, i64);

/// A ratio between two bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    /// The least it may be.
    pub lo: Fraction,
    /// The most it may be; none when there is no bound.
    pub hi: Option<Fraction>,
}

/// The order of two fractions.
pub(super) fn order(a: Fraction, b: Fraction) -> Ordering {
    (i128::from(a.0) * i128::from(b.1)).cmp(&(i128::from(b.0) * i128::from(a.1)))
}

impl Ratio {
    /// One that is known.
    pub fn exact(part: i64, whole: i64) -> Ratio {
        Ratio { lo: (part, whole), hi: Some((part, whole)) }
    }

    /// Of two ranges; none where the whole is surely nothing, or may be negative.
    pub fn of(part: (i64, i64), whole: (i64, i64)) -> Option<Ratio> {
        if whole.1 <= 0 || whole.0 < 0 {
            return None;
        }
        let over = |number: i64, divisor: i64| (divisor > 0).then_some((number, divisor));
        // A negative part is least over the least whole, and so is nothing at its most, where that may be nothing too.
        let least = if part.0 < 0 { whole.0 } else { whole.1 };
        let most = if part.1 <= 0 { whole.1 } else { whole.0 };
        let hi = if part.1 == i64::MAX { None } else { over(part.1, most) };
        Some(Ratio { lo: over(part.0, least).unwrap_or((i64::MIN, 1)), hi })
    }

    /// So much of a whole, halves rounded up; none where the ratio is not known exactly or the numbers are too large.
    pub fn of_whole(&self, whole: i64) -> Option<i64> {
        let (part, of) = self.lo;
        if self.hi.is_none_or(|hi| order(hi, self.lo) != Ordering::Equal) {
            return None;
        }
        let twice = i128::from(whole) * i128::from(part) * 2 + i128::from(of);
        i64::try_from(twice.div_euclid(i128::from(of) * 2)).ok()
    }

    /// Whether this comes before the other (`strict`), or before or with it; none where the bounds do not tell.
    pub fn before(&self, other: &Ratio, strict: bool) -> Option<bool> {
        let less = |a: Fraction, b: Fraction| match order(a, b) {
            Ordering::Less => true,
            Ordering::Equal => !strict,
            Ordering::Greater => false,
        };
        let always = self.hi.is_some_and(|hi| less(hi, other.lo));
        let sometimes = other.hi.is_none_or(|hi| less(self.lo, hi));
        match (always, sometimes) {
            (true, _) => Some(true),
            (_, false) => Some(false),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eighty_percent_is_four_of_five_and_no_more() {
        let limit = Ratio::exact(80, 100);
        assert_eq!(Ratio::exact(4, 5).before(&limit, false), Some(true));
        assert_eq!(Ratio::exact(4, 5).before(&limit, true), Some(false));
        assert_eq!(Ratio::exact(800_000_000_000_001, 1_000_000_000_000_000).before(&limit, false), Some(false));
    }

    /// A part of nothing is without bound, but nothing of nothing is nothing.
    fn share(part: i64, whole: i64) -> Fraction {
        if part == 0 { (0, 1) } else { (part, whole) }
    }

    #[test]
    fn bounds_agree_with_every_pair_of_numbers() {
        let ranges: Vec<(i64, i64)> = (-2..4).flat_map(|lo| (lo..4).map(move |hi| (lo, hi))).collect();
        for &part in &ranges {
            for &whole in ranges.iter().filter(|whole| whole.0 >= 0 && whole.1 > 0) {
                let ratio = Ratio::of(part, whole).unwrap();
                let all: Vec<Fraction> =
                    (part.0..=part.1).flat_map(|a| (whole.0..=whole.1).map(move |b| share(a, b))).collect();
                for (limit, strict) in
                    [(-1, 2), (0, 1), (1, 2), (1, 1)].into_iter().flat_map(|it| [(it, false), (it, true)])
                {
                    let known = |before: &dyn Fn(Fraction) -> Ordering| {
                        let holds = |share: &Fraction| match before(*share) {
                            Ordering::Less => true,
                            Ordering::Equal => !strict,
                            Ordering::Greater => false,
                        };
                        let first = holds(&all[0]);
                        all.iter().all(|share| holds(share) == first).then_some(first)
                    };
                    let words = format!("{part:?} of {whole:?}, {limit:?}, {strict}");
                    let exact = Ratio::exact(limit.0, limit.1);
                    assert_eq!(ratio.before(&exact, strict), known(&|share| order(share, limit)), "{words}");
                    assert_eq!(exact.before(&ratio, strict), known(&|share| order(limit, share)), "{words}");
                }
            }
        }
    }

    #[test]
    fn two_ratios_without_bound_are_in_no_order() {
        let (more, less) = (Ratio::of((1, 5), (0, 2)).unwrap(), Ratio::of((-3, 5), (0, 2)).unwrap());
        assert_eq!((more.hi, less.lo), (None, (i64::MIN, 1)));
        assert_eq!(more.before(&less, false), None);
        assert_eq!(less.before(&more, false), None);
        assert_eq!(Ratio::of((0, i64::MAX), (1, 2)).unwrap().hi, None);
    }

    #[test]
    fn nothing_or_less_has_no_parts() {
        assert_eq!(Ratio::of((0, 0), (5, 5)), Some(Ratio::exact(0, 5)), "which is shown as one number");
        assert_eq!((Ratio::of((1, 1), (0, 0)), Ratio::of((1, 1), (-1, 2))), (None, None));
    }

    #[test]
    fn of_a_whole_halves_are_rounded_up() {
        let half = Ratio::exact(1, 2);
        assert_eq!([4, 5, -5, 0].map(|whole| half.of_whole(whole)), [Some(2), Some(3), Some(-2), Some(0)]);
        assert_eq!([1, 2, 4].map(|whole| Ratio::exact(1, 3).of_whole(whole)), [Some(0), Some(1), Some(1)]);
        assert_eq!(Ratio::exact(70, 100).of_whole(1_168), Some(818));
        assert_eq!(Ratio { lo: (2, 4), hi: Some((1, 2)) }.of_whole(10), Some(5));
        assert_eq!(Ratio { lo: (1, 2), hi: Some((2, 3)) }.of_whole(6), None);
        assert_eq!((Ratio { lo: (1, 2), hi: None }).of_whole(6), None);
        assert_eq!(Ratio::exact(3, 1).of_whole(i64::MAX), None);
    }
}
