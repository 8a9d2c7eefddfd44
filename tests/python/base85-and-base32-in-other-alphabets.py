"""The rarer encodings of base64: Ascii85, base85, z85, base32 with hexadecimal digits, and what they refuse."""
import base64

SAMPLES = [b"", b"a", b"ab", b"abc", b"abcd", b"Hello, asyncio!", bytes(8), bytes(5), b"        x", bytes(range(256)), b"\xff" * 7]


def told(call, *args, **kwargs):
    try:
        return call(*args, **kwargs)
    except (ValueError, TypeError) as error:
        return f"{type(error).__name__}: {error}"


for sample in SAMPLES:
    for encode, decode in [(base64.b85encode, base64.b85decode), (base64.a85encode, base64.a85decode),
            (base64.z85encode, base64.z85decode), (base64.b32hexencode, base64.b32hexdecode),
            (base64.encodebytes, base64.decodebytes)]:
        text = encode(sample)
        print(text[:60], len(text), decode(text) == sample)
    print(base64.b85encode(sample, pad=True)[-6:], base64.a85encode(sample, pad=True)[-6:])
    adobe = base64.a85encode(sample, adobe=True, wrapcol=30, foldspaces=True)
    print(adobe, base64.a85decode(adobe, adobe=True, foldspaces=True) == sample)

print(base64.a85decode("87cUR D]i,\"Ebo80"), base64.b85decode("NM&qnZv"), base64.z85decode("HelloWorld"))
for bad in (b"~~~~~", b"ab\x00cd", b"ab cd", "é", 5, None, b"a"):
    print(bad, told(base64.b85decode, bad), "|", told(base64.z85decode, bad))
for bad in (b"uuuuu", b"abzcd", b"aby", b"~", "é", 5):
    print(bad, told(base64.a85decode, bad), "|", told(base64.a85decode, bad, adobe=True))
for bad in (5, None, "abc", [1]):
    print(bad, told(base64.encodebytes, bad), told(base64.decodebytes, bad))
    print(bad, told(base64.b64decode, bad), told(base64.b32decode, bad), told(base64.b16decode, bad))
