//! Commands and options. A subcommand is one variant here and one file beside this one.

use crate::calendar::{Day, Month, parse_date, parse_month};
use crate::diag::Lang;
use crate::model::Verdict;
use crate::report::{CATALOGUE_FORMATS, FORMATS};
use clap::{Args, Parser, Subcommand, ValueEnum};

/// kijun checks dated case records against dated operating standards, duty by duty.
#[derive(Debug, Parser)]
#[command(name = "kijun", version, about, max_term_width = 100, args_conflicts_with_subcommands = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Without a command: check a folder, and put a page and a workbook beside it
    #[command(flatten)]
    pub folder: FolderArgs,
}

/// Commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read records, judge every duty, report
    Check(Box<CheckArgs>),
    /// Make something to begin with: a sample, or an empty workbook to fill in
    #[command(subcommand)]
    Init(Init),
    /// Turn lists, workbooks and records into canonical NDJSON, and say what was read, skipped and assumed
    Import(ImportArgs),
    /// Run the examples written in the rule files, with clause coverage
    Test(TestArgs),
    /// Propose this month's cases for review, or make the sheet for taking over a case
    Review(Box<ReviewArgs>),
    /// List checklists, what answers each of their rows, and every rule
    Rules(RulesArgs),
}

/// `kijun FOLDER`.
#[derive(Debug, Args)]
pub struct FolderArgs {
    /// The folder of records; without one, the folder 記録 beside the program, or here
    #[arg(value_name = "FOLDER")]
    pub folder: Option<String>,
    /// A municipality's or an office's values of parameters: a built-in profile or a file
    #[arg(long, value_name = "NAME|FILE")]
    pub profile: Option<String>,
    /// Nothing recorded after this day is used
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// Show what is masked by default
    #[arg(long)]
    pub real_names: bool,
    /// Shared options
    #[command(flatten)]
    pub common: Common,
}

/// Options that every command takes.
#[derive(Clone, Debug, Args)]
pub struct Common {
    /// Language of messages; default from the system, else en
    #[arg(long, value_enum)]
    lang: Option<LangArg>,
    /// Colour
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN")]
    pub color: ColorArg,
    /// Say less
    #[arg(short, long)]
    pub quiet: bool,
    /// Say more
    #[arg(short, long)]
    pub verbose: bool,
}

/// `kijun check`.
#[derive(Clone, Debug, Args)]
pub struct CheckArgs {
    /// Files or folders; `-` is NDJSON on standard input
    #[arg(value_name = "INPUT", required = true)]
    pub inputs: Vec<String>,
    /// Rule pack: a folder, a file, or the name of a built-in pack; repeatable
    #[arg(short, long, value_name = "PATH|PACK")]
    pub rules: Vec<String>,
    /// Only rules whose id is this or begins with it; repeatable
    #[arg(long, value_name = "ID")]
    pub select: Vec<String>,
    /// Leave out rules whose id is this or begins with it; repeatable
    #[arg(long, value_name = "ID")]
    pub ignore: Vec<String>,
    /// Nothing recorded after this day is used
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Day>,
    /// Treat record kinds as complete; said in the receipt
    #[arg(long, value_name = "KIND", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    pub assume_complete: Vec<String>,
    /// Output format, and a file for it; repeatable
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = format)]
    pub format: Vec<FormatArg>,
    /// An earlier workbook; what was typed into it goes into the new one; repeatable
    #[arg(long, value_name = "FILE")]
    pub carry: Vec<String>,
    /// Verdicts to list, or `all`
    #[arg(long, value_name = "VERDICT,...", value_parser = show, default_value = "violation,undetermined,judgement")]
    pub show: Shown,
    /// Only this case: alias or id; repeatable
    #[arg(long, value_name = "ID")]
    pub case: Vec<String>,
    /// Group cases by a record or a field of theirs, such as `kind` or `kind.field`
    #[arg(long, value_name = "FIELD")]
    pub by: Option<String>,
    /// A self-check of the last 2 to 5 years: what lies before is left out, months that may cost something are one table
    #[arg(long, value_name = "YEARS", value_parser = clap::value_parser!(u8).range(2..=5))]
    pub self_check: Option<u8>,
    /// Write who is meant by each alias to a file of its own
    #[arg(long, value_name = "FILE")]
    pub aliases: Option<String>,
    /// What makes exit code 1: verdicts, each with a class if wanted, or `never`
    #[arg(long, value_name = "VERDICT[:CLASS],...", value_parser = fail_on)]
    pub fail_on: Option<FailOn>,
    /// A municipality's or an office's values of parameters: a built-in profile or a file
    #[arg(long, value_name = "NAME|FILE")]
    pub profile: Option<String>,
    /// Findings that a supervisor accepted for now, each with reason, approver and expiry
    #[arg(long, value_name = "FILE")]
    pub waivers: Option<String>,
    /// Exit code 5 for a stale pack, a rule never activated, an unknown key, an expired or unused waiver
    #[arg(long)]
    pub strict: bool,
    /// Show what is masked by default
    #[arg(long)]
    pub real_names: bool,
    /// Threads; default: as many as there are processors
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<usize>,
    /// No progress bar
    #[arg(long)]
    pub no_progress: bool,
    /// Whether what is on record is told; `kijun review` asks for it
    #[arg(skip)]
    pub held: bool,
    /// Shared options
    #[command(flatten)]
    pub common: Common,
}

/// `kijun import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// Files or folders
    #[arg(value_name = "INPUT", required = true)]
    pub inputs: Vec<String>,
    /// Where the records go; they hold real names and values. Without it, only the report is written
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<String>,
    /// Propose a map for every table that none fits, instead of reading; put it beside the records as NAME.map.toml
    #[arg(long)]
    pub guess: bool,
    /// Rule pack: a folder, a file, or the name of a built-in pack; repeatable
    #[arg(short, long, value_name = "PATH|PACK")]
    pub rules: Vec<String>,
    /// Show what is masked by default in the report
    #[arg(long)]
    pub real_names: bool,
    /// Shared options
    #[command(flatten)]
    pub common: Common,
}

/// `kijun init`.
#[derive(Debug, Subcommand)]
pub enum Init {
    /// A folder of records of an office that does not exist, to try kijun on
    Sample(InitSample),
    /// Sheets for the records of cases, with a row for everybody on a list
    Cases(InitCases),
    /// Sheets for the office's own records
    Register(InitForm),
}

/// `kijun init sample`.
#[derive(Debug, Args)]
pub struct InitSample {
    /// The new folder
    #[arg(value_name = "FOLDER", default_value = "記録")]
    pub folder: String,
    /// Shared options
    #[command(flatten)]
    pub common: Common,
}

/// `kijun init cases`.
#[derive(Debug, Args)]
pub struct InitCases {
    /// Who there are: lists, workbooks or records, files or folders; repeatable. Their names stand in the workbook
    #[arg(long, value_name = "LIST", required = true)]
    pub clients: Vec<String>,
    /// First month; default: so that the last is the month before this one
    #[arg(long, value_name = "MONTH", value_parser = month)]
    pub from: Option<Month>,
    /// How many months
    #[arg(long, value_name = "N", default_value = "24", value_parser = clap::value_parser!(u16).range(1..=120))]
    pub months: u16,
    /// What every workbook takes
    #[command(flatten)]
    pub form: InitForm,
}

/// `kijun init register`, and what it shares.
#[derive(Debug, Args)]
pub struct InitForm {
    /// The workbook to write; one that is there already is left as it is
    #[arg(short, long, value_name = "FILE")]
    pub output: String,
    /// Rule pack: a folder, a file, or the name of a built-in pack; repeatable
    #[arg(short, long, value_name = "PATH|PACK")]
    pub rules: Vec<String>,
    /// Shared options
    #[command(flatten)]
    pub common: Common,
}

/// `kijun review`.
#[derive(Debug, Args)]
pub struct ReviewArgs {
    /// In so many months every case comes up once
    #[arg(long, value_name = "N", default_value = "6", value_parser = clap::value_parser!(u8).range(1..=24))]
    pub months: u8,
    /// A file that says which cases were looked at when
    #[arg(long, value_name = "FILE")]
    pub seen: Option<String>,
    /// The sheet of this case instead of the list: alias or id
    #[arg(long, value_name = "CASE", conflicts_with_all = ["seen", "case"])]
    pub take_over: Option<String>,
    /// What is read and by which rules, as in `kijun check`
    #[command(flatten)]
    pub check: CheckArgs,
}

/// `kijun test`.
#[derive(Debug, Args)]
pub struct TestArgs {
    /// Rule packs: folders, files or names of built-in packs
    #[arg(value_name = "RULES")]
    pub rules: Vec<String>,
    /// A municipality's or an office's values of parameters: a built-in profile or a file
    #[arg(long, value_name = "NAME|FILE")]
    pub profile: Option<String>,
    /// Shared options
    #[command(flatten)]
    pub common: Common,
}

/// `kijun rules`.
#[derive(Debug, Args)]
pub struct RulesArgs {
    /// Rule pack: a folder, a file, or the name of a built-in pack; repeatable
    #[arg(short, long, value_name = "PATH|PACK")]
    pub rules: Vec<String>,
    /// A municipality's or an office's values of parameters: a built-in profile or a file
    #[arg(long, value_name = "NAME|FILE")]
    pub profile: Option<String>,
    /// Output format
    #[arg(long, value_name = "FORMAT", value_parser = CATALOGUE_FORMATS, default_value = "text")]
    pub format: String,
    /// Shared options
    #[command(flatten)]
    pub common: Common,
}

/// Language names.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum LangArg {
    /// Japanese
    Ja,
    /// English
    En,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorArg {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Common {
    /// The language asked for, else the system's.
    pub fn lang(&self) -> Lang {
        match self.lang {
            Some(LangArg::Ja) => Lang::Ja,
            Some(LangArg::En) => Lang::En,
            None => system_lang(),
        }
    }

    /// The language of the office's way: as [`Common::lang`], but Japanese where the system names no language at all,
    /// as where a program is opened by double click.
    pub fn office_lang(&self) -> Lang {
        match self.lang {
            None if names_no_language() => Lang::Ja,
            _ => self.lang(),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the language of the system is read here and nowhere else")]
fn set_language() -> Option<String> {
    ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()))
}

fn names_no_language() -> bool {
    set_language().is_none_or(|set| matches!(set.as_str(), "C" | "POSIX" | "C.UTF-8"))
}

fn system_lang() -> Lang {
    let set = set_language();
    if set.is_some_and(|value| value.starts_with("ja")) { Lang::Ja } else { Lang::En }
}

/// A format and where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatArg {
    /// Name of a row of [`FORMATS`].
    pub name: String,
    /// A file, or standard output.
    pub file: Option<String>,
}

/// Verdicts to list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown(pub Vec<Verdict>);

/// Verdicts that fail a run, each with a class or for the classes that bind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailOn(pub Vec<(Verdict, Option<String>)>);

fn day(text: &str) -> Result<Day, String> {
    match parse_date(text) {
        Ok(date) if date.is_exact() => Ok(date.lo),
        Ok(_) => Err("a whole date is needed, such as 2026-09-30".to_owned()),
        Err(_) => Err("not a date; write it like 2026-09-30 or R8.9.30".to_owned()),
    }
}

fn month(text: &str) -> Result<Month, String> {
    parse_month(text).map_err(|_| "not a month; write it like 2024-04 or R6.4".to_owned())
}

fn format(text: &str) -> Result<FormatArg, String> {
    let (name, file) = text.split_once('=').map_or((text, None), |(name, file)| (name, Some(file.to_owned())));
    if let Some(format) = crate::report::format(name) {
        if format.is_binary() && file.as_deref().unwrap_or("").is_empty() {
            return Err(format!("`{name}` needs a file: {name}=FILE.{name}（書き出すファイルの名前を付けてください）"));
        }
        return Ok(FormatArg { name: name.to_owned(), file });
    }
    let known: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    Err(format!("no such format; there are {}", known.join(", ")))
}

fn verdict(text: &str) -> Result<Verdict, String> {
    let known = Verdict::ALL.map(Verdict::name).join(", ");
    Verdict::named(text).ok_or_else(|| format!("no verdict `{text}`; there are {known}"))
}

fn show(text: &str) -> Result<Shown, String> {
    if text == "all" {
        return Ok(Shown(Verdict::ALL.to_vec()));
    }
    text.split(',').map(|name| verdict(name.trim())).collect::<Result<_, _>>().map(Shown)
}

fn fail_on(text: &str) -> Result<FailOn, String> {
    if text == "never" {
        return Ok(FailOn(Vec::new()));
    }
    let one = |part: &str| {
        let (name, class) = part.split_once(':').map_or((part, None), |(name, class)| (name, Some(class.to_owned())));
        Ok((verdict(name.trim())?, class))
    };
    text.split(',').map(one).collect::<Result<_, String>>().map(FailOn)
}
