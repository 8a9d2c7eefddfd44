//! Importing modules of the library and names of them, and the builtins.

use std::rc::{Rc, Weak};

use crate::vm::code::ModuleCode;
use crate::vm::exceptions::{data_of, not_supported, raise};
use crate::vm::frames::Execution;
use crate::vm::machine::Vm;
use crate::vm::native::{NativeFunction, NativeModule, is_in_python};
use crate::vm::types::{self, exception as classes};
use crate::vm::value::dict::Dict;
use crate::vm::value::module::{Globals, Module};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use crate::vm::attributes::descriptors;
use crate::vm::{builtins, library};

impl Vm {
    /// The module of a dotted name, made when it is first imported.
    ///
    /// # Errors
    ///
    /// ModuleNotFoundError, for a module that exists elsewhere with the advice what to use instead.
    pub fn import(&self, name: &str) -> Result<Rc<Module>> {
        self.charge(32 + name.len())?;
        let symbol = Symbol::new(name);
        if let Some(module) = self.modules.borrow().get(&symbol) {
            return Ok(module.clone());
        }
        // What `asyncio` has in its parts is all in `asyncio` here.
        if library::asyncio::is_part(name) {
            return self.import("asyncio");
        }
        match library::module(name) {
            Some(native) => self.make_module(native),
            None => self.import_other(name),
        }
    }

    /// What is none of the library's: the program may have made it.
    #[cold]
    #[inline(never)]
    fn import_other(&self, name: &str) -> Result<Rc<Module>> {
        self.charge(512)?;
        match self.registered(name) {
            Some(Value::Module(module)) => return Ok(module),
            Some(Value::None) => {
                let text = format!("import of {name} halted; None in sys.modules");
                return Err(raise(&classes::MODULE_NOT_FOUND_ERROR, text));
            }
            _ => {}
        }
        let first = name.split('.').next().unwrap_or(name);
        // `import a.b` imports `a` first.
        let is_known = library::module(first).is_some() || self.registered(first).is_some();
        let name = if is_known || library::refused::advice(name).is_some() { name } else { first };
        let mut text = format!("No module named '{name}'");
        if name != first && library::refused::advice(name).is_none() && !library::PACKAGES.contains(&first) {
            text.push_str(&format!("; '{first}' is not a package"));
        }
        let advice = library::refused::advice(name);
        // A program that does without what is not part of Python reads what it would read in CPython.
        let is_other = library::refused::OTHERS.contains(&first);
        if let (Some(advice), false) = (advice, is_other) {
            text.push_str(": ");
            text.push_str(advice);
        }
        let error = raise(&classes::MODULE_NOT_FOUND_ERROR, text);
        let data = data_of(&error);
        if let (Some(advice), true) = (advice, is_other) {
            data.attributes.set(Symbol::new("__notes__"), Value::list(vec![Value::str(advice)]));
        }
        data.attributes.set(Symbol::new(".name"), Value::str(name));
        Err(error)
    }

    /// What the program has put into `sys.modules`.
    fn registered(&self, name: &str) -> Option<Value> {
        self.sys_modules()?.get_str(name)
    }

    /// `sys.modules`, once `sys` is there.
    fn sys_modules(&self) -> Option<Rc<Dict>> {
        let sys = self.modules.borrow().get(&Symbol::new("sys")).cloned()?;
        match sys.globals.get(Symbol::new("modules"))? {
            Value::Dict(modules) => Some(modules),
            _ => None,
        }
    }

    /// Whether a module has been imported.
    pub(in crate::vm) fn has_module(&self, name: &str) -> bool {
        self.modules.borrow().contains_key(&Symbol::new(name))
    }

    /// Whether there is a module of a dotted name.
    pub(in crate::vm) fn is_importable(&self, name: &str) -> bool {
        library::asyncio::is_part(name) || library::has_module(name)
    }

    /// Gives a DeprecationWarning, as the library's parts in Python do by `warnings.warn()`.
    ///
    /// # Errors
    ///
    /// The warning, if warnings are to be errors.
    #[cold]
    pub fn warn_deprecated(&self, text: &str) -> Result<()> {
        let warn = self.import("warnings")?.globals.get(Symbol::new("warn")).unwrap_or_default();
        let category = Value::Class(classes::DEPRECATION_WARNING.class());
        self.call(&warn, &[text.into(), category]).map(drop)
    }

    fn make_module(&self, native: &'static NativeModule) -> Result<Rc<Module>> {
        let globals = Rc::<Globals>::default();
        globals.set(Symbol::new("__name__"), Value::str(native.name));
        if let Some(file) = library::files::file_of(native.name) {
            globals.set(Symbol::new("__file__"), file.into());
        }
        let module = Rc::new(Module { name: native.name.into(), globals: globals.clone() });
        // Known before it is filled: modules may import each other.
        self.modules.borrow_mut().insert(Symbol::new(native.name), module.clone());
        for function in native.functions {
            let mut object = NativeFunction::new(function, None);
            object.in_python = is_in_python(native.name, function);
            object.module = module_in_c(native.name);
            let value = Value::Native(Rc::new(object));
            globals.set(Symbol::new(function.name), value);
        }
        for class in native.types {
            globals.set(Symbol::new(class.name), Value::Class(class.class()));
        }
        if let Some(fill) = native.fill {
            fill(self, &module)?;
        }
        if let Some(source) = &native.python {
            let Some(text) = source.text(native.name) else {
                self.modules.borrow_mut().remove(&Symbol::new(native.name));
                let text = format!("the library's module {} could not be fetched", native.name);
                return Err(raise(&classes::IMPORT_ERROR, text));
            };
            let code = (self.compile)(&text, native.name).map_err(|error| {
                not_supported(format!("the library's module {} does not compile: {error}", native.name))
            })?;
            self.run_module(&code, &globals)?;
        }
        if let Some(modules) = self.sys_modules() {
            modules.set_symbol(Symbol::new(native.name), Value::Module(module.clone()));
        }
        Ok(module)
    }

    /// Runs a module's statements in its variables.
    pub fn run_module(&self, code: &ModuleCode, globals: &Rc<Globals>) -> Result<()> {
        self.run_to_end(self.module_execution(code, globals)).map(drop)
    }

    /// The code of a module about to begin.
    pub(in crate::vm) fn module_execution(&self, code: &ModuleCode, globals: &Rc<Globals>) -> Execution {
        // The code's indices are those of its own list: the variables that are there already stand in the same places.
        let space = Rc::<Globals>::default();
        for name in &code.globals {
            let builtin = self.builtins.borrow().get(name).cloned().unwrap_or_default();
            let index = space.declare(*name, || builtin);
            if let Some(value) = globals.get(*name) {
                space.store(index, value);
            }
        }
        for (name, value) in globals.entries() {
            let index = space.declare(name, Value::default);
            space.store(index, value);
        }
        globals.become_same(&space);
        self.knows_builtins(globals);
        let mut slots = Vec::new();
        slots.resize(code.body.slots.len(), Value::Unbound);
        Execution::of_code(code.body.clone(), globals.clone(), slots)
    }

    /// Remembers that these variables refer to builtins.
    pub(in crate::vm) fn knows_builtins(&self, globals: &Rc<Globals>) {
        let mut spaces = self.spaces.borrow_mut();
        if spaces.last().is_some_and(|last| std::ptr::eq(last.as_ptr(), Rc::as_ptr(globals))) {
            return;
        }
        if spaces.len() == spaces.capacity() {
            spaces.retain(|space| space.strong_count() > 0);
        }
        spaces.push(Rc::downgrade(globals));
    }

    /// `builtins.name = value`; with nothing bound, `del builtins.name`. All code finds it from here on.
    #[cold]
    pub(in crate::vm) fn set_builtin(&self, name: Symbol, value: &Value) {
        let mut builtins = self.builtins.borrow_mut();
        let before =
            if value.is_bound() { builtins.insert(name, value.clone()) } else { builtins.remove(&name) };
        drop(builtins);
        for space in self.spaces.borrow().iter().filter_map(Weak::upgrade) {
            space.set_builtin(name, value);
        }
        drop(before);
    }

    /// Makes the builtins known.
    pub fn load_builtins(&self) {
        let mut known = self.builtins.borrow_mut();
        let mut add = |name: &str, value: Value| {
            known.insert(Symbol::new(name), value);
        };
        for function in builtins::FUNCTIONS.iter().copied().flatten() {
            add(function.name, Value::Native(Rc::new(NativeFunction::new(function, None))));
        }
        let types = [
            &types::OBJECT,
            &types::TYPE,
            &types::INT,
            &types::BOOL,
            &types::FLOAT,
            &types::COMPLEX,
            &types::MEMORYVIEW,
            &types::STR,
            &types::BYTES,
            &types::BYTEARRAY,
            &types::TUPLE,
            &types::LIST,
            &types::DICT,
            &types::SET,
            &types::FROZENSET,
            &types::RANGE,
            &types::SLICE,
            &descriptors::PROPERTY,
            &descriptors::STATIC_METHOD,
            &descriptors::CLASS_METHOD,
            &descriptors::SUPER,
        ];
        for class in types.iter().chain(builtins::TYPES).chain(classes::BUILTIN) {
            add(class.name, Value::Class(class.class()));
        }
        add("IOError", Value::Class(classes::OS_ERROR.class()));
        add("EnvironmentError", Value::Class(classes::OS_ERROR.class()));
        add("NotImplemented", Value::NotImplemented);
        add("Ellipsis", Value::Ellipsis);
        add("__debug__", Value::Bool(true));
        add("None", Value::None);
    }

    /// `from module import name`; for `*` what is public goes into the variables of the module that runs.
    #[inline(never)]
    pub(super) fn import_from(&self, module: &Value, name: Symbol, execution: &mut Execution) -> Result {
        if let Value::Module(module) = module
            && name == Symbol::new("*")
        {
            let into = execution.top().globals.clone();
            let entries = module.globals.entries();
            self.charge(entries.len() * 32)?;
            for (name, value) in entries {
                let is_public = !name.text().starts_with('_') && !matches!(value, Value::Module(_));
                if is_public && !Rc::ptr_eq(&into, &module.globals) {
                    into.set(name, value);
                }
            }
            return Ok(Value::None);
        }
        if let Some(value) = self.find_attr(module, name)? {
            return Ok(value);
        }
        let Value::Module(module) = module else {
            return Err(self.no_attribute(module, name));
        };
        let inner = format!("{}.{name}", module.name);
        if self.is_importable(&inner) {
            return Ok(Value::Module(self.import(&inner)?));
        }
        let file = library::files::file_of(&module.name);
        let place = file.as_deref().unwrap_or("unknown location");
        let error = raise(
            &classes::IMPORT_ERROR,
            format!("cannot import name '{name}' from '{}' ({place})", module.name),
        );
        let attributes = &data_of(&error).attributes;
        if let Some(file) = &file {
            attributes.set(Symbol::new(".path"), file.as_str().into());
        }
        attributes.set(Symbol::new(".name"), Value::str(&*module.name));
        attributes.set(Symbol::new(".name_from"), Value::str(&*name.text()));
        Err(error)
    }
}

/// The module in which CPython has the functions of a module that are written in C.
fn module_in_c(name: &'static str) -> &'static str {
    match name {
        "bisect" => "_bisect",
        "heapq" => "_heapq",
        "operator" => "_operator",
        "threading" => "_thread",
        "weakref" => "_weakref",
        name => name,
    }
}
