//! The core builds without anything made for the browser.

use crate::error::Error;
use crate::process;
use crate::project::Project;

/// The crates, by the start of their names, that must not be below the core.
const FORBIDDEN: [&str; 5] = ["yew", "web-sys", "js-sys", "wasm-bindgen", "gloo"];

/// No such crate is in the core's dependency tree.
pub fn check(project: &Project) -> Result<(), Error> {
    let mut cargo = project.cargo();
    cargo.args(["tree", "--no-default-features", "--edges", "normal", "--prefix", "none", "--format", "{p}"]);
    let tree = process::capture(cargo.env("CARGO_TERM_COLOR", "never"))?;
    super::report("the core depends on crates for the browser", &forbidden_in(&tree))
}

fn forbidden_in(tree: &str) -> Vec<String> {
    let is_forbidden = |line: &&str| FORBIDDEN.iter().any(|name| line.starts_with(name));
    let mut found: Vec<String> = tree.lines().filter(is_forbidden).map(str::to_owned).collect();
    found.sort();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_for_the_browser_are_found_once_each() {
        let tree = "awaitscope v0.1.0\nserde v1.0.0\njs-sys v0.3.0\ngloo-timers v0.4.0\njs-sys v0.3.0 (*)\n";
        assert_eq!(forbidden_in(tree).len(), 3);
        assert_eq!(forbidden_in("awaitscope v0.1.0\nserde v1.0.0\n"), [""; 0]);
    }
}
