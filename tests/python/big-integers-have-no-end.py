print(2**100, 2**64 - 1, -(2**63), 10**50, 7**77)
print(2**200 // 3**50, 2**200 % 3**50, divmod(-(2**70), 12345), (-(2**70)) // 10**10, (-(2**70)) % 10**10)
f = 1
for i in range(1, 51):
    f *= i
print(f)
print(2**63, 2**63 - 1 + 1, -(2**63) - 1, (2**62) * 2, (2**63) * -1, (2**64) - (2**64) + 5, 9223372036854775807 + 1)
print((1 << 100) >> 98, 1 << 65, (1 << 70) | 1, (1 << 70) ^ (1 << 69), (2**70) & (2**70 - 1), ~(2**65), -(1 << 80) >> 3)
print(2**100 == 2.0**100, 2**100 > 1e30, 10**20 < 10**21, 2**53 + 1 == float(2**53 + 1), hash(2**100) == hash(2.0**100))
print(hex(2**70), bin(2**66), oct(2**66), int("123456789012345678901234567890"), int("-0xff", 16), int("zz", 36), int("1" * 40, 2))
print((2**100).bit_length(), (255).bit_length(), (0).bit_length(), (2**100 - 1).bit_count(), (-5).bit_length())
print(pow(3, 200, 1000007), pow(2, -1, 7), pow(2, 10), pow(2, -2), pow(-2, 3), pow(0, 0), pow(10, 20, 7))
print(float(10**20), float(2**70), int(1e20), int(1e300) % 1000, 10**20 / 3, 2**70 / 2**68, 10**400 // 10**398, -7 / 2)
print(str(2**64), f"{2**64:,}", f"{2**64:x}", f"{2**70:e}", "%d" % 2**70, "%x" % 2**70, repr(-(10**25)))
print(abs(-(2**70)), -(2**70) < 0, bool(2**70), round(2**70, -10), round(12345, -2), round(15, -1), round(25, -1), round(-15, -1))
print((2**64).to_bytes(9, "big"), int.from_bytes(b"\x01\x00", "big"), int.from_bytes(b"\x01\x00", "little"), (1000).to_bytes(2), (-2).to_bytes(2, "big", signed=True))
print(sum(range(10**6)), sum([2**62, 2**62, 2**62]), max(2**70, 2**69), sorted([2**70, -2**70, 5, 2**65]))
print({2**70: "big"}[2**70], 2**70 in [2**70], 2**70 is not None, [10**20, 10**20].count(10**20))
print(int("  42  "), int("1_000"), int(-3.9), int(True), int("0b11", 0), int("0o17", 0), int("0x1f", 0), int("٣"))
for bad in (lambda: int("x"), lambda: int(""), lambda: int("1.5"), lambda: int(None), lambda: int("9", 8), lambda: int(float("nan")), lambda: int(float("inf")),
            lambda: 1 // 0, lambda: 1 % 0, lambda: 1 / 0, lambda: 2**70 // 0, lambda: pow(2, 3, 0), lambda: 1 << -1, lambda: float(10**400), lambda: divmod(1, 0),
            lambda: 10**400 / 3, lambda: 0**-1, lambda: int("5", 1), lambda: int(5, 10), lambda: (300).to_bytes(1), lambda: (-1).to_bytes(1), lambda: pow(2, -1, 4),
            lambda: 10**400 * 1.0, lambda: int("1__0"), lambda: int([1]), lambda: 5 .real.x, lambda: 2 ** "a", lambda: 1.5 << 1):
    try:
        print(bad())
    except (ValueError, TypeError, ZeroDivisionError, OverflowError, AttributeError) as error:
        print(type(error).__name__, error)
print((5).real, (5).imag, (5).numerator, (5).denominator, (5).conjugate(), (6).is_integer(), int.__name__, (3).__add__(4), (5).as_integer_ratio())
print(True + True, True * 5, -True, ~0, True & False, True | 2, True ^ True, sum([True] * 3), True == 1, isinstance(True, int), str(True), int(True), True / 2)
print(10**18 * 10**18, 3037000500**2, -3037000500 * 3037000500, 4611686018427387904 * 2, -9223372036854775808 // -1, abs(-9223372036854775808), -(-9223372036854775808))
import math
print(math.factorial(30), math.gcd(2**70, 6**30), math.comb(100, 50), math.isqrt(10**40), math.lcm(4, 6, 10), math.perm(10, 3), math.prod([10**10] * 3))
print(math.log2(2**1000), math.log10(10**300), math.sqrt(2**100), math.floor(1e20), math.log(10**400) > 900)
