//! Which parts of a drawing are over, and can be folded away.

use crate::playback::TaskState;
use crate::scene::{BlockId, IdMap, IdSet};

/// What is folded away at a moment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Folds {
    /// The cards that are not shown.
    pub hidden: IdSet,
    /// How many of each ending are folded away below a card.
    pub below: IdMap<Counts>,
}

/// How many have ended how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// With a result.
    pub done: u32,
    /// Cancelled.
    pub cancelled: u32,
    /// With another exception.
    pub failed: u32,
}

impl Counts {
    fn add(&mut self, state: TaskState) {
        match state {
            TaskState::Cancelled => self.cancelled += 1,
            TaskState::Failed => self.failed += 1,
            _ => self.done += 1,
        }
    }

    /// In a few words: `14 done · 2 cancelled`.
    pub fn words(&self) -> String {
        let parts = [(self.done, "done"), (self.cancelled, "cancelled"), (self.failed, "failed")];
        let parts = parts.iter().filter(|(count, _)| *count > 0);
        parts.map(|(count, word)| format!("{count} {word}")).collect::<Vec<_>>().join(" \u{b7} ")
    }
}

/// Folds away what has ended together with everything below it. What nothing is above stays. `state` is `None` for what
/// has not come to be.
pub fn folds(
    edges: impl Iterator<Item = (BlockId, BlockId)>,
    blocks: impl Iterator<Item = BlockId>,
    state: impl Fn(BlockId) -> Option<TaskState>,
) -> Folds {
    let mut above: IdMap<BlockId> = IdMap::new();
    let mut children: IdMap<Vec<BlockId>> = IdMap::new();
    for (parent, child) in edges {
        // What several are above folds away below the first of them.
        if parent != child && !above.contains_key(&child) {
            above.insert(child, parent);
            children.get_or_insert_with(parent, Vec::new).push(child);
        }
    }
    let mut folder = Folder { children, state, over: IdMap::new(), folds: Folds::default() };
    for root in blocks.filter(|block| !above.contains_key(block)) {
        folder.is_over(root, 0);
        folder.fold_below(root, 0);
    }
    folder.folds
}

const DEEPEST: u32 = 400;

struct Folder<F> {
    children: IdMap<Vec<BlockId>>,
    state: F,
    /// Whether everything of it has ended, and at least something of it has been.
    over: IdMap<bool>,
    folds: Folds,
}

impl<F: Fn(BlockId) -> Option<TaskState>> Folder<F> {
    fn below(&self, id: BlockId) -> Vec<BlockId> {
        self.children.get(&id).cloned().unwrap_or_default()
    }

    fn is_over(&mut self, id: BlockId, depth: u32) -> bool {
        // What has not come to be hides nothing, and nothing of it is there to be hidden.
        let mut is_over = (self.state)(id).is_none_or(TaskState::is_final) && depth < DEEPEST;
        for child in self.below(id) {
            is_over &= self.is_over(child, depth + 1);
        }
        self.over.insert(id, is_over);
        is_over
    }

    fn fold_below(&mut self, id: BlockId, depth: u32) {
        let mut counts = Counts::default();
        for child in self.below(id) {
            if self.over.get(&child) == Some(&true) {
                self.hide(child, &mut counts);
            } else if depth < DEEPEST {
                self.fold_below(child, depth + 1);
            }
        }
        if counts != Counts::default() {
            self.folds.below.insert(id, counts);
        }
    }

    fn hide(&mut self, id: BlockId, counts: &mut Counts) {
        if let Some(state) = (self.state)(id) {
            counts.add(state);
            self.folds.hidden.insert(id);
        }
        for child in self.below(id) {
            self.hide(child, counts);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use TaskState::{Cancelled, Done, Failed, Running, Waiting};

    fn check(edges: &[(u32, u32)], states: &[Option<TaskState>], hidden: &[u32], lines: &[(u32, &str)]) {
        let folds = folds(
            edges.iter().map(|(parent, child)| (BlockId(*parent), BlockId(*child))),
            (0..states.len() as u32).map(BlockId),
            |id| states[id.0 as usize],
        );
        assert_eq!(folds.hidden.iter().map(|id| id.0).collect::<Vec<_>>(), hidden);
        let told: Vec<_> = folds.below.iter().map(|(id, counts)| (id.0, counts.words())).collect();
        assert_eq!(told, lines.iter().map(|(id, text)| (*id, (*text).to_owned())).collect::<Vec<_>>());
    }

    #[test]
    fn what_has_ended_folds_into_a_line_at_its_parent() {
        let states = [Some(Waiting), Some(Done), Some(Cancelled), Some(Running), Some(Done), Some(Failed)];
        let edges = [(0, 1), (0, 2), (0, 3), (0, 4), (0, 5)];
        check(&edges, &states, &[1, 2, 4, 5], &[(0, "2 done \u{b7} 1 cancelled \u{b7} 1 failed")]);
    }

    #[test]
    fn what_has_ended_stays_while_something_below_it_goes_on() {
        let states = [Some(Waiting), Some(Done), Some(Running), Some(Done)];
        check(&[(0, 1), (1, 2), (1, 3)], &states, &[3], &[(1, "1 done")]);
    }

    #[test]
    fn a_subtree_folds_as_a_whole() {
        let states = [Some(Waiting), Some(Done), Some(Done), Some(Done)];
        check(&[(0, 1), (1, 2), (2, 3)], &states, &[1, 2, 3], &[(0, "3 done")]);
    }

    #[test]
    fn what_has_not_come_to_be_is_not_counted() {
        check(&[(0, 1), (0, 2)], &[Some(Running), None, Some(Done)], &[2], &[(0, "1 done")]);
    }

    #[test]
    fn roots_stay_and_circles_do_no_harm() {
        check(&[(0, 1), (1, 0), (2, 3), (3, 3)], &[Some(Done), Some(Done), Some(Done), None], &[], &[]);
    }
}
