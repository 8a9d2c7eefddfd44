import operator
from collections import deque, defaultdict, ChainMap, UserDict, UserList


class Pair:
    def __init__(self, *a): self.a = a
    def __getitem__(self, i): return self.a[i]
    def __len__(self): return len(self.a)
class Map:
    def __len__(self): return 1
    def keys(self): return ["a"]
    def __getitem__(self, k): return 1
    def get(self, k, d=None): return 1
def what(x):
    match x:
        case [a, *b]: return "seq", a, b
        case {"a": v}: return "map", v
        case _: return "none"
class L(list): pass
class D(dict): pass
class UD(UserDict): pass
import types
for x in (Pair(1, 2), Map(), deque([1]), L([1]), D(a=1), UD(a=2), UserList([3]), ChainMap({"a": 4}), types.MappingProxyType({"a": 5}), range(2), "ab", b"ab", {1}, (9,), bytearray(b"a")): print(type(x).__name__, what(x))
from collections.abc import Sequence, Mapping
class S(Sequence):
    def __len__(self): return 1
    def __getitem__(self, i):
        if i: raise IndexError
        return 7
class M(Mapping):
    def __len__(self): return 1
    def __iter__(self): return iter("a")
    def __getitem__(self, i): 
        if i != "a": raise KeyError(i)
        return 8
Sequence.register(Pair); Mapping.register(Map)
for x in (S(), M(), Pair(1, 2), Map()): print(type(x).__name__, what(x))
class P:
    __match_args__ = ("x",)
    x = 1
class Q:
    __match_args__ = (1,)
def twice(o):
    match o:
        case P(1, x=2): return 1
def ints(o):
    match o:
        case Q(1): return 1
k = "k"
class K: k = "k"
def dup(o):
    match o:
        case {K.k: 1, "k": 2}: return 1
for f, o in ((twice, P()), (ints, Q()), (dup, {"k": 1, "z": 2})):
    try: print(f(o))
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
match bytearray(b"x"):
    case bytearray(z): print(z)
print(operator.__lt__(1, 2), operator.__add__(2, 3), operator.__lt__ is operator.lt)
d = defaultdict(int, a=1)
print({"b": 2} | d, d | {"c": 3}, {"a": 0} | ChainMap({"x": 1}, {"a": 5}))
