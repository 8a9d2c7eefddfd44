//! `cargo xtask shots`: pictures of the page, for looking at.

use crate::error::Error;
use crate::page;
use crate::process;
use crate::project::Project;
use crate::tools::Toolbox;

/// Opens the release build, at each given path, in every size and theme, and saves what it looks like.
pub fn run(project: &Project, paths: &[String]) -> Result<(), Error> {
    let toolbox = Toolbox::new(project);
    page::ensure_release(project)?;
    let mut node = toolbox.browser_script("tests/browser/shots.mjs")?;
    process::run(node.args(paths))
}
