//! Why a task came to do something: what it caught on the way there, and what woke it.

use super::teller::{Goal, Teller, anchor};
use crate::playback::motion::Anchor;
use crate::playback::words::failure;
use crate::trace::{
    Canceller, Event, EventIndex, EventKind, FutureId, FutureRole, GroupId, Outcome, TimeoutId, TimerPurpose,
};

impl Teller<'_> {
    /// How the task that did this came to do it.
    pub(super) fn tell_act(&mut self, index: EventIndex) -> Option<Goal> {
        let event = self.event(index)?;
        let Some((task, step)) = event.task().zip(self.step_of(index)) else {
            return event.cause().map(Goal::Cause);
        };
        if step == index {
            return self.tell_step(task, step);
        }
        // What happened in this step on the way to this, latest first.
        let on_the_way = self.last_of(task, index, |event| {
            event.task() == Some(task)
                && match &event.kind {
                    EventKind::StepBegan { task: of } => *of == task,
                    EventKind::GroupLeft { errors, .. } => *errors > 0,
                    EventKind::TimeoutConverted { .. }
                    | EventKind::CancelDelivered { .. }
                    | EventKind::CancelSwallowed { .. }
                    | EventKind::ExceptionRaised { .. }
                    | EventKind::LoopBlocked { .. } => true,
                    _ => false,
                }
        })?;
        let name = self.name(task);
        match &self.event(on_the_way)?.kind {
            EventKind::TimeoutConverted { .. } => self.tell_converted(on_the_way),
            EventKind::GroupLeft { group, .. } => self.tell_group_left(on_the_way, *group),
            EventKind::CancelDelivered { .. } => self.tell_delivered(on_the_way),
            EventKind::LoopBlocked { secs } => {
                let secs = self.secs(*secs);
                self.say_of(
                    task,
                    on_the_way,
                    &["before that, a blocking call of ", &name, " kept the loop for ", &secs],
                );
                Some(Goal::Act(on_the_way))
            }
            EventKind::CancelSwallowed { .. } => {
                self.say_of(
                    task,
                    on_the_way,
                    &[&name, " had caught its CancelledError and not raised it again"],
                );
                self.last_of(task, on_the_way, |event| {
                    matches!(event.kind, EventKind::CancelDelivered { .. })
                })
                .and_then(|delivered| self.tell_delivered(delivered))
            }
            EventKind::ExceptionRaised { error } => {
                // The error that a timeout or group has just raised is told with that.
                let raised_by = EventIndex(on_the_way.0.saturating_sub(8));
                let block = self.last_of(task, on_the_way, |event| {
                    event.task() == Some(task)
                        && matches!(
                            event.kind,
                            EventKind::TimeoutConverted { .. } | EventKind::GroupLeft { errors: 1.., .. }
                        )
                });
                let is_own = block.is_none_or(|block| block < raised_by || !self.raises(block, &error.class));
                if is_own {
                    self.say_of(task, on_the_way, &[&failure(error), " had been raised here"]);
                }
                Some(Goal::Act(on_the_way))
            }
            _ => self.tell_step(task, step),
        }
    }

    /// Whether leaving a block like this one raises such an exception.
    pub(super) fn raises(&self, block: EventIndex, class: &str) -> bool {
        match self.event(block).map(|event| &event.kind) {
            Some(EventKind::TimeoutConverted { .. }) => class == "TimeoutError",
            Some(EventKind::GroupLeft { errors, .. }) => *errors > 0 && class.ends_with("ExceptionGroup"),
            _ => false,
        }
    }

    /// Why a step of a task came.
    fn tell_step(&mut self, task: FutureId, step: EventIndex) -> Option<Goal> {
        let name = self.name(task);
        let cause = self.event(step)?.cause();
        let Some(cause) = cause else {
            self.say_of(task, step, &[&name, " had its turn"]);
            return None;
        };
        match &self.event(cause)?.kind {
            EventKind::TaskCreated { .. } => {
                self.tell_created(task, cause);
                if self.is_eager(step, cause)
                    && let Some(last) = self.steps.last_mut()
                {
                    last.sentence +=
                        ", an eager task: it ran at once, within create_task(), up to its first wait";
                }
                None
            }
            EventKind::Waiting { on: None, .. } => {
                self.say_of(
                    task,
                    cause,
                    &[&name, " had given way to the others, and its turn has come again"],
                );
                None
            }
            EventKind::Woken { by, .. } => {
                let by = *by;
                let waited = self.last_of(task, cause, |event| {
                    matches!(event.kind, EventKind::Waiting { task: of, on } if of == task && on == Some(by))
                });
                if self.is_sleep(by) && matches!(self.end_of(by), Some((_, Outcome::Result))) {
                    let slept = self.slept(by);
                    let waited = waited.unwrap_or(cause);
                    if let Some((_, due)) = self.recording.sleep_deadline(by) {
                        self.tell_late("its sleep was over", due, cause);
                    }
                    self.say_of(task, waited, &["before that, ", &name, " slept", &slept]);
                    // What it had to wait for before it could go to sleep is worth telling.
                    if let Some(swallowed) = self.swallowed(task, waited) {
                        return swallowed;
                    }
                    return self.waited_before(waited).then_some(Goal::Act(waited));
                }
                let plain = match self.recording.object(by).and_then(|by| by.role.as_ref()) {
                    Some(FutureRole::Waiter { sync, wants }) => Some(self.wanted(*sync, *wants)),
                    Some(FutureRole::GroupEnd { group }) => {
                        Some(["the tasks of ", &self.group_name(*group)].concat())
                    }
                    _ => None,
                };
                if let Some(wanted) = plain.filter(|_| matches!(self.end_of(by), Some((_, Outcome::Result))))
                {
                    let notified = waited.and_then(|waited| self.notified_before(waited, by));
                    let first = match notified {
                        Some(at) => {
                            ["it was notified at ", &self.secs(at), ", and then waited for "].concat()
                        }
                        None => "it had waited for ".to_owned(),
                    };
                    self.say_of(task, cause, &[&name, " was woken: ", &first, &wanted]);
                    self.place_at(waited);
                    return Some(Goal::Ended(by));
                }
                let how = self.recording.outcome_before(by, cause).map(|outcome| self.ended_as(by, outcome));
                let how = how.unwrap_or_else(|| "is done".to_owned());
                self.say_of(
                    task,
                    cause,
                    &[&name, " was woken: it had waited for ", &self.name(by), ", which ", &how],
                );
                self.place_at(waited);
                Some(Goal::Ended(by))
            }
            _ => Some(Goal::Cause(cause)),
        }
    }

    /// Whether a first step was taken within the step that created its task.
    fn is_eager(&self, step: EventIndex, created: EventIndex) -> bool {
        let Some(by) = self.event(created).and_then(|event| event.task()) else { return false };
        let last = self.last_of(by, step, |event| {
            matches!(event.kind, EventKind::StepBegan { task } | EventKind::StepEnded { task, .. } if task == by)
        });
        last.and_then(|last| self.event(last))
            .is_some_and(|event| matches!(event.kind, EventKind::StepBegan { .. }))
    }

    /// That something came later than it was due, for the loop was blocked.
    pub(super) fn tell_late(&mut self, what: &str, due: f64, came: EventIndex) {
        let Some(at) = self.event(came).map(|event| event.time).filter(|at| at - due > 1e-6) else { return };
        let overlaps = |event: &Event| matches!(event.kind, EventKind::LoopBlocked { secs } if event.time + secs > due + 1e-9 && event.time < at);
        let Some(last) = self.last(came, overlaps) else { return };
        let is_only = self.last(last, overlaps).is_none();
        let by = self.who(last);
        let (due, at) = (self.secs(due), self.secs(at));
        let blocked = match is_only {
            true => [", but a blocking call of ", &by],
            false => [", but blocking calls, the last one of ", &by],
        };
        let comma = if is_only { "" } else { "," };
        let parts = [what, " at ", &due, blocked[0], blocked[1], comma, " kept the loop until ", &at];
        self.say(Some(last), anchor(self.event(last).and_then(|event| event.task())), &parts);
    }

    /// That a task had swallowed a CancelledError before, without which it would not do anything now.
    pub(super) fn swallowed(&mut self, task: FutureId, before: EventIndex) -> Option<Option<Goal>> {
        let swallowed = self.last_of(
            task,
            before,
            |event| matches!(event.kind, EventKind::CancelSwallowed { task: of } if of == task),
        )?;
        self.say_of(
            task,
            swallowed,
            &["before that, it had caught a CancelledError and not raised it again"],
        );
        let delivered = self.last_of(
            task,
            swallowed,
            |event| matches!(event.kind, EventKind::CancelDelivered { task: of } if of == task),
        );
        Some(delivered.and_then(|delivered| self.tell_delivered(delivered)))
    }

    /// What was told last happened where this did: the await is where a task goes on.
    fn place_at(&mut self, waited: Option<EventIndex>) {
        let place = waited.and_then(|waited| self.recording.place(self.event(waited)?.origin()));
        if let Some(last) = self.steps.last_mut().filter(|_| place.is_some()) {
            last.place = place;
        }
    }

    /// Whether the step that something happened in came because of something else than a clock.
    fn waited_before(&self, index: EventIndex) -> bool {
        let cause = self.step_of(index).and_then(|step| self.event(self.event(step)?.cause()?));
        match cause.map(|cause| &cause.kind) {
            Some(EventKind::Woken { by, .. }) => !self.is_sleep(*by),
            _ => false,
        }
    }

    pub(super) fn is_waiter(&self, id: FutureId) -> bool {
        let role = self.recording.object(id).and_then(|object| object.role.as_ref());
        matches!(
            role,
            Some(FutureRole::Waiter { .. } | FutureRole::GroupEnd { .. } | FutureRole::Wait { .. })
        )
    }

    pub(super) fn is_sleep(&self, id: FutureId) -> bool {
        self.recording.object(id).is_some_and(|object| object.role == Some(FutureRole::Sleep))
    }

    /// How long a sleep was to be: " 1 s".
    pub(super) fn slept(&self, id: FutureId) -> String {
        let timer = self.recording.sleep_deadline(id);
        let armed = timer.and_then(|(armed, deadline)| Some((self.event(armed)?.time, deadline)));
        armed.map(|(from, until)| [" ", &self.secs(until - from)].concat()).unwrap_or_default()
    }

    /// That a task was created.
    pub(super) fn tell_created(&mut self, task: FutureId, created: EventIndex) {
        let name = self.name(task);
        let by =
            self.event(created).and_then(|event| event.task()).filter(|by| !self.recording.is_hidden(*by));
        match by {
            Some(by) => self.say_of(task, created, &[&self.name(by), " created ", &name]),
            None if self.is_scene() => self.say_of(task, created, &["the scene begins with ", &name]),
            None if self.coroutine(task) == Some("async_generator_athrow") => {
                let parts = [
                    "nobody held the generator any more: the loop's hook created a task, ",
                    &*name,
                    ", that closes it",
                ];
                self.say_of(task, created, &parts);
            }
            None if self.main() == Some(task) => self.say_of(task, created, &["the program ran ", &name]),
            None => self.say_of(task, created, &[&name, " was created outside of any task"]),
        }
    }

    /// The request behind a CancelledError; if there is none, what came out of the await.
    pub(super) fn behind_delivered(&mut self, index: EventIndex, task: FutureId) -> Option<Goal> {
        let waited = self.wait_before(index, task).unwrap_or(EventIndex(0));
        // One that came when there was nothing left to pass it on to is the cause itself.
        let own = self.event(index)?.cause().filter(|cause| *cause < waited && self.is_request(*cause, task));
        let events = self.recording.events_of(task).iter().copied();
        let since =
            events.filter(|request| (waited..index).contains(request) && self.is_request(*request, task));
        let mut requests = own.into_iter().chain(since);
        let first = requests.next();
        // A timeout that is not the only one to ask lets the CancelledError pass.
        let other = requests.find(|request| !self.is_by_timeout(*request));
        let request = first.filter(|first| !self.is_by_timeout(*first)).or(other).or(first);
        if let (Some(request), Some(other)) = (first, other)
            && self.is_by_timeout(request)
        {
            self.say_of(
                task,
                other,
                &["a timeout had expired too, but lets the CancelledError pass when somebody else has asked"],
            );
        }
        if let Some(request) = request {
            return Some(Goal::Asked(request));
        }
        let woken = self.last_of(
            task,
            index,
            |event| matches!(event.kind, EventKind::Woken { task: of, .. } if of == task),
        )?;
        let EventKind::Woken { by, .. } = self.event(woken)?.kind else { return None };
        let (own, by_name) = (self.name(task), self.name(by));
        let parts = [
            "nobody had asked ",
            &*own,
            " to cancel: CancelledError came out of what it awaited, ",
            &by_name,
        ];
        self.say_of(task, woken, &parts);
        Some(Goal::Ended(by))
    }

    fn is_by_timeout(&self, request: EventIndex) -> bool {
        let kind = self.event(request).map(|event| &event.kind);
        matches!(kind, Some(EventKind::CancelRequested { by: Canceller::Timeout { .. }, .. }))
    }

    pub(super) fn is_request(&self, index: EventIndex, of: FutureId) -> bool {
        let kind = self.event(index).map(|event| &event.kind);
        matches!(kind, Some(EventKind::CancelRequested { target, accepted: true, .. }) if *target == of)
    }

    /// Why a timeout raised TimeoutError.
    pub(super) fn tell_converted(&mut self, index: EventIndex) -> Option<Goal> {
        let event = self.event(index)?;
        let EventKind::TimeoutConverted { timeout } = event.kind else { return None };
        let task = event.task()?;
        let (name, own) = (self.timeout_name(timeout), self.name(task));
        let turned = [&*name, " turned the CancelledError that it had caused into TimeoutError"].concat();
        let parts = match self.is_wait_for(timeout) {
            true => ["in ", &*own, ", ", &turned].concat(),
            false => ["as ", &*own, " left its block, ", &turned].concat(),
        };
        self.say(Some(index), Anchor::Timeout(timeout), &[&parts]);
        let expired = self.last(
            index,
            |event| matches!(&event.kind, EventKind::TimeoutExpired { timeout: of } if *of == timeout),
        )?;
        let delivered = self.last_of(
            task,
            index,
            |event| matches!(event.kind, EventKind::CancelDelivered { task: of } if of == task),
        );
        if let Some(delivered) = delivered.filter(|delivered| *delivered > expired) {
            self.say_delivered(task, delivered);
        }
        self.tell_expired(expired)
    }

    /// Why a timeout expired.
    pub(super) fn tell_expired(&mut self, index: EventIndex) -> Option<Goal> {
        let EventKind::TimeoutExpired { timeout } = self.event(index)?.kind else { return None };
        let task = self.recording.timeout(timeout)?.task;
        let (name, own) = (self.timeout_name(timeout), self.name(task));
        let at = self.event(index).map(|event| self.secs(event.time)).unwrap_or_default();
        let parts = ["the deadline of ", &*name, " passed at ", &at, ": it cancelled ", &own];
        self.say(Some(index), Anchor::Timeout(timeout), &parts);
        let due = self.last(index, |event| {
            matches!(&event.kind, EventKind::TimerArmed { purpose: TimerPurpose::Timeout { timeout: of }, .. } if *of == timeout)
        });
        if let Some(EventKind::TimerArmed { deadline, .. }) =
            due.and_then(|due| self.event(due)).map(|due| &due.kind)
        {
            self.tell_late("it was due", *deadline, index);
        }
        self.tell_deadline(index, timeout);
        None
    }

    /// Why a timeout that had expired was left without a TimeoutError.
    pub(super) fn tell_not_converted(&mut self, left: EventIndex, expired: EventIndex) -> Option<Goal> {
        let EventKind::TimeoutLeft { timeout } = self.event(left)?.kind else { return None };
        let task = self.recording.timeout(timeout)?.task;
        let name = self.timeout_name(timeout);
        let swallowed = self.last_of(
            task,
            left,
            |event| matches!(event.kind, EventKind::CancelSwallowed { task: of } if of == task),
        );
        let below = self.last(left, |event| matches!(event.kind, EventKind::CancelSwallowed { .. }));
        let swallowed = swallowed.or(below).filter(|swallowed| *swallowed > expired);
        let parts = [
            &*name,
            match swallowed {
                Some(_) => {
                    " had expired, but no CancelledError came out of it that could become a TimeoutError: it was \
                     swallowed"
                }
                None => {
                    " had expired, but what came out of it was not the CancelledError that it alone had caused: only \
                     that becomes a TimeoutError"
                }
            },
        ];
        self.say(Some(left), Anchor::Timeout(timeout), &parts);
        if let Some(swallowed) = swallowed {
            let by = self.event(swallowed)?.task();
            let passed_on = match by == Some(task) {
                true => "",
                false => {
                    ", which had come to it from above: Task.cancel() passes the request on to what the task awaits"
                }
            };
            let parts = [&*self.who(swallowed), " swallowed the CancelledError", passed_on];
            self.say(Some(swallowed), anchor(by), &parts);
        }
        self.tell_expired(expired)
    }

    /// Who set the deadline of a timeout.
    fn tell_deadline(&mut self, before: EventIndex, timeout: TimeoutId) {
        let armed = self.last(before, |event| {
            matches!(&event.kind, EventKind::TimerArmed { purpose: TimerPurpose::Timeout { timeout: of }, .. } if *of == timeout)
        });
        let entered = self.last(
            before,
            |event| matches!(&event.kind, EventKind::TimeoutEntered { timeout: of, .. } if *of == timeout),
        );
        let Some((index, event)) = entered.and_then(|index| Some((index, self.event(index)?))) else {
            return;
        };
        let EventKind::TimeoutEntered { task, deadline, .. } = event.kind else { return };
        let (own, name, about) = (self.name(task), self.timeout_name(timeout), Anchor::Timeout(timeout));
        let set = armed.and_then(|armed| Some((armed, self.event(armed)?)));
        match (set, deadline) {
            (Some((armed, set)), _) if set.cause() != Some(index) => {
                let at = match set.kind {
                    EventKind::TimerArmed { deadline, .. } => self.secs(deadline),
                    _ => String::new(),
                };
                let by = set.task().map_or_else(|| "somebody".to_owned(), |task| self.name(task));
                self.say(Some(armed), about, &[&by, " rescheduled ", &name, " to ", &at]);
            }
            (_, Some(deadline)) => {
                let (at, given) = (self.secs(event.time), self.secs((deadline - event.time).max(0.0)));
                let what = match self.is_wait_for(timeout) {
                    true => [&*own, " called ", &*name, " at ", &*at, ", with a timeout of ", &*given, ""],
                    false => [&*own, " entered ", &*name, " at ", &*at, ", with ", &*given, " to go"],
                };
                self.say(Some(index), about, &what);
            }
            (_, None) => self.say(Some(index), about, &[&own, " entered ", &name, " without a deadline"]),
        }
    }

    /// Why a task group raised.
    pub(super) fn tell_group_left(&mut self, index: EventIndex, group: GroupId) -> Option<Goal> {
        let event = self.event(index)?;
        let EventKind::GroupLeft { errors, .. } = event.kind else { return None };
        let name = self.group_name(group);
        let count = match errors {
            1 => "the exception".to_owned(),
            n => ["the ", &n.to_string(), " exceptions"].concat(),
        };
        self.say(
            Some(index),
            anchor(event.task()),
            &[&name, " raised ", &count, " of its tasks as an ExceptionGroup, once all of them had ended"],
        );
        let aborting = self.last(
            index,
            |event| matches!(&event.kind, EventKind::GroupAborting { group: of } if *of == group),
        );
        match aborting {
            Some(aborting) => self.behind_aborting(aborting),
            None => {
                let failed = self
                    .members(group)
                    .into_iter()
                    .find(|task| matches!(self.end_of(*task), Some((_, Outcome::Failed { .. }))));
                failed.map(Goal::Ended)
            }
        }
    }

    /// What made a task group cancel what was left in it.
    pub(super) fn behind_aborting(&mut self, index: EventIndex) -> Option<Goal> {
        let event = self.event(index)?;
        let cause = event.cause()?;
        match &self.event(cause)?.kind {
            EventKind::FutureDone { future, .. } => Some(Goal::Ended(*future)),
            _ => {
                if let Some(task) = event.task() {
                    self.say_of(task, index, &["the body of the task group ended by an exception"]);
                }
                Some(Goal::Act(index))
            }
        }
    }

    /// The tasks of a group.
    pub(super) fn members(&self, group: GroupId) -> Vec<FutureId> {
        let joined = |kind: &EventKind| match kind {
            EventKind::GroupJoined { group: of, task } if *of == group => Some(*task),
            _ => None,
        };
        self.recording.log().iter().filter_map(|(_, event)| joined(&event.kind)).collect()
    }
}
