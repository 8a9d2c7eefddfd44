import math as _math
from numbers import Rational as _Rational


class Fraction(_Rational):
    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        if denominator is None:
            if isinstance(numerator, str):
                numerator, denominator = _parse(numerator)
            elif isinstance(numerator, int):
                numerator, denominator = int(numerator), 1
            elif hasattr(numerator, "as_integer_ratio"):
                numerator, denominator = numerator.as_integer_ratio()
            else:
                raise TypeError("argument should be a string or a Rational instance or have the as_integer_ratio() "
                    "method")
        elif isinstance(numerator, (int, Fraction)) and isinstance(denominator, (int, Fraction)):
            numerator, denominator = (numerator.numerator * denominator.denominator,
                denominator.numerator * numerator.denominator)
        else:
            raise TypeError("both arguments should be Rational instances")
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        divisor = _math.gcd(numerator, denominator)
        if denominator < 0:
            divisor = -divisor
        self = super().__new__(cls)
        self._numerator, self._denominator = numerator // divisor, denominator // divisor
        return self

    @classmethod
    def from_float(cls, f):
        return cls(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        return cls(*dec.as_integer_ratio())

    numerator = property(lambda self: self._numerator)
    denominator = property(lambda self: self._denominator)

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def is_integer(self):
        return self._denominator == 1

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            if q0 + a * q1 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q0 + a * q1
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        if 2 * d * (q0 + k * q1) <= self._denominator:
            return Fraction(p1, q1)
        return Fraction(p0 + k * p1, q0 + k * q1)

    def __repr__(self):
        return f"{self.__class__.__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else f"{self._numerator}/{self._denominator}"

    def __format__(self, spec):
        if not spec:
            return str(self)
        if spec[-1] in "eEfFgG%":
            if spec[-1] in "fF%":
                digits = int(spec.rpartition(".")[2][:-1]) if "." in spec else 6
                scaled = round(self * (100 if spec[-1] == "%" else 1) * 10 ** digits)
                sign, whole = "-" if scaled < 0 else "", str(abs(scaled)).zfill(digits + 1)
                text = sign + (whole[:-digits] + "." + whole[-digits:] if digits else whole)
                text += "%" if spec[-1] == "%" else ""
                width = spec.rpartition(".")[0] if "." in spec else spec[:-1]
                if width.lstrip("<>^").isdigit() or not width:
                    return format(text, width if width[:1] in ("<", ">", "^") else ">" + width if width else "")
            return format(float(self), spec)
        return format(str(self), spec if spec[0] in "<>^" else ">" + spec)

    def _both(self, other):
        if isinstance(other, int):
            return other, 1
        if isinstance(other, Fraction):
            return other._numerator, other._denominator
        return None

    def __add__(a, b):
        if (other := a._both(b)) is not None:
            return Fraction(a._numerator * other[1] + other[0] * a._denominator, a._denominator * other[1])
        return float(a) + b if isinstance(b, float) else NotImplemented

    __radd__ = __add__

    def __sub__(a, b):
        if (other := a._both(b)) is not None:
            return Fraction(a._numerator * other[1] - other[0] * a._denominator, a._denominator * other[1])
        return float(a) - b if isinstance(b, float) else NotImplemented

    def __rsub__(b, a):
        return -b + a if isinstance(a, (int, float)) else NotImplemented

    def __mul__(a, b):
        if (other := a._both(b)) is not None:
            return Fraction(a._numerator * other[0], a._denominator * other[1])
        return float(a) * b if isinstance(b, float) else NotImplemented

    __rmul__ = __mul__

    def __truediv__(a, b):
        if (other := a._both(b)) is not None:
            if not other[0]:
                raise ZeroDivisionError(f"Fraction({other[1]}, 0)")
            return Fraction(a._numerator * other[1], a._denominator * other[0])
        return float(a) / b if isinstance(b, float) else NotImplemented

    def __rtruediv__(b, a):
        if isinstance(a, int):
            return Fraction(a * b._denominator, b._numerator)
        return a / float(b) if isinstance(a, float) else NotImplemented

    def __floordiv__(a, b):
        if (other := a._both(b)) is not None:
            return (a._numerator * other[1]) // (a._denominator * other[0])
        return float(a) // b if isinstance(b, float) else NotImplemented

    def __rfloordiv__(b, a):
        return Fraction(a) // b if isinstance(a, int) else a // float(b)

    def __mod__(a, b):
        if a._both(b) is not None:
            return a - (a // b) * b
        return float(a) % b if isinstance(b, float) else NotImplemented

    def __rmod__(b, a):
        return Fraction(a) % b if isinstance(a, int) else a % float(b)

    def __divmod__(a, b):
        return a // b, a % b

    def __pow__(a, b):
        if isinstance(b, Fraction) and b._denominator == 1:
            b = b._numerator
        if isinstance(b, int):
            if b >= 0:
                return Fraction(a._numerator ** b, a._denominator ** b)
            return Fraction(a._denominator ** -b, a._numerator ** -b)
        return float(a) ** float(b)

    def __rpow__(b, a):
        return Fraction(a) ** b._numerator if b._denominator == 1 and isinstance(a, int) else a ** float(b)

    def __pos__(self):
        return Fraction(self)

    def __neg__(self):
        return Fraction(-self._numerator, self._denominator)

    def __abs__(self):
        return Fraction(abs(self._numerator), self._denominator)

    def __int__(self):
        return self.__trunc__()

    def __trunc__(self):
        return -(-self._numerator // self._denominator) if self._numerator < 0 else self._numerator // self._denominator

    def __floor__(self):
        return self._numerator // self._denominator

    def __ceil__(self):
        return -(-self._numerator // self._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            floor, rest = divmod(self._numerator, self._denominator)
            twice = rest * 2
            up = twice > self._denominator or twice == self._denominator and floor % 2
            return floor + 1 if up else floor
        shift = Fraction(10) ** ndigits
        return Fraction(round(self * shift)) / shift

    def __float__(self):
        return self._numerator / self._denominator

    def __hash__(self):
        return hash(self._numerator) if self._denominator == 1 else hash(float(self))

    def __eq__(a, b):
        other = a._both(b)
        if other is None:
            return float(a) == b if isinstance(b, float) else NotImplemented
        return (a._numerator, a._denominator) == other

    def _compared(a, b):
        if (other := a._both(b)) is not None:
            return a._numerator * other[1] - other[0] * a._denominator
        if isinstance(b, float):
            return -1 if float(a) < b else int(float(a) > b)
        return None

    def __lt__(a, b):
        by = a._compared(b)
        return NotImplemented if by is None else by < 0

    def __gt__(a, b):
        by = a._compared(b)
        return NotImplemented if by is None else by > 0

    def __le__(a, b):
        by = a._compared(b)
        return NotImplemented if by is None else by <= 0

    def __ge__(a, b):
        by = a._compared(b)
        return NotImplemented if by is None else by >= 0

    def __bool__(self):
        return bool(self._numerator)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _parse(text):
    plain = text.strip().replace("_", "")
    try:
        if "/" in plain:
            above, _, below = plain.partition("/")
            if not below.strip().isdigit():
                raise ValueError
            return int(above), int(below)
        digits, _, exponent = plain.lower().partition("e")
        whole, _, decimals = digits.partition(".")
        power = int(exponent or 0) - len(decimals)
        number = int(whole + decimals)
        return (number * 10 ** power, 1) if power >= 0 else (number, 10 ** -power)
    except ValueError:
        raise ValueError(f"Invalid literal for Fraction: {text!r}") from None
