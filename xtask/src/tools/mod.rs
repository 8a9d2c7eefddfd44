//! The programs that building and testing need: found on the path where one fits, else installed.

mod browser;
mod cargo_tool;
mod node;
mod system;
mod wasm_target;

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

pub use browser::Browser;
use cargo_tool::CargoTool;

use crate::error::Error;
use crate::project::Project;

/// Finds and installs tools for one project.
#[derive(Clone, Copy, Debug)]
pub struct Toolbox<'a> {
    project: &'a Project,
}

impl<'a> Toolbox<'a> {
    pub fn new(project: &'a Project) -> Self {
        Toolbox { project }
    }

    /// What building the page with Trunk takes.
    pub fn for_page(&self) -> Result<ToolPath, Error> {
        wasm_target::ensure(self.project)?;
        let mut path = ToolPath::default();
        path.add_program(&CargoTool::trunk().ensure(self.project)?);
        path.add_program(&CargoTool::wasm_bindgen(self.project)?.ensure(self.project)?);
        Ok(path)
    }

    /// What running Rust tests in the browser takes, apart from the browser.
    pub fn for_browser_tests(&self) -> Result<ToolPath, Error> {
        wasm_target::ensure(self.project)?;
        let mut path = ToolPath::default();
        path.add_program(&CargoTool::wasm_pack().ensure(self.project)?);
        path.add_program(&CargoTool::wasm_bindgen(self.project)?.ensure(self.project)?);
        Ok(path)
    }

    /// A Chromium without its driver.
    pub fn browser(&self) -> Result<PathBuf, Error> {
        browser::ensure_browser()
    }

    /// A Chromium and the driver that fits it.
    pub fn browser_with_driver(&self) -> Result<Browser, Error> {
        Browser::ensure()
    }

    /// Node itself.
    pub fn node(&self) -> Result<PathBuf, Error> {
        node::ensure()
    }

    /// The folder of the npm packages that a release build uses.
    pub fn build_modules(&self) -> Result<PathBuf, Error> {
        node::build_modules(self.project)
    }

    /// The folder of the npm packages that tests use.
    pub fn test_modules(&self) -> Result<PathBuf, Error> {
        node::test_modules(self.project)
    }

    /// The folder of the npm packages of a page that benches compare ours with.
    pub fn bench_modules(&self, name: &str) -> Result<PathBuf, Error> {
        node::bench_modules(self.project, name)
    }

    /// Node with what scripts that drive the browser look for in the environment.
    pub fn browser_node(&self) -> Result<Command, Error> {
        let mut node = self.project.command(self.node()?);
        node.env("AWAITSCOPE_NODE_MODULES", self.test_modules()?)
            .env("AWAITSCOPE_DIST", self.project.dist())
            .env("CHROMIUM", self.browser()?);
        Ok(node)
    }
}

/// The folders of the tools that were found, to go before everything else on the path of a program that calls them.
#[derive(Debug, Default)]
pub struct ToolPath {
    folders: Vec<PathBuf>,
}

impl ToolPath {
    fn add_program(&mut self, program: &Path) {
        if let Some(folder) = program.parent() {
            self.add_folder(folder.to_owned());
        }
    }

    fn add_folder(&mut self, folder: PathBuf) {
        if !self.folders.contains(&folder) {
            self.folders.push(folder);
        }
    }

    /// Puts the folders first on the path of `command`. It also decides which program `command` itself starts.
    pub fn apply(&self, command: &mut Command) -> Result<(), Error> {
        command.env("PATH", self.joined()?);
        Ok(())
    }

    fn joined(&self) -> Result<OsString, Error> {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let folders = self.folders.iter().cloned().chain(env::split_paths(&inherited));
        env::join_paths(folders).map_err(|error| Error::Missing {
            what: "a usable path to the tools".to_owned(),
            remedy: format!("choose another folder in AWAITSCOPE_TOOLS ({error})"),
        })
    }
}
