//! `cargo xtask shots`: what the page looks like.

use crate::error::Error;
use crate::page;
use crate::process;
use crate::project::Project;
use crate::tools::Toolbox;

/// Opens the release build, at each given path, in every size and theme, and saves what it looks like.
pub fn run(project: &Project, paths: &[String]) -> Result<(), Error> {
    let mut node = Toolbox::new(project).browser_node()?;
    page::ensure_release(project)?;
    process::run(node.arg("tests/browser/shots.mjs").args(paths))
}
