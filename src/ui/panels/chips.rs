//! What stands in the loop's panel in rows: handles, tasks, items.

use yew::AttrValue;

use crate::playback::{Handle, Items, Recording, View, label};
use crate::program::Place;
use crate::scene::{BlockId, IdSet};
use crate::trace::{CallbackRole, FutureId};
use crate::ui::markup::{El, el};
use crate::ui::send;
use crate::ui::workspace::{Action, Dispatch, Select};

/// So many chips stand in a row.
const SHOWN: usize = 24;
/// So many items of a queue, and so many characters of each.
const ITEMS: usize = 12;
const ITEM_CHARS: usize = 18;

/// What chips are made of.
pub struct Chips<'a> {
    pub recording: &'a Recording,
    pub view: &'a View,
    pub selection: &'a IdSet,
    pub dispatch: &'a Dispatch,
}

impl Chips<'_> {
    /// The card of a task, gather or shield.
    pub fn block_of(&self, id: FutureId) -> Option<BlockId> {
        match self.recording.object(id)?.place? {
            Place::Block { block, step: None } => Some(BlockId(block)),
            _ => None,
        }
    }

    /// The card of whom a handle is about.
    pub fn block_of_handle(&self, handle: &Handle) -> Option<BlockId> {
        self.block_of(match handle {
            Handle::Step { task } => *task,
            Handle::Timer { timer } => self.view.timer(*timer)?.task?,
            Handle::Callback { role, .. } => match role {
                CallbackRole::Gather { gather } => *gather,
                CallbackRole::Shield { outer } => *outer,
                CallbackRole::Wait { waiter } => self.view.future(*waiter)?.creator?,
                CallbackRole::Group { group } => self.view.group(*group)?.task,
                _ => return None,
            },
        })
    }

    /// A name that selects its card, if it has one.
    pub fn chip(&self, name: String, block: Option<BlockId>) -> El {
        let Some(block) = block else { return el("span.handle").child(name) };
        el("button.handle[type=button]")
            .mark("data-selected", self.selection.contains(&block))
            .on_click(send::action(self.dispatch, Action::Select(Select::Only(block))))
            .child(name)
    }

    /// Tasks.
    pub fn tasks(&self, tasks: impl Iterator<Item = FutureId>, count: usize) -> El {
        self.first(tasks.map(|task| self.chip(label(self.recording, task), self.block_of(task))), count)
    }

    /// The first ones of so many, in a list.
    pub fn first(&self, chips: impl Iterator<Item = El>, count: usize) -> El {
        el("ol.loop__list")
            .each(chips.take(SHOWN).map(|chip| el("li").child(chip)))
            .child(more(count, SHOWN).map(|more| el("li").child(more)))
    }
}

/// How many are not shown.
pub fn more(count: usize, shown: usize) -> Option<El> {
    let left = count.checked_sub(shown).filter(|left| *left > 0)?;
    Some(el("span.loop__text").child(["and ", &left.to_string(), " more"].concat()))
}

/// What is in a queue, the next one first where that is known.
pub fn items(all: &Items) -> El {
    let item = |item: Option<&std::rc::Rc<str>>| {
        let text: AttrValue = match item {
            Some(text) if text.chars().count() > ITEM_CHARS => {
                (text.chars().take(ITEM_CHARS - 1).collect::<String>() + "\u{2026}").into()
            }
            Some(text) => AttrValue::Rc(text.clone()),
            None => "an item".into(),
        };
        el("li.loop__item").child(text)
    };
    el("ol.loop__list loop__list--items")
        .each(all.iter().take(ITEMS).map(item))
        .child(more(all.len(), ITEMS).map(|more| el("li").child(more)))
}
