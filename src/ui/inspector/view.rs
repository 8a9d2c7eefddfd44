//! The inspector.

use super::block::block_sections;
use super::changed::Changed;
use super::outside::Outside;
use super::running::running;
use super::scene::SceneSections;
use super::why::why;
use super::wire::{wire_in_run, wire_sections};
use crate::scene::BlockId;
use crate::ui::lesson::{Authoring, Questions, Results, WorthAsking, told};
use crate::ui::markup::{El, Identical, el, fragment, keyed_part, part};
use crate::ui::parts::{OUTLINED, button, icon};
use crate::ui::send;
use crate::ui::workspace::{Action, Change, Dispatch, Presenting, Stage, Workspace};

/// The inspector: of a block, a wire, several blocks, or the scene.
pub fn inspector(state: &Workspace, dispatch: &Dispatch) -> El {
    let scene = &state.document.scene;
    let predicted = match state.predict.stage {
        Stage::Asking => {
            return el("div.inspector").child(part(Questions::of(state, dispatch)));
        }
        Stage::Answered => Some(part(Results::of(state, dispatch))),
        Stage::Off | Stage::Computing => None,
    };
    let is_told = state.presenting != Presenting::Not && predicted.is_none() && state.why.is_none();
    let told = is_told.then(|| told(&state.predict.notes)).flatten();
    let is_alone = state.selected().is_none() && state.wire.is_none();
    let worth = WorthAsking::of(state, dispatch).filter(|_| is_alone).map(part);
    let inside = match (state.selected(), state.wire) {
        (Some(id), _) => {
            let run = state.run.as_ref();
            let face = state.picture.faces.get(&id);
            let in_run = run.zip(face).and_then(|(run, face)| {
                Some(running(face, run.statuses.cards.get(&id)?, &run.player, dispatch))
            });
            let (above, below) = match state.python.is_open() {
                true => {
                    let fixture = face.filter(|face| face.kind.is_fixture());
                    let acts = fixture.and_then(|face| Outside::on(state, &face.label, dispatch));
                    (program_card(state, id), acts.map(|acts| fragment().child(part(acts))))
                }
                false => (None, block_sections(scene, id, current_step(state), dispatch)),
            };
            fragment().key(id.0).child(above).child(in_run).child(below)
        }
        (None, _) if state.python.is_open() => fragment()
            .child(program())
            .child(part(Outside::of(state, dispatch)))
            .child(part(Authoring::of(state, dispatch))),
        (None, Some(wire)) => wire_sections(scene, wire, dispatch),
        (None, None) if !state.selection.is_empty() => several(state.selection.len(), dispatch),
        (None, None) => {
            let (scene, remarks) = (Identical(scene.clone()), state.remarks.clone());
            fragment()
                .child(part(SceneSections { scene, remarks, dispatch: dispatch.clone() }))
                .child(part(Outside::of(state, dispatch)))
                .child(part(Authoring::of(state, dispatch)))
        }
    };
    let wire = state.wire.filter(|_| state.run.is_some() && state.selection.is_empty());
    let wire = wire.map(|wire| wire_in_run(scene, wire, dispatch));
    let changed = state.changed.clone().map(|difference| {
        keyed_part("changed".to_owned(), Changed { difference, dispatch: dispatch.clone() })
    });
    el("div.inspector")
        .child(why(state, dispatch))
        .child(told)
        .child(changed)
        .child(predicted)
        .child(worth)
        .child(wire)
        .child(inside)
}

/// A card of a program: there is nothing about it to be changed.
fn program_card(state: &Workspace, id: BlockId) -> Option<El> {
    let face = state.picture.faces.get(&id)?;
    let kind = el("span.section__kind").child(icon(face.kind.word())).child(face.kind.title());
    Some(
        el("section.section")
            .attr("aria-label", face.kind.title())
            .child(el("div.section__head").child(kind))
            .child(el("p.section__name").child(face.label.clone()))
            .child(el("p.section__text").child(face.summary.clone())),
    )
}

/// What to do with a program.
fn program() -> El {
    let text = "Run the program, then choose a card on the canvas: what it waits on, and why, is told here. While the \
        program runs, every task that is not done has a button to cancel it.";
    let heading = el("h2.heading").child("This program");
    el("section.section[aria-label=This program]").child(heading).child(el("p.section__text").child(text))
}

/// The step that the selected task is at.
fn current_step(state: &Workspace) -> Option<u32> {
    let view = state.run.as_ref()?.player.view();
    let task = view.of_block(state.selected()?.0)?.task?;
    match task.at? {
        crate::program::Place::Block { block, step }
            if !task.state.is_final() && Some(block) == state.selected().map(|id| id.0) =>
        {
            step
        }
        _ => None,
    }
}

fn several(count: usize, dispatch: &Dispatch) -> El {
    let tool = |name: &'static str, key, icon| button(name).key(key).icon(icon).text(name).class(OUTLINED);
    let copy = tool("Duplicate", "Ctrl+D", "copy").sends(dispatch, Action::Change(Change::Duplicate));
    let delete = tool("Delete", "Delete", "trash").calls(send::delete(dispatch));
    let tools = el("div.buttons").child(copy).child(delete);
    let title = el("div.section__kind").child(format!("{count} blocks selected"));
    el("section.section").child(title).child(tools)
}
