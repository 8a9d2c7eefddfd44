//! The words of a line, from the left. Nothing here knows positions within a text: they cost the page code that says what
//! is wrong with one.

use super::Mistake;

/// What is left of a line.
pub(super) struct Line<'a>(pub(super) &'a str);

impl<'a> Line<'a> {
    /// Takes these words, if they stand next, whole.
    pub(super) fn takes(&mut self, words: &str) -> bool {
        let Some(rest) = self.0.strip_prefix(words) else { return false };
        let ends = rest.is_empty() || rest.starts_with(|next: char| next.is_whitespace() || next == '"');
        if ends {
            self.0 = rest.trim_start();
        }
        ends
    }

    /// A text in quotes, if one stands next. `\"` and `\\` stand for a quote and a backslash in it.
    pub(super) fn quoted(&mut self) -> Option<String> {
        let mut chars = self.0.strip_prefix('"')?.chars();
        let mut text = String::new();
        loop {
            match chars.next()? {
                '"' => break,
                '\\' => match chars.next()? {
                    escaped @ ('"' | '\\') => text.push(escaped),
                    other => text.extend(['\\', other]),
                },
                plain => text.push(plain),
            }
        }
        self.0 = chars.as_str().trim_start();
        Some(text)
    }

    /// A text in quotes.
    pub(super) fn text(&mut self) -> Result<String, Mistake> {
        self.quoted().ok_or(Mistake("a printed line stands in quotes: \"like this\""))
    }

    /// A name: in quotes, or up to the wording or one of these characters.
    pub(super) fn name(&mut self, until: &[char]) -> Result<String, Mistake> {
        const NONE: Mistake = Mistake("the name of a task is missing");
        if self.0.starts_with('"') {
            return self.quoted().filter(|name| !name.is_empty()).ok_or(NONE);
        }
        let mut name = String::new();
        let mut rest = self.0;
        while let Some(next) = rest.chars().next() {
            if until.contains(&next)
                || is_wording(rest) && (name.is_empty() || name.ends_with(char::is_whitespace))
            {
                break;
            }
            name.push(next);
            rest = rest.strip_prefix(next).unwrap_or_default();
        }
        self.0 = rest;
        let name = name.trim();
        if name.is_empty() { Err(NONE) } else { Ok(name.into()) }
    }

    /// The wording behind `--`, up to the end of the line.
    pub(super) fn wording(&mut self) -> Result<Option<String>, Mistake> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let wording = self.0.strip_prefix("--").filter(|_| is_wording(self.0));
        let wording =
            wording.ok_or(Mistake("what follows is not understood; a wording stands behind \" -- \""))?;
        Ok(Some(wording.trim()).filter(|wording| !wording.is_empty()).map(str::to_owned))
    }
}

/// Whether two dashes stand next, and nothing joined to them.
fn is_wording(rest: &str) -> bool {
    rest.strip_prefix("--").is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
}

/// Adds a text in quotes.
pub(super) fn push_quoted(line: &mut String, text: &str) {
    line.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => line.extend(['\\', c]),
            '\n' => line.push(' '),
            _ => line.push(c),
        }
    }
    line.push('"');
}

/// Adds a name, in quotes if it could be misread without.
pub(super) fn push_name(line: &mut String, name: &str) {
    let is_plain = !name.is_empty()
        && name.trim() == name
        && !name.contains(['"', ',', '\n'])
        && !name.contains("--")
        && !name.contains(" at ");
    if is_plain { line.push_str(name) } else { push_quoted(line, name) }
}
