//! Events in plain English: for the event list, for "why?" and for screen readers.

use crate::program::{Place, rounded};
use crate::trace::{
    Canceller, EventIndex, EventKind, Failure, FutureId, FutureRole, Outcome, RunEnd, TimeoutId, TimerPurpose,
};

use super::numbers::{future_name, loop_name};
use super::recording::{Iteration, Recording, SHUTDOWN};
use super::view::TaskState;
use super::words_sync;

/// Whether an event is told by itself, in the event list and as a step of a learner.
pub fn is_visible(recording: &Recording, event: EventIndex) -> bool {
    recording.visible().binary_search(&event).is_ok()
}

/// Why something happened: the event itself first, then its causes back to the root, those that are told by
/// themselves. Each is the cause of the one before it.
pub fn why(recording: &Recording, event: EventIndex) -> Vec<EventIndex> {
    recording
        .log()
        .causes(event)
        .map(|(index, _)| index)
        .filter(|&index| index == event || is_visible(recording, index))
        .collect()
}

/// What a future is called in sentences: a task by its name, what stands on the canvas by its label.
pub fn label(recording: &Recording, id: FutureId) -> String {
    let Some(object) = recording.object(id) else { return "a future".to_owned() };
    if object.hidden && object.name.is_some() {
        let created = recording.log().get(object.created).map(|created| &created.kind);
        let is_shutdown = matches!(created, Some(EventKind::TaskCreated { coroutine, .. }) if SHUTDOWN.contains(&&**coroutine));
        return if is_shutdown { "the loop's clean-up" } else { "the main coroutine" }.to_owned();
    }
    if object.hidden {
        return "the main coroutine's wait".to_owned();
    }
    if let Some(name) = &object.name {
        return name.to_string();
    }
    let block = block_label(recording, object.place);
    // What something consists of was created before it.
    let child = |child: FutureId| if child < id { label(recording, child) } else { "a future".to_owned() };
    let names = |children: &[FutureId]| children.iter().copied().map(child).collect::<Vec<_>>().join(", ");
    match (&object.role, block) {
        (Some(FutureRole::Gather { .. } | FutureRole::Shield { .. }), Some(block)) => block.to_owned(),
        (Some(FutureRole::Gather { children }), None) if children.len() <= 4 => {
            format!("gather({})", names(children))
        }
        (Some(FutureRole::Gather { children }), None) => format!("a gather of {}", children.len()),
        (Some(FutureRole::Shield { inner }), None) => format!("shield({})", names(&[*inner])),
        (Some(FutureRole::Sleep), _) => "a sleep".to_owned(),
        (Some(FutureRole::Wait { children }), _) if children.len() <= 4 => {
            format!("a wait for {}", names(children))
        }
        // Of a thousand, nobody reads the names, and making them takes long.
        (Some(FutureRole::Wait { children }), _) => format!("a wait for {} futures", children.len()),
        (Some(FutureRole::Waiter { sync, wants }), _) => words_sync::waiter(recording, *sync, *wants),
        (Some(FutureRole::GroupEnd { group }), _) => {
            ["the tasks of ", &words_sync::group_name(recording, *group)].concat()
        }
        (Some(FutureRole::Thread { thread }), _) => words_sync::thread_name(recording, *thread),
        (Some(FutureRole::Plain), _) => future_name(object.number),
        (Some(FutureRole::Internal) | None, _) => "a future of asyncio's own".to_owned(),
    }
}

/// One event as a sentence, without a full stop.
pub fn sentence(recording: &Recording, index: EventIndex) -> String {
    let Some(event) = recording.log().get(index) else { return String::new() };
    let name = |id: FutureId| label(recording, id);
    let acting = || event.task().map_or_else(|| "the loop".to_owned(), name);
    match &event.kind {
        EventKind::IterationBegan { ready } => {
            let name = recording.iteration_of(index).map(Iteration::name).unwrap_or_default();
            format!("iteration {name} begins, {ready} {} ready", plural(*ready, "handle"))
        }
        EventKind::InLoop { event_loop, .. } => ["what follows is ", &loop_name(*event_loop), "'s"].concat(),
        EventKind::LoopBlocked { secs } => {
            format!("{} blocks the loop for {}: nothing else can run", acting(), seconds(*secs))
        }
        EventKind::RunEnded { how } => run_end(recording, how),

        EventKind::TaskCreated { task, .. } => match event.task() {
            Some(creator) if !recording.is_hidden(creator) => {
                format!("{} creates task {}", name(creator), name(*task))
            }
            _ => format!("task {} is created", name(*task)),
        },
        EventKind::StepBegan { task } => {
            let first = event.cause().and_then(|cause| recording.log().get(cause)).is_some_and(|cause| {
                matches!(&cause.kind, EventKind::TaskCreated { task: created, .. } if created == task)
            });
            format!("{} {}", name(*task), if first { "starts" } else { "goes on" })
        }
        EventKind::StepEnded { task } => format!("{} gives control back to the loop", name(*task)),
        EventKind::Waiting { task, on: None } => format!("{} gives way to the others", name(*task)),
        EventKind::Waiting { task, on: Some(on) } => match sleep_until(recording, *on, index) {
            Some(until) => format!("{} sleeps until {}", name(*task), seconds(until)),
            None => format!("{} waits for {}", name(*task), name(*on)),
        },
        EventKind::Woken { task, by } => {
            let outcome = recording.outcome_before(*by, index);
            let role = recording.object(*by).and_then(|object| object.role.as_ref());
            if let Some(FutureRole::Waiter { sync, wants }) = role {
                let turn = words_sync::turn(recording, *sync, *wants, outcome);
                [&name(*task), " wakes: ", &turn].concat()
            } else if let (Some(FutureRole::GroupEnd { group }), Some(Outcome::Result)) = (role, outcome) {
                let group = words_sync::group_name(recording, *group);
                [&name(*task), " wakes: all tasks of ", &group, " have ended"].concat()
            } else if let (Some(FutureRole::GroupEnd { .. }), Some(Outcome::Cancelled)) = (role, outcome) {
                [&name(*task), " wakes: its wait for ", &name(*by), " was cancelled"].concat()
            } else if is_sleep(recording, *by) {
                match outcome {
                    Some(Outcome::Cancelled) => format!("{} wakes: its sleep was cancelled", name(*task)),
                    _ => format!("{} wakes: its sleep is over", name(*task)),
                }
            } else {
                format!("{} wakes: {} {}", name(*task), name(*by), outcome.map_or("is done".into(), ended))
            }
        }

        EventKind::FutureCreated { future, role } => match role {
            FutureRole::Gather { children } => {
                let count = children.len() as u32;
                format!("{} gathers {count} {}", name(*future), plural(count, "awaitable"))
            }
            FutureRole::Shield { inner } => format!("{} shields {}", name(*future), name(*inner)),
            FutureRole::Waiter { sync, .. } => {
                [&acting(), " gets in line at ", &words_sync::sync_name(recording, *sync)].concat()
            }
            FutureRole::Wait { .. } => [&acting(), " begins ", &name(*future)].concat(),
            FutureRole::GroupEnd { .. } | FutureRole::Thread { .. } => {
                [&acting(), " is to wait for ", &name(*future)].concat()
            }
            FutureRole::Sleep => [&acting(), " begins a sleep"].concat(),
            FutureRole::Plain | FutureRole::Internal => format!("{} is created", name(*future)),
        },
        EventKind::FutureDone { future, outcome }
            if recording.object(*future).is_some_and(|it| is_wait(it.role.as_ref())) =>
        {
            let over = if *outcome == Outcome::Result { " is over" } else { " is cancelled" };
            ["the wait for ", &name(*future), over].concat()
        }
        EventKind::FutureDone { future, outcome } => match (outcome, returned(recording, *future, index)) {
            (Outcome::Result, Some(value)) => format!("{} returns {value}", name(*future)),
            _ => format!("{} {}", name(*future), ended(outcome)),
        },
        EventKind::CallbackRan { name } => format!("callback {name} runs"),

        EventKind::TimerArmed { deadline, purpose, .. } => {
            let whose = event.task().filter(|task| !recording.is_hidden(*task)).map(name);
            format!("{} is set for {}", timer(recording, purpose, whose.as_deref()), seconds(*deadline))
        }
        EventKind::TimerFired { .. } => {
            let armed = event.cause().and_then(|cause| recording.log().get(cause)).map(|armed| &armed.kind);
            match armed {
                Some(EventKind::TimerArmed { purpose, .. }) => timer(recording, purpose, None) + " is due",
                _ => "a timer is due".to_owned(),
            }
        }
        EventKind::TimerDropped { .. } => "a timer is taken back".to_owned(),

        EventKind::CancelRequested { target, by, accepted, message, .. } => {
            let by = match by {
                Canceller::Callback if recording.is_intervened(index) => {
                    canceller(recording, &Canceller::Outside)
                }
                by => canceller(recording, by),
            };
            let message = message.as_ref().map(|message| format!(" ({message})")).unwrap_or_default();
            let refused = if *accepted { "" } else { ", refused: it is done already" };
            format!("{}: cancel requested {by}{message}{refused}", name(*target))
        }
        EventKind::ShieldHeld { outer, inner } => {
            format!("{} holds: {} is not cancelled", name(*outer), name(*inner))
        }
        EventKind::CancelDelivered { task } => {
            format!("CancelledError is thrown into {} at its await", name(*task))
        }
        EventKind::CancelCaught { task } => format!("{} catches its CancelledError", name(*task)),
        EventKind::CancelReraised { task } => format!("{} raises its CancelledError again", name(*task)),
        EventKind::CancelSwallowed { task } => {
            format!("{} swallows its CancelledError and goes on", name(*task))
        }
        EventKind::Uncancelled { task, cancelling } => {
            format!("{} takes back a request to cancel it ({cancelling} left)", name(*task))
        }

        EventKind::TimeoutEntered { timeout, task, deadline, .. } => {
            let until = deadline.map_or("without a deadline".into(), |at| format!("until {}", seconds(at)));
            format!("{} enters {} {until}", name(*task), timeout_label(recording, *timeout))
        }
        EventKind::TimeoutExpired { timeout } => format!("{} expires", timeout_label(recording, *timeout)),
        EventKind::TimeoutConverted { timeout } => {
            format!("{} turns its CancelledError into a TimeoutError", timeout_label(recording, *timeout))
        }
        EventKind::TimeoutLeft { timeout } => {
            let task = recording.timeout(*timeout).map_or_else(acting, |timeout| name(timeout.task));
            format!("{task} leaves {}", timeout_label(recording, *timeout))
        }

        EventKind::ExceptionRaised { error } => format!("{} raises {}", acting(), failure(error)),
        EventKind::Returned { value } => format!("{} returns {value}", acting()),
        EventKind::Printed { text } => format!("{} prints \u{201c}{text}\u{201d}", acting()),
        EventKind::Warned { text, .. } => format!("warning: {text}"),
        _ => words_sync::sentence(recording, index, &acting()),
    }
}

fn block_label(recording: &Recording, place: Option<Place>) -> Option<&str> {
    match place? {
        Place::Block { block, step: None } => recording.block_label(block),
        Place::Block { step: Some(_), .. } | Place::Main => None,
    }
}

pub(super) fn timeout_label(recording: &Recording, id: TimeoutId) -> String {
    let timeout = recording.timeout(id);
    let nameless =
        if timeout.is_some_and(|timeout| timeout.is_wait_for) { "wait_for()" } else { "its timeout" };
    block_label(recording, timeout.and_then(|timeout| timeout.place)).unwrap_or(nameless).to_owned()
}

pub(super) fn canceller(recording: &Recording, by: &Canceller) -> String {
    match by {
        Canceller::Task { task } => format!("by {}", label(recording, *task)),
        Canceller::PassedOn { from } => format!("by {}, passed on", label(recording, *from)),
        Canceller::Timeout { timeout } => {
            let own = format!("by {}", timeout_label(recording, *timeout));
            own + ", which expired"
        }
        Canceller::Group { group } => ["by ", &words_sync::group_name(recording, *group)].concat(),
        Canceller::Outside => "from outside".to_owned(),
        Canceller::FinalCancel => "by run(), which cancels what is left".to_owned(),
        Canceller::Callback => "by a callback".to_owned(),
    }
}

fn ended(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Failed { error } if TaskState::of_outcome(outcome) == TaskState::Failed => {
            format!("fails with {}", failure(error))
        }
        Outcome::Failed { .. } | Outcome::Cancelled => "is cancelled".to_owned(),
        Outcome::Result => "is done".to_owned(),
    }
}

fn run_end(recording: &Recording, how: &RunEnd) -> String {
    match how {
        RunEnd::Ok => "the run ends: the main coroutine has returned".to_owned(),
        RunEnd::Failed { error } => format!("the run ends with {}", failure(error)),
        RunEnd::Deadlock { waiting } => {
            let names = words_sync::all_that_wait(recording, waiting);
            format!("deadlock: nothing is left that could wake {}", names.join(", "))
        }
        RunEnd::Limit { message } => format!("the run is stopped: {message}"),
    }
}

pub(super) fn failure(error: &Failure) -> String {
    if error.message.is_empty() {
        error.class.to_string()
    } else {
        format!("{}: {}", error.class, error.message)
    }
}

/// What a task returned, if the event before its end says so.
fn returned(recording: &Recording, task: FutureId, done: EventIndex) -> Option<&str> {
    let event = recording.log().get(EventIndex(done.0.checked_sub(1)?))?;
    match &event.kind {
        EventKind::Returned { value } if event.task() == Some(task) => Some(value),
        _ => None,
    }
}

/// Whether it is there only to be waited on.
fn is_wait(role: Option<&FutureRole>) -> bool {
    matches!(role, Some(FutureRole::Waiter { .. } | FutureRole::GroupEnd { .. }))
}

/// What a timer is called.
pub(super) fn timer(recording: &Recording, purpose: &TimerPurpose, whose: Option<&str>) -> String {
    match purpose {
        TimerPurpose::Sleep { .. } => match whose {
            Some(whose) => ["the end of ", &possessive(whose), " sleep"].concat(),
            None => "the end of a sleep".to_owned(),
        },
        TimerPurpose::Timeout { timeout } => {
            ["the deadline of ", &timeout_label(recording, *timeout)].concat()
        }
        TimerPurpose::Wait { .. } => "the end of a wait".to_owned(),
        TimerPurpose::AsCompleted => "the end of as_completed()".to_owned(),
        TimerPurpose::Callback { name } => ["the callback ", name].concat(),
        TimerPurpose::Intervention => "an act from outside".to_owned(),
    }
}

fn is_sleep(recording: &Recording, id: FutureId) -> bool {
    recording.object(id).is_some_and(|object| object.role == Some(FutureRole::Sleep))
}

/// When the sleep that a task waits on from an event on is over. Its timer was set by then.
fn sleep_until(recording: &Recording, id: FutureId, waiting: EventIndex) -> Option<f64> {
    if !is_sleep(recording, id) {
        return None;
    }
    recording.sleep_deadline(id).filter(|&(armed, _)| armed < waiting).map(|(_, deadline)| deadline)
}

/// A number of virtual seconds, to the millisecond.
pub(super) fn seconds(secs: f64) -> String {
    format!("{} s", rounded(secs, 3))
}

/// Whose something is.
pub(super) fn possessive(name: &str) -> String {
    [name, if name.ends_with('s') { "'" } else { "'s" }].concat()
}

pub(super) fn plural(count: u32, noun: &str) -> String {
    if count == 1 { noun.to_owned() } else { format!("{noun}s") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::playback::testing::any_log;
    use crate::playback::testing::{BOTH, FETCH, Script, cascade};
    use crate::playback::{ready_summary, summary};

    fn sentences(recording: &Recording) -> Vec<String> {
        recording.visible().iter().map(|&event| sentence(recording, event)).collect()
    }

    #[test]
    fn a_run_reads_as_a_story() {
        let script = cascade();
        let labels = [(10, "both".to_owned()), (13, "guard".to_owned())];
        let recording = Recording::new(script.log, script.places).with_labels(labels);
        let story = sentences(&recording);
        let from = story.iter().position(|sentence| sentence.contains("cancel")).unwrap();
        assert_eq!(
            story[from..],
            [
                "boss: cancel requested from outside",
                "both: cancel requested by boss, passed on",
                "guard: cancel requested by both, passed on",
                "guard is cancelled",
                "guard holds: fetch is not cancelled",
                "store: cancel requested by both, passed on",
                "store wakes: its sleep was cancelled",
                "store goes on",
                "CancelledError is thrown into store at its await",
                "store is cancelled",
                "both is cancelled",
                "boss wakes: both is cancelled",
                "boss goes on",
                "CancelledError is thrown into boss at its await",
                "boss is cancelled",
                "fetch wakes: its sleep is over",
                "fetch goes on",
                "fetch returns 42",
                "the run ends: the main coroutine has returned",
            ]
        );
    }

    #[test]
    fn every_event_has_a_sentence() {
        let recording = cascade().record();
        for (index, _) in recording.log().iter() {
            assert!(!sentence(&recording, index).is_empty());
        }
        assert_eq!(sentence(&recording, EventIndex(u32::MAX)), "");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn any_events_at_all_can_be_told(log in any_log(300)) {
            let recording = Recording::new(log, Vec::new());
            for (index, event) in recording.log().iter() {
                prop_assert!(!sentence(&recording, index).is_empty(), "{event:?}");
            }
            for (position, iteration) in recording.iterations().iter().enumerate() {
                prop_assert!(!summary(&recording, position).is_empty());
                let view = recording.view_at(iteration.events.start + 1);
                ready_summary(&recording, &view, view.event_loop());
            }
        }
    }

    #[test]
    fn a_wait_for_many_is_called_by_how_many_they_are() {
        let mut script = Script::new();
        let names = ["ann", "bob", "cleo", "dan", "eve"];
        let tasks: Vec<_> = (1..=5).map(FutureId).collect();
        for (task, name) in tasks.iter().zip(names) {
            script.create(*task, name);
        }
        script.future(FutureId(6), FutureRole::Wait { children: tasks[..4].into() });
        script.future(FutureId(7), FutureRole::Wait { children: tasks.into() });
        let recording = script.record();
        assert_eq!(label(&recording, FutureId(6)), "a wait for ann, bob, cleo, dan");
        assert_eq!(label(&recording, FutureId(7)), "a wait for 5 futures");
    }

    #[test]
    fn a_gather_without_a_label_is_called_by_what_it_gathers() {
        assert_eq!(label(&cascade().record(), BOTH), "gather(shield(fetch), store)");
    }

    #[test]
    fn why_leads_back_to_the_root_and_tells_only_what_is_seen() {
        let recording = cascade().record();
        let cancelled = recording.object(BOTH).unwrap().done.unwrap();
        for index in why(&recording, cancelled) {
            assert!(is_visible(&recording, index));
        }
        let fetched = recording.object(FETCH).unwrap().done.unwrap();
        assert_eq!(why(&recording, fetched)[0], fetched);
    }

    #[test]
    fn seconds_are_told_to_the_millisecond() {
        assert_eq!(
            [0.0, 0.5, 1.0, 0.30000000000000004, 10.0].map(seconds),
            ["0 s", "0.5 s", "1 s", "0.3 s", "10 s"]
        );
    }
}
