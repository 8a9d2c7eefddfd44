//! A growing array whose copies share what did not change.

use std::rc::Rc;

const CHUNK: usize = 32;

/// A `Vec` in chunks that copies of it share: copying costs one count per chunk, and changing an element
/// copies only its chunk, and only while that is shared. Many copies of a large array, each a little later
/// than the one before it, cost little more than what changed between them.
///
/// Chunks of which nothing is needed any more can be let go of, wherever they are.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SharedVec<T> {
    // Invariant: rises by number; no chunk is empty, and all have `CHUNK` elements but the one in which the array ends,
    // which is always there.
    chunks: Vec<Chunk<T>>,
    len: usize,
}

#[derive(Debug, PartialEq)]
struct Chunk<T> {
    number: usize,
    elements: Rc<Vec<T>>,
}

impl<T> Clone for Chunk<T> {
    fn clone(&self) -> Self {
        Self { number: self.number, elements: self.elements.clone() }
    }
}

impl<T> Default for SharedVec<T> {
    fn default() -> Self {
        Self { chunks: Vec::new(), len: 0 }
    }
}

impl<T: Clone> SharedVec<T> {
    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn get(&self, index: usize) -> Option<&T> {
        let position = self.position(index / CHUNK).ok()?;
        self.chunks[position].elements.get(index % CHUNK)
    }

    pub(super) fn get_mut(&mut self, index: usize) -> Option<&mut T> {
        let position = self.position(index / CHUNK).ok()?;
        Rc::make_mut(&mut self.chunks[position].elements).get_mut(index % CHUNK)
    }

    pub(super) fn push(&mut self, element: T) {
        match self.chunks.last_mut() {
            Some(last) if last.elements.len() < CHUNK => Rc::make_mut(&mut last.elements).push(element),
            _ => {
                let mut elements = Vec::with_capacity(CHUNK);
                elements.push(element);
                self.chunks.push(Chunk { number: self.len / CHUNK, elements: Rc::new(elements) });
            }
        }
        self.len += 1;
    }

    pub(super) fn pop(&mut self) -> Option<T> {
        let number = self.len.checked_sub(1)? / CHUNK;
        let last = self.chunks.last_mut().filter(|last| last.number == number)?;
        let elements = Rc::make_mut(&mut last.elements);
        let element = elements.pop();
        if elements.is_empty() {
            self.chunks.pop();
        }
        self.len -= 1;
        element
    }

    /// The elements that were not let go of, in order.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.chunks.iter().flat_map(|chunk| chunk.elements.iter())
    }

    /// Puts an element at an index, with clones of `filler` around it where there is nothing yet.
    pub(super) fn set(&mut self, index: usize, element: T, filler: &T) {
        if let Some(slot) = self.get_mut(index) {
            *slot = element;
            return;
        }
        let number = index / CHUNK;
        if index >= self.len {
            // The chunk in which the array ended grows to here, or becomes a whole one.
            if let Some(last) = self.chunks.last_mut() {
                let length = (index + 1 - last.number * CHUNK).min(CHUNK);
                if last.elements.len() < length {
                    Rc::make_mut(&mut last.elements).resize(length, filler.clone());
                }
            }
            self.len = index + 1;
        }
        if let Err(position) = self.position(number) {
            let elements = Rc::new(vec![filler.clone(); (self.len - number * CHUNK).min(CHUNK)]);
            self.chunks.insert(position, Chunk { number, elements });
        }
        if let Some(slot) = self.get_mut(index) {
            *slot = element;
        }
    }

    /// Lets go of what is not needed: elements become `filler`, and chunks without anything else go.
    pub(super) fn forget(&mut self, filler: &T, is_needed: impl Fn(&T) -> bool) {
        self.chunks.retain_mut(|chunk| {
            let needed = chunk.elements.iter().filter(|element| is_needed(element)).count();
            if needed < chunk.elements.len() && (needed > 0 || chunk.elements.len() < CHUNK) {
                let unneeded = |element: &&mut T| !is_needed(element);
                Rc::make_mut(&mut chunk.elements).iter_mut().filter(unneeded).for_each(|element| {
                    element.clone_from(filler);
                });
            }
            // In the last chunk the array goes on.
            needed > 0 || chunk.elements.len() < CHUNK
        });
    }

    /// Changes the elements of which that is to be done.
    pub(super) fn change(&mut self, is_wanted: impl Fn(&T) -> bool, mut change: impl FnMut(&mut T)) {
        for chunk in self.chunks.iter_mut().filter(|chunk| chunk.elements.iter().any(&is_wanted)) {
            Rc::make_mut(&mut chunk.elements)
                .iter_mut()
                .filter(|element| is_wanted(element))
                .for_each(&mut change);
        }
    }

    /// Lets go of the oldest elements that are not needed, as far as that is whole chunks.
    pub(super) fn forget_oldest(&mut self, is_needed: impl Fn(&T) -> bool) {
        let gone = self.chunks.partition_point(|chunk| {
            chunk.elements.len() == CHUNK && chunk.elements.last().is_some_and(|last| !is_needed(last))
        });
        self.chunks.drain(..gone);
    }

    /// Where a chunk is, or would be.
    fn position(&self, number: usize) -> Result<usize, usize> {
        match self.chunks.get(number) {
            // Nothing was let go of.
            Some(chunk) if chunk.number == number => Ok(number),
            _ => {
                let position = self.chunks.partition_point(|chunk| chunk.number < number);
                let is_there = self.chunks.get(position).is_some_and(|chunk| chunk.number == number);
                if is_there { Ok(position) } else { Err(position) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_copy_keeps_what_it_had() {
        let mut numbers = SharedVec::default();
        for number in 0..100 {
            numbers.push(number);
        }
        let before = numbers.clone();
        *numbers.get_mut(40).unwrap() = -1;
        numbers.push(100);
        assert_eq!(before.iter().copied().collect::<Vec<_>>(), (0..100).collect::<Vec<_>>());
        assert_eq!(numbers.get(40), Some(&-1));
        assert_eq!(numbers.len(), 101);
        assert_eq!(before.get(100), None);
    }

    #[test]
    fn setting_far_beyond_the_end_costs_nothing_in_between() {
        let mut numbers = SharedVec::default();
        numbers.set(1 << 30, 7, &0);
        numbers.set(3, 4, &0);
        assert_eq!(numbers.len(), (1 << 30) + 1);
        assert_eq!((numbers.chunks.len(), numbers.iter().sum::<i32>()), (2, 11));
    }

    proptest! {
        #[test]
        fn it_holds_what_a_map_holds(
            steps in proptest::collection::vec((0usize..400, 1u32..1000, 0u32..12), 1..200),
        ) {
            let mut array = SharedVec::default();
            let mut map = std::collections::BTreeMap::new();
            for (index, value, kind) in steps {
                match kind {
                    0..7 => {
                        array.set(index, value, &0);
                        map.insert(index, value);
                    }
                    7..10 => {
                        map.insert(array.len(), value);
                        array.push(value);
                    }
                    10 => {
                        array.forget(&0, |kept| kept % 3 != 0);
                        map.retain(|_, kept| *kept % 3 != 0);
                    }
                    _ => {
                        let copy = array.clone();
                        if let Some(slot) = array.get_mut(index).filter(|slot| **slot > 0) {
                            *slot = value;
                            map.insert(index, value);
                        }
                        prop_assert_eq!(copy.len(), array.len());
                    }
                }
                for index in 0..500 {
                    let found = array.get(index).copied().filter(|value| *value > 0);
                    prop_assert_eq!(found, map.get(&index).copied(), "at {}", index);
                }
                prop_assert!(array.iter().copied().filter(|value| *value > 0).eq(map.values().copied()));
            }
        }
    }
}
