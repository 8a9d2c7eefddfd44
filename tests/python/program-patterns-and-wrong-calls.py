import asyncio
class Node:
    __match_args__ = ("op", "left", "right")
    def __init__(self, op, left=None, right=None): self.op, self.left, self.right = op, left, right
async def ev(n):
    await asyncio.sleep(0.01)
    match n:
        case int() | float(): return n
        case Node("+", l, r): return sum(await asyncio.gather(ev(l), ev(r)))
        case Node("*", l, r): 
            a, b = await asyncio.gather(ev(l), ev(r)); return a * b
        case Node(op="neg", left=x): return -(await ev(x))
        case Node(op): raise ValueError(f"unknown op {op!r}")
        case {"var": str(name), **kw} if not kw: return ENV[name]
        case [first, *rest] if rest: return [await ev(first), *[await ev(r) for r in rest]]
        case [only]: return await ev(only)
        case None | True | False as lit: return lit
        case _: raise TypeError(type(n).__name__)
ENV = {"x": 10}
def kind(v):
    match v:
        case 0: return "zero"
        case -1 | 1.5: return "num"
        case "a" | "b": return "ab"
        case b"x": return "bytes"
        case (): return "empty"
        case (1, 2): return "pair"
        case [1, [2, [3, *deep]]]: return f"deep {deep}"
        case {"a": {"b": [_, x]}}: return f"nested {x}"
        case {}: return "dict"
        case str(x) if len(x) > 5: return f"long {x!r}"
        case bool(): return "bool"
        case int(x) if x > 100: return f"big {x}"
        case complex_thing if hasattr(complex_thing, "read"): return "file"
        case _: return "?"
async def main():
    tree = Node("+", 1, Node("*", {"var": "x"}, Node("neg", 2.5)))
    print(await ev(tree), await ev([1, tree, [[[4]]]]), await ev(None))
    for bad in (Node("%"), "str", {"var": "x", "y": 1}):
        try: print(await ev(bad))
        except (ValueError, TypeError, KeyError) as e: print(type(e).__name__, e)
    for v in (0, -1, 1.5, "a", b"x", (), [], (1, 2), [1, [2, [3, 4, 5]]], {"a": {"b": [0, 9]}}, {}, {"z": 1}, "longish", True, 1000, 7, None, 0.0, False, range(2)):
        print(repr(v), kind(v))
    lst = [1, 2, 3, 4, 5, 6]
    a, *b, c = lst; (d, e), f = (1, 2), 3; [g, *_] = "xyz"; h = i = 0
    print(a, b, c, d, e, f, g, lst[1:-1:2], lst[::-2], lst[10:], lst[-3:])
    lst[::2] = "abc"; print(lst); del lst[1:3]; print(lst)
    x, y = 1, 2; x, y = y, x; print(x, y, (z := x + y), z)
    print(*[1, 2], *"ab", sep="-", end="!\n"); print(*[1, 2], **{"sep": "x"})
    print({**{"a": 1}, "b": 2} | {"c": 3}, [*range(3), *[9]], {*"aab"} == {"a", "b"})
    n = 0
    while n < 5:
        n += 1
        if n == 2: continue
        if n == 4: break
    else: print("no")
    print(n, 1 < 2 < 3 > 0, not 1 == 2, 5 if n else 6, n and "x", [] or "y", None is None)
    def f(a, b=2, /, c=3, *args, d, e=5, **kw): return a, b, c, args, d, e, kw
    print(f(1, d=4), f(1, 2, 3, 4, 5, d=6, z=7))
    for call in (lambda: f(), lambda: f(1), lambda: f(a=1, d=2), lambda: f(1, d=2, b=3), lambda: f(1, 2, 3, c=4, d=5), lambda: (lambda: 0)(1), lambda: (lambda x: 0)(), lambda: (lambda x, y: 0)(1), lambda: (lambda *, k: 0)(), lambda: int(1, 2, 3), lambda: "".join(), lambda: "a".split(1), lambda: [].append(), lambda: [].append(1, 2), lambda: len(), lambda: isinstance(1), lambda: sorted(), lambda: dict(1), lambda: range(), lambda: Node(), lambda: Node(1, 2, 3, 4), lambda: Node(1, opp=2), lambda: object(1), lambda: sum(1), lambda: max(), lambda: getattr(1), lambda: {}.get(), lambda: "x".replace("a"), lambda: asyncio.sleep(), lambda: asyncio.Event(1), lambda: asyncio.Lock(1), lambda: asyncio.Semaphore("x"), lambda: asyncio.Semaphore(-1), lambda: asyncio.Barrier(0), lambda: asyncio.wait_for(1), lambda: asyncio.gather(x=1), lambda: asyncio.Queue(1, 2)):
        try: print(call())
        except Exception as e: print(type(e).__name__, e)
asyncio.run(main())
