import math as _math
from contextvars import ContextVar as _ContextVar
from numbers import Number as _Number

MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -MAX_EMAX
ROUND_DOWN, ROUND_UP, ROUND_HALF_UP = "ROUND_DOWN", "ROUND_UP", "ROUND_HALF_UP"
ROUND_HALF_EVEN, ROUND_CEILING, ROUND_FLOOR = "ROUND_HALF_EVEN", "ROUND_CEILING", "ROUND_FLOOR"
ROUND_HALF_DOWN, ROUND_05UP = "ROUND_HALF_DOWN", "ROUND_05UP"


class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


_SIGNALS = (InvalidOperation, FloatOperation, DivisionByZero, Overflow, Subnormal, Underflow, Rounded, Inexact, Clamped)
_SIGNALS = (InvalidOperation, FloatOperation, DivisionByZero, Overflow, Subnormal, Underflow, Inexact, Rounded, Clamped)


class Context:
    def __init__(self, prec=28, rounding=ROUND_HALF_EVEN, Emin=-999999, Emax=999999, capitals=1, clamp=0, flags=None,
            traps=None):
        self.prec, self.rounding, self.Emin, self.Emax = prec, rounding, Emin, Emax
        self.capitals, self.clamp = capitals, clamp
        self.flags = {signal: signal in (flags or ()) for signal in _SIGNALS}
        own = (InvalidOperation, DivisionByZero, Overflow) if traps is None else traps
        self.traps = dict(own) if isinstance(own, dict) else {signal: signal in own for signal in _SIGNALS}

    def __setattr__(self, name, value):
        if name == "prec" and (not isinstance(value, int) or value < 1):
            raise ValueError("valid range for prec is [1, MAX_PREC]")
        if name == "rounding" and value not in (ROUND_DOWN, ROUND_UP, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING,
                ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_05UP):
            raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
        object.__setattr__(self, name, value)

    def __repr__(self):
        flags = ", ".join(s.__name__ for s, on in self.flags.items() if on)
        traps = ", ".join(s.__name__ for s, on in self.traps.items() if on)
        return (f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, "
            f"capitals={self.capitals}, clamp={self.clamp}, flags=[{flags}], traps=[{traps}])")

    def copy(self):
        return Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp,
            [s for s, on in self.flags.items() if on], dict(self.traps))

    def clear_flags(self):
        self.flags = dict.fromkeys(self.flags, False)

    def clear_traps(self):
        self.traps = dict.fromkeys(self.traps, False)

    def create_decimal(self, num="0"):
        return Decimal(num)._fix(self)

    def quantize(self, a, b):
        return Decimal(a).quantize(b, context=self)

    def sqrt(self, a):
        return Decimal(a).sqrt(self)

    def add(self, a, b):
        return Decimal(a)._add(Decimal(b), self)

    def subtract(self, a, b):
        return Decimal(a)._add(-Decimal(b), self)

    def multiply(self, a, b):
        return Decimal(a)._multiply(Decimal(b), self)

    def divide(self, a, b):
        return Decimal(a)._divide(Decimal(b), self)


DefaultContext = Context()
BasicContext = Context(9, ROUND_HALF_UP)
ExtendedContext = Context(9, traps=())
HAVE_CONTEXTVAR = True
_current = _ContextVar("decimal_context")


def getcontext():
    context = _current.get(None)
    if context is None:
        context = DefaultContext.copy()
        _current.set(context)
    return context


def setcontext(context, /):
    _current.set(context)


class localcontext:
    def __init__(self, ctx=None, **kwargs):
        self._context, self._changes = (ctx or getcontext()).copy(), kwargs

    def __enter__(self):
        for name, value in self._changes.items():
            setattr(self._context, name, value)
        self._before = getcontext()
        setcontext(self._context)
        return self._context

    def __exit__(self, *_):
        setcontext(self._before)


def _signal(what, result, context):
    context = context or getcontext()
    name = {ConversionSyntax: InvalidOperation, DivisionUndefined: InvalidOperation}.get(what, what)
    context.flags[name] = True
    if context.traps.get(name):
        raise name([what])
    return result


def _rounded(number, drop, rounding, negative):
    """A number that is not negative without its last digits, which are rounded."""
    if drop <= 0:
        return number * 10 ** -drop
    unit = 10 ** drop
    kept, rest = divmod(number, unit)
    half = rest * 2 - unit
    up = {
        ROUND_DOWN: False,
        ROUND_UP: rest > 0,
        ROUND_HALF_UP: half >= 0,
        ROUND_HALF_DOWN: half > 0,
        ROUND_HALF_EVEN: half > 0 or half == 0 and kept % 2 == 1,
        ROUND_CEILING: rest > 0 and not negative,
        ROUND_FLOOR: rest > 0 and negative,
        ROUND_05UP: rest > 0 and kept % 5 == 0,
    }[rounding]
    return kept + up


class Decimal(_Number):
    __slots__ = ("_sign", "_int", "_exp", "_kind")

    def __new__(cls, value="0", context=None, *more, **others):
        if more:
            raise TypeError(f"function takes at most 2 arguments ({2 + len(more)} given)")
        if others:
            raise TypeError(f"this function got an unexpected keyword argument {next(iter(others))!r}")
        if context is not None and not isinstance(context, Context):
            raise TypeError("optional argument must be a context")
        if isinstance(value, str):
            return cls._parse(value, context)
        if isinstance(value, int):
            return cls._make(value < 0, abs(value), 0)
        if isinstance(value, Decimal):
            return cls._make(value._sign, value._int, value._exp, value._kind)
        if isinstance(value, float):
            return cls.from_float(value)
        if isinstance(value, (tuple, list)):
            if len(value) != 3:
                raise ValueError("argument must be a sequence of length 3")
            sign, digits, exponent = value
            number = _number("".join(map(str, digits)) or "0")
            if exponent in ("F", "n", "N"):
                return cls._make(sign, 0, 0, "inf" if exponent == "F" else "nan")
            return cls._make(sign, number, exponent)
        raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")

    @classmethod
    def _make(cls, sign, number, exponent, kind=""):
        self = object.__new__(cls)
        self._sign, self._int, self._exp, self._kind = bool(sign), number, exponent, kind
        return self

    @classmethod
    def _parse(cls, text, context):
        plain = text.strip().replace("_", "").lower()
        sign = plain[:1] == "-"
        plain = plain[1:] if plain[:1] in ("+", "-") else plain
        if plain in ("inf", "infinity"):
            return cls._make(sign, 0, 0, "inf")
        if plain in ("nan", "snan"):
            return cls._make(sign, 0, 0, "nan")
        digits, mark, exponent = plain.partition("e")
        whole, _, decimals = digits.partition(".")
        power = exponent[1:] if exponent[:1] in ("+", "-") else exponent
        if not (whole + decimals).isdigit() or mark and not power.isdigit():
            return _signal(ConversionSyntax, cls._make(0, 0, 0, "nan"), context)
        return cls._make(sign, _number(whole + decimals), int(exponent or 0) - len(decimals))

    @classmethod
    def from_float(cls, f, /):
        if isinstance(f, int):
            return cls(f)
        if _math.isnan(f) or _math.isinf(f):
            return cls._make(_math.copysign(1, f) < 0, 0, 0, "inf" if _math.isinf(f) else "nan")
        number, below = abs(f).as_integer_ratio()
        power = below.bit_length() - 1
        return cls._make(_math.copysign(1, f) < 0, number * 5 ** power, -power)

    @classmethod
    def from_number(cls, number, /):
        return cls(number)

    def as_tuple(self):
        exponent = {"": self._exp, "inf": "F", "nan": "n"}[self._kind]
        digits = () if self._kind == "nan" else tuple(map(int, _text(self._int)))
        return DecimalTuple(int(self._sign), digits, exponent)

    def as_integer_ratio(self):
        if self._kind:
            what = "Infinity" if self._kind == "inf" else "NaN"
            error = OverflowError if self._kind == "inf" else ValueError
            raise error(f"cannot convert {what} to integer ratio")
        number = -self._int if self._sign else self._int
        above, below = (number * 10 ** self._exp, 1) if self._exp >= 0 else (number, 10 ** -self._exp)
        divisor = _math.gcd(above, below)
        return above // divisor, below // divisor

    # Text.

    def __repr__(self):
        return f"Decimal('{self}')"

    def __str__(self, eng=False):
        sign = "-" if self._sign else ""
        if self._kind:
            return sign + ("Infinity" if self._kind == "inf" else "NaN")
        digits, left = _text(self._int), self._exp + len(_text(self._int))
        if self._exp <= 0 and left > -6:
            point = left
        elif not eng:
            point = 1
        elif self._int == 0:
            point = (left + 1) % 3 - 1
        else:
            point = (left - 1) % 3 + 1
        if point <= 0:
            text = "0." + "0" * -point + digits
        elif point >= len(digits):
            text = digits + "0" * (point - len(digits))
        else:
            text = digits[:point] + "." + digits[point:]
        if left != point:
            text += f"{'E' if getcontext().capitals else 'e'}{left - point:+d}"
        return sign + text

    def to_eng_string(self, context=None):
        return self.__str__(True)

    def __format__(self, spec, context=None):
        if not spec:
            return str(self)
        from re import fullmatch

        found = fullmatch(r"(?:(.)?([<>=^]))?([-+ ]?)(z?)(0?)(\d*)([,_]?)(?:\.(\d+))?([eEfFgGn%]?)", spec)
        if not found:
            raise ValueError("invalid format string")
        fill, align, plus, _, zero, width, comma, places, kind = found.groups()
        value, rounding = self, (context or getcontext()).rounding
        percent = "%" if kind == "%" else ""
        fixed, by_power = kind in ("f", "F", "%"), kind in ("e", "E")
        if zero and not align:
            fill, align = "0", "="
        if value._kind:
            whole, rest = str(value.copy_abs()), percent
            if zero:
                fill, align = " ", ">"
        else:
            if percent:
                value = Decimal._make(self._sign, self._int, self._exp + 2)
            most = None if places is None else int(places)
            if most is not None:
                if by_power:
                    value = value._to_digits(most + 1, rounding) if value._int else value
                elif fixed:
                    value = value._rescale(-most, rounding)
                elif len(_text(value._int)) > max(most, 1):
                    value = value._to_digits(max(most, 1), rounding)
            if fixed and not value._int and value._exp > 0:
                value = value._rescale(0, rounding)
            # Where the point stands in the digits, and the power of ten that remains.
            digits = _text(value._int)
            left = value._exp + len(digits)
            if by_power:
                point = 1 - most if most is not None and not value._int else 1
            else:
                point = left if fixed or (value._exp <= 0 and left > -6) else 1
            if point < 0:
                whole, rest = "0", "0" * -point + digits
            else:
                whole, rest = digits[:point].ljust(point, "0") or "0", digits[point:]
            rest = "." + rest if rest else ""
            if by_power or left != point:
                rest += f"{'e' if kind in ('e', 'g', 'n') else 'E'}{left - point:+d}"
            rest += percent
        sign = "-" if value._sign else plus if plus in ("+", " ") else ""
        size = int(width or 0)
        if comma and not value._kind:
            filled = max(size - len(sign) - len(rest), 0) if fill == "0" and align == "=" else 0
            whole = format(int(whole), f"0{filled}{comma}" if filled else comma)
        text = whole + rest
        pad = (fill or " ") * max(size - len(sign) - len(text), 0)
        if align == "=":
            return sign + pad + text
        if align == "<":
            return sign + text + pad
        if align == "^":
            return pad[:len(pad) // 2] + sign + text + pad[len(pad) // 2:]
        return pad + sign + text

    # Rounding.

    def _to_digits(self, digits, rounding):
        drop = len(_text(self._int)) - digits
        number = _rounded(self._int, drop, rounding, self._sign)
        made = Decimal._make(self._sign, number, self._exp + drop)
        if len(_text(number)) > digits:
            made = Decimal._make(self._sign, number // 10, self._exp + drop + 1)
        return made

    def _rescale(self, exponent, rounding):
        if self._kind:
            return self
        return Decimal._make(self._sign, _rounded(self._int, exponent - self._exp, rounding, self._sign), exponent)

    def _fix(self, context=None):
        context = context or getcontext()
        if self._kind:
            return self
        made = self
        if len(_text(self._int)) > context.prec:
            made = self._to_digits(context.prec, context.rounding)
            context.flags[Rounded] = True
            if made._compare(self):
                context.flags[Inexact] = True
                if context.traps.get(Inexact):
                    raise Inexact([Inexact])
        if made._int and made._exp + len(_text(made._int)) - 1 > context.Emax:
            return _signal(Overflow, Decimal._make(made._sign, 0, 0, "inf"), context)
        return made

    def quantize(self, exp, rounding=None, context=None):
        context, exp = context or getcontext(), Decimal(exp)
        if self._kind or exp._kind:
            return self if self._kind == exp._kind else _signal(InvalidOperation, Decimal("NaN"), context)
        made = self._rescale(exp._exp, rounding or context.rounding)
        if len(_text(made._int)) > context.prec:
            return _signal(InvalidOperation, Decimal("NaN"), context)
        return made

    def to_integral_value(self, rounding=None, context=None):
        return self if self._exp >= 0 else self._rescale(0, rounding or (context or getcontext()).rounding)

    to_integral = to_integral_exact = to_integral_value

    def normalize(self, context=None):
        made = self._fix(context)
        if made._kind or not made._int:
            return made if made._kind else Decimal._make(made._sign, 0, 0)
        number, exponent = made._int, made._exp
        while number % 10 == 0:
            number, exponent = number // 10, exponent + 1
        return Decimal._make(made._sign, number, exponent)

    def __round__(self, n=None):
        if n is None:
            if self._kind:
                raise (OverflowError if self._kind == "inf" else ValueError)(
                    f"cannot convert {'Infinity' if self._kind == 'inf' else 'NaN'} to integer")
            return int(self._rescale(0, ROUND_HALF_EVEN))
        return self.quantize(Decimal._make(0, 1, -n), ROUND_HALF_EVEN)

    def __floor__(self):
        return int(self._rescale(0, ROUND_FLOOR))

    def __ceil__(self):
        return int(self._rescale(0, ROUND_CEILING))

    def __trunc__(self):
        if self._kind:
            raise (OverflowError if self._kind == "inf" else ValueError)(
                "cannot convert " + ("Infinity to integer" if self._kind == "inf" else "NaN to integer"))
        number = self._int * 10 ** self._exp if self._exp >= 0 else self._int // 10 ** -self._exp
        return -number if self._sign else number

    __int__ = __trunc__

    def __float__(self):
        return float(str(self)) if not self._kind else float(("-" if self._sign else "") + self._kind)

    # Arithmetic.

    def _add(self, other, context=None):
        if self._kind or other._kind:
            if "nan" in (self._kind, other._kind):
                return Decimal("NaN")
            if self._kind == other._kind and self._sign != other._sign:
                return _signal(InvalidOperation, Decimal("NaN"), context)
            return self if self._kind else other
        exponent = min(self._exp, other._exp)
        total = sum((-d._int if d._sign else d._int) * 10 ** (d._exp - exponent) for d in (self, other))
        negative = total < 0 or total == 0 and self._sign and other._sign
        return Decimal._make(negative, abs(total), exponent)._fix(context)

    def _multiply(self, other, context=None):
        sign = self._sign != other._sign
        if self._kind or other._kind:
            if "nan" in (self._kind, other._kind):
                return Decimal("NaN")
            if any(not d._kind and not d._int for d in (self, other)):
                return _signal(InvalidOperation, Decimal("NaN"), context)
            return Decimal._make(sign, 0, 0, "inf")
        return Decimal._make(sign, self._int * other._int, self._exp + other._exp)._fix(context)

    def _divide(self, other, context=None):
        context, sign = context or getcontext(), self._sign != other._sign
        if self._kind or other._kind:
            if "nan" in (self._kind, other._kind):
                return Decimal("NaN")
            if self._kind == other._kind:
                return _signal(InvalidOperation, Decimal("NaN"), context)
            return Decimal._make(sign, 0, 0, "inf" if self._kind else "")
        if not other._int:
            if not self._int:
                return _signal(DivisionUndefined, Decimal("NaN"), context)
            return _signal(DivisionByZero, Decimal._make(sign, 0, 0, "inf"), context)
        exponent = self._exp - other._exp
        if not self._int:
            return Decimal._make(sign, 0, exponent)
        shift = len(_text(other._int)) - len(_text(self._int)) + context.prec + 1
        shift = max(shift, 0)
        number, rest = divmod(self._int * 10 ** shift, other._int)
        exponent -= shift
        if rest:
            number += number % 5 == 0
        else:
            while exponent < self._exp - other._exp and number % 10 == 0:
                number, exponent = number // 10, exponent + 1
        return Decimal._make(sign, number, exponent)._fix(context)

    def _divmod(self, other):
        if self._kind or other._kind:
            if "nan" in (self._kind, other._kind):
                return Decimal("NaN"), Decimal("NaN")
            if self._kind:
                return _signal(InvalidOperation, (Decimal("NaN"),) * 2, None)
            return Decimal(0), self
        if not other._int:
            if self._int:
                return _signal(DivisionByZero, (Decimal("Infinity"), Decimal("NaN")), None)
            return _signal(DivisionUndefined, (Decimal("NaN"),) * 2, None)
        exponent = min(self._exp, other._exp)
        above, below = self._int * 10 ** (self._exp - exponent), other._int * 10 ** (other._exp - exponent)
        number, rest = divmod(above, below)
        return Decimal._make(self._sign != other._sign, number, 0), Decimal._make(self._sign, rest, exponent)._fix()

    def __add__(self, other):
        return NotImplemented if (other := _decimal(other)) is None else self._add(other)

    __radd__ = __add__

    def __sub__(self, other):
        return NotImplemented if (other := _decimal(other)) is None else self._add(other.copy_negate())

    def __rsub__(self, other):
        return NotImplemented if (other := _decimal(other)) is None else other._add(self.copy_negate())

    def __mul__(self, other):
        return NotImplemented if (other := _decimal(other)) is None else self._multiply(other)

    __rmul__ = __mul__

    def __truediv__(self, other):
        return NotImplemented if (other := _decimal(other)) is None else self._divide(other)

    def __rtruediv__(self, other):
        return NotImplemented if (other := _decimal(other)) is None else other._divide(self)

    def __floordiv__(self, other):
        return NotImplemented if (other := _decimal(other)) is None else self._divmod(other)[0]

    def __rfloordiv__(self, other):
        return NotImplemented if (other := _decimal(other)) is None else other._divmod(self)[0]

    def __mod__(self, other):
        return NotImplemented if (other := _decimal(other)) is None else self._divmod(other)[1]

    def __rmod__(self, other):
        return NotImplemented if (other := _decimal(other)) is None else other._divmod(self)[1]

    def __divmod__(self, other):
        return NotImplemented if (other := _decimal(other)) is None else self._divmod(other)

    def __pow__(self, other, modulo=None):
        if (other := _decimal(other)) is None:
            return NotImplemented
        if modulo is not None:
            return Decimal(pow(int(self), int(other), int(modulo)))
        if self._kind or other._kind:
            return Decimal(repr(float(self) ** float(other)))
        if not other._int:
            return _signal(InvalidOperation, Decimal("NaN"), getcontext()) if not self._int else Decimal(1)
        whole = other == int(other)
        if self._sign and self._int and not whole:
            return _signal(InvalidOperation, Decimal("NaN"), getcontext())
        power = int(other)
        sign = self._sign and whole and power % 2 == 1
        if not self._int:
            return Decimal._make(sign, 0, 0, "inf" if other._sign else "")
        if whole:
            # As libmpdec does it, so that the last digit is the same.
            more = max(other.adjusted(), 0) + 3 + (power < 0)
            width = Context(getcontext().prec + more, ROUND_HALF_EVEN, Emin=MIN_EMIN, Emax=MAX_EMAX)
            base = made = Decimal(1)._divide(self, width) if power < 0 else self
            for bit in bin(abs(power))[3:]:
                made = made._multiply(made, width)
                if bit == "1":
                    made = made._multiply(base, width)
            return made._fix()
        prec = getcontext().prec
        if self == 1:
            return Decimal._make(0, 10 ** (prec - 1), 1 - prec)
        with localcontext() as inner:
            inner.prec += 10 + max(other.adjusted(), 0) + len(str(abs(self.adjusted())))
            found = (other * self.ln()).exp()
        return found._fix()

    def __rpow__(self, other):
        return NotImplemented if (other := _decimal(other)) is None else other ** self

    def sqrt(self, context=None):
        context = context or getcontext()
        if self._kind == "nan" or self._kind and not self._sign:
            return self
        if self._sign and (self._int or self._kind):
            return _signal(InvalidOperation, Decimal("NaN"), context)
        if not self._int:
            return Decimal._make(self._sign, 0, self._exp // 2)
        number, exponent = self._int, self._exp
        shift = max(2 * (context.prec + 1) - len(_text(number)), 0)
        shift += (exponent - shift) % 2
        number, exponent = number * 10 ** shift, (exponent - shift) // 2
        root = _math.isqrt(number)
        if root * root != number:
            root += root % 5 == 0
        else:
            while exponent < self._exp // 2 and root % 10 == 0:
                root, exponent = root // 10, exponent + 1
        rounding = Context(context.prec, ROUND_HALF_EVEN)
        return Decimal._make(0, root, exponent)._fix(rounding)

    def exp(self, context=None):
        with localcontext(context) as inner:
            halvings = max(self.adjusted() + 1, 0) * 4 + 4
            # Every time that it is squared, what is wrong with the sum doubles.
            inner.prec += 6 + halvings // 3
            total = term = Decimal(1)
            x, n = self / 2 ** halvings, 0
            while True:
                n += 1
                term = term * x / n
                if total + term == total:
                    break
                total += term
            for _ in range(halvings):
                total *= total
        return total._fix(context)

    def ln(self, context=None):
        if self._sign or not self._int:
            if not self._int:
                return Decimal("-Infinity")
            return _signal(InvalidOperation, Decimal("NaN"), context)
        if self == 1:
            return Decimal(0)
        with localcontext(context) as inner:
            inner.prec += 6
            guess = Decimal(repr(_math.log(self._int) + self._exp * _math.log(10)))
            for _ in range(6):
                e = guess.exp()
                guess += 2 * (self - e) / (self + e)
        return guess._fix(context)

    def log10(self, context=None):
        shown = _text(self._int).rstrip("0")
        if shown == "1" and not self._sign:
            return Decimal(self.adjusted())
        with localcontext(context) as inner:
            inner.prec += 4
            found = self.ln() / Decimal(10).ln()
        return found._fix(context)

    def fma(self, other, third, context=None):
        other, third = Decimal(other), Decimal(third)
        wide = Context(prec=10 ** 6)
        return self._multiply(other, wide)._add(third, wide)._fix(context)

    def __pos__(self):
        return self._fix() if self._int or not self._sign else Decimal._make(0, 0, self._exp, self._kind)

    def __neg__(self):
        return Decimal._make(not self._sign and (self._int or self._kind), self._int, self._exp, self._kind)._fix()

    def __abs__(self):
        return self.copy_abs()._fix()

    def copy_abs(self):
        return Decimal._make(0, self._int, self._exp, self._kind)

    def copy_negate(self):
        return Decimal._make(not self._sign, self._int, self._exp, self._kind)

    def copy_sign(self, other):
        return Decimal._make(Decimal(other)._sign, self._int, self._exp, self._kind)

    # Comparisons.

    def _compare(self, other):
        if self._kind or other._kind:
            size = lambda d: (-1 if d._sign else 1) if d._kind else 0
            return size(self) - size(other)
        exponent = min(self._exp, other._exp)
        one, two = ((-d._int if d._sign else d._int) * 10 ** (d._exp - exponent) for d in (self, other))
        return (one > two) - (one < two)

    def _ordered(self, other):
        if isinstance(other, float):
            other = Decimal.from_float(other)
        other = _decimal(other)
        if other is None:
            return None
        if "nan" in (self._kind, other._kind):
            return "nan"
        return self._compare(other)

    def __eq__(self, other):
        by = self._ordered(other)
        if by is None:
            if hasattr(other, "numerator") and not self._kind:
                return self.as_integer_ratio() == (other.numerator, other.denominator)
            return NotImplemented
        return by == 0

    def __lt__(self, other):
        by = self._ordered(other)
        return NotImplemented if by is None else _signal(InvalidOperation, False, None) if by == "nan" else by < 0

    def __le__(self, other):
        by = self._ordered(other)
        return NotImplemented if by is None else _signal(InvalidOperation, False, None) if by == "nan" else by <= 0

    def __gt__(self, other):
        by = self._ordered(other)
        return NotImplemented if by is None else _signal(InvalidOperation, False, None) if by == "nan" else by > 0

    def __ge__(self, other):
        by = self._ordered(other)
        return NotImplemented if by is None else _signal(InvalidOperation, False, None) if by == "nan" else by >= 0

    def compare(self, other, context=None):
        by = self._ordered(other)
        return Decimal("NaN") if by == "nan" else Decimal(by)

    def max(self, other, context=None):
        return (self if self >= other else Decimal(other))._fix(context)

    def min(self, other, context=None):
        return (self if self <= other else Decimal(other))._fix(context)

    def __hash__(self):
        if self._kind:
            return hash(float(self))
        above, below = self.as_integer_ratio()
        return hash(above) if below == 1 else hash(float(self))

    def __bool__(self):
        return bool(self._int or self._kind)

    def adjusted(self):
        return 0 if self._kind else self._exp + len(_text(self._int)) - 1

    def is_nan(self):
        return self._kind == "nan"

    def is_infinite(self):
        return self._kind == "inf"

    def is_finite(self):
        return not self._kind

    def is_zero(self):
        return not self._int and not self._kind

    def is_signed(self):
        return self._sign

    def number_class(self, context=None):
        if self._kind == "nan":
            return "NaN"
        kind = "Infinity" if self._kind else "Normal" if self._int else "Zero"
        return ("-" if self._sign else "+") + kind

    def scaleb(self, other, context=None):
        return Decimal._make(self._sign, self._int, self._exp + int(other), self._kind)

    def remainder_near(self, other, context=None):
        other = Decimal(other)
        return self - other * (self / other)._rescale(0, ROUND_HALF_EVEN)

    real = property(lambda self: self)
    imag = property(lambda self: Decimal(0))

    def conjugate(self):
        return self

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _decimal(value):
    if isinstance(value, Decimal):
        return value
    return Decimal(value) if isinstance(value, int) else None


from collections import namedtuple

DecimalTuple = namedtuple("DecimalTuple", "sign digits exponent")
