//! Random programs over locks, queues, groups and timeouts: the engine's steps are those of CPython 3.14 (Pyodide), whose
//! program is printed from the same list of operations. `AWAITSCOPE_SEEDS=A..B` chooses the programs.

#![cfg(not(target_arch = "wasm32"))]

#[path = "support/oracle.rs"]
mod oracle;
#[path = "engine/random_program.rs"]
mod random_program;

use oracle::{Case, compare, seeds};
use random_program::Program;

#[test]
fn random_programs_take_the_steps_that_cpython_takes() {
    let cases = seeds(0..300).map(|seed| {
        let program = Program::random(seed);
        Case { name: format!("seed-{seed}"), python: program.to_python(), log: program.run() }
    });
    compare("engine-random", &cases.collect::<Vec<_>>());
}
