//! `kijun init sample`: records of an office that does not exist.

use super::Exit;
use super::args::InitSample;
use include_dir::{Dir, include_dir};
use std::io::{self, Write};
use std::path::Path;

/// Records of an office that does not exist.
static SAMPLE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/fixtures/sample");

/// Writes the sample into a new folder.
pub(super) fn run(args: &InitSample, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Exit> {
    let (folder, lang) = (Path::new(&args.folder), args.common.office_lang());
    if folder.exists() {
        let words = lang.of("もうあります。上書きはしません", "is there already; nothing is overwritten");
        writeln!(err, "kijun: {}: {words}", folder.display())?;
        return Ok(Exit::Usage);
    }
    std::fs::create_dir_all(folder)?;
    SAMPLE.extract(folder)?;
    let words = lang.of(
        "架空の事業所の記録を作りました。次のように打つと点検します",
        "made records of an office that does not exist; to check them",
    );
    writeln!(out, "{words}: kijun {}", folder.display())?;
    Ok(Exit::Clean)
}
