//! What tasks meet at: locks, queues and the like, plain futures and calls in threads, as small cards of their own.

use crate::scene::{BlockId, Point};
use crate::trace::{FutureId, FutureRole, SyncId, ThreadId};

/// The size of their cards, in world units.
pub const FIXTURE: (f64, f64) = (216.0, 52.0);
/// Cards of tasks and the like have smaller numbers.
const SYNCS: u32 = 2 << 24;
const THREADS: u32 = 3 << 24;

/// What sort of thing it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is what it says")]
pub enum FixtureKind {
    Lock,
    Semaphore,
    Event,
    Condition,
    Barrier,
    Queue,
    Future,
    Thread,
}

impl FixtureKind {
    const ALL: [Self; 8] = [
        Self::Lock,
        Self::Semaphore,
        Self::Event,
        Self::Condition,
        Self::Barrier,
        Self::Queue,
        Self::Future,
        Self::Thread,
    ];

    /// Its name in class names, icons and files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Lock => "lock",
            Self::Semaphore => "semaphore",
            Self::Event => "event",
            Self::Condition => "condition",
            Self::Barrier => "barrier",
            Self::Queue => "queue",
            Self::Future => "future",
            Self::Thread => "thread",
        }
    }

    /// Its name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Lock => "Lock",
            Self::Semaphore => "Semaphore",
            Self::Event => "Event",
            Self::Condition => "Condition",
            Self::Barrier => "Barrier",
            Self::Queue => "Queue",
            Self::Future => "Future",
            Self::Thread => "Thread call",
        }
    }

    /// The kind of that word.
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// Something that tasks meet at.
#[derive(Debug, Clone, PartialEq)]
pub struct Fixture {
    /// The number of its card.
    pub id: BlockId,
    /// What it is.
    pub kind: FixtureKind,
    /// Its name on the card.
    pub label: String,
    /// The upper left corner of its card.
    pub position: Point,
    /// The line of the text at which it was used first, if one is known.
    pub line: Option<u32>,
    /// What is shown as part of it: a condition's lock, a barrier's condition and lock.
    pub parts: Vec<BlockId>,
}

/// The card of a lock, queue or the like, if it has one of its own.
pub fn card_of_sync(sync: SyncId) -> BlockId {
    BlockId(SYNCS + sync.0)
}

/// The card of a call in a thread.
pub fn card_of_thread(thread: ThreadId) -> BlockId {
    BlockId(THREADS + thread.0)
}

/// The card of what such a future is part of, if its role says.
pub fn card_of_role(future: FutureId, role: &FutureRole) -> BlockId {
    match role {
        FutureRole::Waiter { sync, .. } => card_of_sync(*sync),
        FutureRole::Thread { thread } => card_of_thread(*thread),
        _ => BlockId(future.0),
    }
}

/// What the card of a fixture stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FixtureOf {
    /// A lock, queue or the like.
    Sync(SyncId),
    /// A call in a thread.
    Thread(ThreadId),
    /// A plain future.
    Future(FutureId),
}

/// What a card stands for that is a fixture's.
pub fn fixture_of(card: BlockId) -> FixtureOf {
    match card.0 {
        number if number >= THREADS => FixtureOf::Thread(ThreadId(number - THREADS)),
        number if number >= SYNCS => FixtureOf::Sync(SyncId(number - SYNCS)),
        number => FixtureOf::Future(FutureId(number)),
    }
}

impl Fixture {
    /// It as a line `+NUMBER LINE KIND X Y PARTS LABEL`, which [`Fixture::from_line`] reads.
    pub fn to_line(&self) -> String {
        let parts: Vec<String> = self.parts.iter().map(|part| part.0.to_string()).collect();
        let parts = if parts.is_empty() { "-".to_owned() } else { parts.join(",") };
        let Point { x, y } = self.position;
        let (id, line, kind) = (self.id.0, self.line.unwrap_or(0), self.kind.word());
        format!("+{id} {line} {kind} {} {} {parts} {}", x.round() as i64, y.round() as i64, self.label)
    }

    /// Reads a line.
    pub fn from_line(line: &str) -> Option<Self> {
        let mut words = line.strip_prefix('+')?.splitn(7, ' ');
        let id = BlockId(words.next()?.parse().ok()?);
        let line = words.next()?.parse().ok().filter(|line| *line > 0);
        let kind = FixtureKind::from_word(words.next()?)?;
        let x = words.next()?.parse::<i64>().ok()? as f64;
        let y = words.next()?.parse::<i64>().ok()? as f64;
        let parts = words.next()?.split(',').filter_map(|part| part.parse().ok().map(BlockId)).collect();
        let label = words.next()?.to_owned();
        Some(Fixture { id, kind, label, position: Point { x, y }, line, parts })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::Wants;

    #[test]
    fn what_is_written_as_a_line_is_read_again() {
        let role = FutureRole::Waiter { sync: SyncId(7), wants: Wants::Item };
        let fixture = Fixture {
            id: card_of_role(FutureId(1), &role),
            kind: FixtureKind::Queue,
            label: "Queue 1".into(),
            position: Point { x: -12.0, y: 40.0 },
            line: Some(4),
            parts: vec![BlockId(3), BlockId(9)],
        };
        assert_eq!(Fixture::from_line(&fixture.to_line()), Some(fixture));
        assert_eq!(Fixture::from_line("5 3 a task"), None);
    }
}
