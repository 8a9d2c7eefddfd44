//! Copying, cutting and pasting, as the browser does it: cards go through the system's clipboard as a scene's file, and a
//! program, a scene or a link from elsewhere is opened.

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Event};
use yew::UseReducerHandle;

use super::app::is_typed_at;
use super::link::is_embedded;
use super::markup::use_effect_of;
use super::pasted::Pasted;
use super::python::TEXT_ID;
use super::workspace::{Action, Change, File, Workspace, latest};
use crate::scene::limits;
use crate::web;
use crate::web::editor::type_in;
use crate::web::listen::Listener;

const PLAIN: &str = "text/plain";
/// Longer texts take the browser too long to type; to paste them it has a shorter way.
const LONGEST_TYPED: usize = 20_000;

/// Listens to copying, cutting and pasting, wherever nobody types.
#[yew::hook]
pub fn use_clipboard(state: &UseReducerHandle<Workspace>) {
    let state = state.clone();
    use_effect_of((), move || {
        let copied = state.clone();
        let copy = move |event: Event, change: Change| {
            let state = latest(&copied);
            let text = state.text_of_selection().filter(|_| !is_typed_at(&event) && !web::has_selection());
            let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
            let (Some(text), Some(data)) = (text, data) else { return };
            event.prevent_default();
            // Without it there is still what the page itself remembers.
            let _ = data.set_data(PLAIN, &text);
            state.dispatch(Action::Change(change));
        };
        let cut = copy.clone();
        (
            Listener::new(&web::window(), "copy", move |event| copy(event, Change::Copy)),
            Listener::new(&web::window(), "cut", move |event| cut(event, Change::Cut)),
            Listener::new(&web::window(), "paste", move |event| paste(&latest(&state), &event)),
        )
    });
}

/// A program that takes the place of all that is written comes without the fence and the prompts around it, as it would
/// where nobody types. Whether it does.
fn type_program(text: &str) -> bool {
    let is_small = text.len() <= LONGEST_TYPED;
    let is_all = is_small && web::editor::is_all_chosen(TEXT_ID);
    match is_all.then(|| Pasted::of(text)) {
        Some(Pasted::Program(program)) => program.trim_end() != text.trim_end() && type_in(&program),
        _ => false,
    }
}

fn paste(state: &UseReducerHandle<Workspace>, event: &Event) {
    let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
    let text = data.and_then(|data| data.get_data(PLAIN).ok()).unwrap_or_default();
    if is_typed_at(event) {
        if type_program(&text.replace('\r', "")) {
            event.prevent_default();
        }
        return;
    }
    event.prevent_default();
    let text = text.replace('\r', "");
    if text.trim().is_empty() || state.text_of_copied().is_some_and(|copied| copied == text) {
        return state.dispatch(Action::Change(Change::Paste));
    }
    // A frame shows what its page wants to be shown.
    if is_embedded() {
        return;
    }
    let is_small = text.len() <= limits::MAX_FILE_BYTES;
    match is_small.then(|| Pasted::of(&text)) {
        Some(Pasted::Link(link)) => match link.strip_prefix("gallery=") {
            Some(name) => state.dispatch(Action::File(File::OpenBuiltIn(name.into()))),
            None => web::location::set_hash(&link),
        },
        pasted => state.dispatch(Action::File(File::Pasted {
            text: text.into(),
            what: pasted.unwrap_or(Pasted::Other),
        })),
    }
}
