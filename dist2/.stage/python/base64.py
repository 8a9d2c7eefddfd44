from binascii import Error as _Error

_STANDARD = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_URL = _STANDARD[:-2] + b"-_"
_BASE32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_BASE16 = b"0123456789ABCDEF"


def _to_bytes(s):
    if isinstance(s, str):
        try:
            return s.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters") from None
    return bytes(s)


def _read(s, bits, alphabet, strict):
    try:
        return _decode(_to_bytes(s), bits, alphabet, strict)
    except ValueError as error:
        raise _Error(*error.args) from None


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


def b16encode(s):
    return _encode(s, 4, _BASE16, 1)


def b16decode(s, casefold=False):
    s = _to_bytes(s)
    return _read(s.upper() if casefold else s, 4, _BASE16, True)
