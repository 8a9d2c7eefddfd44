//! The fields of an explanation that is made.

use std::rc::Rc;

use super::authoring::{Authoring, List, Said, text_field};
use crate::lesson::Why;
use crate::program::{decimal_text, parse_float};
use crate::ui::markup::{Callback, fragment};

/// What can be explained, in the order of [`kind_of`].
pub const KINDS: [&str; 5] = [
    "Why a task ended so",
    "Why a task waits",
    "Why a line is printed",
    "Why a line is missing",
    "Why the run ended so",
];

fn kind_of(why: &Why) -> usize {
    match why {
        Why::Outcome(_) => 0,
        Why::Wait { .. } => 1,
        Why::Line(_) => 2,
        Why::NoLine(_) => 3,
        Why::End => 4,
    }
}

impl Authoring {
    /// The lines that one begins with, one of each kind.
    pub(super) fn explanations(&self) -> Rc<[String]> {
        let (line, name) = self.first();
        let all = [
            Why::Outcome(name.clone()),
            Why::Wait { name, at_secs: None },
            Why::Line(line),
            Why::NoLine(self.missing().first().map_or("", |line| line).into()),
            Why::End,
        ];
        all.iter().map(Why::line).collect()
    }

    /// The kind and the fields of an explanation.
    pub(super) fn explanation(&self, at: usize, line: &str) -> Said {
        let why = Why::read(line)?;
        let sets = |why: fn(String) -> Why| self.sets(List::Explained, at, move |text| why(text).line());
        let task = |name: &str, told: Callback<String>| {
            text_field("The task", "The task", name, Some("asked-names"), told)
        };
        let line = |text: &str, list, told| text_field("The line", "The line", text, Some(list), told);
        let fields = match &why {
            Why::Outcome(name) => task(name, sets(Why::Outcome)),
            Why::Line(text) => line(text, "asked-lines", sets(Why::Line)),
            Why::NoLine(text) => line(text, "missing-lines", sets(Why::NoLine)),
            Why::Wait { name, at_secs } => {
                let (name_then, at_secs) = (name.clone(), *at_secs);
                let who = self.sets(List::Explained, at, move |name| Why::Wait { name, at_secs }.line());
                let when = self.sets(List::Explained, at, move |text: String| {
                    let at_secs = parse_float(text.trim()).filter(|secs| secs.is_finite());
                    Why::Wait { name: name_then.clone(), at_secs }.line()
                });
                let secs = at_secs.map(decimal_text).unwrap_or_default();
                fragment().child(task(name, who)).child(text_field(
                    "At which second",
                    "Second (empty: at the end)",
                    &secs,
                    None,
                    when,
                ))
            }
            Why::End => fragment(),
        };
        Ok((kind_of(&why), fields))
    }
}
