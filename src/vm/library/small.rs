//! Modules that are written in Python altogether, and those with next to nothing in them.

use crate::vm::native::NativeModule;

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
/// `textwrap`
pub static TEXTWRAP: NativeModule = NativeModule::new("textwrap").python(include_str!("python/textwrap.py"));
/// `timeit`
pub static TIMEIT: NativeModule = NativeModule::new("timeit").python(include_str!("python/timeit.py"));
/// `uuid`
pub static UUID: NativeModule = NativeModule::new("uuid").python(include_str!("python/uuid.py"));
