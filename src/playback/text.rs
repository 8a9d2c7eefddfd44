//! Texts for people: as long as there is room for, and as sentences begin.

use std::borrow::Cow;

use crate::trace::abridged;

/// A text of at most so many characters: a longer one lacks its middle, since what tells it from others stands at either
/// end. Characters that are as wide as two count as two.
pub fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    // Of a long text, no more is read than is needed to know that it is too long.
    let mut room = most;
    if text.chars().all(|c| room.checked_sub(columns(c)).inspect(|left| room = *left).is_some()) {
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

/// Lines of a long text that are shown: the last ones.
const LAST_LINES: usize = 400;

/// The last lines of a text, as many as are shown and none of them too long, after a line that says how many there were before.
pub fn last_lines(text: &str) -> String {
    let count = text.split('\n').count();
    if count <= LAST_LINES {
        return text.split('\n').map(abridged).collect::<Vec<_>>().join("\n");
    }
    // What says so is a line, too: nothing is left out of these any more.
    let left_out = count - (LAST_LINES - 1);
    let note = [&*left_out.to_string(), " earlier lines are not shown."].concat();
    let lines = text.split('\n').skip(left_out).map(abridged);
    std::iter::once(note.into()).chain(lines).collect::<Vec<_>>().join("\n")
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

    #[test]
    fn of_a_flood_of_lines_the_last_ones_are_shown() {
        let lines: Vec<String> = (0..LAST_LINES + 5).map(|number| format!("line {number}")).collect();
        let shown = last_lines(&lines.join("\n"));
        assert_eq!(shown, format!("6 earlier lines are not shown.\n{}", lines[6..].join("\n")));
        assert_eq!(last_lines(&shown), shown, "nothing of it is left out again");
        assert_eq!(last_lines(&lines[5..].join("\n")), lines[5..].join("\n"));
        assert_eq!(last_lines("line"), "line");
    }

    #[test]
    fn long_lines_are_shown_by_how_they_begin() {
        let shown = last_lines(&["first", &"x".repeat(1_000_000), "last"].join("\n"));
        assert!(shown.starts_with("first\nxxx") && shown.ends_with("xxx… (1000000 bytes)\nlast"), "{shown}");
        assert!(shown.len() < 5000, "{}", shown.len());
    }
}
