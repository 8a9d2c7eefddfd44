import asyncio

from contextlib import contextmanager,asynccontextmanager,suppress,nullcontext,closing,aclosing,ExitStack,AsyncExitStack,ContextDecorator,AbstractContextManager

def err(f):
    try: print("->", f())
    except BaseException as e:
        chain = []
        while e is not None and len(chain) < 6:
            chain.append(f"{type(e).__name__}({e}) c={e.__cause__!r} s={e.__suppress_context__}"); e = e.__context__
        print(chain)
@contextmanager
def cm(x, swallow=None):
    print("enter", x)
    try: yield x
    except Exception as e:
        print("caught", repr(e))
        if swallow == 'raise': raise
        if swallow == 'new': raise KeyError("new") from e
        if swallow == 'other': raise KeyError("other")
        if swallow == 'stop': raise StopIteration(3)
        if swallow == 'yield': yield 7
    finally: print("exit", x)
def use(sw, exc):
    with cm(1, sw) as v:
        print("body", v)
        if exc: raise exc
    return "end"
for sw in (None, 'raise', 'new', 'other', 'stop', 'yield'):
    for exc in (None, ValueError("v"), StopIteration("s"), RuntimeError("r"), KeyboardInterrupt("k")):
        print(sw, repr(exc)); err(lambda: use(sw, exc))
@contextmanager
def none():
    if 0: yield
err(lambda: none().__enter__())
@contextmanager
def two():
    yield 1
    yield 2
def usetwo():
    with two(): pass
err(usetwo)
@cm("deco")
def decorated(a): print("in", a); return a
print(decorated(5), decorated.__name__, decorated(6))
print(cm.__name__)
with suppress(KeyError, ValueError): raise ValueError
def sg():
    with suppress(KeyError): raise ExceptionGroup("g", [KeyError(1), ValueError(2)])
err(sg)
with nullcontext(4) as n: print(n)
class C:
    def close(self): print("closed")
with closing(C()) as c: print(type(c).__name__)
with ExitStack() as st:
    print(st.enter_context(cm("a")), st.enter_context(cm("b")))
    st.callback(print, "cb", 1, sep="-")
    @st.push
    def _ex(t, v, tb): print("push", t, v)
def es(n):
    with ExitStack() as st:
        st.enter_context(cm("a", n))
        st.enter_context(cm("b", n))
        st.callback(lambda: 1/0)
        raise ValueError("x")
    return "ok"
for n in (None, 'raise', 'new', 'other'): err(lambda: es(n))
err(lambda: ExitStack().enter_context(5))
with ExitStack() as st:
    st.callback(print, "first")
    rest = st.pop_all()
print("popped"); rest.close()
async def main():
    @asynccontextmanager
    async def acm(x, swallow=None):
        print("aenter", x)
        try: yield x
        except Exception as e:
            print("acaught", repr(e))
            if swallow == 'raise': raise
            if swallow == 'new': raise KeyError("new") from e
            if swallow == 'stop': raise StopAsyncIteration(3)
            if swallow == 'yield': yield 7
        finally: await asyncio.sleep(0); print("aexit", x)
    async def use(sw, exc):
        async with acm(1, sw) as v:
            print("body", v)
            if exc: raise exc
        return "end"
    for sw in (None, 'raise', 'new', 'stop', 'yield'):
        for exc in (None, ValueError("v"), StopIteration("s"), StopAsyncIteration("sa"), RuntimeError("r")):
            print(sw, repr(exc))
            try: print(await use(sw, exc))
            except BaseException as e: print(repr(e), repr(e.__cause__), repr(e.__context__))
    @acm("deco")
    async def f(x): print("f", x); return x
    print(await f(3))
    async with AsyncExitStack() as st:
        print(await st.enter_async_context(acm("s1")))
        st.enter_context(cm("s2"))
        async def acb(*a, **k): print("acb", a, k)
        st.push_async_callback(acb, 1, k=2)
        async def ex(t, v, tb): print("ex", t)
        st.push_async_exit(ex)
        st.callback(print, "sync")
    try:
        async with AsyncExitStack() as st:
            await st.enter_async_context(acm("s1", "raise"))
            await st.enter_async_context(acm("s2", "new"))
            raise ValueError(1)
    except BaseException as e: print(repr(e), repr(e.__cause__), repr(e.__context__))
    try: await st.enter_async_context(cm("x"))
    except TypeError as e: print(e)
    async def gen():
        try: yield 1
        finally: print("gen closed")
    async with aclosing(gen()) as g:
        async for x in g: print(x); break
    async with nullcontext(5) as n: print(n)
asyncio.run(main())
class Mine(ContextDecorator):
    def __enter__(self): print("E"); return self
    def __exit__(self, *a): print("X"); return False
@Mine()
def q(): print("q")
q()
class AB(AbstractContextManager):
    def __exit__(self, *a): print("ab")
with AB() as ab: print(type(ab).__name__)
err(lambda: AbstractContextManager())
