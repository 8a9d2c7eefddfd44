//! What a pattern is compiled to: steps of the matcher.

use std::rc::Rc;

use crate::vm::types::str::Decimal as _;

pub const IGNORE_CASE: u32 = 2;
pub const MULTI_LINE: u32 = 8;
pub const DOT_ALL: u32 = 16;
pub const UNICODE: u32 = 32;
pub const VERBOSE: u32 = 64;
pub const ASCII: u32 = 256;
/// Of a pattern of bytes: it is compiled as the text of which Latin-1 makes these bytes, and so are those that it searches.
pub const BYTES: u32 = 1 << 20;

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
                        'd' => c.is_ascii_digit() || (!self.ascii && c.decimal().is_some()),
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

/// Moves the targets of a step that lie at or behind a place.
pub fn moved(step: &mut Step, from: usize, by: usize) {
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
pub fn width(steps: &[Step], mut at: usize, end: usize) -> Option<usize> {
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
