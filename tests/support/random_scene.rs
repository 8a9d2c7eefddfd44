//! Random scenes for differential tests: every kind of block and step, nested, shared, started, cancelled, with
//! durations from a small grid so that many things happen at the same moment.

use std::collections::BTreeSet;

use awaitscope::program::{Constant, ExceptionName};
use awaitscope::scene::{Block, BlockId, BlockKind, Handler, IdMap, Intervention, Point, Scene, Step};

/// A generator of random numbers that gives the same ones for the same seed, everywhere: splitmix64.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// True so many times in a hundred.
    pub fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    pub fn pick<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }
}

const SECONDS: &[f64] = &[0.0, 0.0, 0.5, 0.5, 1.0, 1.0, 1.0, 1.5, 2.0, 2.0, 2.5, 3.0];
const RAISED: &[ExceptionName] = &[
    ExceptionName::ValueError,
    ExceptionName::RuntimeError,
    ExceptionName::LookupError,
    ExceptionName::OSError,
    ExceptionName::ConnectionError,
    ExceptionName::TimeoutError,
    ExceptionName::CancelledError,
    ExceptionName::Exception,
];
const CAUGHT: &[ExceptionName] = &[
    ExceptionName::CancelledError,
    ExceptionName::CancelledError,
    ExceptionName::CancelledError,
    ExceptionName::BaseException,
    ExceptionName::Exception,
    ExceptionName::TimeoutError,
    ExceptionName::ValueError,
    ExceptionName::OSError,
];

/// A valid scene of 2 to 12 blocks, the same one for the same seed.
pub fn random_scene(seed: u64) -> Scene {
    let mut random = Random::new(seed);
    let count = 2 + random.below(11);
    let mut writer = Writer { random, count, below: Vec::new(), mentions: 0 };
    let mut blocks = IdMap::new();
    let mut needs_parent: BTreeSet<usize> = (1..count).collect();
    // Top down: a block names only blocks with higher numbers, so there is no circle.
    for number in 0..count {
        let orphans: Vec<usize> = needs_parent.range(number + 1..).copied().collect();
        let room = 1 + writer.random.below(3);
        let mut children: Vec<usize> = orphans.into_iter().take(room).collect();
        if writer.random.percent(25) && number + 1 < count {
            let shared = number + 1 + writer.random.below(count - number - 1);
            if !children.contains(&shared) {
                children.push(shared);
            }
        }
        if writer.random.percent(15) {
            children.clear();
        }
        let kind = writer.block(children);
        let block = Block { label: label(number, &kind), position: Point::default(), kind };
        for (child, _) in block.children() {
            needs_parent.remove(&(child.0 as usize - 1));
        }
        blocks.insert(id(number), block);
    }
    let interventions = if writer.random.percent(50) { 1 + writer.random.below(3) } else { 0 };
    let interventions = (0..interventions).map(|_| writer.intervention()).collect();
    let scene = Scene { title: format!("Seed {seed}"), blocks, interventions, ..Scene::default() };
    assert_eq!(scene.problems(), [], "seed {seed}");
    scene
}

fn id(number: usize) -> BlockId {
    BlockId(number as u32 + 1)
}

fn label(number: usize, kind: &BlockKind) -> String {
    let letter = char::from(b'a' + number as u8);
    match kind {
        // One in a few labels has a blank, and one is a word that Python keeps for itself.
        BlockKind::Task { .. } if number % 5 == 4 => format!("task {letter}"),
        BlockKind::Task { .. } if number == 6 => "lambda".to_owned(),
        BlockKind::Task { .. } => letter.to_string(),
        BlockKind::Gather { .. } => format!("gather_{letter}"),
        BlockKind::Shield { .. } => format!("shield_{letter}"),
        BlockKind::Timeout { .. } => format!("timeout_{letter}"),
    }
}

struct Writer {
    random: Random,
    count: usize,
    /// The children that the task in hand has not named yet.
    below: Vec<usize>,
    /// Steps so far that could raise NameError.
    mentions: usize,
}

impl Writer {
    fn block(&mut self, mut children: Vec<usize>) -> BlockKind {
        let first = children.first().map(|number| id(*number));
        match self.random.below(100) {
            0..50 => {
                self.below = children;
                let length = 1 + self.random.below(4);
                let mut steps = self.steps(1, length, false);
                while !self.below.is_empty() {
                    let at = self.random.below(steps.len() + 1);
                    let step = self.child_step();
                    steps.insert(at, step);
                }
                if self.random.percent(50) {
                    let value = self.value();
                    steps.push(Step::Return { value });
                }
                BlockKind::Task { steps }
            }
            50..72 => {
                if self.random.percent(30) {
                    children.reverse();
                }
                let children = children.into_iter().map(id).collect();
                BlockKind::Gather { children, return_exceptions: self.random.percent(35) }
            }
            72..84 => BlockKind::Shield { child: first },
            _ => BlockKind::Timeout { child: first, delay_secs: self.secs() },
        }
    }

    fn intervention(&mut self) -> Intervention {
        Intervention {
            at_secs: self.secs(),
            turns: if self.random.percent(70) { 0 } else { self.random.below(5) as u32 },
            cancel: (!self.random.percent(10)).then(|| id(self.random.below(self.count))),
        }
    }

    fn secs(&mut self) -> f64 {
        self.random.pick(SECONDS)
    }

    fn value(&mut self) -> Constant {
        let texts = ["done", "it's", "a \"b\"", "caf\u{e9} \u{1f375}", "two\nlines", "\\", ""];
        match self.random.below(8) {
            0 => Constant::None,
            1 => Constant::Bool(self.random.percent(50)),
            2 => Constant::Int(self.random.below(2_000) as i64 - 1_000),
            3 => Constant::Float(self.random.pick(&[0.1, 1.0, -2.5, 1e-7, 1e22, 0.30000000000000004])),
            _ => Constant::Str(self.random.pick(&texts).to_owned()),
        }
    }

    fn steps(&mut self, depth: usize, length: usize, in_handler: bool) -> Vec<Step> {
        (0..length).map(|_| self.step(depth, in_handler)).collect()
    }

    fn child_step(&mut self) -> Step {
        let number = self.below.remove(0);
        match self.random.below(10) {
            0..2 => {
                // Often it is awaited later on.
                if self.random.percent(60) {
                    self.below.push(number);
                }
                Step::Start { target: id(number) }
            }
            2..5 => Step::Await { target: id(number), print: true },
            _ => Step::Await { target: id(number), print: false },
        }
    }

    fn step(&mut self, depth: usize, in_handler: bool) -> Step {
        if !self.below.is_empty() && self.random.percent(35) {
            return self.child_step();
        }
        match self.random.below(100) {
            0..30 => Step::Sleep { secs: self.secs() },
            30..34 => Step::Work { secs: self.secs() },
            34..56 => Step::Print {
                text: self.random.pick(&["step", "here", "two\nlines", "\"quoted\" \\", ""]).to_owned(),
            },
            56..66 if self.mentions < 3 => {
                self.mentions += 1;
                let target = id(self.random.below(self.count));
                if self.random.percent(60) { Step::Cancel { target } } else { Step::Look { target } }
            }
            66..72 => Step::Raise {
                exception: self.random.pick(RAISED),
                message: self.random.pick(&["", "no milk", "two\nlines"]).to_owned(),
            },
            72..75 if in_handler => Step::Reraise,
            75..93 if depth < 4 => self.try_step(depth, in_handler),
            93..97 if depth < 4 => {
                let length = 1 + self.random.below(2);
                Step::Repeat {
                    times: 1 + self.random.below(3) as u32,
                    body: self.steps(depth + 1, length, in_handler),
                }
            }
            97..98 => Step::Return { value: self.value() },
            _ => Step::Sleep { secs: self.secs() },
        }
    }

    fn try_step(&mut self, depth: usize, in_handler: bool) -> Step {
        let length = 1 + self.random.below(3);
        let body = self.steps(depth + 1, length, in_handler);
        let handlers = (0..self.random.below(3)).map(|_| {
            let length = self.random.below(3);
            let mut steps = self.steps(depth + 1, length, true);
            if self.random.percent(40) {
                steps.push(Step::Reraise);
            }
            Handler { catches: self.random.pick(CAUGHT), steps }
        });
        let handlers = handlers.collect::<Vec<_>>();
        let length = self.random.below(3);
        let finally =
            if self.random.percent(50) { self.steps(depth + 1, length, in_handler) } else { Vec::new() };
        Step::Try { body, handlers, finally }
    }
}
