//! Modules of the library's, and their texts in Python.

use std::rc::Rc;

use crate::vm::machine::Vm;
use crate::vm::value::Result;
use crate::vm::value::module::Module;

use super::{Native, NativeType};

/// What fills a module when it is imported.
pub type Fill = fn(&Vm, &Rc<Module>) -> Result<()>;

/// A text of the library's. In the page's worker it is not linked, but fetched when a program imports its module.
pub struct Source {
    #[cfg(not(all(feature = "python-worker", target_arch = "wasm32")))]
    text: &'static str,
}

#[cfg(not(all(feature = "python-worker", target_arch = "wasm32")))]
impl Source {
    const fn new(text: &'static str) -> Self {
        Self { text }
    }

    /// The text, if it is to be had.
    pub fn text(&self, _module: &str) -> Option<std::borrow::Cow<'static, str>> {
        Some(self.text.into())
    }
}

#[cfg(all(feature = "python-worker", target_arch = "wasm32"))]
impl Source {
    const fn new(_text: &'static str) -> Self {
        Self {}
    }

    /// The text, if it is to be had.
    pub fn text(&self, module: &str) -> Option<std::borrow::Cow<'static, str>> {
        FETCH.get()(module).map(Into::into)
    }
}

#[cfg(all(feature = "python-worker", target_arch = "wasm32"))]
thread_local! {
    static FETCH: std::cell::Cell<fn(&str) -> Option<String>> = const { std::cell::Cell::new(|_| None) };
}

/// Says what fetches the text of a module of the library, by its name.
#[cfg(all(feature = "python-worker", target_arch = "wasm32"))]
pub fn fetch_texts_by(fetch: fn(&str) -> Option<String>) {
    FETCH.set(fetch);
}

/// A module of the library's.
pub struct NativeModule {
    /// Its dotted name.
    pub name: &'static str,
    /// Its functions.
    pub functions: &'static [Native],
    /// Its classes.
    pub types: &'static [&'static NativeType],
    /// Sets whatever else is in it, when it is imported.
    pub fill: Option<Fill>,
    /// What of it is written in Python: run after all else, in the module's own namespace.
    pub python: Option<Source>,
}

impl NativeModule {
    /// A module with nothing in it.
    pub const fn new(name: &'static str) -> Self {
        Self { name, functions: &[], types: &[], fill: None, python: None }
    }

    /// The same, with functions.
    pub const fn functions(mut self, functions: &'static [Native]) -> Self {
        self.functions = functions;
        self
    }

    /// The same, with classes.
    pub const fn types(mut self, types: &'static [&'static NativeType]) -> Self {
        self.types = types;
        self
    }

    /// The same, with more.
    pub const fn fill(mut self, fill: Fill) -> Self {
        self.fill = Some(fill);
        self
    }

    /// The same, with a part in Python.
    pub const fn python(mut self, text: &'static str) -> Self {
        self.python = Some(Source::new(text));
        self
    }
}
