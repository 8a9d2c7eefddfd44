import hashlib

trans_5C = bytes(x ^ 0x5C for x in range(256))
trans_36 = bytes(x ^ 0x36 for x in range(256))
digest_size = None


class HMAC:
    def __init__(self, key, msg=None, digestmod=""):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError(f"key: expected bytes or bytearray, but got {type(key).__name__!r}")
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        made = hashlib.new(digestmod) if isinstance(digestmod, str) else digestmod()
        self._hash = made.name
        self._key = bytes(key)
        self._data = b""
        self.digest_size = made.digest_size
        self.block_size = made.block_size
        if msg is not None:
            self.update(msg)

    @property
    def name(self):
        return f"hmac-{self._hash}"

    def update(self, msg):
        if isinstance(msg, str):
            raise TypeError("Strings must be encoded before hashing")
        self._data += bytes(msg)

    def copy(self):
        return HMAC(self._key, self._data, self._hash)

    def digest(self):
        return hashlib._hmac(self._hash, self.block_size, self._key, self._data)

    def hexdigest(self):
        return self.digest().hex()


def new(key, msg=None, digestmod=""):
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    return HMAC(key, msg, digest).digest()


def compare_digest(a, b, /):
    from secrets import compare_digest

    return compare_digest(a, b)
