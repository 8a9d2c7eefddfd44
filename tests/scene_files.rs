//! Files of scenes: what is read, what is written, and what is refused with which words.

use awaitscope::program::{Constant, ExceptionName};
use awaitscope::scene::{Block, BlockId, BlockKind, Point, Scene, Step};

const BREAKFAST: &str = r#"{
  "awaitscope": 1,
  "title": "Breakfast",
  "lesson": {"ask": ["outcome of tea -- Is there tea?", "of this nothing is known"], "why": ["end"]},
  "blocks": [
    {"id": "b1", "label": "breakfast", "at": [0, 0], "gather": ["b2", "b3"], "return_exceptions": true},
    {
      "id": "b2",
      "label": "tea",
      "at": [0, 170.5],
      "task": [
        {"sleep": 3},
        {"try": [{"await": "b5"}], "except": [{"catch": "TimeoutError", "do": [{"raise": null}]}]},
        {"repeat": 3, "do": [{"print": "stir"}, {"work": 0.25}]},
        {"raise": "ValueError: no: milk"}
      ]
    },
    {"id": "b3", "label": "in time", "at": [240, 170], "timeout": "b4", "delay": 2},
    {"id": "b4", "label": "toast", "at": [240, 300], "task": [{"sleep": 2.5}, {"return": 1.0}]},
    {"id": "b5", "label": "kettle", "at": [0, 600], "shield": null}
  ],
  "interventions": [{"at": 1, "turns": 2, "cancel": "b2"}]
}
"#;

#[test]
fn a_file_written_by_hand_is_read_and_written_back_as_it_was() {
    let scene = Scene::from_json(BREAKFAST).expect("a valid scene");
    assert_eq!(scene.to_json(), BREAKFAST);
    let BlockKind::Task { steps } = &scene.blocks[&BlockId(2)].kind else { panic!("tea is a task") };
    assert_eq!(
        steps.last(),
        Some(&Step::Raise { exception: ExceptionName::ValueError, message: "no: milk".to_owned() })
    );
    let BlockKind::Task { steps } = &scene.blocks[&BlockId(4)].kind else { panic!("toast is a task") };
    assert_eq!(steps.last(), Some(&Step::Return { value: Constant::Float(1.0) }));
}

#[test]
fn every_result_comes_back_as_it_was() {
    let values = [
        Constant::None,
        Constant::Bool(true),
        Constant::Int(i64::MIN),
        Constant::Int(i64::MAX),
        Constant::Float(0.1 + 0.2),
        Constant::Float(1.0),
        Constant::Float(1e300),
        Constant::Str("null \"\u{1f375}\"\n\u{0}".to_owned()),
    ];
    for value in values {
        let kind = BlockKind::Task { steps: vec![Step::Return { value: value.clone() }] };
        let block = Block { label: "task".to_owned(), position: Point::default(), kind };
        let scene = Scene { blocks: [(BlockId(1), block)].into(), ..Scene::default() };
        assert_eq!(Scene::from_json(&scene.to_json()), Ok(scene), "{value:?}");
    }
}

#[test]
fn blocks_without_a_place_are_put_in_rows() {
    let text = r#"{"awaitscope": 1, "blocks": [
        {"id": "b1", "label": "both", "gather": ["b2", "b3"]},
        {"id": "b2", "label": "left", "task": []}, {"id": "b3", "label": "right", "task": []}]}"#;
    let scene = Scene::from_json(text).expect("a valid scene");
    let positions: Vec<(f64, f64)> = scene.blocks.values().map(|b| (b.position.x, b.position.y)).collect();
    assert_eq!(positions, [(0.0, 0.0), (0.0, 160.0), (256.0, 160.0)]);
}

/// Checks what is said about a text.
fn refuses(text: &str, messages: &str) {
    let error = Scene::from_json(text).expect_err(text);
    assert_eq!(error.to_string(), messages, "{text}");
}

/// A scene of these blocks.
fn scene_of(blocks: &str) -> String {
    format!("{{\"awaitscope\": 1, \"blocks\": [\n{blocks}\n]}}")
}

#[test]
fn what_is_no_scene_is_said_to_be_none() {
    let other =
        "1:1: this is no scene of Awaitscope: it does not begin with {\"awaitscope\": 1, \"blocks\": [...]}";
    refuses("{}", other);
    refuses("[1, 2]", other);
    refuses("7", other);
    refuses("", "1:1: EOF while parsing a value; the text is cut off");
    refuses("{\"awaitscope\": 1,\n \"blocks\": [", "2:12: EOF while parsing a list; the text is cut off");
    refuses("hello", "1:1: expected value; this is not JSON");
    refuses("{\"awaitscope\": 1}", "1:1: missing field `blocks`");
}

#[test]
fn a_file_of_another_version_is_told_apart_from_a_broken_one() {
    refuses(
        "{\"blocks\": {},\n \"awaitscope\": 2}",
        "2:16: awaitscope: the scene was written by a newer version of Awaitscope (format 2; this one reads up to 1): \
         reload the page, or update the program",
    );
    for format in ["0", "-1", "1.5", "\"1\"", "null"] {
        let said = Scene::from_json(&format!("{{\"awaitscope\": {format}}}")).expect_err(format).to_string();
        assert!(said.contains("write \"awaitscope\": 1") || said.contains("no scene"), "{said}");
    }
}

#[test]
fn an_unknown_field_is_named_with_its_place() {
    let said =
        Scene::from_json(&scene_of(r#"{"id": "b1", "label": "a", "task": [{"slep": 1}]}"#)).unwrap_err();
    let said = said.to_string();
    assert!(
        said.starts_with(
            "2:38: blocks[0].task[0] (\u{201c}a\u{201d}): unknown field `slep`, expected one of `sleep`, `work`, `print`"
        ),
        "{said}"
    );
}

#[test]
fn missing_children_and_circles_are_refused() {
    refuses(
        &scene_of(r#"{"id": "b1", "label": "a", "gather": ["b7"]}"#),
        "2:38: blocks[0].gather (\u{201c}a\u{201d}): there is no block b7; add it, or take its name away here",
    );
    refuses(
        &scene_of(
            r#"{"id": "b2", "label": "a", "shield": "b1"},
               {"id": "b1", "label": "b", "task": [{"sleep": 1}, {"repeat": 2, "do": [{"await": "b2"}]}]}"#,
        ),
        "3:16: blocks[1] (\u{201c}b\u{201d}): these await each other in a circle: \u{201c}b\u{201d}, \u{201c}a\u{201d} \
         and again \u{201c}b\u{201d}; take one of these edges away",
    );
}

#[test]
fn absurd_numbers_are_refused_where_they_stand() {
    let out_of_range = |what: &str, value: &str| format!("{what} is {value}, but must be from 0 to 1000000");
    refuses(
        &scene_of(r#"{"id": "b1", "label": "a", "timeout": null, "delay": -1}"#),
        &format!(
            "2:54: blocks[0].delay (\u{201c}a\u{201d}): {}",
            out_of_range("the timeout in seconds", "-1")
        ),
    );
    refuses(
        &scene_of(
            r#"{"id": "b1", "label": "a", "task": [{"try": [], "finally": [{"sleep": 1}, {"sleep": 1e7}]}]}"#,
        ),
        &format!(
            "2:85: blocks[0].task[0].finally[1].sleep (\u{201c}a\u{201d}): {}",
            out_of_range("the sleep in seconds", "10000000")
        ),
    );
    let text = scene_of(r#"{"id": "b1", "label": "a", "at": [0, 1e308], "task": [{"work": NaN}]}"#);
    refuses(&text, "2:64: expected value; this is not JSON");
    let text = scene_of(r#"{"id": "b1", "label": "a", "task": [{"work": 1e400}]}"#);
    refuses(&text, "2:46: this number is larger than any that a scene can have");
}

#[test]
fn ids_and_labels_are_unique() {
    refuses(
        &scene_of(
            r#"{"id": "b1", "label": "a", "task": []},
               {"id": "b1", "label": "b", "task": []}"#,
        ),
        "3:23: blocks[1].id (\u{201c}b\u{201d}): another block has the id \"b1\"; give this one a number of its own",
    );
    refuses(
        &scene_of(
            r#"{"id": "b1", "label": "a", "task": []},
               {"id": "b2", "label": "a", "task": []}"#,
        ),
        "3:38: blocks[1].label (\u{201c}a\u{201d}): the name \u{201c}a\u{201d} belongs to b1 already; names are unique",
    );
    refuses(
        &scene_of(r#"{"id": "one", "label": "a", "shield": "b01"}"#),
        "2:8: blocks[0].id (\u{201c}a\u{201d}): \"one\" is no id; write a b and a number from 0 to 1000000000, such as \
         \"b1\"\n\
         2:39: blocks[0].shield (\u{201c}a\u{201d}): \"b01\" is no id; write a b and a number from 0 to 1000000000, \
         such as \"b1\"",
    );
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    refuses(
        &scene_of(
            r#"{"id": "b1", "label": "a", "task": [{"sleep": -1}]},
               {"id": "one", "label": "b", "gather": ["b1"]}"#,
        ),
        "2:47: blocks[0].task[0].sleep (\u{201c}a\u{201d}): the sleep in seconds is -1, but must be from 0 to 1000000\n\
         3:23: blocks[1].id (\u{201c}b\u{201d}): \"one\" is no id; write a b and a number from 0 to 1000000000, such as \
         \"b1\"",
    );
}

#[test]
fn a_block_is_one_thing_and_a_step_does_one_thing() {
    refuses(
        &scene_of(r#"{"id": "b1", "label": "a"}"#),
        "2:1: blocks[0] (\u{201c}a\u{201d}): a block has exactly one of \"task\", \"gather\", \"shield\" and \"timeout\"",
    );
    refuses(
        &scene_of(r#"{"id": "b1", "label": "a", "task": [], "delay": 1}"#),
        "2:49: blocks[0].delay (\u{201c}a\u{201d}): only a timeout has \"delay\"; take it away here",
    );
    refuses(
        &scene_of(r#"{"id": "b1", "label": "a", "timeout": null}"#),
        "2:1: blocks[0] (\u{201c}a\u{201d}): the timeout has no \"delay\"; add it",
    );
    let text = scene_of(r#"{"id": "b1", "label": "a", "task": [{"sleep": 1, "print": "x"}]}"#);
    assert!(Scene::from_json(&text).unwrap_err().to_string().contains("a step does exactly one thing"));
    let text = scene_of(r#"{"id": "b1", "label": "a", "task": [{"raise": "Zonk: x"}]}"#);
    assert!(Scene::from_json(&text).unwrap_err().to_string().contains("\"Zonk\" is no exception"));
}

#[test]
fn ten_thousand_blocks_are_refused_with_their_number() {
    let blocks: Vec<String> =
        (0..10_000).map(|n| format!(r#"{{"id": "b{n}", "label": "t{n}", "task": []}}"#)).collect();
    refuses(&scene_of(&blocks.join(",\n")), "1:29: blocks: the scene has 10000 blocks; 2000 is the most");
}

#[test]
fn a_thousand_tasks_below_a_gather_are_fine() {
    let children: Vec<String> = (1..=1_000).map(|n| format!("\"b{n}\"")).collect();
    let gather = format!(r#"{{"id": "b0", "label": "all", "gather": [{}]}}"#, children.join(","));
    let tasks =
        (1..=1_000).map(|n| format!(r#"{{"id": "b{n}", "label": "t{n}", "task": [{{"sleep": 1}}]}}"#));
    let blocks: Vec<String> = std::iter::once(gather).chain(tasks).collect();
    let scene = Scene::from_json(&scene_of(&blocks.join(",\n"))).expect("a valid scene");
    assert_eq!(scene.lower().diagnostics, []);
    assert_eq!(Scene::from_json(&scene.to_json()).as_ref(), Ok(&scene));
}

#[test]
fn many_faults_are_counted_rather_than_listed() {
    let blocks: Vec<String> = (0..50)
        .map(|n| format!(r#"{{"id": "b{n}", "label": "t{n}", "timeout": null, "delay": -1}}"#))
        .collect();
    let error = Scene::from_json(&scene_of(&blocks.join(",\n"))).unwrap_err();
    assert_eq!((error.faults.len(), error.more), (20, 30));
    assert!(error.to_string().ends_with("\nand 30 more"));
}

#[test]
fn nesting_without_end_is_refused() {
    for (open, close) in
        [("[", "]"), ("{\"a\":", "}"), ("{\"awaitscope\":1,\"blocks\":[{\"task\":[{\"try\":[", "")]
    {
        let text = format!("{}{}", open.repeat(50_000), close.repeat(50_000));
        assert!(Scene::from_json(&text).is_err());
    }
    let steps = format!("{}{}", r#"{"try": ["#.repeat(20), "]}".repeat(20));
    refuses(
        &scene_of(&format!(r#"{{"id": "b1", "label": "a", "task": [{steps}]}}"#)),
        "2:36: blocks[0].task (\u{201c}a\u{201d}): the step is nested 20 deep; 6 is the most",
    );
    let chain: Vec<String> = (0..500)
        .map(|n| format!(r#"{{"id": "b{n}", "label": "t{n}", "task": [{{"await": "b{}"}}]}}"#, n + 1))
        .chain([r#"{"id": "b500", "label": "t500", "task": []}"#.to_owned()])
        .collect();
    refuses(
        &scene_of(&chain.join(",\n")),
        "2:1: blocks[0] (\u{201c}t0\u{201d}): 501 blocks hang below one another; 100 is the most",
    );
}
