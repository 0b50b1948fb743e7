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
