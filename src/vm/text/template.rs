//! `str.format()`.

use crate::engine::Exception;
use crate::vm::exceptions::{index_error, key_error, value_error};
use crate::vm::machine::Vm;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

/// What gives the values of fields that are named.
type Named<'a> = dyn Fn(&str) -> Result<Option<Value>> + 'a;

/// How fields are numbered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbering {
    Unknown,
    Automatic(usize),
    Manual,
}

struct Filling<'a> {
    vm: &'a Vm,
    /// `None` for `format_map()`, which has no values by position.
    args: Option<&'a [Value]>,
    named: &'a Named<'a>,
    numbering: Numbering,
}

impl Vm {
    /// `template.format(*args, **named)`.
    pub fn format_template(&self, template: &str, args: Option<&[Value]>, named: &Named) -> Result<String> {
        self.charge(template.len())?;
        Filling { vm: self, args, named, numbering: Numbering::Unknown }.fill(template, 2)
    }
}

impl Filling<'_> {
    fn fill(&mut self, template: &str, depth: u32) -> Result<String> {
        if depth == 0 {
            return Err(value_error("Max string recursion exceeded"));
        }
        let mut out = String::with_capacity(template.len() + 16);
        let mut rest = template;
        while let Some(at) = rest.find(['{', '}']) {
            out.push_str(&rest[..at]);
            let brace = &rest[at..=at];
            rest = &rest[at + 1..];
            if rest.starts_with(brace) {
                out.push_str(brace);
                rest = &rest[1..];
                continue;
            }
            if brace == "}" {
                return Err(value_error("Single '}' encountered in format string"));
            }
            if rest.is_empty() {
                return Err(value_error("Single '{' encountered in format string"));
            }
            rest = self.field(&mut out, rest, depth)?;
        }
        out.push_str(rest);
        Ok(out)
    }

    /// A field, whose text begins after the brace; gives what comes after it.
    fn field<'t>(&mut self, out: &mut String, text: &'t str, depth: u32) -> Result<&'t str> {
        self.vm.charge(32)?;
        let unclosed = || value_error("expected '}' before end of string");
        let mut in_brackets = false;
        let mut end = None;
        for (at, c) in text.char_indices() {
            match c {
                '{' if !in_brackets => return Err(value_error("unexpected '{' in field name")),
                '[' => in_brackets = true,
                ']' => in_brackets = false,
                '}' | ':' | '!' if !in_brackets => {
                    end = Some(at);
                    break;
                }
                _ => {}
            }
        }
        let Some(end) = end else { return Err(unclosed()) };
        let (name, mut rest) = text.split_at(end);
        let mut conversion = None;
        if let Some(after) = rest.strip_prefix('!') {
            let mut chars = after.chars();
            let (Some(c), Some(next)) = (chars.next(), chars.next()) else {
                return Err(value_error("unmatched '{' in format spec"));
            };
            if !matches!(next, ':' | '}') {
                return Err(value_error("expected ':' after conversion specifier"));
            }
            conversion = Some(c);
            rest = &after[c.len_utf8()..];
        }
        let mut spec = "";
        let mut nested = false;
        if let Some(after) = rest.strip_prefix(':') {
            let mut open = 1;
            let end = after.char_indices().find(|(_, c)| {
                match c {
                    '{' => {
                        nested = true;
                        open += 1;
                    }
                    '}' => open -= 1,
                    _ => {}
                }
                open == 0
            });
            let Some((end, _)) = end else { return Err(value_error("unmatched '{' in format spec")) };
            (spec, rest) = after.split_at(end);
        }
        let value = self.value(name)?;
        let value = match conversion {
            None => value,
            Some('r') => self.vm.repr(&value)?.into(),
            Some('s') => self.vm.str(&value)?.into(),
            Some('a') => self.vm.ascii(&value)?.into(),
            Some(other) => return Err(value_error(format!("Unknown conversion specifier {other}"))),
        };
        let filled = if nested { self.fill(spec, depth - 1)? } else { spec.to_owned() };
        self.vm.append(out, &self.vm.format(&value, &filled)?)?;
        Ok(&rest[1..])
    }

    /// The value of a field's name: `0`, `name`, `0.attribute[key]`.
    fn value(&mut self, name: &str) -> Result {
        let first_end = name.find(['.', '[']).unwrap_or(name.len());
        let (first, mut rest) = name.split_at(first_end);
        self.vm.charge(name.len() * 2)?;
        let mut value = if first.is_empty() {
            let Numbering::Automatic(next) = self.number(Numbering::Automatic(0))? else {
                return Err(value_error("automatic field numbering"));
            };
            self.numbering = Numbering::Automatic(next + 1);
            self.by_position(next)?
        } else if first.bytes().all(|byte| byte.is_ascii_digit()) {
            self.number(Numbering::Manual)?;
            let Ok(index) = first.parse() else {
                return Err(value_error("Too many decimal digits in format string"));
            };
            self.by_position(index)?
        } else {
            match (self.named)(first)? {
                Some(value) => value,
                None => return Err(key_error(Value::str(first))),
            }
        };
        let empty = || value_error("Empty attribute in format string");
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix('.') {
                let (attribute, after) = after.split_at(after.find(['.', '[']).unwrap_or(after.len()));
                if attribute.is_empty() {
                    return Err(empty());
                }
                value = self.vm.get_attr(&value, Symbol::new(attribute))?;
                rest = after;
            } else if let Some(after) = rest.strip_prefix('[') {
                let Some(end) = after.find(']') else {
                    return Err(value_error("Missing ']' in format string"));
                };
                let key = &after[..end];
                if key.is_empty() {
                    return Err(empty());
                }
                let index = key.bytes().all(|byte| byte.is_ascii_digit()).then(|| key.parse().ok()).flatten();
                let key = index.map_or_else(|| Value::str(key), Value::Int);
                value = self.vm.get_item(&value, &key)?;
                rest = &after[end + 1..];
                if !rest.is_empty() && !rest.starts_with(['.', '[']) {
                    return Err(value_error("Only '.' or '[' may follow ']' in format field specifier"));
                }
            }
        }
        Ok(value)
    }

    fn number(&mut self, how: Numbering) -> Result<Numbering> {
        match (self.numbering, how) {
            (Numbering::Unknown, _) => self.numbering = how,
            (Numbering::Automatic(_), Numbering::Manual) => {
                return Err(cannot_switch("automatic field numbering to manual field specification"));
            }
            (Numbering::Manual, Numbering::Automatic(_)) => {
                return Err(cannot_switch("manual field specification to automatic field numbering"));
            }
            _ => {}
        }
        Ok(self.numbering)
    }

    fn by_position(&self, index: usize) -> Result {
        let Some(args) = self.args else {
            return Err(value_error("Format string contains positional fields"));
        };
        args.get(index).cloned().ok_or_else(|| {
            index_error(format!("Replacement index {index} out of range for positional args tuple"))
        })
    }
}

fn cannot_switch(how: &str) -> Exception {
    value_error(format!("cannot switch from {how}"))
}
