//! The command line: the only layer that touches the terminal, the environment and the clock.

mod args;
mod begin;
mod check;
mod exit;
mod outputs;
mod rules;
mod test;

pub use args::Cli;
pub use exit::Exit;

use clap::Parser;
use std::ffi::OsString;
use std::io::Write;

/// Runs the program; what it prints goes to the two writers.
pub fn run(args: impl IntoIterator<Item = OsString>, out: &mut dyn Write, err: &mut dyn Write) -> Exit {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            let help = !error.use_stderr();
            let _ = if help { write!(out, "{error}") } else { write!(err, "{error}") };
            return if help { Exit::Clean } else { Exit::Usage };
        }
    };
    let result = match &cli.command {
        args::Command::Check(options) => check::run(options, out, err),
        args::Command::Rules(options) => rules::run(options, out, err),
        args::Command::Test(options) => test::run(options, out, err),
    };
    result.unwrap_or_else(|error| {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            return Exit::Clean;
        }
        let _ = writeln!(err, "kijun: {error}");
        Exit::Usage
    })
}
