//! `weakref`: references that keep nothing alive; the collections are in Python.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use crate::engine::WeakFuture;
use crate::vm::attributes::Attributes;
use crate::vm::calls::function::{Function, Method};
use crate::vm::class::Class;
use crate::vm::coroutine::Coroutine;
use crate::vm::exceptions::{not_supported, type_error};
use crate::vm::iteration::async_generator::AsyncGenerator;
use crate::vm::iteration::generator::Generator;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeModule, NativeType, Property};
use crate::vm::value::set::Set;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Data, Instance, Result, Value};

use super::made::class_argument;

/// The module.
pub static MODULE: NativeModule = NativeModule::new("weakref")
    .functions(&[
        Native::new("getweakrefcount", "object, /", |_, args| Ok(references(&args[0]).len().into())),
        Native::new("getweakrefs", "object, /", |_, args| Ok(Value::list(references(&args[0])))),
    ])
    .types(&[&REF])
    .python(include_str!("python/weakref.py"));

/// Below which name an object keeps who is to be told of its end.
pub(in crate::vm) const WATCHED: &str = ".watched";

/// An object, not kept alive.
enum Target {
    Instance(Weak<Instance>),
    Function(Weak<Function>),
    Class(Weak<Class>),
    Method(Weak<Method>),
    Generator(Weak<Generator>),
    Coroutine(Weak<Coroutine>),
    AsyncGenerator(Weak<AsyncGenerator>),
    Set(Weak<Set>),
    Future(WeakFuture<Value>),
}

struct Ref {
    target: Target,
    callback: Rc<RefCell<Value>>,
    hash: Cell<Option<i64>>,
}

/// Those that are told when the object that keeps this ends.
struct Watched(RefCell<Vec<Weak<Instance>>>);

impl Drop for Watched {
    fn drop(&mut self) {
        let Some(vm) = Vm::try_current() else { return };
        for reference in self.0.take().into_iter().rev() {
            let Some(instance) = reference.upgrade() else { continue };
            let reference = Value::Instance(instance);
            let callback =
                reference.data::<Ref>().map(|reference| reference.callback.take()).unwrap_or_default();
            if callback.given().is_some() && !vm.is_stopped() {
                // CPython prints what it raises; nobody can catch it.
                if let Err(exception) = vm.call(&callback, &[reference]) {
                    vm.console(&vm.format_exception(&exception));
                }
            }
        }
    }
}

static WATCHER: NativeType = NativeType::new("watched", "weakref", &[]);

/// `weakref.ref`
static REF: NativeType = NativeType::new(
    "ref",
    "weakref",
    &[
        Native::new("__new__", "cls, object, callback=None, /, **others", new),
        Native::new("__init__", "self, object, callback=None, /", |_, _| Ok(Value::None)),
        Native::new("__call__", "self, /", |_, args| Ok(target(&args[0])?.unwrap_or(Value::None))),
        Native::new("__hash__", "self, /", |vm, args| {
            let this = reference(&args[0])?;
            if let Some(hash) = this.hash.get() {
                return Ok(hash.into());
            }
            let Some(object) = target(&args[0])? else {
                return Err(type_error("weak object has gone away"));
            };
            let hash = vm.hash(&object)?;
            this.hash.set(Some(hash));
            Ok(hash.into())
        }),
        Native::new("__eq__", "self, other, /", |vm, args| {
            if args[1].data::<Ref>().is_none() {
                return Ok(Value::NotImplemented);
            }
            match (target(&args[0])?, target(&args[1])?) {
                (Some(a), Some(b)) => Ok(vm.eq(&a, &b)?.into()),
                _ => Ok(args[0].is(&args[1]).into()),
            }
        }),
        Native::new("__repr__", "self, /", |_, args| {
            let id = args[0].id();
            Ok(match target(&args[0])? {
                Some(object) => {
                    let (name, at) = (object.type_name(), object.id());
                    format!("<weakref at {id:#x}; to '{name}' at {at:#x}>").into()
                }
                None => format!("<weakref at {id:#x}; dead>").into(),
            })
        }),
        Native::of_class("__class_getitem__", "cls, item, /", |_, args| Ok(args[0].clone())),
    ],
)
.properties(&[Property {
    name: "__callback__",
    get: |_, this| Ok(reference(this)?.callback.borrow().given().cloned().unwrap_or(Value::None)),
    set: None,
}]);

fn reference(value: &Value) -> Result<&Ref> {
    value.data().ok_or_else(|| type_error("a weak reference is missing"))
}

/// Who is to be told of an object's end.
fn watched(value: &Value) -> Option<Value> {
    let name = Symbol::new(WATCHED);
    match value {
        Value::Instance(instance) => instance.attributes.get(name),
        Value::Function(function) => function.attributes.get(name),
        Value::Future(future) => future.attributes.get(name),
        _ => None,
    }
}

/// The same, from now on if not before; nothing if that is an object that tells nobody.
fn watch(value: &Value) -> Option<Value> {
    if let Some(watched) = watched(value) {
        return Some(watched);
    }
    let (name, watched) = (Symbol::new(WATCHED), Value::native(WATCHER.class(), Watched(RefCell::default())));
    match value {
        Value::Instance(instance) => instance.attributes.set(name, watched.clone()),
        Value::Function(function) => function.attributes.set(name, watched.clone()),
        Value::Future(future) => future.set_attribute(name, watched.clone()),
        _ => return None,
    }
    Some(watched)
}

/// The references to an object that can tell of its end.
fn references(object: &Value) -> Vec<Value> {
    let watched = watched(object);
    let watched = watched.as_ref().and_then(|watched| watched.data::<Watched>());
    watched.map_or_else(Vec::new, |watched| {
        watched.0.borrow().iter().filter_map(Weak::upgrade).map(Value::Instance).collect()
    })
}

fn new(_: &Vm, args: &[Value]) -> Result {
    let class = class_argument(&args[0])?;
    let object = &args[1];
    let callback = args[2].clone();
    let plain = callback.given().is_none() && Rc::ptr_eq(&class, &REF.class());
    if plain
        && let Some(watched) = watched(object)
        && let Some(Some(known)) =
            watched.data().map(|Watched(all)| all.borrow().first().and_then(Weak::upgrade))
        && is_plain(&known)
    {
        return Ok(Value::Instance(known));
    }
    let target = match object {
        Value::Instance(rc) => Target::Instance(Rc::downgrade(rc)),
        Value::Function(rc) => Target::Function(Rc::downgrade(rc)),
        Value::Class(rc) => Target::Class(Rc::downgrade(rc)),
        Value::Method(rc) => Target::Method(Rc::downgrade(rc)),
        Value::Generator(rc) => Target::Generator(Rc::downgrade(rc)),
        Value::Coroutine(rc) => Target::Coroutine(Rc::downgrade(rc)),
        Value::AsyncGenerator(rc) => Target::AsyncGenerator(Rc::downgrade(rc)),
        Value::Set(rc) => Target::Set(Rc::downgrade(rc)),
        Value::Future(rc) => Target::Future(rc.future.downgrade()),
        other => {
            return Err(type_error(format!(
                "cannot create weak reference to '{}' object",
                other.type_name()
            )));
        }
    };
    let watched = watch(object);
    if watched.is_none() && callback.given().is_some() {
        return Err(not_supported(format!(
            "weakref callbacks for '{}' objects are not supported: refer to an instance of a class of your own",
            object.type_name()
        )));
    }
    let made = Rc::new(Instance {
        class: RefCell::new(class),
        attributes: Attributes::default(),
        data: Data::Native(Box::new(Ref {
            target,
            callback: Rc::new(RefCell::new(callback)),
            hash: Cell::new(None),
        })),
    });
    if let Some(watched) = watched.as_ref().and_then(|watched| watched.data::<Watched>()) {
        let mut watched = watched.0.borrow_mut();
        let reference = Rc::downgrade(&made);
        match watched.first_mut() {
            // The plain one is the first.
            Some(first) if plain && first.strong_count() == 0 => *first = reference,
            Some(_) if plain => watched.insert(0, reference),
            _ => {
                if watched.len() == watched.capacity() {
                    watched.retain(|reference| reference.strong_count() > 0);
                }
                watched.push(reference);
            }
        }
    }
    Ok(Value::Instance(made))
}

/// Whether this is what `ref(object)` makes, of which one is enough.
fn is_plain(known: &Instance) -> bool {
    let Data::Native(data) = &known.data else { return false };
    let silent = |reference: &Ref| reference.callback.borrow().given().is_none();
    Rc::ptr_eq(&known.class.borrow(), &REF.class()) && data.downcast_ref().is_some_and(silent)
}

fn target(value: &Value) -> Result<Option<Value>> {
    Ok(match &reference(value)?.target {
        Target::Instance(weak) => weak.upgrade().map(Value::Instance),
        Target::Function(weak) => weak.upgrade().map(Value::Function),
        Target::Class(weak) => weak.upgrade().map(Value::Class),
        Target::Method(weak) => weak.upgrade().map(Value::Method),
        Target::Generator(weak) => weak.upgrade().map(Value::Generator),
        Target::Coroutine(weak) => weak.upgrade().map(Value::Coroutine),
        Target::AsyncGenerator(weak) => weak.upgrade().map(Value::AsyncGenerator),
        Target::Set(weak) => weak.upgrade().map(Value::Set),
        Target::Future(weak) => weak.upgrade().map(Value::from),
    })
}
