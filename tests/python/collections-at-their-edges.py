from collections import deque, defaultdict, Counter, OrderedDict, namedtuple, ChainMap, UserDict, UserList
import collections
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
d = deque([1, 2, 3], maxlen=4)
d.append(4); d.append(5); d.appendleft(0); print(d, len(d), d[0], d[-1], d.maxlen, 3 in d)
d.rotate(1); print(d); d.rotate(-2); print(d); d.extend('ab'); print(d); d.extendleft('xy'); print(d)
print(d.pop(), d.popleft(), list(d), d.index('x'), d.count('x'), list(reversed(d)), d.copy(), d == deque(['x', 0]), bool(deque()))
e = deque(range(5)); e.insert(2, 'i'); e.remove('i'); del e[0]; e[0] = 'z'; e.reverse(); print(e, e + deque([1]), e * 2)
e += [7]; print(e); e.clear(); print(e, deque() < deque([1]))
t(lambda: deque().pop())
t(lambda: deque().popleft())
t(lambda: deque()[0])
t(lambda: deque()['a'])
t(lambda: deque([1]).remove(2))
t(lambda: deque([1]).index(2))
t(lambda: deque([1], maxlen=-1))
t(lambda: deque([1], maxlen='a'))
t(lambda: deque([1], 1).insert(0, 1))
t(lambda: deque([1]) + [1])
t(lambda: hash(deque()))
t(lambda: deque(5))
t(lambda: deque()[0:1])
def f():
    d = deque([1, 2])
    for x in d: d.append(x)
t(f)
class Q(deque):
    def put(self, x): self.append(x)
q = Q([1]); q.put(2); print(q, type(q.copy()), isinstance(q, deque))
dd = defaultdict(list); dd['a'].append(1); dd['b']; print(dd, dict(dd), dd.default_factory, 'c' in dd, dd.get('c'))
di = defaultdict(int, {'a': 1}, b=2); di['z'] += 5; print(di, len(di), sorted(di.items()), di == {'a': 1, 'b': 2, 'z': 5})
t(lambda: defaultdict()['q'])
t(lambda: defaultdict(5))
print(defaultdict(lambda: 'x')['y'], defaultdict(int).copy(), defaultdict(int, a=1) | {'b': 2}, defaultdict(None))
for k, v in dd.items(): print(k, v)
c = Counter('abracadabra'); print(c, c['a'], c['zz'], c.most_common(2), c.most_common(), c.total())
c.update('aab'); c.subtract(b=1, q=2); print(c, list(c.elements())[:5], sorted(c), c + Counter('zz'), c - Counter('aaa'), c & Counter('ab'), c | Counter('zzz'), +c, -c)
print(Counter(a=1) == Counter(a=1, b=0), Counter({'x': 3}), Counter(), dict(Counter('ab')), Counter('ab').copy(), Counter(a=1) <= Counter(a=2))
c += Counter('b'); c -= Counter('aaaa'); print(c); del c['nope']; print(c.pop('b'))
for w in ['x', 'y', 'x']: c[w] += 1
print(c)
o = OrderedDict(a=1, b=2, c=3); o.move_to_end('a'); print(o, list(o)); o.move_to_end('c', last=False); print(o); print(o.popitem(last=False), o.popitem(), o)
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == dict(b=2, a=1), OrderedDict(), o.copy(), o | {'k': 1}, list(reversed(OrderedDict(a=1, b=2))))
t(lambda: o.move_to_end('zz'))
t(lambda: OrderedDict().popitem())
P = namedtuple('P', 'x y z', defaults=[0]); p = P(1, y=2); print(p, p.x, p[1], p.z, p._asdict(), p._replace(x=9), P._fields, P._field_defaults, P._make([1, 2, 3]), p == (1, 2, 0), hash(p) == hash((1, 2, 0)), isinstance(p, tuple), len(p))
x, y, z = p; print(x, y, z, *p, P.__name__, P.__doc__, P, P.x is not None)
match p:
    case P(x=1, y=b): print('match', b)
match p:
    case P(a, b, c): print('pos', a, b, c)
t(lambda: P(1))
t(lambda: P())
t(lambda: P(1, 2, 3, 4))
t(lambda: P(1, 2, w=3))
t(lambda: P(1, x=2))
t(lambda: p._replace(q=1))
t(lambda: P._make([1]))
def f(): p.x = 5
t(f)
def f(): p.nope = 5
t(f)
t(lambda: namedtuple('A', 'a a'))
t(lambda: namedtuple('A', 'class'))
t(lambda: namedtuple('A', '_x'))
t(lambda: namedtuple('A', 'a b', defaults=[1, 2, 3]))
print(namedtuple('A', 'a class a', rename=True)._fields, namedtuple('B', ['u', 'v'])(1, 2), sorted([P(2, 1), P(1, 5)]), P(1, 2) + (5,), max(P(1, 1), P(0, 9)))
class Pt(namedtuple('Pt', 'x y')):
    __slots__ = ()
    @property
    def norm(self): return (self.x ** 2 + self.y ** 2) ** .5
    def __str__(self): return f'<{self.x},{self.y}>'
pt = Pt(3, 4); print(pt, repr(pt), pt.norm, pt._replace(x=0))
m = ChainMap({'a': 1}, {'a': 2, 'b': 3}); print(m, m['a'], m['b'], len(m), dict(m), 'b' in m, m.get('q'), m.new_child({'z': 1}), m.parents, list(m))
m['b'] = 9; print(m); t(lambda: m['q']); t(lambda: m.pop('zz'))
u = UserDict(a=1); u['b'] = 2; print(u, len(u), 'a' in u, dict(u), u.pop('a'), u.items(), list(u.keys()), u == {'b': 2})
ul = UserList([3, 1]); ul.append(2); ul.sort(); print(ul, ul[0], ul[1:], ul + [5], len(ul), 3 in ul)
from collections.abc import Iterable, Mapping, Sequence, Callable, Awaitable, Hashable, Iterator, MutableMapping, Sized
print(isinstance([], Iterable), isinstance(5, Iterable), isinstance({}, Mapping), isinstance([], Sequence), isinstance('a', Sequence), isinstance({1}, Sequence), isinstance(len, Callable), isinstance([], Hashable), isinstance(5, Hashable), isinstance(iter([]), Iterator), isinstance(deque(), Sized), issubclass(dict, Mapping), isinstance(d, Sequence), isinstance({}.keys(), collections.abc.Set))
class Reg(MutableMapping):
    def __init__(self): self._d = {}
    def __getitem__(self, k): return self._d[k]
    def __setitem__(self, k, v): self._d[k] = v
    def __delitem__(self, k): del self._d[k]
    def __iter__(self): return iter(self._d)
    def __len__(self): return len(self._d)
r = Reg(); r['a'] = 1; r.update(b=2); print(dict(r), r.get('z', 0), list(r.items()), 'a' in r, r.setdefault('q', 5), r.pop('a'), r == {'b': 2, 'q': 5}, isinstance(r, Mapping))
t(lambda: MutableMapping())
print(Callable[[int], str], Iterable[int], collections.abc.Awaitable[None])
print(list[int] | None, deque[int], defaultdict[str, list])
async def co(): pass
x = co(); print(isinstance(x, Awaitable), isinstance(x, collections.abc.Coroutine)); x.close()
