//! Where events come from: the loop's own log, the cause and the instruction that the next event has.

use std::cell::{Cell, RefCell};

use crate::engine::limits::Limit;
use crate::trace::{Event, EventIndex, EventKind, FutureId, Log, LoopId, Origin, ThreadId};

/// Writes the events of one loop. Without a log every call is a branch and nothing else.
#[derive(Default)]
pub(in crate::engine) struct Tracer {
    enabled: Cell<bool>,
    /// Whether the program is over: from then on only warnings are told, and how it ended.
    over: Cell<bool>,
    log: RefCell<Log>,
    most_events: Cell<u32>,
    /// With so many events the log is handed out, if it is handed out in segments.
    segment: Cell<Option<usize>>,
    /// The event that causes what happens now.
    cause: Cell<Option<EventIndex>>,
    /// The instruction that is being carried out.
    origin: Cell<Option<Origin>>,
    /// The task whose step is running.
    task: Cell<Option<FutureId>>,
    time: Cell<f64>,
    iteration: Cell<u32>,
    /// The loop in which, or for which, things happen now.
    place: Cell<LoopPlace>,
    /// The one that was told last.
    told: Cell<LoopPlace>,
}

/// A loop, and the thread in which it goes round if that is not the main thread.
pub(in crate::engine) type LoopPlace = (LoopId, Option<ThreadId>);

impl Tracer {
    pub fn new(enabled: bool, most_events: u32) -> Self {
        Self { enabled: Cell::new(enabled), most_events: Cell::new(most_events), ..Self::default() }
    }

    pub fn enabled(&self) -> bool {
        self.enabled.get()
    }

    /// Adds an event, caused by what causes things now.
    pub fn emit(&self, kind: impl FnOnce() -> EventKind) -> Option<EventIndex> {
        if !self.enabled.get() {
            return None;
        }
        self.emit_caused(self.cause.get(), kind())
    }

    /// Adds an event with a cause of its own.
    pub fn emit_caused(&self, cause: Option<EventIndex>, kind: EventKind) -> Option<EventIndex> {
        let is_told = || matches!(kind, EventKind::Warned { .. } | EventKind::RunEnded { .. });
        if !self.enabled.get() || self.over.get() && !is_told() {
            return None;
        }
        let moment = (self.time.get(), self.iteration.get());
        let place = self.place.get();
        if place != self.told.get() {
            let kind = EventKind::InLoop { event_loop: place.0, thread: place.1 };
            self.log.borrow_mut().push(Event::new(moment, None, None, None, kind));
            self.told.set(place);
        }
        let event = Event::new(moment, self.task.get(), self.origin.get(), cause, kind);
        Some(self.log.borrow_mut().push(event))
    }

    /// What `action` does is caused by `cause`, unless that is not known.
    pub fn caused_by<R>(&self, cause: Option<EventIndex>, action: impl FnOnce() -> R) -> R {
        if !self.enabled.get() || cause.is_none() {
            return action();
        }
        let before = self.cause.replace(cause);
        let result = action();
        self.cause.set(before);
        result
    }

    /// What happens from now on happens in a loop. Where it happened before, and in which iteration of that.
    pub fn enter_loop(&self, place: LoopPlace) -> (LoopPlace, u32) {
        (self.place.replace(place), self.iteration.get())
    }

    /// What happens from now on happens where it did before.
    pub fn leave_loop(&self, (place, iteration): (LoopPlace, u32)) {
        self.place.set(place);
        self.iteration.set(iteration);
    }

    /// What `action` does happens for a loop, wherever it comes from.
    pub fn for_loop<R>(&self, event_loop: LoopId, action: impl FnOnce() -> R) -> R {
        if !self.enabled.get() || event_loop == self.place.get().0 {
            return action();
        }
        let before = self.place.replace((event_loop, None));
        let result = action();
        self.place.set(before);
        result
    }

    pub fn set_over(&self, over: bool) {
        self.over.set(over);
    }

    pub fn cause(&self) -> Option<EventIndex> {
        self.cause.get()
    }

    pub fn set_cause(&self, cause: Option<EventIndex>) {
        self.cause.set(cause);
    }

    pub fn origin(&self) -> Option<Origin> {
        self.origin.get()
    }

    pub fn set_origin(&self, origin: Option<Origin>) -> Option<Origin> {
        self.origin.replace(origin)
    }

    pub fn set_task(&self, task: Option<FutureId>) -> Option<FutureId> {
        self.task.replace(task)
    }

    pub fn set_moment(&self, time: f64, iteration: u32) {
        self.time.set(time);
        self.iteration.set(iteration);
    }

    pub fn set_time(&self, time: f64) {
        self.time.set(time);
    }

    pub fn iteration(&self) -> u32 {
        self.iteration.get()
    }

    /// Whether the log is as long as it may be.
    pub fn check(&self) -> Result<(), Limit> {
        let most = self.most_events.get();
        if self.enabled.get() && self.log.borrow().kept() >= most as usize {
            return Err(Limit::Events(most));
        }
        Ok(())
    }

    /// Ends the recording; what happens from now on leaves no events.
    pub fn take(&self) -> Log {
        self.enabled.set(false);
        self.log.take()
    }

    pub fn set_segment(&self, events: usize) {
        self.segment.set(Some(events));
    }

    /// Whether there is a segment to be handed out.
    pub fn is_full(&self) -> bool {
        self.segment.get().is_some_and(|events| self.log.borrow().kept() >= events)
    }

    /// Hands out the events since the last time.
    pub fn hand_out(&self) -> Log {
        let next = Log::starting_at(self.log.borrow().len());
        self.log.replace(next)
    }

    pub fn len(&self) -> usize {
        self.log.borrow().len()
    }
}
