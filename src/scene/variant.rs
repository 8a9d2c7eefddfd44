//! What a scene would be without one of its blocks.

use super::edit::Edit;
use super::ids::IdSet;
use super::model::{BlockId, BlockKind, Scene};

impl Scene {
    /// The shields and timeouts without which the scene would still be one.
    pub fn removable(&self) -> impl Iterator<Item = BlockId> {
        let holds = |kind: &BlockKind| {
            matches!(kind, BlockKind::Shield { child: Some(_) } | BlockKind::Timeout { child: Some(_), .. })
        };
        self.blocks.iter().filter(move |(_, block)| holds(&block.kind)).map(|(id, _)| *id)
    }

    /// The scene without a shield or a timeout: whatever awaits it awaits what it holds. `None` if it is neither, holds
    /// nothing, or cannot be left out.
    pub fn without(&self, id: BlockId) -> Option<Scene> {
        let (BlockKind::Shield { child: Some(child) } | BlockKind::Timeout { child: Some(child), .. }) =
            self.blocks.get(&id)?.kind
        else {
            return None;
        };
        let mut scene = self.clone();
        for block in scene.blocks.values_mut() {
            block.retarget(&|target| Some(if target == id { child } else { target }));
        }
        scene.apply(&Edit::RemoveBlocks { ids: IdSet::from_iter([id]) }).ok()?;
        Some(scene)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_awaited_the_shield_awaits_what_it_held() {
        let text = r#"{"awaitscope": 1, "blocks": [
            {"id": "b1", "label": "customer", "task": [{"await": "b2"}]},
            {"id": "b2", "label": "protection", "shield": "b3"},
            {"id": "b3", "label": "payment", "task": [{"sleep": 5}]}
        ]}"#;
        let scene = Scene::from_json(text).expect("the scene is sound");
        assert_eq!(scene.removable().collect::<Vec<_>>(), [BlockId(2)]);
        let without = scene.without(BlockId(2)).expect("it can be left out");
        assert_eq!(without.children_of(BlockId(1)), [BlockId(3)]);
        assert_eq!((without.blocks.len(), without.problems()), (2, vec![]));
        assert_eq!(scene.without(BlockId(1)), None, "a task is no shield");
    }
}
