//! The functions of `math` that the host does not have.

use std::f64::consts::PI;

use crate::vm::value::Value;

/// The product of two floats, or of one and an int, as the sum of two: rounded, and the rest (Dekker 1971). Nothing for other
/// numbers, and where it would be too large or too small for that.
pub fn exact_product(p: &Value, q: &Value) -> Option<[f64; 2]> {
    let (p, q) = match (p, q) {
        (Value::Float(p), Value::Float(q)) => (*p, *q),
        (Value::Float(float), Value::Int(int)) | (Value::Int(int), Value::Float(float)) => {
            (*float, Some(*int).filter(|int| int.unsigned_abs() < 1 << 53)? as f64)
        }
        _ => return None,
    };
    let product = p * q;
    let fits = |x: f64| x == 0.0 || (1e-140..1e140).contains(&x.abs());
    if !fits(p) || !fits(q) {
        return None;
    }
    let halves = |x: f64| {
        let shifted = x * 134_217_729.0;
        let high = shifted - (shifted - x);
        (high, x - high)
    };
    let ((p, p_low), (q, q_low)) = (halves(p), halves(q));
    Some([product, ((p * q - product) + p * q_low + p_low * q) + p_low * q_low])
}

/// The sum of floats as if it were exact and rounded once; nothing if it overflows on the way.
pub fn sum(numbers: &[f64]) -> Option<f64> {
    // Shewchuk's method: partial sums that do not overlap.
    let mut partials: Vec<f64> = Vec::new();
    for &number in numbers {
        let mut x = number;
        let mut kept = 0;
        for at in 0..partials.len() {
            let mut y = partials[at];
            if x.abs() < y.abs() {
                (x, y) = (y, x);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        if !x.is_finite() {
            return None;
        }
        partials.truncate(kept);
        if x != 0.0 {
            partials.push(x);
        }
    }
    let mut high = partials.pop().unwrap_or(0.0);
    while let Some(y) = partials.pop() {
        let x = high;
        high = x + y;
        let low = y - (high - x);
        if low != 0.0 {
            // Half way between two floats: what is left says which one is nearer.
            if let Some(next) = partials.last()
                && (low < 0.0) == (*next < 0.0)
            {
                let twice = low * 2.0;
                let up = high + twice;
                if twice == up - high {
                    high = up;
                }
            }
            break;
        }
    }
    Some(high)
}

const G: f64 = 6.024_680_040_776_73;
const NUMERATOR: [f64; 13] = [
    23_531_376_880.410_76,
    42_919_803_642.649_1,
    35_711_959_237.355_67,
    17_921_034_426.037_21,
    6_039_542_586.352_028,
    1_439_720_407.311_721_6,
    248_874_557.862_054_17,
    31_426_415.585_400_194,
    2_876_370.628_935_372_5,
    186_056.265_395_223_48,
    8_071.672_002_365_816,
    210.824_277_751_579_36,
    2.506_628_274_631_000_2,
];
const DENOMINATOR: [f64; 13] = [
    0.0,
    39_916_800.0,
    120_543_840.0,
    150_917_976.0,
    105_258_076.0,
    45_995_730.0,
    13_339_535.0,
    2_637_558.0,
    357_423.0,
    32_670.0,
    1_925.0,
    66.0,
    1.0,
];

/// Lanczos' sum.
fn lanczos(x: f64) -> f64 {
    let (mut above, mut below) = (0.0, 0.0);
    if x < 5.0 {
        for i in (0..13).rev() {
            above = above * x + NUMERATOR[i];
            below = below * x + DENOMINATOR[i];
        }
    } else {
        for i in 0..13 {
            above = above / x + NUMERATOR[i];
            below = below / x + DENOMINATOR[i];
        }
    }
    above / below
}

/// `sin(pi * x)`, exact at integers.
fn sin_pi(x: f64) -> f64 {
    let y = x.abs() % 2.0;
    let turn = match (2.0 * y).round() as i32 {
        0 => (PI * y).sin(),
        1 => (PI * (y - 0.5)).cos(),
        2 => (PI * (1.0 - y)).sin(),
        3 => -(PI * (y - 1.5)).cos(),
        _ => (PI * (y - 2.0)).sin(),
    };
    turn * 1f64.copysign(x)
}

/// The gamma function; its poles are the caller's.
pub fn gamma(x: f64) -> f64 {
    if !x.is_finite() {
        return x;
    }
    if x == x.floor() && (1.0..=23.0).contains(&x) {
        return (1..x as u64).map(|factor| factor as f64).product();
    }
    let size = x.abs();
    if size < 1e-20 {
        return 1.0 / x;
    }
    if size > 200.0 {
        return if x < 0.0 { 0.0 / sin_pi(x) } else { f64::INFINITY };
    }
    let y = size + (G - 0.5);
    // What is lost in the sum above.
    let lost = if size > G - 0.5 { (y - size) - (G - 0.5) } else { (y - (G - 0.5)) - size };
    let z = lost * G / y;
    let power = |result: f64, divide: bool| {
        let step = |result: f64, by: f64| if divide { result / by } else { result * by };
        if size < 140.0 {
            step(result, y.powf(size - 0.5))
        } else {
            let root = y.powf(size / 2.0 - 0.25);
            step(step(result, root), root)
        }
    };
    if x < 0.0 {
        let result = -PI / sin_pi(size) / size * y.exp() / lanczos(size);
        power(result - z * result, true)
    } else {
        let result = lanczos(size) / y.exp();
        power(result + z * result, false)
    }
}

/// The logarithm of the absolute value of the gamma function.
pub fn lgamma(x: f64) -> f64 {
    if !x.is_finite() {
        return if x.is_nan() { x } else { f64::INFINITY };
    }
    if x == x.floor() && (x == 1.0 || x == 2.0) {
        return 0.0;
    }
    let size = x.abs();
    if size < 1e-20 {
        return -size.ln();
    }
    let mut result = lanczos(size).ln() - G;
    result += (size - 0.5) * ((size + G - 0.5).ln() - 1.0);
    if x < 0.0 {
        result = PI.ln() - sin_pi(size).abs().ln() - size.ln() - result;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_rounded_once() {
        assert_eq!(sum(&[0.1; 10]), Some(1.0));
        assert_eq!(sum(&[1e16, 1.0, -1e16]), Some(1.0));
        assert_eq!(sum(&[1e308, 1e308]), None);
    }

    #[test]
    fn special_functions_are_those_of_cpython() {
        assert_eq!(gamma(0.5), 1.772_453_850_905_515_9);
        assert_eq!(gamma(5.0), 24.0);
        assert_eq!(gamma(-1.5), 2.363_271_801_207_354_4);
        assert_eq!(lgamma(10.5), 13.940_625_219_403_763);
    }
}
