//! Python programs: the text that is worked on, and what somebody does to it while it runs. While Python is open, the document
//! on the stage is the drawing of the last run; the blocks wait in the background.

use std::rc::Rc;

use super::{Asked, BuiltIn, Document, Kept, Notice, Ran, Run, Runnable, Sheet, Source, Workspace};
use crate::layout::Fixture;
use crate::layout::geometry::Size;
use crate::playback::{Command, Recording};
use crate::program::Intervention;
use crate::scene::{BlockId, IdMap, Point, Scene};
use crate::ui::python::EXAMPLES;
use crate::ui::status::Manner;

/// So many programs are kept that another one took the place of.
const KEPT: usize = 4;

/// The Python side of the workspace.
#[derive(Clone)]
pub struct Python {
    /// The blocks, while Python is open.
    blocks: Option<Rc<Kept>>,
    /// The program.
    pub text: Rc<str>,
    /// The built-in program that it was, if it was one.
    pub built_in: Option<BuiltIn>,
    /// Programs that another one took the place of, latest first.
    pub kept: Rc<Vec<Rc<str>>>,
    /// The texts that undoing and redoing what was done from outside brings back, latest last.
    undone: Rc<[Vec<Rc<str>>; 2]>,
    /// What is wrong with the text.
    pub faults: Rc<Vec<Fault>>,
    /// What is drawn: the last run that there was.
    pub ran: Option<Rc<Ran>>,
    /// The room on the stage for which that is drawn.
    pub(super) room: Size,
    /// The run that takes its place once it has come as far.
    pub(super) coming: Option<(Asked, Rc<Ran>)>,
    /// Whether that is a run of this text.
    is_current: bool,
    /// Why it could not be run.
    pub problem: Option<Rc<str>>,
}

/// What a visit begins with.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Program {
    /// Whether Python is open.
    pub is_open: bool,
    /// The program; none for one to begin with.
    pub text: Option<Rc<str>>,
    /// The built-in program that it was.
    pub built_in: Option<BuiltIn>,
    /// Programs that were put aside.
    pub kept: Vec<Rc<str>>,
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

/// What can happen to the program.
#[derive(Debug, Clone)]
pub enum PythonAction {
    /// Python is shown, or the blocks.
    Open(bool),
    /// Python is shown on a small screen, in place of the stage.
    Write,
    /// Another text.
    Text(Rc<str>),
    /// An example, or behind those a program that was kept.
    Take(usize),
    /// Another tab had saved this one, in whose place the one of this tab was saved.
    Found(Rc<str>),
    /// What the comment in this line does, counted from 0, is not done after all.
    RemoveAct(usize),
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
            built_in: program.built_in,
            kept: Rc::new(program.kept),
            undone: Rc::default(),
            faults: Rc::default(),
            ran: None,
            room: Size::default(),
            coming: None,
            is_current: false,
            problem: None,
        }
    }

    /// Whether Python is what is shown.
    pub fn is_open(&self) -> bool {
        self.blocks.is_some()
    }

    /// Whether something that was done from outside can be undone (0) or done again (1).
    pub fn can_undo(&self, which: usize) -> bool {
        !self.undone[which].is_empty()
    }

    /// What the text's comments do from outside, each with its line, counted from 0.
    pub fn acts(&self) -> Vec<(usize, Intervention)> {
        let lines = self.text.lines().enumerate();
        lines.filter_map(|(at, line)| Some((at, Intervention::of_line(line)?))).collect()
    }

    /// Why the comment in a line, counted from 0, does nothing in the run that is drawn, if it does not.
    pub fn left_out(&self, line: usize) -> Option<Rc<str>> {
        let left_out = &self.drawn()?.left_out;
        left_out.iter().find(|(at, _)| *at as usize == line + 1).map(|(_, why)| why.clone())
    }

    /// What is drawn, if it is a run of the text.
    pub(super) fn drawn(&self) -> Option<&Rc<Ran>> {
        self.ran.as_ref().filter(|_| self.is_open() && self.is_current)
    }

    /// The programs that are kept, with another one that something took the place of.
    pub fn kept_with(&self, text: Rc<str>) -> Vec<Rc<str>> {
        let others = self.kept.iter().filter(|kept| **kept != text && **kept != self.text).cloned();
        let kept = (text != self.text).then(|| text.clone());
        kept.into_iter().chain(others).take(KEPT).collect()
    }

    /// Whether nothing that stays between visits differs.
    pub fn is_kept_as(&self, other: &Self) -> bool {
        self.is_open() == other.is_open()
            && Rc::ptr_eq(&self.text, &other.text)
            && self.built_in == other.built_in
            && Rc::ptr_eq(&self.kept, &other.kept)
    }

    /// What each card is about, and how large those of tasks are, if the cards are those of a program.
    pub(super) fn cards(&self) -> Option<(IdMap<Rc<str>>, Size)> {
        self.blocks.as_ref()?;
        let cards = |ran: &Rc<Ran>| (ran.summaries.clone(), ran.task_size);
        Some(self.ran.as_ref().map(cards).unwrap_or_default())
    }

    /// What the tasks of the program meet at, if it is what is shown.
    pub(super) fn fixtures(&self) -> &[Fixture] {
        let ran = self.blocks.as_ref().and(self.ran.as_ref());
        ran.map(|ran| &*ran.fixtures).unwrap_or_default()
    }

    /// The program as it is now, to be drawn where there is so much room.
    pub(super) fn runnable(&self, room: Size) -> Runnable {
        Runnable::Python { text: self.text.clone(), room }
    }

    /// What is known of the text's run is no longer so.
    fn outdate(&mut self) {
        self.is_current = false;
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

    #[inline(never)]
    pub(super) fn python(&mut self, action: PythonAction) {
        match action {
            PythonAction::Open(is_open) => self.open_python(is_open),
            PythonAction::Write => {
                self.open_python(true);
                self.sheet = Some(Sheet::Add);
            }
            PythonAction::Text(text) => {
                self.end_run();
                self.forget_predictions();
                self.python.text = text;
                self.python.undone = Rc::default();
                self.python.outdate();
                // What was moved was a card of another program.
                self.document.history = Rc::default();
            }
            PythonAction::Take(position) => self.take_program(position),
            PythonAction::Found(text) => {
                self.python.kept = Rc::new(self.python.kept_with(text));
                let text = "The program of another tab is kept in the list of programs.".into();
                self.notice = Some(Rc::new(Notice { text, is_problem: false, offers_return: false }));
            }
            PythonAction::RemoveAct(line) => {
                let text = without_line(&self.python.text, line);
                self.act_otherwise(text.into());
            }
        }
    }

    /// Shows Python or the blocks. What is not shown stays as it is.
    pub(super) fn open_python(&mut self, is_open: bool) {
        if is_open == self.python.is_open() {
            return;
        }
        self.end_gesture();
        self.end_run();
        self.forget_predictions();
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
        let built_in = python.built_in.take();
        let is_work = !is_example(&old) && built_in.is_none_or(|built_in| built_in.pristine != old);
        if is_work && old != python.text {
            python.kept = Rc::new(python.kept_with(old));
            let text = "The program before is kept in the list of programs.".into();
            self.notice = Some(Rc::new(Notice { text, is_problem: false, offers_return: false }));
        }
        let text = &python.text;
        Rc::make_mut(&mut python.kept).retain(|kept| kept != text);
        python.undone = Rc::default();
        python.ran = None;
        python.outdate();
        self.end_run();
        self.forget_predictions();
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

    /// The run of the program that is open, if it is computed.
    pub(super) fn python_run(&self, now_ms: f64) -> Option<Run> {
        let ran = self.python.ran.as_ref().filter(|_| self.python.is_open() && self.python.is_current)?;
        // One whose beginning was let go of begins anew.
        if ran.recording.first() > 0 {
            return None;
        }
        let manner = Manner { is_python: true, folds: self.folds };
        Some(Run::of(ran.recording.clone(), self.scene(), self.acts(), manner, self.speed, now_ms))
    }

    /// Has the program run, if there is one.
    pub(super) fn ask_for_program(&mut self, then: Command) {
        if !self.python.text.trim().is_empty() {
            self.python.outdate();
            self.ask(Some(then));
        }
    }

    /// Somebody does something to the program: a comment at the end of its text says so.
    pub(super) fn act_on_program(&mut self, intervention: &Intervention) {
        let text = with_line(&self.python.text, &intervention.line());
        self.act_otherwise(text.into());
    }

    /// The same program, to which something else is done.
    fn act_otherwise(&mut self, text: Rc<str>) {
        let before = std::mem::replace(&mut self.python.text, text);
        let [undo, redo] = Rc::make_mut(&mut self.python.undone);
        undo.push(before);
        redo.clear();
        self.acts_changed();
    }

    /// What was done last to the program is not done (0), or done again (1).
    pub(super) fn undo_act(&mut self, which: usize) {
        let undone = Rc::make_mut(&mut self.python.undone);
        let Some(text) = undone[which].pop() else { return };
        let before = std::mem::replace(&mut self.python.text, text);
        undone[1 - which].push(before);
        self.acts_changed();
    }

    fn acts_changed(&mut self) {
        self.python.is_current = false;
        if self.run.is_some() || self.asked.is_some() {
            self.ask(None);
        }
    }

    /// What was asked for is no program.
    pub(super) fn python_faults(&mut self, lines: &str) {
        self.forget_predictions();
        self.python.faults = faults_of(lines);
        self.run = None;
    }

    /// The program has run: draws it.
    pub(super) fn show_ran(&mut self, ran: Ran) -> Rc<Recording> {
        let ran = Rc::new(ran);
        self.python.ran = Some(ran.clone());
        self.python.is_current = true;
        self.show_drawing(ran.scene.clone());
        ran.recording.clone()
    }

    /// A run has gone on: its drawing may have grown.
    pub(super) fn show_longer(&mut self, before: &Ran, longer: Ran) -> Rc<Recording> {
        let longer = Rc::new(longer);
        self.python.ran = Some(longer.clone());
        if !Rc::ptr_eq(&before.scene, &longer.scene) && self.python.is_open() {
            self.show_drawing(longer.scene.clone());
        }
        longer.recording.clone()
    }

    /// Puts another drawing on the stage. Cards that somebody moved stay where they are.
    pub(super) fn show_drawing(&mut self, mut scene: Rc<Scene>) {
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

/// What is wrong with a text, as the worker tells it.
pub fn faults_of(lines: &str) -> Rc<Vec<Fault>> {
    Rc::new(lines.lines().filter_map(fault).collect())
}

/// Reads `LINE COLUMN END_LINE END_COLUMN MESSAGE`.
fn fault(line: &str) -> Option<Fault> {
    let mut words = line.splitn(5, ' ');
    let mut number = || words.next()?.parse::<u32>().ok();
    let (line, column, end_line, end_column) = (number()?, number()?, number()?, number()?);
    Some(Fault { line, column, end_line, end_column, message: words.next()?.into() })
}

/// A text with a line more at its end. No line before that moves: what was recorded of them stays true.
fn with_line(text: &str, line: &str) -> String {
    let text = text.trim_end();
    let last = text.lines().last().unwrap_or_default();
    let gap = if Intervention::of_line(last).is_some() || text.is_empty() { "" } else { "\n" };
    [text, "\n", gap, line, "\n"].concat()
}

/// A text without the comment in a line. A line in the middle stays as an empty one, so that none behind it moves.
fn without_line(text: &str, position: usize) -> String {
    let lines = text.lines().enumerate();
    let lines = lines.flat_map(|(at, line)| [if at == position { "" } else { line }, "\n"]);
    let text: String = lines.collect();
    text.trim_end().to_owned() + "\n"
}
