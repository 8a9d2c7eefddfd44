//! Modules that are written in Python altogether, and those with next to nothing in them.

use crate::vm::builtins::texts::literal;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeModule};
use crate::vm::types;
use crate::vm::value::{Result, Value};

const LITERAL: &[Native] = &[Native::new("_literal", "text", literal)];

/// Whatever `sys.set_int_max_str_digits()` says.
fn with_any_number_of_digits(vm: &Vm, work: impl FnOnce(&Vm) -> Result) -> Result {
    let most = vm.most_digits.replace(usize::MAX);
    let done = work(vm);
    vm.most_digits.set(most);
    done
}

/// `binascii`
pub static BINASCII: NativeModule = NativeModule::new("binascii").python(include_str!("python/binascii.py"));
/// `builtins`
pub static BUILTINS: NativeModule = NativeModule::new("builtins").fill(|vm, module| {
    for (name, value) in &*vm.builtins.borrow() {
        module.globals.set(*name, value.clone());
    }
    Ok(())
});
/// `copy`
pub static COPY: NativeModule = NativeModule::new("copy").python(include_str!("python/copy.py"));
/// `datetime`
pub static DATETIME: NativeModule = NativeModule::new("datetime").python(include_str!("python/datetime.py"));
/// How dates and times are read and written.
pub static DATETIME_TEXT: NativeModule =
    NativeModule::new("_datetime_text").python(include_str!("python/_datetime_text.py"));
/// `errno`
pub static ERRNO: NativeModule = NativeModule::new("errno").python(include_str!("python/errno.py"));
/// `getpass`
pub static GETPASS: NativeModule = NativeModule::new("getpass").python(include_str!("python/getpass.py"));
/// `os`
pub static OS: NativeModule = NativeModule::new("os").python(include_str!("python/os.py"));
/// `os.path`
pub static OS_PATH: NativeModule = NativeModule::new("os.path").python(include_str!("python/os.path.py"));
/// `platform`
pub static PLATFORM: NativeModule = NativeModule::new("platform").python(include_str!("python/platform.py"));
/// `secrets`
pub static SECRETS: NativeModule = NativeModule::new("secrets").python(include_str!("python/secrets.py"));
/// `statistics`
pub static STATISTICS: NativeModule =
    NativeModule::new("statistics").python(include_str!("python/statistics.py"));
/// `string`
pub static STRING: NativeModule = NativeModule::new("string").python(include_str!("python/string.py"));
/// `shlex`
pub static SHLEX: NativeModule = NativeModule::new("shlex").python(include_str!("python/shlex.py"));
/// `urllib`, of which there is `urllib.parse` alone.
pub static URLLIB: NativeModule = NativeModule::new("urllib");
/// `urllib.parse`
pub static URLLIB_PARSE: NativeModule =
    NativeModule::new("urllib.parse").python(include_str!("python/urllib.parse.py"));
/// `argparse`
pub static ARGPARSE: NativeModule = NativeModule::new("argparse")
    .functions(super::in_python::CONSOLE)
    .python(include_str!("python/argparse.py"));
/// `difflib`
pub static DIFFLIB: NativeModule = NativeModule::new("difflib").python(include_str!("python/difflib.py"));
/// `unittest`
pub static UNITTEST: NativeModule = NativeModule::new("unittest")
    .functions(super::in_python::CONSOLE)
    .python(include_str!("python/unittest.py"));
/// `unittest.case`
pub static UNITTEST_CASE: NativeModule =
    NativeModule::new("unittest.case").python(include_str!("python/unittest.case.py"));
/// `unittest.mock`
pub static UNITTEST_MOCK: NativeModule =
    NativeModule::new("unittest.mock").python(include_str!("python/unittest.mock.py"));
/// `textwrap`
pub static TEXTWRAP: NativeModule = NativeModule::new("textwrap").python(include_str!("python/textwrap.py"));
/// `timeit`
pub static TIMEIT: NativeModule = NativeModule::new("timeit").python(include_str!("python/timeit.py"));
/// `uuid`
pub static UUID: NativeModule = NativeModule::new("uuid").python(include_str!("python/uuid.py"));
/// `ast`
pub static AST: NativeModule =
    NativeModule::new("ast").functions(LITERAL).python(include_str!("python/ast.py"));
/// What `complex` is made of.
pub static COMPLEX: NativeModule = NativeModule::new("_complex").python(include_str!("python/_complex.py"));
/// What `memoryview` is made of.
pub static MEMORYVIEW: NativeModule =
    NativeModule::new("_memoryview").python(include_str!("python/_memoryview.py"));
/// `annotationlib`
pub static ANNOTATIONLIB: NativeModule = NativeModule::new("annotationlib")
    .functions(super::in_python::CONSOLE)
    .python(include_str!("python/annotationlib.py"));
/// `csv`
pub static CSV: NativeModule = NativeModule::new("csv").python(include_str!("python/csv.py"));
/// `decimal`
pub static DECIMAL: NativeModule = NativeModule::new("decimal")
    .functions(&[
        Native::new("_text", "number", |vm, args| {
            with_any_number_of_digits(vm, |vm| Ok(vm.str(&args[0])?.into()))
        }),
        Native::new("_number", "text", |vm, args| {
            with_any_number_of_digits(vm, |vm| vm.call(&Value::Class(types::INT.class()), &args[..1]))
        }),
    ])
    .python(include_str!("python/decimal.py"));
/// `fractions`
pub static FRACTIONS: NativeModule =
    NativeModule::new("fractions").python(include_str!("python/fractions.py"));
/// `graphlib`
pub static GRAPHLIB: NativeModule = NativeModule::new("graphlib").python(include_str!("python/graphlib.py"));
/// `http`
pub static HTTP: NativeModule = NativeModule::new("http").python(include_str!("python/http.py"));
/// `logging.config`
pub static LOGGING_CONFIG: NativeModule =
    NativeModule::new("logging.config").python(include_str!("python/logging.config.py"));
/// `numbers`
pub static NUMBERS: NativeModule = NativeModule::new("numbers").python(include_str!("python/numbers.py"));
/// `pathlib`
pub static PATHLIB: NativeModule = NativeModule::new("pathlib").python(include_str!("python/pathlib.py"));
/// `sched`
pub static SCHED: NativeModule = NativeModule::new("sched").python(include_str!("python/sched.py"));
/// `string.templatelib`
pub static STRING_TEMPLATELIB: NativeModule =
    NativeModule::new("string.templatelib").python(include_str!("python/string.templatelib.py"));
/// `struct`
pub static STRUCT: NativeModule = NativeModule::new("struct").python(include_str!("python/struct.py"));
/// `fnmatch`
pub static FNMATCH: NativeModule = NativeModule::new("fnmatch").python(include_str!("python/fnmatch.py"));
/// `html`
pub static HTML: NativeModule = NativeModule::new("html").python(include_str!("python/html.py"));
/// `keyword`
pub static KEYWORD: NativeModule = NativeModule::new("keyword").python(include_str!("python/keyword.py"));
/// `calendar`
pub static CALENDAR: NativeModule = NativeModule::new("calendar").python(include_str!("python/calendar.py"));
