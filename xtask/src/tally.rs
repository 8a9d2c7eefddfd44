//! Counting tests across runners, and stages with their times.

use std::fmt;
use std::time::Instant;

use crate::error::Error;

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
}

impl Tally {
    /// Sums the closing lines of Rust's test harness, wasm-bindgen's and Node's in a run's output.
    pub fn read(output: &str) -> Self {
        let mut tally = Tally::default();
        for line in output.lines() {
            if line.starts_with("test result:") {
                tally.passed += number_before(line, " passed").unwrap_or(0);
                tally.failed += number_before(line, " failed").unwrap_or(0);
            } else if let Some(rest) = line.strip_prefix("# ").or_else(|| line.strip_prefix("ℹ ")) {
                tally.passed += number_after(rest, "pass ").unwrap_or(0);
                tally.failed += number_after(rest, "fail ").unwrap_or(0);
                // What Node calls a test that ran out of time.
                tally.failed += number_after(rest, "cancelled ").unwrap_or(0);
            }
        }
        tally
    }

    pub fn add(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    pub fn total(self) -> u64 {
        self.passed + self.failed
    }

    /// Runs one stage under its name and counts it. A stage that breaks is a failed test.
    pub fn stage(&mut self, name: &str, stage: impl FnOnce() -> Result<Tally, Error>) {
        println!("\n== {name}");
        let start = Instant::now();
        let tally = stage().unwrap_or_else(|error| {
            eprintln!("error: {error}");
            Tally { passed: 0, failed: 1 }
        });
        println!("== {name}: {tally} in {:.1} s", start.elapsed().as_secs_f64());
        self.add(tally);
    }

    /// Prints the closing line.
    pub fn close(self) -> Result<(), Error> {
        println!("\n{self}");
        if self.failed == 0 { Ok(()) } else { Err(Error::Reported) }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

fn number_before(line: &str, word: &str) -> Option<u64> {
    line.split(word).next()?.rsplit(' ').next()?.parse().ok()
}

fn number_after(line: &str, word: &str) -> Option<u64> {
    line.strip_prefix(word)?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_of_all_runners_are_summed() {
        let output = "\
running 2 tests
test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s
test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 filtered out; finished in 0.00s
# tests 5
# pass 4
# fail 1
ℹ pass 10
ℹ fail 0
ℹ cancelled 1
";
        assert_eq!(Tally::read(output), Tally { passed: 19, failed: 3 });
    }

    #[test]
    fn a_coloured_closing_line_counts_too() {
        let line = "test result: \u{1b}[32mok\u{1b}[m. 7 passed; 0 failed; 0 ignored";
        assert_eq!(Tally::read(line), Tally { passed: 7, failed: 0 });
    }

    #[test]
    fn a_stage_that_breaks_is_a_failed_test() {
        let mut tally = Tally::default();
        tally.stage("broken", || Err(Error::Reported));
        assert_eq!(tally, Tally { passed: 0, failed: 1 });
    }
}
