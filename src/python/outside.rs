//! What is done to a program from outside, as a part of its text that does it by timers.

use std::fmt::Write as _;

use crate::program::{Act, Intervention};

/// What carries out a list of interventions.
const FROM_OUTSIDE: &str = include_str!("outside.py");

/// The text that is to stand before a program to which this is done.
pub(super) fn timers<'a>(interventions: impl Iterator<Item = &'a Intervention>) -> String {
    let mut text = FROM_OUTSIDE.to_owned();
    text.push_str("_from_outside([\n");
    interventions.for_each(|intervention| text.push_str(&entry(intervention)));
    text.push_str("])\n\n");
    text
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
