//! `cargo xtask`: serves, tests, measures and checks the project. What it needs it finds on the path or installs into
//! a folder of its own; nothing else has to be set up.

mod bench;
mod browser_bench;
mod checks;
mod ci;
mod command_line;
mod conformance;
mod error;
mod fuzz;
mod generated;
mod page;
mod process;
mod project;
mod runner;
mod serve;
mod shots;
mod size;
mod tally;
mod test;
mod tools;
#[path = "../../tests/support/transcripts.rs"]
mod transcripts;

use std::process::ExitCode;

use command_line::Task;
use error::Error;
use project::Project;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(Error::Reported) => ExitCode::FAILURE,
        Err(error @ Error::Usage { .. }) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Error> {
    let task = command_line::parse(std::env::args().skip(1))?;
    let project = Project::locate()?;
    match task {
        Task::Help => {
            println!("{}", command_line::USAGE);
            Ok(())
        }
        Task::Serve(options) => serve::run(&project, &options),
        Task::Test(options) => test::run(&project, &options),
        Task::Ci => ci::run(&project),
        Task::Conformance(names) => conformance::run(&project, &names),
        Task::Fuzz(options) => fuzz::run(&project, &options),
        Task::Gallery => generated::gallery(&project),
        Task::Support => generated::support(&project),
        Task::Dist => page::build_release(&project),
        Task::Size => size::run(&project),
        Task::Bench(options) => bench::run(&project, &options),
        Task::Shots(paths) => shots::run(&project, &paths),
    }
}
