//! `cargo xtask gallery` and `cargo xtask support`: files that the command line writes about what it was built of. Tests say
//! if they are out of date.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, InFile};
use crate::process;
use crate::project::Project;
use crate::runner::Awaitscope;

/// Writes `static/gallery/index.json`, by which the page knows the built-in scenes and programs.
pub fn gallery(project: &Project) -> Result<(), Error> {
    let folder = project.root.join("static").join("gallery");
    write(project, &["gallery".as_ref(), &folder], folder.join("index.json"))
}

/// Writes `docs/python-support.md`, the table of what of Python is supported.
pub fn support(project: &Project) -> Result<(), Error> {
    write(project, &["support".as_ref()], project.root.join("docs").join("python-support.md"))
}

/// Writes what the command line prints into a file.
fn write(project: &Project, arguments: &[&Path], file: PathBuf) -> Result<(), Error> {
    let awaitscope = Awaitscope::build(project)?;
    let text = process::capture(awaitscope.command(project).args(arguments))?;
    fs::write(&file, text).in_file(&file)?;
    println!("wrote {}", file.display());
    Ok(())
}
