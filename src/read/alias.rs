//! How a case is called in every output: by the office's own id where that may be shown, else by a keyed hash of it.

use super::personal::{mask_text, personal_values};
use super::problem::short;
use crate::model::{Case, Schema};
use crate::text::visible;

const CONTEXT: &str = "kijun case alias";

/// The alias of a case. With the same key the same id gives the same alias; without the key it cannot be guessed back.
/// Cases without an id are told apart by where they were read.
pub fn alias(schema: &Schema, case: &Case, key: &str) -> String {
    if !case.id.is_empty() && is_public(schema) && !names_somebody(schema, case) {
        return short(&visible(&case.id));
    }
    let key = blake3::derive_key(CONTEXT, key.as_bytes());
    let origin = &case.origin;
    let name = match case.id.as_str() {
        "" => format!("\0{}:{}{}", origin.file, origin.line, origin.pointer),
        id => id.to_owned(),
    };
    let hash = blake3::keyed_hash(&key, name.as_bytes()).to_hex();
    format!("C-{}", hash.as_str().get(..10).unwrap_or_default())
}

/// What is shown instead of a personal value by which cases are grouped: with one key the same value gives the same.
pub fn pseudonym(value: &str, key: &str) -> String {
    let key = blake3::derive_key(CONTEXT, key.as_bytes());
    let hash = blake3::keyed_hash(&key, format!("\0group:{value}").as_bytes()).to_hex();
    format!("G-{}", hash.as_str().get(..6).unwrap_or_default())
}

/// Whether the id repeats something personal, such as the person's name.
fn names_somebody(schema: &Schema, case: &Case) -> bool {
    mask_text(&case.id, &personal_values(schema, case), "") != case.id
}

/// Whether the root's key may be shown.
fn is_public(schema: &Schema) -> bool {
    let root = schema.kinds.first();
    let key = root.and_then(|root| root.fields.get(root.key?.0 as usize));
    key.is_some_and(|field| field.public && !field.personal)
}
