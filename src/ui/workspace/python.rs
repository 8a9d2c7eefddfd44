//! Python programs: the text that is worked on, what came of running it, and what somebody does to it meanwhile. While
//! Python is open, the document on the stage is the drawing of the last run; the blocks wait in the background.

use std::rc::Rc;

use super::{Document, Kept, Run, Source, Workspace};
use crate::playback::{Command, Recording};
use crate::program::{Place, decimal_text};
use crate::scene::{BlockId, IdMap, Point, Scene};
use crate::trace::Log;
use crate::ui::python::EXAMPLES;

/// So many programs are kept that another one took the place of.
const KEPT: usize = 4;

/// The Python side of the workspace.
#[derive(Clone)]
pub struct Python {
    /// The blocks, while Python is open.
    blocks: Option<Rc<Kept>>,
    /// The program.
    pub text: Rc<str>,
    /// Programs that another one took the place of, latest first.
    pub kept: Rc<Vec<Rc<str>>>,
    /// What somebody outside does to the program.
    pub deeds: Rc<Vec<Deed>>,
    /// What is wrong with the text.
    pub faults: Rc<Vec<Fault>>,
    /// What is drawn: the last run that there was.
    pub ran: Option<Rc<Ran>>,
    /// Whether that is a run of this text with these deeds.
    is_current: bool,
    /// What is being computed.
    pub asked: Option<Asked>,
    /// Why it could not be run.
    pub problem: Option<Rc<str>>,
    asked_before: u32,
}

/// What a visit begins with.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Program {
    /// Whether Python is open.
    pub is_open: bool,
    /// The program; none for one to begin with.
    pub text: Option<Rc<str>>,
    /// Programs that were put aside.
    pub kept: Vec<Rc<str>>,
    /// What somebody does to it.
    pub deeds: Vec<Deed>,
}

/// A cancellation by somebody outside.
#[derive(Debug, Clone, PartialEq)]
pub struct Deed {
    /// When, in virtual seconds.
    pub at_secs: f64,
    /// How many turns of the loop after that.
    pub turns: u32,
    /// The task's name.
    pub name: Rc<str>,
}

/// Something that is wrong with the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// Where it begins: the line, from 1.
    pub line: u32,
    /// The character of that line, from 1.
    pub column: u32,
    /// The line where it ends.
    pub end_line: u32,
    /// The character behind the last one.
    pub end_column: u32,
    /// What it is, and what to write instead.
    pub message: Rc<str>,
}

/// A run that was computed.
pub struct Ran {
    scene: Rc<Scene>,
    /// What each card is about.
    summaries: IdMap<Rc<str>>,
    /// At which line each card was made.
    lines: IdMap<u32>,
    recording: Rc<Recording>,
    /// How many cards were left out.
    pub omitted: u32,
    /// What was written to stderr.
    pub stderr: Rc<str>,
}

/// A run that is being computed.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Which one.
    pub id: u32,
    /// The program.
    pub text: Rc<str>,
    /// What is done to it: the deeds as lines.
    pub outside: Rc<str>,
    /// What to do when it is there; nothing if a run is shown that goes on with it.
    then: Option<Command>,
}

/// What comes of a program.
#[derive(Debug)]
pub enum Answer {
    /// It is none.
    Faults(String),
    /// A run.
    Ran {
        /// The trace.
        trace: Vec<u8>,
        /// What its origins stand for.
        places: Vec<u32>,
        /// Its drawing.
        scene: String,
        /// What each card is about.
        summaries: String,
        /// How many cards were left out.
        omitted: u32,
        /// What was written to stderr.
        stderr: String,
    },
    /// It could not be run.
    Failed(String),
}

/// What can happen to the program.
#[derive(Debug, Clone)]
pub enum PythonAction {
    /// Python is shown, or the blocks.
    Open(bool),
    /// Another text.
    Text(Rc<str>),
    /// An example, or behind those a program that was kept.
    Take(usize),
    /// An answer, and when it came.
    Answer(f64, u32, Rc<Answer>),
    /// Somebody does not do this after all.
    RemoveDeed(usize),
}

impl Ran {
    /// The line of the text that a place stands for.
    pub fn line_of(&self, place: Place) -> Option<u32> {
        match place {
            Place::Block { step: Some(line), .. } => Some(line),
            Place::Block { block, step: None } => self.lines.get(&BlockId(block)).copied(),
            Place::Main => None,
        }
    }
}

/// Deeds as lines.
pub fn lines_of(deeds: &[Deed]) -> String {
    let lines =
        deeds.iter().map(|deed| format!("{} {} {}\n", decimal_text(deed.at_secs), deed.turns, deed.name));
    lines.collect()
}

/// Whether a text is not worth keeping: there is nothing in it, or it is an example.
pub fn is_example(text: &str) -> bool {
    text.trim().is_empty() || EXAMPLES.iter().any(|example| example.text == text)
}

impl Python {
    /// The Python side as it was left.
    pub(super) fn with(program: Program) -> Self {
        Python {
            blocks: None,
            text: program.text.unwrap_or_else(|| EXAMPLES[0].text.into()),
            kept: Rc::new(program.kept),
            deeds: Rc::new(program.deeds),
            faults: Rc::default(),
            ran: None,
            is_current: false,
            asked: None,
            problem: None,
            asked_before: 0,
        }
    }

    /// Whether Python is what is shown.
    pub fn is_open(&self) -> bool {
        self.blocks.is_some()
    }

    /// Whether nothing that stays between visits differs.
    pub fn is_kept_as(&self, other: &Self) -> bool {
        self.is_open() == other.is_open()
            && Rc::ptr_eq(&self.text, &other.text)
            && Rc::ptr_eq(&self.kept, &other.kept)
            && Rc::ptr_eq(&self.deeds, &other.deeds)
    }

    /// What each card is about, if the cards are those of a program.
    pub(super) fn summaries(&self) -> Option<IdMap<Rc<str>>> {
        self.blocks.as_ref()?;
        Some(self.ran.as_ref().map(|ran| ran.summaries.clone()).unwrap_or_default())
    }

    fn ask(&mut self, then: Option<Command>) {
        self.asked_before += 1;
        let (text, outside) = (self.text.clone(), lines_of(&self.deeds).into());
        self.asked = Some(Asked { id: self.asked_before, text, outside, then });
        self.problem = None;
    }

    /// What is known of the text's run is no longer so.
    fn outdate(&mut self) {
        self.is_current = false;
        self.asked = None;
        self.faults = Rc::default();
        self.problem = None;
    }
}

impl Workspace {
    /// The blocks that are worked on, be they shown or not, and where they come from.
    pub fn blocks(&self) -> (&Document, &Source) {
        match &self.python.blocks {
            Some(kept) => (&kept.document, &kept.source),
            None => (&self.document, &self.source),
        }
    }

    pub(super) fn python(&mut self, action: PythonAction) {
        match action {
            PythonAction::Open(is_open) => self.open_python(is_open),
            PythonAction::Text(text) => {
                self.run = None;
                self.python.text = text;
                self.python.outdate();
                // What was moved was a card of another program.
                self.document.history = Rc::default();
            }
            PythonAction::Take(position) => self.take_program(position),
            PythonAction::Answer(now_ms, id, answer) => {
                let asked = self.python.asked.take_if(|asked| asked.id == id);
                if let Some(asked) = asked {
                    self.answered(now_ms, asked.then, &answer);
                }
            }
            PythonAction::RemoveDeed(position) => {
                if position < self.python.deeds.len() {
                    Rc::make_mut(&mut self.python.deeds).remove(position);
                    self.deeds_changed();
                }
            }
        }
    }

    /// Shows Python or the blocks. What is not shown stays as it is.
    pub(super) fn open_python(&mut self, is_open: bool) {
        if is_open == self.python.is_open() {
            return;
        }
        self.end_gesture();
        self.run = None;
        self.notice = None;
        if is_open {
            let drawn = self.python.ran.as_ref().map(|ran| ran.scene.clone());
            let drawing = Document { scene: drawn.unwrap_or_default(), history: Rc::default() };
            let document = std::mem::replace(&mut self.document, drawing);
            let source = std::mem::take(&mut self.source);
            self.python.blocks = Some(Rc::new(Kept { document, source }));
        } else if let Some(kept) = self.python.blocks.take() {
            let Kept { document, source } = Rc::unwrap_or_clone(kept);
            (self.document, self.source) = (document, source);
            self.python.asked = None;
        }
        self.picture = Rc::default();
        self.redraw();
        self.clear_selection();
        self.renaming = None;
        self.fit();
    }

    /// Opens a text, and keeps the one whose place it takes.
    pub(super) fn open_program(&mut self, text: Rc<str>) {
        self.open_python(true);
        let python = &mut self.python;
        let old = std::mem::replace(&mut python.text, text);
        let kept = Rc::make_mut(&mut python.kept);
        if !is_example(&old) {
            kept.insert(0, old);
        }
        kept.retain(|kept| *kept != python.text);
        kept.truncate(KEPT);
        python.deeds = Rc::default();
        python.ran = None;
        python.outdate();
        self.run = None;
        self.show_drawing(Rc::default());
    }

    fn take_program(&mut self, position: usize) {
        let kept = position.checked_sub(EXAMPLES.len());
        let text = match kept {
            None => EXAMPLES.get(position).map(|example| example.text.into()),
            Some(kept) => self.python.kept.get(kept).cloned(),
        };
        if let Some(text) = text {
            self.open_program(text);
        }
    }

    /// The run of the program; if it is not computed yet, it is asked for, with what to do then.
    pub(super) fn python_run(&mut self, now_ms: f64, then: Command) -> Option<Run> {
        match self.python.ran.clone().filter(|_| self.python.is_current) {
            Some(ran) => Some(Run::of(ran.recording.clone(), self.scene(), true, self.speed, now_ms)),
            None => {
                if self.python.asked.is_none() && !self.python.text.trim().is_empty() {
                    self.python.outdate();
                    self.python.ask(Some(then));
                }
                None
            }
        }
    }

    /// Somebody cancels a task at the moment that is shown.
    pub(super) fn cancel_task(&mut self, at_secs: f64, turns: u32, id: BlockId) {
        let card = self.run.as_ref().and_then(|run| run.statuses.cards.get(&id));
        let Some(name) = card.and_then(|card| card.task.clone()) else { return };
        Rc::make_mut(&mut self.python.deeds).push(Deed { at_secs, turns, name });
        self.deeds_changed();
    }

    fn deeds_changed(&mut self) {
        self.python.is_current = false;
        self.python.asked = None;
        if self.run.is_some() {
            self.python.ask(None);
        }
    }

    fn answered(&mut self, now_ms: f64, then: Option<Command>, answer: &Answer) {
        match answer {
            Answer::Faults(lines) => {
                self.python.faults = Rc::new(lines.lines().filter_map(fault).collect());
                self.run = None;
            }
            Answer::Failed(why) => {
                self.python.problem = Some(why.as_str().into());
                self.run = None;
            }
            Answer::Ran { .. } => match ran(answer) {
                Some(ran) => self.show_run(now_ms, then, ran),
                None => self.python.problem = Some("its answer could not be read".into()),
            },
        }
    }

    fn show_run(&mut self, now_ms: f64, then: Option<Command>, ran: Ran) {
        let ran = Rc::new(ran);
        self.python.ran = Some(ran.clone());
        self.python.is_current = true;
        self.show_drawing(ran.scene.clone());
        match then {
            Some(command) => {
                self.run = self.python_run(now_ms, command);
                self.command(now_ms, command);
            }
            None => self.run_again(ran.recording.clone()),
        }
    }

    /// Puts another drawing on the stage. Cards that somebody moved stay where they are.
    fn show_drawing(&mut self, mut scene: Rc<Scene>) {
        if self.document.history.can_undo() {
            let moved: Vec<(BlockId, Point)> = scene
                .blocks
                .iter()
                .filter_map(|(id, block)| {
                    let before = self.scene().blocks.get(id)?;
                    (before.label == block.label).then_some((*id, before.position))
                })
                .collect();
            let blocks = &mut Rc::make_mut(&mut scene).blocks;
            for (id, position) in moved {
                if let Some(block) = blocks.get_mut(&id) {
                    block.position = position;
                }
            }
        }
        self.cancel_gesture();
        let history = if scene.blocks.is_empty() { Rc::default() } else { self.document.history.clone() };
        self.document = Document { scene, history };
        let before = self.picture.bounds();
        self.redraw();
        let faces = &self.picture.faces;
        Rc::make_mut(&mut self.selection).retain(|id| faces.contains_key(id));
        self.wire = None;
        if before != self.picture.bounds() {
            self.fit();
        }
    }
}

/// Reads `LINE COLUMN END_LINE END_COLUMN MESSAGE`.
fn fault(line: &str) -> Option<Fault> {
    let mut words = line.splitn(5, ' ');
    let mut number = || words.next()?.parse::<u32>().ok();
    let (line, column, end_line, end_column) = (number()?, number()?, number()?, number()?);
    Some(Fault { line, column, end_line, end_column, message: words.next()?.into() })
}

fn ran(answer: &Answer) -> Option<Ran> {
    let Answer::Ran { trace, places, scene, summaries, omitted, stderr } = answer else { return None };
    let scene = Scene::from_json(scene).ok()?;
    let places = places
        .chunks_exact(2)
        .map(|pair| Place::Block { block: pair[0], step: (pair[1] > 0).then_some(pair[1]) });
    let labels = scene.blocks.iter().map(|(id, block)| (id.0, block.label.clone()));
    let recording = Recording::new(Log::from_bytes(trace)?, places.collect()).with_labels(labels);
    let mut cards = (IdMap::new(), IdMap::new());
    for card in summaries.lines() {
        let mut words = card.splitn(3, ' ');
        let id = BlockId(words.next()?.parse().ok()?);
        let line = words.next()?.parse().ok().filter(|line| *line > 0);
        cards.0.insert(id, words.next()?.into());
        line.map(|line: u32| cards.1.insert(id, line));
    }
    Some(Ran {
        scene: Rc::new(scene),
        summaries: cards.0,
        lines: cards.1,
        recording: Rc::new(recording),
        omitted: *omitted,
        stderr: stderr.as_str().into(),
    })
}

/// Reads deeds as [`lines_of`] writes them.
pub fn deeds_of(lines: &str) -> Vec<Deed> {
    let deed = |line: &str| {
        let mut words = line.splitn(3, ' ');
        let at_secs = crate::program::parse_float(words.next()?)?;
        Some(Deed { at_secs, turns: words.next()?.parse().ok()?, name: words.next()?.into() })
    };
    lines.lines().filter_map(deed).collect()
}
