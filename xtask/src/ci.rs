//! `cargo xtask ci`: everything that must hold before a change goes in.

use crate::checks;
use crate::error::Error;
use crate::process;
use crate::project::Project;
use crate::size;
use crate::tally::Tally;
use crate::test::{self, TestOptions};

/// What the page consists of, each a program with a feature of its own.
const MODULES: [(&str, &str); 3] = [
    ("awaitscope-web", "web"),
    ("awaitscope-scenes", "scenes-worker"),
    ("awaitscope-python", "python-worker"),
];

/// Runs the tests, then the checks, each of which counts as a test.
pub fn run(project: &Project) -> Result<(), Error> {
    let mut tally = test::run_stages(project, &TestOptions::default());
    check(&mut tally, "formatting", || process::run(project.cargo().args(["fmt", "--all", "--", "--check"])));
    check(&mut tally, "lints, core", || clippy(project, &["--workspace", "--all-targets"]));
    check(&mut tally, "lints, page", || lint_page(project));
    for (module, feature) in MODULES {
        check(&mut tally, &format!("lints, {feature} alone"), || lint_module(project, module, feature));
    }
    check(&mut tally, "documentation", || document(project));
    check(&mut tally, "layering", || checks::layering(project));
    check(&mut tally, "dependencies of the core", || checks::dependencies(project));
    check(&mut tally, "tidiness", || checks::tidiness(project));
    check(&mut tally, "size", || size::run(project));
    tally.close()
}

fn check(tally: &mut Tally, name: &str, check: impl FnOnce() -> Result<(), Error>) {
    tally.stage(name, || check().map(|()| Tally { passed: 1, failed: 0 }));
}

fn clippy(project: &Project, options: &[&str]) -> Result<(), Error> {
    process::run(project.cargo().arg("clippy").args(options).args(["--", "-D", "warnings"]))
}

fn lint_page(project: &Project) -> Result<(), Error> {
    let mut cargo = project.cargo();
    cargo.env("CARGO_TARGET_DIR", project.web_target());
    cargo.args([
        "clippy",
        "--target",
        "wasm32-unknown-unknown",
        "--features",
        "web,scenes-worker,python-worker",
    ]);
    for name in test::browser_tests(project)? {
        cargo.args(["--test", &name]);
    }
    process::run(cargo.args(["--lib", "--bins", "--", "-D", "warnings"]))
}

/// A module of the page as it is built: what belongs to another one only is not there.
fn lint_module(project: &Project, module: &str, feature: &str) -> Result<(), Error> {
    let mut cargo = project.cargo();
    cargo.env("CARGO_TARGET_DIR", project.web_target());
    cargo.args(["clippy", "--target", "wasm32-unknown-unknown", "--no-default-features"]);
    process::run(cargo.args(["--features", feature, "--lib", "--bin", module, "--", "-D", "warnings"]))
}

/// The documentation builds, and its links lead somewhere.
fn document(project: &Project) -> Result<(), Error> {
    let mut cargo = project.cargo();
    cargo.env("RUSTDOCFLAGS", "-D warnings");
    process::run(cargo.args(["doc", "--no-deps", "--lib"]))
}
