import sys, copy, heapq, bisect, time
print("a", "b", sep="", end="|\n", flush=True); print("err", file=sys.stderr)
print(sys.version_info[:2], sys.version_info >= (3, 8), sys.maxsize > 1000, sys.argv[1:], sys.platform != "", sys.byteorder)
h = [5, 1, 4]; heapq.heapify(h); heapq.heappush(h, 0); print(heapq.heappop(h), heapq.nsmallest(2, h), heapq.nlargest(1, h), heapq.heappushpop(h, 9), list(heapq.merge([1, 3], [2])))
l = [1, 3, 5]; bisect.insort(l, 4); print(l, bisect.bisect_left(l, 3), bisect.bisect(l, 3))
class T:
    def __del__(self): print("bye")
def scope():
    t = T(); u = [t]; del t; print("before"); u = None; print("after")
scope()
import weakref
class Obj:
    def __init__(self, n): self.n = n
o = Obj(1); r = weakref.ref(o); print(r() is o); del o; print(r())
wd = weakref.WeakValueDictionary(); o = Obj(2); wd["k"] = o; print(len(wd), wd["k"].n); del o; print(len(wd))
ws = weakref.WeakSet(); o = Obj(3); ws.add(o); print(len(ws)); o = None; print(len(ws))
wk = weakref.WeakKeyDictionary(); o = Obj(4); wk[o] = "v"; print(list(wk.values())); del o; print(len(wk))
o = Obj(5); f = weakref.finalize(o, print, "finalized", 5); print(f.alive); del o; print(f.alive)
o = Obj(6); p = weakref.proxy(o); print(p.n); del o
try: p.n
except ReferenceError as e: print(e)
a = [1, [2, 3]]; b = copy.copy(a); c = copy.deepcopy(a); a[1].append(4); print(b, c)
a = [[0] * 2] * 2; a[0][0] = 1; print(a); a = [[0] * 2 for _ in range(2)]; a[0][0] = 1; print(a)
s = "hello"; print(s[1:-1], s[::-1], s[-3:], s[:2] + s[2:], s[10:], "".join(reversed(s)))
l = list(range(10)); del l[::2]; print(l); l[1:3] = ["x"] * 3; print(l); l[:0] = [0]; print(l); l.insert(2, "i"); l.remove("x"); print(l, l.pop(), l.pop(0), l.index("x"), l.count("x")); l.extend("ab"); l.sort(key=str); print(l); l.reverse(); print(l, l.copy() == l)
try: l.remove("zz")
except ValueError as e: print(e)
try: [].pop()
except IndexError as e: print(e)
try: l.sort()
except TypeError as e: print(e)
d = {"b": 1, "a": 2}; d.update(c=3); d |= {"d": 4}; print(d, d.pop("b"), d.get("z"), d.setdefault("e", []), list(d.items()), d.popitem(), "a" in d, {**d, "x": 0}, d | {"y": 1}, dict.fromkeys("ab", 0), {v: k for k, v in d.items()}, sorted(d, key=d.get), min(d, key=d.get))
try: d["nope"]
except KeyError as e: print(e, repr(e), e.args)
try:
    for k in d: d[k + "1"] = 1
except RuntimeError as e: print(e)
try: {[]: 1}
except TypeError as e: print(e)
x = {1, 2, 3}; y = {3, 4}; print(x & y, x | y, x - y, x ^ y, x <= {1, 2, 3, 4}, x.isdisjoint({9}), x.issuperset({1})); x.discard(9); x.add(1); x.update([7]); print(sorted(x), len(x), frozenset([1]) | {2})
try: x.remove(99)
except KeyError as e: print(e)
t = (1, "a", 2.5); print(t[1], t + (1,), t * 2, len(t), t.index("a"), t.count(1), (1,), ())
try: t[0] = 2
except TypeError as e: print(e)
try: t.append(1)
except AttributeError as e: print(e)
try: "abc"[0] = "x"
except TypeError as e: print(e)
try: int("12a")
except ValueError as e: print(e)
try: [1, 2][5]
except IndexError as e: print(e)
try: (1,)[3]
except IndexError as e: print(e)
try: "abc"[7]
except IndexError as e: print(e)
try: 1 / 0
except ZeroDivisionError as e: print(e)
try: 1 % 0
except ZeroDivisionError as e: print(e)
try: 1.0 // 0
except ZeroDivisionError as e: print(e)
try: import nope
except ModuleNotFoundError as e: print(e, e.name)
try: from math import nope
except ImportError as e: print(e)
try: "{} {}".format(1)
except IndexError as e: print(e)
try: "{a}".format()
except KeyError as e: print(e)
try: "%d" % "x"
except TypeError as e: print(e)
try: "%s %s" % 1
except TypeError as e: print(e)
try: f"{1:zz}"
except ValueError as e: print(e)
try: chr(-1)
except ValueError as e: print(e)
try: ord("ab")
except TypeError as e: print(e)
try: raise SystemExit(3)
except SystemExit as e: print(e.code)
try: sum([[1], [2]])
except TypeError as e: print(e)
try: max(1)
except TypeError as e: print(e)
try: range(1.5)
except TypeError as e: print(e)
try: range(1, 5, 0)
except ValueError as e: print(e)
try: [1] * "a"
except TypeError as e: print(e)
try: "a" * "b"
except TypeError as e: print(e)
try: -"a"
except TypeError as e: print(e)
try: [] < 3
except TypeError as e: print(e)
try: 3 in 5
except TypeError as e: print(e)
try: for_ = None; for_()
except TypeError as e: print(e)
try: zip(1)
except TypeError as e: print(e)
try: dict([1])
except TypeError as e: print(e)
try: dict(["abc"])
except ValueError as e: print(e)
try: next(iter([]))
except StopIteration as e: print(repr(e))
try: isinstance(1, "int")
except TypeError as e: print(e)
try: (lambda: (yield))().send(1)
except TypeError as e: print(e)
try: int.foo
except AttributeError as e: print(e)
try: len()
except TypeError as e: print(e)
try: print(foo=1)
except TypeError as e: print(type(e).__name__)
print(__name__, __doc__, __file__ != "")
print(time.time() >= 0, time.perf_counter() >= 0, time.strftime("%Y", time.gmtime(0)))
print((lambda *a, **k: (a, k))(1, x=2), (lambda x, y=2: x + y)(1))
print(eval("1+1") if False else "", end="")
i = 10
while i := i - 3:
    if i < 0: break
    print(i, end=" ")
print()
nested = {"a": [1, {"b": (2, 3)}]}; print(nested["a"][1]["b"][0]); nested["a"][1]["c"] = nested["a"][0]; print(nested)
r = range(0, 10, 3); print(r, list(r), r[1], r[-1], len(r), 9 in r, r.index(6), r[::-1], r == range(0, 12, 3))
b = bytearray(b"abc"); b[0] = 65; b.append(100); print(b, bytes(b), b"a,b".split(b","), b"x".hex(), bytes.fromhex("6162"), b"abc"[1], list(b"ab"), b"%d" % 5, memoryview(b"ab")[0] if False else "")
print(complex if False else "", 5 .real, (5).numerator, 3.7.__int__(), True + True, None is None, ... is Ellipsis, NotImplemented)
def doc():
    """Line one.

    Indented.
    """
print(doc.__doc__, repr(doc.__doc__))
print(all(x > 0 for x in [1, 2]), [*map(str, range(3))], *zip([1, 2], "ab"), sep="\n")
