//! The built-in scenes are in order: valid, tidy, written as the program writes them, and they show what they claim.

use std::collections::BTreeSet;
use std::rc::Rc;

use awaitscope::engine::Limits;
use awaitscope::scene::{Block, BlockKind, Scene};
use awaitscope::trace::{Detail, transcript};
use awaitscope::{gallery, program};

#[test]
fn every_built_in_scene_is_valid_and_deserves_no_remark() {
    let mut slugs = BTreeSet::new();
    for entry in gallery::scenes() {
        let scene = Scene::from_json(entry.source).unwrap_or_else(|error| panic!("{}: {error}", entry.slug));
        assert_eq!(scene.title, entry.title);
        assert!(scene.about.split(". ").count() >= 2, "{}: two sentences or three", entry.slug);
        assert_eq!(scene.lower().diagnostics, [], "{}", entry.slug);
        assert!(slugs.insert(entry.slug), "{} is there once", entry.slug);
        assert_eq!(gallery::find(entry.slug), Some(entry));
    }
}

/// `AWAITSCOPE_UPDATE=1 cargo test --test scene_gallery` rewrites the files.
#[test]
fn every_built_in_scene_is_written_as_the_program_writes_it() {
    for entry in gallery::scenes() {
        let written = entry.scene().to_json();
        if std::env::var_os("AWAITSCOPE_UPDATE").is_some() {
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/static/gallery");
            std::fs::write(format!("{folder}/{}.json", entry.slug), &written)
                .expect("the file can be written");
        } else {
            assert_eq!(entry.source, written, "{}", entry.slug);
        }
    }
}

/// Left, top, right and bottom of a card.
fn card(block: &Block) -> [f64; 4] {
    let (width, height) = match block.kind {
        BlockKind::Task { .. } => (208.0, 88.0),
        _ => (208.0, 56.0),
    };
    [block.position.x, block.position.y, block.position.x + width, block.position.y + height]
}

#[test]
fn cards_keep_their_distance_and_stand_below_what_awaits_them() {
    for entry in gallery::scenes() {
        let scene = entry.scene();
        for edge in scene.edges() {
            let gap = card(&scene.blocks[&edge.child])[1] - card(&scene.blocks[&edge.parent])[3];
            assert!(gap >= 72.0, "{}: {edge:?}", entry.slug);
        }
        for (id, block) in &scene.blocks {
            assert_eq!((block.position.x % 8.0, block.position.y % 8.0), (0.0, 0.0), "{}: {id}", entry.slug);
            for (other_id, other) in scene.blocks.iter().take_while(|(other, _)| *other < id) {
                let ([l, t, r, b], [left, top, right, bottom]) = (card(block), card(other));
                let apart = l >= right + 24.0 || left >= r + 24.0 || t >= bottom + 24.0 || top >= b + 24.0;
                assert!(apart, "{}: {id} and {other_id}", entry.slug);
            }
        }
    }
}

/// Checks the transcript of a built-in scene.
fn shows(slug: &str, expected: &str) {
    let lowered = gallery::find(slug).expect(slug).scene().lower();
    let log = program::run(&Rc::new(lowered.program), Limits::INTERACTIVE);
    assert_eq!(transcript(&log, Detail::Output), expected.trim_start_matches('\n'), "{slug}");
}

#[test]
fn gather_returns_results_in_argument_order() {
    shows(
        "gather-order",
        r#"
0.000 breakfast | breakfast, please
1.000 toast | toast is ready
2.000 eggs | eggs are ready
3.000 tea | tea is ready
3.000 breakfast | all: ['tea', 'toast', 'eggs']
exit ok
"#,
    );
}

#[test]
fn siblings_of_a_failed_child_run_on() {
    shows(
        "gather-failure",
        r#"
0.500 users | users are here
1.000 report | the report gives up on the gather
1.000 report | stock: done() is False and cancelled() is False
3.000 stock | stock is here, for nobody
4.000 report | stock: done() is True and cancelled() is False
exit ok
"#,
    );
}

#[test]
fn a_shield_saves_what_another_one_waits_for() {
    shows(
        "shared-task",
        r#"
1.000 ann | ann is cancelled
1.000 ben | ben is cancelled too, and nobody asked for it
2.000 cleo | cleo is cancelled
3.000 song | the song is here
3.000 dan | song: song
exit ok
"#,
    );
}

#[test]
fn a_cancelled_worker_is_done_only_after_its_clean_up() {
    shows(
        "cancel-is-a-request",
        r#"
0.000 worker | the worker works
1.000 boss | worker.cancel() -> True
1.000 boss | worker: done() is False and cancelled() is False
1.000 worker | the worker cleans up
2.000 boss | the boss hears that it is over
2.000 boss | worker: done() is True and cancelled() is True
2.000 boss | worker.cancel() -> False
exit ok
"#,
    );
}

#[test]
fn a_shielded_payment_goes_through() {
    shows(
        "shield",
        r#"
0.000 payment | the payment begins
1.000 customer | the customer has to leave
1.000 customer | payment: done() is False and cancelled() is False
3.000 payment | the payment is through
3.000 bookkeeper | payment: paid
exit ok
"#,
    );
}

#[test]
fn only_the_timeout_that_expired_turns_the_cancellation_into_its_error() {
    shows(
        "nested-timeouts",
        r#"
0.000 train | train: off we go
1.000 train | train: CancelledError, I stop
1.000 journey | journey: CancelledError, I pass it on
1.000 traveller | traveller: TimeoutError, I take the bike
exit ok
"#,
    );
}

#[test]
fn the_schema_knows_every_field_of_the_built_in_scenes_and_every_step() {
    let text = include_str!("../static/scene.schema.json");
    let schema: serde_json::Value = serde_json::from_str(text).expect("the schema is JSON");
    let keys = |value: &serde_json::Value| -> BTreeSet<String> {
        value["properties"].as_object().expect("an object").keys().cloned().collect()
    };
    let steps = keys(&schema["$defs"]["step"]);
    // The loader lists the fields that it knows when it meets another one.
    let text = r#"{"awaitscope": 1, "blocks": [{"id": "b1", "label": "a", "task": [{"?": 1}]}]}"#;
    let said = Scene::from_json(text).expect_err("there is no such step").to_string();
    let known: BTreeSet<String> = said.split('`').skip(3).step_by(2).map(str::to_owned).collect();
    assert_eq!(steps, known);
    let blocks = keys(&schema["$defs"]["block"]);
    for entry in gallery::scenes() {
        let document: serde_json::Value = serde_json::from_str(entry.source).expect("a scene is JSON");
        for block in document["blocks"].as_array().expect("blocks are a list") {
            let unknown = block.as_object().expect("a block").keys().find(|key| !blocks.contains(*key));
            assert_eq!(unknown, None, "{}", entry.slug);
        }
    }
}
