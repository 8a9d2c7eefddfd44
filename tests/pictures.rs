//! Pictures of scenes and runs as files.

#![cfg(all(feature = "python", not(target_arch = "wasm32")))]

use std::rc::Rc;

use awaitscope::engine::Limits;
use awaitscope::layout::Drawing;
use awaitscope::layout::picture::Picture;
use awaitscope::playback::Recording;
use awaitscope::python;
use awaitscope::scene::{Edit, Kind, Point, Scene};
use awaitscope::svg::{drawing, run};

const PROGRAM: &str = "import asyncio

async def child():
    await asyncio.sleep(1)

async def main():
    task = asyncio.create_task(child(), name='<a & b>')
    await asyncio.sleep(0.5)
    task.cancel()

asyncio.run(main())
";

fn recording(text: &str) -> Rc<Recording> {
    let finished = python::run(text, "main.py", Limits::INTERACTIVE).expect("it is a program");
    let drawing = Drawing::of(&finished.log);
    Recording::new(drawing.log, drawing.places).into()
}

/// Whether all elements end, in the order in which they begin.
fn is_well_formed(svg: &str) -> bool {
    let mut open = Vec::new();
    for tag in svg.split('<').skip(1) {
        let Some((tag, text)) = tag.split_once('>') else { return false };
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        if tag.starts_with('/') {
            if open.pop() != Some(name) {
                return false;
            }
        } else if !tag.ends_with('/') {
            open.push(name);
        }
        if text.contains('>') {
            return false;
        }
    }
    open.is_empty()
}

#[test]
fn a_run_has_a_lane_with_the_name_of_each_task_and_tells_how_it_ended() {
    let svg = run("Two tasks & more", recording(PROGRAM));
    assert!(is_well_formed(&svg), "{svg}");
    for text in
        ["<title>Two tasks &amp; more</title>", "main \u{b7} Task-1", "&lt;a &amp; b&gt;", "The run ends"]
    {
        assert!(svg.contains(text), "{text} in {svg}");
    }
}

#[test]
fn a_run_is_drawn_the_same_every_time() {
    assert_eq!(run("", recording(PROGRAM)), run("", recording(PROGRAM)));
}

#[test]
fn of_a_run_with_very_many_tasks_the_first_ones_are_drawn_and_the_others_counted() {
    let many = "import asyncio

async def main():
    await asyncio.gather(*(asyncio.sleep(0) for _ in range(5)), *map(asyncio.create_task, map(asyncio.sleep, range(400))))

asyncio.run(main())
";
    let svg = run("", recording(many));
    assert!(is_well_formed(&svg));
    assert!(svg.contains("more tasks are not drawn"));
    assert!(svg.len() < 2_000_000, "{} bytes", svg.len());
}

#[test]
fn a_run_of_nothing_is_a_picture_too() {
    assert!(is_well_formed(&run("", recording("print(1)\n"))));
}

#[test]
fn a_scene_has_a_card_with_the_name_of_each_block() {
    let mut scene = Scene::default();
    for (kind, y) in [(Kind::Gather, 0.0), (Kind::Task, 200.0)] {
        let mut block = kind.new_block(&scene, Point { x: 0.0, y });
        block.label = format!("<{}>", block.label);
        let id = scene.next_id();
        scene.apply(&Edit::AddBlock { id, block }).expect("it fits");
    }
    let svg = drawing("A scene", &Picture::of(&scene, None, &Picture::default()));
    assert!(is_well_formed(&svg), "{svg}");
    for text in ["&lt;gather&gt;", "&lt;a&gt;", "Task: sleep 1", "main"] {
        assert!(svg.contains(text), "{text} in {svg}");
    }
}

#[test]
fn an_empty_scene_is_a_picture_too() {
    let svg = drawing("", &Picture::of(&Scene::default(), None, &Picture::default()));
    assert!(is_well_formed(&svg));
}
