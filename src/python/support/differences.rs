//! The section on what is not as in CPython.

use super::markdown::{code, table, words};
use super::syntax::done;

/// What differs in general.
const IN_WORDS: &str = "\
- Time is virtual: the clock jumps to the next timer, `time.sleep()` takes no time of the host's, and the clocks of `time` and
  `datetime` start at the epoch, in UTC.
- A run is the same every time: random numbers without a seed, identifiers of `uuid` and `secrets` and the order of strings in a set,
  which vary from run to run in CPython, do not here.
- Identifiers outside of ASCII are not normalised (NFKC): two spellings of one letter are two names.
- Threads are simulated: a thread runs when it is started, up to where it sleeps, waits for others or goes round with a loop of its
  own, and goes on when the time comes or somebody wakes it: whenever the main thread, or a loop, waits or lets time pass. No two
  threads run at once, and none is interrupted elsewhere. A thread that waits within a function of the library, as in
  `map(wait, ..)`, cannot be left standing: let it call by itself what waits. `time.sleep()` in a task of a thread's loop holds up
  the other threads too.
- `id()` is a number that no other living object has, but no address to rely on.
- There are no files, no network, no other processes, no signals from outside and no keyboard.
- Frames tell where they stand and what their variables hold, but nothing of them can be changed; those of asyncio's own functions
  are left out. Debuggers, profilers and bytecode cannot be had.
- Of a loop whose class has a `create_future()` of its own, `asyncio.sleep()` asks for one; what locks, queues and `wait()` wait on they make
  themselves.
";

/// Programs that print something else than under CPython, and what they print there.
const PROGRAMS: &[(&str, &str, &str)] = &[
    ("Equal ints and strings are the same object", "a, b = int('1000'), int('1000')\nprint(a is b)", "False"),
    ("The clock", "import datetime\nprint(datetime.datetime.now())", "the date and time"),
    ("Random numbers without a seed", "import random\nprint(random.random())", "another one each time"),
];

/// What is not as in CPython, with programs that show it.
pub(super) fn section() -> Result<String, String> {
    let mut rows = Vec::new();
    for (what, program, there) in PROGRAMS {
        let done = done(program);
        if let Some(failure) = done.failure {
            return Err(format!("{what}: {failure}\n{program}"));
        }
        if done.printed == *there {
            return Err(format!("{what} does not differ from CPython any more:\n{program}"));
        }
        let there = if there.contains(char::is_alphabetic) && !there.contains(['{', '<']) && *there != "False"
        {
            words(there)
        } else {
            code(there)
        };
        rows.push([words(what), code(program), code(&done.printed), there]);
    }
    let table = table(["What", "Example", "Prints", "CPython prints"], rows);
    Ok(format!("\n## Differs from CPython\n\n{IN_WORDS}\n{table}"))
}
