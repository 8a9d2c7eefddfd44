//! Making classes and instances, as `Objects/typeobject.c` does.

use std::cell::RefCell;
use std::rc::Rc;

use crate::vm::attributes::Attributes;
use crate::vm::attributes::descriptors::{CLASS_METHOD, ClassMethod, StaticMethod};
use crate::vm::attributes::members::{Member, is_shown_alone};
use crate::vm::calls::same;
use crate::vm::exceptions::{runtime_error, type_error};
use crate::vm::frames::ClassFrame;
use crate::vm::frames::entering::Made;
use crate::vm::library::gc;
use crate::vm::machine::Vm;
use crate::vm::native::{NativeFunction, NativeType};
use crate::vm::types;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Data, Instance, Result, Value};

use super::body::{conflict, metaclass_of, most_derived, namespace_dict};
use super::{Class, ClassParts, class_of};

/// The builtin types of which no class can be derived.
const FINAL: [&str; 12] = [
    "bool",
    "NoneType",
    "range",
    "slice",
    "function",
    "method",
    "builtin_function_or_method",
    "generator",
    "coroutine",
    "async_generator",
    "ellipsis",
    "NotImplementedType",
];

impl Vm {
    /// A class made in Rust as `class` does it, with everything that goes with that (`__set_name__`,
    /// `__init_subclass__`): for `type(name, bases, dict)`, `namedtuple`, `NamedTuple`, `Enum`.
    pub fn make_class(
        &self,
        name: &str,
        bases: &[Value],
        namespace: Vec<(Symbol, Value)>,
        keywords: &[(Symbol, Value)],
    ) -> Result<Rc<Class>> {
        self.new_class(None, name, bases, namespace, keywords)
    }

    /// `type.__new__(metaclass, name, bases, namespace, **keywords)`
    pub fn new_class(
        &self,
        metaclass: Option<Rc<Class>>,
        name: &str,
        bases: &[Value],
        namespace: Vec<(Symbol, Value)>,
        keywords: &[(Symbol, Value)],
    ) -> Result<Rc<Class>> {
        let resolved = self.resolve_bases(bases)?;
        let mut classes = Vec::new();
        for base in &resolved {
            match base {
                Value::Class(class) if is_final(class) => {
                    let text = format!("type '{}' is not an acceptable base type", class.full_name());
                    return Err(type_error(text));
                }
                Value::Class(class) => classes.push(class.clone()),
                // Of the first base, even of one that is no class, the class makes the new one.
                other if classes.is_empty() => {
                    let attributes = Attributes::default();
                    namespace.into_iter().for_each(|(name, value)| attributes.set(name, value));
                    let args = [Value::str(name), Value::tuple(bases), namespace_dict(&attributes)];
                    self.call_with(&Value::Class(class_of(other)), &args, keywords)?;
                    return Err(type_error("bases must be types"));
                }
                _ => return Err(conflict()),
            }
        }
        if classes.is_empty() {
            classes.push(types::OBJECT.class());
        }
        check_values(&classes)?;
        check_metaclasses(metaclass.as_ref(), &classes)?;
        let cell_name = Symbol::new("__classcell__");
        let cell = namespace.iter().find(|(name, _)| *name == cell_name).map(|(_, cell)| cell.clone());
        let mut parts = class_parts(metaclass, name, classes, namespace);
        let slots = self.slots_of(&parts)?;
        parts.gives_dict = slots.as_ref().is_none_or(|slots| slots.contains(&Symbol::new("__dict__")));
        // A class is much work, and the more so the more it is derived from.
        let ancestors: usize = parts.bases.iter().map(|base| base.ancestors.len()).sum();
        let compared =
            if parts.bases.len() > 1 { ancestors * ancestors * (8 + parts.bases.len()) / 8 } else { 0 };
        self.charge(2048 + 16 * ancestors + compared)?;
        let class = Class::assemble(parts).map_err(type_error)?;
        for name in slots.into_iter().flatten() {
            if !matches!(&*name.text(), "__dict__" | "__weakref__") {
                class.attributes.set(name, Member::of(&class, name));
            }
        }
        // What is told of the class from here on may call its methods, and these `super()`.
        if let Some(cell) = cell {
            let Some(cell) = cell.data::<Rc<RefCell<Value>>>() else {
                let text = "type.__new__() argument '__classcell__' must be a cell, not ";
                return Err(type_error(format!("{text}{}", cell.full_type_name())));
            };
            let before = cell.replace(Value::Class(class.clone()));
            drop(before);
        }
        self.set_names(&class)?;
        self.init_subclass(&class, keywords)?;
        Ok(class)
    }

    /// Tells what is in the class where it is (`__set_name__`).
    fn set_names(&self, class: &Rc<Class>) -> Result<()> {
        for (key, value) in class.attributes.entries() {
            if let Value::Instance(_) = value
                && let Some(set_name) = self.special(&value, "__set_name__")
            {
                let owner = Value::Class(class.clone());
                let told = self.call(&set_name, &[value.clone(), owner, Value::str(&*key.text())]);
                if let Err(error) = told {
                    let (kind, key, name) = (value.type_name(), key.text(), class.name());
                    let note = format!("Error calling __set_name__ on '{kind}' instance '{key}' in '{name}'");
                    let shown = Value::Exception(error.clone());
                    self.call_special(&shown, "add_note", &[note.into()])?;
                    return Err(error);
                }
            }
        }
        Ok(())
    }

    /// Tells the next of its ancestors that wants to know of a class derived from it (`__init_subclass__`).
    fn init_subclass(&self, class: &Rc<Class>, keywords: &[(Symbol, Value)]) -> Result<()> {
        let hook = Symbol::new("__init_subclass__");
        let inherited = class.ancestors.iter().find_map(|ancestor| ancestor.attributes.get(hook));
        match inherited {
            Some(hook) => {
                let function = match hook.data::<ClassMethod>() {
                    Some(method) => method.0.clone(),
                    None => hook,
                };
                self.call_with(&function, &[Value::Class(class.clone())], keywords)?;
            }
            None if !keywords.is_empty() => {
                let name = class.qualname.borrow();
                return Err(type_error(format!("{name}.__init_subclass__() takes no keyword arguments")));
            }
            None => {}
        }
        Ok(())
    }

    /// The bases of a class, those in place that others stand for (`__mro_entries__()`): `Generic[T]`, `Protocol[T]`.
    fn resolve_bases(&self, bases: &[Value]) -> Result<Vec<Value>> {
        let mut resolved = Vec::new();
        for base in bases {
            if let Value::Class(_) = base {
                resolved.push(base.clone());
                continue;
            }
            match self.call_special(base, "__mro_entries__", &[Value::tuple(bases)])? {
                Some(Value::Tuple(entries)) => resolved.extend(entries.iter().cloned()),
                Some(_) => return Err(type_error("__mro_entries__ must return a tuple")),
                None => resolved.push(base.clone()),
            }
        }
        Ok(resolved)
    }

    /// The class whose body has run; `cell` is the cell of `__class__`, or None.
    #[inline(never)]
    pub(in crate::vm) fn finish_class(&self, frame: ClassFrame, cell: &Value) -> Result {
        let (asked, function) = match frame.metaclass() {
            Some(Value::Class(class)) => (Some(class.clone()), None),
            Some(function) => (None, Some(function.clone())),
            None => (None, None),
        };
        let ClassFrame { name, namespace, prepared, bases: written, keywords } = frame;
        if let Value::Cell(cell) = cell {
            let (name, cell) =
                (Symbol::new("__classcell__"), Value::native(types::function::CELL.class(), cell.clone()));
            if prepared.is_bound() {
                self.set_item(&prepared, &Value::str(&*name.text()), cell.clone())?;
            }
            namespace.set(name, cell);
        }
        let bases = self.resolve_bases(&written)?;
        if written.iter().any(|base| !matches!(base, Value::Class(_))) {
            namespace.set(Symbol::new("__orig_bases__"), Value::tuple(written));
        }
        let metaclass_name = Symbol::new("metaclass");
        let keywords: Vec<(Symbol, Value)> =
            keywords.into_iter().filter(|(name, _)| *name != metaclass_name).collect();
        let inherited = bases.iter().find_map(metaclass_of);
        let metaclass = asked.or(inherited).filter(|class| !same(class, &types::TYPE.class()));
        let metaclass = match function {
            Some(_) => None,
            None => most_derived(metaclass, &bases)?,
        };
        let made = match (&function, &metaclass) {
            (Some(function), _) => {
                let args = [Value::str(&*name), Value::tuple(bases), namespace_dict(&namespace)];
                self.call_with(function, &args, &keywords)?
            }
            (_, Some(metaclass)) if metaclass.lookup(Symbol::NEW).is_some() => {
                let dict = match prepared.is_bound() {
                    true => prepared,
                    false => namespace_dict(&namespace),
                };
                let args = [Value::str(&*name), Value::tuple(bases), dict];
                self.call_with(&Value::Class(metaclass.clone()), &args, &keywords)?
            }
            _ => Value::Class(self.new_class(metaclass, &name, &bases, namespace.entries(), &keywords)?),
        };
        if let (Value::Cell(cell), Value::Class(_)) = (cell, &made) {
            let held = cell.borrow().clone();
            if !held.is_bound() {
                let shown = self.repr(&made)?;
                return Err(runtime_error(format!(
                    "__class__ not set defining '{name}' as {shown}. Was __classcell__ propagated to type.__new__?"
                )));
            }
            if !held.is(&made) {
                let (held, shown) = (self.repr(&held)?, self.repr(&made)?);
                return Err(type_error(format!("__class__ set to {held} defining '{name}' as {shown}")));
            }
        }
        Ok(made)
    }

    /// `class(*args, **keywords)`, up to an `__init__` of the program's, which the caller runs.
    pub(in crate::vm) fn instantiate(
        &self,
        class: &Rc<Class>,
        args: &[Value],
        keywords: &[(Symbol, Value)],
    ) -> Result<Made> {
        if let Some(native) = class.native
            && keywords.is_empty()
            && let Some(made) = self.make_quickly(native, args)
        {
            return made.map(Made::Done);
        }
        if let Some(metaclass) = &class.metaclass
            && let Some(call) = metaclass.lookup(Symbol::CALL)
            && !matches!(&call, Value::Native(native) if native.owner.is_some_and(|owner| std::ptr::eq(owner, &types::TYPE)))
        {
            let call = self.bind(call, &Value::Class(class.clone()), metaclass)?;
            return self.nest(|| self.call_with(&call, args, keywords)).map(Made::Done);
        }
        self.instantiate_plainly(class, args, keywords)
    }

    /// `type.__call__(class, *args, **keywords)`
    pub(in crate::vm) fn instantiate_plainly(
        &self,
        class: &Rc<Class>,
        args: &[Value],
        keywords: &[(Symbol, Value)],
    ) -> Result<Made> {
        if same(class, &types::TYPE.class()) && args.len() == 1 {
            return Ok(Made::Done(Value::Class(class_of(&args[0]))));
        }
        if same(class, &types::TYPE.class()) && args.len() != 3 {
            return Err(type_error("type() takes 1 or 3 arguments"));
        }
        let new = class.lookup(Symbol::NEW);
        // `object.__init__` takes no arguments, unless `__new__` is another one that may have taken them.
        let takes_none = match &new {
            None => true,
            Some(Value::Native(native)) => {
                native.owner.is_some_and(|owner| std::ptr::eq(owner, &types::OBJECT))
            }
            Some(_) => false,
        };
        let has_args = !args.is_empty() || !keywords.is_empty();
        let instance = match new {
            None => self.new_object(class)?,
            Some(Value::Native(native))
                if native.owner.is_some_and(|owner| std::ptr::eq(owner, &types::OBJECT)) =>
            {
                self.new_object(class)?
            }
            Some(new) => {
                let new = match new.data::<StaticMethod>() {
                    Some(method) => method.0.clone(),
                    None => new,
                };
                let mut all = Vec::with_capacity(args.len() + 1);
                all.push(Value::Class(class.clone()));
                all.extend_from_slice(args);
                let made = self.call_with(&new, &all, keywords)?;
                // `__init__` is for instances of the class alone.
                if !made.is_instance(class) {
                    return Ok(Made::Done(made));
                }
                made
            }
        };
        match class_of(&instance).lookup(Symbol::INIT) {
            Some(Value::Function(init)) => Ok(Made::Init(instance, init)),
            Some(init) => {
                let of = class_of(&instance);
                if let Value::Native(native) = &init
                    && native.owner.is_some_and(|owner| std::ptr::eq(owner, &types::OBJECT))
                {
                    if has_args && takes_none {
                        return Err(type_error(format!("{}() takes no arguments", class.name())));
                    }
                    return Ok(Made::Done(instance));
                }
                // A `__new__` of the program's has taken what a list does not take by name.
                let is_own_new = matches!(class.lookup(Symbol::NEW), Some(Value::Function(_)));
                let keywords = match &init {
                    Value::Native(init)
                        if is_own_new && init.owner.is_some_and(|owner| owner.name == "list") =>
                    {
                        &[]
                    }
                    _ => keywords,
                };
                let init = self.bind(init, &instance, &of)?;
                self.call_with(&init, args, keywords)?;
                Ok(Made::Done(instance))
            }
            None => {
                if has_args && takes_none {
                    return Err(type_error(format!("{}() takes no arguments", class.name())));
                }
                Ok(Made::Done(instance))
            }
        }
    }

    /// `object.__new__(class)`
    pub(in crate::vm) fn new_object(&self, class: &Rc<Class>) -> Result {
        if let Some(names) = class.lookup(Symbol::ABSTRACT_METHODS) {
            let mut names: Vec<String> = match names.plain() {
                Value::Set(_) | Value::Tuple(_) | Value::List(_) => self
                    .collect(&names)?
                    .iter()
                    .filter_map(|name| name.as_str().map(|name| format!("'{name}'")))
                    .collect(),
                _ => Vec::new(),
            };
            crate::order::sort(&mut names);
            if !names.is_empty() {
                let plural = if names.len() == 1 { "" } else { "s" };
                return Err(type_error(format!(
                    "Can't instantiate abstract class {} without an implementation for abstract method{plural} {}",
                    class.name(),
                    names.join(", ")
                )));
            }
        }
        if class.is_native() && !same(class, &types::OBJECT.class()) {
            return Err(type_error(format!("cannot create '{}' instances", class.full_name())));
        }
        Ok(self.new_instance(class, Data::None))
    }

    fn new_instance(&self, class: &Rc<Class>, data: Data) -> Value {
        let attributes = Attributes::default();
        let instance = Rc::new(Instance { class: RefCell::new(class.clone()), attributes, data });
        if self.tells_made.get() {
            self.state::<gc::Made>().add(gc::Known::Instance(Rc::downgrade(&instance)));
        }
        Value::Instance(instance)
    }

    /// `__new__` of a builtin type that has a variant of `Value`: for a derived class its value is wrapped.
    pub(in crate::vm) fn new_value(
        &self,
        new: &NativeFunction,
        args: &[Value],
        keywords: &[(Symbol, Value)],
    ) -> Result {
        let Some(Value::Class(class)) = args.first() else {
            return Err(type_error(format!("{}: not enough arguments", new.qualname())));
        };
        // Of the library's, `defaultdict` and its like are wrapped too.
        if class.native.is_some_and(|native| native.is_value) {
            return new.call(self, args, keywords);
        }
        let mut of_builtin = args.to_vec();
        if let Some(owner) = new.owner {
            of_builtin[0] = Value::Class(owner.class());
        }
        // What is mutable is filled by `__init__`, whose arguments may be others.
        let mutable = new.owner.is_some_and(|owner| matches!(owner.name, "list" | "dict" | "set"));
        // So are those of an `__init__` of the program's: what the builtin type itself does not take by name is for that.
        let takes_no_names = |owner: &NativeType| matches!(owner.name, "tuple" | "frozenset" | "float");
        let keywords = match class.lookup(Symbol::INIT) {
            Some(Value::Function(_)) if new.owner.is_some_and(takes_no_names) => &[],
            _ => keywords,
        };
        let value = match mutable {
            true => new.call(self, &of_builtin[..1], &[])?,
            false => new.call(self, &of_builtin, keywords)?,
        };
        Ok(self.new_instance(class, Data::Value(value)))
    }
}

/// Whether no class can be derived from it.
fn is_final(class: &Class) -> bool {
    class.native().is_some_and(|native| match native.module {
        "builtins" => FINAL.contains(&native.name),
        module => module == "_contextvars",
    })
}

/// An object has the value of one builtin type: the bases must not ask for two.
fn check_values(bases: &[Rc<Class>]) -> Result<()> {
    let value_of = |class: &Rc<Class>| {
        let holds =
            |class: &&Rc<Class>| class.is_native() && class.native().is_some_and(|native| native.is_value);
        std::iter::once(class).chain(&class.ancestors).find(holds).cloned()
    };
    let values: Vec<Rc<Class>> = bases.iter().filter_map(value_of).collect();
    if values.iter().any(|a| values.iter().any(|b| are_apart(a, b))) {
        return Err(type_error("multiple bases have instance lay-out conflict"));
    }
    Ok(())
}

/// The metaclass of each base must be one of the class's, or the other way round.
#[inline(never)]
fn check_metaclasses(metaclass: Option<&Rc<Class>>, bases: &[Rc<Class>]) -> Result<()> {
    let conflicts = |base: &Rc<Class>| {
        let ours = metaclass.or(base.metaclass.as_ref());
        ours.zip(base.metaclass.as_ref()).is_some_and(|(ours, theirs)| are_apart(ours, theirs))
    };
    if bases.iter().any(conflicts) {
        return Err(conflict());
    }
    Ok(())
}

/// Whether neither is derived from the other.
fn are_apart(a: &Rc<Class>, b: &Rc<Class>) -> bool {
    !a.is_subclass(b) && !b.is_subclass(a)
}

/// What a class consists of whose body left `namespace`.
fn class_parts(
    metaclass: Option<Rc<Class>>,
    name: &str,
    bases: Vec<Rc<Class>>,
    namespace: Vec<(Symbol, Value)>,
) -> ClassParts {
    let attributes = Attributes::default();
    let (mut module, mut qualname): (Rc<str>, Rc<str>) = ("__main__".into(), name.into());
    for (key, value) in namespace {
        match (&*key.text(), value) {
            ("__module__", value) => module = value.as_str().unwrap_or("builtins").into(),
            ("__qualname__", value) => qualname = value.as_str().unwrap_or(name).into(),
            ("__init_subclass__" | "__class_getitem__", value @ Value::Function(_)) => {
                attributes.set(key, Value::native(CLASS_METHOD.class(), ClassMethod(value)));
            }
            ("__classcell__", _) => {}
            (_, value) if is_shown_alone(&value) => {}
            (_, value) => attributes.set(key, value),
        }
    }
    if attributes.has(Symbol::new("__eq__")) && !attributes.has(Symbol::new("__hash__")) {
        attributes.set(Symbol::new("__hash__"), Value::None);
    }
    ClassParts {
        name: name.into(),
        qualname,
        module,
        bases,
        metaclass,
        attributes,
        gives_dict: true,
        native: None,
    }
}
