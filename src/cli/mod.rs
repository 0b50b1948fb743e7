//! The command line: the only layer that touches the terminal, the environment and the clock.

mod aliases;
mod args;
mod begin;
mod carry;
mod check;
mod exit;
mod file;
mod folder;
mod import;
mod init;
mod outputs;
mod review;
mod rules;
mod sample;
mod test;
mod waivers;

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
    let Some(command) = &cli.command else {
        return told(folder::run(&cli.folder, out, err), err);
    };
    let result = match command {
        args::Command::Init(options) => init::run(options, out, err),
        args::Command::Check(options) => check::run(options, out, err),
        args::Command::Import(options) => import::run(options, out, err),
        args::Command::Review(options) => review::run(options, out, err),
        args::Command::Rules(options) => rules::run(options, out, err),
        args::Command::Test(options) => test::run(options, out, err),
    };
    told(result, err)
}

/// The exit of a command; an error of the machine is told in its words.
fn told(result: std::io::Result<Exit>, err: &mut dyn Write) -> Exit {
    result.unwrap_or_else(|error| {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            return Exit::Clean;
        }
        let _ = writeln!(err, "kijun: {error}");
        Exit::Usage
    })
}
