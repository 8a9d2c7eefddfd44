# __dict__ live
class P:
    kind = "p"
    def __init__(self, **kw):
        self.__dict__.update(kw)
p = P(a=1, b=2)
print(p.a, p.b, vars(p), p.__dict__ is p.__dict__)
p.__dict__["c"] = 3
print(p.c)
vars(p)["d"] = 4
p.e = 5
print(p.__dict__, list(vars(p)))
del p.__dict__["a"]
try:
    p.a
except AttributeError as e:
    print(e, e.name, e.obj is p)
p.__dict__ = {"x": 10, "kind": "own"}
print(p.x, p.kind, hasattr(p, "b"))
try:
    p.__dict__ = 5
except TypeError as e:
    print(e)
d = p.__dict__
p.y = 1
print(d)
del p.y
print(d)
d.clear()
print(p.kind, vars(p))
class Borg:
    _shared = {}
    def __init__(self):
        self.__dict__ = self._shared
a, b = Borg(), Borg()
a.v = 1
print(b.v, a.__dict__ is b.__dict__)
class Bunch(dict):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.__dict__ = self
bu = Bunch(x=1)
print(bu.x)
bu.y = 2
print(bu["y"], bu, sorted(bu.keys()))
def f(): pass
f.calls = 0
print(f.__dict__)
f.__dict__["more"] = 1
print(f.more, vars(f))
e = ValueError("x")
e.code = 4
print(e.__dict__)
e.__dict__["z"] = 1
print(e.z)
e.add_note("note")
print(vars(e))
class S:
    __slots__ = ("a",)
s = S()
try:
    s.__dict__
except AttributeError as x:
    print(x)
try:
    vars(s)
except TypeError as x:
    print(x)
try:
    vars(5)
except TypeError as x:
    print(x)
print({k: v for k, v in P.__dict__.items() if not k.startswith("__")})
class T:
    def __setattr__(self, k, v):
        print("set", k, v)
        self.__dict__[k] = v
    def __getattr__(self, k):
        if k.startswith("x"):
            return k.upper()
        raise AttributeError(k)
t = T()
t.a = 1
print(t.a, t.xyz)
try:
    t.b
except AttributeError as x:
    print(repr(x))
import copy
p2 = copy.copy(t)
print(p2.a, p2.__dict__ is t.__dict__)
class Lazy:
    def __get__(self, obj, owner):
        print("compute")
        obj.__dict__["v"] = 42
        return 42
class HasLazy:
    v = Lazy()
h = HasLazy()
print(h.v, h.v)
