//! Who tells a chain: what was said so far, and what is to be explained next.

use super::{Role, WhyStep, end_of};
use crate::playback::motion::Anchor;
use crate::playback::recording::{Object, Recording, SHUTDOWN, subject};
use crate::playback::view::{BlockRef, View};
use crate::playback::words::{failure, sentence};
use crate::playback::words_sync::all_that_wait;
use crate::program::Place;
use crate::trace::{
    Canceller, Event, EventIndex, EventKind, FutureId, Outcome, RunEnd, TimeoutId, TimerPurpose,
};

/// A chain that has come so far is not followed behind the next thing that the program itself did.
const LONG: usize = 7;
/// No chain is longer.
const LONGEST: usize = 24;

/// What is to be explained next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Goal {
    /// Why a task or future ended as it did.
    Ended(FutureId),
    /// Why it is not done.
    Pending(FutureId),
    /// Why it was asked to cancel, with this event.
    Asked(EventIndex),
    /// How the task that did this came to do it.
    Act(EventIndex),
    /// Why something happened that no task did.
    Cause(EventIndex),
}

pub(super) struct Teller<'a> {
    pub recording: &'a Recording,
    /// What is so at the cursor.
    pub view: View,
    pub steps: Vec<WhyStep>,
    told: Vec<Goal>,
}

impl<'a> Teller<'a> {
    pub fn new(recording: &'a Recording, cursor: usize) -> Self {
        Self { recording, view: recording.view_at(cursor), steps: Vec::new(), told: Vec::new() }
    }

    /// Follows the causes to their root.
    pub fn tell(&mut self, mut goal: Option<Goal>) {
        while let Some(next) = goal {
            if self.told.contains(&next) {
                if let Goal::Pending(id) = next {
                    let parts =
                        [&*self.name(id), " waits for that itself: a circle, in which nobody can go on"];
                    self.say(None, Anchor::Future(id), &parts);
                }
                break;
            }
            if self.steps.len() >= LONGEST || (self.steps.len() >= LONG && matches!(next, Goal::Act(_))) {
                break;
            }
            self.told.push(next);
            goal = match next {
                Goal::Ended(id) => self.tell_ended(id),
                Goal::Pending(id) => self.tell_pending(id),
                Goal::Asked(event) => self.tell_asked(event),
                Goal::Act(event) => self.tell_act(event),
                Goal::Cause(event) => self.tell_cause(event),
            };
        }
        if self.steps.is_empty() {
            self.say(None, Anchor::Outside, &["the events of this run do not tell"]);
        }
        if let Some(first) = self.steps.first_mut() {
            first.role = Role::Answer;
        }
        if let Some(last) = self.steps.last_mut() {
            last.role = Role::Root;
        }
    }

    /// Adds a step.
    pub fn say(&mut self, event: Option<EventIndex>, about: Anchor, sentence: &[&str]) {
        let place =
            event.and_then(|event| self.event(event)).and_then(|told| self.recording.place(told.origin()));
        self.steps.push(WhyStep { event, sentence: sentence.concat(), place, about, role: Role::Cause });
    }

    /// Adds a step about a task or future.
    pub fn say_of(&mut self, id: FutureId, event: EventIndex, sentence: &[&str]) {
        self.say(Some(event), Anchor::Future(id), sentence);
    }

    pub fn event(&self, index: EventIndex) -> Option<&'a Event> {
        self.recording.log().get(index)
    }

    /// The last event before another one that a future took part in and that is such a one.
    pub fn last_of(
        &self,
        id: FutureId,
        before: EventIndex,
        is_it: impl Fn(&Event) -> bool,
    ) -> Option<EventIndex> {
        let events = self.recording.events_of(id);
        let end = events.partition_point(|event| *event < before);
        let is_it = |index: &&EventIndex| self.event(**index).is_some_and(&is_it);
        events[..end].iter().rev().find(is_it).copied()
    }

    /// The last event before another one, of whatever task, that is such a one.
    pub fn last(&self, before: EventIndex, is_it: impl Fn(&Event) -> bool) -> Option<EventIndex> {
        let skipped = self.recording.len().saturating_sub(before.0 as usize);
        let mut events = self.recording.log().iter().rev().skip(skipped);
        events.find(|(_, event)| is_it(event)).map(|(index, _)| index)
    }

    /// The cursor as an event that everything told comes before.
    pub fn now(&self) -> EventIndex {
        EventIndex(self.view.cursor() as u32)
    }

    /// The event with which a future had ended at the cursor, and its outcome.
    pub fn end_of(&self, id: FutureId) -> Option<(EventIndex, &'a Outcome)> {
        let done = self.recording.object(id)?.done.filter(|done| *done < self.now())?;
        match &self.event(done)?.kind {
            EventKind::FutureDone { outcome, .. } => Some((done, outcome)),
            _ => None,
        }
    }

    /// The step of its task that something happened in.
    pub fn step_of(&self, event: EventIndex) -> Option<EventIndex> {
        let task = self.event(event)?.task()?;
        let before = EventIndex(event.0 + 1);
        self.last_of(
            task,
            before,
            |event| matches!(event.kind, EventKind::StepBegan { task: of } if of == task),
        )
    }

    pub fn ask_state(&mut self, id: FutureId) -> (String, Option<Goal>) {
        let ended = self.end_of(id);
        let name = self.name(id);
        match (ended, self.view.task(id)) {
            (Some((_, outcome)), _) => {
                let question = match (outcome, self.view.task(id).is_some()) {
                    (Outcome::Cancelled, _) => ["Why was ", &name, " cancelled?"].concat(),
                    (Outcome::Failed { .. }, _) => ["Why did ", &name, " fail?"].concat(),
                    (Outcome::Result, true) => ["Why did ", &name, " return?"].concat(),
                    (Outcome::Result, false) => ["Why is ", &name, " done?"].concat(),
                };
                (question, Some(Goal::Ended(id)))
            }
            (None, Some(task)) => {
                let state = task.state.as_str();
                let question = match state {
                    "waiting" => ["Why is ", &name, " still waiting?"].concat(),
                    "cancelling" => ["Why is ", &name, " asked to cancel?"].concat(),
                    _ => ["Why is ", &name, " ", state, "?"].concat(),
                };
                (question, Some(Goal::Pending(id)))
            }
            (None, None) => (["Why is ", &name, " not done?"].concat(), Some(Goal::Pending(id))),
        }
    }

    pub fn ask_block(&mut self, block: u32) -> (String, Option<Goal>) {
        let shown = self.view.of_block(block).map(|block| block.shown);
        match shown {
            Some(BlockRef::Task(id) | BlockRef::Future(id)) => return self.ask_state(id),
            Some(BlockRef::Timeout(id)) => return self.ask_timeout(id),
            None => {}
        }
        let label = self.recording.block_label(block).unwrap_or("it");
        let question = ["Why has ", label, " not begun?"].concat();
        let made = self.recording.log().iter().find(|(_, event)| {
            let place = match event.kind {
                EventKind::TaskCreated { task, .. } => {
                    self.recording.object(task).and_then(|object| object.place)
                }
                EventKind::FutureCreated { future, .. } => {
                    self.recording.object(future).and_then(|object| object.place)
                }
                EventKind::TimeoutEntered { timeout, .. } => {
                    self.recording.timeout(timeout).and_then(|timeout| timeout.place)
                }
                _ => None,
            };
            place == Some(Place::Block { block, step: None })
        });
        match made {
            Some((index, event)) => {
                let by = event.task().map_or_else(|| "the program".to_owned(), |task| self.name(task));
                let at = self.secs(event.time);
                self.say(Some(index), anchor(event.task()), &[&by, " makes it only at ", &at]);
                (question, Some(Goal::Act(index)))
            }
            None => {
                self.say(None, Anchor::Outside, &["nothing in this run ever creates or awaits ", label]);
                (question, None)
            }
        }
    }

    pub fn ask_outcome(&mut self, id: FutureId) -> (String, Option<Goal>) {
        if self.end_of(id).is_some() {
            return self.ask_state(id);
        }
        (["Why did ", &self.name(id), " never end?"].concat(), Some(Goal::Pending(id)))
    }

    pub fn ask_timeout(&mut self, id: TimeoutId) -> (String, Option<Goal>) {
        let name = self.timeout_name(id);
        let question = |what: &str| ["Why ", what].concat();
        let is_this = |timeout: &TimeoutId| *timeout == id;
        let last = self.last(self.now(), |event| match &event.kind {
            EventKind::TimeoutConverted { timeout }
            | EventKind::TimeoutLeft { timeout }
            | EventKind::TimeoutExpired { timeout }
            | EventKind::TimeoutEntered { timeout, .. } => is_this(timeout),
            _ => false,
        });
        let Some(last) = last else { return (question("has it not begun?"), None) };
        let about = Anchor::Timeout(id);
        match self.event(last).map(|event| &event.kind) {
            Some(EventKind::TimeoutLeft { .. }) => {
                let converted = self.last(last, |event| {
                    matches!(&event.kind, EventKind::TimeoutConverted { timeout } if is_this(timeout))
                });
                if let Some(converted) = converted {
                    let goal = self.tell_converted(converted);
                    return (question("did it raise TimeoutError?"), goal);
                }
                let expired = self.last(
                    last,
                    |event| matches!(&event.kind, EventKind::TimeoutExpired { timeout } if is_this(timeout)),
                );
                if let Some(expired) = expired {
                    let goal = self.tell_not_converted(last, expired);
                    return (question("did it raise no TimeoutError?"), goal);
                }
                let parts = match self.is_wait_for(id) {
                    true => ["what ", &*name, " awaited had ended before the deadline had passed"],
                    false => ["its task left the block of ", &*name, " before the deadline had passed"],
                };
                self.say(Some(last), about, &parts);
                (question("did it not expire?"), Some(Goal::Act(last)))
            }
            Some(EventKind::TimeoutEntered { task, .. }) => {
                self.say(
                    Some(last),
                    about,
                    &[
                        &self.name(*task),
                        if self.is_wait_for(id) { " is still in " } else { " is still in the block of " },
                        &name,
                    ],
                );
                (question("has it not expired?"), Some(Goal::Pending(*task)))
            }
            _ => (question("did it expire?"), self.tell_expired(last)),
        }
    }

    pub fn ask_event(&mut self, index: EventIndex) -> (String, Option<Goal>) {
        let Some(event) = self.event(index) else { return ("Why?".to_owned(), None) };
        let (question, goal) = match &event.kind {
            EventKind::Printed { text } | EventKind::ThreadPrinted { text, .. } => {
                let by = match &event.kind {
                    EventKind::ThreadPrinted { thread, .. } => self.thread_name(*thread),
                    _ => self.who(index),
                };
                self.say(Some(index), anchor(event.task()), &[&by, " printed it"]);
                match event.task() {
                    Some(task) => self.tell_shielded(task, index),
                    None => self.tell_unstoppable(index),
                }
                // What cancel() returned is decided by what it is called on.
                let is_call = |before: &Event| {
                    before.task() == event.task()
                        && !matches!(
                            before.kind,
                            EventKind::CancelRequested { by: Canceller::PassedOn { .. }, .. }
                        )
                };
                let refused = self.last(index, is_call).filter(|refused| {
                    self.event(*refused).is_some_and(|before| {
                        before.task().is_some()
                            && before.origin() == event.origin()
                            && matches!(before.kind, EventKind::CancelRequested { accepted: false, .. })
                    })
                });
                if let Some(refused) = refused {
                    let question = ["Why is this printed: “", text, "”?"].concat();
                    return (question, Some(Goal::Asked(refused)));
                }
                (["Why is this printed: “", text, "”?"].concat(), Goal::Act(index))
            }
            EventKind::CancelRequested { target, .. } => {
                (["Why was ", &self.name(*target), " asked to cancel?"].concat(), Goal::Asked(index))
            }
            EventKind::FutureDone { future, .. } => {
                let (question, goal) = self.ask_state(*future);
                return (question, goal);
            }
            EventKind::RunEnded { .. } => return self.ask_end(),
            _ => {
                let told = sentence(self.recording, index);
                let about = anchor(subject(event));
                self.say(Some(index), about, &[&told]);
                (["Why: ", &told, "?"].concat(), Goal::Act(index))
            }
        };
        (question, Some(goal))
    }

    pub fn ask_link(&mut self, above: FutureId, below: FutureId) -> (String, Option<Goal>) {
        let (upper, lower) = (self.name(above), self.name(below));
        let question = ["Why does ", &upper, " depend on ", &lower, "?"].concat();
        let asked = self.last_of(below, self.now(), |event| {
            matches!(event.kind, EventKind::CancelRequested { target, by: Canceller::PassedOn { from }, .. }
                if target == below && from == above)
        });
        if let Some(asked) = asked {
            return (
                ["Why did a cancellation pass from ", &upper, " to ", &lower, "?"].concat(),
                Some(Goal::Asked(asked)),
            );
        }
        match self.end_of(below) {
            Some(_) => (["What came from ", &lower, " to ", &upper, "?"].concat(), Some(Goal::Ended(below))),
            None => {
                (question, Some(Goal::Pending(if self.view.task(above).is_some() { above } else { below })))
            }
        }
    }

    pub fn ask_end(&mut self) -> (String, Option<Goal>) {
        let Some(index) = end_of(self.recording) else { return ("Why?".to_owned(), None) };
        let Some(Event { kind: EventKind::RunEnded { how }, .. }) = self.event(index) else {
            return ("Why?".to_owned(), None);
        };
        let main = self.main();
        match how {
            RunEnd::Ok => {
                self.say(Some(index), Anchor::Outside, &["the program came to its end"]);
                self.tell_last_thread(index, main);
                ("Why did the run end?".to_owned(), main.map(Goal::Ended))
            }
            RunEnd::Failed { error } => {
                let error = failure(error);
                self.say(Some(index), Anchor::Outside, &["nobody caught ", &error]);
                let fails = |id: &FutureId| matches!(self.end_of(*id), Some((_, outcome)) if !matches!(outcome, Outcome::Result));
                let raised =
                    || self.last(index, |event| matches!(event.kind, EventKind::SignalRaised { .. }));
                let goal = match main.filter(fails) {
                    Some(main) => Some(Goal::Ended(main)),
                    None => raised().map(Goal::Cause),
                };
                (["Why did the run end with ", &error, "?"].concat(), goal)
            }
            RunEnd::Deadlock { waiting } => {
                let names = match &*all_that_wait(self.recording, waiting) {
                    // Nothing but tasks.
                    names if names.len() == waiting.len() => self.all_of(waiting),
                    [names @ .., last] if !names.is_empty() => [&names.join(", "), " and ", last].concat(),
                    names => names.concat(),
                };
                self.say(
                    Some(index),
                    Anchor::Outside,
                    &[
                        "deadlock: nothing is ready, no timer is set, and ",
                        &names,
                        " cannot be woken by anything that is left",
                    ],
                );
                let first = waiting.iter().copied().find(|id| !self.recording.is_hidden(*id));
                ("Why is the run in a deadlock?".to_owned(), first.or(main).map(Goal::Pending))
            }
            RunEnd::Limit { message } => {
                self.say(Some(index), Anchor::Outside, &["the run was stopped: ", message]);
                let before = self.last(index, |event| event.task().is_some() && event.origin().is_some());
                let goal = before.and_then(|before| {
                    let task = self.event(before)?.task()?;
                    self.say_of(task, before, &[&self.name(task), " was the last to do something"]);
                    Some(Goal::Act(before))
                });
                ("Why was the run stopped?".to_owned(), goal)
            }
        }
    }

    /// That run() had to wait for a thread, if one ended after the main coroutine.
    fn tell_last_thread(&mut self, end: EventIndex, main: Option<FutureId>) {
        let is_it = |event: &Event| matches!(event.kind, EventKind::ThreadEnded { .. });
        let Some(ended) = self.last(end, is_it) else { return };
        let done = main.and_then(|main| self.end_of(main)).map(|(done, _)| done);
        if let (Some(EventKind::ThreadEnded { thread, .. }), true) =
            (self.event(ended).map(|event| &event.kind), done.is_some_and(|done| done < ended))
        {
            let parts = [
                &*self.thread_name(*thread),
                " ended: run() waits for the threads of the default executor before it closes the loop",
            ];
            self.say(Some(ended), Anchor::Outside, &parts);
        }
    }

    /// The main coroutine's task: the last one that the program ran, but for the loop's shutdown.
    pub fn main(&self) -> Option<FutureId> {
        let is_main = |object: &Object| match self.event(object.created) {
            Some(event @ Event { kind: EventKind::TaskCreated { coroutine, .. }, .. }) => {
                event.task().is_none() && event.cause().is_none() && !SHUTDOWN.contains(&&**coroutine)
            }
            _ => false,
        };
        self.recording.tasks().rev().find(|(_, object)| is_main(object)).map(|(id, _)| id)
    }

    /// Why something happened that no task did: its causes, back to what somebody did.
    fn tell_cause(&mut self, index: EventIndex) -> Option<Goal> {
        let event = self.event(index)?;
        match &event.kind {
            // That the time has come is no more than the timer says, and who ran has been told.
            EventKind::TimerFired { .. } => {
                let armed = event.cause()?;
                if let Some(EventKind::TimerArmed { deadline, .. }) =
                    self.event(armed).map(|event| &event.kind)
                {
                    self.tell_late("it was due", *deadline, index);
                }
                Some(Goal::Cause(armed))
            }
            EventKind::Woken { .. } | EventKind::CallbackRan { .. } => event.cause().map(Goal::Cause),
            EventKind::TimerArmed { deadline, purpose, .. } => {
                let at = self.secs(*deadline);
                match purpose {
                    TimerPurpose::Intervention => {
                        self.say(Some(index), Anchor::Outside, &["somebody outside did that at ", &at]);
                    }
                    _ if self.recording.is_intervention(event) => {
                        self.say(Some(index), Anchor::Outside, &["somebody outside did that at ", &at]);
                    }
                    TimerPurpose::Callback { name } => {
                        let by =
                            event.task().map(|task| [" by ", &self.name(task)].concat()).unwrap_or_default();
                        self.say(
                            Some(index),
                            anchor(event.task()),
                            &["the callback ", name, "() was scheduled for ", &at, &by],
                        );
                    }
                    _ => self.say(Some(index), anchor(event.task()), &["a timer was set for ", &at]),
                }
                None
            }
            EventKind::FutureDone { future, .. } => Some(Goal::Ended(*future)),
            EventKind::ThreadStarted { thread } => self.tell_thread(*thread),
            EventKind::CancelRequested { .. } => Some(Goal::Asked(index)),
            _ if event.task().is_some() => {
                let told = sentence(self.recording, index);
                self.say(Some(index), anchor(event.task()), &[&told]);
                Some(Goal::Act(index))
            }
            _ => {
                let told = sentence(self.recording, index);
                self.say(Some(index), anchor(subject(event)), &[&told]);
                event.cause().map(Goal::Cause)
            }
        }
    }
}

pub(super) fn anchor(id: Option<FutureId>) -> Anchor {
    id.map_or(Anchor::Outside, Anchor::Future)
}
