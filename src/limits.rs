//! Every limit on input, in one place. What is over one is refused with its place before any parser sees it.

/// Bytes of one clause of a rule file.
pub const CLAUSE_BYTES: usize = 64 * 1024;
/// Brackets open at once in one clause.
pub const CLAUSE_BRACKETS: usize = 128;
/// Prefix operators (`not`, quantifiers' bodies) nested in one clause.
pub const EXPRESSION_DEPTH: usize = 256;
/// Bytes of one rule file.
pub const RULE_FILE_BYTES: u64 = 16 * 1024 * 1024;
/// Nested objects and arrays in a record file.
pub const JSON_DEPTH: usize = 128;
/// Nodes in one compiled program, after definitions are expanded.
pub const PROGRAM_NODES: usize = 1_000_000;
/// Steps that one expression may take, counting shared parts as often as they are asked for.
pub const PROGRAM_COST: u64 = 10_000_000;
/// Definitions that call each other, one inside the other.
pub const DEFINE_DEPTH: usize = 128;
/// Stack of the threads that read and judge rules, so that the limits on nesting hold on every platform.
pub const STACK_BYTES: usize = 64 * 1024 * 1024;
/// Pairs of cases with one id that are told with their places.
pub const DUPLICATES: usize = 100;
/// Days past the as-of date up to which windows are made.
pub const HORIZON_DAYS: i32 = 92;
/// Cases judged in one block; only partials outlive it.
pub const BLOCK_CASES: usize = 256;
/// Years from its approval after which a waiver is said to hold too long.
pub const WAIVER_YEARS: i32 = 3;
/// Columns of an excerpt of a record shown in a report.
pub const EXCERPT_COLUMNS: usize = 100;
/// Characters of a scalar shown as `text` of a place.
pub const PLACE_TEXT: usize = 80;
/// Windows of one duty-making clause for one subject.
pub const WINDOWS: usize = 4_800;
/// Record kinds of one schema: the engine keeps a bit for each.
pub const KINDS: usize = 128;
/// Fields of one kind, code lists, and codes of one list.
pub const MEMBERS: usize = 65_535;
/// Different values that one partial keeps of an office.
pub const PARTIAL_VALUES: usize = 100_000;
/// Bytes of a list (csv, tsv).
pub const LIST_BYTES: usize = 512 * 1024 * 1024;
/// Bytes of a workbook or zip as it lies on the disk.
pub const PACKED_BYTES: usize = 64 * 1024 * 1024;
/// Bytes of all parts of a workbook or zip together, unpacked.
pub const UNPACKED_BYTES: u64 = 1024 * 1024 * 1024;
/// How many times larger than packed one part of a zip may be, once it is over [`UNPACKED_SMALL`].
pub const UNPACKED_RATIO: u64 = 200;
/// Unpacked bytes below which the ratio of a part is not looked at.
pub const UNPACKED_SMALL: u64 = 1024 * 1024;
/// Entries of one zip.
pub const ZIP_ENTRIES: usize = 10_000;
/// Bytes of one tag or one text inside a part of a workbook.
pub const XML_PIECE: usize = 1024 * 1024;
/// Styles, names and relations of one workbook.
pub const WORKBOOK_ELEMENTS: usize = 200_000;
/// Bytes that the styles of one workbook may take once each is spelt out.
pub const WORKBOOK_STYLES: usize = 256 * 1024 * 1024;
/// Rows with something in them, of one table.
pub const TABLE_ROWS: usize = 1_000_000;
/// Columns of one table.
pub const TABLE_COLUMNS: usize = 2_000;
/// Cells with something in them, of all tables of one file.
pub const TABLE_CELLS: usize = 5_000_000;
/// Characters kept of one cell: what a cell of a sheet can hold.
pub const CELL_TEXT: usize = 32_767;
/// Bytes of text in all cells of one file.
pub const TABLE_TEXT: usize = 512 * 1024 * 1024;
/// Rows of a table in which its headers are looked for.
pub const HEADER_ROWS: usize = 40;
/// Bytes of an earlier workbook that is read back, as a file.
pub const OLD_WORKBOOK_BYTES: u64 = 256 * 1024 * 1024;
/// Bytes of what is packed in it.
pub const OLD_WORKBOOK_UNPACKED: u64 = 2 * 1024 * 1024 * 1024;
/// Cells of it.
pub const OLD_WORKBOOK_CELLS: usize = 40_000_000;
