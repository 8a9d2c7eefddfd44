//! What an iteration of the loop did, and what it had to do, in a sentence each.

use super::recording::Recording;
use super::view::{Handle, LoopView, View};
use super::words::{
    canceller, is_visible, label, plural, possessive, seconds, sentence, timeout_label, timer,
};
use super::words_sync::{callback_name, is_in_barrier};
use crate::trace::{Canceller, EventIndex, EventKind, FutureId, FutureRole, TimerId};

/// So many things that different tasks did are told of an iteration.
const MOST_CLAUSES: usize = 4;
/// So many things that one task did.
const MOST_DEEDS: usize = 6;
/// So many names are listed.
const MOST_NAMES: usize = 5;

/// What one subject did, one thing after the other.
struct Clause {
    subject: String,
    deeds: Vec<String>,
    /// How many of its deeds are not told, and only counted.
    untold: usize,
    /// The tasks that the last deed created.
    created: Vec<String>,
}

/// What an iteration did, as a sentence; `position` is its position in [`Recording::iterations`].
pub fn summary(recording: &Recording, position: usize) -> String {
    summary_until(recording, position, usize::MAX)
}

/// The same, as far as it has come at a cursor.
pub fn summary_until(recording: &Recording, position: usize, cursor: usize) -> String {
    let Some(iteration) = recording.iterations().get(position) else { return String::new() };
    let mut clauses: Vec<Clause> = Vec::new();
    let mut indices = (iteration.events.start..iteration.events.end.min(cursor)).peekable();
    while let Some(index) = indices.next() {
        let index = EventIndex(index as u32);
        if !is_visible(recording, index) {
            continue;
        }
        // Of a flood of lines, only the first ones and the last are told.
        if let Some(last) = clauses.last_mut()
            && last.deeds.len() > MOST_DEEDS
            && let Some(next) = indices.peek()
            && print_alike(recording, [index, EventIndex(*next as u32)])
            && print_alike(recording, [index, EventIndex(index.0.saturating_sub(1))])
        {
            last.untold += 1;
            continue;
        }
        if let Some((subject, deed, created)) = told(recording, index) {
            add(&mut clauses, subject, deed, created);
        }
    }
    if clauses.is_empty() {
        return match iteration.number {
            0 => "the program begins.".to_owned(),
            _ => nothing_seen(recording, iteration.events.start),
        };
    }
    // One more takes no more room than the words that there is one more.
    let left_out = if clauses.len() > MOST_CLAUSES + 1 { clauses.len() - MOST_CLAUSES } else { 0 };
    clauses.truncate(clauses.len() - left_out);
    let mut text = clauses.into_iter().map(Clause::text).collect::<Vec<_>>().join("; ");
    if left_out > 0 {
        text += &format!("; and {left_out} more {}", plural(left_out as u32, "thing"));
    }
    text + "."
}

/// Whether both are lines of the same task.
fn print_alike(recording: &Recording, events: [EventIndex; 2]) -> bool {
    let [one, other] = events.map(|index| {
        let event = recording.log().get(index)?;
        matches!(event.kind, EventKind::Printed { .. }).then(|| event.task())
    });
    one.is_some() && one == other
}

fn add(clauses: &mut Vec<Clause>, subject: String, deed: String, created: Option<String>) {
    if let Some(last) = clauses.last_mut()
        && last.subject == subject
    {
        match created {
            Some(created) if !last.created.is_empty() => {
                last.created.push(created);
                last.deeds.pop();
                last.deeds.push(creates(&last.created));
            }
            created => {
                last.deeds.push(deed);
                last.created = created.into_iter().collect();
            }
        }
        return;
    }
    clauses.push(Clause { subject, deeds: vec![deed], untold: 0, created: created.into_iter().collect() });
}

fn creates(names: &[String]) -> String {
    const MOST: usize = 6;
    let mut text = ["creates the tasks ", &names[..names.len().min(MOST)].join(", ")].concat();
    if names.len() > MOST {
        text += &format!(" and {} more", names.len() - MOST);
    }
    text
}

impl Clause {
    fn text(self) -> String {
        let Clause { subject, mut deeds, untold, .. } = self;
        // The last one says where it got to.
        let last = deeds.pop().unwrap_or_default();
        let left_out = deeds.len().saturating_sub(MOST_DEEDS) + untold;
        deeds.truncate(MOST_DEEDS);
        if left_out > 0 {
            deeds.push(format!("does {left_out} more {}", plural(left_out as u32, "thing")));
        }
        let deeds = match deeds.is_empty() {
            true => last,
            false => [&deeds.join(", "), " and ", &last].concat(),
        };
        if subject.is_empty() { deeds } else { [&subject, " ", &deeds].concat() }
    }
}

/// Who did what, and the task that was created if that is what happened. `None` for what follows from something else that
/// is told.
fn told(recording: &Recording, index: EventIndex) -> Option<(String, String, Option<String>)> {
    let event = recording.log().get(index)?;
    let name = |id: FutureId| label(recording, id);
    let whole = sentence(recording, index);
    let subject = match &event.kind {
        EventKind::FutureCreated { .. } | EventKind::HandedOver { .. } | EventKind::BarrierMoved { .. } => {
            return None;
        }
        EventKind::Acquired { sync, .. }
        | EventKind::Released { sync, .. }
        | EventKind::Notified { sync, .. }
            if is_in_barrier(recording, *sync) =>
        {
            return None;
        }
        // What is there only to be waited on: the one who waits is told of.
        EventKind::CancelRequested { target: future, .. } | EventKind::FutureDone { future, .. }
            if is_wait(recording, *future) =>
        {
            return None;
        }
        EventKind::CancelRequested { target, by, accepted: true, .. } => {
            return Some(match by {
                Canceller::Task { task: by } | Canceller::PassedOn { from: by } => {
                    (name(*by), ["asks ", &name(*target), " to cancel"].concat(), None)
                }
                Canceller::Timeout { timeout } => {
                    let by = timeout_label(recording, *timeout);
                    (name(*target), ["is asked to cancel by ", &by].concat(), None)
                }
                by => {
                    let by = if recording.is_intervened(index) { &Canceller::Outside } else { by };
                    (name(*target), ["is asked to cancel ", &canceller(recording, by)].concat(), None)
                }
            });
        }
        EventKind::TaskCreated { task, .. } => match event.task() {
            Some(creator) if !recording.is_hidden(creator) => {
                let deed = ["creates task ", &name(*task)].concat();
                return Some((name(creator), deed, Some(name(*task))));
            }
            _ => String::new(),
        },
        EventKind::StepBegan { task }
        | EventKind::Waiting { task, .. }
        | EventKind::Woken { task, .. }
        | EventKind::CancelCaught { task }
        | EventKind::CancelReraised { task }
        | EventKind::CancelSwallowed { task } => name(*task),
        EventKind::CancelDelivered { task } => {
            return Some((name(*task), "gets its CancelledError".to_owned(), None));
        }
        EventKind::FutureDone { future, .. } => name(*future),
        _ => event.task().map(name).unwrap_or_default(),
    };
    let deed = whole.strip_prefix(&subject).and_then(|rest| rest.strip_prefix(' '));
    Some(match deed {
        Some(deed) if !subject.is_empty() => (subject, deed.to_owned(), None),
        _ => (String::new(), whole, None),
    })
}

/// Whether a future is there only for one task to wait on.
fn is_wait(recording: &Recording, future: FutureId) -> bool {
    let role = recording.object(future).and_then(|object| object.role.as_ref());
    matches!(
        role,
        Some(
            FutureRole::Waiter { .. }
                | FutureRole::GroupEnd { .. }
                | FutureRole::Wait { .. }
                | FutureRole::Thread { .. }
        )
    )
}

/// An iteration in which nothing happened that is told by itself.
fn nothing_seen(recording: &Recording, start: usize) -> String {
    let view = recording.view_at(start + 1);
    let names = handles(recording, &view);
    match names.len() {
        0 => "the loop goes round, and nothing is ready.".to_owned(),
        n => ["nothing to see: only ", &listed(names, n), " ran."].concat(),
    }
}

/// What is to run in the iteration that a view has come to: "Iteration 7 at 1.5 s: two handles were ready, a's step, then
/// the callback of both." `None` before the first one.
pub fn ready_summary(recording: &Recording, view: &View, event_loop: &LoopView) -> Option<String> {
    if event_loop.iteration == 0 {
        return None;
    }
    let (iteration, start) = match view.has_loops() {
        // What happens need not be of this loop.
        true => (recording.iteration_of(event_loop.began()?)?, event_loop.began()?.0 as usize),
        false => {
            let position = recording.iterations().partition_point(|it| it.events.end < view.cursor());
            let iteration = recording.iterations().get(position)?;
            (iteration, iteration.events.start)
        }
    };
    let start = recording.view_at(start + 1);
    let names = handles(recording, &start);
    let count = (start.event_loop().ready_at_start as usize).max(names.len());
    let mut text = format!("Iteration {} at {}: ", iteration.name(), seconds(iteration.time_secs));
    text += &match count {
        0 => "nothing was ready".to_owned(),
        1 => "one handle was ready".to_owned(),
        n => [&number(n), " handles were ready"].concat(),
    };
    if !names.is_empty() {
        text += ", ";
        text += &listed(names, count);
    }
    text += ".";
    Some(text)
}

fn number(n: usize) -> String {
    const WORDS: [&str; 11] =
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    n.checked_sub(2).and_then(|at| WORDS.get(at)).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// The names of the handles that are to run in this iteration, in order: as many as are listed.
fn handles(recording: &Recording, view: &View) -> Vec<String> {
    let event_loop = view.event_loop();
    let mut names: Vec<String> = event_loop
        .this_iteration()
        .take(MOST_NAMES + 1)
        .map(|handle| handle_name(recording, view, handle))
        .collect();
    if names.len() <= MOST_NAMES {
        let due = due_timers(view, event_loop).into_iter().take(MOST_NAMES + 1 - names.len());
        names.extend(due.map(|timer| timer_name(recording, view, timer)));
    }
    names
}

/// `a, then b, then c`, and how many more of them there are.
fn listed(mut names: Vec<String>, count: usize) -> String {
    names.truncate(MOST_NAMES);
    let more = count.saturating_sub(names.len());
    let mut parts: Vec<String> = Vec::new();
    for same in names.chunk_by(|one, next| one == next) {
        let times = if same.len() > 1 { format!(" ({} times)", same.len()) } else { String::new() };
        parts.push([&same[0], &*times].concat());
    }
    let mut text = parts.join(", then ");
    if more > 0 {
        text += &format!(" and {more} more");
    }
    text
}

/// What a handle in the ready queue is called.
pub fn handle_name(recording: &Recording, view: &View, handle: &Handle) -> String {
    match handle {
        Handle::Step { task } => possessive(&label(recording, *task)) + " step",
        Handle::Callback { role, .. } => callback_name(recording, role),
        Handle::Timer { timer } => timer_name(recording, view, *timer),
    }
}

/// What a timer is called.
pub fn timer_name(recording: &Recording, view: &View, id: TimerId) -> String {
    match view.timer(id) {
        Some(set) => match set.task.filter(|task| !recording.is_hidden(*task)) {
            Some(task) => timer(recording, &set.purpose, Some(&label(recording, task))),
            None => timer(recording, &set.purpose, None),
        },
        None => "a timer".to_owned(),
    }
}

/// The timers that are still to run in this iteration of a loop, in order.
pub fn due_timers(view: &View, event_loop: &LoopView) -> Vec<TimerId> {
    let count = event_loop.due_timers as usize;
    if count == 0 {
        return Vec::new();
    }
    let queued = |id: TimerId| {
        let is_it = |handle: &Handle| *handle == Handle::Timer { timer: id };
        event_loop.this_iteration().any(is_it)
    };
    // A timer is due a little early, as a clock's resolution has it.
    let now = view.time_secs() + 1e-6;
    let mut due: Vec<_> = view
        .timers()
        .filter(|timer| timer.event_loop == event_loop.id && timer.deadline_secs <= now && !queued(timer.id))
        .map(|timer| (timer.deadline_secs, timer.id))
        .collect();
    crate::order::sort_by(&mut due, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    due.into_iter().take(count).map(|(_, id)| id).collect()
}
