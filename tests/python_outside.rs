//! What is done to programs and scenes from outside: what is exported with what was done to it does under CPython what
//! it has done here.

#![cfg(all(feature = "python", not(target_arch = "wasm32")))]

#[path = "support/gallery.rs"]
mod gallery;
#[path = "support/oracle.rs"]
mod oracle;

use std::rc::Rc;

use awaitscope::engine::Limits;
use awaitscope::trace::{Detail, transcript};
use awaitscope::{program, python};
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

/// Classes of the program's own, and what it can find out about all of them.
const DERIVED: &str = r#"import asyncio

class Letter(asyncio.Future):
    pass

class Orders(asyncio.PriorityQueue):
    pass

async def main():
    plain, letter, event = asyncio.Future(), Letter(), asyncio.Event()
    first, orders, last = asyncio.Queue(), Orders(), asyncio.LifoQueue(maxsize=2)
    made = [plain, letter, event, first, orders, last, asyncio.current_task()]
    for kind in (asyncio.Future, Letter, asyncio.Event, asyncio.Queue, asyncio.LifoQueue, asyncio.PriorityQueue):
        print(kind.__qualname__, [isinstance(one, kind) for one in made])
    print(repr(event).split(" at ")[0], repr(first).split(" at ")[0])
    print(await letter, await orders.get(), await last.get())
    await plain

asyncio.run(main())
# at 1: resolve Future 2 with "dear"
# at 2: put 7 into Queue 2
# at 2: put 8 into Queue 3
# at 3: fail Future 1 with ValueError("lost")
"#;

fn logs(text: &str) -> awaitscope::trace::Log {
    python::run(text, "main.py", Limits::default()).expect("the program is sound").log
}

#[test]
fn what_is_done_from_outside_is_done_by_the_exported_program_too() {
    let cases: Vec<Case> = [("event", EVENT), ("queue", QUEUE), ("future", FUTURE), ("derived", DERIVED)]
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

#[test]
fn an_exported_program_does_the_same_here_too() {
    for text in [EVENT, QUEUE, FUTURE, DERIVED] {
        let exported = python::export(text).expect("the program is sound");
        let lines = |text: &str| transcript(&logs(text), Detail::Output);
        assert_eq!(lines(&exported), lines(text), "{exported}");
    }
}

#[test]
fn an_exported_program_counts_only_if_something_is_acted_on_by_its_number() {
    let text = "import asyncio\n\nasyncio.run(asyncio.sleep(5))\n# at 1: cancel Task-1\n# at 2: SIGINT\n";
    let exported = python::export(text).expect("the program is sound");
    assert!(!exported.contains("_numbered"), "{exported}");
    assert!(transcript(&logs(&exported), Detail::Output).ends_with("exit CancelledError\n"), "{exported}");
}

#[test]
fn what_is_done_to_a_scene_is_done_by_its_printed_program_too() {
    let scenes = gallery::scenes().into_iter().filter(|(_, _, scene)| !scene.interventions.is_empty());
    let cases: Vec<Case> = scenes
        .map(|(name, _, scene)| {
            let program = Rc::new(scene.lower().program);
            Case {
                name,
                python: python::print_by_itself(&program),
                log: program::run(&program, Limits::default()),
            }
        })
        .collect();
    assert!(cases.iter().all(|case| !case.python.contains("\n# at ")));
    oracle::compare("scenes-by-themselves", &cases);
}
