//! What floats above the canvas: zoom, hints, the blocked loop, messages.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::{Callback, Html, Properties, function_component, html, use_effect_with};

use super::geometry::Rect;
use crate::scene::Scene;
use crate::ui::parts::{Button, Icon, Look as ButtonLook};
use crate::ui::words;
use crate::ui::workspace::{Action, Dispatch, File, Gesture, Look, Notice, Show};

#[derive(Clone, PartialEq, Properties)]
pub struct ZoomProps {
    pub zoom: f64,
    pub dispatch: Dispatch,
}

/// The zoom's buttons.
#[function_component]
pub fn Zoom(props: &ZoomProps) -> Html {
    let look = |look: Look| {
        let dispatch = props.dispatch.clone();
        Callback::from(move |()| dispatch.dispatch(Action::Look(look)))
    };
    let percent = format!("{:.0} %", props.zoom * 100.0);
    html! {
        <div class="zoom" role="group" aria-label="Zoom">
            <Button label="Zoom out" icon="minus" look={ButtonLook::Small} onpress={look(Look::Zoom(0.8, None))} />
            <Button label={format!("Zoom {percent}, set to 100 %")} key_hint="Shift+0" look={ButtonLook::Small}
                class="zoom__percent" onpress={look(Look::TrueSize)}><>{ percent.clone() }</></Button>
            <Button label="Zoom in" icon="plus" look={ButtonLook::Small} onpress={look(Look::Zoom(1.25, None))} />
            <Button label="Fit view" key_hint="Shift+1" icon="fit" look={ButtonLook::Small} onpress={look(Look::Fit)} />
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
        "transform:translate({}px,{}px);width:{}px;height:{}px",
        frame.x, frame.y, frame.size.width, frame.size.height
    );
    html! { <div class="marquee" {style}></div> }
}

/// The loop is blocked: for how long, and by whom.
pub fn blocked(by: &str, secs: f64) -> Html {
    html! {
        <div class="blocked" role="status">
            <div class="blocked__label">
                <Icon name="blocked" />
                { format!("Loop blocked for {} s by {by}", words::number(secs)) }
            </div>
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct ToastProps {
    pub notice: Rc<Notice>,
    pub dispatch: Dispatch,
}

/// A message.
#[function_component]
pub fn Toast(props: &ToastProps) -> Html {
    let send = |action: fn() -> Action| {
        let dispatch = props.dispatch.clone();
        Callback::from(move |()| dispatch.dispatch(action()))
    };
    let notice = &props.notice;
    {
        // What went wrong stays until it is read; the rest goes by itself.
        let stays = notice.is_problem;
        let dismiss = send(|| Action::Show(Show::DismissNotice));
        use_effect_with(notice.clone(), move |_| {
            let timer = (!stays).then(|| Timeout::new(NOTICE_MS, move || dismiss.emit(())));
            move || drop(timer)
        });
    }
    html! {
        <div class="toast" role={if notice.is_problem { "alert" } else { "status" }}
            data-tone={notice.is_problem.then_some("problem")}>
            <span>{ &notice.text }</span>
            if notice.offers_return {
                <Button label="Go back to it" look={ButtonLook::Outlined}
                    onpress={send(|| Action::File(File::TakeBack(0)))}>{ "Go back" }</Button>
            }
            <Button label="Dismiss" icon="close" look={ButtonLook::Small}
                onpress={send(|| Action::Show(Show::DismissNotice))} />
        </div>
    }
}
