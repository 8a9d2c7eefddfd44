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

    /// So many digits of a base at most, as far as they go.
    fn digits(&mut self, base: u32, most: usize) -> String {
        let digits: String =
            self.chars[self.at..].iter().take(most).take_while(|c| c.is_digit(base)).collect();
        self.at += digits.len();
        digits
    }

    /// The character whose code follows in base 8, in at most so many digits.
    fn octal(&mut self, from: usize, most: usize) -> Parsed<char> {
        let digits = self.digits(8, most);
        let code = digits.bytes().fold(0, |code, digit| code * 8 + u32::from(digit - b'0'));
        u8::try_from(code)
            .map(char::from)
            .map_err(|_| (format!("octal escape value \\{digits} outside of range 0-0o377"), from))
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
            'x' | 'u' | 'U' => {
                let length = match c {
                    'x' => 2,
                    'u' => 4,
                    _ => 8,
                };
                let digits = self.digits(16, length);
                if digits.len() != length {
                    return Err((format!("incomplete escape \\{c}{digits}"), from));
                }
                u32::from_str_radix(&digits, 16)
                    .ok()
                    .and_then(char::from_u32)
                    .ok_or_else(|| (format!("bad escape \\{c}{digits}"), from))?
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
            '0' => {
                self.at -= 1;
                let c = self.octal(from, 3)?;
                self.char(c);
                return Ok(true);
            }
            '1'..='9' => {
                self.at -= 1;
                // Three octal digits are a character; a group has two digits at most.
                let is_octal = |c: &char| c.is_digit(8);
                if self.chars[self.at..].iter().take(3).filter(|c| is_octal(c)).count() == 3 {
                    let c = self.octal(from, 3)?;
                    self.char(c);
                    return Ok(true);
                }
                let group = self.digits(10, 2).parse().unwrap_or(0);
                self.again(group, from)?;
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
            _ => Err((format!("invalid group reference {group}"), at + 1)),
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
        if c.is_digit(8) {
            self.at -= 1;
            let c = self.octal(here, 3)?;
            return Ok(Item::Range(c, c));
        }
        match self.escaped_char(here, c)? {
            Some(c) => Ok(Item::Range(c, c)),
            None => Err((format!("bad escape \\{c}"), here)),
        }
    }
}
