//! The `kijun` program.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut err = io::stderr().lock();
    let exit = kijun::cli::run(std::env::args_os(), &mut out, &mut err);
    match out.flush() {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let _ = writeln!(err, "kijun: {error}");
            ExitCode::from(kijun::cli::Exit::Usage as u8)
        }
        _ => ExitCode::from(exit as u8),
    }
}
