//! What is done to Python programs from outside: a program that is exported with what was done to it does under CPython what
//! it has done here.

#![cfg(all(feature = "python", not(target_arch = "wasm32")))]

#[path = "support/oracle.rs"]
#[allow(dead_code, reason = "not every test needs every part")]
mod oracle;

use awaitscope::engine::Limits;
use awaitscope::python;
use awaitscope::trace::{Detail, transcript};
use oracle::Case;

const EVENT: &str = r#"
"""A docstring comes first."""
from __future__ import annotations
import asyncio

async def waiter(name, event):
    await event.wait()
    print(name, "goes")

async def main():
    queue = asyncio.Queue()      # has an event of its own, which is not counted
    doors = [asyncio.Event(), asyncio.Event()]
    await asyncio.gather(*(waiter(f"w{n}", door) for n, door in enumerate(doors)))

asyncio.run(main())
# at 1: set Event 2
# at 2.5 +2: set Event 1
# at 9: set Event 3
"#;

const QUEUE: &str = r#"
import asyncio

class Job:
    def __init__(self, name):
        self.name = name

async def consumer(queue):
    while (job := await queue.get()) is not None:
        print(job.name)
        await asyncio.sleep(0.5)

async def main():
    queue = asyncio.Queue(2)
    await consumer(queue)

asyncio.run(main())
# at 1: put Job("paint") into Queue 1
# at 1: put Job("saw into pieces") into Queue 1
# at 4: put None into Queue 1
"#;

const FUTURE: &str = r#"
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    promise, other, third = loop.create_future(), asyncio.Future(), loop.create_future()
    assert isinstance(promise, asyncio.Future) and isinstance(asyncio.current_task(), asyncio.Future)
    print(await promise)
    try:
        await other
    except ValueError as error:
        print("no:", error)
    try:
        await third
    except asyncio.CancelledError:
        print("cancelled")
        raise

main_task = main()
asyncio.run(main_task)
# at 1: resolve Future 1 with [1, 2]
# at 1.5: resolve Future 1 with "too late"
# at 2: fail Future 2 with ValueError("not today")
# at 3: cancel Task-1
"#;

fn logs(text: &str) -> awaitscope::trace::Log {
    python::run(text, "main.py", Limits::default()).expect("the program is sound").log
}

#[test]
fn what_is_done_from_outside_is_done_by_the_exported_program_too() {
    let cases: Vec<Case> = [("event", EVENT), ("queue", QUEUE), ("future", FUTURE)]
        .into_iter()
        .map(|(name, text)| Case {
            name: name.into(),
            python: python::export(text).expect("the program is sound"),
            log: logs(text),
        })
        .collect();
    oracle::compare("python-outside", &cases);
}

#[test]
fn a_ctrl_c_in_the_middle_of_a_cascade_waits_for_its_turn() {
    let text = "import asyncio\n\nasync def main():\n    for n in range(5):\n        print(n)\n        await asyncio.sleep(0)\n\n\
                asyncio.run(main())\n# at 0 +2: SIGINT\n";
    let out = transcript(&logs(text), Detail::Output);
    assert!(out.ends_with("exit KeyboardInterrupt\n"), "{out}");
    assert!(out.contains("| 1\n") && !out.contains("| 4\n"), "{out}");
}

#[test]
fn what_is_not_there_is_not_acted_on_and_a_full_queue_says_so() {
    let text = "import asyncio\n\nasync def main():\n    queue = asyncio.Queue(1)\n    await asyncio.sleep(3)\n    \
                print(queue.qsize())\n\nasyncio.run(main())\n# at 1: put 1 into Queue 1\n# at 2: put 2 into Queue 1\n\
                # at 2: set Event 7\n# at 2: put 1/0 into Queue 1\n";
    let finished = python::run(text, "main.py", Limits::default()).expect("the program is sound");
    assert!(transcript(&finished.log, Detail::Output).contains("| 1\nexit ok"));
    assert!(finished.console.contains("QueueFull"), "{}", finished.console);
    assert!(finished.console.contains("ZeroDivisionError"), "{}", finished.console);
}

#[test]
fn a_program_without_directives_is_exported_as_it_is() {
    let text = "print('hello')  # at 1: SIGINT\n";
    assert_eq!(python::export(text).expect("the program is sound"), text);
}
