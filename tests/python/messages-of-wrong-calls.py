def f(*a, **k): return a, k
def t(fn):
    try:
        print(fn())
    except Exception as e:
        print(type(e).__name__, e)
class C:
    def m(self, **k): return k
    def __call__(self, *a, **k): return a
t(lambda: f(d=1, **{"d": 2}))
t(lambda: f(*5))
t(lambda: f(**5))
t(lambda: f(1, *5))
t(lambda: f(*[1], *5))
t(lambda: f(a=1, **5))
t(lambda: f(**{1: 2}))
t(lambda: C().m(**{"a": 1}, **{"a": 2}))
t(lambda: C().m(*None))
t(lambda: C().m(**None))
t(lambda: dict(**5))
t(lambda: dict(a=1, **{"a": 2}))
t(lambda: C(*5))
t(lambda: len(*5))
t(lambda: "".join(*5))
t(lambda: [].append(**5))
t(lambda: [*5])
t(lambda: {*5})
t(lambda: {**5})
t(lambda: (lambda x: x)(*5))
def w1():
    with 5: pass
def w2():
    with C(): pass
async def w3():
    async with 5: pass
class E:
    def __enter__(self): pass
def w4():
    with E(): pass
class X:
    def __exit__(self, *a): pass
def w5():
    with X(): pass
class AM:
    async def __aenter__(self): pass
    async def __aexit__(self, *a): pass
def w6():
    with AM(): pass
class SM:
    def __enter__(self): pass
    def __exit__(self, *a): pass
async def w7():
    async with SM(): pass
t(w1); t(w2); t(w4); t(w5); t(w6)
import asyncio
t(lambda: asyncio.run(w3()))
t(lambda: asyncio.run(w7()))
def g(a, b, /, c, *, d): pass
t(lambda: g())
t(lambda: g(1))
t(lambda: g(1, 2, 3))
t(lambda: g(1, 2, 3, 4, 5))
t(lambda: g(1, 2, 3, d=1, e=2))
t(lambda: g(a=1, b=2, c=3, d=4))
t(lambda: g(1, 2, 3, c=4, d=4))
t(lambda: C.m())
t(lambda: C().m(1))
t(lambda: C(1))
t(lambda: object(1))
t(lambda: int("x"))
t(lambda: 5())
t(lambda: None.foo)
t(lambda: [][0])
t(lambda: {}["a"])
t(lambda: "a" + 1)
t(lambda: 1 + "a")
t(lambda: [1] + (2,))
t(lambda: 5[0])
t(lambda: len(5))
t(lambda: iter(5))
t(lambda: next([]))
t(lambda: int([]))
t(lambda: float("q"))
t(lambda: sum(["a"]))
t(lambda: max([]))
t(lambda: sorted([1, "a"]))
t(lambda: "abc".foo)
t(lambda: "abc".uper())
t(lambda: [1].push(2))
