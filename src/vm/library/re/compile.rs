//! Patterns as steps: alternatives, sequences and repeats.

use super::program::{Program, Step, VERBOSE, moved};

/// What is wrong with a pattern, and where.
pub type Error = (String, usize);

/// The place of an error that is nowhere in particular.
pub const NOWHERE: usize = usize::MAX;

pub(super) type Parsed<T> = Result<T, Error>;

/// How long a program may be.
const LONGEST: usize = 20_000;
/// How deep groups may be nested.
const DEEPEST: usize = 100;

/// What is known in the middle of a pattern.
pub(super) struct Compiler {
    pub(super) chars: Vec<char>,
    pub(super) at: usize,
    pub(super) steps: Vec<Step>,
    pub(super) groups: usize,
    /// Whether each group has ended already; 0 stands for the whole pattern, which never does.
    pub(super) closed: Vec<bool>,
    pub(super) names: Vec<(String, usize)>,
    /// Groups that conditions ask for, and where: they have to be there at the end.
    pub(super) referred: Vec<(usize, usize)>,
    pub(super) flags: u32,
    /// Places noted by loops.
    loops: usize,
    pub(super) depth: usize,
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
        referred: Vec::new(),
        flags,
        loops: 0,
        depth: 0,
    };
    compiler.steps.push(Step::Save(0));
    compiler.alternatives()?;
    if compiler.at < compiler.chars.len() {
        return Err(("unbalanced parenthesis".into(), compiler.at));
    }
    if let Some((group, at)) = compiler.referred.iter().find(|(group, _)| *group > compiler.groups) {
        return Err((format!("invalid group reference {group}"), *at));
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
    pub(super) fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    pub(super) fn eat(&mut self, text: &str) -> bool {
        let there = text.chars().enumerate().all(|(i, c)| self.chars.get(self.at + i) == Some(&c));
        if there {
            self.at += text.chars().count();
        }
        there
    }

    pub(super) fn has(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }

    pub(super) fn alternatives(&mut self) -> Parsed<()> {
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

    pub(super) fn sequence(&mut self) -> Parsed<()> {
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
}
