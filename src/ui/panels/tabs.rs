//! On a small screen: what is shown below the stage.

use crate::ui::markup::{El, el};
use crate::ui::parts::icon;
use crate::ui::send;
use crate::ui::workspace::{Action, Dispatch, Sheet, Show};

const ALL: [(Sheet, &str, &str); 6] = [
    (Sheet::Add, "plus", "Add"),
    (Sheet::Inspect, "inspect", "Inspect"),
    (Sheet::Timeline, "timeline", "Timeline"),
    (Sheet::Console, "console", "Console"),
    (Sheet::Loop, "loop", "Loop"),
    (Sheet::Events, "events", "Events"),
];

/// The tabs.
pub fn tabs(open: Option<Sheet>, is_python: bool, dispatch: &Dispatch) -> El {
    let tab = |(sheet, image, name): (Sheet, &'static str, &'static str)| {
        let (image, name) =
            if is_python && sheet == Sheet::Add { ("python", "Python") } else { (image, name) };
        el("button.tabs__tab[type=button]")
            .attr("aria-pressed", if open == Some(sheet) { "true" } else { "false" })
            .on_click(send::action(dispatch, Action::Show(Show::Sheet(sheet))))
            .child(icon(image))
            .child(name)
    };
    el("nav.tabs[aria-label=Panels]").each(ALL.into_iter().map(tab))
}
