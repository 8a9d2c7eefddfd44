//! What to compare with.

use crate::ui::gallery::{Browser, BrowserProps};
use crate::ui::markup::{El, component, el, fragment};
use crate::ui::parts::icon;
use crate::ui::send;
use crate::ui::workspace::{Action, Compared, Dispatch, Show, Whence, Workspace};

/// The list of what can be compared with what is open.
#[derive(Clone, PartialEq)]
pub struct Choice {
    comparable: Vec<Compared>,
    browser: BrowserProps,
}

impl Choice {
    /// What there is to choose from.
    pub fn of(state: &Workspace, dispatch: &Dispatch) -> Self {
        let browser = BrowserProps {
            gallery: state.gallery.clone(),
            shown: state.shown_built_in(),
            is_roomy: true,
            compares: true,
            dispatch: dispatch.clone(),
        };
        Choice { comparable: state.comparable(), browser }
    }

    /// Draws it.
    pub fn draw(&self) -> El {
        let row = |compared: &Compared| {
            let image = match compared.from {
                Whence::Variant(_) => "shield",
                Whence::BuiltIn(_) => "compare",
                _ => "undo",
            };
            let chosen = Action::Show(Show::CompareWith(Some(compared.clone())));
            let button = el("button.gallery__mine[type=button]")
                .on_click(send::action(&self.browser.dispatch, chosen))
                .child(icon(image))
                .child(compared.title.clone());
            el("li").child(button)
        };
        let own = (!self.comparable.is_empty()).then(|| el("ul").each(self.comparable.iter().map(row)));
        fragment().child(own).child(component::<Browser>(None, self.browser.clone()))
    }
}
