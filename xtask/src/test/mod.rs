//! `cargo xtask test`: every test there is, stage by stage.

mod stages;

pub use stages::browser_tests;

use std::process::Command;

use crate::error::Error;
use crate::process;
use crate::project::Project;
use crate::tally::Tally;

#[derive(Debug, Default, PartialEq, Eq)]
pub struct TestOptions {
    /// The stages to run; all of them if empty.
    pub only: Vec<Stage>,
    /// Runs the tests whose names contain this.
    pub filter: Option<String>,
}

/// A kind of test with a runner of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The core, natively, and the examples in its documentation.
    Core,
    /// These tasks themselves.
    Tools,
    /// What of the page needs no browser, if anything.
    Page,
    /// The page's Rust code in a browser.
    Browser,
    /// The engine against CPython.
    Oracle,
    /// A person's way through the built page.
    EndToEnd,
}

impl Stage {
    /// In the order in which they run: what fails fast comes first.
    const ALL: [Stage; 6] =
        [Stage::Core, Stage::Tools, Stage::Oracle, Stage::Page, Stage::Browser, Stage::EndToEnd];

    pub fn named(name: &str) -> Option<Self> {
        Stage::ALL.into_iter().find(|stage| stage.name() == name)
    }

    fn name(self) -> &'static str {
        match self {
            Stage::Core => "core",
            Stage::Tools => "tools",
            Stage::Page => "page",
            Stage::Browser => "browser",
            Stage::Oracle => "oracle",
            Stage::EndToEnd => "end-to-end",
        }
    }

    fn run(self, project: &Project, filter: Option<&str>) -> Result<Tally, Error> {
        match self {
            Stage::Core => stages::core(project, filter),
            Stage::Tools => stages::tools(project, filter),
            Stage::Page => stages::page(project, filter),
            Stage::Browser => stages::browser(project, filter),
            Stage::Oracle => stages::oracle(project, filter),
            Stage::EndToEnd => stages::end_to_end(project, filter),
        }
    }
}

/// Runs the tests and prints `N passed, M failed` last.
pub fn run(project: &Project, options: &TestOptions) -> Result<(), Error> {
    run_stages(project, options).close()
}

/// Runs the tests and counts them.
pub fn run_stages(project: &Project, options: &TestOptions) -> Tally {
    let mut tally = Tally::default();
    for stage in Stage::ALL {
        if !options.only.is_empty() && !options.only.contains(&stage) {
            continue;
        }
        tally.stage(stage.name(), || {
            let counted = stage.run(project, options.filter.as_deref())?;
            match counted.total() {
                // A stage without tests is a stage that went missing.
                0 if options.filter.is_none() => Err(Error::Missing {
                    what: "every test of this stage".to_owned(),
                    remedy: "write one".to_owned(),
                }),
                _ => Ok(counted),
            }
        });
    }
    if tally.total() == 0 {
        eprintln!("error: no test has such a name");
        tally.failed += 1;
    }
    tally
}

/// Runs one test runner and counts what it reports. One that breaks off without a failed test counts as one.
fn counted(command: &mut Command) -> Result<Tally, Error> {
    let (status, output) = process::tee(command)?;
    let mut tally = Tally::read(&output);
    if !status.success() && tally.failed == 0 {
        tally.failed = 1;
    }
    Ok(tally)
}
