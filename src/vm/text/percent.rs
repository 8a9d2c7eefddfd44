//! `%`-formatting.

use crate::engine::Exception;
use crate::vm::exceptions::{overflow_error, type_error, value_error};
use crate::vm::machine::Vm;
use crate::vm::value::numbers::{Number, float_to_big};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::spec::{Spec, format_float, int_digits, pad_with, plain_spec, sign_text};

/// The values that are to be formatted.
struct Args<'a> {
    all: &'a Value,
    next: usize,
}

impl Args<'_> {
    fn next(&mut self) -> Result {
        let value = match self.all.plain() {
            Value::Tuple(items) => items.get(self.next).cloned(),
            _ if self.next == 0 => Some(self.all.clone()),
            _ => None,
        };
        self.next += 1;
        value.ok_or_else(|| type_error("not enough arguments for format string"))
    }
}

impl Vm {
    /// `template % args` of a str.
    pub(in crate::vm) fn percent_format(&self, template: &str, args: &Value) -> Result<String> {
        self.percent(template, args, false)
    }

    /// `template % args` of bytes, which are taken as characters below 256.
    pub(in crate::vm) fn percent_format_bytes(&self, template: &[u8], args: &Value) -> Result {
        let template: String = template.iter().map(|byte| char::from(*byte)).collect();
        let text = self.percent(&template, args, true)?;
        Ok(Value::bytes(text.chars().map(|c| c as u32 as u8).collect::<Vec<u8>>()))
    }

    fn percent(&self, template: &str, all: &Value, bytes: bool) -> Result<String> {
        self.charge(template.len() + 32)?;
        self.charge_text(template.len() * size_of::<char>())?;
        let chars: Vec<char> = template.chars().collect();
        let is_mapping = match all.plain() {
            Value::Tuple(_) | Value::Str(_) => false,
            Value::Dict(_) | Value::List(_) | Value::Bytes(_) | Value::Range(_) => true,
            _ => self.own_special(all, Symbol::new("__getitem__")).is_some(),
        };
        let mut args = Args { all, next: 0 };
        let mut out = String::with_capacity(template.len() + 16);
        let mut at = 0;
        while let Some(&c) = chars.get(at) {
            at += 1;
            if c != '%' {
                out.push(c);
                continue;
            }
            let mut item = None;
            if chars.get(at) == Some(&'(') {
                if !is_mapping {
                    return Err(type_error("format requires a mapping"));
                }
                let key = key_at(&chars, &mut at)?;
                let key = if bytes { Value::bytes(key.into_bytes()) } else { Value::str(key) };
                item = Some(self.get_item(all, &key)?);
                args.next = 1;
            }
            let (mut spec, mut flags) = (plain_spec('\0'), Flags::default());
            while chars.get(at).is_some_and(|flag| flags.take(*flag, &mut spec)) {
                at += 1;
            }
            if let Some(width) = self.percent_number(&chars, &mut at, &mut args)? {
                flags.left |= width < 0;
                spec.width = width.unsigned_abs() as usize;
            }
            if chars.get(at) == Some(&'.') {
                at += 1;
                let precision = self.percent_number(&chars, &mut at, &mut args)?;
                spec.precision = Some(precision.unwrap_or(0).max(0) as usize);
            }
            self.charge_text(spec.width.saturating_add(spec.precision.unwrap_or(0)))?;
            while chars.get(at).is_some_and(|c| matches!(c, 'l' | 'h' | 'L')) {
                at += 1;
            }
            let Some(&kind) = chars.get(at) else { return Err(value_error("incomplete format")) };
            at += 1;
            if kind == '%' && chars[at - 2] == '%' {
                out.push('%');
                continue;
            }
            let item = match item {
                Some(item) => item,
                None => args.next()?,
            };
            if !("diuoxXeEfFgGcsra".contains(kind) || bytes && kind == 'b') {
                return Err(unsupported(kind, at - 1));
            }
            spec.kind = kind;
            flags.align(&mut spec);
            self.append(&mut out, &self.percent_item(spec, &item, bytes)?)?;
        }
        let rest = match all.plain() {
            Value::Tuple(items) => args.next < items.len(),
            _ => args.next == 0 && !is_mapping,
        };
        if rest {
            let what = if bytes { "bytes" } else { "string" };
            return Err(type_error(format!("not all arguments converted during {what} formatting")));
        }
        Ok(out)
    }

    /// A width or a precision: digits, or `*` for the next value.
    fn percent_number(&self, chars: &[char], at: &mut usize, args: &mut Args) -> Result<Option<i64>> {
        if chars.get(*at) == Some(&'*') {
            *at += 1;
            return match args.next()?.plain() {
                Value::Int(int) => Ok(Some(*int)),
                Value::Bool(bool) => Ok(Some(i64::from(*bool))),
                _ => Err(type_error("* wants int")),
            };
        }
        let mut number = None;
        while let Some(digit) = chars.get(*at).and_then(|c| c.to_digit(10)) {
            let next = number.unwrap_or(0_i64).checked_mul(10).and_then(|n| n.checked_add(i64::from(digit)));
            match next {
                Some(next) => number = Some(next),
                None => return Err(value_error("width too big")),
            }
            *at += 1;
        }
        Ok(number)
    }

    fn percent_item(&self, spec: Spec, item: &Value, bytes: bool) -> Result<String> {
        let text = match spec.kind {
            's' | 'b' if bytes => match crate::vm::types::bytes::bytes_of(item) {
                Some(bytes) => bytes.iter().map(|byte| char::from(*byte)).collect(),
                None => {
                    let name = item.type_name();
                    return Err(type_error(format!(
                        "%b requires a bytes-like object, or an object that implements __bytes__, not '{name}'"
                    )));
                }
            },
            's' => self.str(item)?,
            'r' if !bytes => self.repr(item)?,
            'a' | 'r' => self.ascii(item)?,
            'c' => percent_char(item)?,
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => return Ok(format_float(self.as_float(item)?, &spec)),
            _ => return self.percent_int(&spec, item),
        };
        let cut = match spec.precision {
            Some(most) if spec.kind != 'c' => text.chars().take(most).collect(),
            _ => text,
        };
        Ok(pad_with("", cut, &spec))
    }

    #[inline(never)]
    fn percent_int(&self, spec: &Spec, item: &Value) -> Result<String> {
        let whole = match (spec.kind, Number::of(item)) {
            ('d' | 'i' | 'u', Some(Number::Float(float))) if !float.is_finite() => {
                return Err(if float.is_nan() {
                    value_error("cannot convert float NaN to integer")
                } else {
                    overflow_error("cannot convert float infinity to integer")
                });
            }
            ('d' | 'i' | 'u', Some(Number::Float(float))) => Value::big(float_to_big(float.trunc())),
            (_, Some(Number::Int(_) | Number::Big(_))) => item.plain().clone(),
            (kind, _) => {
                let name = item.type_name();
                match self.own_special(item, Symbol::new("__index__")) {
                    Some(_) => self.as_index(item)?,
                    None if matches!(kind, 'd' | 'i' | 'u') => {
                        match self.call_own(item, Symbol::new("__int__"), &[])? {
                            Some(int) => int,
                            None => {
                                let text = format!("%{kind} format: a real number is required, not {name}");
                                return Err(type_error(text));
                            }
                        }
                    }
                    None => {
                        let text = format!("%{kind} format: an integer is required, not {name}");
                        return Err(type_error(text));
                    }
                }
            }
        };
        let Some(number) = Number::of(&whole) else { return Err(type_error("__int__ returned non-int")) };
        self.charge_int_text(&number)?;
        let (negative, mut digits) = int_digits(number, spec.kind, self.most_digits.get())?;
        if let Some(least) = spec.precision
            && digits.len() < least
        {
            digits.insert_str(0, &"0".repeat(least - digits.len()));
        }
        let mut sign = sign_text(negative, spec.sign).to_owned();
        if spec.alternate && matches!(spec.kind, 'o' | 'x' | 'X') {
            sign.push('0');
            sign.push(spec.kind);
        }
        Ok(pad_with(&sign, digits, spec))
    }
}

/// The key in the parentheses that begin at a place; then that is behind them.
fn key_at(chars: &[char], at: &mut usize) -> Result<String> {
    let (start, mut depth) = (*at + 1, 0);
    loop {
        let c = chars.get(*at);
        *at += 1;
        match c {
            None => return Err(value_error("incomplete format key")),
            Some('(') => depth += 1,
            Some(')') if depth == 1 => return Ok(chars[start..*at - 1].iter().collect()),
            Some(')') => depth -= 1,
            _ => {}
        }
    }
}

/// The flags that say together on which side a value is filled up, and with what.
#[derive(Default)]
struct Flags {
    zero: bool,
    left: bool,
}

impl Flags {
    /// Takes a flag; false for what is none.
    fn take(&mut self, flag: char, spec: &mut Spec) -> bool {
        match flag {
            '-' => self.left = true,
            '+' => spec.sign = '+',
            ' ' if spec.sign != '+' => spec.sign = ' ',
            ' ' => {}
            '#' => spec.alternate = true,
            '0' => self.zero = true,
            _ => return false,
        }
        true
    }

    fn align(&self, spec: &mut Spec) {
        let with_zeros = self.zero && !matches!(spec.kind, 's' | 'r' | 'a' | 'b' | 'c');
        spec.align = match (self.left, with_zeros) {
            (true, _) => '<',
            (false, true) => '=',
            (false, false) => '>',
        };
        if spec.align == '=' {
            spec.fill = '0';
        }
    }
}

#[cold]
fn unsupported(kind: char, index: usize) -> Exception {
    let code = kind as u32;
    let shown = if (' '..='~').contains(&kind) { kind } else { '?' };
    value_error(format!("unsupported format character '{shown}' (0x{code:x}) at index {index}"))
}

#[inline(never)]
fn percent_char(item: &Value) -> Result<String> {
    match item.plain() {
        Value::Str(text) if text.len() == 1 => Ok(text.as_str().to_owned()),
        Value::Str(text) => {
            let len = text.len();
            let text = format!("%c requires an int or a unicode character, not a string of length {len}");
            Err(type_error(text))
        }
        Value::Bytes(bytes) if bytes.len() == 1 => Ok(char::from(bytes[0]).to_string()),
        Value::Int(_) | Value::Bool(_) | Value::Big(_) => {
            let code = match Number::of(item) {
                Some(Number::Int(code)) => u32::try_from(code).ok(),
                _ => None,
            };
            match code.and_then(char::from_u32) {
                Some(c) => Ok(c.to_string()),
                None => Err(overflow_error("%c arg not in range(0x110000)")),
            }
        }
        other => {
            Err(type_error(format!("%c requires an int or a unicode character, not {}", other.type_name())))
        }
    }
}
