//! `functools`: `partial` and the memory of `lru_cache`; the rest is in Python.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::vm::attributes::Attributes;
use crate::vm::calls::function::Method;
use crate::vm::class::alias::CLASS_GETITEM;
use crate::vm::class::class_of;
use crate::vm::exceptions::{name_error, type_error};
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeModule, NativeType, Property};
use crate::vm::value::dict::Dict;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Data, Instance, Result, Value};

use super::made::{class_argument, is_callable};

/// The module.
pub static MODULE: NativeModule = NativeModule::new("functools")
    .functions(&[
        Native::new("_keep_attribute", "instance, name, value", |vm, args| {
            let name = Symbol::new(args[1].as_str().unwrap_or_default());
            vm.set_own_attr(&args[0], name, args[2].clone())?;
            Ok(Value::None)
        }),
        Native::new("_name_in", "function, name", |vm, args| {
            let name = Symbol::new(args[1].as_str().unwrap_or_default());
            let known = match &args[0] {
                Value::Function(function) => function.globals.get(name),
                _ => None,
            };
            let known = known.or_else(|| vm.builtins.borrow().get(&name).cloned());
            known.ok_or_else(|| name_error(format!("name '{name}' is not defined")))
        }),
    ])
    .types(&[&PARTIAL, &CACHE])
    .python(include_str!("python/functools.py"));

struct Partial {
    function: Value,
    args: Vec<Value>,
    keywords: Rc<Dict>,
}

/// `functools.partial`
static PARTIAL: NativeType = NativeType::new(
    "partial",
    "functools",
    &[
        Native::new("__new__", "cls, /, *args, **keywords", new_partial),
        Native::new("__call__", "self, /, *args, **keywords", |vm, args| {
            let this = partial(&args[0])?;
            let given = vm.collect(&args[1])?;
            let missing = this.args.iter().filter(|arg| is_placeholder(arg)).count();
            if given.len() < missing {
                let got = given.len();
                return Err(type_error(format!(
                    "missing positional arguments in 'partial' call; expected at least {missing}, got {got}"
                )));
            }
            let all = filled(&this.args, given);
            let mut keywords = vm.keywords_of(&Value::Dict(this.keywords.clone()))?;
            for (name, value) in vm.keywords_of(&args[2])? {
                match keywords.iter_mut().find(|(known, _)| *known == name) {
                    Some((_, known)) => *known = value,
                    None => keywords.push((name, value)),
                }
            }
            vm.call_with(&this.function, &all, &keywords)
        }),
        Native::new("__get__", "self, object, owner=None, /", |_, args| {
            if args[1].is_none() {
                return Ok(args[0].clone());
            }
            Ok(Value::Method(Rc::new(Method { function: args[0].clone(), receiver: args[1].clone() })))
        }),
        Native::new("__repr__", "self, /", |vm, args| {
            let this = partial(&args[0])?;
            let class = class_of(&args[0]);
            let mut parts = vec![vm.nest(|| vm.repr(&this.function))?];
            for arg in &this.args {
                parts.push(vm.nest(|| vm.repr(arg))?);
            }
            for (name, value) in this.keywords.items() {
                parts.push(format!("{}={}", vm.str(&name)?, vm.nest(|| vm.repr(&value))?));
            }
            Ok(format!("{}({})", class.full_name(), parts.join(", ")).into())
        }),
        CLASS_GETITEM,
    ],
)
.properties(&[
    Property { name: "func", get: |_, this| Ok(partial(this)?.function.clone()), set: None },
    Property { name: "args", get: |_, this| Ok(Value::tuple(partial(this)?.args.clone())), set: None },
    Property { name: "keywords", get: |_, this| Ok(Value::Dict(partial(this)?.keywords.clone())), set: None },
]);

fn partial(value: &Value) -> Result<&Partial> {
    value.data().ok_or_else(|| type_error("a partial is missing"))
}

/// What a `functools.partial` calls; nothing for what is none.
pub fn partial_function(value: &Value) -> Option<&Value> {
    value.data::<Partial>().map(|partial| &partial.function)
}

/// Whether it is `functools.Placeholder`, whose class is written in Python.
fn is_placeholder(value: &Value) -> bool {
    let Value::Instance(instance) = value else { return false };
    let class = instance.class.borrow();
    &*class.module == "functools" && &*class.name() == "_PlaceholderType"
}

/// Arguments with others in the places that were left for them, and behind them.
fn filled(args: &[Value], others: Vec<Value>) -> Vec<Value> {
    let mut others = others.into_iter();
    let mut all: Vec<Value> = args
        .iter()
        .map(|arg| match is_placeholder(arg) {
            true => others.next().unwrap_or_else(|| arg.clone()),
            false => arg.clone(),
        })
        .collect();
    all.extend(others);
    all
}

fn new_partial(vm: &Vm, args: &[Value]) -> Result {
    let class = class_argument(&args[0])?;
    let given = vm.collect(&args[1])?;
    let Some((function, given)) = given.split_first() else {
        return Err(type_error("type 'partial' takes at least one argument"));
    };
    if !is_callable(vm, function) {
        return Err(type_error("the first argument must be callable"));
    }
    let Value::Dict(keywords) = &args[2] else { return Err(type_error("keywords must be a dict")) };
    if given.last().is_some_and(is_placeholder) {
        return Err(type_error("trailing Placeholders are not allowed"));
    }
    if keywords.items().iter().any(|(_, value)| is_placeholder(value)) {
        return Err(type_error("Placeholder cannot be passed as a keyword argument"));
    }
    let mut made = Partial { function: function.clone(), args: given.to_vec(), keywords: keywords.clone() };
    // A partial of a partial is one of what that was made of.
    if let Some(inner) = function.data::<Partial>() {
        vm.charge((inner.args.len() + made.args.len() + inner.keywords.len()) * 8)?;
        made.function = inner.function.clone();
        made.args = filled(&inner.args, made.args);
        let merged = inner.keywords.copy();
        for (name, value) in keywords.items() {
            merged.set(vm, name, value)?;
        }
        made.keywords = Rc::new(merged);
    }
    Ok(Value::Instance(Rc::new(Instance {
        class: RefCell::new(class),
        attributes: Attributes::default(),
        data: Data::Native(Box::new(made)),
    })))
}

/// What an `lru_cache` remembers: the results of calls, the one that was used last at the end.
#[derive(Default)]
struct Cache {
    /// How many it may keep.
    most: Option<usize>,
    typed: bool,
    results: Dict,
    hits: Cell<i64>,
    misses: Cell<i64>,
}

static CACHE: NativeType = NativeType::new(
    "_Cache",
    "functools",
    &[
        Native::new("__new__", "cls, maxsize, typed", |_, args| {
            let most = if let Value::Int(most) = args[1] { Some(most.max(0) as usize) } else { None };
            let typed = matches!(args[2], Value::Bool(true));
            Ok(Value::native(CACHE.class(), Cache { most, typed, ..Cache::default() }))
        }),
        // The result of a call, or the cache itself if it is not known.
        Native::new("find", "self, args, keywords", |vm, args| {
            let cache = cache(&args[0])?;
            let key = cache.key(&args[1], &args[2]);
            vm.hash(&key)?;
            match cache.results.get(vm, &key)? {
                Some(result) if cache.most != Some(0) => {
                    cache.hits.set(cache.hits.get() + 1);
                    if cache.most.is_some() {
                        cache.results.remove(vm, &key)?;
                        cache.results.set(vm, key, result.clone())?;
                    }
                    Ok(result)
                }
                _ => {
                    cache.misses.set(cache.misses.get() + 1);
                    Ok(args[0].clone())
                }
            }
        }),
        Native::new("keep", "self, args, keywords, result", |vm, args| {
            let cache = cache(&args[0])?;
            let key = cache.key(&args[1], &args[2]);
            if cache.results.get(vm, &key)?.is_none() && cache.most != Some(0) {
                if cache.most.is_some_and(|most| cache.results.len() >= most)
                    && let Some((_, oldest, _)) = cache.results.at(0)
                {
                    cache.results.remove(vm, &oldest)?;
                }
                vm.charge_bytes(64)?;
                cache.results.set(vm, key, args[3].clone())?;
            }
            Ok(Value::None)
        }),
        Native::new("info", "self", |_, args| {
            let cache = cache(&args[0])?;
            Ok(Value::tuple([
                cache.hits.get().into(),
                cache.misses.get().into(),
                cache.most.into(),
                cache.results.len().into(),
            ]))
        }),
        Native::new("clear", "self", |_, args| {
            let cache = cache(&args[0])?;
            cache.results.clear();
            cache.hits.set(0);
            cache.misses.set(0);
            Ok(Value::None)
        }),
    ],
);

fn cache(value: &Value) -> Result<&Cache> {
    value.data().ok_or_else(|| type_error("a cache is missing"))
}

impl Cache {
    fn key(&self, args: &Value, keywords: &Value) -> Value {
        let (Value::Tuple(items), Value::Dict(keywords)) = (args, keywords) else { return args.clone() };
        if keywords.is_empty() && !self.typed {
            return match &items[..] {
                [only @ (Value::Int(_) | Value::Str(_))] => only.clone(),
                _ => args.clone(),
            };
        }
        let mut key = items.to_vec();
        // Something that no program has: positional and keyword arguments are never the same call.
        key.push(Value::Class(CACHE.class()));
        for (name, value) in keywords.items() {
            key.extend([name, value]);
        }
        if self.typed {
            let types: Vec<Value> = key.iter().map(|value| Value::Class(class_of(value))).collect();
            key.extend(types);
        }
        Value::tuple(key)
    }
}

/// What a `partial` calls.
pub(super) fn inner(value: &Value) -> Option<&Value> {
    value.data::<Partial>().map(|partial| &partial.function)
}
