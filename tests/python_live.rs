//! Programs that are run in segments: what comes out is what comes out in one go, and what has no end goes on.

#![cfg(all(feature = "python", not(target_arch = "wasm32")))]

#[path = "support/python.rs"]
mod support;

use std::fs;
use std::path::Path;

use awaitscope::engine::Limits;
use awaitscope::layout::{Drawing, LiveDrawing};
use awaitscope::playback::Recording;
use awaitscope::python;
use awaitscope::trace::{Event, EventIndex, EventKind, Log, RunEnd};
use support::on_a_large_stack;

/// No limit but one for each segment.
const LIVE: Limits = Limits { events: 200_000, tasks: 20_000, ..Limits::NONE };

fn in_segments(text: &str, file: &str, segment: usize) -> (Log, String) {
    let mut run = python::begin(text, file, LIVE, segment).expect("it is a program");
    let (mut log, mut console) = (Log::new(), String::new());
    loop {
        let segment = run.go_on();
        assert!(log.append(&segment.log), "a segment begins where the one before it ends");
        console += &segment.console;
        if segment.is_last {
            return (log, console);
        }
    }
}

fn programs(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut programs = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|kind| kind == "py") {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            programs.push((name, fs::read_to_string(path).unwrap()));
        }
    }
    programs.sort();
    assert!(!programs.is_empty());
    programs
}

/// An event without the addresses that it may name.
fn shown(event: &(EventIndex, &Event)) -> String {
    without_addresses(&format!("{event:?}"))
}

fn without_addresses(text: &str) -> String {
    let mut parts = text.split("0x");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |shown, part| shown + part.trim_start_matches(|c: char| c.is_ascii_hexdigit()))
}

#[test]
fn a_run_in_segments_leaves_the_trace_of_one_in_one_go() {
    on_a_large_stack(|| {
        for folder in ["tests/conformance", "tests/python", "tests/threads"] {
            for (name, text) in programs(folder) {
                let whole = python::run_with(&text, &name, &[], LIVE).unwrap();
                for segment in [1, 97] {
                    let (log, console) = in_segments(&text, &name, segment);
                    let pair =
                        log.iter().zip(whole.log.iter()).find(|(one, other)| shown(one) != shown(other));
                    assert_eq!(pair, None, "{name}: the events part");
                    assert_eq!(log.len(), whole.log.len(), "{name}");
                    assert_eq!(without_addresses(&console), without_addresses(&whole.console), "{name}");
                }
            }
        }
    });
}

#[test]
fn a_program_without_an_end_goes_on_however_its_loop_is_started() {
    on_a_large_stack(|| {
        let ticks =
            "import asyncio\n\nasync def main():\n    while True:\n        await asyncio.sleep(1)\n\n";
        let starts = [
            "asyncio.run(main())\n",
            "def start():\n    asyncio.run(main())\n\nif __name__ == '__main__':\n    start()\n",
            "with asyncio.Runner() as runner:\n    runner.run(main())\n",
            "loop = asyncio.new_event_loop()\nloop.run_until_complete(main())\n",
            "loop = asyncio.new_event_loop()\ntask = loop.create_task(main())\nloop.run_forever()\n",
        ];
        for start in starts {
            let mut run = python::begin(&format!("{ticks}{start}"), "main.py", LIVE, 1_000).unwrap();
            let mut next = 0;
            for _ in 0..20 {
                let segment = run.go_on();
                assert!(!segment.is_last, "{start}");
                assert_eq!(segment.log.first(), next);
                assert!((1_000..1_100).contains(&segment.log.kept()), "{start}: {}", segment.log.kept());
                next = segment.log.len();
            }
        }
    });
}

#[test]
fn a_loop_without_an_end_in_a_thread_goes_on_whatever_the_main_thread_waits_for() {
    on_a_large_stack(|| {
        let ticks = "import asyncio, queue, threading, time\n\nasync def ticks():\n    while True:\n        await asyncio.sleep(1)\n\n\
                     thread = threading.Thread(target=asyncio.run, args=[ticks()])\nthread.start()\n";
        let waits = [
            "",
            "thread.join()\n",
            "while True:\n    time.sleep(1)\n",
            "time.sleep(1e9)\n",
            "threading.Event().wait()\n",
            "queue.Queue().get()\n",
            "asyncio.run(ticks())\n",
            "asyncio.run(asyncio.Event().wait())\n",
            "loop = asyncio.new_event_loop()\nthreading.Thread(target=loop.run_forever, daemon=True).start()\n\
             asyncio.run_coroutine_threadsafe(ticks(), loop).result()\n",
        ];
        for wait in waits {
            let mut run = python::begin(&format!("{ticks}{wait}"), "main.py", LIVE, 1_000).unwrap();
            for _ in 0..20 {
                let segment = run.go_on();
                assert!(!segment.is_last, "{wait}");
                assert!((1_000..1_100).contains(&segment.log.kept()), "{wait}: {}", segment.log.kept());
            }
        }
    });
}

#[test]
fn where_the_library_is_below_the_loop_the_limit_ends_it() {
    on_a_large_stack(|| {
        let text = "import asyncio\n\nasync def main():\n    while True:\n        await asyncio.sleep(1)\n\nmax([main()], key=asyncio.run)\n";
        let mut run = python::begin(text, "main.py", LIVE, 1_000).unwrap();
        let segment = run.go_on();
        assert!(segment.is_last);
        let (_, end) = segment.log.iter().next_back().unwrap();
        assert!(matches!(&end.kind, EventKind::RunEnded { how: RunEnd::Limit { .. } }), "{end:?}");
    });
}

#[test]
fn a_runaway_that_never_gives_way_still_ends_in_its_limit() {
    on_a_large_stack(|| {
        let text = "import asyncio\n\nasync def main():\n    for _ in range(500):\n        await asyncio.sleep(1)\n    while True:\n        pass\n\nasyncio.run(main())\n";
        let (log, _) = in_segments(text, "main.py", 1_000);
        let (_, end) = log.iter().next_back().unwrap();
        assert!(matches!(&end.kind, EventKind::RunEnded { how: RunEnd::Limit { .. } }), "{end:?}");
    });
}

#[test]
fn a_run_that_is_given_up_leaves_room_for_the_next() {
    on_a_large_stack(|| {
        let text = "import asyncio\n\nasync def main():\n    try:\n        while True:\n            await asyncio.sleep(1)\n    finally:\n        print('never')\n\nasyncio.run(main())\n";
        for _ in 0..3 {
            let mut run = python::begin(text, "main.py", LIVE, 100).unwrap();
            let segment = run.go_on();
            assert!(!segment.is_last);
        }
        let finished = python::run_with("print('next')\n", "main.py", &[], LIVE).unwrap();
        assert_eq!(finished.log.len(), 2);
    });
}

const TASKS: &str = "import asyncio\n\nasync def tick():\n    await asyncio.sleep(1)\n    print('tick')\n\nasync def main():\n    while True:\n        await asyncio.gather(tick(), tick())\n\nasyncio.run(main())\n";

#[test]
fn a_run_without_an_end_takes_no_more_room_the_longer_it_is_watched() {
    on_a_large_stack(|| {
        const KEPT: usize = 20_000;
        let mut run = python::begin(TASKS, "main.py", LIVE, 2_000).unwrap();
        let mut drawing = LiveDrawing::new(KEPT);
        let mut recording = Recording::open_keeping(KEPT);
        let (mut main, mut sizes) = (None, Vec::new());
        while recording.len() < 300_000 {
            let segment = run.go_on();
            let drawn = drawing.extend(&segment.log);
            let cards = &drawn.scene.blocks;
            let places = (drawn.places.len(), cards.len());
            recording = recording.extended(&drawn.log, drawn.places, !segment.is_last, usize::MAX).unwrap();

            // Whatever comes and goes, what stays does not move.
            let (id, card) = cards.iter().find(|(_, card)| card.label.starts_with("main")).unwrap();
            let known = main.get_or_insert((*id, card.position));
            assert_eq!(*known, (*id, card.position));
            assert!(cards.len() <= 400);
            let newest = drawn.log.iter().filter_map(|(_, event)| event.task()).max().unwrap();
            assert!(cards.keys().any(|id| id.0 == newest.0), "what runs now is drawn");
            let mut positions: Vec<_> = cards.values().map(|card| format!("{:?}", card.position)).collect();
            positions.sort();
            positions.dedup();
            assert_eq!(positions.len(), cards.len(), "no card lies on another");

            let view = recording.view_at(recording.len());
            // In hundreds: they go up and down with where the segments end.
            sizes.push((
                places.0 / 100,
                places.1,
                view.tasks().count() / 1_000,
                recording.log().kept() / 1_000,
            ));
        }
        let most = sizes[..sizes.len() / 2].iter().max().unwrap();
        let later = sizes[sizes.len() / 2..].iter().max().unwrap();
        assert!(later <= most, "{most:?} and then {later:?}");
    });
}

#[test]
fn the_drawing_of_a_run_in_one_segment_is_that_of_the_run() {
    on_a_large_stack(|| {
        for (name, text) in programs("tests/conformance") {
            let whole = python::run_with(&text, &name, &[], LIVE).unwrap();
            let (drawing, live) = (Drawing::of(&whole.log), LiveDrawing::new(usize::MAX).extend(&whole.log));
            assert_eq!((drawing.scene, drawing.places), (live.scene, live.places), "{name}");
            assert_eq!((drawing.log, drawing.fixtures), (live.log, live.fixtures), "{name}");
        }
    });
}

#[test]
fn a_run_that_ends_badly_says_at_which_line() {
    let ended_at = |text: &str| {
        let text = text.to_owned();
        on_a_large_stack(move || {
            let mut run = python::begin(&text, "main.py", LIVE, 1_000).unwrap();
            loop {
                let segment = run.go_on();
                if segment.is_last {
                    return segment.ended_at;
                }
            }
        })
    };
    let main = |body: &str, does: &str| {
        format!(
            "import asyncio\n\nasync def work():\n    await asyncio.sleep(1)\n    {body}\n\nasync def main():\n    {does}\n\nasyncio.run(main())\n"
        )
    };
    let gathers = "await asyncio.gather(work(), work())";
    assert_eq!(ended_at(&main("pass", gathers)), None);
    assert_eq!(
        ended_at(&main("''.uper()", gathers)),
        Some(5),
        "where it was raised, not where it was awaited"
    );
    let group = "async with asyncio.TaskGroup() as group: group.create_task(work())";
    assert_eq!(ended_at(&main("1 / 0", group)), Some(5), "what is in the group");
    assert_eq!(ended_at(&main("while True: pass", gathers)), Some(5));
    assert_eq!(ended_at("x = 1\nwhile True:\n    x += 1\n").map(|line| line > 1), Some(true));
    assert_eq!(ended_at(&main("raise SystemExit(3)", gathers)), None, "that is meant");
    assert_eq!(
        ended_at(
            "import asyncio\n\nasync def main():\n    await asyncio.Event().wait()\n\nasyncio.run(main())\n"
        ),
        None
    );
}
