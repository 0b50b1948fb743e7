//! The compiled form is plain data: written down and read back it is the same, and judges the same.

use kijun::compile::program::Program;
use kijun::input::load;
use kijun::pipeline::compile_rules;

#[test]
fn a_program_survives_being_written_down() {
    let rules = compile_rules(&load(&[]).unwrap()).unwrap();
    let text = serde_json::to_string(&rules.program).unwrap();
    let back: Program = serde_json::from_str(&text).unwrap();
    assert!(back == rules.program);
    assert!(!back.rules.is_empty() && !back.nodes.is_empty());
}

#[test]
fn compiling_twice_gives_the_same_program() {
    let compile = || compile_rules(&load(&[]).unwrap()).unwrap().program;
    assert!(compile() == compile());
}
