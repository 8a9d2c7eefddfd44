//! A log as bytes, for a run that was made in another module or thread of the same build. It is no file format: there are no
//! versions.
//!
//! Numbers are LEB128, floats eight bytes, texts their length and UTF-8; of very long ones the beginning. A variant is a number, in the order of the tables
//! below; a variant that is missing in a table does not compile.

use std::rc::Rc;

use super::abridged::abridged;
use super::event::{Event, EventKind};
use super::log::Log;
use super::subjects::{
    BarrierState, CallbackRole, Canceller, EventIndex, Failure, FutureId, FutureRole, GroupId, LoopId,
    Origin, Outcome, QueueOrder, RunEnd, SyncId, SyncKind, ThreadId, ThreadWork, TimeoutId, TimerId,
    TimerPurpose, Wants,
};

impl Log {
    /// The log as bytes, with [abridged] texts.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        (self.first() as u32).write(&mut out);
        (self.kept() as u32).write(&mut out);
        for (_, event) in self.iter() {
            event.time.write(&mut out);
            event.iteration.write(&mut out);
            event.task().write(&mut out);
            event.origin().write(&mut out);
            event.cause().write(&mut out);
            event.kind.write(&mut out);
        }
        out
    }

    /// The log that such bytes are of; nothing if they are damaged.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        LogBytes::of(bytes)?.finish()
    }
}

/// The bytes of a log, of which one is made bit by bit, by who has other things to do in between.
pub struct LogBytes<'a> {
    bytes: &'a [u8],
    log: Log,
    /// The indices of the events that are still to come.
    rest: std::ops::Range<u32>,
}

impl<'a> LogBytes<'a> {
    /// Begins with them; nothing if they are damaged at once.
    pub fn of(mut bytes: &'a [u8]) -> Option<Self> {
        let input = &mut bytes;
        let first = u32::read(input)?;
        let rest = first..first.checked_add(u32::read(input)?)?;
        Some(LogBytes { log: Log::starting_at(first as usize), bytes, rest })
    }

    /// Reads so many events more, and says whether there are still more; nothing if the bytes are damaged.
    pub fn go_on(&mut self, events: usize) -> Option<bool> {
        let LogBytes { bytes: input, log, rest } = self;
        for index in rest.by_ref().take(events) {
            let event = Event::new(
                (f64::read(input)?, u32::read(input)?),
                Option::read(input)?,
                Option::read(input)?,
                Option::<EventIndex>::read(input)?,
                EventKind::read(input)?,
            );
            if event.cause().is_some_and(|cause| cause.0 >= index) {
                return None;
            }
            log.push(event);
        }
        Some(rest.start < rest.end)
    }

    /// The log; nothing if the bytes are damaged.
    pub fn finish(mut self) -> Option<Log> {
        self.go_on(usize::MAX)?;
        self.bytes.is_empty().then_some(self.log)
    }
}

trait Wire: Sized {
    fn write(&self, out: &mut Vec<u8>);
    fn read(input: &mut &[u8]) -> Option<Self>;
}

impl Wire for u32 {
    fn write(&self, out: &mut Vec<u8>) {
        let mut rest = *self;
        while rest >= 0x80 {
            out.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        out.push(rest as u8);
    }

    #[inline(never)]
    fn read(input: &mut &[u8]) -> Option<Self> {
        let mut value = 0u32;
        for shift in (0..35).step_by(7) {
            let (&byte, rest) = input.split_first()?;
            *input = rest;
            value |= u32::from(byte & 0x7f).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }
}

impl Wire for bool {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    #[inline(never)]
    fn read(input: &mut &[u8]) -> Option<Self> {
        Some(u32::read(input)? != 0)
    }
}

impl Wire for f64 {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.to_le_bytes());
    }

    #[inline(never)]
    fn read(input: &mut &[u8]) -> Option<Self> {
        let (bytes, rest) = input.split_first_chunk()?;
        *input = rest;
        Some(Self::from_le_bytes(*bytes))
    }
}

impl Wire for Rc<str> {
    fn write(&self, out: &mut Vec<u8>) {
        let text = abridged(self);
        (text.len() as u32).write(out);
        out.extend_from_slice(text.as_bytes());
    }

    #[inline(never)]
    fn read(input: &mut &[u8]) -> Option<Self> {
        let len = u32::read(input)? as usize;
        let (bytes, rest) = input.split_at_checked(len)?;
        *input = rest;
        Some(std::str::from_utf8(bytes).ok()?.into())
    }
}

impl<T: Wire> Wire for Option<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.is_some().write(out);
        if let Some(value) = self {
            value.write(out);
        }
    }

    fn read(input: &mut &[u8]) -> Option<Self> {
        if bool::read(input)? { Some(Some(T::read(input)?)) } else { Some(None) }
    }
}

impl<T: Wire> Wire for Rc<[T]> {
    fn write(&self, out: &mut Vec<u8>) {
        (self.len() as u32).write(out);
        self.iter().for_each(|value| value.write(out));
    }

    fn read(input: &mut &[u8]) -> Option<Self> {
        (0..u32::read(input)?).map(|_| T::read(input)).collect()
    }
}

macro_rules! numbers {
    ($($name:ident)*) => {$(
        impl Wire for $name {
            fn write(&self, out: &mut Vec<u8>) {
                self.0.write(out);
            }

            fn read(input: &mut &[u8]) -> Option<Self> {
                Some(Self(u32::read(input)?))
            }
        }
    )*};
}

macro_rules! variants {
    ($name:ident { $($number:literal $variant:ident $({ $($field:ident)* })?,)* }) => {
        impl Wire for $name {
            fn write(&self, out: &mut Vec<u8>) {
                match self {
                    $(Self::$variant $({ $($field),* })? => {
                        out.push($number);
                        $($($field.write(out);)*)?
                    })*
                }
            }

            fn read(input: &mut &[u8]) -> Option<Self> {
                Some(match u32::read(input)? {
                    $($number => Self::$variant $({ $($field: Wire::read(input)?),* })?,)*
                    _ => return None,
                })
            }
        }
    };
}

numbers! { EventIndex FutureId TimerId TimeoutId SyncId GroupId ThreadId LoopId Origin }

impl Wire for Failure {
    fn write(&self, out: &mut Vec<u8>) {
        self.class.write(out);
        self.message.write(out);
    }

    fn read(input: &mut &[u8]) -> Option<Self> {
        Some(Self { class: Wire::read(input)?, message: Wire::read(input)? })
    }
}

variants! { Outcome { 0 Result, 1 Cancelled, 2 Failed { error }, } }
variants! { RunEnd { 0 Ok, 1 Failed { error }, 2 Deadlock { waiting }, 3 Limit { message }, } }
variants! { QueueOrder { 0 Fifo, 1 Lifo, 2 Priority, } }
variants! { BarrierState { 0 Filling, 1 Draining, 2 Resetting, 3 Broken, } }
variants! { Wants { 0 Place, 1 Set, 2 Notification, 3 Item, 4 Room, 5 AllDone, } }
variants! { ThreadWork { 0 Call { function }, 1 Thread { name }, } }
variants! { SyncKind {
    0 Lock,
    1 Event,
    2 Condition { lock },
    3 Semaphore { value bounded },
    4 Barrier { parties },
    5 Queue { order maxsize },
} }
variants! { FutureRole {
    0 Plain,
    1 Sleep,
    2 Gather { children },
    3 Shield { inner },
    4 Wait { children },
    5 Waiter { sync wants },
    6 GroupEnd { group },
    7 Thread { thread },
    8 Internal,
} }
variants! { TimerPurpose {
    0 Sleep { future },
    1 Timeout { timeout },
    2 Wait { future },
    3 AsCompleted,
    4 Callback { name },
    5 Intervention,
} }
variants! { CallbackRole {
    0 Program { name },
    1 Gather { gather },
    2 Shield { outer },
    3 Wait { waiter },
    4 AsCompleted,
    5 Group { group },
    6 Thread,
    7 Stop,
    8 Timer { timer },
} }
variants! { Canceller {
    0 Task { task },
    1 PassedOn { from },
    2 Timeout { timeout },
    3 Group { group },
    4 Outside,
    5 FinalCancel,
    6 Callback,
} }
variants! { EventKind {
    0 IterationBegan { ready },
    1 LoopBlocked { secs },
    2 RunEnded { how },
    3 TaskCreated { task name coroutine },
    4 StepBegan { task },
    5 StepEnded { task },
    6 Waiting { task on },
    7 Woken { task by },
    8 FutureCreated { future role },
    9 FutureDone { future outcome },
    10 CallbackRan { name },
    11 TimerArmed { timer deadline purpose },
    12 TimerFired { timer },
    13 TimerDropped { timer },
    14 CancelRequested { target by accepted message cancelling },
    15 ShieldHeld { outer inner },
    16 CancelDelivered { task },
    17 CancelCaught { task },
    18 CancelReraised { task },
    19 CancelSwallowed { task },
    20 Uncancelled { task cancelling },
    21 TimeoutEntered { timeout task deadline is_wait_for },
    22 TimeoutExpired { timeout },
    23 TimeoutConverted { timeout },
    24 TimeoutLeft { timeout },
    25 TaskRenamed { task name },
    26 SyncCreated { sync kind },
    27 Acquired { sync left },
    28 Released { sync left },
    29 HandedOver { sync waiter },
    30 EventSet { sync },
    31 EventCleared { sync },
    32 Notified { sync most },
    33 BarrierMoved { sync state inside },
    34 ItemPut { sync item size },
    35 ItemGot { sync item size },
    36 ItemDone { sync unfinished },
    37 QueueShutDown { sync dropped },
    38 GroupEntered { group task },
    39 GroupJoined { group task },
    40 GroupAborting { group },
    41 GroupLeft { group errors },
    42 ThreadQueued { thread work },
    43 ThreadStarted { thread },
    44 ThreadPrinted { thread text },
    45 ThreadEnded { thread outcome },
    46 SignalRaised { signal },
    47 ExceptionRaised { error },
    48 Returned { value },
    49 Printed { text },
    50 Warned { text about },
    51 CallbackScheduled { callback },
    52 InLoop { event_loop thread },
} }
