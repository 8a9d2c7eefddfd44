def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
# range
r = range(10, 0, -3)
print(r, list(r), len(r), r[1], r[-1], r[1:], r[::-1], 7 in r, 8 in r, r.index(7), r.count(7), list(reversed(r)), r.start, r.stop, r.step)
print(range(0) == range(2, 2), range(0, 3, 2) == range(0, 4, 2), hash(range(3)) == hash(range(0, 3, 1)), range(5) == [0, 1])
t(lambda: range(0, 1, 0))
t(lambda: range('a'))
t(lambda: range())
t(lambda: range(1.5))
t(lambda: range(3).index(9))
print(slice(1, 2), slice(None, 5, 2).indices(3), slice(1) == slice(None, 1), slice(1, 2, 3).step)
# iter
it = iter([1, 2]); print(next(it), next(it), next(it, 'end'))
t(lambda: next(it))
t(lambda: next([]))
t(lambda: next(iter([])))
t(lambda: iter(5))
class Old:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * i
print(list(Old()), 4 in Old(), 5 in Old())
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
print(list(It()), sum(It()), max(It()), sorted(It(), reverse=True), dict(zip(It(), 'abc')), tuple(It()), set(It()))
a, b, c = It(); print(a, b, c)
class Bad:
    def __iter__(self): return 5
t(lambda: iter(Bad()))
class L:
    def __len__(self): return self.n
l = L(); l.n = 3; print(len(l), bool(l)); l.n = -1; t(lambda: len(l)); l.n = 'a'; t(lambda: len(l))
t(lambda: len(5))
t(lambda: 5 in 5) if False else None
t(lambda: 1 in 'abc')
print(list(enumerate('ab', 5)), list(zip('abc', [1, 2])), list(map(lambda a, b: a + b, [1, 2], [3, 4, 5])), list(filter(None, [0, 1, '', 'a'])), list(filter(lambda v: v > 1, [1, 2, 3])))
t(lambda: list(zip('ab', 'c', strict=True)))
t(lambda: list(zip('a', 'cd', strict=True)))
t(lambda: list(zip('ab', 'ab', 'c', strict=True)))
t(lambda: zip(5))
t(lambda: map(str))
t(lambda: enumerate(5))
print(list(reversed([1, 2, 3])), list(reversed('abc')), list(reversed((1, 2))), list(reversed(range(3))))
t(lambda: reversed(5))
t(lambda: reversed({1}))
print(any([0, '', 3]), all([]), all([1, 0]), any(x > 2 for x in [1, 2, 3]))
n = [0]
def f():
    n[0] += 1
    return n[0]
print(list(iter(f, 4)))
print(max(3, 1, 2), min([3, 1, 2]), max('a', 'bb', key=len), min([], default=7), max([1, 5, 5.0]), min((2, 'b'), (1, 'c')))
t(lambda: max())
t(lambda: max([]))
t(lambda: max(1, 2, default=3))
t(lambda: max(5))
t(lambda: max(1, 'a'))
print(sum([1, 2, 3]), sum([[1], [2]], []), sum([0.5, 1]), sum([True, True]), sum((x for x in range(5)), start=10))
t(lambda: sum(['a']))
t(lambda: sum(['a'], ''))
print(abs(-5), abs(-5.5), abs(True), divmod(7, -2), divmod(7.5, 2), pow(2, 10), pow(2, -1), pow(3, 4, 5), pow(3, -1, 7))
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5678, -2), round(1250, -2), round(1350, -2), round(-15, -1), round(25, -1), round(0.5), round(1e300), round(5, 2), round(1.005, 2), round(0.1 + 0.2, 20), round(55.0, -2), round(50.0, -2), round(45.0, -2), round(-0.4), round(2.5, 0), round(-7.5, -1), round(True))
t(lambda: round('a'))
t(lambda: round(float('nan')))
t(lambda: round(float('inf')))
print(hex(255), hex(-255), oct(8), bin(-5), chr(97), ord('ä'), chr(128512), hex(10**20))
t(lambda: chr(-1))
t(lambda: ord('ab'))
t(lambda: ord(5))
t(lambda: hex(1.5))
class A:
    x = 1
    def m(self): pass
a = A(); a.y = 2
print(getattr(a, 'x'), getattr(a, 'zz', 'def'), hasattr(a, 'y'), hasattr(a, 'q'), [n for n in dir(a) if not n.startswith('__')], vars(a))
setattr(a, 'w', 5); delattr(a, 'y'); print(a.__dict__, callable(a), callable(A), callable(len), callable(a.m))
t(lambda: getattr(a, 'nope'))
t(lambda: getattr(a, 5))
t(lambda: vars(5))
print(isinstance(5, int), isinstance(True, int), isinstance('a', (int, str)), issubclass(bool, int), isinstance([], list))
t(lambda: isinstance(5, 5))
t(lambda: issubclass(5, int))
print(repr('a'), ascii('ä'), format(3.14159, '.2f'), format(5), hash(5), hash(-1), type(iter([])).__name__, type(iter({})).__name__, type({}.keys()).__name__)
print(1, 2, sep='-'); print('a', end='!\n'); print('x\ny'); print(); print('a', 'b', sep=None, end=None)
print(list[int], dict[str, int], tuple[int, ...], list[list[int]]([1]), list[int] == list[int], type(list[int]), list[int].__origin__, list[int].__args__)
t(lambda: int[5])
print(sorted([5, 2, 8], key=lambda v: -v), sorted({'b': 1, 'a': 2}), sorted([3, 1.5, True]))
class C:
    def __init__(s, v): s.v = v
    def __lt__(s, o): log.append((s.v, o.v)); return s.v < o.v
    def __repr__(s): return str(s.v)
log = []
print(sorted([C(3), C(1), C(2), C(5), C(4)])); print(log); log = []
print(sorted([C(5), C(4), C(3)], reverse=True)); print(log); log = []
print(max([C(1), C(3)], key=lambda c: c.v), min(C(1), C(0)), log)
class Stack(list):
    def push(self, x): self.append(x)
    def __init__(self, *a): super().__init__(a)
s = Stack(1, 2); s.push(3); print(s, len(s), s[0], s[1:], type(s[1:]), s + [4], 3 in s, list(s), s == [1, 2, 3], isinstance(s, list), [*s])
class T(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    @property
    def first(self): return self[0]
x = T(1, 2); print(x, x.first, len(x), x == (1, 2), hash(x) == hash((1, 2))); a, b = x; print(a, b)
def gen():
    yield 1
    return 'r'
g = gen(); print(next(g)); 
try: next(g)
except StopIteration as e: print('stop', e.value)
print(locals() is not None, 'gen' in globals())
