//! The run in words.

use yew::Html;

use super::Shown;
use crate::ui::markup::{Part, el};

/// What each iteration of the loop did, in a sentence.
#[derive(PartialEq)]
pub struct Words {
    pub player: Option<Shown>,
}

impl Part for Words {
    fn draw(&self) -> Html {
        el("p.panel__empty")
            .child("The run is told here, a sentence for each iteration of the event loop.")
            .into()
    }
}
