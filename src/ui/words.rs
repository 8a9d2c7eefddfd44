//! Numbers and names as the page writes them.

use std::borrow::Cow;

use crate::program::{fixed, rounded};
use crate::trace::Failure;

/// A number of seconds without needless digits: `1.5`.
pub fn number(value: f64) -> String {
    rounded(value, 6)
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
