//! Texts that nobody reads to their end.

use std::borrow::Cow;

/// So many bytes of a text are shown: a browser takes long for longer ones.
const LONGEST: usize = 2000;

/// A text, or how it begins and how long it is if that is too long to be shown.
pub fn abridged(text: &str) -> Cow<'_, str> {
    match text.split_at_checked(text.floor_char_boundary(LONGEST)) {
        Some((shown, rest)) if !rest.is_empty() => {
            // The bytes are known; to count the characters would take long.
            [shown, "\u{2026} (", &text.len().to_string(), " bytes)"].concat().into()
        }
        _ => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_text_it_is_told_how_it_begins_and_how_long_it_is() {
        let text = "\u{e9}".repeat(LONGEST / 2);
        assert_eq!(abridged(&text), text);
        let long = ["x", &text].concat();
        assert_eq!(abridged(&long), [&long[..LONGEST - 1], "\u{2026} (2001 bytes)"].concat());
    }
}
