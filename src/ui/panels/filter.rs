//! The row above the lines or events in which they are narrowed down.

use std::rc::Rc;

use web_sys::{Event, HtmlInputElement, KeyboardEvent};
use yew::{AttrValue, TargetCast};

use crate::scene::BlockId;
use crate::ui::markup::{El, el, hears};
use crate::ui::parts::{OUTLINED, SMALL, button, cut, icon};
use crate::ui::workspace::{Action, Dispatch, Filter, FilterBy, Show, Workspace};
use crate::web;

/// The identifier of the field.
pub const FIELD_ID: &str = "filter";
/// The identifier of the button that opens the row.
const OPENS_ID: &str = "filter-opens";

/// What the row shows.
#[derive(Clone, PartialEq)]
pub struct Narrowed {
    /// What is listed, if not everything.
    pub filter: Option<Rc<Filter>>,
    offered: Option<(BlockId, Rc<str>)>,
    dispatch: Dispatch,
}

/// The button that opens the row.
pub fn opener(state: &Workspace, dispatch: &Dispatch) -> El {
    let by = if state.filter.is_some() { FilterBy::Close } else { FilterBy::Open };
    let opener = button("Filter lines and events").key("/").icon("search").class(SMALL);
    opener
        .sends(dispatch, Action::Show(Show::Filter(by)))
        .attr("id", OPENS_ID)
        .attr("aria-expanded", if state.filter.is_some() { "true" } else { "false" })
}

impl Narrowed {
    /// The row as it is now.
    pub fn of(state: &Workspace, dispatch: &Dispatch) -> Self {
        let offered = state.filter.as_ref().and_then(|_| state.offered_task());
        Narrowed { filter: state.filter.clone(), offered, dispatch: dispatch.clone() }
    }

    /// The row, if it is open: so many of so many are listed.
    pub fn row(&self, listed: usize, all: usize) -> Option<El> {
        let filter = self.filter.as_ref()?;
        let does = |by: FilterBy| Action::Show(Show::Filter(by));
        let task = filter.task.as_ref().map(|(_, name)| {
            let all = button(["Only ", name, ": show all tasks"].concat()).class("filter__task");
            let all = all.sends(&self.dispatch, does(FilterBy::AnyTask));
            all.child(cut(el("span.filter__name"), name)).child(icon("close"))
        });
        let offer = self.offered.as_ref().map(|(card, name)| {
            let text = ["Only ", name].concat();
            let only = button(text.clone()).text(text).class(OUTLINED);
            only.sends(&self.dispatch, does(FilterBy::Task(*card)))
        });
        let words = {
            let dispatch = self.dispatch.clone();
            hears(move |event: &Event| {
                let words = event.target_unchecked_into::<HtmlInputElement>().value();
                dispatch.dispatch(does(FilterBy::Words(words.into())));
            })
        };
        let key = {
            let dispatch = self.dispatch.clone();
            hears(move |event: &KeyboardEvent| {
                if event.key() == "Escape" {
                    event.prevent_default();
                    event.stop_propagation();
                    web::focus(OPENS_ID);
                    dispatch.dispatch(does(FilterBy::Close));
                }
            })
        };
        let input = el("input.field filter__field[type=text][placeholder=Filter by words][autocomplete=off][spellcheck=false]")
            .attr("id", FIELD_ID)
            .attr("aria-label", "Filter lines and events by words")
            .value(AttrValue::from(filter.words.clone()))
            .on_input(words);
        // Whoever switches to another list has not asked to write.
        let input = input.on_begin(if filter.is_begun { |_| web::focus(FIELD_ID) } else { |_| {} });
        let count = (!filter.is_empty()).then(|| [&*listed.to_string(), " of ", &all.to_string()].concat());
        let close = button("Show everything").key("Esc").icon("close").class(SMALL);
        Some(
            el("div.filter[role=search]")
                .on_key_down(key)
                .child(task)
                .child(offer)
                .child(input)
                .child(el("span.filter__count[role=status]").child(count))
                .child(close.sends(&self.dispatch, does(FilterBy::Close))),
        )
    }
}
