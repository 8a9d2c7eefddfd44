def echo():
    r = None
    while True:
        try:
            x = yield r
            r = f"got {x}"
        except ValueError as e: r = f"err {e}"
g = echo(); print(next(g), g.send(1), g.throw(ValueError("v")), g.send(2)); g.close()
try: next(g)
except StopIteration as e: print("stop", e.value)
def sub():
    a = yield 1
    print("sub got", a)
    b = yield 2
    return "ret"
def outer():
    r = yield from sub()
    print("r", r)
    yield from [10, 20]
    return "done"
o = outer(); print(next(o), o.send("A"), o.send("B"), list(o))
def ret():
    return 5
    yield
try: next(ret())
except StopIteration as e: print(e.value, e.args)
def avg():
    t = n = 0; a = None
    while True:
        v = yield a
        t += v; n += 1; a = t / n
c = avg(); next(c); print([c.send(x) for x in (10, 20, 30)])
try:
    gg = echo(); gg.send(1)
except TypeError as e: print(e)
def bad():
    raise StopIteration("x")
    yield
try: next(bad())
except RuntimeError as e: print(e, repr(e.__cause__))
def primes():
    n, ps = 2, []
    while True:
        if all(n % p for p in ps): ps.append(n); yield n
        n += 1
from itertools import islice, takewhile, count, cycle, chain, groupby, accumulate, product, permutations, combinations, zip_longest, tee, starmap, pairwise, batched, compress, dropwhile, filterfalse, repeat
print(list(islice(primes(), 10)), list(takewhile(lambda x: x < 20, primes())))
fns = [lambda: i for i in range(3)]; print([f() for f in fns])
fns = [lambda i=i: i for i in range(3)]; print([f() for f in fns])
x = 5; print([x for x in range(3)], x, {x: y for x, y in zip("ab", [1, 2])}, {c for c in "aab"} == {"a", "b"})
print([(i, j) for i in range(3) for j in range(i) if (i + j) % 2])
print([y := 1, y ** 2], y)
print(any((hit := n) > 3 for n in [1, 4, 9]), hit)
def counter():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    def reset():
        nonlocal n; n = 0
    return inc, reset
inc, reset = counter(); inc(); inc(); print(inc()); reset(); print(inc())
g = 0
def setg():
    global g, newg
    g += 1; newg = "n"
setg(); print(g, newg)
a, *b, c = range(5); print(a, b, c); (a, b), [c, *d] = (1, 2), "xyz"; print(a, b, c, d)
*a, = "hi"; print(a); a = b = []; a.append(1); print(b)
first, (second, *third) = 1, (2, 3, 4); print(first, second, third)
try: a, b = 1, 2, 3
except ValueError as e: print(e)
try: a, b, *c = [1]
except ValueError as e: print(e)
try: a, b = 5
except TypeError as e: print(e)
print(1 < 2 < 3, 1 < 3 > 2, 1 == 1 != 2, not 1 in [2], 3 in [1] == False)
print(*[1, 2], *"ab", sep="-", end="!\n"); print([*range(3), *"x"], {**{"a": 1}, "b": 2}, (*"ab",))
print(1 if x else 2, x and "y", None or "d", not x)
print([k for k, v in groupby("aaabbc")], [(k, len(list(v))) for k, v in groupby("aaabbc")], list(accumulate([1,2,3])), list(pairwise("abc")), list(batched("abcde", 2)), list(zip_longest("ab", "c", fillvalue="-")))
print(list(product("ab", repeat=2))[:3], list(permutations("abc", 2))[:3], list(combinations("abcd", 2))[-1], list(chain([1], [2, 3])), list(starmap(pow, [(2, 3)])), list(compress("abc", [1, 0, 1])))
class It:
    def __init__(s, n): s.n = n
    def __iter__(s): s.i = 0; return s
    def __next__(s):
        if s.i >= s.n: raise StopIteration
        s.i += 1; return s.i
print(list(It(3)), 2 in It(3), sum(It(4)), max(It(3)), dict(zip("ab", It(2))), sorted(It(3), reverse=True), tuple(It(2)), [*It(2)])
class Sq:
    def __getitem__(s, i):
        if i > 2: raise IndexError
        return i * i
    def __len__(s): return 3
print(list(Sq()), 4 in Sq(), list(reversed(Sq())), list(enumerate(Sq(), 1)))
it = iter(lambda l=[3, 2, 1]: l.pop(), 3); print(list(it))
for i in range(3):
    pass
else: print("else", i)
while True:
    break
else: print("never")
print([i for i in range(10) if i % 2 == 0 if i > 3], sum(i * i for i in range(4)), list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(filter(None, [0, 1, "", "a"])))
import asyncio
async def agen(n):
    try:
        for i in range(n):
            await asyncio.sleep(0); yield i
    finally: print("agen fin")
async def main():
    print([x async for x in agen(3)], {x: 1 async for x in agen(2) if x})
    ag = agen(5)
    async for v in ag:
        if v == 1: break
    await ag.aclose()
    ag = agen(2); print(await anext(ag), await ag.asend(None))
    try: await anext(ag)
    except StopAsyncIteration: print("stop")
asyncio.run(main())
