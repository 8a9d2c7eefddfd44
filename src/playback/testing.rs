//! Logs written by hand, and random ones.

use std::rc::Rc;

use proptest::prelude::*;

use crate::program::Place;
use crate::trace::{
    CallbackRole, Canceller, Event, EventIndex, EventKind, Failure, FutureId, FutureRole, GroupId, Log,
    Origin, Outcome, QueueOrder, RunEnd, SyncId, SyncKind, ThreadId, ThreadWork, TimeoutId, TimerId,
    TimerPurpose, Wants,
};

use super::recording::Recording;

/// Writes a log event by event.
#[derive(Default)]
pub(super) struct Script {
    pub(super) log: Log,
    pub(super) places: Vec<Place>,
    time: f64,
    iteration: u32,
    task: Option<FutureId>,
    origin: Option<Origin>,
    cause: Option<EventIndex>,
}

impl Script {
    pub(super) fn new() -> Self {
        Self::default()
    }

    pub(super) fn emit(&mut self, kind: EventKind) -> EventIndex {
        let Self { time, iteration, task, origin, cause, .. } = *self;
        self.log.push(Event::new((time, iteration), task, origin, cause, kind))
    }

    /// What follows has this cause.
    pub(super) fn because_of(&mut self, cause: EventIndex) -> &mut Self {
        self.cause = Some(cause);
        self
    }

    /// What follows comes from this block as a whole.
    pub(super) fn block(&mut self, block: u32) -> &mut Self {
        self.origin = Some(Origin(self.places.len() as u32));
        self.places.push(Place::Block { block, step: None });
        self
    }

    pub(super) fn time(&mut self, secs: f64) -> &mut Self {
        self.time = secs;
        self
    }

    pub(super) fn iteration(&mut self, ready: u32) -> &mut Self {
        self.iteration += 1;
        (self.cause, self.origin) = (None, None);
        self.emit(EventKind::IterationBegan { ready });
        self
    }

    pub(super) fn iteration_at(&mut self, secs: f64) -> &mut Self {
        self.time(secs).iteration(1)
    }

    pub(super) fn step(&mut self, task: FutureId, body: impl FnOnce(&mut Self)) -> &mut Self {
        self.task = Some(task);
        self.emit(EventKind::StepBegan { task });
        body(self);
        self.emit(EventKind::StepEnded { task });
        self.task = None;
        self
    }

    pub(super) fn create(&mut self, task: FutureId, name: &str) -> EventIndex {
        self.emit(EventKind::TaskCreated { task, name: name.into(), coroutine: name.into() })
    }

    pub(super) fn future(&mut self, future: FutureId, role: FutureRole) -> EventIndex {
        self.emit(EventKind::FutureCreated { future, role })
    }

    /// The rest of a step in which a task goes to sleep.
    pub(super) fn sleep(&mut self, task: FutureId, future: FutureId, until: f64) {
        self.future(future, FutureRole::Sleep);
        let purpose = TimerPurpose::Sleep { future };
        self.emit(EventKind::TimerArmed { timer: TimerId(future.0), deadline: until, purpose });
        self.wait(task, future);
    }

    pub(super) fn wait(&mut self, task: FutureId, on: FutureId) {
        self.emit(EventKind::Waiting { task, on: Some(on) });
    }

    pub(super) fn done(&mut self, future: FutureId, outcome: Outcome) -> EventIndex {
        self.emit(EventKind::FutureDone { future, outcome })
    }

    pub(super) fn wake(&mut self, task: FutureId, by: FutureId) -> EventIndex {
        self.emit(EventKind::Woken { task, by })
    }

    pub(super) fn cancel(&mut self, target: FutureId, by: Canceller, cancelling: u32) -> EventIndex {
        self.emit(EventKind::CancelRequested { target, by, accepted: true, message: None, cancelling })
    }

    pub(super) fn end(&mut self) -> &mut Self {
        self.emit(EventKind::RunEnded { how: RunEnd::Ok });
        self
    }

    /// What was written so far, out of a chain of calls.
    pub(super) fn take(&mut self) -> Self {
        std::mem::take(self)
    }

    pub(super) fn record(self) -> Rc<Recording> {
        Rc::new(Recording::new(self.log, self.places))
    }
}

pub(super) const BOSS: FutureId = FutureId(0);
pub(super) const FETCH: FutureId = FutureId(1);
pub(super) const STORE: FutureId = FutureId(2);
pub(super) const SHIELD: FutureId = FutureId(3);
pub(super) const BOTH: FutureId = FutureId(4);
pub(super) const FETCH_SLEEP: FutureId = FutureId(5);
pub(super) const STORE_SLEEP: FutureId = FutureId(6);

/// boss awaits gather(shield(fetch), store), both of which sleep; somebody outside cancels boss at 1. The
/// gather is block 10, fetch block 11, store block 12, the shield block 13.
pub(super) fn cascade() -> Script {
    let mut script = Script::new();
    let s = &mut script;
    s.create(BOSS, "boss");
    s.iteration(1).step(BOSS, |s| {
        s.block(11).create(FETCH, "fetch");
        s.block(12).create(STORE, "store");
        s.block(13).future(SHIELD, FutureRole::Shield { inner: FETCH });
        s.block(10).future(BOTH, FutureRole::Gather { children: [SHIELD, STORE].into() });
        s.wait(BOSS, BOTH);
    });
    s.iteration(2)
        .step(FETCH, |s| s.sleep(FETCH, FETCH_SLEEP, 3.0))
        .step(STORE, |s| s.sleep(STORE, STORE_SLEEP, 2.0));

    s.iteration_at(1.0);
    let boss = s.cancel(BOSS, Canceller::Outside, 1);
    let both = s.because_of(boss).cancel(BOTH, Canceller::PassedOn { from: BOSS }, 0);
    s.because_of(both).cancel(SHIELD, Canceller::PassedOn { from: BOTH }, 0);
    s.done(SHIELD, Outcome::Cancelled);
    s.emit(EventKind::ShieldHeld { outer: SHIELD, inner: FETCH });
    let store = s.because_of(both).cancel(STORE, Canceller::PassedOn { from: BOTH }, 1);
    s.because_of(store).cancel(STORE_SLEEP, Canceller::PassedOn { from: STORE }, 0);
    s.done(STORE_SLEEP, Outcome::Cancelled);
    s.emit(EventKind::TimerDropped { timer: TimerId(STORE_SLEEP.0) });
    let woken = s.wake(STORE, STORE_SLEEP);

    s.iteration(1).because_of(woken).step(STORE, |s| {
        s.emit(EventKind::CancelDelivered { task: STORE });
        s.done(STORE, Outcome::Cancelled);
    });
    s.iteration(1);
    let done = s.done(BOTH, Outcome::Cancelled);
    let woken = s.because_of(done).wake(BOSS, BOTH);
    s.iteration(1).because_of(woken).step(BOSS, |s| {
        s.emit(EventKind::CancelDelivered { task: BOSS });
        s.done(BOSS, Outcome::Cancelled);
    });
    s.iteration_at(3.0);
    s.emit(EventKind::TimerFired { timer: TimerId(FETCH_SLEEP.0) });
    s.done(FETCH_SLEEP, Outcome::Result);
    let woken = s.wake(FETCH, FETCH_SLEEP);
    s.iteration(1).because_of(woken).step(FETCH, |s| {
        s.emit(EventKind::Returned { value: "42".into() });
        s.done(FETCH, Outcome::Result);
    });
    s.end();
    script
}

/// Any events at all, on few enough objects that they get in each other's way.
pub(super) fn any_log(most: usize) -> impl Strategy<Value = Log> {
    let id = || (0u32..12).prop_map(FutureId);
    let kind = prop_oneof![
        3 => (0u32..4).prop_map(|ready| EventKind::IterationBegan { ready }),
        3 => id().prop_map(|task| EventKind::StepBegan { task }),
        3 => id().prop_map(|task| EventKind::StepEnded { task }),
        2 => id().prop_map(|task| EventKind::TaskCreated { task, name: "t".into(), coroutine: "t".into() }),
        3 => (id(), proptest::option::of(id())).prop_map(|(task, on)| EventKind::Waiting { task, on }),
        2 => (id(), id()).prop_map(|(task, by)| EventKind::Woken { task, by }),
        1 => id().prop_map(|future| EventKind::FutureCreated { future, role: FutureRole::Sleep }),
        1 => (id(), id()).prop_map(|(future, inner)| EventKind::FutureCreated {
            future,
            role: FutureRole::Shield { inner }
        }),
        1 => (id(), any_outcome()).prop_map(|(future, outcome)| EventKind::FutureDone { future, outcome }),
        2 => (id(), any::<bool>(), 0u32..3).prop_map(|(target, accepted, cancelling)| {
            EventKind::CancelRequested { target, by: Canceller::Outside, accepted, message: None, cancelling }
        }),
        1 => id().prop_map(|task| EventKind::CancelDelivered { task }),
        1 => id().prop_map(|task| EventKind::CancelSwallowed { task }),
        1 => (id(), 0u32..2).prop_map(|(task, cancelling)| EventKind::Uncancelled { task, cancelling }),
        1 => id().prop_map(|task| EventKind::TimeoutEntered {
            timeout: TimeoutId(task.0),
            task,
            deadline: Some(1.0),
            is_wait_for: false
        }),
        1 => (0u32..12).prop_map(|id| EventKind::TimeoutConverted { timeout: TimeoutId(id) }),
        1 => (0u32..12).prop_map(|id| EventKind::TimeoutLeft { timeout: TimeoutId(id) }),
        1 => Just(EventKind::LoopBlocked { secs: 0.5 }),
        1 => Just(EventKind::Printed { text: "hello".into() }),
        2 => any_callback().prop_map(|callback| EventKind::CallbackScheduled { callback }),
        3 => any_sync(),
        1 => (0u32..9).prop_map(|id| EventKind::TimerFired { timer: TimerId(id) }),
        1 => (0u32..9).prop_map(|id| EventKind::TimerArmed {
            timer: TimerId(id),
            deadline: 1.0,
            purpose: TimerPurpose::Sleep { future: FutureId(id) }
        }),
    ];
    let passing = prop_oneof![8 => Just(0.0), 1 => 1e-9..5.0, 1 => Just(1e-3), 1 => Just(1e6)];
    proptest::collection::vec((kind, passing, proptest::option::of(id())), 0..most).prop_map(|events| {
        let mut log = Log::new();
        let (mut time, mut iteration) = (0.0, 0);
        for (kind, passing, task) in events {
            time += passing;
            iteration += u32::from(matches!(kind, EventKind::IterationBegan { .. }));
            let cause = (log.len() as u32).checked_sub(1).map(EventIndex);
            log.push(Event::new((time, iteration), task, None, cause, kind));
        }
        log
    })
}

fn any_callback() -> impl Strategy<Value = CallbackRole> {
    prop_oneof![
        (0u32..12).prop_map(|id| CallbackRole::Gather { gather: FutureId(id) }),
        (0u32..9).prop_map(|id| CallbackRole::Timer { timer: TimerId(id) }),
        Just(CallbackRole::Program { name: "later".into() }),
    ]
}

/// Events of locks, queues, groups and threads.
fn any_sync() -> impl Strategy<Value = EventKind> {
    let sync = || (0u32..5).prop_map(SyncId);
    let kind = prop_oneof![
        Just(SyncKind::Lock),
        Just(SyncKind::Event),
        sync().prop_map(|lock| SyncKind::Condition { lock }),
        Just(SyncKind::Semaphore { value: 2, bounded: false }),
        Just(SyncKind::Barrier { parties: 2 }),
        Just(SyncKind::Queue { order: QueueOrder::Fifo, maxsize: 0 }),
        Just(SyncKind::Queue { order: QueueOrder::Lifo, maxsize: 0 }),
        Just(SyncKind::Queue { order: QueueOrder::Priority, maxsize: 0 }),
    ];
    let item = || (0u32..4).prop_map(|item| Some(item.to_string().into()));
    let waiter = |sync| FutureRole::Waiter { sync, wants: Wants::Item };
    prop_oneof![
        4 => (sync(), kind).prop_map(|(sync, kind)| EventKind::SyncCreated { sync, kind }),
        1 => sync().prop_map(|sync| EventKind::Acquired { sync, left: 0 }),
        1 => sync().prop_map(|sync| EventKind::Released { sync, left: 1 }),
        2 => (sync(), item()).prop_map(|(sync, item)| EventKind::ItemPut { sync, item, size: 1 }),
        2 => (sync(), item()).prop_map(|(sync, item)| EventKind::ItemGot { sync, item, size: 1 }),
        1 => (sync(), 0u32..2).prop_map(|(sync, dropped)| EventKind::QueueShutDown { sync, dropped }),
        2 => (sync(), 0u32..12).prop_map(move |(sync, future)| EventKind::FutureCreated {
            future: FutureId(future),
            role: waiter(sync)
        }),
        1 => (0u32..4, 0u32..12).prop_map(|(group, task)| EventKind::GroupJoined {
            group: GroupId(group),
            task: FutureId(task)
        }),
        1 => (0u32..4, 0u32..12).prop_map(|(group, task)| EventKind::GroupEntered {
            group: GroupId(group),
            task: FutureId(task)
        }),
        1 => (0u32..4).prop_map(|id| EventKind::ThreadQueued { thread: ThreadId(id), work: ThreadWork::Call { function: "f".into() } }),
        1 => (0u32..4).prop_map(|id| EventKind::ThreadStarted { thread: ThreadId(id) }),
    ]
}

fn any_outcome() -> impl Strategy<Value = Outcome> {
    let error = Failure { class: "ValueError".into(), message: "".into() };
    prop_oneof![Just(Outcome::Result), Just(Outcome::Cancelled), Just(Outcome::Failed { error })]
}
