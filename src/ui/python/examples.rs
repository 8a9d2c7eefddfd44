//! Programs to begin with.

/// A program to begin with.
pub struct Example {
    /// What it shows.
    pub title: &'static str,
    /// Its text.
    pub text: &'static str,
}

macro_rules! examples {
    ($($title:literal $file:literal)*) => {
        &[$(Example { title: $title, text: include_str!(concat!("../../../static/python-examples/", $file)) }),*]
    };
}

/// All of them; the first one is what a first visit begins with.
pub const EXAMPLES: &[Example] = examples! {
    "Gather, shield and timeout" "gather.py"
    "A task group that fails" "group.py"
    "A queue and its workers" "queue.py"
    "Cleaning up when cancelled" "cleanup.py"
};
