//! What floats above the canvas: zoom, hints, the blocked loop, messages.

use gloo_timers::callback::Timeout;
use yew::UseReducerHandle;

use super::geometry::Rect;
use crate::scene::Scene;
use crate::ui::markup::{El, el, use_effect_of};
use crate::ui::parts::{OUTLINED, SMALL, button, icon};
use crate::ui::words::{self, px};
use crate::ui::workspace::{Action, Dispatch, File, Gesture, Look, Notice, Show, Workspace};

/// The zoom's buttons.
pub fn zoom(zoom: f64, dispatch: &Dispatch) -> El {
    let percent = words::fixed(zoom * 100.0, 0) + " %";
    let true_size = button(format!("Zoom {percent}, set to 100 %")).key("Shift+0").text(percent);
    let true_size = true_size.class("button button--small zoom__percent");
    let fit = button("Fit view").key("Shift+1").icon("fit").class(SMALL);
    let look = |name: &'static str, icon, look| {
        button(name).icon(icon).class(SMALL).sends(dispatch, Action::Look(look))
    };
    el("div.zoom[role=group][aria-label=Zoom]")
        .child(look("Zoom out", "minus", Look::Zoom(0.8, None)))
        .child(true_size.sends(dispatch, Action::Look(Look::TrueSize)))
        .child(look("Zoom in", "plus", Look::Zoom(1.25, None)))
        .child(fit.sends(dispatch, Action::Look(Look::Fit)))
}

/// What can be done in the middle of a gesture of the keyboard or of two clicks.
pub fn gesture_hint(gesture: &Gesture, scene: &Scene) -> Option<El> {
    let key = |name: &'static str| el("kbd").child(name);
    let label = |id| words::label_of(scene, id);
    let hint = match gesture {
        Gesture::KeyMove => {
            let hint = el("div.hint-bar").child("Move with the arrows").child(key("Enter")).child("done");
            hint.child(key("Esc")).child("back")
        }
        Gesture::KeyConnect { from, onto } => {
            let question = format!("{} awaits {}?", label(*from), label(*onto));
            let hint = el("div.hint-bar[role=status]").child(question).child(key("Enter")).child("connect");
            hint.child(key("Esc")).child("cancel")
        }
        Gesture::Wire { from, held: false, .. } => {
            el("div.hint-bar").child(format!("Choose what {} awaits", label(*from))).child(key("Esc"))
        }
        _ => return None,
    };
    Some(hint)
}

/// For so long a message stays that is not about a problem.
const NOTICE_MS: u32 = 9_000;

/// The rectangle that is drawn around what is to be selected, in screen pixels.
pub fn marquee(frame: Rect) -> El {
    let style = format!(
        "transform:translate({},{});width:{};height:{}",
        px(frame.x),
        px(frame.y),
        px(frame.size.width),
        px(frame.size.height)
    );
    el("div.marquee").attr("style", style)
}

/// The loop is blocked: for how long, and by whom.
pub fn blocked(by: &str, secs: f64) -> El {
    let text = format!("Loop blocked for {} s by {by}", words::number(secs));
    el("div.blocked[role=status]").child(el("div.blocked__label").child(icon("blocked")).child(text))
}

/// What went wrong stays until it is read; other messages go by themselves.
#[yew::hook]
pub fn use_fading_notice(state: &UseReducerHandle<Workspace>) {
    let dispatch = state.dispatcher();
    let fades = state.notice.as_ref().is_some_and(|notice| !notice.is_problem);
    use_effect_of(state.notice.clone(), move || {
        let dismiss = move || dispatch.dispatch(Action::Show(Show::DismissNotice));
        fades.then(|| Timeout::new(NOTICE_MS, dismiss))
    });
}

/// A message.
pub fn toast(notice: &Notice, dispatch: &Dispatch) -> El {
    let back = button("Go back to it").text("Go back").class(OUTLINED);
    let dismiss = button("Dismiss").icon("close").class(SMALL);
    let back = notice.offers_return.then(|| back.sends(dispatch, Action::File(File::TakeBack(0))));
    el("div.toast")
        .attr("role", if notice.is_problem { "alert" } else { "status" })
        .attr("data-tone", notice.is_problem.then_some("problem"))
        .child(el("span").child(notice.text.clone()))
        .child(back)
        .child(dismiss.sends(dispatch, Action::Show(Show::DismissNotice)))
}
