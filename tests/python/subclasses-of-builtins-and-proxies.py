from typing import NamedTuple
class Q:
    x = 1
    def m(self): "doc"
print(hasattr(Q, "__dict__"), Q.__name__, Q.__module__, Q.__qualname__, Q.m.__qualname__, Q.__doc__, Q.m.__doc__)
o = Q(); o.z = 1
print(o.__class__, o.__class__.__name__, o.__module__, o.__doc__)
class Base:
    def __init__(self): print("Base", type(self).__name__)
class Sub(Base): pass
Sub()
print(Base.__subclasses__(), Sub.__base__, Sub.__bases__, Sub.__mro__)
class D(dict):
    def __missing__(self, k): return k * 2
    def __getattr__(self, k):
        try: return self[k]
        except KeyError: raise AttributeError(k)
    def __setattr__(self, k, v): self[k] = v
d = D(a=1); d.q = 2; print(d.q, d, d["zz"], d.a)
class L(list):
    def __repr__(self): return f"L{super().__repr__()}"
    def append(self, x): super().append(x * 2)
l = L([1]); l.append(2); print(l, l + [3], l[:1], len(l), isinstance(l, list))
class S(str):
    def shout(self): return self.upper() + "!"
print(S("a").shout(), S("a") + "b", type(S("a") + "b"), S("x") == "x", {S("k"): 1}["k"])
class I(int):
    def __add__(self, o): return I(int(self) + o + 100)
print(I(1) + 1, I(5) * 2, type(I(1) + 1), I("7"), f"{I(3):03d}")
class F(float):
    @classmethod
    def c(cls, x): return cls(x)
print(F.c(2.5), F(1) + 1)
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
print(T(1, 2), T(1)[0], len(T()))
import collections
class C(collections.UserDict):
    def __setitem__(self, k, v): super().__setitem__(str(k), v)
c = C({1: 2}); c[3] = 4; print(c, c.data)
class Cnt(collections.Counter): pass
print(Cnt("aab").most_common(1), collections.Counter("hello") - collections.Counter("l"))
od = collections.OrderedDict(a=1); od["b"] = 2; od.move_to_end("a"); print(od, list(reversed(od)))
dd = collections.defaultdict(list); dd["x"].append(1); print(dd, dict(dd))
cm = collections.ChainMap({"a": 1}, {"a": 2, "b": 3}); print(cm["a"], cm["b"], dict(cm), cm)
dq = collections.deque([1, 2, 3], maxlen=3); dq.append(4); dq.rotate(1); print(dq, dq[0])
P = collections.namedtuple("P", "x y", defaults=[0]); p = P(1); print(p, p._asdict(), p._replace(x=5), P._fields, P._make([3, 4]), p == (1, 0))
class Emp(NamedTuple):
    name: str
    id: int = 3
    def hi(self): return f"hi {self.name}"
e = Emp("g"); print(e, e.hi(), e[1], Emp.__annotations__, Emp._field_defaults)
try: e.name = 1
except AttributeError as x: print(x)
try: P()
except TypeError as x: print(x)
class SL:
    __slots__ = ("a", "b")
    def __init__(self): self.a = 1
class SL2(SL):
    __slots__ = ("z",)
s2 = SL2(); s2.z = 1; s2.b = 3; print(s2.z, s2.b)
A = type("A", (), {"v": 1}); print(A, A(), sep="") if False else print(A, A.__module__)
import types
ns = types.SimpleNamespace(a=1); ns.b = 2; print(ns, ns.__dict__, vars(ns)); del ns.a; print(ns == types.SimpleNamespace(b=2))
m = types.MethodType(lambda self: self.z, o); print(m())
class Reg(type):
    def __new__(m, n, b, ns):
        return super().__new__(m, n, b, {k.upper() if not k.startswith("__") else k: v for k, v in ns.items()})
class U(metaclass=Reg):
    foo = 1
    def bar(self): return "bar"
print(U.FOO, U().BAR(), hasattr(U, "foo"))
class Counted:
    n = 0
    def __new__(cls, *a):
        cls.n += 1
        return super().__new__(cls)
    def __init__(self, v): self.v = v
print([Counted(i).v for i in range(2)], Counted.n)
class Proxy:
    def __init__(self, t): object.__setattr__(self, "_t", t)
    def __getattr__(self, n): return getattr(self._t, n)
    def __setattr__(self, n, v): setattr(self._t, n, v)
    def __dir__(self): return ["z", "a"]
pr = Proxy(o); pr.w = 4; print(o.w, pr.x, pr.__dict__.keys(), dir(pr))
print(getattr(o, "nope", "dflt"), hasattr(o, "z"), setattr(o, "k", 5), o.k, delattr(o, "k"), hasattr(o, "k"))
class Frozen:
    __slots__ = ()
try: Frozen().x = 1
except AttributeError as e: print(e)
o.__class__ = Base; print(type(o).__name__, o.z)
class WithCall:
    def __init__(self): self.f = lambda: "attr"
    def f(self): return "method"
print(WithCall().f())
class A1:
    def __init__(self, **kw): 
        for k, v in kw.items(): setattr(self, k, v)
    def __repr__(self): return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in self.__dict__.items())})"
    def __eq__(self, o): return self.__dict__ == o.__dict__
print(A1(x=1, y="s"), A1(x=1) == A1(x=1), sorted(A1(b=1, a=2).__dict__), len(A1().__dict__), "x" in A1(x=1).__dict__, A1(x=5).__dict__.get("x"), A1(q=1).__dict__.pop("q"), {**A1(z=1).__dict__})
import json, copy
print(json.dumps(A1(x=1, y=[A1(z=2)]), default=lambda o: o.__dict__))
b = A1(l=[1]); c1, c2 = copy.copy(b), copy.deepcopy(b); b.l.append(2); print(c1, c2)
for k, v in vars(A1(m=1, n=2)).items(): print(k, v)
