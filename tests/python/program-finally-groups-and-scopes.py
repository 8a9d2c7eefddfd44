# finally with return, break, continue; nested and awaited
import asyncio

async def f(kind):
    for i in range(3):
        try:
            await asyncio.sleep(0)
            if kind == "raise": raise ValueError(i)
            if kind == "return": return f"returned {i}"
            if kind == "continue": continue
            if kind == "break": break
        except ValueError as e:
            if i == 1: raise RuntimeError("second") from e
            continue
        else:
            print("else", i)
        finally:
            await asyncio.sleep(0)
            print("finally", kind, i)
    else:
        return "loop else"
    return "after break"

def swallow():
    for i in range(2):
        try:
            1 / 0
        finally:
            if i == 0: continue
            return "swallowed"

def override():
    try:
        return "try"
    finally:
        return "finally"

def nested():
    try:
        try:
            raise KeyError("a")
        finally:
            raise IndexError("b")
    except IndexError as e:
        return repr(e), repr(e.__context__)

async def main():
    for k in ("raise", "return", "continue", "break", "none"):
        try:
            print(k, "->", await f(k))
        except RuntimeError as e:
            print(k, repr(e), repr(e.__cause__))
    print(swallow(), override(), nested())
    def g():
        while True:
            try:
                yield 1
            finally:
                print("closing"); break
    it = g(); next(it); it.close()
    x = [i for i in range(5) if (lambda: i % 2)()]
    print(x, [j for j in (k * 2 for k in x)], {**{"a": 1}, "b": 2}, [*x, *"ab"])
    try:
        del e
    except NameError as err:
        print(err)
    e = 1
    try: raise ValueError
    except ValueError as e: pass
    try: print(e)
    except UnboundLocalError as err: print(err)

asyncio.run(main())
# except* in depth with awaits and naked exceptions
import asyncio

async def job(e):
    await asyncio.sleep(0)
    raise e

async def main():
    for excs in ([ValueError(1), TypeError(2), KeyError(3)], [ValueError(1)], [OSError(5)]):
        try:
            try:
                async with asyncio.TaskGroup() as tg:
                    for e in excs: tg.create_task(job(e))
            except* ValueError as eg:
                print("V", eg.exceptions)
                await asyncio.sleep(0.1)
                raise
            except* (TypeError, KeyError) as eg:
                print("TK", eg.exceptions)
                raise LookupError("replaced") from eg
            else:
                print("no error")
            finally:
                print("finally")
        except BaseException as e:
            print(repr(e), repr(e.__cause__), repr(e.__context__))
    try:
        raise ValueError("naked")
    except* ValueError as eg:
        print(repr(eg), eg.message)
    try:
        try: raise ExceptionGroup("a", [ExceptionGroup("b", [ValueError(1), OSError(2)]), OSError(3)])
        except* ValueError: print("value")
    except ExceptionGroup as rest:
        print(repr(rest), rest.subgroup(OSError), rest.split(lambda e: e.args == (3,)))
    try:
        try: raise ExceptionGroup("x", [ExceptionGroup("y", [])] if False else [KeyError()])
        except* KeyError as e: raise e
    except ExceptionGroup as g: print(repr(g))
    class MyGroup(ExceptionGroup):
        def __new__(cls, msg, excs, code): 
            self = super().__new__(cls, msg, excs); self.code = code; return self
        def derive(self, excs): return MyGroup(self.message, excs, self.code)
    try:
        raise MyGroup("mine", [ValueError(1), TypeError(2)], 7)
    except* ValueError as eg:
        print(type(eg).__name__, eg.code)
    except* TypeError as eg:
        print(type(eg).__name__, eg.code)
    for i in range(2):
        try: raise ExceptionGroup("loop", [ValueError(i)])
        except* ValueError: print("loop", i)
    def fn():
        try: raise ExceptionGroup("loop", [ValueError(1)])
        except* ValueError as e: x = len(e.exceptions)
        return x
    print(fn())

asyncio.run(main())
# scoping: closures in loops, class scopes, nonlocal, global, walrus, comprehension
import functools
x = "global"
fs = [lambda: i for i in range(3)]
print([f() for f in fs], [f() for f in [lambda i=i: i for i in range(3)]])
class C:
    x = "class"
    y = [x for _ in range(2)] if False else x
    z = (lambda: x)()
    def m(self): return x, self.x, __class__.__name__
    inner = [v for v in "ab"]
print(C.y, C.z, C().m(), C.inner)
def outer():
    x = "outer"
    def read(): return x
    def write():
        nonlocal x
        x = x + "!"
        return x
    def glob():
        global x
        x = "changed"
    class D:
        a = x
        x = "D"
        b = x
    glob()
    return read(), write(), read(), D.a, D.b
print(outer(), x)
def counter():
    n = 0
    def inc(by=1, *, times=1):
        nonlocal n
        for _ in range(times): n += by
        return n
    inc.reset = lambda: exec("pass")
    return inc
c = counter(); c(); c(2, times=3); print(c(), c.__closure__[0].cell_contents, c.__code__.co_freevars)
if (n := len("abc")) > 2 and (m := n * 2): print(n, m)
print([last := v for v in range(3)], last, any((hit := v) > 1 for v in range(5)), hit)
def late():
    try: return undefined_name
    except NameError as e: return str(e)
print(late())
def unbound():
    try: print(y)
    except UnboundLocalError as e: print(e)
    y = 1
unbound()
def free():
    def inner():
        try: return val
        except NameError as e: return str(e)
    r = inner()
    val = 1
    return r, inner()
print(free())
def defaults(a, b=[], *, c={}):
    b.append(a); c[a] = len(b)
    return b, c
defaults(1); print(defaults(2), defaults.__defaults__, defaults.__kwdefaults__)
def args(a, /, b, *rest, k, **kw): return a, b, rest, k, kw
print(args(1, 2, 3, k=4, z=5), args(*[1, 2], **{"k": 3}), args(1, b=2, k=3, a=9))
