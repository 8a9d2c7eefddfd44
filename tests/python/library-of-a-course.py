import json, textwrap, datetime, string, math, random, itertools, collections, statistics
data = {"name": "Ann", "n": [1, 2.5, None, True], "d": {"k": "é"}}
s = json.dumps(data, indent=2, sort_keys=True); print(s); print(json.loads(s) == data, json.dumps(data), json.dumps("é", ensure_ascii=False), json.dumps({1: 2, None: 3}), json.dumps([1, 2], separators=(",", ":")))
try: json.loads("{bad")
except json.JSONDecodeError as e: print(e, e.pos, e.lineno)
try: json.dumps({1, 2})
except TypeError as e: print(e)
class Enc(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, set): return sorted(o)
        return super().default(o)
print(json.dumps({"s": {2, 1}}, cls=Enc), json.dumps(object, default=str), json.loads('{"a": 1}', object_hook=lambda d: list(d.items())))
d = datetime.datetime(2024, 2, 29, 13, 5, 9); print(d, d.strftime("%Y-%m-%d %H:%M:%S %A %B %j %p %I"), d + datetime.timedelta(days=1, hours=2), d.isoformat(), d.date(), d.weekday(), d.replace(year=2023, day=1))
print(datetime.date(2024, 3, 1) - datetime.date(2024, 2, 1), datetime.timedelta(seconds=3661), datetime.timedelta(days=1.5).total_seconds(), datetime.datetime.strptime("2024-01-02", "%Y-%m-%d"))
print(textwrap.fill("The quick brown fox jumps over the lazy dog and runs away", 20)); print(textwrap.dedent("   a\n     b\n"), textwrap.indent("x\ny", "> "), textwrap.shorten("Hello big world out there", 15))
rows = [("apple", 1.5, 10), ("kiwi", 22.333, 5)]
print(f"{'name':<10}|{'price':>8}|{'qty':^5}"); print("-" * 25)
for n, p, q in rows: print(f"{n:<10}|{p:>8.2f}|{q:^5d}")
print("%-10s|%8.2f|%05d|%x|%%|%r" % ("a", 1.234, 42, 255, "q"), "{:>5}{:<5}{:^5}".format(1, 2, 3), "{0}{1}{0}".format("a", "b"), "{x:.3e} {y:,}".format(x=12345.678, y=1234567), "{:*^20}".format("hi"), "{:+d} {: d} {:08.3f} {:#x} {:#b} {:.1%} {:_}".format(5, 5, 3.14159, 255, 5, .256, 1000000))
x = 3.14159; w = 10; print(f"{x:{w}.2f}|{x!r:>10}|{x=}|{x=:.1f}|{'q'!r}|{{}}|{w:>{w}}|{1 + 1 = }|{[i for i in range(3)]}|{'a' if x > 3 else 'b'}|{d:%Y}")
print("Hello World".swapcase(), "hello world".title(), "a,b,,c".split(","), " x ".strip(), "abc".center(9, "*"), "x".zfill(3), "-5".zfill(4), "abcabc".replace("b", "X", 1), "abc".find("z"), "a-b-c".rsplit("-", 1), "a-b".partition("-"), "abc"[::-1], "Abc".casefold(), "tEST".capitalize(), "abc".isalpha(), "12".isdigit(), "a1".isalnum(), "\t".isspace(), "A b".istitle(), "abc".startswith(("x", "a")), "a\nb".splitlines(), "%s" % (1,), "aXbX".count("X"), "abc".index("c"), "x=1".removeprefix("x="), "abc".translate(str.maketrans("ab", "12")), "ab" * 2, "b" in "abc", "a" < "b", ord("a"), chr(98), "é".encode(), b"\xc3\xa9".decode(), "a".join("123"), max("hello"), sorted("hello"), len("日本"), "日本".encode().hex(), "tab\there".expandtabs(4), ascii("é"), repr("it's"), repr('"\''), "\x41\u00e9\u2022")
def caesar(t, k): return "".join(chr((ord(c) - 97 + k) % 26 + 97) if c.islower() else chr((ord(c) - 65 + k) % 26 + 65) if c.isupper() else c for c in t)
print(caesar("Hello, World!", 3), caesar(caesar("Hello, World!", 3), -3))
text = "the cat the dog a cat"; cnt = collections.Counter(text.split()); print(cnt, cnt.most_common(2), sorted(cnt.items(), key=lambda kv: (-kv[1], kv[0])), cnt.total(), cnt["zzz"])
print(string.ascii_lowercase, string.punctuation, string.Template("$a ${b}").substitute(a=1, b=2), string.capwords("ab cd"))
m = [[1, 2, 3], [4, 5, 6]]; print(list(zip(*m)), [list(r) for r in zip(*m)], [[sum(a * b for a, b in zip(r, c)) for c in zip(*[[1, 2], [3, 4], [5, 6]])] for r in m], sum(map(sum, m)), [x for r in m for x in r])
print(statistics.mean([1, 2, 3, 4]), statistics.median([1, 3, 2]), statistics.stdev([1, 2, 3, 4]), statistics.mode("aab"), statistics.pstdev([1, 2]))
print(math.sqrt(2), math.pi, math.floor(-1.5), math.ceil(1.2), math.log(8, 2), math.log10(1000), math.hypot(3, 4), math.degrees(math.pi), math.sin(1), math.isqrt(17), math.prod([1, 2, 3]), math.inf, math.nan, math.e, math.lcm(4, 6), math.dist((0, 0), (3, 4)), math.copysign(1, -0.0), math.fsum([.1] * 10), math.trunc(-2.7), math.perm(5, 2), math.exp(1), math.cbrt(27))
print(1, 2, sep=", ", end="\n\n"); print(); print("a", None, True, [1, "x"], ("t",), {"k": 1}, {1}, set(), frozenset({1}), b"x", 1e100, range(3), ..., print, int, sep="|") if False else None
print(int("0b11", 0), int(" 42 "), float("1e3"), bool("False"), str(None), list("ab"), tuple([1]), set([1, 1]), dict([(1, 2)]), complex if False else 0, round(3.14159, 2), abs(-3), pow(2, 10, 1000), divmod(7, 2), sum([1.5, 2]), min(3, 1), max("a", "b", key=ord), sorted({"b": 1, "a": 2}), list(enumerate("ab", 1)), all([]), any([]), isinstance(True, int), type(1) is int, hash(1) == hash(1.0), callable(len), id(1) == id(1))
random.seed(42); print(random.random(), random.randint(1, 10), random.choice("abc"), random.sample(range(10), 3), random.shuffle(l := [1, 2, 3]) or l, random.uniform(1, 2), random.gauss(0, 1), random.choices([1, 2], k=3))
