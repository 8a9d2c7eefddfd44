//! Names that may have no room.

use crate::ui::markup::{El, el};

/// A name of at most so many characters has room everywhere.
const SHORT: usize = 10;
/// An end of more characters than that would leave the rest no room.
const END: usize = 10;

/// An element with a name that is cut before its end: there stands what tells names apart (`to_thread · Task-12`).
pub fn cut(element: El, name: &str) -> El {
    match ends(name) {
        ("", _) => element.child(name.to_owned()),
        (start, end) => {
            let part = |text: &str| el("span").child(text.to_owned());
            element.mark("data-cut", true).child(part(start)).child(part(end))
        }
    }
}

/// The two parts of a name: its end is its last word or number, or the name that asyncio gave it.
fn ends(name: &str) -> (&str, &str) {
    if name.chars().count() <= SHORT {
        return ("", name);
    }
    let is_between = |c: char| matches!(c, ' ' | '-' | '_' | '.' | ':' | '/');
    let own = name.split_once(" \u{b7} ").map(|(_, end)| name.len() - end.len());
    let word = || name.rfind(is_between).map(|at| at + 1);
    let number = || name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let at = own.or_else(word).unwrap_or_else(number);
    match name.split_at_checked(at) {
        Some((start, end)) if !end.is_empty() && end.chars().count() <= END => (start, end),
        _ => ("", name),
    }
}

#[cfg(test)]
mod tests {
    use super::ends;

    #[test]
    fn what_tells_names_apart_is_at_their_end() {
        assert_eq!(ends("to_thread \u{b7} Task-12"), ("to_thread \u{b7} ", "Task-12"));
        assert_eq!(ends("download_users_7"), ("download_users_", "7"));
        assert_eq!(ends("downloader12"), ("downloader", "12"));
        assert_eq!(ends("fetch the orders"), ("fetch the ", "orders"));
    }

    #[test]
    fn short_names_and_those_that_end_in_something_long_are_one_part() {
        for name in ["worker-3", "wholesomeness", "a supercalifragilistic", "ends in a blank "] {
            assert_eq!(ends(name), ("", name));
        }
    }
}
