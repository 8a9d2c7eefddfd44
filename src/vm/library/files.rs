//! Where the modules of the library are files in the reference. There are none here; messages name them.

use super::PACKAGES;

/// The folder of the library's files.
pub(in crate::vm) const FOLDER: &str = "/lib/python314.zip/";

/// The modules that are no files: they are part of the interpreter.
const BUILT_IN: &[&str] =
    &["atexit", "binascii", "builtins", "errno", "gc", "itertools", "math", "sys", "time"];

/// The file of a module (`__file__`); none for one that is built in.
pub(in crate::vm) fn file_of(module: &str) -> Option<String> {
    if BUILT_IN.contains(&module) {
        return None;
    }
    let path = match module {
        "collections.abc" => "_collections_abc".to_owned(),
        "os.path" => "posixpath".to_owned(),
        name => name.replace('.', "/"),
    };
    let is_package = PACKAGES.contains(&module) || module == "concurrent.futures";
    Some(format!("{FOLDER}{path}{}.py", if is_package { "/__init__" } else { "" }))
}
