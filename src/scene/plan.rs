//! Before lowering: which function creates which block, which blocks need a variable that all functions see, and what
//! everything is called.

use super::edges::{EdgeKind, flatten};
use super::ids::{IdMap, IdSet};
use super::model::{Block, BlockId, BlockKind, Scene, Step};
use super::names::Names;

/// A function of the program that is made from a scene.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner {
    /// The implicit main coroutine.
    Main,
    /// The coroutine of a task, or of a timeout that is a task of its own.
    Block(BlockId),
}

/// What the program does with each block.
pub(super) struct Plan {
    /// The function that creates each block's task or future: the one that all blocks above it belong to, and main
    /// for roots and for blocks that several functions share.
    pub(super) owners: IdMap<Owner>,
    /// Blocks that several functions await or start. Main creates them before anything else.
    pub(super) shared: IdSet,
    /// Timeouts that are an `async with` in the function of the task that awaits them, and no task of their own.
    pub(super) inline: IdSet,
    /// Shields of nothing, which the program leaves out.
    pub(super) absent: IdSet,
    /// Blocks whose variable is one of the module.
    pub(super) global: IdSet,
    /// The names of the functions of tasks and of timeouts that are tasks.
    pub(super) functions: IdMap<String>,
    /// The names of the variables of all blocks that have one.
    pub(super) variables: IdMap<String>,
    /// All blocks, those below before those above.
    pub(super) bottom_up: Vec<BlockId>,
    /// The identifiers in use.
    pub(super) names: Names,
}

/// `async with` in `async with`: one more becomes a task of its own. CPython limits how many blocks can be nested in a
/// function.
const MAX_INLINE_DEPTH: usize = 3;

impl Plan {
    /// Plans a valid scene.
    pub(super) fn of(scene: &Scene) -> Plan {
        let bottom_up = bottom_up(scene);
        let mut plan = Plan {
            owners: IdMap::new(),
            shared: IdSet::new(),
            inline: IdSet::new(),
            absent: IdSet::new(),
            global: IdSet::new(),
            functions: IdMap::new(),
            variables: IdMap::new(),
            bottom_up,
            names: Names::new(),
        };
        for id in &plan.bottom_up {
            if let BlockKind::Shield { child } = scene.blocks[id].kind
                && child.is_none_or(|child| plan.absent.contains(&child))
            {
                plan.absent.insert(*id);
            }
        }
        plan.find_owners(scene);
        plan.find_globals(scene);
        plan.name(scene);
        plan
    }

    /// Whether a block runs as a task.
    pub(super) fn is_task(&self, id: BlockId) -> bool {
        self.functions.contains_key(&id)
    }

    fn find_owners(&mut self, scene: &Scene) {
        let mut parents: IdMap<Vec<BlockId>> = IdMap::new();
        for edge in scene.edges() {
            parents.get_or_insert_with(edge.child, Vec::new).push(edge.parent);
        }
        let mentioned: IdSet = mentions(scene).map(|(_, target)| target).collect();
        let mut inline_depth: IdMap<usize> = IdMap::new();
        for &id in self.bottom_up.iter().rev() {
            let parents = parents.get(&id).map(Vec::as_slice).unwrap_or_default();
            let mut functions = parents.iter().map(|&parent| self.function_of(scene, parent));
            let owner = match functions.next() {
                Some(first) if functions.all(|other| other == first) => first,
                Some(_) => {
                    self.shared.insert(id);
                    Owner::Main
                }
                None => Owner::Main,
            };
            self.owners.insert(id, owner);
            if let (BlockKind::Timeout { .. }, [parent], false) =
                (&scene.blocks[&id].kind, parents, mentioned.contains(&id))
            {
                let depth = match &scene.blocks[parent].kind {
                    BlockKind::Task { steps } => awaited_once(steps, id).then_some(1),
                    _ => inline_depth.get(parent).map(|depth| depth + 1),
                };
                if let Some(depth) = depth.filter(|depth| *depth <= MAX_INLINE_DEPTH) {
                    inline_depth.insert(id, depth);
                    self.inline.insert(id);
                }
            }
        }
    }

    /// The function whose code names the children of a block.
    fn function_of(&self, scene: &Scene, id: BlockId) -> Owner {
        match scene.blocks[&id].kind {
            BlockKind::Task { .. } => Owner::Block(id),
            BlockKind::Timeout { .. } if !self.inline.contains(&id) => Owner::Block(id),
            _ => self.owners[&id],
        }
    }

    fn find_globals(&mut self, scene: &Scene) {
        let elsewhere =
            mentions(scene).filter(|(by, target)| self.owners.get(target) != Some(&Owner::Block(*by)));
        self.global = elsewhere.map(|(_, target)| target).chain(self.shared.iter().copied()).collect();
    }

    fn name(&mut self, scene: &Scene) {
        for (&id, block) in &scene.blocks {
            if self.inline.contains(&id) || self.absent.contains(&id) {
                continue;
            }
            let kind = kind_name(block);
            if let BlockKind::Task { .. } | BlockKind::Timeout { .. } = block.kind {
                let function = self.names.unique(&block.label, kind);
                self.variables.insert(id, self.names.unique(&format!("{function}_task"), kind));
                self.functions.insert(id, function);
            } else {
                self.variables.insert(id, self.names.unique(&block.label, kind));
            }
        }
    }
}

/// What a block of this kind is called when its label gives no name.
fn kind_name(block: &Block) -> &'static str {
    match block.kind {
        BlockKind::Task { .. } => "task",
        BlockKind::Gather { .. } => "gather",
        BlockKind::Shield { .. } => "shield",
        BlockKind::Timeout { .. } => "timeout",
    }
}

/// The tasks that cancel or look at a block, each with the block.
fn mentions(scene: &Scene) -> impl Iterator<Item = (BlockId, BlockId)> {
    let of_block = |(&id, block): (&BlockId, &Block)| {
        let steps = flatten(block.steps()).into_iter();
        let targets = steps.filter_map(|step| match *step {
            Step::Cancel { target } | Step::Look { target } => Some(target),
            _ => None,
        });
        targets.map(|target| (id, target)).collect::<Vec<_>>()
    };
    scene.blocks.iter().flat_map(of_block)
}

/// Whether a task's steps name a block as a child just once, and await it there.
fn awaited_once(steps: &[Step], id: BlockId) -> bool {
    let steps = flatten(steps);
    let mut uses = steps.iter().filter_map(|step| step.child()).filter(|(child, _)| *child == id);
    uses.next() == Some((id, EdgeKind::Awaits)) && uses.next().is_none()
}

/// All blocks of a valid scene, those below before those above, otherwise in the order of ids.
pub(super) fn bottom_up(scene: &Scene) -> Vec<BlockId> {
    fn visit(scene: &Scene, id: BlockId, seen: &mut IdSet, order: &mut Vec<BlockId>) {
        if seen.insert(id) {
            for child in scene.children_of(id) {
                visit(scene, child, seen, order);
            }
            order.push(id);
        }
    }
    let mut order = Vec::new();
    let mut seen = IdSet::new();
    for &id in scene.blocks.keys() {
        visit(scene, id, &mut seen, &mut order);
    }
    order
}
