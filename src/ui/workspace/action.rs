//! Everything that can happen to the workspace.

use std::rc::Rc;

use super::{
    Ask, Compared, Dialog, Direction, FilterBy, GalleryAction, Heard, Notice, Pointer, PredictAction,
    PresentAction, PythonAction, Sheet, Tab, Target,
};
use crate::layout::geometry::Size;
use crate::layout::picture::WireId;
use crate::lesson::Notes;
use crate::playback::{Command, Speed};
use crate::program::Act;
use crate::scene::Kind;
use crate::scene::{BlockId, Edit, Point, Scene};
use crate::ui::pasted::Pasted;

/// Everything that can happen.
#[derive(Clone)]
pub enum Action {
    /// An edit, as one step of undo.
    Edit(Edit),
    /// Something else that changes the document.
    Change(Change),
    /// Something a pointer does on the canvas.
    Pointer(PointerAction),
    /// Something about selection and keyboard gestures.
    Select(Select),
    /// Another part of the canvas is looked at.
    Look(Look),
    /// The transport's controls, and when: milliseconds of the page's clock.
    Play(f64, Play),
    /// Documents come and go.
    File(File),
    /// Panels, sheets and dialogs open and close.
    Show(Show),
    /// Something about Python programs.
    Python(PythonAction),
    /// An answer to what was asked elsewhere.
    Heard(Heard),
    /// Something about what is asked before a run, and when.
    Predict(f64, PredictAction),
    /// Something about presenting, and when.
    Present(f64, PresentAction),
    /// What the open scene or program says about itself is this now.
    Notes(Rc<Notes>),
    /// Something about the gallery.
    Gallery(GalleryAction),
    /// Somebody asks why, and when; or has read the answer.
    Why(f64, Option<Ask>),
}

impl Action {
    /// Whether somebody does something, and not only time or the pointer moves on.
    pub(super) fn is_deed(&self) -> bool {
        !matches!(
            self,
            Action::Play(_, Play::Reached | Play::Skip(_))
                | Action::Pointer(PointerAction::Move(_) | PointerAction::Up(_) | PointerAction::Lost)
                | Action::Show(_)
                | Action::Heard(_)
        )
    }
}

/// Changes that the workspace turns into edits.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// A step back.
    Undo,
    /// A step forward.
    Redo,
    /// A new block in the middle of what is seen.
    Add(Kind),
    /// A new block on a wire.
    WrapWire(Kind, WireId),
    /// A new block above another one.
    WrapBlock(Kind, BlockId),
    /// What is selected goes.
    Delete,
    /// What is selected is remembered.
    Copy,
    /// What is selected is remembered and goes.
    Cut,
    /// What was remembered comes.
    Paste,
    /// What is selected comes again.
    Duplicate,
    /// A field is being edited: until [`Change::Leave`], edits are one step.
    Enter,
    /// The field is left.
    Leave,
}

/// What pointers do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PointerAction {
    /// One goes down on something.
    Down(Target, Pointer),
    /// One moves.
    Move(Pointer),
    /// One goes up.
    Up(Pointer),
    /// The browser took it away.
    Lost,
}

/// Selection, and gestures of the keyboard.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Select {
    /// This block alone.
    Only(BlockId),
    /// Every block.
    All,
    /// An arrow key.
    Arrow(Direction, bool),
    /// The name of the selected block, or of this one, is edited on its card.
    Rename(Option<BlockId>),
    /// The name is as it should be.
    Renamed,
    /// The selected cards will be moved by arrow keys.
    Move,
    /// The selected card will be connected by arrow keys.
    Connect,
    /// A wire hangs from this block's port until a card is chosen.
    Wiring(BlockId),
    /// The menu of a card opens, of the selected one if none is named.
    OpenMenu(Option<BlockId>, Option<Point>),
    /// The menu closes.
    CloseMenu,
    /// What the keyboard is in the middle of is done.
    Accept,
    /// What is going on is given up; if nothing is, the selection is.
    Escape,
}

/// What part of the canvas is seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Look {
    /// The stage got this size.
    Resized {
        /// How large it is.
        size: Size,
        /// Whether what opens on a page like this takes its room from the stage.
        shares: bool,
    },
    /// The canvas moves by so many screen pixels.
    Pan(f64, f64),
    /// Zoom by a factor around a point of the stage, or around its middle.
    Zoom(f64, Option<Point>),
    /// Everything is seen.
    Fit,
    /// At its true size.
    TrueSize,
    /// This block is seen.
    At(BlockId),
    /// Space is held, or no longer.
    Hand(bool),
    /// What has ended in a run is folded away, or shown again.
    Fold,
}

/// The transport.
#[derive(Debug, Clone, PartialEq)]
pub enum Play {
    /// Runs the scene, goes on, or pauses, whichever is next.
    Toggle,
    /// Runs from the beginning.
    Start,
    /// Back to editing.
    Reset,
    /// A command for the player; starts a run if there is none.
    Command(Command),
    /// What is shown is further on than the workspace: see [`Course`](super::Course).
    Reached,
    /// For so many milliseconds nobody was looking: they do not count.
    Skip(f64),
    /// Plays faster or slower, this run and the next ones.
    Speed(Speed),
    /// The next faster speed, or the next slower one.
    Faster(bool),
    /// To the next change of the selected block's task, or to the one before.
    Change {
        /// Whether to the next one.
        is_next: bool,
    },
    /// Somebody cancels this block now.
    Cancel(BlockId),
    /// Somebody presses Ctrl-C now.
    Interrupt,
    /// Somebody does this to the Python program now.
    Act(Act),
}

/// Documents.
#[derive(Debug, Clone, PartialEq)]
pub enum File {
    /// An empty scene.
    New,
    /// A built-in scene, by its name.
    OpenBuiltIn(Rc<str>),
    /// A drawing that was put aside, by its position.
    TakeBack(usize),
    /// A file that was read.
    Import {
        /// Its name.
        name: String,
        /// What is in it.
        text: Rc<str>,
    },
    /// A text that was pasted.
    Pasted {
        /// The text.
        text: Rc<str>,
        /// What it is.
        what: Pasted,
    },
    /// What a link held; nothing if it could not be read.
    Linked {
        /// Whether it is a Python program, and not a scene.
        is_program: bool,
        /// Its text.
        text: Option<Rc<str>>,
    },
    /// What is open, as Python that does by itself what is done to it from outside.
    ShowPython,
    /// Another tab had saved this one, in whose place the one of this tab was saved.
    Found(Scene),
}

/// Panels, sheets and dialogs.
#[derive(Debug, Clone, PartialEq)]
pub enum Show {
    /// A message.
    Notice(Notice),
    /// The message is read.
    DismissNotice,
    /// What is said of a deadlock is put away.
    HideDeadlock,
    /// The help.
    Help,
    /// What came of copying the program that is shown.
    Said(&'static str),
    /// What an intervention has changed is read.
    CloseChanged,
    /// What is open beside another one; with none, a choice of what to compare with.
    CompareWith(Option<Compared>),
    /// Two of the gallery side by side.
    Compare([Rc<str>; 2]),
    /// This dialog.
    Dialog(Dialog),
    /// The link to what is open was made.
    Link(Rc<str>),
    /// No dialog.
    CloseDialog,
    /// A sheet, or none if it is open already.
    Sheet(Sheet),
    /// Tones while a run plays, or not.
    Sound(bool),
    /// What is shown beside the timeline.
    Tab(Tab),
    /// What is listed there.
    Filter(FilterBy),
    /// The panels below the stage, or not.
    FoldPanels,
    /// The fields for what a lesson asks (0) or explains (1), or not.
    Authoring(usize, bool),
    /// Keys that are single characters, or not.
    Letters(bool),
    /// The panels at this height.
    PanelsHeight(f64),
    /// So many percent of the panels' width for the timeline.
    PanelsSplit(f64),
}
