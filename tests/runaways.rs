//! Nothing that a scene does can hang or swamp its host: a budget ends it, and says which one and in whose hands.

use std::rc::Rc;

use awaitscope::engine::Limits;
use awaitscope::program;
use awaitscope::scene::Scene;
use awaitscope::trace::{Detail, Log, transcript};

const INSTRUCTIONS: &str =
    "exit limit: more than 1,000,000 instructions ran without an await that gives way, in task spinner";

fn run(blocks: &str) -> Log {
    let text = format!("{{\"awaitscope\": 1, \"title\": \"Runaway\", \"blocks\": [{blocks}]}}");
    let scene = Scene::from_json(&text).unwrap_or_else(|error| panic!("{error}"));
    program::run(&Rc::new(scene.lower().program), Limits::INTERACTIVE)
}

fn end_of(log: &Log) -> String {
    let text = transcript(log, Detail::Output);
    text.lines().last().expect("a transcript has an end").to_owned()
}

/// A task that does something 10^12 times.
fn endless(step: &str) -> String {
    let body = format!("{{\"repeat\": 10000, \"do\": [{step}]}}");
    let body = format!("{{\"repeat\": 10000, \"do\": [{body}]}}");
    format!("{{\"id\": \"b1\", \"label\": \"spinner\", \"task\": [{{\"repeat\": 10000, \"do\": [{body}]}}]}}")
}

#[test]
fn a_task_that_gives_way_for_ever_ends_in_a_limit() {
    let log = run(&endless("{\"sleep\": 0}"));
    assert_eq!(end_of(&log), "exit limit: the run has more than 500,000 events, in task spinner");
}

#[test]
fn a_task_that_never_gives_way_ends_in_a_limit() {
    let log = run(&endless("{\"work\": 0}"));
    assert_eq!(end_of(&log), INSTRUCTIONS);
    assert!(log.len() < 500_010, "the log is bounded: {}", log.len());
}

#[test]
fn a_task_that_prints_for_ever_ends_in_a_limit() {
    let log = run(&endless("{\"print\": \"again\"}"));
    assert!(log.len() < 500_010, "the log is bounded: {}", log.len());
    assert_eq!(end_of(&log), INSTRUCTIONS);
}

#[test]
fn a_task_that_starts_others_for_ever_ends_in_a_limit() {
    let child = "{\"id\": \"b2\", \"label\": \"child\", \"task\": [{\"sleep\": 1}]}";
    let log = run(&format!("{}, {child}", endless("{\"start\": \"b2\"}")));
    assert_eq!(end_of(&log), "exit limit: there are more than 20,000 tasks at a time, in task spinner");
}

#[test]
fn a_task_that_catches_everything_cannot_catch_a_limit() {
    let caught = "{\"try\": [{\"print\": \"a\"}], \"except\": [{\"catch\": \"BaseException\", \"do\": []}], \
                  \"finally\": [{\"print\": \"b\"}]}";
    let log = run(&endless(caught));
    assert_eq!(end_of(&log), INSTRUCTIONS);
}
