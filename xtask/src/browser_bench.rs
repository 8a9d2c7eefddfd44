//! What `cargo xtask bench` measures of the release build in a browser: benches/browser.

use crate::error::Error;
use crate::page;
use crate::process;
use crate::project::Project;
use crate::tools::Toolbox;

/// What is measured.
pub const MEASURES: [(&str, &str); 3] = [
    (
        "frames",
        "the main thread's work per frame while 1,000 tasks play, beside React Flow with the same updates",
    ),
    ("seek", "reaching a random moment of a run of 100,000 events"),
    ("load", "opening the page, nothing cached, until Run can be pressed and until something moves"),
];

/// Measures and prints a table.
pub fn run(project: &Project, measure: &str) -> Result<(), Error> {
    let toolbox = Toolbox::new(project);
    let mut node = toolbox.browser_node()?;
    page::ensure_release(project)?;
    match measure {
        "frames" => {
            node.env("AWAITSCOPE_BENCH_MODULES", toolbox.bench_modules("react-flow")?);
        }
        "seek" => {
            let output = process::capture(project.cargo().args(["bench", "--quiet", "--bench", "seek"]))?;
            match *output.split_whitespace().collect::<Vec<_>>() {
                [events, median, high, worst] => println!(
                    "  {events} events, natively: median {median} ms, 95 % {high} ms, worst {worst} ms"
                ),
                _ => return Err(Error::Unexpected { program: "benches/seek.rs".to_owned(), output }),
            }
        }
        _ => {}
    }
    process::run(node.arg(format!("benches/browser/{measure}.mjs")))
}
