//! The standard library, as far as programs that show concurrency use it.

pub mod abc;
pub mod arguments;
pub mod ast;
pub mod asyncio;
pub mod base64;
pub mod bisect;
pub mod builtins;
pub mod collections;
pub mod combinatorics;
pub mod contextvars;
pub mod dataclasses;
pub mod decimal;
mod digests;
pub mod r#enum;
pub(in crate::vm) mod files;
pub mod functools;
pub mod futures;
pub mod gc;
pub mod hashlib;
pub mod heapq;
pub(in crate::vm) mod helpers;
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
pub mod sys;
pub mod threading;
pub mod time;
pub mod types;
pub mod weakref;

use crate::vm::native::NativeModule;

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
    in_python::ANNOTATIONLIB,
    in_python::ARGPARSE,
    ast::MODULE,
    asyncio::MODULE,
    in_python::ASYNCIO_GRAPH,
    in_python::ASYNCIO_POLICIES,
    in_python::ASYNCIO_PROTOCOLS,
    in_python::ASYNCIO_COMBINE,
    in_python::ASYNCIO_LOG,
    in_python::ASYNCIO_STAGGERED,
    in_python::ASYNCIO_TRANSPORTS,
    in_python::ATEXIT,
    base64::MODULE,
    in_python::BINASCII,
    bisect::MODULE,
    builtins::MODULE,
    in_python::CALENDAR,
    collections::MODULE,
    collections::ABC,
    in_python::COMPLEX,
    futures::CONCURRENT,
    futures::MODULE,
    in_python::CONTEXTLIB,
    contextvars::MODULE,
    in_python::COPY,
    in_python::CSV,
    dataclasses::MODULE,
    in_python::DATETIME,
    in_python::DATETIME_TEXT,
    decimal::MODULE,
    in_python::DIFFLIB,
    r#enum::MODULE,
    in_python::ERRNO,
    in_python::FNMATCH,
    in_python::FRACTIONS,
    functools::MODULE,
    gc::MODULE,
    in_python::GETPASS,
    in_python::GRAPHLIB,
    hashlib::MODULE,
    heapq::MODULE,
    in_python::HMAC,
    in_python::HTML,
    in_python::HTTP,
    inspect::MODULE,
    in_python::IO,
    itertools::MODULE,
    json::MODULE,
    in_python::JSON_DECODER,
    in_python::JSON_ENCODER,
    in_python::KEYWORD,
    logging::MODULE,
    in_python::LOGGING_CONFIG,
    in_python::LOGGING_HANDLERS,
    math::MODULE,
    in_python::MEMORYVIEW,
    in_python::NUMBERS,
    operator::MODULE,
    in_python::OS,
    in_python::OS_PATH,
    in_python::PATHLIB,
    in_python::PLATFORM,
    in_python::PPRINT,
    queue::MODULE,
    random::MODULE,
    re::MODULE,
    in_python::SCHED,
    in_python::SECRETS,
    in_python::SHLEX,
    signal::MODULE,
    in_python::STATISTICS,
    in_python::STRING,
    in_python::STRING_TEMPLATELIB,
    in_python::STRUCT,
    sys::MODULE,
    in_python::TEXTWRAP,
    threading::MODULE,
    time::MODULE,
    in_python::TIMEIT,
    in_python::TRACEBACK,
    types::MODULE,
    in_python::TYPING,
    in_python::TYPING_GENERICS,
    in_python::UNITTEST,
    in_python::UNITTEST_CASE,
    in_python::UNITTEST_MOCK,
    in_python::URLLIB,
    in_python::URLLIB_PARSE,
    in_python::UUID,
    in_python::WARNINGS,
    weakref::MODULE,
];

/// Those that have modules in them, in CPython.
pub const PACKAGES: [&str; 13] = [
    "asyncio",
    "collections",
    "concurrent",
    "html",
    "http",
    "importlib",
    "json",
    "logging",
    "pathlib",
    "re",
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
