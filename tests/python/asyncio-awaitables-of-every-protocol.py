import asyncio
class Proto:
    def __init__(self, n): self.n = n
    def __await__(self):
        print("await", self.n)
        for i in range(self.n): got = yield; print("got", got)
        return self.n * 10
class Chain:
    def __init__(self, *a): self.a = a
    def __await__(self):
        total = 0
        for x in self.a: total += yield from x.__await__()
        return total
class Lazy:
    def __init__(self, f): self.f, self.fut = f, None
    def __await__(self):
        if self.fut is None: self.fut = asyncio.ensure_future(self.f())
        return self.fut.__await__()
class BadAwait:
    def __await__(self): return 3
class GenAwait:
    def __await__(self): return iter([None, None])
class YieldsJunk:
    def __await__(self): yield "junk"
class YieldsFuture:
    def __await__(self):
        f = asyncio.get_running_loop().create_future(); asyncio.get_running_loop().call_later(.1, f.set_result, "ff")
        f._asyncio_future_blocking = True
        yield f
        return f.result()
async def lazy(): print("lazy runs"); await asyncio.sleep(.1); return 7
async def main():
    print(await Proto(2), await Chain(Proto(1), Proto(0)))
    l = Lazy(lazy); print(await l, await l)
    for b in (BadAwait(), 3, None, GenAwait(), YieldsJunk(), YieldsFuture(), "x", [1], Proto):
        try: print("ok", await b)
        except (TypeError, RuntimeError) as e: print(type(e).__name__, e)
    t = asyncio.ensure_future(Proto(1)); print(t.get_coro().__qualname__, await t)
    print(await asyncio.gather(Proto(1), Chain(Proto(1))), await asyncio.wait_for(Proto(1), 1))
    try: asyncio.create_task(Proto(1))
    except TypeError as e: print(str(e).split(" at ")[0])
    try: await asyncio.wait([lazy()])
    except TypeError as e: print(e)
    try: await asyncio.wait([])
    except ValueError as e: print(e)
    try: await asyncio.wait(asyncio.create_task(Proto.__call__(1).__class__(1)) if False else 5)
    except TypeError as e: print(e)
    async with asyncio.TaskGroup() as tg:
        try: tg.create_task(Proto(1))
        except TypeError as e: print(str(e)[:30])
    c = lazy(); print(c.send(None) is not None)
    try: c.throw(ValueError("thrown"))
    except ValueError as e: print(e, c.cr_frame, c.cr_running)
    try: c.send(None)
    except RuntimeError as e: print(e)
    try: await c
    except RuntimeError as e: print(e)
    d = lazy(); d.close(); d.close(); print(d.cr_await)
    async def selfaware():
        c = asyncio.current_task().get_coro()
        print(c.cr_running, c.cr_suspended, c.cr_frame.f_lineno > 0)
        try: c.send(None)
        except ValueError as e: print(e)
        try: c.close()
        except ValueError as e: print(e)
    await asyncio.create_task(selfaware())
    import inspect
    e = lazy(); print(inspect.getcoroutinestate(e)); e.send(None); print(inspect.getcoroutinestate(e), inspect.getcoroutinelocals(e)); e.close(); print(inspect.getcoroutinestate(e))
    x = asyncio.sleep(0, "r"); it = x.__await__(); print(next(it))
    try: next(it)
    except StopIteration as s: print(s.value)
asyncio.run(main())
