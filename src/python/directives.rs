//! Comments that act on a program from outside: `# at 1.5: cancel NAME` and `# at 2: SIGINT`.

/// What happens to a program from outside, at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Directive {
    /// When, in virtual seconds.
    pub at: f64,
    /// What happens.
    pub action: Action,
    /// The line of the comment, from 1.
    pub line: u32,
}

/// What a [`Directive`] does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// `cancel()` is called on the tasks of this name.
    Cancel(String),
    /// Ctrl-C.
    Interrupt,
}

/// The directives of a text, in its order.
pub(super) fn directives(text: &str) -> Vec<Directive> {
    let numbered = text.lines().enumerate();
    numbered.filter_map(|(at, line)| directive(line, at as u32 + 1)).collect()
}

/// What a line says, if it is a directive:
/// `\s*#\s*at\s+([0-9.]+)\s*:\s*(cancel|SIGINT)\s*(\S*)\s*`
fn directive(text: &str, line: u32) -> Option<Directive> {
    let rest = text.trim().strip_prefix('#')?.trim_start().strip_prefix("at")?;
    let spaced = rest.trim_start();
    if spaced.len() == rest.len() {
        return None;
    }
    let (when, what) = spaced.split_once(':')?;
    let when = when.trim_end();
    if !when.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return None;
    }
    let at: f64 = when.parse().ok()?;
    let what = what.trim_start();
    let (cancels, name) = match what.strip_prefix("cancel") {
        Some(name) => (true, name),
        None => (false, what.strip_prefix("SIGINT")?),
    };
    let name = name.trim_start();
    if name.contains(char::is_whitespace) {
        return None;
    }
    let action = if cancels { Action::Cancel(name.to_owned()) } else { Action::Interrupt };
    Some(Directive { at, action, line })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_that_start_a_line_are_read() {
        let found = directives(
            "x = 1\n  # at 1.5: cancel worker-1\n#at 2 :SIGINT\n# at noon: SIGINT\ny # at 3: SIGINT\n",
        );
        assert_eq!(
            found,
            [
                Directive { at: 1.5, action: Action::Cancel("worker-1".into()), line: 2 },
                Directive { at: 2.0, action: Action::Interrupt, line: 3 },
            ]
        );
    }
}
