//! The state of the playground and everything that can happen to it. Pure: what the browser has to do about it
//! (drawing, storage, frames) follows from the state.

mod action;
mod arranged;
mod asked;
mod compare;
mod document;
mod editing;
mod files;
mod filter;
mod following;
mod gallery;
mod gesture;
mod predict;
mod present;
mod python;
mod ran;
mod run;
mod selection;
mod why;

use std::cell::RefCell;
use std::rc::Rc;

use yew::{Reducible, UseReducerDispatcher, UseReducerHandle};

pub use action::{Action, Change, File, Look, Play, PointerAction, Select, Show};
pub use arranged::Rearranged;
pub use asked::{Answer, Asked, Heard, Runnable, Told};
pub use compare::{Compared, Whence};
pub use document::{Document, Effect};
pub use editing::Copied;
pub use files::{Kept, Printed, SHELF_PLACES, Source, Work};
pub use filter::{Filter, FilterBy, Found};
pub use gallery::{BuiltIn, Gallery, GalleryAction, Missing};
pub use gesture::{Gesture, Pointer, Target};
pub use predict::{Predict, PredictAction, Stage};
pub use present::{PresentAction, Presenting};
pub use python::{Fault, Program, Python, PythonAction, faults_of, is_example};
pub use ran::Ran;
pub use run::{Course, Reached, Run};
pub use selection::Direction;
pub use why::{Ask, Explained};

use super::stage::camera::Camera;
use crate::layout::geometry::{Rect, Size};
use crate::layout::picture::{Picture, WireId};
use crate::playback::{Difference, Speed};
use crate::scene::{BlockId, Diagnostic, IdSet, Point, Scene};

/// The panels are at least that high, in screen pixels.
const MIN_PANELS: f64 = 72.0;
/// Each of the two panes has at least this part of their width, in percent.
const MIN_PANE: f64 = 20.0;

/// Sends actions to the workspace.
pub type Dispatch = UseReducerDispatcher<Workspace>;

/// The page as it is now, for what hears of it later than it was drawn: effects, and what they hear or wait for, may come a
/// frame after what is shown, and on a busy machine what is shown a while after what was done.
pub fn latest(state: &UseReducerHandle<Workspace>) -> UseReducerHandle<Workspace> {
    // A handle keeps all that it was asked for; a copy begins with what is true when it is made.
    state.clone()
}

/// Everything that the playground knows. Copies are cheap.
#[derive(Clone)]
pub struct Workspace {
    /// What is worked on.
    pub document: Document,
    /// What is drawn of it. Invariant: the picture of `document.scene`, except within an action.
    pub picture: Rc<Picture>,
    /// Where the document came from.
    pub source: Source,
    /// Drawings that were put aside for another one, latest first.
    pub shelf: Rc<Vec<Kept>>,
    /// The selected blocks.
    pub selection: Rc<IdSet>,
    /// The selected wire. Invariant: `None` while any block is selected.
    pub wire: Option<WireId>,
    /// The block whose name is being edited on its card.
    pub renaming: Option<BlockId>,
    /// What part of the canvas is seen.
    pub camera: Camera,
    /// The size of the stage; zero until the page is laid out.
    pub stage: Size,
    /// What the pointer or the keyboard is in the middle of.
    pub gesture: Gesture,
    /// Python programs, which the page shows instead of blocks if the person wants that.
    pub python: Python,
    /// The gallery.
    pub gallery: Gallery,
    /// What was asked about the run that is shown, and the answer.
    pub why: Option<Rc<Explained>>,
    /// What was asked before the run, and answered.
    pub predict: Predict,
    /// Whether it is presented to others.
    pub presenting: Presenting,
    /// The run that is shown, if one is.
    pub run: Option<Run>,
    /// In what it differs from the one before, if somebody intervened.
    pub changed: Option<Rc<Difference>>,
    /// The task that somebody cancelled last from outside, and when, in virtual seconds.
    cancelled: Option<(Rc<str>, f64)>,
    /// The run that is being computed.
    pub asked: Option<Asked>,
    /// The run of which more is being computed, and up to where it is there already.
    pub more: Option<(u32, usize)>,
    /// What there is to remark about the scene, as far as it is known by now.
    pub remarks: Rc<Vec<Diagnostic>>,
    /// How fast runs play.
    pub speed: Speed,
    /// The menu of a card, if it is open.
    pub menu: Option<Menu>,
    /// Something the person should know.
    pub notice: Option<Rc<Notice>>,
    /// What lies above the page.
    pub dialog: Option<Rc<Dialog>>,
    /// On a small screen: the sheet that is open.
    pub sheet: Option<Sheet>,
    /// How large the stage is while nothing is open that takes its room from it.
    whole_stage: Size,
    /// Whether a run can be heard.
    pub sound: bool,
    /// Beside the timeline: the panel that is shown.
    pub tab: Tab,
    /// What is listed there, if somebody looks for something.
    pub filter: Option<Rc<Filter>>,
    /// What was found by it last.
    pub found: Rc<RefCell<Found>>,
    /// Whether the panels below the stage are folded away.
    pub panels_folded: bool,
    /// Whether the fields for what a lesson asks, and for what it explains, are open.
    pub authoring: [bool; 2],
    /// How high they are, in screen pixels, if the person chose it.
    pub panels_height: Option<f64>,
    /// Which part of their width is the timeline's, in percent, if the person chose it.
    pub panels_split: Option<f64>,
    /// Whether keys that are single characters do something.
    pub has_letters: bool,
    /// Whether Space is held, so that every drag pans.
    pub hand: bool,
    /// Whether what has ended in a run is folded away.
    pub folds: bool,
    /// Changes with every action.
    revision: u64,
    asked_before: u32,
    /// How the document is fitted to the stage, whatever size that gets; until the person looks elsewhere.
    fitted: Option<fn(Rect, Size) -> Camera>,
    /// Whether the stage was moved on to where something happened, and for which moment that was decided.
    pub follows: bool,
    /// Whether cards go to other places just now.
    pub glides: bool,
    /// The drawing that is to be arranged for the room that there is.
    pub rearranged: Option<Rearranged>,
    followed: Option<(u32, usize)>,
    copied: Option<Copied>,
    /// What [`Workspace::expected`] found last, and in which scene.
    expected_of: Rc<RefCell<Option<Expected>>>,
    pan_finger: Option<i32>,
}

/// A scene, and the lines that it can print.
type Expected = (Rc<Scene>, Rc<Vec<Rc<str>>>);

/// The menu of a card.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Menu {
    /// The block.
    pub id: BlockId,
    /// Where it is, on the stage.
    pub at: Point,
}

/// A message that stays until it is dismissed or overtaken.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// What there is to say.
    pub text: String,
    /// Whether something went wrong.
    pub is_problem: bool,
    /// Whether it offers to go back to the drawing that was put aside last.
    pub offers_return: bool,
}

/// What can lie above the page.
#[derive(Debug, Clone, PartialEq)]
pub enum Dialog {
    /// What is open as a Python program that does by itself what is done to it from outside.
    Python {
        /// The program; nothing until it is there.
        printed: Option<Printed>,
        /// What came of copying it.
        said: &'static str,
    },
    /// A link to what is open.
    Share {
        /// The address, once it is made; empty if it cannot be.
        address: Option<Rc<str>>,
        /// What came of copying it.
        said: &'static str,
    },
    /// The keys and gestures.
    Help,
    /// The gallery.
    Gallery,
    /// What to compare with what is open.
    CompareWith,
    /// Two runs side by side.
    Compare(Rc<[Compared; 2]>),
    /// What is wrong with a file.
    Problems {
        /// The file's name.
        name: String,
        /// Each problem, with its place.
        problems: Vec<String>,
    },
}

/// On a small screen, what is shown below the stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// Palette and gallery.
    Add,
    /// The inspector.
    Inspect,
    /// The timeline.
    Timeline,
    /// The console.
    Console,
    /// The loop.
    Loop,
    /// The events.
    Events,
}

/// What is shown beside the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// What was printed.
    Console,
    /// The event loop at this moment.
    Loop,
    /// What happened, event by event.
    Events,
    /// What happened, iteration by iteration, in words.
    Words,
}

impl Sheet {
    /// Its name, for the stylesheet.
    pub fn word(self) -> &'static str {
        match self {
            Sheet::Add => "add",
            Sheet::Inspect => "inspect",
            Sheet::Timeline => "timeline",
            Sheet::Console => "console",
            Sheet::Loop => "loop",
            Sheet::Events => "events",
        }
    }
}

impl Workspace {
    /// A workspace with what was kept from the last visit.
    pub fn with(work: Work) -> Self {
        let document = Document::new(work.scene);
        let picture = Rc::new(Picture::of(&document.scene, None, &Picture::default()));
        let is_python = work.program.is_open;
        let mut workspace = Workspace {
            document,
            picture,
            source: work.source,
            shelf: Rc::new(work.shelf),
            selection: Rc::default(),
            wire: None,
            renaming: None,
            camera: Camera::default(),
            stage: Size::default(),
            gesture: Gesture::None,
            python: Python::with(work.program),
            gallery: Gallery::default(),
            why: None,
            predict: Predict::default(),
            presenting: Presenting::Not,
            run: None,
            changed: None,
            cancelled: None,
            asked: None,
            more: None,
            remarks: Rc::default(),
            speed: Speed::default(),
            menu: None,
            notice: work.problem.map(|text| Rc::new(Notice { text, is_problem: true, offers_return: false })),
            dialog: None,
            sheet: None,
            whole_stage: Size::default(),
            sound: false,
            tab: Tab::Console,
            filter: None,
            found: Rc::default(),
            panels_folded: false,
            authoring: [false; 2],
            panels_height: None,
            panels_split: None,
            has_letters: true,
            hand: false,
            folds: false,
            revision: 0,
            asked_before: 0,
            fitted: Some(Camera::reading),
            follows: false,
            glides: false,
            rearranged: None,
            followed: None,
            copied: None,
            expected_of: Rc::default(),
            pan_finger: None,
        };
        if is_python {
            let notice = workspace.notice.take();
            workspace.open_python(true);
            workspace.notice = notice;
        }
        workspace
    }

    /// Whether there is nothing to run.
    pub fn is_empty(&self) -> bool {
        if self.python.is_open() {
            self.python.text.trim().is_empty()
        } else {
            self.scene().blocks.is_empty()
        }
    }

    /// The scene that is worked on.
    pub fn scene(&self) -> &Scene {
        &self.document.scene
    }

    /// Draws the document anew.
    fn redraw(&mut self) {
        let program = self.python.cards();
        let program = program.as_ref().map(|(summaries, size)| (summaries, *size));
        let picture = Picture::of(&self.document.scene, program, &self.picture);
        self.picture = Rc::new(picture.with_fixtures(self.python.fixtures(), &self.picture));
    }

    /// Says something that goes by itself.
    fn say(&mut self, text: String) {
        self.notice = Some(Rc::new(Notice { text, is_problem: false, offers_return: false }));
    }

    fn complain(&mut self, text: String) {
        self.notice = Some(Rc::new(Notice { text, is_problem: true, offers_return: false }));
    }

    /// Shows the document as it is opened.
    fn fit(&mut self) {
        self.fit_by(self.looks());
    }

    /// How one looks at what is opened.
    pub fn looks(&self) -> fn(Rect, Size) -> Camera {
        if self.presenting == Presenting::Not { Camera::reading } else { Camera::presenting }
    }

    fn fit_by(&mut self, fitted: fn(Rect, Size) -> Camera) {
        self.fitted = Some(fitted);
        self.follows = false;
        self.camera = match self.picture.bounds() {
            // What was opened before the page is laid out would be seen from as far off as can be, for a moment.
            _ if self.stage == Size::default() => Camera::default(),
            Some(content) => fitted(content, self.stage),
            None => {
                Camera::default().panned((self.stage.width / 2.0).round(), (self.stage.height / 2.0).round())
            }
        };
    }

    /// Looks at the canvas as the person chose to.
    fn show_from(&mut self, camera: Camera) {
        self.fitted = None;
        self.follows = false;
        self.camera = camera;
    }

    fn reveal(&mut self, id: BlockId) {
        if let Some(face) = self.picture.faces.get(&id) {
            self.camera = self.camera.revealing(face.rect, self.stage);
        }
    }

    #[inline(never)]
    fn change(&mut self, change: Change) {
        // The drawing of a program is there to be looked at.
        if self.python.is_open() {
            match change {
                Change::Undo => self.undo_act(0),
                Change::Redo => self.undo_act(1),
                _ => {}
            }
            return;
        }
        match change {
            Change::Undo => self.undo(),
            Change::Redo => self.redo(),
            Change::Add(kind) => self.add_at_centre(kind),
            Change::WrapWire(kind, wire) => self.wrap_wire(kind, wire),
            Change::WrapBlock(kind, id) => self.wrap_block(kind, id),
            Change::Delete => self.delete_selected(),
            Change::Copy => self.copy(),
            Change::Cut => {
                self.copy();
                self.delete_selected();
            }
            Change::Paste => self.paste(),
            Change::Duplicate => self.duplicate(),
            Change::Enter => self.document.begin_gesture(),
            Change::Leave => self.document.end_gesture(),
        }
    }

    #[inline(never)]
    fn point(&mut self, action: PointerAction) {
        match action {
            PointerAction::Down(target, pointer) => self.pointer_down(target, pointer),
            PointerAction::Move(pointer) => self.pointer_moved(pointer),
            PointerAction::Up(pointer) => self.pointer_up(pointer),
            PointerAction::Lost => self.cancel_gesture(),
        }
    }

    #[inline(never)]
    fn select(&mut self, action: Select) {
        match action {
            Select::Only(id) => {
                self.select_only(id);
                self.reveal(id);
            }
            Select::All => self.select_all(),
            Select::Arrow(direction, far) => self.arrow(direction, far),
            Select::Rename(_) | Select::Connect | Select::Wiring(_) | Select::OpenMenu(..)
                if self.python.is_open() => {}
            Select::Rename(id) => self.renaming = id.or(self.selected()),
            Select::Renamed => self.renaming = None,
            Select::Move => self.begin_key_move(),
            Select::Connect => self.begin_key_connect(),
            Select::Wiring(id) => self.begin_wire(id),
            Select::OpenMenu(id, at) => self.open_menu(id, at),
            Select::CloseMenu => {}
            Select::Accept => {
                if let Gesture::KeyConnect { from, onto } = self.gesture {
                    self.connect(from, onto);
                }
                self.end_gesture();
            }
            Select::Escape if self.gesture == Gesture::None => {
                if self.why.take().is_none() {
                    self.clear_selection();
                }
            }
            Select::Escape => self.cancel_gesture(),
        }
    }

    fn look(&mut self, action: Look) {
        let middle = Point { x: self.stage.width / 2.0, y: self.stage.height / 2.0 };
        match action {
            Look::Resized { size, shares } => {
                self.stage = size;
                if self.sheet.is_none() || !shares {
                    self.whole_stage = size;
                }
                if let Some(fitted) = self.fitted {
                    self.fit_by(fitted);
                }
            }
            Look::Pan(dx, dy) => self.show_from(self.camera.panned(dx, dy)),
            Look::Zoom(factor, around) => {
                self.show_from(self.camera.zoomed(factor, around.unwrap_or(middle)))
            }
            Look::Fit => self.fit_by(Camera::fitting),
            Look::TrueSize => self.show_from(self.camera.at_zoom(1.0, middle)),
            Look::At(id) => self.reveal(id),
            Look::Hand(is_held) => self.hand = is_held,
            Look::Fold => self.fold(),
        }
    }

    #[inline(never)]
    fn show(&mut self, action: Show) {
        match action {
            Show::Notice(notice) => self.notice = Some(Rc::new(notice)),
            Show::DismissNotice => self.notice = None,
            Show::HideDeadlock => {
                if let Some(run) = &mut self.run {
                    run.hides_deadlock = true;
                }
            }
            Show::Help => self.dialog = Some(Rc::new(Dialog::Help)),
            Show::Said(what) => {
                if let Some(Dialog::Python { said, .. } | Dialog::Share { said, .. }) =
                    self.dialog.as_mut().map(Rc::make_mut)
                {
                    *said = what;
                }
            }
            Show::Link(made) => {
                if let Some(Dialog::Share { address, .. }) = self.dialog.as_mut().map(Rc::make_mut) {
                    *address = Some(made);
                }
            }
            Show::CompareWith(None) => self.dialog = Some(Rc::new(Dialog::CompareWith)),
            Show::CompareWith(Some(other)) => self.compare([self.open_compared(), other]),
            Show::Compare(names) => self.compare_built_in(names),
            Show::Dialog(dialog) => self.dialog = Some(Rc::new(dialog)),
            Show::CloseChanged => self.changed = None,
            Show::CloseDialog => self.dialog = None,
            Show::Sheet(sheet) => {
                self.sheet = (self.sheet != Some(sheet)).then_some(sheet);
                self.tab = match sheet {
                    Sheet::Console => Tab::Console,
                    Sheet::Loop => Tab::Loop,
                    Sheet::Events if self.tab != Tab::Words => Tab::Events,
                    _ => self.tab,
                };
            }
            Show::Sound(is_on) => self.sound = is_on,
            Show::Filter(by) => self.filter_by(by),
            Show::Tab(tab) => {
                if let Some(filter) = &mut self.filter {
                    Rc::make_mut(filter).is_begun = false;
                }
                self.tab = tab;
                self.panels_folded = false;
            }
            Show::PanelsHeight(height) => {
                self.panels_height = Some(height.max(MIN_PANELS));
                self.panels_folded = false;
            }
            Show::PanelsSplit(percent) => {
                self.panels_split = Some(percent.clamp(MIN_PANE, 100.0 - MIN_PANE));
            }
            Show::Letters(has_letters) => self.has_letters = has_letters,
            Show::FoldPanels => self.panels_folded = !self.panels_folded,
            Show::Authoring(list, is_open) => self.authoring[list] = is_open,
        }
    }
}

/// Two states of one workspace are equal if no action lies between them.
impl PartialEq for Workspace {
    fn eq(&self, other: &Self) -> bool {
        self.revision == other.revision
    }
}

impl Reducible for Workspace {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = Rc::unwrap_or_clone(self);
        next.revision += 1;
        next.catch_up();
        if action.is_deed() {
            next.menu = None;
        }
        next.glides = false;
        let is_reset = matches!(action, Action::Play(_, Play::Reset | Play::Start));
        // None of these is inlined, so that what a first visit does not need of them can be fetched later.
        match action {
            Action::Edit(edit) => {
                next.edit(&edit);
            }
            Action::Change(change) => next.change(change),
            Action::Pointer(action) => next.point(action),
            Action::Select(action) => next.select(action),
            Action::Look(action) => next.look(action),
            Action::Play(now_ms, action) => next.play(now_ms, action),
            Action::File(action) => next.file(action),
            Action::Show(action) => next.show(action),
            Action::Python(action) => next.python(action),
            Action::Heard(heard) => next.hear(heard),
            Action::Gallery(action) => next.gallery(action),
            Action::Why(now_ms, Some(ask)) => next.ask_why(now_ms, ask),
            Action::Why(_, None) => next.why = None,
            Action::Notes(notes) => next.set_notes(&notes),
            Action::Present(now_ms, action) => next.present(now_ms, action),
            Action::Predict(now_ms, action) => next.predict(now_ms, action),
        }
        next.forget_why();
        next.forget_filter();
        next.follow_predictions();
        next.follow_run(is_reset);
        next.follow_room();
        next.ask_for_more();
        Rc::new(next)
    }
}
