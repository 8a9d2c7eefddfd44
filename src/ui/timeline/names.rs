//! The names of the lanes: the list that is read where the picture is not seen.

use std::rc::Rc;

use yew::Html;

use super::desk::Desk;
use crate::layout::lanes::paint::ROW;
use crate::playback::TaskState;
use crate::trace::FutureId;
use crate::ui::markup::{Callback, Part, el};
use crate::ui::parts::{cut, icon};
use crate::ui::words::px;

/// The name of a lane.
#[derive(PartialEq)]
pub struct Name {
    pub row: usize,
    pub name: Rc<str>,
    pub depth: u32,
    /// How many lanes are below it in the tree.
    pub below: usize,
    pub is_folded: bool,
    pub is_selected: bool,
    /// `None` before the task is created.
    pub state: Option<TaskState>,
    pub task: FutureId,
    /// The position of the lane.
    pub lane: usize,
    pub desk: Desk,
}

/// Deeper lanes are not moved in any further.
const DEEPEST: u32 = 6;
/// By so much each level is moved in.
const INDENT: f64 = 10.0;

impl Part for Name {
    fn draw(&self) -> Html {
        let indent = f64::from(self.depth.min(DEEPEST)) * INDENT;
        let style = "top:".to_owned() + &px(self.row as f64 * ROW) + ";--indent:" + &px(indent);
        let (label, image) = match self.is_folded {
            true => ("Unfold ", "folded"),
            false => ("Fold ", "unfolded"),
        };
        let (desk, task, lane) = (self.desk.clone(), self.task, self.lane);
        let select = Callback::from(move |_| desk.select(lane));
        let fold = (self.below > 0).then(|| {
            let desk = self.desk.clone();
            let fold = Callback::from(move |_| desk.fold(task));
            el("button.timeline__fold[type=button]")
                .attr("aria-label", label.to_owned() + &self.name)
                .attr("aria-expanded", if self.is_folded { "false" } else { "true" })
                .on_click(fold)
                .child(icon(image))
        });
        let word = self.state.map_or("pending", TaskState::as_str);
        let more = (self.is_folded && self.below > 0)
            .then(|| el("span.timeline__more").child("+".to_owned() + &self.below.to_string()));
        let name = el("button.timeline__name[type=button]")
            .attr("aria-pressed", if self.is_selected { "true" } else { "false" })
            .attr("aria-label", self.name.to_string() + ", " + word)
            .attr("title", self.name.clone())
            .on_click(select)
            .child(el("span.timeline__state").attr("data-lane-state", word).child(icon(word)))
            .child(cut(el("span.timeline__text"), &self.name))
            .child(more);
        el("li.timeline__row").attr("style", style).child(fold).child(name).into()
    }
}
