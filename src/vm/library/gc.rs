//! `gc`: values are reference counted, and `gc.collect()` finds what keeps only itself alive.
//!
//! It looks at instances that were made since the module was imported, and at the containers that they refer to. What
//! anything else refers to (a frame, a future, a generator) lives: of such references nothing is known but their number.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use crate::vm::attributes::Attributes;
use crate::vm::calls::function::Function;
use crate::vm::frames::held::HeldFrames;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeModule};
use crate::vm::value::dict::Dict;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Data, Instance, Result, Value};

use super::weakref::WATCHED;

/// The module.
pub static MODULE: NativeModule = NativeModule::new("gc")
    .functions(&[Native::new("collect", "generation=2", |vm, _| Ok(vm.state::<Made>().collect(vm)?.into()))])
    .fill(|vm, _| {
        vm.tells_made.set(true);
        Ok(())
    })
    .python(include_str!("python/gc.py"));

/// The instances of the program's classes and its closures, oldest first; some are gone.
#[derive(Default)]
pub struct Made(RefCell<Vec<Known>>);

/// Something that was made, not kept alive.
#[derive(Clone)]
pub enum Known {
    /// An instance.
    Instance(Weak<Instance>),
    /// A function with variables of functions around it.
    Function(Weak<Function>),
}

impl Known {
    fn upgrade(&self) -> Option<Value> {
        match self {
            Self::Instance(instance) => instance.upgrade().map(Value::Instance),
            Self::Function(function) => function.upgrade().map(Value::Function),
        }
    }
}

/// Something that may be garbage.
struct Node {
    value: Value,
    /// How many of the others refer to it.
    inside: usize,
    lives: bool,
}

impl Made {
    /// Notes what is new.
    pub fn add(&self, known: Known) {
        let mut made = self.0.borrow_mut();
        if made.len() == made.capacity() {
            made.retain(|known| match known {
                Known::Instance(instance) => instance.strong_count() > 0,
                Known::Function(function) => function.strong_count() > 0,
            });
        }
        made.push(known);
    }

    /// Takes apart what only refers to itself; how much that was.
    fn collect(&self, vm: &Vm) -> Result<usize> {
        let frames = vm.state::<HeldFrames>().collect();
        let roots = self.0.borrow().clone();
        let garbage = unreachable(vm, roots.iter().filter_map(Known::upgrade))?;
        for value in &garbage {
            if let Value::Instance(instance) = value {
                let watchers = instance.attributes.remove(Symbol::new(WATCHED));
                drop(watchers);
            }
        }
        for value in &garbage {
            if let Value::Instance(instance) = value
                && instance.class.borrow().finalizes
                && !instance.attributes.has(Symbol::new(FINALIZED))
            {
                instance.attributes.set(Symbol::new(FINALIZED), Value::None);
                vm.finalize(value);
            }
        }
        // Some may have been made known to others again.
        let count = garbage.len();
        let garbage = unreachable(vm, garbage.into_iter())?;
        garbage.iter().for_each(clear);
        Ok(count + frames)
    }
}

/// Below which name an instance keeps that its `__del__` was called.
pub const FINALIZED: &str = ".finalized";

/// Of some values and what they refer to, those that nothing else refers to.
fn unreachable(vm: &Vm, roots: impl Iterator<Item = Value>) -> Result<Vec<Value>> {
    let known = Dict::default();
    let mut nodes: Vec<Node> = Vec::new();
    for root in roots {
        vm.charge(64)?;
        if place(vm, &known, &nodes, &root)?.is_none() {
            note(vm, &known, &mut nodes, root, 0)?;
        }
    }
    let mut at = 0;
    while at < nodes.len() {
        for child in children(&nodes[at].value) {
            vm.charge(64)?;
            match place(vm, &known, &nodes, &child)? {
                Some(place) => nodes[place].inside += 1,
                None if references(&child) > 0 => note(vm, &known, &mut nodes, child, 1)?,
                None => {}
            }
        }
        at += 1;
    }
    // One reference is ours.
    let mut living: Vec<usize> =
        (0..nodes.len()).filter(|at| references(&nodes[*at].value) > nodes[*at].inside + 1).collect();
    while let Some(at) = living.pop() {
        if std::mem::replace(&mut nodes[at].lives, true) {
            continue;
        }
        for child in children(&nodes[at].value) {
            living.extend(place(vm, &known, &nodes, &child)?);
        }
    }
    Ok(nodes.into_iter().filter(|node| !node.lives).map(|node| node.value).collect())
}

fn place(vm: &Vm, known: &Dict, nodes: &[Node], value: &Value) -> Result<Option<usize>> {
    let Some(Value::Int(place)) = known.get(vm, &Value::Int(value.id()))? else { return Ok(None) };
    let place = usize::try_from(place).unwrap_or(0);
    // Numbers share their ids with nothing that is looked at, but are not looked at.
    Ok((references(value) > 0 && place < nodes.len()).then_some(place))
}

fn note(vm: &Vm, known: &Dict, nodes: &mut Vec<Node>, value: Value, inside: usize) -> Result<()> {
    known.set(vm, Value::Int(value.id()), nodes.len().into())?;
    nodes.push(Node { value, inside, lives: false });
    Ok(())
}

/// How many refer to a value of a kind that is looked into; 0 for others.
fn references(value: &Value) -> usize {
    match value {
        Value::Instance(rc) => Rc::strong_count(rc),
        Value::List(rc) => Rc::strong_count(rc),
        Value::Dict(rc) => Rc::strong_count(rc),
        Value::Tuple(rc) => Rc::strong_count(rc),
        Value::Set(rc) => Rc::strong_count(rc),
        Value::Function(rc) => Rc::strong_count(rc),
        Value::Method(rc) => Rc::strong_count(rc),
        Value::Cell(rc) => Rc::strong_count(rc),
        _ => 0,
    }
}

/// Whether it is of a kind that [`children`] looks into.
pub fn has_children(value: &Value) -> bool {
    references(value) > 0
}

/// What a value refers to.
pub fn children(value: &Value) -> Vec<Value> {
    match value {
        Value::Instance(instance) => {
            let mut inside = own(&instance.attributes);
            if let Data::Value(value) = &instance.data {
                inside.push(value.clone());
            }
            inside
        }
        Value::List(list) => list.items.borrow().clone(),
        Value::Dict(dict) => dict.items().into_iter().flat_map(|(key, value)| [key, value]).collect(),
        Value::Tuple(items) => items.to_vec(),
        Value::Set(set) => set.items(),
        Value::Function(function) => {
            let cells = function.closure.iter().map(|cell| Value::Cell(cell.clone()));
            cells.chain(own(&function.attributes)).collect()
        }
        Value::Method(method) => vec![method.function.clone(), method.receiver.clone()],
        Value::Cell(cell) => vec![cell.borrow().clone()],
        _ => Vec::new(),
    }
}

/// The values of attributes; of a `__dict__` that was asked for nobody knows who else has it.
fn own(attributes: &Attributes) -> Vec<Value> {
    match attributes.is_shared() {
        true => Vec::new(),
        // Who is told of its end does not refer to it.
        false => {
            let watched = Symbol::new(WATCHED);
            let entries = attributes.entries().into_iter().filter(|(name, _)| *name != watched);
            entries.map(|(_, value)| value).collect()
        }
    }
}

fn clear(value: &Value) {
    match value {
        Value::Instance(instance) => {
            instance.attributes.clear();
            if instance.class.borrow().finalizes {
                instance.attributes.set(Symbol::new(FINALIZED), Value::None);
            }
        }
        Value::List(list) => {
            let before = list.items.take();
            drop(before);
        }
        Value::Dict(dict) => dict.clear(),
        Value::Set(set) => set.clear(),
        Value::Cell(cell) => {
            let before = cell.take();
            drop(before);
        }
        _ => {}
    }
}
