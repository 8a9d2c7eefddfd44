//! Rust's standard library for the browser.

use std::path::Path;
use std::process::Command;

use crate::error::Error;
use crate::process;
use crate::project::Project;

const TARGET: &str = "wasm32-unknown-unknown";

/// Installs the target through rustup unless the compiler has it already.
pub fn ensure(project: &Project) -> Result<(), Error> {
    let folder =
        process::capture(project.command("rustc").args(["--print", "target-libdir", "--target", TARGET]))?;
    if Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    if process::on_path("rustup").next().is_none() {
        return Err(Error::Missing {
            what: format!("Rust's standard library for {TARGET}"),
            remedy: "install it with your system's packages, or Rust through rustup (https://rustup.rs)"
                .to_owned(),
        });
    }
    eprintln!("Adding the target {TARGET}");
    process::run(Command::new("rustup").current_dir(&project.root).args(["target", "add", TARGET]))
}
