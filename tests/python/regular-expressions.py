import re
pats = [r"a+b", r"(a*)*", r"(a|b)*c", r"^\w+$", r"(\d+)-(\d+)", r"(?P<y>\d{4})-(?P<m>\d\d)", r"a.c", r"[^abc]+", r"[a-c\d_]+?x", r"\bfoo\b", r"(?i)HeLLo", r"(foo|foobar)baz?", r"x{2,3}?", r"x{2}", r"x{,2}y", r"(?:ab)+", r"a(?=b)", r"a(?!b)", r"(?<=a)b", r"(?<!a)b", r"(a)(b)?\1", r"\s*,\s*", r"(.)(.)\2\1", r"$", r"", r"a|b|", r"(?s).+", r"(?m)^\w", r"[\]\-]", r"[]a]", r"\.", r"(?x) a  b # c", r"((a)|b)+", r"(a?)(b?)??c", r"a*?b", r"(?>a+)b", r"a++b", r"(x)?(?(1)y|z)", r"(?<=ab|cd)e", r"\u0041", r"\x41", r"a{1", r"{", r"(?i:a)b", r"[A-Z]", r"\W+", r"\S+\s", r"(\w+) (\w+)", r"(?P<a>x)(?P=a)", r"\Aab\Z", r"é+", r"(a+)+$"]
texts = ["aab", "foo bar 12-34", "xxxy xx", "ab\ncd", "abba foobarbaz", "", "ab-]c d", "A1 éé"]
for p in pats:
    c = re.compile(p)
    for t in texts:
        out = []
        for f in (c.match, c.search, c.fullmatch):
            m = f(t); out.append(m and (m.span(), m.groups(), m.lastindex))
        out += [c.findall(t), [m.span() for m in c.finditer(t)], c.split(t), c.sub("<\\g<0>>", t), c.sub("-", t, count=1)]
        print(p, repr(t), out)
for p in ["(", ")", "[", "*", "a**", "a|*", "^*", "(?P<1>a)", "\\", "a{2,1}", "[b-a]", "\\q", "(?P=x)", "\\1", "(?<=a+)b", "(?P<a>x)(?P<a>y)", "(?z)", "[\\q]", "(a", "a)", "(?P<a", "x(?i)"]:
    try: re.compile(p); print(p, "ok")
    except re.error as e: print(p, "|", e, e.pos, e.msg)
print(re.sub(r"(\w)(\d)", r"\2\1", "a1 b2"), re.sub(r"\d", lambda m: str(int(m[0]) + 1), "1 2 9"), re.subn("a", "b", "aaa", count=2), re.split(r"(,)", "a,b,c", maxsplit=1), re.escape("a.b*c d"), re.match(r"(?P<x>a)", "ab"), re.match("(?P<x>a)", "a").groupdict(), re.match("a", "b"), re.compile("a", re.I), re.compile("a").pattern, re.I | re.M, re.findall("A", "aA", re.I), re.compile("(a)(?P<n>b)").groupindex, re.compile(r"b").search("abab", 2).span(), re.sub("x*", "-", "abxd"), re.split(r"x*", "axbc"), re.match("(a)(b)?", "a").groups("z"), re.match("(a)(b)?", "a").group(1, 2), re.match(r"(\w+) (\w+)", "hi you").expand(r"\2 \1"))
try: re.match("a", "a").group(3)
except IndexError as e: print(e)
try: re.match("a", 5)
except TypeError as e: print(e)
