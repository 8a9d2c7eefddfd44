//! Where things are.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::Error;

/// The checkout and the folder of its tools.
#[derive(Debug)]
pub struct Project {
    pub root: PathBuf,
    /// Tools that were missing on this machine are installed here.
    pub tools: PathBuf,
}

impl Project {
    pub fn locate() -> Result<Self, Error> {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let root = manifest.as_deref().and_then(Path::parent).ok_or_else(|| Error::Missing {
            what: "the project's folder".to_owned(),
            remedy: "start this as `cargo xtask`".to_owned(),
        })?;
        let tools = std::env::var_os("AWAITSCOPE_TOOLS")
            .map_or_else(|| root.join(".tools"), |folder| root.join(folder));
        Ok(Project { root: root.to_owned(), tools })
    }

    /// A program run from the project's root.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// Cargo, run from the project's root.
    pub fn cargo(&self) -> Command {
        let mut command = self.command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        // Cargo sees no terminal where its output is also read here.
        if std::io::IsTerminal::is_terminal(&std::io::stderr()) {
            command.env("CARGO_TERM_COLOR", "always");
        }
        command
    }

    /// Where builds for the browser go: apart from the native ones, so that neither waits for or evicts the other.
    pub fn web_target(&self) -> PathBuf {
        self.root.join("target").join("web")
    }

    /// The release build of the page.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }
}
