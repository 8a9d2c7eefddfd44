"""Digests of every kind, and with keys."""
import hashlib
import hmac

texts = (b"", b"a", b"x" * 63, b"y" * 64, b"z" * 65, b"w" * 127, b"v" * 128, b"u" * 129, b"t" * 135, b"s" * 136, b"r" * 300)
for name in ("sha3_224", "sha3_256", "sha3_384", "sha3_512", "blake2b", "blake2s", "sha256"):
    for text in texts: print(name, len(text), getattr(hashlib, name)(text).hexdigest()[:40])
for name in ("shake_128", "shake_256"):
    for text in texts: print(name, len(text), getattr(hashlib, name)(text).hexdigest(17), len(getattr(hashlib, name)(text).digest(500)))
h = hashlib.blake2b(b"data", digest_size=16, key=b"secret"); print(h.hexdigest(), h.name, h.digest_size, h.block_size)
h = hashlib.blake2s(digest_size=8, key=b"k"); h.update(b"da"); h.update(b"ta"); print(h.hexdigest(), h.copy().hexdigest(), h.digest_size, h.block_size)
print(hashlib.sha3_256().block_size, hashlib.shake_128().digest_size, hashlib.new("sha3_512", b"q").hexdigest()[:20], hashlib.new("blake2b", b"q", digest_size=4).hexdigest())
for bad in (lambda: hashlib.new("nope"), lambda: hashlib.sha3_256("text"), lambda: hashlib.shake_128().hexdigest(), lambda: hmac.new(b"k", b"m"), lambda: hmac.new("k", b"m", "md5")):
    try: print(bad())
    except (ValueError, TypeError) as e: print(type(e).__name__)
for digest in ("md5", "sha1", "sha256", "sha512", hashlib.sha3_256, hashlib.blake2s):
    m = hmac.new(b"key", b"message", digest); print(m.hexdigest(), m.name, m.digest_size, m.block_size)
m = hmac.new(b"k" * 200, digestmod="sha256"); m.update(b"part "); c = m.copy(); m.update(b"two"); print(m.hexdigest(), c.hexdigest(), hmac.digest(b"k", b"m", "sha256").hex())
print(hmac.compare_digest("a", "a"), hmac.compare_digest(b"a", b"b"))
