//! The `kijun` program.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut err = io::stderr().lock();
    let exit = kijun::cli::run(std::env::args_os(), &mut out, &mut err);
    let flushed = out.flush().is_ok();
    ExitCode::from(if flushed { exit as u8 } else { 0 })
}
