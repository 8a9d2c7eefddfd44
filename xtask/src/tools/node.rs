//! Node, and the packages from npm that package-lock.json pins.

use std::fs;
use std::path::{Path, PathBuf};

use super::system;
use crate::error::{Error, InFile};
use crate::process;
use crate::project::Project;

/// The oldest version that everything from npm runs on.
const OLDEST: u32 = 20;

/// Which of the pinned packages are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    /// wasm-opt, and what minifies scripts and styles.
    Build,
    /// Also what drives the browser, and the reference Python.
    Tests,
}

impl Wanted {
    fn name(self) -> &'static str {
        match self {
            Wanted::Build => "build",
            Wanted::Tests => "tests",
        }
    }
}

/// Node's path.
pub fn ensure() -> Result<PathBuf, Error> {
    let find = || process::on_path("node").find(is_recent);
    if let Some(node) = find() {
        return Ok(node);
    }
    if system::apt_install(&["nodejs", "npm"])
        && let Some(node) = find()
    {
        return Ok(node);
    }
    Err(Error::Missing {
        what: format!("Node {OLDEST} or later"),
        remedy: "install it from https://nodejs.org or with your system's packages".to_owned(),
    })
}

/// The folder of the packages that a release build uses.
pub fn build_modules(project: &Project) -> Result<PathBuf, Error> {
    modules(project, Wanted::Build)
}

/// The folder of the packages that tests use.
pub fn test_modules(project: &Project) -> Result<PathBuf, Error> {
    modules(project, Wanted::Tests)
}

/// The folder of the packages that a page needs which benches compare ours with; they are pinned beside its source.
pub fn bench_modules(project: &Project, name: &str) -> Result<PathBuf, Error> {
    let source = project.root.join("benches").join("browser").join(name);
    install(project, &source, &project.tools.join(name), Wanted::Build)
}

fn modules(project: &Project, wanted: Wanted) -> Result<PathBuf, Error> {
    install(project, &project.root.join("xtask").join("npm"), &project.tools.join("npm"), wanted)
}

/// Installs what a folder's lock file pins into another folder, unless that is done.
fn install(project: &Project, source: &Path, folder: &Path, wanted: Wanted) -> Result<PathBuf, Error> {
    ensure()?;
    let stamp = folder.join("installed");
    let lock = source.join("package-lock.json");
    let pinned = fs::read_to_string(&lock).in_file(&lock)?;

    let installed = fs::read_to_string(&stamp).unwrap_or_default();
    let current =
        [Wanted::Tests, wanted].iter().any(|choice| installed == format!("{}\n{pinned}", choice.name()));
    if !current {
        eprintln!("Installing npm packages into {}", folder.display());
        fs::create_dir_all(folder).in_file(folder)?;
        for file in ["package.json", "package-lock.json"] {
            copy(&source.join(file), &folder.join(file))?;
        }
        let mut npm = project.command(if cfg!(windows) { "npm.cmd" } else { "npm" });
        npm.arg("ci").args(["--no-audit", "--no-fund", "--loglevel=error"]).arg("--prefix").arg(folder);
        if wanted == Wanted::Build {
            npm.arg("--omit=dev");
        }
        process::run(&mut npm)?;
        fs::write(&stamp, format!("{}\n{pinned}", wanted.name())).in_file(stamp)?;
    }
    Ok(folder.join("node_modules"))
}

fn copy(from: &Path, to: &Path) -> Result<(), Error> {
    fs::copy(from, to).map(|_| ()).in_file(from)
}

fn is_recent(node: &PathBuf) -> bool {
    let text = process::version_text(node).unwrap_or_default();
    major(&text).is_some_and(|major| major >= OLDEST)
}

fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_of_node_is_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major(""), None);
    }
}
