//! Patterns as instructions.

use std::rc::Rc;

/// What is wrong with a pattern, and where.
pub type Error = (String, usize);

/// The place of an error that is nowhere in particular.
pub const NOWHERE: usize = usize::MAX;

type Parsed<T> = Result<T, Error>;

pub const IGNORE_CASE: u32 = 2;
pub const MULTI_LINE: u32 = 8;
pub const DOT_ALL: u32 = 16;
pub const VERBOSE: u32 = 64;
pub const ASCII: u32 = 256;

/// How long a program may be.
const LONGEST: usize = 20_000;
/// How deep groups may be nested.
const DEEPEST: usize = 100;

/// A step of the matcher.
#[derive(Clone)]
pub enum Step {
    /// One character, which is in lower case if case does not matter.
    Char(char, bool),
    /// Any character; without the second meaning, no newline.
    Any(bool),
    /// One character of a set.
    Set(Rc<Set>),
    /// Goes on at one place, and if that fails at the other one.
    Split(usize, usize),
    Jump(usize),
    /// Notes the place.
    Save(usize),
    /// Leaves the loop, whose jump is next, if there was no progress since the place was noted: it would not end.
    Progress(usize),
    /// A condition on the place.
    At(Place),
    /// The text of a group again.
    Again(usize, bool),
    /// Looks at what follows, or at so many characters before. What is looked for ends with `Match`; go on at `next`.
    Look {
        behind: Option<usize>,
        negative: bool,
        next: usize,
    },
    /// Matches what is up to the next `Match` at `next - 1` in the first way that there is.
    Atomic(usize),
    /// `(?(group)yes|no)`: goes on here if the group has matched, else there.
    IfGroup(usize, usize),
    Match,
}

#[derive(Clone, Copy)]
pub enum Place {
    Start,
    LineStart,
    End,
    TextEnd,
    LineEnd,
    Word,
    NoWord,
}

/// A set of characters.
pub struct Set {
    pub negated: bool,
    pub ignore_case: bool,
    pub ascii: bool,
    pub items: Vec<Item>,
}

/// What is in a set.
pub enum Item {
    Range(char, char),
    /// `\d`, `\W`, ..
    Class(char),
}

pub struct Program {
    pub steps: Vec<Step>,
    pub groups: usize,
    pub names: Vec<(String, usize)>,
    pub flags: u32,
    /// How many places are noted.
    pub slots: usize,
}

pub fn is_word(c: char, ascii: bool) -> bool {
    c == '_' || if ascii { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() }
}

pub fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

impl Set {
    pub fn has(&self, c: char) -> bool {
        let one = |c: char| {
            self.items.iter().any(|item| match item {
                Item::Range(low, high) => (*low..=*high).contains(&c),
                Item::Class(class) => {
                    let inside = match class.to_ascii_lowercase() {
                        'd' => c.is_ascii_digit() || (!self.ascii && c.is_numeric() && !c.is_ascii()),
                        's' => c.is_whitespace() || ('\x1c'..='\x1f').contains(&c),
                        _ => is_word(c, self.ascii),
                    };
                    inside != class.is_ascii_uppercase()
                }
            })
        };
        let found = one(c) || self.ignore_case && (one(lower(c)) || c.to_uppercase().next().is_some_and(one));
        found != self.negated
    }
}

struct Compiler {
    chars: Vec<char>,
    at: usize,
    steps: Vec<Step>,
    groups: usize,
    closed: Vec<bool>,
    names: Vec<(String, usize)>,
    flags: u32,
    /// Places noted by loops.
    loops: usize,
    depth: usize,
}

/// Compiles a pattern.
pub fn compile(pattern: &str, flags: u32) -> Parsed<Program> {
    let mut compiler = Compiler {
        chars: pattern.chars().collect(),
        at: 0,
        steps: Vec::new(),
        groups: 0,
        closed: vec![false],
        names: Vec::new(),
        flags,
        loops: 0,
        depth: 0,
    };
    compiler.steps.push(Step::Save(0));
    compiler.alternatives()?;
    if compiler.at < compiler.chars.len() {
        return Err(("unbalanced parenthesis".into(), compiler.at));
    }
    compiler.steps.push(Step::Save(1));
    compiler.steps.push(Step::Match);
    // Loops note their places behind those of the groups.
    let first = 2 * (compiler.groups + 1);
    for step in &mut compiler.steps {
        match step {
            Step::Save(slot) | Step::Progress(slot) if *slot >= LOOPS => *slot = *slot - LOOPS + first,
            _ => {}
        }
    }
    Ok(Program {
        steps: compiler.steps,
        groups: compiler.groups,
        names: compiler.names,
        flags: compiler.flags,
        slots: first + compiler.loops,
    })
}

/// What slots of loops count from while the number of groups is not known.
const LOOPS: usize = 1 << 30;

impl Compiler {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn eat(&mut self, text: &str) -> bool {
        let there = text.chars().enumerate().all(|(i, c)| self.chars.get(self.at + i) == Some(&c));
        if there {
            self.at += text.chars().count();
        }
        there
    }

    fn has(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }

    fn alternatives(&mut self) -> Parsed<()> {
        if self.depth >= DEEPEST {
            return Err(("too many nested groups".into(), self.at));
        }
        self.depth += 1;
        let mut ends = Vec::new();
        loop {
            let start = self.steps.len();
            self.sequence()?;
            if !self.eat("|") {
                break;
            }
            // The alternative goes behind a choice that is put before it.
            self.insert(start, &[Step::Split(start + 1, 0)]);
            ends.push(self.steps.len());
            self.steps.push(Step::Jump(0));
            self.steps[start] = Step::Split(start + 1, self.steps.len());
        }
        for end in ends {
            self.steps[end] = Step::Jump(self.steps.len());
        }
        self.depth -= 1;
        Ok(())
    }

    /// Puts steps in; targets behind them move.
    fn insert(&mut self, at: usize, steps: &[Step]) {
        let by = steps.len();
        for step in &mut self.steps[at..] {
            moved(step, at, by);
        }
        self.steps.splice(at..at, steps.iter().cloned());
    }

    fn sequence(&mut self) -> Parsed<()> {
        while let Some(c) = self.peek() {
            if self.has(VERBOSE) {
                if c.is_whitespace() {
                    self.at += 1;
                    continue;
                }
                if c == '#' {
                    while self.peek().is_some_and(|c| c != '\n') {
                        self.at += 1;
                    }
                    continue;
                }
            }
            if matches!(c, '|' | ')') {
                break;
            }
            let (start, from) = (self.steps.len(), self.at);
            let repeatable = self.atom()?;
            self.repeats(start, from, repeatable)?;
            if self.steps.len() > LONGEST {
                return Err(("the pattern is too large".into(), from));
            }
        }
        Ok(())
    }

    fn number(&mut self) -> Option<usize> {
        let start = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
        }
        self.chars[start..self.at].iter().collect::<String>().parse().ok()
    }

    /// How often the next atom is to be repeated, if that is said.
    fn quantifier(&mut self) -> Parsed<Option<(usize, Option<usize>)>> {
        let start = self.at;
        let Some(c) = self.peek() else { return Ok(None) };
        self.at += 1;
        Ok(match c {
            '*' => Some((0, None)),
            '+' => Some((1, None)),
            '?' => Some((0, Some(1))),
            '{' => {
                let low = self.number();
                let high = if self.eat(",") { self.number() } else { low };
                if (low.is_none() && high.is_none() && self.chars[self.at - 1] != ',') || !self.eat("}") {
                    self.at = start;
                    return Ok(None);
                }
                if high.is_some_and(|high| high < low.unwrap_or(0)) {
                    return Err(("min repeat greater than max repeat".into(), start + 1));
                }
                Some((low.unwrap_or(0), high))
            }
            _ => {
                self.at = start;
                None
            }
        })
    }

    fn repeats(&mut self, start: usize, from: usize, repeatable: bool) -> Parsed<()> {
        let here = self.at;
        let Some((low, high)) = self.quantifier()? else { return Ok(()) };
        if !repeatable {
            return Err(("nothing to repeat".into(), here));
        }
        let lazy = self.eat("?");
        let atomic = !lazy && self.eat("+");
        let after = self.at;
        if matches!(self.peek(), Some('*' | '+' | '?')) || self.quantifier()?.is_some() {
            return Err(("multiple repeat".into(), after));
        }
        let body: Vec<Step> = self.steps.drain(start..).collect();
        let copies = low + high.map_or(1, |high| high - low);
        if body.len().saturating_mul(copies) > LONGEST {
            return Err(("the pattern is too large".into(), from));
        }
        let atomic_at = self.steps.len();
        if atomic {
            self.steps.push(Step::Atomic(0));
        }
        for _ in 0..low {
            self.copy(&body, start);
        }
        let choice = |inside: usize, outside: usize| {
            if lazy { Step::Split(outside, inside) } else { Step::Split(inside, outside) }
        };
        match high {
            None => {
                let head = self.steps.len();
                let slot = LOOPS + self.loops;
                self.loops += 1;
                self.steps.push(Step::Match);
                self.steps.push(Step::Save(slot));
                self.copy(&body, start);
                self.steps.push(Step::Progress(slot));
                self.steps.push(Step::Jump(head));
                self.steps[head] = choice(head + 1, self.steps.len());
            }
            Some(high) => {
                let mut heads = Vec::new();
                for _ in low..high {
                    heads.push(self.steps.len());
                    self.steps.push(Step::Match);
                    self.copy(&body, start);
                }
                for head in heads {
                    self.steps[head] = choice(head + 1, self.steps.len());
                }
            }
        }
        if atomic {
            self.steps.push(Step::Match);
            self.steps[atomic_at] = Step::Atomic(self.steps.len());
        }
        Ok(())
    }

    /// Steps once more, that stood elsewhere.
    fn copy(&mut self, body: &[Step], stood_at: usize) {
        let by = self.steps.len() - stood_at;
        for step in body {
            let mut step = step.clone();
            moved(&mut step, stood_at, by);
            self.steps.push(step);
        }
    }

    fn set(&mut self, negated: bool, items: Vec<Item>) {
        let (ignore_case, ascii) = (self.has(IGNORE_CASE), self.has(ASCII));
        self.steps.push(Step::Set(Rc::new(Set { negated, ignore_case, ascii, items })));
    }

    fn char(&mut self, c: char) {
        let ignore = self.has(IGNORE_CASE);
        self.steps.push(Step::Char(if ignore { lower(c) } else { c }, ignore));
    }

    /// One thing that can be repeated; whether it can.
    fn atom(&mut self) -> Parsed<bool> {
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

    fn again(&mut self, group: usize, at: usize) -> Parsed<()> {
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

    fn close(&mut self, from: usize) -> Parsed<()> {
        if self.eat(")") { Ok(()) } else { Err(("missing ), unterminated subpattern".into(), from)) }
    }

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

    fn known(&self, name: &str, at: usize) -> Parsed<usize> {
        let named = self.names.iter().find(|(known, _)| known == name).map(|(_, number)| *number);
        let number = name.parse().ok().filter(|number| *number <= self.groups && *number > 0);
        named.or(number).ok_or_else(|| (format!("unknown group name '{name}'"), at))
    }

    /// A parenthesis; whether what it is can be repeated.
    fn group(&mut self, from: usize) -> Parsed<bool> {
        let before = self.flags;
        let mut name = None;
        if self.eat("?") {
            if self.eat("P<") {
                let at = self.at;
                let given = self.name('>')?;
                if !given.chars().all(|c| c == '_' || c.is_alphanumeric())
                    || given.starts_with(|c: char| c.is_ascii_digit())
                {
                    return Err((format!("bad character in group name '{given}'"), at));
                }
                if let Some((_, number)) = self.names.iter().find(|(known, _)| *known == given) {
                    let next = self.groups + 1;
                    return Err((
                        format!("redefinition of group name '{given}' as group {next}; was group {number}"),
                        at,
                    ));
                }
                name = Some(given);
            } else if self.eat("P=") {
                let at = self.at;
                let name = self.name(')')?;
                let group = self.known(&name, at)?;
                self.again(group, at)?;
                return Ok(true);
            } else if self.eat(":") {
                self.alternatives()?;
                self.close(from)?;
                self.flags = before;
                return Ok(true);
            } else if self.eat("#") {
                while self.peek().is_some_and(|c| c != ')') {
                    self.at += 1;
                }
                self.close(from)?;
                return Ok(false);
            } else if self.eat(">") {
                let start = self.steps.len();
                self.steps.push(Step::Match);
                self.alternatives()?;
                self.steps.push(Step::Match);
                self.steps[start] = Step::Atomic(self.steps.len());
                self.close(from)?;
                return Ok(true);
            } else if self.eat("(") {
                let at = self.at;
                let name = self.name(')')?;
                let group = self.known(&name, at)?;
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
                return Ok(true);
            } else if let Some((behind, negative)) =
                [("=", (false, false)), ("!", (false, true)), ("<=", (true, false)), ("<!", (true, true))]
                    .into_iter()
                    .find_map(|(mark, what)| self.eat(mark).then_some(what))
            {
                let start = self.steps.len();
                self.steps.push(Step::Match);
                self.alternatives()?;
                self.close(from)?;
                let behind =
                    if behind {
                        let width = width(&self.steps, start + 1, self.steps.len());
                        Some(width.ok_or_else(|| {
                            ("look-behind requires fixed-width pattern".to_owned(), NOWHERE)
                        })?)
                    } else {
                        None
                    };
                self.steps.push(Step::Match);
                self.steps[start] = Step::Look { behind, negative, next: self.steps.len() };
                return Ok(true);
            } else {
                return self.inline_flags(from, before);
            }
        }
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
                ':' => {
                    self.alternatives()?;
                    self.close(from)?;
                    self.flags = before;
                    return Ok(true);
                }
                c => return Err((format!("unknown extension ?{c}"), from + 1)),
            };
            if on { self.flags |= flag } else { self.flags &= !flag }
        }
    }
}

/// Moves the targets of a step that lie at or behind a place.
fn moved(step: &mut Step, from: usize, by: usize) {
    let shift = |target: &mut usize| {
        if *target >= from {
            *target += by;
        }
    };
    match step {
        Step::Split(a, b) => {
            shift(a);
            shift(b);
        }
        Step::Jump(a) | Step::Atomic(a) | Step::IfGroup(_, a) | Step::Look { next: a, .. } => shift(a),
        _ => {}
    }
}

/// How many characters steps match, if that is always the same.
fn width(steps: &[Step], mut at: usize, end: usize) -> Option<usize> {
    let mut sum = 0;
    while at < end {
        match &steps[at] {
            Step::Char(..) | Step::Any(_) | Step::Set(_) => sum += 1,
            Step::Save(_) | Step::At(_) | Step::Match => {}
            Step::Look { next, .. } => {
                at = *next;
                continue;
            }
            // Alternatives: the first one ends with a jump behind the last one.
            Step::Split(first, second) if *first == at + 1 && *second <= end => {
                let Step::Jump(behind) = steps[*second - 1] else { return None };
                if behind > end || behind < *second {
                    return None;
                }
                let one = width(steps, at + 1, *second - 1)?;
                if width(steps, *second, behind)? != one {
                    return None;
                }
                sum += one;
                at = behind;
                continue;
            }
            _ => return None,
        }
        at += 1;
    }
    Some(sum)
}
