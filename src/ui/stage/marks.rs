//! What the elements of cards tell by attributes, for tests, embedders and the stylesheet.

use std::rc::Rc;

use web_sys::Element;
use yew::AttrValue;

use crate::layout::picture::Face;
use crate::playback::TaskState;
use crate::ui::status::CardStatus;
use crate::web::{attributes, document};

/// The name of a card's element.
pub fn element_id(face: &Face) -> String {
    ["block-", &face.id.0.to_string()].concat()
}

/// What the element of a card tells of a moment, beside its name. Its style follows from `data-is`, which painted cards
/// are without.
pub fn marks(
    face: &Face,
    status: Option<&CardStatus>,
    is_painted: bool,
) -> [(&'static str, Option<AttrValue>); 7] {
    let state = status.and_then(|status| status.state);
    let is = |holds: fn(&CardStatus) -> bool| status.is_some_and(holds).then_some("true");
    let word = |word: Option<&'static str>| word.map(AttrValue::Static);
    let is_pending = is_pending(face, status);
    let shown = state.map(TaskState::as_str).or(is_pending.then_some("pending"));
    [
        ("data-is", word(shown.filter(|_| !is_painted))),
        ("data-task", status.and_then(|status| status.task.clone()).map(AttrValue::Rc)),
        ("data-state", word(state.map(TaskState::as_str))),
        ("hidden", word(is(|status| status.absent).map(|_| "hidden"))),
        ("data-fate", word(status.and_then(|status| status.fate).map(|fate| fate.kind.word()))),
        ("data-blocks", word(is(|status| status.blocks))),
        ("data-held", word(is(|status| status.held))),
    ]
}

/// Whether a run is shown in which it has not come to anything yet.
pub fn is_pending(face: &Face, status: Option<&CardStatus>) -> bool {
    status.is_some_and(|status| status.state.is_none()) && !face.kind.is_fixture()
}

/// The element of a card, if it is on the page.
pub fn element_of(face: &Face) -> Option<Element> {
    document().get_element_by_id(&element_id(face))
}

/// Has the element of a card with nothing inside tell of another moment, as [`Card`] would draw it. Yew is not asked: it
/// would compare all that has not changed, and a thousand cards may change in one frame. `element` is asked for only if
/// something has.
pub fn follow<'a>(
    face: &Face,
    is_painted: bool,
    before: Option<&CardStatus>,
    now: Option<&CardStatus>,
    element: impl FnOnce() -> Option<&'a Element>,
) {
    if is_marked_alike(before, now) {
        return;
    }
    let (before, now) = (marks(face, before, is_painted), marks(face, now, is_painted));
    let changed = before.into_iter().zip(now).filter(|(old, new)| old != new);
    let mut changed = changed.map(|(_, new)| new).peekable();
    if changed.peek().is_none() {
        return;
    }
    let Some(element) = element() else { return };
    for (name, value) in changed {
        match value {
            Some(AttrValue::Static(value)) => attributes::set_word(element, name, value),
            // A valid name can always be set.
            Some(value) => _ = element.set_attribute(name, &value),
            None => attributes::remove(element, name),
        }
    }
}

/// Whether the element tells the same of both: most of what changes on a card is words, which it does not tell.
fn is_marked_alike(before: Option<&CardStatus>, now: Option<&CardStatus>) -> bool {
    let told = |status: Option<&CardStatus>| {
        let status = status?;
        let fate = status.fate.map(|fate| fate.kind);
        Some((
            status.state,
            status.task.as_ref().map(Rc::as_ptr),
            status.absent,
            fate,
            status.blocks,
            status.held,
        ))
    };
    told(before) == told(now)
}
