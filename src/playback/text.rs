//! Texts for people: as long as there is room for, and as sentences begin.

use std::borrow::Cow;

/// A text of at most so many characters: a longer one lacks its middle, since what tells it from others stands at either
/// end. Characters that are as wide as two count as two.
pub fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    if text.chars().map(columns).sum::<usize>() <= most {
        return text.into();
    }
    let tail = most.saturating_sub(1) * 2 / 5;
    let head = most.saturating_sub(1 + tail);
    let within = |room: usize| {
        let mut taken = 0;
        move |c: &char| {
            taken += columns(*c);
            taken <= room
        }
    };
    let head = text.chars().take_while(within(head)).collect::<String>();
    let tail = text.len() - text.chars().rev().take_while(within(tail)).map(char::len_utf8).sum::<usize>();
    [head.trim_end(), "\u{2026}", text.get(tail..).unwrap_or_default().trim_start()].concat().into()
}

/// How many ordinary characters one is as wide as.
fn columns(c: char) -> usize {
    let is_wide = matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff60}' | '\u{1f300}'..='\u{1faff}');
    1 + usize::from(is_wide)
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
        assert_eq!(shortened("作業作業作業", 12), "作業作業作業");
        assert_eq!(shortened("作業作業作業", 9), "作業…業");
    }
}
