//! JSON as values.

use num_bigint::BigInt;

use crate::engine::Exception;
use crate::vm::exceptions::{raise, type_error, value_error};
use crate::vm::library::arguments::{self, items};
use crate::vm::machine::Vm;
use crate::vm::text::decimal::too_many_digits;
use crate::vm::types::exception::RECURSION_ERROR;
use crate::vm::value::dict::Dict;
use crate::vm::value::{Result, Value};

use super::DEEPEST;

struct Decoder<'a> {
    vm: &'a Vm,
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    depth: usize,
    /// The class of errors in the text.
    error: &'a Value,
    object_hook: &'a Value,
    pairs_hook: &'a Value,
    float: &'a Value,
    int: &'a Value,
    constant: &'a Value,
    strict: bool,
}

/// `_decode(text, at, (object_hook, object_pairs_hook, parse_float, parse_int, parse_constant, strict), error)`: the value
/// of the whole text if `at` is negative, else the value there and where it ends.
pub fn decode(vm: &Vm, args: &[Value]) -> Result {
    let text = arguments::text(&args[0], "the JSON object")?;
    let [object_hook, pairs_hook, float, int, constant, strict] = items(&args[2]) else {
        return Err(type_error("bad options"));
    };
    vm.charge(text.len())?;
    vm.charge_bytes(text.len() as u64 * 2)?;
    let from = arguments::small(vm, &args[1])?;
    let strict = vm.truth(strict)?;
    let at = text.char_indices().nth(from.max(0) as usize).map_or(text.len(), |(at, _)| at);
    let bytes = text.as_bytes();
    let error = &args[3];
    let mut decoder = Decoder {
        vm,
        text,
        bytes,
        at,
        depth: 0,
        error,
        object_hook,
        pairs_hook,
        float,
        int,
        constant,
        strict,
    };
    if from < 0 {
        decoder.blanks();
    }
    let value = decoder.value()?;
    if from >= 0 {
        return Ok(Value::tuple([value, decoder.position(decoder.at)]));
    }
    decoder.blanks();
    if decoder.at < text.len() {
        return Err(decoder.fail("Extra data", decoder.at));
    }
    Ok(value)
}

impl Decoder<'_> {
    fn position(&self, at: usize) -> Value {
        Value::from(self.text[..at].chars().count())
    }

    /// The error for something wrong at a byte.
    #[cold]
    fn fail(&self, what: &str, at: usize) -> Exception {
        let args = [Value::str(what), self.text.into(), self.position(at.min(self.text.len()))];
        match self.vm.call(self.error, &args) {
            Ok(Value::Exception(error)) => error,
            Ok(_) => value_error(what),
            Err(error) => error,
        }
    }

    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    fn value(&mut self) -> Result {
        let rest = &self.bytes[self.at..];
        let words = [("null", Value::None), ("true", Value::Bool(true)), ("false", Value::Bool(false))];
        match self.peek() {
            b'"' => return self.string().map(Value::from),
            b'{' => return self.deeper("object", Self::object),
            b'[' => return self.deeper("array", Self::array),
            _ => {}
        }
        for (word, value) in words {
            if rest.starts_with(word.as_bytes()) {
                self.at += word.len();
                return Ok(value);
            }
        }
        let constants = [("NaN", f64::NAN), ("Infinity", f64::INFINITY), ("-Infinity", f64::NEG_INFINITY)];
        for (word, value) in constants {
            if rest.starts_with(word.as_bytes()) {
                self.at += word.len();
                return match self.constant.given() {
                    Some(hook) => self.vm.call(hook, &[Value::str(word)]),
                    None => Ok(Value::Float(value)),
                };
            }
        }
        self.number()
    }

    fn deeper(&mut self, what: &str, read: fn(&mut Self) -> Result) -> Result {
        if self.depth >= DEEPEST {
            return Err(raise(
                &RECURSION_ERROR,
                format!(
                    "maximum recursion depth exceeded while decoding a JSON {what} from a unicode string"
                ),
            ));
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn digits(&self, mut at: usize) -> usize {
        while self.bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        at
    }

    fn number(&mut self) -> Result {
        let start = self.at;
        let first = start + usize::from(self.peek() == b'-');
        let mut end = match self.bytes.get(first) {
            Some(b'0') => first + 1,
            Some(b'1'..=b'9') => self.digits(first),
            _ => return Err(self.fail("Expecting value", start)),
        };
        let whole = end;
        if self.bytes.get(end) == Some(&b'.') && self.digits(end + 1) > end + 1 {
            end = self.digits(end + 1);
        }
        if matches!(self.bytes.get(end), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(self.bytes.get(end + 1), Some(b'+' | b'-')));
            let exponent = end + 1 + sign;
            if self.digits(exponent) > exponent {
                end = self.digits(exponent);
            }
        }
        self.at = end;
        let text = &self.text[start..end];
        if end > whole {
            return match self.float.given() {
                Some(hook) => self.vm.call(hook, &[text.into()]),
                None => Ok(Value::Float(text.parse().unwrap_or(f64::NAN))),
            };
        }
        if let Some(hook) = self.int.given() {
            return self.vm.call(hook, &[text.into()]);
        }
        if let Ok(number) = text.parse() {
            return Ok(Value::Int(number));
        }
        let digits = end - first;
        if digits > self.vm.most_digits.get() {
            return Err(too_many_digits(digits, self.vm.most_digits.get()));
        }
        Ok(Value::big(BigInt::parse_bytes(text.as_bytes(), 10).unwrap_or_default()))
    }

    /// The text of the string whose opening quote is next.
    fn string(&mut self) -> Result<String> {
        let begin = self.at;
        self.at += 1;
        let mut out = String::new();
        loop {
            let start = self.at;
            while !matches!(self.peek(), b'"' | b'\\' | 0..=0x1f) {
                self.at += 1;
            }
            out.push_str(&self.text[start..self.at]);
            match self.peek() {
                _ if self.at >= self.bytes.len() => {
                    return Err(self.fail("Unterminated string starting at", begin));
                }
                b'"' => {
                    self.at += 1;
                    return Ok(out);
                }
                b'\\' => out.push(self.escape(begin)?),
                _ if self.strict => return Err(self.fail("Invalid control character at", self.at)),
                control => {
                    out.push(char::from(control));
                    self.at += 1;
                }
            }
        }
    }

    fn escape(&mut self, begin: usize) -> Result<char> {
        let Some(escaped) = self.bytes.get(self.at + 1) else {
            return Err(self.fail("Unterminated string starting at", begin));
        };
        let c = match escaped {
            b'"' | b'\\' | b'/' => char::from(*escaped),
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'u' => {
                let Some(mut code) = self.hex(self.at + 2) else {
                    return Err(self.fail("Invalid \\uXXXX escape", self.at + 1));
                };
                self.at += 6;
                if (0xd800..0xdc00).contains(&code)
                    && self.bytes[self.at..].starts_with(b"\\u")
                    && let Some(low @ 0xdc00..0xe000) = self.hex(self.at + 2)
                {
                    code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
                    self.at += 6;
                }
                // Half of a pair has no place in a text here.
                return Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            _ => return Err(self.fail("Invalid \\escape", self.at)),
        };
        self.at += 2;
        Ok(c)
    }

    fn hex(&self, at: usize) -> Option<u32> {
        let digits = self.bytes.get(at..at + 4)?;
        // As in CPython, the string cannot end right behind them.
        self.bytes.get(at + 4)?;
        digits.iter().try_fold(0, |code, digit| Some(code << 4 | char::from(*digit).to_digit(16)?))
    }

    fn array(&mut self) -> Result {
        self.at += 1;
        self.blanks();
        let mut values = Vec::new();
        if self.peek() == b']' {
            self.at += 1;
            return Ok(Value::list(values));
        }
        loop {
            values.push(self.value()?);
            self.blanks();
            match self.peek() {
                b',' => {
                    let comma = self.at;
                    self.at += 1;
                    self.blanks();
                    if self.peek() == b']' {
                        return Err(self.fail("Illegal trailing comma before end of array", comma));
                    }
                }
                b']' => {
                    self.at += 1;
                    return Ok(Value::list(values));
                }
                _ => return Err(self.fail("Expecting ',' delimiter", self.at)),
            }
        }
    }

    fn object(&mut self) -> Result {
        self.at += 1;
        self.blanks();
        let mut pairs = Vec::new();
        let mut comma = None;
        loop {
            match self.peek() {
                b'}' if comma.is_none() => {
                    self.at += 1;
                    return self.made(pairs);
                }
                b'}' => {
                    let at = comma.unwrap_or(self.at);
                    return Err(self.fail("Illegal trailing comma before end of object", at));
                }
                b'"' => {}
                _ => return Err(self.fail("Expecting property name enclosed in double quotes", self.at)),
            }
            let key = Value::str(self.string()?);
            self.blanks();
            if self.peek() != b':' {
                return Err(self.fail("Expecting ':' delimiter", self.at));
            }
            self.at += 1;
            self.blanks();
            pairs.push((key, self.value()?));
            self.blanks();
            match self.peek() {
                b',' => {
                    comma = Some(self.at);
                    self.at += 1;
                    self.blanks();
                }
                b'}' => comma = None,
                _ => return Err(self.fail("Expecting ',' delimiter", self.at)),
            }
        }
    }

    fn made(&self, pairs: Vec<(Value, Value)>) -> Result {
        if let Some(hook) = self.pairs_hook.given() {
            let pairs = pairs.into_iter().map(|(key, value)| Value::tuple([key, value])).collect();
            return self.vm.call(hook, &[Value::list(pairs)]);
        }
        let dict = Dict::default();
        for (key, value) in pairs {
            dict.set(self.vm, key, value)?;
        }
        let dict = Value::dict(dict);
        match self.object_hook.given() {
            Some(hook) => self.vm.call(hook, &[dict]),
            None => Ok(dict),
        }
    }
}
