//! What the timeline of a large run costs without a screen: a thousand lanes, a hundred thousand events.
//!
//!     cargo bench --bench timeline

use std::time::Instant;

use awaitscope::engine::Limits;
use awaitscope::layout::lanes::{Axis, Grid, Lanes, Rows, Window, pieces};
use awaitscope::playback::Recording;
use awaitscope::python;

const PROGRAM: &str = "\
import asyncio

async def sleeper(n):
    for turn in range(14):
        await asyncio.sleep(0.5 + (n * 7 + turn * 3) % 11 / 10)

async def main():
    await asyncio.gather(*(asyncio.create_task(sleeper(n)) for n in range(1000)))

asyncio.run(main())
";

/// The size of a large screen, in pixels and in lanes.
const WIDTH: f64 = 1_600.0;
const SEEN: usize = 40;
const TIMES: u32 = 200;

fn main() {
    let finished = python::run(PROGRAM, "main.py", Limits::INTERACTIVE).expect("the program compiles");
    let recording = Recording::new(finished.log, Vec::new());
    let start = Instant::now();
    let lanes = Lanes::of(&recording);
    let made_ms = start.elapsed().as_secs_f64() * 1e3;
    let rows = Rows::of(&lanes, &[]);
    println!("{} events, {} lanes, made in {made_ms:.1} ms", recording.len(), lanes.all().len());
    for axis in [Axis::Steps, Axis::Seconds] {
        for zoom in [1.0, 10.0, 1_000.0] {
            let fitting = Window::fitting(axis, &recording, WIDTH);
            let window = fitting.zoomed(zoom, WIDTH / 2.0, &recording);
            let start = Instant::now();
            let (mut drawn, mut count, mut arrows) = (Vec::new(), 0, 0);
            for _ in 0..TIMES {
                (count, arrows) = (0, 0);
                for (_, lane) in rows.within(0..SEEN) {
                    pieces(&recording, &lanes.all()[lane], &window, &mut drawn);
                    count += drawn.len();
                }
                arrows += lanes.arrows(&recording, &rows, 0..SEEN, &window).count();
                std::hint::black_box(Grid::of(&recording, &lanes, &window));
            }
            let each_ms = start.elapsed().as_secs_f64() * 1e3 / f64::from(TIMES);
            println!(
                "{axis:?} at {zoom}: {each_ms:.3} ms for {count} pieces and {arrows} arrows of {SEEN} lanes"
            );
        }
    }
}
