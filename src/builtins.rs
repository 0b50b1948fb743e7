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
    Age,
    Attains,
    CorrespondingDay,
    DaysIn,
    Sum,
    Size,
    Top,
    TopShare,
    Joined,
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
    /// A ratio.
    Ratio,
    /// An interval.
    Interval,
    /// A duration of any unit.
    Duration,
    /// A number of years.
    Years,
    /// A collection of dates.
    Dates,
    /// A collection of numbers.
    Numbers,
    /// A collection of anything.
    Any,
    /// A collection of collections.
    Nested,
    /// As a result, a member of the first argument.
    Member,
    /// As a result, the inner type of the first argument's collections.
    Flat,
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
    Age "age" "年齢" (Date, Date) -> Number
        "full years on a day, of a person born on the first date" "その日における満年齢（一つ目が生まれた日）"
    Attains "attains" "年齢到達日" (Date, Years) -> Date
        "the day at whose end a person born on the date attains the age: the eve of the birthday" "その年齢に達する日（誕生日の前日）"
    CorrespondingDay "corresponding_day" "応当日" (Date, Duration) -> Date
        "the day of the same number so much later; absent where that month has none" "応当する日。その月に無ければ なし"
    DaysIn "days_in" "日数" (Interval) -> Number "how many days, both ends counted" "両端を含む日数"
    Sum "sum" "合計" (Numbers) -> Number
        "the sum; a range where members or values are not known" "合計。分からない値があれば幅をもつ"
    Size "size" "個数" (Any) -> Number "how many members; a range where that is not known" "いくつあるか"
    Top "top" "最多" (Any) -> Member
        "the member that occurs most often; the least of several that do" "最も多く現れるもの（同数なら順の早いもの）"
    TopShare "top_share" "最多割合" (Any) -> Ratio
        "how often the commonest member occurs, of all" "最も多く現れるものが全体に占める割合"
    Joined "joined" "合併" (Nested) -> Flat "all members of all collections" "集まりを一つに合わせたもの"
}

/// The row of a name in either spelling.
pub fn named(name: &str) -> Option<&'static Row> {
    BUILTINS.iter().find(|row| row.en == name || row.ja == name)
}
