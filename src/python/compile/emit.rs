//! A code object in the making: instructions, constants, names, labels, and how high the stack is.

use std::collections::HashMap;
use std::rc::Rc;

use ruff_text_size::TextRange;

use super::constants::ConstKey;
use super::handlers::Block;
use super::scopes::{ScopeId, Variable};
use crate::vm::code::{Code, Handler, Op, Span};
use crate::vm::value::Value;
use crate::vm::value::symbol::Symbol;

/// Slots from here on stand for free variables until the number of locals is known.
const FREE: u32 = 1 << 30;

/// A place to jump to, perhaps not known yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label(usize);

#[derive(Debug, Default, Clone, Copy)]
struct LabelState {
    target: Option<u32>,
    /// How high the stack is there.
    depth: Option<u32>,
}

/// A code object in the making.
pub(super) struct Unit<'a> {
    /// The scope it is the body of.
    pub(super) scope: ScopeId,
    /// The inlined comprehensions and scopes of type parameters around the current place, from the outside in.
    pub(super) comprehensions: Vec<ScopeId>,
    /// The class around, for names like `__this`.
    pub(super) class: Option<&'a str>,
    pub(super) qualname: Rc<str>,
    /// What is around the current place and must be left in order by `return`, `break` and `continue`.
    pub(super) blocks: Vec<Block<'a>>,
    /// How high the stack is, above the slots.
    pub(super) depth: u32,
    pub(super) codes: Vec<Rc<Code>>,
    /// Their targets are labels.
    handlers: Vec<Handler>,
    ops: Vec<Op>,
    spans: Vec<Span>,
    consts: Vec<Value>,
    const_indices: HashMap<ConstKey, u32>,
    names: Vec<Symbol>,
    name_indices: HashMap<Symbol, u32>,
    labels: Vec<LabelState>,
    slots: Vec<Symbol>,
    slot_indices: HashMap<Variable, u32>,
    free: Vec<Symbol>,
    /// The last range that was turned into a span.
    last_span: Option<(TextRange, Span)>,
}

impl<'a> Unit<'a> {
    pub(super) fn new(scope: ScopeId, class: Option<&'a str>, qualname: Rc<str>) -> Self {
        Self {
            scope,
            comprehensions: Vec::new(),
            class,
            qualname,
            blocks: Vec::new(),
            depth: 0,
            codes: Vec::new(),
            handlers: Vec::new(),
            ops: Vec::new(),
            spans: Vec::new(),
            consts: Vec::new(),
            const_indices: HashMap::new(),
            names: Vec::new(),
            name_indices: HashMap::new(),
            labels: Vec::new(),
            slots: Vec::new(),
            slot_indices: HashMap::new(),
            free: Vec::new(),
            last_span: None,
        }
    }

    /// The scope of the current place.
    pub(super) fn current_scope(&self) -> ScopeId {
        self.comprehensions.last().copied().unwrap_or(self.scope)
    }

    /// The index of the next instruction.
    pub(super) fn here(&self) -> u32 {
        self.ops.len() as u32
    }

    /// The span of a range; `convert` is asked if it is not the last one again.
    pub(super) fn span(&mut self, range: TextRange, convert: impl FnOnce(TextRange) -> Span) -> Span {
        match self.last_span {
            Some((last, span)) if last == range => span,
            _ => {
                let span = convert(range);
                self.last_span = Some((range, span));
                span
            }
        }
    }

    /// Adds an instruction that is no jump.
    pub(super) fn push(&mut self, op: Op, span: Span) {
        let (taken, given) = effect(op);
        debug_assert!(self.depth >= taken, "{op:?} takes {taken} of {}", self.depth);
        self.depth = self.depth.saturating_sub(taken) + given;
        self.ops.push(op);
        self.spans.push(span);
    }

    pub(super) fn label(&mut self) -> Label {
        self.labels.push(LabelState::default());
        Label(self.labels.len() - 1)
    }

    /// The label is here.
    pub(super) fn place(&mut self, label: Label) {
        let here = self.here();
        let label = &mut self.labels[label.0];
        label.target = Some(here);
        match label.depth {
            Some(depth) => self.depth = depth,
            None => label.depth = Some(self.depth),
        }
    }

    /// The label of a handler is here. It is entered with its depth and an exception on the stack.
    pub(super) fn place_handler(&mut self, label: Label, depth: u32) {
        self.labels[label.0].depth = Some(depth + 1);
        self.place(label);
    }

    /// What is raised from `start` up to here is handled at a label, with the stack cut back to a depth.
    pub(super) fn cover(&mut self, start: u32, label: Label, depth: u32) {
        let end = self.here();
        if start < end {
            self.handlers.push(Handler { start, end, target: label.0 as u32, depth });
        }
    }

    /// The span of the last instruction.
    pub(super) fn last_span(&self) -> Span {
        self.spans.last().copied().unwrap_or_default()
    }

    /// Adds a jump.
    pub(super) fn jump(&mut self, make: fn(u32) -> Op, label: Label, span: Span) {
        let op = make(label.0 as u32);
        // What is on the stack where it jumps to, and where it goes on.
        let (at_target, after) = match op {
            Op::PopJumpIfFalse(_) | Op::PopJumpIfTrue(_) | Op::PopJumpIfNone(_) => {
                (self.depth.saturating_sub(1), self.depth.saturating_sub(1))
            }
            Op::JumpIfFalseOrPop(_) | Op::JumpIfTrueOrPop(_) => (self.depth, self.depth.saturating_sub(1)),
            Op::ForIter(_) => (self.depth.saturating_sub(1), self.depth + 1),
            _ => (self.depth, self.depth),
        };
        let state = &mut self.labels[label.0];
        debug_assert!(state.depth.is_none_or(|depth| depth == at_target), "{op:?}: {state:?} {at_target}");
        state.depth = Some(at_target);
        self.depth = after;
        self.ops.push(op);
        self.spans.push(span);
    }

    /// The slot of a variable of this frame.
    pub(super) fn slot(&mut self, variable: Variable) -> u32 {
        match self.slot_indices.get(&variable) {
            Some(&slot) => slot,
            // Cannot be, but a wrong slot is better than a panic.
            None => self.add_local(variable),
        }
    }

    pub(super) fn add_local(&mut self, variable: Variable) -> u32 {
        let slot = self.add_slot(variable.name);
        self.slot_indices.insert(variable, slot);
        slot
    }

    /// A slot that no name refers to.
    pub(super) fn add_slot(&mut self, name: Symbol) -> u32 {
        self.slots.push(name);
        self.slots.len() as u32 - 1
    }

    pub(super) fn add_free(&mut self, variable: Variable) {
        self.slot_indices.insert(variable, FREE + self.free.len() as u32);
        self.free.push(variable.name);
    }

    /// The index of a name.
    pub(super) fn name(&mut self, name: Symbol) -> u32 {
        let next = self.names.len() as u32;
        let index = *self.name_indices.entry(name).or_insert(next);
        if index == next {
            self.names.push(name);
        }
        index
    }

    /// The index of a constant.
    pub(super) fn constant(&mut self, value: Value) -> u32 {
        let next = self.consts.len() as u32;
        let index = match ConstKey::new(&value) {
            Some(key) => *self.const_indices.entry(key).or_insert(next),
            None => next,
        };
        if index == next {
            self.consts.push(value);
        }
        index
    }

    /// Whether a slot is a free variable.
    pub(super) fn is_free(slot: u32) -> bool {
        slot >= FREE
    }

    /// Fills in what was not known before: targets of jumps and slots of free variables. The rest of the code is up to
    /// the caller.
    pub(super) fn finish(mut self) -> Finished {
        let locals = self.slots.len() as u32;
        for op in &mut self.ops {
            if let Some(target) = target(op) {
                let label = self.labels.get(*target as usize);
                *target = label.and_then(|label| label.target).unwrap_or_default();
            }
            if let Some(slot) = slot_mut(op)
                && *slot >= FREE
            {
                *slot = *slot - FREE + locals;
            }
        }
        for handler in &mut self.handlers {
            let label = self.labels.get(handler.target as usize);
            handler.target = label.and_then(|label| label.target).unwrap_or_default();
        }
        let free = self.free.len() as u32;
        self.slots.append(&mut self.free);
        let finished = Finished {
            slots: self.slots,
            free,
            ops: self.ops,
            spans: self.spans,
            consts: self.consts,
            names: self.names,
            codes: self.codes,
            handlers: self.handlers,
        };
        #[cfg(debug_assertions)]
        super::verify::verify(&finished);
        finished
    }
}

/// The parts of a code object that a [`Unit`] collects.
pub(super) struct Finished {
    pub(super) slots: Vec<Symbol>,
    pub(super) free: u32,
    pub(super) ops: Vec<Op>,
    pub(super) spans: Vec<Span>,
    pub(super) consts: Vec<Value>,
    pub(super) names: Vec<Symbol>,
    pub(super) codes: Vec<Rc<Code>>,
    pub(super) handlers: Vec<Handler>,
}

/// The target of a jump.
pub(super) fn target(op: &mut Op) -> Option<&mut u32> {
    match op {
        Op::Jump(target)
        | Op::PopJumpIfFalse(target)
        | Op::PopJumpIfTrue(target)
        | Op::JumpIfFalseOrPop(target)
        | Op::JumpIfTrueOrPop(target)
        | Op::PopJumpIfNone(target)
        | Op::ForIter(target) => Some(target),
        _ => None,
    }
}

fn slot_mut(op: &mut Op) -> Option<&mut u32> {
    match op {
        Op::LoadLocal(slot)
        | Op::StoreLocal(slot)
        | Op::DeleteLocal(slot)
        | Op::ClearLocal(slot)
        | Op::MakeCell(slot)
        | Op::LoadClosure(slot)
        | Op::LoadCell(slot)
        | Op::StoreCell(slot)
        | Op::DeleteCell(slot)
        | Op::LoadNameOrCell { slot, .. } => Some(slot),
        _ => None,
    }
}

/// How many values an instruction takes off the stack and how many it puts there; jumps are seen to elsewhere.
pub(super) fn effect(op: Op) -> (u32, u32) {
    match op {
        Op::Nop
        | Op::Swap(_)
        | Op::DeleteLocal(_)
        | Op::ClearLocal(_)
        | Op::MakeCell(_)
        | Op::DeleteCell(_)
        | Op::DeleteGlobal(_)
        | Op::DeleteName(_)
        | Op::Annotate { .. }
        | Op::RaiseHandled => (0, 0),
        Op::LoadConst(_)
        | Op::Copy(_)
        | Op::LoadLocal(_)
        | Op::LoadClosure(_)
        | Op::LoadCell(_)
        | Op::LoadNameOrCell { .. }
        | Op::LoadGlobal(_)
        | Op::LoadName { .. }
        | Op::ImportTop(_)
        | Op::ImportModule(_)
        | Op::LoadAssertionError => (0, 1),
        Op::Pop
        | Op::StoreLocal(_)
        | Op::StoreCell(_)
        | Op::StoreGlobal(_)
        | Op::StoreName(_)
        | Op::DeleteAttr(_)
        | Op::Return
        | Op::PopHandled
        | Op::Raise
        | Op::Reraise => (1, 0),
        Op::StoreAttr(_) | Op::DeleteItem | Op::RaiseFrom | Op::EndAsyncFor => (2, 0),
        Op::StoreItem => (3, 0),
        Op::LoadAttr(_)
        | Op::Not
        | Op::Negative
        | Op::Positive
        | Op::Invert
        | Op::ListToTuple
        | Op::GetIter
        | Op::Await
        | Op::Yield
        | Op::YieldFrom
        | Op::GetAsyncIter => (1, 1),
        Op::LoadMethod(_)
        | Op::ImportFrom(_)
        | Op::PushHandled
        | Op::BeforeWith
        | Op::BeforeAsyncWith
        | Op::GetAsyncNext
        | Op::MatchMapping
        | Op::MatchSequence
        | Op::GetLen => (1, 2),
        Op::LoadSuperAttr(_)
        | Op::LoadItem
        | Op::Binary(_)
        | Op::InPlace(_)
        | Op::Compare(_)
        | Op::Is { .. }
        | Op::In { .. }
        | Op::ListExtend
        | Op::SetUpdate
        | Op::DictUpdate
        | Op::DictMerge
        | Op::JoinGroups => (2, 1),
        Op::TellCaught => (1, 1),
        Op::MatchException | Op::MatchGroup => (2, 2),
        Op::MatchKeys => (2, 3),
        Op::MatchClass(_) | Op::BuildClassStarred => (3, 1),
        Op::WithExceptStart => (3, 4),
        Op::ListAppend(_) | Op::SetAdd(_) => (1, 0),
        Op::DictAdd(_) => (2, 0),
        Op::BuildTuple(n) | Op::BuildList(n) | Op::BuildSet(n) | Op::BuildString(n) => (n, 1),
        Op::BuildDict(n) => (2 * n, 1),
        Op::BuildSlice { step } => (2 + u32::from(step), 1),
        Op::Format { spec, .. } => (1 + u32::from(spec), 1),
        Op::UnpackSequence(n) => (1, n),
        Op::UnpackEx { before, after } => (1, before + 1 + after),
        Op::Call(n) => (n + 1, 1),
        Op::CallKeywords { count, .. } => (count + 1, 1),
        Op::CallStarred { keywords } => (2 + u32::from(keywords), 1),
        Op::CallMethod(n) => (n + 2, 1),
        Op::CallMethodKeywords { count, .. } => (count + 2, 1),
        Op::MakeFunction { parts, .. } => {
            let parts = [parts.defaults, parts.keyword_defaults, parts.annotations, parts.closure];
            (parts.into_iter().map(u32::from).sum(), 1)
        }
        Op::BuildClass { count, .. } => (count + 1, 1),
        Op::Jump(_)
        | Op::PopJumpIfFalse(_)
        | Op::PopJumpIfTrue(_)
        | Op::JumpIfFalseOrPop(_)
        | Op::JumpIfTrueOrPop(_)
        | Op::PopJumpIfNone(_)
        | Op::ForIter(_) => (0, 0),
    }
}
