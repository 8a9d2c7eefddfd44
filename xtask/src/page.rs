//! Building the page with Trunk.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use crate::error::{Error, InFile};
use crate::process;
use crate::project::Project;
use crate::tools::{ToolPath, Toolbox};

/// What the page is made of.
const SOURCES: [&str; 7] =
    ["src", "static", "index.html", "Trunk.toml", "Cargo.toml", "Cargo.lock", "xtask/npm"];

/// Trunk with its tools on the path and a target folder of its own.
pub fn trunk(project: &Project, path: &ToolPath) -> Result<Command, Error> {
    let mut trunk = project.command("trunk");
    path.apply(&mut trunk)?;
    trunk.env("CARGO_TARGET_DIR", project.web_target());
    trunk.env("TRUNK_SKIP_VERSION_CHECK", "true");
    // Trunk takes this variable for a flag of its own and stumbles over the usual value, 1.
    trunk.env_remove("NO_COLOR");
    // Its own call stack says nothing about why a page does not build.
    trunk.env("RUST_BACKTRACE", "0");
    Ok(trunk)
}

/// Asks Trunk for a release build.
pub fn release(trunk: &mut Command) -> &mut Command {
    // Panics would carry the paths of this machine onto the page: those of crates and of the standard library.
    let mut flags: Vec<String> =
        env::var("RUSTFLAGS").unwrap_or_default().split_whitespace().map(str::to_owned).collect();
    let library = process::capture(Command::new("rustc").args(["--print", "sysroot"]));
    let library = library.ok().map(|root| PathBuf::from(root.trim()).join("lib/rustlib/src/rust/library"));
    for (place, name) in [(cargo_home(), "cargo"), (library, "library")] {
        flags.extend(place.map(|place| format!("--remap-path-prefix={}={name}", place.display())));
    }
    // Names that tell the instances of a generic function apart, by which the wasm is cut in parts.
    flags.push("-Csymbol-mangling-version=v0".to_owned());
    // What refers to which data, for the same.
    flags.push("-Clink-arg=--emit-relocs".to_owned());
    trunk.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
    trunk.arg("--release")
}

/// Where Cargo keeps the sources of crates.
fn cargo_home() -> Option<PathBuf> {
    let home =
        || Some(PathBuf::from(env::var_os("HOME").or_else(|| env::var_os("USERPROFILE"))?).join(".cargo"));
    env::var_os("CARGO_HOME").map(PathBuf::from).or_else(home)
}

/// Builds the page for release into dist/.
pub fn build_release(project: &Project) -> Result<(), Error> {
    let toolbox = Toolbox::new(project);
    let mut trunk = trunk(project, &toolbox.for_page()?)?;
    let built = project.web_target().join("page");
    process::run(release(trunk.arg("build").arg("--dist").arg(&built)))?;
    let mut shrink = project.command(toolbox.node()?);
    shrink.env("AWAITSCOPE_NODE_MODULES", toolbox.build_modules()?);
    // What a first visit needs is found out by one.
    match toolbox.browser() {
        Ok(browser) => _ = shrink.env("CHROMIUM", browser),
        Err(error) => eprintln!("{error}"),
    }
    let linked = project.web_target().join("wasm32-unknown-unknown/release");
    process::run(shrink.arg("xtask/npm/shrink.mjs").arg(built).arg(project.dist()).arg(linked))?;
    let stamp = stamp(project);
    fs::write(&stamp, "").in_file(stamp)
}

/// Builds the page for release unless dist/ is newer than everything it is made of.
pub fn ensure_release(project: &Project) -> Result<(), Error> {
    let built = modified(&stamp(project)).filter(|_| project.dist().join("index.html").is_file());
    let changed = SOURCES.iter().filter_map(|source| newest(&project.root.join(source))).max();
    match built {
        Some(built) if changed.is_none_or(|changed| changed < built) => Ok(()),
        _ => build_release(project),
    }
}

/// Touched by every release build.
fn stamp(project: &Project) -> PathBuf {
    project.web_target().join("dist.stamp")
}

fn newest(path: &Path) -> Option<SystemTime> {
    let Ok(entries) = fs::read_dir(path) else { return modified(path) };
    // A folder's own time tells of files that were removed.
    let inside = entries.flatten().filter_map(|entry| newest(&entry.path())).max();
    inside.max(modified(path))
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|metadata| metadata.modified()).ok()
}
