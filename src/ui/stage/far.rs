//! Cards from so far off that nothing but their state can be seen. Those in the same state are one path: a frame changes
//! these few, however many cards there are. The cards themselves are there as well, to be pointed at and named.

use std::rc::Rc;

use yew::Html;

use super::geometry::Rect;
use crate::playback::TaskState;
use crate::scene::BlockId;
use crate::ui::kind::Kind;
use crate::ui::markup::{Identical, LivePart, Part, Shows, Signal, el};
use crate::ui::picture::{Face, FaceKind};
use crate::ui::status::{CardStatus, Statuses};
use crate::ui::words::fixed;

/// In the order in which they are drawn: what runs comes last.
const CLASSES: [&str; 9] = [
    "far",
    "far far--pending",
    "far far--waiting",
    "far far--scheduled",
    "far far--done",
    "far far--failed",
    "far far--cancelled",
    "far far--cancelling",
    "far far--running",
];

fn class_of(status: Option<&CardStatus>) -> usize {
    match status.map(|status| status.state) {
        None => 0,
        Some(None) => 1,
        Some(Some(TaskState::Waiting)) => 2,
        Some(Some(TaskState::Scheduled)) => 3,
        Some(Some(TaskState::Done)) => 4,
        Some(Some(TaskState::Failed)) => 5,
        Some(Some(TaskState::Cancelled)) => 6,
        Some(Some(TaskState::Cancelling)) => 7,
        Some(Some(TaskState::Running)) => 8,
    }
}

/// The outlines of cards.
pub fn outlines<'a>(faces: impl Iterator<Item = &'a Rc<Face>>) -> Rc<Vec<(BlockId, String)>> {
    Rc::new(faces.map(|face| (face.id, outline(face))).collect())
}

fn outline(face: &Face) -> String {
    let Rect { x, y, size } = face.rect;
    let radius = if face.kind == FaceKind::Block(Kind::Task) { 0.0 } else { size.height / 2.0 };
    let [x, y, width, height, rounded] =
        [x + radius, y, size.width - 2.0 * radius, size.height, radius].map(|number| fixed(number, 0));
    if radius == 0.0 {
        return format!("M{x} {y}h{width}v{height}h-{width}z");
    }
    let arc = |down: &str| format!("a{rounded} {rounded} 0 0 1 0 {down}{height}");
    format!("M{x} {y}h{width}{}h-{width}{}z", arc(""), arc("-"))
}

/// All cards.
#[derive(PartialEq)]
pub struct FarCards {
    /// Their outlines.
    pub outlines: Identical<Vec<(BlockId, String)>>,
    /// What they show; `None` without a run.
    pub shown: Signal<Rc<Statuses>>,
}

impl Part for FarCards {
    fn draw(&self) -> Html {
        let statuses = self.shown.get();
        let mut paths: [String; 9] = Default::default();
        for (id, outline) in self.outlines.0.iter() {
            let status = statuses.cards.get(id);
            if status.is_none_or(|status| !status.absent) {
                paths[class_of(status.map(Rc::as_ref))].push_str(outline);
            }
        }
        let path = |(class, path)| el("path").attr("class", class).attr("d", path);
        el("svg.wires[aria-hidden=true]").each(CLASSES.into_iter().zip(paths).map(path)).into()
    }
}

impl LivePart for FarCards {
    fn signal(&self) -> &dyn Shows {
        &self.shown
    }
}
