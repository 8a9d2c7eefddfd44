import asyncio, collections, dataclasses, pprint, types
# what pprint makes of nested and derived values, at several widths, and what it says of them
@dataclasses.dataclass
class Point: x: int; y: int; tags: list = dataclasses.field(default_factory=list); hidden: int = dataclasses.field(default=0, repr=False)
@dataclasses.dataclass
class Shown:
    name: str = "a long name " * 4
    def __repr__(self): return f"<shown {self.name}>"
class Names(list): pass
class Ages(dict): pass
class Few(set): pass
class Bag(collections.Counter): pass
class Spread(types.SimpleNamespace): pass
class Loud(pprint.PrettyPrinter):
    def format(self, object, context, maxlevels, level):
        return (f"«{object}»", True, False) if isinstance(object, str) and " " in object else super().format(object, context, maxlevels, level)
loop = [1, [2, 3]]; loop[1].append(loop); ring = {"me": None, "other": ["x"] * 30}; ring["me"] = ring; odd = Point(1, 2); odd.tags.append(odd); odd.tags += range(30)
VALUES = {
    "nested": {"b": [list(range(n)) for n in range(8)], "a": ("one", ("two",), ()), 3: {1, 2, 3}, None: frozenset({7})}, "texts": ["lorem ipsum dolor sit amet " * 4, "short", "two\nlines of text\n", "", b"bytes that are long enough to be wrapped", bytearray(b"0123456789" * 3)],
    "derived": [Names("abc" * 9), Ages(zip("abcdef", range(6))), Few(range(25)), Bag("mississippi" * 2), Spread(dog=8, cat="nine" * 9)], "collections": [collections.OrderedDict(zip("abcd", range(100, 104))), collections.defaultdict(list, a=[1] * 20), collections.deque(range(25), 30), collections.deque("ab"), collections.ChainMap({"a": 1}, dict.fromkeys("bcdefghij")), collections.UserDict(zip("abcdefghij", range(10))), collections.UserList(range(25)), collections.UserString("user string " * 6)],
    "objects": [Point(1, 2, ["tag"] * 12), Shown(), types.SimpleNamespace(a=1, b=[2] * 30), types.MappingProxyType(dict(zip("abcdefghijkl", range(12)))), 12345678901234567890, 1.5, 2j, True, int],
}
async def show(width):
    await asyncio.sleep(width / 100)
    for name, value in VALUES.items(): print(width, name); print(pprint.pformat(value, width=width)); print(pprint.pformat(value, indent=4, width=width, compact=True, underscore_numbers=True))
async def main():
    await asyncio.gather(*map(show, (19, 47, 80)))
    for value in (loop, ring, odd): print(pprint.pformat(value, width=40).replace(str(id(value)), "ID"), pprint.isrecursive(value), pprint.isreadable(value))
    print(pprint.pformat({"z": 1, "a": [1, 2, [3, [4, [5]]]]}, depth=3, sort_dicts=False)); print(pprint.pformat([[[]], {}, ((),)], depth=1), pprint.saferepr({"b": 1, "a": int}), pprint.isreadable({"a": 1}), pprint.isreadable(print))
    print(Loud(width=30).pformat(["two words", "one", {"three more words": "and some more words"}])); print(repr(pprint.PrettyPrinter(width=5).pformat(Few())), set.__repr__(Few()), super(Few, Few([1])).__repr__())
    for wrong in ({"indent": -1}, {"depth": 0}, {"width": 0}):
        try: pprint.pformat(1, **wrong)
        except ValueError as e: print(e)
asyncio.run(main())
