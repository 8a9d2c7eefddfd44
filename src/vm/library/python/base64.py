from binascii import Error as _Error

_STANDARD = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_URL = _STANDARD[:-2] + b"-_"
_BASE32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_BASE32_HEX = b"0123456789ABCDEFGHIJKLMNOPQRSTUV"
_BASE16 = b"0123456789ABCDEF"


def _to_bytes(s):
    if isinstance(s, str):
        try:
            return s.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters") from None
    if not isinstance(s, (bytes, bytearray, memoryview)):
        raise TypeError(f"argument should be a bytes-like object or ASCII string, not {type(s).__name__!r}")
    return bytes(s)


def _read(s, bits, alphabet, strict):
    s = _to_bytes(s)
    if bits == 5 and len(s) % 8:
        raise _Error("Incorrect padding")
    try:
        return _decode(s, bits, alphabet, strict)
    except ValueError as error:
        raise _Error(str(error).replace("32", "16") if bits == 4 else str(error)) from None


def b64encode(s, altchars=None):
    return _encode(s, 6, _STANDARD[:-2] + _to_bytes(altchars) if altchars is not None else _STANDARD, 4)


def b64decode(s, altchars=None, validate=False):
    alphabet = _STANDARD[:-2] + _to_bytes(altchars) if altchars is not None else _STANDARD
    return _read(s, 6, alphabet, validate)


standard_b64encode = b64encode
standard_b64decode = b64decode


def urlsafe_b64encode(s):
    return _encode(s, 6, _URL, 4)


def urlsafe_b64decode(s):
    return _read(s, 6, _URL, False)


def b32encode(s):
    return _encode(s, 5, _BASE32, 8)


def b32decode(s, casefold=False, map01=None):
    s = _to_bytes(s)
    return _read(s.upper() if casefold else s, 5, _BASE32, True)


def b32hexencode(s):
    return _encode(s, 5, _BASE32_HEX, 8)


def b32hexdecode(s, casefold=False):
    s = _to_bytes(s)
    return _read(s.upper() if casefold else s, 5, _BASE32_HEX, True)


def b16encode(s):
    return _encode(s, 4, _BASE16, 1)


def b16decode(s, casefold=False):
    s = _to_bytes(s)
    return _read(s.upper() if casefold else s, 4, _BASE16, True)


def encodebytes(s):
    if not isinstance(s, (bytes, bytearray, memoryview)):
        raise TypeError(f"expected bytes-like object, not {type(s).__name__}")
    s = bytes(s)
    return b"".join([b64encode(s[at:at + 57]) + b"\n" for at in range(0, len(s), 57)])


def decodebytes(s):
    if not isinstance(s, (bytes, bytearray, memoryview)):
        raise TypeError(f"expected bytes-like object, not {type(s).__name__}")
    return b64decode(s)


_BASE85 = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
_ASCII85 = bytes(range(33, 118))
_Z85 = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"


def _to_85(data, alphabet, pad, short):
    """Five digits for every four bytes; `short` has what stands for some four bytes as a whole."""
    data = bytes(data)
    missing = -len(data) % 4
    data += bytes(missing)
    digits = []
    for at in range(0, len(data), 4):
        four = data[at:at + 4]
        rest, five = int.from_bytes(four), []
        for _ in range(5):
            rest, digit = divmod(rest, 85)
            five.append(alphabet[digit])
        digits.append(short.get(four) or bytes(reversed(five)))
    if missing and not pad:
        digits[-1] = (alphabet[:1] * 5 if digits[-1] == b"z" else digits[-1])[:-missing]
    return b"".join(digits)


def b85encode(b, pad=False):
    return _to_85(b, _BASE85, pad, {})


def b85decode(b):
    return _from_base85(_to_bytes(b), _BASE85, "base85")


def z85encode(s):
    return _to_85(s, _Z85, False, {})


def z85decode(s):
    return _from_base85(_to_bytes(s), _Z85, "z85")


def _from_base85(data, alphabet, name):
    known = {char: digit for digit, char in enumerate(alphabet)}
    missing = -len(data) % 5
    decoded = bytearray()
    for at in range(0, len(data), 5):
        number = 0
        for place, char in enumerate(data[at:at + 5].ljust(5, alphabet[-1:])):
            if char not in known:
                raise ValueError(f"bad {name} character at position {at + place}")
            number = number * 85 + known[char]
        if number >= 1 << 32:
            raise ValueError(f"{name} overflow in hunk starting at byte {at}")
        decoded += number.to_bytes(4)
    return bytes(decoded[:len(decoded) - missing])


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    short = {bytes(4): b"z"}
    if foldspaces:
        short[b"    "] = b"y"
    text = _to_85(b, _ASCII85, pad, short)
    if adobe:
        text = b"<~" + text
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        lines = [text[at:at + wrapcol] for at in range(0, len(text), wrapcol)]
        if adobe and len(lines[-1]) + 2 > wrapcol:
            lines.append(b"")
        text = b"\n".join(lines)
    return text + b"~>" if adobe else text


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b" \t\n\r\v"):
    data = _to_bytes(b)
    if adobe:
        if not data.endswith(b"~>"):
            raise ValueError("Ascii85 encoded byte sequences must end with b'~>'")
        data = data[2 if data.startswith(b"<~") else 0:-2]
    short = {ord("z"): bytes(4)}
    if foldspaces:
        short[ord("y")] = b"    "
    decoded, five = bytearray(), []
    for char in data + b"uuuu":
        if 33 <= char <= 117:
            five.append(char - 33)
            if len(five) == 5:
                number = 0
                for digit in five:
                    number = number * 85 + digit
                if number >= 1 << 32:
                    raise ValueError("Ascii85 overflow")
                decoded += number.to_bytes(4)
                five = []
        elif char in short:
            if five:
                raise ValueError(f"{chr(char)} inside Ascii85 5-tuple")
            decoded += short[char]
        elif char not in ignorechars:
            raise ValueError(f"Non-Ascii85 digit found: {chr(char)}")
    return bytes(decoded[:len(decoded) - (4 - len(five))])
