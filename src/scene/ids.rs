//! Sets of blocks and maps from blocks, in the order of ids: sorted arrays, which share one search whatever they hold.

use std::iter::Zip;
use std::ops::Index;
use std::{slice, vec};

use super::model::BlockId;

/// A set of blocks, in the order of ids.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IdSet {
    // Invariant: rises.
    ids: Vec<BlockId>,
}

impl IdSet {
    /// A set of no blocks.
    pub const fn new() -> Self {
        Self { ids: Vec::new() }
    }

    /// Where an id is; otherwise where it would have to be.
    #[inline(never)]
    fn find(&self, id: BlockId) -> Result<usize, usize> {
        // Most of what is built is built in order.
        if self.ids.last().is_none_or(|last| *last < id) {
            return Err(self.ids.len());
        }
        self.ids.binary_search(&id)
    }

    /// Adds a block; false if it was there before.
    pub fn insert(&mut self, id: BlockId) -> bool {
        let place = self.find(id);
        if let Err(place) = place {
            self.ids.insert(place, id);
        }
        place.is_err()
    }

    /// Takes a block out; false if it was not there.
    pub fn remove(&mut self, id: &BlockId) -> bool {
        let place = self.find(*id);
        if let Ok(place) = place {
            self.ids.remove(place);
        }
        place.is_ok()
    }

    /// Whether a block is in it.
    pub fn contains(&self, id: &BlockId) -> bool {
        self.find(*id).is_ok()
    }

    /// How many blocks there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The blocks, in the order of ids.
    pub fn iter(&self) -> slice::Iter<'_, BlockId> {
        self.ids.iter()
    }

    /// The block with the lowest id.
    pub fn first(&self) -> Option<&BlockId> {
        self.ids.first()
    }

    /// Keeps the blocks for which that is said.
    pub fn retain(&mut self, keep: impl FnMut(&BlockId) -> bool) {
        self.ids.retain(keep);
    }

    /// Adds the blocks of another set.
    pub fn unite(&mut self, other: &IdSet) {
        for id in other {
            self.insert(*id);
        }
    }
}

impl<'a> IntoIterator for &'a IdSet {
    type Item = &'a BlockId;
    type IntoIter = slice::Iter<'a, BlockId>;

    fn into_iter(self) -> Self::IntoIter {
        self.ids.iter()
    }
}

impl IntoIterator for IdSet {
    type Item = BlockId;
    type IntoIter = vec::IntoIter<BlockId>;

    fn into_iter(self) -> Self::IntoIter {
        self.ids.into_iter()
    }
}

impl Extend<BlockId> for IdSet {
    fn extend<I: IntoIterator<Item = BlockId>>(&mut self, ids: I) {
        for id in ids {
            self.insert(id);
        }
    }
}

impl FromIterator<BlockId> for IdSet {
    fn from_iter<I: IntoIterator<Item = BlockId>>(ids: I) -> Self {
        let mut set = Self::new();
        set.extend(ids);
        set
    }
}

impl<const N: usize> From<[BlockId; N]> for IdSet {
    fn from(ids: [BlockId; N]) -> Self {
        ids.into_iter().collect()
    }
}

/// Something for each of some blocks, in the order of ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdMap<V> {
    ids: IdSet,
    // Invariant: one for each id, in the same order.
    values: Vec<V>,
}

impl<V> IdMap<V> {
    /// A map from no blocks.
    pub const fn new() -> Self {
        Self { ids: IdSet::new(), values: Vec::new() }
    }

    /// How many blocks there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Whether a block is in it.
    pub fn contains_key(&self, id: &BlockId) -> bool {
        self.ids.contains(id)
    }

    /// What a block has.
    pub fn get(&self, id: &BlockId) -> Option<&V> {
        self.values.get(self.ids.find(*id).ok()?)
    }

    /// What a block has, to be changed.
    pub fn get_mut(&mut self, id: &BlockId) -> Option<&mut V> {
        self.values.get_mut(self.ids.find(*id).ok()?)
    }

    /// What a block has, to be changed; first it is given something if it has nothing.
    pub fn get_or_insert_with(&mut self, id: BlockId, value: impl FnOnce() -> V) -> &mut V {
        let place = match self.ids.find(id) {
            Ok(place) => place,
            Err(place) => {
                self.ids.ids.insert(place, id);
                self.values.insert(place, value());
                place
            }
        };
        &mut self.values[place]
    }

    /// Gives a block something, and returns what it had before.
    pub fn insert(&mut self, id: BlockId, value: V) -> Option<V> {
        match self.ids.find(id) {
            Ok(place) => Some(std::mem::replace(&mut self.values[place], value)),
            Err(place) => {
                self.ids.ids.insert(place, id);
                self.values.insert(place, value);
                None
            }
        }
    }

    /// Takes a block out, and returns what it had.
    pub fn remove(&mut self, id: &BlockId) -> Option<V> {
        let place = self.ids.find(*id).ok()?;
        self.ids.ids.remove(place);
        Some(self.values.remove(place))
    }

    /// The blocks, in the order of ids.
    pub fn keys(&self) -> slice::Iter<'_, BlockId> {
        self.ids.iter()
    }

    /// What the blocks have, in the order of ids.
    pub fn values(&self) -> slice::Iter<'_, V> {
        self.values.iter()
    }

    /// What the blocks have, to be changed.
    pub fn values_mut(&mut self) -> slice::IterMut<'_, V> {
        self.values.iter_mut()
    }

    /// The blocks with what they have, in the order of ids.
    pub fn iter(&self) -> Iter<'_, V> {
        self.ids.iter().zip(&self.values)
    }
}

type Iter<'a, V> = Zip<slice::Iter<'a, BlockId>, slice::Iter<'a, V>>;

impl<V> Default for IdMap<V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<V> Index<&BlockId> for IdMap<V> {
    type Output = V;

    fn index(&self, id: &BlockId) -> &V {
        match self.ids.find(*id) {
            Ok(place) => &self.values[place],
            Err(_) => missing(*id),
        }
    }
}

#[cold]
fn missing(id: BlockId) -> ! {
    panic!("there is nothing for {id}")
}

impl<'a, V> IntoIterator for &'a IdMap<V> {
    type Item = (&'a BlockId, &'a V);
    type IntoIter = Iter<'a, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<V> IntoIterator for IdMap<V> {
    type Item = (BlockId, V);
    type IntoIter = Zip<vec::IntoIter<BlockId>, vec::IntoIter<V>>;

    fn into_iter(self) -> Self::IntoIter {
        self.ids.into_iter().zip(self.values)
    }
}

impl<V> Extend<(BlockId, V)> for IdMap<V> {
    fn extend<I: IntoIterator<Item = (BlockId, V)>>(&mut self, entries: I) {
        for (id, value) in entries {
            self.insert(id, value);
        }
    }
}

impl<V> FromIterator<(BlockId, V)> for IdMap<V> {
    fn from_iter<I: IntoIterator<Item = (BlockId, V)>>(entries: I) -> Self {
        let mut map = Self::new();
        map.extend(entries);
        map
    }
}

impl<V, const N: usize> From<[(BlockId, V); N]> for IdMap<V> {
    fn from(entries: [(BlockId, V); N]) -> Self {
        entries.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_map_is_what_a_sorted_map_of_the_library_is(
            changes in prop::collection::vec((0u32..20, prop::option::of(0u8..10)), 0..100),
        ) {
            let (mut ours, mut theirs) = (IdMap::new(), BTreeMap::new());
            for (id, value) in changes {
                let id = BlockId(id);
                match value {
                    Some(value) => prop_assert_eq!(ours.insert(id, value), theirs.insert(id, value)),
                    None => prop_assert_eq!(ours.remove(&id), theirs.remove(&id)),
                }
                prop_assert!(ours.iter().eq(theirs.iter()));
                prop_assert_eq!(ours.get(&id), theirs.get(&id));
            }
        }

        #[test]
        fn a_set_is_what_a_sorted_set_of_the_library_is(
            ids in prop::collection::vec(0u32..20, 0..40),
            gone in prop::collection::vec(0u32..20, 0..20),
        ) {
            let mut ours: IdSet = ids.iter().copied().map(BlockId).collect();
            let mut theirs: BTreeSet<BlockId> = ids.iter().copied().map(BlockId).collect();
            for id in gone.into_iter().map(BlockId) {
                prop_assert_eq!(ours.remove(&id), theirs.remove(&id));
                prop_assert_eq!(ours.contains(&id), theirs.contains(&id));
            }
            prop_assert!(ours.iter().eq(theirs.iter()));
        }
    }
}
