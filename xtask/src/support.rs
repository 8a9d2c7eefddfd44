//! `cargo xtask support`: writes the table of what of Python is supported.

use std::fs;

use crate::error::{Error, InFile};
use crate::process;
use crate::project::Project;
use crate::runner::Awaitscope;

/// Writes `docs/python-support.md`.
pub fn run(project: &Project) -> Result<(), Error> {
    let awaitscope = Awaitscope::build(project)?;
    let text = process::capture(awaitscope.command(project).arg("support"))?;
    let file = project.root.join("docs").join("python-support.md");
    fs::create_dir_all(project.root.join("docs")).in_file(&file)?;
    fs::write(&file, text).in_file(&file)?;
    println!("wrote {}", file.display());
    Ok(())
}
