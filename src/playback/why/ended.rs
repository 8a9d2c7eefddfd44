//! Why a task or future ended as it did.

use super::teller::{Goal, Teller, anchor};
use crate::playback::motion::Anchor;
use crate::playback::view::TaskState;
use crate::playback::words::failure;
use crate::trace::{
    Event, EventIndex, EventKind, Failure, FutureId, FutureRole, Outcome, ThreadId, TimeoutId, TimerPurpose,
};

impl Teller<'_> {
    pub(super) fn tell_ended(&mut self, id: FutureId) -> Option<Goal> {
        let Some((done, outcome)) = self.end_of(id) else { return Some(Goal::Pending(id)) };
        let object = self.recording.object(id)?;
        let Some(role) = &object.role else {
            return match outcome {
                Outcome::Result => self.tell_returned(id, done),
                Outcome::Cancelled => self.tell_cancelled(id, done),
                Outcome::Failed { error } => self.tell_failed(id, done, error),
            };
        };
        let name = self.name(id);
        let is_cancelled = TaskState::of_outcome(outcome) == TaskState::Cancelled;
        let request = self.request_of(id, done);
        let cause = self.event(done)?.cause();
        let child = self.done_behind(cause).or_else(|| match role {
            FutureRole::Gather { children } => self.decisive(children, outcome, done),
            _ => None,
        });
        match role {
            FutureRole::Gather { children } => self.tell_gathered(id, children, request, child),
            FutureRole::Shield { inner } => {
                let inner = *inner;
                match request.filter(|_| is_cancelled) {
                    Some(request) => {
                        let own = self.name(inner);
                        self.say_of(
                            id,
                            done,
                            &[
                                "the outer future of ",
                                &name,
                                " was cancelled; ",
                                &own,
                                " inside of it was not asked and goes on",
                            ],
                        );
                        Some(Goal::Asked(request))
                    }
                    None => Some(Goal::Ended(inner)),
                }
            }
            FutureRole::Wait { .. } => match child {
                Some(child) => {
                    self.say_of(
                        id,
                        done,
                        &[
                            &name,
                            " was over when ",
                            &self.name(child),
                            " had ended; it neither cancels nor raises",
                        ],
                    );
                    Some(Goal::Ended(child))
                }
                None if request.is_some() => request.map(Goal::Asked),
                None => {
                    self.say_of(id, done, &["the time that ", &name, " was given was up; it cancels nobody"]);
                    self.tell_timer(cause)
                }
            },
            FutureRole::Sleep => match request {
                Some(request) => Some(Goal::Asked(request)),
                None => {
                    self.say_of(id, object.created, &["the sleep of", &self.slept(id), " was over"]);
                    None
                }
            },
            FutureRole::Waiter { .. } => match request.filter(|_| is_cancelled) {
                Some(request) => Some(Goal::Asked(request)),
                None => self.tell_handed_over(id, done),
            },
            FutureRole::GroupEnd { group } => match (request.filter(|_| is_cancelled), child) {
                (Some(request), _) => Some(Goal::Asked(request)),
                (None, Some(child)) => {
                    self.say_of(
                        id,
                        done,
                        &[
                            "all tasks of ",
                            &self.group_name(*group),
                            " had ended: ",
                            &self.name(child),
                            " was the last",
                        ],
                    );
                    Some(Goal::Ended(child))
                }
                (None, None) => cause.map(Goal::Cause),
            },
            FutureRole::Thread { thread } => match request.filter(|_| is_cancelled) {
                Some(request) => {
                    self.say_of(
                        id,
                        done,
                        &["the future of ", &name, " was cancelled; the thread cannot be, and runs on"],
                    );
                    Some(Goal::Asked(request))
                }
                None => {
                    self.say_of(id, done, &[&name, " had ended"]);
                    self.tell_thread(*thread)
                }
            },
            FutureRole::Plain | FutureRole::Internal => match request.filter(|_| is_cancelled) {
                Some(request) => {
                    self.say_of(id, done, &[&name, " was cancelled"]);
                    Some(Goal::Asked(request))
                }
                None => {
                    let by = self.event(done)?.task();
                    let what = match outcome {
                        Outcome::Result => " gave a result to ".to_owned(),
                        Outcome::Failed { error } => [" gave ", &failure(error), " to "].concat(),
                        Outcome::Cancelled => " cancelled ".to_owned(),
                    };
                    let by_name = self.who(done);
                    self.say(Some(done), anchor(by.or(Some(id))), &[&by_name, &what, &name]);
                    Some(Goal::Act(done))
                }
            },
        }
    }

    /// Why a gather ended: `request` is the event that asked for its cancellation, `child` the one of `children` that decided it.
    fn tell_gathered(
        &mut self,
        id: FutureId,
        children: &[FutureId],
        request: Option<EventIndex>,
        child: Option<FutureId>,
    ) -> Option<Goal> {
        let (done, outcome) = self.end_of(id)?;
        let created = self.recording.object(id)?.created;
        let name = self.name(id);
        let is_cancelled = TaskState::of_outcome(outcome) == TaskState::Cancelled;
        match (outcome, child) {
            (_, _) if is_cancelled && request.is_some() => {
                self.say_of(
                    id,
                    done,
                    &[&name, " was cancelled, and is done with that now that all it gathers has ended"],
                );
                request.map(Goal::Asked)
            }
            (_, Some(child)) if is_cancelled => {
                let child_name = self.name(child);
                self.say_of(
                    id,
                    done,
                    &[
                        &name,
                        " raised CancelledError, though nobody cancelled it: ",
                        &child_name,
                        ", which it gathers, was cancelled",
                    ],
                );
                Some(Goal::Ended(child))
            }
            (Outcome::Failed { error }, Some(child)) => {
                let child_name = self.name(child);
                let others: Vec<FutureId> = children
                    .iter()
                    .copied()
                    .filter(|other| self.recording.outcome_before(*other, done).is_none())
                    .collect();
                let rest = match others.is_empty() {
                    true => String::new(),
                    false => [
                        "; it cancels nobody, so ",
                        &self.all_of(&others),
                        if others.len() == 1 { " runs on" } else { " run on" },
                    ]
                    .concat(),
                };
                self.say_of(
                    id,
                    done,
                    &[&name, " raised ", &failure(error), " as soon as ", &child_name, " failed", &rest],
                );
                Some(Goal::Ended(child))
            }
            (_, child) => {
                let last = child
                    .map(|child| [": ", &self.name(child), " was the last"].concat())
                    .unwrap_or_default();
                let is_other = |child: &FutureId| {
                    !matches!(self.recording.outcome_before(*child, done), Some(Outcome::Result) | None)
                };
                let others: Vec<FutureId> = children.iter().copied().filter(is_other).collect();
                let kept = match others.is_empty() {
                    true => String::new(),
                    false => [
                        "; with return_exceptions=True, what ",
                        &self.all_of(&others),
                        " raised is among the results",
                    ]
                    .concat(),
                };
                self.say_of(id, done, &["all that ", &name, " gathers had ended", &last, &kept]);
                Some(child.map_or(Goal::Act(created), Goal::Ended))
            }
        }
    }

    /// The accepted request to cancel that a future got first.
    fn request_of(&self, id: FutureId, done: EventIndex) -> Option<EventIndex> {
        self.recording.events_of(id).iter().copied().take_while(|index| *index < done).find(|index| {
            let kind = self.event(*index).map(|event| &event.kind);
            matches!(kind, Some(EventKind::CancelRequested { target, accepted: true, .. }) if *target == id)
        })
    }

    /// Of what is gathered the one whose end decided how the gather ended, if all had ended before it was made.
    fn decisive(&self, children: &[FutureId], outcome: &Outcome, done: EventIndex) -> Option<FutureId> {
        let end = |id: &FutureId| Some((self.recording.object(*id)?.done?, *id));
        let ends = children.iter().filter_map(end).filter(|(at, _)| *at < done);
        if *outcome == Outcome::Result {
            return ends.max_by_key(|(at, _)| at.0).map(|(_, id)| id);
        }
        let fails =
            |id: &FutureId| self.recording.outcome_before(*id, done).is_some_and(|it| *it != Outcome::Result);
        ends.map(|(_, id)| id).find(fails)
    }

    /// The future whose end is behind something.
    fn done_behind(&self, cause: Option<EventIndex>) -> Option<FutureId> {
        match self.event(cause?)?.kind {
            EventKind::FutureDone { future, .. } => Some(future),
            _ => None,
        }
    }

    fn tell_returned(&mut self, id: FutureId, done: EventIndex) -> Option<Goal> {
        let name = self.name(id);
        let before = EventIndex(done.0.saturating_sub(1));
        let value = match self.event(before).map(|event| (event.task(), &event.kind)) {
            Some((by, EventKind::Returned { value })) if by == Some(id) => [" ", value].concat(),
            _ => String::new(),
        };
        self.say_of(id, done, &[&name, " returned", &value]);
        // One that was to be cancelled and returned all the same has swallowed that.
        if let Some(swallowed) = self.swallowed(id, done) {
            return swallowed;
        }
        if let Some(quiet) = self.tell_quiet_timeout(id, done) {
            return quiet;
        }
        self.tell_shielded(id, done);
        Some(Goal::Act(done))
    }

    /// That a timeout expired of which its task never heard.
    fn tell_quiet_timeout(&mut self, id: FutureId, done: EventIndex) -> Option<Option<Goal>> {
        let (left, expired, _) = self.quiet_timeout(id, done)?;
        Some(self.tell_not_converted(left, expired))
    }

    /// Where a task left a timeout that had expired and raised no TimeoutError, and where that had expired; if the task
    /// came from there to its end without another wait.
    fn quiet_timeout(&self, id: FutureId, done: EventIndex) -> Option<(EventIndex, EventIndex, TimeoutId)> {
        let left = self.last_of(id, done, |event| {
            event.task() == Some(id) && matches!(event.kind, EventKind::TimeoutLeft { .. })
        })?;
        let EventKind::TimeoutLeft { timeout } = self.event(left)?.kind else { return None };
        let converts = |event: &Event| matches!(event.kind, EventKind::TimeoutConverted { timeout: of } if of == timeout);
        let expires =
            |event: &Event| matches!(event.kind, EventKind::TimeoutExpired { timeout: of } if of == timeout);
        if self.step_of(left) != self.step_of(done) || self.last(left, converts).is_some() {
            return None;
        }
        Some((left, self.last(left, expires)?, timeout))
    }

    fn tell_cancelled(&mut self, id: FutureId, done: EventIndex) -> Option<Goal> {
        let name = self.name(id);
        let is_of = |task: FutureId| task == id;
        // Those that were neither swallowed nor turned into something else, the last one last.
        let mut open: Vec<EventIndex> = Vec::new();
        for index in self.recording.events_of(id).iter().copied().take_while(|index| *index < done) {
            match self.event(index).map(|event| (event.task(), &event.kind)) {
                Some((_, EventKind::CancelDelivered { task })) if is_of(*task) => open.push(index),
                Some((_, EventKind::CancelSwallowed { task })) if is_of(*task) => drop(open.pop()),
                Some((Some(task), EventKind::TimeoutConverted { .. })) if is_of(task) => drop(open.pop()),
                _ => {}
            }
        }
        let delivered = open.pop();
        let Some(delivered) = delivered else {
            let request = self.request_of(id, done);
            let what = match request {
                Some(_) => {
                    " ended before CancelledError could be thrown into it; asked to cancel as it was, it counts as cancelled"
                }
                None => " raised CancelledError itself",
            };
            self.say_of(id, done, &[&name, what]);
            return Some(request.map_or(Goal::Act(done), Goal::Asked));
        };
        let first = self.recording.events_of(id).iter().copied().find(|index| {
            matches!(self.event(*index).map(|event| &event.kind), Some(EventKind::StepBegan { task }) if is_of(*task))
        });
        if first == self.step_of(delivered) {
            self.say_of(
                id,
                done,
                &[&name, " was cancelled before its first step: nothing of its body has run"],
            );
            return self.behind_delivered(delivered, id);
        }
        let after = self.last_of(id, done, |event| {
            matches!(event.kind, EventKind::CancelReraised { task } | EventKind::CancelCaught { task } if is_of(task))
        });
        let earlier = open.pop().and_then(|earlier| self.event(earlier)).map(|event| self.secs(event.time));
        let how = match (after.filter(|after| *after > delivered).is_some(), &earlier) {
            // What was raised again is the one that ended the handling of the first.
            (true, Some(_)) if !self.is_caught(id, delivered, done) => {
                " was cancelled: a second CancelledError ended its handling of the first, and nothing in it caught that"
            }
            (true, _) => {
                " was cancelled: it handled the CancelledError, in an except or finally, and raised it again"
            }
            (false, _) => " was cancelled: nothing in it caught the CancelledError",
        };
        self.say_of(id, done, &[&name, how]);
        if let Some((left, _, timeout)) = self.quiet_timeout(id, done) {
            let parts = [
                &*self.timeout_name(timeout),
                " had expired as well, but was not alone in asking ",
                &name,
                " to cancel: then it raises no TimeoutError, and lets the CancelledError pass",
            ];
            self.say(Some(left), Anchor::Timeout(timeout), &parts);
        }
        if let Some(earlier) = earlier {
            let parts = [
                "another CancelledError was thrown into ",
                &*name,
                " at its await, while it was still handling the one thrown in at ",
                &earlier,
            ];
            self.say_of(id, delivered, &parts);
            return self.behind_delivered(delivered, id);
        }
        let wait =
            self.event(done).zip(self.event(delivered)).map_or(0.0, |(end, begin)| end.time - begin.time);
        if wait > 0.0 {
            self.say_of(
                id,
                delivered,
                &[
                    "CancelledError was thrown into ",
                    &name,
                    " at its await; its clean-up took ",
                    &self.secs(wait),
                ],
            );
            return self.behind_delivered(delivered, id);
        }
        self.tell_delivered(delivered)
    }

    /// Whether a task took up a CancelledError between two events.
    fn is_caught(&self, id: FutureId, after: EventIndex, before: EventIndex) -> bool {
        let caught = self.last_of(
            id,
            before,
            |event| matches!(event.kind, EventKind::CancelCaught { task } if task == id),
        );
        caught.is_some_and(|caught| caught > after)
    }

    fn tell_failed(&mut self, id: FutureId, done: EventIndex, error: &Failure) -> Option<Goal> {
        let name = self.name(id);
        let parents = self.recording.object(id).map(|object| object.parents.clone()).unwrap_or_default();
        let deaf = parents.into_iter().find(|parent| self.recording.outcome_before(*parent, done).is_some());
        let deaf = deaf.filter(|parent| !self.is_wait(*parent)).map(|parent| self.name(parent));
        let unheard = deaf.map(|deaf| ["; ", &deaf, " was done already, and says nothing of it"].concat());
        let parts = [
            &*name,
            " failed: nothing in it caught ",
            &failure(error),
            unheard.as_deref().unwrap_or_default(),
        ];
        self.say_of(id, done, &parts);
        // Where the exception came from, latest first: the task itself, the end of a block, or an await.
        let mut before = done;
        loop {
            let origin = self.last_of(id, before, |event| {
                event.task() == Some(id)
                    && match &event.kind {
                        EventKind::ExceptionRaised { error: raised } => raised == error,
                        EventKind::TimeoutConverted { .. } => &*error.class == "TimeoutError",
                        EventKind::GroupLeft { errors, .. } => {
                            *errors > 0 && error.class.ends_with("ExceptionGroup")
                        }
                        EventKind::StepBegan { .. } => true,
                        _ => false,
                    }
            });
            let Some(origin) = origin else { break };
            match &self.event(origin)?.kind {
                EventKind::ExceptionRaised { .. } => {
                    let block = self.last_of(id, origin, |event| {
                        event.task() == Some(id)
                            && matches!(
                                event.kind,
                                EventKind::StepBegan { .. }
                                    | EventKind::TimeoutConverted { .. }
                                    | EventKind::GroupLeft { errors: 1.., .. }
                            )
                    });
                    if let Some(block) = block.filter(|block| self.raises(*block, &error.class)) {
                        return self.tell_block(block);
                    }
                    self.say_of(id, origin, &[&failure(error), " was raised here"]);
                    return Some(Goal::Act(origin));
                }
                EventKind::StepBegan { .. } => {
                    let by = self.event(origin)?.cause().and_then(|cause| match self.event(cause)?.kind {
                        EventKind::Woken { by, .. } => Some((cause, by)),
                        _ => None,
                    });
                    if let Some((woken, by)) = by
                        && matches!(self.recording.outcome_before(by, origin), Some(Outcome::Failed { error: of }) if of == error)
                    {
                        self.say_of(id, woken, &["it came out of the await of ", &self.name(by)]);
                        return Some(Goal::Ended(by));
                    }
                }
                _ => return self.tell_block(origin),
            }
            before = origin;
        }
        // It was raised elsewhere, and got out of something that had ended, as `result()` does.
        let elsewhere = self.last(done, |event| {
            matches!(&event.kind, EventKind::FutureDone { future, outcome: Outcome::Failed { error: of } } if *future != id && of == error)
        });
        match elsewhere.and_then(|index| self.done_behind(Some(index))) {
            Some(other) => Some(Goal::Ended(other)),
            None => Some(Goal::Act(done)),
        }
    }

    fn is_wait(&self, id: FutureId) -> bool {
        let role = self.recording.object(id).and_then(|object| object.role.as_ref());
        matches!(role, Some(FutureRole::Wait { .. }))
    }

    fn tell_block(&mut self, block: EventIndex) -> Option<Goal> {
        match &self.event(block)?.kind {
            EventKind::GroupLeft { group, .. } => self.tell_group_left(block, *group),
            _ => self.tell_converted(block),
        }
    }

    /// Who let a waiter go on.
    fn tell_handed_over(&mut self, id: FutureId, done: EventIndex) -> Option<Goal> {
        let handed = self.last_of(id, done, |event| matches!(event.kind, EventKind::HandedOver { .. }))?;
        let EventKind::HandedOver { sync, .. } = self.event(handed)?.kind else { return None };
        let deed = self.last(handed, |event| match &event.kind {
            EventKind::Released { sync: of, .. }
            | EventKind::EventSet { sync: of }
            | EventKind::Notified { sync: of, .. }
            | EventKind::BarrierMoved { sync: of, .. }
            | EventKind::ItemPut { sync: of, .. }
            | EventKind::ItemGot { sync: of, .. }
            | EventKind::ItemDone { sync: of, .. }
            | EventKind::QueueShutDown { sync: of, .. } => *of == sync,
            _ => false,
        });
        let by = self.event(handed)?.task();
        match deed {
            Some(deed) if by.is_none() || self.event(deed)?.task() == by => self.tell_deed(deed),
            _ => {
                // One whose turn had come and who was cancelled lets the next one have it.
                let by_name = self.who(handed);
                self.say(Some(handed), anchor(by), &[&by_name, " passed its turn on"]);
                Some(Goal::Act(handed))
            }
        }
    }

    /// Who set a timer.
    fn tell_timer(&mut self, cause: Option<EventIndex>) -> Option<Goal> {
        let armed = self
            .recording
            .log()
            .causes(cause?)
            .find(|(_, event)| matches!(event.kind, EventKind::TimerArmed { .. }));
        let (index, event) = armed?;
        let EventKind::TimerArmed { deadline, purpose, .. } = &event.kind else { return None };
        let given = self.secs(deadline - event.time);
        let what = match purpose {
            TimerPurpose::Callback { name } => [" scheduled ", &**name, "()"].concat(),
            _ => " gave it".to_owned(),
        };
        let by = event.task().map_or_else(|| "the program".to_owned(), |task| self.name(task));
        self.say(Some(index), anchor(event.task()), &[&by, &what, " ", &given]);
        None
    }

    /// Where a function in a thread came from.
    pub(super) fn tell_thread(&mut self, thread: ThreadId) -> Option<Goal> {
        let queued = self.last(
            self.now(),
            |event| matches!(&event.kind, EventKind::ThreadQueued { thread: of, .. } if *of == thread),
        )?;
        let event = self.event(queued)?;
        let by = event.task().map_or_else(|| "the program".to_owned(), |task| self.name(task));
        let name = self.thread_name(thread);
        self.say(Some(queued), anchor(event.task()), &[&by, " started ", &name]);
        None
    }
}
