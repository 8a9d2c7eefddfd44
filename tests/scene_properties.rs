//! Properties of scenes that hold for random ones. A failure prints what it takes to see it again.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/random_scene.rs"]
mod random_scene;

use awaitscope::lesson::Lesson;
use awaitscope::program::Constant;
use awaitscope::python;
use awaitscope::scene::{
    Appearance, Block, BlockId, BlockKind, Diff, Edit, History, IdSet, Intervention, Point, Scene, Step,
    flatten, step_of,
};
use proptest::prelude::*;
use random_scene::{Random, random_scene};

/// A random edit; many make no sense.
fn random_edit(random: &mut Random, scene: &Scene) -> Edit {
    let known: Vec<BlockId> = scene.blocks.keys().copied().collect();
    let any = |random: &mut Random| match known.len() {
        0 => BlockId(7),
        _ if random.percent(3) => BlockId(999),
        count => known[random.below(count)],
    };
    let numbers = [0.0, 1.5, 100.0, 1e6, 1e7, -1.0, f64::NAN, f64::INFINITY, 1e308];
    let labels = ["fetch", "fetch", "tea 2", "", " x ", "a\nb", "Task-1", "caf\u{e9}"];
    let by = Point { x: random.pick(&numbers), y: random.pick(&numbers) };
    let first = any(random);
    let second = any(random);
    let some: IdSet = (0..random.below(4)).map(|_| any(random)).collect();
    let other = random_scene(random.next());
    let block = Block {
        label: random.pick(&labels).to_owned(),
        position: Point::default(),
        kind: match random.below(4) {
            0 => BlockKind::Gather { children: vec![], return_exceptions: false },
            1 => BlockKind::Shield { child: None },
            2 => BlockKind::Timeout { child: None, delay_secs: random.pick(&numbers) },
            _ => BlockKind::Task { steps: vec![Step::Return { value: Constant::None }] },
        },
    };
    match random.below(20) {
        0 | 1 => Edit::AddBlock { id: scene.next_id(), block },
        2 => Edit::AddBlocks { blocks: scene.copy_of(scene, &some, by) },
        3 => Edit::AddBlocks {
            blocks: scene.copy_of(&other, &other.blocks.keys().copied().take(3).collect(), by),
        },
        4 => Edit::RemoveBlocks { ids: some },
        5 => Edit::MoveBlocks { ids: some, by },
        6..10 => Edit::Connect { parent: first, child: second },
        10 => Edit::Disconnect { parent: first, child: second },
        11 => match scene.edges().as_slice() {
            [] => Edit::Wrap { parent: None, child: first, id: scene.next_id(), block },
            edges => {
                let edge = edges[random.below(edges.len())];
                Edit::Wrap { parent: Some(edge.parent), child: edge.child, id: scene.next_id(), block }
            }
        },
        12 => Edit::Wrap { parent: None, child: first, id: scene.next_id(), block },
        13 => {
            let mut children = scene.children_of(first);
            children.reverse();
            Edit::ReorderChildren { id: first, children }
        }
        14 => Edit::SetLabel { id: first, label: random.pick(&labels).to_owned() },
        15 => Edit::SetSteps { id: first, steps: other.blocks.values().next().unwrap().steps().to_vec() },
        16 => Edit::SetDelay { id: first, delay_secs: random.pick(&numbers) },
        17 => Edit::SetReturnExceptions { id: first, on: random.percent(50) },
        18 => Edit::AddIntervention {
            intervention: Intervention { at_secs: random.pick(&numbers), turns: 0, cancel: Some(second) },
        },
        _ if random.percent(20) => Edit::Replace { scene: Box::new(other) },
        _ if random.percent(30) => {
            let ask = vec![random.pick(&labels).to_owned()];
            Edit::SetLesson { lesson: Lesson { ask, ..Lesson::default() } }
        }
        _ if random.percent(50) => Edit::SetTitle { title: random.pick(&labels).to_owned() },
        _ => Edit::RemoveIntervention { index: random.below(3) },
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_block_is_the_child_of_those_that_list_it(seed in any::<u64>()) {
        let scene = random_scene(seed);
        let ids = || scene.blocks.keys().copied();
        for (parent, child) in ids().flat_map(|parent| ids().map(move |child| (parent, child))) {
            let is_listed = scene.children_of(parent).contains(&child);
            prop_assert_eq!(scene.is_child(child, parent), is_listed, "{} below {}", child.0, parent.0);
        }
    }

    #[test]
    fn a_step_has_the_number_that_it_has_among_all(seed in any::<u64>()) {
        for block in random_scene(seed).blocks.values() {
            let all = flatten(block.steps());
            for number in 0..=all.len() as u32 {
                prop_assert_eq!(step_of(block.steps(), number), all.get(number as usize).copied());
            }
        }
    }

    #[test]
    fn edits_keep_the_document_valid_and_undo_brings_every_state_back(seed in any::<u64>()) {
        let mut random = Random::new(seed);
        let mut scene = random_scene(seed);
        let mut history = History::default();
        let mut states = vec![scene.clone()];
        let start = scene.clone();
        let mut whole = Diff::default();
        for _ in 0..30 {
            let edit = random_edit(&mut random, &scene);
            let before = scene.clone();
            match history.apply(&mut scene, &edit) {
                Ok(diff) => {
                    prop_assert_eq!(&diff, &Diff::between(&before, &scene), "{:?}", edit);
                    whole.squash(diff);
                }
                Err(_) => prop_assert_eq!(&scene, &before, "{:?}", edit),
            }
            prop_assert_eq!(scene.problems(), vec![], "{:?}", edit);
            if scene != before {
                states.push(scene.clone());
            }
        }
        prop_assert_eq!(&whole, &Diff::between(&start, &scene));
        for state in states.iter().rev() {
            prop_assert_eq!(&scene, state);
            prop_assert_eq!(history.can_undo(), history.undo(&mut scene).is_some());
        }
        for state in &states {
            prop_assert_eq!(&scene, state);
            prop_assert_eq!(history.can_redo(), history.redo(&mut scene).is_some());
        }
    }

    #[test]
    fn a_gesture_is_one_step_and_can_be_given_up(seed in any::<u64>()) {
        let mut random = Random::new(seed);
        let mut scene = random_scene(seed);
        let start = scene.clone();
        let mut history = History::default();
        for give_up in [true, false] {
            history.begin_gesture();
            for _ in 0..8 {
                let edit = random_edit(&mut random, &scene);
                let _ = history.apply(&mut scene, &edit);
            }
            if give_up {
                history.cancel_gesture(&mut scene);
                prop_assert_eq!(&scene, &start);
                prop_assert!(!history.can_undo());
            }
        }
        history.end_gesture();
        let end = scene.clone();
        history.undo(&mut scene);
        prop_assert_eq!(&scene, &start);
        prop_assert!(!history.can_undo());
        history.redo(&mut scene);
        prop_assert_eq!(&scene, &end);
    }

    #[test]
    fn a_scene_comes_back_from_its_file_as_it_was(seed in any::<u64>()) {
        let scene = random_scene(seed);
        let text = scene.to_json();
        prop_assert_eq!(Scene::from_json(&text), Ok(scene), "{}", text);
    }

    #[test]
    fn numbers_come_back_from_a_file_to_the_last_bit(at_secs in 0.0..1e6_f64, x in -1e6..1e6_f64) {
        let mut scene = random_scene(1);
        scene.blocks.values_mut().for_each(|block| block.position.x = x);
        scene.interventions = vec![Intervention { at_secs, turns: 0, cancel: Some(BlockId(1)) }];
        prop_assert_eq!(Scene::from_json(&scene.to_json()), Ok(scene));
    }

    #[test]
    fn no_text_makes_the_loader_panic(seed in any::<u64>(), cuts in prop::collection::vec((any::<u16>(), any::<u16>()), 1..6)) {
        let text = random_scene(seed).to_json();
        let pieces = ["", "null", "[", "}", "\"b1\"", "-1", "1e308", "{\"sleep\": 1}", "\u{1f375}", ",", "\\"];
        let mut chars: Vec<char> = text.chars().collect();
        for (at, what) in cuts {
            let at = usize::from(at) % chars.len();
            let end = (at + usize::from(what) % 7).min(chars.len());
            let piece = pieces[usize::from(what) % pieces.len()];
            chars.splice(at..end, piece.chars());
        }
        let mutated: String = chars.into_iter().collect();
        match Scene::from_json(&mutated) {
            Ok(scene) => prop_assert_eq!(scene.problems(), vec![]),
            Err(error) => {
                prop_assert!(!error.faults.is_empty());
                for fault in error.faults {
                    prop_assert!(fault.line <= mutated.split('\n').count());
                }
            }
        }
    }

    #[test]
    fn lowering_accounts_for_every_block_and_its_python_names_every_task(seed in any::<u64>()) {
        let scene = random_scene(seed);
        let lowered = scene.lower();
        let text = python::print(&lowered.program);
        prop_assert_eq!(lowered.appearances.len(), scene.blocks.len());
        for (id, appearance) in &lowered.appearances {
            if let Appearance::Task { name, function, .. } = appearance {
                prop_assert_eq!(name, &scene.blocks[id].label);
                let definition = format!("async def {function}():\n");
                prop_assert!(text.contains(&definition), "{}", text);
            }
        }
        prop_assert_eq!(scene.lower(), lowered);
    }
}
