//! Runs as lanes over time.
#![cfg(feature = "python")]

#[path = "support/gallery.rs"]
mod gallery;

use std::cell::RefCell;
use std::rc::Rc;

use awaitscope::engine::Limits;
use awaitscope::layout::Drawing;
use awaitscope::layout::lanes::paint::{At, Charted, Ink, Pen, Scenery, Stroke, paint};
use awaitscope::layout::lanes::{ArrowKind, Axis, Grid, Lanes, MarkKind, Piece, Rows, Window, pieces};
use awaitscope::playback::{Recording, TaskState};
use awaitscope::{program, python};

fn of_program(text: &str) -> Recording {
    let finished = python::run(text, "main.py", Limits::INTERACTIVE).expect("the program compiles");
    let drawing = Drawing::of(&finished.log);
    Recording::new(drawing.log, drawing.places)
}

fn of_scenes() -> impl Iterator<Item = (String, Recording)> {
    gallery::scenes().into_iter().map(|(slug, _, scene)| {
        let program = Rc::new(scene.lower().program);
        let log = program::run(&program, Limits::default());
        (slug, Recording::new(log, program.origins.clone()))
    })
}

fn names(lanes: &Lanes, rows: &Rows) -> Vec<String> {
    rows.within(0..rows.len())
        .map(|(_, lane)| {
            let lane = &lanes.all()[lane];
            format!("{}{}", "  ".repeat(lane.depth as usize), lane.name)
        })
        .collect()
}

fn drawn(recording: &Recording, lanes: &Lanes, lane: usize, window: &Window) -> Vec<Piece> {
    let mut drawn = Vec::new();
    pieces(recording, &lanes.all()[lane], window, &mut drawn);
    drawn
}

const FAMILY: &str = "\
import asyncio

async def leaf(secs):
    await asyncio.sleep(secs)
    return secs

async def branch(name):
    tasks = [asyncio.create_task(leaf(n), name=f'{name}.{n}') for n in (1, 2)]
    await asyncio.gather(*tasks)

async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(branch('a'), name='a')
        group.create_task(branch('b'), name='b')

asyncio.run(main())
";

#[test]
fn a_lane_stands_below_that_of_the_task_that_created_its_own() {
    let recording = of_program(FAMILY);
    let lanes = Lanes::of(&recording);
    let all = Rows::of(&lanes, &[]);
    assert_eq!(
        names(&lanes, &all),
        ["main \u{b7} Task-1", "  a", "    a.1", "    a.2", "  b", "    b.1", "    b.2"]
    );
    let a = lanes.all()[1].task;
    let folded = Rows::of(&lanes, &[a]);
    assert_eq!(names(&lanes, &folded), ["main \u{b7} Task-1", "  a", "  b", "    b.1", "    b.2"]);
    assert_eq!(
        (folded.row_of(3), folded.row_of(4)),
        (1, 2),
        "what is folded away is seen where it is folded into"
    );
}

#[test]
fn results_go_up_and_what_is_created_comes_from_its_creator() {
    let recording = of_program(FAMILY);
    let lanes = Lanes::of(&recording);
    let rows = Rows::of(&lanes, &[]);
    let window = Window::fitting(Axis::Steps, &recording, 800.0);
    let kinds: Vec<_> = lanes
        .arrows(&recording, &rows, 0..rows.len(), &window)
        .map(|arrow| (arrow.kind, arrow.from.map(|(lane, _)| lane), arrow.lane))
        .collect();
    for arrow in [
        (ArrowKind::Start, Some(0), 1),
        (ArrowKind::Start, Some(1), 2),
        (ArrowKind::Result, Some(3), 1),
        (ArrowKind::Result, Some(6), 4),
    ] {
        assert!(kinds.contains(&arrow), "{arrow:?} among {kinds:?}");
    }
    assert!(kinds.iter().any(|(kind, _, to)| *kind == ArrowKind::Wake && *to == 0), "the group wakes main");
}

#[test]
fn a_cancellation_goes_from_lane_to_lane_and_is_marked_where_it_arrives() {
    let recording = of_program(
        "\
import asyncio

async def leaf():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print('bye')

async def boss():
    await asyncio.gather(asyncio.create_task(leaf(), name='leaf'), asyncio.sleep(10))

async def main():
    task = asyncio.create_task(boss(), name='boss')
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.wait([task])

asyncio.run(main())
",
    );
    let lanes = Lanes::of(&recording);
    let rows = Rows::of(&lanes, &[]);
    let position = |name: &str| lanes.all().iter().position(|lane| &*lane.name == name).expect("a lane");
    let (boss, leaf) = (position("boss"), position("leaf"));
    let window = Window::fitting(Axis::Seconds, &recording, 800.0);
    let asked: Vec<_> = lanes
        .arrows(&recording, &rows, 0..rows.len(), &window)
        .filter(|arrow| arrow.kind == ArrowKind::Cancel)
        .map(|arrow| (arrow.from.map(|(lane, _)| lane), arrow.lane))
        .collect();
    assert!(asked.contains(&(Some(0), boss)), "{asked:?}");
    assert!(asked.contains(&(Some(boss), leaf)), "through the gather, which has no lane: {asked:?}");
    let marks: Vec<_> = lanes.all()[leaf].marks.iter().map(|mark| mark.kind).collect();
    assert_eq!(marks, [MarkKind::Delivered, MarkKind::Caught, MarkKind::Printed, MarkKind::Swallowed]);
}

#[test]
fn no_lane_is_drawn_in_more_pieces_than_it_has_pixels_and_nothing_that_runs_is_lost() {
    let recording = of_program(
        "\
import asyncio

async def spin():
    for _ in range(3000):
        await asyncio.sleep(0.001)

asyncio.run(spin())
",
    );
    let lanes = Lanes::of(&recording);
    for axis in [Axis::Steps, Axis::Seconds] {
        for zoom in [1.0, 3.0, 40.0, 1e9] {
            let fitting = Window::fitting(axis, &recording, 300.0);
            for share in [0.0, 0.3, 0.99] {
                let at = axis.length(&recording) * share;
                let window = fitting.zoomed(zoom, fitting.x(at), &recording);
                let drawn = drawn(&recording, &lanes, 0, &window);
                assert!(drawn.len() <= 2 * 300 + 4, "{} pieces", drawn.len());
                for pair in drawn.windows(2) {
                    assert!(pair[0].from_x <= pair[1].from_x, "{pair:?}");
                }
                for point in recording.lane(lanes.all()[0].task) {
                    let x = window.x(axis.at(&recording, point.cursor));
                    let is_seen = (2.0..298.0).contains(&x) && point.state == TaskState::Running;
                    let is_drawn = |piece: &Piece| {
                        piece.state == TaskState::Running && piece.from_x <= x + 1.0 && x <= piece.to_x + 1.0
                    };
                    assert!(!is_seen || drawn.iter().any(is_drawn), "at {x}");
                }
            }
        }
    }
}

#[test]
fn a_lane_seen_closely_has_a_piece_for_each_of_its_states() {
    for (slug, recording) in of_scenes() {
        let lanes = Lanes::of(&recording);
        assert!(!lanes.all().is_empty(), "{slug}");
        let window = Window::fitting(Axis::Steps, &recording, 1e6);
        for (position, lane) in lanes.all().iter().enumerate() {
            let points = recording.lane(lane.task);
            let drawn = drawn(&recording, &lanes, position, &window);
            let wide: Vec<_> =
                drawn.iter().filter(|piece| !piece.is_merged).map(|piece| piece.point).collect();
            for (at, point) in points.iter().enumerate() {
                let end = points.get(at + 1).map_or(recording.len(), |next| next.cursor);
                let width = (Axis::Steps.at(&recording, end) - Axis::Steps.at(&recording, point.cursor))
                    * window.scale;
                if width > 2.0 && !point.state.is_final() {
                    assert!(wide.contains(&at), "{slug}: {} of {}", point.state.as_str(), lane.name);
                }
            }
        }
    }
}

#[test]
fn zooming_keeps_what_is_under_the_pointer_and_never_leaves_the_run() {
    for (_, recording) in of_scenes() {
        for axis in [Axis::Steps, Axis::Seconds] {
            let fitting = Window::fitting(axis, &recording, 500.0);
            let middle = axis.length(&recording) / 2.0;
            let closer = fitting.zoomed(4.0, fitting.x(middle), &recording);
            assert!((closer.x(middle) - fitting.x(middle)).abs() < 1e-6);
            assert_eq!(closer.zoomed(1e-12, 10.0, &recording).scale, fitting.scale);
            let far = closer.panned(1e12, &recording);
            assert!(far.x(axis.length(&recording)) <= 500.0 && far.x(axis.length(&recording)) > 0.0);
            let near = closer.panned(-1e12, &recording);
            assert!((0.0..500.0).contains(&near.x(0.0)));
            let wider = fitting.resized(900.0, &recording);
            assert_eq!(wider, Window::fitting(axis, &recording, 900.0));
        }
    }
}

#[test]
fn a_window_shows_the_first_of_some_places_and_those_of_the_others_for_which_there_is_room() {
    let recording = of_program(FAMILY);
    let fitting = Window::fitting(Axis::Steps, &recording, 500.0);
    let (begin, end) = (Axis::Steps.begin(&recording), Axis::Steps.end(&recording));
    let at = |share: f64| begin + (end - begin) * share;
    let is_seen = |window: &Window, at: f64| (0.0..=window.width).contains(&window.x(at));
    assert_eq!(fitting.showing([at(0.5)].into_iter(), &recording), fitting, "what is seen does not move");
    let near = fitting.zoomed(10.0, 500.0, &recording);
    assert!(!is_seen(&near, at(0.3)));
    let shown = near.showing([at(0.3), at(0.25), at(0.9)].into_iter(), &recording);
    assert_eq!(shown.scale, near.scale);
    assert!(is_seen(&shown, at(0.3)) && is_seen(&shown, at(0.25)) && !is_seen(&shown, at(0.9)));
    assert_eq!(shown.showing([at(0.3)].into_iter(), &recording), shown);
}

#[test]
fn ticks_have_room_and_tell_the_time() {
    let recording = of_program(FAMILY);
    let lanes = Lanes::of(&recording);
    for axis in [Axis::Steps, Axis::Seconds] {
        for zoom in [1.0, 2.0, 10.0] {
            let window = Window::fitting(axis, &recording, 700.0).zoomed(zoom, 300.0, &recording);
            let grid = Grid::of(&recording, &lanes, &window);
            assert!(!grid.times.is_empty() || zoom > 1.0);
            for pair in grid.times.windows(2) {
                assert!(pair[1].x - pair[0].x >= 60.0, "{pair:?}");
                assert!(pair[1].value > pair[0].value, "{pair:?}");
            }
            for pair in grid.iterations.windows(2) {
                assert!(pair[1].x - pair[0].x >= 29.0 && pair[1].value.0 > pair[0].value.1, "{pair:?}");
            }
        }
    }
    let window = Window::fitting(Axis::Seconds, &recording, 700.0);
    let times: Vec<f64> = Grid::of(&recording, &lanes, &window).times.iter().map(|tick| tick.value).collect();
    assert_eq!(times[..3], [0.0, 0.2, 0.4].map(|secs| (secs * 10.0_f64).round() / 10.0));
}

#[test]
fn long_numbers_of_iterations_have_room_too() {
    let recording = of_program(
        "import asyncio\n\nasync def main():\n    for _ in range(12_000):\n        await asyncio.sleep(0)\n\nasyncio.run(main())\n",
    );
    let lanes = Lanes::of(&recording);
    let whole = Window::fitting(Axis::Steps, &recording, 700.0);
    for zoom in [1.0, 40.0, 200.0, 400.0] {
        let window = whole.zoomed(zoom, 650.0, &recording);
        let grid = Grid::of(&recording, &lanes, &window);
        assert!(zoom == 1.0 || grid.iterations.iter().any(|tick| tick.value.0 >= 10_000));
        for pair in grid.iterations.windows(2) {
            assert!(pair[1].x - pair[0].x >= 39.0, "five digits at a zoom of {zoom}: {pair:?}");
        }
    }
}

#[test]
fn places_of_both_axes_stand_for_the_same_moments() {
    let recording = of_program(FAMILY);
    for cursor in 0..=recording.len() {
        let secs = Axis::Seconds.at(&recording, cursor);
        let last = Axis::Seconds.cursor_at(&recording, secs);
        assert!(last >= cursor && Axis::Seconds.at(&recording, last) == secs);
        let ms = Axis::Seconds.to_display(&recording, secs);
        assert!((Axis::Seconds.of_display(&recording, ms) - secs).abs() < 1e-9);
    }
}

/// Notes the ends of what is dashed.
#[derive(Default)]
struct Dashes(RefCell<Vec<(At, At)>>);

impl Pen for Dashes {
    fn fill(&self, _: Ink, _: f64, _: At, _: At) {}
    fn frame(&self, _: Stroke, _: At, _: At) {}
    fn lines(&self, stroke: Stroke, points: &[At]) {
        if let (true, [from, .., to]) = (stroke.is_dashed, points) {
            self.0.borrow_mut().push((*from, *to));
        }
    }
    fn area(&self, _: Ink, _: &[At]) {}
    fn disc(&self, _: Option<Ink>, _: Option<Stroke>, _: At, _: f64) {}
    fn curve(&self, stroke: Stroke, from: At, to: At) {
        if stroke.is_dashed {
            self.0.borrow_mut().push((from, to));
        }
    }
    fn text(&self, _: Ink, _: &str, _: At, _: bool) {}
    fn width_of(&self, _: &str) -> f64 {
        0.0
    }
}

#[test]
fn an_arrow_that_leads_far_away_is_drawn_as_far_as_it_is_seen() {
    let run = Charted::new(Rc::new(of_program(
        "\
import asyncio

async def main():
    tasks = [asyncio.create_task(asyncio.sleep(1)) for _ in range(300)]
    await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for task in tasks:
        task.cancel()
    await asyncio.wait_for(asyncio.sleep(1), 2)

asyncio.run(main())
",
    )));
    let window = Window::fitting(Axis::Steps, &run.recording, 800.0);
    let dashes = |height| {
        let pen = Dashes::default();
        let scenery = Scenery { window, height, scrolled: 0.0, selected: &[], range: None, chain: &[] };
        paint(&pen, &run, &scenery);
        pen.0.into_inner()
    };
    let (few, all) = (dashes(240.0), dashes(10_000.0));
    let lowest = |dashes: &[(At, At)]| dashes.iter().map(|(from, to)| from.1.max(to.1)).fold(0.0, f64::max);
    assert!(lowest(&all) > 5_000.0, "there are arrows that lead far away: {}", lowest(&all));
    assert!(lowest(&few) < 400.0, "of these nothing is drawn far below of what is seen: {}", lowest(&few));
    assert_eq!(few.len(), all.len(), "and all of them are drawn");
    for (few, all) in few.iter().zip(&all) {
        assert!(few.0 == all.0 || few.1 == all.1, "from where they begin or to where they end");
    }
}
