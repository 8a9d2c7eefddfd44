//! Functions, classes and modules that are written in Rust: declared as tables, made into Python objects when they are first used.
//!
//! ```ignore
//! static DEQUE: NativeType = NativeType::new("deque", "collections", &[
//!     Native::new("__new__", "cls, /, *args", new),
//!     Native::new("append", "self, x, /", |vm, args| { .. }),
//!     Native::new("rotate", "self, n=1, /", ..),
//! ]);
//! ```
//!
//! A function gets exactly as many values as it has parameters, in their order; one that was not given is its default, or
//! [`Value::Unbound`] where that is `?`. `*args` is a tuple, `**kwargs` a dict.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::attributes::Attributes;
use super::binding::missing_arguments;
use super::class::{Class, ClassParts};
use super::dict::Dict;
use super::exceptions::type_error;
use super::machine::Vm;
use super::suggestions::did_you_mean;
use super::symbol::Symbol;
use super::value::{Result, Value};

/// The body of a function.
pub type Run = fn(&Vm, &[Value]) -> Result;

/// What assigning to a computed attribute does.
pub type Assign = fn(&Vm, &Value, Value) -> Result<()>;

/// What fills a module when it is imported.
pub type Fill = fn(&Vm, &Rc<super::module::Module>) -> Result<()>;

/// How a function in a class's table is bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binding {
    /// To the instance; a plain function in a module.
    Instance,
    /// To the class (`@classmethod`).
    Class,
    /// To nothing (`@staticmethod`). `__new__` is such by itself.
    Static,
}

/// A function of the library's.
pub struct Native {
    /// Its name.
    pub name: &'static str,
    /// Its parameters as Python writes them, `self` or `cls` among them: `self, sep=None, /, maxsplit=-1, *args, key=?`. A
    /// default is None, True, False, an int, a str in double quotes, or `?` for [`Value::Unbound`].
    pub params: &'static str,
    /// How it is bound.
    pub binding: Binding,
    /// What it does.
    pub run: Run,
    /// Whether it goes round with a loop, and may be left standing meanwhile: see [`Vm::drive`].
    pub drives: bool,
}

impl Native {
    /// A function, or a method.
    pub const fn new(name: &'static str, params: &'static str, run: Run) -> Self {
        Self { name, params, binding: Binding::Instance, run, drives: false }
    }

    /// A function, or a method, that goes round with a loop.
    pub const fn driving(name: &'static str, params: &'static str, run: Run) -> Self {
        Self { name, params, binding: Binding::Instance, run, drives: true }
    }

    /// A method of the class.
    pub const fn of_class(name: &'static str, params: &'static str, run: Run) -> Self {
        Self { name, params, binding: Binding::Class, run, drives: false }
    }

    /// A method that is bound to nothing.
    pub const fn of_nothing(name: &'static str, params: &'static str, run: Run) -> Self {
        Self { name, params, binding: Binding::Static, run, drives: false }
    }
}

/// An attribute of instances that is computed.
pub struct Property {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub get: fn(&Vm, &Value) -> Result,
    /// What assigning to it does, if it can be assigned to.
    pub set: Option<Assign>,
}

/// A class of the library's.
pub struct NativeType {
    /// `__name__`, and `__qualname__`.
    pub name: &'static str,
    /// `__module__`.
    pub module: &'static str,
    /// Its base; `object` if there is none.
    pub base: Option<&'static NativeType>,
    /// A second base.
    pub second_base: Option<&'static NativeType>,
    /// Its methods, special ones too (`__new__`, `__repr__`, `__len__`, `__iter__`, ..).
    pub methods: &'static [Native],
    /// Its computed attributes.
    pub properties: &'static [Property],
    /// What instances of classes derived from it are below their attributes: whether `__new__` makes a value of a builtin
    /// type (`Data::Value`).
    pub is_value: bool,
    number: AtomicU32,
}

static NEXT_TYPE: AtomicU32 = AtomicU32::new(1);

thread_local! {
    static CLASSES: RefCell<Vec<Option<Rc<Class>>>> = const { RefCell::new(Vec::new()) };
}

impl NativeType {
    /// A class with methods, derived from `object`.
    pub const fn new(name: &'static str, module: &'static str, methods: &'static [Native]) -> Self {
        Self {
            name,
            module,
            base: None,
            second_base: None,
            methods,
            properties: &[],
            is_value: false,
            number: AtomicU32::new(0),
        }
    }

    /// The same, with a base.
    pub const fn base(mut self, base: &'static NativeType) -> Self {
        self.base = Some(base);
        self
    }

    /// The same, with one more base.
    pub const fn second_base(mut self, base: &'static NativeType) -> Self {
        self.second_base = Some(base);
        self
    }

    /// The same, with computed attributes.
    pub const fn properties(mut self, properties: &'static [Property]) -> Self {
        self.properties = properties;
        self
    }

    /// The same, for a type whose values have a variant of [`Value`] of their own.
    pub const fn value(mut self) -> Self {
        self.is_value = true;
        self
    }

    /// Its class object.
    pub fn class(&'static self) -> Rc<Class> {
        let mut number = self.number.load(Ordering::Relaxed);
        if number == 0 {
            number = NEXT_TYPE.fetch_add(1, Ordering::Relaxed);
            // Another thread may have been first; then its number counts.
            number = self
                .number
                .compare_exchange(0, number, Ordering::Relaxed, Ordering::Relaxed)
                .map_or_else(|other| other, |_| number);
        }
        let known = CLASSES.with_borrow(|classes| classes.get(number as usize).cloned().flatten());
        known.unwrap_or_else(|| self.make(number as usize))
    }

    #[cold]
    fn make(&'static self, number: usize) -> Rc<Class> {
        let base = match self.base {
            Some(base) => Some(base.class()),
            None if std::ptr::eq(self, &super::types::OBJECT) => None,
            None => Some(super::types::OBJECT.class()),
        };
        let attributes = Attributes::default();
        let class = Class::assemble(ClassParts {
            name: self.name.into(),
            qualname: self.name.into(),
            module: self.module.into(),
            bases: base.into_iter().chain(self.second_base.map(Self::class)).collect(),
            metaclass: None,
            attributes,
            native: Some(self),
        })
        .unwrap_or_else(|error| panic!("the builtin class {} cannot be made: {error}", self.name));
        // Known before its methods are made: their functions name it.
        CLASSES.with_borrow_mut(|classes| {
            if classes.len() <= number {
                classes.resize(number + 1, None);
            }
            classes[number] = Some(class.clone());
        });
        for method in self.methods {
            let function = Rc::new(NativeFunction::new(method, Some(self)));
            class.attributes.set(Symbol::new(method.name), Value::Native(function));
        }
        if self.is_value {
            for method in super::operators::slots::of_type(self.name) {
                let name = Symbol::new(method.name);
                if !class.attributes.has(name) {
                    class
                        .attributes
                        .set(name, Value::Native(Rc::new(NativeFunction::new(method, Some(self)))));
                }
            }
        }
        for property in self.properties {
            class.attributes.set(Symbol::new(property.name), super::descriptors::native_property(property));
        }
        let has = |name| self.methods.iter().any(|method| method.name == name);
        // The comparisons of these are not in their tables.
        let mutable = self.is_value && matches!(self.name, "list" | "dict" | "set" | "bytearray");
        if mutable || (has("__eq__") && !has("__hash__")) {
            class.attributes.set(Symbol::new("__hash__"), Value::None);
        }
        class
    }

    /// Whether a value is an instance of the class or one derived from it.
    pub fn has(&'static self, value: &Value) -> bool {
        super::class::class_of(value).is_subclass(&self.class())
    }
}

/// A default in a parameter list.
#[derive(Debug, Clone)]
struct Param {
    name: Symbol,
    /// `None` for one that must be given.
    default: Option<Value>,
}

/// A function of the library's as a Python object.
pub struct NativeFunction {
    /// What it was declared as.
    pub native: &'static Native,
    /// The class in whose table it is.
    pub owner: Option<&'static NativeType>,
    params: Vec<Param>,
    /// How many parameters cannot be given by keyword.
    positional_only: usize,
    /// How many can be given by position.
    positional: usize,
    star_args: bool,
    star_kwargs: bool,
    /// Whether it is written in Python in CPython, so that its errors read as those of the program's functions.
    pub(super) in_python: bool,
}

impl NativeFunction {
    /// The object for a declaration.
    ///
    /// # Panics
    ///
    /// If the parameters do not parse: that is a mistake in the table.
    pub fn new(native: &'static Native, owner: Option<&'static NativeType>) -> Self {
        let mut function = Self {
            native,
            owner,
            params: Vec::new(),
            positional_only: 0,
            positional: 0,
            star_args: false,
            star_kwargs: false,
            in_python: owner.is_some_and(|owner| owner.module.starts_with("asyncio.")),
        };
        let mut by_keyword = false;
        for word in native.params.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            if word == "/" {
                function.positional_only = function.params.len();
            } else if word == "*" {
                by_keyword = true;
            } else if word.starts_with("**") {
                function.star_kwargs = true;
            } else if word.starts_with('*') {
                function.star_args = true;
                by_keyword = true;
            } else {
                let (name, default) = match word.split_once('=') {
                    Some((name, default)) => (name.trim(), Some(parse_default(default.trim(), native))),
                    None => (word, None),
                };
                function.params.push(Param { name: Symbol::new(name), default });
                if !by_keyword {
                    function.positional += 1;
                }
            }
        }
        function
    }

    /// Whether it is one of a builtin type's own operations, which CPython calls slots.
    pub fn is_slot(&self) -> bool {
        /// Special methods that CPython has as methods.
        const METHODS: &str = " __new__ __init_subclass__ __subclasshook__ __class_getitem__ __format__ __dir__ __sizeof__ \
            __reversed__ __enter__ __exit__ __round__ __ceil__ __floor__ __trunc__ __length_hint__ __getnewargs__ \
            __instancecheck__ __subclasscheck__ __prepare__ __setstate__ ";
        let name = self.native.name;
        let is_method = match self.owner {
            Some(owner) if owner.module == "builtins" => match name {
                "__getitem__" => matches!(owner.name, "list" | "dict"),
                "__contains__" => matches!(owner.name, "dict" | "set" | "frozenset"),
                _ => METHODS.split(' ').any(|method| method == name),
            },
            _ => true,
        };
        name.starts_with("__") && !is_method
    }

    /// `NAME`, or `CLASS.NAME` for a method.
    pub fn qualname(&self) -> Rc<str> {
        match self.owner {
            Some(owner) => format!("{}.{}", owner.name, self.native.name).into(),
            None => self.native.name.into(),
        }
    }

    /// Calls it.
    ///
    /// # Errors
    ///
    /// TypeError if the arguments do not fit the parameters, and what it raises itself.
    pub fn call(&self, vm: &Vm, args: &[Value], keywords: &[(Symbol, Value)]) -> Result {
        let plain = !self.star_args && !self.star_kwargs && self.positional == self.params.len();
        if plain && keywords.is_empty() && args.len() == self.params.len() {
            return (self.native.run)(vm, args);
        }
        const MOST: usize = 6;
        let given = args.len();
        let simple = keywords.is_empty() && !self.star_args && !self.star_kwargs;
        if simple && given <= self.positional && self.params.len() <= MOST {
            // Those that were not given have defaults, mostly.
            let mut bound: [Value; MOST] = Default::default();
            bound[..given].clone_from_slice(args);
            let rest = bound[given..].iter_mut().zip(&self.params[given..]);
            let mut complete = true;
            for (value, param) in rest {
                match &param.default {
                    Some(default) => *value = default.clone(),
                    None => complete = false,
                }
            }
            if complete {
                return (self.native.run)(vm, &bound[..self.params.len()]);
            }
        }
        // Sorting arguments takes as long as many a function.
        vm.charge(32)?;
        (self.native.run)(vm, &self.bind(args, keywords)?)
    }

    #[cold]
    #[inline(never)]
    fn bind(&self, args: &[Value], keywords: &[(Symbol, Value)]) -> Result<Vec<Value>> {
        let given = args.len().min(self.positional);
        let mut bound = args[..given].to_vec();
        bound.resize(self.params.len(), Value::Unbound);
        if args.len() > self.positional && !self.star_args {
            return Err(self.wrong_number(args.len()));
        }
        let mut seen = vec![false; self.params.len()];
        seen[..given].fill(true);
        let mut others = None;
        for (name, value) in keywords {
            let at = self.params.iter().skip(self.positional_only).position(|param| param.name == *name);
            match at.map(|at| at + self.positional_only) {
                Some(at) if seen[at] => {
                    let text = format!("{}() got multiple values for argument '{name}'", self.native.name);
                    return Err(type_error(text));
                }
                Some(at) => {
                    bound[at] = value.clone();
                    seen[at] = true;
                }
                None if self.star_kwargs => {
                    others.get_or_insert_with(Dict::default).set_symbol(*name, value.clone());
                }
                None if self.as_in_c() && self.positional_only == self.params.len() => {
                    let text = format!("{}() takes no keyword arguments", self.shown_name(true));
                    return Err(type_error(text));
                }
                None => {
                    let known: Vec<Rc<str>> =
                        self.params[self.positional_only..].iter().map(|param| param.name.text()).collect();
                    let meant = did_you_mean(&name.text(), known.iter().map(|name| &**name));
                    let function = self.shown_name(false);
                    let text = format!("{function}() got an unexpected keyword argument '{name}'{meant}");
                    return Err(type_error(text));
                }
            }
        }
        for (at, param) in self.params.iter().enumerate().filter(|(at, _)| !seen[*at]) {
            match &param.default {
                Some(default) => bound[at] = default.clone(),
                None if self.as_in_c() && at < self.positional_only => {
                    return Err(self.wrong_number(args.len()));
                }
                None if self.told_one_by_one() && at < self.positional => {
                    let place = at + usize::from(self.owner.is_none());
                    let name = self.shown_name(false);
                    return Err(type_error(format!(
                        "{name}() missing required argument '{}' (pos {place})",
                        param.name
                    )));
                }
                None => {
                    let is_positional = at < self.positional;
                    let missing = self.params.iter().enumerate().skip(at).filter(|(at, param)| {
                        !seen[*at] && param.default.is_none() && (*at < self.positional) == is_positional
                    });
                    let missing: Vec<String> =
                        missing.map(|(_, param)| format!("'{}'", param.name)).collect();
                    let missing = missing_arguments(
                        &missing,
                        if is_positional { "positional" } else { "keyword-only" },
                    );
                    return Err(type_error(format!("{}() {missing}", self.shown_name(false))));
                }
            }
        }
        if self.star_args {
            // Keyword-only parameters come after it in the list, and so do they here.
            bound.insert(self.positional, Value::tuple(&args[given..]));
        }
        if self.star_kwargs {
            bound.push(Value::dict(others.unwrap_or_default()));
        }
        Ok(bound)
    }

    /// Whether it is written in C in CPython, so that its errors read differently: such functions alone have parameters
    /// that cannot be given by keyword.
    fn as_in_c(&self) -> bool {
        self.positional_only > 0 && !self.in_python
    }

    /// Whether CPython tells of the first missing argument alone, and of its place.
    fn told_one_by_one(&self) -> bool {
        match self.owner {
            Some(owner) => !self.in_python && matches!(owner.module, "builtins" | "itertools"),
            None => matches!(self.native.name, "pow" | "round"),
        }
    }

    /// Its name in messages: of a class, if it makes its instances.
    fn shown_name(&self, with_class: bool) -> String {
        match (self.owner, self.native.name) {
            _ if self.in_python => self.qualname().to_string(),
            (Some(owner), "__new__" | "__init__") => owner.name.to_owned(),
            (Some(owner), name) if with_class => format!("{}.{name}", owner.name),
            (_, name) => name.to_owned(),
        }
    }

    /// The TypeError for too many or too few arguments by position.
    fn wrong_number(&self, given: usize) -> crate::engine::Exception {
        let makes = self.native.name == "__new__";
        if given == 0
            && self.native.binding == Binding::Instance
            && self.owner.is_some_and(|owner| owner.is_value)
        {
            return type_error(format!("unbound method {}() needs an argument", self.qualname()));
        }
        let bound = usize::from(self.owner.is_some() && (makes || self.native.binding != Binding::Static));
        let required = |params: &[Param]| {
            params.iter().filter(|param| param.default.is_none()).count().saturating_sub(bound)
        };
        let (most, given) = (self.positional.saturating_sub(bound), given.saturating_sub(bound));
        let least = required(&self.params[..self.positional]);
        let (short, long) = (self.shown_name(false), self.shown_name(true));
        if self.in_python {
            let (most, given) = (most + bound, given + bound);
            let least = self.params[..self.positional].iter().filter(|param| param.default.is_none()).count();
            let from = if least < most { format!("from {least} to ") } else { String::new() };
            let (s, were) = (if most == 1 { "" } else { "s" }, if given == 1 { "was" } else { "were" });
            let text =
                format!("{short}() takes {from}{most} positional argument{s} but {given} {were} given");
            return type_error(text);
        }
        let s = |count: usize| if count == 1 { "" } else { "s" };
        if self.owner.is_some_and(|owner| owner.is_value && is_slot(owner.name, self.native.name)) {
            let many = if least < most { format!("{least} or {most}") } else { most.to_string() };
            return type_error(format!("expected {many} argument{}, got {given}", s(most)));
        }
        let makes = makes || self.native.name == "__init__";
        let by_position = self.positional_only == self.params.len();
        type_error(if most == 0 && self.params.len() > self.positional {
            format!("{short}() takes no positional arguments")
        } else if most == 0 && !self.star_args {
            format!("{long}() takes no arguments ({given} given)")
        } else if by_position && (least, most) == (1, 1) && !makes {
            format!("{long}() takes exactly one argument ({given} given)")
        } else if self.as_in_c() && (by_position || makes) {
            let (how, count) = match (least == most && !self.star_args, given < least) {
                (true, _) => ("", most),
                (_, true) => ("at least ", least),
                _ => ("at most ", most),
            };
            format!("{short} expected {how}{count} argument{}, got {given}", s(count))
        } else if given < least {
            let least = required(&self.params[..self.positional_only]);
            format!("{short}() takes at least {least} positional argument{} ({given} given)", s(least))
        } else {
            let how = if self.positional < self.params.len() { "positional " } else { "" };
            format!("{short}() takes at most {most} {how}argument{} ({given} given)", s(most))
        })
    }
}

/// Whether a method of a builtin type stands for an operator, so that it has no signature of its own in CPython.
fn is_slot(class: &str, name: &str) -> bool {
    const METHODS: &[&str] = &[
        "__new__",
        "__init__",
        "__format__",
        "__reversed__",
        "__getnewargs__",
        "__round__",
        "__trunc__",
        "__floor__",
        "__ceil__",
        "__bytes__",
        "__complex__",
    ];
    let is_method = match name {
        "__contains__" => matches!(class, "dict" | "set" | "frozenset"),
        "__getitem__" => matches!(class, "dict" | "list"),
        name => METHODS.contains(&name),
    };
    name.starts_with("__") && name.ends_with("__") && !is_method
}

fn parse_default(text: &str, native: &Native) -> Value {
    match text {
        "?" => Value::Unbound,
        "None" => Value::None,
        "True" => Value::Bool(true),
        "False" => Value::Bool(false),
        quoted if quoted.starts_with('"') => Value::str(quoted.trim_matches('"')),
        number => Value::Int(
            number.parse().unwrap_or_else(|_| panic!("{}: the default {text} is unknown", native.name)),
        ),
    }
}

/// A text of the library's. In the page's worker it is not linked, but fetched when a program imports its module.
pub struct Source {
    #[cfg(not(all(feature = "python-worker", target_arch = "wasm32")))]
    text: &'static str,
}

#[cfg(not(all(feature = "python-worker", target_arch = "wasm32")))]
impl Source {
    const fn new(text: &'static str) -> Self {
        Self { text }
    }

    /// The text, if it is to be had.
    pub fn text(&self, _module: &str) -> Option<std::borrow::Cow<'static, str>> {
        Some(self.text.into())
    }
}

#[cfg(all(feature = "python-worker", target_arch = "wasm32"))]
impl Source {
    const fn new(_text: &'static str) -> Self {
        Self {}
    }

    /// The text, if it is to be had.
    pub fn text(&self, module: &str) -> Option<std::borrow::Cow<'static, str>> {
        FETCH.get()(module).map(Into::into)
    }
}

#[cfg(all(feature = "python-worker", target_arch = "wasm32"))]
thread_local! {
    static FETCH: std::cell::Cell<fn(&str) -> Option<String>> = const { std::cell::Cell::new(|_| None) };
}

/// Says what fetches the text of a module of the library, by its name.
#[cfg(all(feature = "python-worker", target_arch = "wasm32"))]
pub fn fetch_texts_by(fetch: fn(&str) -> Option<String>) {
    FETCH.set(fetch);
}

/// A module of the library's.
pub struct NativeModule {
    /// Its dotted name.
    pub name: &'static str,
    /// Its functions.
    pub functions: &'static [Native],
    /// Its classes.
    pub types: &'static [&'static NativeType],
    /// Sets whatever else is in it, when it is imported.
    pub fill: Option<Fill>,
    /// What of it is written in Python: run after all else, in the module's own namespace.
    pub python: Option<Source>,
}

impl NativeModule {
    /// A module with nothing in it.
    pub const fn new(name: &'static str) -> Self {
        Self { name, functions: &[], types: &[], fill: None, python: None }
    }

    /// The same, with functions.
    pub const fn functions(mut self, functions: &'static [Native]) -> Self {
        self.functions = functions;
        self
    }

    /// The same, with classes.
    pub const fn types(mut self, types: &'static [&'static NativeType]) -> Self {
        self.types = types;
        self
    }

    /// The same, with more.
    pub const fn fill(mut self, fill: Fill) -> Self {
        self.fill = Some(fill);
        self
    }

    /// The same, with a part in Python.
    pub const fn python(mut self, text: &'static str) -> Self {
        self.python = Some(Source::new(text));
        self
    }
}
