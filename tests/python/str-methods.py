s = "Hello, World"
print(s.upper(), s.lower(), s.swapcase(), s.title(), s.capitalize(), s.casefold(), "they're bill's".title(), "ß".upper(), "İ".lower() == "i̇", "ΑΣ".lower())
print(s.find("o"), s.rfind("o"), s.find("z"), s.index("W"), s.count("l"), s.count(""), s.find("o", 5), s.find("o", 5, 7), "aaa".count("aa"))
print(s.startswith("He"), s.endswith(("x", "ld")), s.startswith("World", 7), s.startswith(()), s.replace("l", "L"), s.replace("l", "L", 1), "aaa".replace("", "-"))
print("a,b,,c".split(","), " a  b ".split(), "a,b,c".split(",", 1), "a,b,c".rsplit(",", 1), "".split(), "".split(","), "abc".split("x"), " x y ".split(None, 1))
print("a\nb\r\nc\n".splitlines(), "a\nb".splitlines(True), "".splitlines(), "k=v=w".partition("="), "k=v=w".rpartition("="), "kv".partition("="), "kv".rpartition("="))
print(",".join(["a", "b"]), "".join("abc"), "-".join(()), " ".join(x for x in "xy"), "ab".join("12"))
print(repr("  x ".strip()), repr("  x ".lstrip()), repr("  x ".rstrip()), "xxhixx".strip("x"), "abcba".strip("ab"), "mississippi".rstrip("ip"), "\t\nq\r ".strip())
print("prefix-body".removeprefix("prefix-"), "body.txt".removesuffix(".txt"), "body".removeprefix("x"))
print("x".center(5) + "|", "x".ljust(4, ".") + "|", "x".rjust(4, "*"), "ab".center(5, "-"), "abc".center(6, "-"), "42".zfill(5), "-42".zfill(5), "+1".zfill(4), "abc".center(2))
for text in ("abc", "ABC", "a1", "12", "", " ", "a b", "Ab", "½", "²", "١", "é", "_x", "1x", "Title Case", "-1", "1.5"):
    print(repr(text), text.isalpha(), text.isdigit(), text.isalnum(), text.isupper(), text.islower(), text.isspace(), text.istitle(), text.isnumeric(),
          text.isdecimal(), text.isidentifier(), text.isprintable(), text.isascii())
print("a\tb\tc".expandtabs(4), "abc".translate({97: "x", 98: None, ord("c"): 100}), "hello".translate(str.maketrans("el", "ip")), str.maketrans("a", "b", "c"))
print("é".encode(), "é".encode("latin-1"), "é".encode("ascii", "ignore"), "é".encode("ascii", "replace"), b"\xc3\xa9".decode(), b"\xff".decode("latin-1"),
      b"a\xffb".decode("utf-8", "replace"), b"a\xffb".decode("ascii", "ignore"))
for bad in (lambda: s.index("zz"), lambda: ",".join([1]), lambda: ",".join(5), lambda: s.split(""), lambda: s.center("x"), lambda: "a".ljust(3, "ab"), lambda: "é".encode("ascii"),
            lambda: b"\xff".decode(), lambda: s.nope(), lambda: s.startswith(5), lambda: s.replace("a"), lambda: "a".encode("nope"), lambda: s.strip(5), lambda: "a".zfill("b"),
            lambda: s.count(), lambda: "a".join(None), lambda: s.find(1), lambda: "x".partition("")):
    try:
        print(bad())
    except (ValueError, TypeError, AttributeError, LookupError) as error:
        print(type(error).__name__, error)
print(str(5), str(), str(b"a"), str(b"\xc3\xa9", "utf-8"), str(None), str([1, "a"]), str(object=1.5), repr(str), "a" "b".upper())
print(max("hello"), min("hello"), sorted("hello"), list("hi"), set("aa"), "".join(sorted("cab")), "".join(reversed("abc")), len("naïve"), "l" in s, "xyz" not in s)
print("a" < "b" < "c", "apple" > "Apple", "10" < "9", "" == "", "a" != "A", "abc".__contains__("b"), "%s" % s, s[0], s[-1], s[::2])
print("one two three".split()[1].upper().center(9, "*"), " ".join(w[::-1] for w in "abc def".split()), "a-b_c".replace("-", "_").split("_"))
words = "the quick brown the lazy the".split()
print({w: words.count(w) for w in words}, sorted(set(words), key=lambda w: (-words.count(w), w)))
print("Hello".isupper(), "HELLO1".isupper(), "".join(c if c.isalnum() else "-" for c in "a b!c"), "x=%s" % "y", "abc".find(""), "abc".rfind(""), "abc".index("c", -1))
print("a,b;c".replace(";", ",").split(","), "x".join(["1"]), "ab\n".rstrip("\n"), "tEST".capitalize(), "ǆ".title(), "ﬁ".upper(), "ŉ".upper())
