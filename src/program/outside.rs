//! What somebody outside does to a program: cancels a task, presses Ctrl-C, sets an event, puts an item into a queue, resolves
//! a future. It is written into the program's text, as comments:
//!
//! ```text
//! # at 1.5: cancel NAME                  the tasks of that name
//! # at 1.5: cancel "board 3"             the same, if there are spaces in it
//! # at 2: SIGINT                         Ctrl-C
//! # at 2: set Event 1                    the first asyncio.Event that the program makes
//! # at 2: put 42 into Queue 1            an expression, put in without waiting
//! # at 2: resolve Future 1 with 42
//! # at 2: fail Future 1 with ValueError("no")
//! ```
//!
//! `# at 2 +3: ...` lets three further turns of the loop pass, for what is done in the middle of a cascade, which takes no time.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::number::{decimal_text, parse_float};

/// Something that happens to a program from outside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Intervention {
    /// When, in virtual seconds.
    pub at_secs: f64,
    /// How many further turns of the loop pass before it happens.
    pub turns: u32,
    /// What happens.
    pub act: Act,
}

/// What somebody outside can do. Numbers count from 1; what is not there (any more) is not acted on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Act {
    /// `cancel()` is called on the tasks of this name.
    Cancel {
        /// The name.
        task: Rc<str>,
    },
    /// Ctrl-C.
    Interrupt,
    /// `set()` is called on an event.
    SetEvent {
        /// Which one.
        event: u32,
    },
    /// `put_nowait()` is called on a queue.
    PutItem {
        /// Which one.
        queue: u32,
        /// The item, as a Python expression.
        item: Rc<str>,
    },
    /// `set_result()` is called on a future.
    Resolve {
        /// Which one.
        future: u32,
        /// The result, as a Python expression.
        result: Rc<str>,
    },
    /// `set_exception()` is called on a future.
    Fail {
        /// Which one.
        future: u32,
        /// The exception, as a Python expression.
        error: Rc<str>,
    },
}

impl Intervention {
    /// What a line of a program says, if it is such a comment. Whether its expression is one is not looked at.
    pub fn of_line(line: &str) -> Option<Self> {
        read(line)
    }

    /// The comment that says it.
    pub fn line(&self) -> String {
        let mut line = String::from("# at ");
        line.push_str(&decimal_text(self.at_secs));
        if self.turns > 0 {
            line.push_str(" +");
            line.push_str(&self.turns.to_string());
        }
        line.push_str(": ");
        line.push_str(&self.act.words());
        line
    }
}

impl Act {
    /// As the comment says it.
    pub fn words(&self) -> String {
        match self {
            Act::Cancel { task } => ["cancel ", &written(task)].concat(),
            Act::Interrupt => "SIGINT".to_owned(),
            Act::SetEvent { event } => ["set Event ", &event.to_string()].concat(),
            Act::PutItem { queue, item } => ["put ", item, " into Queue ", &queue.to_string()].concat(),
            Act::Resolve { future, result } => {
                ["resolve Future ", &future.to_string(), " with ", result].concat()
            }
            Act::Fail { future, error } => ["fail Future ", &future.to_string(), " with ", error].concat(),
        }
    }

    /// The expression in it, if there is one.
    pub fn expression(&self) -> Option<&str> {
        match self {
            Act::PutItem { item: text, .. }
            | Act::Resolve { result: text, .. }
            | Act::Fail { error: text, .. } => Some(text),
            Act::Cancel { .. } | Act::Interrupt | Act::SetEvent { .. } => None,
        }
    }

    /// A text that gives an expression's value the name `value`, and can be nothing else.
    pub fn assignment(expression: &str) -> String {
        ["value = (", expression, "\n)\n"].concat()
    }
}

/// What a line says, if it is a directive.
fn read(text: &str) -> Option<Intervention> {
    let rest = text.trim().strip_prefix('#')?.trim_start().strip_prefix("at")?;
    let (when, what) = rest.strip_prefix(char::is_whitespace)?.split_once(':')?;
    let (when, turns) = match when.split_once('+') {
        Some((when, turns)) => (when, turns.trim().parse().ok()?),
        None => (when, 0),
    };
    let when = when.trim();
    if !when.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return None;
    }
    Some(Intervention { at_secs: parse_float(when)?, turns, act: act(what.trim())? })
}

/// Apart from what looks at every line, so that the page fetches it when it is needed.
#[inline(never)]
fn act(what: &str) -> Option<Act> {
    if let Some(name) = what.strip_prefix("cancel") {
        return name_in(name).map(|task| Act::Cancel { task });
    }
    if let Some(rest) = what.strip_prefix("SIGINT") {
        return word(rest).map(|_| Act::Interrupt);
    }
    let (verb, rest) = what.split_once(char::is_whitespace)?;
    match verb {
        "set" => Some(Act::SetEvent { event: numbered(rest, "Event")? }),
        "put" => {
            let (item, queue) = rest.rsplit_once(" into ")?;
            Some(Act::PutItem { queue: numbered(queue, "Queue")?, item: given(item)? })
        }
        "resolve" => {
            let (future, result) = rest.split_once(" with ")?;
            Some(Act::Resolve { future: numbered(future, "Future")?, result: given(result)? })
        }
        "fail" => {
            let (future, error) = rest.split_once(" with ")?;
            Some(Act::Fail { future: numbered(future, "Future")?, error: given(error)? })
        }
        _ => None,
    }
}

/// At most one word. The reference reads `cancelNAME` too.
fn word(text: &str) -> Option<&str> {
    let name = text.trim_start();
    (!name.contains(char::is_whitespace)).then_some(name)
}

/// The name of a task as it is written in a comment: between quotes if it is more than one word.
fn written(name: &str) -> Rc<str> {
    if !name.contains(char::is_whitespace) && !name.starts_with('"') {
        return name.into();
    }
    let mut text = String::from("\"");
    for c in name.chars() {
        match c {
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '"' | '\\' => text.extend(['\\', c]),
            _ => text.push(c),
        }
    }
    text.push('"');
    text.into()
}

/// Reads what [`written`] wrote.
fn name_in(text: &str) -> Option<Rc<str>> {
    let Some(inside) = text.trim().strip_prefix('"') else { return word(text).map(Rc::from) };
    let inside = inside.strip_suffix('"')?;
    let (mut name, mut chars) = (String::new(), inside.chars());
    while let Some(c) = chars.next() {
        name.push(match c {
            '"' => return None,
            '\\' => match chars.next()? {
                'n' => '\n',
                'r' => '\r',
                other => other,
            },
            _ => c,
        });
    }
    Some(name.into())
}

/// `KIND N`, which is the N-th of that kind that the program makes, from 1.
fn numbered(text: &str, kind: &str) -> Option<u32> {
    let number = text.trim().strip_prefix(kind)?.strip_prefix(' ')?;
    number.trim().parse().ok().filter(|number| *number > 0)
}

/// What is written between the words of a comment, if it is anything.
fn given(text: &str) -> Option<Rc<str>> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_of_any_name_can_be_cancelled() {
        for name in [
            "plain",
            "board 3",
            "say \"hi\" \\ bye",
            "\"quoted\"",
            "\"quoted one\"",
            "two\nlines",
            " ",
            "a\tb",
            "ends in \\",
        ] {
            let one = Intervention { at_secs: 0.0, turns: 0, act: Act::Cancel { task: name.into() } };
            assert_eq!(Intervention::of_line(&one.line()), Some(one), "{name:?}");
        }
        assert_eq!(Intervention::of_line("# at 1: cancel the job when it rains"), None, "that is prose");
        assert_eq!(Intervention::of_line("# at 1: cancel \"a b\" or \"c\""), None);
    }

    #[test]
    fn what_can_be_done_is_written_as_it_is_read() {
        let text = [
            "# at 0.25 +3: cancel worker",
            "# at 0: cancel \"board 3\"",
            "# at 2: SIGINT",
            "# at 2: set Event 2",
            "# at 2: put ('a', 1) into Queue 1",
            "# at 2: resolve Future 1 with {'into': 3}",
            "# at 2: fail Future 7 with ValueError('with care')",
        ];
        for line in text {
            let found = Intervention::of_line(line).unwrap_or_else(|| panic!("{line} is a directive"));
            assert_eq!(found.line(), line);
        }
    }

    #[test]
    fn other_comments_do_nothing() {
        for line in [
            "# at noon: SIGINT",
            "x # at 3: SIGINT",
            "# at 1: put 1 into Queue 0",
            "# at 1: set Lock 1",
            "# at",
        ] {
            assert_eq!(Intervention::of_line(line), None, "{line}");
        }
    }
}
