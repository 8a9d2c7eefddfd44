# Operators of classes of the program's own, and of classes derived from builtin ones.

def t(f):
    try:
        print(repr(f()))
    except Exception as x:
        print('!' + type(x).__name__ + ': ' + str(x))

class V:
    def __init__(self, x): self.x = x
    def __repr__(self): return f'V({self.x})'
    def __add__(self, o):
        if isinstance(o, V): return V(self.x + o.x)
        if isinstance(o, int): return V(self.x + o)
        return NotImplemented
    __radd__ = __add__
    def __mul__(self, o): return V(self.x * o)
    def __rmul__(self, o): return V(o * self.x)
    def __neg__(self): return V(-self.x)
    def __pos__(self): return V(+self.x)
    def __invert__(self): return V(~self.x)
    def __abs__(self): return V(abs(self.x))
    def __eq__(self, o): return isinstance(o, V) and self.x == o.x
    def __hash__(self): return hash(self.x)
    def __lt__(self, o): return self.x < o.x
    def __bool__(self): return self.x != 0
    def __iadd__(self, o): self.x += 100; return self
    def __matmul__(self, o): return ('mm', self, o)
    def __rsub__(self, o): return ('rsub', self, o)
    def __floordiv__(self, o): return ('fd', o)
    def __divmod__(self, o): return ('dm', o)
    def __rpow__(self, o): return ('rpow', o)
    def __pow__(self, o, m=None): return ('pow', o, m)
    def __round__(self, n=None): return ('round', n)
    def __index__(self): return self.x
    def __format__(self, s): return f'<{s}>'
    def __len__(self): return self.x
    def __contains__(self, y): return y == self.x
    def __getitem__(self, k): return ('item', k)
    def __call__(self, *a, **k): return (a, k)
a, b = V(2), V(3)
t(lambda: a + b); t(lambda: a + 1); t(lambda: 1 + a); t(lambda: a + 'x'); t(lambda: 'x' + a); t(lambda: [1] + a)
t(lambda: sum([a, b], V(0))); t(lambda: sum([a, b]))
t(lambda: a * 3); t(lambda: 3 * a); t(lambda: -a); t(lambda: +a); t(lambda: ~a); t(lambda: abs(V(-4)))
t(lambda: a == V(2)); t(lambda: a != V(2)); t(lambda: a == 2); t(lambda: 2 == a); t(lambda: a < b); t(lambda: a > b); t(lambda: a <= b); t(lambda: a < 1)
t(lambda: sorted([b, a])); t(lambda: max(a, b)); t(lambda: {a: 1}[V(2)]); t(lambda: V(2) in [a]); t(lambda: hash(a) == 2)
t(lambda: bool(V(0))); t(lambda: not a); t(lambda: a @ b); t(lambda: 5 - a); t(lambda: a - 5); t(lambda: a // 2); t(lambda: divmod(a, 2)); t(lambda: divmod(2, a))
t(lambda: 2 ** a); t(lambda: a ** 2); t(lambda: pow(a, 2, 3)); t(lambda: round(a)); t(lambda: round(a, 2))
t(lambda: [1, 2, 3][a]); t(lambda: 'ab' * a); t(lambda: [0] * a); t(lambda: range(a)); t(lambda: hex(a)); t(lambda: '%d' % a); t(lambda: '%x' % a)
t(lambda: f'{a}'); t(lambda: f'{a:>5}'); t(lambda: f'{a!r:>5}'); t(lambda: '{:x}'.format(a)); t(lambda: format(a)); t(lambda: '%s' % a); t(lambda: str(a))
t(lambda: len(a)); t(lambda: 2 in a); t(lambda: a['k']); t(lambda: a(1, z=2)); t(lambda: a[1:2])
c = a
c += 5
t(lambda: c); t(lambda: a is c)

class NoEq:
    def __eq__(self, o): return True
t(lambda: hash(NoEq())); t(lambda: {NoEq()}); t(lambda: NoEq() != 1); t(lambda: 1 == NoEq()); t(lambda: 1 != NoEq())

class Base:
    def __add__(self, o): return 'base add'
    def __radd__(self, o): return 'base radd'
    def __lt__(self, o): return 'base lt'
    def __gt__(self, o): return 'base gt'
class Derived(Base):
    def __radd__(self, o): return 'derived radd'
    def __gt__(self, o): return 'derived gt'
class Derived2(Base): pass
t(lambda: Base() + Derived()); t(lambda: Base() + Derived2()); t(lambda: Derived() + Base()); t(lambda: 1 + Derived()); t(lambda: Base() < Derived()); t(lambda: Base() < Derived2()); t(lambda: Derived() < Base())

class MyInt(int):
    def __add__(self, o): return MyInt(int(self) + int(o))
    def __repr__(self): return f'MyInt({int(self)})'
t(lambda: MyInt(3) + 4); t(lambda: 4 + MyInt(3)); t(lambda: MyInt(3) * 2); t(lambda: MyInt(3) == 3); t(lambda: str(MyInt(3))); t(lambda: f'{MyInt(3)}'); t(lambda: f'{MyInt(3):03d}'); t(lambda: '%d' % MyInt(3)); t(lambda: hash(MyInt(3))); t(lambda: {3: 'x'}[MyInt(3)]); t(lambda: MyInt('12')); t(lambda: MyInt(3) < 4); t(lambda: -MyInt(3)); t(lambda: MyInt(7) // 2); t(lambda: [0,1,2,3][MyInt(2)]); t(lambda: bool(MyInt(0))); t(lambda: isinstance(MyInt(1), int)); t(lambda: MyInt(5).bit_length()); t(lambda: float(MyInt(5))); t(lambda: int(MyInt(5)))
class MyStr(str):
    def shout(self): return self.upper() + '!'
t(lambda: MyStr('ab')); t(lambda: MyStr('ab').shout()); t(lambda: MyStr('ab') + 'c'); t(lambda: 'c' + MyStr('ab')); t(lambda: MyStr('ab') == 'ab'); t(lambda: {MyStr('k'): 1}['k']); t(lambda: f'{MyStr("q"):>3}'); t(lambda: MyStr('a,b').split(',')); t(lambda: len(MyStr('abc'))); t(lambda: MyStr('abc')[1]); t(lambda: '-'.join([MyStr('a'), 'b'])); t(lambda: MyStr(5)); t(lambda: str(MyStr('x'))); t(lambda: type(MyStr('x').upper())); t(lambda: MyStr('%s!') % 3); t(lambda: MyStr('{}').format(2)); t(lambda: 'a' in MyStr('abc')); t(lambda: sorted([MyStr('b'), 'a']))
class Stack(list):
    def push(self, x): self.append(x)
    def __repr__(self): return 'Stack' + super().__repr__()
s = Stack([1, 2]); s.push(3)
t(lambda: s); t(lambda: s == [1,2,3]); t(lambda: s + [4]); t(lambda: s[0]); t(lambda: s[1:]); t(lambda: len(s)); t(lambda: [x for x in s]); t(lambda: 2 in s); t(lambda: hash(s)); t(lambda: str(s)); t(lambda: s * 2); t(lambda: bool(Stack())); t(lambda: Stack('ab')); t(lambda: s < [2]); t(lambda: isinstance(s, list))
s += [9]
t(lambda: (s, type(s).__name__))
class D(dict):
    def __missing__(self, k): return k * 2
    def __getattr__(self, n): return self[n]
d = D(a=1)
t(lambda: d); t(lambda: d['zz']); t(lambda: d.a); t(lambda: d | {'b': 2}); t(lambda: d == {'a': 1}); t(lambda: '%(a)s %(q)s' % d); t(lambda: '{a}'.format_map(d)); t(lambda: '{q}'.format_map(d)); t(lambda: len(d))
class F(float): pass
t(lambda: F(1.5)); t(lambda: F(1.5) + 1); t(lambda: f'{F(2.5):.2f}'); t(lambda: F('3')); t(lambda: repr(F(1)))
class T(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    @property
    def first(self): return self[0]
t(lambda: T(1, 2)); t(lambda: T(1, 2).first); t(lambda: T(1,2) == (1,2)); t(lambda: hash(T(1,2)) == hash((1,2))); t(lambda: '%s-%s' % T(1, 2)); t(lambda: T(1,2) + (3,)); t(lambda: T(1,2) < (1,3))
class S(set): pass
t(lambda: S([1])); t(lambda: S()); t(lambda: S([1]) | {2}); t(lambda: S([1]) == {1})
class FS(frozenset): pass
t(lambda: FS([1])); t(lambda: FS())
class B(bytes): pass
t(lambda: B(b'x')); t(lambda: B(b'x') + b'y')
class E(Exception): pass
class E2(Exception):
    def __str__(self): return 'custom'
t(lambda: str(E('a'))); t(lambda: repr(E('a', 1))); t(lambda: str(E2('a'))); t(lambda: repr(E2('a'))); t(lambda: f'{E("x")}'); t(lambda: f'{E("x")!r}'); t(lambda: f'{E("x"):>5}'); t(lambda: '%s' % E('q')); t(lambda: E('a') == E('a')); t(lambda: str(E()))
class Bad:
    def __str__(self): return 1
    def __repr__(self): return 2
    def __bool__(self): return 3
    def __hash__(self): return 'x'
    def __len__(self): return -1
    def __index__(self): return 'q'
    def __format__(self, s): return 3
    def __int__(self): return 'z'
    def __float__(self): return 'y'
t(lambda: str(Bad())); t(lambda: repr(Bad())); t(lambda: bool(Bad())); t(lambda: hash(Bad())); t(lambda: len(Bad())); t(lambda: [1][Bad()]); t(lambda: f'{Bad()}'); t(lambda: int(Bad())); t(lambda: float(Bad())); t(lambda: 'a' * Bad())
class Raises:
    def __eq__(self, o): raise ValueError('eq')
    def __repr__(self): raise ValueError('repr')
    def __bool__(self): raise ValueError('bool')
t(lambda: Raises() == 1); t(lambda: 1 in [Raises()]); t(lambda: str([Raises()])); t(lambda: [Raises()] == [Raises()]); t(lambda: not Raises())
r = Raises()
t(lambda: [r] == [r])
l = [1]; l.append(l)
t(lambda: l); t(lambda: l == l)
m = {}; m['m'] = m
t(lambda: m); t(lambda: str((l, m)))
class Node:
    def __init__(self): self.n = self
    def __repr__(self): return f'Node({self.n!r})'
class Meta(type):
    def __repr__(cls): return f'<M {cls.__name__}>'
    def __or__(cls, o): return 'meta or'
class WithMeta(metaclass=Meta): pass
t(lambda: WithMeta); t(lambda: str(WithMeta)); t(lambda: WithMeta | int); t(lambda: f'{WithMeta}')
t(lambda: V.__add__(a, b)); t(lambda: int.__add__(1, 2)); t(lambda: str.upper('a')); t(lambda: list.__len__([1])); t(lambda: object.__eq__(1, 1)); t(lambda: dict.__getitem__({'a': 1}, 'a')); t(lambda: str.__len__('abc')); t(lambda: (5).__eq__(5)); t(lambda: [1].__contains__(1)); t(lambda: int.__repr__(MyInt(5)))
t(lambda: str(V)); t(lambda: repr(V.__add__)[:22]); t(lambda: repr(a.__add__)[:24]); t(lambda: V(1) if V(0) else 'no'); t(lambda: V(0) or 'or'); t(lambda: V(1) and 'and')
class Cmp:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return NotImplemented
    def __le__(self, o): return NotImplemented
t(lambda: Cmp(1) < Cmp(2)); t(lambda: Cmp(1) < 3); t(lambda: sorted([Cmp(1), Cmp(2)])); t(lambda: Cmp(1) == Cmp(1)); t(lambda: (1, Cmp(1)) < (1, Cmp(2)))
class IOp:
    def __isub__(self, o): return NotImplemented
    def __sub__(self, o): return 'sub'
    def __imul__(self, o): return NotImplemented
x = IOp()
x -= 1
t(lambda: x)
def f():
    y = IOp(); y *= 2
t(f)
def g():
    y = 1; y += 'a'
t(g)
def h():
    y = []; y += 5
t(h)
def k():
    y = 'a'; y -= 1
t(k)
def k2():
    y = 2; y **= 'a'
t(k2)
def k3():
    z = [1]; w = z; w += (2,); w *= 2
    return z, w
t(k3)
def k4():
    z = {1}; w = z; w |= {2}; w -= {1}; w ^= {5}; w &= {5}
    d = {'a': 1}; e = d; e |= [('b', 2)]; e |= {'c': 3}
    return z, w, d
t(k4)
def k5():
    z = {1}; z |= [2]
t(k5)
def k6():
    t_ = ([1],)
    try: t_[0] += [2]
    except TypeError as e: return t_, str(e)
t(k6)
