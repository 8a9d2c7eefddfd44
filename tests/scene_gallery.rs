//! The built-in scenes are in order: valid, tidy, written as the program writes them, and they show what they claim.

#[path = "support/gallery.rs"]
mod built_in;

use std::collections::BTreeSet;
use std::rc::Rc;

use awaitscope::engine::Limits;
use awaitscope::scene::{Block, BlockKind, Scene};
use awaitscope::trace::{Detail, transcript};
use awaitscope::{gallery, lesson, program};

#[test]
fn every_built_in_scene_is_valid_and_deserves_no_remark() {
    for (slug, _, scene) in built_in::scenes() {
        assert_eq!(scene.lower().diagnostics, [], "{slug}");
    }
    for slug in built_in::slugs() {
        let Some(text) = built_in::file(&format!("{slug}.py")) else { continue };
        assert_eq!(lesson::remarks(&text), [], "{slug}");
    }
}

/// `AWAITSCOPE_UPDATE=1 cargo test --test scene_gallery` rewrites the files.
#[test]
fn every_built_in_scene_is_written_as_the_program_writes_it() {
    for (slug, text, scene) in built_in::scenes() {
        let written = scene.to_json();
        if std::env::var_os("AWAITSCOPE_UPDATE").is_some() {
            std::fs::write(built_in::folder().join(format!("{slug}.json")), &written)
                .expect("the file can be written");
        } else {
            assert_eq!(text, written, "{slug}");
        }
    }
}

#[test]
fn the_index_of_the_gallery_is_up_to_date() {
    let contents = built_in::file("contents.txt").expect("there is a table of contents");
    let made = gallery::index(&contents, &built_in::file).unwrap_or_else(|error| panic!("{error}"));
    let entries = gallery::read(&made).expect("what is written can be read");
    let slugs: BTreeSet<&str> = entries.iter().map(|entry| &*entry.slug).collect();
    assert_eq!(slugs.len(), entries.len(), "each is there once");
    for entry in &entries {
        assert!(entry.about.len() > 60, "{}: two sentences or three", entry.slug);
    }
    let files = std::fs::read_dir(built_in::folder()).expect("the folder can be read");
    for file in files {
        let file = file.expect("a file can be listed").path();
        let slug = file.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        assert!(
            ["contents", "index"].contains(&slug.as_str()) || slugs.contains(slug.as_str()),
            "{slug} is in the table"
        );
    }
    assert!(built_in::file("index.json").is_some_and(|index| index == made), "run `cargo xtask gallery`");
}

#[test]
fn entries_are_found_by_words_of_title_text_topic_and_tags() {
    let made = gallery::index("T\n  a\n", &|name| {
        let text = "# title: Who waits?\n# about: Two of three. More.\n# ask: end\nasyncio.TaskGroup()\n";
        (name == "a.py").then(|| text.to_owned())
    });
    let entries = gallery::read(&made.expect("it is complete")).expect("it can be read");
    let [entry] = entries.as_slice() else { panic!("one entry") };
    assert_eq!((&*entry.tags, entry.questions, entry.is_python), ("TaskGroup", 1, true));
    assert!(["", "who", "TASKGROUP two", "waits? t"].iter().all(|search| entry.matches(search)));
    assert!(!entry.matches("who queue"));
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
    for (slug, _, scene) in built_in::scenes() {
        for edge in scene.edges() {
            let gap = card(&scene.blocks[&edge.child])[1] - card(&scene.blocks[&edge.parent])[3];
            assert!(gap >= 72.0, "{slug}: {edge:?}");
        }
        for (id, block) in &scene.blocks {
            assert_eq!((block.position.x % 8.0, block.position.y % 8.0), (0.0, 0.0), "{slug}: {id}");
            for (other_id, other) in scene.blocks.iter().take_while(|(other, _)| *other < id) {
                let ([l, t, r, b], [left, top, right, bottom]) = (card(block), card(other));
                let apart = l >= right + 24.0 || left >= r + 24.0 || t >= bottom + 24.0 || top >= b + 24.0;
                assert!(apart, "{slug}: {id} and {other_id}");
            }
        }
    }
}

/// Checks the transcript of a built-in scene.
fn shows(slug: &str, expected: &str) {
    let text = built_in::file(&format!("{slug}.json")).expect(slug);
    let lowered = Scene::from_json(&text).expect(slug).lower();
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
    for (slug, text, _) in built_in::scenes() {
        let document: serde_json::Value = serde_json::from_str(&text).expect("a scene is JSON");
        for block in document["blocks"].as_array().expect("blocks are a list") {
            let unknown = block.as_object().expect("a block").keys().find(|key| !blocks.contains(*key));
            assert_eq!(unknown, None, "{slug}");
        }
    }
}
