//! Reading the document of a file: the fields that there are, and what they must hold.

use super::file::FaultKind;
use super::ids::IdMap;
use super::json::{Kind, Segment, Value};
use super::limits::{MAX_BLOCK_NUMBER, MAX_BLOCKS, MAX_HEIGHT};
use super::model::{Block, BlockId, BlockKind, Handler, Intervention, Point, Scene, Step};
use super::plan::bottom_up;
use super::validate::{Countable, ProblemKind};
use crate::lesson::Lesson;
use crate::program::{Constant, ExceptionName};

/// Turns what the file says into a scene as far as that goes, and collects what does not go.
pub(super) struct Reader {
    /// Where in the file each block stands.
    pub(super) positions: IdMap<usize>,
    pub(super) faults: Vec<Found>,
}

/// A fault before its line is looked up.
pub(super) struct Found {
    pub(super) offset: usize,
    pub(super) path: String,
    pub(super) label: Option<String>,
    pub(super) kind: FaultKind,
}

/// A value of the document and the way to it.
#[derive(Clone, Copy)]
struct Cursor<'a> {
    value: &'a Value,
    above: Option<(&'a Cursor<'a>, Segment)>,
    /// The label of the block that it is in, if it is in one.
    label: Option<&'a str>,
}

impl<'a> Cursor<'a> {
    /// A field, if it is there.
    fn get(&'a self, key: &'static str) -> Option<Cursor<'a>> {
        self.value.field(key).map(|value| Cursor { value, above: Some((self, Segment::Key(key))), ..*self })
    }

    /// A field that is there and not null.
    fn get_some(&'a self, key: &'static str) -> Option<Cursor<'a>> {
        self.get(key).filter(|field| !field.is_null())
    }

    fn is_null(&self) -> bool {
        matches!(self.value.kind, Kind::Null)
    }

    fn path(&self) -> Vec<Segment> {
        match self.above {
            Some((above, segment)) => {
                let mut path = above.path();
                path.push(segment);
                path
            }
            None => Vec::new(),
        }
    }
}

/// A path as people write it: `blocks[3].delay`.
pub(super) fn written(path: &[Segment]) -> String {
    let mut text = String::new();
    for segment in path {
        match segment {
            Segment::Key(key) => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(key);
            }
            Segment::Index(index) => text.push_str(&format!("[{index}]")),
        }
    }
    text
}

const SCENE_FIELDS: &[&str] =
    &["awaitscope", "$schema", "title", "about", "lesson", "blocks", "interventions"];
const BLOCK_FIELDS: &[&str] =
    &["id", "label", "at", "task", "gather", "return_exceptions", "shield", "timeout", "delay"];
const STEP_FIELDS: &[&str] = &[
    "sleep",
    "work",
    "print",
    "await",
    "print_await",
    "start",
    "cancel",
    "look",
    "return",
    "raise",
    "try",
    "except",
    "finally",
    "repeat",
    "do",
];

impl Reader {
    fn fault(&mut self, here: &Cursor<'_>, kind: FaultKind) {
        self.fault_at(here.value.offset, here, kind);
    }

    fn fault_at(&mut self, offset: usize, here: &Cursor<'_>, kind: FaultKind) {
        let label = here.label.map(str::to_owned);
        self.faults.push(Found { offset, path: written(&here.path()), label, kind });
    }

    /// A value is not what it must be.
    fn mistaken(&mut self, here: &Cursor<'_>, expected: &str) {
        let message = format!("expected {expected}, but this is {}", here.value.sort());
        self.fault(here, FaultKind::Malformed { message });
    }

    /// Whether a value is an object with fields that it may have and those that it must have.
    fn is_object(&mut self, here: &Cursor<'_>, known: &[&str], required: &[&str]) -> bool {
        let Kind::Object(fields) = &here.value.kind else {
            self.mistaken(here, "an object");
            return false;
        };
        let before = self.faults.len();
        let mut seen: Vec<&str> = Vec::new();
        for field in fields {
            let name = field.name.as_str();
            let message = if !known.contains(&name) {
                format!("unknown field `{name}`, expected one of `{}`", known.join("`, `"))
            } else if seen.contains(&name) {
                format!("duplicate field `{name}`")
            } else {
                seen.push(name);
                continue;
            };
            self.fault_at(field.offset, here, FaultKind::Malformed { message });
        }
        for name in required {
            if !seen.contains(name) {
                self.fault(here, FaultKind::Malformed { message: format!("missing field `{name}`") });
            }
        }
        self.faults.len() == before
    }

    fn list<'a>(&mut self, here: &'a Cursor<'a>) -> Vec<Cursor<'a>> {
        let Kind::List(values) = &here.value.kind else {
            self.mistaken(here, "a list");
            return Vec::new();
        };
        let values = values.iter().enumerate();
        values
            .map(|(index, value)| Cursor { value, above: Some((here, Segment::Index(index))), ..*here })
            .collect()
    }

    fn text<'a>(&mut self, here: &Cursor<'a>) -> &'a str {
        let Kind::Text(text) = &here.value.kind else {
            self.mistaken(here, "a text");
            return "";
        };
        text
    }

    fn number(&mut self, here: &Cursor<'_>) -> f64 {
        match here.value.kind {
            Kind::Int(number) => number as f64,
            Kind::Huge(number) | Kind::Float(number) => number,
            _ => {
                self.mistaken(here, "a number");
                0.0
            }
        }
    }

    fn count(&mut self, here: &Cursor<'_>) -> u32 {
        match here.value.kind {
            Kind::Int(number) if u32::try_from(number).is_ok() => number as u32,
            _ => {
                let message = "expected a whole number from 0 to 4294967295".to_owned();
                self.fault(here, FaultKind::Malformed { message });
                0
            }
        }
    }

    fn constant(&mut self, here: &Cursor<'_>) -> Constant {
        match &here.value.kind {
            Kind::Null => Constant::None,
            Kind::Bool(value) => Constant::Bool(*value),
            Kind::Int(number) => Constant::Int(*number),
            Kind::Float(number) => Constant::Float(*number),
            Kind::Text(text) => Constant::Str(text.clone()),
            Kind::Huge(_) => {
                let message = "a whole number that large is not supported".to_owned();
                self.fault(here, FaultKind::Malformed { message });
                Constant::None
            }
            Kind::List(_) | Kind::Object(_) => {
                self.mistaken(here, "null, true, false, a number or a text");
                Constant::None
            }
        }
    }

    pub(super) fn scene(&mut self, document: &Value) -> Scene {
        let root = Cursor { value: document, above: None, label: None };
        let mut scene = Scene::default();
        if !self.is_object(&root, SCENE_FIELDS, &["blocks"]) {
            return scene;
        }
        if let Some(title) = root.get_some("title") {
            scene.title = self.text(&title).to_owned();
        }
        if let Some(about) = root.get_some("about") {
            scene.about = self.text(&about).to_owned();
        }
        if let Some(lesson) = root.get_some("lesson") {
            scene.lesson = self.lesson(&lesson);
        }
        let mut homeless = Vec::new();
        if let Some(blocks) = root.get("blocks") {
            let list = self.list(&blocks);
            if list.len() > MAX_BLOCKS {
                let kind =
                    ProblemKind::TooMany { what: Countable::Blocks, count: list.len(), limit: MAX_BLOCKS };
                self.fault(&blocks, FaultKind::Invalid(kind));
                return scene;
            }
            for (index, block) in list.iter().enumerate() {
                self.add_block(&mut scene, &mut homeless, index, block);
            }
        }
        if let Some(interventions) = root.get_some("interventions") {
            for intervention in self.list(&interventions) {
                scene.interventions.extend(self.intervention(&intervention));
            }
        }
        if self.faults.is_empty() {
            settle(&mut scene, &homeless);
        }
        scene
    }

    /// Its lines are not read here: one that says nothing is worth a remark, and no reason to refuse the file.
    fn lesson(&mut self, here: &Cursor<'_>) -> Lesson {
        if !self.is_object(here, &["ask", "why", "compare"], &[]) {
            return Lesson::default();
        }
        let mut lines = |key| match here.get_some(key) {
            Some(lines) => self.list(&lines).iter().map(|line| self.text(line).to_owned()).collect(),
            None => Vec::new(),
        };
        let (ask, why) = (lines("ask"), lines("why"));
        let compare = here.get_some("compare").map(|name| self.text(&name).to_owned());
        Lesson { ask, why, compare: compare.unwrap_or_default() }
    }

    fn intervention(&mut self, here: &Cursor<'_>) -> Option<Intervention> {
        if !self.is_object(here, &["at", "turns", "cancel", "interrupt"], &["at"]) {
            return None;
        }
        let is_interrupt = |interrupt: Cursor<'_>| matches!(interrupt.value.kind, Kind::Bool(true));
        let cancel = match here.get_some("interrupt") {
            Some(interrupt) if is_interrupt(interrupt) && here.get_some("cancel").is_none() => None,
            // What is neither lacks a block to cancel.
            _ if !self.is_object(here, &["at", "turns", "cancel"], &["cancel"]) => return None,
            _ => Some(self.id(&here.get("cancel")?)),
        };
        Some(Intervention {
            at_secs: self.number(&here.get("at")?),
            turns: here.get_some("turns").map_or(0, |turns| self.count(&turns)),
            cancel,
        })
    }

    fn id(&mut self, here: &Cursor<'_>) -> BlockId {
        let Kind::Text(text) = &here.value.kind else {
            self.mistaken(here, "the id of a block");
            return BlockId(0);
        };
        let digits = text.strip_prefix('b').filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
        let canonical = digits.filter(|digits| *digits == "0" || !digits.starts_with('0'));
        let number = canonical.and_then(|digits| digits.parse::<u32>().ok());
        match number.filter(|number| *number <= MAX_BLOCK_NUMBER) {
            Some(number) => BlockId(number),
            None => {
                self.fault(here, FaultKind::BadId { id: text.clone() });
                BlockId(0)
            }
        }
    }

    /// A block that is named, or null for none.
    fn child(&mut self, here: &Cursor<'_>) -> Option<BlockId> {
        (!here.is_null()).then(|| self.id(here))
    }

    fn add_block(&mut self, scene: &mut Scene, homeless: &mut Vec<BlockId>, index: usize, here: &Cursor<'_>) {
        if !self.is_object(here, BLOCK_FIELDS, &["id", "label"]) {
            return;
        }
        let (Some(id_field), Some(label)) = (here.get("id"), here.get("label")) else { return };
        let here = Cursor { label: Some(self.text(&label)), ..*here };
        let id_field = Cursor { label: here.label, ..id_field };
        let faults = self.faults.len();
        let id = self.id(&id_field);
        if self.positions.insert(id, index).is_some() && self.faults.len() == faults {
            self.fault(&id_field, FaultKind::DuplicateId { id: id.to_string() });
        }
        let mut position = Point::default();
        match here.get_some("at") {
            Some(at) => match self.list(&at).as_slice() {
                [x, y] => position = Point { x: self.number(x), y: self.number(y) },
                _ => self.mistaken(&at, "two numbers"),
            },
            None => homeless.push(id),
        }
        let block =
            Block { label: here.label.unwrap_or_default().to_owned(), position, kind: self.kind(&here) };
        scene.blocks.insert(id, block);
    }

    fn kind(&mut self, here: &Cursor<'_>) -> BlockKind {
        let (task, gather) = (here.get_some("task"), here.get_some("gather"));
        let (shield, timeout) = (here.get("shield"), here.get("timeout"));
        let (delay, return_exceptions) = (here.get_some("delay"), here.get_some("return_exceptions"));
        let kinds = [task.is_some(), gather.is_some(), shield.is_some(), timeout.is_some()];
        if kinds.into_iter().filter(|is| *is).count() != 1 {
            self.fault(here, FaultKind::NotOneKind);
        }
        if let (Some(delay), None) = (&delay, &timeout) {
            self.fault(delay, FaultKind::StrayField { field: "delay", belongs_to: "timeout" });
        }
        if let (Some(on), None) = (&return_exceptions, &gather) {
            self.fault(on, FaultKind::StrayField { field: "return_exceptions", belongs_to: "gather" });
        }
        if let Some(gather) = gather {
            let children = self.list(&gather).iter().map(|child| self.id(child)).collect();
            let return_exceptions = match return_exceptions.map(|on| (on, &on.value.kind)) {
                Some((_, Kind::Bool(on))) => *on,
                Some((here, _)) => {
                    self.mistaken(&here, "true or false");
                    false
                }
                None => false,
            };
            BlockKind::Gather { children, return_exceptions }
        } else if let Some(child) = shield {
            BlockKind::Shield { child: self.child(&child) }
        } else if let Some(child) = timeout {
            if delay.is_none() {
                self.fault(here, FaultKind::MissingField { field: "delay", belongs_to: "timeout" });
            }
            let delay_secs = delay.map_or(0.0, |delay| self.number(&delay));
            BlockKind::Timeout { child: self.child(&child), delay_secs }
        } else {
            BlockKind::Task { steps: self.steps(task.as_ref()) }
        }
    }

    /// The steps of a list, if there is one.
    fn steps(&mut self, here: Option<&Cursor<'_>>) -> Vec<Step> {
        let Some(here) = here else { return Vec::new() };
        let mut steps = Vec::new();
        for step in self.list(here) {
            if self.is_object(&step, STEP_FIELDS, &[]) {
                steps.extend(self.step(&step));
            }
        }
        steps
    }

    fn step(&mut self, here: &Cursor<'_>) -> Option<Step> {
        let does: Vec<&'static str> = STEP_FIELDS
            .iter()
            .copied()
            .filter(|key| !matches!(*key, "except" | "finally" | "do"))
            .filter(|key| {
                if matches!(*key, "return" | "raise") { here.get(key) } else { here.get_some(key) }.is_some()
            })
            .collect();
        for (field, owner, belongs_to) in [
            ("except", "try", "step with \"try\""),
            ("finally", "try", "step with \"try\""),
            ("do", "repeat", "step with \"repeat\""),
        ] {
            if let Some(stray) = here.get_some(field)
                && !does.contains(&owner)
            {
                self.fault(&stray, FaultKind::StrayField { field, belongs_to });
            }
        }
        let [key] = does.as_slice() else {
            self.fault(here, FaultKind::NotOneStep);
            return None;
        };
        let value = here.get(key)?;
        Some(match *key {
            "sleep" => Step::Sleep { secs: self.number(&value) },
            "work" => Step::Work { secs: self.number(&value) },
            "print" => Step::Print { text: self.text(&value).to_owned() },
            "await" => Step::Await { target: self.id(&value), print: false },
            "print_await" => Step::Await { target: self.id(&value), print: true },
            "start" => Step::Start { target: self.id(&value) },
            "cancel" => Step::Cancel { target: self.id(&value) },
            "look" => Step::Look { target: self.id(&value) },
            "return" => Step::Return { value: self.constant(&value) },
            "raise" if value.is_null() => Step::Reraise,
            "raise" => {
                let text = self.text(&value);
                let (name, message) = text.split_once(':').unwrap_or((text, ""));
                let exception = self.exception(&value, name);
                Step::Raise { exception, message: message.strip_prefix(' ').unwrap_or(message).to_owned() }
            }
            "try" => {
                let mut handlers = Vec::new();
                if let Some(except) = here.get_some("except") {
                    for handler in self.list(&except) {
                        handlers.extend(self.handler(&handler));
                    }
                }
                let body = self.steps(Some(&value));
                Step::Try { body, handlers, finally: self.steps(here.get_some("finally").as_ref()) }
            }
            _ => {
                let times = self.count(&value);
                let Some(body) = here.get_some("do") else {
                    let kind = FaultKind::MissingField { field: "do", belongs_to: "step with \"repeat\"" };
                    self.fault(here, kind);
                    return None;
                };
                Step::Repeat { times, body: self.steps(Some(&body)) }
            }
        })
    }

    fn handler(&mut self, here: &Cursor<'_>) -> Option<Handler> {
        if !self.is_object(here, &["catch", "do"], &["catch"]) {
            return None;
        }
        let catch = here.get("catch")?;
        let name = self.text(&catch);
        Some(Handler {
            catches: self.exception(&catch, name),
            steps: self.steps(here.get_some("do").as_ref()),
        })
    }

    fn exception(&mut self, here: &Cursor<'_>, text: &str) -> ExceptionName {
        let name = text.trim();
        let name = name.strip_prefix("asyncio.").unwrap_or(name);
        match ExceptionName::ALL.iter().find(|known| known.name() == name) {
            Some(exception) => *exception,
            None => {
                self.fault(here, FaultKind::UnknownException { name: text.to_owned() });
                ExceptionName::Exception
            }
        }
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
