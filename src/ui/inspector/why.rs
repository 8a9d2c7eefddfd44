//! "Why?": a question about the run and its answer, a sentence for each cause.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::playback::{Command, Player, Role, WhyStep};
use crate::program::Place;
use crate::ui::markup::{El, el};
use crate::ui::parts::{SMALL, button};
use crate::ui::send;
use crate::ui::words;
use crate::ui::workspace::{Action, Dispatch, Explained, Play, Workspace};

/// The answer that is shown.
pub fn why(state: &Workspace, dispatch: &Dispatch) -> Option<El> {
    let (why, run) = (state.why.as_ref()?, state.run.as_ref()?);
    let close = button("Close the explanation").key("Esc").icon("close").class(SMALL);
    let close = close.sends(dispatch, Action::Why(0.0, None));
    let heading = el("h2.why__question[tabindex=-1]").child(why.chain.question.clone()).on_begin(focus);
    let head = el("div.why__head").child(heading).child(close);
    let step = |(at, step): (usize, &WhyStep)| row(state, why, &run.player, at, step, dispatch);
    let steps = el("ol.why__steps").each(why.chain.steps.iter().enumerate().map(step));
    // With another question it is another panel, which gets the focus.
    let panel = el("section.section why[aria-label=Why]").key(why.chain.question.clone());
    Some(panel.child(head).child(steps))
}

fn row(
    state: &Workspace,
    why: &Explained,
    player: &Player,
    at: usize,
    step: &WhyStep,
    dispatch: &Dispatch,
) -> El {
    let is_now = step.event.is_some_and(|event| player.cursor() == event.0 as usize + 1);
    let number = el("span.why__number[aria-hidden=true]").child((at + 1).to_string());
    let time = step.event.and_then(|event| player.recording().log().get(event));
    let card = || Some(state.picture.faces.get(&why.cards.get(at).copied()??)?.label.to_string());
    let place = step.place.and_then(|place| place_of(state, player, place)).or_else(card);
    let root = (step.role == Role::Root && at > 0).then(|| el("span.why__root").child("root cause"));
    let foot = el("span.why__foot")
        .child(time.map(|event| el("span.why__time").child(words::clock(event.time))))
        .child(place.map(|place| el("span.why__place").child(place)))
        .child(root);
    let text = el("span.why__text").child(step.sentence.clone()).child(foot);
    let inside = match step.event {
        Some(event) => el("button.why__step[type=button][title=Go to this moment]")
            .on_click(send::play(dispatch, Play::Command(Command::ToEvent(event)))),
        None => el("div.why__step"),
    };
    el("li").attr("aria-current", is_now.then_some("step")).child(inside.child(number).child(text))
}

/// Where something happened: the line of a program, or the card.
fn place_of(state: &Workspace, player: &Player, place: Place) -> Option<String> {
    if let Some(ran) = state.python.ran.as_ref().filter(|_| state.python.is_open()) {
        return ran.line_of(place).map(|line| ["line ", &line.to_string()].concat());
    }
    match place {
        Place::Block { block, step } => {
            let label = player.recording().block_label(block)?;
            Some(match step {
                Some(step) => [label, ", step ", &(step + 1).to_string()].concat(),
                None => label.to_owned(),
            })
        }
        Place::Main => None,
    }
}

/// The focus goes to what was asked, so that a screen reader tells it and the answer follows.
fn focus(element: Element) {
    if let Ok(element) = element.dyn_into::<HtmlElement>() {
        // Without focus only the reading is missing.
        let _ = element.focus();
    }
}
