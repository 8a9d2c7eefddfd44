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
//! left out. All fields stand in `static/scene.schema.json`, for editors that can use it. The types in `dto` say what
//! the text may contain; the rest is up to [`Scene::problems`].

use std::fmt;

use super::dto::{BlockDto, HandlerDto, SceneDto, StepDto};
use super::edges::flatten;
use super::ids::IdMap;
use super::limits::{MAX_BLOCK_NUMBER, MAX_BLOCKS, MAX_FILE_BYTES, MAX_HEIGHT};
use super::locate::{Segment, locate, written};
use super::migrate;
use super::model::{Block, BlockId, BlockKind, Handler, Intervention, Point, Scene, Step};
use super::plan::bottom_up;
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
                write!(f, "{id:?} is no id; write a b and a number from 0 to {MAX_BLOCK_NUMBER}, such as \"b1\"")
            }
            FaultKind::DuplicateId { id } => {
                write!(f, "another block has the id {id:?}; give this one a number of its own")
            }
            FaultKind::NotOneKind => {
                f.write_str("a block has exactly one of \"task\", \"gather\", \"shield\" and \"timeout\"")
            }
            FaultKind::StrayField { field, belongs_to } => {
                write!(f, "only a {belongs_to} has {field:?}; take it away here")
            }
            FaultKind::MissingField { field, belongs_to } => write!(f, "the {belongs_to} has no {field:?}; add it"),
            FaultKind::NotOneStep => f.write_str(
                "a step does exactly one thing: sleep, work, print, await, print_await, start, cancel, look, return, \
                 raise, try (with except and finally) or repeat (with do)",
            ),
            FaultKind::UnknownException { name } => {
                let known: Vec<&str> = EXCEPTIONS.iter().map(|(name, _)| *name).collect();
                write!(f, "{name:?} is no exception that scenes know; choose one of {}", known.join(", "))
            }
            FaultKind::Invalid(kind @ ProblemKind::UnknownBlock { .. }) => {
                write!(f, "{kind}; add it, or take its name away here")
            }
            FaultKind::Invalid(kind @ ProblemKind::Cycle { .. }) => write!(f, "{kind}; take one of these edges away"),
            FaultKind::Invalid(kind) => kind.fmt(f),
        }
    }
}

const EXCEPTIONS: &[(&str, ExceptionName)] = &[
    ("BaseException", ExceptionName::BaseException),
    ("Exception", ExceptionName::Exception),
    ("CancelledError", ExceptionName::CancelledError),
    ("TimeoutError", ExceptionName::TimeoutError),
    ("ValueError", ExceptionName::ValueError),
    ("RuntimeError", ExceptionName::RuntimeError),
    ("LookupError", ExceptionName::LookupError),
    ("OSError", ExceptionName::OSError),
    ("ConnectionError", ExceptionName::ConnectionError),
];

/// The name of an exception class in files.
pub(super) fn exception_name(exception: ExceptionName) -> &'static str {
    EXCEPTIONS.iter().find(|(_, known)| *known == exception).map_or("Exception", |(name, _)| name)
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
        let dto = migrate::read(text)?;
        let mut reader = Reader { positions: IdMap::new(), faults: Vec::new() };
        let scene = reader.scene(dto);
        let mut faults = std::mem::take(&mut reader.faults);
        let mut problems = if faults.is_empty() { scene.problems() } else { Vec::new() };
        let more = (faults.len() + problems.len()).saturating_sub(FAULTS_SHOWN);
        faults.truncate(FAULTS_SHOWN);
        // Finding the place of a problem takes time in proportion to the task, so only for those that are shown.
        problems.truncate(FAULTS_SHOWN);
        faults.extend(problems.into_iter().map(|problem| of_problem(&scene, &reader.positions, problem)));
        if faults.is_empty() {
            return Ok(scene);
        }
        let located = faults.into_iter().map(|(path, label, kind)| {
            let (line, column) = locate(text, &path);
            Fault { line, column, path: written(&path), label, kind }
        });
        Err(LoadError { faults: located.collect(), more })
    }
}

/// An error with a single fault.
pub(super) fn alone((line, column): (usize, usize), path: &str, kind: FaultKind) -> LoadError {
    let fault = Fault { line, column, path: path.to_owned(), label: None, kind };
    LoadError { faults: vec![fault], more: 0 }
}

type Path = Vec<Segment>;

/// Turns what the file says into a scene as far as that goes, and collects what does not go.
struct Reader {
    /// Where in the file each block stands.
    positions: IdMap<usize>,
    faults: Vec<(Path, Option<String>, FaultKind)>,
}

/// Where in the file the reader is.
#[derive(Clone)]
struct At {
    path: Path,
    label: Option<String>,
}

impl At {
    fn key(&self, key: &'static str) -> At {
        let mut at = self.clone();
        at.path.push(Segment::Key(key));
        at
    }

    fn index(&self, index: usize) -> At {
        let mut at = self.clone();
        at.path.push(Segment::Index(index));
        at
    }
}

impl Reader {
    fn fault(&mut self, at: At, kind: FaultKind) {
        self.faults.push((at.path, at.label, kind));
    }

    fn scene(&mut self, dto: SceneDto) -> Scene {
        let root = At { path: Vec::new(), label: None };
        let mut scene = Scene { title: dto.title, about: dto.about, ..Scene::default() };
        if dto.blocks.len() > MAX_BLOCKS {
            let kind =
                ProblemKind::TooMany { what: Countable::Blocks, count: dto.blocks.len(), limit: MAX_BLOCKS };
            self.fault(root.key("blocks"), FaultKind::Invalid(kind));
            return scene;
        }
        let mut homeless = Vec::new();
        for (index, block) in dto.blocks.into_iter().enumerate() {
            let at = At { label: Some(block.label.clone()), ..root.key("blocks").index(index) };
            let text_id = block.id.clone();
            let id = self.id(at.key("id"), &text_id);
            if block.at.is_none() {
                homeless.push(id);
            }
            let block = self.block(&at, block);
            let is_good_id = self.positions.insert(id, index).is_none() || text_id != id.to_string();
            if !is_good_id {
                self.fault(at.key("id"), FaultKind::DuplicateId { id: text_id });
            }
            scene.blocks.insert(id, block);
        }
        for (index, intervention) in dto.interventions.into_iter().enumerate() {
            let at = root.key("interventions").index(index);
            let cancel = self.id(at.key("cancel"), &intervention.cancel);
            scene.interventions.push(Intervention {
                at_secs: intervention.at,
                turns: intervention.turns,
                cancel,
            });
        }
        if self.faults.is_empty() {
            settle(&mut scene, &homeless);
        }
        scene
    }

    fn id(&mut self, at: At, text: &str) -> BlockId {
        let digits = text.strip_prefix('b').filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
        let canonical = digits.filter(|digits| *digits == "0" || !digits.starts_with('0'));
        let number = canonical.and_then(|digits| digits.parse::<u32>().ok());
        match number.filter(|number| *number <= MAX_BLOCK_NUMBER) {
            Some(number) => BlockId(number),
            None => {
                self.fault(at, FaultKind::BadId { id: text.to_owned() });
                BlockId(0)
            }
        }
    }

    fn block(&mut self, at: &At, dto: BlockDto) -> Block {
        let position = dto.at.map_or(Point::default(), |[x, y]| Point { x, y });
        let kinds = [dto.task.is_some(), dto.gather.is_some(), dto.shield.is_some(), dto.timeout.is_some()];
        if kinds.into_iter().filter(|is| *is).count() != 1 {
            self.fault(at.clone(), FaultKind::NotOneKind);
        }
        if dto.delay.is_some() && dto.timeout.is_none() {
            self.fault(at.key("delay"), FaultKind::StrayField { field: "delay", belongs_to: "timeout" });
        }
        if dto.return_exceptions.is_some() && dto.gather.is_none() {
            let kind = FaultKind::StrayField { field: "return_exceptions", belongs_to: "gather" };
            self.fault(at.key("return_exceptions"), kind);
        }
        let kind = if let Some(children) = dto.gather {
            let here = at.key("gather");
            let children =
                children.iter().enumerate().map(|(index, child)| self.id(here.index(index), child));
            BlockKind::Gather {
                children: children.collect(),
                return_exceptions: dto.return_exceptions.unwrap_or(false),
            }
        } else if let Some(child) = dto.shield {
            BlockKind::Shield { child: child.map(|child| self.id(at.key("shield"), &child)) }
        } else if let Some(child) = dto.timeout {
            if dto.delay.is_none() {
                self.fault(at.clone(), FaultKind::MissingField { field: "delay", belongs_to: "timeout" });
            }
            let child = child.map(|child| self.id(at.key("timeout"), &child));
            BlockKind::Timeout { child, delay_secs: dto.delay.unwrap_or(0.0) }
        } else {
            BlockKind::Task { steps: self.steps(&at.key("task"), dto.task.unwrap_or_default()) }
        };
        Block { label: dto.label, position, kind }
    }

    fn steps(&mut self, at: &At, steps: Vec<StepDto>) -> Vec<Step> {
        let steps = steps.into_iter().enumerate();
        steps.filter_map(|(index, step)| self.step(&at.index(index), step)).collect()
    }

    fn step(&mut self, at: &At, dto: StepDto) -> Option<Step> {
        let mut found: Vec<Step> = Vec::new();
        found.extend(dto.sleep.map(|secs| Step::Sleep { secs }));
        found.extend(dto.work.map(|secs| Step::Work { secs }));
        found.extend(dto.print.map(|text| Step::Print { text }));
        type Of = fn(BlockId) -> Step;
        let targets: [(&'static str, Option<String>, Of); 5] = [
            ("await", dto.r#await, |target| Step::Await { target, print: false }),
            ("print_await", dto.print_await, |target| Step::Await { target, print: true }),
            ("start", dto.start, |target| Step::Start { target }),
            ("cancel", dto.cancel, |target| Step::Cancel { target }),
            ("look", dto.look, |target| Step::Look { target }),
        ];
        for (key, target, step) in targets {
            found.extend(target.map(|target| step(self.id(at.key(key), &target))));
        }
        found.extend(dto.r#return.map(|value| Step::Return { value: value.0 }));
        match dto.raise {
            Some(Some(text)) => {
                let (name, message) = text.split_once(':').unwrap_or((&text, ""));
                let exception = self.exception(at.key("raise"), name);
                let message = message.strip_prefix(' ').unwrap_or(message).to_owned();
                found.push(Step::Raise { exception, message });
            }
            Some(None) => found.push(Step::Reraise),
            None => {}
        }
        if let Some(body) = dto.r#try {
            let body = self.steps(&at.key("try"), body);
            let handlers = dto.except.unwrap_or_default().into_iter().enumerate();
            let here = at.key("except");
            let handlers =
                handlers.map(|(index, handler)| self.handler(&here.index(index), handler)).collect();
            let finally = self.steps(&at.key("finally"), dto.finally.unwrap_or_default());
            found.push(Step::Try { body, handlers, finally });
        } else {
            for (is_there, field) in [(dto.except.is_some(), "except"), (dto.finally.is_some(), "finally")] {
                if is_there {
                    self.fault(
                        at.key(field),
                        FaultKind::StrayField { field, belongs_to: "step with \"try\"" },
                    );
                }
            }
        }
        match (dto.repeat, dto.r#do) {
            (Some(times), Some(body)) => {
                let body = self.steps(&at.key("do"), body);
                found.push(Step::Repeat { times, body });
            }
            (Some(_), None) => {
                self.fault(
                    at.clone(),
                    FaultKind::MissingField { field: "do", belongs_to: "step with \"repeat\"" },
                );
                return None;
            }
            (None, Some(_)) => {
                self.fault(
                    at.key("do"),
                    FaultKind::StrayField { field: "do", belongs_to: "step with \"repeat\"" },
                );
            }
            (None, None) => {}
        }
        if found.len() != 1 {
            self.fault(at.clone(), FaultKind::NotOneStep);
        }
        found.pop()
    }

    fn handler(&mut self, at: &At, dto: HandlerDto) -> Handler {
        let catches = self.exception(at.key("catch"), &dto.catch);
        Handler { catches, steps: self.steps(&at.key("do"), dto.r#do) }
    }

    fn exception(&mut self, at: At, text: &str) -> ExceptionName {
        let name = text.trim().trim_start_matches("asyncio.");
        let known = EXCEPTIONS.iter().find(|(known, _)| *known == name);
        known.map_or_else(
            || {
                self.fault(at, FaultKind::UnknownException { name: text.to_owned() });
                ExceptionName::Exception
            },
            |(_, exception)| *exception,
        )
    }
}

/// Gives a place to blocks that have none: in rows, each below the blocks above it.
fn settle(scene: &mut Scene, homeless: &[BlockId]) {
    if homeless.is_empty() || !scene.is_valid() {
        return;
    }
    let mut rows: IdMap<u32> = IdMap::new();
    for &id in bottom_up(scene).iter().rev() {
        let below = rows.get(&id).copied().unwrap_or(0) + 1;
        for child in scene.children_of(id) {
            let row = rows.get_or_insert_with(child, || below);
            *row = below.max(*row);
        }
    }
    let mut columns = vec![0_u32; MAX_HEIGHT];
    for id in homeless {
        let row = rows.get(id).copied().unwrap_or(0);
        let Some(column) = columns.get_mut(row as usize) else { continue };
        if let Some(block) = scene.blocks.get_mut(id) {
            block.position = Point { x: 256.0 * f64::from(*column), y: 160.0 * f64::from(row) };
        }
        *column += 1;
    }
}

/// A problem of a scene as a fault of the file that it came from.
fn of_problem(
    scene: &Scene,
    positions: &IdMap<usize>,
    problem: Problem,
) -> (Path, Option<String>, FaultKind) {
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
    (path, block.map(|block| block.label.clone()), FaultKind::Invalid(problem.kind))
}

/// Extends a path that leads to a list of steps by the way to one of them or inside them, and returns that.
fn step_path<'a>(steps: &'a [Step], index: u32, path: &mut Path) -> Option<&'a Step> {
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
