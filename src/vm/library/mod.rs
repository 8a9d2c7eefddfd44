//! The standard library, as far as programs that show concurrency use it.

pub mod abc;
pub mod arguments;
pub mod asyncio;
pub mod base64;
pub mod bisect;
pub mod collections;
pub mod combinatorics;
pub mod contextvars;
pub mod dataclasses;
pub mod r#enum;
pub mod functools;
pub mod futures;
pub mod gc;
pub mod hashlib;
pub mod heapq;
pub mod in_python;
pub mod inspect;
pub mod itertools;
pub mod json;
pub mod logging;
mod made;
pub mod math;
pub mod math_special;
pub mod operator;
pub mod queue;
pub mod random;
pub mod re;
pub mod refused;
pub mod signal;
pub mod small;
pub mod sys;
pub mod threading;
pub mod time;
pub mod weakref;

use super::native::NativeModule;

/// A module's name, and what gives the module: of a program that is fetched by parts, a module comes when it is imported.
struct Entry {
    name: &'static str,
    module: fn() -> &'static NativeModule,
}

macro_rules! entries {
    ($($module:path,)*) => {
        &[$(Entry { name: $module.name, module: || &$module },)*]
    };
}

static ENTRIES: &[Entry] = entries![
    abc::MODULE,
    asyncio::MODULE,
    base64::MODULE,
    bisect::MODULE,
    collections::ABC,
    collections::MODULE,
    contextvars::MODULE,
    dataclasses::MODULE,
    r#enum::MODULE,
    functools::MODULE,
    futures::CONCURRENT,
    futures::MODULE,
    hashlib::MODULE,
    heapq::MODULE,
    in_python::ATEXIT,
    in_python::CONTEXTLIB,
    gc::MODULE,
    in_python::IO,
    logging::MODULE,
    in_python::PPRINT,
    in_python::TRACEBACK,
    in_python::TYPES,
    in_python::TYPING,
    in_python::WARNINGS,
    inspect::MODULE,
    itertools::MODULE,
    json::MODULE,
    math::MODULE,
    operator::MODULE,
    queue::MODULE,
    random::MODULE,
    signal::MODULE,
    re::MODULE,
    small::AST,
    small::ARGPARSE,
    small::DIFFLIB,
    small::UNITTEST,
    small::UNITTEST_CASE,
    small::UNITTEST_MOCK,
    small::CSV,
    small::DECIMAL,
    small::FRACTIONS,
    small::GRAPHLIB,
    small::HTTP,
    small::NUMBERS,
    small::PATHLIB,
    small::SCHED,
    small::STRING_TEMPLATELIB,
    small::STRUCT,
    small::ANNOTATIONLIB,
    small::LOGGING_CONFIG,
    small::MEMORYVIEW,
    small::FNMATCH,
    small::HTML,
    small::KEYWORD,
    small::CALENDAR,
    small::COMPLEX,
    small::BINASCII,
    small::BUILTINS,
    small::COPY,
    small::DATETIME,
    small::DATETIME_TEXT,
    small::ERRNO,
    small::GETPASS,
    small::OS,
    small::OS_PATH,
    small::PLATFORM,
    small::SECRETS,
    small::SHLEX,
    small::STATISTICS,
    small::STRING,
    small::TEXTWRAP,
    small::TIMEIT,
    small::URLLIB,
    small::URLLIB_PARSE,
    small::UUID,
    sys::MODULE,
    threading::MODULE,
    time::MODULE,
    weakref::MODULE,
];

/// Those that have modules in them, in CPython.
pub const PACKAGES: [&str; 11] = [
    "asyncio",
    "collections",
    "concurrent",
    "html",
    "http",
    "importlib",
    "json",
    "logging",
    "string",
    "unittest",
    "urllib",
];

/// All modules.
pub fn modules() -> impl Iterator<Item = &'static NativeModule> {
    ENTRIES.iter().map(|entry| (entry.module)())
}

/// The module of a dotted name.
pub fn module(name: &str) -> Option<&'static NativeModule> {
    ENTRIES.iter().find(|entry| entry.name == name).map(|entry| (entry.module)())
}

/// Whether there is a module of a dotted name.
pub fn has_module(name: &str) -> bool {
    ENTRIES.iter().any(|entry| entry.name == name)
}

/// Whether CPython has a module of this name.
pub fn exists(name: &str) -> bool {
    has_module(name) || (refused::advice(name).is_some() && !refused::OTHERS.contains(&name))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use std::fs;
    use std::path::Path;

    /// The page fetches a module's text by the module's name.
    #[test]
    fn texts_are_called_as_their_modules() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/vm/library/python");
        let sources = super::modules().filter_map(|module| Some((module.name, module.python.as_ref()?)));
        for (name, source) in sources {
            let text = fs::read_to_string(folder.join(format!("{name}.py"))).expect(name);
            assert_eq!(source.text(name).as_deref(), Some(&*text), "{name}");
        }
    }
}
