//! Short texts about blocks and steps, as cards and lists show them.

use std::borrow::Cow;

use crate::program::{Constant, ExceptionName, repr_float, rounded};
use crate::scene::{Block, BlockId, BlockKind, Scene, Step, step_of};
use crate::trace::Failure;

/// A number of seconds without needless digits: `1.5`.
pub fn number(value: f64) -> String {
    rounded(value, 6)
}

/// A number with exactly so many digits behind the point.
pub fn fixed(value: f64, places: usize) -> String {
    let scale = 10_u64.pow(places as u32);
    let scaled = (value.abs() * scale as f64).round() as u64;
    let sign = if value < 0.0 && scaled > 0 { "-" } else { "" };
    match places {
        0 => format!("{sign}{scaled}"),
        _ => format!("{sign}{}.{:0places$}", scaled / scale, scaled % scale),
    }
}

/// A moment as attributes of elements carry it: in whole microseconds.
pub fn micros(secs: f64) -> String {
    ((secs * 1e6).round() as i64).to_string()
}

/// A length in the stylesheet's pixels.
pub fn px(length: f64) -> String {
    fixed(length, 2) + "px"
}

/// Virtual time as the clock shows it: `1.50 s`.
pub fn clock(secs: f64) -> String {
    fixed(secs, 2) + " s"
}

/// A duration that is counted down: one digit is enough for the eye.
pub fn left(secs: f64) -> String {
    // The clock of the screen may be a hair ahead of a timer that fires now.
    const OVERDUE_SECS: f64 = -0.005;
    if secs < OVERDUE_SECS { fixed(-secs, 1) + " s overdue" } else { fixed(secs.max(0.0), 1) + " s left" }
}

/// A constant as Python writes it.
pub fn constant(value: &Constant) -> String {
    match value {
        Constant::None => "None".into(),
        Constant::Bool(true) => "True".into(),
        Constant::Bool(false) => "False".into(),
        Constant::Int(number) => number.to_string(),
        Constant::Float(number) => repr_float(*number),
        Constant::Str(text) => format!("'{text}'"),
    }
}

/// The exception classes that a step can raise or catch.
pub const EXCEPTIONS: [ExceptionName; 9] = [
    ExceptionName::ValueError,
    ExceptionName::RuntimeError,
    ExceptionName::LookupError,
    ExceptionName::OSError,
    ExceptionName::ConnectionError,
    ExceptionName::TimeoutError,
    ExceptionName::CancelledError,
    ExceptionName::Exception,
    ExceptionName::BaseException,
];

/// The name of an exception class in Python.
pub fn exception(name: ExceptionName) -> &'static str {
    match name {
        ExceptionName::BaseException => "BaseException",
        ExceptionName::Exception => "Exception",
        ExceptionName::CancelledError => "CancelledError",
        ExceptionName::TimeoutError => "TimeoutError",
        ExceptionName::ValueError => "ValueError",
        ExceptionName::RuntimeError => "RuntimeError",
        ExceptionName::LookupError => "LookupError",
        ExceptionName::OSError => "OSError",
        ExceptionName::ConnectionError => "ConnectionError",
    }
}

/// The label of a block; a dash for one that is gone.
pub fn label_of(scene: &Scene, id: BlockId) -> &str {
    scene.blocks.get(&id).map_or("\u{2013}", |block| block.label.as_str())
}

fn step(scene: &Scene, step: &Step) -> String {
    match step {
        Step::Sleep { secs } => format!("sleep {}", number(*secs)),
        Step::Work { secs } => format!("block {}", number(*secs)),
        Step::Print { text } => format!("print \u{201c}{}\u{201d}", text.lines().next().unwrap_or_default()),
        Step::Await { target, .. } => format!("await {}", label_of(scene, *target)),
        Step::Start { target } => format!("start {}", label_of(scene, *target)),
        Step::Cancel { target } => format!("cancel {}", label_of(scene, *target)),
        Step::Look { target } => format!("look at {}", label_of(scene, *target)),
        Step::Return { value } => format!("return {}", constant(value)),
        Step::Raise { exception: class, .. } => format!("raise {}", exception(*class)),
        Step::Reraise => "raise".into(),
        Step::Try { body, .. } => format!("try {}", steps(scene, body)),
        Step::Repeat { times, body } => format!("{times}\u{d7} ({})", steps(scene, body)),
    }
}

/// A step of a task by its number (see [`step_of`]), in a few words.
pub fn step_at(scene: &Scene, block: &Block, number: u32) -> Option<String> {
    let BlockKind::Task { steps } = &block.kind else { return None };
    step_of(steps, number).map(|one| step(scene, one))
}

/// Steps in one line.
pub fn steps(scene: &Scene, all: &[Step]) -> String {
    const SHOWN: usize = 5;
    let mut words: Vec<String> = all.iter().take(SHOWN).map(|one| step(scene, one)).collect();
    if all.len() > SHOWN {
        words.push("\u{2026}".into());
    }
    if words.is_empty() { "does nothing".into() } else { words.join(" \u{b7} ") }
}

/// What a block is about, in one line.
pub fn summary(scene: &Scene, block: &Block) -> String {
    match &block.kind {
        BlockKind::Task { steps: all } => steps(scene, all),
        BlockKind::Gather { children, return_exceptions } => {
            let what = match children.len() {
                0 => "nothing below yet".into(),
                count => format!("gathers {count}"),
            };
            if *return_exceptions { format!("{what}, keeps failures") } else { what }
        }
        BlockKind::Shield { child: Some(child) } => format!("shields {}", label_of(scene, *child)),
        BlockKind::Shield { child: None } => "nothing below yet".into(),
        BlockKind::Timeout { child, delay_secs } => match child {
            Some(_) => format!("after {} s", number(*delay_secs)),
            None => format!("after {} s, nothing below", number(*delay_secs)),
        },
    }
}

/// A text of at most so many characters: a longer one lacks its middle, since what tells it from others stands at either
/// end.
pub fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    let count = text.chars().count();
    if count <= most {
        return text.into();
    }
    let tail = most.saturating_sub(1) * 2 / 5;
    let head = most.saturating_sub(1 + tail);
    let head = text.chars().take(head).collect::<String>();
    let tail = text.chars().skip(count - tail).collect::<String>();
    [head.trim_end(), "\u{2026}", tail.trim_start()].concat().into()
}

/// A text that begins with a capital.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(chars).collect()
}

/// Names as a sentence lists them: `a, b and c`.
pub fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

/// An exception as the last line of a traceback tells it.
pub fn failure(error: &Failure) -> String {
    if error.message.is_empty() {
        error.class.to_string()
    } else {
        format!("{}: {}", error.class, error.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_lacks_its_middle() {
        assert_eq!(shortened("worker \u{b7} Task-4", 20), "worker \u{b7} Task-4");
        assert_eq!(shortened("download_everything \u{b7} Task-12", 20), "download_eve\u{2026}Task-12");
        assert_eq!(shortened("\u{e4}\u{f6}\u{fc}\u{e4}\u{f6}\u{fc}", 4), "\u{e4}\u{f6}\u{2026}\u{fc}");
        assert_eq!(shortened("abc", 0), "\u{2026}");
    }
}
