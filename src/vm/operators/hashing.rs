//! Truth and hashes.

use num_bigint::{BigInt, Sign};

use crate::engine::Exception;
use crate::vm::exceptions::type_error;
use crate::vm::machine::Vm;
use crate::vm::value::numbers::Number;
use crate::vm::value::{Result, Value, numbers};

use super::special::known;

/// Numbers have the hash of their rest modulo this prime (CPython: `_PyHASH_MODULUS`).
const MODULUS: u64 = (1 << 61) - 1;

impl Vm {
    #[inline(never)]
    pub(super) fn truth_slow(&self, value: &Value) -> Result<bool> {
        Ok(match value {
            Value::Float(float) => *float != 0.0,
            Value::Str(text) => !text.is_empty(),
            Value::Bytes(bytes) => !bytes.is_empty(),
            Value::Tuple(items) => !items.is_empty(),
            Value::List(list) => !list.items.borrow().is_empty(),
            Value::Dict(dict) => !dict.is_empty(),
            Value::Set(set) => !set.is_empty(),
            Value::Range(range) => !range.is_empty(),
            // 0 is never one of these.
            Value::Big(_) => true,
            Value::NotImplemented => {
                return Err(type_error("NotImplemented should not be used in a boolean context"));
            }
            _ => return self.truth_of_object(value),
        })
    }

    #[inline(never)]
    fn truth_of_object(&self, value: &Value) -> Result<bool> {
        if let Some(truth) = self.call_own(value, known(|known| known.bool), &[])? {
            return match truth {
                Value::Bool(truth) => Ok(truth),
                other => {
                    Err(type_error(format!("__bool__ should return bool, returned {}", other.type_name())))
                }
            };
        }
        let plain = value.plain();
        if Number::of(plain).is_some() {
            return self.truth(plain);
        }
        if self.own_special(value, known(|known| known.len)).is_some() {
            return Ok(self.len(value)? != 0);
        }
        if matches!(plain, Value::Instance(_)) || !matches!(value, Value::Instance(_)) {
            return Ok(true);
        }
        self.truth(plain)
    }

    /// `hash(value)`: equal values have equal hashes. Those of numbers are CPython's.
    ///
    /// # Errors
    ///
    /// TypeError if it has none.
    #[inline]
    pub fn hash(&self, value: &Value) -> Result<i64> {
        match value {
            Value::Str(text) => Ok(hash_str(text.as_str())),
            Value::Int(int) => Ok(hash_int(*int)),
            _ => self.hash_slow(value),
        }
    }

    #[inline(never)]
    fn hash_slow(&self, value: &Value) -> Result<i64> {
        Ok(match value {
            Value::Bool(bool) => i64::from(*bool),
            Value::Big(big) => {
                // By a division for each of its digits.
                self.charge((big.bits() / 8) as usize)?;
                hash_big(big)
            }
            Value::Float(float) => hash_float(*float),
            Value::Bytes(bytes) => hash_bytes(bytes),
            Value::Tuple(items) => self.hash_tuple(items)?,
            Value::List(_) | Value::Dict(_) => return Err(unhashable(value)),
            Value::Set(set) if !set.frozen => return Err(unhashable(value)),
            Value::Set(set) => crate::vm::types::set::hash_of(set),
            Value::Range(range) => match range.len() {
                0 => self.hash_tuple(&[Value::Int(0), Value::None, Value::None])?,
                1 => self.hash_tuple(&[Value::Int(1), Value::Int(range.start), Value::None])?,
                len => self.hash_tuple(&[
                    Value::Int(len as i64),
                    Value::Int(range.start),
                    Value::Int(range.step),
                ])?,
            },
            Value::Slice(slice) => {
                self.hash_tuple(&[slice.start.clone(), slice.stop.clone(), slice.step.clone()])?
            }
            Value::Method(method) => {
                hash_identity(&method.receiver) ^ hash_identity(&method.function).rotate_left(7)
            }
            Value::Instance(_)
            | Value::Exception(_)
            | Value::Iterator(_)
            | Value::Class(_)
            | Value::Future(_) => {
                return self.hash_object(value);
            }
            _ => hash_identity(value),
        })
    }

    #[inline(never)]
    fn hash_object(&self, value: &Value) -> Result<i64> {
        let plain = value.plain();
        match self.own_special(value, known(|known| known.hash)) {
            Some(Value::None) => Err(unhashable(value)),
            Some(method) => match self.call_found(method, value, &[])?.plain() {
                Value::Int(int) if *int == -1 => Ok(-2),
                Value::Int(int) => Ok(*int),
                Value::Bool(bool) => Ok(i64::from(*bool)),
                Value::Big(big) => Ok(hash_big(big)),
                _ => Err(type_error("__hash__ method should return an integer")),
            },
            None if matches!(plain, Value::Instance(_)) || !matches!(value, Value::Instance(_)) => {
                Ok(hash_identity(value))
            }
            None => match plain {
                Value::List(_) | Value::Dict(_) => Err(unhashable(value)),
                Value::Set(set) if !set.frozen => Err(unhashable(value)),
                _ => self.hash(plain),
            },
        }
    }

    /// CPython's (`tuple_hash`): the xxHash of the items' hashes.
    fn hash_tuple(&self, items: &[Value]) -> Result<i64> {
        const PRIMES: [u64; 3] =
            [11_400_714_785_074_694_791, 14_029_467_366_897_019_727, 2_870_177_450_012_600_261];
        self.charge(4 * items.len() + 4)?;
        self.deeper(|| {
            let mut hash = PRIMES[2];
            for item in items {
                let item = self.hash(item)? as u64;
                hash = hash.wrapping_add(item.wrapping_mul(PRIMES[1]));
                hash = hash.rotate_left(31).wrapping_mul(PRIMES[0]);
            }
            hash = hash.wrapping_add((items.len() as u64) ^ (PRIMES[2] ^ 3_527_539));
            Ok(if hash == u64::MAX { 1_546_275_796 } else { hash as i64 })
        })
    }
}

/// The TypeError for a value without a hash.
#[cold]
fn unhashable(value: &Value) -> Exception {
    type_error(format!("unhashable type: '{}'", value.full_type_name()))
}

/// The hash of an object that is equal to itself alone.
pub fn hash_identity(value: &Value) -> i64 {
    let hash = value.id().rotate_right(4);
    if hash == -1 { -2 } else { hash }
}

fn hash_int(int: i64) -> i64 {
    let hash = (int.unsigned_abs() % MODULUS) as i64;
    match if int < 0 { -hash } else { hash } {
        -1 => -2,
        hash => hash,
    }
}

fn hash_big(big: &BigInt) -> i64 {
    let rest = big.magnitude() % MODULUS;
    let hash = rest.iter_u64_digits().next().unwrap_or(0) as i64;
    match if big.sign() == Sign::Minus { -hash } else { hash } {
        -1 => -2,
        hash => hash,
    }
}

/// CPython's (`_Py_HashDouble`): the float as a fraction modulo the prime, so that it is the hash of an equal int.
fn hash_float(float: f64) -> i64 {
    if float.is_nan() {
        return 0;
    }
    if float.is_infinite() {
        return if float > 0.0 { 314_159 } else { -314_159 };
    }
    let (mantissa, exponent) = numbers::decompose(float.abs());
    let power = exponent.rem_euclid(61) as u32;
    // A multiplication by a power of two is a rotation of 61 bits.
    let rest = mantissa % MODULUS;
    let rotated = ((rest << power) & MODULUS) | (rest >> (61 - power));
    let hash = (rotated % MODULUS) as i64;
    match if float < 0.0 { -hash } else { hash } {
        -1 => -2,
        hash => hash,
    }
}

/// The hash of a str.
pub fn hash_str(text: &str) -> i64 {
    hash_bytes(text.as_bytes())
}

fn hash_bytes(bytes: &[u8]) -> i64 {
    const FACTOR: u64 = 0x_517c_c1b7_2722_0a95;
    let mut hash = bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let word = chunk.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
        hash = (hash.rotate_left(5) ^ word).wrapping_mul(FACTOR);
    }
    for byte in chunks.remainder() {
        hash = (hash.rotate_left(5) ^ u64::from(*byte)).wrapping_mul(FACTOR);
    }
    // The lower bits choose a place in a table.
    (hash ^ (hash >> 32)) as i64
}
