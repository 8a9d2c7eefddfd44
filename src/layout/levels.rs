//! A scene is no deeper than it may be, and nothing in it is below itself. In a run anything can wait for anything.

use crate::scene::limits::MAX_HEIGHT;
use crate::scene::{BlockId, IdMap};

/// What is directly above, or below, each card.
type Next = IdMap<Vec<BlockId>>;

/// The children that cards name, without those that would be below themselves, or too deep: of the cards that name others than
/// those below them in the tree.
pub(super) fn kept_children(
    order: &[BlockId],
    tree: &IdMap<BlockId>,
    children: impl Fn(BlockId) -> Vec<BlockId>,
) -> IdMap<Vec<BlockId>> {
    let (mut above, mut below) = (Next::new(), Next::new());
    for (child, parent) in tree.iter() {
        tie(&mut above, *child, *parent);
        tie(&mut below, *parent, *child);
    }
    let mut kept = IdMap::new();
    for id in order {
        let mut own = children(*id);
        if own.iter().all(|child| tree.get(child) == Some(id)) {
            continue;
        }
        let (mut ancestors, mut lower) = (IdMap::new(), IdMap::new());
        let depth = levels(&above, *id, &mut ancestors);
        own.retain(|child| {
            let is_in_tree = tree.get(child) == Some(id);
            let mut fits =
                || !ancestors.contains_key(child) && depth + levels(&below, *child, &mut lower) <= MAX_HEIGHT;
            is_in_tree || fits()
        });
        for child in own.iter().filter(|child| tree.get(child) != Some(id)) {
            tie(&mut above, *child, *id);
            tie(&mut below, *id, *child);
        }
        kept.insert(*id, own);
    }
    kept
}

fn tie(next: &mut Next, from: BlockId, to: BlockId) {
    next.get_or_insert_with(from, Vec::new).push(to);
}

/// How many cards there are on the longest way from one, itself counted; `known` gets all that are on any.
///
/// Invariant: no way is longer than a scene may be high, so this does not run out of stack.
fn levels(next: &Next, id: BlockId, known: &mut IdMap<usize>) -> usize {
    if let Some(levels) = known.get(&id) {
        return *levels;
    }
    let further = next.get(&id).into_iter().flatten();
    let count = 1 + further.map(|it| levels(next, *it, known)).max().unwrap_or(0);
    known.insert(id, count);
    count
}
