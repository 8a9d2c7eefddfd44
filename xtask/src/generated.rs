//! `cargo xtask gallery`: writes the index by which the page knows the built-in scenes.

use std::fs;

use crate::error::{Error, InFile};
use crate::process;
use crate::project::Project;
use crate::runner::Awaitscope;

/// Writes `static/gallery/index.json`.
pub fn run(project: &Project) -> Result<(), Error> {
    let awaitscope = Awaitscope::build(project)?;
    let folder = project.root.join("static").join("gallery");
    let text = process::capture(awaitscope.command(project).arg("gallery").arg(&folder))?;
    let file = folder.join("index.json");
    fs::write(&file, text).in_file(&file)?;
    println!("wrote {}", file.display());
    Ok(())
}
