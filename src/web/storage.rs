//! What stays in the browser between visits. Where storage is refused (a sandboxed frame, a private window, a full
//! disk), values live as long as the page.

use std::cell::RefCell;

use web_sys::Storage;

thread_local! {
    /// What the browser did not take.
    static MEMORY: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

/// Whether a value will still be there after the page is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// In the browser's storage.
    ForGood,
    /// In this page only.
    InThisPage,
}

fn local() -> Option<Storage> {
    super::window().local_storage().ok().flatten()
}

/// The value of a key.
pub fn read(key: &str) -> Option<String> {
    let kept_here =
        MEMORY.with_borrow(|memory| memory.iter().find(|kept| kept.0 == key).map(|kept| kept.1.clone()));
    kept_here.or_else(|| local()?.get_item(key).ok().flatten())
}

/// Sets the value of a key.
pub fn write(key: &str, value: &str) -> Kept {
    if local().is_some_and(|storage| storage.set_item(key, value).is_ok()) {
        forget(key);
        return Kept::ForGood;
    }
    forget(key);
    MEMORY.with_borrow_mut(|memory| memory.push((key.to_owned(), value.to_owned())));
    Kept::InThisPage
}

/// Forgets a key.
pub fn remove(key: &str) {
    forget(key);
    if let Some(storage) = local() {
        // A storage that refuses to forget has refused to remember as well.
        let _ = storage.remove_item(key);
    }
}

fn forget(key: &str) {
    MEMORY.with_borrow_mut(|memory| memory.retain(|kept| kept.0 != key));
}
