//! What floats above the canvas: zoom, hints, the blocked loop, messages.

use gloo_timers::callback::Timeout;
use yew::{Html, UseReducerHandle, html, use_effect_with};

use super::geometry::Rect;
use crate::scene::Scene;
use crate::ui::parts::{OUTLINED, SMALL, button, icon};
use crate::ui::words::{self, px};
use crate::ui::workspace::{Action, Dispatch, File, Gesture, Look, Notice, Show, Workspace};

/// The zoom's buttons.
pub fn zoom(zoom: f64, dispatch: &Dispatch) -> Html {
    let percent = words::fixed(zoom * 100.0, 0) + " %";
    let true_size = button(format!("Zoom {percent}, set to 100 %")).key("Shift+0").text(percent);
    let look = |name: &'static str, icon, look| {
        button(name).icon(icon).class(SMALL).sends(dispatch, Action::Look(look))
    };
    html! {
        <div class="zoom" role="group" aria-label="Zoom">
            { look("Zoom out", "minus", Look::Zoom(0.8, None)) }
            { true_size.class("button button--small zoom__percent").sends(dispatch, Action::Look(Look::TrueSize)) }
            { look("Zoom in", "plus", Look::Zoom(1.25, None)) }
            { button("Fit view").key("Shift+1").icon("fit").class(SMALL).sends(dispatch, Action::Look(Look::Fit)) }
        </div>
    }
}

/// What can be done in the middle of a gesture of the keyboard or of two clicks.
pub fn gesture_hint(gesture: &Gesture, scene: &Scene) -> Html {
    match gesture {
        Gesture::KeyMove => html! {
            <div class="hint-bar">{ "Move with the arrows" }<kbd>{ "Enter" }</kbd>{ "done" }<kbd>{ "Esc" }</kbd>{ "back" }</div>
        },
        Gesture::KeyConnect { from, onto } => html! {
            <div class="hint-bar" role="status">
                { format!("{} awaits {}?", words::label_of(scene, *from), words::label_of(scene, *onto)) }
                <kbd>{ "Enter" }</kbd>{ "connect" }<kbd>{ "Esc" }</kbd>{ "cancel" }
            </div>
        },
        Gesture::Wire { from, held: false, .. } => html! {
            <div class="hint-bar">{ format!("Choose what {} awaits", words::label_of(scene, *from)) }<kbd>{ "Esc" }</kbd></div>
        },
        _ => Html::default(),
    }
}

/// For so long a message stays that is not about a problem.
const NOTICE_MS: u32 = 9_000;

/// The rectangle that is drawn around what is to be selected, in screen pixels.
pub fn marquee(frame: Rect) -> Html {
    let style = format!(
        "transform:translate({},{});width:{};height:{}",
        px(frame.x),
        px(frame.y),
        px(frame.size.width),
        px(frame.size.height)
    );
    html! { <div class="marquee" {style}></div> }
}

/// The loop is blocked: for how long, and by whom.
pub fn blocked(by: &str, secs: f64) -> Html {
    html! {
        <div class="blocked" role="status">
            <div class="blocked__label">
                { icon("blocked") }
                { format!("Loop blocked for {} s by {by}", words::number(secs)) }
            </div>
        </div>
    }
}

/// What went wrong stays until it is read; other messages go by themselves.
#[yew::hook]
pub fn use_fading_notice(state: &UseReducerHandle<Workspace>) {
    let dispatch = state.dispatcher();
    use_effect_with(state.notice.clone(), move |notice| {
        let fades = notice.as_ref().is_some_and(|notice| !notice.is_problem);
        let dismiss = move || dispatch.dispatch(Action::Show(Show::DismissNotice));
        let timer = fades.then(|| Timeout::new(NOTICE_MS, dismiss));
        move || drop(timer)
    });
}

/// A message.
pub fn toast(notice: &Notice, dispatch: &Dispatch) -> Html {
    let back = button("Go back to it").text("Go back").class(OUTLINED);
    let dismiss = button("Dismiss").icon("close").class(SMALL);
    html! {
        <div class="toast" role={if notice.is_problem { "alert" } else { "status" }}
            data-tone={notice.is_problem.then_some("problem")}>
            <span>{ &notice.text }</span>
            if notice.offers_return { { back.sends(dispatch, Action::File(File::TakeBack(0))) } }
            { dismiss.sends(dispatch, Action::Show(Show::DismissNotice)) }
        </div>
    }
}
