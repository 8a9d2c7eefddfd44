//! How each kind of test is run.

use std::fs;
use std::path::{Path, PathBuf};

use super::counted;
use crate::checks::source::{code_of, rust_files};
use crate::error::{Error, InFile};
use crate::page;
use crate::project::Project;
use crate::tally::Tally;
use crate::tools::Toolbox;

/// What the integration tests that need the reference Python name, and no other: they are a stage of their own.
const ORACLE: &str = "support/oracle.rs";

/// Integration tests that run in a browser have names that start so.
const IN_BROWSER: &str = "web";

/// For so many seconds tests of Rust may last in a browser: a limit against hanging on the slowest machine.
const TEST_SECS: &str = "240";

/// The modules that only exist for the browser.
const WEB_MODULES: [&str; 2] = ["ui", "web"];

pub fn core(project: &Project, filter: Option<&str>) -> Result<Tally, Error> {
    let mut cargo = project.cargo();
    cargo.args(["test", "--no-fail-fast", "--lib", "--bins"]);
    let by_the_oracle = oracle_tests(project)?;
    for name in integration_tests(project)? {
        if !by_the_oracle.contains(&name) && !name.starts_with(IN_BROWSER) {
            cargo.args(["--test", &name]);
        }
    }
    let mut tally = counted(cargo.arg("--").args(filter))?;
    let mut examples = project.cargo();
    examples.args(["test", "--doc", "--"]).args(filter);
    tally.add(counted(&mut examples)?);
    Ok(tally)
}

pub fn tools(project: &Project, filter: Option<&str>) -> Result<Tally, Error> {
    counted(project.cargo().args(["test", "--package", "xtask", "--"]).args(filter))
}

pub fn oracle(project: &Project, filter: Option<&str>) -> Result<Tally, Error> {
    let toolbox = Toolbox::new(project);
    toolbox.node()?;
    let mut cargo = project.cargo();
    cargo.env("AWAITSCOPE_NODE_MODULES", toolbox.test_modules()?);
    cargo.args(["test", "--no-fail-fast"]);
    for name in oracle_tests(project)? {
        cargo.args(["--test", &name]);
    }
    counted(cargo.arg("--").args(filter))
}

/// Building the page natively takes a while, so that happens only if it has a test to run there.
pub fn page(project: &Project, filter: Option<&str>) -> Result<Tally, Error> {
    if !has_native_page_tests(project)? {
        println!("all tests of the page need a browser");
        return Ok(Tally::default());
    }
    let mut cargo = project.cargo();
    cargo.args(["test", "--features", "web", "--lib", "--"]);
    match filter {
        Some(filter) => cargo.arg(filter),
        None => cargo.args(WEB_MODULES.map(|module| format!("{module}::"))),
    };
    counted(&mut cargo)
}

pub fn browser(project: &Project, filter: Option<&str>) -> Result<Tally, Error> {
    let toolbox = Toolbox::new(project);
    // First what may have to be asked for, then what takes minutes to install.
    let browser = toolbox.browser_with_driver()?;
    let path = toolbox.for_browser_tests()?;

    // The driver looks for a browser on its own unless it is told.
    let capabilities = project.web_target().join("webdriver.json");
    fs::create_dir_all(project.web_target()).in_file(project.web_target())?;
    let binary = browser.browser.to_string_lossy().replace('\\', "\\\\").replace('"', "\\\"");
    fs::write(&capabilities, format!("{{\"goog:chromeOptions\": {{\"binary\": \"{binary}\"}}}}\n"))
        .in_file(&capabilities)?;

    let mut wasm_pack = project.command("wasm-pack");
    path.apply(&mut wasm_pack)?;
    wasm_pack.env("CARGO_TARGET_DIR", project.web_target());
    wasm_pack.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &capabilities);
    wasm_pack.env("WASM_BINDGEN_TEST_TIMEOUT", TEST_SECS);
    wasm_pack.args(["test", "--mode", "no-install", "--headless", "--chrome", "--chromedriver"]);
    wasm_pack.arg(&browser.driver).args(["--", "--features", "web", "--lib"]);
    for name in browser_tests(project)? {
        wasm_pack.args(["--test", &name]);
    }
    if let Some(filter) = filter {
        wasm_pack.args(["--", filter]);
    }
    counted(&mut wasm_pack)
}

pub fn end_to_end(project: &Project, filter: Option<&str>) -> Result<Tally, Error> {
    let mut node = Toolbox::new(project).browser_node()?;
    page::ensure_release(project)?;
    node.args(["--test", "--test-reporter=spec"]);
    if let Some(filter) = filter {
        node.arg(format!("--test-name-pattern={filter}"));
    }
    counted(node.args(end_to_end_tests(project)?))
}

/// The names of the crate's integration tests: `tests/NAME.rs` and `tests/NAME/main.rs`.
fn integration_tests(project: &Project) -> Result<Vec<String>, Error> {
    let is_test =
        |path: &PathBuf| path.extension().is_some_and(|kind| kind == "rs") || path.join("main.rs").is_file();
    let files = sorted(&project.root.join("tests"))?;
    Ok(files.iter().filter(|path| is_test(path)).filter_map(|path| stem(path)).collect())
}

/// The names of those that compare with the reference Python, by what their files say.
fn oracle_tests(project: &Project) -> Result<Vec<String>, Error> {
    let mut names = Vec::new();
    for name in integration_tests(project)? {
        let file = project.root.join("tests").join(&name).with_extension("rs");
        if file.is_file() && fs::read_to_string(&file).in_file(&file)?.contains(ORACLE) {
            names.push(name);
        }
    }
    Ok(names)
}

/// The names of those that run in a browser.
pub fn browser_tests(project: &Project) -> Result<Vec<String>, Error> {
    let mut names = integration_tests(project)?;
    names.retain(|name| name.starts_with(IN_BROWSER));
    Ok(names)
}

fn has_native_page_tests(project: &Project) -> Result<bool, Error> {
    for module in WEB_MODULES {
        for file in rust_files(&project.root.join("src").join(module))? {
            let text = fs::read_to_string(&file).in_file(&file)?;
            if code_of(&text).contains("#[test]") {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

fn end_to_end_tests(project: &Project) -> Result<Vec<PathBuf>, Error> {
    let mut files = sorted(&project.root.join("tests").join("browser"))?;
    files.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
    Ok(files)
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries = fs::read_dir(folder).in_file(folder)?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}

fn stem(path: &Path) -> Option<String> {
    Some(path.file_stem()?.to_string_lossy().into_owned())
}
