from collections import ChainMap, Counter, OrderedDict, UserDict, abc, defaultdict, deque

d = deque([1, 2, 3], maxlen=4)
d.append(4)
d.append(5)
d.appendleft(0)
print(d, d[0], d[-1], len(d), 3 in d, d.maxlen, list(d), d.pop(), d.popleft(), d)
d.extend([7, 8, 9])
d.extendleft("ab")
print(d)
d.rotate(1)
print(d)
d.rotate(-2)
print(d, d.count(7), d.index(7), deque("abc") == deque("abc"), deque([1]) < deque([2]), deque(), deque([1]) + deque([2]), deque([1]) * 2)
d[0] = "first"
d.remove(7)
d.reverse()
d.insert(1, "i") if len(d) < 4 else None
print(d, d.copy(), reversed(deque([1, 2])).__next__(), list(reversed(deque([1, 2]))))
del d[0]
d.clear()
print(d, bool(d))
for bad in (lambda: deque().pop(), lambda: deque().popleft(), lambda: deque([1])[5], lambda: deque([1]).remove(2), lambda: deque([1], 1).insert(0, 2), lambda: deque(5), lambda: deque([], -1), lambda: deque([1])[0:1],
            lambda: deque([1]).index(3)):
    try:
        print(bad())
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
try:
    q = deque([1, 2])
    for x in q:
        q.append(1)
except RuntimeError as error:
    print(error)
dd = defaultdict(list)
dd["a"].append(1)
dd["b"]
print(dd, dd["a"], dict(dd), "zz" in dd, dd.get("zz"), len(dd), dd.default_factory)
counts = defaultdict(int)
for ch in "hello":
    counts[ch] += 1
print(dict(counts), defaultdict(lambda: 5)["x"], defaultdict(int, {"a": 1}), defaultdict(None, a=1))
try:
    defaultdict()["x"]
except KeyError as error:
    print("KeyError", error)
try:
    defaultdict(5)
except TypeError as error:
    print(error)
nested = defaultdict(lambda: defaultdict(int))
nested["x"]["y"] += 2
print(nested["x"]["y"], len(nested))
c = Counter("abracadabra")
print(c, c["a"], c["z"], c.most_common(2), c.most_common(), sum(c.values()), c.total(), list(c.elements())[:4], dict(c))
c.update("aaa")
c.subtract({"b": 5})
print(c, +c, -c, Counter(a=1) + Counter(a=2, b=1), Counter(a=3) - Counter(a=1, b=2), Counter("ab") & Counter("bc"), Counter("ab") | Counter("bc"), Counter(a=1) == Counter({"a": 1}))
del c["a"]
print(c, Counter(), Counter({"x": 0}), sorted(Counter([3, 1, 3]).items()), Counter(a=1, b=2) <= Counter(a=1, b=3))
o = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
o.move_to_end("a")
print(o, o.popitem(last=False), list(o))
o.move_to_end("a", last=False)
print(o, OrderedDict(x=1) == {"x": 1}, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), list(reversed(o)))
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
m["z"] = 9
print(m["a"], m["b"], m.maps[0], len(m), sorted(m), m.new_child({"a": 0})["a"], m.parents["a"])


class Lower(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)


u = Lower(ABC=1)
u["XyZ"] = 2
print(u, "abc" in u, len(u), u.data)
print(isinstance([], abc.Sequence), isinstance({}, abc.Mapping), isinstance(5, abc.Hashable), isinstance([], abc.Iterable), isinstance((x for x in ""), abc.Iterator), isinstance(len, abc.Callable),
      isinstance([], abc.Hashable), isinstance(set(), abc.Set), issubclass(list, abc.MutableSequence), isinstance("", abc.Sized), isinstance((x for x in ""), abc.Generator))
