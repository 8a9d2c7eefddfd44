//! Documents come and go, and none is lost: what is put aside for another one stands on a shelf.

use std::rc::Rc;

use super::{Dialog, Document, Fault, File, Notice, Program, Workspace};
use crate::layout::picture::Picture;
use crate::scene::Scene;
use crate::ui::formats;
use crate::ui::pasted::{Pasted, is_program};

/// So many drawings are kept aside.
pub const SHELF_PLACES: usize = 8;

/// Where the document came from.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Source {
    /// The person drew it.
    #[default]
    Own,
    /// It is a built-in scene, perhaps changed since.
    BuiltIn {
        /// Its name.
        name: Rc<str>,
        /// What it was when it was opened.
        pristine: Rc<Scene>,
    },
}

/// A drawing that was put aside.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// The drawing.
    pub document: Document,
    /// Where it came from.
    pub source: Source,
}

impl Kept {
    /// What to call it in a list.
    pub fn title(&self) -> String {
        match self.document.scene.title.as_str() {
            "" => "My scene".into(),
            title if self.source == Source::Own => title.into(),
            title => format!("{title} (changed)"),
        }
    }
}

/// What a visit begins with.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Work {
    /// The scene that was worked on.
    pub scene: Scene,
    /// Where it came from.
    pub source: Source,
    /// What was put aside.
    pub shelf: Vec<Kept>,
    /// What could not be brought back, and why.
    pub problem: Option<String>,
    /// The Python side.
    pub program: Program,
}

/// What is open, printed as a Python program.
#[derive(Debug, Clone, PartialEq)]
pub enum Printed {
    /// The program.
    Text(Rc<str>),
    /// It is none: what is wrong with it.
    Faulty(Rc<Vec<Fault>>),
    /// It could not be printed: why.
    Failed(Rc<str>),
}

impl Workspace {
    /// Whether the document is somebody's work, which must not get lost.
    pub fn is_work(&self) -> bool {
        match &self.source {
            Source::Own => !self.document.scene.blocks.is_empty(),
            Source::BuiltIn { pristine, .. } => self.document.scene != *pristine,
        }
    }

    #[inline(never)]
    pub(super) fn file(&mut self, action: File) {
        match action {
            File::New => self.open(Document::default(), Source::Own, None),
            File::OpenBuiltIn(name) => self.open_built_in(name),
            File::TakeBack(position) => self.take_back(position),
            File::Import { name, text } if name.ends_with(".py") || is_program(&text) => {
                self.open_program(text)
            }
            File::Import { name, text } => match formats::read(&text) {
                Ok(scene) => self.open(Document::new(scene), Source::Own, Some(format!("Opened {name}."))),
                Err(problems) => self.dialog = Some(Rc::new(Dialog::Problems { name, problems })),
            },
            File::Pasted { text, what } => self.open_pasted(&text, what),
            File::Linked { text: None, .. } => {
                self.complain("The link could not be read: it was cut, or it is not one of ours. Copy all of it and open it again.".into());
            }
            File::Linked { is_program: true, text: Some(text) } => {
                if text != self.python.text {
                    self.open_program(text);
                }
                self.open_python(true);
            }
            File::Linked { is_program: false, text: Some(text) } => match formats::read(&text) {
                Ok(scene) => self.open(Document::new(scene), Source::Own, Some("Opened a link.".into())),
                Err(problems) => {
                    self.dialog = Some(Rc::new(Dialog::Problems { name: "The link".into(), problems }));
                }
            },
            File::ShowPython => self.show_python(None),
            File::Found(scene) => {
                let kept = Kept { document: Document::new(scene), source: Source::Own };
                let text = "The scene of another tab is kept under My scenes.".into();
                self.put_aside(kept);
                self.notice = Some(Rc::new(Notice { text, is_problem: false, offers_return: false }));
            }
        }
    }

    fn put_aside(&mut self, kept: Kept) {
        let shelf = Rc::make_mut(&mut self.shelf);
        shelf.insert(0, kept);
        shelf.truncate(SHELF_PLACES);
    }

    fn open_pasted(&mut self, text: &str, what: Pasted) {
        match what {
            Pasted::Program(program) => {
                let waits = !self.python.is_open() && !self.is_empty();
                self.open_program(program.into());
                let kept = self.notice.take();
                let said = "What was pasted is open as a Python program.";
                let waits = if waits { " The drawing waits under Blocks." } else { "" };
                let kept = kept.map(|kept| [" ", &kept.text].concat()).unwrap_or_default();
                self.say([said, waits, &kept].concat());
            }
            Pasted::Scene => match formats::read(text) {
                Ok(scene) if self.paste_cards(&scene) => {}
                Ok(scene) => self.open(
                    Document::new(scene),
                    Source::Own,
                    Some("What was pasted is open as a scene.".into()),
                ),
                Err(problems) => {
                    self.dialog =
                        Some(Rc::new(Dialog::Problems { name: "What was pasted".into(), problems }));
                }
            },
            Pasted::Link(_) | Pasted::Other => self.complain(
                "What was pasted is no Python program, no scene and no link to one: it was left alone."
                    .into(),
            ),
        }
    }

    /// Shows what is open as Python. The text comes later; by then nobody may want to see it.
    pub(super) fn show_python(&mut self, printed: Option<Printed>) {
        if printed.is_none() || matches!(self.dialog.as_deref(), Some(Dialog::Python { .. })) {
            if let Some(Printed::Faulty(faults)) = &printed {
                self.python.faults = faults.clone();
            }
            self.dialog = Some(Rc::new(Dialog::Python { printed, said: "" }));
        }
    }

    fn take_back(&mut self, position: usize) {
        if position < self.shelf.len() {
            let kept = Rc::make_mut(&mut self.shelf).remove(position);
            self.open(kept.document, kept.source, None);
        }
    }

    /// Opens another document. Work that is on the canvas goes to the shelf.
    pub(super) fn open(&mut self, document: Document, source: Source, said: Option<String>) {
        self.open_python(false);
        self.end_gesture();
        self.forget_predictions();
        self.end_run();
        let was_work = self.is_work();
        let old = std::mem::replace(&mut self.document, document);
        let old_source = std::mem::replace(&mut self.source, source);
        let mut notice = said.map(|text| Notice { text, is_problem: false, offers_return: false });
        if was_work {
            let kept = Kept { document: old, source: old_source };
            let text = format!("\u{201c}{}\u{201d} is kept under My scenes.", kept.title());
            self.put_aside(kept);
            notice = Some(Notice { text, is_problem: false, offers_return: true });
        }
        self.notice = notice.map(Rc::new);
        self.picture = Rc::new(Picture::of(&self.document.scene, None, &Picture::default()));
        self.clear_selection();
        self.renaming = None;
        self.sheet = None;
        self.fit();
    }
}
