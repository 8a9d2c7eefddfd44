import asyncio, inspect, functools, collections.abc as abc, operator, typing
# singledispatch, cached_property, total_ordering, partialmethod and friends
@functools.singledispatch
def show(x, *a): return f"obj {x!r}"
@show.register
def _(x: int | bool, *a): return f"int {x}"
@show.register(list)
@show.register(tuple)
def _(x, *a): return f"seq {[show(i) for i in x]}"
@show.register
def _(x: abc.Mapping): return f"map {sorted(x)}"
show.register(type(None), lambda x: "none")
class Shape:
    def __init__(self, *d): self.d = d
    @functools.cached_property
    def area(self): print("compute"); return functools.reduce(operator.mul, self.d, 1)
    @functools.singledispatchmethod
    def scale(self, by): raise NotImplementedError(type(by).__name__)
    @scale.register
    def _(self, by: int): return Shape(*(x * by for x in self.d))
    @scale.register
    def _(self, by: tuple): return Shape(*map(operator.mul, self.d, by))
    def grow(self, n, *, unit="m"): return f"{self.area + n}{unit}"
    tiny = functools.partialmethod(grow, 1, unit="mm")
    def __repr__(self): return f"Shape{self.d}"
@functools.total_ordering
class V:
    def __init__(self, *p): self.p = p
    def __eq__(self, o): return self.p == o.p if isinstance(o, V) else NotImplemented
    def __lt__(self, o): return self.p < o.p if isinstance(o, V) else NotImplemented
    def __hash__(self): return hash(self.p)
@functools.lru_cache(maxsize=2, typed=True)
def slow(x, y=1): print("slow", x, y); return x + y
@functools.cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
def cmp(a, b): return (len(a) > len(b)) - (len(a) < len(b)) or -((a > b) - (a < b))
print(show(3), show("s"), show([1, [None]]), show({"b": 1, "a": 2}), show(None), show(True), show.dispatch(bool) is show.dispatch(int), show.registry.keys().__len__())
s = Shape(2, 3); print(s.area, s.area, vars(s), s.scale(2), s.scale((1, 5)), s.tiny(), s.grow(2))
del s.area; print(s.area)
try: s.scale("x")
except NotImplementedError as e: print("no", e)
print(V(1, 2) <= V(1, 2), V(2) > V(1, 9), V(1) >= V(2), max(V(1), V(3), V(2)).p, V(1) != V(1))
try: V(1) < 3
except TypeError as e: print(e)
print(slow(1), slow(1.0), slow(1), slow(2), slow(1, y=1), slow.cache_info(), slow.cache_parameters()); slow.cache_clear(); print(slow.cache_info())
print(fib(80), fib.cache_info().hits, sorted(["bb", "a", "ccc", "aa", "b"], key=functools.cmp_to_key(cmp)))
p = functools.partial(slow, y=5); print(p.func is slow.__wrapped__, p.args, p.keywords)
p2 = functools.partial(p, 3); print(p2.args, p2.keywords, p2())
P = functools.Placeholder
q = functools.partial(print, P, "mid", sep="-"); q(1); q(1, 2); print(functools.partial(pow, P, 2)(5), repr(P))
try: functools.partial(print, P)
except TypeError as e: print(e)
try: q(1)
except TypeError as e: print(e)
@functools.wraps(fib)
def w(): "doc"
print(w.__name__, w.__doc__, w.__wrapped__ is fib)
print(operator.attrgetter("d", "area")(s), operator.itemgetter(1, 0)("ab"), operator.methodcaller("grow", 1, unit="k")(s), operator.itemgetter(slice(1, None))("abc"))
async def main():
    print(await asyncio.gather(*map(functools.partial(asyncio.sleep, .1), "xy")))
    m = functools.partial(asyncio.sleep, 0, result=5); print(asyncio.iscoroutinefunction(m) if False else inspect.iscoroutinefunction(m), await m())
    print(functools.reduce(lambda a, b: a | b, [{1}, {2}, {3}]), functools.reduce(operator.add, [[1], [2]], []))
asyncio.run(main())
