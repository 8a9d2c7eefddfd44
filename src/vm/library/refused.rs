//! Modules that exist in CPython but not here, and what to use instead.

const CLIENT: &str = "there is no network here; stand in for a request with `await asyncio.sleep(seconds)`";
const FILES: &str = "there are no files here; keep the data in variables, or in an io.StringIO";
const PROCESSES: &str = "there are no processes here; use asyncio tasks, or asyncio.to_thread()";
const TYPED: &str = "use a list, or bytes";

/// The modules in the order of their names, each with what to use instead.
pub static ADVICE: &[(&str, &str)] = &[
    ("aiofiles", FILES),
    ("aiohttp", CLIENT),
    ("anyio", "only asyncio runs here: use asyncio.TaskGroup and asyncio.timeout()"),
    ("array", TYPED),
    ("asyncpg", CLIENT),
    ("attr", "use dataclasses"),
    ("attrs", "use dataclasses"),
    ("bz2", TYPED),
    ("cmath", "use math, on the two parts of a number"),
    ("codecs", "use str.encode() and bytes.decode()"),
    ("colorsys", "compute with the parts of a color"),
    ("configparser", "use a dict"),
    ("ctypes", "there is no native code here"),
    ("dis", "there is no bytecode here"),
    ("doctest", "use unittest, or assert"),
    ("email", CLIENT),
    ("fastapi", CLIENT),
    ("fileinput", FILES),
    ("flask", CLIENT),
    ("ftplib", CLIENT),
    ("glob", FILES),
    ("gzip", FILES),
    ("http", CLIENT),
    ("httpx", CLIENT),
    ("imaplib", CLIENT),
    ("importlib", "use import statements"),
    ("linecache", "use inspect.getsource()"),
    ("locale", "use format(), as in f\"{number:,}\""),
    ("lzma", FILES),
    ("mmap", FILES),
    ("multiprocessing", PROCESSES),
    ("numpy", "use lists and math"),
    ("pandas", "use lists and dicts"),
    ("pickle", "use copy.deepcopy(), or json"),
    ("psutil", PROCESSES),
    ("pty", PROCESSES),
    ("pydantic", "use dataclasses"),
    ("pytest", "use unittest, or assert"),
    ("redis", CLIENT),
    ("reprlib", "cut repr(), as in repr(value)[:30]"),
    ("requests", CLIENT),
    ("resource", PROCESSES),
    ("select", "there are no sockets here; asyncio waits for whatever there is"),
    ("selectors", "there are no sockets here; asyncio waits for whatever there is"),
    ("shelve", FILES),
    ("shutil", FILES),
    ("smtplib", CLIENT),
    ("socket", CLIENT),
    ("socketserver", CLIENT),
    ("sqlite3", "there is no database here; use a dict"),
    ("ssl", CLIENT),
    ("starlette", CLIENT),
    ("subprocess", PROCESSES),
    ("telnetlib", CLIENT),
    ("tempfile", FILES),
    ("tkinter", "there are no windows here; print() instead"),
    ("tqdm", "print() the progress instead"),
    ("tracemalloc", "memory is not measured here"),
    ("trio", "only asyncio runs here: use asyncio.TaskGroup and asyncio.timeout()"),
    ("unicodedata", "use the methods of str, such as isalpha()"),
    ("urllib", CLIENT),
    ("urllib3", CLIENT),
    ("uvicorn", CLIENT),
    ("uvloop", "the loop here is asyncio's own: asyncio.run() is enough"),
    ("websockets", CLIENT),
    ("xml", "use json"),
    ("xmlrpc", CLIENT),
    ("yaml", "use json"),
    ("zipfile", FILES),
    ("zlib", FILES),
    ("zoneinfo", "use datetime.timezone(datetime.timedelta(hours=..)), or datetime.UTC"),
];

/// Those of them that are no part of CPython.
pub static OTHERS: &[&str] = &[
    "aiofiles",
    "aiohttp",
    "anyio",
    "asyncpg",
    "attr",
    "attrs",
    "fastapi",
    "flask",
    "httpx",
    "numpy",
    "pandas",
    "psutil",
    "pydantic",
    "pytest",
    "redis",
    "requests",
    "starlette",
    "tqdm",
    "trio",
    "urllib3",
    "uvicorn",
    "uvloop",
    "websockets",
    "yaml",
];

/// What to use instead of a module that is not here; none for a name that no known module has. Dotted names that are not
/// in the table go by their first part.
pub fn advice(name: &str) -> Option<&'static str> {
    let find = |name| ADVICE.binary_search_by(|(known, _)| known.cmp(&name)).ok().map(|at| ADVICE[at].1);
    find(name).or_else(|| find(name.split('.').next().unwrap_or(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(ADVICE.is_sorted_by_key(|(name, _)| *name));
        assert!(advice("urllib.request").is_some());
        assert!(advice("asyncio").is_none());
    }
}
