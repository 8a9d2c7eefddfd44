//! How events change what is shown.

use std::rc::Rc;

use crate::program::Place;
use crate::trace::{
    Event, EventIndex, EventKind, FutureId, FutureRole, Outcome, RunEnd, TimeoutId, TimerId, TimerPurpose,
};

use super::objects::{
    Asked, ConsoleLine, FutureState, FutureView, LoopView, Passing, Phase, TaskState, TaskView, TimeoutState,
    TimeoutView, TimerView, WaitingFor, WaitingOn,
};
use super::{BlockObjects, Slot, View};

impl View {
    /// Applies the next event of the run.
    pub fn apply(&mut self, event: &Event) {
        let index = EventIndex(self.cursor as u32);
        self.cursor += 1;
        self.touched.clear();
        self.end_blocking();
        self.time_secs = event.time;
        if !self.has_loops() && self.event_loop.iteration != event.iteration {
            self.event_loop.iteration = event.iteration;
            self.touch_loop();
        }
        if event.origin().is_some()
            && let Some(acting) = event.task()
        {
            let at = self.places.of(event.origin());
            if let Some(task) = self.task_mut(acting) {
                task.origin = event.origin();
                task.at = at;
            }
        }
        self.callback_shows(event);
        self.apply_kind(index, event);
        if let Some(horizon) = self.horizon
            && self.cursor.is_multiple_of(super::forget::EVERY)
        {
            self.forget_before(self.cursor.saturating_sub(horizon));
        }
        #[cfg(debug_assertions)]
        for &id in &self.touched {
            if let Some(task) = self.task(id) {
                task.assert_invariants();
            }
        }
    }

    fn apply_kind(&mut self, index: EventIndex, event: &Event) {
        match &event.kind {
            EventKind::IterationBegan { ready } => {
                self.iteration_began(index, *ready);
            }
            EventKind::InLoop { event_loop, thread } => self.loop_entered(*event_loop, *thread),
            EventKind::LoopBlocked { secs } => {
                let until = event.time + secs;
                self.event_loop.blocked_until_secs = Some(until);
                self.touch_loop();
                if let Some(task) = event.task().and_then(|id| self.task_mut(id)) {
                    task.blocked_until_secs = Some(until);
                }
            }
            EventKind::RunEnded { how } => {
                self.end = Some(how.clone());
                self.event_loop.running = None;
                // A run that was stopped has handles left; what any other one has left never runs.
                if !matches!(how, RunEnd::Limit { .. }) {
                    let others = Rc::make_mut(&mut self.other_loops).iter_mut();
                    others.chain([&mut self.event_loop]).for_each(LoopView::empty);
                }
                self.touch_loop();
            }

            EventKind::TaskCreated { task, name, coroutine } => {
                self.task_created(event, *task, name, coroutine);
            }
            EventKind::StepBegan { task } => self.step_began(*task),
            EventKind::StepEnded { task } => self.step_ended(*task),
            EventKind::Waiting { task, on } => self.waiting(*task, *on, event.time),
            EventKind::Woken { task, by } => self.woken(*task, *by),

            EventKind::FutureCreated { future, role } => self.future_created(event, *future, role),
            EventKind::FutureDone { future, outcome } => self.future_done(*future, outcome, event.time),
            EventKind::CallbackScheduled { callback } => self.callback_scheduled(event, callback),
            EventKind::CallbackRan { .. } => {}

            EventKind::TimerArmed { timer, deadline, purpose } => {
                self.timer_armed(event, *timer, *deadline, purpose);
            }
            EventKind::TimerFired { timer } | EventKind::TimerDropped { timer } => {
                if matches!(event.kind, EventKind::TimerFired { .. }) {
                    self.timer_fired(*timer);
                }
                if let Some(Some(set)) = self.timers.get(timer.0 as usize) {
                    let event_loop = set.event_loop;
                    self.timers.set(timer.0 as usize, None, &None);
                    self.loop_mut(event_loop).timers -= 1;
                }
            }

            EventKind::CancelRequested { target, by, accepted, message, cancelling } => {
                let asked = accepted.then(|| Asked { by: *by, message: message.clone(), event: index });
                self.cancel_requested(*target, asked, *cancelling);
            }
            EventKind::ShieldHeld { outer, .. } => {
                if let Some(future) = self.future_mut(*outer) {
                    future.held = Some(index);
                }
            }
            EventKind::CancelDelivered { task } => {
                if let Some(task) = self.task_mut(*task) {
                    // The step may be announced before or after what it throws.
                    task.request_pending = false;
                    task.cleaning_up = task.outcome.is_none();
                    task.passing = Some(Passing::Cancelled);
                    task.update_state();
                }
            }
            EventKind::CancelCaught { task } => {
                if let Some(task) = self.task_mut(*task) {
                    task.passing = None;
                }
            }
            EventKind::CancelReraised { task } => {
                if let Some(task) = self.task_mut(*task) {
                    task.passing = Some(Passing::Cancelled);
                }
            }
            EventKind::CancelSwallowed { task } => {
                if let Some(task) = self.task_mut(*task) {
                    task.cleaning_up = false;
                    task.passing = None;
                }
            }
            EventKind::Uncancelled { task, cancelling } => {
                if let Some(task) = self.task_mut(*task) {
                    task.cancelling = *cancelling;
                    // A request that already reached what the task waits on cannot be taken back any more.
                    if *cancelling == 0 && task.phase != Phase::Suspended {
                        task.request_pending = false;
                    }
                    task.update_state();
                }
            }

            EventKind::TimeoutEntered { timeout, task, deadline, .. } => {
                self.timeout_entered(event, *timeout, *task, *deadline);
            }
            EventKind::TimeoutExpired { timeout } => self.timeout_moved(*timeout, TimeoutState::Expired),
            EventKind::TimeoutConverted { timeout } => self.timeout_moved(*timeout, TimeoutState::Converted),
            EventKind::TimeoutLeft { timeout } => self.timeout_moved(*timeout, TimeoutState::Left),

            EventKind::ExceptionRaised { .. } => {
                if let Some(task) = event.task().and_then(|id| self.task_mut(id)) {
                    task.passing = Some(Passing::Failed);
                }
            }
            EventKind::Returned { value } => {
                if let Some(task) = event.task().and_then(|id| self.task_mut(id)) {
                    task.result = Some(value.clone());
                    task.passing = None;
                }
            }
            EventKind::Printed { text } => self.write(index, event, event.task(), text, false),
            EventKind::TaskRenamed { task, name } => {
                if let Some(task) = self.task_mut(*task) {
                    task.name = name.clone();
                }
            }
            EventKind::SyncCreated { .. }
            | EventKind::Acquired { .. }
            | EventKind::Released { .. }
            | EventKind::HandedOver { .. }
            | EventKind::EventSet { .. }
            | EventKind::EventCleared { .. }
            | EventKind::Notified { .. }
            | EventKind::BarrierMoved { .. }
            | EventKind::ItemPut { .. }
            | EventKind::ItemGot { .. }
            | EventKind::ItemDone { .. }
            | EventKind::QueueShutDown { .. }
            | EventKind::GroupEntered { .. }
            | EventKind::GroupJoined { .. }
            | EventKind::GroupAborting { .. }
            | EventKind::GroupLeft { .. }
            | EventKind::ThreadQueued { .. }
            | EventKind::ThreadStarted { .. }
            | EventKind::ThreadEnded { .. }
            | EventKind::SignalRaised { .. } => self.apply_sync(event),
            EventKind::ThreadPrinted { text, .. } => self.write(index, event, None, text, false),
            EventKind::Warned { text, about } => {
                self.write(index, event, about.or(event.task()), text, true);
            }
        }
    }

    pub(super) fn revision(&self) -> u32 {
        self.cursor as u32
    }

    pub(super) fn touch_loop(&mut self) {
        self.event_loop.revision = self.revision();
    }

    fn touch(&mut self, id: FutureId) {
        if !self.touched.contains(&id) {
            self.touched.push(id);
        }
    }

    fn task_mut(&mut self, id: FutureId) -> Option<&mut TaskView> {
        self.task(id)?;
        self.touch(id);
        let revision = self.revision();
        match self.objects.get_mut(id.0 as usize)? {
            Slot::Task(task) => {
                let task = Rc::make_mut(task);
                task.revision = revision;
                Some(task)
            }
            Slot::Empty | Slot::Future(_) => None,
        }
    }

    fn future_mut(&mut self, id: FutureId) -> Option<&mut FutureView> {
        self.future(id)?;
        self.touch(id);
        let revision = self.revision();
        match self.objects.get_mut(id.0 as usize)? {
            Slot::Future(future) => {
                let future = Rc::make_mut(future);
                future.revision = revision;
                Some(future)
            }
            Slot::Empty | Slot::Task(_) => None,
        }
    }

    /// The objects of the block that a place means as a whole.
    fn block_mut(&mut self, place: Option<Place>) -> Option<&mut BlockObjects> {
        match place? {
            Place::Block { block, step: None } => {
                let position = block as usize;
                if self.blocks.get(position).is_none() {
                    self.blocks.set(position, BlockObjects::default(), &BlockObjects::default());
                }
                self.blocks.get_mut(position)
            }
            Place::Block { step: Some(_), .. } | Place::Main => None,
        }
    }

    /// A blocking call lasts from its event to the next one, whatever that is.
    fn end_blocking(&mut self) {
        if self.event_loop.blocked_until_secs.take().is_none() {
            return;
        }
        self.touch_loop();
        if let Some(task) = self.event_loop.running.and_then(|id| self.task_mut(id)) {
            task.blocked_until_secs = None;
        }
    }

    fn task_created(&mut self, event: &Event, id: FutureId, name: &Rc<str>, coroutine: &Rc<str>) {
        let place = self.places.of_creation(event);
        let task = TaskView {
            id,
            event_loop: self.event_loop.id,
            name: name.clone(),
            coroutine: coroutine.clone(),
            place,
            parent: event.task(),
            created_secs: event.time,
            ended_secs: None,
            state: TaskState::Scheduled,
            waiting_on: None,
            woken_by: None,
            cancelling: 0,
            asked_by: None,
            cleaning_up: false,
            outcome: None,
            result: None,
            blocked_until_secs: None,
            timeouts: Vec::new(),
            origin: None,
            at: None,
            revision: self.revision(),
            phase: Phase::Ready,
            request_pending: false,
            passing: None,
        };
        self.objects.set(id.0 as usize, Slot::Task(Rc::new(task)), &Slot::Empty);
        self.touch(id);
        if let Some(objects) = self.block_mut(place) {
            *objects = BlockObjects { task: Some(id), ..BlockObjects::default() };
        }
        self.make_ready(id);
    }

    fn step_began(&mut self, id: FutureId) {
        let woken_by = self.task(id).and_then(|task| task.woken_by);
        let brings_failure =
            woken_by.is_some_and(|by| matches!(self.outcome(by), Some(Outcome::Failed { .. })));
        if let Some(task) = self.task_mut(id) {
            task.phase = Phase::Running;
            task.request_pending = false;
            task.waiting_on = None;
            task.passing = brings_failure.then_some(Passing::Failed);
            task.update_state();
        }
        self.handle_began(id);
    }

    fn step_ended(&mut self, id: FutureId) {
        if let Some(task) = self.task_mut(id) {
            if task.phase == Phase::Running {
                task.phase = Phase::Suspended;
            }
            task.update_state();
        }
        self.handle_ended();
    }

    fn waiting(&mut self, id: FutureId, on: Option<FutureId>, time: f64) {
        let waiting_on =
            on.map(|future| WaitingOn { future, what: self.waiting_for(future), since_secs: time });
        let yields = on.is_none();
        if let Some(task) = self.task_mut(id) {
            task.phase = if yields { Phase::Ready } else { Phase::Suspended };
            task.waiting_on = waiting_on;
            task.woken_by = None;
            task.passing = None;
            task.update_state();
        }
        if yields {
            self.make_ready(id);
        }
    }

    fn waiting_for(&self, future: FutureId) -> WaitingFor {
        match self.objects.get(future.0 as usize) {
            Some(Slot::Task(task)) => WaitingFor::Task { name: task.name.clone() },
            Some(Slot::Future(future)) => match future.role {
                FutureRole::Sleep => WaitingFor::Sleep { until_secs: future.deadline_secs },
                FutureRole::Gather { .. } => WaitingFor::Gather,
                FutureRole::Shield { .. } => WaitingFor::Shield,
                FutureRole::Plain | FutureRole::Internal => WaitingFor::Future,
                FutureRole::Wait { .. } => WaitingFor::Wait,
                FutureRole::Waiter { sync, wants } => match self.sync(sync) {
                    Some(at) => WaitingFor::Sync { sync, name: at.name.clone(), wants },
                    None => WaitingFor::Future,
                },
                FutureRole::GroupEnd { group } => WaitingFor::Group { group },
                FutureRole::Thread { thread } => match self.thread(thread) {
                    Some(call) => WaitingFor::Thread { thread, work: call.work.clone() },
                    None => WaitingFor::Future,
                },
            },
            Some(Slot::Empty) | None => WaitingFor::Future,
        }
    }

    fn woken(&mut self, id: FutureId, by: FutureId) {
        if let Some(task) = self.task_mut(id) {
            task.phase = Phase::Ready;
            task.waiting_on = None;
            task.woken_by = Some(by);
            task.update_state();
        }
        self.make_ready(id);
    }

    fn outcome(&self, id: FutureId) -> Option<&Outcome> {
        match self.objects.get(id.0 as usize)? {
            Slot::Empty => None,
            Slot::Task(task) => task.outcome.as_ref(),
            Slot::Future(future) => match &future.state {
                FutureState::Done(outcome) => Some(outcome),
                FutureState::Pending | FutureState::Cancelling => None,
            },
        }
    }

    fn future_created(&mut self, event: &Event, id: FutureId, role: &FutureRole) {
        let place = self.places.of_creation(event);
        let future = FutureView {
            id,
            role: role.clone(),
            place,
            creator: event.task(),
            state: FutureState::Pending,
            deadline_secs: None,
            asked_by: None,
            held: None,
            revision: self.revision(),
        };
        self.objects.set(id.0 as usize, Slot::Future(Rc::new(future)), &Slot::Empty);
        self.touch(id);
        self.role_began(id, role);
        if matches!(role, FutureRole::Gather { .. } | FutureRole::Shield { .. })
            && let Some(objects) = self.block_mut(place)
        {
            objects.future = Some(id);
        }
    }

    fn future_done(&mut self, id: FutureId, outcome: &Outcome, time: f64) {
        if let Some(task) = self.task_mut(id) {
            task.outcome = Some(outcome.clone());
            task.ended_secs = Some(time);
            task.phase = Phase::Suspended;
            task.request_pending = false;
            task.cleaning_up = false;
            task.waiting_on = None;
            task.timeouts.clear();
            task.update_state();
        } else if let Some(future) = self.future_mut(id) {
            future.state = FutureState::Done(outcome.clone());
            if let FutureRole::Waiter { sync, .. } = future.role {
                self.role_ended(id, sync);
            }
        }
    }

    fn timer_armed(&mut self, event: &Event, id: TimerId, deadline: f64, purpose: &TimerPurpose) {
        let (purpose_is, task, event_loop) = (purpose.clone(), event.task(), self.event_loop.id);
        let timer = TimerView { id, deadline_secs: deadline, purpose: purpose_is, task, event_loop };
        self.timers.set(id.0 as usize, Some(timer), &None);
        self.event_loop.timers += 1;
        self.touch_loop();
        if let TimerPurpose::Sleep { future } = purpose
            && let Some(future) = self.future_mut(*future)
        {
            future.deadline_secs = Some(deadline);
        }
    }

    fn cancel_requested(&mut self, target: FutureId, asked: Option<Asked>, cancelling: u32) {
        if let Some(task) = self.task_mut(target) {
            task.cancelling = cancelling;
            if asked.is_some() && task.outcome.is_none() {
                task.asked_by = asked;
                task.request_pending = true;
            }
            task.update_state();
        } else if let Some(future) = self.future_mut(target)
            && asked.is_some()
            && future.state == FutureState::Pending
        {
            future.asked_by = asked;
            future.state = FutureState::Cancelling;
        }
    }

    fn timeout_entered(&mut self, event: &Event, id: TimeoutId, task: FutureId, deadline: Option<f64>) {
        let place = self.places.of_creation(event);
        let timeout = TimeoutView {
            id,
            task,
            place,
            entered_secs: event.time,
            deadline_secs: deadline,
            state: TimeoutState::Active,
            is_expired: false,
            revision: self.revision(),
            passing: None,
        };
        self.timeouts.set(id.0 as usize, Some(Rc::new(timeout)), &None);
        if let Some(task) = self.task_mut(task) {
            task.timeouts.push(id);
        }
        if let Some(objects) = self.block_mut(place) {
            if objects.task != Some(task) {
                objects.task = None;
            }
            objects.timeout = Some(id);
        }
    }

    fn timeout_moved(&mut self, id: TimeoutId, state: TimeoutState) {
        let Some(task) = self.timeout(id).map(|timeout| timeout.task) else { return };
        let mut passing = None;
        if let Some(task) = self.task_mut(task) {
            if state == TimeoutState::Left {
                task.timeouts.retain(|&inside| inside != id);
            }
            if state == TimeoutState::Converted {
                task.cleaning_up = false;
                task.passing = Some(Passing::Failed);
            }
            passing = task.passing;
        }
        let revision = self.revision();
        if let Some(Some(timeout)) = self.timeouts.get_mut(id.0 as usize) {
            let timeout = Rc::make_mut(timeout);
            timeout.is_expired |= state == TimeoutState::Expired;
            timeout.revision = revision;
            if timeout.state != TimeoutState::Converted {
                timeout.state = state;
                timeout.passing = passing;
            }
        }
    }

    fn write(
        &mut self,
        event: EventIndex,
        at: &Event,
        task: Option<FutureId>,
        text: &Rc<str>,
        is_warning: bool,
    ) {
        let name = task.and_then(|id| self.task(id)).map_or_else(|| "-".into(), |task| task.name.clone());
        let line = ConsoleLine { event, time_secs: at.time, task, name, text: text.clone(), is_warning };
        self.console.push(line);
        if !is_warning && let Some(task) = task.and_then(|id| self.task_mut(id)) {
            task.passing = None;
        }
    }
}
