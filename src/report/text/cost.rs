//! What violations may cost, month by month, below the findings of a case.

use super::{BOLD, LABEL, Text, field, paint};
use crate::model::Consequence;
use crate::report::words;
use crate::report::wrap::{pad, wrap};
use crate::text::visible;

impl Text {
    /// One block a consequence: its title, its months with their rates, its law.
    pub(super) fn costs(&self, consequences: &[Consequence]) -> String {
        let blocks = consequences.chunk_by(|a, b| a.id == b.id).map(|months| self.cost(months));
        blocks.collect()
    }

    /// The sum of several amounts of one unit.
    fn in_all(&self, months: &[Consequence]) -> String {
        let amounts: Vec<i64> = months.iter().filter_map(|month| Some(month.amount.as_ref()?.at_risk)).collect();
        let unit = months.first().map_or("", |month| month.unit.as_str());
        if amounts.len() < 2 || amounts.len() < months.len() || months.iter().any(|month| month.unit != unit) {
            return String::new();
        }
        let sum = amounts.into_iter().fold(0_i64, i64::saturating_add);
        let words = words::AT_RISK_IN_ALL.with(self.style.lang, sum).replace("{unit}", &visible(unit));
        format!("    {}{words}\n", pad("", 2 * LABEL))
    }

    fn cost(&self, months: &[Consequence]) -> String {
        let (style, Some(first)) = (self.style, months.first()) else { return String::new() };
        let head = words::MAY_COST.with(style.lang, visible(&first.title));
        let mut block = format!("\n{}\n", paint(style, BOLD, &wrap(&head, style.width, "", "   ")));
        for month in months {
            let rate = month.rate.as_deref().map_or(String::new(), |rate| words::REMAINS.with(style.lang, rate));
            let default = words::IF_SO.of(style.lang);
            let open = match (month.settled, month.otherwise.as_str()) {
                (true, _) => "",
                (false, "") => default,
                (false, words) => words,
            };
            let open = visible(open);
            let amount = month.amount.map(|amount| {
                let words = words::AT_RISK.with(style.lang, amount.at_risk).replace("{m}", &amount.whole.to_string());
                words.replace("{unit}", &visible(&month.unit))
            });
            let rest = amount.unwrap_or_else(|| open.to_string());
            let line = format!("    {}{}{rest}", pad(&month.month_words, LABEL), pad(&rate, LABEL));
            block += &format!("{}\n", line.trim_end());
        }
        block += &self.in_all(months);
        block + &field(style, &words::BASIS, &first.cited) + &field(style, &words::CONSEQUENCE, &first.message)
    }
}
