import gc
import weakref


class Thing:
    def __init__(self, name):
        self.name = name

    def hello(self, greeting="hello"):
        return f"{greeting} from {self.name}"

    def __add__(self, other):
        return f"{self.name} + {getattr(other, 'name', other)}"

    def __len__(self):
        return len(self.name)

    def __iter__(self):
        return iter(self.name)

    def __getitem__(self, at):
        return self.name[at]

    def __bool__(self):
        return self.name != "nothing"

    def __call__(self):
        return "called"

    def __repr__(self):
        return f"Thing({self.name!r})"


class Point:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return isinstance(other, Point) and self.x == other.x

    def __hash__(self):
        return hash(self.x)

    def __repr__(self):
        return f"Point({self.x})"


class Extended(weakref.ref):
    def __init__(self, thing, callback=None, /, **notes):
        super().__init__(thing, callback)
        self.count = 0
        for name, value in notes.items():
            setattr(self, name, value)

    def __call__(self):
        thing = super().__call__()
        if thing is not None:
            self.count += 1
            thing = thing, self.count
        return thing


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)


one = Thing("one")
print(weakref.ref(one) is weakref.ref(one), weakref.getweakrefcount(one), weakref.getweakrefs(one))
first, second = weakref.ref(one), weakref.ref(one, lambda of: print("gone", of() is None, of is second))
extended = Extended(one, colour="red")
print(first is weakref.ref(one), second is first, first == second, hash(first) == hash(one), weakref.getweakrefcount(one), [kind is not None for kind in weakref.getweakrefs(one)])
print(extended(), extended(), extended.colour, isinstance(extended, weakref.ref), extended.__callback__, second.__callback__ is not None)
attempt(lambda: weakref.ref(one, colour="red"))
attempt(weakref.ref, 5)
attempt(weakref.proxy, [])

proxy = weakref.proxy(one)
print(isinstance(proxy, Thing), type(proxy).__name__, callable(proxy), proxy(), proxy.hello("hi"), proxy + proxy, proxy + 1, len(proxy), list(proxy), proxy[1], "n" in proxy, bool(proxy), str(proxy), proxy.__class__)
proxy.name = "other"
print(one.name, proxy == one, one == proxy, proxy == proxy)
attempt(hash, proxy)
attempt(next, proxy)
point = weakref.proxy(corner := Point(1))
print(point == corner, point == Point(1), type(point) is weakref.ProxyType, type(proxy) in weakref.ProxyTypes)
del point.x
attempt(lambda: corner.x)

method = weakref.WeakMethod(one.hello)
print(method()("hey"), method == weakref.WeakMethod(one.hello), isinstance(method, weakref.ref), len({method, weakref.WeakMethod(one.hello)}))
end = weakref.WeakMethod(one.hello, lambda of: print("method gone", of()))

del one
print(first(), second(), extended(), method(), method == weakref.WeakMethod(Thing("new").hello))
attempt(lambda: proxy.name)
attempt(lambda: proxy + 1)

a, b, c = Point(1), Point(2), Point(3)
weak = weakref.WeakSet([a, b, Point(9)])
print(len(weak), sorted(p.x for p in weak), a in weak, Point(1) in weak, 5 in weak, weak == weakref.WeakSet([b, a]), weak <= {a, b, c}, weak.isdisjoint([c]))
print(sorted(p.x for p in weak | [c]), [p.x for p in weak & [a, c]], [p.x for p in weak - [a]], sorted(p.x for p in weak ^ [a, c]))
weak.add(Point(1))
weak.add(c)
weak.discard(b)
print(len(weak), [p is a for p in weak if p.x == 1])
del c
print(len(weak), weak.pop().x, len(weak))
attempt(weak.pop)
attempt(weak.add, 5)

keyed = weakref.WeakKeyDictionary({a: "a", b: "b"})
print(keyed[Point(1)], dict(keyed), len(keyed), a in keyed, keyed.get(Point(7), "none"), sorted(keyed.values()), keyed.pop(b), keyed.setdefault(b, "again"))
print(keyed == {a: "a", b: "again"}, dict(keyed | {a: "new"}), len(keyed.keyrefs()), keyed.popitem(), dict(keyed))
valued = weakref.WeakValueDictionary(x=a, y=b)
valued["z"] = Point(26)
print(dict(valued), "z" in valued, len(valued), valued["x"] is a, [known() for known in valued.valuerefs()][:2], sorted(valued.keys()))
attempt(lambda: valued["z"])
del b
print(dict(valued.items()), valued == {"x": a}, valued.popitem(), len(valued))
attempt(valued.popitem)

things = [Thing(name) for name in "abc"]
ends = [weakref.finalize(thing, print, "finalized", thing.name) for thing in things]
print(ends[0].alive, ends[0].peek()[2:], ends[1].detach()[2], ends[1].alive, ends[0].atexit)
print(ends[0](), ends[0](), ends[0].peek())
ends[2].atexit = False
cycle = Thing("cycle")
cycle.me = cycle
weakref.finalize(cycle, print, "collected")
del cycle
print(gc.collect() > 0)
things.pop(0)
print("last line")
