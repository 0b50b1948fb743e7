//! The entry workbook, filled in as an office would: the empty one is read, cells are written into it, and it is saved.

use super::media::{Medium, text};
use super::office::{COMPLETE, EXTRACTED, FROM, OFFICE, months};
use crate::support::{Folder, exactly};
use kijun::calendar::{Day, parse_date};
use kijun::cli::Exit;
use kijun::model::{FieldType, Schema};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::Value;
use std::collections::BTreeMap;

/// Texts of a sheet by 0-based row and column.
type Cells = BTreeMap<(usize, usize), String>;

/// A workbook as it is being filled in: by sheet, texts by 0-based row and column.
pub(super) struct Book {
    sheets: Vec<(String, Cells)>,
}

impl Book {
    /// The empty workbook of `kijun init`.
    pub(super) fn empty(what: &[&str]) -> Book {
        let folder = Folder::new().with("list.csv", "利用者番号,氏名\n101,架空 一郎\n102,見本 二郎\n103,仮名 花子\n104,例示 三郎\n105,試験 四郎\n106,空想 五子\n107,模擬 六郎\n");
        let (list, file) = (folder.file("list.csv"), folder.file("book.xlsx"));
        let args: Vec<String> = what.iter().map(|arg| arg.replace("LIST", &list)).collect();
        let args: Vec<&str> =
            ["init"].into_iter().chain(args.iter().map(String::as_str)).chain(["-o", &file]).collect();
        let ran = exactly(&args);
        assert_eq!(ran.exit, Exit::Clean, "{}", ran.err);
        Book::of(&std::fs::read(&file).unwrap())
    }

    fn of(bytes: &[u8]) -> Book {
        let opened = kijun::table::open("book.xlsx", bytes).unwrap();
        let sheet = |table: &kijun::table::Table| {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            (table.sheet.clone(), cells.map(|cell| ((cell.line - 1, cell.column), cell.value.to_string())).collect())
        };
        Book { sheets: opened.tables.iter().map(sheet).collect() }
    }

    pub(super) fn sheet(&mut self, name: &str) -> &mut Cells {
        &mut self.sheets.iter_mut().find(|(sheet, _)| sheet == name).unwrap_or_else(|| panic!("no sheet {name}")).1
    }

    /// The cell of a text.
    pub(super) fn find(&mut self, sheet: &str, wanted: &str) -> (usize, usize) {
        let cells = self.sheet(sheet);
        *cells.iter().find(|(_, text)| *text == wanted).unwrap_or_else(|| panic!("{wanted} in {cells:?}")).0
    }

    /// Writes beside a label.
    pub(super) fn label(&mut self, sheet: &str, label: &str, value: &str) {
        let (row, column) = self.find(sheet, label);
        self.sheet(sheet).insert((row, column + 1), value.to_owned());
    }

    /// Adds a row below the last one; an empty value is left blank.
    pub(super) fn row(&mut self, sheet: &str, first: &str, values: &[(&str, String)]) {
        let (header, _) = self.find(sheet, first);
        let cells = self.sheet(sheet);
        let row = cells.keys().map(|(row, _)| *row).max().unwrap().max(header) + 1;
        for (name, value) in values.iter().filter(|(_, value)| !value.is_empty()) {
            let at = cells.iter().find(|((row, _), text)| *row == header && *text == name);
            let column = at.unwrap_or_else(|| panic!("no column {name} on {sheet}")).0.1;
            cells.insert((row, column), value.clone());
        }
    }

    /// Takes the prefilled rows out.
    fn clear(&mut self, sheet: &str, first: &str) {
        let (header, _) = self.find(sheet, first);
        self.sheet(sheet).retain(|(row, _), _| *row <= header);
    }

    /// The cell of a row of the sheet of months.
    pub(super) fn month(&mut self, id: &str, row: &str, (year, month): (i32, u32)) -> (usize, usize) {
        let column = self.find("月", &format!("R{}.{month}", year - 2018)).1;
        let cells = self.sheet("月");
        let is_row =
            |row_at: usize, word: &str, column: usize| cells.get(&(row_at, column)).is_some_and(|text| text == word);
        let rows = cells.keys().map(|(row, _)| *row).max().unwrap();
        let at = (0..=rows).find(|at| is_row(*at, id, 0) && is_row(*at, row, 2));
        (at.unwrap_or_else(|| panic!("no row {row} of {id}")), column)
    }

    /// The bytes; a digit alone is a number, `=2024-05-01` a date.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut workbook = Workbook::new();
        let era = Format::new().set_num_format("[$-411]ge.m.d;@");
        for (name, cells) in &self.sheets {
            let sheet = workbook.add_worksheet();
            sheet.set_name(name).unwrap();
            for ((row, column), text) in cells {
                let (row, column) = (*row as u32, *column as u16);
                match (text.strip_prefix('='), text.parse::<f64>()) {
                    (Some(day), _) => {
                        let (year, month, day) = parse_date(day).unwrap().lo.ymd();
                        let day = ExcelDateTime::from_ymd(year as u16, month as u8, day as u8).unwrap();
                        sheet.write_with_format(row, column, &day, &era).unwrap();
                    }
                    (None, Ok(number)) if name == "月" => drop(sheet.write(row, column, number).unwrap()),
                    _ => drop(sheet.write(row, column, text).unwrap()),
                }
            }
        }
        workbook.save_to_buffer().unwrap()
    }
}

/// A date as somebody may write it: a real date, by era in three ways, full-width. Anything else as it is.
fn date(value: &Value, nth: usize) -> String {
    let iso = text(value);
    let Ok(found) = parse_date(&iso) else { return word(&iso) };
    let (year, month, day) = found.lo.ymd();
    let era = year - 2018;
    match (found.is_exact() && year > 2018, nth % 4) {
        (false, _) => iso,
        (_, 0) => format!("={}", Day::from_ymd(year, month, day).unwrap()),
        (_, 1) => format!("R{era}.{month}.{day}"),
        (_, 2) => format!("令和{era}年{month}月{day}日"),
        _ => format!("Ｒ{era}／{month:02}／{day:02}"),
    }
}

fn word(text: &str) -> String {
    match text {
        "none" => "なし".to_owned(),
        "unknown" => "不明".to_owned(),
        "true" => "はい".to_owned(),
        "false" => "いいえ".to_owned(),
        text => text.to_owned(),
    }
}

/// Writes values of records as people see them: codes by their Japanese words.
struct Words<'a>(&'a Schema);

impl Words<'_> {
    fn of(&self, kind: &str, field: &str, value: &Value) -> String {
        let kind = self.0.kind(self.0.kind_named(kind).unwrap());
        let (_, field) = kind.field(field).unwrap();
        if let (Value::Array(items), true) = (value, field.list) {
            return items.iter().map(|item| self.code(field.ty, &text(item))).collect::<Vec<_>>().join("、");
        }
        self.code(field.ty, &text(value))
    }

    fn code(&self, ty: FieldType, name: &str) -> String {
        let FieldType::Code(list) = ty else { return word(name) };
        let code = self.0.code_named(list, name);
        code.map_or_else(|| word(name), |code| self.0.list(list).values[usize::from(code)].ja.clone())
    }
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The office in two workbooks: its cases, and its own records.
pub(super) fn filled(schema: &Schema, office: &[Value]) -> Medium {
    let cases = cases(schema, &office[..office.len() - 1]);
    let register = register(schema, &office[office.len() - 1]["register"]);
    let folder = Folder::new().with("点検入力.xlsx", cases.bytes()).with("台帳.xlsx", register.bytes());
    Medium { name: "workbook", folder }
}

fn declare(book: &mut Book) {
    book.label("目録", "事業所番号", OFFICE);
    book.label("目録", "書き出し日", "R8.4.5");
    let (header, _) = book.find("目録", "全部ある");
    for kind in COMPLETE {
        let found =
            book.sheet("目録").iter().find(|((row, _), text)| *row > header && *text == kind).map(|(at, _)| *at);
        if let Some((row, _)) = found {
            let cells = [(1, "○"), (2, "H22.4.1"), (3, "R8.4.5")];
            let _ = cells.map(|(column, text)| book.sheet("目録").insert((row, column), text.to_owned()));
        }
    }
    assert_eq!((FROM, EXTRACTED), ("2010-04-01", "2026-04-05"));
}

/// The workbook of the cases.
pub(super) fn cases(schema: &Schema, cases: &[Value]) -> Book {
    let mut book = Book::empty(&["cases", "--clients", "LIST", "--from", "R6.4"]);
    declare(&mut book);
    book.label("目録", "全員分", "○");
    for sheet in ["利用者", "認定", "計画", "会議と事業者"] {
        book.clear(sheet, "利用者番号");
    }
    for sheet in ["滞在", "判断"] {
        book.clear(sheet, "利用者番号");
    }
    for (nth, case) in cases.iter().enumerate() {
        Filling { words: Words(schema), book: &mut book, case, nth }.all();
    }
    book
}

struct Filling<'a> {
    words: Words<'a>,
    book: &'a mut Book,
    case: &'a Value,
    nth: usize,
}

impl Filling<'_> {
    fn all(&mut self) {
        self.client();
        self.certifications();
        self.plans();
        self.meetings();
        self.months();
        self.stays_and_judgements();
    }

    fn date(&mut self, value: &Value) -> String {
        self.nth += 1;
        date(value, self.nth)
    }

    fn add(&mut self, sheet: &str, mut values: Vec<(&str, String)>) {
        values.push(("利用者番号", text(&self.case["case_id"])));
        self.book.row(sheet, "利用者番号", &values);
    }

    fn client(&mut self) {
        let case = self.case;
        let contract = &case["contract"];
        let signed = self.date(&contract["signed_on"]);
        let explained = self.date(&contract["explained_on"]);
        let values = vec![
            ("氏名", text(&case["client"]["name"])),
            ("家族の有無", self.words.of("client", "family_state", &case["client"]["family_state"])),
            ("担当者番号", text(&case["care_manager"]["id"])),
            ("担当者", text(&case["care_manager"]["name"])),
            ("契約日", signed),
            ("重要事項の説明日", explained),
            ("文書の交付", "はい".to_owned()),
            ("文書の交付日", self.date(&contract["delivered_on"])),
            ("契約の同意日", self.date(&contract["consent"]["date"])),
            ("同意の方法", self.words.of("contract_consent", "form", &contract["consent"]["form"])),
            ("同意した人", self.words.of("contract_consent", "by", &contract["consent"]["by"])),
            ("複数事業所の紹介の説明日", self.date(&contract["explained"][0]["date"])),
            ("紹介を文書で説明", "はい".to_owned()),
            ("紹介を口頭で説明", "○".to_owned()),
            ("個人情報の同意日（本人）", self.date(&case["data_consents"][0]["date"])),
            ("個人情報の同意日（家族）", self.date(&case["data_consents"][1]["date"])),
            ("終了日", self.date(&case["termination"]["date"])),
            ("終了の理由", self.words.of("termination", "reason", &case["termination"]["reason"])),
        ];
        self.add("利用者", values);
    }

    fn certifications(&mut self) {
        for one in items(&self.case["certifications"]) {
            let values = vec![
                ("認定番号", text(&one["id"])),
                ("要介護度", self.words.of("certification", "level", &one["level"])),
                ("申請区分", self.words.of("certification", "application_kind", &one["application_kind"])),
                ("認定日", self.date(&one["decided_on"])),
                ("通知日", self.date(&one["notified_on"])),
                ("有効期間の始期", self.date(&one["valid_from"])),
                ("有効期間の終期", self.date(&one["valid_to"])),
            ];
            self.add("認定", values);
        }
    }

    fn plans(&mut self) {
        for plan in items(&self.case["plans"]) {
            let assessed = items(&self.case["assessments"]).iter().find(|one| one["plan"] == plan["id"]).unwrap();
            let to_client = items(&plan["delivered"]).iter().find(|one| one["to"] == "client");
            let values = vec![
                ("計画番号", text(&plan["id"])),
                ("変更区分", self.words.of("plan", "change_kind", &plan["change_kind"])),
                ("認定番号", text(&plan["certification"])),
                ("アセスメント日", self.date(&assessed["date"])),
                ("アセスメントの場所", self.words.of("assessment", "place", &assessed["place"])),
                ("会った人", self.words.of("assessment", "interviewed", &assessed["interviewed"])),
                ("原案日", self.date(&plan["drafted_on"])),
                ("説明日", self.date(&plan["explained_on"])),
                ("同意日", self.date(&plan["consent"]["date"])),
                ("同意の方法", self.words.of("consent", "form", &plan["consent"]["form"])),
                ("同意した人", self.words.of("consent", "by", &plan["consent"]["by"])),
                ("利用者への交付日", to_client.map_or_else(String::new, |one| self.date(&one["date"]))),
                ("始期", self.date(&plan["valid_from"])),
                ("終期", self.date(&plan["valid_to"])),
            ];
            self.add("計画", values);
        }
    }

    fn meetings(&mut self) {
        for meeting in items(&self.case["meetings"]) {
            let plan = items(&self.case["plans"]).iter().find(|plan| plan["id"] == meeting["plan"]).unwrap();
            let came = |who: &str| items(&meeting["attendees"]).iter().any(|one| one["id"] == who || one["who"] == who);
            let mode = self.words.of("meeting", "mode", &meeting["mode"]);
            let head = |date: String, who: &str| {
                vec![
                    ("会議番号", text(&meeting["id"])),
                    ("計画番号", text(&meeting["plan"])),
                    ("会議日", date),
                    ("会議の方法", mode.clone()),
                    ("相手", who.to_owned()),
                ]
            };
            let mut own = head(self.date(&meeting["date"]), "本人");
            own.push(("出席", if came("client") { "はい" } else { "" }.to_owned()));
            self.add("会議と事業者", own);
            for service in items(&plan["services"]) {
                let who = text(&service["provider"]);
                let of = |list: &str, name: &str| items(&plan[list]).iter().find(|one| one[name] == *who).cloned();
                let asked =
                    items(&meeting["inquiries"]).iter().find(|one| one["to"] == *who).cloned().unwrap_or_default();
                let delivered = of("delivered", "to").unwrap_or_default();
                let wanted = of("individual_plans", "provider").unwrap_or_default();
                let mut row = head(self.date(&meeting["date"]), &who);
                row.extend([
                    ("サービス種類", self.words.of("service", "kind", &service["kind"])),
                    ("指定の有無", self.words.of("service", "state", &service["state"])),
                    ("出席", if came(&who) { "はい" } else { "いいえ" }.to_owned()),
                    ("照会日", self.date(&asked["asked_on"])),
                    ("回答日", self.date(&asked["answered_on"])),
                    ("照会の理由", self.words.of("inquiry", "reason", &asked["reason"])),
                    ("計画の交付日", self.date(&delivered["date"])),
                    ("個別計画の依頼日", self.date(&wanted["requested_on"])),
                    ("個別計画の受領日", self.date(&wanted["received_on"])),
                ]);
                self.add("会議と事業者", row);
            }
        }
    }

    /// A day as a number, or the letter of how the client was met; when it was written down, as a day or as a date.
    fn months(&mut self) {
        let id = text(&self.case["case_id"]);
        for (year, month) in months() {
            let of_month = format!("{year}-{month:02}");
            let (mut met, mut written): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
            for visit in items(&self.case["monitorings"]) {
                let day = text(&visit["date"]);
                let Some(day) = day.strip_prefix(&of_month) else { continue };
                let day = day.trim_start_matches(['-', '0']);
                met.push(match (visit["mode"].as_str(), visit["place"].as_str()) {
                    _ if day.is_empty() => "○".to_owned(),
                    (Some("video"), _) => format!("ビ{day}"),
                    (_, Some("day_service")) => format!("通{day}"),
                    _ => day.to_owned(),
                });
                let recorded = text(&visit["recorded_on"]);
                let same = recorded.strip_prefix(&of_month).map(|day| day.trim_start_matches(['-', '0']).to_owned());
                written.push(same.unwrap_or_else(|| date(&visit["recorded_on"], 1)));
            }
            let in_hospital = items(&self.case["stays"]).iter().any(|stay| {
                text(&stay["from"]) <= format!("{of_month}-01") && text(&stay["to"]) >= format!("{of_month}-30")
            });
            let unclaimed = items(&self.case["claims"]).iter().any(|claim| claim["month"] == *of_month);
            let reason = items(&self.case["judgements"])
                .iter()
                .find(|one| one["month"] == *of_month && one["reason_code"].is_null());
            met.extend(in_hospital.then(|| "入".to_owned()));
            met.extend(unclaimed.then(|| "無".to_owned()));
            met.extend(reason.map(|one| format!("理{}", &text(&one["date"])[8..])));
            for (row, texts) in [("訪問", met), ("記録", written)] {
                let at = self.book.month(&id, row, (year, month));
                if !texts.is_empty() {
                    self.book.sheet("月").insert(at, texts.join("、"));
                }
            }
        }
    }

    fn stays_and_judgements(&mut self) {
        for one in items(&self.case["judgements"]).iter().filter(|one| !one["reason_code"].is_null()) {
            let values = vec![
                ("判断事項", self.words.of("decision", "matter", &one["matter"])),
                ("答え", "はい".to_owned()),
                ("日付", self.date(&one["date"])),
                ("対象月", "R7.6".to_owned()),
                ("理由", self.words.of("decision", "reason_code", &one["reason_code"])),
                ("判断した人", text(&one["author"])),
                ("内容", text(&one["text"])),
            ];
            self.add("判断", values);
        }
    }
}

/// The workbook of the office's own records.
fn register(schema: &Schema, register: &Value) -> Book {
    let words = Words(schema);
    let mut book = Book::empty(&["register"]);
    declare(&mut book);
    for (label, field) in [("事業所番号", "number"), ("指定日", "opened"), ("掲示日", "posted_on")] {
        book.label("事業所", label, &text(&register[field]));
    }
    for (sheet, first, kind, list) in [
        ("職員", "職員番号", "staff_member", "staff"),
        ("研修", "日付", "training", "trainings"),
        ("書類", "区分", "document", "documents"),
    ] {
        let fields = &schema.kind(schema.kind_named(kind).unwrap()).fields;
        for one in items(&register[list]) {
            let values = fields.iter().filter(|field| !one[&field.name.en].is_null());
            let values: Vec<(&str, String)> = values
                .map(|field| (field.name.ja.as_str(), words.of(kind, &field.name.en, &one[&field.name.en])))
                .collect();
            book.row(sheet, first, &values);
        }
    }
    book
}
