//! The function table of the language: names, types, documentation. Adding a builtin is one row here and one arm in
//! `judge::functions`; the checker, the reference and the suggestions read this table.

use serde::{Deserialize, Serialize};

/// A builtin by stable name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is documented by its row")]
pub enum Builtin {
    EndOfMonth,
    MonthOf,
    NextMonth,
    PreviousMonth,
    Earliest,
    Latest,
    Position,
    Previous,
    Min,
    Max,
}

/// Type of a parameter or a result in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sig {
    /// A date.
    Date,
    /// A month.
    Month,
    /// A number.
    Number,
    /// A collection of dates.
    Dates,
    /// A record of any kind; as a result, of the first argument's kind.
    Record,
}

/// One builtin.
#[derive(Debug)]
pub struct Row {
    /// Stable id.
    pub id: Builtin,
    /// English name.
    pub en: &'static str,
    /// Japanese name.
    pub ja: &'static str,
    /// Parameter types.
    pub params: &'static [Sig],
    /// Result type.
    pub result: Sig,
    /// What it gives, English.
    pub doc: &'static str,
    /// What it gives, Japanese.
    pub doc_ja: &'static str,
}

macro_rules! rows {
    ($($id:ident $en:literal $ja:literal ($($param:ident),*) -> $result:ident $doc:literal $doc_ja:literal)*) => {
        /// Every builtin.
        pub static BUILTINS: &[Row] = &[$(Row {
            id: Builtin::$id, en: $en, ja: $ja, params: &[$(Sig::$param),*], result: Sig::$result,
            doc: $doc, doc_ja: $doc_ja,
        }),*];
    };
}

rows! {
    EndOfMonth "end_of_month" "月末" (Date) -> Date
        "the last day of the date's month" "その日の属する月の末日"
    MonthOf "month_of" "属する月" (Date) -> Month
        "the month a date lies in; unknown when a partial date may lie in several" "その日の属する月"
    NextMonth "next_month" "翌月" (Month) -> Month "the month after" "次の月"
    PreviousMonth "previous_month" "前月" (Month) -> Month "the month before" "前の月"
    Earliest "earliest" "最初" (Dates) -> Date
        "the earliest of the dates that are recorded; not recorded when there is none" "記録されている日のうち最も早い日"
    Latest "latest" "最後" (Dates) -> Date
        "the latest of the dates that are recorded; not recorded when there is none" "記録されている日のうち最も遅い日"
    Position "position" "順番" (Record) -> Number
        "place of a record in its list's declared order, from 1" "一覧の順序での番号（1から）"
    Previous "previous" "前の" (Record) -> Record
        "the record before it in that order; not recorded for the first" "その順序で一つ前の記録"
    Min "min" "早い方" (Date, Date) -> Date "the earlier of two dates" "二つの日の早い方"
    Max "max" "遅い方" (Date, Date) -> Date "the later of two dates" "二つの日の遅い方"
}

/// The row of a name in either spelling.
pub fn named(name: &str) -> Option<&'static Row> {
    BUILTINS.iter().find(|row| row.en == name || row.ja == name)
}
