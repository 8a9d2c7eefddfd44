//! The left side: what can be put on the canvas.

mod gallery;
mod palette;

use std::rc::Rc;

use yew::{Html, Properties, function_component, html};

use super::workspace::{Dispatch, Kept, Source};

#[derive(PartialEq, Properties)]
pub struct Props {
    pub source: Source,
    pub shelf: Rc<Vec<Kept>>,
    pub dispatch: Dispatch,
}

/// Palette and gallery.
#[function_component]
pub fn Side(props: &Props) -> Html {
    html! {
        <aside class="side side--left">
            { palette::palette(&props.dispatch) }
            { gallery::gallery(&props.source, &props.shelf, &props.dispatch) }
        </aside>
    }
}
