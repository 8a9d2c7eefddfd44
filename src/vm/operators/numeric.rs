//! Arithmetic of ints, bools and floats.

use num_bigint::{BigInt, Sign};

use crate::vm::code::BinaryOp;
use crate::vm::exceptions::{new_exception, overflow_error, type_error, value_error, zero_division_error};
use crate::vm::machine::Vm;
use crate::vm::types::complex::complex_of;
use crate::vm::types::exception::OVERFLOW_ERROR;
use crate::vm::value::numbers::{Number, big_to_float, scale};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::unsupported_operands;

impl Vm {
    /// `left op right` of two numbers; nothing if one is none, or the operator is not for them.
    pub(super) fn binary_numbers(&self, op: BinaryOp, left: &Value, right: &Value) -> Result<Option<Value>> {
        let (Some(a), Some(b)) = (Number::of(left), Number::of(right)) else { return Ok(None) };
        if let (Number::Float(_), _) | (_, Number::Float(_)) = (a, b) {
            return self.float_operation(op, a.float()?, b.float()?);
        }
        if let (Value::Bool(a), Value::Bool(b)) = (left, right) {
            let result = match op {
                BinaryOp::And => Some(a & b),
                BinaryOp::Or => Some(a | b),
                BinaryOp::Xor => Some(a ^ b),
                _ => None,
            };
            if let Some(result) = result {
                return Ok(Some(Value::Bool(result)));
            }
        }
        if let (Number::Int(a), Number::Int(b)) = (a, b)
            && let Some(result) = small_operation(op, a, b)?
        {
            return Ok(Some(result));
        }
        let (Some(a), Some(b)) = (a.big(), b.big()) else { return Ok(None) };
        self.big_operation(op, &a, &b)
    }

    #[inline(never)]
    fn big_operation(&self, op: BinaryOp, a: &BigInt, b: &BigInt) -> Result<Option<Value>> {
        self.charge(24)?;
        let no_divisor = b.sign() == Sign::NoSign;
        Ok(Some(Value::big(match op {
            BinaryOp::Add | BinaryOp::Sub => {
                self.charge((a.bits().max(b.bits()) / 32) as usize)?;
                if op == BinaryOp::Add { a + b } else { a - b }
            }
            BinaryOp::Mul => {
                self.charge_product(a.bits(), b.bits())?;
                a * b
            }
            BinaryOp::Div | BinaryOp::FloorDiv | BinaryOp::Mod if no_divisor => {
                return Err(zero_division_error("division by zero"));
            }
            BinaryOp::Div => {
                self.charge(((a.bits() + b.bits()) / 8) as usize)?;
                return true_division(a, b).map(|float| Some(Value::Float(float)));
            }
            BinaryOp::FloorDiv => self.floor_division(a, b)?.0,
            BinaryOp::Mod => self.floor_division(a, b)?.1,
            BinaryOp::Pow => return self.power(a, b).map(Some),
            BinaryOp::LShift | BinaryOp::RShift if b.sign() == Sign::Minus => {
                return Err(value_error("negative shift count"));
            }
            BinaryOp::LShift if a.sign() == Sign::NoSign => BigInt::ZERO,
            BinaryOp::LShift => match u64::try_from(b) {
                Ok(by) if by < 1 << 40 => {
                    self.charge_bytes((a.bits() + by) / 8)?;
                    a << by
                }
                _ => return Err(overflow_error("too many digits in integer")),
            },
            BinaryOp::RShift => match u64::try_from(b) {
                Ok(by) if by < a.bits() + 1 => a >> by,
                _ if a.sign() == Sign::Minus => BigInt::from(-1),
                _ => BigInt::ZERO,
            },
            BinaryOp::And | BinaryOp::Or | BinaryOp::Xor => {
                self.charge((a.bits().max(b.bits()) / 32) as usize)?;
                match op {
                    BinaryOp::And => a & b,
                    BinaryOp::Or => a | b,
                    _ => a ^ b,
                }
            }
            BinaryOp::MatMul => return Ok(None),
        })))
    }

    /// Takes going through an int's digits once from the budget.
    pub(in crate::vm) fn charge_big(&self, value: &Value) -> Result<()> {
        match value {
            Value::Big(big) if big.bits() > 4096 => self.charge((big.bits() / 32) as usize),
            _ => Ok(()),
        }
    }

    /// Takes the work of multiplying numbers of so many bits, and the memory for the product, from the budget.
    fn charge_product(&self, a: u64, b: u64) -> Result<()> {
        if a.saturating_add(b) < 4096 {
            return Ok(());
        }
        self.charge_bytes(a.saturating_add(b) / 8)?;
        // Each digit of the longer one meets those of the shorter one, or, where these are many, so many less.
        let (shorter, longer) = ((a.min(b) / 64 + 1) as f64, (a.max(b) / 64 + 1) as f64);
        self.charge((longer * shorter.min((shorter * 32.0).sqrt()) / 5.0) as usize)
    }

    /// Takes the work of writing or reading the digits of a number of so many bits from the budget.
    pub(in crate::vm) fn charge_digits(&self, bits: u64) -> Result<()> {
        let most = (self.most_digits.get() as u64).saturating_mul(4).max(1 << 16);
        let limbs = (bits.min(most) / 64) as usize;
        self.charge(limbs.saturating_mul(limbs) / 4)
    }

    /// The quotient, rounded down, and the rest, which has the divisor's sign. The divisor is not 0.
    fn floor_division(&self, a: &BigInt, b: &BigInt) -> Result<(BigInt, BigInt)> {
        // Division takes the time of the product of divisor and quotient, digit by digit.
        let quotient_bits = a.bits().saturating_sub(b.bits());
        let work = quotient_bits / 64 * (b.bits() / 64);
        match a.bits() {
            0..=4096 => {}
            4097..=100_000 => self.charge(work as usize)?,
            _ => self.charge(work as usize)?,
        }
        let (quotient, rest) = (a / b, a % b);
        Ok(if rest.sign() != Sign::NoSign && rest.sign() != b.sign() {
            (quotient - 1, rest + b)
        } else {
            (quotient, rest)
        })
    }

    /// Of two floats; nothing if the operator is not for them.
    pub(super) fn float_operation(&self, op: BinaryOp, a: f64, b: f64) -> Result<Option<Value>> {
        Ok(Some(Value::Float(match op {
            BinaryOp::Add => a + b,
            BinaryOp::Sub => a - b,
            BinaryOp::Mul => a * b,
            BinaryOp::Div if b == 0.0 => return Err(zero_division_error("division by zero")),
            BinaryOp::Div => a / b,
            BinaryOp::FloorDiv => float_division(a, b)?.0,
            BinaryOp::Mod => float_division(a, b)?.1,
            // The only power of two floats that is no float.
            BinaryOp::Pow if a < 0.0 && a.is_finite() && b.is_finite() && b.fract() != 0.0 => {
                return self.binary(op, &complex_of(self, a)?, &Value::Float(b)).map(Some);
            }
            BinaryOp::Pow => float_power(a, b)?,
            _ => return Ok(None),
        })))
    }

    fn power(&self, base: &BigInt, exponent: &BigInt) -> Result {
        if exponent.sign() == Sign::Minus {
            let (base, exponent) = (Number::Big(base).float()?, Number::Big(exponent).float()?);
            return float_power(base, exponent).map(Value::Float);
        }
        if base.bits() <= 1 {
            let odd = exponent.bit(0);
            let is_one = exponent.sign() == Sign::NoSign || base.sign() == Sign::Plus;
            return Ok(Value::Int(match (is_one, base.sign()) {
                (true, _) => 1,
                (_, Sign::NoSign) => 0,
                _ if odd => -1,
                _ => 1,
            }));
        }
        let bits = u64::try_from(exponent).ok().and_then(|exponent| base.bits().checked_mul(exponent));
        let exponent = u32::try_from(exponent).unwrap_or(u32::MAX);
        let bits = bits.unwrap_or(u64::MAX);
        self.charge_product(bits / 2, bits / 2)?;
        self.charge((bits / 8) as usize)?;
        Ok(Value::big(base.pow(exponent)))
    }

    /// `pow(base, exponent, modulus)`
    ///
    /// # Errors
    ///
    /// TypeError if one of them is no int; ValueError if there is no result.
    pub fn power_modulo(&self, base: &Value, exponent: &Value, modulus: &Value) -> Result {
        if let Some(method) = self.own_special(base, Symbol::new("__pow__")) {
            let result = self.call_found(method, base, &[exponent.clone(), modulus.clone()])?;
            if !matches!(result, Value::NotImplemented) {
                return Ok(result);
            }
        }
        let all = [base, exponent, modulus].map(|value| Number::of(value).and_then(Number::big));
        let [Some(base), Some(exponent), Some(modulus)] = all else {
            let numbers = [base, exponent, modulus].iter().all(|value| Number::of(value).is_some());
            return Err(type_error(if numbers {
                "pow() 3rd argument not allowed unless all arguments are integers".to_owned()
            } else {
                let names = [base, exponent, modulus].map(|value| format!("'{}'", value.type_name()));
                format!("unsupported operand type(s) for ** or pow(): {}", names.join(", "))
            }));
        };
        if modulus.sign() == Sign::NoSign {
            return Err(value_error("pow() 3rd argument cannot be 0"));
        }
        let digits = (modulus.bits() / 64 + 1) as usize;
        let step = digits.saturating_mul(digits).saturating_add(32);
        self.charge(step.saturating_mul(exponent.bits() as usize))?;
        if exponent.sign() == Sign::Minus {
            // Euclid's algorithm: about as many divisions as there are bits.
            self.charge(digits.saturating_mul(2).saturating_add(64).saturating_mul(modulus.bits() as usize))?;
            let Some(inverse) = base.modinv(&modulus) else {
                return Err(value_error("base is not invertible for the given modulus"));
            };
            return Ok(Value::big(inverse.modpow(&-exponent.into_owned(), &modulus)));
        }
        Ok(Value::big(base.modpow(&exponent, &modulus)))
    }

    /// `divmod(left, right)`
    pub fn divmod(&self, left: &Value, right: &Value) -> Result {
        if let (Some(a), Some(b)) = (Number::of(left), Number::of(right)) {
            if let (Number::Float(_), _) | (_, Number::Float(_)) = (a, b) {
                let (a, b) = (a.float()?, b.float()?);
                let (quotient, rest) = float_division(a, b)?;
                return Ok(Value::tuple([Value::Float(quotient), Value::Float(rest)]));
            }
            let quotient = self.binary(BinaryOp::FloorDiv, left.plain(), right.plain())?;
            let rest = self.binary(BinaryOp::Mod, left.plain(), right.plain())?;
            return Ok(Value::tuple([quotient, rest]));
        }
        for (value, name, other) in [(left, "__divmod__", right), (right, "__rdivmod__", left)] {
            if let Some(result) = self.try_own(value, Symbol::new(name), other)? {
                return Ok(result);
            }
        }
        Err(unsupported_operands("divmod()", left, right))
    }
}

/// Of two ints that fit; nothing if the result does not, or needs more than this.
fn small_operation(op: BinaryOp, a: i64, b: i64) -> Result<Option<Value>> {
    const EXACT: u64 = 1 << 53;
    let result = match op {
        BinaryOp::Add => a.checked_add(b),
        BinaryOp::Sub => a.checked_sub(b),
        BinaryOp::Mul => a.checked_mul(b),
        BinaryOp::Div | BinaryOp::FloorDiv | BinaryOp::Mod if b == 0 => {
            return Err(zero_division_error("division by zero"));
        }
        BinaryOp::Div if a.unsigned_abs() <= EXACT && b.unsigned_abs() <= EXACT => {
            return Ok(Some(Value::Float(a as f64 / b as f64)));
        }
        BinaryOp::FloorDiv => a.checked_div(b).map(|quotient| {
            let rest = a.wrapping_rem(b);
            if rest != 0 && (rest < 0) != (b < 0) { quotient - 1 } else { quotient }
        }),
        BinaryOp::Mod => {
            a.checked_rem(b).map(|rest| if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest })
        }
        BinaryOp::Pow => match u32::try_from(b) {
            Ok(b) => a.checked_pow(b),
            Err(_) if b < 0 => return float_power(a as f64, b as f64).map(|float| Some(Value::Float(float))),
            Err(_) => None,
        },
        BinaryOp::LShift if (0..63).contains(&b) => Some(a << b).filter(|shifted| shifted >> b == a),
        BinaryOp::RShift if b >= 0 => Some(a >> b.min(63)),
        BinaryOp::And => Some(a & b),
        BinaryOp::Or => Some(a | b),
        BinaryOp::Xor => Some(a ^ b),
        _ => None,
    };
    Ok(result.map(Value::Int))
}

/// The quotient, rounded down, and the rest, which has the divisor's sign (CPython: `_float_div_mod`).
fn float_division(a: f64, b: f64) -> Result<(f64, f64)> {
    if b == 0.0 {
        return Err(zero_division_error("division by zero"));
    }
    let mut rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest == 0.0 {
        rest = 0.0_f64.copysign(b);
    } else if (b < 0.0) != (rest < 0.0) {
        rest += b;
        quotient -= 1.0;
    }
    let floor = quotient.floor();
    Ok(match quotient {
        0.0 => (0.0_f64.copysign(a / b), rest),
        quotient if quotient - floor > 0.5 => (floor + 1.0, rest),
        _ => (floor, rest),
    })
}

fn float_power(a: f64, b: f64) -> Result<f64> {
    if a == 0.0 && b < 0.0 {
        return Err(zero_division_error("zero to a negative power"));
    }
    let power = a.powf(b);
    if power.is_infinite() && a.is_finite() && b.is_finite() {
        let args = vec![Value::Int(34), Value::str("Numerical result out of range")];
        return Err(new_exception(OVERFLOW_ERROR.class(), args));
    }
    Ok(power)
}

/// The float nearest to the quotient. The divisor is not 0.
fn true_division(a: &BigInt, b: &BigInt) -> Result<f64> {
    // The quotient gets two bits more than a float has, and one that says whether there is a rest.
    let shift = 66 - (a.bits() as i64 - b.bits() as i64);
    if shift < -1100 {
        return Err(overflow_error("integer division result too large for a float"));
    }
    if shift > 1300 || a.sign() == Sign::NoSign {
        return Ok(if a.sign() == Sign::NoSign || a.sign() == b.sign() { 0.0 } else { -0.0 });
    }
    let (a, b) = if shift >= 0 { (a << shift, b.clone()) } else { (a.clone(), b << -shift) };
    let (quotient, rest) = (&a / &b, &a % &b);
    let quotient = (quotient << 1_u32)
        + match rest.sign() {
            Sign::NoSign => 0,
            _ if a.sign() == b.sign() => 1,
            _ => -1,
        };
    let float = scale(big_to_float(&quotient), -shift - 1);
    if float.is_infinite() {
        return Err(overflow_error("integer division result too large for a float"));
    }
    Ok(float)
}
