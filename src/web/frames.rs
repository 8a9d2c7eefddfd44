//! One callback a frame.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

type Callback = Closure<dyn FnMut(f64)>;

struct Shared {
    /// The request that is under way, to be taken back on drop.
    request: Cell<Option<i32>>,
    callback: RefCell<Option<Callback>>,
}

impl Shared {
    fn request(&self) {
        let callback = self.callback.borrow();
        let Some(callback) = callback.as_ref() else { return };
        let request = super::window().request_animation_frame(callback.as_ref().unchecked_ref());
        self.request.set(request.ok());
    }
}

/// Calls back before every paint, until dropped.
pub struct Frames(Rc<Shared>);

impl Frames {
    /// Calls back with the frame's time in milliseconds.
    pub fn each(mut on_frame: impl FnMut(f64) + 'static) -> Self {
        Frames::while_wanted(move |now_ms| {
            on_frame(now_ms);
            true
        })
    }

    /// Calls back before the next paint alone.
    pub fn once(on_frame: impl FnOnce() + 'static) -> Self {
        let mut on_frame = Some(on_frame);
        Frames::while_wanted(move |_| {
            if let Some(on_frame) = on_frame.take() {
                on_frame();
            }
            false
        })
    }

    fn while_wanted(mut on_frame: impl FnMut(f64) -> bool + 'static) -> Self {
        let shared = Rc::new(Shared { request: Cell::new(None), callback: RefCell::new(None) });
        let weak = Rc::downgrade(&shared);
        let callback = Callback::new(move |now_ms| {
            if on_frame(now_ms)
                && let Some(shared) = weak.upgrade()
            {
                shared.request();
            }
        });
        *shared.callback.borrow_mut() = Some(callback);
        shared.request();
        Frames(shared)
    }
}

impl Drop for Frames {
    fn drop(&mut self) {
        if let Some(request) = self.0.request.take() {
            // A frame that has run already is no longer there to be taken back, which is as well.
            let _ = super::window().cancel_animation_frame(request);
        }
    }
}

/// Lets the page do other things before what comes next.
pub async fn pause() {
    TimeoutFuture::new(0).await;
}

/// Milliseconds since the page was opened, on the clock that frames are told.
pub fn now_ms() -> f64 {
    super::window().performance().map_or(0.0, |performance| performance.now())
}
