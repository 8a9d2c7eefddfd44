import functools, inspect, asyncio
from functools import partial, wraps, lru_cache, cache, cached_property, reduce, total_ordering, cmp_to_key, singledispatch, partialmethod, singledispatchmethod
def err(f):
    try: print("->", f())
    except Exception as e: print(type(e).__name__, e)
def f(a, b=2, *args, c=3, **kw): return (a, b, args, c, kw)
p = partial(f, 1, c=5); print(p(), p(7), p(7, 8, c=9, d=1), p.func is f, p.args, p.keywords)
p2 = partial(p, 4, d=2); print(p2(), p2.func is f, p2.args, p2.keywords)
print(repr(partial(print, 1, x=2)).replace(repr(print), "P")); err(lambda: partial()); err(lambda: partial(5))
p.foo = 3; print(p.foo, isinstance(p, partial), callable(p))
class K:
    def m(self, a, b): return (a, b)
    pm = partialmethod(m, 1)
print(K().pm(2))
def deco(fn):
    @wraps(fn)
    def w(*a, **k): return fn(*a, **k)
    return w
@deco
def named(x):
    "doc"
    return x
print(named.__name__, named.__doc__, named.__wrapped__(3), named.__qualname__)
@lru_cache(maxsize=2)
def sq(x): print("calc", x); return x * x
print(sq(1), sq(2), sq(1), sq(3), sq(2), sq.cache_info()); sq.cache_clear(); print(sq.cache_info(), sq.cache_parameters())
@lru_cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(100), fib.cache_info())
@cache
def g(a, *, k=1): return a + k
print(g(1), g(1, k=1), g(1.0), g.cache_info()); err(lambda: g([]))
@lru_cache(typed=True)
def t(x): return x
t(1); t(1.0); t(True); print(t.cache_info())
class M:
    @lru_cache
    def meth(self, x): return x
    @cached_property
    def val(self): print("computed"); return 5
m = M(); print(m.meth(3), m.val, m.val, m.__dict__); del m.val; print(m.val); print(type(M.val).__name__)
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a + b, [], 9)); err(lambda: reduce(lambda a, b: a, []))
@total_ordering
class T:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print(T(1) <= T(1), T(2) > T(1), T(1) >= T(2), T(1) != T(2)); err(lambda: total_ordering(int)); err(lambda: T(1) > 3)
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
@singledispatch
def sd(x): return "obj"
@sd.register
def _(x: int): return "int"
@sd.register(str)
def _(x): return "str"
@sd.register(list)
@sd.register(tuple)
def _(x): return "seq"
print(sd(1), sd("a"), sd(2.0), sd([]), sd(()), sd(True), sd.dispatch(int)(3)); err(lambda: sd())
class SM:
    @singledispatchmethod
    def go(self, x): return "o"
    @go.register
    def _(self, x: int): return "i"
print(SM().go(1), SM().go("x"))
async def co(): return 1
async def ag(): yield 1
def gen(): yield 1
c = co(); a = ag(); ge = gen()
print(inspect.iscoroutine(c), inspect.iscoroutinefunction(co), inspect.isawaitable(c), inspect.isasyncgen(a), inspect.isasyncgenfunction(ag), inspect.isgenerator(ge), inspect.isgeneratorfunction(gen), inspect.isfunction(co), inspect.isclass(M), inspect.ismethod(m.meth), inspect.iscoroutinefunction(partial(co)), inspect.isbuiltin(len), inspect.ismodule(functools))
print(inspect.getcoroutinestate(c), inspect.getgeneratorstate(ge)); next(ge); print(inspect.getgeneratorstate(ge)); c.close(); print(inspect.getcoroutinestate(c))
def s1(a, b: int, /, c=1, *args, d, e: str = "x", **kw) -> bool: pass
sig = inspect.signature(s1); print(sig, list(sig.parameters), sig.parameters["e"].default, sig.parameters["a"].kind, sig.return_annotation)
print(inspect.signature(M.meth), inspect.signature(m.meth) if 0 else "", inspect.signature(K), inspect.signature(lambda x, *, y: 0), inspect.signature(K().m))
b = inspect.signature(f).bind(1, 2, 3, c=4, z=5); print(b.args, b.kwargs, b.arguments); err(lambda: inspect.signature(f).bind())
import abc
class AB(abc.ABC):
    @abc.abstractmethod
    def one(self): ...
    @property
    @abc.abstractmethod
    def two(self): ...
    @classmethod
    @abc.abstractmethod
    def three(cls): ...
err(lambda: AB())
class AC(AB):
    def one(self): return 1
err(lambda: AC())
class AD(AC):
    two = 2
    @classmethod
    def three(cls): return 3
print(AD().one(), AD().two, AD.three(), isinstance(AD(), AB), sorted(AB.__abstractmethods__), AD.__abstractmethods__)
@AB.register
class Virt: pass
print(isinstance(Virt(), AB), issubclass(Virt, AB), issubclass(int, AB))
class Hook(metaclass=abc.ABCMeta):
    @classmethod
    def __subclasshook__(cls, C): return hasattr(C, "quack") or NotImplemented
class Duck:
    def quack(self): pass
print(isinstance(Duck(), Hook), isinstance(3, Hook), type(AB), inspect.isabstract(AB), inspect.isabstract(AD))
