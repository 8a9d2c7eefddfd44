//! A growing array whose copies share what did not change.

use std::rc::Rc;

const CHUNK: usize = 32;

/// A `Vec` in chunks that copies of it share: copying costs one count per chunk, and changing an element
/// copies only its chunk, and only while that is shared. Many copies of a large array, each a little later
/// than the one before it, cost little more than what changed between them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SharedVec<T> {
    // Invariant: every chunk but the last one has `CHUNK` elements, and no chunk is empty.
    chunks: Vec<Rc<Vec<T>>>,
}

impl<T> Default for SharedVec<T> {
    fn default() -> Self {
        Self { chunks: Vec::new() }
    }
}

impl<T: Clone> SharedVec<T> {
    pub(super) fn len(&self) -> usize {
        self.chunks.last().map_or(0, |last| (self.chunks.len() - 1) * CHUNK + last.len())
    }

    pub(super) fn get(&self, index: usize) -> Option<&T> {
        self.chunks.get(index / CHUNK)?.get(index % CHUNK)
    }

    pub(super) fn get_mut(&mut self, index: usize) -> Option<&mut T> {
        Rc::make_mut(self.chunks.get_mut(index / CHUNK)?).get_mut(index % CHUNK)
    }

    pub(super) fn push(&mut self, element: T) {
        match self.chunks.last_mut() {
            Some(last) if last.len() < CHUNK => Rc::make_mut(last).push(element),
            _ => {
                let mut chunk = Vec::with_capacity(CHUNK);
                chunk.push(element);
                self.chunks.push(Rc::new(chunk));
            }
        }
    }

    pub(super) fn pop(&mut self) -> Option<T> {
        let last = Rc::make_mut(self.chunks.last_mut()?);
        let element = last.pop();
        if last.is_empty() {
            self.chunks.pop();
        }
        element
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.chunks.iter().flat_map(|chunk| chunk.iter())
    }

    /// Puts an element at an index, with clones of `filler` before it where there is nothing yet.
    pub(super) fn set(&mut self, index: usize, element: T, filler: &T) {
        while self.len() < index {
            self.push(filler.clone());
        }
        if index == self.len() {
            self.push(element);
        } else if let Some(slot) = self.get_mut(index) {
            *slot = element;
        }
    }
}

#[cfg(test)]
mod tests {
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
    fn setting_far_beyond_the_end_fills_up() {
        let mut numbers = SharedVec::default();
        numbers.set(70, 7, &0);
        numbers.set(3, 4, &0);
        assert_eq!(numbers.len(), 71);
        assert_eq!(numbers.iter().sum::<i32>(), 11);
    }
}
