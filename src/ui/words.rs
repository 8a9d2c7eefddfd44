//! Numbers and names as the page writes them.

pub use crate::playback::{capitalised, shortened};
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

/// The same in a sentence, which is not broken between number and unit.
pub fn at(secs: f64) -> String {
    [" at ", &fixed(secs, 2), "\u{a0}s"].concat()
}

/// A duration that is counted down: one digit is enough for the eye.
pub fn left(secs: f64) -> String {
    // The clock of the screen may be a hair ahead of a timer that fires now.
    const OVERDUE_SECS: f64 = -0.005;
    if secs < OVERDUE_SECS { fixed(-secs, 1) + " s overdue" } else { fixed(secs.max(0.0), 1) + " s left" }
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
