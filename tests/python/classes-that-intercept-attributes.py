# dict/set mutated during iteration, descriptors, slots, metaclass, getattr hooks
class Desc:
    def __set_name__(self, o, n): self.n = "_" + n; print("set_name", o.__name__, n)
    def __get__(self, o, t=None): return self if o is None else getattr(o, self.n, "unset")
    def __set__(self, o, v):
        if v is None: raise ValueError(f"{self.n[1:]} cannot be None")
        setattr(o, self.n, v)
    def __delete__(self, o): delattr(o, self.n)
class Meta(type):
    def __new__(m, name, bases, ns, **kw): c = super().__new__(m, name, bases, ns); c.kw = kw; return c
    def __init__(c, name, bases, ns, **kw): super().__init__(name, bases, ns)
    def __getitem__(c, k): return f"{c.__name__}[{k}]"
    def __iter__(c): return iter(c.kw)
    def __len__(c): return len(c.kw)
    def __contains__(c, k): return k in c.kw
    def __instancecheck__(c, o): return hasattr(o, "quack")
    @property
    def size(c): return len(c)
    @classmethod
    def __prepare__(m, n, b, **kw): print("prepare", n, kw); return {"injected": 1}
class A(metaclass=Meta, x=1, y=2):
    d = Desc(); e = Desc()
class B(A): pass
a = A(); a.d = 3; print(a.d, a.e, A.d.n, vars(a), A["k"], list(A), len(A), "x" in A, A.size, A.injected, B.kw, len(B))
del a.d; print(a.d)
for f in (lambda: setattr(a, "d", None), lambda: delattr(a, "d"), lambda: a.nope, lambda: A.nope):
    try: f()
    except (ValueError, AttributeError) as x: print(type(x).__name__, x)
class Duck: quack = 1
print(isinstance(Duck(), A), isinstance(3, A), issubclass(B, A), type(A), A.__class__, Meta.__mro__)
class S:
    __slots__ = ("a", "_b", "__c")
    def __init__(self): self.a = 1; self.__c = 3
    def c(self): return self.__c
s = S(); print(s.a, s.c(), S.__slots__, hasattr(s, "_b")); del s.a
for f in (lambda: s.a, lambda: setattr(s, "zz", 1), lambda: s._b, lambda: s.__dict__):
    try: f()
    except AttributeError as x: print(x)
class S2(S): pass
t = S2(); t.free = 1; print(t.free, t.__dict__, t.a)
class G:
    def __init__(self): self.seen = []
    def __getattr__(self, n):
        if n.startswith("dyn_"): return n[4:].upper()
        raise AttributeError(f"no {n}")
    def __setattr__(self, n, v): object.__setattr__(self, n, v) if n == "seen" else self.seen.append((n, v))
    def __delattr__(self, n): self.seen.append(("del", n))
    def __dir__(self): return ["b", "a"]
g = G(); g.q = 4; del g.r; print(g.dyn_abc, g.seen, dir(g), getattr(g, "zip", "dflt"), hasattr(g, "dyn_"))
try: g.foo
except AttributeError as x: print(x)
for make, mutate in [(lambda: {1: 1, 2: 2, 3: 3}, lambda d: d.pop(3)), (lambda: {1: 1, 2: 2}, lambda d: d.update({9: 9})), (lambda: {1: 1, 2: 2}, lambda d: (d.pop(2), d.update({5: 5}))), (lambda: {1, 2, 3}, lambda d: d.add(9)), (lambda: {1: 0, 2: 0}, lambda d: d.update({1: 5})), (lambda: {1: 1, 2: 2}, lambda d: d.clear()), (lambda: {1, 2, 3}, lambda d: (d.discard(2), d.add(7)))]:
    d = make(); out = []
    try:
        for k in d:
            out.append(k); mutate(d)
            if len(out) > 5: break
    except (RuntimeError, KeyError) as x: print(out, type(x).__name__, x)
    else: print(out, "fine", d)
for view in ("items", "values", "keys"):
    d = {1: 1, 2: 2}
    try:
        for k in getattr(d, view)(): del d[1]; d[3] = 3
    except (RuntimeError, KeyError) as x: print(view, x)
l = [1, 2, 3]
for x in l:
    if x < 5: l.append(x + 3)
print(l)
class P:
    def __init__(self): self.__x = 1
    @property
    def x(self): return self.__x
    @x.setter
    def x(self, v): self.__x = v
    @x.deleter
    def x(self): print("deleted")
    y = property(lambda self: 5, doc="why")
p = P(); p.x += 4; del p.x; print(p.x, P.y.__doc__, p._P__x, P.x.fset is not None, P.y.fset)
for f in (lambda: setattr(p, "y", 1), lambda: delattr(p, "y"), lambda: p.__x):
    try: f()
    except AttributeError as e: print(e)
class C3a: pass
class C3b(C3a): pass
try: type("Bad", (C3a, C3b), {})
except TypeError as e: print(e)
try: class_ = type("X", (int, str), {})
except TypeError as e: print(e)
X = type("X", (C3b,), {"v": 1, "m": lambda self: self.v}); print(X().m(), X.__name__, X.__bases__, X.__module__, X.__qualname__)
print(super(X, X()).__init__.__name__ if hasattr(super(X, X()), "__init__") else None, object.__init_subclass__() is None)
