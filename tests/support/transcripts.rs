//! Comparing transcripts. The tests do, and so does xtask.

#![allow(dead_code, reason = "each test needs some of it")]

use std::borrow::Cow;
use std::fmt::Write as _;

/// What a program that has threads names: the numbers of the loop's iterations depend on how threads are simulated then.
const OF_THREADS: [&str; 6] = [
    "to_thread",
    "run_in_executor",
    "ThreadPoolExecutor",
    "run_coroutine_threadsafe",
    "call_soon_threadsafe",
    "threading",
];

/// After so many lines the oracle breaks a program off, and then writes `exit deadlock`, which is not what CPython did:
/// its `Overrun` leaves the loop in the middle of a step, and asyncio's clean-up finds nothing to wait for. What comes after
/// is not compared.
const MOST_LINES: usize = 5001;

/// Where the transcripts (with events or without) of a program differ; nothing if they agree.
pub fn difference(program: &str, ours: &str, theirs: &str) -> Option<String> {
    if theirs.lines().count() > MOST_LINES {
        let start = |text: &str| text.split_inclusive('\n').take(MOST_LINES).collect::<String>();
        return first_difference(&start(ours), &start(theirs));
    }
    if OF_THREADS.iter().any(|name| program.contains(name)) {
        return first_difference(&without_iterations(ours), &without_iterations(theirs));
    }
    first_difference(ours, theirs)
}

/// The first line that differs, with some lines before it.
pub fn first_difference(ours: &str, theirs: &str) -> Option<String> {
    if ours == theirs {
        return None;
    }
    let (ours, theirs): (Vec<_>, Vec<_>) = (ours.lines().collect(), theirs.lines().collect());
    let at = ours.iter().zip(&theirs).take_while(|(ours, theirs)| ours == theirs).count();
    let mut text = format!("line {}\n", at + 1);
    for line in &theirs[at.saturating_sub(4)..at] {
        _ = writeln!(text, "        {line}");
    }
    for (who, lines) in [("ours", &ours), ("CPython", &theirs)] {
        _ = writeln!(text, "{who:>7} {}", lines.get(at).unwrap_or(&"(nothing)"));
    }
    Some(text)
}

/// `0.000 @12 step main` becomes `0.000 @ step main`.
fn without_iterations(text: &str) -> String {
    let lines = text.lines().map(|line| match iteration(line) {
        Some((time, rest)) => Cow::from(format!("{time} @{rest}")),
        None => Cow::from(line),
    });
    lines.flat_map(|line| [line, "\n".into()]).collect()
}

/// What stands before and after the iteration's number in a line that tells of a step.
fn iteration(line: &str) -> Option<(&str, &str)> {
    let (time, rest) = line.split_once(" @")?;
    if time.contains(' ') {
        return None;
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && rest[digits..].starts_with(' ')).then(|| (time, &rest[digits..]))
}
