class Account:
    interest = 0.02
    _count = 0
    def __init__(self, owner, balance=0):
        self.owner = owner; self.__balance = balance; Account._count += 1
        self._history = []
    @property
    def balance(self): return self.__balance
    def deposit(self, amt):
        if amt <= 0: raise ValueError("Deposit must be positive")
        self.__balance += amt; self._history.append(("deposit", amt)); return self
    def withdraw(self, amt):
        if amt > self.__balance: raise InsufficientFunds(self.__balance, amt)
        self.__balance -= amt; return self
    def __str__(self): return f"{self.owner}: ${self.balance:,.2f}"
    def __repr__(self): return f"{type(self).__name__}({self.owner!r}, {self.balance})"
    def __eq__(self, o): return self.balance == o.balance
    def __lt__(self, o): return self.balance < o.balance
    @classmethod
    def count(cls): return cls._count
    @staticmethod
    def valid(n): return n > 0
class InsufficientFunds(Exception):
    def __init__(self, bal, need): super().__init__(f"need {need}, have {bal}"); self.shortfall = need - bal
class Savings(Account):
    def __init__(self, owner, balance=0, rate=.05): super().__init__(owner, balance); self.rate = rate
    def add_interest(self): self.deposit(self.balance * self.rate)
a = Account("Ann", 100); a.deposit(50).withdraw(30); print(a, repr(a), Account.count(), Account.valid(3), a._Account__balance)
try: a.withdraw(1e6)
except InsufficientFunds as e: print(e, e.shortfall)
try: a.balance = 5
except AttributeError as e: print(e)
try: a.__balance
except AttributeError as e: print(e)
s = Savings("Bob", 200); s.add_interest(); print(s, sorted([a, s]), isinstance(s, Account), vars(s))
class Node:
    def __init__(self, v, nxt=None): self.v, self.next = v, nxt
class LinkedList:
    def __init__(self, it=()):
        self.head = None; self.n = 0
        for x in it: self.append(x)
    def append(self, v):
        if not self.head: self.head = Node(v)
        else:
            c = self.head
            while c.next: c = c.next
            c.next = Node(v)
        self.n += 1
    def reverse(self):
        p, c = None, self.head
        while c: c.next, p, c = p, c, c.next
        self.head = p
    def __iter__(self):
        c = self.head
        while c: yield c.v; c = c.next
    def __len__(self): return self.n
    def __str__(self): return " -> ".join(map(str, self)) + " -> None"
l = LinkedList([1, 2, 3]); l.reverse(); print(l, len(l), 2 in l, list(l))
class BST:
    def __init__(self): self.root = None
    def insert(self, k):
        def go(n): 
            if n is None: return [k, None, None]
            i = 1 if k < n[0] else 2; n[i] = go(n[i]); return n
        self.root = go(self.root)
    def __iter__(self):
        def go(n):
            if n: yield from go(n[1]); yield n[0]; yield from go(n[2])
        return go(self.root)
    def height(self):
        h = lambda n: 0 if n is None else 1 + max(h(n[1]), h(n[2]))
        return h(self.root)
t = BST()
for k in [5, 2, 8, 1, 9]: t.insert(k)
print(list(t), t.height())
def hanoi(n, a="A", b="B", c="C"):
    if n == 0: return 0
    return hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)
print(hanoi(8))
def queens(n, row=0, cols=()):
    if row == n: yield cols; return
    for c in range(n):
        if all(c != cc and abs(c - cc) != row - r for r, cc in enumerate(cols)): yield from queens(n, row + 1, cols + (c,))
print(len(list(queens(6))), next(queens(8)))
def perms(s): return [s] if len(s) < 2 else [c + p for i, c in enumerate(s) for p in perms(s[:i] + s[i+1:])]
print(perms("abc"))
def qs(a): return a if len(a) < 2 else qs([x for x in a[1:] if x < a[0]]) + [a[0]] + qs([x for x in a[1:] if x >= a[0]])
print(qs([3, 6, 1, 5]))
def sieve(n):
    p = [True] * (n + 1); p[0:2] = [False] * 2
    for i in range(2, int(n ** .5) + 1):
        if p[i]: p[i*i::i] = [False] * len(p[i*i::i])
    return [i for i, v in enumerate(p) if v]
print(sieve(50))
class Emitter:
    def __init__(self): self.h = {}
    def on(self, ev):
        def d(f): self.h.setdefault(ev, []).append(f); return f
        return d
    def emit(self, ev, *a, **k): return [f(*a, **k) for f in self.h.get(ev, [])]
em = Emitter()
@em.on("x")
def hx(v): return v + 1
@em.on("x")
def hy(v): return v * 2
print(em.emit("x", 5), em.emit("none"))
class FSM:
    T = {("idle", "start"): "run", ("run", "stop"): "idle"}
    def __init__(self): self.s = "idle"
    def __call__(self, e):
        try: self.s = self.T[self.s, e]
        except KeyError: print("bad", self.s, e)
        return self.s
f = FSM(); print(f("start"), f("start"), f("stop"))
def tokenize(s):
    i = 0
    while i < len(s):
        c = s[i]
        if c.isspace(): i += 1
        elif c.isdigit():
            j = i
            while j < len(s) and (s[j].isdigit() or s[j] == "."): j += 1
            yield ("num", float(s[i:j]) if "." in s[i:j] else int(s[i:j])); i = j
        else: yield ("op", c); i += 1
class Parser:
    def __init__(self, s): self.t = [*tokenize(s), ("end", None)]; self.i = 0
    def peek(self): return self.t[self.i]
    def take(self): self.i += 1; return self.t[self.i - 1]
    def expr(self):
        v = self.term()
        while self.peek() in (("op", "+"), ("op", "-")):
            v = v + self.term() if self.take()[1] == "+" else v - self.term()
        return v
    def term(self):
        v = self.fac()
        while (o := self.peek())[1] in ("*", "/"):
            self.take(); r = self.fac(); v = v * r if o[1] == "*" else v / r
        return v
    def fac(self):
        k, v = self.take()
        if k == "num": return v
        if v == "(":
            r = self.expr(); assert self.take()[1] == ")"; return r
        if v == "-": return -self.fac()
        raise SyntaxError(f"unexpected {v!r}")
print(Parser("2 * (3 + 4) - -5 / 2").expr())
try: Parser("2 * )").expr()
except SyntaxError as e: print(type(e), e)
from abc import ABC, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
    def __str__(self): return f"{self.name} {self.area():.2f}"
try: Shape()
except TypeError as e: print(e)
class Sq(Shape):
    name = "sq"
    def __init__(self, s): self.s = s
    def area(self): return self.s ** 2
print(Sq(3))
class Half(Shape):
    def area(self): return 1
try: Half()
except TypeError as e: print(e)
from typing import Protocol, runtime_checkable, Generic, TypeVar, Union, Callable, Any, Literal, Final, Optional, TypedDict
T = TypeVar("T")
class Box(Generic[T]):
    def __init__(self, v: T): self.v = v
    def get(self) -> T: return self.v
print(Box[int](3).get(), Box, Box[int], Union[int, str], Optional[int], Callable[[int], str], list[int], dict[str, int], int | None, Literal["a"], T)
@runtime_checkable
class Quack(Protocol):
    def quack(self) -> str: ...
class Duck:
    def quack(self): return "q"
print(isinstance(Duck(), Quack), isinstance(3, Quack))
class Movie(TypedDict, total=False):
    name: str
    year: int
m: Movie = {"name": "x"}; print(m, Movie.__annotations__)
if __name__ == "__main__": print("main", __name__)
def kw(a, /, b, *, c=3, **d): return a, b, c, d
print(kw(1, b=2, e=5), kw(1, 2, c=9))
def outer():
    x = "o"
    class C:
        x = "c"
        def m(self): return x
        l = [x for _ in range(1)]
    return C().m(), C.l
print(outer())
print(type("X", (), {})(), sep="") if False else None
del a; 
try: a
except NameError as e: print(e)
def memo(f):
    c = {}
    def w(n):
        if n not in c: c[n] = f(n)
        return c[n]
    w.cache = c
    return w
@memo
def fibm(n): return n if n < 2 else fibm(n - 1) + fibm(n - 2)
print(fibm(50), len(fibm.cache))
