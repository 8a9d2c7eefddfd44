import math as _math

_base = complex


class complex(_base):
    __module__ = "builtins"
    __slots__ = ("real", "imag")

    def __new__(cls, real=0, imag=None):
        if isinstance(real, str):
            if imag is not None:
                raise TypeError("complex() can't take second arg if first is a string")
            real, imag = _parse(real)
        elif not isinstance(real, _base) and hasattr(type(real), "__complex__"):
            real = real.__complex__()
        for part, which in ((real, "complex() argument 'real'" if imag is not None else "complex() argument"), (imag, "complex() argument 'imag'")):
            if part is not None and not isinstance(part, (int, float, _base)) and not hasattr(part, "__float__"):
                kind = "a real number" if imag is not None else "a string or a number"
                raise TypeError(f"{which} must be {kind}, not {type(part).__name__}")
        below = 0.0
        if isinstance(imag, _base):
            real, imag = real - imag.imag, imag.real
        if isinstance(real, _base):
            real, below = real.real, real.imag
        self = object.__new__(cls)
        object.__setattr__(self, "real", float(real))
        object.__setattr__(self, "imag", below if imag is None else float(imag) + below if below else float(imag))
        return self

    def __setattr__(self, name, value):
        raise AttributeError("readonly attribute")

    def __repr__(self):
        imag = f"{_shown(self.imag)}j"
        if self.real == 0 and _math.copysign(1, self.real) > 0:
            return imag
        return f"({_shown(self.real)}{'' if imag[0] in '-+' else '+'}{imag})"

    def __format__(self, spec):
        return _written(self.real, self.imag, spec) if spec else str(self)

    def __complex__(self):
        return self

    def conjugate(self):
        return complex(self.real, -self.imag)

    def __add__(self, other):
        return NotImplemented if (o := _both(other)) is None else complex(self.real + o[0], self.imag + o[1])

    __radd__ = __add__

    def __sub__(self, other):
        return NotImplemented if (o := _both(other)) is None else complex(self.real - o[0], self.imag - o[1])

    def __rsub__(self, other):
        if isinstance(other, (int, float)):
            return complex(other - self.real, -self.imag)
        return NotImplemented if (o := _both(other)) is None else complex(o[0] - self.real, o[1] - self.imag)

    def __mul__(self, other):
        if isinstance(other, (int, float)):
            return complex(self.real * other, self.imag * other)
        if (o := _both(other)) is None:
            return NotImplemented
        return complex(self.real * o[0] - self.imag * o[1], self.real * o[1] + self.imag * o[0])

    __rmul__ = __mul__

    def __truediv__(self, other):
        return NotImplemented if (o := _both(other)) is None else _divided((self.real, self.imag), o)

    def __rtruediv__(self, other):
        return NotImplemented if (o := _both(other)) is None else _divided(o, (self.real, self.imag))

    def __pow__(self, other):
        if isinstance(other, int) and abs(other) <= 100:
            made = complex(1)
            for _ in range(abs(other)):
                made = made * self
            return made if other >= 0 else 1 / made
        return NotImplemented if (o := _both(other)) is None else _power((self.real, self.imag), o)

    def __rpow__(self, other):
        return NotImplemented if (o := _both(other)) is None else _power(o, (self.real, self.imag))

    def __neg__(self):
        return complex(-self.real, -self.imag)

    def __pos__(self):
        return self

    def __abs__(self):
        return _math.hypot(self.real, self.imag)

    def __bool__(self):
        return bool(self.real or self.imag)

    def __eq__(self, other):
        return NotImplemented if (o := _both(other)) is None else self.real == o[0] and self.imag == o[1]

    def __hash__(self):
        return hash(self.real) if not self.imag else hash((self.real, self.imag))


def _both(value):
    if isinstance(value, _base):
        return value.real, value.imag
    return (float(value), 0.0) if isinstance(value, (int, float)) else None


def _shown(part):
    text = repr(part)
    return text.removesuffix(".0")


def _written(real, imag, spec):
    """As `format()` has it: the parts with sign, grouping, precision and kind; the whole with fill, alignment and width."""
    align, fill, rest = ">", "", spec
    if rest[1:2] and rest[1] in "<>=^":
        fill, align, rest = rest[0], rest[1], rest[2:]
    elif rest[0] in "<>=^":
        align, rest = rest[0], rest[1:]
    digits = rest.lstrip("+- ").lstrip("z").lstrip("#")
    flags = rest[:len(rest) - len(digits)]
    # What is no spec at all is refused as it is for floats.
    try:
        format(0.0, spec)
    except ValueError as error:
        message = str(error)
        raise ValueError(message.replace("'float'", "'complex'")) from None
    if spec[-1] == "%":
        raise ValueError("Unknown format code '%' for object of type 'complex'")
    if fill == "0" or digits[:1] == "0" and not fill:
        raise ValueError("Zero padding is not allowed in complex format specifier")
    if align == "=":
        raise ValueError("'=' alignment flag is not allowed in complex format specifier")
    part = digits.lstrip("0123456789")
    width = int(digits[:len(digits) - len(part)] or 0)
    plain = part[-1:] not in "eEfFgGn" or not part
    alone = plain and not real and _math.copysign(1, real) > 0
    if plain and "." in part:
        part += "g"

    def shown(number, flags):
        text = format(number, flags + part)
        if plain and "." not in part:
            text = text[:-1] if "#" in flags and text.endswith(".0") else text.removesuffix(".0")
        return text

    if alone:
        text = shown(imag, flags) + "j"
    else:
        text = shown(real, flags) + shown(imag, "+" + flags.lstrip("+- ")) + "j"
    if plain and not alone:
        text = f"({text})"
    return format(text, (fill or " ") + align + str(width))


def _divided(a, b):
    if not b[0] and not b[1]:
        raise ZeroDivisionError("division by zero")
    if abs(b[0]) >= abs(b[1]):
        ratio = b[1] / b[0]
        below = b[0] + b[1] * ratio
        return complex((a[0] + a[1] * ratio) / below, (a[1] - a[0] * ratio) / below)
    ratio = b[0] / b[1]
    below = b[0] * ratio + b[1]
    return complex((a[0] * ratio + a[1]) / below, (a[1] * ratio - a[0]) / below)


def _power(a, b):
    if b == (0.0, 0.0):
        return complex(1)
    if a == (0.0, 0.0):
        if b[1] or b[0] < 0:
            raise ZeroDivisionError("zero to a negative or complex power")
        return complex(0)
    size, angle = _math.hypot(*a), _math.atan2(a[1], a[0])
    try:
        length, turn = size ** b[0], angle * b[0]
    except OverflowError:
        raise OverflowError("complex exponentiation") from None
    if b[1]:
        length *= _math.exp(-angle * b[1])
        turn += b[1] * _math.log(size)
    return complex(length * _math.cos(turn), length * _math.sin(turn))


def _parse(text):
    plain = text.strip().lower()
    if plain[:1] == "(" and plain[-1:] == ")":
        plain = plain[1:-1].strip()
    try:
        if plain[-1:] != "j":
            return float(plain), 0.0
        plain = plain[:-1]
        at = max((i for i, c in enumerate(plain) if c in "+-" and (not i or plain[i - 1] != "e")), default=0)
        imag = plain[at:]
        if imag in ("", "+", "-"):
            imag += "1"
        return float(plain[:at] or 0), float(imag)
    except ValueError:
        raise ValueError("complex() arg is a malformed string") from None
