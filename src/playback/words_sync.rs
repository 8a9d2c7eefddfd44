//! Events of locks, queues, groups and threads in words.

use crate::trace::{EventKind, FutureId, SyncId, SyncKind, Wants};

/// What a task waits on at a lock or queue.
pub fn waiter(sync: SyncId, wants: Wants) -> String {
    let what = match wants {
        Wants::Place => "a turn at",
        Wants::Set => "the setting of",
        Wants::Notification => "a notification of",
        Wants::Item => "an item of",
        Wants::Room => "room in",
        Wants::AllDone => "the end of all work of",
    };
    format!("{what} {}", label(sync))
}

fn label(sync: SyncId) -> String {
    format!("object {}", sync.0)
}

fn kind_name(kind: &SyncKind) -> &'static str {
    match kind {
        SyncKind::Lock => "a lock",
        SyncKind::Event => "an event",
        SyncKind::Condition { .. } => "a condition",
        SyncKind::Semaphore { .. } => "a semaphore",
        SyncKind::Barrier { .. } => "a barrier",
        SyncKind::Queue { .. } => "a queue",
    }
}

/// One event as a sentence, without a full stop.
pub fn sentence(kind: &EventKind, acting: &str, name: &dyn Fn(FutureId) -> String) -> String {
    match kind {
        EventKind::TaskRenamed { task, name: new } => format!("{} is called {new} now", name(*task)),
        EventKind::SyncCreated { sync, kind } => format!("{} is {}", label(*sync), kind_name(kind)),
        EventKind::Acquired { sync, .. } => format!("{acting} acquires {}", label(*sync)),
        EventKind::Released { sync, .. } => format!("{acting} releases {}", label(*sync)),
        EventKind::HandedOver { sync, .. } => format!("{} lets a waiter go on", label(*sync)),
        EventKind::EventSet { sync } => format!("{acting} sets {}", label(*sync)),
        EventKind::EventCleared { sync } => format!("{acting} clears {}", label(*sync)),
        EventKind::Notified { sync, .. } => format!("{acting} notifies {}", label(*sync)),
        EventKind::BarrierMoved { sync, inside, .. } => format!("{} has {inside} inside", label(*sync)),
        EventKind::ItemPut { sync, item, .. } => {
            format!("{acting} puts {} into {}", item.as_deref().unwrap_or("an item"), label(*sync))
        }
        EventKind::ItemGot { sync, item, .. } => {
            format!("{acting} gets {} from {}", item.as_deref().unwrap_or("an item"), label(*sync))
        }
        EventKind::ItemDone { sync, unfinished } => {
            format!("{acting} is done with an item of {}, {unfinished} left", label(*sync))
        }
        EventKind::QueueShutDown { sync, .. } => format!("{acting} shuts {} down", label(*sync)),
        EventKind::GroupEntered { group, task } => format!("{} enters task group {}", name(*task), group.0),
        EventKind::GroupJoined { group, task } => format!("{} joins task group {}", name(*task), group.0),
        EventKind::GroupAborting { group } => format!("task group {} cancels what is left in it", group.0),
        EventKind::GroupLeft { group, .. } => format!("{acting} leaves task group {}", group.0),
        EventKind::ThreadQueued { thread, name } => format!("{name} is to run in thread {}", thread.0),
        EventKind::ThreadStarted { thread } => format!("thread {} starts", thread.0),
        EventKind::ThreadPrinted { thread, text } => format!("thread {} prints {text}", thread.0),
        EventKind::ThreadEnded { thread, .. } => format!("thread {} ends", thread.0),
        EventKind::SignalRaised { signal } => format!("{signal} is delivered"),
        // The others have their sentences in `words`.
        _ => String::new(),
    }
}
