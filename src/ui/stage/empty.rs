//! What an empty canvas says: an invitation.

use yew::{Callback, Html, Properties, function_component, html};

use crate::gallery;
use crate::ui::kind::Kind;
use crate::ui::parts::{Button, Look};
use crate::ui::workspace::{Action, Change, Dispatch, File};

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub dispatch: Dispatch,
}

/// The invitation.
#[function_component]
pub fn Empty(props: &Props) -> Html {
    let send = |action: fn() -> Action| {
        let dispatch = props.dispatch.clone();
        Callback::from(move |()| dispatch.dispatch(action()))
    };
    let add = send(|| Action::Change(Change::Add(Kind::Task)));
    let first = gallery::scenes().first();
    let open = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |()| {
            if let Some(first) = first {
                dispatch.dispatch(Action::File(File::OpenBuiltIn(first.slug)));
            }
        })
    };
    html! {
        <div class="empty">
            <svg class="empty__drawing" viewBox="0 0 264 148" aria-hidden="true">
                <rect class="empty__ghost" x="92" y="6" width="80" height="30" rx="15" />
                <path class="empty__ghost" d="M132 36C132 60 62 50 62 78M132 36C132 60 202 50 202 78" />
                <rect class="empty__ghost" x="158" y="78" width="88" height="42" rx="8" />
                <rect class="empty__ghost" x="18" y="78" width="88" height="42" rx="8" />
                <g transform="translate(8 16) rotate(-4 62 99)">
                    <rect x="18" y="78" width="88" height="42" rx="8" fill="var(--surface)" />
                    <path d="M18 92H106M28 85H56M28 102H78M28 110H62" />
                </g>
                <path class="empty__hand" d="M88 118l3.2 21 5-6.4 8.3-.4z" />
            </svg>
            <p class="empty__title">{ "Drag a task here, or open a scene" }</p>
            <p>{ "Connect tasks with a gather, a shield or a timeout, press Run, and cancel something while it runs." }</p>
            <div class="empty__actions">
                <Button label="Add a task" icon="plus" look={Look::Primary} onpress={add}>{ "Add a task" }</Button>
                if let Some(first) = first {
                    <Button label={format!("Open {}", first.title)} look={Look::Outlined} onpress={open}>
                        { "Open a scene" }
                    </Button>
                }
            </div>
        </div>
    }
}
