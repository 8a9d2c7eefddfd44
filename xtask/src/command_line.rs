//! What can be asked for on the command line.

use crate::bench::BenchOptions;
use crate::error::Error;
use crate::fuzz::FuzzOptions;
use crate::serve::ServeOptions;
use crate::test::{Stage, TestOptions};

pub const USAGE: &str = "\
usage: cargo xtask COMMAND

  serve [--release] [--no-open] [--port N]   build the playground, serve it, open it in the browser
  test [--only STAGE]... [FILTER]            run every test; STAGE is core, tools, page, browser, oracle or end-to-end
  ci                                         test, then formatting, lints, layering, dependencies, tidiness, size
  conformance [NAME]...                      run the programs of the corpus, and compare with CPython's transcripts
  fuzz --seeds A..B [--size S]               run random programs, and compare with CPython
  gallery                                    write static/gallery/index.json
  support                                    write docs/python-support.md: what of Python is supported
  dist                                       build the page for release into dist/
  size                                       build it and hold its compressed size against the budget
  bench [--runs N] [WORKLOAD]...             measure against CPython, uvloop, Pyodide, tokio and smol; in the browser
                                             frames (beside React Flow), seek and load
  shots [PATH[#HASH]]...                     take screenshots in every size and theme

Tools that are missing are installed into .tools/, or into the folder that AWAITSCOPE_TOOLS names.";

/// One command with its options.
#[derive(Debug, PartialEq, Eq)]
pub enum Task {
    Help,
    Serve(ServeOptions),
    Test(TestOptions),
    Ci,
    Conformance(Vec<String>),
    Fuzz(FuzzOptions),
    Gallery,
    Support,
    Dist,
    Size,
    Bench(BenchOptions),
    Shots(Vec<String>),
}

/// Reads the arguments after `cargo xtask`.
pub fn parse(arguments: impl Iterator<Item = String>) -> Result<Task, Error> {
    let mut arguments = arguments;
    let Some(command) = arguments.next() else { return Err(usage("which command?")) };
    match command.as_str() {
        "serve" => serve(arguments).map(Task::Serve),
        "test" => test(arguments).map(Task::Test),
        "ci" => alone(arguments, Task::Ci),
        "conformance" => Ok(Task::Conformance(arguments.collect())),
        "fuzz" => fuzz(arguments).map(Task::Fuzz),
        "gallery" => alone(arguments, Task::Gallery),
        "support" => alone(arguments, Task::Support),
        "dist" => alone(arguments, Task::Dist),
        "size" => alone(arguments, Task::Size),
        "bench" => bench(arguments).map(Task::Bench),
        "shots" => Ok(Task::Shots(arguments.collect())),
        "help" | "--help" | "-h" => Ok(Task::Help),
        other => Err(usage(format!("there is no command `{other}`"))),
    }
}

fn serve(mut arguments: impl Iterator<Item = String>) -> Result<ServeOptions, Error> {
    let mut options = ServeOptions { release: false, open: true, port: None };
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--release" => options.release = true,
            "--no-open" => options.open = false,
            "--port" => options.port = Some(number("--port", arguments.next())?),
            other => return Err(usage(format!("serve does not know `{other}`"))),
        }
    }
    Ok(options)
}

fn test(mut arguments: impl Iterator<Item = String>) -> Result<TestOptions, Error> {
    let mut options = TestOptions { only: Vec::new(), filter: None };
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--only" => {
                let name = arguments.next().unwrap_or_default();
                let stage =
                    Stage::named(&name).ok_or_else(|| usage(format!("there is no stage `{name}`")))?;
                options.only.push(stage);
            }
            flag if flag.starts_with('-') => return Err(usage(format!("test does not know `{flag}`"))),
            filter if options.filter.is_none() => options.filter = Some(filter.to_owned()),
            _ => return Err(usage("test takes one filter")),
        }
    }
    Ok(options)
}

fn fuzz(mut arguments: impl Iterator<Item = String>) -> Result<FuzzOptions, Error> {
    let mut options = FuzzOptions { seeds: 0..0, size: 6 };
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--seeds" => {
                let text = arguments.next().unwrap_or_default();
                let seeds =
                    text.split_once("..").and_then(|(from, to)| Some(from.parse().ok()?..to.parse().ok()?));
                options.seeds = seeds.ok_or_else(|| usage("--seeds takes a range, like 1..2000"))?;
            }
            "--size" => options.size = number("--size", arguments.next())?,
            other => return Err(usage(format!("fuzz does not know `{other}`"))),
        }
    }
    if options.seeds.is_empty() { Err(usage("fuzz needs seeds: --seeds 1..2000")) } else { Ok(options) }
}

fn bench(mut arguments: impl Iterator<Item = String>) -> Result<BenchOptions, Error> {
    let mut options = BenchOptions { runs: 5, workloads: Vec::new() };
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--runs" => options.runs = number("--runs", arguments.next())?,
            flag if flag.starts_with('-') => return Err(usage(format!("bench does not know `{flag}`"))),
            _ => options.workloads.push(argument),
        }
    }
    Ok(options)
}

fn alone(mut arguments: impl Iterator<Item = String>, task: Task) -> Result<Task, Error> {
    match arguments.next() {
        None => Ok(task),
        Some(extra) => Err(usage(format!("`{extra}` is one too many"))),
    }
}

fn number<N: std::str::FromStr>(option: &str, value: Option<String>) -> Result<N, Error> {
    value.and_then(|value| value.parse().ok()).ok_or_else(|| usage(format!("{option} takes a number")))
}

fn usage(complaint: impl Into<String>) -> Error {
    Error::Usage { complaint: complaint.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Task, Error> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn serve_opens_the_browser_unless_told_otherwise() {
        let Ok(Task::Serve(options)) = parsed("serve") else { panic!("serve did not parse") };
        assert!(options.open);
        let Ok(Task::Serve(options)) = parsed("serve --no-open --port 9000") else {
            panic!("serve did not parse")
        };
        assert_eq!(options, ServeOptions { release: false, open: false, port: Some(9000) });
    }

    #[test]
    fn test_takes_stages_and_one_filter() {
        let Ok(Task::Test(options)) = parsed("test --only core shield") else { panic!("test did not parse") };
        assert_eq!(options, TestOptions { only: vec![Stage::Core], filter: Some("shield".to_owned()) });
        assert!(parsed("test one two").is_err());
        assert!(parsed("test --only nowhere").is_err());
    }

    #[test]
    fn fuzz_takes_a_range_of_seeds() {
        let Ok(Task::Fuzz(options)) = parsed("fuzz --seeds 1..20 --size 8") else {
            panic!("fuzz did not parse")
        };
        assert_eq!(options, FuzzOptions { seeds: 1..20, size: 8 });
        assert!(parsed("fuzz").is_err());
        assert!(parsed("fuzz --seeds 20").is_err());
    }

    #[test]
    fn what_is_not_known_is_refused() {
        assert!(parsed("").is_err());
        assert!(parsed("deploy").is_err());
        assert!(parsed("serve --fast").is_err());
        assert!(parsed("ci now").is_err());
    }
}
