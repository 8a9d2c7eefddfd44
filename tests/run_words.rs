//! Runs in words, and the loop's ready queue as the events tell it.
#![cfg(feature = "python")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use awaitscope::playback::{Handle, Recording, View, due_timers, ready_summary, sentence, summary};
use awaitscope::trace::{EventIndex, EventKind};

#[path = "support/gallery.rs"]
mod gallery;
#[path = "support/whys.rs"]
mod whys;

/// Every scene and program of the gallery, by the name of its file.
fn runs() -> Vec<(String, Recording)> {
    let run = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a file can be read");
        let is_program = path.extension().is_some_and(|kind| kind == "py");
        let told = if is_program { whys::program(&text) } else { whys::scene(&text) };
        let name = path.file_name().expect("it has a name");
        (name.to_string_lossy().into_owned(), told.recording)
    };
    gallery::files().into_iter().map(run).collect()
}

/// A run as a transcript in words.
fn told(recording: &Recording) -> String {
    let mut text = String::new();
    for (position, iteration) in recording.iterations().iter().enumerate() {
        let view = recording.view_at(iteration.events.start + 1);
        if let Some(ready) = ready_summary(recording, &view, view.event_loop()) {
            writeln!(text, "{ready}").unwrap();
        }
        writeln!(text, "    {}", summary(recording, position)).unwrap();
    }
    text
}

/// `AWAITSCOPE_UPDATE=1 cargo test --test run_words` rewrites the files.
#[test]
fn iterations_are_told_in_sentences() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/words");
    let runs = runs();
    for name in [
        "gather-order.json",
        "shield.json",
        "nested-timeouts.json",
        "queue-workers.py",
        "philosophers-deadlock.py",
        "barrier.py",
        "condition.py",
        "semaphore.py",
        "group-failure.py",
        "time-sleep-in-a-thread.py",
        "eager-tasks.py",
        "who-was-cancelled-callback.py",
    ] {
        let (_, recording) = runs.iter().find(|(file, _)| file == name).unwrap();
        let text = told(recording);
        let file = folder.join(name).with_extension("txt");
        if std::env::var_os("AWAITSCOPE_UPDATE").is_some() {
            fs::write(&file, &text).unwrap();
        }
        assert_eq!(fs::read_to_string(&file).unwrap(), text, "{name}");
    }
}

#[test]
fn every_event_of_every_run_has_a_sentence() {
    for (file, recording) in runs() {
        for (index, event) in recording.log().iter() {
            let told = sentence(&recording, index);
            assert!(!told.is_empty(), "{file}: {event:?}");
            assert!(!told.contains("something"), "{file}: {told}: {event:?}");
        }
    }
}

#[test]
fn what_runs_is_what_was_ready_first() {
    for (file, recording) in runs() {
        let mut view = View::new(Vec::new());
        let mut dropped = 0;
        for (index, event) in recording.log().iter() {
            if let EventKind::StepBegan { task } = &event.kind
                && view.event_loop().running.is_none()
            {
                let event_loop = view.event_loop();
                let next = event_loop.this_iteration().find(|it| matches!(it, Handle::Step { .. }));
                assert_eq!(next, Some(&Handle::Step { task: *task }), "{file}: {index:?}");
            }
            if let EventKind::TimerFired { timer } = &event.kind {
                let queued = Handle::Timer { timer: *timer };
                let is_queued = view.event_loop().this_iteration().any(|it| *it == queued);
                assert!(
                    is_queued || due_timers(&view, view.event_loop()).first() == Some(timer),
                    "{file}: {index:?}"
                );
            }
            view.apply(event);
            dropped += u32::from(matches!(event.kind, EventKind::TimerDropped { .. }));
            if let EventKind::IterationBegan { ready } = &event.kind {
                let event_loop = view.event_loop();
                let known = event_loop.this_iteration().len() + due_timers(&view, view.event_loop()).len();
                assert!(known <= *ready as usize, "{file}: {index:?}");
                // A timer that was taken back stays in the heap, and acts from outside pass turns unseen.
                let may_be_fewer = file.ends_with(".json") || dropped > 0;
                assert!(known == *ready as usize || may_be_fewer, "{file}: {known} of {ready}, {index:?}");
            }
        }
    }
}

#[test]
fn the_trace_is_not_much_longer_for_callbacks() {
    let (mut all, mut callbacks) = (0, 0);
    for (_, recording) in runs() {
        all += recording.len();
        let is_one = |index: &EventIndex| {
            matches!(recording.log().get(*index).unwrap().kind, EventKind::CallbackScheduled { .. })
        };
        callbacks += (0..recording.len() as u32).map(EventIndex).filter(is_one).count();
    }
    assert!(callbacks * 10 < all, "{callbacks} of {all}");
}

#[test]
fn of_a_flood_of_lines_the_first_and_the_last_are_told_and_the_others_counted() {
    let program = "import asyncio

async def main():
    for n in range(1000):
        print('line', n)
    await asyncio.sleep(1)
    for n in range(9):
        print('end', n)

asyncio.run(main())
";
    let recording = whys::program(program).recording;
    let told = told(&recording);
    let first = "Task-1 starts, prints \u{201c}line 0\u{201d}, prints \u{201c}line 1\u{201d}, prints \u{201c}line 2\u{201d}, prints \u{201c}line 3\u{201d}, \
                 prints \u{201c}line 4\u{201d}, does 995 more things and sleeps until 1 s.";
    assert!(told.contains(first), "{told}");
    let last = "prints \u{201c}end 4\u{201d}, does 4 more things and returns None.";
    assert!(told.contains(last), "{told}");
}
