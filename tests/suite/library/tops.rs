//! The commonest of several values, where records may belong or a value is not known.

use super::scene::Scene;
use super::time::are;
use serde_json::{Value, json};

const THESE: &str = "{ l.branch for loan l where l.lent_on <= 2024-01-10 }";

/// Loans by their branch: `a` belongs, `a?` may, `?` belongs and has no branch that is known.
fn loans(branches: &[&str]) -> Value {
    let loan = |(at, branch): (usize, &&str)| {
        let (name, lent) = branch.strip_suffix('?').map_or((*branch, "2024-01-05"), |name| (name, "2024-01"));
        match name {
            "" => json!({"id": format!("l{at}"), "lent_on": "2024-01-05", "branch": "unknown"}),
            name => json!({"id": format!("l{at}"), "lent_on": lent, "branch": name}),
        }
    };
    json!({"loans": branches.iter().enumerate().map(loan).collect::<Vec<_>>()})
}

#[test]
fn the_commonest_is_ahead_of_every_other_at_its_most() {
    let is_a = format!("top({THESE}) = \"a\"");
    for (branches, worth) in [
        (&["a", "a", "b"][..], "true"),
        (&["a?"], "unknown"),
        (&["a", "b"], "true"),
        (&["a", "b", "b?"], "unknown"),
        (&["a", "a", "b", "b?"], "true"),
        (&["a", "?"], "unknown"),
        (&["a", "a", "?"], "true"),
        (&["a", "a", "b", "?"], "true"),
        (&["b", "b", "a", "?"], "unknown"),
        (&["b", "b", "a"], "false"),
    ] {
        are(loans(branches), &[(&is_a, worth)]);
    }
}

/// What cannot be told is not nothing; what is not there is.
#[test]
fn the_commonest_is_replaced_only_where_there_is_none() {
    let replaced = format!("(top({THESE}) else \"z\") = \"z\"");
    are(loans(&[]), &[(&replaced, "true")]);
    are(loans(&["a", "b?", "b"]), &[(&replaced, "unknown")]);
    let probe = format!("anchor 2024-01-01\nrequire {replaced}");
    let open = Scene::at("2025-03-31").member(loans(&[])).probe(&probe).run();
    assert_eq!(open.only("P"), "undetermined open-kind");
}

#[test]
fn the_share_of_one_that_only_may_belong_is_anything() {
    let share = |words: &str| format!("top_share({THESE}) {words}");
    are(
        loans(&["a?"]),
        &[
            (&share("< 50%"), "unknown"),
            (&share("> 50%"), "unknown"),
            (&share("<= 100%"), "true"),
            (&share(">= 0%"), "true"),
        ],
    );
    are(
        loans(&["a", "b?"]),
        &[(&share(">= 50%"), "true"), (&share("<= 50%"), "unknown"), (&share("> 50%"), "unknown")],
    );
}
