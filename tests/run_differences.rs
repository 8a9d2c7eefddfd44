//! What an intervention changes in a run.

#![cfg(all(feature = "python", not(target_arch = "wasm32")))]

use awaitscope::engine::Limits;
use awaitscope::layout::Drawing;
use awaitscope::playback::{Difference, Fate, Recording};
use awaitscope::python;
use awaitscope::trace::{Outcome, RunEnd};

const PROGRAM: &str = r#"
import asyncio

async def work(name, secs):
    await asyncio.sleep(secs)
    print(name, "is done")

async def main():
    quick = asyncio.create_task(work("quick", 1), name="quick")
    slow = asyncio.create_task(work("slow", 3), name="slow")
    await asyncio.gather(quick, slow)

asyncio.run(main())
"#;

fn recording(text: &str) -> Recording {
    let log = python::run(text, "main.py", Limits::default()).expect("the program is sound").log;
    let drawing = Drawing::of(&log);
    let labels = drawing.scene.blocks.iter().map(|(id, block)| (id.0, block.label.clone()));
    Recording::new(drawing.log, drawing.places).with_labels(labels)
}

#[test]
fn the_same_run_differs_in_nothing() {
    assert!(Difference::between(&recording(PROGRAM), &recording(PROGRAM)).is_empty());
}

#[test]
fn a_cancellation_changes_fates_lines_and_the_end() {
    let cancelled = format!("{PROGRAM}# at 2: cancel slow\n");
    let difference = Difference::between(&recording(PROGRAM), &recording(&cancelled));
    let slow = difference.tasks.iter().find(|task| task.name == "slow").expect("it ends otherwise");
    assert_eq!(
        slow.fates,
        [
            Fate::Done { at_secs: 3.0, outcome: Outcome::Result },
            Fate::Done { at_secs: 2.0, outcome: Outcome::Cancelled }
        ]
    );
    assert!(!difference.tasks.iter().any(|task| task.name == "quick"), "{:?}", difference.tasks);
    assert_eq!(difference.lines_gone, [(3.0, "slow is done".into())]);
    assert_eq!(difference.lines_new, []);
    let [before, now] = difference.end.expect("the run ends otherwise");
    assert_eq!((before.at_secs, before.how), (3.0, Some(RunEnd::Ok)));
    assert_eq!(now.at_secs, 2.0);
    assert!(matches!(now.how, Some(RunEnd::Failed { .. })), "{:?}", now.how);
}

#[test]
fn a_cancellation_that_comes_when_the_task_is_done_says_so() {
    let before = recording(PROGRAM);
    let came_of = |turns| {
        let after = recording(&format!("{PROGRAM}# at 1{turns}: cancel quick\n"));
        let difference = Difference::between(&before, &after).after_cancelling(&"quick".into(), 1.0, &after);
        (difference.is_empty(), difference.too_late)
    };
    assert_eq!(came_of(""), (false, None), "its last step can still be interrupted");
    assert_eq!(came_of(" +2"), (true, Some(("quick".into(), 1.0))));
}
