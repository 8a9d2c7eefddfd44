//! Links: a scene or a program in the address, with what is to be done with its run.
//!
//! `#s=1.PAYLOAD` is a scene, `#p=1.PAYLOAD` a Python program, `#gallery=NAME` one of the gallery; `&do=COMMAND,COMMAND` are
//! commands of the player (`play`, `time+1.5`, `speed+2`). `&embed` leaves the stage and the controls alone and keeps
//! nothing between visits.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::UseReducerHandle;

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
const DO: &str = "do";
const EMBED: &str = "embed";

/// Whether the page is a part of another one.
pub fn is_embedded() -> bool {
    web::location::hash_value(EMBED).is_some()
}

/// Opens what the address holds, and does with it what the address says.
#[yew::hook]
pub fn use_link(state: &UseReducerHandle<Workspace>) {
    let dispatch = state.dispatcher();
    use_effect_of((), move || {
        follow(&dispatch);
        Listener::new(&web::window(), "hashchange", move |_| follow(&dispatch))
    });

    // What is to be done waits for what the gallery has to fetch.
    let is_ready = state.gallery.wanted.is_none() && !state.is_empty();
    let dispatch = state.dispatcher();
    use_effect_of(is_ready, move || {
        let asked = web::location::hash_value(DO).filter(|_| is_ready);
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

fn follow(dispatch: &super::workspace::Dispatch) {
    for name in [SCENE, PROGRAM] {
        let Some(value) = web::location::hash_value(name) else { continue };
        let dispatch = dispatch.clone();
        spawn_local(async move {
            let text = match value.strip_prefix(FORM) {
                Some(payload) => web::links::unpack(payload).await,
                None => None,
            };
            // In a frame the address is all that stays when the frame is left.
            if !is_embedded() {
                web::location::set_hash_value(name, None);
            }
            let file = File::Linked { is_program: name == PROGRAM, text: text.map(Rc::from) };
            dispatch.dispatch(Action::File(file));
        });
    }
}

/// The address that holds a text.
pub async fn address_of(is_program: bool, text: &str) -> Option<String> {
    let payload = web::links::pack(text).await?;
    let name = if is_program { PROGRAM } else { SCENE };
    Some([&web::location::page(), "#", name, "=", FORM, &payload].concat())
}
