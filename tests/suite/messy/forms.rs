//! Forms with a label beside each value, as people draw them: merged labels, and labels that nobody filled in.

use super::page::cases;
use crate::support::Folder;
use rust_xlsxwriter::{Format, Workbook};

/// The blank policy is blank: it is not the label behind it. A merged label has its value behind the merged cells.
#[test]
fn a_blank_label_takes_nothing_from_the_label_behind_it() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("第1表").unwrap();
    for (row, label, value) in
        [(0, "作成年月日", "2024-05-01"), (1, "利用者名", "架空 一郎"), (2, "被保険者番号", "0000000001")]
    {
        sheet.write(row, 0, label).unwrap();
        sheet.write(row, 1, value).unwrap();
    }
    sheet.write(3, 0, "援助の方針").unwrap();
    sheet.write(3, 2, "要介護度").unwrap();
    sheet.write(3, 3, 3).unwrap();
    sheet.merge_range(4, 1, 4, 3, "利用者の意向", &Format::new()).unwrap();
    sheet.write(4, 4, "家で暮らす").unwrap();
    let folder = Folder::new().with("第1表.xlsx", book.save_to_buffer().unwrap());
    let found = cases(&folder);
    let plan = &found[0]["plans"][0];
    assert_eq!(plan["client_wish"], "家で暮らす", "{found:?}");
    assert!(plan["policy"].is_null(), "{found:?}");
}
