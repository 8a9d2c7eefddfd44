//! Attributes of elements, for whoever sets thousands of them in one frame.

#![allow(unsafe_code, reason = "wasm-bindgen declares what elements can do")]

use std::cell::RefCell;

use js_sys::JsString;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// An element, with strings as the page has them: those of Rust are read and made anew whenever they are handed over,
    /// which takes longer than setting them.
    type Marked;

    #[wasm_bindgen(method, js_name = setAttribute)]
    fn set(this: &Marked, name: &JsString, value: &JsString);

    #[wasm_bindgen(method, js_name = removeAttribute)]
    fn remove(this: &Marked, name: &JsString);
}

thread_local! {
    /// The words that were set so far: there are a few dozen.
    static WORDS: RefCell<Vec<(&'static str, JsString)>> = const { RefCell::new(Vec::new()) };
}

/// Does something with the strings as the page has them.
fn with_words<const N: usize>(texts: [&'static str; N], act: impl FnOnce([&JsString; N])) {
    WORDS.with_borrow_mut(|words| {
        let places = texts.map(|text| {
            let is_it = |(known, _): &(&'static str, JsString)| std::ptr::eq(*known, text) || *known == text;
            words.iter().position(is_it).unwrap_or_else(|| {
                words.push((text, JsString::from(text)));
                words.len() - 1
            })
        });
        act(places.map(|place| &words[place].1));
    });
}

/// Sets an attribute to one of a few words. The name has to be valid.
pub fn set_word(element: &web_sys::Element, name: &'static str, value: &'static str) {
    with_words([name, value], |[name, value]| element.unchecked_ref::<Marked>().set(name, value));
}

/// Removes an attribute.
pub fn remove(element: &web_sys::Element, name: &'static str) {
    with_words([name], |[name]| element.unchecked_ref::<Marked>().remove(name));
}
