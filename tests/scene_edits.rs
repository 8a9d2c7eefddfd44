//! Edits of scenes: what each does, and what it says when it refuses.

use awaitscope::scene::{
    Block, BlockId, BlockKind, Diff, Edge, EdgeKind, Edit, History, IdMap, Intervention, Point, Scene, Step,
};

/// Two tasks, a gather of them, and a task that awaits the gather, then cancels the first one.
const SCENE: &str = r#"{"awaitscope": 1, "blocks": [
    {"id": "b1", "label": "cook", "task": [
        {"try": [{"await": "b2"}], "finally": [{"cancel": "b3"}]}, {"await": "b2"}, {"return": 1}]},
    {"id": "b2", "label": "both", "gather": ["b3", "b4"]},
    {"id": "b3", "label": "tea", "task": []},
    {"id": "b4", "label": "toast", "task": [{"sleep": 1}]},
    {"id": "b5", "label": "free", "task": []}],
    "interventions": [{"at": 1, "cancel": "b3"}, {"at": 2, "cancel": "b4"}]}"#;

const COOK: BlockId = BlockId(1);
const BOTH: BlockId = BlockId(2);
const TEA: BlockId = BlockId(3);
const TOAST: BlockId = BlockId(4);
const FREE: BlockId = BlockId(5);
const NEW: BlockId = BlockId(6);

fn scene() -> Scene {
    Scene::from_json(SCENE).expect("a valid scene")
}

fn block(label: &str, kind: BlockKind) -> Block {
    Block { label: label.to_owned(), position: Point::default(), kind }
}

fn shield(child: Option<BlockId>) -> Block {
    block("shield", BlockKind::Shield { child })
}

fn steps(scene: &Scene, id: BlockId) -> &[Step] {
    scene.blocks[&id].steps()
}

/// Carries out edits that are all allowed.
fn after(edits: &[Edit]) -> Scene {
    let mut scene = scene();
    for edit in edits {
        scene.apply(edit).unwrap_or_else(|error| panic!("{edit:?}: {error}"));
        assert_eq!(scene.problems(), []);
    }
    scene
}

/// Checks that an edit is refused with these words and changes nothing.
fn refuses(edit: Edit, words: &str) {
    let mut edited = scene();
    let error = edited.apply(&edit).expect_err(words);
    assert_eq!(error.to_string(), words);
    assert_eq!(edited, scene());
}

#[test]
fn edges_are_listed_as_the_parents_name_their_children() {
    let edge = |parent, child, kind| Edge { parent, child, kind };
    let scene = after(&[
        Edit::SetSteps { id: FREE, steps: vec![Step::Start { target: TOAST }, Step::Start { target: TEA }] },
        Edit::Connect { parent: FREE, child: TEA },
    ]);
    let edges = [
        edge(COOK, BOTH, EdgeKind::Awaits),
        edge(BOTH, TEA, EdgeKind::Awaits),
        edge(BOTH, TOAST, EdgeKind::Awaits),
        edge(FREE, TOAST, EdgeKind::Starts),
        edge(FREE, TEA, EdgeKind::Awaits),
    ];
    assert_eq!(scene.edges(), edges);
    assert_eq!(scene.roots(), [COOK, FREE]);
    assert_eq!(scene.parents_of(TEA), [BOTH, FREE]);
    assert_eq!(scene.children_of(FREE), [TOAST, TEA]);
    assert!(scene.is_below(TEA, COOK) && !scene.is_below(COOK, TEA) && !scene.is_below(TEA, TEA));
}

#[test]
fn labels_that_are_taken_get_a_number() {
    let scene = after(&[
        Edit::AddBlock { id: BlockId(10), block: block("tea", BlockKind::Task { steps: vec![] }) },
        Edit::AddBlock { id: BlockId(11), block: block(" tea ", BlockKind::Task { steps: vec![] }) },
        Edit::SetLabel { id: TOAST, label: "tea 2".to_owned() },
        Edit::SetLabel { id: TEA, label: "tea".to_owned() },
        Edit::SetLabel { id: FREE, label: "Task-1".to_owned() },
    ]);
    let labels: Vec<&str> = scene.blocks.values().map(|block| block.label.as_str()).collect();
    assert_eq!(labels, ["cook", "both", "tea", "tea 4", "Task-1 2", "tea 2", "tea 3"]);
    assert_eq!(scene.next_id(), BlockId(12));
    assert_eq!(scene.unique_label("tea"), "tea 5");
}

#[test]
fn connecting_a_task_adds_an_await_before_its_end() {
    let scene =
        after(&[Edit::Connect { parent: COOK, child: FREE }, Edit::Connect { parent: BOTH, child: FREE }]);
    let end = [
        Step::Await { target: FREE, print: false },
        Step::Return { value: awaitscope::program::Constant::Int(1) },
    ];
    assert!(steps(&scene, COOK).ends_with(&end));
    assert_eq!(scene.children_of(BOTH), [TEA, TOAST, FREE]);
}

#[test]
fn connections_that_make_no_sense_are_refused_in_words() {
    refuses(
        Edit::Connect { parent: TEA, child: COOK },
        "\u{201c}tea\u{201d} cannot await \u{201c}cook\u{201d}, which awaits it: cook \u{2192} both \u{2192} tea.",
    );
    refuses(Edit::Connect { parent: TEA, child: TEA }, "\u{201c}tea\u{201d} cannot await itself.");
    refuses(
        Edit::Connect { parent: BOTH, child: TEA },
        "\u{201c}both\u{201d} awaits \u{201c}tea\u{201d} already.",
    );
    refuses(Edit::Connect { parent: BOTH, child: NEW }, "There is no block b6.");
    refuses(
        Edit::Disconnect { parent: FREE, child: TEA },
        "\u{201c}free\u{201d} does not await \u{201c}tea\u{201d}.",
    );
    let mut scene = after(&[Edit::AddBlock { id: NEW, block: shield(Some(FREE)) }]);
    let error = scene.apply(&Edit::Connect { parent: NEW, child: TEA }).unwrap_err();
    assert_eq!(
        error.to_string(),
        "The shield \u{201c}shield\u{201d} holds one block, and has \u{201c}free\u{201d}. \
         Put a gather below it to hold several."
    );
}

#[test]
fn numbers_and_labels_that_no_document_has_are_refused_in_words() {
    refuses(Edit::SetLabel { id: TEA, label: "  ".to_owned() }, "\u{201c}tea\u{201d}: the name is empty.");
    refuses(
        Edit::SetSteps { id: TEA, steps: vec![Step::Sleep { secs: -1.0 }] },
        "\u{201c}tea\u{201d}: the sleep in seconds is -1, but must be from 0 to 1000000.",
    );
    refuses(
        Edit::SetSteps { id: TEA, steps: vec![Step::Await { target: BOTH, print: false }] },
        "\u{201c}both\u{201d}: these await each other in a circle: \u{201c}both\u{201d}, \u{201c}tea\u{201d} and again \
         \u{201c}both\u{201d}.",
    );
    refuses(Edit::SetDelay { id: TEA, delay_secs: 1.0 }, "\u{201c}tea\u{201d} is no timeout.");
    refuses(
        Edit::AddIntervention {
            intervention: Intervention { at_secs: f64::NAN, turns: 0, cancel: Some(TEA) },
        },
        "This cannot be done: the moment in seconds is NaN, but must be from 0 to 1000000.",
    );
    refuses(Edit::RemoveIntervention { index: 2 }, "There is no intervention 3.");
    refuses(
        Edit::ReorderChildren { id: BOTH, children: vec![TEA, TEA] },
        "The new order of \u{201c}both\u{201d} must name each of its children once.",
    );
}

#[test]
fn a_removed_block_leaves_nothing_behind_that_names_it() {
    let scene = after(&[Edit::RemoveBlocks { ids: [TEA].into() }]);
    assert_eq!(scene.children_of(BOTH), [TOAST]);
    let Step::Try { finally, .. } = &steps(&scene, COOK)[0] else { panic!("the try is still there") };
    assert_eq!(finally, &[]);
    assert_eq!(scene.interventions, [Intervention { at_secs: 2.0, turns: 0, cancel: Some(TOAST) }]);
}

#[test]
fn disconnecting_takes_every_await_away_and_leaves_the_other_steps() {
    let scene = after(&[Edit::Disconnect { parent: COOK, child: BOTH }]);
    assert_eq!(steps(&scene, COOK).len(), 2);
    assert_eq!(scene.roots(), [COOK, BOTH, FREE]);
}

#[test]
fn a_shield_dropped_on_an_edge_takes_the_childs_place() {
    let scene = after(&[
        Edit::Wrap { parent: Some(BOTH), child: TEA, id: NEW, block: shield(None) },
        Edit::Wrap { parent: Some(COOK), child: BOTH, id: BlockId(7), block: shield(None) },
        Edit::Wrap { parent: None, child: FREE, id: BlockId(8), block: shield(None) },
    ]);
    assert_eq!(scene.children_of(BOTH), [NEW, TOAST]);
    assert_eq!(scene.children_of(NEW), [TEA]);
    assert_eq!(scene.children_of(COOK), [BlockId(7)]);
    assert_eq!(scene.children_of(BlockId(8)), [FREE]);
    assert_eq!(scene.blocks[&BlockId(8)].label, "shield 3");
    let Step::Try { body, finally, .. } = &steps(&scene, COOK)[0] else { panic!("the try is still there") };
    assert_eq!(body, &[Step::Await { target: BlockId(7), print: false }]);
    assert_eq!(finally, &[Step::Cancel { target: TEA }], "who cancels the tea still means the tea");
}

#[test]
fn copies_keep_what_they_name_among_themselves() {
    let mut scene = scene();
    let copies = scene.copy_of(&scene, &[BOTH, TEA].into(), Point { x: 8.0, y: 0.0 });
    scene.apply(&Edit::AddBlocks { blocks: copies }).expect("copies fit");
    assert_eq!(scene.children_of(BlockId(6)), [BlockId(7)]);
    assert_eq!(scene.blocks[&BlockId(7)].label, "tea 2");
    assert_eq!(scene.blocks[&BlockId(7)].position.x, scene.blocks[&TEA].position.x + 8.0);
}

#[test]
fn diffs_that_undo_each_other_squash_to_nothing() {
    let mut edited = scene();
    let mut diff =
        edited.apply(&Edit::MoveBlocks { ids: [TEA].into(), by: Point { x: 8.0, y: 0.0 } }).unwrap();
    diff.squash(edited.apply(&Edit::SetTitle { title: "Tea".to_owned() }).unwrap());
    assert_eq!(diff, Diff::between(&scene(), &edited));
    diff.squash(
        edited.apply(&Edit::MoveBlocks { ids: [TEA].into(), by: Point { x: -8.0, y: 0.0 } }).unwrap(),
    );
    diff.squash(edited.apply(&Edit::SetTitle { title: String::new() }).unwrap());
    assert!(diff.is_empty());
}

#[test]
fn a_drag_is_one_step_and_escape_takes_it_back() {
    let mut edited = scene();
    let mut history = History::default();
    let right = Edit::MoveBlocks { ids: [TEA].into(), by: Point { x: 8.0, y: 0.0 } };
    history.begin_gesture();
    for _ in 0..10 {
        history.apply(&mut edited, &right).unwrap();
    }
    history.end_gesture();
    let dragged = edited.clone();
    history.begin_gesture();
    history.apply(&mut edited, &right).unwrap();
    history.cancel_gesture(&mut edited);
    assert_eq!(edited, dragged);
    history.undo(&mut edited);
    assert_eq!(edited, scene());
    assert!(!history.can_undo() && history.can_redo());
    history.redo(&mut edited);
    assert_eq!(edited, dragged);
    history.undo(&mut edited);
    history.apply(&mut edited, &right).unwrap();
    assert!(!history.can_redo(), "a new edit forgets what was undone");
}

#[test]
fn opening_another_scene_can_be_undone() {
    let mut edited = scene();
    let mut history = History::default();
    history.apply(&mut edited, &Edit::Replace { scene: Box::default() }).unwrap();
    assert_eq!(edited, Scene::default());
    history.undo(&mut edited);
    assert_eq!(edited, scene());
}

#[test]
fn a_chain_of_blocks_has_a_limit() {
    let mut scene = Scene::default();
    let link = |n: u32| {
        let child = (n > 0).then(|| BlockId(n - 1));
        (BlockId(n), block(&format!("s{n}"), BlockKind::Shield { child }))
    };
    let blocks: IdMap<Block> = (0..100).map(link).collect();
    scene.apply(&Edit::AddBlocks { blocks }).expect("a hundred in a chain are allowed");
    let (id, block) = link(100);
    let error = scene.apply(&Edit::AddBlock { id, block }).unwrap_err();
    assert_eq!(
        error.to_string(),
        "\u{201c}s100\u{201d}: 101 blocks hang below one another; 100 is the most."
    );
}
