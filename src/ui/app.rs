//! The playground as a whole.

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};
use yew::{Html, UseReducerHandle, function_component, use_mut_ref, use_reducer};

use super::clipboard::use_clipboard;
use super::compare::use_compare_link;
use super::dialogs::OpenDialog;
use super::gallery::use_gallery;
use super::hearing::use_answers;
use super::inspector::{self, inspector};
use super::keys::{self, Focus, Press};
use super::lesson::Results;
use super::link::{is_embedded, use_link, way_out};
use super::markup::{Identical, component, el, part, use_effect_of};
use super::panels::{Announcer, AnnouncerProps, FIELD_ID, Shown, panels, tabs};
use super::parts::{Outline, OutlineProps};
use super::present::{self, use_presenting};
use super::python::Pane;
use super::saving;
use super::side::Side;
use super::sound::{self, Sound, SoundProps};
use super::stage::animator::{self, ROOT_ID};
use super::stage::{Stage, StageProps};
use super::topbar::{TopBar, TopBarProps, use_drops};
use super::transport::Transport;
use super::workspace::{
    Action, File, Play, Presenting, PythonAction, Sheet, Show, Tab, Work, Workspace, latest,
};
use crate::playback::{Command, Status};
use crate::web;
use crate::web::listen::Listener;
use crate::web::theme::Theme;

/// After so many milliseconds without a change the work is saved.
const SAVE_AFTER_MS: u32 = 400;

/// The playground.
#[function_component]
pub fn App() -> Html {
    let state = use_reducer(|| {
        Theme::remembered().show();
        let mut workspace = Workspace::with(if is_embedded() { Work::default() } else { saving::restore() });
        workspace.sound = sound::is_on();
        workspace.panels_height = saving::measure(saving::PANELS_HEIGHT);
        workspace.panels_split = saving::measure(saving::PANELS_SPLIT);
        workspace.has_letters = saving::has_letters();
        workspace
    });
    use_keys(&state);
    use_saving(&state);
    use_answers(&state);
    use_gallery(&state);
    use_compare_link(&state);
    use_link(&state);
    use_drops(&state.dispatcher());
    use_clipboard(&state);
    use_presenting(&state);

    let dispatch = state.dispatcher();
    let run = state.run.as_ref();
    let player = run.map(|run| run.player.clone());
    let status = state.status();
    let is_python = state.python.is_open();
    // A frame has the stage and the controls, and what asks and explains once that is called for. What it has not is not made,
    // and is not even fetched.
    let is_whole = !is_embedded();
    let bar = || {
        let props = TopBarProps {
            scene: Identical(state.document.scene.clone()),
            can_undo: if is_python { state.python.can_undo(0) } else { state.document.history.can_undo() },
            can_redo: if is_python { state.python.can_undo(1) } else { state.document.history.can_redo() },
            program: is_python.then(|| state.python.text.clone()),
            notes: state.predict.notes.clone(),
            dispatch: dispatch.clone(),
        };
        component::<TopBar>(None, props)
    };
    let transport = Transport {
        status,
        has_run: run.is_some(),
        is_computing: state.is_computing(),
        can_run: !state.is_empty(),
        at_start: player.as_ref().is_none_or(|player| player.cursor() == 0),
        iteration: player.as_ref().map_or((0, None), |player| {
            let (view, event_loop) = (player.view(), player.view().event_loop());
            (event_loop.iteration, view.has_loops().then_some(event_loop.id))
        }),
        span_ms: player.as_ref().map_or((0.0, 0.0), |player| player.recording().pacing().span_ms()),
        speed: state.speed,
        range: player.as_ref().and_then(|player| player.range()),
        can_return: player.as_ref().is_some_and(|player| player.can_return()),
        selected: state.selected().and_then(|id| Some(state.picture.faces.get(&id)?.label.clone())),
        dispatch: dispatch.clone(),
    };
    let inspector = || {
        let outline = OutlineProps {
            picture: Identical(state.picture.clone()),
            statuses: run.map(|run| Identical(run.statuses.clone())),
            dispatch: dispatch.clone(),
        };
        el("aside.side side--right[aria-label=Inspector]")
            .child(inspector(&state, &dispatch))
            .child(component::<Outline>(None, outline))
    };
    let side = || {
        part(Side {
            gallery: state.gallery.clone(),
            shown: state.shown_built_in(),
            shelf: state.shelf.clone(),
            pane: is_python.then(|| Pane::of(&state)),
            dispatch: dispatch.clone(),
        })
    };
    let dialog = state.dialog.clone().map(|dialog| part(OpenDialog::of(dialog, &state, &dispatch)));
    let announcer = AnnouncerProps {
        player: run.map(|run| Shown(run.listed.clone())),
        is_silent: state.tab == Tab::Words && !state.panels_folded,
    };
    let heard = SoundProps { player: run.map(|run| Shown(run.listed.clone())), is_on: state.sound };
    el("div.app")
        .attr("id", ROOT_ID)
        .attr("data-run", status.as_str())
        .mark("data-plays", status == Status::Running)
        .attr("data-mode", is_python.then_some("python"))
        .attr("data-embed", is_embedded().then_some(""))
        .attr("data-sheet", state.sheet.map(Sheet::word))
        .attr("data-present", present::word(&state))
        .child(is_whole.then(bar))
        .child(is_whole.then(side))
        .child(component::<Stage>(None, StageProps { state: state.clone() }))
        .child(part(transport))
        .child(is_whole.then(|| panels(&state, run.map(|run| Shown(run.listed.clone())), &dispatch)))
        .child((is_whole || state.sheet == Some(Sheet::Inspect)).then(inspector))
        .child(is_whole.then(|| tabs(state.sheet, is_python, &dispatch)))
        .child(inspector::pill(&state, &dispatch).or_else(|| Results::pill(&state, &dispatch)))
        .child(present::above(&state, &dispatch))
        .child(component::<Announcer>(None, announcer))
        .child(component::<Sound>(None, heard))
        .child(dialog)
        .child(way_out())
        .into()
}

/// Whether something happens where a person types, and is none of the page's business.
pub fn is_typed_at(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    focus_of(target.as_ref()) == Focus::Field
}

fn focus_of(element: Option<&Element>) -> Focus {
    let Some(element) = element else { return Focus::Canvas };
    let is = |selector: &str| element.closest(selector).is_ok_and(|found| found.is_some());
    if is("input:not([type=range]), textarea, dialog") {
        Focus::Field
    } else if is("button, select, input, a, summary") {
        Focus::Control
    } else {
        Focus::Canvas
    }
}

#[yew::hook]
fn use_keys(state: &UseReducerHandle<Workspace>) {
    let (dispatch, state) = (state.dispatcher(), state.clone());
    use_effect_of((), move || {
        let released = dispatch.clone();
        let is_apple = web::media::is_apple();
        let down = Listener::new(&web::window(), "keydown", move |event| {
            let state = latest(&state);
            let event: &KeyboardEvent = event.unchecked_ref();
            let press = Press {
                key: event.key(),
                code: event.code(),
                control: if is_apple { event.meta_key() } else { event.ctrl_key() },
                shift: event.shift_key(),
                alt: event.alt_key(),
            };
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let focus = focus_of(target.as_ref());
            let now_ms = web::frames::now_ms();
            let is_presenting = state.presenting != Presenting::Not;
            let action = is_presenting.then(|| keys::presenting(&press, focus, now_ms)).flatten();
            let action =
                action.or_else(|| keys::action_for(&press, focus, state.has_letters, &state.gesture, now_ms));
            let Some(action) = action else { return };
            event.prevent_default();
            match action {
                Action::Play(_, Play::Command(command @ (Command::ToStart | Command::ToEnd))) => {
                    animator::seek(&dispatch, command);
                }
                action => {
                    // It is there already, or gets the focus when it comes.
                    if matches!(action, Action::Show(Show::Filter(_))) {
                        web::focus(FIELD_ID);
                    }
                    dispatch.dispatch(action);
                }
            }
        });
        let up = Listener::new(&web::window(), "keyup", move |event| {
            let event: &KeyboardEvent = event.unchecked_ref();
            if let Some(action) = keys::action_for_release(&event.key()) {
                released.dispatch(action);
            }
        });
        (down, up)
    });
}

/// Saves what is worked on, a little after it changed, and when the page is left.
#[yew::hook]
fn use_saving(state: &UseReducerHandle<Workspace>) {
    let work = saving::Snapshot::of(state);
    // What was restored needs no saving, and what was saved none again: another tab may have saved something newer.
    let known = use_mut_ref(|| work.clone());
    let (dispatch, state) = (state.dispatcher(), state.clone());
    let save = move || {
        let work = saving::Snapshot::of(&latest(&state));
        if is_embedded() || work == *known.borrow() {
            return;
        }
        let found = work.save(&mut known.borrow_mut());
        if let Some(program) = found.program {
            dispatch.dispatch(Action::Python(PythonAction::Found(program)));
        }
        if let Some(scene) = found.scene {
            dispatch.dispatch(Action::File(File::Found(scene)));
        }
    };
    let leaving = save.clone();
    use_effect_of((), move || Listener::new(&web::window(), "pagehide", move |_| leaving()));
    use_effect_of(work, move || Timeout::new(SAVE_AFTER_MS, save));
}
