//! In which order items come out of a queue.

use std::cell::RefCell;
use std::collections::VecDeque;

use crate::engine::exception::Exception;
use crate::trace::QueueOrder;

/// The items of a queue (`Queue._put()`, `_get()`). A language on top of the engine, whose comparisons may fail, has its
/// own for priorities: while it compares, nothing may be borrowed that the program could ask for.
pub trait QueueItems<T> {
    /// In which order they come out.
    fn order(&self) -> QueueOrder;

    /// Adds an item.
    ///
    /// # Errors
    ///
    /// What a comparison raises.
    fn put(&self, item: T) -> Result<(), Exception>;

    /// Takes the next one out, if there is one.
    ///
    /// # Errors
    ///
    /// What a comparison raises.
    fn get(&self) -> Result<Option<T>, Exception>;

    /// How many there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether there is no room for one more, where there is room for so many; 0 is any number.
    fn is_full(&self, maxsize: usize) -> bool {
        maxsize > 0 && self.len() >= maxsize
    }
}

/// First in, first out.
pub(in crate::engine) struct Fifo<T>(RefCell<VecDeque<T>>);

/// Last in, first out.
pub(in crate::engine) struct Lifo<T>(RefCell<Vec<T>>);

/// The least first; equal ones in the order that CPython's `heapq` brings them into.
pub(in crate::engine) struct Priority<T>(RefCell<Vec<T>>);

impl<T> Default for Fifo<T> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<T> Default for Lifo<T> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<T> Default for Priority<T> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<T> QueueItems<T> for Fifo<T> {
    fn order(&self) -> QueueOrder {
        QueueOrder::Fifo
    }

    fn put(&self, item: T) -> Result<(), Exception> {
        self.0.borrow_mut().push_back(item);
        Ok(())
    }

    fn get(&self) -> Result<Option<T>, Exception> {
        Ok(self.0.borrow_mut().pop_front())
    }

    fn len(&self) -> usize {
        self.0.borrow().len()
    }
}

impl<T> QueueItems<T> for Lifo<T> {
    fn order(&self) -> QueueOrder {
        QueueOrder::Lifo
    }

    fn put(&self, item: T) -> Result<(), Exception> {
        self.0.borrow_mut().push(item);
        Ok(())
    }

    fn get(&self) -> Result<Option<T>, Exception> {
        Ok(self.0.borrow_mut().pop())
    }

    fn len(&self) -> usize {
        self.0.borrow().len()
    }
}

impl<T: Ord> QueueItems<T> for Priority<T> {
    fn order(&self) -> QueueOrder {
        QueueOrder::Priority
    }

    fn put(&self, item: T) -> Result<(), Exception> {
        let mut heap = self.0.borrow_mut();
        heap.push(item);
        let last = heap.len() - 1;
        sift_down(&mut heap, 0, last);
        Ok(())
    }

    fn get(&self) -> Result<Option<T>, Exception> {
        let mut heap = self.0.borrow_mut();
        if heap.is_empty() {
            return Ok(None);
        }
        let least = heap.swap_remove(0);
        sift_up(&mut heap);
        Ok(Some(least))
    }

    fn len(&self) -> usize {
        self.0.borrow().len()
    }
}

/// `heapq._siftdown`: moves the item at `at` towards the root until its parent is not greater.
fn sift_down<T: Ord>(heap: &mut [T], start: usize, mut at: usize) {
    while at > start {
        let parent = (at - 1) / 2;
        if heap[at] >= heap[parent] {
            break;
        }
        heap.swap(at, parent);
        at = parent;
    }
}

/// `heapq._siftup` from the root: moves the item there down to a leaf, along the lesser children, and up again to its
/// place. It compares less than the usual way does, and brings equal items into another order.
fn sift_up<T: Ord>(heap: &mut [T]) {
    let (mut at, mut child) = (0, 1);
    while child < heap.len() {
        let right = child + 1;
        if right < heap.len() && heap[child] >= heap[right] {
            child = right;
        }
        heap.swap(at, child);
        at = child;
        child = 2 * at + 1;
    }
    sift_down(heap, 0, at);
}
