//! What a traceback asks at the end of an AttributeError, a NameError or an ImportError: `Did you mean: 'NAME'?`

use std::rc::Rc;

use crate::engine::Exception;
use crate::vm::builtins::objects::names_of;
use crate::vm::exceptions::suggestions::nearest;
use crate::vm::exceptions::{ExceptionData, data_of, is};
use crate::vm::frames::{Execution, Frame};
use crate::vm::library;
use crate::vm::machine::Vm;
use crate::vm::types::exception::{ATTRIBUTE_ERROR, IMPORT_ERROR, NAME_ERROR};
use crate::vm::value::Value;
use crate::vm::value::symbol::Symbol;

/// More names are not looked through.
const MOST_NAMES: usize = 750;
/// Where it is kept what `self` was where the exception was raised, and the variables that there were.
const SELF: &str = ".self";
const VARIABLES: &str = ".variables";

fn kept(data: &ExceptionData, name: &str) -> Option<Value> {
    data.attributes.get(Symbol::new(name)).filter(|value| !value.is_none())
}

/// `. Did you mean: 'NAME'?`, or nothing (`TracebackException.__init__`).
pub fn suggestion(vm: &Vm, exception: &Exception) -> String {
    let data = data_of(exception);
    let is_name = is(exception, &NAME_ERROR);
    let key = if is(exception, &IMPORT_ERROR) {
        ".name_from"
    } else if is_name || is(exception, &ATTRIBUTE_ERROR) {
        ".name"
    } else {
        return String::new();
    };
    let Some(name) = kept(data, key) else { return String::new() };
    let Some(name) = name.as_str() else { return String::new() };
    let mut text = String::new();
    if let Some(near) = near(vm, data, name, is_name) {
        text.push_str(". Did you mean: '");
        text.push_str(&near);
        text.push_str("'?");
    }
    if is_name && library::exists(name) {
        text.push_str(if text.is_empty() { ". Did" } else { " Or did" });
        text.push_str(" you forget to import '");
        text.push_str(name);
        text.push_str("'?");
    }
    text
}

fn near(vm: &Vm, data: &ExceptionData, name: &str, is_name: bool) -> Option<String> {
    let mut names: Vec<Rc<str>> = Vec::new();
    if is_name {
        // Where it was not raised by a frame, there is nothing to look through.
        let Value::List(variables) = kept(data, VARIABLES)? else { return None };
        if let Some(of) = kept(data, SELF)
            && vm.find_attr(&of, Symbol::new(name)).ok()?.is_some()
        {
            return Some(format!("self.{name}"));
        }
        names.extend(variables.items.borrow().iter().filter_map(|name| name.as_str().map(Rc::from)));
        names.extend(vm.main.entries().iter().map(|(name, _)| name.text()));
        let mut builtins: Vec<Rc<str>> = vm.builtins.borrow().keys().map(|name| name.text()).collect();
        builtins.sort_unstable();
        names.append(&mut builtins);
    } else {
        let (object, own) = match kept(data, ".obj") {
            Some(object) => {
                let own = kept(data, SELF).is_some_and(|of| of.is(&object));
                (object, own)
            }
            None => (Value::Module(vm.import(kept(data, ".name")?.as_str()?).ok()?), false),
        };
        names = names_of(&object).iter().map(|name| Rc::from(&**name)).collect();
        names.sort_unstable();
        if !own && !name.starts_with('_') {
            names.retain(|name| !name.starts_with('_'));
        }
    }
    if names.len() > MOST_NAMES || name.len() > 40 {
        return None;
    }
    nearest(name, names.iter().map(|name| &**name)).map(str::to_owned)
}

/// Keeps what is needed to find a suggestion later, where a NameError or AttributeError is raised.
#[cold]
pub fn keep(exception: &Exception, execution: &Execution, frame: &Frame) {
    let data = data_of(exception);
    let is_name = data.class.borrow().native.is_some_and(|class| std::ptr::eq(class, &NAME_ERROR));
    if !data.traceback.borrow().is_empty() || (!is_name && kept(data, ".obj").is_none()) {
        return;
    }
    let slots = frame.code.slots.iter().zip(&execution.stack[frame.base..]);
    let is_set = |value: &Value| match value {
        Value::Cell(cell) => cell.borrow().is_bound(),
        value => value.is_bound(),
    };
    let mut bound = slots.filter(|(name, value)| is_set(value) && !name.text().starts_with('.'));
    let first = bound.clone().next();
    if let Some((name, value)) = first
        && &*name.text() == "self"
    {
        let value = match value {
            Value::Cell(cell) => cell.borrow().clone(),
            value => value.clone(),
        };
        // An object may not be kept by an exception that it keeps itself: its class will do for names.
        if kept(data, ".obj").is_some_and(|object| object.is(&value)) || is_name {
            data.attributes.set(Symbol::new(SELF), value);
        }
    }
    if is_name {
        let names = bound.by_ref().map(|(name, _)| Value::from(name.text())).collect();
        data.attributes.set(Symbol::new(VARIABLES), Value::list(names));
    }
}
