//! The stage as a whole.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent, PointerEvent};
use yew::{Html, NodeRef, Properties, UseReducerHandle, function_component, use_memo, use_node_ref};

use super::animator::Painter;
use super::beyond::beyond;
use super::empty::{coming, empty, empty_for, empty_program};
use super::live::Moment;
use super::menu::CardMenu;
use super::overlays::{
    Quiet, blocked, deadlocked, gesture_hint, marquee, quiet_corner, toast, use_fading_notice, zoom,
};
use super::pointers;
use super::world::World;
use crate::layout::geometry::{Rect, Size};
use crate::layout::picture::Picture;
use crate::playback::Recording;
use crate::scene::Point;
use crate::trace::RunEnd;
use crate::ui::link::is_embedded;
use crate::ui::markup::{El, Identical, Part, el, fragment, hears, keyed_part, part, use_effect_of};
use crate::ui::waits::card_of;
use crate::ui::words::{self, px};
use crate::ui::workspace::{Action, Dispatch, Gesture, Look, Notice, PointerAction, Run, Workspace, latest};
use crate::web::listen::{Listener, SizeWatch};
use crate::web::media;

/// What the stage shows.
#[derive(Clone, PartialEq, Properties)]
pub struct StageProps {
    /// The state of the whole page.
    pub state: UseReducerHandle<Workspace>,
}

/// The stage: everything on the canvas, and the canvas itself.
#[function_component]
pub fn Stage(props: &StageProps) -> Html {
    let state = &props.state;
    let stage = use_node_ref();
    let (far, pulses) = (use_node_ref(), [use_node_ref(), use_node_ref()]);
    use_stage_events(&stage, state);
    let moment = (*use_memo((), |()| Moment::default())).clone();
    use_animation(&pulses, &moment, state);
    {
        let (far, moment, camera, size) = (far.clone(), moment.clone(), state.camera, state.stage);
        use_effect_of(Always, move || moment.look(far.cast(), camera, size));
    }
    use_fading_notice(state);

    let on_pointer = |told: fn(&PointerEvent, &Workspace) -> Option<Action>| {
        let (dispatch, state) = (state.dispatcher(), state.clone());
        hears(move |event: &PointerEvent| send(&dispatch, told(event, &latest(&state))))
    };
    let on_mouse = |told: fn(&MouseEvent) -> Option<Action>| {
        let dispatch = state.dispatcher();
        hears(move |event: &MouseEvent| send(&dispatch, told(event)))
    };
    let camera = state.camera;
    let style = {
        let Point { x, y } = camera.offset;
        format!("--pan-x:{};--pan-y:{};--zoom:{}", px(x), px(y), words::number(camera.zoom))
    };
    let active = state.selected().map(|id| format!("block-{}", id.0));
    el("main.stage[tabindex=0][role=group][aria-label=Canvas][aria-roledescription=canvas]")
        .attr("id", pointers::STAGE_ID)
        .node_ref(&stage)
        .attr("aria-activedescendant", active)
        .attr("style", style)
        .attr("data-gesture", state.gesture.word().or(state.hand.then_some("hand")))
        .attr("data-zoom", camera.distance())
        .mark("data-frozen", is_blocked(state))
        .mark("data-follows", state.follows && state.gesture == Gesture::None)
        .mark("data-glides", state.glides)
        .on_pointer_down(on_pointer(|event, state| pointers::down(event, state.hand)))
        // A quick hand is on its way, or done, before the page is drawn anew.
        .on_pointer_move(on_pointer(|event, state| {
            let is_active = state.gesture != Gesture::None;
            is_active.then(|| pointers::moved(event)).flatten()
        }))
        .on_pointer_up(on_pointer(|event, _| pointers::up(event)))
        .on_pointer_cancel(on_pointer(|_, _| Some(Action::Pointer(PointerAction::Lost))))
        .on_click(on_mouse(pointers::clicked))
        .on_double_click(on_mouse(pointers::double_clicked))
        .on_context_menu(on_mouse(pointers::menu))
        .child(part(World::of(state, &moment, &far, &pulses, state.dispatcher())))
        .child(floating(state))
        .into()
}

/// Never the same: what it is the cause of is done whenever the stage is drawn.
struct Always;

impl PartialEq for Always {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

fn send(dispatch: &Dispatch, action: Option<Action>) {
    if let Some(action) = action {
        dispatch.dispatch(action);
    }
}

#[yew::hook]
fn use_stage_events(stage: &NodeRef, state: &UseReducerHandle<Workspace>) {
    let (stage, dispatch) = (stage.clone(), state.dispatcher());
    use_effect_of((), move || {
        let element = stage.cast::<Element>();
        element.map(|element| {
            let resized = dispatch.clone();
            let size = SizeWatch::new(&element, move |width, height| {
                let shares = media::is_small() || is_embedded();
                resized.dispatch(Action::Look(Look::Resized { size: Size { width, height }, shares }));
            });
            let wheel = Listener::new(&element, "wheel", move |event| {
                event.prevent_default();
                if let Some(action) = pointers::wheel(event.unchecked_ref()) {
                    dispatch.dispatch(action);
                }
            });
            let keys = Listener::new(&element, "keydown", |event| {
                let stage = event.current_target().and_then(|stage| stage.dyn_into::<Element>().ok());
                if let Some(stage) = stage.filter(|stage| stage.has_attribute(pointers::POINTED)) {
                    // A valid name can always be removed.
                    let _ = stage.remove_attribute(pointers::POINTED);
                }
            });
            (size, wheel, keys)
        })
    });
}

#[derive(Clone)]
struct Shown {
    run: Option<Run>,
    picture: Rc<Picture>,
    state: UseReducerHandle<Workspace>,
}

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        let course = |shown: &Shown| shown.run.as_ref().map(|run| run.course.clone());
        course(self) == course(other) && Rc::ptr_eq(&self.picture, &other.picture)
    }
}

/// What moves within a frame is painted from the run that is shown.
#[yew::hook]
fn use_animation(pulses: &[NodeRef; 2], moment: &Moment, state: &UseReducerHandle<Workspace>) {
    let (pulses, moment) = (pulses.clone(), moment.clone());
    let shown = Shown { run: state.run.clone(), picture: state.picture.clone(), state: state.clone() };
    use_effect_of(shown.clone(), move || {
        let layers = pulses[0].cast::<Element>().zip(pulses[1].cast());
        let painter =
            layers.map(|(above, beneath)| Painter::new([above, beneath], moment, shown.run, &shown.state));
        painter.and_then(Painter::start)
    });
}

fn floating(state: &UseReducerHandle<Workspace>) -> El {
    let dispatch = state.dispatcher();
    let frame = match state.gesture {
        Gesture::Marquee { from, to, .. } => {
            let corner = |point| state.camera.screen_from_world(point);
            Some(Rect::between(corner(from), corner(to)))
        }
        _ => None,
    };
    let is_empty = state.picture.faces.is_empty() && state.gesture == Gesture::None;
    let can_retry = state.gallery.missing.is_some();
    // A frame has nothing to go on with but what was to be shown.
    let problem = state.notice.as_deref().filter(|notice| is_empty && notice.is_problem && is_embedded());
    fragment()
        .child(ghost(state))
        .child(frame.map(marquee))
        .child(blocked_loop(state))
        .child(part(Ending::of(state, &dispatch)))
        .child(is_empty.then(|| invitation(state, problem, can_retry, &dispatch)))
        .child(beyond(state, &dispatch))
        .child(gesture_hint(&state.gesture, state.scene()))
        .child(zoom(state.camera.zoom, state.run.is_some().then_some(state.folds), &dispatch))
        .child(menu_of(state, &dispatch))
        .child(
            state
                .notice
                .as_ref()
                .filter(|_| problem.is_none())
                .map(|notice| toast(notice, can_retry, &dispatch)),
        )
}

/// What an empty stage says.
fn invitation(state: &Workspace, problem: Option<&Notice>, can_retry: bool, dispatch: &Dispatch) -> El {
    match problem {
        Some(problem) => empty_for(problem, can_retry, dispatch),
        None if state.gallery.wanted.is_some() && !can_retry => coming(),
        None if state.python.is_open() => empty_program(state, dispatch),
        None => empty(dispatch),
    }
}

/// The outline of a block that is being dragged in.
fn ghost(state: &Workspace) -> Option<El> {
    let Gesture::Place { kind, at, .. } = state.gesture else { return None };
    let size = crate::layout::geometry::card_size(&kind.new_block(state.scene(), at).kind);
    let zoom = state.camera.zoom;
    let corner = state.camera.screen_from_world(at);
    let (width, height) = (size.width * zoom, size.height * zoom);
    let style = format!(
        "transform:translate({},{});width:{};height:{}",
        px(corner.x - width / 2.0),
        px(corner.y - height / 2.0),
        px(width),
        px(height)
    );
    Some(el("div.ghost").attr("data-kind", kind.word()).attr("style", style).child(kind.title()))
}

fn menu_of(state: &Workspace, dispatch: &Dispatch) -> Option<Html> {
    let menu = state.menu?;
    let face = state.picture.faces.get(&menu.id)?.clone();
    let status = state.run.as_ref().and_then(|run| run.statuses.cards.get(&menu.id));
    let can_cancel = status.is_some_and(|status| status.can_cancel);
    let has_run = status.is_some();
    let (at, stage, dispatch) = (menu.at, state.stage, dispatch.clone());
    Some(keyed_part(menu.id.0, CardMenu { face, can_cancel, has_run, at, stage, dispatch }))
}

fn is_blocked(state: &Workspace) -> bool {
    let loop_of = |run: &Run| run.player.view().event_loop().blocked_until_secs.is_some();
    state.run.as_ref().is_some_and(loop_of)
}

fn blocked_loop(state: &Workspace) -> Option<El> {
    let view = state.run.as_ref()?.player.view();
    let until = view.event_loop().blocked_until_secs?;
    let running = view.event_loop().running;
    let card = running.and_then(|id| card_of(state.run.as_ref()?.player.recording(), id));
    let face = card.and_then(|card| state.picture.faces.get(&card));
    let by = match (face, running.and_then(|id| view.task(id))) {
        (Some(face), _) => &*face.label,
        (None, Some(task)) => &*task.name,
        (None, None) => "a callback",
    };
    Some(blocked(by, view.time_secs(), until))
}

/// What there is to say when a run has ended.
#[derive(PartialEq)]
struct Ending {
    stuck: Option<(Identical<Recording>, Identical<Picture>, Quiet)>,
    dispatch: Dispatch,
}

impl Ending {
    fn of(state: &Workspace, dispatch: &Dispatch) -> Self {
        let run = state.run.as_ref();
        let is_stuck = |run: &&Run| {
            !run.hides_deadlock && matches!(run.player.view().end(), Some(RunEnd::Deadlock { .. }))
        };
        let stuck = run.filter(is_stuck).map(|run| {
            let recording = run.player.recording();
            let at = quiet_corner(recording, &state.picture, state.stage, state.looks());
            (Identical(recording.clone()), Identical(state.picture.clone()), at)
        });
        Ending { stuck, dispatch: dispatch.clone() }
    }
}

impl Part for Ending {
    fn draw(&self) -> Html {
        let Some((recording, picture, at)) = &self.stuck else { return Html::default() };
        deadlocked(&recording.0, &picture.0, *at, &self.dispatch).into()
    }
}
