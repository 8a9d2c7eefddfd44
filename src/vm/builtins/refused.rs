//! Builtins that the playground does not have: they say what to write instead.

use crate::vm::exceptions::not_supported;
use crate::vm::native::Native;

/// A function that cannot be called.
macro_rules! refused {
    ($name:literal, $advice:literal) => {
        Native::new($name, "*args, **kwargs", |_, _| {
            Err(not_supported(concat!($name, "() is not supported here: ", $advice)))
        })
    };
}

/// They take any arguments, and raise.
pub static FUNCTIONS: &[Native] = &[
    refused!("breakpoint", "stop the run and step through it instead"),
    refused!("help", "there is nobody to read it; see docs.python.org"),
    refused!("input", "there is no keyboard to wait for; assign the text to a variable"),
    refused!("open", "there are no files; keep the text in a str"),
];
