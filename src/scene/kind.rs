//! The kinds of blocks as the palette offers them.

use super::{Block, BlockKind, Point, Scene, Step};
use crate::program::Constant;

/// A kind of block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A coroutine that runs as a task.
    Task,
    /// `asyncio.gather()`.
    Gather,
    /// `asyncio.shield()`.
    Shield,
    /// `asyncio.timeout()`.
    Timeout,
}

impl Kind {
    /// All kinds, in the palette's order.
    pub const ALL: [Kind; 4] = [Kind::Task, Kind::Gather, Kind::Shield, Kind::Timeout];

    /// Those that can be put around another block.
    pub const WRAPPERS: [Kind; 3] = [Kind::Gather, Kind::Shield, Kind::Timeout];

    /// The kind of a block.
    pub fn of(kind: &BlockKind) -> Self {
        match kind {
            BlockKind::Task { .. } => Kind::Task,
            BlockKind::Gather { .. } => Kind::Gather,
            BlockKind::Shield { .. } => Kind::Shield,
            BlockKind::Timeout { .. } => Kind::Timeout,
        }
    }

    /// Its name in class names, icons and new labels.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Task => "task",
            Kind::Gather => "gather",
            Kind::Shield => "shield",
            Kind::Timeout => "timeout",
        }
    }

    /// Its name in the palette.
    pub fn title(self) -> &'static str {
        match self {
            Kind::Task => "Task",
            Kind::Gather => "Gather",
            Kind::Shield => "Shield",
            Kind::Timeout => "Timeout",
        }
    }

    /// What its part of the inspector is called.
    pub fn inside(self) -> &'static str {
        if self == Kind::Task { "Steps" } else { self.title() }
    }

    /// What it does, in one line.
    pub fn explanation(self) -> &'static str {
        match self {
            Kind::Task => "Runs its steps: sleeps, prints, fails, returns",
            Kind::Gather => "Runs all below at once, waits for every one",
            Kind::Shield => "Stops cancellation from going further down",
            Kind::Timeout => "Cancels what is below when time is up",
        }
    }

    /// Whether it holds exactly one block.
    pub fn wraps(self) -> bool {
        !matches!(self, Kind::Task)
    }

    /// A new block of this kind, named so that the name is free.
    pub fn new_block(self, scene: &Scene, position: Point) -> Block {
        let kind = match self {
            Kind::Task => BlockKind::Task {
                steps: vec![Step::Sleep { secs: 1.0 }, Step::Return { value: Constant::Str("ok".into()) }],
            },
            Kind::Gather => BlockKind::Gather { children: Vec::new(), return_exceptions: false },
            Kind::Shield => BlockKind::Shield { child: None },
            Kind::Timeout => BlockKind::Timeout { child: None, delay_secs: 2.0 },
        };
        let label = match self {
            Kind::Task => next_letter(scene).unwrap_or_else(|| scene.unique_label("task")),
            Kind::Gather | Kind::Shield | Kind::Timeout => scene.unique_label(self.word()),
        };
        Block { label, position, kind }
    }
}

/// The first letter from a on that is no label yet.
fn next_letter(scene: &Scene) -> Option<String> {
    let taken = |letter: &String| scene.blocks.values().any(|block| block.label == *letter);
    ('a'..='z').map(String::from).find(|letter| !taken(letter))
}
