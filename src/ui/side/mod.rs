//! The left side: what can be put on the canvas.

mod gallery;
mod palette;

use std::rc::Rc;

use yew::Html;

use super::markup::{Part, el};
use super::workspace::{Dispatch, Kept, Source};

/// Palette and gallery.
#[derive(PartialEq)]
pub struct Side {
    pub source: Source,
    pub shelf: Rc<Vec<Kept>>,
    pub dispatch: Dispatch,
}

impl Part for Side {
    fn draw(&self) -> Html {
        el("aside.side side--left")
            .child(palette::palette(&self.dispatch))
            .child(gallery::gallery(&self.source, &self.shelf, &self.dispatch))
            .into()
    }
}
