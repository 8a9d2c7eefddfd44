//! The run's controls that are wanted less often, each with its key.

use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, KeyboardEvent};
use yew::TargetCast;

use super::Transport;
use crate::playback::{Command, Speed, Status};
use crate::ui::markup::{El, el, hears};
use crate::ui::parts::icon;
use crate::ui::send;
use crate::ui::workspace::{Action, Play, Show};

impl Transport {
    /// The button, and what it opens.
    pub(super) fn more(&self) -> El {
        let on_focus_out = hears(|event: &FocusEvent| {
            let inside: Element = event.target_unchecked_into();
            let Some(all) = inside.closest("details").ok().flatten() else { return };
            let next = event.related_target().and_then(|next| next.dyn_into::<Element>().ok());
            if !all.contains(next.as_deref()) {
                close(&all);
            }
        });
        let on_key_down = hears(|event: &KeyboardEvent| {
            let inside: Element = event.target_unchecked_into();
            let all = inside.closest("details[open]").ok().flatten();
            if let (Some(all), "Escape") = (all, event.key().as_str()) {
                event.stop_propagation();
                close(&all);
                let summary = all.first_element_child();
                if let Some(summary) = summary.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
                    // Without focus only the keys are missing.
                    let _ = summary.focus();
                }
            }
        });
        let open = el("summary.button button--icon[aria-label=More controls][title=More controls]")
            .child(icon("more"));
        el("details.more").on_focus_out(on_focus_out).on_key_down(on_key_down).child(open).child(self.items())
    }

    /// The way to what is compared with.
    fn compare(&self) -> El {
        let dispatch = self.dispatch.clone();
        let on_click = hears(move |event: &web_sys::Event| {
            let inside: Element = event.target_unchecked_into();
            if let Some(all) = inside.closest("details").ok().flatten() {
                close(&all);
            }
            dispatch.dispatch(Action::Show(Show::CompareWith(None)));
        });
        el("button.more__item[type=button]")
            .flag("disabled", !self.can_run)
            .on_click(on_click)
            .child(el("span.more__name").child("Compare with\u{2026}"))
    }

    fn items(&self) -> El {
        let item = |name: &'static str, key: &'static str, is_on: bool, play: Play| {
            el("button.more__item[type=button]")
                .flag("disabled", !is_on)
                .on_click(send::play(&self.dispatch, play))
                .child(el("span.more__name").child(name))
                .child(el("kbd[aria-hidden=true]").child(key))
        };
        let command =
            |name, key, is_on: bool, command| item(name, key, is_on && self.has_run, Play::Command(command));
        let can_go_on = self.status != Status::Finished;
        let can_go_back = !self.at_start;
        let whom = match &self.selected {
            Some(name) => "of ".to_owned() + name,
            None => "of the selected task".to_owned(),
        };
        let can_change = self.selected.is_some() && self.has_run;
        let group = |name: &'static str, items: [El; 2]| {
            el("div.more__group[role=group]").attr("aria-label", name).each(items)
        };
        el("div.more__items")
            .child(group(
                "Iterations",
                [
                    command("Step iteration", "Shift+.", can_go_on, Command::StepIteration),
                    command("Step iteration back", "Shift+,", can_go_back, Command::StepIterationBack),
                ],
            ))
            .child(group(
                "The whole run",
                [
                    command("To the start", "Home", can_go_back, Command::ToStart),
                    command("To the end", "End", can_go_on, Command::ToEnd),
                ],
            ))
            .child(
                group(
                    "Changes of the selected task",
                    [
                        item("Next change", "J", can_change, Play::Change { is_next: true }),
                        item("Previous change", "K", can_change, Play::Change { is_next: false }),
                    ],
                )
                .child(el("p.more__whom").child(whom)),
            )
            .child(group(
                "Causes",
                [
                    command("To the cause", "B", can_go_back, Command::ToCause),
                    command("Back to where I was", "Shift+B", self.can_return, Command::Return),
                ],
            ))
            .child(
                group(
                    "Loop a part",
                    [
                        command("Loop from here", "[", can_go_on, Command::LoopFrom),
                        command("Loop to here", "]", can_go_back, Command::LoopTo),
                    ],
                )
                .child(command("Stop looping", "\\", self.range.is_some(), Command::LoopOff)),
            )
            .child(group(
                "How fast",
                [
                    item("Slower", "S", self.speed != Speed::Eighth, Play::Faster(false)),
                    item("Faster", "F", self.speed != Speed::Instant, Play::Faster(true)),
                ],
            ))
            .child(el("div.more__group").child(self.compare()))
    }
}

fn close(details: &Element) {
    // An attribute that is not there is removed as well.
    let _ = details.remove_attribute("open");
}
