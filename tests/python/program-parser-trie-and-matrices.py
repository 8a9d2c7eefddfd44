from __future__ import annotations
import asyncio, typing as t, collections, itertools, operator, re, sys
# an expression parser, evaluator with match, an LRU, a trie, matrix ops, a text adventure state machine, json-like printer
TOK = re.compile(r"\s*(?:(\d+\.?\d*)|(\*\*|[-+*/()]))")
class Node(t.NamedTuple): op: str; left: t.Any = None; right: t.Any = None
def tokens(s):
    pos = 0
    while pos < len(s.rstrip()):
        m = TOK.match(s, pos)
        if not m: raise SyntaxError(f"bad char {s[pos]!r} at {pos}")
        pos = m.end(); yield m.group(1) or m[2]
class Parser:
    PREC: t.ClassVar[dict[str, tuple[int, bool]]] = {"+": (1, False), "-": (1, False), "*": (2, False), "/": (2, False), "**": (3, True)}
    def __init__(self, s): self.it = itertools.chain(tokens(s), ["<end>"]); self.cur = next(self.it)
    def eat(self, x=None):
        c = self.cur
        if x and c != x: raise SyntaxError(f"expected {x}, got {c}")
        self.cur = next(self.it, None); return c
    def expr(self, least=0):
        left = self.atom()
        while self.cur in self.PREC and (p := self.PREC[self.cur])[0] >= least:
            op = self.eat(); left = Node(op, left, self.expr(p[0] + (not p[1])))
        return left
    def atom(self):
        match self.eat():
            case "(": e = self.expr(); self.eat(")"); return e
            case "-": return Node("neg", self.expr(3))
            case str(n) if n.replace(".", "", 1).isdigit(): return float(n) if "." in n else int(n)
            case other: raise SyntaxError(f"unexpected {other}")
OPS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "**": operator.pow}
def ev(n):
    match n:
        case int() | float(): return n
        case Node("neg", x): return -ev(x)
        case Node(op, l, r): return OPS[op](ev(l), ev(r))
class LRU(collections.OrderedDict):
    def __init__(self, n, *a, **k): self.n = n; super().__init__(*a, **k)
    def __getitem__(self, k): v = super().__getitem__(k); self.move_to_end(k); return v
    def __setitem__(self, k, v):
        super().__setitem__(k, v)
        while len(self) > self.n: print("evict", next(iter(self))); self.popitem(last=False)
class Trie:
    def __init__(self): self.kids = collections.defaultdict(Trie); self.end = False
    def add(self, w):
        n = self
        for ch in w: n = n.kids[ch]
        n.end = True; return self
    __ior__ = add
    def __contains__(self, w):
        n = self
        for ch in w:
            if ch not in n.kids: return False
            n = n.kids[ch]
        return n.end
    def __iter__(self):
        if self.end: yield ""
        for ch, k in sorted(self.kids.items()): yield from (ch + rest for rest in k)
class Matrix:
    def __init__(self, rows): self.r = [list(x) for x in rows]
    def __matmul__(self, o): return Matrix([[sum(map(operator.mul, a, b)) for b in zip(*o.r)] for a in self.r])
    def __getitem__(self, ij): 
        match ij:
            case int(i), int(j): return self.r[i][j]
            case slice() as i, int(j): return [x[j] for x in self.r[i]]
            case int(i): return self.r[i]
    def __repr__(self): w = max(len(str(x)) for r in self.r for x in r); return "\n".join(" ".join(f"{x:>{w}}" for x in r) for r in self.r)
    def __pow__(self, n): return self if n == 1 else self @ self ** (n - 1)
    def __eq__(self, o): return isinstance(o, Matrix) and self.r == o.r
    T = property(lambda self: Matrix(zip(*self.r)))
async def calc(q: asyncio.Queue[str], out: list):
    while (s := await q.get()) is not None:
        try: out.append((s, ev(Parser(s).expr())))
        except (SyntaxError, ZeroDivisionError) as e: out.append((s, f"{type(e).__name__}: {e}"))
        q.task_done()
async def main() -> None:
    q = asyncio.Queue(maxsize=2); out = []
    async with asyncio.TaskGroup() as tg:
        tg.create_task(calc(q, out))
        for s in ["1+2*3", "(1+2)*3", "2**3**2", "-2**2", "10/4-1", "1/0", "2 $ 3", "(1", "1.5*4", "- -3"]: await q.put(s)
        await q.put(None)
    for s, v in out: print(f"{s:>8} = {v}")
    l = LRU(2, a=1); l["b"] = 2; l["a"]; l["c"] = 3; print(l, list(reversed(l)))
    tr = Trie()
    for w in "car cart cat dog do".split(): tr |= w
    print(list(tr), "car" in tr, "ca" in tr)
    m = Matrix([[1, 1], [1, 0]]); print(m ** 10); print(m[0, 1], m[:, 0], m[1], m.T == m, (m @ Matrix([[2], [3]])))
    try: hash(m)
    except TypeError as e: print(e)
    print(t.get_type_hints(calc), main.__annotations__, Parser.__annotations__)
asyncio.run(main())
