//! Two runs side by side, played by one set of controls.

mod both;
mod choose;
mod controls;
mod link;
mod side;
mod what_differs;

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::KeyboardEvent;
use yew::{Html, Properties, function_component, use_force_update, use_state};

pub use choose::Choice;
pub use link::use_compare_link;

use both::run_both;

use super::markup::{Callback, El, Identical, el, fragment, hears, use_effect_of};
use super::workspace::{Compared, Dispatch};
use crate::gallery::Entry;
use crate::playback::{Command, Comparison, Status, TaskState};
use crate::web::frames::Frames;

/// What is compared.
#[derive(Clone, PartialEq, Properties)]
pub struct CompareProps {
    pub sides: Rc<[Compared; 2]>,
    /// The gallery, if it is there.
    pub index: Option<Identical<Vec<Entry>>>,
    /// Whether keys that are single characters do something.
    pub has_letters: bool,
    pub dispatch: Dispatch,
}

/// Two runs side by side.
#[function_component]
pub fn Compare(props: &CompareProps) -> Html {
    let came = use_state(|| None);
    let update = use_force_update();
    {
        let (came, sides) = (came.clone(), props.sides.clone());
        let index = props.index.clone().map(|index| index.0).unwrap_or_default();
        use_effect_of(Identical(sides.clone()), move || {
            spawn_local(async move { came.set(Some(run_both(sides, index).await.map(Rc::new))) });
        });
    }
    let both = came.as_ref().and_then(|came| came.as_ref().ok()).cloned();
    let plays = both.as_ref().is_some_and(|both| both.comparison().status() == Status::Running);
    {
        let (both, update) = (both.clone(), update.clone());
        use_effect_of(plays, move || {
            let both = both.filter(|_| plays)?;
            Some(Frames::each(move |now_ms| {
                both.tick(now_ms);
                update.force_update();
            }))
        });
    }
    let Some(both) = both else {
        let text = match &*came {
            Some(Err(why)) => why.clone(),
            _ => "Both are being run\u{2026}".to_owned(),
        };
        return el("p.dialog__text[role=status]").child(text).into();
    };
    let tell = {
        let both = both.clone();
        Callback::from(move |command| {
            both.command(command);
            update.force_update();
        })
    };
    let on_key = {
        let (tell, has_letters) = (tell.clone(), props.has_letters);
        hears(move |event: &KeyboardEvent| {
            let command = match event.key().as_str() {
                "." if has_letters => Command::StepEvent,
                "," if has_letters => Command::StepEventBack,
                "p" if has_letters && !event.ctrl_key() && !event.meta_key() => Command::Toggle,
                _ => return,
            };
            event.prevent_default();
            tell.emit(command);
        })
    };
    let comparison = both.comparison();
    let ended = comparison.status() == Status::Finished;
    let side = |side| side::side(&both, &comparison, side, &props.sides[side], &props.dispatch);
    let sides = el("div.duo__sides").child(side(0)).child(side(1));
    el("div.duo")
        .attr("data-run", comparison.status().as_str())
        .on_key_down(on_key)
        .child(
            el("div.duo__scroll[tabindex=0][role=group][aria-label=Both runs]")
                .child(ended.then(|| what_differs::what_differs(&both.difference, &props.sides)))
                .child(sides),
        )
        .child(now(&comparison))
        .child(controls::controls(&comparison, &tell))
        .into()
}

/// In which tasks both differ at this moment.
fn now(comparison: &Comparison) -> El {
    const MOST: usize = 6;
    let all = comparison.pairs().iter().map(|pair| (&pair.name, comparison.states(pair)));
    let differing: Vec<_> = all.filter(|(_, [one, other])| one != other).collect();
    let task = |(name, states): &(&Rc<str>, [Option<TaskState>; 2])| {
        el("li").child(el("b").child((*name).clone())).child(" ").child(both_states(*states))
    };
    let line = if comparison.status() == Status::Running {
        el("div.duo__now")
    } else {
        el("div.duo__now[role=status][aria-atomic=true]")
    };
    let more = differing.len().saturating_sub(MOST);
    let inside = match differing.is_empty() {
        true => fragment().child(el("span").child("No task differs at this moment.")),
        false => fragment().child(el("span").child("Differ now:")).child(
            el("ul")
                .each(differing.iter().take(MOST).map(task))
                .child((more > 0).then(|| el("li").child(["and ", &more.to_string(), " more"].concat()))),
        ),
    };
    line.child(inside)
}

/// `done / cancelled`
fn both_states(states: [Option<TaskState>; 2]) -> String {
    let [one, other] = states.map(|state| state.map_or("not there", TaskState::as_str));
    [one, " / ", other].concat()
}
