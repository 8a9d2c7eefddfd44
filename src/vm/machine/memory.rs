//! How much memory a run takes: no program may fill that of its host.

#[cfg(not(target_arch = "wasm32"))]
pub use counting::Counting;

/// How many bytes are in use on this thread. In the browser: the size of the module's memory, which never shrinks. Elsewhere
/// it is known only where [`Counting`] is the global allocator; else it is 0.
pub(super) fn in_use() -> u64 {
    #[cfg(target_arch = "wasm32")]
    return (core::arch::wasm32::memory_size(0) as u64) << 16;
    #[cfg(not(target_arch = "wasm32"))]
    counting::in_use()
}

/// In the browser: after memory has grown, has it grow by some more at once. Each time that it grows takes the host long, and
/// the allocator asks for no more than it needs.
pub(super) fn grow_ahead() {
    #[cfg(target_arch = "wasm32")]
    {
        thread_local! {
            static SEEN: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
        }
        if SEEN.get() != in_use() {
            // What is freed at the end of the memory is kept there.
            let mut more = Vec::<u8>::new();
            _ = more.try_reserve_exact(in_use() as usize / 8);
            std::hint::black_box(more);
            SEEN.set(in_use());
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod counting {
    use std::alloc::{GlobalAlloc, Layout, System};
    use std::cell::Cell;

    thread_local! {
        /// What this thread has allocated, less what it has freed.
        static IN_USE: Cell<isize> = const { Cell::new(0) };
    }

    pub fn in_use() -> u64 {
        IN_USE.try_with(Cell::get).unwrap_or_default().max(0) as u64
    }

    /// The system's allocator, counting.
    #[derive(Debug, Clone, Copy, Default)]
    pub struct Counting;

    fn count(bytes: isize) {
        // A thread that ends has no counter any more, and still frees.
        _ = IN_USE.try_with(|in_use| in_use.set(in_use.get().wrapping_add(bytes)));
    }

    #[expect(
        unsafe_code,
        reason = "an allocator is unsafe by nature; this one passes every call on as it is"
    )]
    // SAFETY: everything is done by `System`, with the same arguments.
    unsafe impl GlobalAlloc for Counting {
        unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
            count(layout.size() as isize);
            // SAFETY: the caller's promises are `System`'s conditions.
            unsafe { System.alloc(layout) }
        }

        unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
            count(-(layout.size() as isize));
            // SAFETY: as above.
            unsafe { System.dealloc(pointer, layout) }
        }

        unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
            count(new_size as isize - layout.size() as isize);
            // SAFETY: as above.
            unsafe { System.realloc(pointer, layout, new_size) }
        }
    }
}
