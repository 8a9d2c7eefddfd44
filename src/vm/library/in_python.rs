//! Modules that are written in Python altogether: their texts are in `python/`, called as they are.

use super::helpers::HELPERS;
use crate::vm::native::{Native, NativeModule};
use crate::vm::value::Value;

/// Declares modules of a text alone, or with functions of ours that it calls.
macro_rules! in_python {
    ($functions:expr; $($(#[$about:meta])* $constant:ident: $name:literal,)*) => {
        $(
            #[doc = concat!("`", $name, "`")]
            $(#[$about])*
            pub static $constant: NativeModule = NativeModule::new($name)
                .functions($functions)
                .python(include_str!(concat!("python/", $name, ".py")));
        )*
    };
}

const NONE: &[Native] = &[];

in_python! {
    NONE;
    /// What waits for futures with methods of their own.
    ASYNCIO_COMBINE: "_asyncio_combine",
    /// Who awaits whom, with the frames.
    ASYNCIO_GRAPH: "asyncio.graph",
    /// asyncio's logger.
    ASYNCIO_LOG: "asyncio.log",
    /// Event loop policies, which are deprecated.
    ASYNCIO_POLICIES: "asyncio.policies",
    /// The bases of protocols, which a program may speak to itself.
    ASYNCIO_PROTOCOLS: "asyncio.protocols",
    /// Races whose coroutines begin one after the other.
    ASYNCIO_STAGGERED: "asyncio.staggered",
    /// The bases of transports.
    ASYNCIO_TRANSPORTS: "asyncio.transports",
    BINASCII: "binascii",
    CALENDAR: "calendar",
    /// What `complex` is made of.
    COMPLEX: "_complex",
    CONTEXTLIB: "contextlib",
    COPY: "copy",
    CSV: "csv",
    DATETIME: "datetime",
    /// How dates and times are read and written.
    DATETIME_TEXT: "_datetime_text",
    DIFFLIB: "difflib",
    ERRNO: "errno",
    FNMATCH: "fnmatch",
    FRACTIONS: "fractions",
    GETPASS: "getpass",
    GRAPHLIB: "graphlib",
    HMAC: "hmac",
    HTML: "html",
    HTTP: "http",
    IO: "io",
    JSON_DECODER: "json.decoder",
    JSON_ENCODER: "json.encoder",
    KEYWORD: "keyword",
    LOGGING_CONFIG: "logging.config",
    LOGGING_HANDLERS: "logging.handlers",
    /// What `memoryview` is made of.
    MEMORYVIEW: "_memoryview",
    NUMBERS: "numbers",
    OS: "os",
    OS_PATH: "os.path",
    PATHLIB: "pathlib",
    PLATFORM: "platform",
    PPRINT: "pprint",
    SCHED: "sched",
    SECRETS: "secrets",
    SHLEX: "shlex",
    STATISTICS: "statistics",
    STRING: "string",
    STRING_TEMPLATELIB: "string.templatelib",
    STRUCT: "struct",
    TEXTWRAP: "textwrap",
    TIMEIT: "timeit",
    /// What stands in the place of type parameters.
    TYPING_GENERICS: "_typing_generics",
    UNITTEST_CASE: "unittest.case",
    UNITTEST_MOCK: "unittest.mock",
    URLLIB_PARSE: "urllib.parse",
    UUID: "uuid",
}

in_python! {
    AT_EXIT;
    ATEXIT: "atexit",
}

const AT_EXIT: &[Native] = &[Native::new("_call", "call, of", |vm, args| {
    if let Err(exception) = vm.call(&args[0], &[]) {
        vm.unraisable(&exception, "in atexit callback", &args[1]);
    }
    Ok(Value::None)
})];

in_python! {
    HELPERS;
    ANNOTATIONLIB: "annotationlib",
    ARGPARSE: "argparse",
    TRACEBACK: "traceback",
    TYPING: "typing",
    UNITTEST: "unittest",
    WARNINGS: "warnings",
}

/// `urllib`, of which there is `urllib.parse` alone.
pub static URLLIB: NativeModule = NativeModule::new("urllib");
