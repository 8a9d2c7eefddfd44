//! What a pattern is made of: characters, sets of them, places and what was found before.

use std::rc::Rc;

use super::compile::{Compiler, Parsed};
use super::program::{ASCII, DOT_ALL, IGNORE_CASE, Item, MULTI_LINE, Place, Set, Step, lower};

impl Compiler {
    fn set(&mut self, negated: bool, items: Vec<Item>) {
        let (ignore_case, ascii) = (self.has(IGNORE_CASE), self.has(ASCII));
        self.steps.push(Step::Set(Rc::new(Set { negated, ignore_case, ascii, items })));
    }

    fn char(&mut self, c: char) {
        let ignore = self.has(IGNORE_CASE);
        self.steps.push(Step::Char(if ignore { lower(c) } else { c }, ignore));
    }

    /// One thing that can be repeated; whether it can.
    pub(super) fn atom(&mut self) -> Parsed<bool> {
        let from = self.at;
        let c = self.chars[from];
        self.at += 1;
        match c {
            '.' => self.steps.push(Step::Any(self.has(DOT_ALL))),
            '^' => {
                let place = if self.has(MULTI_LINE) { Place::LineStart } else { Place::Start };
                self.steps.push(Step::At(place));
                return Ok(false);
            }
            '$' => {
                let place = if self.has(MULTI_LINE) { Place::LineEnd } else { Place::End };
                self.steps.push(Step::At(place));
                return Ok(false);
            }
            '*' | '+' | '?' => return Err(("nothing to repeat".into(), from)),
            '[' => self.bracket(from)?,
            '(' => return self.group(from),
            '\\' => return self.escape(from),
            c => self.char(c),
        }
        Ok(true)
    }

    /// The character that an escape stands for, if it is one everywhere.
    fn escaped_char(&mut self, from: usize, c: char) -> Parsed<Option<char>> {
        Ok(Some(match c {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'f' => '\u{c}',
            'v' => '\u{b}',
            'a' => '\u{7}',
            '0' => '\0',
            'x' | 'u' | 'U' => {
                let length = match c {
                    'x' => 2,
                    'u' => 4,
                    _ => 8,
                };
                let digits: String = self.chars.iter().skip(self.at).take(length).collect();
                let code = u32::from_str_radix(&digits, 16).ok().filter(|_| digits.len() == length);
                let Some(code) = code else {
                    return Err((format!("incomplete escape \\{c}{digits}"), from));
                };
                self.at += length;
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            c if c.is_ascii_alphanumeric() => return Ok(None),
            c => c,
        }))
    }

    fn escape(&mut self, from: usize) -> Parsed<bool> {
        let Some(c) = self.peek() else { return Err(("bad escape (end of pattern)".into(), from)) };
        self.at += 1;
        let place = match c {
            'd' | 'D' | 'w' | 'W' | 's' | 'S' => {
                self.set(false, vec![Item::Class(c)]);
                return Ok(true);
            }
            'A' => Place::Start,
            'Z' | 'z' => Place::TextEnd,
            'b' => Place::Word,
            'B' => Place::NoWord,
            '1'..='9' => {
                self.at -= 1;
                let group = self.number().unwrap_or(0);
                self.again(group, from + 1)?;
                return Ok(true);
            }
            c => match self.escaped_char(from, c)? {
                Some(c) => {
                    self.char(c);
                    return Ok(true);
                }
                None => return Err((format!("bad escape \\{c}"), from)),
            },
        };
        self.steps.push(Step::At(place));
        Ok(false)
    }

    pub(super) fn again(&mut self, group: usize, at: usize) -> Parsed<()> {
        match self.closed.get(group) {
            Some(true) => {
                self.steps.push(Step::Again(group, self.has(IGNORE_CASE)));
                Ok(())
            }
            Some(false) if group > 0 => Err(("cannot refer to an open group".into(), at)),
            _ => Err((format!("invalid group reference {group}"), at)),
        }
    }

    fn bracket(&mut self, from: usize) -> Parsed<()> {
        let negated = self.eat("^");
        let mut items = Vec::new();
        let first = self.at;
        loop {
            let here = self.at;
            let low = match self.peek() {
                None => return Err(("unterminated character set".into(), from)),
                Some(']') if here > first => {
                    self.at += 1;
                    break;
                }
                Some(_) => self.member(from)?,
            };
            let is_range = self.peek() == Some('-') && self.chars.get(self.at + 1).is_some_and(|c| *c != ']');
            if !is_range {
                items.push(low);
                continue;
            }
            self.at += 1;
            let high = self.member(from)?;
            match (low, high) {
                (Item::Range(low, _), Item::Range(high, _)) if low <= high => {
                    items.push(Item::Range(low, high))
                }
                _ => {
                    let text: String = self.chars[here..self.at].iter().collect();
                    return Err((format!("bad character range {text}"), here));
                }
            }
        }
        self.set(negated, items);
        Ok(())
    }

    fn member(&mut self, from: usize) -> Parsed<Item> {
        let here = self.at;
        let Some(c) = self.peek() else { return Err(("unterminated character set".into(), from)) };
        self.at += 1;
        if c != '\\' {
            return Ok(Item::Range(c, c));
        }
        let Some(c) = self.peek() else { return Err(("unterminated character set".into(), from)) };
        self.at += 1;
        if matches!(c, 'd' | 'D' | 'w' | 'W' | 's' | 'S') {
            return Ok(Item::Class(c));
        }
        if c == 'b' {
            return Ok(Item::Range('\u{8}', '\u{8}'));
        }
        match self.escaped_char(here, c)? {
            Some(c) => Ok(Item::Range(c, c)),
            None => Err((format!("bad escape \\{c}"), here)),
        }
    }
}
