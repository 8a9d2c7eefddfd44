//! `abc`: abstract classes.

use std::rc::Rc;

use crate::vm::attributes::Attributes;
use crate::vm::attributes::descriptors::{
    CLASS_METHOD, ClassMethod, PROPERTY, Property, STATIC_METHOD, StaticMethod,
};
use crate::vm::class::Class;
use crate::vm::exceptions::type_error;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeModule, NativeType};
use crate::vm::types::TYPE;
use crate::vm::value::set::Set;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::made::class_argument;

/// The module.
pub static MODULE: NativeModule = NativeModule::new("abc")
    .functions(&[
        Native::new("abstractmethod", "funcobj", |_, args| Ok(mark(&args[0]))),
        Native::new("abstractproperty", "fget=None, fset=None, fdel=None, doc=None", |vm, args| {
            mark(&args[0]);
            vm.call(&Value::Class(PROPERTY.class()), args)
        }),
        Native::new("abstractclassmethod", "callable", |vm, args| {
            vm.call(&Value::Class(CLASS_METHOD.class()), &[mark(&args[0])])
        }),
        Native::new("abstractstaticmethod", "callable", |vm, args| {
            vm.call(&Value::Class(STATIC_METHOD.class()), &[mark(&args[0])])
        }),
        Native::new("update_abstractmethods", "cls", |vm, args| {
            let class = class_argument(&args[0])?;
            if class.attributes.has(Symbol::new(NAMES)) {
                find_abstract(vm, &class)?;
            }
            Ok(args[0].clone())
        }),
        Native::new("get_cache_token", "", |_, _| Ok(Value::Int(0))),
    ])
    .types(&[&ABC_META])
    .fill(|vm, module| {
        let namespace = vec![(Symbol::new("__module__"), "abc".into()), (Symbol::SLOTS, Value::tuple([]))];
        let class = vm.new_class(Some(ABC_META.class()), "ABC", &[], namespace, &[])?;
        module.globals.set(Symbol::new("ABC"), Value::Class(class));
        Ok(())
    });

const NAMES: &str = "__abstractmethods__";
const REGISTRY: &str = "_abc_registry";

/// `abc.ABCMeta`
static ABC_META: NativeType = NativeType::new(
    "ABCMeta",
    "abc",
    &[
        Native::new("__new__", "cls, name, bases, namespace, /, **kwargs", |vm, args| {
            let new = TYPE.class().lookup(Symbol::NEW).unwrap_or_default();
            let made = vm.call_with(&new, &args[..4], &vm.keywords_of(&args[4])?)?;
            find_abstract(vm, &class_argument(&made)?)?;
            Ok(made)
        }),
        Native::new("register", "cls, subclass", |_, args| {
            let class = class_argument(&args[0])?;
            if !matches!(args[1], Value::Class(_)) {
                return Err(type_error("Can only register classes"));
            }
            match class.attributes.get(Symbol::new(REGISTRY)) {
                Some(Value::List(known)) => known.items.borrow_mut().push(args[1].clone()),
                _ => class.set(Symbol::new(REGISTRY), Value::list(vec![args[1].clone()])),
            }
            Ok(args[1].clone())
        }),
        Native::new("__instancecheck__", "cls, instance, /", |vm, args| {
            let class = class_argument(&args[0])?;
            if args[1].is_instance(&class) {
                return Ok(true.into());
            }
            let of = crate::vm::class::class_of(&args[1]);
            Ok(is_virtual_subclass(vm, &of, &class)?.into())
        }),
        Native::new("__subclasscheck__", "cls, subclass, /", |vm, args| {
            let (class, of) = (class_argument(&args[0])?, class_argument(&args[1])?);
            Ok((of.is_subclass(&class) || is_virtual_subclass(vm, &of, &class)?).into())
        }),
    ],
)
.base(&TYPE);

/// Whether a class was registered as derived from another one, or is said to be by `__subclasshook__`.
fn is_virtual_subclass(vm: &Vm, class: &Rc<Class>, of: &Rc<Class>) -> Result<bool> {
    vm.charge(160)?;
    if of.lookup(Symbol::new("__subclasshook__")).is_some() {
        let verdict =
            vm.call_method(&Value::Class(of.clone()), "__subclasshook__", &[Value::Class(class.clone())])?;
        if let Value::Bool(verdict) = verdict {
            return Ok(verdict);
        }
    }
    let mut known = match of.attributes.get(Symbol::new(REGISTRY)) {
        Some(Value::List(known)) => known.items.borrow().clone(),
        _ => Vec::new(),
    };
    known.extend(of.subclasses().into_iter().map(Value::Class));
    vm.charge(known.len() * 192)?;
    for registered in &known {
        if vm.nest(|| vm.is_subclass(class, registered))? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn mark(function: &Value) -> Value {
    let name = Symbol::new("__isabstractmethod__");
    match function {
        Value::Function(function) => function.attributes.set(name, true.into()),
        Value::Instance(instance) => instance.attributes.set(name, true.into()),
        _ => {}
    }
    function.clone()
}

/// Whether an attribute of a class is marked as abstract.
pub(super) fn is_abstract(value: &Value) -> bool {
    let marked = |attributes: &Attributes| {
        matches!(attributes.get(Symbol::new("__isabstractmethod__")), Some(Value::Bool(true)))
    };
    match value {
        Value::Function(function) => marked(&function.attributes),
        Value::Instance(instance) => {
            if let Some(property) = value.data::<Property>() {
                return [&property.get, &property.set, &property.delete].into_iter().any(is_abstract);
            }
            let inner = value.data::<StaticMethod>().map(|method| &method.0);
            let inner = inner.or_else(|| value.data::<ClassMethod>().map(|method| &method.0));
            marked(&instance.attributes) || inner.is_some_and(is_abstract)
        }
        _ => false,
    }
}

/// Notes what is abstract in a class, its own and what it inherits.
fn find_abstract(vm: &Vm, class: &Rc<Class>) -> Result<()> {
    let own = class.attributes.entries().into_iter().filter(|(_, value)| is_abstract(value));
    let mut names: Vec<Value> = own.map(|(name, _)| name.text().into()).collect();
    for base in &class.bases {
        let Some(inherited) = base.lookup(Symbol::new(NAMES)) else { continue };
        for name in vm.collect(&inherited)? {
            let found = name.as_str().and_then(|name| class.lookup(Symbol::new(name)));
            if found.is_some_and(|found| is_abstract(&found)) {
                names.push(name);
            }
        }
    }
    let set = Set::new(true);
    for name in names {
        set.add(vm, name)?;
    }
    class.set(Symbol::new(NAMES), Value::Set(Rc::new(set)));
    Ok(())
}
