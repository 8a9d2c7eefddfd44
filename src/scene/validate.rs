//! What a scene must be: the invariant of [`Scene`], checked as a whole. The loader reports every problem; an edit
//! that would cause one is refused.

use std::fmt;

use super::edges::{MAIN_TASK_NAME, flatten};
use super::ids::{IdMap, IdSet};
use super::limits::*;
use super::model::{Block, BlockId, BlockKind, Scene, Step};
use super::taken::Taken;
use crate::program::{Constant, decimal_text};

/// Where in a scene something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// The scene as a whole.
    Scene,
    /// A block as a whole.
    Block(BlockId),
    /// A step of a task, counted in document order with the nested ones.
    Step(BlockId, u32),
    /// An intervention, by its position.
    Intervention(usize),
}

impl Spot {
    /// The block that it is in.
    pub fn block(self) -> Option<BlockId> {
        match self {
            Spot::Block(id) | Spot::Step(id, _) => Some(id),
            Spot::Scene | Spot::Intervention(_) => None,
        }
    }
}

/// Something that a scene must not have.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// Where it is.
    pub spot: Spot,
    /// What it is.
    pub kind: ProblemKind,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq)]
pub enum ProblemKind {
    /// More of something than there may be.
    TooMany {
        /// Of what.
        what: Countable,
        /// How many there are.
        count: usize,
        /// How many there may be.
        limit: usize,
    },
    /// A number that is not finite or not within its range.
    OutOfRange {
        /// What it is the number of.
        what: Quantity,
        /// The number.
        value: f64,
        /// The least that is allowed.
        min: f64,
        /// The most that is allowed.
        max: f64,
    },
    /// A result that is not a finite number.
    ResultNotFinite,
    /// A label with nothing in it.
    LabelEmpty,
    /// A label with blanks around it, or a line break or another control character in it.
    LabelUnprintable,
    /// A label that another block has.
    LabelTaken {
        /// The label.
        label: String,
        /// The block that has it.
        by: BlockId,
    },
    /// The name that asyncio gives to the main coroutine's task.
    LabelReserved,
    /// A block is named that does not exist.
    UnknownBlock {
        /// The id.
        id: BlockId,
    },
    /// A gather gathers the same block twice.
    GatheredTwice {
        /// The block.
        child: BlockId,
        /// Its label.
        label: String,
    },
    /// A block is below itself.
    Cycle {
        /// The labels on the way round, each above the next, the last above the first.
        labels: Vec<String>,
    },
}

/// What there can be too many of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is what it says")]
pub enum Countable {
    Blocks,
    StepsOfTask,
    Steps,
    StepDepth,
    Handlers,
    Interventions,
    LessonLines,
    Height,
    LabelChars,
    TextChars,
    AllTextChars,
}

/// What a number can be the number of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is what it says")]
pub enum Quantity {
    X,
    Y,
    SleepSecs,
    WorkSecs,
    DelaySecs,
    RepeatTimes,
    AtSecs,
    Turns,
}

impl ProblemKind {
    /// Whether it is a mistake whatever else there is in the scene.
    pub(super) fn is_of_a_value(&self) -> bool {
        matches!(
            self,
            Self::OutOfRange { .. } | Self::ResultNotFinite | Self::LabelEmpty | Self::LabelUnprintable
        )
    }
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ProblemKind::TooMany { what, count, limit } => write!(f, "{}", too_many(*what, *count, *limit)),
            ProblemKind::OutOfRange { what, value, min, max } => {
                let [value, min, max] = [value, min, max].map(|number| decimal_text(*number));
                write!(f, "{} is {value}, but must be from {min} to {max}", quantity(*what))
            }
            ProblemKind::ResultNotFinite => f.write_str("the result is not a finite number"),
            ProblemKind::LabelEmpty => f.write_str("the name is empty"),
            ProblemKind::LabelUnprintable => f.write_str(
                "the name has blanks around it, or a line break or another control character in it",
            ),
            ProblemKind::LabelTaken { label, by } => {
                write!(f, "the name \u{201c}{label}\u{201d} belongs to {by} already; names are unique")
            }
            ProblemKind::LabelReserved => {
                write!(
                    f,
                    "\u{201c}{MAIN_TASK_NAME}\u{201d} is asyncio's name for the main coroutine; choose another"
                )
            }
            ProblemKind::UnknownBlock { id } => write!(f, "there is no block {id}"),
            ProblemKind::GatheredTwice { label, .. } => {
                write!(f, "\u{201c}{label}\u{201d} is gathered twice; a gather names each block once")
            }
            ProblemKind::Cycle { labels } => {
                let way: Vec<String> =
                    labels.iter().map(|label| format!("\u{201c}{label}\u{201d}")).collect();
                match way.as_slice() {
                    [alone] => write!(f, "{alone} awaits itself"),
                    [first, ..] => {
                        write!(f, "these await each other in a circle: {} and again {first}", way.join(", "))
                    }
                    [] => f.write_str("blocks await each other in a circle"),
                }
            }
        }
    }
}

fn too_many(what: Countable, count: usize, limit: usize) -> String {
    match what {
        Countable::Blocks => format!("the scene has {count} blocks; {limit} is the most"),
        Countable::StepsOfTask => format!("the task has {count} steps; {limit} is the most"),
        Countable::Steps => format!("the tasks have {count} steps together; {limit} is the most"),
        Countable::StepDepth => format!("the step is nested {count} deep; {limit} is the most"),
        Countable::Handlers => format!("the try has {count} handlers; {limit} is the most"),
        Countable::Interventions => format!("the scene has {count} interventions; {limit} is the most"),
        Countable::LessonLines => {
            format!("the scene has {count} questions and explanations; {limit} is the most")
        }
        Countable::Height => format!("{count} blocks hang below one another; {limit} is the most"),
        Countable::LabelChars => format!("the name has {count} characters; {limit} is the most"),
        Countable::TextChars => format!("the text has {count} characters; {limit} is the most"),
        Countable::AllTextChars => format!("all texts together have {count} characters; {limit} is the most"),
    }
}

fn quantity(what: Quantity) -> &'static str {
    match what {
        Quantity::X => "the position to the right",
        Quantity::Y => "the position down",
        Quantity::SleepSecs => "the sleep in seconds",
        Quantity::WorkSecs => "the work in seconds",
        Quantity::DelaySecs => "the timeout in seconds",
        Quantity::RepeatTimes => "the number of repetitions",
        Quantity::AtSecs => "the moment in seconds",
        Quantity::Turns => "the number of turns",
    }
}

impl Scene {
    /// Everything that is wrong with the document, in document order. Empty for a valid one.
    ///
    /// Takes time in proportion to the scene's size, also for scenes far beyond the limits.
    pub fn problems(&self) -> Vec<Problem> {
        let mut check = Check { problems: Vec::new(), too_many: false, text_chars: 0 };
        check.count(Spot::Scene, Countable::Blocks, self.blocks.len(), MAX_BLOCKS);
        check.count(Spot::Scene, Countable::Interventions, self.interventions.len(), MAX_INTERVENTIONS);
        check.text(Spot::Scene, &self.title);
        check.text(Spot::Scene, &self.about);
        check.count(
            Spot::Scene,
            Countable::LessonLines,
            self.lesson.ask.len() + self.lesson.why.len(),
            MAX_LESSON_LINES,
        );
        for line in self.lesson.ask.iter().chain(&self.lesson.why) {
            check.text(Spot::Scene, line);
        }
        check.text(Spot::Scene, &self.lesson.compare);
        let mut labels = Taken::default();
        let mut steps = 0;
        for (&id, block) in &self.blocks {
            check.label(id, &block.label);
            if !labels.insert(&block.label) {
                let label = block.label.clone();
                let by = self.blocks.iter().find(|(_, other)| other.label == label).map_or(id, |(by, _)| *by);
                check.found(Spot::Block(id), ProblemKind::LabelTaken { label, by });
            }
            steps += check.block(self, id, block);
        }
        check.count(Spot::Scene, Countable::Steps, steps, MAX_STEPS);
        for (index, intervention) in self.interventions.iter().enumerate() {
            let spot = Spot::Intervention(index);
            check.seconds(spot, Quantity::AtSecs, intervention.at_secs);
            let (least, most) = (INTERVENTION_TURNS.start(), INTERVENTION_TURNS.end());
            check.range(spot, Quantity::Turns, intervention.turns.into(), (*least).into(), (*most).into());
            if let Some(id) = intervention.cancel {
                check.known(self, spot, id);
            }
        }
        let text_chars = check.text_chars;
        check.count(Spot::Scene, Countable::AllTextChars, text_chars, MAX_TEXT_TOTAL_CHARS);
        // What is too large is walked no further.
        if check.too_many {
            return check.problems;
        }
        match heights(self) {
            Ok(heights) => {
                let highest = heights.values().max().copied().unwrap_or_default();
                if let Some((&id, _)) = heights.iter().find(|(_, height)| **height == highest) {
                    check.count(Spot::Block(id), Countable::Height, highest, MAX_HEIGHT);
                }
            }
            Err(cycle) => {
                let labels = cycle.iter().map(|id| self.blocks[id].label.clone()).collect();
                check.found(Spot::Block(cycle[0]), ProblemKind::Cycle { labels });
            }
        }
        check.problems
    }

    /// Whether the document is valid.
    pub fn is_valid(&self) -> bool {
        self.problems().is_empty()
    }
}

/// How many blocks hang below one another from each block down, itself counted, or the blocks of a cycle.
fn heights(scene: &Scene) -> Result<IdMap<usize>, Vec<BlockId>> {
    // 0 for a block on the way down that is being walked.
    let mut heights: IdMap<usize> = IdMap::new();
    for &start in scene.blocks.keys() {
        if heights.contains_key(&start) {
            continue;
        }
        heights.insert(start, 0);
        // The way down from `start`, with the children of each block on it that have not been visited, and the
        // greatest height of those that have.
        let mut way = vec![Descent::from(scene, start)];
        while let Some(Descent { id, unvisited, below }) = way.last_mut() {
            let Some(child) = unvisited.next() else {
                let (id, height) = (*id, *below + 1);
                heights.insert(id, height);
                way.pop();
                if let Some(above) = way.last_mut() {
                    above.below = height.max(above.below);
                }
                continue;
            };
            match heights.get(&child) {
                Some(0) => {
                    let circle = way.iter().map(|descent| descent.id);
                    return Err(circle.skip_while(|id| *id != child).collect());
                }
                Some(height) => *below = (*below).max(*height),
                None if scene.blocks.contains_key(&child) => {
                    heights.insert(child, 0);
                    way.push(Descent::from(scene, child));
                }
                None => {}
            }
        }
    }
    Ok(heights)
}

/// A block on the way down.
struct Descent {
    id: BlockId,
    unvisited: std::vec::IntoIter<BlockId>,
    below: usize,
}

impl Descent {
    fn from(scene: &Scene, id: BlockId) -> Descent {
        Descent { id, unvisited: scene.children_of(id).into_iter(), below: 0 }
    }
}

/// The labels along a way from `upper` down to `lower`, both included; what an edge from `lower` to `upper` would
/// close to a circle.
pub(super) fn way_down(scene: &Scene, upper: BlockId, lower: BlockId) -> Option<Vec<BlockId>> {
    let mut came_from: IdMap<BlockId> = IdMap::new();
    let mut open = vec![upper];
    while let Some(id) = open.pop() {
        if id == lower {
            let mut way = vec![lower];
            let mut at = lower;
            while at != upper {
                at = came_from[&at];
                way.push(at);
            }
            way.reverse();
            return Some(way);
        }
        for child in scene.children_of(id) {
            if child != upper && !came_from.contains_key(&child) {
                came_from.insert(child, id);
                open.push(child);
            }
        }
    }
    None
}

struct Check {
    problems: Vec<Problem>,
    /// Whether there is too much of something.
    too_many: bool,
    text_chars: usize,
}

impl Check {
    fn found(&mut self, spot: Spot, kind: ProblemKind) {
        self.problems.push(Problem { spot, kind });
    }

    fn count(&mut self, spot: Spot, what: Countable, count: usize, limit: usize) {
        if count > limit {
            self.too_many = true;
            self.found(spot, ProblemKind::TooMany { what, count, limit });
        }
    }

    fn range(&mut self, spot: Spot, what: Quantity, value: f64, min: f64, max: f64) {
        if !(min..=max).contains(&value) {
            self.found(spot, ProblemKind::OutOfRange { what, value, min, max });
        }
    }

    fn seconds(&mut self, spot: Spot, what: Quantity, value: f64) {
        self.range(spot, what, value, *SECONDS.start(), *SECONDS.end());
    }

    fn known(&mut self, scene: &Scene, spot: Spot, id: BlockId) {
        if !scene.blocks.contains_key(&id) {
            self.found(spot, ProblemKind::UnknownBlock { id });
        }
    }

    fn text(&mut self, spot: Spot, text: &str) {
        let chars = text.chars().count();
        self.text_chars += chars;
        self.count(spot, Countable::TextChars, chars, MAX_TEXT_CHARS);
    }

    fn label(&mut self, id: BlockId, label: &str) {
        let spot = Spot::Block(id);
        let chars = label.chars().count();
        self.text_chars += chars;
        self.count(spot, Countable::LabelChars, chars, MAX_LABEL_CHARS);
        if label.trim().is_empty() {
            self.found(spot, ProblemKind::LabelEmpty);
        } else if label.trim() != label || label.contains(breaks_lines) {
            self.found(spot, ProblemKind::LabelUnprintable);
        } else if label == MAIN_TASK_NAME {
            self.found(spot, ProblemKind::LabelReserved);
        }
    }

    /// Returns how many steps the block has.
    fn block(&mut self, scene: &Scene, id: BlockId, block: &Block) -> usize {
        let spot = Spot::Block(id);
        let (least, most) = (*COORDINATES.start(), *COORDINATES.end());
        self.range(spot, Quantity::X, block.position.x, least, most);
        self.range(spot, Quantity::Y, block.position.y, least, most);
        match &block.kind {
            BlockKind::Task { steps } => return self.steps(scene, id, steps),
            BlockKind::Gather { children, .. } => {
                let mut seen = IdSet::new();
                for &child in children {
                    self.known(scene, spot, child);
                    if let Some(known) = scene.blocks.get(&child)
                        && !seen.insert(child)
                    {
                        let label = known.label.clone();
                        self.found(spot, ProblemKind::GatheredTwice { child, label });
                    }
                }
            }
            BlockKind::Shield { child } => child.iter().for_each(|&child| self.known(scene, spot, child)),
            BlockKind::Timeout { child, delay_secs } => {
                child.iter().for_each(|&child| self.known(scene, spot, child));
                self.seconds(spot, Quantity::DelaySecs, *delay_secs);
            }
        }
        0
    }

    fn steps(&mut self, scene: &Scene, id: BlockId, steps: &[Step]) -> usize {
        // Depth first: where it is too large, nothing below may be walked recursively.
        let depth = depth(steps);
        if depth > MAX_STEP_DEPTH {
            self.count(Spot::Block(id), Countable::StepDepth, depth, MAX_STEP_DEPTH);
            return 0;
        }
        let all = flatten(steps);
        self.count(Spot::Block(id), Countable::StepsOfTask, all.len(), MAX_STEPS_PER_TASK);
        for (index, step) in (0..).zip(&all) {
            self.step(scene, Spot::Step(id, index), step);
        }
        all.len()
    }

    fn step(&mut self, scene: &Scene, spot: Spot, step: &Step) {
        match step {
            Step::Sleep { secs } => self.seconds(spot, Quantity::SleepSecs, *secs),
            Step::Work { secs } => self.seconds(spot, Quantity::WorkSecs, *secs),
            Step::Print { text } => self.text(spot, text),
            Step::Await { target, .. }
            | Step::Start { target }
            | Step::Cancel { target }
            | Step::Look { target } => self.known(scene, spot, *target),
            Step::Return { value: Constant::Str(text) } => self.text(spot, text),
            Step::Return { value: Constant::Float(number) } if !number.is_finite() => {
                self.found(spot, ProblemKind::ResultNotFinite);
            }
            Step::Return { .. } | Step::Reraise => {}
            Step::Raise { message, .. } => self.text(spot, message),
            Step::Try { handlers, .. } => self.count(spot, Countable::Handlers, handlers.len(), MAX_HANDLERS),
            Step::Repeat { times, .. } => {
                let (least, most) = (REPEAT_TIMES.start(), REPEAT_TIMES.end());
                self.range(spot, Quantity::RepeatTimes, (*times).into(), (*least).into(), (*most).into());
            }
        }
    }
}

/// Whether a character cannot be on one line of a transcript.
fn breaks_lines(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// How deep steps are nested, found without recursion.
fn depth(steps: &[Step]) -> usize {
    let mut deepest = 0;
    let mut open: Vec<(usize, &[Step])> = vec![(1, steps)];
    while let Some((depth, steps)) = open.pop() {
        if !steps.is_empty() {
            deepest = deepest.max(depth);
        }
        for step in steps {
            open.extend(step.bodies().into_iter().map(|body| (depth + 1, body)));
        }
    }
    deepest
}
