//! Texts for people: as long as there is room for, and as sentences begin.

use std::borrow::Cow;

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
