//! Functions of the library's as Python objects: their parameters, and the messages of CPython when arguments do not fit.

use std::rc::Rc;

use crate::engine::Exception;
use crate::vm::calls::arguments::missing_arguments;
use crate::vm::exceptions::suggestions::did_you_mean;
use crate::vm::exceptions::type_error;
use crate::vm::machine::Vm;
use crate::vm::value::dict::Dict;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::{Binding, Native, NativeType};

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
    pub(in crate::vm) in_python: bool,
    /// The module in which CPython has it; of a method its class knows.
    pub(in crate::vm) module: &'static str,
}

/// Whether CPython has a function, or a method, of a module in Python: of its random numbers those that can be given by name.
pub(in crate::vm) fn is_in_python(module: &str, native: &Native) -> bool {
    match module {
        "asyncio" | "abc" | "inspect" => true,
        "_random" => !native.params.contains('/'),
        _ => module.starts_with("asyncio."),
    }
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
            in_python: owner.is_some_and(|owner| is_in_python(owner.module, native)),
            module: owner.map_or("builtins", |owner| owner.module),
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
        if !keywords.is_empty() && self.takes_no_keywords() {
            return Err(type_error(format!("{}() takes no keyword arguments", self.shown_name(true))));
        }
        let given = args.len().min(self.positional);
        let mut bound = args[..given].to_vec();
        bound.resize(self.params.len(), Value::Unbound);
        let too_many = args.len() > self.positional && !self.star_args;
        if too_many && !self.in_python {
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
                // What is missing is told first.
                None if self.told_one_by_one() && self.lacks_one(given, keywords) => {}
                None => return Err(self.unexpected(*name)),
            }
        }
        if too_many {
            return Err(self.wrong_number(args.len()));
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
                None => return Err(self.missing(at, &seen)),
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

    /// No parameter is called so.
    #[cold]
    #[inline(never)]
    fn unexpected(&self, name: Symbol) -> Exception {
        let known: Vec<Rc<str>> =
            self.params[self.positional_only..].iter().map(|param| param.name.text()).collect();
        let meant = did_you_mean(&name.text(), known.iter().map(|name| &**name));
        type_error(match &*self.shown_name(false) {
            "enumerate" => format!("'{name}' is an invalid keyword argument for enumerate()"),
            function => {
                // `sorted()` hands its keywords on.
                let function = if function == "sorted" { "sort" } else { function };
                format!("{function}() got an unexpected keyword argument '{name}'{meant}")
            }
        })
    }

    /// The parameter at `at`, and perhaps others behind it, got no argument.
    #[cold]
    #[inline(never)]
    fn missing(&self, at: usize, seen: &[bool]) -> Exception {
        let is_positional = at < self.positional;
        let missing = self.params.iter().enumerate().skip(at).filter(|(at, param)| {
            !seen[*at] && param.default.is_none() && (*at < self.positional) == is_positional
        });
        let missing: Vec<String> = missing.map(|(_, param)| format!("'{}'", param.name)).collect();
        let kind = if is_positional { "positional" } else { "keyword-only" };
        type_error(format!("{}() {}", self.shown_name(false), missing_arguments(&missing, kind)))
    }

    /// Whether it is a function in C of which no parameter can be given by keyword.
    fn takes_no_keywords(&self) -> bool {
        let all_by_position = !self.star_kwargs && self.positional_only == self.params.len();
        all_by_position && !self.in_python && (self.positional_only > 0 || self.owner.is_none())
    }

    /// Whether a parameter that can be given by position has to be, and is not.
    fn lacks_one(&self, given: usize, keywords: &[(Symbol, Value)]) -> bool {
        let rest = self.params[..self.positional].iter().skip(given);
        rest.into_iter()
            .any(|param| param.default.is_none() && !keywords.iter().any(|(name, _)| *name == param.name))
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
            None => {
                matches!(self.native.name, "pow" | "round" | "compile" | "__import__")
                    || self.module == "_bisect"
            }
        }
    }

    /// Its name in messages: of a class, if it makes its instances.
    fn shown_name(&self, with_class: bool) -> String {
        match (self.owner, self.native.name) {
            _ if self.in_python => self.qualname().to_string(),
            (Some(owner), "__new__" | "__init__") => owner.name.to_owned(),
            (Some(owner), name) if with_class => format!("{}.{name}", owner.name),
            (None, name) if with_class && self.module != "builtins" => format!("{}.{name}", self.module),
            (_, name) => name.to_owned(),
        }
    }

    /// The TypeError for too many or too few arguments by position.
    fn wrong_number(&self, given: usize) -> Exception {
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
        } else {
            // C counts those that can be given by position alone.
            let least = required(&self.params[..self.positional_only]);
            let exactly = self.positional_only == self.positional && least == most && !self.star_args;
            match given < least {
                _ if exactly && most > 0 => {
                    format!("{short}() takes exactly {most} positional argument{} ({given} given)", s(most))
                }
                true => {
                    format!(
                        "{short}() takes at least {least} positional argument{} ({given} given)",
                        s(least)
                    )
                }
                false => {
                    let all = self.params.len() - bound;
                    let (how, most) =
                        match self.positional < self.params.len() && (given <= all || self.star_kwargs) {
                            true => ("positional ", most),
                            false => ("", all),
                        };
                    format!("{short}() takes at most {most} {how}argument{} ({given} given)", s(most))
                }
            }
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
