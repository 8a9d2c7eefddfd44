//! Buttons.

use web_sys::Event;
use yew::AttrValue;

use super::icon;
use crate::ui::markup::{Callback, El, el};
use crate::ui::send;
use crate::ui::workspace::{Action, Dispatch, Play};

/// A bare icon.
const BARE: &str = "button button--icon";
/// With an outline.
pub const OUTLINED: &str = "button button--outlined";
/// The one that matters.
pub const PRIMARY: &str = "button button--primary";
/// A small icon, in lists.
pub const SMALL: &str = "button button--icon button--small";

/// A button with an icon, a text or both.
pub struct Button {
    label: AttrValue,
    title: Option<AttrValue>,
    icon: Option<&'static str>,
    text: Option<AttrValue>,
    class: &'static str,
    disabled: bool,
}

/// A button with this accessible name, which is also shown when the pointer rests on it.
pub fn button(label: impl Into<AttrValue>) -> Button {
    Button { label: label.into(), title: None, icon: None, text: None, class: BARE, disabled: false }
}

impl Button {
    /// Its key is shown with its name.
    pub fn key(mut self, key: &str) -> Self {
        self.title = Some(format!("{} ({key})", self.label).into());
        self
    }

    /// With an icon.
    pub fn icon(mut self, name: &'static str) -> Self {
        self.icon = Some(name);
        self
    }

    /// With a visible text.
    pub fn text(mut self, text: impl Into<AttrValue>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// Of this look: the classes of the stylesheet.
    pub fn class(mut self, class: &'static str) -> Self {
        self.class = class;
        self
    }

    /// It cannot be pressed now.
    pub fn disabled(mut self, disabled: bool) -> Self {
        self.disabled = disabled;
        self
    }

    /// It sends an action.
    pub fn sends(self, dispatch: &Dispatch, action: Action) -> El {
        self.calls(send::action(dispatch, action))
    }

    /// It does something with the run, at the moment when it is pressed.
    pub fn plays(self, dispatch: &Dispatch, play: Play) -> El {
        self.calls(send::play(dispatch, play))
    }

    /// It calls back.
    pub fn calls(self, callback: Callback<Event>) -> El {
        let Button { label, title, icon: name, text, class, disabled } = self;
        let title = title.unwrap_or_else(|| label.clone());
        el("button[type=button]")
            .attr("class", class)
            .attr("aria-label", label)
            .attr("title", title)
            .flag("disabled", disabled)
            .on_click(callback)
            .child(name.map(icon))
            .child(text)
    }
}
