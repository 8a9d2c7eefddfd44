//! The gallery: what is known of it, and what is being fetched of it.

use std::rc::Rc;

use super::{Dialog, Document, Source, Workspace};
use crate::gallery::Entry;
use crate::scene::Scene;

/// What to do about what could not be fetched.
const TRY_AGAIN: &str = "Check the connection, and try again.";

/// What the page knows of the gallery.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Gallery {
    /// Its index, once it is there.
    pub index: Option<Rc<Vec<Entry>>>,
    /// What is to be opened and is not here yet.
    pub wanted: Option<Rc<str>>,
    /// What could not be fetched.
    pub missing: Option<Missing>,
    /// How often something was asked for.
    pub asked: u32,
}

/// What could not be fetched.
#[derive(Debug, Clone, PartialEq)]
pub enum Missing {
    /// The index.
    Index,
    /// The file of the entry of that name.
    File(Rc<str>),
}

/// A built-in program that was opened.
#[derive(Debug, Clone, PartialEq)]
pub struct BuiltIn {
    /// Its name.
    pub name: Rc<str>,
    /// Its text, as it was then.
    pub pristine: Rc<str>,
}

/// What can happen to the gallery.
#[derive(Debug, Clone, PartialEq)]
pub enum GalleryAction {
    /// The index came, or did not.
    Index(Option<Rc<Vec<Entry>>>),
    /// The file of this entry came, or did not.
    File(Rc<str>, Option<Rc<str>>),
    /// The same is tried once more.
    Retry,
}

impl Gallery {
    /// The entry of that name.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        self.index.as_ref()?.iter().find(|entry| &*entry.slug == name)
    }
}

impl Workspace {
    /// The name of the built-in scene or program that is shown, and whether it was changed since it was opened.
    pub fn shown_built_in(&self) -> Option<(Rc<str>, bool)> {
        if self.python.is_open() {
            let BuiltIn { name, pristine } = self.python.built_in.as_ref()?;
            return Some((name.clone(), **pristine != *self.python.text));
        }
        match &self.source {
            Source::BuiltIn { name, pristine } => Some((name.clone(), self.document.scene != *pristine)),
            Source::Own => None,
        }
    }

    #[inline(never)]
    pub(super) fn gallery(&mut self, action: GalleryAction) {
        match action {
            GalleryAction::Index(None) => {
                self.gallery.missing = Some(Missing::Index);
                if self.gallery.wanted.is_some() {
                    self.complain(["The gallery could not be fetched. ", TRY_AGAIN].concat());
                }
            }
            GalleryAction::Index(index) => {
                self.gallery.missing = None;
                self.gallery.index = index;
                let wanted = self.gallery.wanted.take_if(|_| true);
                match wanted {
                    Some(name) if self.gallery.entry(&name).is_none() => {
                        self.complain(
                            ["There is nothing called \u{201c}", &name, "\u{201d} in the gallery."].concat(),
                        );
                    }
                    wanted => self.gallery.wanted = wanted,
                }
            }
            GalleryAction::File(name, text) => {
                if self.gallery.wanted.take_if(|wanted| *wanted == name).is_some() {
                    self.built_in_came(name, text);
                }
            }
            GalleryAction::Retry => {
                self.gallery.asked += 1;
                self.notice = None;
                if let Some(Missing::File(name)) = self.gallery.missing.take() {
                    self.gallery.wanted = Some(name);
                }
            }
        }
    }

    /// A built-in scene or program is to be opened: it is fetched first.
    pub(super) fn open_built_in(&mut self, name: Rc<str>) {
        self.gallery.asked += 1;
        if self.gallery.missing != Some(Missing::Index) {
            self.gallery.missing = None;
        }
        if self.gallery.index.is_some() && self.gallery.entry(&name).is_none() {
            self.complain(["There is nothing called \u{201c}", &name, "\u{201d} in the gallery."].concat());
        } else {
            self.gallery.wanted = Some(name);
        }
    }

    fn built_in_came(&mut self, name: Rc<str>, text: Option<Rc<str>>) {
        let is_python = self.gallery.entry(&name).is_some_and(|entry| entry.is_python);
        let scene = |text: &str| Scene::from_json(text).ok();
        match text {
            Some(text) if is_python => {
                self.open_program(text.clone());
                self.python.built_in = Some(BuiltIn { name, pristine: text });
            }
            Some(text) if let Some(scene) = scene(&text) => {
                let source = Source::BuiltIn { name, pristine: Rc::new(scene.clone()) };
                self.open(Document::new(scene), source, None);
            }
            _ => {
                let title = self.gallery.entry(&name).map_or(name.clone(), |entry| entry.title.clone());
                self.complain(["\u{201c}", &title, "\u{201d} could not be fetched. ", TRY_AGAIN].concat());
                self.gallery.missing = Some(Missing::File(name));
                return;
            }
        }
        self.sheet = None;
        if matches!(self.dialog.as_deref(), Some(Dialog::Gallery | Dialog::Compare(_))) {
            self.dialog = None;
        }
    }
}
