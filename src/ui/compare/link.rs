//! The address names what is compared: `#compare=ONE,OTHER`.

use std::rc::Rc;

use yew::UseReducerHandle;

use crate::ui::markup::use_effect_of;
use crate::ui::workspace::{Action, Dialog, Dispatch, Show, Whence, Workspace};
use crate::web;
use crate::web::listen::Listener;

/// Where the address names what is compared.
const HASH: &str = "compare";

/// Compares what the address says, and says what is compared.
#[yew::hook]
pub fn use_compare_link(state: &UseReducerHandle<Workspace>) {
    let dispatch = state.dispatcher();
    let is_known = state.gallery.index.is_some();
    use_effect_of(is_known, move || {
        is_known.then(|| {
            follow(&dispatch);
            Listener::new(&web::window(), "hashchange", move |_| follow(&dispatch))
        })
    });
    let names = match state.dialog.as_deref() {
        Some(Dialog::Compare(sides)) => match [&sides[0].from, &sides[1].from] {
            [Whence::BuiltIn(one), Whence::BuiltIn(other)] => Some([one, ",", other].concat()),
            _ => None,
        },
        _ => None,
    };
    use_effect_of((names.clone(), is_known), move || {
        if is_known {
            web::location::set_hash_value(HASH, names.as_deref());
        }
    });
}

fn follow(dispatch: &Dispatch) {
    let value = web::location::hash_value(HASH);
    if let Some((one, other)) = value.as_ref().and_then(|value| value.split_once(',')) {
        dispatch.dispatch(Action::Show(Show::Compare([Rc::from(one), Rc::from(other)])));
    }
}
