//! Numbers in decimal digits, exactly: rounded from their exact value, halves to even.

use num_bigint::{BigInt, BigUint, Sign};

use crate::engine::Exception;
use crate::vm::exceptions::value_error;
use crate::vm::machine::owe;
use crate::vm::value::Result;
use crate::vm::value::numbers::decompose;

/// No float has more digits after the point.
const MOST_PLACES: usize = 1100;

/// The decimal text of an int.
///
/// # Errors
///
/// ValueError for one of more digits than [`most_digits`](crate::vm::machine::Vm::most_digits).
pub fn int_text(big: &BigInt, most: usize) -> Result<String> {
    // Ten bits are a little more than three digits.
    let digits_at_least = (big.bits() / 10 * 3) as usize;
    let text = if digits_at_least > most { None } else { Some(big.to_string()) };
    text.filter(|text| text.len() - usize::from(big.sign() == Sign::Minus) <= most).ok_or_else(|| {
        value_error(format!(
            "Exceeds the limit ({most} digits) for integer string conversion; \
             use sys.set_int_max_str_digits() to increase the limit"
        ))
    })
}

/// An int of more digits than [`most_digits`](crate::vm::machine::Vm::most_digits) was read.
#[cold]
pub fn too_many_digits(digits: usize, most: usize) -> Exception {
    value_error(format!(
        "Exceeds the limit ({most} digits) for integer string conversion: value has {digits} digits; \
         use sys.set_int_max_str_digits() to increase the limit"
    ))
}

fn power_of_ten(power: usize) -> BigUint {
    BigUint::from(10_u32).pow(power as u32)
}

/// `above / below`, rounded; halves to even.
fn rounded(above: BigUint, below: &BigUint) -> BigUint {
    let quotient = &above / below;
    let twice = (above - &quotient * below) << 1_u32;
    match twice.cmp(below) {
        std::cmp::Ordering::Greater => quotient + 1_u32,
        std::cmp::Ordering::Equal if quotient.bit(0) => quotient + 1_u32,
        _ => quotient,
    }
}

/// The digits of `float * 10**places` as an int. The float is finite and not negative.
fn scaled(float: f64, places: usize) -> String {
    let (mantissa, exponent) = decompose(float);
    if exponent >= 0 {
        return ((BigUint::from(mantissa) << exponent) * power_of_ten(places)).to_string();
    }
    let shift = -exponent as u32;
    if places <= 22 && shift < 128 {
        // The product has less than 53 + 74 bits.
        let product = u128::from(mantissa) * 10_u128.pow(places as u32);
        let (quotient, rest) = (product >> shift, product & ((1 << shift) - 1));
        let half = 1_u128 << (shift - 1);
        let up = rest > half || (rest == half && quotient & 1 == 1);
        return (quotient + u128::from(up)).to_string();
    }
    let below = BigUint::from(1_u32) << shift;
    rounded(BigUint::from(mantissa) * power_of_ten(places), &below).to_string()
}

/// A finite float that is not negative with so many digits after the point.
pub fn fixed(float: f64, places: usize) -> String {
    let known = places.min(MOST_PLACES);
    let mut digits = scaled(float, known);
    if digits.len() <= known {
        digits.insert_str(0, &"0".repeat(known + 1 - digits.len()));
    }
    if places > 0 {
        digits.insert(digits.len() - known, '.');
        digits.push_str(&"0".repeat(places - known));
    }
    digits
}

/// The first `1 + more` digits of a finite float that is not negative, rounded, and the power of ten of the first one.
pub fn significant(float: f64, more: usize) -> (String, i32) {
    let known = more.min(MOST_PLACES);
    let (mut digits, exponent) = if float == 0.0 {
        ("0".repeat(known + 1), 0)
    } else {
        let (mantissa, two) = decompose(float);
        let mut exponent = float.log10().floor() as i32;
        loop {
            let power = known as i32 - exponent;
            let (mut above, mut below) = (BigUint::from(mantissa), BigUint::from(1_u32));
            if power >= 0 {
                above *= power_of_ten(power as usize);
            } else {
                below *= power_of_ten(-power as usize);
            }
            if two >= 0 {
                above <<= two;
            } else {
                below <<= -two;
            }
            let digits = rounded(above, &below).to_string();
            match digits.len().cmp(&(known + 1)) {
                std::cmp::Ordering::Equal => break (digits, exponent),
                // The logarithm was rounded, or the digits were: 9.99 to 10.0.
                std::cmp::Ordering::Greater => exponent += 1,
                std::cmp::Ordering::Less => exponent -= 1,
            }
        }
    };
    digits.push_str(&"0".repeat(more - known));
    (digits, exponent)
}

/// `round(float, places)`: the float nearest to the number with so many digits after the point (or zeros before it).
pub fn round_float(float: f64, places: i64) -> f64 {
    if !float.is_finite() || float == 0.0 || places > 323 {
        return float;
    }
    owe(8 * places.unsigned_abs().min(400) as usize);
    if places < -308 {
        return 0.0_f64.copysign(float);
    }
    if (0..=15).contains(&places) && float.abs() < 1e15 {
        let unit = 10_f64.powi(places as i32);
        let digits = scaled(float.abs(), places as usize);
        // Both numbers are exact, so the quotient is the float nearest to the decimal.
        if digits.len() <= 15
            && let Ok(whole) = digits.parse::<u64>()
        {
            return (whole as f64 / unit).copysign(float);
        }
    }
    let text = if places >= 0 {
        fixed(float.abs(), places as usize)
    } else {
        let (mantissa, two) = decompose(float.abs());
        let (mut above, mut below) = (BigUint::from(mantissa), power_of_ten(-places as usize));
        if two >= 0 {
            above <<= two;
        } else {
            below <<= -two;
        }
        format!("{}e{}", rounded(above, &below), -places)
    };
    crate::program::number::parse_float(&text).unwrap_or(float).copysign(float)
}
