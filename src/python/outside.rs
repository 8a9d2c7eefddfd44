//! What is done to a program from outside, as a part of its text that does it by timers.

use std::fmt::Write as _;

use crate::program::{Act, Intervention};

/// What carries out a list of interventions.
const FROM_OUTSIDE: &str = include_str!("outside.py");
/// What finds events, queues and futures by their numbers.
const NUMBERED: &str = include_str!("numbered.py");

/// The text that is to stand before a program to which this is done.
pub(super) fn timers<'a>(interventions: impl Iterator<Item = &'a Intervention> + Clone) -> String {
    // Most need no numbers: what replaces asyncio's classes is not to stand there for nothing.
    let is_numbered = |one: &Intervention| !matches!(one.act, Act::Cancel { .. } | Act::Interrupt);
    let [numbered, made] = match interventions.clone().any(is_numbered) {
        true => [NUMBERED, ", _numbered()"],
        false => [""; 2],
    };
    let acts: String = interventions.map(entry).collect();
    [numbered, FROM_OUTSIDE, "_from_outside([\n", &acts, "]", made, ")\n\n"].concat()
}

/// An intervention as an element of the list.
fn entry(Intervention { at_secs, turns, act }: &Intervention) -> String {
    let mut entry = format!("    ({at_secs:?}, {turns}, ");
    let written = match act {
        Act::Cancel { task } => write!(entry, "\"cancel\", {task:?}, None"),
        Act::Interrupt => write!(entry, "\"interrupt\", None, None"),
        Act::SetEvent { event } => write!(entry, "\"Event\", {event}, None"),
        Act::PutItem { queue, item } => write!(entry, "\"Queue\", {queue}, lambda: ({item})"),
        Act::Resolve { future, result: value } | Act::Fail { future, error: value } => {
            write!(entry, "\"Future\", {future}, lambda: ({value})")
        }
    };
    debug_assert!(written.is_ok(), "a text takes what is written to it");
    entry.push_str("),\n");
    entry
}
