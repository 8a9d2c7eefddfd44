//! A scene as a file: JSON that a person can read and write.
//!
//! ```json
//! {"awaitscope": 1, "title": "Breakfast", "blocks": [
//!   {"id": "b1", "label": "breakfast", "at": [0, 0], "gather": ["b2", "b3"]},
//!   {"id": "b2", "label": "tea", "at": [0, 170], "task": [{"sleep": 3}, {"return": "tea"}]},
//!   {"id": "b3", "label": "in time", "at": [240, 170], "timeout": "b4", "delay": 2},
//!   {"id": "b4", "label": "toast", "at": [240, 300], "task": [{"sleep": 2.5}]}
//! ], "interventions": [{"at": 1, "cancel": "b2"}]}
//! ```
//!
//! Ids are a `b` and a number; their order is the order in which blocks that depend on nothing else start. `at` may be
//! left out. All fields stand in `static/scene.schema.json`, for editors that can use it. What the text may
//! contain is up to `read`; the rest is up to [`Scene::problems`].

use std::fmt;

use super::edges::flatten;
use super::ids::IdMap;
use super::json::{Segment, Value, line_and_column, quoted};
use super::limits::{MAX_BLOCK_NUMBER, MAX_FILE_BYTES};
use super::migrate;
use super::model::{Block, BlockKind, Scene, Step};
use super::read::{Found, Reader, written};
use super::validate::{Countable, Problem, ProblemKind, Quantity, Spot};
use crate::program::ExceptionName;

/// The version of the format that is written.
pub const FORMAT: u32 = 1;

/// Why a file was refused.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadError {
    /// What is wrong; the first few, at least one.
    pub faults: Vec<Fault>,
    /// How many more there are.
    pub more: usize,
}

/// One thing that is wrong with a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The way to the value in the document, such as `blocks[3].delay`; empty if the text is no document.
    pub path: String,
    /// The label of the block that it is in, if it is in one.
    pub label: Option<String>,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq)]
pub enum FaultKind {
    /// The text is longer than any scene.
    TooLarge {
        /// Its size in bytes.
        bytes: usize,
    },
    /// The text is not JSON, or not of the shape of a scene: an unknown field, a text in place of a number.
    Malformed {
        /// What the parser says.
        message: String,
    },
    /// The text is JSON, but no scene.
    NotAScene,
    /// The file was written by a newer version of this program.
    Newer {
        /// Its format.
        format: u64,
    },
    /// There has never been such a format.
    UnknownFormat,
    /// An id that is not a `b` and a number.
    BadId {
        /// The id.
        id: String,
    },
    /// Two blocks have the same id.
    DuplicateId {
        /// The id.
        id: String,
    },
    /// A block that is not exactly one of task, gather, shield and timeout.
    NotOneKind,
    /// A field that blocks of this kind do not have.
    StrayField {
        /// The field.
        field: &'static str,
        /// The kind of block that has it.
        belongs_to: &'static str,
    },
    /// A field is missing.
    MissingField {
        /// The field.
        field: &'static str,
        /// Whose.
        belongs_to: &'static str,
    },
    /// A step that does not do exactly one thing.
    NotOneStep,
    /// An exception that scenes do not have.
    UnknownException {
        /// Its name.
        name: String,
    },
    /// The document is not valid.
    Invalid(ProblemKind),
}

/// Faults that are reported; the others are only counted.
const FAULTS_SHOWN: usize = 20;

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.faults.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(f, "{separator}{fault}")?;
        }
        match self.more {
            0 => Ok(()),
            more => write!(f, "\nand {more} more"),
        }
    }
}

impl std::error::Error for LoadError {}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message())
    }
}

impl Fault {
    /// What is wrong and what to do about it, without line and column.
    pub fn message(&self) -> String {
        let place = match (&self.label, self.path.as_str()) {
            (_, "") => String::new(),
            (Some(label), path) => format!("{path} (\u{201c}{label}\u{201d}): "),
            (None, path) => format!("{path}: "),
        };
        format!("{place}{}", self.kind)
    }
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FaultKind::TooLarge { bytes } => {
                write!(f, "the file has {bytes} bytes, and no scene is larger than {MAX_FILE_BYTES}")
            }
            FaultKind::Malformed { message } => f.write_str(message),
            FaultKind::NotAScene => write!(
                f,
                "this is no scene of Awaitscope: it does not begin with {{\"awaitscope\": {FORMAT}, \"blocks\": [...]}}"
            ),
            FaultKind::Newer { format } => write!(
                f,
                "the scene was written by a newer version of Awaitscope (format {format}; this one reads up to \
                 {FORMAT}): reload the page, or update the program"
            ),
            FaultKind::UnknownFormat => write!(f, "there is no such format; write \"awaitscope\": {FORMAT}"),
            FaultKind::BadId { id } => {
                write!(f, "{} is no id; write a b and a number from 0 to {MAX_BLOCK_NUMBER}, such as \"b1\"", quoted(id))
            }
            FaultKind::DuplicateId { id } => {
                write!(f, "another block has the id {}; give this one a number of its own", quoted(id))
            }
            FaultKind::NotOneKind => {
                f.write_str("a block has exactly one of \"task\", \"gather\", \"shield\" and \"timeout\"")
            }
            FaultKind::StrayField { field, belongs_to } => {
                write!(f, "only a {belongs_to} has \"{field}\"; take it away here")
            }
            FaultKind::MissingField { field, belongs_to } => write!(f, "the {belongs_to} has no \"{field}\"; add it"),
            FaultKind::NotOneStep => f.write_str(
                "a step does exactly one thing: sleep, work, print, await, print_await, start, cancel, look, return, \
                 raise, try (with except and finally) or repeat (with do)",
            ),
            FaultKind::UnknownException { name } => {
                let known: Vec<&str> = ExceptionName::ALL.iter().map(|name| name.name()).collect();
                write!(
                    f,
                    "{} is no exception that scenes know; choose one of {}",
                    quoted(name),
                    known.join(", ")
                )
            }
            FaultKind::Invalid(kind @ ProblemKind::UnknownBlock { .. }) => {
                write!(f, "{kind}; add it, or take its name away here")
            }
            FaultKind::Invalid(kind @ ProblemKind::Cycle { .. }) => write!(f, "{kind}; take one of these edges away"),
            FaultKind::Invalid(kind) => kind.fmt(f),
        }
    }
}

impl Scene {
    /// Reads a scene from the text of a file.
    ///
    /// # Errors
    ///
    /// When the text is not the JSON of a valid scene: what is wrong, and where. It never panics, and takes time in
    /// proportion to the text.
    pub fn from_json(text: &str) -> Result<Scene, LoadError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.len() > MAX_FILE_BYTES {
            return Err(alone((1, 1), "", FaultKind::TooLarge { bytes: text.len() }));
        }
        let document = migrate::read(text)?;
        let mut reader = Reader { positions: IdMap::new(), faults: Vec::new() };
        let scene = reader.scene(&document);
        let mut faults = std::mem::take(&mut reader.faults);
        let mut problems = scene.problems();
        if !faults.is_empty() {
            // What could not be read is missing in the scene: only what a value says by itself is a fault of the file's.
            problems.retain(|problem| problem.kind.is_of_a_value());
        }
        let more = (faults.len() + problems.len()).saturating_sub(FAULTS_SHOWN);
        faults.truncate(FAULTS_SHOWN);
        // Finding the place of a problem takes time in proportion to the task, so only for those that are shown.
        problems.truncate(FAULTS_SHOWN);
        for problem in problems {
            faults.push(of_problem(&scene, &document, &reader.positions, problem));
        }
        if faults.is_empty() {
            return Ok(scene);
        }
        crate::order::sort_by_key(&mut faults, |fault| fault.offset);
        let located = faults.into_iter().map(|Found { offset, path, label, kind }| {
            let (line, column) = line_and_column(text, offset);
            Fault { line, column, path, label, kind }
        });
        Err(LoadError { faults: located.collect(), more })
    }
}

/// An error with a single fault.
pub(super) fn alone((line, column): (usize, usize), path: &str, kind: FaultKind) -> LoadError {
    let fault = Fault { line, column, path: path.to_owned(), label: None, kind };
    LoadError { faults: vec![fault], more: 0 }
}

/// A problem of a scene as a fault of the file that it came from.
fn of_problem(scene: &Scene, document: &Value, positions: &IdMap<usize>, problem: Problem) -> Found {
    let mut path = Vec::new();
    let id = problem.spot.block();
    let block = id.and_then(|id| scene.blocks.get(&id));
    if let Some(position) = id.and_then(|id| positions.get(&id)) {
        path.extend([Segment::Key("blocks"), Segment::Index(*position)]);
    }
    let mut step = None;
    match problem.spot {
        Spot::Step(_, index) => {
            path.push(Segment::Key("task"));
            step = step_path(block.map(Block::steps).unwrap_or_default(), index, &mut path);
        }
        Spot::Intervention(index) => path.extend([Segment::Key("interventions"), Segment::Index(index)]),
        Spot::Scene | Spot::Block(_) => {}
    }
    path.extend(field_of(&problem, block, step).map(Segment::Key));
    Found {
        offset: document.find(&path).offset,
        path: written(&path),
        label: block.map(|block| block.label.clone()),
        kind: FaultKind::Invalid(problem.kind),
    }
}

/// Extends a path that leads to a list of steps by the way to one of them or inside them, and returns that.
fn step_path<'a>(steps: &'a [Step], index: u32, path: &mut Vec<Segment>) -> Option<&'a Step> {
    let mut next = 0;
    for (position, step) in steps.iter().enumerate() {
        let inside = 1 + step.bodies().into_iter().map(|body| flatten(body).len() as u32).sum::<u32>();
        if index >= next + inside {
            next += inside;
            continue;
        }
        path.push(Segment::Index(position));
        if index == next {
            return Some(step);
        }
        next += 1;
        let handlers = match step {
            Step::Try { handlers, .. } => handlers.len(),
            _ => 0,
        };
        for (at, body) in step.bodies().into_iter().enumerate() {
            let inside = flatten(body).len() as u32;
            if index >= next + inside {
                next += inside;
                continue;
            }
            match step {
                Step::Try { .. } if at == 0 => path.push(Segment::Key("try")),
                Step::Try { .. } if at > handlers => path.push(Segment::Key("finally")),
                Step::Try { .. } => {
                    path.extend([Segment::Key("except"), Segment::Index(at - 1), Segment::Key("do")]);
                }
                _ => path.push(Segment::Key("do")),
            }
            return step_path(body, index - next, path);
        }
    }
    None
}

/// The field that a problem is about.
fn field_of(problem: &Problem, block: Option<&Block>, step: Option<&Step>) -> Option<&'static str> {
    let kind = block.map(|block| match block.kind {
        BlockKind::Task { .. } => "task",
        BlockKind::Gather { .. } => "gather",
        BlockKind::Shield { .. } => "shield",
        BlockKind::Timeout { .. } => "timeout",
    });
    match (&problem.kind, problem.spot) {
        (ProblemKind::OutOfRange { what, .. }, _) => Some(match what {
            Quantity::X | Quantity::Y | Quantity::AtSecs => "at",
            Quantity::SleepSecs => "sleep",
            Quantity::WorkSecs => "work",
            Quantity::DelaySecs => "delay",
            Quantity::RepeatTimes => "repeat",
            Quantity::Turns => "turns",
        }),
        (
            ProblemKind::LabelEmpty
            | ProblemKind::LabelUnprintable
            | ProblemKind::LabelTaken { .. }
            | ProblemKind::LabelReserved
            | ProblemKind::TooMany { what: Countable::LabelChars, .. },
            _,
        ) => Some("label"),
        (ProblemKind::UnknownBlock { .. }, Spot::Intervention(_)) => Some("cancel"),
        (ProblemKind::UnknownBlock { .. } | ProblemKind::TooMany { .. }, Spot::Step(..)) => {
            step.map(step_name)
        }
        (ProblemKind::UnknownBlock { .. } | ProblemKind::GatheredTwice { .. }, Spot::Block(_)) => kind,
        (ProblemKind::TooMany { what: Countable::StepsOfTask | Countable::StepDepth, .. }, _) => kind,
        (ProblemKind::ResultNotFinite, _) => Some("return"),
        (ProblemKind::TooMany { what: Countable::Interventions, .. }, _) => Some("interventions"),
        (ProblemKind::TooMany { what: Countable::Blocks | Countable::Steps, .. }, _) => Some("blocks"),
        _ => None,
    }
}

/// The field that says what a step does.
pub(super) fn step_name(step: &Step) -> &'static str {
    match step {
        Step::Sleep { .. } => "sleep",
        Step::Work { .. } => "work",
        Step::Print { .. } => "print",
        Step::Await { print: false, .. } => "await",
        Step::Await { print: true, .. } => "print_await",
        Step::Start { .. } => "start",
        Step::Cancel { .. } => "cancel",
        Step::Look { .. } => "look",
        Step::Return { .. } => "return",
        Step::Raise { .. } | Step::Reraise => "raise",
        Step::Try { .. } => "try",
        Step::Repeat { .. } => "repeat",
    }
}
