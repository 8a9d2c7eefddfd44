"""Custom awaitables, __await__, Future subclass, Task subclass, task factory"""
import asyncio
from collections.abc import Awaitable, Coroutine, Generator

class Ready:
    def __init__(self, v): self.v = v
    def __await__(self):
        print("await", self.v)
        yield from asyncio.sleep(0.1).__await__()
        return self.v

class Twice:
    def __init__(self, aw): self.aw = aw
    def __await__(self):
        a = yield from self.aw.__await__()
        yield
        return a * 2

class Lazy:
    def __init__(self, fn): self.fn, self._f = fn, None
    def __await__(self):
        if self._f is None:
            self._f = asyncio.ensure_future(self.fn())
        return self._f.__await__()

class MyTask(asyncio.Task):
    count = 0
    def __init__(self, coro, **kw):
        type(self).count += 1
        super().__init__(coro, **kw)
        self.tag = f"tag{self.count}"
    def cancel(self, msg=None):
        print("cancel", self.get_name(), msg)
        return super().cancel(msg)

class MyFuture(asyncio.Future):
    def set_result(self, r):
        print("set_result", r)
        super().set_result(r + 1)

class Bad:
    def __await__(self): return 5
class Bad2:
    def __await__(self): return iter([1])
class Bad3:
    async def __await__(self): pass
async def compute():
    print("compute"); await asyncio.sleep(.1); return 42

async def main():
    print(await Ready(1), await Twice(Ready(2)), await Twice(Twice(Ready(3))))
    l = Lazy(compute)
    print(await l, await l, await asyncio.gather(Ready(5), l, l))
    for b in (Bad(), Bad2(), Bad3(), object()):
        try: await b
        except (TypeError, RuntimeError) as e: print(type(e).__name__, e)
    f = MyFuture()
    asyncio.get_running_loop().call_later(1, f.set_result, 1)
    print(await f)
    t = MyTask(compute(), name="mine")
    await asyncio.sleep(0)
    t.cancel("why")
    try: await t
    except asyncio.CancelledError as e: print(repr(e), t.tag)
    loop = asyncio.get_running_loop()
    def factory(loop, coro, **kw):
        print("factory", coro.__qualname__, sorted(kw))
        return MyTask(coro, loop=loop, **kw)
    loop.set_task_factory(factory)
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(compute(), name="a")
        b = tg.create_task(compute())
    print(a.tag, b.tag, type(b).__mro__[1].__name__, MyTask.count, isinstance(a, Awaitable), isinstance(compute, Coroutine))
    print(await asyncio.wait_for(compute(), 1))
    print(loop.get_task_factory() is factory)
    loop.set_task_factory(None)
    c = compute()
    print(isinstance(c, Coroutine), isinstance(c, Awaitable), isinstance(c, Generator), asyncio.iscoroutine(c), asyncio.isfuture(c))
    g = c.__await__()
    print(type(g).__name__)
    y = g.send(None)
    print(type(y).__name__, y.done())
    try: g.throw(ValueError("thrown"))
    except ValueError as e: print(e)
    x = asyncio.Future()
    it = iter(x)
    print(next(it) is x)
    try: next(it)
    except RuntimeError as e: print(e)
    x.set_result(7)
    try: x.set_result(1)
    except asyncio.InvalidStateError as e: print(repr(e))
    y = asyncio.Future()
    for bad in (StopIteration(), StopIteration, 5, KeyError):
        try: y.set_exception(bad); print("ok", y)
        except TypeError as e: print(e)
    try: y.result()
    except RuntimeError as e: print(repr(e))
asyncio.run(main())
