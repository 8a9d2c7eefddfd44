"""Small things of the language and the library: texts of errors, representations and what is registered where."""
import calendar
import collections.abc as abc
import dataclasses
import functools
import logging
import pprint
import sys
import traceback
import types
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque
from dataclasses import dataclass, field

def show(text, **names):
    try: print(text, "->", repr(eval(text, globals(), names)))
    except BaseException as e: print(text, "!!", type(e).__name__, e, *getattr(e, "__notes__", ()))

class Named:
    def __set_name__(self, owner, name): raise ValueError("boo")
class Temp:
    wo = property(None, lambda self, value: None)
    @property
    def ro(self): return 1
class Sub(Temp): pass
for body in ("class D: q = Named()", "class X(3): pass", "class X(Temp, 3): pass", "class X:\n __slots__ = ('a', 'a b')", "class X(int):\n __slots__ = ('a',)",
             "class X(tuple):\n __slots__ = 'a'", "class X(str):\n __slots__ = ('a',)", "class X(int):\n __slots__ = ()", "class X(sys): pass"):
    try: exec(body); print(body, "fine")
    except Exception as e: print(body, "!!", type(e).__name__, e, *getattr(e, "__notes__", ()))
for text in ("Temp().wo", "Sub().wo", "Temp.ro.__name__", "type('a', 1, {})", "type('a', (), 1)", "type(1, (), {})", "delattr(3, 'x')", "(5).__add__(1.0), (5).__add__(1), (5.0).__add__(1)",
             "(5).__eq__(5.0), (5).__lt__('a'), (5).__radd__(1.0)", "sorted([1], reversed=True)", "enumerate('a', begin=1)", "__import__()", "__import__('math').pi", "__import__(3)",
             "__import__('collections.abc').__name__, __import__('collections.abc', fromlist=['x']).__name__", "(lambda: (lambda: 1))().__qualname__", "(x for x in ()).__qualname__",
             "functools.reduce()", "functools.reduce(max, 3)", "functools.reduce(lambda a, b: a + b, [1], initial=1)", "functools.reduce(max, [], initial=None)", "functools.reduce(max, [1], 2, 3)",
             "[isinstance(bytearray(), c) for c in (abc.Sequence, abc.MutableSequence, abc.Buffer)]", "[isinstance(memoryview(b''), c) for c in (abc.Sequence, abc.MutableSequence, abc.Buffer)]", "isinstance(b'', abc.Buffer)",
             "calendar.JANUARY, calendar.Month(2), calendar.MONDAY", "types.GenericAlias, types.UnionType, types.CellType", "types.MappingProxyType(3)", "types.ModuleType('m'), types.ModuleType('m', 'doc').__doc__", "types.ModuleType()", "types.ModuleType(3)", "types.resolve_bases((int, list[int]))", "types.get_original_bases(Sub)",
             "logging.StreamHandler(sys.stdout)", "logging.StreamHandler()", "logging.Formatter('%(foo')", "logging.Formatter('{x', style='{')", "logging.Formatter('x', style='$')", "logging.Formatter('%(x)-5d')._fmt", "logging.getLevelNamesMapping()",
             "pprint.isreadable([1, 'a', {2: None}]), pprint.isreadable([object()])"): show(text)

class Slotted:
    __slots__ = ()
    @functools.cached_property
    def p(self): return 1
class Partial:
    def m(self, a, b=2): return a, b
    pm = functools.partialmethod(m, 10, b=5)
show("Slotted().p"); print(repr(Partial.__dict__["pm"]).partition("0x")[0], Partial().pm())

class Numbers(abc.Set):
    def __init__(self, items): self.items = list(dict.fromkeys(items))
    def __contains__(self, x): return x in self.items
    def __iter__(self): return iter(self.items)
    def __len__(self): return len(self.items)
    __hash__ = abc.Set._hash
print(hash(Numbers([1, 2])) == hash(Numbers([2, 1])), {Numbers([1]): "one"}[Numbers([1])])

C = dataclasses.make_dataclass("C", ["x", ("y", int), ("z", list, field(default_factory=list))])
@dataclass(frozen=True, kw_only=True)
class P:
    x: int
    y: "list[int]" = field(default_factory=list)
show("C(1, 2), C.__annotations__, C.__doc__"); show("C.__init__.__annotations__"); show("P.__init__.__annotations__"); show("P.__dataclass_params__")
show("dataclasses.make_dataclass('D', ['if'])")

for thing in (OrderedDict((i, "x" * 20) for i in range(4)), defaultdict(list, {i: ["y" * 30] * 2 for i in range(2)}), Counter({chr(97 + i) * 10: i for i in range(7)}), deque(range(30)), deque(range(30), 50),
              types.SimpleNamespace(a="x" * 40, b=["y" * 40, "z" * 40]), ChainMap({"a" * 40: 1}, {"b" * 40: 2}), {"k": defaultdict(int, {"a" * 40: 1, "b" * 40: 2})}, [OrderedDict(a=1)], deque(), Counter()):
    print(pprint.pformat(thing)); print(pprint.pformat(thing, width=30, indent=2))

def deep(n):
    if n == 0: 1 / 0
    deep(n - 1)
def outer():
    try: deep(2)
    except Exception as e: raise ValueError("v") from e
try: outer()
except ValueError as e:
    names = lambda lines: [line.rpartition(" in ")[2].split("\n")[0] for line in lines if line.startswith("  File")]
    for limit in (None, 1, 2, -1, 0): print(limit, names(traceback.format_exception(e, limit=limit)), names(traceback.format_tb(e.__traceback__, limit)), names(traceback.format_exc(limit).splitlines()))
