//! `random`: CPython's Mersenne Twister, so that a seed gives the same numbers. What is asked for most is written here, the
//! rest on top of it in Python.

use std::cell::RefCell;

use num_bigint::{BigInt, Sign};

use crate::vm::code::BinaryOp;
use crate::vm::exceptions::{index_error, type_error, value_error};
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeModule, NativeType};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::{arguments, hashlib};

/// The module.
pub static MODULE: NativeModule =
    NativeModule::new("random").types(&[&GENERATOR]).python(include_str!("python/random.py"));

/// What `random.Random` is derived from.
static GENERATOR: NativeType = NativeType::new(
    "Random",
    "_random",
    &[
        Native::new("__new__", "cls, /, *args, **kwargs", |vm, args| {
            vm.charge(4 * N)?;
            let Value::Class(class) = &args[0] else { return Err(type_error("cls must be a class")) };
            Ok(Value::native(class.clone(), RefCell::new(Twister::new(&[0]))))
        }),
        Native::new("__init__", "self, x=None, /", seed),
        Native::new("seed", "self, a=None, version=2", seed),
        Native::new("random", "self, /", |_, args| with(&args[0], |twister| Value::Float(twister.float()))),
        Native::new("getrandbits", "self, k, /", |vm, args| {
            let bits = arguments::small(vm, &args[1])?;
            if bits < 0 {
                return Err(value_error("Cannot convert negative int"));
            }
            random_bits(vm, &args[0], bits as u64)
        }),
        Native::new("randbytes", "self, n", |vm, args| {
            let count = arguments::small(vm, &args[1])?;
            if count < 0 {
                return Err(value_error("Cannot convert negative int"));
            }
            let number = random_bits(vm, &args[0], count as u64 * 8)?;
            let mut bytes = arguments::int(vm, &number)?.to_bytes_le().1;
            bytes.resize(count as usize, 0);
            Ok(Value::bytes(bytes))
        }),
        Native::new("_randbelow", "self, n, /", |vm, args| match arguments::index(vm, &args[1])? {
            Value::Int(n) => below(&args[0], n.max(0) as u64).map(|number| Value::Int(number as i64)),
            other => below_big(vm, &args[0], &arguments::int(vm, &other)?).map(Value::big),
        }),
        Native::new("randrange", "self, start, stop=None, step=1", |vm, args| {
            rand_range(vm, &args[0], &args[1], args[2].given(), &args[3])
        }),
        Native::new("randint", "self, a, b", |vm, args| {
            if let (Value::Int(a), Value::Int(b)) = (&args[1], &args[2])
                && let Some(width) = b.checked_sub(*a)
                && (0..i64::MAX).contains(&width)
            {
                return Ok(Value::Int(a + below(&args[0], width as u64 + 1)? as i64));
            }
            let (a, b) = (arguments::int(vm, &args[1])?, arguments::int(vm, &args[2])?);
            if b < a {
                return Err(value_error(format!("empty range in randint({a}, {b})")));
            }
            rand_range(vm, &args[0], &Value::big(a), Some(&Value::big(b + 1)), &Value::Int(1))
        }),
        Native::new("uniform", "self, a, b", |vm, args| {
            let draw = || with(&args[0], Twister::float);
            let plain = |value: &Value| match value {
                Value::Float(number) => Some(*number),
                Value::Int(number) if number.unsigned_abs() < 1 << 53 => Some(*number as f64),
                _ => None,
            };
            if let (Some(a), Some(b)) = (plain(&args[1]), plain(&args[2])) {
                return Ok(Value::Float(a + (b - a) * draw()?));
            }
            let width = vm.binary(BinaryOp::Sub, &args[2], &args[1])?;
            vm.binary(BinaryOp::Add, &args[1], &vm.binary(BinaryOp::Mul, &width, &Value::Float(draw()?))?)
        }),
        Native::new("choice", "self, seq", |vm, args| {
            let len = vm.len(&args[1])?;
            if len == 0 {
                return Err(index_error("Cannot choose from an empty sequence"));
            }
            let at = below(&args[0], len as u64)?;
            vm.get_item(&args[1], &Value::Int(at as i64))
        }),
        Native::new("shuffle", "self, x", |vm, args| {
            let len = vm.len(&args[1])?;
            vm.charge(len * 14)?;
            for last in (1..len).rev() {
                let other = Value::from(below(&args[0], last as u64 + 1)? as usize);
                let last = Value::from(last);
                let (a, b) = (vm.get_item(&args[1], &last)?, vm.get_item(&args[1], &other)?);
                vm.set_item(&args[1], &last, b)?;
                vm.set_item(&args[1], &other, a)?;
            }
            Ok(Value::None)
        }),
        Native::new("_state", "self, words=None", |vm, args| {
            vm.charge(16 * N)?;
            let words = args[1].given().map(|words| vm.collect(words)).transpose()?;
            if let Some(words) = words {
                let numbers: Result<Vec<u32>> =
                    words.iter().map(|word| arguments::small(vm, word).map(|word| word as u32)).collect();
                let numbers = numbers?;
                if numbers.len() != N + 1 {
                    return Err(value_error("state vector is the wrong size"));
                }
                return with(&args[0], |twister| {
                    twister.words.copy_from_slice(&numbers[..N]);
                    twister.index = (numbers[N] as usize).min(N);
                    Value::None
                });
            }
            with(&args[0], |twister| {
                let words = twister.words.iter().map(|word| Value::Int(i64::from(*word)));
                Value::tuple(words.chain([Value::from(twister.index)]).collect::<Vec<_>>())
            })
        }),
    ],
);

const N: usize = 624;

/// MT19937.
struct Twister {
    words: Box<[u32; N]>,
    index: usize,
}

impl Twister {
    fn new(key: &[u32]) -> Self {
        let mut words = Box::new([0u32; N]);
        words[0] = 19_650_218;
        for i in 1..N {
            words[i] =
                1_812_433_253u32.wrapping_mul(words[i - 1] ^ (words[i - 1] >> 30)).wrapping_add(i as u32);
        }
        let mut at = 1;
        let mix = |words: &mut [u32; N], at: &mut usize, factor: u32, plus: u32| {
            let before = words[*at - 1];
            words[*at] = (words[*at] ^ (before ^ (before >> 30)).wrapping_mul(factor)).wrapping_add(plus);
            *at += 1;
            if *at == N {
                words[0] = words[N - 1];
                *at = 1;
            }
        };
        for k in 0..key.len().max(N) {
            let k = k % key.len();
            mix(&mut words, &mut at, 1_664_525, key[k].wrapping_add(k as u32));
        }
        for _ in 1..N {
            let minus = (at as u32).wrapping_neg();
            mix(&mut words, &mut at, 1_566_083_941, minus);
        }
        words[0] = 1 << 31;
        Self { words, index: N }
    }

    fn word(&mut self) -> u32 {
        if self.index == N {
            for i in 0..N {
                let mixed = (self.words[i] & (1 << 31)) | (self.words[(i + 1) % N] & !(1 << 31));
                let odd = if mixed & 1 == 1 { 0x9908_b0df } else { 0 };
                self.words[i] = self.words[(i + 397) % N] ^ (mixed >> 1) ^ odd;
            }
            self.index = 0;
        }
        let mut word = self.words[self.index];
        self.index += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }

    /// A float of [0, 1).
    fn float(&mut self) -> f64 {
        let (high, low) = (self.word() >> 5, self.word() >> 6);
        (f64::from(high) * 67_108_864.0 + f64::from(low)) / 9_007_199_254_740_992.0
    }

    /// A number of up to 64 bits.
    fn bits(&mut self, bits: u32) -> u64 {
        match bits {
            0 => 0,
            1..=32 => u64::from(self.word() >> (32 - bits)),
            _ => u64::from(self.word()) | u64::from(self.word() >> (64 - bits)) << 32,
        }
    }
}

fn with<R>(generator: &Value, action: impl FnOnce(&mut Twister) -> R) -> Result<R> {
    match generator.data::<RefCell<Twister>>() {
        Some(twister) => Ok(action(&mut twister.borrow_mut())),
        None => Err(type_error(format!("expected a random.Random, got '{}'", generator.type_name()))),
    }
}

fn random_bits(vm: &Vm, generator: &Value, bits: u64) -> Result {
    if bits < 64 {
        return Ok(Value::Int(with(generator, |twister| twister.bits(bits as u32))? as i64));
    }
    vm.charge_bytes(bits / 8)?;
    vm.charge(bits as usize / 8)?;
    let words = with(generator, |twister| {
        let mut words = Vec::with_capacity(bits.div_ceil(32) as usize);
        let mut left = bits;
        while left > 0 {
            let take = left.min(32);
            words.push(twister.bits(take as u32) as u32);
            left -= take;
        }
        words
    })?;
    Ok(Value::big(BigInt::new(Sign::Plus, words)))
}

/// A number of [0, n): as CPython draws it, from as many bits as `n` has, until one fits. 0 for 0.
fn below(generator: &Value, n: u64) -> Result<u64> {
    let bits = u64::BITS - n.leading_zeros();
    with(generator, |twister| {
        if n == 0 {
            return 0;
        }
        loop {
            let number = twister.bits(bits);
            if number < n {
                return number;
            }
        }
    })
}

fn below_big(vm: &Vm, generator: &Value, n: &BigInt) -> Result<BigInt> {
    loop {
        let number = random_bits(vm, generator, n.bits())?;
        let number = arguments::int(vm, &number)?;
        if number < *n || n.bits() == 0 {
            return Ok(number);
        }
    }
}

fn rand_range(vm: &Vm, generator: &Value, start: &Value, stop: Option<&Value>, step: &Value) -> Result {
    let first = arguments::index(vm, start)?;
    let Some(stop) = stop else {
        if !matches!(step.plain(), Value::Int(1)) {
            return Err(type_error("Missing a non-None stop argument"));
        }
        if let Value::Int(n) = first
            && n > 0
        {
            return Ok(Value::Int(below(generator, n as u64)? as i64));
        }
        return match arguments::int(vm, &first)? {
            n if n.sign() == Sign::Plus => below_big(vm, generator, &n).map(Value::big),
            _ => Err(value_error("empty range for randrange()")),
        };
    };
    let (last, step) = (arguments::index(vm, stop)?, arguments::index(vm, step)?);
    if let (Value::Int(first), Value::Int(last), Value::Int(1)) = (&first, &last, &step)
        && let Some(width) = last.checked_sub(*first)
        && width > 0
    {
        return Ok(Value::Int(first + below(generator, width as u64)? as i64));
    }
    let (from, to) = (arguments::int(vm, &first)?, arguments::int(vm, &last)?);
    let width = &to - &from;
    let empty = |with_step: bool| {
        let mut text = format!("empty range in randrange({from}, {to}");
        if with_step {
            text.push_str(", ");
            text.push_str(&format!("{}", arguments::int(vm, &step).unwrap_or_default()));
        }
        text.push(')');
        value_error(text)
    };
    let by = arguments::int(vm, &step)?;
    let one = BigInt::from(1);
    let count = match by.sign() {
        Sign::NoSign => return Err(value_error("zero step for randrange()")),
        _ if by == one => width,
        Sign::Plus => (width + &by - &one) / &by,
        Sign::Minus => (width + &by + &one) / &by,
    };
    if count.sign() != Sign::Plus {
        return Err(empty(by != one));
    }
    Ok(Value::big(from + by * below_big(vm, generator, &count)?))
}

fn seed(vm: &Vm, args: &[Value]) -> Result {
    let key: Vec<u32> = match args[1].plain() {
        Value::Unbound | Value::None => {
            // From what CPython takes out of the system's entropy, here the same in every run.
            let drawn = vm.state::<std::cell::Cell<u32>>();
            drawn.set(drawn.get() + 1);
            vec![0x6177_6169, drawn.get()]
        }
        Value::Str(text) => text_key(text.as_str().as_bytes()),
        Value::Bytes(bytes) => text_key(bytes),
        Value::Float(_) => {
            let hash = vm.hash(args[1].plain())?;
            BigInt::from(hash as u64).to_u32_digits().1
        }
        other => match other {
            Value::Int(_) | Value::Big(_) | Value::Bool(_) => arguments::int(vm, other)?.to_u32_digits().1,
            _ => {
                return Err(type_error(
                    "The only supported seed types are:\nNone, int, float, str, bytes, and bytearray.",
                ));
            }
        },
    };
    vm.charge(4 * N + 32 * key.len())?;
    let fresh = Twister::new(if key.is_empty() { &[0] } else { &key });
    with(&args[0], |twister| *twister = fresh)?;
    vm.set_attr(&args[0], Symbol::new("gauss_next"), Value::None)?;
    Ok(Value::None)
}

/// The key that a text gives: the text and its digest as one large number.
fn text_key(text: &[u8]) -> Vec<u32> {
    let all = [text, &hashlib::sha512(text)].concat();
    BigInt::from_bytes_be(Sign::Plus, &all).to_u32_digits().1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_cpython_for_the_same_seed() {
        let mut twister = Twister::new(&[0]);
        assert_eq!([twister.float(), twister.float()], [0.844_421_851_525_048_1, 0.757_954_402_940_302_5]);
        assert_eq!(twister.bits(50), 45_579_999_286_357);
    }

    #[test]
    fn a_text_as_a_seed_goes_through_its_digest() {
        let mut twister = Twister::new(&text_key(b"abc"));
        assert_eq!(twister.float(), 0.772_024_631_415_754_5);
    }
}
