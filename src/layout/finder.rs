//! Finds in a log what tasks meet at, and places its cards below theirs.

use super::fixtures::{
    FIXTURE, Fixture, FixtureKind, FixtureOf, card_of_role, card_of_sync, card_of_thread, fixture_of,
};
use crate::playback::{Known, Lock, Numbers, future_name, work_name};
use crate::scene::{BlockId, IdMap, IdSet, Point};
use crate::trace::{Event, EventKind, FutureRole, SyncId, SyncKind};

/// More of them than that help nobody; the first ones are drawn.
const MOST: usize = 120;
/// More calls of one function in threads than that share a card, which counts them.
const APART: usize = 6;

/// Finds them in a log.
#[derive(Clone, Default)]
pub(super) struct Finder {
    found: Vec<Found>,
    roles: IdMap<BlockId>,
    numbers: Numbers,
}

#[derive(Clone)]
struct Found {
    fixture: Fixture,
    users: IdSet,
    // Those of them that waited at it: from these a wire is drawn.
    waiters: IdSet,
    // A plain future counts only if somebody waits for it.
    is_used: bool,
}

impl Finder {
    pub fn read(&mut self, event: &Event) {
        match &event.kind {
            EventKind::SyncCreated { sync, kind } => self.sync_created(event, *sync, *kind),
            EventKind::ThreadQueued { thread, work } => {
                self.add(event, card_of_thread(*thread), FixtureKind::Thread, &work_name(work));
            }
            EventKind::FutureCreated { future, role } => {
                let card = card_of_role(*future, role);
                if *role == FutureRole::Plain {
                    let name = future_name(self.numbers.future_made());
                    if event.task().is_some() {
                        self.add(event, card, FixtureKind::Future, &name);
                    }
                }
                self.roles.insert(BlockId(future.0), card);
            }
            EventKind::FutureDone { future, .. } => _ = self.roles.remove(&BlockId(future.0)),
            EventKind::Waiting { task, on: Some(on) } => {
                let card = self.roles.get(&BlockId(on.0)).copied();
                if let Some(found) = card.and_then(|card| self.of(card)) {
                    found.users.insert(BlockId(task.0));
                    found.waiters.insert(BlockId(task.0));
                    found.is_used = true;
                }
            }
            EventKind::Acquired { sync, .. }
            | EventKind::Released { sync, .. }
            | EventKind::EventSet { sync }
            | EventKind::EventCleared { sync }
            | EventKind::Notified { sync, .. }
            | EventKind::BarrierMoved { sync, .. }
            | EventKind::ItemPut { sync, .. }
            | EventKind::ItemGot { sync, .. } => {
                if let Some(task) = event.task()
                    && let Some(found) = self.of(card_of_sync(*sync))
                {
                    found.users.insert(BlockId(task.0));
                }
            }
            _ => {}
        }
    }

    /// A condition has a lock, a barrier a condition: these are one card. A lock that several conditions share has its own.
    fn sync_created(&mut self, event: &Event, sync: SyncId, kind: SyncKind) {
        let mut numbers = std::mem::take(&mut self.numbers);
        let numbered = numbers.made(sync, kind, |id| self.known(id));
        self.numbers = numbers;
        let kind = match kind {
            SyncKind::Lock => FixtureKind::Lock,
            SyncKind::Event => FixtureKind::Event,
            SyncKind::Condition { .. } => FixtureKind::Condition,
            SyncKind::Semaphore { .. } => FixtureKind::Semaphore,
            SyncKind::Barrier { .. } => FixtureKind::Barrier,
            SyncKind::Queue { .. } => FixtureKind::Queue,
        };
        let own = card_of_sync(sync);
        if numbered.part_of.is_none() {
            self.add(event, own, kind, &numbered.name);
        }
        match numbered.lock {
            Some((lock, Lock::PartOf(whole))) => {
                let card = card_of_sync(lock);
                let position = self.found.iter().position(|it| it.fixture.id == card);
                let part = position.map(|position| self.found.remove(position));
                if let Some((whole, part)) = self.of(card_of_sync(whole)).zip(part) {
                    whole.fixture.parts.push(card);
                    whole.users.unite(&part.users);
                    whole.waiters.unite(&part.waiters);
                }
            }
            Some((lock, Lock::Own(name))) => {
                let card = card_of_sync(lock);
                let line = self.of(card).and_then(|other| {
                    other.fixture.parts.retain(|part| *part != card);
                    other.fixture.line
                });
                self.add(event, card, FixtureKind::Lock, &name);
                if let Some(lock) = self.of(card) {
                    lock.fixture.line = line;
                }
            }
            None => {}
        }
        if let Some(whole) = numbered.part_of.and_then(|whole| self.of(card_of_sync(whole))) {
            whole.fixture.parts.push(own);
        }
    }

    fn known(&self, id: SyncId) -> Option<Known> {
        let card = card_of_sync(id);
        let it = self.found.iter().find(|it| it.fixture.id == card || it.fixture.parts.contains(&card))?;
        let Fixture { id: whole, kind, label, .. } = &it.fixture;
        let FixtureOf::Sync(of) = fixture_of(*whole) else { return None };
        let is_barrier = *whole == card && *kind == FixtureKind::Barrier;
        Some(Known { is_barrier, part_of: (*whole != card).then_some(of), name: label.as_str().into() })
    }

    fn of(&mut self, card: BlockId) -> Option<&mut Found> {
        self.found.iter_mut().find(|it| it.fixture.id == card || it.fixture.parts.contains(&card))
    }

    fn add(&mut self, event: &Event, id: BlockId, kind: FixtureKind, label: &str) {
        if self.found.len() >= MOST {
            // Further calls are counted, however many there are.
            let alike = |it: &&mut Found| it.fixture.kind == FixtureKind::Thread && it.fixture.label == label;
            let other = self.found.iter_mut().find(|it| kind == FixtureKind::Thread && alike(it));
            other.into_iter().for_each(|other| other.fixture.parts.push(id));
            return;
        }
        let line = event.origin().map(|origin| origin.0);
        let (label, position) = (label.to_owned(), Point::default());
        let fixture = Fixture { id, kind, label, position, line, parts: Vec::new() };
        let users = event.task().iter().map(|task| BlockId(task.0)).collect();
        let (waiters, is_used) = (IdSet::new(), kind != FixtureKind::Future);
        self.found.push(Found { fixture, users, waiters, is_used });
    }

    /// Those that have a card. Many calls of one function in threads share that of the first.
    fn with_cards(&self) -> Vec<Found> {
        let is_call = |it: &Found| it.fixture.kind == FixtureKind::Thread;
        let mut cards: Vec<Found> = Vec::new();
        for it in self.found.iter().filter(|it| it.is_used) {
            let alike = |other: &Found| is_call(other) && other.fixture.label == it.fixture.label;
            let shared = is_call(it) && self.found.iter().filter(|it| alike(it)).count() > APART;
            match cards.iter_mut().find(|card| shared && alike(card)) {
                Some(card) => {
                    card.fixture.parts.push(it.fixture.id);
                    card.fixture.parts.extend(&it.fixture.parts);
                    card.users.unite(&it.users);
                    card.waiters.unite(&it.waiters);
                }
                None => cards.push(it.clone()),
            }
        }
        cards
    }

    /// Whether any task waited at any of them.
    pub fn has_waiters(&self) -> bool {
        self.found.iter().any(|it| !it.waiters.is_empty())
    }

    /// Whether wires from who waited to what they waited at cross, if these cards stand there. `middle` is that of a task's card.
    /// Where there are several rows of them, they do.
    pub fn has_crossings(&self, fixtures: &[Fixture], middle: impl Fn(BlockId) -> Option<f64>) -> bool {
        if self.has_waiters() && fixtures.windows(2).any(|pair| pair[0].position.y != pair[1].position.y) {
            return true;
        }
        let places: IdMap<f64> = fixtures.iter().map(|it| (it.id, it.position.x)).collect();
        let mut wires: Vec<(f64, f64)> = Vec::new();
        for it in self.with_cards() {
            let Some(to) = places.get(&it.fixture.id) else { continue };
            wires.extend(it.waiters.iter().filter_map(|waiter| Some((middle(*waiter)?, *to))));
        }
        crate::order::sort_by_key(&mut wires, |(from, to)| (*from as i64, *to as i64));
        wires.windows(2).any(|pair| pair[0].0 < pair[1].0 && pair[0].1 > pair[1].1)
    }

    /// Those that were found, below the cards that wait at them, or else use them. `middle` tells where the middle of a card
    /// is, and `bottom` is below all of them. So many stand side by side at `least`, however narrow that is.
    pub fn placed(
        &self,
        middle: impl Fn(BlockId) -> Option<f64>,
        (width, bottom): (f64, f64),
        least: usize,
    ) -> Vec<Fixture> {
        let mut wished: Vec<(f64, Fixture)> = self
            .with_cards()
            .into_iter()
            .filter_map(|it| {
                let middles = |of: &IdSet| of.iter().filter_map(|user| middle(*user)).collect::<Vec<f64>>();
                let waiting = middles(&it.waiters);
                let middles = if waiting.is_empty() { middles(&it.users) } else { waiting };
                let wish = middles.iter().sum::<f64>() / middles.len() as f64;
                (!middles.is_empty()).then_some((wish, it.fixture))
            })
            .collect();
        crate::order::sort_by_key(&mut wished, |(wish, _)| *wish as i64);
        in_rows(wished, (width, bottom), least)
    }
}

/// In rows about as wide as what is above, each card as near below the middle of its users as its neighbours let it. Several rows
/// that leave no room for that stand one below the other, in the middle.
fn in_rows(wished: Vec<(f64, Fixture)>, (width, bottom): (f64, f64), least: usize) -> Vec<Fixture> {
    const GAP: f64 = 24.0;
    const GAP_Y: f64 = 64.0;
    /// Rows that take this share of the width leave their cards no choice.
    const FULL: f64 = 0.75;
    let in_row = (((width + GAP) / (FIXTURE.0 + GAP)).round() as usize).clamp(least, 12);
    // Rows of about the same length.
    let in_row = wished.len().div_ceil(wished.len().div_ceil(in_row).max(1)).max(1);
    let long = |count: usize| count as f64 * (FIXTURE.0 + GAP) - GAP;
    let is_full = wished.len() > in_row && long(in_row) > width * FULL;
    let mut placed = Vec::new();
    for (row, cards) in wished.chunks(in_row).enumerate() {
        let y = bottom + GAP_Y + row as f64 * (FIXTURE.1 + GAP);
        if is_full {
            let mut x = (width - long(cards.len())) / 2.0;
            for (_, fixture) in cards {
                placed.push(Fixture { position: Point { x: x.round(), y }, ..fixture.clone() });
                x += FIXTURE.0 + GAP;
            }
            continue;
        }
        let mut free = f64::NEG_INFINITY;
        let mut xs = Vec::new();
        for (wish, _) in cards {
            let x = (wish - FIXTURE.0 / 2.0).max(free);
            free = x + FIXTURE.0 + GAP;
            xs.push(x);
        }
        // What was pushed to the right comes half of the way back.
        let pushed = cards.iter().zip(&xs).map(|((wish, _), x)| x + FIXTURE.0 / 2.0 - wish).sum::<f64>();
        let back = pushed / cards.len() as f64;
        for ((_, fixture), x) in cards.iter().zip(xs) {
            placed.push(Fixture { position: Point { x: (x - back).round(), y }, ..fixture.clone() });
        }
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::{FutureId, Origin};

    fn found(kinds: &[(Option<u32>, EventKind)]) -> Vec<Fixture> {
        let mut finder = Finder::default();
        for (task, kind) in kinds {
            let (task, origin) = (task.map(FutureId), Some(Origin(3)));
            finder.read(&Event::new((0.0, 1), task, origin, None, kind.clone()));
        }
        finder.placed(|_| Some(100.0), (600.0, 300.0), 4)
    }

    fn sync(id: u32, kind: SyncKind) -> (Option<u32>, EventKind) {
        (Some(0), EventKind::SyncCreated { sync: SyncId(id), kind })
    }

    fn labels(fixtures: &[Fixture]) -> Vec<&str> {
        fixtures.iter().map(|fixture| &*fixture.label).collect()
    }

    #[test]
    fn a_conditions_lock_is_part_of_it() {
        let lock = SyncId(0);
        let fixtures = found(&[sync(0, SyncKind::Lock), sync(1, SyncKind::Condition { lock })]);
        assert_eq!(labels(&fixtures), ["Condition 1"]);
        assert_eq!(fixtures[0].parts, [card_of_sync(lock)]);
    }

    #[test]
    fn a_lock_that_two_conditions_share_has_a_card_of_its_own() {
        let condition = |id| sync(id, SyncKind::Condition { lock: SyncId(0) });
        let fixtures = found(&[sync(0, SyncKind::Lock), condition(1), condition(2)]);
        let mut labels = labels(&fixtures);
        labels.sort_unstable();
        assert_eq!(labels, ["Condition 1", "Condition 2", "Lock 1"]);
        assert!(fixtures.iter().all(|fixture| fixture.parts.is_empty()));
    }

    #[test]
    fn a_barriers_lock_and_condition_are_parts_of_it() {
        let lock = SyncId(0);
        let fixtures = found(&[
            sync(0, SyncKind::Lock),
            sync(1, SyncKind::Barrier { parties: 2 }),
            sync(2, SyncKind::Condition { lock }),
            sync(3, SyncKind::Lock),
        ]);
        assert_eq!(labels(&fixtures), ["Barrier 1", "Lock 1"]);
        assert_eq!(fixtures[0].parts, [card_of_sync(lock), card_of_sync(SyncId(2))]);
    }

    #[test]
    fn a_future_that_nobody_awaits_is_not_drawn() {
        let plain =
            |id| (Some(0), EventKind::FutureCreated { future: FutureId(id), role: FutureRole::Plain });
        let wait = EventKind::Waiting { task: FutureId(0), on: Some(FutureId(6)) };
        let fixtures = found(&[plain(5), plain(6), (Some(0), wait)]);
        assert_eq!(labels(&fixtures), ["Future 2"], "the other one has a number, too");
        assert_eq!(fixtures[0].id, BlockId(6));
    }

    #[test]
    fn a_few_calls_in_threads_have_cards_of_their_own_and_many_of_one_function_share_one() {
        let call = |thread, function: &str| {
            let work = crate::trace::ThreadWork::Call { function: function.into() };
            (Some(0), EventKind::ThreadQueued { thread: crate::trace::ThreadId(thread), work })
        };
        let few: Vec<_> = (0..6).map(|id| call(id, "load")).collect();
        assert_eq!(found(&few).len(), 6);
        let mut many: Vec<_> = (0..500).map(|id| call(id, "load")).collect();
        many.push(call(500, "save"));
        let fixtures = found(&many[490..]);
        assert_eq!(labels(&fixtures), ["load()", "save()"]);
        assert_eq!(fixtures[0].parts.len(), 9, "the first one is the card");
        assert_eq!(found(&many[..500])[0].parts.len(), 499, "all are counted");
    }

    #[test]
    fn philosophers_stand_above_the_forks_that_they_wait_for() {
        // Everybody holds a fork and waits for the next one, which main made as all of them.
        let fork = |id| sync(id, SyncKind::Lock);
        let waiter = |id: u32| EventKind::FutureCreated {
            future: FutureId(20 + id),
            role: FutureRole::Waiter { sync: SyncId(id), wants: crate::trace::Wants::Place },
        };
        let mut kinds: Vec<_> = (0..5).map(fork).collect();
        for seat in 0..5 {
            kinds.push((Some(1 + seat), EventKind::Acquired { sync: SyncId(seat), left: 0 }));
        }
        for seat in 0..5 {
            let (task, next) = (FutureId(1 + seat), (seat + 1) % 5);
            kinds.push((Some(1 + seat), waiter(next)));
            kinds.push((Some(1 + seat), EventKind::Waiting { task, on: Some(FutureId(20 + next)) }));
        }
        let mut finder = Finder::default();
        for (task, kind) in kinds {
            let (task, origin) = (task.map(FutureId), Some(Origin(3)));
            finder.read(&Event::new((0.0, 1), task, origin, None, kind));
        }
        let middle = |id: BlockId| Some(if id.0 == 0 { 560.0 } else { 100.0 + 224.0 * f64::from(id.0 - 1) });
        let fixtures = finder.placed(middle, (1096.0, 300.0), 4);
        assert_eq!(labels(&fixtures), ["Lock 2", "Lock 3", "Lock 4", "Lock 5", "Lock 1"]);
        assert!(fixtures.iter().all(|fixture| fixture.position.y == fixtures[0].position.y), "in one row");
        assert!(!finder.has_crossings(&fixtures, middle));
        // Were they to stand the other way round, each wire would cross all others.
        assert!(finder.has_crossings(&fixtures, |id| middle(id).map(|x| -x)));
    }

    #[test]
    fn several_rows_below_a_narrow_drawing_stand_in_its_middle() {
        let mut finder = Finder::default();
        for id in 0..5 {
            let (_, kind) = sync(id, SyncKind::Lock);
            finder.read(&Event::new((0.0, 1), Some(FutureId(id)), Some(Origin(3)), None, kind));
        }
        // Two columns of tasks.
        let middle = |id: BlockId| Some(if id.0.is_multiple_of(2) { 104.0 } else { 336.0 });
        let fixtures = finder.placed(middle, (440.0, 500.0), 2);
        let mut rows: Vec<(f64, Vec<f64>)> = Vec::new();
        for Point { x, y } in fixtures.iter().map(|fixture| fixture.position) {
            match rows.last_mut() {
                Some((row, xs)) if *row == y => xs.push(x),
                _ => rows.push((y, vec![x])),
            }
        }
        assert_eq!(rows.iter().map(|(_, xs)| xs.len()).collect::<Vec<_>>(), [2, 2, 1]);
        for (_, xs) in rows {
            assert_eq!(xs[0] + xs[xs.len() - 1] + FIXTURE.0, 440.0, "in the middle");
        }
    }

    #[test]
    fn cards_stand_below_their_users_without_overlapping() {
        let kinds: Vec<_> = (0..9).map(|id| sync(id, SyncKind::Lock)).collect();
        let fixtures = found(&kinds);
        for (n, one) in fixtures.iter().enumerate() {
            assert!(one.position.y > 300.0);
            for other in &fixtures[..n] {
                let apart = (one.position.x - other.position.x).abs() >= FIXTURE.0
                    || (one.position.y - other.position.y).abs() >= FIXTURE.1;
                assert!(apart, "{one:?} {other:?}");
            }
        }
    }
}
