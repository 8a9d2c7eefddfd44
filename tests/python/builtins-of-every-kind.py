import sys
print(abs(-3), abs(-2.5), round(3.7), pow(2, 5), divmod(7, 3), hex(255), oct(8), bin(5), chr(65), ord("A"), len("abc"), sum([1, 2]), min(1, 2), max(1, 2))
print(bool([]), int("5"), float("1.5"), str(5), list("ab"), tuple([1]), dict(a=1), type(5), isinstance(5, int), issubclass(bool, int), callable(len), callable(5), id(None) == id(None))
print(repr("a"), ascii("é"), hash(5), hash(-1), hash(True), hash(0.0), all([1, 1]), any([0, 0]), sorted("bac"), list(reversed([1, 2])), list(enumerate("a")), list(zip("ab", [1, 2])))
print("a", "b", sep="-", end="!\n")
print("no newline", end="")
print()
print(sep="x")
print("many", "lines\nhere", 3, None, [1], sep="|")
print("to stderr", file=sys.stderr)
print("flushed", flush=True)
print(1, 2, sep=None, end=None)
for bad in (lambda: len(5), lambda: abs("a"), lambda: sum(5), lambda: int([]), lambda: isinstance(5, 5), lambda: issubclass(5, int), lambda: sorted(5), lambda: round("a"),
            lambda: pow("a", 2), lambda: hex(1.5), lambda: chr("a"), lambda: divmod("a", 1), lambda: zip(5), lambda: enumerate(5), lambda: map(5), lambda: filter(None), lambda: reversed(5), lambda: max(5),
            lambda: getattr(5, "nope"), lambda: type(1, 2), lambda: float("abc"), lambda: iter(5, 6), lambda: bool(1, 2), lambda: list(1, 2), lambda: super()):
    try:
        print(bad())
    except (TypeError, ValueError, AttributeError, RuntimeError) as error:
        print(type(error).__name__, error)
print(list(map(str, [1, 2])), list(map(max, [1, 5], [3, 2])), list(filter(str.isdigit, "a1b2")), list(map(lambda *a: a, [1], [2], [3])))


class C:
    x = 1

    def method(self):
        pass


c = C()
c.y = 2
print(vars(c), getattr(c, "x"), hasattr(c, "z"), callable(c.method), callable(C), isinstance(c, object), type(c) is C, [n for n in dir(c) if not n.startswith("__")])
print(None, NotImplemented, Ellipsis, __name__, True.__class__, None.__class__.__name__, len.__class__.__name__)
print(isinstance(True, int), isinstance(1, float), isinstance("a", (int, str)), isinstance([], list | tuple), issubclass(int, (str, object)), isinstance(None, type(None)), type(type) is type)
print(max([1, 2, 3], default=0), max([], default=0), min("abc"), max({"a": 1, "b": 0}), min([3, -1, 2], key=abs), max("a", "bb", key=len), sum((0.1, 0.2)), sum([], 5), sum([[1]], [0]))
print(int("ff", 16), int("0b11", 2), int(" 7 "), bin(-5), hex(-255), round(-1.5), round(1.25, 1), round(123, -1), pow(5, 3, 7), abs(True))
print(*map(type, (1, 1.0, "a", b"a", [], (), {}, set(), None, True, range(1), lambda: 0, len, int, type)), sep="\n")
print(type(C), type(c), type(c.method), type(iter([])), type(Exception()), type(NotImplemented), type(...), type(x for x in ""))
print(str(C) , repr(int), str(type(None)), list[int], dict[str, list[int]], int | None, tuple[int, ...])
print(list(range(5)), slice(1), object() != object(), iter([1]) is not None, frozenset([1]), bytes(1), bytearray(1))
it = iter([1, 2, 3])
print(next(it), next(it), list(it), next(it, None))
print(sorted([3, 1, 2], reverse=True), sorted({"b": 1, "a": 2}), sorted("Ab", key=str.lower), sorted([(1, 2), (0, 5)], key=lambda p: p[1]))
print(format(3.14159, ".2f"), format("x", ">3"), format(5), "%s" % format(255, "x"), input.__name__, open.__name__)
print(globals() is globals(), type(globals()).__name__, "C" in globals(), sorted(vars(C))[-2:] == sorted(C.__dict__)[-2:])
print(hash("a") == hash("a"), hash((1, 2)) == hash((1, 2)), hash(1.5) == hash(1.5), hash(None) == hash(None), id(c) == id(c))
