//! What somebody outside does: what was done so far, and what can be done at this moment.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement};
use yew::Html;

use crate::playback::{FutureState, SyncState, View};
use crate::program::Act;
use crate::scene::{Edit, label_of};
use crate::trace::FutureRole;
use crate::ui::markup::{El, Part, el, fragment, hears};
use crate::ui::parts::{OUTLINED, SMALL, button};
use crate::ui::send;
use crate::ui::words;
use crate::ui::workspace::{Action, Dispatch, File, Play, PythonAction, Workspace};
use crate::web::frames::now_ms;

/// More things to act on are not listed.
const MOST: usize = 24;

/// The section.
#[derive(PartialEq)]
pub struct Outside {
    done: Vec<Done>,
    /// Whether somebody can act at this moment.
    can_act: bool,
    things: Vec<Thing>,
    /// Whether it is about one of these alone.
    is_single: bool,
    dispatch: Dispatch,
}

/// Something that was done.
#[derive(PartialEq)]
struct Done {
    what: String,
    at_secs: f64,
    turns: u32,
    /// Why it is not done, if it is not.
    left_out: Option<Rc<str>>,
    removal: Removal,
}

/// How to take it back.
#[derive(Clone, Copy, PartialEq)]
enum Removal {
    OfScene(usize),
    OfProgram(usize),
}

/// Something that can be acted on.
#[derive(PartialEq)]
enum Thing {
    Event(u32),
    Queue(u32),
    Future(u32),
}

impl Thing {
    fn name(&self) -> String {
        let (kind, number) = match self {
            Thing::Event(number) => ("Event", number),
            Thing::Queue(number) => ("Queue", number),
            Thing::Future(number) => ("Future", number),
        };
        [kind, " ", &number.to_string()].concat()
    }

    fn number(&self) -> u32 {
        match *self {
            Thing::Event(number) | Thing::Queue(number) | Thing::Future(number) => number,
        }
    }
}

impl Outside {
    /// The section as it is.
    pub fn of(state: &Workspace, dispatch: &Dispatch) -> Self {
        let is_python = state.python.is_open();
        let done = if is_python {
            let acts = state.python.acts().into_iter();
            acts.map(|(line, one)| Done {
                what: one.act.words(),
                at_secs: one.at_secs,
                turns: one.turns,
                left_out: state.python.left_out(line),
                removal: Removal::OfProgram(line),
            })
            .collect()
        } else {
            let scene = state.scene();
            let all = scene.interventions.iter().enumerate();
            let what = |cancel| match cancel {
                Some(id) => ["cancel ", label_of(scene, id)].concat(),
                None => "Ctrl-C".to_owned(),
            };
            all.map(|(index, one)| Done {
                what: what(one.cancel),
                at_secs: one.at_secs,
                turns: one.turns,
                left_out: None,
                removal: Removal::OfScene(index),
            })
            .collect()
        };
        let view = state.run.as_ref().map(|run| run.listed.view()).filter(|view| view.end().is_none());
        let things = view.filter(|_| is_python).map(things).unwrap_or_default();
        Outside { done, can_act: view.is_some(), things, is_single: false, dispatch: dispatch.clone() }
    }

    /// What can be done at this moment to the one thing of that name, if it can be acted on.
    pub fn on(state: &Workspace, name: &str, dispatch: &Dispatch) -> Option<Self> {
        let mut outside = Outside::of(state, dispatch);
        outside.things.retain(|thing| thing.name() == name);
        (!outside.things.is_empty()).then_some(Outside { is_single: true, ..outside })
    }
}

/// What there is at a moment, each by its number among those of its kind.
fn things(view: &View) -> Vec<Thing> {
    let number = |name: &str| name.rsplit(' ').next()?.parse::<u32>().ok();
    let syncs = view.syncs().filter_map(|sync| match sync.state {
        SyncState::Event { is_set: false } => number(&sync.name).map(Thing::Event),
        SyncState::Queue { is_shut_down: false, .. } => number(&sync.name).map(Thing::Queue),
        _ => None,
    });
    let promises = view.futures().filter(|future| future.role == FutureRole::Plain);
    let open = (1..).zip(promises).filter(|(_, future)| !matches!(future.state, FutureState::Done(_)));
    syncs.chain(open.map(|(number, _)| Thing::Future(number))).take(MOST).collect()
}

impl Part for Outside {
    fn draw(&self) -> Html {
        let things = || {
            let things = self.things.iter().map(|thing| self.thing(thing));
            el("ul.acts[aria-label=Act at this moment]").each(things)
        };
        let section = el("section.section[aria-label=Interventions]");
        let section = section.child(el("h2.heading").child("From outside"));
        if self.is_single {
            return section.child(things()).into();
        }
        let list = if self.done.is_empty() {
            let text = "While it runs, every card that is not done has a button to cancel it. What you do is listed here, \
                and happens again in the next run.";
            el("p.section__text").child(text)
        } else {
            let export = button("Export as Python that does this by itself")
                .icon("python")
                .text("Export as Python")
                .class(OUTLINED);
            let export = export.sends(&self.dispatch, Action::File(File::ShowPython));
            fragment()
                .child(el("ul.children").each(self.done.iter().map(|done| self.done(done))))
                .child(el("div.buttons").child(export))
        };
        let interrupt = button("Press Ctrl-C now").text("Ctrl-C").class(OUTLINED);
        let acts = self.can_act.then(|| {
            let buttons =
                el("div.buttons").child(interrupt.calls(send::play(&self.dispatch, Play::Interrupt)));
            fragment().child(buttons).child((!self.things.is_empty()).then(things))
        });
        section.child(list).child(acts).into()
    }
}

impl Outside {
    fn done(&self, Done { what, at_secs, turns, left_out, removal }: &Done) -> El {
        let at = words::number(*at_secs);
        let when = match turns {
            0 => format!("at {at}\u{a0}s"),
            turns => format!("at {at}\u{a0}s, turn\u{a0}{turns}"),
        };
        let action = match *removal {
            Removal::OfScene(index) => Action::Edit(Edit::RemoveIntervention { index }),
            Removal::OfProgram(line) => Action::Python(PythonAction::RemoveAct(line)),
        };
        let remove = button(["Remove: ", what].concat()).icon("close").class(SMALL);
        let what = el("span.child__name child__name--whole").child([what, " "].concat());
        let why = left_out.as_ref().map(|why| el("span.child__mistake").child(why.clone()));
        el("li.child")
            .child(what.child(el("span.unit").child(when)).child(why))
            .child(remove.sends(&self.dispatch, action))
    }

    fn thing(&self, thing: &Thing) -> El {
        let (name, number) = (thing.name(), thing.number());
        let row = el("li.act").key(name.clone()).child(el("span.act__name").child(name.clone()));
        let field = |label: &str| {
            el("input.field act__value[type=text][maxlength=200][spellcheck=false][autocomplete=off]")
                .attr("aria-label", [label, &name].concat())
                .attr("placeholder", "None")
        };
        let act = |verb: &'static str, act: fn(u32, Rc<str>) -> Act| {
            let dispatch = self.dispatch.clone();
            let press = hears(move |event: &Event| {
                let act = act(number, value_beside(event));
                dispatch.dispatch(Action::Play(now_ms(), Play::Act(act)));
            });
            button([verb, " ", &name].concat()).text(verb).class(OUTLINED).calls(press)
        };
        match thing {
            Thing::Event(_) => row.child(act("Set", |event, _| Act::SetEvent { event })),
            Thing::Queue(_) => {
                row.child(field("Item for ")).child(act("Put", |queue, item| Act::PutItem { queue, item }))
            }
            Thing::Future(_) => row
                .child(field("Result of "))
                .child(act("Resolve", |future, result| Act::Resolve { future, result }))
                .child(act("Fail", |future, text| Act::Fail { future, error: error_of(&text) })),
        }
    }
}

/// What is typed in the row of a button: a Python expression, on one line.
fn value_beside(event: &Event) -> Rc<str> {
    let row = event.target().and_then(|target| target.dyn_into::<Element>().ok()?.closest("li").ok()?);
    let field = row.and_then(|row| row.query_selector("input").ok()?);
    let text = field.map(|field| field.unchecked_into::<HtmlInputElement>().value()).unwrap_or_default();
    match text.trim() {
        "" => "None".into(),
        text => text.into(),
    }
}

/// What is typed as an exception: a call as it is, and anything else as what a RuntimeError says.
fn error_of(text: &str) -> Rc<str> {
    if text.ends_with(')') {
        return text.into();
    }
    let text = if text == "None" { "failed by hand" } else { text.trim_matches(['"', '\'']) };
    ["RuntimeError(\"", &text.replace(['"', '\\'], "'"), "\")"].concat().into()
}
