algorithms_available = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512"}
algorithms_guaranteed = algorithms_available


class HASH:
    _sizes = {"md5": 16, "sha1": 20, "sha224": 28, "sha256": 32, "sha384": 48, "sha512": 64}

    def __init__(self, name, data=b""):
        self.name = name
        self.digest_size = self._sizes[name]
        self.block_size = 128 if self.digest_size > 32 else 64
        self._data = b""
        self.update(data)

    def update(self, data, /):
        if isinstance(data, str):
            raise TypeError("Strings must be encoded before hashing")
        self._data += bytes(data)

    def digest(self):
        return _digest(self.name, self._data)

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        return HASH(self.name, self._data)

    def __repr__(self):
        return f"<{self.name} _hashlib.HASH object @ {hex(id(self))}>"


def new(name, data=b"", **kwargs):
    if name.lower() not in algorithms_available:
        raise ValueError("unsupported hash type " + name)
    return HASH(name.lower(), data)


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
