//! The gallery: the list beside the stage and the one that fills a dialog, and the fetching of what they open.

mod browser;

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::UseReducerHandle;

pub use browser::{Browser, BrowserProps};

use super::markup::use_effect_of;
use super::workspace::{Action, File, GalleryAction, Workspace, latest};
use crate::gallery;
use crate::web;
use crate::web::listen::Listener;

/// Where the address names what is open.
const HASH: &str = crate::ui::link::GALLERY;

/// Fetches the index, and what is opened; keeps the address and what is open the same.
#[yew::hook]
pub fn use_gallery(state: &UseReducerHandle<Workspace>) {
    use_index(state);
    use_file(state);
    use_address(state);
}

#[yew::hook]
fn use_index(state: &UseReducerHandle<Workspace>) {
    let dispatch = state.dispatcher();
    // Once, and again when somebody tries again.
    let asked = state.gallery.index.is_none().then_some(state.gallery.asked);
    use_effect_of(asked, move || {
        let Some(_) = asked else { return };
        spawn_local(async move {
            let text = web::fetch::text(gallery::INDEX).await;
            let index = text.and_then(|text| gallery::read(&text)).map(Rc::new);
            dispatch.dispatch(Action::Gallery(GalleryAction::Index(index)));
        });
    });
}

#[yew::hook]
fn use_file(state: &UseReducerHandle<Workspace>) {
    let dispatch = state.dispatcher();
    let wanted = state.gallery.wanted.as_deref().and_then(|wanted| state.gallery.entry(wanted)).cloned();
    use_effect_of((wanted.clone(), state.gallery.asked), move || {
        let Some(wanted) = wanted else { return };
        spawn_local(async move {
            let text = web::fetch::text(&wanted.file()).await.map(Rc::from);
            dispatch.dispatch(Action::Gallery(GalleryAction::File(wanted.slug, text)));
        });
    });
}

/// The address says what is open, and opens what it says.
#[yew::hook]
fn use_address(state: &UseReducerHandle<Workspace>) {
    let dispatch = state.dispatcher();
    let shown = state.shown_built_in().map(|(name, _)| name);
    let is_wanted = state.gallery.wanted.is_some();
    {
        let shown = shown.clone();
        use_effect_of((), move || {
            if let Some(name) = web::location::hash_value(HASH)
                && shown.as_deref() != Some(&name)
            {
                dispatch.dispatch(Action::File(File::OpenBuiltIn(name.into())));
            }
        });
    }
    use_effect_of((shown.clone(), is_wanted), move || {
        if !is_wanted {
            web::location::set_hash_value(HASH, shown.as_deref());
        }
    });
    let state = state.clone();
    use_effect_of((), move || {
        Listener::new(&web::window(), "hashchange", move |_| {
            let state = latest(&state);
            let shown = state.shown_built_in().map(|(name, _)| name);
            if let Some(name) = web::location::hash_value(HASH)
                && shown.as_deref() != Some(&name)
            {
                state.dispatch(Action::File(File::OpenBuiltIn(name.into())));
            }
        })
    });
}
