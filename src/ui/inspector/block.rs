//! What a block is, to be changed.

use std::rc::Rc;

use super::steps;
use crate::scene::Kind;
use crate::scene::{Block, BlockId, BlockKind, Edit, Scene, label_of, limits};
use crate::ui::markup::{Callback, El, component, el, fragment};
use crate::ui::parts::{NumberField, NumberProps, OUTLINED, SMALL, button, icon, lazy_field};
use crate::ui::send;
use crate::ui::workspace::{Action, Change, Dispatch, Select};

/// The sections of one block. `current` is the step that the task is at, if it runs.
pub fn block_sections(
    scene: &Rc<Scene>,
    id: BlockId,
    current: Option<u32>,
    dispatch: &Dispatch,
) -> Option<El> {
    let block = scene.blocks.get(&id)?;
    let wrap = el("section.section[aria-label=Wrap]")
        .child(el("h2.heading").child("Wrap in"))
        .child(wraps(dispatch, |kind| Change::WrapBlock(kind, id)));
    let inside = inside(scene, id, block, current, dispatch);
    Some(fragment().child(about(id, block, dispatch)).child(inside).child(wrap))
}

/// The buttons that wrap something.
pub fn wraps(dispatch: &Dispatch, change: impl Fn(Kind) -> Change) -> El {
    let wrap = |kind: Kind| {
        let named = button(format!("Wrap in a {}", kind.word())).icon(kind.word()).text(kind.title());
        named.class(OUTLINED).sends(dispatch, Action::Change(change(kind)))
    };
    el("div.buttons").each(Kind::WRAPPERS.into_iter().map(wrap))
}

fn about(id: BlockId, block: &Block, dispatch: &Dispatch) -> El {
    let kind = Kind::of(&block.kind);
    let rename = {
        let dispatch = dispatch.clone();
        Callback::from(move |label: String| dispatch.dispatch(Action::Edit(Edit::SetLabel { id, label })))
    };
    let copy = button("Duplicate").key("Ctrl+D").icon("copy").class(SMALL);
    let head = el("div.section__head")
        .child(el("span.section__kind").child(icon(kind.word())).child(kind.title()))
        .child(copy.sends(dispatch, Action::Change(Change::Duplicate)))
        .child(button("Delete").key("Delete").icon("trash").class(SMALL).calls(send::delete(dispatch)));
    el("section.section").attr("aria-label", kind.title()).child(head).child(lazy_field(
        "Name of the block",
        &block.label,
        limits::MAX_LABEL_CHARS,
        rename,
    ))
}

fn inside(scene: &Rc<Scene>, id: BlockId, block: &Block, current: Option<u32>, dispatch: &Dispatch) -> El {
    let section = el("section.section").attr("aria-label", Kind::of(&block.kind).inside());
    let heading = |text: &'static str| el("h2.heading").child(text);
    match &block.kind {
        BlockKind::Task { steps } => {
            section.child(heading("Steps")).child(steps::editor(scene, id, steps, current, dispatch))
        }
        BlockKind::Gather { children, return_exceptions } => {
            let is_on = *return_exceptions;
            let toggle = Action::Edit(Edit::SetReturnExceptions { id, on: !is_on });
            let tick = el("input[type=checkbox]").checked(is_on).on_change(send::action(dispatch, toggle));
            let results = "Failures become results (return_exceptions)";
            section
                .child(heading("Gathers, in this order"))
                .child(children_list(scene, id, children, dispatch))
                .child(el("label.row row--check").child(tick).child(results))
        }
        BlockKind::Shield { child } => {
            section.child(heading("Shields")).child(children_list(scene, id, child.as_slice(), dispatch))
        }
        BlockKind::Timeout { child, delay_secs } => section
            .child(delay(id, *delay_secs, dispatch))
            .child(heading("Watches"))
            .child(children_list(scene, id, child.as_slice(), dispatch)),
    }
}

fn delay(id: BlockId, delay_secs: f64, dispatch: &Dispatch) -> El {
    let changes = dispatch.clone();
    let field = component::<NumberField>(
        None,
        NumberProps {
            label: "Timeout in seconds",
            value: delay_secs,
            range: limits::SECONDS,
            step: "0.1",
            onnumber: Callback::from(move |delay_secs| {
                changes.dispatch(Action::Edit(Edit::SetDelay { id, delay_secs }));
            }),
            dispatch: dispatch.clone(),
        },
    );
    el("label.row")
        .child(el("span.row__label").child("Time is up after"))
        .child(field)
        .child(el("span.unit").child("s"))
}

fn children_list(scene: &Scene, parent: BlockId, children: &[BlockId], dispatch: &Dispatch) -> El {
    if children.is_empty() {
        let text = "Nothing yet. Drag from the port at the card's lower edge to another card.";
        return el("p.section__text").child(text);
    }
    let row = |(position, &child): (usize, &BlockId)| {
        let label = label_of(scene, child);
        let mut earlier = children.to_vec();
        let raise = (position > 0).then(|| {
            earlier.swap(position - 1, position);
            let edit = Edit::ReorderChildren { id: parent, children: earlier };
            button(format!("Move {label} up")).icon("up").class(SMALL).sends(dispatch, Action::Edit(edit))
        });
        let cut = button(format!("Disconnect {label}")).icon("close").class(SMALL);
        let name = el("button.child__name[type=button]")
            .on_click(send::action(dispatch, Action::Select(Select::Only(child))))
            .child(label.to_owned());
        el("li.child")
            .key(child.0)
            .child(name)
            .child(raise)
            .child(cut.sends(dispatch, Action::Edit(Edit::Disconnect { parent, child })))
    };
    el("ul.children").each(children.iter().enumerate().map(row))
}
