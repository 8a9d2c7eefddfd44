//! Runs of Python programs drawn as scenes.
#![cfg(feature = "python")]

use std::rc::Rc;

use awaitscope::engine::Limits;
use awaitscope::layout::geometry::{SMALL_TASK_SIZE, Size, TASK_SIZE};
use awaitscope::layout::picture::Picture;
use awaitscope::layout::{Drawing, LiveDrawing};
use awaitscope::playback::{BlockRef, Command, Player, Recording};
use awaitscope::program::Place;
use awaitscope::program::{Act, Intervention};
use awaitscope::python;
use awaitscope::scene::{BlockKind, Scene};

fn drawing(text: &str) -> Drawing {
    let finished = python::run(text, "main.py", Limits::INTERACTIVE).expect("the program compiles");
    Drawing::of(&finished.log)
}

fn label_of(drawing: &Drawing, label: &str) -> BlockKind {
    let found = drawing.scene.blocks.values().find(|block| block.label == label);
    found.unwrap_or_else(|| panic!("no card is called {label}")).kind.clone()
}

const GATHERED: &str = "\
import asyncio

async def fetch(n):
    await asyncio.sleep(n)
    return n

async def main():
    async with asyncio.timeout(5):
        tasks = [asyncio.create_task(fetch(n), name=f'fetch-{n}') for n in range(3)]
        print(await asyncio.gather(*tasks))
    await asyncio.shield(asyncio.create_task(fetch(1), name='careful'))

asyncio.run(main())
";

#[test]
fn tasks_hang_below_the_gather_that_waits_for_them() {
    let drawing = drawing(GATHERED);
    let BlockKind::Gather { children, .. } = label_of(&drawing, "gather") else { panic!("a gather") };
    let labels: Vec<&str> = children.iter().map(|child| drawing.scene.blocks[child].label.as_str()).collect();
    assert_eq!(labels, ["fetch-0", "fetch-1", "fetch-2"]);
    assert!(matches!(label_of(&drawing, "shield"), BlockKind::Shield { child: Some(_) }));
    assert!(matches!(label_of(&drawing, "timeout"), BlockKind::Timeout { delay_secs: 5.0, .. }));
    assert_eq!(drawing.scene.roots().len(), 1, "all of it hangs below the main task");
}

#[test]
fn every_event_of_a_task_has_the_line_that_was_carried_out() {
    let drawing = drawing(GATHERED);
    let lines: Vec<u32> = drawing
        .places
        .iter()
        .filter_map(|place| match place {
            Place::Block { step, .. } => *step,
            Place::Main => None,
        })
        .collect();
    assert!(lines.contains(&4), "the sleep in fetch: {lines:?}");
    assert!(lines.iter().all(|line| (1..=14).contains(line)), "lines of the text: {lines:?}");
}

#[test]
fn a_task_that_begins_is_at_no_line_of_the_one_that_made_it() {
    let drawing = drawing(GATHERED);
    let player = Player::new(Recording::new(drawing.log, drawing.places).into());
    for cursor in 0..player.recording().len() {
        let mut player = player.clone();
        player.command(Command::Seek(cursor));
        let running = player.view().event_loop().running.and_then(|id| player.view().task(id));
        if let Some(task) = running.filter(|task| &*task.coroutine == "fetch")
            && let Some(Place::Block { step: Some(line), .. }) = task.at
        {
            assert!((3..=5).contains(&line), "{} is at line {line} after {cursor} events", task.name);
        }
    }
}

#[test]
fn a_drawing_is_a_valid_scene_and_can_be_played() {
    let drawing = drawing(GATHERED);
    let text = drawing.scene.to_json();
    let again = Scene::from_json(&text).unwrap_or_else(|error| panic!("{error:?}\n{text}"));
    assert_eq!(again, drawing.scene);
    let mut player = Player::new(Recording::new(drawing.log, drawing.places).into());
    player.command(Command::ToEnd);
    assert!(player.view().tasks().all(|task| task.state.is_final()));
}

#[test]
fn every_task_has_come_to_something_on_its_card() {
    let drawing = drawing(GATHERED);
    let mut player = Player::new(Recording::new(drawing.log, drawing.places).into());
    player.command(Command::ToEnd);
    for (id, block) in drawing.scene.blocks.iter() {
        let shown = player.view().of_block(id.0).unwrap_or_else(|| panic!("{} came to nothing", block.label));
        let has_task = matches!(block.kind, BlockKind::Task { .. });
        assert_eq!(has_task, matches!(shown.shown, BlockRef::Task(_)), "{}", block.label);
    }
}

const CASCADE: &str = "\
import asyncio

async def work(n):
    for _ in range(3):
        await asyncio.sleep(0)
    await asyncio.sleep(n)

async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(work(1), name='first')
        group.create_task(work(2), name='second')

asyncio.run(main())
";

#[test]
fn what_was_shown_stays_true_when_somebody_cancels_a_task_at_that_moment() {
    let run = |outside: &[Intervention]| {
        let finished =
            python::run_with(CASCADE, "main.py", outside, Limits::INTERACTIVE).expect("it compiles");
        let drawing = Drawing::of(&finished.log);
        Rc::new(Recording::new(drawing.log, drawing.places))
    };
    let recording = run(&[]);
    for cursor in 0..recording.len() {
        let mut player = Player::new(recording.clone());
        player.command(Command::Seek(cursor));
        let Some(point) = player.intervention_point() else { break };
        let act = Act::Cancel { task: "first".into() };
        let again = run(&[Intervention { at_secs: point.at_secs, turns: point.turns, act }]);
        assert!(player.replace_recording(again), "the run parts before event {cursor}");
    }
}

#[test]
fn cards_beyond_the_most_that_are_drawn_are_counted() {
    let drawing = drawing(
        "import asyncio\nasync def f(): pass\nasync def main():\n    for _ in range(1000): asyncio.create_task(f())\nasyncio.run(main())\n",
    );
    assert_eq!(drawing.scene.blocks.len(), 400);
    assert_eq!(drawing.omitted, 601);
}

/// Programs that nobody draws by hand.
const ODD: [(&str, &str); 8] = [
    ("a name longer than a card's may be", "asyncio.create_task(work(), name='a long name ' * 20)"),
    ("two such names", "[asyncio.create_task(work(), name='x' * 200) for _ in range(12)]"),
    ("no name", "asyncio.create_task(work(), name='')"),
    ("lines in a name", "asyncio.create_task(work(), name=' one\\n two\\x07 ')"),
    ("asyncio's name for the main task", "asyncio.create_task(work(), name='Task-1')"),
    ("names in other scripts", "[asyncio.create_task(work(), name=n) for n in ('任务', 'عربى', '🚀' * 80)]"),
    ("a timeout of years", "async with asyncio.timeout(1e12): pass"),
    ("no timeout at all", "async with asyncio.timeout(float('inf')): pass"),
];

#[test]
fn whatever_names_and_delays_a_program_gives_its_drawing_can_be_read() {
    for (what, line) in ODD {
        let text = format!(
            "import asyncio\nasync def work():\n    await asyncio.sleep(1)\nasync def main():\n    t = 0\n    {}\n    await asyncio.sleep(2)\nasyncio.run(main())\n",
            if line.starts_with("async with") { line.to_owned() } else { format!("t = {line}") }
        );
        let scene = drawing(&text).scene;
        let read = Scene::from_json(&scene.to_json());
        assert!(read.is_ok_and(|read| read == scene), "{what}: {:?}", scene.problems());
    }
}

#[test]
fn tasks_that_wait_for_each_other_in_a_circle_can_be_drawn() {
    for wait in ["gather", "shield"] {
        let text = format!(
            "import asyncio\nasync def one():\n    await asyncio.sleep(1)\n    await asyncio.{wait}(b)\nasync def two():\n    await asyncio.sleep(1)\n    await asyncio.{wait}(a)\nasync def main():\n    global a, b\n    a = asyncio.create_task(one())\n    b = asyncio.create_task(two())\n    await asyncio.sleep(3)\nasyncio.run(main())\n"
        );
        assert_eq!(drawing(&text).scene.problems(), [], "{wait}");
    }
}

#[test]
fn tasks_that_start_each_other_hundreds_of_levels_deep_can_be_drawn() {
    let drawing = drawing(
        "import asyncio\nasync def f(n):\n    if n: await asyncio.gather(asyncio.create_task(f(n - 1)))\nasync def main():\n    await asyncio.create_task(f(180))\nasyncio.run(main())\n",
    );
    assert_eq!(drawing.scene.problems(), []);
}

/// A group of so many tasks.
fn group_of(tasks: usize) -> String {
    format!(
        "\
import asyncio

async def fetch(n):
    await asyncio.sleep(n)

async def main():
    async with asyncio.TaskGroup() as group:
        for n in range({tasks}):
            group.create_task(fetch(n), name=f'fetch {{n}}')

asyncio.run(main())
"
    )
}

/// What a stage in the middle of a laptop's screen has room for.
const LAPTOP: Size = Size { width: 690.0, height: 450.0 };

fn drawn_on(text: &str, room: Size) -> (LiveDrawing, Drawing) {
    let finished = python::run(text, "main.py", Limits::INTERACTIVE).expect("the program compiles");
    let mut live = LiveDrawing::new(usize::MAX).on_stage(room);
    let drawing = live.extend(&finished.log);
    (live, drawing)
}

/// The cards as the stage shows them.
fn picture(drawing: &Drawing) -> Picture {
    let summaries = drawing.summaries.iter().map(|(id, text)| (*id, text.as_str().into())).collect();
    let size = if drawing.is_compact { SMALL_TASK_SIZE } else { TASK_SIZE };
    let nothing = Picture::default();
    Picture::of(&drawing.scene, Some((&summaries, size)), &nothing).with_fixtures(&drawing.fixtures, &nothing)
}

fn zoom_on(drawing: &Drawing, room: Size) -> f64 {
    let all = picture(drawing).bounds().expect("there are cards").size;
    (room.width / all.width).min(room.height / all.height).min(1.0)
}

#[test]
fn cards_are_small_only_where_large_ones_would_be_too_small_to_be_read() {
    let few = drawn_on(&group_of(6), LAPTOP).1;
    assert!(!few.is_compact && zoom_on(&few, LAPTOP) > 0.9);
    let many = drawn_on(&group_of(40), LAPTOP).1;
    assert!(many.is_compact && many.card_lines().starts_with("compact\n"));
    assert!(zoom_on(&many, LAPTOP) > 0.5, "{}", zoom_on(&many, LAPTOP));
}

#[test]
fn no_wire_of_a_group_of_many_tasks_goes_behind_a_card() {
    for tasks in [6, 13, 24, 60] {
        let picture = picture(&drawn_on(&group_of(tasks), LAPTOP).1);
        for drawn in &picture.wires {
            let crossed = picture.faces.values().find(|face| {
                let inside = face.rect.grown(-1.0);
                (0..=200).any(|part| inside.contains(drawn.wire.at(f64::from(part) / 200.0)))
            });
            assert!(crossed.is_none(), "{tasks}: a wire goes behind {:?}", crossed.map(|face| &face.label));
        }
    }
}

#[test]
fn a_drawing_is_arranged_anew_for_a_stage_on_which_that_makes_it_larger() {
    let phone = Size { width: 342.0, height: 600.0 };
    let (mut live, before) = drawn_on(&group_of(12), LAPTOP);
    let after = live.arranged(phone).expect("it is larger in other rows");
    assert!(zoom_on(&after, phone) > 1.1 * zoom_on(&before, phone));
    let labels = |drawing: &Drawing| -> Vec<String> {
        drawing.scene.blocks.values().map(|block| block.label.clone()).collect()
    };
    assert_eq!(labels(&after), labels(&before));
    assert!(live.arranged(phone).is_none(), "it stands there already");
    assert!(live.arranged(Size { width: 345.0, ..phone }).is_none(), "that is hardly another stage");
}
