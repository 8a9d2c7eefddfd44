//! What a person draws: plain data, and nothing that is not part of the document.
//!
//! Edges are not stored: a block names the blocks below it (a gather in `children`, a shield and a timeout in `child`,
//! a task in its steps), so that an edge can never disagree with its ends. [`Scene::edges`] lists them.

use std::fmt;

use super::ids::IdMap;
use crate::lesson::Lesson;
use crate::program::{Constant, ExceptionName};

/// A block of a scene, unique within its scene. A new block gets a number above all others ([`Scene::next_id`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub u32);

impl fmt::Display for BlockId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "b{}", self.0)
    }
}

/// The document: blocks, what somebody outside does while they run, and a title.
///
/// Invariant (kept by every edit, restored by the loader or refused): every block that is named exists, no block is
/// below itself, labels are unique and not empty, numbers are finite and within [`limits`](super::limits).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// A name for people; may be empty.
    pub title: String,
    /// Two or three sentences about the scene; may be empty.
    pub about: String,
    /// What to predict before it runs, and what to explain afterwards. Tasks are named by their labels.
    pub lesson: Lesson,
    /// The blocks. The order of ids is the order in which blocks that depend on nothing else start.
    pub blocks: IdMap<Block>,
    /// What somebody outside does while the scene runs, in the order in which it is set.
    pub interventions: Vec<Intervention>,
}

/// A card on the canvas.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Its name on the card, unique in the scene; a task's asyncio name too.
    pub label: String,
    /// Top left corner, in world units (one unit is one CSS pixel at zoom 1).
    pub position: Point,
    /// What it is.
    pub kind: BlockKind,
}

/// A point on the canvas, in world units.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq)]
pub enum BlockKind {
    /// A coroutine that runs as a task.
    Task {
        /// What it does, in order.
        steps: Vec<Step>,
    },
    /// `asyncio.gather()`.
    Gather {
        /// What it gathers, in argument order.
        children: Vec<BlockId>,
        /// Whether failures become results.
        return_exceptions: bool,
    },
    /// `asyncio.shield()`.
    Shield {
        /// What it shields.
        child: Option<BlockId>,
    },
    /// `async with asyncio.timeout()`.
    Timeout {
        /// What must be done in time.
        child: Option<BlockId>,
        /// In how many seconds.
        delay_secs: f64,
    },
}

/// One thing that a task does.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// `await asyncio.sleep()`.
    Sleep {
        /// For how many seconds.
        secs: f64,
    },
    /// Work that blocks the loop: `time.sleep()`.
    Work {
        /// For how many seconds.
        secs: f64,
    },
    /// `print()`.
    Print {
        /// The text; each of its lines is a line of output.
        text: String,
    },
    /// Awaits a block, which starts with that unless it runs already.
    Await {
        /// The block.
        target: BlockId,
        /// Whether to print what came of it.
        print: bool,
    },
    /// Starts a block and goes on without awaiting it.
    Start {
        /// The block.
        target: BlockId,
    },
    /// Calls `cancel()` on a block that runs, and prints what it returned.
    Cancel {
        /// The block.
        target: BlockId,
    },
    /// Prints whether a block is done and cancelled.
    Look {
        /// The block.
        target: BlockId,
    },
    /// Ends the task with a result.
    Return {
        /// The result.
        value: Constant,
    },
    /// Ends the task with an exception, unless a `try` around it catches that.
    Raise {
        /// Its class.
        exception: ExceptionName,
        /// Its message; empty for none.
        message: String,
    },
    /// `raise` in a handler: raises again what was caught.
    Reraise,
    /// `try`, with handlers and a `finally`.
    Try {
        /// What is tried.
        body: Vec<Step>,
        /// What is done about exceptions; the first that fits.
        handlers: Vec<Handler>,
        /// What is done in any case. Empty for no `finally`.
        finally: Vec<Step>,
    },
    /// Does the same several times.
    Repeat {
        /// How often.
        times: u32,
        /// What.
        body: Vec<Step>,
    },
}

/// An `except` clause.
#[derive(Debug, Clone, PartialEq)]
pub struct Handler {
    /// What it catches, with all its subclasses.
    pub catches: ExceptionName,
    /// What it does.
    pub steps: Vec<Step>,
}

/// What somebody outside the program does while it runs: calls `cancel()` on a block, or presses Ctrl-C.
///
/// It has its own timer, set before anything else. A person who acts in the middle of a cascade, in which no virtual
/// time passes, acts some turns of the loop after that timer is due.
#[derive(Debug, Clone, PartialEq)]
pub struct Intervention {
    /// When, in virtual seconds.
    pub at_secs: f64,
    /// How many further turns of the loop to let pass.
    pub turns: u32,
    /// The block that is cancelled; none for a Ctrl-C.
    pub cancel: Option<BlockId>,
}
