//! Values in words, for messages. What is personal is masked here, so that no message can carry it.

use super::duty::WindowValue;
use super::eval::Eval;
use super::ratio::Ratio;
use super::value::Value;
use crate::calendar::{DateRange, Day, Month};
use crate::check::typed::Both;
use crate::compile::personal::carries_personal;
use crate::compile::program::{Message, Node, NodeId, Part, Program, WINDOW_SLOT};
use crate::diag::Lang;
use crate::lang::ast::Unit;
use crate::model::{Case, Cell, FieldId, FieldType, ListId, RecordId, Schema, Window};

/// Stands for a masked value.
pub const MASK: &str = "■■";

/// A day as people read it.
pub fn day_words(day: Day, lang: Lang) -> String {
    let (year, month, of_month) = day.ymd();
    match lang {
        Lang::Ja => format!("{year}年{month}月{of_month}日"),
        Lang::En => day.to_string(),
    }
}

/// A month as people read it.
pub fn month_words(month: Month, lang: Lang) -> String {
    let (year, of_year) = month.year_month();
    match lang {
        Lang::Ja => format!("{year}年{of_year}月"),
        Lang::En => month.to_string(),
    }
}

fn date_words(date: DateRange, lang: Lang) -> String {
    if date.is_exact() {
        return day_words(date.lo, lang);
    }
    match date.sure_month() {
        Some(month) if date == DateRange::month(month) => month_words(month, lang),
        _ => date.to_string(),
    }
}

/// Words for what is not recorded, and for what is recorded as none.
fn nothing(lang: Lang, absent: bool) -> String {
    match (lang, absent) {
        (Lang::Ja, false) => "（記録なし）",
        (Lang::Ja, true) => "なし",
        (Lang::En, false) => "(not recorded)",
        (Lang::En, true) => "none",
    }
    .to_owned()
}

/// How values are put into words.
#[derive(Clone, Copy)]
pub struct Manner<'m> {
    /// The language.
    pub lang: Lang,
    /// What takes everything personal out of a recorded text; none where real names are asked for.
    pub mask: Option<&'m dyn Fn(&str) -> String>,
}

impl Manner<'_> {
    /// A recorded text: by its declared words if it has any, else without what is personal in it.
    fn text(&self, program: &Program, text: &str) -> String {
        match program.terms.iter().find(|(known, _)| known == text) {
            Some((_, words)) => both(words, self.lang).to_owned(),
            None => self.mask.map_or_else(|| text.to_owned(), |mask| mask(text)),
        }
    }
}

impl Eval<'_> {
    /// A message with its values filled in. Only what comes from records is masked, never the rule's own words.
    pub fn message(&mut self, message: &Message, manner: Manner<'_>) -> String {
        let parts = match manner.lang {
            Lang::Ja => &message.ja,
            Lang::En => &message.en,
        };
        let words = parts.iter().map(|part| match part {
            Part::Text(text) => text.clone(),
            Part::Value(node) => self.words(*node, manner),
        });
        words.collect()
    }

    /// The value of a node in words.
    pub fn words(&mut self, node: NodeId, manner: Manner<'_>) -> String {
        let program = self.set.program;
        if manner.mask.is_some() && carries_personal(program, self.per, node) {
            return MASK.to_owned();
        }
        let list = match program.node(node) {
            Node::Slot(WINDOW_SLOT) => self.window_list,
            Node::Field(_, kind, field) => match program.schema.field(*kind, *field).ty {
                FieldType::Code(of) => Some(of),
                _ => None,
            },
            _ => None,
        };
        let value = self.value(node);
        self.value_words(&value, list, manner)
    }

    fn value_words(&self, value: &Value, list: Option<ListId>, manner: Manner<'_>) -> String {
        let (program, lang) = (self.set.program, manner.lang);
        match value {
            Value::Unknown(_) => nothing(lang, false),
            Value::Absent | Value::Open => nothing(lang, true),
            Value::Truth(truth) => format!("{truth:?}").to_lowercase(),
            Value::Number(least, most) if least == most => least.to_string(),
            Value::Number(least, i64::MAX) => format!("{least}+"),
            Value::Number(least, most) => format!("{least}-{most}"),
            Value::Ratio(ratio) => ratio_words(ratio),
            Value::Text(text) => manner.text(program, text),
            Value::Date(date) => date_words(*date, lang),
            Value::Month(month) => month_words(*month, lang),
            Value::Duration(amount, unit) => duration_words(*amount, *unit, lang),
            Value::Code(code) => code_words(&program.schema, list, *code, lang),
            Value::Interval(interval) => {
                let first = date_words(interval.from, lang);
                let last = if interval.to.lo == Day::MAX { String::new() } else { date_words(interval.to, lang) };
                format!("{first}～{last}")
            }
            Value::Record(record) => record_words(program, self.set.case, *record, manner),
            Value::Coll(coll) => {
                let words = coll.members.iter().map(|member| self.value_words(&member.value, list, manner));
                words.collect::<Vec<_>>().join(lang.of("・", ", "))
            }
        }
    }
}

/// A ratio in percent, with its numbers where the percentage is not whole.
pub fn ratio_words(ratio: &Ratio) -> String {
    let percent = |(part, whole): (i64, i64)| {
        let tenths = i128::from(part) * 1_000 / i128::from(whole);
        match i128::from(part) * 100 % i128::from(whole) {
            0 => format!("{}%", i128::from(part) * 100 / i128::from(whole)),
            _ => format!("{}.{}% ({part}/{whole})", tenths / 10, (tenths % 10).abs()),
        }
    };
    match ratio.hi {
        Some(hi) if hi == ratio.lo => percent(hi),
        Some(hi) => format!("{}-{}", percent(ratio.lo), percent(hi)),
        None => format!("{}+", percent(ratio.lo)),
    }
}

fn duration_words(amount: i64, unit: Unit, lang: Lang) -> String {
    let (ja, en) = match unit {
        Unit::Days => ("日", "days"),
        Unit::Months => ("か月", "months"),
        Unit::Years => ("年", "years"),
    };
    match lang {
        Lang::Ja => format!("{amount}{ja}"),
        Lang::En => format!("{amount} {en}"),
    }
}

/// A code in words; nothing where its list is not known.
pub fn code_words(schema: &Schema, list: Option<ListId>, code: u16, lang: Lang) -> String {
    let name = list.and_then(|list| schema.list(list).values.get(code as usize));
    name.map_or_else(String::new, |name| lang.of(&name.ja, &name.en.replace('_', " ")).to_owned())
}

/// A cell in words.
pub fn cell_words(program: &Program, case: &Case, record: RecordId, field: FieldId, manner: Manner<'_>) -> String {
    let declared = program.schema.field(record.kind, field);
    if program.schema.is_hidden(record.kind, field) && manner.mask.is_some() {
        return MASK.to_owned();
    }
    one_cell(program, case.cell(record, field), declared.ty, manner)
}

fn one_cell(program: &Program, cell: &Cell, ty: FieldType, manner: Manner<'_>) -> String {
    let lang = manner.lang;
    match cell {
        Cell::NotRecorded | Cell::Unknown | Cell::Invalid => nothing(lang, false),
        Cell::Absent => nothing(lang, true),
        Cell::YesNo(true) => lang.of("はい", "yes").to_owned(),
        Cell::YesNo(false) => lang.of("いいえ", "no").to_owned(),
        Cell::Number(value) => value.to_string(),
        Cell::Text(text) | Cell::Ref(text, _) => manner.text(program, text),
        Cell::Date(date) => date_words(*date, lang),
        Cell::Month(month) => month_words(*month, lang),
        Cell::Code(code) => match ty {
            FieldType::Code(list) => code_words(&program.schema, Some(list), *code, lang),
            _ => String::new(),
        },
        Cell::List(items) => {
            let words = items.iter().map(|item| one_cell(program, item, ty, manner));
            words.collect::<Vec<_>>().join(lang.of("・", ", "))
        }
    }
}

/// How a record is named to people.
pub fn record_words(program: &Program, case: &Case, record: RecordId, manner: Manner<'_>) -> String {
    let kind = program.schema.kind(record.kind);
    let mut words = manner.lang.of(&kind.words_ja, &kind.words_en).to_owned();
    for (at, field) in kind.fields.iter().enumerate() {
        let placeholder = format!("{{{}}}", field.name.en);
        if words.contains(&placeholder) {
            let value = cell_words(program, case, record, FieldId(at as u16), manner);
            words = words.replace(&placeholder, &value);
        }
    }
    words
}

/// The key of a record: its key field, else its declared date. An array position is never one.
pub fn key_of(schema: &Schema, case: &Case, record: RecordId) -> String {
    let kind = schema.kind(record.kind);
    let fields =
        [kind.key, kind.dated, kind.fields.iter().position(|field| !field.personal).map(|at| FieldId(at as u16))];
    let keys = fields.into_iter().flatten().map(|field| match case.cell(record, field) {
        Cell::Text(text) => text.to_string(),
        Cell::Date(date) => date.to_string(),
        Cell::Month(month) => month.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Ref(key, _) => key.to_string(),
        _ => String::new(),
    });
    keys.into_iter().find(|key| !key.is_empty()).unwrap_or_default()
}

/// The keys of a record and of those it is nested in, outermost first: unique in its case, and free of positions.
pub fn path_key(schema: &Schema, case: &Case, record: RecordId) -> String {
    let path = std::iter::successors(Some(record), |at| case.parent(schema, *at));
    let mut keys: Vec<String> = path
        .take_while(|at| !schema.is_root(at.kind))
        .map(|at| key_of(schema, case, at))
        .filter(|key| !key.is_empty())
        .collect();
    keys.reverse();
    keys.join("/")
}

/// A window as machines read it.
pub fn window_of(schema: &Schema, case: &Case, window: &WindowValue) -> Window {
    match window {
        WindowValue::None => Window::None,
        WindowValue::Month(month) => Window::Days(month.first_day().to_string(), month.last_day().to_string()),
        WindowValue::Days(from, to) => Window::Days(from.to_string(), to.to_string()),
        WindowValue::Text(text) => Window::Value(text.clone()),
        WindowValue::Number(number) => Window::Value(number.to_string()),
        WindowValue::Code(list, code) => {
            let name = schema.list(*list).values.get(*code as usize);
            Window::Value(name.map(|name| name.en.clone()).unwrap_or_default())
        }
        WindowValue::Record(record) => Window::Value(key_of(schema, case, *record)),
    }
}

/// A pair of texts in one language.
pub fn both(text: &Both, lang: Lang) -> &str {
    lang.of(&text.ja, &text.en)
}
