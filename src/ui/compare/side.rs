//! One of the two runs: its tasks, each on its lane, and what it prints.

use std::rc::Rc;

use yew::{AttrValue, Html};

use super::both::{Both, Piece};
use super::both_states;
use crate::playback::{Comparison, Pair, Player, TaskState};
use crate::program::fixed;
use crate::scene::Scene;
use crate::ui::formats;
use crate::ui::markup::{El, Identical, Part, el, part};
use crate::ui::panels;
use crate::ui::parts::{OUTLINED, button, icon};
use crate::ui::stage::state_icon;
use crate::ui::status;
use crate::ui::workspace::{Action, Compared, Dispatch, File, Show, Whence};

/// Lines that are shown: the last ones.
const LINES: usize = 100;
/// Tasks that are shown: the first ones.
const TASKS: usize = 100;

/// One side.
pub fn side(
    both: &Both,
    comparison: &Comparison,
    side: usize,
    compared: &Compared,
    dispatch: &Dispatch,
) -> El {
    let player = &comparison.sides()[side];
    let share = comparison.position_ms() / comparison.axis().total_ms().max(1.0);
    let open = button("Open this one").text("Open this one").class(OUTLINED);
    let head = el("header.duo__head")
        .child(el("h3.duo__title").child(compared.title.clone()))
        .child(open.sends(dispatch, opening(compared)));
    let more = comparison.pairs().len().saturating_sub(TASKS);
    let more =
        (more > 0).then(|| el("li.panel__empty").child(["and ", &more.to_string(), " more tasks"].concat()));
    let tasks = comparison.pairs().iter().zip(&both.lanes).take(TASKS);
    let tasks = tasks.map(|(pair, lanes)| task(comparison, side, pair, &both.scenes[side], &lanes[side]));
    let own = [&both.difference.lines_gone, &both.difference.lines_new][side];
    let view = player.view();
    let lines = view.console().skip(view.console_len().saturating_sub(LINES)).map(|line| {
        let since = own.partition_point(|(at_secs, _)| *at_secs < line.time_secs);
        let then = own[since..].iter().take_while(|(at_secs, _)| *at_secs == line.time_secs);
        let is_own = then.into_iter().any(|(_, text)| *text == line.text);
        panels::line("line", line.time_secs, line.name.clone(), line.text.clone())
            .key(line.event.0)
            .mark("data-only", is_own)
            .child(is_own.then(|| el("span.duo__only").child("only here")))
    });
    let end = view.end().map(|how| {
        let (tone, text) = panels::ending(player.recording(), how);
        panels::line("line line--end", view.time_secs(), "exit".into(), text.into()).attr("data-tone", tone)
    });
    let recording = player.recording();
    let goes_on = (recording.is_open() && player.cursor() == recording.len()).then(|| {
        let text = "this run goes on: it is compared up to here";
        panels::line("line line--end", view.time_secs(), "\u{2026}".into(), text.into())
    });
    let is_silent = view.console_len() == 0 && end.is_none();
    let nothing = is_silent.then(|| el("li.panel__empty").child("Nothing printed yet."));
    el("section.duo__side")
        .attr("aria-label", compared.title.clone())
        .attr("style", ["--at:", &fixed(share * 100.0, 2), "%"].concat())
        .child(head)
        .child(el("ul.duo__tasks[aria-label=Tasks]").each(tasks).child(more))
        .child(
            el("ol.lines duo__lines[aria-label=Printed]")
                .child(nothing)
                .each(lines)
                .child(end)
                .child(goes_on),
        )
}

/// What opens it alone.
fn opening(compared: &Compared) -> Action {
    let import = |name: &str, text: String| File::Import { name: name.into(), text: text.into() };
    Action::File(match &compared.from {
        Whence::BuiltIn(name) => File::OpenBuiltIn(name.clone()),
        Whence::Kept(position, _) => File::TakeBack(*position),
        Whence::Variant(scene) => import(&compared.title, formats::write(scene)),
        Whence::Open(_) => {
            return Action::Show(Show::CloseDialog);
        }
    })
}

fn task(comparison: &Comparison, side: usize, pair: &Pair, scene: &Scene, lane: &Rc<Vec<Piece>>) -> El {
    let states = comparison.states(pair);
    let differs = states[0] != states[1];
    let says = says(&comparison.sides()[side], pair, side, scene);
    let state = states[side];
    let word = match pair.tasks[side] {
        None => "not in this run",
        Some(_) => state.map_or("not created yet", TaskState::as_str),
    };
    let marked = differs.then(|| {
        let text = ["differs: ", &both_states(states)].concat();
        el("span.duo__differs").child(icon("compare")).child(text)
    });
    let head = el("div.duo__row")
        .child(icon(state_icon(state)))
        .child(el("span.duo__name").child(pair.name.clone()))
        .child(el("span.duo__state").child(word))
        .child(marked);
    el("li.duo__task")
        .attr("data-state", state.map(TaskState::as_str))
        .attr("data-is", state.map(TaskState::as_str))
        .attr("data-name", pair.name.clone())
        .mark("data-differs", differs)
        .mark("data-absent", pair.tasks[side].is_none())
        .child(head)
        .child(part(Bar(Identical(lane.clone()))))
        .child(el("div.duo__says").child(says))
}

/// What goes on in a task, as its card says it.
fn says(player: &Player, pair: &Pair, side: usize, scene: &Scene) -> Option<AttrValue> {
    let task = player.view().task(pair.tasks[side]?)?;
    let card = status::card_of_task(scene, player, task)?;
    Some(match card.at {
        Some(at) if !task.state.is_final() => [&*at, " \u{b7} ", &card.text].concat().into(),
        _ => card.text,
    })
}

/// The lane of a task: drawn once.
#[derive(PartialEq)]
struct Bar(Identical<Vec<Piece>>);

impl Part for Bar {
    fn draw(&self) -> Html {
        let piece = |piece: &Piece| {
            let percent = |thousandths: u32| fixed(f64::from(thousandths) / 10.0, 1) + "%";
            let [from, until] = piece.span;
            let style = ["left:", &percent(from), ";width:", &percent(until.saturating_sub(from))].concat();
            el("span.duo__piece")
                .attr("data-is", piece.state.as_str())
                .mark("data-cleanup", piece.cleans_up)
                .attr("style", style)
        };
        el("div.duo__bar[aria-hidden=true]").each(self.0.0.iter().map(piece)).into()
    }
}
