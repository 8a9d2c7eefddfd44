"""Most of Python's syntax, for the compiler's tests. It is compiled, and never run."""
from __future__ import annotations

import asyncio, os.path as path
import collections.abc
from contextlib import asynccontextmanager as acm, suppress

# at 1.5: cancel worker
x = y = 1
x: int = 2
unused: str
a, (b, *c), [d] = 1, (2, 3, 4), [5]
a, b = b, a
a, b, c = c, b, a
x += 1
path.sep *= 2
collections.abc["key", 1:2, ...] -= 3
del x, (a, b), c[0], path.sep
big = 0xFFFF_FFFF_FFFF_FFFF_FFFF + 123456789012345678901234567890
text = 'a' "b" f"{big!r:>{10}} {{}} {big=} {text!s}" + (b"a" b"\x00").decode()
nested = f"{f'{1 + 1}':{'x'}^10}"
chain = 1 < a <= b != c is not None not in [1]
logic = a and b or not c and (d or 1)
pick = a if b else c if d else -1
bits = ~a ** -b // c % d @ a << 1 >> 2 & 3 | 4 ^ 5
sliced = a[1:2], a[::2], a[:], a[1, 2], a[*b]
stars = [*a, 1, *b], {*a, 2}, (*a, 3), {**a, 'k': 1, **b}
print(*a, 1, *b, sep='', **c, end='', **d)
print(f(1)(2).g(3, k=4).h)
type Alias[T] = list[T]


def function(a, b=1, /, c: int = [], *args: str, d, e=2, f, **kwargs) -> "int":
    """Doc.

        Indented.
    """
    global shared
    shared = a
    inner = 0

    def nested():
        nonlocal inner
        inner += 1
        return lambda *p, q=inner, **r: (p, q, r, a)

    comprehended = [nested() for i in range(3) if i for j in range(i) if j > 1 if j]
    captured = [lambda: (i, k) for i in args for k in kwargs]
    sets = {i for i in args}, {k: v for k, v in kwargs.items()}
    generator = (i + a async for i in agen()) if inner else (i for i in args)
    assert comprehended, "message"
    assert sets
    if (walrus := len(args)) > 1 and any((last := i) for i in args):
        return walrus, last
    elif a:
        pass
    elif b:
        return
    else:
        raise ValueError("no") from None
    raise


def generic[T: int, *Ts, **P](value: T) -> T:
    return isinstance(value, T)


def generator(n):
    while True:
        got = yield n
        if got:
            break
        elif n:
            continue
        yield
    else:
        yield from range(n)
    return n


def handlers():
    for i in range(3):
        try:
            if i:
                continue
            return i + 1
        except (ValueError, TypeError) as error:
            if error:
                break
            return error
        except OSError:
            raise
        except:
            continue
        else:
            i += 1
        finally:
            try:
                cleanup()
            finally:
                if i == 2:
                    break
                if i == 1:
                    return 5
    else:
        return None
    try:
        with suppress(OSError) as s, open("f") as (f, g):
            with suppress(): return f
    finally:
        return


def groups():
    try:
        work()
    except* ValueError as group:
        for e in group.exceptions:
            if e:
                break
    except* (OSError, TypeError):
        raise RuntimeError from group


def matching(value):
    match value:
        case 0 | 1 | -1.5 | "s" | b"b" | None | True:
            return "literal"
        case [] | [_]:
            return "short"
        case [1, first, *_, last] if first < last:
            return first, last
        case (x, y, *rest):
            return rest
        case {"kind": "point", "x": x, **others}:
            return x, others
        case {}:
            return "mapping"
        case Point(0, y=[a, b] | (a, b, _)) as point:
            return point
        case str() | int(real=1) | path.sep:
            pass
        case [[x, [y]], {"a": [z]}]:
            pass
        case other:
            return other
    match value, 1:
        case a, b: pass


@acm
@decorated(1)
async def asynchronous(tasks, *, timeout: float = 1.5):
    async with asyncio.timeout(timeout) as scope, asyncio.TaskGroup() as group:
        async for item in aiter(tasks):
            if not item:
                continue
            try:
                await item
            except asyncio.CancelledError:
                await asyncio.sleep(0)
                raise
            finally:
                await asyncio.sleep(0)
                async with scope:
                    break
        else:
            yield group
    results = [await t async for t in tasks if await t]
    pairs = {k: await v for k, v in zip(tasks, results)}
    lazy = (await t for t in tasks)
    await asyncio.gather(*[t for t in tasks], return_exceptions=True)


@decorated
class Class(Base, metaclass=Meta, **options):
    """Doc of a class."""
    field: int = 1
    other: list[str]
    __private = field
    names = [n for n in (field, __private)]

    def __init__(self, *, __hidden=None):
        super().__init__(self.__private)
        parent = super()
        self.__hidden = __hidden

    @property
    def me(self):
        return __class__, lambda: super(Class, self).me

    class Inner[T](Generic[T]):
        def method(self):
            return [super().x for _ in self]

    async def run(self): return await self.me


class Starred(*bases): pass


if __name__ == "__main__":
    asyncio.run(main()); print("done")
    lambda: (yield)
