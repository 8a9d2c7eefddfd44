//! The state of the selected block in the run that is shown.

use crate::layout::picture::{Face, FaceKind};
use crate::playback::{Player, TaskState};
use crate::scene::Kind;
use crate::ui::link::is_embedded;
use crate::ui::markup::{El, el, fragment};
use crate::ui::parts::{OUTLINED, button, icon};
use crate::ui::send;
use crate::ui::stage::state_icon;
use crate::ui::status::CardStatus;
use crate::ui::words;
use crate::ui::workspace::{Action, Ask, Dispatch, FilterBy, Play, Show};

/// The state, and a button that asks for its causes. What tasks meet at has no state, but something to be told.
pub fn running(face: &Face, status: &CardStatus, player: &Player, dispatch: &Dispatch) -> El {
    let id = face.id;
    let is_fixture = face.kind.is_fixture();
    let word = match status.state {
        _ if is_fixture => &status.text,
        state => state.map_or("not started", TaskState::as_str),
    };
    let task = player.view().of_block(id.0).and_then(|block| block.task);
    let cancel = button("Cancel this block now").icon("close").text("Cancel").class(OUTLINED);
    let mark = if is_fixture { face.kind.word() } else { state_icon(status.state) };
    let badge = el("span.badge")
        .attr("data-is", (!is_fixture).then(|| word.to_owned()))
        .child(icon(mark))
        .child(word.to_owned());
    let name = if is_fixture { "Why is it so?".to_owned() } else { ["Why is it ", word, "?"].concat() };
    let why = button(name).text("Why?").class(OUTLINED).calls(send::why(dispatch, Ask::Card(id)));
    let head = el("div.section__head")
        .child(badge)
        .child(why)
        .child(status.can_cancel.then(|| cancel.plays(dispatch, Play::Cancel(id))));
    let facts = el("dl.facts")
        .child((*status.text != *word).then(|| fact("now", text(status))))
        .child(task.map(|task| {
            let created = words::clock(task.created_secs);
            fact("task", format!("{}, created at {created}", task.name))
        }))
        .child(
            task.filter(|task| task.cancelling > 0)
                .map(|task| fact("cancelling()", task.cancelling.to_string())),
        );
    // A frame has no lists.
    let only = (face.kind == FaceKind::Block(Kind::Task) && task.is_some() && !is_embedded()).then(|| {
        let only = button("Only its lines and events").icon("search").text("Only its lines and events");
        only.class(OUTLINED).sends(dispatch, Action::Show(Show::Filter(FilterBy::Task(id))))
    });
    el("section.section[aria-label=In this run]").child(head).child(facts).child(only)
}

fn fact(name: &'static str, value: String) -> El {
    fragment().child(el("dt").child(name)).child(el("dd").child(value))
}

fn text(status: &CardStatus) -> String {
    match status.span {
        Some(span) => {
            let what = if status.is_deadline { "runs" } else { &status.text };
            format!("{what} until {}", words::clock(span.until_secs))
        }
        None => status.text.to_string(),
    }
}
