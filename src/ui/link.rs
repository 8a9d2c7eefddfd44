//! Links: a scene or a program in the address, with what is to be done with its run.
//!
//! `#s=1.PAYLOAD` is a scene, `#p=1.PAYLOAD` a Python program, `#gallery=NAME` one of the gallery; `&do=COMMAND,COMMAND` are
//! commands of the player (`play`, `time+1.5`, `speed+2`). `&embed` leaves the stage and the controls alone and keeps
//! nothing between visits.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::{UseReducerHandle, UseStateSetter, use_force_update, use_state_eq};

use super::markup::{El, el, use_effect_of};
use super::workspace::{Action, File, Play, Workspace};
use crate::playback::Command;
use crate::web;
use crate::web::frames::now_ms;
use crate::web::listen::Listener;

/// The form of payloads; another one would be another number.
const FORM: &str = "1.";
const SCENE: &str = "s";
const PROGRAM: &str = "p";
/// The name of one of the gallery.
pub const GALLERY: &str = "gallery";
const DO: &str = "do";
const EMBED: &str = "embed";

/// Whether the page is a part of another one.
pub fn is_embedded() -> bool {
    let known = IS_EMBEDDED.get();
    known.unwrap_or_else(|| {
        let is_embedded = web::location::hash_value(EMBED).is_some();
        IS_EMBEDDED.set(Some(is_embedded));
        is_embedded
    })
}

thread_local! {
    // Each change of the page asks, some of them sixty times a second.
    static IS_EMBEDDED: Cell<Option<bool>> = const { Cell::new(None) };
}

/// Opens what the address holds, and does with it what the address says.
#[yew::hook]
pub fn use_link(state: &UseReducerHandle<Workspace>) {
    let dispatch = state.dispatcher();
    let is_unpacking = use_state_eq(holds_text);
    let named = use_state_eq(|| web::location::hash_value(GALLERY));
    let heard = use_force_update();
    {
        let (is_unpacking, named) = (is_unpacking.setter(), named.setter());
        use_effect_of((), move || {
            follow(&dispatch, &is_unpacking);
            Listener::new(&web::window(), "hashchange", move |_| {
                IS_EMBEDDED.set(None);
                is_unpacking.set(holds_text());
                named.set(web::location::hash_value(GALLERY));
                follow(&dispatch, &is_unpacking);
                heard.force_update();
            })
        });
    }

    // What is to be done is meant for what the address names, and waits until that is open.
    let shown = state.shown_built_in().map(|(name, _)| name);
    let is_named = named.is_none() || shown.as_deref() == named.as_deref();
    let is_open = !*is_unpacking && is_named && state.gallery.wanted.is_none() && !state.is_empty();
    let asked = web::location::hash_value(DO).filter(|_| is_open);
    let dispatch = state.dispatcher();
    use_effect_of(asked.clone(), move || {
        let Some(asked) = asked else { return };
        web::location::set_hash_value(DO, None);
        for command in asked.split(',') {
            if let Some(command) = Command::from_text(&command.replace('+', " ").replace("%20", " ")) {
                dispatch.dispatch(Action::Play(now_ms(), Play::Command(command)));
            }
        }
    });
}

/// In a frame: the way to the whole page, with the same in it.
pub fn way_out() -> Option<El> {
    is_embedded().then(|| {
        let parts = web::location::hash();
        let parts: Vec<&str> = parts.split('&').filter(|part| *part != EMBED).collect();
        let address = [&web::location::page(), "#", &parts.join("&")].concat();
        el("a.embed__open[target=_blank][rel=noopener]").attr("href", address).child("Open in Awaitscope")
    })
}

/// Whether the address holds a scene or a program.
fn holds_text() -> bool {
    [SCENE, PROGRAM].iter().any(|name| web::location::hash_value(name).is_some())
}

fn follow(dispatch: &super::workspace::Dispatch, is_unpacking: &UseStateSetter<bool>) {
    for name in [SCENE, PROGRAM] {
        let Some(value) = web::location::hash_value(name) else { continue };
        let (dispatch, is_unpacking) = (dispatch.clone(), is_unpacking.clone());
        spawn_local(async move {
            let text = match value.strip_prefix(FORM) {
                Some(payload) => web::links::unpack(payload).await,
                None => None,
            };
            // In a frame the address is all that stays when the frame is left.
            if !is_embedded() {
                web::location::set_hash_value(name, None);
            }
            if text.is_none() {
                // What was to be done is not meant for what is open instead.
                web::location::set_hash_value(DO, None);
            }
            let file = File::Linked { is_program: name == PROGRAM, text: text.map(Rc::from) };
            dispatch.dispatch(Action::File(file));
            is_unpacking.set(false);
        });
    }
}

/// The address that holds a text.
pub async fn address_of(is_program: bool, text: &str) -> Option<String> {
    let payload = web::links::pack(text).await?;
    let name = if is_program { PROGRAM } else { SCENE };
    Some([&web::location::page(), "#", name, "=", FORM, &payload].concat())
}
