//! Acting on a run while it plays: what was shown stays true, and the act comes next.

#[path = "support/random_scene.rs"]
mod random_scene;

use std::rc::Rc;

use awaitscope::playback::{Command, Player, Recording, View, label};
use awaitscope::program::{Constant, ExceptionName, run};
use awaitscope::scene::{Block, BlockId, BlockKind, Handler, Intervention, Point, Scene, Step};
use awaitscope::trace::{Canceller, EventKind};
use random_scene::random_scene;

const BOSS: BlockId = BlockId(1);
const BOTH: BlockId = BlockId(2);
const SHIELD: BlockId = BlockId(3);
const FETCH: BlockId = BlockId(4);
const LIMIT: BlockId = BlockId(5);
const STORE: BlockId = BlockId(6);
const BUSY: BlockId = BlockId(7);

fn task(steps: Vec<Step>) -> BlockKind {
    BlockKind::Task { steps }
}

/// boss awaits gather(shield(fetch), timeout(store)); beside it, "busy one" blocks the loop and yields a lot.
fn scene() -> Scene {
    let cleaned_up = Step::Try {
        body: vec![Step::Sleep { secs: 1.0 }],
        handlers: vec![Handler { catches: ExceptionName::CancelledError, steps: vec![Step::Reraise] }],
        finally: vec![Step::Sleep { secs: 0.25 }, Step::Print { text: "clean".into() }],
    };
    let blocks = [
        (BOSS, "boss", task(vec![Step::Await { target: BOTH, print: true }])),
        (BOTH, "both", BlockKind::Gather { children: vec![SHIELD, LIMIT], return_exceptions: false }),
        (SHIELD, "shield", BlockKind::Shield { child: Some(FETCH) }),
        (FETCH, "fetch", task(vec![Step::Sleep { secs: 0.6 }, Step::Return { value: Constant::Int(1) }])),
        (LIMIT, "limit", BlockKind::Timeout { child: Some(STORE), delay_secs: 0.4 }),
        (STORE, "store", task(vec![cleaned_up])),
        (
            BUSY,
            "busy one",
            task(vec![
                Step::Work { secs: 0.1234 },
                Step::Repeat { times: 4, body: vec![Step::Sleep { secs: 0.0 }] },
                Step::Sleep { secs: 0.3 },
                Step::Repeat { times: 3, body: vec![Step::Sleep { secs: 0.0 }] },
            ]),
        ),
    ];
    let blocks = blocks
        .into_iter()
        .map(|(id, label, kind)| (id, Block { label: label.into(), position: Point::default(), kind }));
    Scene { blocks: blocks.collect(), ..Scene::default() }
}

fn record(scene: &Scene) -> Rc<Recording> {
    let lowered = scene.lower();
    let program = Rc::new(lowered.program);
    let log = run(&program, Default::default());
    let labels = scene.blocks.iter().map(|(id, block)| (id.0, block.label.clone()));
    Rc::new(Recording::new(log, program.origins.clone()).with_labels(labels))
}

/// Every moment at which something is shown, and some in the gaps between.
fn moments(recording: &Recording) -> Vec<f64> {
    let pacing = recording.pacing();
    let mut moments = Vec::new();
    for cursor in 0..recording.len() {
        let (from, to) = (pacing.display_ms_of(cursor), pacing.display_ms_of(cursor + 1));
        moments.extend([0.0, 0.3, 0.6, 0.999].map(|share| from + (to - from) * share));
    }
    moments.dedup();
    moments
}

/// Cancels a block at every moment of a run at which it is alive, each time anew. Returns how often there was something to cancel.
fn check_everywhere(scene: &Scene, target: BlockId) -> usize {
    let before = record(scene);
    let mut acts = 0;
    for ms in moments(&before) {
        let mut player = Player::new(before.clone());
        player.command(Command::SeekMs(ms));
        // Only what is there and not done can be cancelled by a person.
        if player.view().of_block(target.0).is_none_or(|block| block.state.is_final()) {
            continue;
        }
        let Some(point) = player.intervention_point() else { continue };
        let mut scene = scene.clone();
        scene.interventions.push(Intervention {
            at_secs: point.at_secs,
            turns: point.turns,
            cancel: Some(target),
        });
        let after = record(&scene);
        let (clock_secs, shown) = (player.clock_secs(), player.view().clone());
        let context = format!("cancelling {target} of {} at {ms} ms, {clock_secs} s, {point:?}", scene.title);
        assert!(player.replace_recording(after.clone()), "what was shown did not stay: {context}");
        assert_eq!(player.view().console_len(), shown.console_len(), "{context}");
        let states =
            |view: &View| view.tasks().map(|task| (task.name.clone(), task.state)).collect::<Vec<_>>();
        assert_eq!(states(player.view()), states(&shown), "{context}");
        assert!((player.clock_secs() - clock_secs).abs() < 1e-6, "{} now, {context}", player.clock_secs());

        let acted = after.log().iter().skip(player.cursor()).find(|(_, event)| match event.kind {
            EventKind::CancelRequested {
                by: Canceller::Outside | Canceller::Callback,
                target: asked,
                ..
            } => label(&after, asked) == scene.blocks[&target].label,
            _ => false,
        });
        // It may end before the next iteration.
        let Some((_, act)) = acted else { continue };
        acts += 1;
        assert!(act.time >= clock_secs, "{} s, {context}", act.time);
        // A blocking call lets nobody act before it is over.
        if clock_secs > shown.time_secs() && shown.event_loop().blocked_until_secs.is_none() {
            assert!(act.time <= clock_secs + 0.001 + 1e-9, "{} s, {context}", act.time);
        }
        let iterations = act.iteration - shown.event_loop().iteration;
        assert!(iterations <= 1 || shown.event_loop().iteration == 0, "{iterations} later, {context}");
    }
    acts
}

#[test]
fn a_task_can_be_cancelled_at_any_moment() {
    assert!(check_everywhere(&scene(), BOSS) > 50);
    assert!(check_everywhere(&scene(), FETCH) > 50);
}

#[test]
fn a_task_with_a_blank_in_its_name_can_be_cancelled_at_any_moment() {
    assert!(check_everywhere(&scene(), BUSY) > 50);
}

#[test]
fn a_gather_can_be_cancelled_at_any_moment() {
    assert!(check_everywhere(&scene(), BOTH) > 50);
}

#[test]
fn a_second_intervention_can_be_made_at_any_moment() {
    let mut scene = scene();
    scene.interventions.push(Intervention { at_secs: 0.2, turns: 1, cancel: Some(LIMIT) });
    scene.interventions.push(Intervention { at_secs: 0.2, turns: 0, cancel: Some(BUSY) });
    assert!(check_everywhere(&scene, BOSS) > 50);
    assert!(check_everywhere(&scene, BOTH) > 50);
}

#[test]
fn anything_in_any_scene_can_be_cancelled_at_any_moment() {
    let mut acts = 0;
    for seed in 0..30 {
        let scene = random_scene(seed);
        let targets: Vec<BlockId> = scene.blocks.keys().copied().collect();
        let target = targets[seed as usize % targets.len()];
        acts += check_everywhere(&scene, target);
    }
    assert!(acts > 500, "only {acts} acts");
}
