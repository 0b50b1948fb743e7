//! The last block: counts of every duty, what was not read, and what was run on what.

use super::{BOLD, Text, YELLOW, colour, field, paint};
use crate::calendar::{era_date, parse_date};
use crate::model::{ClassCounts, FindingClass, InputReceipt, PackReceipt, Receipt, Summary, Verdict};
use crate::report::words::{self, Word};
use crate::report::wrap::{pad, wrap};
use crate::text::visible;

/// Inputs that are named one by one; more are told by one digest of their list.
const INPUTS: usize = 3;
/// Characters of a digest that are shown.
const DIGEST: usize = 16;
/// Columns of mark and words before a count.
const COUNTED: usize = 28;

impl Text {
    pub(super) fn summary(&self, summary: &Summary) -> String {
        let style = self.style;
        let title = paint(style, BOLD, &format!("■ {}", words::SUMMARY.of(style.lang)));
        let cases = words::CASES_N.with(style.lang, summary.cases);
        let person = wrap(words::PERSON.of(style.lang), style.width, "  ", "  ");
        format!(
            "{title}\n{}{}{}\n{}{}\n{person}\n",
            field(style, &words::CASES, &cases),
            self.counts(summary),
            self.unread(&summary.unread),
            self.receipt(&summary.receipt),
            self.inputs(&summary.receipt.inputs),
        )
    }

    fn counts(&self, summary: &Summary) -> String {
        if summary.duties.total() + summary.advice.total() == 0 {
            return format!("  {}\n", words::NOTHING.of(self.style.lang));
        }
        let binding = self.table(&words::BINDING, true, &summary.duties);
        let advice = self.table(&words::ADVICE, false, &summary.advice);
        if summary.advice.total() == 0 { binding } else { binding + &advice }
    }

    /// The counts of binding classes or of the others, by display words; of violations even when there is none.
    fn table(&self, title: &Word, binding: bool, counts: &ClassCounts) -> String {
        let mut table = format!("\n  {}{}\n", title.of(self.style.lang), self.class_words(binding));
        for verdict in Verdict::ALL {
            let count = counts.of(verdict);
            match self.split(verdict, binding, count) {
                Some(rows) => table += &rows,
                None if count > 0 || verdict == Verdict::Violation => {
                    table += &self.row(verdict, &FindingClass::default(), count);
                }
                None => {}
            }
        }
        table
    }

    /// Violations by class, when all that were counted were told.
    fn split(&self, verdict: Verdict, binding: bool, count: u64) -> Option<String> {
        let mut told: Vec<_> = self.told.iter().filter(|(class, _)| class.binding == binding).collect();
        told.sort_by_key(|(class, _)| class.rank);
        let all: u64 = told.iter().map(|(_, count)| count).sum();
        let rows = told.iter().map(|(class, count)| self.row(verdict, class, *count));
        (verdict == Verdict::Violation && count > 0 && all == count).then(|| rows.collect())
    }

    fn row(&self, verdict: Verdict, class: &FindingClass, count: u64) -> String {
        let words = pad(&self.head(verdict, class), COUNTED);
        let words = if count > 0 { paint(self.style, colour(verdict), &words) } else { words };
        format!("    {words}{count:>6}\n")
    }

    fn class_words(&self, binding: bool) -> String {
        let lang = self.style.lang;
        let classes = self.display().classes.iter().filter(|class| class.binding == binding);
        let classes: Vec<String> = classes.map(|class| visible(lang.of(&class.words_ja, &class.words_en))).collect();
        if classes.is_empty() { String::new() } else { words::CLASSES.with(lang, classes.join(words::LIST.of(lang))) }
    }

    fn unread(&self, unread: &[String]) -> String {
        if unread.is_empty() {
            return String::new();
        }
        let said = words::UNREAD.with(self.style.lang, unread.len());
        let said = wrap(&said, self.style.width, "  ", "  ");
        let each: String = unread.iter().map(|path| format!("    {}\n", visible(path))).collect();
        format!("\n{}\n{each}", paint(self.style, YELLOW, &said))
    }

    fn receipt(&self, receipt: &Receipt) -> String {
        let style = self.style;
        let packs: String = receipt.packs.iter().map(|pack| field(style, &words::PACKS, &self.pack(pack))).collect();
        let profile = receipt.profile.as_deref().unwrap_or("");
        let waivers = receipt
            .waivers
            .as_ref()
            .map_or_else(String::new, |waivers| format!("{}  {}", waivers.path, short(&waivers.blake3)));
        let version = format!("kijun {}", receipt.version);
        field(style, &words::AS_OF, &self.as_of(receipt))
            + &self.completeness(receipt)
            + &packs
            + &field(style, &words::PROFILE, profile)
            + &field(style, &words::WAIVERS, &waivers)
            + &field(style, &words::PROGRAM, &version)
    }

    /// The as-of date in both calendars and where it came from.
    fn as_of(&self, receipt: &Receipt) -> String {
        let lang = self.style.lang;
        let from: &Word = match receipt.as_of_from.as_str() {
            "option" => &words::FROM_OPTION,
            "manifest" => &words::FROM_MANIFEST,
            "settings" => &words::FROM_SETTINGS,
            "clock" => &words::FROM_CLOCK,
            _ => &words::NO_LABEL,
        };
        let both = format!("{}{}", self.both(&receipt.as_of), words::DOT.of(lang));
        both + from.of(lang)
    }

    fn both(&self, date: &str) -> String {
        let lang = self.style.lang;
        let era = parse_date(date).ok().filter(|range| range.is_exact()).map(|range| era_date(range.lo));
        match era {
            Some(era) => lang.of(&era, date).to_owned() + &words::CLASSES.with(lang, lang.of(date, &era)),
            None => date.to_owned(),
        }
    }

    fn completeness(&self, receipt: &Receipt) -> String {
        let (style, list) = (self.style, words::LIST.of(self.style.lang));
        let declared = match (receipt.declared.is_empty(), receipt.assumed.is_empty()) {
            (true, true) => words::DECLARED_NONE.of(style.lang).to_owned(),
            _ => self.by_period(&receipt.declared).join(words::SEMICOLON.of(style.lang)),
        };
        let assumed = match receipt.assumed.is_empty() {
            true => String::new(),
            false => words::ASSUMED_LOUD.with(style.lang, self.kinds(&receipt.assumed).join(list)),
        };
        field(style, &words::DECLARED, &declared) + &field(style, &words::ASSUMED, &assumed)
    }

    /// Kinds with their periods: each period once, with the kinds that are complete for it.
    fn by_period(&self, declared: &[String]) -> Vec<String> {
        let mut periods: Vec<(&str, Vec<&str>)> = Vec::new();
        for text in declared {
            let (kind, period) = text.split_once(' ').unwrap_or((text, ""));
            match periods.iter_mut().find(|(known, _)| *known == period) {
                Some((_, kinds)) => kinds.push(kind),
                None => periods.push((period, vec![kind])),
            }
        }
        let list = words::LIST.of(self.style.lang);
        let line = |(period, kinds): (&str, Vec<&str>)| {
            let kinds: Vec<&str> = kinds.into_iter().map(|kind| self.kind(kind)).collect();
            format!("{period} {}", kinds.join(list)).trim_start().to_owned()
        };
        periods.into_iter().map(line).collect()
    }

    /// Kinds in words.
    fn kinds(&self, all: &[String]) -> Vec<String> {
        all.iter().map(|kind| self.kind(kind).to_owned()).collect()
    }

    fn kind<'k>(&'k self, name: &'k str) -> &'k str {
        let kind = self.display().kinds.iter().find(|(kind, _, _)| kind == name);
        kind.map_or(name, |(_, ja, en)| self.style.lang.of(ja, en))
    }

    fn pack(&self, pack: &PackReceipt) -> String {
        let lang = self.style.lang;
        let dot = words::DOT.of(lang);
        let verified = words::VERIFIED.with(lang, self.both(&pack.verified));
        let parts = [format!("{} {}", pack.name, pack.version), verified, short(&pack.blake3)];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(dot)
    }

    /// Few inputs by name, many by the digest of their list as `b3sum` prints it.
    fn inputs(&self, inputs: &[InputReceipt]) -> String {
        let style = self.style;
        if inputs.len() <= INPUTS {
            let line = |input: &InputReceipt| {
                field(style, &words::INPUTS, &format!("{}  {}", input.path, short(&input.blake3)))
            };
            return inputs.iter().map(line).collect();
        }
        let list: String = inputs.iter().map(|input| format!("{}  {}\n", input.blake3, input.path)).collect();
        let digest = blake3::hash(list.as_bytes()).to_hex();
        field(style, &words::INPUTS, &format!("{} {}", words::INPUTS_N.with(style.lang, inputs.len()), short(&digest)))
    }
}

/// The first characters of a digest.
fn short(digest: &str) -> String {
    digest.chars().take(DIGEST).collect()
}
