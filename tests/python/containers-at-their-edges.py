def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

# dict
d = {}
for i in range(20):
    d[i * 7 % 20] = i
print(d, len(d))
for i in range(0, 20, 3):
    del d[i]
print(d)
d['a'] = 1; d['b'] = 2
print(list(d), d.get('a'), d.get('zz'), d.get('zz', 5), d.pop('a'), d.pop('q', None))
t(lambda: d['nope'])
t(lambda: d.pop('nope'))
t(lambda: {}.popitem())
print(d.popitem(), d.setdefault('x', []), d.setdefault('x', 3))
print(dict(a=1, b=2), dict([('x', 1), ['y', 2]]), dict({'k': 1}, z=3), dict.fromkeys('abc', 0))
t(lambda: dict([1]))
t(lambda: dict([(1, 2, 3)]))
t(lambda: dict(1))
t(lambda: dict(1, 2))
print({1: 'a', 1.0: 'b', True: 'c'})
print({'a': 1} | {'b': 2}, {**{'a': 1}, 'c': 2})
e = {'a': 1}; e |= {'b': 5}; e |= [('z', 1)]; print(e)
print(d.keys() & {1, 2, 3}, list({'a': 1}.items()), {'a': 1}.values())
print({'a': 1}.keys() == {'a'}, {'a'} == {'a': 1}.keys(), {'a': 1}.keys() <= {'a', 'b'}, {'a': 1, 'b': 2}.keys() > {'a'})
print(('a', 1) in {'a': 1}.items(), 'a' in {'a': 1}.keys(), 1 in {'a': 1}.values())
print(list(reversed({'a': 1, 'b': 2})), list(reversed({'a': 1, 'b': 2}.items())))
def grow():
    d = {1: 1}
    for k in d:
        d[k + 1] = 1
t(grow)
def grow():
    d = {1, 2}
    for k in d:
        d.add(k + 10)
t(grow)
class K:
    def __init__(self, v): self.v = v
    def __hash__(self): return hash(self.v)
    def __eq__(self, o): return self.v == (o.v if isinstance(o, K) else o)
    def __repr__(self): return f'K({self.v})'
print({K(1): 2, 1: 3, K('a'): 1}['a'], {K(5)} & {5}, K(3) in [1, 2, 3], K('q') in {'q': 1})
class M(dict):
    def __missing__(self, key): return key * 2
m = M(a=1); print(m['a'], m['bb'], m, len(m), m == {'a': 1}, type(m.copy()))
print(dict(m), {**m}, m.get('c'))
# lists
l = list(range(10))
print(l[2:5], l[::-1], l[::3], l[-3:], l[:-3], l[5:2:-1], l[100:], l[-100:3], l[8:1:-3])
l[2:5] = 'xy'; print(l)
l[::2] = [0] * len(l[::2]); print(l)
def bad(): l[::2] = [1]
t(bad)
del l[::2]; print(l)
del l[-1]; del l[1:2]; print(l)
def bad(): l[0:1] = 5
t(bad)
t(lambda: l[99])
t(lambda: l['a'])
t(lambda: (1,)['a'])
t(lambda: 'a'[5])
t(lambda: 'a'['b'])
t(lambda: b'a'[5])
t(lambda: range(3)[5])
t(lambda: [][0.5])
t(lambda: (5)[0])
t(lambda: None[0])
def bad(): (1, 2)[0] = 1
t(bad)
def bad(): del (1, 2)[0]
t(bad)
def bad(): 'abc'[0] = 1
t(bad)
def bad(): del 5[0]
t(bad)
def bad(): l[99] = 1
t(bad)
def bad(): del l[99]
t(bad)
l = [3, 1, 2]; l.sort(); print(l); l.sort(reverse=True); print(l); l.sort(key=lambda v: -v); print(l)
l = [3, 'a']
t(lambda: l.sort())
print(sorted([(2, 'b'), (1, 'z'), (2, 'a')]), sorted('hello', reverse=True), sorted(['b', 'A', 'c'], key=str.lower))
l = [1, 2, 3]; l.extend(x for x in (4, 5)); l.insert(1, 'i'); l.insert(-100, 's'); l.insert(100, 'e'); print(l, l.pop(), l.pop(0), l.index(3), l.count(2))
l.remove('i'); print(l); l.reverse(); print(l, l.copy() is l)
t(lambda: [].pop())
t(lambda: [1].pop(3))
t(lambda: [1].remove(3))
t(lambda: [1].index(3))
t(lambda: (1,).index(3))
print([1, 2] + [3], [1] * 3, [1, 2] < [1, 3], [1, 2] == [1, 2.0], (1, 2) + (3,), [[1]] * 2)
l = [1]; l += (2, 3); l *= 2; print(l)
print(list('abc'), tuple([1, 2]), list({'a': 1}), list(b'ab'), tuple(), list())
t(lambda: list(5))
t(lambda: tuple(5))
t(lambda: list(1, 2))
t(lambda: [].append())
t(lambda: [].append(1, 2))
a, *b = 1, 2, 3; print(a, b)
*a, b = 'xyz'; print(a, b)
def bad(): a, b = 1, 2, 3
t(bad)
def bad(): a, b, c = 1, 2
t(bad)
def bad(): a, b = 5
t(bad)
def bad(): a, *b, c = [1]
t(bad)
def bad(): a, b = iter([1, 2, 3])
t(bad)
def bad(): a, b, c = iter([1, 2])
t(bad)
def bad(): a, b = {1: 2}
t(bad)
