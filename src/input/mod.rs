//! The edge: files, folders, standard input, built-in packs. Nothing below this layer opens a file.

mod files;
mod packs;
mod tables;

pub use files::{Inputs, RESULTS, Source, SourceKind, TableFile, Unreadable};
pub use packs::{PackError, built_in_names, built_in_profiles, load, load_profile, load_to_judge};
pub use tables::{Bringing, BroughtIn};
