b = b"hello world"
print(b.upper(), b.split(), b.find(b"o"), b.replace(b"o", b"0"), b[0], b[:5], b[::-1], len(b), list(b[:3]), b.startswith(b"he"), b"lo" in b, 104 in b)
print(b.decode(), b.hex(), bytes.fromhex("68 65"), b.hex(" "), b.title(), b.strip(b"hd"), b.count(b"o"), b.index(b"w"), b" ".join([b"a", b"b"]), b.partition(b" "))
print(bytes(), bytes(2), bytes([1, 2, 255]), bytes(b"x"), bytes("é", "utf-8"), bytes(range(3)), b"a" * 3, b"a" + b"b", b"a" < b"b", b"a" == "a", b"\n\x00\xff'\"")
ba = bytearray(b"abc")
ba.append(100)
ba[0] = 65
ba += b"ef"
ba.extend([1])
print(ba, len(ba), bytes(ba), ba.pop(), ba[1:3], ba == b"Abcdef", ba.decode())
del ba[0]
print(ba, bytearray(2), bytearray([1, 2]), repr(bytearray()))
for bad in (lambda: bytes([256]), lambda: bytes("a"), lambda: b"a" + "b", lambda: b"abc"[5], lambda: bytes([-1]), lambda: bytes(-1), lambda: b"a".index(b"z"),
            lambda: bytes.fromhex("zz"), lambda: b"a".join(["x"]), lambda: bytes(1.5), lambda: b"a".find("b"), lambda: "a" in b"a", lambda: bytearray(b"a").append(256)):
    try:
        print(bad())
    except (ValueError, TypeError, IndexError) as error:
        print(type(error).__name__, error)
for byte in b"ab":
    print(byte, bytes([byte]), chr(byte))
print(hash(b"a") == hash(b"a"), {b"k": 1}[b"k"], sorted([b"b", b"a"]), b"abc".isalpha(), b"12".isdigit(), b"x".center(3), b"a,b".split(b","), b"1".zfill(3), int(b"42"), float(b"1.5"))
print(b"%s=%d" % (b"k", 5), str(b"x"), b"a\tb".expandtabs(2), b"line\nline".splitlines(), b"abc".translate(None, b"b"))
