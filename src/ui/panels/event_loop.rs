//! The event loop at this moment: what runs, what is ready, which timers are set, and who waits at what.

use std::rc::Rc;

use yew::Html;

use super::Shown;
use super::chips::{Chips, items, more};
use crate::playback::{
    LoopView, SyncState, SyncView, ThreadState, TimerView, WaitingFor, due_timers, group_name, handle_name,
    loop_name, ready_summary, sync_name, timer_name, work_name,
};
use crate::scene::IdSet;
use crate::trace::{BarrierState, FutureId, RunEnd, SyncKind, Wants};
use crate::ui::markup::{El, Part, el, fragment};
use crate::ui::parts::icon;
use crate::ui::words;
use crate::ui::workspace::Dispatch;

/// So many timers are listed, the earliest first.
const TIMERS: usize = 12;
/// So many locks, queues and the like.
const SYNCS: usize = 40;
/// So many threads and groups.
const OTHERS: usize = 20;

/// The loop.
#[derive(PartialEq)]
pub struct EventLoop {
    pub player: Option<Shown>,
    /// The cards that are selected.
    pub selection: Rc<IdSet>,
    pub dispatch: Dispatch,
}

impl Part for EventLoop {
    fn draw(&self) -> Html {
        let Some(Shown(player)) = &self.player else {
            let text = "In each iteration the event loop runs the handles that are ready, in order: steps of tasks, \
                        callbacks, and timers that are due. Run something to watch it.";
            return el("p.panel__empty").child(text).into();
        };
        let chips = Chips {
            recording: player.recording(),
            view: player.view(),
            selection: &self.selection,
            dispatch: &self.dispatch,
        };
        // After the end only who still waits, and at what, is of interest; what a budget has stopped has more left.
        let goes_on = matches!(player.view().end(), None | Some(RunEnd::Limit { .. }));
        let loops = player.view().event_loops();
        let one = |event_loop: &LoopView| {
            fragment()
                .child(el("p.loop__sentence").child(sentence(&chips, event_loop)))
                .child(row("Now", now(&chips, event_loop)))
                .child(goes_on.then(|| ready(&chips, event_loop)))
                .child(goes_on.then(|| timers(&chips, event_loop)))
        };
        // Of several, each can be folded away.
        let named = |event_loop: &LoopView| {
            el("details.loop__one")
                .flag("open", true)
                .key(event_loop.id.0.to_string())
                .mark("data-now", event_loop.id == player.view().event_loop().id)
                .child(el("summary.loop__title").child(icon("down")).child(loop_title(&chips, event_loop)))
                .child(one(event_loop))
        };
        el("div.loop[tabindex=0]")
            .child((loops.len() == 1).then(|| one(player.view().event_loop())))
            .each(loops.into_iter().filter(|_| player.view().has_loops()).map(named))
            .each(syncs(&chips))
            .each(groups(&chips))
            .each(threads(&chips))
            .into()
    }
}

/// Something with what there is to say of it.
fn row(name: impl Into<yew::AttrValue>, what: El) -> El {
    el("section.loop__row").child(el("h3.loop__name").child(name.into())).child(what)
}

/// Which loop it is, and where it goes round.
fn loop_title(chips: &Chips, event_loop: &LoopView) -> String {
    let name = words::capitalised(&loop_name(event_loop.id));
    let Some(thread) = event_loop.thread else { return name };
    let call = chips.view.thread(thread).map(|thread| work_name(&thread.work));
    [&name, ", in a thread that runs ", call.as_deref().unwrap_or("it")].concat()
}

fn sentence(chips: &Chips, event_loop: &LoopView) -> String {
    ready_summary(chips.recording, chips.view, event_loop)
        .unwrap_or_else(|| "The loop has not begun: the program is being set up.".to_owned())
}

/// What runs.
fn now(chips: &Chips, event_loop: &LoopView) -> El {
    let (recording, view) = (chips.recording, chips.view);
    let said = |text: String| el("p.loop__text").child(text);
    match view.end() {
        Some(RunEnd::Deadlock { .. }) => {
            let text = "Deadlock: nothing is ready, no timer is set, and nothing will wake what waits.";
            return el("p.loop__text loop__text--blocked").child(text);
        }
        Some(_) => return said("The run has ended.".into()),
        None => {}
    }
    let Some(handle) = &event_loop.current else {
        let own = view.timers().filter(|timer| timer.event_loop == event_loop.id);
        let next = own.map(|timer| timer.deadline_secs).fold(f64::INFINITY, f64::min);
        let is_idle = event_loop.this_iteration().len() + event_loop.next_iteration().len() == 0
            && event_loop.due_timers == 0;
        return said(match is_idle {
            true if next.is_finite() => {
                ["Nothing is ready: the loop sleeps until ", &words::clock(next), "."].concat()
            }
            true => "Nothing is ready.".into(),
            false => "Between two handles.".into(),
        });
    };
    let name = handle_name(recording, view, handle);
    let chip = chips.chip(name, chips.block_of_handle(handle)).attr("data-now", "true");
    let blocked = event_loop.blocked_until_secs.map(|until| {
        el("span.loop__text loop__text--blocked")
            .child(["blocks the loop until ", &words::clock(until), ": nothing else can run"].concat())
    });
    el("div.loop__chips").child(chip).child(blocked)
}

/// The ready queue: what runs in this iteration, and what in the next one.
fn ready(chips: &Chips, event_loop: &LoopView) -> El {
    let view = chips.view;
    let due = due_timers(view, event_loop);
    let rest = event_loop.this_iteration().len() + due.len();
    let handle = |handle: &_| {
        let name = handle_name(chips.recording, view, handle);
        chips.chip(name, chips.block_of_handle(handle))
    };
    let timer = |id| {
        let task = view.timer(id).and_then(|timer: &TimerView| timer.task);
        chips.chip(timer_name(chips.recording, view, id), task.and_then(|task| chips.block_of(task)))
    };
    let this = chips.first(event_loop.this_iteration().map(handle).chain(due.into_iter().map(timer)), rest);
    let later = event_loop.next_iteration();
    let count = later.len();
    let later = chips.first(later.map(handle), count);
    let part = |name: &'static str, count: usize, list: El| {
        let name = el("h4.loop__part").child(name).child(el("span.panel__count").child(count.to_string()));
        el("div.loop__queue").child(name).child(list)
    };
    let queues =
        el("div.loop__queues").child(part("this iteration", rest, this)).child(part("next", count, later));
    row("Ready", queues)
}

/// The timers that are set, the earliest first.
fn timers(chips: &Chips, event_loop: &LoopView) -> El {
    let view = chips.view;
    let due = due_timers(view, event_loop);
    let own = view.timers().filter(|timer| timer.event_loop == event_loop.id);
    let mut set: Vec<&TimerView> = own.filter(|timer| !due.contains(&timer.id)).collect();
    crate::order::sort_by(&mut set, |a, b| a.deadline_secs.total_cmp(&b.deadline_secs));
    if set.is_empty() {
        return row("Timers", el("p.loop__text").child("None is set."));
    }
    let timer = |timer: &&TimerView| {
        let name = timer_name(chips.recording, view, timer.id);
        let left = el("span.loop__left ticking-below[data-tick=text]")
            .attr("data-from", words::micros(view.time_secs()))
            .attr("data-until", words::micros(timer.deadline_secs))
            .child(words::left(timer.deadline_secs - view.time_secs()));
        el("li.loop__timer")
            .child(chips.chip(
                name.trim_start_matches("the end of ").to_owned(),
                timer.task.and_then(|task| chips.block_of(task)),
            ))
            .child(el("span.loop__at").child(["at ", &words::clock(timer.deadline_secs)].concat()))
            .child(el("span.loop__in").child(left))
    };
    let list = el("ul.loop__timers")
        .each(set.iter().take(TIMERS).map(timer))
        .child(more(set.len(), TIMERS).map(|more| el("li").child(more)));
    row("Timers", list)
}

/// What tasks meet at, with those that wait there.
fn syncs<'a>(chips: &'a Chips) -> impl Iterator<Item = El> + 'a {
    let all = chips.view.syncs().filter(|sync| sync.part_of.is_none() || !sync.waiters.is_empty());
    all.take(SYNCS).map(move |sync| {
        let state = el("div.loop__state").child(state(chips, sync));
        let name = sync_name(chips.recording, sync.id);
        row(name, el("div.loop__sync").child(state).each(waiters(chips, sync)))
    })
}

/// What such an object is like.
fn state(chips: &Chips, sync: &SyncView) -> El {
    let text = |text: String| el("span.loop__text").child(text);
    match &sync.state {
        SyncState::Places { left, holders } => {
            let places = match sync.kind {
                SyncKind::Semaphore { .. } => {
                    let places = if *left == 1 { " place free" } else { " places free" };
                    let taken = if holders.is_empty() { "" } else { ", taken by" };
                    left.to_string() + places + taken
                }
                _ if holders.is_empty() && *left > 0 => "free".into(),
                _ if holders.is_empty() => "held".into(),
                _ => "held by".into(),
            };
            el("div.loop__chips")
                .child(text(places))
                .child(chips.tasks(holders.iter().copied(), holders.len()))
        }
        SyncState::Event { is_set } => text(if *is_set { "set" } else { "not set" }.into()),
        SyncState::Condition { lock } => {
            let holders = match chips.view.sync(*lock).map(|lock| &lock.state) {
                Some(SyncState::Places { holders, .. }) => holders.as_slice(),
                _ => &[],
            };
            let lock = if holders.is_empty() { "its lock is free" } else { "its lock is held by" };
            el("div.loop__chips")
                .child(text(lock.into()))
                .child(chips.tasks(holders.iter().copied(), holders.len()))
        }
        SyncState::Barrier { state, inside, parties } => text(match state {
            BarrierState::Filling => {
                [&inside.to_string(), " of ", &parties.to_string(), " are there"].concat()
            }
            BarrierState::Draining => {
                ["lets its tasks pass, ", &inside.to_string(), " still inside"].concat()
            }
            BarrierState::Resetting => "is being reset".into(),
            BarrierState::Broken => "broken".into(),
        }),
        SyncState::Queue { items: all, unfinished, is_shut_down } => {
            let mut said = match (all.len(), sync.kind) {
                (0, _) => "empty".to_owned(),
                (len, SyncKind::Queue { maxsize, .. }) if maxsize > 0 => {
                    [&len.to_string(), " of ", &maxsize.to_string(), " places taken"].concat()
                }
                (1, _) => "1 item".to_owned(),
                (len, _) => len.to_string() + " items",
            };
            if *unfinished as usize != all.len() {
                said += &[", ", &unfinished.to_string(), " unfinished"].concat();
            }
            if *is_shut_down {
                said += ", shut down";
            }
            if !all.is_ordered() {
                said += ", in no known order";
            }
            el("div.loop__chips").child(text(said)).child((!all.is_empty()).then(|| items(all)))
        }
    }
}

/// Those that wait at it, in line; apart by what they wait for.
fn waiters<'a>(chips: &'a Chips, sync: &'a SyncView) -> impl Iterator<Item = El> + 'a {
    const WANTS: [(Wants, &str); 6] = [
        (Wants::Place, "waiting in line"),
        (Wants::Set, "waiting"),
        (Wants::Notification, "waiting"),
        (Wants::Item, "waiting for an item"),
        (Wants::Room, "waiting for room"),
        (Wants::AllDone, "waiting until all is done"),
    ];
    WANTS.into_iter().filter_map(move |(wants, name)| {
        let tasks: Vec<FutureId> = sync
            .waiters
            .iter()
            .filter_map(|waiter| {
                let task = chips.view.waiting_task(*waiter)?;
                let is_it = matches!(
                    task.waiting_on.as_ref()?.what,
                    WaitingFor::Sync { wants: wanted, .. } if wanted == wants
                );
                is_it.then_some(task.id)
            })
            .collect();
        let count = tasks.len();
        (count > 0).then(|| {
            el("div.loop__chips")
                .child(el("span.loop__text").child(name))
                .child(chips.tasks(tasks.into_iter(), count))
        })
    })
}

/// The task groups that are open.
fn groups<'a>(chips: &'a Chips) -> impl Iterator<Item = El> + 'a {
    let open = chips.view.groups().filter(|group| !group.is_left);
    open.take(OTHERS).map(move |group| {
        let is_left = |id: &FutureId| chips.view.task(*id).is_some_and(|task| task.outcome.is_none());
        let left: Vec<FutureId> = group.members.iter().copied().filter(is_left).collect();
        let said = match (group.is_aborting, left.len()) {
            (true, _) => "aborting, waits for",
            (false, 0) => "no task is left",
            (false, _) => "to end:",
        };
        let count = left.len();
        let name = words::capitalised(group_name(chips.recording, group.id).trim_start_matches("the "));
        let said = el("span.loop__text").child(said);
        row(name, el("div.loop__chips").child(said).child(chips.tasks(left.into_iter(), count)))
    })
}

/// The functions in threads that have not ended.
fn threads<'a>(chips: &'a Chips) -> impl Iterator<Item = El> + 'a {
    let alive = chips.view.threads().filter(|thread| !matches!(thread.state, ThreadState::Ended(_)));
    alive.take(OTHERS).map(move |thread| {
        let said = match thread.state {
            ThreadState::Queued => "waits for a free thread; called by",
            _ => "runs; called by",
        };
        let who = thread.future.and_then(|future| Some(chips.view.waiting_task(future)?.id)).or(thread.task);
        let name = work_name(&thread.work);
        let said = el("span.loop__text").child(if who.is_some() { said } else { "in a thread" });
        row(name, el("div.loop__chips").child(said).child(chips.tasks(who.into_iter(), 1)))
    })
}
