//! A check of finished code, in debug builds: whichever way an instruction is reached, the stack is equally high there.

use super::emit::{Finished, effect, target};
use crate::vm::code::Op;

/// Follows all ways through the code.
pub(super) fn verify(code: &Finished) {
    // The first handler of each instruction: the earlier ones in the table are painted last.
    let mut handlers = vec![None; code.ops.len()];
    for handler in code.handlers.iter().rev() {
        handlers[handler.start as usize..handler.end as usize].fill(Some(*handler));
    }
    let mut depths: Vec<Option<u32>> = vec![None; code.ops.len()];
    let mut waiting = vec![(0_u32, 0_u32)];
    while let Some((at, depth)) = waiting.pop() {
        let known = &mut depths[at as usize];
        match *known {
            Some(known) => {
                assert_eq!(known, depth, "at {at}: {:?}", code.ops);
                continue;
            }
            None => *known = Some(depth),
        }
        let mut op = code.ops[at as usize];
        if let Some(handler) = handlers[at as usize] {
            assert!(handler.depth <= depth, "{handler:?} at {at}: {depth}: {:?}", code.ops);
            waiting.push((handler.target, handler.depth + 1));
        }
        if let Some(&mut target) = target(&mut op) {
            let (jumping, going_on) = match op {
                Op::Jump(_) => (Some(depth), None),
                Op::JumpIfFalseOrPop(_) | Op::JumpIfTrueOrPop(_) => (Some(depth), depth.checked_sub(1)),
                Op::ForIter(_) => (depth.checked_sub(1), Some(depth + 1)),
                _ => (depth.checked_sub(1), depth.checked_sub(1)),
            };
            waiting.extend(jumping.map(|depth| (target, depth)));
            waiting.extend(going_on.map(|depth| (at + 1, depth)));
            continue;
        }
        let (taken, given) = effect(op);
        assert!(taken <= depth, "{op:?} at {at} takes {taken} of {depth}: {:?}", code.ops);
        let ends = matches!(op, Op::Return | Op::Raise | Op::RaiseFrom | Op::RaiseHandled | Op::Reraise);
        if !ends {
            waiting.push((at + 1, depth - taken + given));
        }
    }
}
