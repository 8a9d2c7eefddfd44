//! How long it takes to reach any moment of a long run: prints the number of events, and median, 95th percentile and
//! maximum in milliseconds.
//!
//!     cargo bench --bench seek

use std::hint::black_box;
use std::rc::Rc;
use std::time::Instant;

use awaitscope::engine::Limits;
use awaitscope::playback::Recording;
use awaitscope::program;
use awaitscope::scene::Scene;

const SEEKS: usize = 2_000;

/// Tasks that sleep again and again, no two in step. benches/browser/scenes.mjs has the same.
fn sleepers(count: usize) -> String {
    let task = |index: usize| {
        let sleep =
            |turn: usize| format!(r#"{{"sleep": {}}}"#, 0.5 + ((index * 7 + turn * 3) % 11) as f64 / 10.0);
        let steps: Vec<_> = (0..12).map(sleep).collect();
        format!(r#"{{"id": "b{}", "label": "task {}", "task": [{}]}}"#, index + 2, index + 1, steps.join(","))
    };
    let tasks: Vec<_> = (0..count).map(task).collect();
    let below: Vec<_> = (0..count).map(|index| format!(r#""b{}""#, index + 2)).collect();
    let gather = format!(r#"{{"id": "b1", "label": "all", "gather": [{}]}}"#, below.join(","));
    format!(r#"{{"awaitscope": 1, "blocks": [{gather},{}]}}"#, tasks.join(","))
}

fn main() {
    let scene = Scene::from_json(&sleepers(1_000)).expect("the scene is sound");
    let lowered = scene.lower().program;
    let places = lowered.origins.clone();
    let log = program::run(&Rc::new(lowered), Limits::default());
    let recording = Recording::new(log, places);
    // A sequence without a pattern, the same in every run.
    let mut random = 1_u64;
    let mut times: Vec<f64> = (0..SEEKS)
        .map(|_| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let cursor = (random >> 33) as usize % recording.len();
            let start = Instant::now();
            black_box(recording.view_at(cursor));
            start.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let [median, high] = [SEEKS / 2, SEEKS * 95 / 100].map(|position| times[position]);
    println!("{} {median:.3} {high:.3} {:.3}", recording.len(), times[SEEKS - 1]);
}
