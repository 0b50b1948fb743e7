"""Writes the files beside it: small lists and workbooks, each odd in one way. All of it is made up.

    python3 tests/messy/make.py
"""

import io
import pathlib
import zipfile
from xml.sax.saxutils import escape

HERE = pathlib.Path(__file__).parent / "files"
SETTINGS = '[export]\noffice = "9900000001"\nextracted = 2025-09-30\n'


def put(path, data):
    file = HERE / path
    file.parent.mkdir(parents=True, exist_ok=True)
    settings = file.parent / "kijun.toml"
    if not settings.exists():
        settings.write_text(SETTINGS)
    file.write_bytes(data)


def text(path, rows, encoding="cp932", end="\r\n"):
    put(path, (end.join(rows) + end).encode(encoding))


def column(index):
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def cell(row, at, value):
    place = f"{column(at)}{row}"
    if value is None:
        return ""
    if isinstance(value, tuple):
        return f'<c r="{place}" s="1"><v>{value[0]}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def sheet_xml(rows, merges):
    body = "".join(
        f'<row r="{number}">' + "".join(cell(number, at, value) for at, value in enumerate(row)) + "</row>"
        for number, row in enumerate(rows, 1)
        if row
    )
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in merges)
    merged = f'<mergeCells count="{len(merges)}">{merged}</mergeCells>' if merges else ""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return f'<?xml version="1.0" encoding="UTF-8"?><worksheet {space}><sheetData>{body}</sheetData>{merged}</worksheet>'


def archive(entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in entries:
            info = zipfile.ZipInfo(name, (2025, 9, 30, 0, 0, 0))
            packed.writestr(info, data)
    return out.getvalue()


def book(path, sheets):
    """Sheets as (name, rows, merged regions, hidden)."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    listed, related, typed, parts = "", "", "", []
    for number, (name, rows, merges, hidden) in enumerate(sheets, 1):
        state = ' state="hidden"' if hidden else ""
        listed += f'<sheet name="{escape(name)}" sheetId="{number}"{state} r:id="rId{number}"/>'
        related += f'<Relationship Id="rId{number}" Type="{relation}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        typed += f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{kind}.worksheet+xml"/>'
        parts.append((f"xl/worksheets/sheet{number}.xml", sheet_xml(rows, merges)))
    related += f'<Relationship Id="rIdS" Type="{relation}/styles" Target="styles.xml"/>'
    styles = (
        f'{head}<styleSheet xmlns="{main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
    )
    put(path, archive([
        ("[Content_Types].xml", f'{head}<Types xmlns="{package}/content-types"><Default Extension="rels" '
         f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
         f'ContentType="{kind}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>'
         f"{typed}</Types>"),
        ("_rels/.rels", f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
         f'Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
        ("xl/workbook.xml", f'{head}<workbook xmlns="{main}" xmlns:r="{relation}"><sheets>{listed}</sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", f'{head}<Relationships xmlns="{package}/relationships">{related}</Relationships>'),
        ("xl/styles.xml", styles),
        *parts,
    ]))


CLIENTS = "利用者番号,氏名,フリガナ,生年月日"
CERTS = "利用者番号,氏名,要介護度,認定有効開始日,認定有効終了日"
LOG = "利用者番号,利用者名,日付,区分,内容,記録者"


def characters():
    text("kana/基本情報1.csv", ["利用者番号,氏名,ﾌﾘｶﾞﾅ,生年月日", "1001,検査 一郎,ｹﾝｻ ｲﾁﾛｳﾞﾊﾟ,S10/3/4"])
    text("hiragana/基本情報1.csv", [CLIENTS, "1101,検査 二郎,けんさ　じろう,S10/3/4"])
    text("full-width/利用者.csv", ["利用者番号,氏名,要介護度,認定有効開始日,認定有効終了日,関係者１", "１２０１,検査 三郎,要介護３,２０２４／４／１,２０２５／３／３１,子"])
    text("levels/介護保険1.csv", [CERTS, *(f"13{n:02},等級 {n}番,{level},2024/4/1,2025/3/31" for n, level in enumerate(
        ["要介護3", "要介護度3", "介護3", "3", "23", "経過的要介護", "要介護３　"]))])
    text("blanks/利用者.csv", [CLIENTS + ",要介護度,認定有効開始日", "1401, 空白 太郎\u3000,\tクウハク\u00a0タロウ\u3000,S10/3/4,要介護2\u3000,\ufeff2024/4/1"], "utf-8")
    text("gaiji/利用者.csv", [CLIENTS, "1501,検\ue000 外字,ケンサ,S10/3/4", "1502,〓田 花子,ゲタ,S10/3/4", "1503,&#134071;野 次郎,ヨシノ,S11/3/4"], "utf-8")
    text("quotes/支援経過.csv", [LOG, '1601,引用 太郎,2024/4/1,電話,"本人「家が""一番""」、家族:見守り\n変わりなし, 以上",担当A'])
    text("noise/利用者.csv", [CLIENTS, "1701,雑音　太郎 様,ザツオン,S10/3/4", "1702, 雑音 次郎　,ザツオン,S11/3/4", "1703,雑音三郎(実),ザツオン,S12/3/4"])
    text("noise/支援経過.csv", ["利用者名,日付,区分,内容,記録者", "雑音 太郎,2024/4/1,電話,安否の確認をした。変わりはない,A", "雑音次郎さん,2024/4/2,電話,安否の確認をした。変わりはない,A", "雑音　三郎,2024/4/3,電話,安否の確認をした。変わりはない,A"])
    text("variants/利用者.csv", [CLIENTS, "1801,浅井 髙子,アサイ,S10/3/4", "1802,山崎 渡,ヤマザキ,S11/3/4", "1803,𠮷野 花,ヨシノ,S12/3/4"], "utf-8-sig")
    text("variants/支援経過.csv", ["利用者名,日付,区分,内容,記録者", "淺井 高子,2024/4/1,電話,確認した内容をここに書く,A", "山﨑　渡,2024/4/2,電話,確認した内容をここに書く,A", "吉野 花,2024/4/3,電話,確認した内容をここに書く,A"], "utf-8")


def dates():
    values = ["R6.4.1", "R 6/ 4/ 1", "令和6年4月1日", "令和６年４月１日", "2024/4/1", "20240401", "45383", "R6.4.1（月）", "R6.4.1(月) 16:00", "H31.4.30", "令和元年5月1日"]
    text("dates/認定.csv", [CERTS, *(f"20{n:02},日付 {n}番,要介護1,{value},2026/3/31" for n, value in enumerate(values))])
    text("ambiguous/認定.csv", [CERTS, "2101,曖昧 一,要介護1,6/4/1,2026/3/31", "2102,曖昧 二,要介護1,4/1,2026/3/31", "2103,曖昧 三,要介護1,2024/4,2026/3/31"])
    text("impossible/認定.csv", [CERTS, "2201,不能 一,要介護1,R6.2.30,2026/3/31", "2202,不能 二,要介護1,20240231,2026/3/31", "2203,不能 三,要介護1,00000000,2026/3/31"])
    text("weekday/支援経過.csv", [LOG, "2301,曜日 太郎,R6.4.1（火）,電話,曜日が日付と合わない記録です,A"])
    text("period/認定.csv", ["利用者番号,氏名,要介護度,認定有効期間", "2401,期間 一,要介護1,R7.4.1～R7.9.30", "2402,期間 二,要介護1,R7.4.1〜R7.9.30", "2403,期間 三,要介護1,R7.4～R7.9", "2404,期間 四,要介護1,6カ月間"], "utf-8")
    book("several-dates/アセスメント.xlsx", [("アセスメント表", [
        ["アセスメント表", None, None, "印刷日", "2025/9/1"],
        ["利用者名", "頁日 太郎", None, "作成日", "2025/4/3"],
        ["実施日", "R7.4.2", None, "実施場所", "居宅"],
        ["担当者", "担当A"],
    ], [], False)])
    text("several-dates/利用者.csv", [CLIENTS, "2501,頁日 太郎,ページビ,S10/3/4"])
    text("fused/支援経過.csv", [LOG, '2601,融合 太郎,"R 8/ 1/12\n月\n（訪問）",訪問,生活の様子を伺った。変わりない,A'])
    text("future/支援経過.csv", [LOG, "2701,未来 太郎,2026/4/1,電話,書き出しより後の日付です,A", "2701,未来 太郎,2025/4/1,電話,短い,A"])


def gaps():
    text("continued/サービス.csv", ["利用者番号,計画,課題,事業所番号,内容", "3001,P1,歩けるようになりたい,1370000011,訪問介護", "3001,P1,,1370000012,通所介護"])
    put("continued/サービス.map.toml", '''title = "計画のサービス"

[[table]]
title = "計画のサービス"
needs = ["計画", "課題"]
case = [{ column = "利用者番号" }]
column = [
  { name = "利用者番号" },
  { name = "計画" },
  { name = "課題", fill = true },
  { name = "事業所番号" },
  { name = "内容" },
]

[[table.record]]
kind = "plan"
set = { id = "計画" }

[[table.record]]
kind = "service"
in = "plan"
set = { provider = "事業所番号", content = "内容", goal = "課題" }
'''.encode())
    text("missing/介護保険1.csv", [CERTS.replace("要介護度", "要介護度,認定日"), "3101,申請 太郎,申請中,,2024/4/1,2025/3/31"])
    text("zeros/利用者.csv", ["利用者番号,氏名,生年月日,被保険者番号,保険者番号,居宅介護支援事業所番号", "3201,零落 太郎,S10/3/4,1,31001,9900000001", "3202,零落 次郎,S11/3/4,9.99E+09,31001,9900000001"])
    text("zeros/支援経過.csv", ["被保険者番号,日付,区分,内容", "0000000001,2024/4/1,電話,被保険者番号で結んだ記録です"])
    text("insurer/利用者.csv", ["利用者番号,氏名,生年月日,保険者番号", "3301,保険 太郎,S10/3/4,999999", "3302,保険 次郎,S11/3/4,00999999"])
    text("h-number/利用者.csv", ["利用者番号,氏名,生年月日,被保険者番号", "3401,番号 太郎,S10/3/4,H000000001"])


def people():
    text("one-number/利用者.csv", [CLIENTS, "3501,同番 太郎,ドウバン タロウ,S10/3/4", "3501,別人 花子,ベツジン ハナコ,S20/5/6"])
    text("one-number/支援経過.csv", ["利用者番号,日付,区分,内容", "3501,2024/4/1,電話,どちらの人の記録か分からない行"])
    text("one-name/利用者情報.csv", ["利用者名,利用者カナ,生年月日,都道府県", "同名 花子,ドウメイ ハナコ,1935/3/4,架空県", "同名 花子,ドウメイ ハナコ,1940/5/6,架空県"], "utf-8-sig")
    text("one-name/支援経過.csv", ["利用者名,日付,区分,内容", "同名 花子,2024/4/1,電話,どちらの人の記録か分からない行"], "utf-8-sig")
    text("two-insurers/利用者.csv", ["利用者番号,氏名,生年月日,被保険者番号,保険者番号", "3701,二保 太郎,S10/3/4,0000000037,999991", "3702,二保 花子,S11/3/4,0000000037,999992"])
    text("two-insurers/支援経過.csv", ["被保険者番号,日付,区分,内容", "0000000037,2024/4/1,電話,どちらの人の記録か分からない行"])
    text("by-name/利用者情報.csv", ["利用者名,利用者カナ,生年月日", "名鍵 太郎,メイケン タロウ,1935/3/4"], "utf-8-sig")
    text("by-name/認定情報.csv", ["利用者名,要介護度,認定年月日,認定有効開始年月日,認定有効終了年月日", "名鍵　太郎,要介護2,2024/3/20,2024/4/1,2027/3/31"])
    text("nobody/利用者.csv", [CLIENTS, "3901,人間 太郎,ニンゲン,S10/3/4", ",★ 会議,,", ",◆ ケース会議,,", "3902,見本 花子,,S10/3/4", "1111111111,架空 一,,S10/3/4", "2147483647,架空 二,,S10/3/4"])


def layout():
    book("titles/契約利用者一覧.xlsx", [("一覧", [
        ["契約利用者一覧"], ["令和7年9月30日現在", None, None, "架空居宅介護支援事業所"], [],
        ["利用者番号", "氏名", "被保険者番号", "要介護度", "担当者", "居宅サービス計画作成依頼届出日", "契約日"],
        ["4001", "題行 太郎", "0000004001", "要介護1", "担当A", (45383,), "R6.4.2"],
        [None, "※ 休止中の人を含む"], ["合計", "1名"],
    ], ["A1:G1", "A2:C2"], False)])
    book("two-tables/一覧.xlsx", [("一覧", [
        ["利用者番号", "氏名", "生年月日"], ["4101", "二表 太郎", "S10/3/4"], [],
        ["支援経過"], ["利用者番号", "日付", "区分", "内容"], ["4101", "2024/4/1", "電話", "二つ目の表に書かれた記録です"], [],
        ["利用者番号", "事業所番号", "氏名"], ["4101", "X-9", "読まない表"],
    ], [], False)])
    log = "モニタリングで訪問した日の記録です"
    book("days/日付別 一枚太郎.xlsx", [
        ("（R8.9.27）", [["記録"], [], [], [log]], ["A4:T39"], False),
        ("（R8.9.2②）", [[log + "その二"]], [], False),
        ("（R8.9.27続き）", [[log + "続き"]], [], False),
        ("祝日表", [["元日", "2026/1/1"]], [], False),
    ])
    text("days/利用者.csv", [CLIENTS, "4201,一枚 太郎,イチマイ,S10/3/4"])
    book("hidden/一覧.xlsx", [("控え", [["利用者番号", "氏名", "生年月日"], ["4301", "隠れ 太郎", "S10/3/4"]], [], True)])
    book("merged/一覧.xlsx", [("一覧", [
        ["利用者番号", "氏名", "要介護度", "認定有効開始日", "認定有効終了日"],
        ["4401", "結合 太郎", "要介護1", "2024/4/1", "2025/3/31"], [None, None, "要介護2", "2025/4/1", "2026/3/31"],
    ], ["A2:A3", "B2:B3"], False)])
    book("elsewhere/担当者会議.xlsx", [("会議", [["利用者番号", "利用者名", "開催日", "検討内容", "結論"], ["4501", "別紙 太郎", "R6.4.10", "別紙参照", "計画の原案のとおりとする"]], [], False)])
    text("form/利用者.csv", [CLIENTS, "4551,様式 太郎,ヨウシキ,S10/3/4"])
    book("form/計画書.xlsx", [("1表", [
        [None, "居宅サービス計画書（1）"], [], ["作成年月日", None, (45383,)],
        ["利用者名", None, "様式 太郎", None, "生年月日", "S10/3/4"], ["計画期間", None, "R6.4.1～R7.3.31"],
        ["総合的な援助の方針", None, "自宅での暮らしを続ける"], ["同意日", None, "R6.3.30"],
    ], ["A3:B3", "A4:B4", "C4:D4", "A5:B5", "A6:B6", "A7:B7"], False)])


def headers():
    text("cut-header/介護保険1.csv", ["利用者番号,氏名,要介護度,認定有効開始,認定有効終了", "4601,短見 太郎,要介護1,2024/4/1,2025/3/31"])
    text("repeated-header/実績.csv", ["利用者番号,日付,開始時間,終了時間,開始時間,終了時間,内容", "4701,2024/4/1,9:00,9:30,14:00,14:30,二度訪問した"])
    put("repeated-header/実績.map.toml", '''title = "実績"

[[table]]
title = "実績"
needs = ["日付", "二度目の開始"]
case = [{ column = "利用者番号" }]
column = [
  { name = "利用者番号" },
  { name = "日付" },
  { name = "二度目の開始", also = ["開始時間#2"] },
]

[[table.record]]
kind = "note"
set = { date = "日付", text = "二度目の開始" }
'''.encode())
    text("order/介護保険1.csv", ["認定有効終了日,要介護度,氏名,性別,認定有効開始日,利用者番号", "2025/3/31,要介護1,順序 太郎,男,2024/4/1,4801"])
    text("tabs/利用者.csv", [CLIENTS.replace(",", "\t"), "4901\t区切 太郎\tクギリ\tS10/3/4"])
    text("semicolons/利用者.csv", [CLIENTS.replace(",", ";"), "4951;区切 次郎;クギリ;S10/3/4"])


def files():
    entry = "5001,重複 太郎,2024/4/1,電話,同じ記録が二度あります,A"
    text("duplicates/支援経過4月.csv", [LOG, entry, entry])
    text("duplicates/支援経過4月のコピー.csv", [LOG, entry])
    text("other-office/支援経過.csv", ["事業所番号," + LOG, "9900000001,5101,自所 太郎,2024/4/1,電話,自分の事業所の記録です,A", "9900000002,5102,他所 花子,2024/4/1,電話,ほかの事業所の記録です,A"])
    put("two-offices/kijun.toml", b'[export]\nextracted = 2025-09-30\n')
    text("two-offices/支援経過.csv", ["事業所番号," + LOG, "9900000001,5151,甲所 太郎,2024/4/1,電話,甲の事業所の記録です,A", "9900000002,5152,乙所 花子,2024/4/1,電話,乙の事業所の記録です,A"])
    text("current-only/基本情報1.csv", [CLIENTS + ",終了日", "5201,現在 太郎,ゲンザイ,S10/3/4,", "5202,現在 次郎,ゲンザイ,S11/3/4,"])
    text("pseudo/UP1KYO_9900000001_43_20250930.csv", ["202407,999999,0000005301,太郎,1,20240401", "202407,999999,0000005302,花子,2,20240501"], "utf-8-sig")
    text("version/UP2KYO_9900000001_43_20250930.csv", ["202410,999999,0000005401,1,課題,,,", "202201,999999,0000005401,2,,,,"])
    text("covered/UP2KYO_9900000001_43_20250930.csv", ["202407,999999,0000005501,1,課題,訪問介護,,", "202407,999999,0000005501,2,,通所介護,N,"])
    text("utf-16/利用者.csv", [CLIENTS, "5601,符号 太郎,フゴウ,S10/3/4"], "utf-16")
    text("utf-8-mark/利用者.csv", [CLIENTS, "5602,符号 次郎,フゴウ,S10/3/4"], "utf-8-sig")
    inner = (CLIENTS + "\r\n5701,圧縮 太郎,アッシュク,S10/3/4\r\n").encode("cp932")
    # Programs of old write names in the encoding of the system: as many bytes, put in afterwards.
    name = "利用者.csv".encode("cp932")
    stand_in = "x" * len(name)
    put("zip/書き出し.zip", archive([(stand_in, inner)]).replace(stand_in.encode(), name))
    text("log/支援経過.csv", [LOG,
        "5801,経過 太郎,2024/4/8,モニタリング,自宅を訪問し本人と面接。目標の状況を確認した,A",
        "5801,経過 太郎,2024/4/9,訪問,書類を受け取りに伺った。玄関先で失礼した,A",
        "5801,経過 太郎,2024/4/10,モニタリング,訪問の予定を調整した。来週に伺う,A",
        "5801,経過 太郎,2024/4/11,電話,サービス担当者会議の日程を打診した,A",
        "5801,経過 太郎,2024/4/12,サービス担当者会議,自宅で開催。計画の原案のとおりとする,A",
        "5801,経過 太郎,2024/4/13,その他,サービス担当者会議の内容を確認した,A",
        "5801,経過 太郎,2024/4/15,説明,計画について同意を得た。署名をいただいた,A"])


for part in (characters, dates, gaps, people, layout, headers, files):
    part()
