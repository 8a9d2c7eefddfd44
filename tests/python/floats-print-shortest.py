for x in (0.1, 0.2 + 0.1, 1 / 3, 2 / 3, 1.0, -0.0, 100.0, 1e15, 1e16, 1e17, 123456789012345680.0, 1e22, 1e23, 1.5e-5, 0.0001, 0.00001, 1e-7, 5e-324,
          1.7976931348623157e308, float("inf"), float("-inf"), float("nan"), 3.0e10, 12345.678, 9007199254740993.0, 0.1 + 0.7, 2.5, 1e100, 4.35, 2.675):
    print(x, repr(x), str(x), [x], f"{x}")
print(7 / 2, 6 / 2, 7 // 2.0, -7 // 2.0, 7 % 2.5, -7 % 2.5, 7.5 % -2, divmod(7.5, 2), divmod(-7.5, 2), 2**0.5, 2.0**3, (-8) ** 3, 4**-1, 0.0 == -0.0)
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.567, -2), round(1e20), round(0.5), round(1.5), round(2.345, 1), round(5.0), round(5.5, 0), type(round(2.5, 0)).__name__)
print(int(3.99), int(-3.99), float("1.5"), float("  2e3 "), float("-inf"), float("NaN"), float("1_0.5"), float(5), float(True), float(".5"), float("5."))
print((0.5).as_integer_ratio(), (2.0).is_integer(), (2.5).is_integer(), (1.5).hex(), float.fromhex("0x1.8p+0"), (3.7).__trunc__(), (2.5).real)
print(float("nan") == float("nan"), float("nan") != float("nan"), float("inf") > 10**400, 1e308 * 10, -1e308 * 10, float("inf") - float("inf"), 0.1 + 0.2 == 0.3)
print(min(1.0, 1), max(1, 1.0), 1 == 1.0, hash(1.0) == hash(1), {1: "a"}[1.0], 3.0 in [1, 3], sorted([2.5, 1, -0.5, 3]))
print(1e3, 1E-3, 1_000.5, .5e1, 0.1 * 3, 1.1 + 2.2, 3.3 * 3, 1e16 + 1, 100 * 1.1, 0.1 * 0.1, 1 - 0.9)
print(abs(-1.5), -1.5, +1.5, not 0.0, bool(0.1), 5.0 // 0.3, 1.0 % 0.1, 1e-320, 2**-1074, sum([0.1] * 3), sum([1e100, 1, -1e100]))
for bad in (lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: float("x"), lambda: float(""), lambda: float(None), lambda: float([]),
            lambda: round("x"), lambda: int(float("nan")), lambda: 1.5 + "a", lambda: 1.5 | 1, lambda: round(float("nan")), lambda: round(float("inf")), lambda: 0.0**-1,
            lambda: divmod(1.0, 0), lambda: "a" * 1.0, lambda: range(1.5), lambda: [1][1.0], lambda: -1.5 < "a"):
    try:
        print(bad())
    except (ValueError, TypeError, ZeroDivisionError, OverflowError) as error:
        print(type(error).__name__, error)
print((-1) ** 2.0, 2 ** 0.5 * 2 ** 0.5, 1e16 // 1, 10 ** -3, 1.0 .__class__.__name__)
total = 0.0
for _ in range(10):
    total += 0.1
print(total, 0.1 * 10, 1.0 - total, 0.30000000000000004, 1e21, 123e-20)
x = 1.0
for _ in range(20):
    x = x * 1.1
print(x, x * 1e10, x / 1e10, x * 1e300, 1 / x)
