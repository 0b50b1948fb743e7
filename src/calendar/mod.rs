//! Days, months, partial dates, eras, periods and closed days: pure arithmetic on civil dates, no clock and no time zone.
//!
//! A [`Day`] is a number, so that the engine compares integers; civil years, months and days appear only where
//! something is read or printed. A [`DateRange`] is a date known to the day, the month or the year: the set of its days.
//! Month arithmetic follows the Civil Code (arts. 139–143): a corresponding day that does not exist is the month's last.

mod ambiguous;
mod closed;
mod day;
mod era;
mod parse;
mod period;
mod range;
#[cfg(test)]
mod tests;

pub use ambiguous::date_readings;
pub use closed::ClosedDays;
pub use day::{Day, Month};
pub use era::{era_date, era_month};
pub use parse::{DateError, parse_date, parse_month};
pub use period::{FirstDay, Span, age, attains, corresponding_day, expiry};
pub use range::{DateRange, Known};
