import math
print(math.pi, math.e, math.tau, math.inf, math.nan, math.sqrt(2), math.floor(-1.5), math.ceil(1.2), math.trunc(-1.7), math.fabs(-2), math.copysign(1, -0.0), math.fmod(-7, 3), math.modf(2.5), math.frexp(8.0))
print(math.sin(1), math.cos(1), math.tan(1), math.asin(0.5), math.acos(0.5), math.atan(1), math.atan2(1, -1), math.hypot(3, 4), math.hypot(1, 2, 3), math.degrees(math.pi), math.radians(180), math.sinh(1), math.cosh(1), math.tanh(0.5))
print(math.exp(1), math.expm1(1e-5), math.log(10), math.log(8, 2), math.log2(8), math.log10(1000), math.log1p(1e-5), math.pow(2, 0.5), math.cbrt(27), math.exp2(3), math.gamma(5), math.lgamma(10), math.dist([0, 0], [3, 4]))
print(math.isnan(math.nan), math.isinf(math.inf), math.isfinite(1.0), math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1, rel_tol=0.2), math.gcd(12, 18), math.gcd(), math.lcm(4, 6), math.factorial(10), math.comb(5, 2), math.perm(5, 2), math.isqrt(17), math.prod([1, 2, 3]), math.fsum([0.1] * 10), math.ldexp(0.5, 3), math.nextafter(1, 2), math.ulp(1.0), math.remainder(7, 4), math.sumprod([1, 2], [3, 4]))
for bad in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.log(-1), lambda: math.factorial(-1), lambda: math.factorial(1.5), lambda: math.exp(1000), lambda: math.sqrt("a"), lambda: math.floor(math.inf), lambda: math.acos(2), lambda: math.gcd(1.5), lambda: math.pow(0, -1),
            lambda: math.isqrt(-1), lambda: math.comb(-1, 2), lambda: math.fmod(1, 0), lambda: math.ceil(math.nan), lambda: math.log()):
    try:
        print(bad())
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
