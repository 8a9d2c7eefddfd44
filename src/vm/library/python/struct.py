import math as _math


class error(Exception):
    pass


_SIZES = {"x": 1, "c": 1, "b": 1, "B": 1, "?": 1, "h": 2, "H": 2, "i": 4, "I": 4, "l": 4, "L": 4, "q": 8, "Q": 8,
    "n": 8, "N": 8, "e": 2, "f": 4, "d": 8, "s": 1, "p": 1, "P": 8}


def _fields(format):
    """The byte order, and what there is: of each the letter, the count and the place; last the size."""
    text = format.decode() if isinstance(format, bytes) else format
    order = text[0] if text[:1] and text[0] in "@=<>!" else "@"
    native = order == "@"
    fields, count, at = [], "", 0
    for letter in text.lstrip("@=<>!") if text[:1] in tuple("@=<>!") else text:
        if letter.isspace():
            continue
        if letter.isdigit():
            count += letter
            continue
        if letter not in _SIZES or not native and letter in "nNP":
            raise error("bad char in struct format")
        size = 8 if native and letter in "lL" else _SIZES[letter]
        if native:
            at = -(-at // size) * size
        number = int(count or 1)
        if letter in "sp":
            fields.append((letter, number, at, number))
            at += number
        else:
            for _ in range(number):
                if letter != "x":
                    fields.append((letter, 1, at, size))
                at += size
        count = ""
    if count:
        raise error("repeat count given without format specifier")
    return "big" if order in ">!" else "little", fields, at


def calcsize(format, /):
    return _fields(format)[2]


def _float_bits(value, size):
    mantissa, bias = {2: (10, 15), 4: (23, 127), 8: (52, 1023)}[size]
    sign = int(_math.copysign(1, value) < 0) << (size * 8 - 1)
    top = (1 << (size * 8 - 1 - mantissa)) - 1
    if _math.isnan(value):
        return sign | top << mantissa | 1 << (mantissa - 1)
    value = abs(value)
    if value == _math.inf:
        return sign | top << mantissa
    if value == 0:
        return sign
    fraction, exponent = _math.frexp(value)
    exponent += bias - 1
    shift = mantissa + 1 if exponent > 0 else mantissa + exponent
    bits = round(fraction * 2.0 ** shift)
    bits = bits + ((exponent - 1) << mantissa) if exponent > 0 else bits
    if bits >> mantissa >= top:
        kind = {2: "e", 4: "f", 8: "d"}[size]
        raise OverflowError(f"float too large to pack with {kind} format")
    return sign | bits


def _float_of(bits, size):
    mantissa, bias = {2: (10, 15), 4: (23, 127), 8: (52, 1023)}[size]
    sign = -1.0 if bits >> (size * 8 - 1) else 1.0
    top = (1 << (size * 8 - 1 - mantissa)) - 1
    exponent, fraction = bits >> mantissa & top, bits & ((1 << mantissa) - 1)
    if exponent == top:
        return _math.nan if fraction else sign * _math.inf
    if exponent == 0:
        return sign * _math.ldexp(fraction, 1 - bias - mantissa)
    return sign * _math.ldexp(fraction + (1 << mantissa), exponent - bias - mantissa)


def _one(letter, count, size, value, order):
    if letter == "s" or letter == "p":
        if not isinstance(value, (bytes, bytearray)):
            raise error(f"argument for '{letter}' must be a bytes object")
        if letter == "p":
            value = bytes([min(len(value), count - 1)]) + value[:count - 1]
        return bytes(value[:count]).ljust(count, b"\0")
    if letter == "c":
        if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
            raise error("char format requires a bytes object of length 1")
        return bytes(value)
    if letter == "?":
        return b"\x01" if value else b"\0"
    if letter in "efd":
        if not hasattr(value, "__float__") and not hasattr(value, "__index__"):
            raise error("required argument is not a float")
        return _float_bits(float(value), size).to_bytes(size, order)
    if not hasattr(value, "__index__"):
        raise error("required argument is not an integer")
    value = value.__index__()
    signed = letter.islower() 
    low, high = (-(1 << size * 8 - 1), (1 << size * 8 - 1) - 1) if signed else (0, (1 << size * 8) - 1)
    if not low <= value <= high:
        if size == 8:
            raise error("int too large to convert" if signed else "argument out of range")
        raise error(f"'{letter}' format requires {low} <= number <= {high}")
    return value.to_bytes(size, order, signed=signed)


def pack(format, /, *values):
    order, fields, size = _fields(format)
    if len(values) != len(fields):
        raise error(f"pack expected {len(fields)} items for packing (got {len(values)})")
    made = bytearray(size)
    for (letter, count, at, width), value in zip(fields, values):
        made[at:at + width] = _one(letter, count, width, value, order)
    return bytes(made)


def unpack_from(format, /, buffer, offset=0):
    order, fields, size = _fields(format)
    buffer = bytes(buffer)
    if offset < 0:
        offset += len(buffer)
    if len(buffer) - offset < size:
        raise error(f"unpack_from requires a buffer of at least {offset + size} bytes for unpacking {size} bytes "
            f"at offset {offset} (actual buffer size is {len(buffer)})")
    values = []
    for letter, count, at, width in fields:
        part = buffer[offset + at:offset + at + width]
        if letter == "p":
            part = part[1:1 + part[0]]
        elif letter == "?":
            part = part != b"\0"
        elif letter in "efd":
            part = _float_of(int.from_bytes(part, order), width)
        elif letter not in "sc":
            part = int.from_bytes(part, order, signed=letter.islower())
        values.append(part)
    return tuple(values)


def unpack(format, buffer, /):
    size = calcsize(format)
    if len(buffer) != size:
        raise error(f"unpack requires a buffer of {size} bytes")
    return unpack_from(format, buffer)


def pack_into(format, /, buffer, offset, *values):
    packed = pack(format, *values)
    if len(buffer) - offset < len(packed):
        raise error(f"pack_into requires a buffer of at least {offset + len(packed)} bytes for packing {len(packed)} "
            f"bytes at offset {offset} (actual buffer size is {len(buffer)})")
    buffer[offset:offset + len(packed)] = packed


def iter_unpack(format, buffer, /):
    size = calcsize(format)
    if not size:
        raise error("cannot iteratively unpack with a struct of length 0")
    if len(buffer) % size:
        raise error(f"iterative unpacking requires a buffer of a multiple of {size} bytes")
    return (unpack_from(format, buffer, at) for at in range(0, len(buffer), size))


class Struct:
    def __init__(self, format):
        self.format = format.decode() if isinstance(format, bytes) else format
        self.size = calcsize(format)

    def pack(self, *values):
        return pack(self.format, *values)

    def unpack(self, buffer, /):
        return unpack(self.format, buffer)

    def unpack_from(self, buffer, offset=0):
        return unpack_from(self.format, buffer, offset)

    def pack_into(self, buffer, offset, *values):
        pack_into(self.format, buffer, offset, *values)

    def iter_unpack(self, buffer, /):
        return iter_unpack(self.format, buffer)

    def __repr__(self):
        return f"Struct({self.format!r})"
