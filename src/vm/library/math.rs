//! `math`.

use num_bigint::{BigInt, Sign};

use crate::engine::Exception;
use crate::vm::code::BinaryOp;
use crate::vm::exceptions::{overflow_error, type_error, value_error};
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeModule};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::arguments::{self, float, int, items, small};
use super::math_special::{exact_product, gamma, lgamma, sum};

/// The module.
pub static MODULE: NativeModule = NativeModule::new("math").functions(FUNCTIONS).fill(|_, module| {
    for (name, value) in [
        ("pi", std::f64::consts::PI),
        ("e", std::f64::consts::E),
        ("tau", std::f64::consts::TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ] {
        module.globals.set(Symbol::new(name), Value::Float(value));
    }
    Ok(())
});

/// A function of one float. An infinite result is an overflow where it can be, and a domain error else; NaN is one.
fn unary(vm: &Vm, args: &[Value], can_overflow: bool, function: fn(f64) -> f64) -> Result {
    let x = float(vm, &args[0])?;
    check(function(x), x.is_nan(), x.is_finite(), can_overflow, domain_error)
}

/// A function of two floats.
fn binary(vm: &Vm, args: &[Value], function: fn(f64, f64) -> f64) -> Result {
    let (x, y) = (float(vm, &args[0])?, float(vm, &args[1])?);
    let (nan, finite) = (x.is_nan() || y.is_nan(), x.is_finite() && y.is_finite());
    check(function(x, y), nan, finite, true, domain_error)
}

fn check(result: f64, nan: bool, finite: bool, can_overflow: bool, error: impl Fn() -> Exception) -> Result {
    if result.is_nan() && !nan {
        return Err(error());
    }
    if result.is_infinite() && finite {
        return Err(if can_overflow { overflow_error("math range error") } else { error() });
    }
    Ok(Value::Float(result))
}

fn domain_error() -> Exception {
    value_error("math domain error")
}

fn expected(what: &str, x: f64) -> Exception {
    value_error(format!("expected {what}, got {}", crate::program::repr_float(x)))
}

/// A logarithm of an int of any size, or a float.
fn log(vm: &Vm, value: &Value, function: fn(f64) -> f64) -> Result<f64> {
    if let Value::Big(number) = value.plain() {
        if number.sign() != Sign::Plus {
            return Err(value_error("expected a positive input"));
        }
        return Ok(match arguments::big_to_float(number) {
            Ok(float) => function(float),
            Err(_) => {
                let shift = number.bits() - 64;
                let top = arguments::big_to_float(&(&**number >> shift))?;
                function(top) + function(2.0) * shift as f64
            }
        });
    }
    let x = float(vm, value)?;
    if x > 0.0 || x.is_nan() {
        return Ok(function(x));
    }
    Err(match value.plain() {
        Value::Int(_) | Value::Bool(_) => value_error("expected a positive input"),
        _ => expected("a positive input", x),
    })
}

/// `floor()`, `ceil()`, `trunc()`.
fn rounded(vm: &Vm, args: &[Value], special: &str, function: fn(f64) -> f64) -> Result {
    match args[0].plain() {
        Value::Int(_) | Value::Big(_) => return Ok(args[0].plain().clone()),
        Value::Bool(flag) => return Ok(Value::Int(i64::from(*flag))),
        Value::Float(number) => return whole(function(*number)),
        _ => {}
    }
    if let Some(result) = vm.call_special(&args[0], special, &[])? {
        return Ok(result);
    }
    if special == "__trunc__" {
        return Err(type_error(format!("type {} doesn't define __trunc__ method", args[0].type_name())));
    }
    whole(function(float(vm, &args[0])?))
}

/// A float without a fraction as an int.
///
/// # Errors
///
/// For infinity and NaN.
fn whole(number: f64) -> Result {
    if number.is_nan() {
        return Err(value_error("cannot convert float NaN to integer"));
    }
    if number.is_infinite() {
        return Err(overflow_error("cannot convert float infinity to integer"));
    }
    if number.abs() < 9e18 {
        return Ok(Value::Int(number as i64));
    }
    let bits = number.to_bits();
    let mantissa = BigInt::from((bits & ((1 << 52) - 1)) | (1 << 52));
    let shifted = mantissa << ((bits >> 52 & 0x7ff) - 1075);
    Ok(Value::big(if number < 0.0 { -shifted } else { shifted }))
}

fn gcd(vm: &Vm, mut a: BigInt, mut b: BigInt) -> Result<BigInt> {
    // Big ones are made smaller by divisions until they fit.
    while b.sign() != Sign::NoSign {
        if let (Ok(mut x), Ok(mut y)) = (u64::try_from(&a), u64::try_from(&b)) {
            while y != 0 {
                (x, y) = (y, x % y);
            }
            return Ok(x.into());
        }
        vm.charge(16 + (a.bits() / 8) as usize)?;
        (a, b) = (b.clone(), a % b);
    }
    Ok(a)
}

fn absolute(number: BigInt) -> BigInt {
    BigInt::from(number.magnitude().clone())
}

fn not_negative(vm: &Vm, value: &Value, name: &str) -> Result<u64> {
    let number = int(vm, value)?;
    if number.sign() == Sign::Minus {
        return Err(value_error(format!("{name} must be a non-negative integer")));
    }
    u64::try_from(&number).map_err(|_| overflow_error(format!("{name} must not exceed {}", i64::MAX)))
}

/// The product of `count` numbers from one on, downwards, each time divided by how many there were so far if `divided`.
fn falling(vm: &Vm, from: &BigInt, count: u64, divided: bool) -> Result {
    let mut result = BigInt::from(1);
    for k in 0..count {
        let bytes = result.bits() / 8;
        vm.charge(64 + bytes as usize)?;
        vm.charge_bytes(bytes)?;
        result *= from - k;
        if divided {
            result /= k + 1;
        }
    }
    Ok(Value::big(result))
}

fn factorial(vm: &Vm, n: &Value) -> Result {
    let n = int(vm, n)?;
    if n.sign() == Sign::Minus {
        return Err(value_error("factorial() not defined for negative values"));
    }
    match u64::try_from(&n) {
        Ok(count) if i32::try_from(count).is_ok() => falling(vm, &n, count, false),
        _ => Err(overflow_error(format!("factorial() argument should not exceed {}", i32::MAX))),
    }
}

/// The floats of an iterable.
fn floats(vm: &Vm, iterable: &Value) -> Result<Vec<f64>> {
    vm.collect(iterable)?.iter().map(|value| float(vm, value)).collect()
}

/// The length of a vector, without overflow on the way, and exact where CPython is.
fn norm(numbers: &[f64]) -> f64 {
    let most = numbers.iter().fold(0.0f64, |most, x| most.max(x.abs()));
    if numbers.iter().any(|x| x.is_infinite()) {
        return f64::INFINITY;
    }
    if numbers.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    if most == 0.0 {
        return most;
    }
    // By a power of two, which loses nothing.
    let exponent = (most.to_bits() >> 52 & 0x7ff) as i32 - 1023;
    let scale = 2f64.powi(-exponent.clamp(-1000, 1000));
    let squares: Vec<f64> = numbers
        .iter()
        .flat_map(|x| {
            let x = x * scale;
            let square = x * x;
            [square, x.mul_add(x, -square)]
        })
        .collect();
    let total = sum(&squares).unwrap_or(f64::INFINITY);
    let root = total.sqrt();
    // One step of Newton's method with the exact remainder.
    let rest = sum(&[squares.as_slice(), &[-root * root, -root.mul_add(root, -(root * root))]].concat());
    (root + rest.unwrap_or(0.0) / (2.0 * root)) / scale
}

static FUNCTIONS: &[Native] = &[
    Native::new("acos", "x, /", |vm, args| {
        let x = float(vm, &args[0])?;
        if x.abs() > 1.0 {
            return Err(expected("a number in range from -1 up to 1", x));
        }
        Ok(Value::Float(x.acos()))
    }),
    Native::new("acosh", "x, /", |vm, args| {
        let x = float(vm, &args[0])?;
        if x < 1.0 {
            return Err(expected("argument value not less than 1", x));
        }
        Ok(Value::Float(x.acosh()))
    }),
    Native::new("asin", "x, /", |vm, args| {
        let x = float(vm, &args[0])?;
        if x.abs() > 1.0 {
            return Err(expected("a number in range from -1 up to 1", x));
        }
        Ok(Value::Float(x.asin()))
    }),
    Native::new("asinh", "x, /", |vm, args| unary(vm, args, false, f64::asinh)),
    Native::new("atan", "x, /", |vm, args| unary(vm, args, false, f64::atan)),
    Native::new("atan2", "y, x, /", |vm, args| binary(vm, args, f64::atan2)),
    Native::new("atanh", "x, /", |vm, args| {
        let x = float(vm, &args[0])?;
        if x.abs() >= 1.0 {
            return Err(expected("a number between -1 and 1", x));
        }
        Ok(Value::Float(x.atanh()))
    }),
    Native::new("cbrt", "x, /", |vm, args| unary(vm, args, false, libm::cbrt)),
    Native::new("ceil", "x, /", |vm, args| rounded(vm, args, "__ceil__", f64::ceil)),
    Native::new("comb", "n, k, /", |vm, args| {
        let (n, k) = (not_negative(vm, &args[0], "n")?, not_negative(vm, &args[1], "k")?);
        if k > n { Ok(Value::Int(0)) } else { falling(vm, &n.into(), k.min(n - k), true) }
    }),
    Native::new("copysign", "x, y, /", |vm, args| binary(vm, args, f64::copysign)),
    Native::new("cos", "x, /", |vm, args| {
        let x = float(vm, &args[0])?;
        if x.is_infinite() { Err(expected("a finite input", x)) } else { Ok(Value::Float(x.cos())) }
    }),
    Native::new("cosh", "x, /", |vm, args| unary(vm, args, true, f64::cosh)),
    Native::new("degrees", "x, /", |vm, args| {
        Ok(Value::Float(float(vm, &args[0])? * (180.0 / std::f64::consts::PI)))
    }),
    Native::new("dist", "p, q, /", |vm, args| {
        let (p, q) = (floats(vm, &args[0])?, floats(vm, &args[1])?);
        if p.len() != q.len() {
            return Err(value_error("both points must have the same number of dimensions"));
        }
        Ok(Value::Float(norm(&p.iter().zip(&q).map(|(p, q)| p - q).collect::<Vec<_>>())))
    }),
    Native::new("erf", "x, /", |vm, args| unary(vm, args, false, libm::erf)),
    Native::new("erfc", "x, /", |vm, args| unary(vm, args, false, libm::erfc)),
    Native::new("exp", "x, /", |vm, args| unary(vm, args, true, f64::exp)),
    Native::new("exp2", "x, /", |vm, args| unary(vm, args, true, f64::exp2)),
    Native::new("expm1", "x, /", |vm, args| unary(vm, args, true, f64::exp_m1)),
    Native::new("fabs", "x, /", |vm, args| unary(vm, args, false, f64::abs)),
    Native::new("factorial", "n, /", |vm, args| factorial(vm, &args[0])),
    Native::new("floor", "x, /", |vm, args| rounded(vm, args, "__floor__", f64::floor)),
    Native::new("fma", "x, y, z, /", |vm, args| {
        let (x, y, z) = (float(vm, &args[0])?, float(vm, &args[1])?, float(vm, &args[2])?);
        let result = x.mul_add(y, z);
        if result.is_nan() && !(x.is_nan() || y.is_nan() || z.is_nan()) {
            return Err(value_error("invalid operation in fma"));
        }
        if result.is_infinite() && x.is_finite() && y.is_finite() && z.is_finite() {
            return Err(overflow_error("overflow in fma"));
        }
        Ok(Value::Float(result))
    }),
    Native::new("fmod", "x, y, /", |vm, args| binary(vm, args, |x, y| x % y)),
    Native::new("frexp", "x, /", |vm, args| {
        let x = float(vm, &args[0])?;
        let (mantissa, exponent) = frexp(x);
        Ok(Value::tuple([Value::Float(mantissa), Value::Int(exponent)]))
    }),
    Native::new("fsum", "seq, /", |vm, args| {
        let numbers = floats(vm, &args[0])?;
        vm.charge(numbers.len() * 16)?;
        let special: f64 = numbers.iter().filter(|x| !x.is_finite()).sum();
        if special != 0.0 {
            if special.is_nan() && !numbers.iter().any(|x| x.is_nan()) {
                return Err(value_error("-inf + inf in fsum"));
            }
            return Ok(Value::Float(special));
        }
        sum(&numbers).map(Value::Float).ok_or_else(|| overflow_error("intermediate overflow in fsum"))
    }),
    Native::new("gamma", "x, /", |vm, args| {
        let x = float(vm, &args[0])?;
        if x == f64::NEG_INFINITY || (x <= 0.0 && x == x.floor()) {
            return Err(expected("a noninteger or positive integer", x));
        }
        check(gamma(x), x.is_nan(), x.is_finite(), true, domain_error)
    }),
    Native::new("gcd", "*integers", |vm, args| {
        let mut result = BigInt::default();
        for value in items(&args[0]) {
            result = gcd(vm, absolute(int(vm, value)?), result)?;
        }
        Ok(Value::big(result))
    }),
    Native::new("hypot", "*coordinates", |vm, args| {
        vm.charge(items(&args[0]).len() * 8)?;
        let numbers: Result<Vec<f64>> = items(&args[0]).iter().map(|value| float(vm, value)).collect();
        Ok(Value::Float(norm(&numbers?)))
    }),
    Native::new("isclose", "a, b, *, rel_tol=?, abs_tol=?", |vm, args| {
        let (a, b) = (float(vm, &args[0])?, float(vm, &args[1])?);
        let tolerance =
            |value: &Value, default| if value.is_bound() { float(vm, value) } else { Ok(default) };
        let (relative, least) = (tolerance(&args[2], 1e-9)?, tolerance(&args[3], 0.0)?);
        if relative < 0.0 || least < 0.0 {
            return Err(value_error("tolerances must be non-negative"));
        }
        let apart = (a - b).abs();
        let finite = a.is_finite() && b.is_finite();
        let near = apart <= relative * b.abs() || apart <= relative * a.abs() || apart <= least;
        Ok(Value::Bool(a == b || (finite && near)))
    }),
    Native::new("isfinite", "x, /", |vm, args| Ok(Value::Bool(float(vm, &args[0])?.is_finite()))),
    Native::new("isinf", "x, /", |vm, args| Ok(Value::Bool(float(vm, &args[0])?.is_infinite()))),
    Native::new("isnan", "x, /", |vm, args| Ok(Value::Bool(float(vm, &args[0])?.is_nan()))),
    Native::new("isqrt", "n, /", |vm, args| {
        let n = int(vm, &args[0])?;
        if n.sign() == Sign::Minus {
            return Err(value_error("isqrt() argument must be nonnegative"));
        }
        // By Newton's method, with divisions of numbers of this size.
        let limbs = n.bits() as usize / 64 + 1;
        vm.charge((limbs * 8).saturating_add(limbs.saturating_mul(limbs) / 4))?;
        Ok(Value::big(n.sqrt()))
    }),
    Native::new("lcm", "*integers", |vm, args| {
        let mut result = BigInt::from(1);
        for value in items(&args[0]) {
            let number = absolute(int(vm, value)?);
            if number.sign() == Sign::NoSign {
                result = number;
            } else if result.sign() != Sign::NoSign {
                let bits = result.bits() + number.bits();
                vm.charge_bytes(bits / 8)?;
                vm.charge((bits / 8) as usize)?;
                result = &result / gcd(vm, result.clone(), number.clone())? * number;
            }
        }
        Ok(Value::big(result))
    }),
    Native::new("ldexp", "x, i, /", |vm, args| {
        let (x, by) = (float(vm, &args[0])?, small(vm, &args[1])?.clamp(-5000, 5000) as i32);
        // In steps that cannot overflow before the last one does; small results are rounded once.
        let (mantissa, exponent) = frexp(x);
        let at = exponent as i32 + by;
        let result = if x == 0.0 || !x.is_finite() {
            x
        } else if at > 1024 {
            f64::INFINITY
        } else if at > -1000 {
            mantissa * 2.0 * pow2(at - 1)
        } else {
            mantissa * pow2(at.max(-1990) / 2) * pow2(at.max(-1990) - at.max(-1990) / 2)
        };
        check(result, x.is_nan(), x.is_finite(), true, domain_error)
    }),
    Native::new("lgamma", "x, /", |vm, args| {
        let x = float(vm, &args[0])?;
        if x <= 0.0 && x == x.floor() && x.is_finite() {
            return Err(expected("a noninteger or positive integer", x));
        }
        check(lgamma(x), x.is_nan(), x.is_finite(), true, domain_error)
    }),
    Native::new("log", "x, base=?, /", |vm, args| {
        let number = log(vm, &args[0], f64::ln)?;
        if !args[1].is_bound() {
            return Ok(Value::Float(number));
        }
        vm.binary(BinaryOp::Div, &Value::Float(number), &Value::Float(log(vm, &args[1], f64::ln)?))
    }),
    Native::new("log10", "x, /", |vm, args| log(vm, &args[0], f64::log10).map(Value::Float)),
    Native::new("log1p", "x, /", |vm, args| {
        let x = float(vm, &args[0])?;
        if x <= -1.0 {
            return Err(expected("argument value > -1", x));
        }
        Ok(Value::Float(x.ln_1p()))
    }),
    Native::new("log2", "x, /", |vm, args| log(vm, &args[0], f64::log2).map(Value::Float)),
    Native::new("modf", "x, /", |vm, args| {
        let x = float(vm, &args[0])?;
        let fraction = if x.is_infinite() { 0.0 } else { x.fract() };
        Ok(Value::tuple([Value::Float(fraction.copysign(x)), Value::Float(x.trunc())]))
    }),
    Native::new("nextafter", "x, y, /, *, steps=1", |vm, args| {
        let (mut x, y) = (float(vm, &args[0])?, float(vm, &args[1])?);
        for _ in 0..small(vm, &args[2])? {
            vm.charge(8)?;
            if x.is_nan() || y.is_nan() {
                return Ok(Value::Float(f64::NAN));
            }
            if x == y {
                return Ok(Value::Float(y));
            }
            x = if x < y { x.next_up() } else { x.next_down() };
        }
        Ok(Value::Float(x))
    }),
    Native::new("perm", "n, k=None, /", |vm, args| {
        if args[1].is_none() {
            return factorial(vm, &args[0]);
        }
        let n = not_negative(vm, &args[0], "n")?;
        let k = args[1].given().map_or(Ok(n), |k| not_negative(vm, k, "k"))?;
        if k > n { Ok(Value::Int(0)) } else { falling(vm, &n.into(), k, false) }
    }),
    Native::new("pow", "x, y, /", |vm, args| {
        let (x, y) = (float(vm, &args[0])?, float(vm, &args[1])?);
        if x == 0.0 && y < 0.0 && y.is_finite() {
            return Err(domain_error());
        }
        let result = x.powf(y);
        check(result, x.is_nan() || y.is_nan(), x.is_finite() && y.is_finite(), true, domain_error)
    }),
    Native::new("prod", "iterable, /, *, start=1", |vm, args| {
        let mut product = args[1].clone();
        let iterator = vm.iter(&args[0])?;
        while let Some(value) = vm.next(&iterator)? {
            vm.charge(8)?;
            product = vm.binary(BinaryOp::Mul, &product, &value)?;
        }
        Ok(product)
    }),
    Native::new("radians", "x, /", |vm, args| {
        Ok(Value::Float(float(vm, &args[0])? * (std::f64::consts::PI / 180.0)))
    }),
    Native::new("remainder", "x, y, /", |vm, args| {
        binary(vm, args, |x, y| {
            if y.is_infinite() && x.is_finite() {
                return x;
            }
            let rest = (x % y).abs();
            let y = y.abs();
            let (far, odd) = (y - rest, (x.abs() % (2.0 * y)) >= y);
            let near = if rest < far || (rest == far && !odd) { rest } else { -far };
            near * 1f64.copysign(x)
        })
    }),
    Native::new("sin", "x, /", |vm, args| {
        let x = float(vm, &args[0])?;
        if x.is_infinite() { Err(expected("a finite input", x)) } else { Ok(Value::Float(x.sin())) }
    }),
    Native::new("sinh", "x, /", |vm, args| unary(vm, args, true, f64::sinh)),
    Native::new("sqrt", "x, /", |vm, args| {
        let x = float(vm, &args[0])?;
        if x < 0.0 { Err(expected("a nonnegative input", x)) } else { Ok(Value::Float(x.sqrt())) }
    }),
    Native::new("sumprod", "p, q, /", |vm, args| {
        let (p, q) = (vm.collect(&args[0])?, vm.collect(&args[1])?);
        if p.len() != q.len() {
            return Err(value_error("Inputs are not the same length"));
        }
        let mut total = Value::Int(0);
        // Products of floats, each with what its rounding has cut off.
        let mut products = Vec::new();
        for (p, q) in p.iter().zip(&q) {
            match exact_product(p, q) {
                Some(product) => products.extend(product),
                None => total = vm.binary(BinaryOp::Add, &total, &vm.binary(BinaryOp::Mul, p, q)?)?,
            }
        }
        vm.charge(products.len() * 16)?;
        match sum(&products).filter(|_| !products.is_empty()) {
            Some(floats) => vm.binary(BinaryOp::Add, &total, &Value::Float(floats)),
            None => products
                .iter()
                .try_fold(total, |total, product| vm.binary(BinaryOp::Add, &total, &Value::Float(*product))),
        }
    }),
    Native::new("tan", "x, /", |vm, args| {
        let x = float(vm, &args[0])?;
        if x.is_infinite() { Err(expected("a finite input", x)) } else { Ok(Value::Float(x.tan())) }
    }),
    Native::new("tanh", "x, /", |vm, args| unary(vm, args, false, f64::tanh)),
    Native::new("trunc", "x, /", |vm, args| rounded(vm, args, "__trunc__", f64::trunc)),
    Native::new("ulp", "x, /", |vm, args| {
        let x = float(vm, &args[0])?.abs();
        Ok(Value::Float(if !x.is_finite() {
            x
        } else if x == f64::MAX {
            x - x.next_down()
        } else {
            x.next_up() - x
        }))
    }),
];

fn pow2(exponent: i32) -> f64 {
    2f64.powi(exponent)
}

/// A float as a number of [0.5, 1) times a power of two.
fn frexp(x: f64) -> (f64, i64) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let (scaled, minus) = if x.abs() < f64::MIN_POSITIVE { (x * pow2(64), 64) } else { (x, 0) };
    let exponent = (scaled.to_bits() >> 52 & 0x7ff) as i64 - 1022;
    (f64::from_bits(scaled.to_bits() & !(0x7ff << 52) | 1022 << 52), exponent - minus)
}
