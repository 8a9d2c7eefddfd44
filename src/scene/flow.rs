//! Which variables have a value when a statement is reached.

use super::ids::IdSet;
use super::model::BlockId;

/// What is known at one point of a function about the blocks that the function creates.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Flow {
    /// Blocks whose variable has a value on every way to this point.
    pub(super) surely: IdSet,
    /// Blocks whose variable has a value on some way to this point.
    pub(super) maybe: IdSet,
    /// Whether there is a way to this point.
    pub(super) reachable: bool,
}

impl Flow {
    /// The start of a function.
    pub(super) fn start() -> Flow {
        Flow { surely: IdSet::new(), maybe: IdSet::new(), reachable: true }
    }

    /// A block's variable gets a value.
    pub(super) fn assign(&mut self, id: BlockId) {
        self.surely.insert(id);
        self.maybe.insert(id);
    }

    /// Where two ways join.
    pub(super) fn join(mut self, other: &Flow) -> Flow {
        match (self.reachable, other.reachable) {
            (true, false) => self,
            (false, true) => other.clone(),
            (reachable, _) => {
                self.surely.retain(|id| other.surely.contains(id));
                self.maybe.unite(&other.maybe);
                Flow { reachable, ..self }
            }
        }
    }

    /// Joins a way to those that are known already.
    pub(super) fn join_into(&self, known: &mut Option<Flow>) {
        *known = Some(match known.take() {
            Some(known) => known.join(self),
            None => self.clone(),
        });
    }
}
