//! Classes: their attributes, the order in which bases are searched, and what class a value is of.

pub mod alias;
pub(super) mod body;
mod making;
mod shortcuts;

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use crate::vm::attributes::Attributes;
use crate::vm::exceptions::data_of;
use crate::vm::machine::owe;
use crate::vm::native::NativeType;
use crate::vm::types;
use crate::vm::value::Value;
use crate::vm::value::symbol::Symbol;

/// A class.
pub struct Class {
    name: RefCell<Rc<str>>,
    /// `__qualname__`.
    pub qualname: RefCell<Rc<str>>,
    /// `__module__`.
    pub module: Rc<str>,
    /// `__bases__`.
    pub bases: Vec<Rc<Class>>,
    /// `__mro__` without the class itself.
    pub ancestors: Vec<Rc<Class>>,
    /// The class of the class, if that is not `type`.
    pub metaclass: Option<Rc<Class>>,
    /// `__dict__`. Change it through [`set`](Self::set), which keeps the caches right.
    pub attributes: Attributes,
    /// For a class of the library's, what it was declared as.
    pub native: Option<&'static NativeType>,
    /// A number no other class has.
    pub number: u32,
    /// Whether the program has a `__getattribute__` for its instances.
    pub computes_attributes: bool,
    /// Whether its instances have a `__dict__`: no `__slots__` of its own and of its bases' keep them from it.
    pub has_dict: bool,
    /// Whether its instances have a `__del__`.
    pub finalizes: bool,
    /// Whether [`sets_plainly`](Self::sets_plainly), and since which version of all classes.
    sets_plainly: Cell<(u32, bool)>,
    /// Those of the program's that have it among their bases.
    subclasses: RefCell<Vec<Weak<Class>>>,
}

/// What a class is made of.
pub struct ClassParts {
    /// `__name__`.
    pub name: Rc<str>,
    /// `__qualname__`.
    pub qualname: Rc<str>,
    /// `__module__`.
    pub module: Rc<str>,
    /// `__bases__`; empty for `object` alone.
    pub bases: Vec<Rc<Class>>,
    /// Its class, if that is not `type`.
    pub metaclass: Option<Rc<Class>>,
    /// `__dict__`.
    pub attributes: Attributes,
    /// Whether it gives its instances a `__dict__`, if no base does.
    pub gives_dict: bool,
    /// For a class of the library's, what it was declared as.
    pub native: Option<&'static NativeType>,
}

const CACHE: usize = 1024;

/// A lookup that was made before.
#[derive(Clone, Default)]
struct Known {
    class: u32,
    name: u32,
    version: u32,
    value: Option<Value>,
}

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(1) };
    /// Changes whenever an attribute of any class does.
    static VERSION: Cell<u32> = const { Cell::new(1) };
    static LOOKUPS: RefCell<Vec<Known>> = const { RefCell::new(Vec::new()) };
}

impl Class {
    /// Makes a class.
    ///
    /// # Errors
    ///
    /// The message of the TypeError if the bases have no consistent order.
    pub fn assemble(parts: ClassParts) -> Result<Rc<Self>, String> {
        let ClassParts { name, qualname, module, bases, metaclass, attributes, gives_dict, native } = parts;
        let twice = bases
            .iter()
            .enumerate()
            .find(|(at, base)| bases[..*at].iter().any(|other| Rc::ptr_eq(other, base)));
        if let Some((_, base)) = twice {
            return Err(format!("duplicate base class {}", base.name()));
        }
        let ancestors = merge(&bases).ok_or_else(|| {
            let names: Vec<String> = bases.iter().map(|base| base.name().to_string()).collect();
            format!("Cannot create a consistent method resolution order (MRO) for bases {}", names.join(", "))
        })?;
        let metaclass = metaclass.or_else(|| ancestors.iter().find_map(|base| base.metaclass.clone()));
        let number = NEXT.get();
        NEXT.set(number + 1);
        let computes_attributes = native.is_none() && attributes.has(Symbol::GETATTRIBUTE)
            || bases.iter().any(|base| base.computes_attributes);
        let finalizes = attributes.has(Symbol::new("__del__")) || bases.iter().any(|base| base.finalizes);
        let has_dict = gives_dict
            || bases.iter().any(|base| base.has_dict && (!base.is_native() || base.is_of_exceptions()));
        let class = Rc::new(Self {
            name: RefCell::new(name),
            qualname: RefCell::new(qualname),
            module,
            bases,
            ancestors,
            metaclass,
            attributes,
            native,
            number,
            computes_attributes,
            has_dict,
            finalizes,
            sets_plainly: Cell::default(),
            subclasses: RefCell::default(),
        });
        for base in class.bases.iter().filter(|base| !base.is_native()) {
            base.subclasses.borrow_mut().push(Rc::downgrade(&class));
        }
        Ok(class)
    }

    /// `__subclasses__()`, for classes of the program's.
    pub fn subclasses(&self) -> Vec<Rc<Self>> {
        let subclasses = self.subclasses.borrow();
        owe(subclasses.len() * 4);
        subclasses.iter().filter_map(Weak::upgrade).collect()
    }

    /// `__name__`.
    pub fn name(&self) -> Rc<str> {
        self.name.borrow().clone()
    }

    /// Assigns to `__name__`.
    pub fn set_name(&self, name: Rc<str>) {
        *self.name.borrow_mut() = name;
    }

    /// `__module__`, which may have been assigned to later.
    pub fn module_now(&self) -> Value {
        // What `object` and `type` have of this name is for what is made of them.
        let assigned = if self.is_native() { None } else { self.attributes.get(Symbol::new("__module__")) };
        assigned.unwrap_or_else(|| self.module.clone().into())
    }

    /// The name with the module before it, but for builtins: `collections.deque`.
    pub fn full_name(&self) -> String {
        let qualname = self.qualname.borrow();
        match self.module_now().as_str() {
            Some("builtins") | None => qualname.to_string(),
            Some(module) => format!("{module}.{qualname}"),
        }
    }

    /// An attribute of the class or its ancestors, as it stands there: not bound to anything.
    #[inline]
    pub fn lookup(&self, name: Symbol) -> Option<Value> {
        let version = VERSION.get();
        let slot = (self.number.wrapping_mul(31) ^ name.0) as usize % CACHE;
        let known = LOOKUPS.with_borrow(|known| {
            let known = known.get(slot)?;
            (known.class == self.number && known.name == name.0 && known.version == version)
                .then(|| known.value.clone())
        });
        match known {
            Some(value) => value,
            None => self.search(name, version, slot),
        }
    }

    #[inline(never)]
    fn search(&self, name: Symbol, version: u32, slot: usize) -> Option<Value> {
        owe(self.ancestors.len() * 2);
        let value = self
            .attributes
            .get(name)
            .or_else(|| self.ancestors.iter().find_map(|ancestor| ancestor.attributes.get(name)));
        let known = Known { class: self.number, name: name.0, version, value: value.clone() };
        let before = LOOKUPS.with_borrow_mut(|lookups| {
            if lookups.is_empty() {
                lookups.resize(CACHE, Known::default());
            }
            std::mem::replace(&mut lookups[slot], known)
        });
        drop(before);
        value
    }

    /// Whether nothing but a descriptor is asked when an attribute of an instance is set: its `__setattr__` is that of
    /// `object`.
    #[inline]
    pub(super) fn sets_plainly(&self) -> bool {
        let (version, sets_plainly) = self.sets_plainly.get();
        if version == VERSION.get() { sets_plainly } else { self.find_out_how_it_sets() }
    }

    #[cold]
    fn find_out_how_it_sets(&self) -> bool {
        let is_of_object = self.lookup(Symbol::SETATTR).is_none_or(|set| types::OBJECT.owns(&set));
        self.sets_plainly.set((VERSION.get(), is_of_object));
        is_of_object
    }

    /// As [`lookup`](Self::lookup), but from the class after another one in the order of the search (`super()`).
    pub fn lookup_after(&self, after: &Class, name: Symbol) -> Option<Value> {
        owe(self.ancestors.len() * 2);
        let mut found = self.number == after.number;
        for ancestor in &self.ancestors {
            if found && let Some(value) = ancestor.attributes.get(name) {
                return Some(value);
            }
            found |= ancestor.number == after.number;
        }
        None
    }

    /// Sets an attribute.
    pub fn set(&self, name: Symbol, value: Value) {
        self.attributes.set(name, value);
        VERSION.set(VERSION.get().wrapping_add(1));
    }

    /// Takes an attribute out.
    pub fn remove(&self, name: Symbol) -> Option<Value> {
        VERSION.set(VERSION.get().wrapping_add(1));
        self.attributes.remove(name)
    }

    /// Whether it is the other class or derived from it.
    pub fn is_subclass(&self, of: &Class) -> bool {
        self.number == of.number || self.ancestors.iter().any(|ancestor| ancestor.number == of.number)
    }

    /// The first class of the library's among it and its ancestors.
    pub fn native(&self) -> Option<&'static NativeType> {
        self.native.or_else(|| self.ancestors.iter().find_map(|ancestor| ancestor.native))
    }

    fn is_of_exceptions(&self) -> bool {
        self.is_subclass(&types::exception::BASE_EXCEPTION.class())
    }

    /// Whether it is a builtin: its attributes cannot be changed.
    pub fn is_native(&self) -> bool {
        self.native.is_some()
    }
}

/// Forgets what was looked up, and with it the values.
pub(super) fn forget_lookups() {
    let known = LOOKUPS.take();
    drop(known);
}

/// The C3 linearization of bases.
fn merge(bases: &[Rc<Class>]) -> Option<Vec<Rc<Class>>> {
    match bases {
        [] => Some(Vec::new()),
        [base] => Some(std::iter::once(base.clone()).chain(base.ancestors.iter().cloned()).collect()),
        _ => merge_several(bases),
    }
}

#[cold]
#[inline(never)]
fn merge_several(bases: &[Rc<Class>]) -> Option<Vec<Rc<Class>>> {
    let mut lists: Vec<Vec<Rc<Class>>> = bases
        .iter()
        .map(|base| std::iter::once(base.clone()).chain(base.ancestors.iter().cloned()).collect())
        .collect();
    lists.push(bases.to_vec());
    let mut merged = Vec::new();
    loop {
        lists.retain(|list| !list.is_empty());
        if lists.is_empty() {
            return Some(merged);
        }
        let next = lists.iter().map(|list| &list[0]).find(|candidate| {
            !lists.iter().any(|list| list[1..].iter().any(|class| class.number == candidate.number))
        })?;
        let next = next.clone();
        for list in &mut lists {
            if list[0].number == next.number {
                list.remove(0);
            }
        }
        merged.push(next);
    }
}

/// `type(value)`.
pub fn class_of(value: &Value) -> Rc<Class> {
    match value {
        Value::Instance(instance) => instance.class.borrow().clone(),
        Value::Exception(exception) => data_of(exception).class.borrow().clone(),
        Value::Class(class) => class.metaclass.clone().unwrap_or_else(|| types::TYPE.class()),
        Value::Iterator(iterator) => iterator.class(),
        Value::Future(future) if let Some(class) = future.attributes.class() => class,
        Value::Future(future) if future.is_task() => types::TASK.class(),
        Value::Future(future) if future.future.is_gathering() => types::GATHERING_FUTURE.class(),
        Value::Set(set) if set.frozen => types::FROZENSET.class(),
        other => builtin(other).class(),
    }
}

fn builtin(value: &Value) -> &'static NativeType {
    match value {
        Value::Unbound | Value::Cell(_) | Value::None => &types::NONE,
        Value::NotImplemented => &types::NOT_IMPLEMENTED,
        Value::Ellipsis => &types::ELLIPSIS,
        Value::Bool(_) => &types::BOOL,
        Value::Int(_) | Value::Big(_) => &types::INT,
        Value::Float(_) => &types::FLOAT,
        Value::Str(_) => &types::STR,
        Value::Bytes(_) => &types::BYTES,
        Value::Tuple(_) => &types::TUPLE,
        Value::List(_) => &types::LIST,
        Value::Dict(_) => &types::DICT,
        Value::Set(_) => &types::SET,
        Value::Range(_) => &types::RANGE,
        Value::Slice(_) => &types::SLICE,
        Value::Function(_) => &types::FUNCTION,
        Value::Native(_) => &types::NATIVE_FUNCTION,
        Value::Method(_) => &types::METHOD,
        Value::Module(_) => &types::MODULE,
        Value::Generator(_) => &types::GENERATOR,
        Value::Coroutine(_) => &types::COROUTINE,
        Value::AsyncGenerator(_) => &types::ASYNC_GENERATOR,
        Value::Future(_) => &types::FUTURE,
        Value::Class(_) | Value::Instance(_) | Value::Exception(_) | Value::Iterator(_) => &types::OBJECT,
    }
}

impl Value {
    /// Whether it is an instance of a class (`isinstance()` without `__instancecheck__`).
    pub fn is_instance(&self, class: &Class) -> bool {
        class_of(self).is_subclass(class)
    }

    /// The name of its class, as messages give it.
    pub fn type_name(&self) -> Rc<str> {
        class_of(self).name()
    }

    /// The same in messages about operators and attributes, which name the module of classes that CPython has in C.
    pub fn full_type_name(&self) -> Rc<str> {
        let class = class_of(self);
        let name = class.name();
        let in_c = match &*class.module {
            "datetime" | "itertools" | "operator" | "weakref" => true,
            "collections" => matches!(&*name, "deque" | "defaultdict" | "OrderedDict"),
            "functools" => &*name == "partial",
            "decimal" => &*name == "Decimal",
            _ => false,
        };
        if in_c { class.full_name().into() } else { name }
    }
}
