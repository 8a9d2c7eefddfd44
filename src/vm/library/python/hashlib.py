_SIZES = {"md5": 16, "sha1": 20, "sha224": 28, "sha256": 32, "sha384": 48, "sha512": 64, "sha3_224": 28, "sha3_256": 32,
    "sha3_384": 48, "sha3_512": 64, "shake_128": 0, "shake_256": 0, "blake2b": 64, "blake2s": 32}
algorithms_available = set(_SIZES)
algorithms_guaranteed = algorithms_available


def _block_of(name):
    if name.startswith("sha3"):
        return 200 - 2 * _SIZES[name]
    return {"shake_128": 168, "shake_256": 136, "blake2s": 64}.get(name) or (128 if _SIZES[name] > 32 else 64)


class HASH:
    def __init__(self, name, data=b"", size=None, key=b""):
        self.name = name
        self.digest_size = _SIZES[name] if size is None else size
        self.block_size = _block_of(name)
        self._key = bytes(key)
        self._data = b""
        self.update(data)

    def update(self, data, /):
        if isinstance(data, str):
            raise TypeError("Strings must be encoded before hashing")
        self._data += bytes(data)

    def digest(self):
        return _digest(self.name, self._data, self.digest_size, self._key)

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        return type(self)(self.name, self._data, self.digest_size, self._key)

    def __repr__(self):
        return f"<{self.name} _hashlib.HASH object @ {hex(id(self))}>"


class _Shake(HASH):
    def digest(self, length):
        return _digest(self.name, self._data, length, b"")

    def hexdigest(self, length):
        return self.digest(length).hex()


def new(name, data=b"", **kwargs):
    if name.lower() not in algorithms_available:
        raise ValueError("unsupported hash type " + name)
    return globals()[name.lower()](data, **kwargs)


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    if hash_name not in algorithms_available:
        raise ValueError("unsupported hash type " + hash_name)
    for given in (password, salt):
        if isinstance(given, str):
            raise TypeError("a bytes-like object is required, not 'str'")
    if iterations < 1:
        raise ValueError("iteration value must be greater than 0.")
    length = _SIZES[hash_name] if dklen is None else dklen
    if length < 1:
        raise ValueError("key length must be greater than 0.")
    return _pbkdf2(hash_name, _block_of(hash_name), bytes(password), bytes(salt), iterations, length)


def md5(data=b"", *, usedforsecurity=True):
    return HASH("md5", data)


def sha1(data=b"", *, usedforsecurity=True):
    return HASH("sha1", data)


def sha224(data=b"", *, usedforsecurity=True):
    return HASH("sha224", data)


def sha256(data=b"", *, usedforsecurity=True):
    return HASH("sha256", data)


def sha384(data=b"", *, usedforsecurity=True):
    return HASH("sha384", data)


def sha512(data=b"", *, usedforsecurity=True):
    return HASH("sha512", data)


def sha3_224(data=b"", *, usedforsecurity=True):
    return HASH("sha3_224", data)


def sha3_256(data=b"", *, usedforsecurity=True):
    return HASH("sha3_256", data)


def sha3_384(data=b"", *, usedforsecurity=True):
    return HASH("sha3_384", data)


def sha3_512(data=b"", *, usedforsecurity=True):
    return HASH("sha3_512", data)


def shake_128(data=b"", *, usedforsecurity=True):
    return _Shake("shake_128", data)


def shake_256(data=b"", *, usedforsecurity=True):
    return _Shake("shake_256", data)


def _blake2(name, data, size, key, others):
    most = _SIZES[name]
    for what in others:
        if what != "usedforsecurity":
            raise NotImplementedError(f"{what} of {name}() is not supported here: put it in front of the data")
    if not 1 <= size <= most:
        raise ValueError(f"digest_size for {'Blake2b' if most == 64 else 'Blake2s'} must be between 1 and {most} bytes, here it is {size}")
    if len(key) > most:
        raise ValueError(f"maximum key length is {most} bytes")
    return HASH(name, data, size, key)


def blake2b(data=b"", /, *, digest_size=64, key=b"", **others):
    return _blake2("blake2b", data, digest_size, key, others)


def blake2s(data=b"", /, *, digest_size=32, key=b"", **others):
    return _blake2("blake2s", data, digest_size, key, others)
