//! Tools that come as crates.

use std::fs;
use std::path::PathBuf;

use crate::error::{Error, InFile};
use crate::process;
use crate::project::Project;

/// A program from crates.io, with the versions of it that will do.
#[derive(Debug)]
pub struct CargoTool {
    package: &'static str,
    program: &'static str,
    /// The version that is installed where none fits.
    version: String,
    fit: Fit,
    features: &'static [&'static str],
    /// How far its build is optimised. Tools that mostly wait for others are built quickly instead.
    opt_level: &'static str,
    /// How long building it from source takes on a small machine.
    patience: &'static str,
}

/// Which other versions are as good as the one that would be installed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    Exact,
    /// The same major and minor number.
    SameMinor,
}

impl CargoTool {
    pub fn trunk() -> Self {
        CargoTool {
            package: "trunk",
            program: "trunk",
            version: "0.21.14".to_owned(),
            fit: Fit::SameMinor,
            features: &["--no-default-features", "--features", "rustls"],
            opt_level: "1",
            patience: "five minutes",
        }
    }

    /// wasm-bindgen in the version of the crate: the two share a format that changes with every version.
    pub fn wasm_bindgen(project: &Project) -> Result<Self, Error> {
        let path = project.root.join("Cargo.lock");
        let lock = fs::read_to_string(&path).in_file(&path)?;
        let version = locked_version(&lock, "wasm-bindgen").ok_or_else(|| Error::Missing {
            what: "wasm-bindgen in Cargo.lock".to_owned(),
            remedy: "run `cargo update`".to_owned(),
        })?;
        Ok(CargoTool {
            package: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            version: version.to_owned(),
            fit: Fit::Exact,
            features: &[],
            opt_level: "3",
            patience: "two minutes",
        })
    }

    pub fn wasm_pack() -> Self {
        CargoTool {
            package: "wasm-pack",
            program: "wasm-pack",
            version: "0.15.1".to_owned(),
            fit: Fit::SameMinor,
            features: &[],
            opt_level: "1",
            patience: "two minutes",
        }
    }

    /// The program's path; installs it first if no version that fits is there.
    pub fn ensure(&self, project: &Project) -> Result<PathBuf, Error> {
        let installed = self.own_path(project);
        let mut candidates = process::on_path(self.program).chain([installed.clone()]);
        if let Some(found) = candidates.find(|path| self.fits(path)) {
            return Ok(found);
        }
        self.install(project)?;
        match self.fits(&installed) {
            true => Ok(installed),
            false => Err(Error::Missing {
                what: format!("{} {}", self.program, self.version),
                remedy: format!("its installation into {} did not work", project.tools.display()),
            }),
        }
    }

    fn own_path(&self, project: &Project) -> PathBuf {
        let file = format!("{}{}", self.program, std::env::consts::EXE_SUFFIX);
        project.tools.join("bin").join(file)
    }

    fn fits(&self, program: &PathBuf) -> bool {
        let text = process::version_text(program).unwrap_or_default();
        text.split_whitespace().nth(1).is_some_and(|version| self.fit.accepts(&self.version, version))
    }

    fn install(&self, project: &Project) -> Result<(), Error> {
        let tool = format!("{}@{}", self.package, self.version);
        let prebuilt = process::on_path("cargo-binstall").next().is_some();
        if prebuilt {
            eprintln!("Fetching {tool} into {}", project.tools.display());
            let mut binstall = project.cargo();
            binstall.args(["binstall", "--no-confirm", "--disable-strategies", "compile", "--root"]);
            if process::run(binstall.arg(&project.tools).arg(&tool)).is_ok() {
                return Ok(());
            }
        }
        eprintln!("Building {tool} into {} (once, about {})", project.tools.display(), self.patience);
        let build = project.tools.join("build");
        // Its own locked dependencies are the ones it was tested with; where they cannot be had, newer ones may.
        let locked = self.cargo_install(project, &tool, &build, true);
        let result = locked.or_else(|_| self.cargo_install(project, &tool, &build, false));
        if build.exists() {
            fs::remove_dir_all(&build).in_file(build)?;
        }
        result
    }

    fn cargo_install(
        &self,
        project: &Project,
        tool: &str,
        build: &PathBuf,
        locked: bool,
    ) -> Result<(), Error> {
        let mut install = project.cargo();
        install.env("CARGO_TARGET_DIR", build).env_remove("RUSTFLAGS");
        install
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", self.opt_level)
            .env("CARGO_PROFILE_RELEASE_LTO", "off");
        install.args(["install", "--force", tool, "--root"]).arg(&project.tools).args(self.features);
        if locked {
            install.arg("--locked");
        }
        process::run(&mut install)
    }
}

impl Fit {
    fn accepts(self, wanted: &str, found: &str) -> bool {
        match self {
            Fit::Exact => wanted == found,
            Fit::SameMinor => {
                let minor =
                    |version: &str| version.splitn(3, '.').take(2).map(str::to_owned).collect::<Vec<_>>();
                minor(wanted) == minor(found)
            }
        }
    }
}

fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let start = lock.find(&format!("name = \"{package}\"\n"))?;
    lock[start..].lines().nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locked_version_of_a_package_is_found() {
        let lock = "\
[[package]]
name = \"wasm-bindgen-futures\"
version = \"0.4.9\"

[[package]]
name = \"wasm-bindgen\"
version = \"0.2.130\"
";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "yew"), None);
    }

    #[test]
    fn an_exact_tool_takes_no_other_version() {
        assert!(Fit::Exact.accepts("0.2.130", "0.2.130"));
        assert!(!Fit::Exact.accepts("0.2.130", "0.2.131"));
    }

    #[test]
    fn a_tool_of_the_same_minor_version_is_as_good() {
        assert!(Fit::SameMinor.accepts("0.21.14", "0.21.7"));
        assert!(!Fit::SameMinor.accepts("0.21.14", "0.22.1"));
    }
}
