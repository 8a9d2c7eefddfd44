print("tab\tnew\\n \x41 \u00e9 \U0001F600 \101 \'q\' \"d\"", 'single', """triple
lines""")
print(r"raw\n", rb"raw\x", b"bytes\x00\xff", "a" 'b' """c""", u"u")
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("\n\t\r\\\x00\x7f\x1b"), repr("é ß 日本 😀"), repr("\u200b\xa0"))
print(ascii("é😀\n"), len("😀é"), "😀"[0], "日本語"[::-1], "é" == "\u00e9", "e\u0301" == "é")
print("line \
continued")
print(len("a\
b"))
print('''it's "fine" here''')
print(repr(b"it's"), repr(b'"'), b"abc"[0], b"abc"[1:], b"a" + b"b", bytes([65, 66]), bytes(3), b"\t\n\r\\", bytes("é", "utf-8"))
print("\0" == chr(0), ord("a"), chr(128512), ord("€"), chr(0x10FFFF) == "\U0010ffff")
for bad in (lambda: chr(-1), lambda: chr(0x110000), lambda: ord("ab"), lambda: ord(""), lambda: ord(5)):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print("abc" < "abd", "Z" < "a", "" < "a", "a" * 3, "ab" * 0, "ab" * -1, 3 * "x")
print("%d%%" % 5, "x" in "xyz", "" in "abc", "ab" in "cab", "abc".__len__())
for bad in (lambda: "a" + 1, lambda: 1 + "a", lambda: "a" * "b", lambda: "a" - "b", lambda: "a" < 1, lambda: 1 in "a", lambda: "abc"["a"],
            lambda: "abc"[10], lambda: "a" * 1.5, lambda: b"a" + "a", lambda: "a" + None):
    try:
        bad()
    except (TypeError, IndexError) as error:
        print(type(error).__name__, error)
try:
    x = "abc"
    x[0] = "z"
except TypeError as error:
    print(error)
try:
    del x[0]
except TypeError as error:
    print(error)
