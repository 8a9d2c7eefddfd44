//! Running a pattern's steps over a text. What is still to be tried is on a stack of its own, not on the host's.

use crate::vm::machine::Vm;
use crate::vm::value::Result;

use super::program::{ASCII, Place, Program, Step, is_word, lower};

/// What is undone, or tried next, when something does not match.
enum Back {
    Try { step: usize, at: usize },
    Restore { slot: usize, place: Option<usize> },
}

pub struct Search<'a> {
    vm: &'a Vm,
    program: &'a Program,
    text: &'a [char],
    slots: Vec<Option<usize>>,
    count: usize,
}

impl<'a> Search<'a> {
    pub fn new(vm: &'a Vm, program: &'a Program, text: &'a [char]) -> Self {
        Self { vm, program, text, slots: vec![None; program.slots], count: 0 }
    }

    /// Where the groups of the last match begin and end.
    pub fn places(&self) -> &[Option<usize>] {
        &self.slots[..2 * (self.program.groups + 1)]
    }

    /// Finds a match from a place on; where it begins.
    pub fn next(&mut self, from: usize, how: i64, not_empty: bool) -> Result<Option<usize>> {
        let last = if how == 2 { self.text.len() } else { from };
        // A pattern that begins with a character is tried where that is.
        let first = match self.program.steps.get(1) {
            Some(Step::Char(c, false)) => Some(*c),
            _ => None,
        };
        for start in from..=last {
            if first.is_some_and(|c| self.text.get(start) != Some(&c)) {
                self.tick()?;
                continue;
            }
            self.slots.fill(None);
            let refused = (not_empty && start == from).then_some(start);
            if self.run(0, start, refused, how == 1)?.is_some() {
                return Ok(Some(start));
            }
        }
        Ok(None)
    }

    fn tick(&mut self) -> Result<()> {
        self.count += 1;
        if self.count.is_multiple_of(4096) { self.vm.charge(4 * 4096 + 1) } else { Ok(()) }
    }

    /// Runs steps until a `Match`; where that is. It is none at a refused place, nor before the end if all is to match.
    fn run(&mut self, step: usize, at: usize, refused: Option<usize>, all: bool) -> Result<Option<usize>> {
        let mut stack = Vec::new();
        let (mut step, mut at) = (step, at);
        loop {
            self.tick()?;
            let goes_on = match &self.program.steps[step] {
                Step::Match => {
                    if refused != Some(at) && (!all || at == self.text.len()) {
                        return Ok(Some(at));
                    }
                    false
                }
                Step::Char(c, ignore_case) => {
                    let here = self.text.get(at);
                    at += 1;
                    here.is_some_and(|here| here == c || *ignore_case && lower(*here) == *c)
                }
                Step::Any(newlines) => {
                    let here = self.text.get(at);
                    at += 1;
                    here.is_some_and(|here| *newlines || *here != '\n')
                }
                Step::Set(set) => {
                    let here = self.text.get(at);
                    at += 1;
                    self.vm.charge(set.items.len() / 8)?;
                    here.is_some_and(|here| set.has(*here))
                }
                Step::Split(first, second) => {
                    stack.push(Back::Try { step: *second, at });
                    if stack.len().is_multiple_of(1024) {
                        self.vm.charge_bytes(1024 * size_of::<Back>() as u64)?;
                    }
                    step = *first;
                    continue;
                }
                Step::Jump(target) => {
                    step = *target;
                    continue;
                }
                Step::Save(slot) => {
                    let place = self.slots[*slot].replace(at);
                    stack.push(Back::Restore { slot: *slot, place });
                    true
                }
                Step::Progress(slot) => {
                    step += usize::from(self.slots[*slot] == Some(at));
                    true
                }
                Step::At(place) => self.is_at(*place, at),
                Step::Again(group, ignore_case) => match (self.slots[2 * group], self.slots[2 * group + 1]) {
                    (Some(from), Some(to)) => {
                        let length = to - from;
                        self.vm.charge(length / 8)?;
                        let here = self.text.get(at..at + length);
                        let known = &self.text[from..to];
                        at += length;
                        here.is_some_and(|here| {
                            here == known
                                || *ignore_case && here.iter().zip(known).all(|(a, b)| lower(*a) == lower(*b))
                        })
                    }
                    _ => false,
                },
                Step::Look { behind, negative, next } => {
                    let (negative, next) = (*negative, *next);
                    let before = self.slots.clone();
                    let found = match behind {
                        None => self.run(step + 1, at, None, false)?.is_some(),
                        Some(width) if *width > at => false,
                        Some(width) => self.run(step + 1, at - width, None, false)? == Some(at),
                    };
                    if found && !negative {
                        self.keep(&before, &mut stack);
                    } else {
                        self.slots = before;
                    }
                    step = next;
                    if found == negative {
                        false
                    } else {
                        continue;
                    }
                }
                Step::Atomic(next) => {
                    let next = *next;
                    let before = self.slots.clone();
                    match self.run(step + 1, at, None, false)? {
                        Some(end) => {
                            self.keep(&before, &mut stack);
                            (step, at) = (next, end);
                            continue;
                        }
                        None => {
                            self.slots = before;
                            false
                        }
                    }
                }
                Step::IfGroup(group, otherwise) => {
                    if self.slots[2 * group + 1].is_none() {
                        step = *otherwise;
                        continue;
                    }
                    true
                }
            };
            if goes_on {
                step += 1;
                continue;
            }
            loop {
                match stack.pop() {
                    Some(Back::Restore { slot, place }) => self.slots[slot] = place,
                    Some(Back::Try { step: next, at: place }) => {
                        (step, at) = (next, place);
                        break;
                    }
                    None => return Ok(None),
                }
            }
        }
    }

    /// Notes what groups have matched meanwhile, so that it is undone if need be.
    fn keep(&self, before: &[Option<usize>], stack: &mut Vec<Back>) {
        for (slot, place) in before.iter().enumerate() {
            if self.slots[slot] != *place {
                stack.push(Back::Restore { slot, place: *place });
            }
        }
    }

    fn is_at(&self, place: Place, at: usize) -> bool {
        let ascii = self.program.flags & ASCII != 0;
        let word =
            |at: Option<usize>| at.and_then(|at| self.text.get(at)).is_some_and(|c| is_word(*c, ascii));
        let last = self.text.len();
        match place {
            Place::Start => at == 0,
            Place::LineStart => at == 0 || self.text[at - 1] == '\n',
            Place::TextEnd => at == last,
            Place::End => at == last || (at + 1 == last && self.text[at] == '\n'),
            Place::LineEnd => at == last || self.text[at] == '\n',
            Place::Word => word(at.checked_sub(1)) != word(Some(at)),
            Place::NoWord => word(at.checked_sub(1)) == word(Some(at)),
        }
    }
}
