//! What is done to a program from outside, as a part of its text that does it by timers.

use std::fmt::Write as _;

use crate::program::{Act, Intervention};

/// What carries out a list of interventions.
const FROM_OUTSIDE: &str = include_str!("outside.py");
/// What finds events, queues and futures by their numbers.
#[cfg(feature = "python")]
const NUMBERED: &str = include_str!("numbered.py");

/// The text that is to stand before a program to which this is done: to tasks, or Ctrl-C.
pub(super) fn timers<'a>(interventions: impl Iterator<Item = &'a Intervention>) -> String {
    let acts: String = interventions.map(entry).collect();
    [FROM_OUTSIDE, "_from_outside([\n", &acts, "])\n\n"].concat()
}

/// The same if anything is done to what goes by its number. Most needs none, nor what has asyncio's classes count.
#[cfg(feature = "python")]
pub(super) fn timers_of_any<'a>(interventions: impl Iterator<Item = &'a Intervention> + Clone) -> String {
    if interventions.clone().all(|one| matches!(one.act, Act::Cancel { .. } | Act::Interrupt)) {
        return timers(interventions);
    }
    let acts: String = interventions.map(entry).collect();
    [NUMBERED, FROM_OUTSIDE, "_from_outside([\n", &acts, "], _numbered())\n\n"].concat()
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
