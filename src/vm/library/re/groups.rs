//! Parentheses of every kind.

use super::compile::{Compiler, NOWHERE, Parsed};
use super::program::{ASCII, DOT_ALL, IGNORE_CASE, MULTI_LINE, Step, UNICODE, VERBOSE, width};

impl Compiler {
    /// The end of the group that begins at `from`.
    fn close(&mut self, from: usize) -> Parsed<()> {
        if self.eat(")") { Ok(()) } else { Err(("missing ), unterminated subpattern".into(), from)) }
    }

    /// The next character, which has to be there.
    fn next(&mut self) -> Parsed<char> {
        let c = self.peek().ok_or_else(|| ("unexpected end of pattern".to_owned(), self.at))?;
        self.at += 1;
        Ok(c)
    }

    /// What stands up to `end`, which is eaten with it.
    fn until(&mut self, end: char) -> Parsed<String> {
        let start = self.at;
        while self.peek().is_some_and(|c| c != end) {
            self.at += 1;
        }
        let name: String = self.chars[start..self.at].iter().collect();
        if name.is_empty() {
            return Err(("missing group name".into(), start));
        }
        if self.peek().is_none() {
            return Err((format!("missing {end}, unterminated name"), start));
        }
        self.at += 1;
        Ok(name)
    }

    /// The same, if it can be the name of a group.
    fn name(&mut self, end: char) -> Parsed<String> {
        let at = self.at;
        let name = self.until(end)?;
        check_name(&name, at)?;
        Ok(name)
    }

    /// The number of the group of that name, which stands at `at`.
    fn named(&self, name: &str, at: usize) -> Parsed<usize> {
        let found = self.names.iter().find(|(known, _)| known == name);
        found.map(|(_, number)| *number).ok_or_else(|| (format!("unknown group name '{name}'"), at))
    }

    /// A parenthesis; whether what it is can be repeated.
    pub(super) fn group(&mut self, from: usize) -> Parsed<bool> {
        let before = self.flags;
        if !self.eat("?") {
            return self.capture(from, None);
        }
        if self.eat("P") {
            return self.with_name(from);
        }
        if self.eat(":") {
            return self.uncaptured(from, before);
        }
        if self.eat("#") {
            while self.peek().is_some_and(|c| c != ')') {
                self.at += 1;
            }
            return match self.eat(")") {
                true => Ok(false),
                false => Err(("missing ), unterminated comment".into(), from)),
            };
        }
        if self.eat(">") {
            return self.atomic(from);
        }
        if self.eat("(") {
            return self.conditional(from);
        }
        let marks =
            [("=", (false, false)), ("!", (false, true)), ("<=", (true, false)), ("<!", (true, true))];
        if let Some((_, (is_behind, negative))) = marks.into_iter().find(|(mark, _)| self.eat(mark)) {
            return self.look(from, is_behind, negative);
        }
        if self.eat("<") {
            let c = self.next()?;
            return Err((format!("unknown extension ?<{c}"), from + 1));
        }
        self.inline_flags(from, before)
    }

    /// `(?P<name>..)` or `(?P=name)`, behind the `P`.
    fn with_name(&mut self, from: usize) -> Parsed<bool> {
        match self.next()? {
            '<' => {
                let name = self.new_name()?;
                self.capture(from, Some(name))
            }
            '=' => {
                let at = self.at;
                let name = self.name(')')?;
                let group = self.named(&name, at)?;
                self.again(group, at)?;
                Ok(true)
            }
            c => Err((format!("unknown extension ?P{c}"), from + 1)),
        }
    }

    /// A group that is noted, up to its end.
    fn capture(&mut self, from: usize, name: Option<String>) -> Parsed<bool> {
        let before = self.flags;
        self.groups += 1;
        let number = self.groups;
        self.closed.push(false);
        if let Some(name) = name {
            self.names.push((name, number));
        }
        self.steps.push(Step::Save(2 * number));
        self.alternatives()?;
        self.close(from)?;
        self.steps.push(Step::Save(2 * number + 1));
        self.closed[number] = true;
        self.flags = before;
        Ok(true)
    }

    /// The name of the next group: what is behind `(?P<`.
    fn new_name(&mut self) -> Parsed<String> {
        let at = self.at;
        let name = self.name('>')?;
        match self.names.iter().find(|(known, _)| *known == name) {
            Some((_, number)) => {
                let next = self.groups + 1;
                let complaint =
                    format!("redefinition of group name '{name}' as group {next}; was group {number}");
                Err((complaint, at))
            }
            None => Ok(name),
        }
    }

    /// `(?:..)` behind its colon; then the flags are as they were before it.
    fn uncaptured(&mut self, from: usize, before: u32) -> Parsed<bool> {
        self.alternatives()?;
        self.close(from)?;
        self.flags = before;
        Ok(true)
    }

    /// `(?>..)`
    fn atomic(&mut self, from: usize) -> Parsed<bool> {
        let start = self.steps.len();
        self.steps.push(Step::Match);
        self.alternatives()?;
        self.steps.push(Step::Match);
        self.steps[start] = Step::Atomic(self.steps.len());
        self.close(from)?;
        Ok(true)
    }

    /// `(?(group)yes|no)`
    fn conditional(&mut self, from: usize) -> Parsed<bool> {
        let at = self.at;
        let name = self.until(')')?;
        let group = if name.bytes().all(|c| c.is_ascii_digit()) {
            let group = name.parse().unwrap_or(usize::MAX);
            if group == 0 {
                return Err(("bad group number".into(), at));
            }
            // It may come later.
            self.referred.push((group, at));
            group
        } else {
            check_name(&name, at)?;
            self.named(&name, at)?
        };
        let start = self.steps.len();
        self.steps.push(Step::Match);
        self.sequence()?;
        let end = self.steps.len();
        self.steps.push(Step::Match);
        self.steps[start] = Step::IfGroup(group, self.steps.len());
        if self.eat("|") {
            self.sequence()?;
            if self.peek() == Some('|') {
                return Err(("conditional backref with more than two branches".into(), self.at));
            }
        }
        self.steps[end] = Step::Jump(self.steps.len());
        self.close(from)?;
        Ok(true)
    }

    /// `(?=..)`, `(?!..)`, `(?<=..)`, `(?<!..)`
    fn look(&mut self, from: usize, is_behind: bool, negative: bool) -> Parsed<bool> {
        let start = self.steps.len();
        self.steps.push(Step::Match);
        self.alternatives()?;
        self.close(from)?;
        let mut behind = None;
        if is_behind {
            behind = width(&self.steps, start + 1, self.steps.len());
            if behind.is_none() {
                return Err(("look-behind requires fixed-width pattern".to_owned(), NOWHERE));
            }
        }
        self.steps.push(Step::Match);
        self.steps[start] = Step::Look { behind, negative, next: self.steps.len() };
        Ok(true)
    }

    /// `(?i)`, `(?i:..)`, `(?-i:..)`: `before` are the flags before it.
    fn inline_flags(&mut self, from: usize, before: u32) -> Parsed<bool> {
        let is_first = self.depth == 1 && self.steps.len() == 1;
        let first = self.next()?;
        let (mut on, mut off, mut c) = (0, 0, first);
        if c != '-' {
            if flag(c).is_none() {
                return Err((format!("unknown extension ?{c}"), from + 1));
            }
            (on, c) = self.flags_up_to(c, ")-:", "missing -, : or )")?;
            if on & ASCII != 0 && on & UNICODE != 0 {
                let complaint = "bad inline flags: flags 'a', 'u' and 'L' are incompatible";
                return Err((complaint.into(), self.at - 1));
            }
        }
        if c == ')' {
            if !is_first {
                return Err(("global flags not at the start of the expression".into(), from));
            }
            self.flags |= on;
            return Ok(false);
        }
        if c == '-' {
            let Some(next) = self.peek() else { return Err(("missing flag".into(), self.at)) };
            if flag(next).is_none() {
                return Err((unless_flag(next, "missing flag"), self.at));
            }
            self.at += 1;
            (off, _) = self.flags_up_to(next, ":", "missing :")?;
            if off & (ASCII | UNICODE) != 0 {
                let complaint = "bad inline flags: cannot turn off flags 'a', 'u' and 'L'";
                return Err((complaint.into(), self.at - 1));
            }
        }
        if on & off != 0 {
            return Err(("bad inline flags: flag turned on and off".into(), self.at - 1));
        }
        self.flags = (self.flags | on) & !off;
        self.uncaptured(from, before)
    }

    /// Flags, the first of which is `c`, and which of the characters `ends` comes behind them.
    fn flags_up_to(&mut self, mut c: char, ends: &str, missing: &str) -> Parsed<(u32, char)> {
        let mut flags = 0;
        loop {
            match flag(c) {
                Some(0) => {
                    let complaint = "bad inline flags: cannot use 'L' flag with a str pattern";
                    return Err((complaint.into(), self.at));
                }
                Some(flag) => flags |= flag,
                None => return Err((unless_flag(c, missing), self.at - 1)),
            }
            c = self.peek().ok_or_else(|| (missing.to_owned(), self.at))?;
            self.at += 1;
            if ends.contains(c) {
                return Ok((flags, c));
            }
        }
    }
}

/// The flag of a letter; 0 for the one that is only for bytes.
fn flag(c: char) -> Option<u32> {
    Some(match c {
        'i' => IGNORE_CASE,
        'm' => MULTI_LINE,
        's' => DOT_ALL,
        'x' => VERBOSE,
        'a' => ASCII,
        'u' => UNICODE,
        'L' => 0,
        _ => return None,
    })
}

/// What is wrong with a character that is no flag.
fn unless_flag(c: char, missing: &str) -> String {
    if c.is_alphabetic() { "unknown flag" } else { missing }.to_owned()
}

/// Whether a group can have that name, which stands at `at`.
fn check_name(name: &str, at: usize) -> Parsed<()> {
    let is_letter = |c: char| c == '_' || c.is_alphanumeric();
    if name.chars().all(is_letter) && !name.starts_with(|c: char| c.is_ascii_digit()) {
        return Ok(());
    }
    Err((format!("bad character in group name '{name}'"), at))
}
