from functools import wraps, lru_cache, cache, partial, reduce, singledispatch, total_ordering, cached_property, cmp_to_key, singledispatchmethod, partialmethod
import time
def log(level="info", *, sep=":"):
    def deco(fn):
        @wraps(fn)
        def w(*a, **k):
            print(level, sep, fn.__name__, a, k)
            return fn(*a, **k)
        w.calls = 0
        return w
    return deco
@log("debug", sep="->")
def add(a, b=2):
    "Adds."
    return a + b
print(add(1, b=5), add.__name__, add.__doc__, add.__wrapped__(1), add.__dict__.keys())
@lru_cache(maxsize=2)
def sq(x): print("calc", x); return x * x
sq(1); sq(1); sq(2); sq(3); sq(1); print(sq.cache_info()); sq.cache_clear(); print(sq.cache_info(), sq.__name__)
@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info())
try: sq([1])
except TypeError as e: print(e)
p = partial(int, base=2); print(p("101"), p.func, p.args, p.keywords)
print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: a + b, [], 5))
@singledispatch
def show(x): return f"obj {x}"
@show.register
def _(x: int): return f"int {x}"
@show.register(list)
def _(x): return f"list {len(x)}"
@show.register
def _(x: str | bytes): return "text"
print(show(1), show([1]), show("s"), show(2.5), show(True), show.dispatch(int).__name__)
@total_ordering
class V:
    def __init__(s, n): s.n = n
    def __eq__(s, o): return s.n == o.n
    def __lt__(s, o): return s.n < o.n
print(V(1) <= V(2), V(3) > V(2), V(1) >= V(2), max([V(1), V(5)], key=lambda v: v.n).n, sorted([V(3), V(1)])[0].n)
class C:
    @cached_property
    def v(self): print("once"); return 5
c = C(); print(c.v, c.v, c.__dict__); del c.v; print(c.v)
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
class CountCalls:
    def __init__(self, fn): self.fn = fn; self.n = 0
    def __call__(self, *a): self.n += 1; return self.fn(*a)
@CountCalls
def hello(): return "hi"
hello(); hello(); print(hello.n)
def singleton(cls):
    inst = {}
    @wraps(cls, updated=())
    def get(*a):
        if cls not in inst: inst[cls] = cls(*a)
        return inst[cls]
    return get
@singleton
class Db: pass
print(Db() is Db(), Db.__name__)
def addmeth(cls):
    cls.extra = lambda self: "extra"
    return cls
@addmeth
class Z: pass
print(Z().extra())
def retry(times):
    def d(f):
        def w(*a):
            for i in range(times):
                try: return f(*a)
                except ValueError as e: print("retry", i, e)
            raise RuntimeError("failed")
        return w
    return d
n = 0
@retry(3)
def flaky():
    global n; n += 1
    if n < 3: raise ValueError(n)
    return "ok"
print(flaky())
class M:
    def __init__(self): self.l = []
    @log()
    def go(self, x): return x
    def __repr__(self): return "M()"
    set1 = partialmethod(go, 1)
    @singledispatchmethod
    def sd(self, x): return "def"
    @sd.register
    def _(self, x: int): return "int"
print(M().go(3), M().set1(), M().sd(1), M().sd("s"))
compose = lambda *fs: reduce(lambda f, g: lambda x: g(f(x)), fs)
print(compose(lambda x: x + 1, lambda x: x * 2)(3))
def curry(f): return lambda a: lambda b: f(a, b)
print(curry(lambda a, b: a - b)(5)(3))
print(add.__module__, add.__qualname__, log.__qualname__, (lambda: 0).__name__, log()(add).__name__)
print(callable(add), add.__code__.co_varnames if hasattr(add.__code__, "co_varnames") else None, fib.__wrapped__.__code__.co_argcount, fib.__wrapped__.__defaults__)
def dflt(a, L=[]): L.append(a); return L
dflt(1); print(dflt(2), dflt.__defaults__)
import operator
print(sorted([("b", 2), ("a", 2), ("c", 1)], key=operator.itemgetter(1, 0)), list(map(operator.attrgetter("n"), [V(1)])), operator.methodcaller("upper")("x"))
