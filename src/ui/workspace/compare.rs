//! Which two runs are compared.

use std::rc::Rc;

use super::{Dialog, Runnable, Workspace};
use crate::layout::geometry::Size;
use crate::lesson;
use crate::playback::Command;
use crate::scene::{BlockKind, Scene};

/// One of two that are compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// What it is called.
    pub title: Rc<str>,
    /// Where it is from.
    pub from: Whence,
}

/// Where one of two that are compared is from.
#[derive(Debug, Clone, PartialEq)]
pub enum Whence {
    /// A scene or program of the gallery, by its name.
    BuiltIn(Rc<str>),
    /// What is open.
    Open(Runnable),
    /// The drawing that was put aside at this position.
    Kept(usize, Rc<Scene>),
    /// A variant of what is open.
    Variant(Rc<Scene>),
}

impl Workspace {
    /// What is open, to be compared.
    pub fn open_compared(&self) -> Compared {
        let title: Rc<str> = match self.python.is_open() {
            true => lesson::notes(&self.python.text).title.into(),
            false => self.scene().title.as_str().into(),
        };
        let title = match (&*title, self.python.is_open()) {
            ("", true) => "main.py".into(),
            ("", false) => "My scene".into(),
            _ => title,
        };
        let from = match self.shown_built_in() {
            Some((name, false)) => Whence::BuiltIn(name),
            _ if self.python.is_open() => Whence::Open(self.python.runnable(Size::default())),
            _ => Whence::Open(Runnable::Scene(self.document.scene.clone())),
        };
        Compared { title, from }
    }

    /// What there is to compare it with: what the gallery says, it without one of its shields or timeouts, and what was put aside.
    pub fn comparable(&self) -> Vec<Compared> {
        let shown = self.shown_built_in().and_then(|(name, _)| self.gallery.entry(&name));
        let other = shown
            .and_then(|entry| self.gallery.entry(&entry.compare))
            .map(|other| Compared { title: other.title.clone(), from: Whence::BuiltIn(other.slug.clone()) });
        let scene = self.scene();
        let ids = (!self.python.is_open()).then(|| scene.removable()).into_iter().flatten();
        let variants = ids.filter_map(|id| {
            let variant = scene.without(id)?;
            let block = &scene.blocks[&id];
            let kind = if matches!(block.kind, BlockKind::Shield { .. }) { "shield" } else { "timeout" };
            let title = ["Without the ", kind, " \u{201c}", &block.label, "\u{201d}"].concat().into();
            Some(Compared { title, from: Whence::Variant(Rc::new(variant)) })
        });
        let kept = self.shelf.iter().enumerate().map(|(position, kept)| {
            let from = Whence::Kept(position, kept.document.scene.clone());
            Compared { title: kept.title().into(), from }
        });
        other.into_iter().chain(variants).chain(kept).collect()
    }

    /// Compares; what is open stays as it is, but plays no longer. A run without an end is over.
    pub(super) fn compare(&mut self, sides: [Compared; 2]) {
        match self.run.as_ref().map(|run| (run.anchor_ms, run.player.recording().is_open())) {
            // What runs it has one program at a time.
            Some((_, true)) => self.end_run(),
            Some((now_ms, false)) => self.command(now_ms, Command::Pause),
            None => {}
        }
        self.dialog = Some(Rc::new(Dialog::Compare(Rc::new(sides))));
    }

    /// Compares two of the gallery.
    pub(super) fn compare_built_in(&mut self, names: [Rc<str>; 2]) {
        let sides = names.map(|name| match self.gallery.entry(&name) {
            Some(entry) => Ok(Compared { title: entry.title.clone(), from: Whence::BuiltIn(name) }),
            None => Err(name),
        });
        match sides {
            [Ok(one), Ok(other)] => self.compare([one, other]),
            [Err(name), _] | [_, Err(name)] => {
                self.complain(
                    ["There is nothing called \u{201c}", &name, "\u{201d} in the gallery."].concat(),
                );
            }
        }
    }
}
