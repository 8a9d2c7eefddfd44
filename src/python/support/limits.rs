//! The section about budgets.

use crate::engine::{Limits, grouped};
use crate::python::parse::LONGEST;
use crate::python::parse::nesting::INDENTATION;
use crate::vm::machine::{
    MOST_ALTOGETHER, MOST_FRAMES, MOST_IN_USE, MOST_INSTRUCTIONS, MOST_MADE, MOST_OF_ONE,
};

use super::markdown::table;

/// What a run may use up.
pub(super) fn section() -> String {
    let limits = Limits::INTERACTIVE;
    let rows = [
        ("Text of a program", format!("{} kB", LONGEST >> 10)),
        ("Levels of indentation", grouped(INDENTATION as u64)),
        ("Calls within calls, then a RecursionError", grouped(MOST_FRAMES.into())),
        ("Instructions between two iterations of the loop", grouped(MOST_INSTRUCTIONS)),
        ("Instructions in all, as long as nobody watches a run without an end", grouped(MOST_ALTOGETHER)),
        ("Iterations of the loop", grouped(limits.iterations.into())),
        ("Callbacks and steps of tasks", grouped(limits.handles)),
        ("Tasks that are not done, at one time", grouped(limits.tasks.into())),
        ("Events of a run", grouped(limits.events.into())),
        ("One str, list or int", format!("{} MB", MOST_OF_ONE >> 20)),
        ("All values, at one time", format!("{} MB", MOST_IN_USE >> 20)),
        ("All long values that are made, one after another", format!("{} MB", grouped(MOST_MADE >> 20))),
    ];
    let rows = rows.map(|(what, most)| [what.to_owned(), most]);
    format!(
        "\n## Limits\n\nA run that needs more ends with a message that names the limit.\n\n{}",
        table(["What", "At most"], rows)
    )
}
