//! The event loop at this moment.

use yew::Html;

use super::Shown;
use crate::ui::markup::{Part, el};

/// The loop.
#[derive(PartialEq)]
pub struct EventLoop {
    pub player: Option<Shown>,
}

impl Part for EventLoop {
    fn draw(&self) -> Html {
        let text = "What the event loop is doing appears here: the handles that are ready, the timers that are set, \
                    and who waits at what.";
        el("p.panel__empty").child(text).into()
    }
}
