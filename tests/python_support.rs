//! `docs/python-support.md` tells of Python as it is supported now.

#![cfg(all(feature = "python", not(target_arch = "wasm32")))]

#[path = "support/python.rs"]
mod python;
#[path = "support/transcripts.rs"]
mod transcripts;

use std::fs;
use std::path::Path;

#[test]
fn the_table_of_what_is_supported_is_up_to_date() {
    let made = python::on_a_large_stack(awaitscope::python::support).expect("the examples do what they show");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join("python-support.md");
    let written = fs::read_to_string(file).unwrap_or_default();
    let difference = transcripts::first_difference(&written.replace("\r\n", "\n"), &made);
    assert!(difference.is_none(), "run `cargo xtask support`: {}", difference.unwrap_or_default());
}
