def gen():
    try:
        x = yield 1
    except ValueError as e:
        print("caught", e, repr(e.__context__))
        yield 2
g = gen(); next(g)
try: 1 / 0
except ZeroDivisionError:
    print(g.throw(ValueError("v")))
g = gen()
try: g.throw(KeyError("unstarted"))
except KeyError as e: print("out", e)
print(list(g))
def gen2():
    try: raise KeyError("own")
    except KeyError:
        try: yield 1
        except ValueError as e: print(repr(e.__context__)); yield 2
g = gen2(); next(g); g.throw(ValueError("w"))
import asyncio
async def worker():
    try: await asyncio.sleep(10)
    except asyncio.CancelledError as e: print("cancelled", repr(e.__context__)); raise
async def main():
    t = asyncio.create_task(worker()); await asyncio.sleep(0)
    try: raise ValueError("outer")
    except ValueError: t.cancel()
    try: await t
    except asyncio.CancelledError as e: print(repr(e), repr(e.__context__))
    try:
        try: await asyncio.wait_for(asyncio.sleep(5), 1)
        except TimeoutError as e: print(repr(e), repr(e.__cause__), repr(e.__context__)); raise RuntimeError("x")
    except RuntimeError as e: print(repr(e.__context__))
    async with asyncio.timeout(None) as tm: print(tm.when())
    results = await asyncio.gather(asyncio.sleep(1, "a"), asyncio.sleep(0.5, "b")); print(results)
    class Res:
        async def __aenter__(self): print("enter"); return self
        async def __aexit__(self, *a): print("exit", a[0]); return True
    async with Res(): raise ValueError
    coro = worker()
    try: coro.throw(ValueError("not begun"))
    except ValueError as e: print(e)
asyncio.run(main())
def deco(cls):
    for k, v in list(vars(cls).items()):
        if callable(v) and not k.startswith("_"):
            setattr(cls, k, (lambda f: lambda *a: ("wrapped", f(*a)))(v))
    return cls
@deco
class C:
    def m(self): return 1
print(C().m())
class Validated:
    def __init__(self, *types): self.types = types
    def __set_name__(self, o, n): self.n = n
    def __get__(self, o, t=None): return o.__dict__[self.n] if o else self
    def __set__(self, o, v):
        if not isinstance(v, self.types): raise TypeError(f"{self.n} must be {' or '.join(t.__name__ for t in self.types)}")
        o.__dict__[self.n] = v
class P:
    name = Validated(str); age = Validated(int, float)
    def __init__(self, n, a): self.name, self.age = n, a
p = P("a", 3); print(p.name, p.age, p.__dict__)
try: P(1, 2)
except TypeError as e: print(e)
try: P("a", "b")
except TypeError as e: print(e)
class Undo:
    def __init__(self): super().__setattr__("_log", []); self.x = 1
    def __setattr__(self, k, v): self._log.append((k, getattr(self, k, None))); super().__setattr__(k, v)
u = Undo(); u.x = 2; u.y = 3; print(u._log, u.__dict__)
class Auto(dict):
    def __missing__(self, k): self[k] = v = type(self)(); return v
t = Auto(); t["a"]["b"]["c"] = 1; print(t)
class Meta(type):
    def __getattr__(cls, n): return f"dyn {n}"
    def __setattr__(cls, n, v): print("meta set", n); super().__setattr__(n, v)
    def __instancecheck__(cls, o): return o == 5
    def __eq__(cls, o): return True
    __hash__ = type.__hash__
class D(metaclass=Meta): pass
print(D.foo, isinstance(5, D), isinstance(4, D), D == 3); D.z = 1
class Iface:
    def __init_subclass__(cls):
        for m in ("run",):
            if m not in cls.__dict__: raise TypeError(f"{cls.__name__} needs {m}")
try:
    class Impl(Iface): pass
except TypeError as e: print(e)
class Prop:
    def __init__(self): self._v = 0
    def g(self): return self._v
    def s(self, v): self._v = v
    v = property(g, s, doc="the doc")
q = Prop(); q.v = 4; print(q.v, Prop.v.__doc__, Prop.v.fget.__name__, type(Prop.v))
print(type(q).__mro__, Prop.__dict__["v"].fset is Prop.s)
def f(): f.count = getattr(f, "count", 0) + 1; return f.count
f(); print(f(), f.__dict__)
print([c.__name__ for c in type(ValueError()).__mro__], issubclass(KeyError, LookupError), issubclass(bool, int))
print(C.m.__name__, p.__init__.__name__, p.__init__.__self__ is p, P.__init__.__qualname__, "".join.__name__, [].append.__self__)
