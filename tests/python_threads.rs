//! Threads that wait for each other, and loops that go round in threads. `tests/threads/README.md` tells where the lines come from
//! that are expected.

#![cfg(all(feature = "python", not(target_arch = "wasm32")))]

use std::fs;
use std::rc::Rc;

use awaitscope::engine::Limits;
use awaitscope::layout::Drawing;
use awaitscope::playback::{Handle, Recording, loop_name, ready_summary, sentence};
use awaitscope::trace::{EventKind, FutureId, LoopId};

#[path = "support/python.rs"]
mod python;

/// A program that is run on a large stack.
fn run(text: &'static str) -> python::Ran {
    python::on_a_large_stack(move || python::run(text))
}

/// What was printed, without when and by whom, and how the run has ended.
fn lines(out: &str) -> (Vec<&str>, Option<&str>) {
    let printed = out.lines().filter_map(|line| Some(line.split_once(" | ")?.1));
    (printed.collect(), out.lines().find_map(|line| line.strip_prefix("exit ")))
}

#[test]
fn threads_that_wait_print_what_they_print_under_cpython() {
    python::on_a_large_stack(|| {
        let programs = python::programs("threads");
        let differing = programs.iter().filter_map(|program| {
            let text = fs::read_to_string(program).expect("a program can be read");
            let theirs = fs::read_to_string(program.with_extension("out")).expect("it has lines");
            let ours = python::run(&text).out;
            let name = program.file_name().expect("a file has a name").to_string_lossy().into_owned();
            (lines(&ours) != (theirs.lines().collect(), Some("ok"))).then_some((name, ours))
        });
        python::report(programs.len(), &differing.collect::<Vec<_>>());
    });
}

#[test]
fn tasks_of_a_loop_in_a_thread_print_as_tasks_and_what_is_around_them_as_the_thread() {
    let ran = run(
        "import asyncio, threading\n\nasync def main():\n    await asyncio.sleep(1)\n    print('task')\n    \
                   asyncio.get_running_loop().call_soon(print, 'callback')\n    await asyncio.sleep(1)\n\n\
                   def run():\n    print('begins')\n    asyncio.run(main())\n    print('ends')\n\n\
                   thread = threading.Thread(target=run)\nthread.start()\nprint('started')\nthread.join()\nprint('joined')\n",
    );
    assert_eq!(
        ran.out,
        "0.000 thread | begins\n0.000 - | started\n1.000 Task-1 | task\n1.000 thread | callback\n\
         2.000 thread | ends\n2.000 - | joined\nexit ok\n"
    );
}

#[test]
fn a_loop_in_a_thread_goes_on_while_the_main_thread_lets_time_pass() {
    let ran = run("import asyncio, threading, time\n\nasync def ticks():\n    while True:\n        \
                   await asyncio.sleep(2)\n        print('tick')\n\nloop = asyncio.new_event_loop()\n\
                   threading.Thread(target=loop.run_forever, daemon=True).start()\n\
                   asyncio.run_coroutine_threadsafe(ticks(), loop)\nprint('main')\ntime.sleep(5)\nprint('main')\n\
                   asyncio.run(asyncio.sleep(2))\nprint('main')\n");
    assert_eq!(
        ran.out,
        "0.000 - | main\n2.000 Task-1 | tick\n4.000 Task-1 | tick\n5.000 - | main\n6.000 Task-1 | tick\n\
         7.000 - | main\nexit ok\n"
    );
}

/// The console of CPython 3.14, without the frames of `threading.py` and asyncio.
#[test]
fn what_fails_in_a_thread_is_told_on_the_console_as_cpython_tells_it() {
    let ran = run(
        "import asyncio\nimport threading\n\ndef fails():\n    raise ValueError('of the function')\n\n\
                   async def main():\n    await asyncio.sleep(1)\n    raise KeyError('of the loop')\n\n\
                   def leaves():\n    raise SystemExit(3)\n\n\
                   for name, call in [('plain', fails), ('loop', lambda: asyncio.run(main())), ('leaves', leaves)]:\n    \
                   thread = threading.Thread(target=call, name=name)\n    thread.start()\n    thread.join()\n",
    );
    assert_eq!(
        ran.console,
        "Exception in thread plain:\nTraceback (most recent call last):\n  File \"program.py\", line 5, in fails\n    \
         raise ValueError('of the function')\nValueError: of the function\n\
         Exception in thread loop:\nTraceback (most recent call last):\n  File \"program.py\", line 14, in <lambda>\n    \
         for name, call in [('plain', fails), ('loop', lambda: asyncio.run(main())), ('leaves', leaves)]:\n                                                          \
         ~~~~~~~~~~~^^^^^^^^\n  File \"program.py\", line 9, in main\n    raise KeyError('of the loop')\nKeyError: 'of the loop'\n"
    );
    assert_eq!(ran.out, "exit ok\n");
}

#[test]
fn threads_that_wait_for_ever_are_a_deadlock_that_tells_where_each_of_them_waits() {
    let loops = "import asyncio, threading\nloop = asyncio.new_event_loop()\n\
                 thread = threading.Thread(target=loop.run_forever)\nthread.start()\n";
    let at_the_end = run(loops);
    assert_eq!(at_the_end.out, "exit deadlock\n");
    assert_eq!(
        at_the_end.console,
        "Threads that wait for ever: MainThread, Thread-1 (run_forever) in line 4\n"
    );
    let locks = run(
        "import threading, time\na, b = threading.Lock(), threading.Lock()\ndef both(one, other):\n    \
                     with one:\n        time.sleep(1)\n        with other:\n            print('never')\n\
                     threads = [threading.Thread(target=both, args=x, name=str(n)) for n, x in enumerate([(a, b), (b, a)])]\n\
                     for thread in threads: thread.start()\nfor thread in threads: thread.join()\n",
    );
    assert_eq!(locks.out, "exit deadlock\n");
    assert_eq!(
        locks.console,
        "Threads that wait for ever: MainThread in line 10, 0 in line 6, 1 in line 6\n"
    );
}

#[test]
fn a_deadlock_of_tasks_alone_says_nothing_of_threads() {
    let ran =
        run("import asyncio\nasync def main():\n    await asyncio.Event().wait()\nasyncio.run(main())\n");
    assert_eq!((&*ran.out, &*ran.console), ("exit deadlock\n", ""));
}

#[test]
fn a_thread_that_waits_below_the_library_says_that_it_cannot() {
    let ran = run("import threading, time\nevent = threading.Event()\ndef run():\n    \
                   print(list(map(lambda n: event.wait(), [1])))\nthread = threading.Thread(target=run)\nthread.start()\n\
                   time.sleep(1)\nevent.set()\n");
    assert_eq!(ran.out, "exit deadlock\n");
    assert_eq!(
        ran.console,
        "Thread-1 (run) in line 4 waits within a function of the library, where threads cannot be left standing here: let it \
         call by itself what waits\n"
    );
}

/// The order in which threads take their turns is up to the system in CPython; here it is fair.
#[test]
fn loops_that_always_have_something_to_do_take_turns() {
    let ran = run(
        "import asyncio, threading\nlog = []\nasync def steps(name):\n    for number in range(3):\n        \
                   log.append(f'{name}{number}')\n        await asyncio.sleep(0)\n\
                   threads = [threading.Thread(target=lambda name=name: asyncio.run(steps(name))) for name in 'ab']\n\
                   for thread in threads: thread.start()\nasyncio.run(steps('m'))\n\
                   for thread in threads: thread.join()\nprint(*log)\n",
    );
    assert_eq!(ran.out, "0.000 - | a0 b0 m0 a1 b1 m1 a2 b2 m2\nexit ok\n");
}

/// As CPython does: signals are the main thread's, whatever it waits for.
#[test]
fn a_ctrl_c_is_the_main_threads() {
    let runner =
        run("import asyncio, threading\nasync def main():\n    await asyncio.sleep(3)\n    print('slept')\n\
                      def run():\n    with asyncio.Runner() as runner: runner.run(main())\n\
                      thread = threading.Thread(target=run)\nthread.start()\ntry: thread.join()\n\
                      except KeyboardInterrupt: print('interrupted')\n# at 2: SIGINT\n");
    assert_eq!(runner.out, "2.000 - | interrupted\n3.000 Task-1 | slept\nexit ok\n");
    let loops = run("import asyncio, threading, time\nloop = asyncio.new_event_loop()\n\
                     threading.Thread(target=loop.run_forever, daemon=True).start()\nasync def main():\n    \
                     try: await asyncio.sleep(10)\n    except asyncio.CancelledError:\n        print('cancelled')\n        \
                     await asyncio.sleep(10)\ntry: asyncio.run(main())\nexcept KeyboardInterrupt: print('in run')\n\
                     try: time.sleep(10)\nexcept KeyboardInterrupt: print('in sleep')\n\
                     try: asyncio.new_event_loop().run_forever()\nexcept KeyboardInterrupt: print('in run_forever')\n\
                     # at 1: SIGINT\n# at 2: SIGINT\n# at 3: SIGINT\n# at 4: SIGINT\n");
    assert_eq!(
        loops.out,
        "1.000 Task-1 | cancelled\n2.000 - | in run\n3.000 - | in sleep\n4.000 - | in run_forever\nexit ok\n"
    );
    let told = sentences(
        "import asyncio, threading\nloop = asyncio.new_event_loop()\n\
                          threading.Thread(target=loop.run_forever, daemon=True).start()\n\
                          asyncio.run(asyncio.sleep(9))\n# at 1: SIGINT\n",
    );
    assert!(told.iter().any(|line| line == "Task-1: cancel requested from outside"), "{told:?}");
}

/// The recording of a program, as the page has it.
fn recorded(text: &str) -> Rc<Recording> {
    let finished = awaitscope::python::run(text, "main.py", Limits::INTERACTIVE).expect("it is a program");
    let drawing = Drawing::of(&finished.log);
    Recording::new(drawing.log, drawing.places).into()
}

/// What the page says of a program, event by event.
fn sentences(text: &'static str) -> Vec<String> {
    python::on_a_large_stack(move || {
        let recording = recorded(text);
        recording.log().iter().map(|(index, _)| sentence(&recording, index)).collect()
    })
}

#[test]
fn a_deadlock_tells_of_the_threads_that_wait() {
    let waits = "import threading\nevent = threading.Event()\nfor name in ['reader', None]:\n    \
                 threading.Thread(target=event.wait, name=name).start()\n";
    let told = sentences(waits);
    assert!(told.contains(&"the program starts thread reader".into()), "{told:?}");
    assert_eq!(
        told.last().map(String::as_str),
        Some("deadlock: nothing is left that could wake thread reader, Thread-1 (wait)")
    );
    let main = sentences("import threading\nthreading.Event().wait()\n");
    assert_eq!(
        main.last().map(String::as_str),
        Some("deadlock: nothing is left that could wake the program")
    );
}

/// A loop beside that of the main thread, each with a task that always has something to do.
const TWO_LOOPS: &str = "import asyncio, threading\n\nasync def spin(name, times):\n    for i in range(times):\n        \
                         await asyncio.sleep(0)\n    await asyncio.sleep(1)\n    print(name)\n\n\
                         other = asyncio.new_event_loop()\nthread = threading.Thread(target=other.run_forever)\n\
                         thread.start()\n\nasync def main():\n    there = [asyncio.run_coroutine_threadsafe(spin(n, 3), other) for n in 'ab']\n    \
                         await spin('main', 5)\n    await asyncio.gather(*map(asyncio.wrap_future, there))\n    \
                         other.call_soon_threadsafe(other.stop)\n\nasyncio.run(main())\n";

#[test]
fn each_of_several_loops_has_its_own_ready_queue_and_counts_its_own_iterations() {
    python::on_a_large_stack(|| {
        let recording = recorded(TWO_LOOPS);
        let name = |task: FutureId| recording.object(task).and_then(|task| task.name.clone());
        let mut seen = Vec::new();
        for cursor in recording.first()..=recording.len() {
            let view = recording.view_at(cursor);
            for event_loop in view.event_loops() {
                for handle in event_loop.this_iteration().chain(event_loop.next_iteration()) {
                    let Handle::Step { task } = handle else { continue };
                    let task = view.task(*task).expect("a task that is to take a step is known");
                    assert_eq!(task.event_loop, event_loop.id, "{:?} at {cursor}", name(task.id));
                    seen.push((event_loop.id, task.coroutine.clone()));
                }
            }
        }
        let takes_part = |event_loop: u32, coroutine: &str| {
            seen.iter().any(|seen| *seen == (LoopId(event_loop), coroutine.into()))
        };
        assert!(takes_part(0, "main") && takes_part(1, "spin") && !takes_part(1, "main"), "{seen:?}");

        for id in [LoopId(0), LoopId(1)] {
            let began = recording.log().iter().filter_map(|(index, event)| match event.kind {
                EventKind::IterationBegan { .. } => recording.iteration_of(index)?.in_loop,
                _ => None,
            });
            let own: Vec<u32> = began.filter(|in_loop| in_loop.0 == id).map(|in_loop| in_loop.1).collect();
            assert!(own.len() > 5, "{id:?}: {own:?}");
            assert!(own.windows(2).all(|pair| pair[1] == pair[0] + 1), "{id:?}: {own:?}");
        }
        let view = recording.view_at(recording.len() / 2);
        for event_loop in view.event_loops() {
            let told = ready_summary(&recording, &view, event_loop).expect("both have begun");
            let name = loop_name(event_loop.id);
            assert!(told.starts_with(&format!("Iteration {} of {name} at ", event_loop.iteration)), "{told}");
        }
    });
}

#[test]
fn in_a_deadlock_each_of_several_loops_tells_of_its_last_iteration() {
    python::on_a_large_stack(|| {
        let recording = recorded(
            "import asyncio, threading\n\nother = asyncio.new_event_loop()\n\
             thread = threading.Thread(target=other.run_forever)\nthread.start()\n\n\
             async def main():\n    there = asyncio.run_coroutine_threadsafe(asyncio.sleep(1), other)\n    \
             await asyncio.wrap_future(there)\n    await asyncio.Event().wait()\n\nasyncio.run(main())\n",
        );
        let view = recording.view_at(recording.len());
        assert!(view.end().is_some() && view.has_loops());
        for event_loop in view.event_loops() {
            let name = loop_name(event_loop.id);
            let told = ready_summary(&recording, &view, event_loop).expect("it has gone round");
            assert!(told.starts_with(&format!("Iteration {} of {name} at ", event_loop.iteration)), "{told}");
        }
        let last = recording.iterations().last().and_then(|last| last.in_loop);
        assert_eq!(last, Some((view.event_loop().id, view.event_loop().iteration)));
    });
}

#[test]
fn a_run_with_one_loop_tells_of_no_loops() {
    python::on_a_large_stack(|| {
        let text =
            "import asyncio\nasync def main():\n    await asyncio.to_thread(print, 1)\nasyncio.run(main())\n";
        let recording = recorded(text);
        assert!(!recording.log().iter().any(|(_, event)| matches!(event.kind, EventKind::InLoop { .. })));
    });
}
