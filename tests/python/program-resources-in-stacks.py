import asyncio, contextlib
log = []
class Res(contextlib.AbstractAsyncContextManager):
    def __init__(self, n, fail=None, swallow=False): self.n, self.fail, self.swallow = n, fail, swallow
    async def __aenter__(self):
        await asyncio.sleep(.01)
        if self.fail == "enter": raise RuntimeError(f"enter {self.n}")
        print("enter", self.n); return self
    async def __aexit__(self, t, v, tb):
        await asyncio.sleep(.01); print("exit", self.n, t.__name__ if t else None, repr(v.__context__) if v else "")
        if self.fail == "exit": raise RuntimeError(f"exit {self.n}")
        return self.swallow
@contextlib.asynccontextmanager
async def tx(n):
    print("begin", n)
    try: yield n
    except* ValueError as eg: print("group", eg.exceptions); raise
    except* OSError: print("swallow os")
    finally: print("end", n)
@contextlib.asynccontextmanager
async def bad(kind):
    if kind == "noyield": return
    yield 1
    if kind == "twice": yield 2
@contextlib.contextmanager
def sync(n):
    try: yield n
    except KeyError as e: print("sync caught", e)
    except asyncio.CancelledError: print("sync cancel"); raise
@contextlib.asynccontextmanager
async def deco():
    print("before"); yield; print("after")
@deco()
async def decorated(x): print("in", x); return x
async def main():
    async with contextlib.AsyncExitStack() as st:
        a = await st.enter_async_context(Res("a")); st.callback(print, "cb", 1, end="!\n"); st.push_async_callback(asyncio.sleep, .1, "x")
        st.enter_context(sync("s")); st.push(lambda *e: print("push", e[0]) or None); st.push_async_exit(Res("pushed"))
        print(await asyncio.sleep(0, a.n))
    try:
        async with Res("o"), Res("p", fail="exit"), Res("q"): raise LookupError("body")
    except RuntimeError as e: print(repr(e), repr(e.__context__))
    try:
        async with Res("r"), Res("s", fail="enter"): print("no")
    except RuntimeError as e: print(e)
    async with Res("t", swallow=True): raise KeyError("gone")
    for k in ("noyield", "twice", "fine"):
        try:
            async with bad(k) as v: print("body", v)
        except RuntimeError as e: print(k, e)
    try:
        async with tx(1): raise ValueError("v")
    except* ValueError as g: print("outer", g)
    async with tx(2): raise OSError("o")
    with sync("x"): raise KeyError("k")
    print(await decorated(3), await decorated(4))
    async def cancelled():
        with sync("c"):
            async with Res("cc"), contextlib.aclosing(agen()) as g:
                async for x in g: print("x", x); await asyncio.sleep(1)
    t = asyncio.create_task(cancelled()); await asyncio.sleep(.5); t.cancel("now"); print(await asyncio.gather(t, return_exceptions=True))
    st = contextlib.AsyncExitStack(); await st.enter_async_context(Res("m")); moved = st.pop_all(); await st.aclose(); print("moved"); await moved.aclose()
    with contextlib.ExitStack() as es, contextlib.suppress(ZeroDivisionError): es.callback(print, "es"); 1 / 0
    try:
        async with contextlib.AsyncExitStack() as s: await s.enter_async_context(sync("n"))
    except TypeError as e: print(e)
    try:
        async with sync("n"): pass
    except TypeError as e: print(e)
    import io
    buf = io.StringIO()
    with contextlib.redirect_stdout(buf): pass
    with contextlib.nullcontext(5) as five, contextlib.closing(buf) as b: print(five, b.closed)
    print(buf.closed)
    async with contextlib.nullcontext(6) as six: print(six)
    class D(contextlib.ContextDecorator):
        def __enter__(self): print("D in"); return self
        def __exit__(self, *e): print("D out", e[0])
    @D()
    def df(): print("df")
    df()
    with contextlib.suppress(ValueError, TypeError): raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    try:
        with contextlib.suppress(ValueError): raise ExceptionGroup("g", [ValueError(1), OSError(2)])
    except ExceptionGroup as e: print(repr(e))
async def agen():
    try:
        for i in range(3): yield i
    finally: await asyncio.sleep(.01); print("agen fin")
asyncio.run(main())
