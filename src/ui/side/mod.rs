//! The left side: what can be put on the canvas, or the program.

mod gallery;
mod palette;

use std::rc::Rc;

use yew::Html;

use super::markup::{El, Part, el, fragment};
use super::parts::icon;
use super::python::Pane;
use super::send;
use super::workspace::{Action, Dispatch, Gallery, Kept, PythonAction};

/// Palette and gallery.
#[derive(PartialEq)]
pub struct Side {
    pub gallery: Gallery,
    /// The built-in scene that is open, and whether it was changed.
    pub shown: Option<(Rc<str>, bool)>,
    pub shelf: Rc<Vec<Kept>>,
    /// The program, if that is what is shown.
    pub pane: Option<Pane>,
    pub dispatch: Dispatch,
}

impl Part for Side {
    fn draw(&self) -> Html {
        let inside = match &self.pane {
            Some(pane) => pane.draw(&self.dispatch),
            None => fragment().child(palette::palette(&self.dispatch)).child(gallery::gallery(
                &self.gallery,
                &self.shown,
                &self.shelf,
                &self.dispatch,
            )),
        };
        el("aside.side side--left[aria-label=Blocks and program]").child(self.modes()).child(inside).into()
    }
}

impl Side {
    /// The way to Python and back.
    fn modes(&self) -> El {
        let mode = |name: &'static str, image, is_python: bool| {
            let is_chosen = self.pane.is_some() == is_python;
            el("button.modes__mode[type=button]")
                .attr("aria-pressed", if is_chosen { "true" } else { "false" })
                .on_click(send::action(&self.dispatch, Action::Python(PythonAction::Open(is_python))))
                .child(icon(image))
                .child(name)
        };
        el("div.modes[role=group][aria-label=Written as]")
            .child(mode("Blocks", "gather", false))
            .child(mode("Python", "python", true))
    }
}
