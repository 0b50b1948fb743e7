//! Commands and options. A subcommand is one variant here and one file beside this one.

use crate::calendar::{Day, parse_date};
use crate::diag::Lang;
use crate::model::Verdict;
use crate::report::{CATALOGUE_FORMATS, FORMATS};
use clap::{Args, Parser, Subcommand, ValueEnum};

/// kijun checks dated case records against dated operating standards, duty by duty.
#[derive(Debug, Parser)]
#[command(name = "kijun", version, about, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read records, judge every duty, report
    Check(Box<CheckArgs>),
    /// Run the examples written in the rule files, with clause coverage
    Test(TestArgs),
    /// List checklists, what answers each of their rows, and every rule
    Rules(RulesArgs),
}

/// Options that every command takes.
#[derive(Debug, Args)]
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
#[derive(Debug, Args)]
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
    /// Verdicts to list, or `all`
    #[arg(long, value_name = "VERDICT,...", value_parser = show, default_value = "violation,undetermined,judgement")]
    pub show: Shown,
    /// Only this case: alias or id; repeatable
    #[arg(long, value_name = "ID")]
    pub case: Vec<String>,
    /// What makes exit code 1: verdicts, each with a class if wanted, or `never`
    #[arg(long, value_name = "VERDICT[:CLASS],...", value_parser = fail_on)]
    pub fail_on: Option<FailOn>,
    /// A municipality's or an office's values of parameters: a built-in profile or a file
    #[arg(long, value_name = "NAME|FILE")]
    pub profile: Option<String>,
    /// Exit code 5 for a stale pack, a rule never activated, an unknown key
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
    /// Shared options
    #[command(flatten)]
    pub common: Common,
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
}

#[expect(clippy::disallowed_methods, reason = "the language of the system is read here and nowhere else")]
fn system_lang() -> Lang {
    let set =
        ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
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

fn format(text: &str) -> Result<FormatArg, String> {
    let (name, file) = text.split_once('=').map_or((text, None), |(name, file)| (name, Some(file.to_owned())));
    if crate::report::format(name).is_some() {
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
