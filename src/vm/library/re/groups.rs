//! Parentheses of every kind.

use super::compile::{Compiler, NOWHERE, Parsed};
use super::program::{ASCII, DOT_ALL, IGNORE_CASE, MULTI_LINE, Step, VERBOSE, width};

impl Compiler {
    fn close(&mut self, from: usize) -> Parsed<()> {
        if self.eat(")") { Ok(()) } else { Err(("missing ), unterminated subpattern".into(), from)) }
    }

    /// A name, up to `end`, which is eaten with it.
    fn name(&mut self, end: char) -> Parsed<String> {
        let start = self.at;
        while self.peek().is_some_and(|c| c != end) {
            self.at += 1;
        }
        if self.peek().is_none() {
            return Err((format!("missing {end}, unterminated name"), start));
        }
        let name: String = self.chars[start..self.at].iter().collect();
        self.at += 1;
        if name.is_empty() {
            return Err(("missing group name".into(), start));
        }
        Ok(name)
    }

    /// The group that is named next, up to `end`.
    fn known(&mut self, end: char) -> Parsed<usize> {
        let at = self.at;
        let name = self.name(end)?;
        let named = self.names.iter().find(|(known, _)| *known == name).map(|(_, number)| *number);
        let number = name.parse().ok().filter(|number| *number <= self.groups && *number > 0);
        named.or(number).ok_or_else(|| (format!("unknown group name '{name}'"), at))
    }

    /// A parenthesis; whether what it is can be repeated.
    pub(super) fn group(&mut self, from: usize) -> Parsed<bool> {
        let before = self.flags;
        if !self.eat("?") {
            return self.capture(from, None);
        }
        if self.eat("P<") {
            let name = self.new_name()?;
            return self.capture(from, Some(name));
        }
        if self.eat("P=") {
            let at = self.at;
            let group = self.known(')')?;
            self.again(group, at)?;
            return Ok(true);
        }
        if self.eat(":") {
            return self.uncaptured(from, before);
        }
        if self.eat("#") {
            while self.peek().is_some_and(|c| c != ')') {
                self.at += 1;
            }
            self.close(from)?;
            return Ok(false);
        }
        if self.eat(">") {
            return self.atomic(from);
        }
        if self.eat("(") {
            return self.conditional(from);
        }
        let marks =
            [("=", (false, false)), ("!", (false, true)), ("<=", (true, false)), ("<!", (true, true))];
        match marks.into_iter().find(|(mark, _)| self.eat(mark)) {
            Some((_, (is_behind, negative))) => self.look(from, is_behind, negative),
            None => self.inline_flags(from, before),
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
        if !name.chars().all(|c| c == '_' || c.is_alphanumeric())
            || name.starts_with(|c: char| c.is_ascii_digit())
        {
            return Err((format!("bad character in group name '{name}'"), at));
        }
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
        let group = self.known(')')?;
        let start = self.steps.len();
        self.steps.push(Step::Match);
        self.sequence()?;
        let end = self.steps.len();
        self.steps.push(Step::Match);
        self.steps[start] = Step::IfGroup(group, self.steps.len());
        if self.eat("|") {
            self.sequence()?;
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

    /// `(?i)`, `(?i:..)`, `(?-i:..)`
    fn inline_flags(&mut self, from: usize, before: u32) -> Parsed<bool> {
        let mut on = true;
        loop {
            let Some(c) = self.peek() else { return Err(("unexpected end of pattern".into(), self.at)) };
            self.at += 1;
            let flag = match c {
                'i' => IGNORE_CASE,
                'm' => MULTI_LINE,
                's' => DOT_ALL,
                'x' => VERBOSE,
                'a' => ASCII,
                'u' => 0,
                '-' => {
                    on = false;
                    continue;
                }
                ')' if on && from == 0 => return Ok(false),
                ')' => return Err(("global flags not at the start of the expression".into(), from)),
                ':' => return self.uncaptured(from, before),
                c => return Err((format!("unknown extension ?{c}"), from + 1)),
            };
            if on { self.flags |= flag } else { self.flags &= !flag }
        }
    }
}
