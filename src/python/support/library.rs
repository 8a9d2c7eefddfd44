//! The sections on builtins, types and modules: what the machine has, by name.

use std::rc::Rc;

use crate::vm::builtins;
use crate::vm::class::Class;
use crate::vm::library::{asyncio, modules, refused::ADVICE};
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeModule};
use crate::vm::types;
use crate::vm::types::exception as exceptions;
use crate::vm::value::Value;
use crate::vm::value::symbol::Symbol;

use super::markdown::{code, names, table, words};

/// Modules whose classes are shown with their methods.
const IN_DEPTH: [&str; 5] = ["asyncio", "concurrent.futures", "contextvars", "queue", "threading"];

/// Special attributes that say nothing about a class.
const OF_ALL: &[&str] = &[
    "__annotations__",
    "__class_getitem__",
    "__dict__",
    "__doc__",
    "__firstlineno__",
    "__hash__",
    "__init__",
    "__module__",
    "__new__",
    "__qualname__",
    "__slots__",
    "__static_attributes__",
    "__weakref__",
];

/// What is there.
pub(super) fn sections(vm: &Vm) -> Result<String, String> {
    // The others are parts of these, or of the builtins.
    let modules = modules().filter(|module| is_public(module.name));
    let modules = modules.map(|module| Listing::of(vm, module)).collect::<Result<Vec<_>, _>>()?;
    Ok(builtin_functions(vm)
        + &builtin_types()
        + &exception_tree(vm)
        + &in_depth(&modules)
        + &others(&modules))
}

fn is_public(name: &str) -> bool {
    !name.starts_with('_')
}

fn is_exception(class: &Class) -> bool {
    class.is_subclass(&exceptions::BASE_EXCEPTION.class())
}

/// The builtins, in the order of their names.
fn builtins_of(vm: &Vm) -> Vec<(Rc<str>, Value)> {
    let known = vm.builtins.borrow();
    let mut all: Vec<_> = known.iter().map(|(name, value)| (name.text(), value.clone())).collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

fn builtin_functions(vm: &Vm) -> String {
    let refused = |name: &str| builtins::REFUSED.iter().any(|native| native.name == name);
    let all = builtins_of(vm);
    let of_kind = |kind: fn(&Value) -> bool| {
        let found = all.iter().filter(|(name, value)| is_public(name) && kind(value) && !refused(name));
        found.map(|(name, _)| name.clone()).collect::<Vec<_>>()
    };
    let functions = of_kind(|value| matches!(value, Value::Native(_)));
    let classes = of_kind(|value| matches!(value, Value::Class(class) if !is_exception(class)));
    let rows = [["Functions".to_owned(), names(&functions)], ["Classes".to_owned(), names(&classes)]];
    format!("\n## Builtins\n\n{}", table(["Kind", "Names"], rows))
}

/// A class: its name and bases, its methods and attributes, its special methods.
fn members(class: &Class, shown_as: &str) -> [String; 3] {
    let bases = class.bases.iter().filter(|base| !base.bases.is_empty()).map(|base| base.name());
    let bases: Vec<_> = bases.filter(|base| is_public(base) && *base != class.name()).collect();
    let title =
        if bases.is_empty() { shown_as.to_owned() } else { format!("{shown_as}({})", bases.join(", ")) };
    let (mut own, mut special) = (Vec::new(), Vec::new());
    // A class may be in two parts of one name, and what it has of one that nobody names is its own.
    let is_part = |ancestor: &&Rc<Class>| ancestor.name() == class.name() || !is_public(&ancestor.name());
    let parts = class.ancestors.iter().filter(is_part);
    let inherited = parts.flat_map(|part| part.attributes.entries());
    for (name, value) in class.attributes.entries().into_iter().chain(inherited) {
        let name = name.text();
        if name.starts_with("__") && name.ends_with("__") {
            if !OF_ALL.contains(&&*name) && !value.is_none() {
                special.push(name);
            }
        } else if is_public(&name) && !name.starts_with('.') {
            own.push(name);
        }
    }
    for names in [&mut own, &mut special] {
        names.sort();
        names.dedup();
    }
    [code(&title), names(&own), names(&special)]
}

const OF_CLASSES: [&str; 3] = ["Class", "Methods and attributes", "Special methods"];

fn builtin_types() -> String {
    let types = [
        &types::OBJECT,
        &types::TYPE,
        &types::BOOL,
        &types::INT,
        &types::FLOAT,
        &types::STR,
        &types::BYTES,
        &types::BYTEARRAY,
        &types::LIST,
        &types::TUPLE,
        &types::RANGE,
        &types::SLICE,
        &types::DICT,
        &types::SET,
        &types::FROZENSET,
        &types::FUNCTION,
        &types::METHOD,
        &types::GENERATOR,
        &types::COROUTINE,
        &types::ASYNC_GENERATOR,
    ];
    let rows = types.map(|native| members(&native.class(), native.name));
    format!("\n## Types\n\n{}", table(OF_CLASSES, rows))
}

fn exception_tree(vm: &Vm) -> String {
    let all: Vec<(Rc<str>, Rc<Class>)> = builtins_of(vm)
        .into_iter()
        .filter_map(|(name, value)| match value {
            Value::Class(class) if is_exception(&class) => Some((name, class)),
            _ => None,
        })
        .collect();
    let mut text = "\n## Exceptions\n\n```text\n".to_owned();
    branch(&all, &exceptions::BASE_EXCEPTION.class(), 0, &mut text);
    text + "```\n"
}

/// A class and what is derived from it.
fn branch(all: &[(Rc<str>, Rc<Class>)], class: &Class, depth: usize, text: &mut String) {
    let aliases: Vec<_> =
        all.iter().filter(|(name, other)| other.number == class.number && **name != *class.name()).collect();
    let also: String = aliases.iter().map(|(name, _)| format!(" = {name}")).collect();
    text.push_str(&format!("{}{}{also}\n", "    ".repeat(depth), class.name()));
    for (name, derived) in all {
        let below = derived.bases.first().is_some_and(|base| base.number == class.number);
        if below && **name == *derived.name() {
            branch(all, derived, depth + 1, text);
        }
    }
}

/// The public names of a module.
struct Listing {
    name: &'static str,
    functions: Vec<String>,
    classes: Vec<(String, Rc<Class>)>,
    exceptions: Vec<String>,
    others: Vec<String>,
    /// Functions that cannot be called.
    refused: Vec<String>,
}

impl Listing {
    fn of(vm: &Vm, native: &'static NativeModule) -> Result<Self, String> {
        let module =
            vm.import(native.name).map_err(|error| format!("{} cannot be imported: {error}", native.name))?;
        let mut listing = Self {
            name: native.name,
            functions: Vec::new(),
            classes: Vec::new(),
            exceptions: Vec::new(),
            others: Vec::new(),
            refused: Vec::new(),
        };
        let in_table = |name: &str| {
            native.functions.iter().any(|function| function.name == name)
                || native.types.iter().any(|class| class.name == name)
        };
        let refused =
            |name: &str| native.name == "asyncio" && asyncio::REFUSED.iter().any(|other| other.name == name);
        let mut entries = module.globals.entries();
        entries.sort_by_key(|(name, _)| name.text());
        for (name, value) in entries {
            let name = name.text().to_string();
            if !is_public(&name) || refused(&name) || !(in_table(&name) || is_own(vm, native.name, &value)) {
                continue;
            }
            match value {
                Value::Module(_) => {}
                Value::Class(class) if is_exception(&class) => listing.exceptions.push(name),
                Value::Class(class) => listing.classes.push((name, class)),
                Value::Function(function) if is_refusal(&function.code.name) => listing.refused.push(name),
                value if vm.is_callable(&value) => listing.functions.push(name),
                _ => listing.others.push(name),
            }
        }
        Ok(listing)
    }

    fn is_empty(&self) -> bool {
        self.functions.is_empty() && self.classes().is_empty() && self.others.is_empty()
    }

    fn classes(&self) -> Vec<&str> {
        self.classes
            .iter()
            .map(|(name, _)| name.as_str())
            .chain(self.exceptions.iter().map(String::as_str))
            .collect()
    }
}

/// Whether a function in a part of the library that is written in Python stands for those that are not there.
fn is_refusal(name: &str) -> bool {
    name.starts_with("_refuse")
}

/// Whether a value is a module's own, rather than what it imports from another for its own use.
fn is_own(vm: &Vm, module: &str, value: &Value) -> bool {
    match value {
        Value::Native(function) => {
            let holds =
                |other: &&NativeModule| other.functions.iter().any(|it| std::ptr::eq(it, function.native));
            return modules().find(holds).is_none_or(|other| other.name == module);
        }
        Value::Class(_) | Value::Function(_) => {}
        _ => return true,
    }
    let home = vm.find_attr(value, Symbol::new("__module__")).ok().flatten();
    let Some(home) = home.as_ref().and_then(Value::as_str) else { return true };
    let elsewhere = modules().any(|other| other.name == home && home != module);
    !elsewhere || module.starts_with(home) || home.starts_with(module)
}

/// The modules that programs which show concurrency are about.
fn in_depth(modules: &[Listing]) -> String {
    let mut text = String::new();
    let listings = IN_DEPTH.iter().filter_map(|name| modules.iter().find(|listing| listing.name == *name));
    for listing in listings {
        let level = if listing.name == "asyncio" { "##" } else { "###" };
        text.push_str(&format!("\n{level} {}\n\n", listing.name));
        let names_of = [
            ("Functions", names(&listing.functions)),
            ("Exceptions", names(&listing.exceptions)),
            ("Others", names(&listing.others)),
        ];
        let rows = names_of.into_iter().filter(|(_, names)| !names.is_empty());
        let rows: Vec<_> = rows.map(|(kind, names)| [kind.to_owned(), names]).collect();
        if !rows.is_empty() {
            text.push_str(&(table(["Kind", "Names"], rows) + "\n"));
        }
        text.push_str(&table(OF_CLASSES, listing.classes.iter().map(|(name, class)| members(class, name))));
    }
    text
}

fn others(modules: &[Listing]) -> String {
    let mut listings: Vec<_> =
        modules.iter().filter(|listing| !IN_DEPTH.contains(&listing.name) && !listing.is_empty()).collect();
    listings.sort_by_key(|listing| listing.name);
    let rows = listings.into_iter().map(|listing| {
        [code(listing.name), names(&listing.functions), names(&listing.classes()), names(&listing.others)]
    });
    format!("\n## The library\n\n{}", table(["Module", "Functions", "Classes", "Others"], rows))
}

/// What is known but not there, and what is said of it.
pub(super) fn refused(vm: &Vm) -> Result<String, String> {
    let functions = told(vm, builtins::REFUSED)?;
    let in_asyncio = told(vm, asyncio::REFUSED)?;
    let mut in_others = Vec::new();
    for native in modules() {
        let listing = Listing::of(vm, native)?;
        if !listing.refused.is_empty() {
            in_others.push([code(native.name), names(&listing.refused)]);
        }
    }
    let mut advised: Vec<(&str, Vec<&str>)> = Vec::new();
    for (module, advice) in ADVICE {
        match advised.iter_mut().find(|(known, _)| known == advice) {
            Some((_, modules)) => modules.push(module),
            None => advised.push((advice, vec![module])),
        }
    }
    let modules = advised.iter().map(|(advice, modules)| [names(modules), words(advice)]);
    Ok(format!(
        "\n### Builtins\n\n{}\n### asyncio\n\n{}\n### Functions of other modules\n\n{}\n### Modules\n\n{}",
        table(["Functions", "Told"], functions),
        table(["Functions", "Told"], in_asyncio),
        table(["Module", "Functions that raise NotImplementedError"], in_others),
        table(["Modules", "Told"], modules)
    ))
}

/// What functions say when they are called, those that say the same together.
fn told(vm: &Vm, functions: &[Native]) -> Result<Vec<[String; 2]>, String> {
    let mut said: Vec<(String, Vec<&str>)> = Vec::new();
    for function in functions {
        let Err(error) = (function.run)(vm, &[]) else {
            return Err(format!("{} is not refused", function.name));
        };
        vm.settle(&error);
        let text = error.message().map(ToString::to_string).unwrap_or_default();
        match said.iter_mut().find(|(known, _)| *known == text) {
            Some((_, names)) => names.push(function.name),
            None => said.push((text, vec![function.name])),
        }
    }
    Ok(said.into_iter().map(|(text, functions)| [names(&functions), words(&text)]).collect())
}
