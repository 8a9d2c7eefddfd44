//! The timeline: a lane for each task, over the steps of the loop or over virtual time.
//!
//! [`layout::lanes`](crate::layout::lanes) says what there is to draw; here it comes onto a canvas, which is painted
//! when the run or what is seen of it is another, and not when time goes by: the playhead is on a canvas of its own.

mod chart;
mod desk;
mod hits;
mod keys;
mod names;
pub mod palette;
mod pen;
mod pointers;
mod tip;
mod window;

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};
use yew::{Html, NodeRef, Properties, function_component, use_force_update, use_memo, use_node_ref};

use chart::Chart;
use desk::Desk;
use names::Name;
use pointers::{Handles, hears};

use super::panels::Shown;
use super::send;
use super::words::px;
use super::workspace::{Dispatch, Explained, Play, Stage, Workspace};
use crate::layout::lanes::Axis;
use crate::layout::lanes::paint::ROW;
use crate::playback::{Command, Player};
use crate::scene::IdSet;
use crate::ui::markup::{Callback, El, component, el, keyed_part, use_effect_of};
use crate::ui::parts::{SMALL, button, icon};
use crate::web::listen::{Listener, SizeWatch};

thread_local! {
    /// The chart that is in the page.
    static CHART: RefCell<Weak<RefCell<Chart>>> = const { RefCell::new(Weak::new()) };
}

/// The playhead goes to where a player stands, and what is seen of the run with it, if it may.
pub fn follow(player: &Player, may_pan: bool) {
    let chart = CHART.with_borrow(Weak::upgrade);
    // While the chart is busy, it places the playhead itself.
    if let Some(chart) = chart
        && let Ok(mut chart) = chart.try_borrow_mut()
    {
        chart.follow(player, may_pan);
    }
}

/// The timeline.
pub fn timeline(state: &Workspace, player: Option<Shown>, dispatch: &Dispatch) -> El {
    let (selection, why) = (state.selection.clone(), state.why.clone());
    // Who has predicted how a run goes wants to see it before it is told.
    let is_open = state.predict.stage == Stage::Answered;
    let hides =
        is_open && player.as_ref().is_some_and(|shown| state.predict.seen < shown.0.recording().len());
    let props = TimelineProps { player, selection, why, hides, dispatch: dispatch.clone() };
    el("section.panel panel--timeline[aria-label=Timeline]").child(component::<Timeline>(None, props))
}

#[derive(Clone, PartialEq, Properties)]
struct TimelineProps {
    player: Option<Shown>,
    selection: Rc<IdSet>,
    why: Option<Rc<Explained>>,
    /// Whether nothing is told of what comes after the moment that is shown.
    hides: bool,
    dispatch: Dispatch,
}

#[function_component]
fn Timeline(props: &TimelineProps) -> Html {
    let root = use_node_ref();
    let redraw = use_force_update();
    let dispatch = props.dispatch.clone();
    let desk = use_memo((), |()| Desk {
        chart: Rc::default(),
        dispatch,
        update: Rc::new(move || redraw.force_update()),
    });
    let player = props.player.as_ref().map(|shown| shown.0.clone());
    desk.chart.borrow_mut().hide(props.hides);
    desk.chart.borrow_mut().show(player.as_deref(), &props.selection, props.why.as_deref());
    use_attached(&root, player.is_some(), &desk);
    {
        let desk = desk.clone();
        use_effect_of(props.clone(), move || desk.chart.borrow_mut().paint_if_new());
    }
    let head = head(&desk, player.as_deref());
    let Some(player) = player else {
        let text = "Each task gets a lane here: when it runs, what it waits on, and what wakes it.";
        return el("div.timeline-frame").child(head).child(el("p.panel__empty").child(text)).into();
    };
    let corner = el("div.timeline__corner[aria-hidden=true]")
        .child(el("span").child("time"))
        .child(el("span").child("iteration"));
    let plot = el("div.timeline__plot[tabindex=0][role=group][aria-roledescription=timeline]")
        .attr("aria-label", desk.chart.borrow().summary())
        .mark("data-hides", props.hides)
        .child(el("canvas.timeline__canvas[aria-hidden=true]"))
        .child(el("canvas.timeline__now[aria-hidden=true]"))
        .child(el("div.timeline__tip[role=tooltip][hidden=hidden]"));
    let body = el("div.timeline")
        .node_ref(&root)
        .child(corner)
        .child(el("div.timeline__scroll[tabindex=-1]").child(list(&desk, &player)))
        .child(plot)
        .child(el("span.timeline__probe[aria-hidden=true]"));
    el("div.timeline-frame").child(head).child(body).into()
}

/// What the person does with the timeline goes to the chart, for as long as there is a run.
#[yew::hook]
fn use_attached(root: &NodeRef, has_run: bool, desk: &Rc<Desk>) {
    let (root, desk) = (root.clone(), desk.clone());
    use_effect_of(has_run, move || {
        let root = root.cast::<Element>().filter(|_| has_run)?;
        desk.chart.borrow_mut().begin(&root)?;
        CHART.set(Rc::downgrade(&desk.chart));
        let part = |class: &str| root.query_selector(class).ok().flatten()?.dyn_into::<HtmlElement>().ok();
        let (plot, scroller, canvas) =
            (part(".timeline__plot")?, part(".timeline__scroll")?, part("canvas")?);
        let handles = Handles { desk: (*desk).clone(), plot: plot.clone() };
        // It calls at the start, too.
        let resized = desk.clone();
        let size = SizeWatch::new(&plot, move |_, _| {
            let is_new = resized.chart.borrow_mut().measure();
            if is_new {
                resized.act(Chart::paint);
            }
        });
        let on = |element: &Element, kind, heard: fn(&Handles, &Event)| {
            Listener::new(element, kind, hears(&handles, heard))
        };
        let listeners = [
            Listener::new(&plot, "pointerdown", hears(&handles, Handles::down)),
            Listener::new(&plot, "pointermove", hears(&handles, Handles::moved)),
            Listener::new(&plot, "pointerup", hears(&handles, Handles::up)),
            Listener::new(&plot, "wheel", hears(&handles, Handles::wheel)),
            Listener::new(&plot, "keydown", hears(&handles, Handles::key)),
            on(&plot, "pointercancel", |handles, _| handles.lost()),
            on(&plot, "pointerleave", |handles, _| handles.left()),
            on(&scroller, "scroll", |handles, _| {
                let is_new = handles.chart.borrow_mut().scrolled_on();
                if is_new {
                    (handles.update)();
                }
            }),
            // Its colour changes with the theme, and takes a moment to: so the canvas is told.
            on(&canvas, "transitionend", |handles, _| handles.chart.borrow_mut().recolour()),
        ];
        Some((size, listeners))
    });
}

/// Name, axis and zoom.
fn head(desk: &Rc<Desk>, player: Option<&Player>) -> El {
    let axis = desk.chart.borrow().axis;
    let has_run = player.is_some();
    let acts = |act: fn(&mut Chart)| {
        let desk = desk.clone();
        Callback::from(move |_| desk.act(act))
    };
    let choice = |name: &'static str, title: &'static str, this: Axis, act: fn(&mut Chart)| {
        el("button.timeline__axis[type=button]")
            .attr("aria-pressed", if axis == this { "true" } else { "false" })
            .attr("title", title)
            .on_click(acts(act))
            .child(name)
    };
    let steps = "Every iteration of the loop has room";
    let seconds = "Virtual time as it is";
    let axes = el("div.timeline__axes[role=group][aria-label=Axis]")
        .child(choice("Steps", steps, Axis::Steps, |chart| chart.turn_to(Axis::Steps)))
        .child(choice("Seconds", seconds, Axis::Seconds, |chart| chart.turn_to(Axis::Seconds)));
    let range = player.and_then(Player::range).map(|_| {
        let off = send::play(&desk.dispatch, Play::Command(Command::LoopOff));
        el("button.button button--small timeline__loop[type=button][title=Stop looping]")
            .on_click(off)
            .child(icon("close"))
            .child(el("span").child("Stop looping"))
    });
    let tool = |name: &'static str, image: &'static str, act: fn(&mut Chart)| {
        button(name).icon(image).class(SMALL).disabled(!has_run).calls(acts(act))
    };
    el("header.panel__head timeline__head")
        .child(el("h2.heading").child("Timeline"))
        .child(has_run.then_some(axes))
        .child(el("span.timeline__space"))
        .child(range)
        .child(tool("Zoom the timeline out", "minus", |chart| chart.zoom(1.0 / 1.5, None)))
        .child(tool("Zoom the timeline in", "plus", |chart| chart.zoom(1.5, None)))
        .child(tool("Fit the timeline", "fit", Chart::fit))
}

/// The names of the lanes that are seen.
fn list(desk: &Rc<Desk>, player: &Player) -> El {
    let shown = desk.chart.borrow();
    let Some(run) = &shown.run else { return el("ul.timeline__names") };
    let name = |(row, position): (usize, usize)| {
        let lane = &run.lanes.all()[position];
        let task = lane.task;
        let name = Name {
            row,
            name: lane.name.clone(),
            depth: lane.depth,
            below: lane.end - position - 1,
            is_folded: shown.folded.contains(&task),
            is_selected: shown.selected.contains(&position),
            state: player.view().task(task).map(|task| task.state),
            task,
            lane: position,
            desk: (**desk).clone(),
        };
        keyed_part(task.0, name)
    };
    let height = "height:".to_owned() + &px(run.rows.len() as f64 * ROW);
    el("ul.timeline__names[aria-label=Tasks]")
        .attr("style", height)
        .each(run.rows.within(shown.named_rows()).map(name))
}
