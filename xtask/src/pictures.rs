//! `cargo xtask shots` and `cargo xtask frames`: what the page looks like, and what moving it costs.

use crate::error::Error;
use crate::page;
use crate::process;
use crate::project::Project;
use crate::tools::Toolbox;

/// Opens the release build, at each given path, in every size and theme, and saves what it looks like.
pub fn shots(project: &Project, paths: &[String]) -> Result<(), Error> {
    drive(project, "tests/browser/shots.mjs", paths)
}

/// Plays a run in the release build and prints how much of each frame the main thread works.
pub fn frames(project: &Project, arguments: &[String]) -> Result<(), Error> {
    drive(project, "tests/browser/frames.mjs", arguments)
}

fn drive(project: &Project, script: &str, paths: &[String]) -> Result<(), Error> {
    let mut node = Toolbox::new(project).browser_node()?;
    page::ensure_release(project)?;
    process::run(node.arg(script).args(paths))
}
