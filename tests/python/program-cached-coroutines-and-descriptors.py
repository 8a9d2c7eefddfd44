# functools and asyncio: cached coroutines, async property, async singleton, descriptors
import asyncio
import functools
import weakref
from collections import OrderedDict
from typing import Any

class async_cached:
    def __init__(self, fn): self.fn = fn; functools.update_wrapper(self, fn)
    def __set_name__(self, owner, name): self.key = f"_{name}_task"
    def __get__(self, obj, owner=None):
        if obj is None: return self
        task = obj.__dict__.get(self.key)
        if task is None:
            task = obj.__dict__[self.key] = asyncio.ensure_future(self.fn(obj))
        return task

def alru(maxsize):
    def deco(fn):
        cache: OrderedDict[Any, asyncio.Future] = OrderedDict()
        @functools.wraps(fn)
        async def wrapper(*args):
            if args in cache:
                cache.move_to_end(args)
                wrapper.hits += 1
                return await asyncio.shield(cache[args])
            wrapper.misses += 1
            fut = cache[args] = asyncio.ensure_future(fn(*args))
            fut.add_done_callback(lambda f: cache.pop(args, None) if f.cancelled() or f.exception() else None)
            while len(cache) > maxsize: print("evict", cache.popitem(last=False)[0])
            return await asyncio.shield(fut)
        wrapper.hits = wrapper.misses = 0
        wrapper.cache = cache
        return wrapper
    return deco

class Service:
    _instances = weakref.WeakValueDictionary()
    def __new__(cls, name):
        if (found := cls._instances.get(name)) is None:
            found = super().__new__(cls); cls._instances[name] = found; found.name = name
        return found
    @async_cached
    async def config(self):
        "loads"
        await asyncio.sleep(1)
        return {"name": self.name}

@alru(2)
async def square(n):
    await asyncio.sleep(0.5)
    if n < 0: raise ValueError(n)
    return n * n

async def main():
    s = Service("a")
    print(Service("a") is s, await asyncio.gather(s.config, s.config), Service.config.__doc__)
    print(await asyncio.gather(square(2), square(2), square(3)), square.hits, square.misses)
    print(await square(4), list(square.cache))
    print(await asyncio.gather(square(-1), square(-1), return_exceptions=True), list(square.cache))
    t = asyncio.create_task(square(9)); await asyncio.sleep(0.1); t.cancel()
    await asyncio.wait([t]); print(t.cancelled(), list(square.cache)); print(await square(9), square.hits)
    del s; print(dict(Service._instances))
asyncio.run(main())
# interpreters of small languages: match on AST dataclasses, recursion, string parsing
import operator
import re
from dataclasses import dataclass
from enum import Enum
from typing import Iterator, NamedTuple

class Tok(NamedTuple):
    kind: str
    text: str

def lex(s: str) -> Iterator[Tok]:
    spec = [("NUM", r"\d+(?:\.\d*)?"), ("ID", r"[A-Za-z_]\w*"), ("OP", r"[-+*/^()=,]"), ("WS", r"\s+"), ("BAD", r".")]
    for m in re.finditer("|".join(f"(?P<{k}>{p})" for k, p in spec), s):
        match m.lastgroup:
            case "WS": continue
            case "BAD": raise SyntaxError(f"bad {m.group()!r} at {m.start()}")
            case k: yield Tok(k, m[0])
    yield Tok("END", "")

@dataclass
class Num: v: float
@dataclass
class Var: name: str
@dataclass
class Bin: op: str; l: Expr; r: Expr
@dataclass
class Call: fn: str; args: list[Expr]
@dataclass
class Neg: e: Expr
Expr = Num | Var | Bin | Call | Neg

class Parser:
    PREC = {"+": (1, 2), "-": (1, 2), "*": (3, 4), "/": (3, 4), "^": (6, 5)}
    def __init__(self, s): self.toks = list(lex(s)); self.i = 0
    @property
    def cur(self): return self.toks[self.i]
    def eat(self, text=None):
        t = self.cur
        if text and t.text != text: raise SyntaxError(f"expected {text!r}, got {t.text or 'end'!r}")
        self.i += 1
        return t
    def expr(self, bp=0) -> Expr:
        match self.eat():
            case Tok("NUM", n): left = Num(float(n))
            case Tok("ID", n) if self.cur.text == "(":
                self.eat("("); args = []
                while self.cur.text != ")":
                    args.append(self.expr())
                    if self.cur.text == ",": self.eat()
                self.eat(")"); left = Call(n, args)
            case Tok("ID", n): left = Var(n)
            case Tok(_, "("): left = self.expr(); self.eat(")")
            case Tok(_, "-"): left = Neg(self.expr(5))
            case t: raise SyntaxError(f"unexpected {t.text or 'end'!r}")
        while (op := self.cur.text) in self.PREC and (lr := self.PREC[op])[0] >= bp:
            self.eat(); left = Bin(op, left, self.expr(lr[1]))
        return left

def ev(e: Expr, env: dict) -> float:
    match e:
        case Num(v): return v
        case Var(name=n):
            try: return env[n]
            except KeyError: raise NameError(n) from None
        case Neg(e): return -ev(e, env)
        case Bin("/", _, r) if ev(r, env) == 0: return float("inf")
        case Bin(op, l, r): return {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "^": operator.pow}[op](ev(l, env), ev(r, env))
        case Call("max" | "min" as f, [first, *rest]): return {"max": max, "min": min}[f](ev(first, env), *(ev(x, env) for x in rest))
        case Call(fn=f, args=a): raise NameError(f"{f}/{len(a)}")
for src in ("1 + 2 * 3", "2 ^ 3 ^ 2", "-(x - 4) / 2", "max(1, y, 3) * -min(2, 9)", "1 / 0", "f(1)", "1 +", "(1", "2 $ 3", "z"):
    try:
        p = Parser(src); tree = p.expr(); print(src, "=", ev(tree, {"x": 10, "y": 7.5}), tree if len(src) < 10 else "")
    except (SyntaxError, NameError) as e: print(src, "->", type(e).__name__, e)
