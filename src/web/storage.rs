//! What stays in the browser between visits. Where storage is refused (a sandboxed frame, a private window, a full
//! disk), values live as long as the page.

use std::cell::RefCell;
use std::collections::BTreeMap;

use web_sys::Storage;

thread_local! {
    /// What the browser did not take.
    static MEMORY: RefCell<BTreeMap<String, String>> = const { RefCell::new(BTreeMap::new()) };
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
    let kept_here = MEMORY.with_borrow(|memory| memory.get(key).cloned());
    kept_here.or_else(|| local()?.get_item(key).ok().flatten())
}

/// Sets the value of a key.
pub fn write(key: &str, value: &str) -> Kept {
    if local().is_some_and(|storage| storage.set_item(key, value).is_ok()) {
        MEMORY.with_borrow_mut(|memory| memory.remove(key));
        return Kept::ForGood;
    }
    MEMORY.with_borrow_mut(|memory| memory.insert(key.to_owned(), value.to_owned()));
    Kept::InThisPage
}

/// Forgets a key.
pub fn remove(key: &str) {
    MEMORY.with_borrow_mut(|memory| memory.remove(key));
    if let Some(storage) = local() {
        // A storage that refuses to forget has refused to remember as well.
        let _ = storage.remove_item(key);
    }
}
